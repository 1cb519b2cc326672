#include "hdf5_writer.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "hdf5_handle.h"
#include "hdf5_types.h"
#include "layout.h"
#include "value.h"

namespace viamyo {

namespace {

constexpr std::uint64_t kChunkBytes = std::uint64_t{1} << 19U;
constexpr unsigned kDeflateLevel = 4;  // higher levels take far longer for a few percent

// Fixed length: the longest of the texts, padded with NUL. VTK's reader of the group's Type knows ASCII alone.
Hdf5Handle text_type(const Value& value, bool ascii) {
  std::size_t longest = 1;
  for (const std::string& text : value.strings) longest = std::max(longest, text.size());
  Hdf5Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  checked(H5Tset_size(type, longest));
  checked(H5Tset_strpad(type, H5T_STR_NULLPAD));
  checked(H5Tset_cset(type, ascii ? H5T_CSET_ASCII : H5T_CSET_UTF8));
  return type;
}

Hdf5Handle type_of(const Value& value, bool ascii) {
  if (value.type == ValueType::kString) return text_type(value, ascii);
  return {H5Tcopy(hdf5_type(value.type)), H5Tclose};
}

Bytes bytes_of(const Value& value, std::size_t element_size) {
  if (value.type != ValueType::kString) return value.bytes;
  std::vector<std::byte> bytes(value.strings.size() * element_size);
  for (std::size_t i = 0; i < value.strings.size(); ++i) {
    std::memcpy(bytes.data() + i * element_size, value.strings[i].data(), value.strings[i].size());
  }
  return bytes;
}

Hdf5Handle space_of(const std::vector<std::uint64_t>& shape) {
  if (shape.empty()) return {H5Screate(H5S_SCALAR), H5Sclose};
  const std::vector<hsize_t> dims(shape.begin(), shape.end());
  return {H5Screate_simple(static_cast<int>(dims.size()), dims.data(), nullptr), H5Sclose};
}

// Whole rows, as many as fit into a chunk.
std::vector<hsize_t> chunk_of(const std::vector<std::uint64_t>& shape, std::size_t element_size) {
  std::vector<hsize_t> chunk(shape.begin(), shape.end());
  const std::uint64_t row_bytes = std::max<std::uint64_t>(1, element_size * element_count({shape.begin() + 1, shape.end()}));
  chunk[0] = std::clamp<std::uint64_t>(kChunkBytes / row_bytes, 1, std::max<std::uint64_t>(1, shape[0]));
  for (hsize_t& extent : chunk) extent = std::max<hsize_t>(1, extent);
  return chunk;
}

Hdf5Handle dataset_creation(const std::vector<std::uint64_t>& shape, std::size_t element_size) {
  Hdf5Handle creation(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  checked(H5Pset_obj_track_times(creation, false));  // times would make every save different
  if (shape.empty()) return creation;
  const std::vector<hsize_t> chunk = chunk_of(shape, element_size);
  checked(H5Pset_chunk(creation, static_cast<int>(chunk.size()), chunk.data()));
  checked(H5Pset_shuffle(creation));
  checked(H5Pset_deflate(creation, kDeflateLevel));
  checked(H5Pset_fletcher32(creation));
  return creation;
}

void write_attribute(hid_t object, const std::string& path, const Attribute& attribute) {
  const bool ascii = path == native::kVtkHdf && attribute.name == "Type";
  const Hdf5Handle type = type_of(attribute.value, ascii);
  const Hdf5Handle space = space_of(attribute.value.shape);
  const Hdf5Handle written(H5Acreate2(object, attribute.name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
  checked(H5Awrite(written, type, bytes_of(attribute.value, H5Tget_size(type)).data()));
}

Hdf5Handle write_dataset(hid_t file, const Record& record) {
  const Hdf5Handle type = type_of(record.value, false);
  const Hdf5Handle space = space_of(record.value.shape);
  const Hdf5Handle creation = dataset_creation(record.value.shape, H5Tget_size(type));
  Hdf5Handle dataset(H5Dcreate2(file, record.path.c_str(), type, space, H5P_DEFAULT, creation, H5P_DEFAULT), H5Dclose);
  if (element_count(record.value.shape) > 0) {
    checked(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes_of(record.value, H5Tget_size(type)).data()));
  }
  return dataset;
}

// VTK 9.1 reads texts beside the surface only where they have variable length and are declared as ASCII.
Hdf5Handle write_field_text(hid_t file, const Record& record) {
  const Hdf5Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  checked(H5Tset_size(type, H5T_VARIABLE));
  const Hdf5Handle space = space_of(record.value.shape);
  Hdf5Handle dataset(H5Dcreate2(file, record.path.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Dclose);
  const char* const text = record.value.strings.at(0).c_str();
  checked(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, static_cast<const void*>(&text)));
  return dataset;
}

Hdf5Handle write_group(hid_t file, const Record& record) {
  if (record.path == native::kRoot) return {H5Gopen2(file, "/", H5P_DEFAULT), H5Gclose};
  return {H5Gcreate2(file, record.path.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Gclose};
}

Hdf5Handle write_object(hid_t file, const Record& record) {
  if (record.is_group) return write_group(file, record);
  return record.path.starts_with("/VTKHDF/FieldData/") ? write_field_text(file, record) : write_dataset(file, record);
}

Hdf5Handle create_file() {
  const Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  checked(H5Pset_fapl_core(access, std::size_t{1} << 20U, false));  // in memory, never on disk
  checked(H5Pset_fclose_degree(access, H5F_CLOSE_STRONG));
  const Hdf5Handle creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose);
  checked(H5Pset_istore_k(creation, 2));  // small index nodes: nearly every dataset is one chunk
  return {H5Fcreate("viamyo-new-map", H5F_ACC_TRUNC, creation, access), H5Fclose};
}

std::vector<std::byte> image_of(hid_t file) {
  checked(H5Fflush(file, H5F_SCOPE_GLOBAL));
  const ssize_t size = checked(H5Fget_file_image(file, nullptr, 0));
  std::vector<std::byte> image(static_cast<std::size_t>(size));
  checked(H5Fget_file_image(file, image.data(), image.size()));
  return image;
}

// A dataset's memory must be as large as its shape says before the library reads from it.
void check_size(const Value& value) {
  const std::uint64_t held = value.type == ValueType::kString ? value.strings.size() : value.bytes.size() / size_of(value.type);
  if (held != element_count(value.shape)) throw Hdf5Error("a value does not fill its shape");
}

}  // namespace

std::vector<std::byte> write_document(const NativeDocument& document) {
  const Hdf5Session session;
  const Hdf5Handle file = create_file();
  for (const Record& record : document.records) {
    if (!record.is_group) check_size(record.value);
    const Hdf5Handle object = write_object(file, record);
    for (const Attribute& attribute : record.attributes) {
      check_size(attribute.value);
      write_attribute(object, record.path, attribute);
    }
  }
  return image_of(file);
}

}  // namespace viamyo
