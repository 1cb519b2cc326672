#include "hdf5_values.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "allowance.h"
#include "hdf5_types.h"
#include "value.h"

namespace viamyo {

namespace {

constexpr std::uint64_t kMaxLines = 100'000;      // of Provenance
constexpr std::uint64_t kMaxOfFew = 1'000;        // where one or three numbers belong: enough to read what is there and say what is wrong
constexpr std::uint64_t kMaxInAttribute = 16;     // no attribute of the layout has more than two
constexpr std::uint64_t kMaxCompression = 1'100;  // deflate cannot do better than 1032:1

ValueType known_type_of(hid_t type) {
  const std::optional<ValueType> known = value_type_of(type);
  if (!known) throw Refusal("wrong_type", "has a type that is neither float32, float64, an integer nor a string");
  return *known;
}

std::vector<std::uint64_t> shape_of(hid_t space) {
  if (H5Sget_simple_extent_type(space) == H5S_NULL) throw Refusal("wrong_shape", "is empty (it has no dataspace)");
  const int rank = checked(H5Sget_simple_extent_ndims(space));
  if (rank > 2) throw Refusal("wrong_shape", fmt::format("has {} dimensions; at most 2 are read", rank));
  std::array<hsize_t, 2> dims{};
  checked(H5Sget_simple_extent_dims(space, dims.data(), nullptr));
  return {dims.begin(), dims.begin() + rank};
}

struct Cap {
  std::uint64_t most;
  std::string_view of_what;
};

Cap row_cap(Rows rows, const ReadLimits& limits) {
  switch (rows) {
    case Rows::kOne:
    case Rows::kThree:
      return {kMaxOfFew, "rows"};
    case Rows::kVertices:
      return {limits.vertices, "vertices"};
    case Rows::kTriangles:
      return {limits.triangles, "triangles"};
    case Rows::kOffsets:
      return {limits.triangles + 1, "offsets"};
    case Rows::kCorners:
      return {3 * limits.triangles, "corners of triangles"};
    case Rows::kPoints:
      return {limits.points, "mapping points"};
    case Rows::kLines:
      return {kMaxLines, "lines"};
  }
  return {0, "rows"};
}

void check_cap(std::uint64_t count, const Cap& cap) {
  if (count > cap.most) throw Refusal("too_large", fmt::format("has {} {}; at most {} are read", count, cap.of_what, cap.most));
}

// The bytes that the elements take in memory; refused above the cap. Variable-length strings are counted while they are read.
std::size_t checked_bytes(const std::vector<std::uint64_t>& shape, std::size_t element_size, const ReadLimits& limits) {
  const std::uint64_t bytes = element_count({element_count(shape), element_size});
  check_cap(bytes, {limits.dataset_bytes, "bytes"});
  return static_cast<std::size_t>(bytes);
}

void check_filters(hid_t creation) {
  const int count = checked(H5Pget_nfilters(creation));
  for (unsigned i = 0; i < static_cast<unsigned>(count); ++i) {
    unsigned flags = 0;
    unsigned config = 0;
    std::size_t values = 0;
    const H5Z_filter_t filter = H5Pget_filter2(creation, i, &flags, &values, nullptr, 0, nullptr, &config);
    if (filter != H5Z_FILTER_SHUFFLE && filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_FLETCHER32) {
      throw Refusal("unsupported_storage",
                    fmt::format("is stored with HDF5 filter {}; only shuffle, deflate and fletcher32 are read", filter));
    }
  }
}

void check_chunk(hid_t creation, std::size_t element_size, const ReadLimits& limits) {
  std::array<hsize_t, H5S_MAX_RANK> dims{};
  const int rank = checked(H5Pget_chunk(creation, static_cast<int>(dims.size()), dims.data()));
  checked_bytes({dims.begin(), dims.begin() + rank}, element_size, limits);
}

std::string stripped(std::string_view text, H5T_str_t padding) {
  text = text_before_nul(text);
  if (padding == H5T_STR_SPACEPAD) text = text.substr(0, text.find_last_not_of(' ') + 1);
  return std::string(text);
}

void check_string_size(std::size_t size, const ReadLimits& limits) { check_cap(size, {limits.string_bytes, "bytes in one string"}); }

using Reader = herr_t (*)(hid_t object, hid_t type, hid_t transfer, void* buffer);

herr_t from_dataset(hid_t object, hid_t type, hid_t transfer, void* buffer) {
  return H5Dread(object, type, H5S_ALL, H5S_ALL, transfer, buffer);
}

herr_t from_attribute(hid_t object, hid_t type, hid_t /*transfer*/, void* buffer) { return H5Aread(object, type, buffer); }

std::vector<std::string> read_fixed_strings(hid_t object, hid_t type, std::size_t count, Reader read) {
  const std::size_t size = H5Tget_size(type);
  std::vector<char> buffer(count * size);
  checked(read(object, type, H5P_DEFAULT, buffer.data()));
  std::vector<std::string> strings;
  for (std::size_t i = 0; i < count; ++i) {
    strings.push_back(stripped(std::string_view(buffer.data() + i * size, size), H5Tget_strpad(type)));
  }
  return strings;
}

// What variable-length strings may still take; the library asks for memory through it.
struct StringBudget {
  std::size_t one;
  std::size_t all;
};

void* allocate_string(std::size_t size, void* data) {
  auto& budget = *static_cast<StringBudget*>(data);
  if (size > budget.one || size > budget.all) return nullptr;
  budget.all -= size;
  return std::malloc(size);  // NOLINT(cppcoreguidelines-no-malloc): the library frees it through free_string
}

void free_string(void* memory, void* /*data*/) { std::free(memory); }  // NOLINT(cppcoreguidelines-no-malloc)

std::vector<std::string> read_variable_strings(hid_t object, hid_t type, std::size_t count, Reader read, const ReadLimits& limits) {
  StringBudget budget{limits.string_bytes, limits.dataset_bytes};
  const Hdf5Handle transfer(H5Pcreate(H5P_DATASET_XFER), H5Pclose);
  checked(H5Pset_vlen_mem_manager(transfer, allocate_string, &budget, free_string, nullptr));
  struct Strings {  // freed however this function is left
    explicit Strings(std::size_t size) : texts(size, nullptr) {}
    ~Strings() {
      for (char* text : texts) std::free(text);  // NOLINT(cppcoreguidelines-no-malloc)
    }
    Strings(const Strings&) = delete;
    Strings& operator=(const Strings&) = delete;
    std::vector<char*> texts;
  } buffer(count);
  checked(read(object, type, transfer, buffer.texts.data()));
  std::vector<std::string> strings;
  strings.reserve(count);
  for (const char* text : buffer.texts) strings.emplace_back(text == nullptr ? "" : text);
  return strings;
}

std::vector<std::string> read_strings(hid_t object, hid_t type, std::size_t count, Reader read, const ReadLimits& limits) {
  const Hdf5Handle memory(H5Tcopy(type), H5Tclose);
  if (H5Tis_variable_str(type) > 0) return read_variable_strings(object, memory, count, read, limits);
  check_string_size(H5Tget_size(type), limits);
  return read_fixed_strings(object, memory, count, read);
}

bool is_padding(std::string_view behind, H5T_str_t padding) {
  return behind.find_first_not_of(padding == H5T_STR_SPACEPAD ? std::string_view("\0 ", 2) : std::string_view("\0", 1)) ==
         std::string_view::npos;
}

Value read_value(hid_t object, hid_t type, ValueType value_type, std::vector<std::uint64_t> shape, Reader read, const ReadLimits& limits) {
  Value value{value_type, std::move(shape), {}, {}};
  const std::uint64_t count = element_count(value.shape);
  if (value_type == ValueType::kString) {
    value.strings = read_strings(object, type, count, read, limits);
  } else {
    std::vector<std::byte> bytes(count * size_of(value_type));
    if (count > 0) checked(read(object, hdf5_type(value_type), H5P_DEFAULT, bytes.data()));
    value.bytes = std::move(bytes);
  }
  return value;
}

}  // namespace

bool has_names_for_numbers(hid_t object) {
  const Hdf5Handle type(H5Iget_type(object) == H5I_ATTR ? H5Aget_type(object) : H5Dget_type(object), H5Tclose);
  if (H5Tget_class(type) != H5T_ENUM) return false;
  for (int i = 0; i < H5Tget_nmembers(type); ++i) {
    const std::unique_ptr<char, decltype(&H5free_memory)> name(H5Tget_member_name(type, static_cast<unsigned>(i)), H5free_memory);
    const std::string_view text = name == nullptr ? "" : name.get();
    if (text != "FALSE" && text != "TRUE") return true;
  }
  return false;
}

bool has_text_behind_end(hid_t object) {
  const bool is_attribute = H5Iget_type(object) == H5I_ATTR;
  const Hdf5Handle type(is_attribute ? H5Aget_type(object) : H5Dget_type(object), H5Tclose);
  if (value_type_of(type) != ValueType::kString || H5Tis_variable_str(type) > 0) return false;
  const Hdf5Handle space(is_attribute ? H5Aget_space(object) : H5Dget_space(object), H5Sclose);
  const std::size_t size = H5Tget_size(type);
  std::vector<char> buffer(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)) * size);
  if (buffer.empty()) return false;
  checked((is_attribute ? from_attribute : from_dataset)(object, type, H5P_DEFAULT, buffer.data()));
  for (std::string_view texts(buffer.data(), buffer.size()); !texts.empty(); texts.remove_prefix(size)) {
    const std::string_view text = texts.substr(0, size);
    if (!is_padding(text.substr(text_before_nul(text).size()), H5Tget_strpad(type))) return true;
  }
  return false;
}

