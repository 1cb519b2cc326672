#include "numpy_array.h"

#include <fmt/format.h>

#include <cstring>
#include <optional>

#include "../value.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

int digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  return c == '/' ? 63 : -1;
}

template <class Number>
void append_numbers(const std::vector<std::byte>& bytes, std::vector<double>& numbers) {
  for (std::size_t at = 0; at + sizeof(Number) <= bytes.size(); at += sizeof(Number)) {
    Number number{};
    std::memcpy(&number, bytes.data() + at, sizeof(Number));
    numbers.push_back(static_cast<double>(number));
  }
}

void append_letter(std::string& text, std::uint32_t code) {
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0U | (code >> 6U));
    text += static_cast<char>(0x80U | (code & 0x3FU));
  } else {
    text += "?";  // no name of an electrode or a point needs more
  }
}

// UTF-32, each padded with zeros to `width` letters.
std::vector<std::string> texts_of(const std::vector<std::byte>& bytes, std::size_t width) {
  std::vector<std::string> texts;
  for (std::size_t at = 0; at + 4 * width <= bytes.size(); at += 4 * width) {
    std::string& text = texts.emplace_back();
    for (std::size_t letter = 0; letter < width; ++letter) {
      std::uint32_t code = 0;
      std::memcpy(&code, bytes.data() + at + 4 * letter, 4);
      if (code == 0) break;
      append_letter(text, code);
    }
  }
  return texts;
}

std::size_t append_as(std::string_view type, const std::vector<std::byte>& bytes, std::vector<double>& numbers) {
  if (type == "<f4") return append_numbers<float>(bytes, numbers), 4;
  if (type == "<f8") return append_numbers<double>(bytes, numbers), 8;
  if (type == "<i2") return append_numbers<std::int16_t>(bytes, numbers), 2;
  if (type == "<i4") return append_numbers<std::int32_t>(bytes, numbers), 4;
  if (type == "<i8") return append_numbers<std::int64_t>(bytes, numbers), 8;
  if (type == "|u1" || type == "|b1") return append_numbers<std::uint8_t>(bytes, numbers), 1;
  return 0;
}

}  // namespace

std::vector<std::byte> from_base64(std::string_view text, bool& good) {
  std::vector<std::byte> bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t held = 0;
  int bits = 0;
  good = true;
  for (const char c : text) {
    if (c == '=' || c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
    const int value = digit(c);
    if (value < 0) {
      good = false;
      return {};
    }
    held = (held << 6U) | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(static_cast<std::byte>((held >> static_cast<unsigned>(bits)) & 0xFFU));
  }
  return bytes;
}

NumpyArray read_numpy_array(const pugi::xml_node& data_array, const std::string& name, const ReadLimits& limits) {
  const std::string called = printable(data_array.attribute("name").value());
  const auto fail = [&](std::string_view text) { throw InputError(fmt::format("{}: array '{}': {}", name, called, text)); };
  const std::string_view type = data_array.attribute("type").value();
  const std::string_view encoded = data_array.text().get();
  if (encoded.size() > 2 * limits.dataset_bytes) fail("is larger than is read");
  bool good = true;
  const std::vector<std::byte> bytes = from_base64(encoded, good);
  if (!good) fail("is no base64");
  NumpyArray array;
  const std::optional<long long> columns = to_integer(data_array.attribute("numberOfComponents").value());
  if (!columns || *columns < 1 || *columns > static_cast<long long>(limits.samples)) fail("has no number of components");
  array.columns = static_cast<std::uint64_t>(columns.value_or(1));
  std::size_t width = 0;
  if (type.starts_with("<U")) {
    width = static_cast<std::size_t>(std::max(0LL, to_integer(type.substr(2)).value_or(0))) * 4;
    if (width == 0 || width > limits.string_bytes) fail(fmt::format("has the type '{}', which is not read", printable(type)));
    array.texts = texts_of(bytes, width / 4);
  } else {
    width = append_as(type, bytes, array.numbers);
    if (width == 0) fail(fmt::format("has the type '{}', which is not read", printable(type)));
  }
  if (bytes.size() % (width * array.columns) != 0) fail("is cut off");
  return array;
}

}  // namespace viamyo
