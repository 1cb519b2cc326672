#include "value.h"

#include <array>
#include <bit>
#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "../map/letters.h"

namespace viamyo {

static_assert(std::endian::native == std::endian::little, "the records' little-endian bytes are taken as they are");

namespace {

struct TypeFacts {
  std::string_view digest_name;
  std::size_t size;
};

// In the order of ValueType.
constexpr std::array<TypeFacts, 11> kTypes{
    {{"|i1", 1}, {"<i2", 2}, {"<i4", 4}, {"<i8", 8}, {"|u1", 1}, {"<u2", 2}, {"<u4", 4}, {"<u8", 8}, {"<f4", 4}, {"<f8", 8}, {"|S", 0}}};

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

}  // namespace

std::string_view digest_name(ValueType type) { return kTypes.at(static_cast<std::size_t>(type)).digest_name; }

std::size_t size_of(ValueType type) { return kTypes.at(static_cast<std::size_t>(type)).size; }

bool is_float(ValueType type) { return type == ValueType::kFloat32 || type == ValueType::kFloat64; }

bool is_integer(ValueType type) { return type <= ValueType::kUInt64; }

std::uint64_t element_count(const std::vector<std::uint64_t>& shape) {
  constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
  bool overflow = false;
  std::uint64_t count = 1;
  for (const std::uint64_t extent : shape) {
    if (extent == 0) return 0;
    overflow = overflow || count > kMax / extent;
    count *= extent;
  }
  return overflow ? kMax : count;
}

std::string shape_text(const std::vector<std::uint64_t>& shape) { return fmt::format("{}", fmt::join(shape, ",")); }

std::string_view text_before_nul(std::string_view text) { return text.substr(0, text.find('\0')); }

std::string valid_utf8(std::string_view text) {
  std::string valid;
  valid.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    valid += length > 0 ? text.substr(0, length) : kReplacement;
    text.remove_prefix(length > 0 ? length : 1);
  }
  return valid;
}

std::string printable(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    const std::string_view letter = text.substr(0, std::max<std::size_t>(1, length));
    shown += length == 0 || is_invisible_control(letter) ? kReplacement : letter;
    text.remove_prefix(letter.size());
  }
  return shown;
}

Value make_text(std::string_view text) { return {ValueType::kString, {}, {}, {std::string(text_before_nul(text))}}; }

Value make_texts(const std::vector<std::string>& texts) {
  Value value{ValueType::kString, {texts.size()}, {}, {}};
  for (const std::string& text : texts) value.strings.emplace_back(text_before_nul(text));
  return value;
}

template <class To>
std::vector<To> numbers_as(const Value& value) {
  std::vector<To> numbers;
  if (size_of(value.type) > 0) numbers.reserve(value.bytes.size() / size_of(value.type));
  for_each_number<To>(value, [&](To number) { numbers.push_back(number); });
  return numbers;
}

template std::vector<float> numbers_as<float>(const Value&);
template std::vector<double> numbers_as<double>(const Value&);
template std::vector<std::int64_t> numbers_as<std::int64_t>(const Value&);

}  // namespace viamyo