void check_storage(hid_t dataset, std::size_t element_size, std::uint64_t bytes, const ReadLimits& limits) {
  const Hdf5Handle creation(H5Dget_create_plist(dataset), H5Pclose);
  const H5D_layout_t layout = H5Pget_layout(creation);
  if (layout == H5D_VIRTUAL) throw Refusal("unsupported_storage", "is a virtual dataset, which takes its values from elsewhere");
  if (H5Pget_external_count(creation) > 0) throw Refusal("unsupported_storage", "keeps its values in another file");
  check_filters(creation);
  if (layout == H5D_CHUNKED) check_chunk(creation, element_size, limits);
  if (bytes / kMaxCompression > H5Dget_storage_size(dataset)) {
    throw Refusal("values_missing", fmt::format("should hold {} bytes but stores only {}", bytes, H5Dget_storage_size(dataset)));
  }
  if (bytes > 0 && H5Dget_storage_size(dataset) == 0) throw Refusal("values_missing", "was never given values");
}

bool can_be_field(hid_t dataset) {
  const Hdf5Handle type(H5Dget_type(dataset), H5Tclose);
  const Hdf5Handle space(H5Dget_space(dataset), H5Sclose);
  const std::optional<ValueType> known = value_type_of(type);
  const int rank = H5Sget_simple_extent_ndims(space);
  return known && rank >= 0 && can_be_field(*known, static_cast<std::size_t>(rank));
}

