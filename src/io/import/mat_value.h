// MATLAB's values as they stand in a MAT file, of either kind (version 5: own tags; version 7.3: HDF5).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "viamyo/native_file.h"

namespace viamyo {

struct MatField;

struct MatValue {
  enum class Kind : std::uint8_t { kNumbers, kText, kStruct, kCells, kObject };

  Kind kind = Kind::kNumbers;
  std::string class_name;           //!< of an object, "TriRep" say; empty where the file hides it
  std::vector<std::uint64_t> dims;  //!< as MATLAB counts them
  std::vector<double> numbers;      //!< column by column
  std::vector<std::string> texts;   //!< one per row
  std::vector<MatField> fields;     //!< of the first element of a struct
  std::vector<MatValue> cells;

  //! The field at "surface.triRep.X"; nullptr where there is none.
  [[nodiscard]] const MatValue* find(std::string_view path) const;

  [[nodiscard]] std::uint64_t rows() const { return dims.empty() ? 0 : dims[0]; }
  [[nodiscard]] std::uint64_t columns() const { return dims.size() < 2 ? 1 : dims[1]; }
  [[nodiscard]] double at(std::uint64_t row, std::uint64_t column) const { return numbers[column * rows() + row]; }
};

struct MatField {
  std::string name;
  MatValue value;
};

//! "has no variable 'userdata'; it holds u, x".
std::string lacks_variable(std::string_view variable, const std::vector<std::string>& others);

//! The variable of that name. Throws InputError ("NAME: ...") when the file is damaged, too large, or has no such variable.
MatValue read_mat5(std::span<const std::byte> bytes, const std::string& name, std::string_view variable, const ReadLimits& limits);
MatValue read_mat73(std::span<const std::byte> bytes, const std::string& name, std::string_view variable, const ReadLimits& limits);

}  // namespace viamyo
