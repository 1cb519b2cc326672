// Arrays of numbers of any HDF5 file, for the formats that other programs keep in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "../hdf5_handle.h"
#include "viamyo/native_file.h"

namespace viamyo {

//! A dataset, by its path.
struct Hdf5Listed {
  std::string path;  //!< "/mesh/vertices"
  std::vector<std::uint64_t> shape;
  bool is_number = false;
};

struct Hdf5Numbers {
  std::vector<std::uint64_t> shape;  //!< of at most two extents
  std::vector<double> values;
  std::string unit;  //!< its attribute "units"; empty without one

  [[nodiscard]] std::uint64_t rows() const { return shape.empty() ? 1 : shape[0]; }
  [[nodiscard]] std::uint64_t columns() const { return shape.size() < 2 ? 1 : shape[1]; }
};

class Hdf5Arrays {
 public:
  //! Throws Hdf5Error when the bytes are not a whole HDF5 file. `limits` must outlive it.
  Hdf5Arrays(std::span<const std::byte> file_bytes, const ReadLimits& limits);

  //! Every dataset that the file holds in place, in the order of their paths. Throws InputError where there are too many.
  [[nodiscard]] const std::vector<Hdf5Listed>& all() const { return all_; }

  [[nodiscard]] bool has(std::string_view path) const;
  [[nodiscard]] bool has_attribute(std::string_view path, std::string_view name) const;

  //! Throws InputError ("/PATH: cause") where it is no array of numbers of at most two extents, is stored in a way that is not read, or is larger than
  //! is read.
  Hdf5Numbers numbers(const std::string& path);

  [[nodiscard]] std::vector<std::int64_t> integers_of_attribute(const std::string& path, const std::string& name) const;
  [[nodiscard]] std::optional<std::string> text_of_attribute(const std::string& path, const std::string& name) const;

 private:
  void list(hid_t group, const std::string& path, int depth);

  const ReadLimits& limits_;
  Hdf5Session session_;
  Hdf5Handle file_;
  std::vector<Hdf5Listed> all_;
  std::uint64_t objects_left_;
  std::uint64_t bytes_left_;
};

}  // namespace viamyo