Value read_dataset(hid_t dataset, const DatasetRule& rule, const ReadLimits& limits) {
  const Hdf5Handle type(H5Dget_type(dataset), H5Tclose);
  const Hdf5Handle space(H5Dget_space(dataset), H5Sclose);
  const ValueType known = known_type_of(type);
  if (known == ValueType::kString && rule.kind != ValueKind::kText) throw Refusal("wrong_type", "holds text where numbers belong");
  std::vector<std::uint64_t> shape = shape_of(space);
  if (!shape.empty()) check_cap(shape[0], row_cap(rule.rows, limits));
  if (shape.size() == 2) check_cap(shape[1], {limits.samples, "columns"});
  const std::size_t element_size = H5Tget_size(type);
  const std::size_t bytes = checked_bytes(shape, element_size, limits);
  check_storage(dataset, element_size, bytes, limits);
  allow(bytes);
  return read_value(dataset, type, known, std::move(shape), from_dataset, limits);
}

Value read_attribute(hid_t attribute, const ReadLimits& limits) {
  const Hdf5Handle type(H5Aget_type(attribute), H5Tclose);
  const Hdf5Handle space(H5Aget_space(attribute), H5Sclose);
  const ValueType known = known_type_of(type);
  std::vector<std::uint64_t> shape = shape_of(space);
  check_cap(element_count(shape), {known == ValueType::kString ? 1 : kMaxInAttribute, "values"});
  Value value = read_value(attribute, type, known, std::move(shape), from_attribute, limits);
  for (const std::string& text : value.strings) check_string_size(text.size(), limits);
  return value;
}

}  // namespace viamyo
