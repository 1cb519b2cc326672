// Numbers and texts in and out of a Value.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "viamyo/native_document.h"

namespace viamyo {

bool is_float(ValueType type);
bool is_integer(ValueType type);

//! Elements of a shape; the largest number where the product does not fit.
std::uint64_t element_count(const std::vector<std::uint64_t>& shape);

//! "5090,3"; empty for a scalar.
std::string shape_text(const std::vector<std::uint64_t>& shape);

//! Up to its first NUL: what is padding or follows a C string's end is not part of a text.
std::string_view text_before_nul(std::string_view text);

//! The same text with every byte that is not part of valid UTF-8 replaced by U+FFFD.
std::string valid_utf8(std::string_view text);

//! Valid UTF-8 with U+FFFD for every control character, so that a text from a file cannot break a line in two or steer a terminal.
std::string printable(std::string_view text);

Value make_text(std::string_view text);
Value make_texts(const std::vector<std::string>& texts);

template <class T>
constexpr ValueType value_type() {
  if constexpr (std::is_same_v<T, std::uint8_t>) return ValueType::kUInt8;
  if constexpr (std::is_same_v<T, std::int32_t>) return ValueType::kInt32;
  if constexpr (std::is_same_v<T, std::int64_t>) return ValueType::kInt64;
  if constexpr (std::is_same_v<T, float>) return ValueType::kFloat32;
  if constexpr (std::is_same_v<T, double>) return ValueType::kFloat64;
}

template <class T>
Value make_numbers(std::span<const T> numbers, std::vector<std::uint64_t> shape) {
  Value value{value_type<T>(), std::move(shape), {}, {}};
  const auto bytes = std::as_bytes(numbers);
  value.bytes.assign(bytes.begin(), bytes.end());
  return value;
}

template <class T>
Value make_number(T number) {
  return make_numbers<T>(std::span(&number, 1), {});
}

//! All numbers of a value, each converted by static_cast; the values of a wider type are rounded.
template <class To>
std::vector<To> numbers_as(const Value& value);

extern template std::vector<float> numbers_as<float>(const Value&);
extern template std::vector<double> numbers_as<double>(const Value&);
extern template std::vector<std::int64_t> numbers_as<std::int64_t>(const Value&);

}  // namespace viamyo
