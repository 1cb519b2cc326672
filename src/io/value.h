// Numbers and texts in and out of a Value.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
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

//! The vector's own memory becomes the value's.
template <class T>
Value make_numbers(std::vector<T> numbers, std::vector<std::uint64_t> shape) {
  const auto held = std::make_shared<const std::vector<T>>(std::move(numbers));
  return {value_type<T>(), std::move(shape), Bytes(std::as_bytes(std::span(*held)), held), {}};
}

template <class T>
Value make_number(T number) {
  return make_numbers<T>({number}, {});
}

namespace detail {

template <class From, class To, class See>
void see_each(std::span<const std::byte> bytes, See& see) {
  for (std::size_t at = 0; at + sizeof(From) <= bytes.size(); at += sizeof(From)) {
    From number{};
    std::memcpy(&number, bytes.data() + at, sizeof(From));  // they need not lie where the machine would like them
    see(static_cast<To>(number));  // NOLINT(bugprone-signed-char-misuse): int8 is a number here, and keeps its sign
  }
}

}  // namespace detail

//! Calls `see` with each number of a value in turn, converted by static_cast; the values of a wider type are rounded. A text has none.
template <class To, class See>
void for_each_number(const Value& value, See see) {
  switch (value.type) {
    case ValueType::kInt8:
      return detail::see_each<std::int8_t, To>(value.bytes, see);
    case ValueType::kInt16:
      return detail::see_each<std::int16_t, To>(value.bytes, see);
    case ValueType::kInt32:
      return detail::see_each<std::int32_t, To>(value.bytes, see);
    case ValueType::kInt64:
      return detail::see_each<std::int64_t, To>(value.bytes, see);
    case ValueType::kUInt8:
      return detail::see_each<std::uint8_t, To>(value.bytes, see);
    case ValueType::kUInt16:
      return detail::see_each<std::uint16_t, To>(value.bytes, see);
    case ValueType::kUInt32:
      return detail::see_each<std::uint32_t, To>(value.bytes, see);
    case ValueType::kUInt64:
      return detail::see_each<std::uint64_t, To>(value.bytes, see);
    case ValueType::kFloat32:
      return detail::see_each<float, To>(value.bytes, see);
    case ValueType::kFloat64:
      return detail::see_each<double, To>(value.bytes, see);
    case ValueType::kString:
      return;
  }
}

//! All of them.
template <class To>
std::vector<To> numbers_as(const Value& value);

extern template std::vector<float> numbers_as<float>(const Value&);
extern template std::vector<double> numbers_as<double>(const Value&);
extern template std::vector<std::int64_t> numbers_as<std::int64_t>(const Value&);

}  // namespace viamyo
