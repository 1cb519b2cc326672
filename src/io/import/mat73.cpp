// MAT files of version 7.3: HDF5 behind a head of 512 bytes, with every matrix stored the other way round.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "../allowance.h"
#include "../hdf5_handle.h"
#include "../hdf5_reader.h"
#include "../hdf5_values.h"
#include "../value.h"
#include "mat_value.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr int kDeepest = 30;
constexpr std::array<std::string_view, 15> kPlainClasses{"",      "double", "single", "logical", "char",   "cell",  "struct", "int8",
                                                         "uint8", "int16",  "uint16", "int32",   "uint32", "int64", "uint64"};

class Mat73Reader {
 public:
  Mat73Reader(hid_t file, const ReadLimits& limits)
      : file_(file), limits_(limits), objects_left_(limits.objects + 30 * limits.points), bytes_left_(4 * limits.dataset_bytes) {}

  //! Where in the file an exception found the reader.
  [[nodiscard]] const std::string& path() const { return path_; }

  MatValue read(hid_t object, const std::string& name, int depth) {
    const std::size_t length = path_.size();
    path_ += (path_.empty() ? "" : ".") + printable(name.substr(0, 60));
    MatValue value = read_object(object, depth);
    path_.resize(length);
    return value;
  }

 private:
  MatValue read_object(hid_t object, int depth) {
    if (depth > kDeepest) throw Refusal("too_deep", "is nested too deep");
    if (objects_left_-- == 0) throw Refusal("too_large", "has too many parts");
    return H5Iget_type(object) == H5I_GROUP ? read_group(object, depth) : read_dataset(object, depth);
  }

  static std::string class_of(hid_t object) {
    if (checked(H5Aexists(object, "MATLAB_class")) == 0) return {};
    const Hdf5Handle attribute(H5Aopen(object, "MATLAB_class", H5P_DEFAULT), H5Aclose);
    const Hdf5Handle type(H5Aget_type(attribute), H5Tclose);
    const std::size_t size = H5Tget_size(type);
    if (H5Tget_class(type) != H5T_STRING || H5Tis_variable_str(type) > 0 || size == 0 || size > 200) return {};
    std::string text(size, '\0');
    checked(H5Aread(attribute, type, text.data()));
    return std::string(text_before_nul(text));
  }

  MatValue read_group(hid_t group, int depth) {
    MatValue value;
    const std::string name = class_of(group);
    value.kind = name.empty() || name == "struct" ? MatValue::Kind::kStruct : MatValue::Kind::kObject;
    value.class_name = name == "struct" ? "" : name;
    value.dims = {1, 1};
    const std::optional<std::vector<std::string>> names = names_in(group, objects_left_);
    if (!names) throw Refusal("too_large", "has too many parts");
    for (const std::string& child : *names) {
      const Hdf5Handle object(H5Oopen(group, child.c_str(), H5P_DEFAULT), H5Oclose);
      const H5I_type_t kind = H5Iget_type(object);
      if (kind == H5I_GROUP || kind == H5I_DATASET) value.fields.push_back({child, read(object, child, depth + 1)});
    }
    return value;
  }

