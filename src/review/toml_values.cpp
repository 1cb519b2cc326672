#include "toml_values.h"

#include <fmt/format.h>

#include "viamyo/errors.h"

namespace viamyo {

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

std::string toml_text(const std::string& file, const toml::table& table, std::string_view key) {
  const auto* const text = table.get_as<std::string>(key);
  if (text == nullptr) throw InputError(fmt::format("{}: {}: a text is missing", file, key));
  return text->get();
}

int toml_count(const std::string& file, const toml::table& table, std::string_view key, int low, int high) {
  const auto* const number = table.get_as<std::int64_t>(key);
  if (number == nullptr) throw InputError(fmt::format("{}: {}: a whole number is missing", file, key));
  if (number->get() < low || number->get() > high)
    throw InputError(fmt::format("{}: {}: must be from {} to {}, not {}", file, key, low, high, number->get()));
  return static_cast<int>(number->get());
}

toml::table parse_toml(const std::string& file, std::string_view text) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    throw InputError(fmt::format("{}: line {}: {}", file, error.source().begin.line, error.description()));
  }
}

}  // namespace viamyo
