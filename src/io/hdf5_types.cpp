#include "hdf5_types.h"

namespace viamyo {

namespace {

std::optional<ValueType> integer_type(std::size_t size, bool is_signed) {
  switch (size) {
    case 1:
      return is_signed ? ValueType::kInt8 : ValueType::kUInt8;
    case 2:
      return is_signed ? ValueType::kInt16 : ValueType::kUInt16;
    case 4:
      return is_signed ? ValueType::kInt32 : ValueType::kUInt32;
    case 8:
      return is_signed ? ValueType::kInt64 : ValueType::kUInt64;
    default:
      return std::nullopt;
  }
}

}  // namespace

hid_t hdf5_type(ValueType type) {
  switch (type) {
    case ValueType::kInt8:
      return H5T_STD_I8LE;
    case ValueType::kInt16:
      return H5T_STD_I16LE;
    case ValueType::kInt32:
      return H5T_STD_I32LE;
    case ValueType::kInt64:
      return H5T_STD_I64LE;
    case ValueType::kUInt8:
      return H5T_STD_U8LE;
    case ValueType::kUInt16:
      return H5T_STD_U16LE;
    case ValueType::kUInt32:
      return H5T_STD_U32LE;
    case ValueType::kUInt64:
      return H5T_STD_U64LE;
    case ValueType::kFloat32:
      return H5T_IEEE_F32LE;
    case ValueType::kFloat64:
      return H5T_IEEE_F64LE;
    case ValueType::kString:
      break;
  }
  return H5I_INVALID_HID;
}

std::optional<ValueType> value_type_of(hid_t type) {
  const std::size_t size = H5Tget_size(type);
  switch (H5Tget_class(type)) {
    case H5T_INTEGER:
      return integer_type(size, H5Tget_sign(type) == H5T_SGN_2);
    case H5T_FLOAT:
      if (size == 4) return ValueType::kFloat32;
      if (size == 8) return ValueType::kFloat64;
      return std::nullopt;
    case H5T_STRING:
      return ValueType::kString;
    case H5T_ENUM: {
      const Hdf5Handle base(H5Tget_super(type), H5Tclose);
      return integer_type(H5Tget_size(base), H5Tget_sign(base) == H5T_SGN_2);
    }
    default:
      return std::nullopt;
  }
}

}  // namespace viamyo
