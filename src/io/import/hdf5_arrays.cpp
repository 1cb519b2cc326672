#include "hdf5_arrays.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "../allowance.h"
#include "../hdf5_reader.h"
#include "../hdf5_values.h"
#include "../value.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr int kDeepest = 10;

std::vector<std::uint64_t> shape_of(hid_t space) {
  const int rank = H5Sget_simple_extent_ndims(space);
  std::array<hsize_t, H5S_MAX_RANK> dims{};
  if (rank > 0) checked(H5Sget_simple_extent_dims(space, dims.data(), nullptr));
  return {dims.begin(), dims.begin() + std::max(rank, 0)};
}

bool is_number(hid_t type) {
  const H5T_class_t kind = H5Tget_class(type);
  return kind == H5T_INTEGER || kind == H5T_FLOAT;
}

// What goes wrong with one object is told with its path.
template <class Work>
auto at_path(const std::string& path, Work work) {
  try {
    return work();
  } catch (const Refusal& refusal) {
    throw InputError(fmt::format("{}: {}", printable(path), refusal.what()));
  } catch (const Hdf5Error& error) {
    throw InputError(fmt::format("{}: is damaged and cannot be read (HDF5: {})", printable(path), error.what()));
  }
}

}  // namespace

Hdf5Arrays::Hdf5Arrays(std::span<const std::byte> file_bytes, const ReadLimits& limits)
    : limits_(limits), file_(open_image(file_bytes)), objects_left_(limits.objects), bytes_left_(4 * limits.dataset_bytes) {
  const Hdf5Handle root(H5Gopen2(file_, "/", H5P_DEFAULT), H5Gclose);
  list(root, "", 0);
  std::sort(all_.begin(), all_.end(), [](const Hdf5Listed& a, const Hdf5Listed& b) { return a.path < b.path; });
}

void Hdf5Arrays::list(hid_t group, const std::string& path, int depth) {
  if (depth > kDeepest) return;
  const std::optional<std::vector<std::string>> names = names_in(group, objects_left_);
  if (!names) throw InputError(fmt::format("has more than {} objects", limits_.objects));
  objects_left_ -= names->size();
  for (const std::string& name : *names) {
    const std::string child = fmt::format("{}/{}", path, name);
    at_path(child, [&] {
      const Hdf5Handle object(H5Oopen(group, name.c_str(), H5P_DEFAULT), H5Oclose);
      const H5I_type_t kind = H5Iget_type(object);
      if (kind == H5I_GROUP) list(object, child, depth + 1);
      if (kind != H5I_DATASET) return;
      const Hdf5Handle type(H5Dget_type(object), H5Tclose);
      const Hdf5Handle space(H5Dget_space(object), H5Sclose);
      all_.push_back({child, shape_of(space), is_number(type)});
    });
  }
}

bool Hdf5Arrays::has(std::string_view path) const {
  return std::any_of(all_.begin(), all_.end(), [&](const Hdf5Listed& listed) {
    return listed.path == path || (listed.path.starts_with(path) && listed.path.substr(path.size()).starts_with('/'));
  });
}

bool Hdf5Arrays::has_attribute(std::string_view path, std::string_view name) const {
  return H5Aexists_by_name(file_, std::string(path).c_str(), std::string(name).c_str(), H5P_DEFAULT) > 0;
}

Hdf5Numbers Hdf5Arrays::numbers(const std::string& path) {
  return at_path(path, [&] {
    const Hdf5Handle dataset(H5Dopen2(file_, path.c_str(), H5P_DEFAULT), H5Dclose);
    const Hdf5Handle type(H5Dget_type(dataset), H5Tclose);
    const Hdf5Handle space(H5Dget_space(dataset), H5Sclose);
    if (!is_number(type)) throw Refusal("wrong_type", "holds no numbers");
    Hdf5Numbers read{shape_of(space), {}, text_of_attribute(path, "units").value_or("")};
    if (read.shape.size() > 2) throw Refusal("wrong_shape", fmt::format("has {} dimensions; at most 2 are read", read.shape.size()));
    const std::uint64_t count = element_count(read.shape);
    const std::uint64_t bytes = element_count({count, sizeof(double)});
    if (bytes > std::min(limits_.dataset_bytes, bytes_left_)) throw Refusal("too_large", "holds more than is read");
    bytes_left_ -= bytes;
    check_storage(dataset, H5Tget_size(type), element_count({count, H5Tget_size(type)}), limits_);
    allow(bytes);
    read.values.resize(count);
    if (count > 0) checked(H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, read.values.data()));
    return read;
  });
}

std::vector<std::int64_t> Hdf5Arrays::integers_of_attribute(const std::string& path, const std::string& name) const {
  if (!has_attribute(path, name)) return {};
  return at_path(path + "@" + name, [&] {
    const Hdf5Handle attribute(H5Aopen_by_name(file_, path.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
    const Hdf5Handle type(H5Aget_type(attribute), H5Tclose);
    const Hdf5Handle space(H5Aget_space(attribute), H5Sclose);
    const std::uint64_t count = element_count(shape_of(space));
    if (H5Tget_class(type) != H5T_INTEGER || count > 16) throw Refusal("wrong_type", "must be a few integers");
    std::vector<std::int64_t> values(count);
    checked(H5Aread(attribute, H5T_NATIVE_INT64, values.data()));
    return values;
  });
}

std::optional<std::string> Hdf5Arrays::text_of_attribute(const std::string& path, const std::string& name) const {
  if (!has_attribute(path, name)) return std::nullopt;
  return at_path(path + "@" + name, [&]() -> std::optional<std::string> {
    const Hdf5Handle attribute(H5Aopen_by_name(file_, path.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
    const Hdf5Handle type(H5Aget_type(attribute), H5Tclose);
    if (H5Tget_class(type) != H5T_STRING) return std::nullopt;
    const Value value = read_attribute(attribute, limits_);
    return value.strings.size() == 1 ? std::optional(valid_utf8(value.strings.front())) : std::nullopt;
  });
}

}  // namespace viamyo