  MatValue read_dataset(hid_t dataset, int depth) {
    MatValue value;
    const std::string name = class_of(dataset);
    const Hdf5Handle type(H5Dget_type(dataset), H5Tclose);
    const Hdf5Handle space(H5Dget_space(dataset), H5Sclose);
    if (checked(H5Aexists(dataset, "MATLAB_empty")) > 0) {
      value.dims = {0, 0};
      return value;
    }
    read_dims(space, value);
    const H5T_class_t stored = H5Tget_class(type);
    if (std::find(kPlainClasses.begin(), kPlainClasses.end(), name) == kPlainClasses.end()) {
      value.kind = MatValue::Kind::kObject;
      value.class_name = name;
      return value;
    }
    const std::uint64_t count = element_count(value.dims);
    const std::uint64_t bytes = element_count({count, std::max<std::size_t>(sizeof(double), H5Tget_size(type))});
    if (bytes > limits_.dataset_bytes || bytes > bytes_left_) throw Refusal("too_large", "holds more than is read");
    bytes_left_ -= bytes;
    check_storage(dataset, H5Tget_size(type), element_count({count, H5Tget_size(type)}), limits_);
    allow(bytes);
    if (stored == H5T_REFERENCE) {
      read_cells(dataset, type, count, depth, value);
    } else if (stored == H5T_INTEGER || stored == H5T_FLOAT) {
      value.numbers.resize(count);
      if (count > 0) checked(H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, value.numbers.data()));
      if (name == "char") make_text(value);
    } else {
      value.kind = MatValue::Kind::kObject;
    }
    return value;
  }

  // HDF5 counts from the outside: its first dimension is MATLAB's last.
  static void read_dims(hid_t space, MatValue& value) {
    const int rank = checked(H5Sget_simple_extent_ndims(space));
    if (rank > 8) throw Refusal("wrong_shape", fmt::format("has {} dimensions", rank));
    std::array<hsize_t, 8> dims{};
    checked(H5Sget_simple_extent_dims(space, dims.data(), nullptr));
    value.dims.assign(dims.begin(), dims.begin() + rank);
    std::reverse(value.dims.begin(), value.dims.end());
    while (value.dims.size() < 2) value.dims.push_back(1);
  }

  static void make_text(MatValue& value) {
    const std::uint64_t rows = value.rows();
    value.kind = MatValue::Kind::kText;
    value.texts.resize(value.numbers.empty() ? 0 : rows);
    for (std::size_t i = 0; i < value.numbers.size(); ++i) {
      const double code = value.numbers[i];
      value.texts[i % rows] += code >= 0 && code < 256 ? static_cast<char>(static_cast<unsigned char>(code)) : '?';
    }
    for (std::string& text : value.texts) text = to_utf8(text);
    value.numbers.clear();
  }

  void read_cells(hid_t dataset, hid_t type, std::uint64_t count, int depth, MatValue& value) {
    if (checked(H5Tequal(type, H5T_STD_REF_OBJ)) == 0) throw Refusal("wrong_type", "holds references that are not read");
    value.kind = MatValue::Kind::kCells;
    std::vector<hobj_ref_t> references(count);
    if (count > 0) checked(H5Dread(dataset, H5T_STD_REF_OBJ, H5S_ALL, H5S_ALL, H5P_DEFAULT, references.data()));
    for (const hobj_ref_t& reference : references) {
      const Hdf5Handle object(H5Rdereference2(file_, H5P_DEFAULT, H5R_OBJECT, &reference), H5Oclose);
      value.cells.push_back(read(object, fmt::format("({})", value.cells.size() + 1), depth + 1));
    }
  }

  hid_t file_;
  const ReadLimits& limits_;
  std::uint64_t objects_left_;
  std::uint64_t bytes_left_;
  std::string path_;
};

// MATLAB's own, "#refs#", is none.
std::vector<std::string> variables_in(hid_t file) {
  constexpr std::uint64_t kMax = 1000;
  std::vector<std::string> names = names_in(file, kMax).value_or(std::vector<std::string>());
  std::erase_if(names, [](const std::string& one) { return one.starts_with('#'); });
  return names;
}

}  // namespace

MatValue read_mat73(std::span<const std::byte> bytes, const std::string& name, std::string_view variable, const ReadLimits& limits) {
  try {
    const Hdf5Session session;
    const Hdf5Handle file = open_image(bytes);
    const std::string path = "/" + std::string(variable);
    if (checked(H5Lexists(file, path.c_str(), H5P_DEFAULT)) == 0)
      throw InputError(fmt::format("{}: {}", name, lacks_variable(variable, variables_in(file))));
    const Hdf5Handle object(H5Oopen(file, path.c_str(), H5P_DEFAULT), H5Oclose);
    Mat73Reader reader(file, limits);
    try {
      return reader.read(object, std::string(variable), 0);
    } catch (const Refusal& refusal) {
      throw InputError(fmt::format("{}: {} {}", name, reader.path(), refusal.what()));
    }
  } catch (const Hdf5Error& error) {
    throw InputError(fmt::format("{}: is a damaged MAT file (HDF5: {})", name, error.what()));
  }
}

}  // namespace viamyo
