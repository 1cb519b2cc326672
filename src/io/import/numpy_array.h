// NumPy's arrays as pyCEPS writes them into XML: the bytes in base64, and their type in NumPy's words.
#pragma once

#include <pugixml.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "viamyo/native_file.h"

namespace viamyo {

struct NumpyArray {
  std::uint64_t columns = 1;
  std::vector<double> numbers;     //!< row by row
  std::vector<std::string> texts;  //!< for the types <U...

  [[nodiscard]] std::uint64_t rows() const { return (texts.empty() ? numbers.size() : texts.size()) / columns; }
};

//! Throws InputError ("NAME: array 'x': ...").
NumpyArray read_numpy_array(const pugi::xml_node& data_array, const std::string& name, const ReadLimits& limits);

//! The bytes of base64 text, blanks in it aside; empty with `good` = false when it is none.
std::vector<std::byte> from_base64(std::string_view text, bool& good);

}  // namespace viamyo
