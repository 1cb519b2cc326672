#include "value.h"

#include <array>
#include <bit>
#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>

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

template <class From, class To>
std::vector<To> converted(const std::vector<std::byte>& bytes) {
  std::vector<To> numbers(bytes.size() / sizeof(From));
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    From number{};
    std::memcpy(&number, bytes.data() + i * sizeof(From), sizeof(From));
    numbers[i] = static_cast<To>(number);  // NOLINT(bugprone-signed-char-misuse): int8 is a number here, and keeps its sign
  }
  return numbers;
}

// Bytes of the UTF-8 character at the start of `text`; 0 when there is none (overlong forms, surrogates and values above U+10FFFF included).
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF && follows(1)) return 2;
  if ((lead & 0xF0U) == 0xE0 && follows(1) && follows(2)) {
    const bool overlong = lead == 0xE0 && byte(1) < 0xA0;
    const bool surrogate = lead == 0xED && byte(1) >= 0xA0;
    return overlong || surrogate ? 0 : 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4 && follows(1) && follows(2) && follows(3)) {
    const bool overlong = lead == 0xF0 && byte(1) < 0x90;
    const bool too_large = lead == 0xF4 && byte(1) >= 0x90;
    return overlong || too_large ? 0 : 4;
  }
  return 0;
}

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

// C0, DEL and C1 (U+0080 to U+009F, which terminals obey as they do ESC); separators of lines, and what turns the direction of the letters that follow
// (U+061C, U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069).
bool is_control(std::string_view letter) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(letter[i]); };
  if (letter.size() == 1) return byte(0) < 0x20 || byte(0) == 0x7F;
  if (letter.size() == 2) return (byte(0) == 0xC2 && byte(1) < 0xA0) || (byte(0) == 0xD8 && byte(1) == 0x9C);
  if (letter.size() != 3 || byte(0) != 0xE2) return false;
  const int low = (byte(1) << 6 | (byte(2) & 0x3F)) & 0x0FFF;  // of U+2000 to U+2FFF
  return low == 0x00E || low == 0x00F || (low >= 0x028 && low <= 0x02E) || (low >= 0x066 && low <= 0x069);
}

}  // namespace

std::string_view digest_name(ValueType type) { return kTypes.at(static_cast<std::size_t>(type)).digest_name; }

std::size_t size_of(ValueType type) { return kTypes.at(static_cast<std::size_t>(type)).size; }

bool is_float(ValueType type) { return type == ValueType::kFloat32 || type == ValueType::kFloat64; }

bool is_integer(ValueType type) { return type <= ValueType::kUInt64; }

std::uint64_t element_count(const std::vector<std::uint64_t>& shape) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  bool overflow = false;
  std::uint64_t count = 1;
  for (const std::uint64_t extent : shape) {
    if (extent == 0) return 0;
    overflow = overflow || count > kMost / extent;
    count *= extent;
  }
  return overflow ? kMost : count;
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
    shown += length == 0 || is_control(letter) ? kReplacement : letter;
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
  switch (value.type) {
    case ValueType::kInt8:
      return converted<std::int8_t, To>(value.bytes);
    case ValueType::kInt16:
      return converted<std::int16_t, To>(value.bytes);
    case ValueType::kInt32:
      return converted<std::int32_t, To>(value.bytes);
    case ValueType::kInt64:
      return converted<std::int64_t, To>(value.bytes);
    case ValueType::kUInt8:
      return converted<std::uint8_t, To>(value.bytes);
    case ValueType::kUInt16:
      return converted<std::uint16_t, To>(value.bytes);
    case ValueType::kUInt32:
      return converted<std::uint32_t, To>(value.bytes);
    case ValueType::kUInt64:
      return converted<std::uint64_t, To>(value.bytes);
    case ValueType::kFloat32:
      return converted<float, To>(value.bytes);
    case ValueType::kFloat64:
      return converted<double, To>(value.bytes);
    case ValueType::kString:
      break;
  }
  return {};
}

template std::vector<float> numbers_as<float>(const Value&);
template std::vector<double> numbers_as<double>(const Value&);
template std::vector<std::int64_t> numbers_as<std::int64_t>(const Value&);

}  // namespace viamyo
