#include "source_words.h"

#include <fmt/format.h>

#include "viamyo/errors.h"

namespace viamyo::viewer {
namespace {

constexpr const char* kShape =
    "map=NAME, frame=LPS|unknown, length=mm|cm|m|um, voltage=mV|uV|V, points=FILE, array=FIELD=ARRAY[:UNIT] or add=FILE";

//! "bi_voltage:uV": the unit stands behind the last colon, where there is one.
ArrayChoice array_choice(const std::string& text) {
  const std::size_t sign = text.find('=');
  if (sign == std::string::npos || sign == 0 || sign + 1 == text.size())
    throw UsageError(fmt::format("array={}: must be array=FIELD=ARRAY[:UNIT]", text));
  const std::string array = text.substr(sign + 1);
  const std::size_t colon = array.rfind(':');
  if (colon == 0) throw UsageError(fmt::format("array={}: names no array", text));
  if (colon == std::string::npos) return {text.substr(0, sign), array, ""};
  return {text.substr(0, sign), array.substr(0, colon), array.substr(colon + 1)};
}

}  // namespace

ImportOptions source_options(const std::vector<std::string>& words) {
  ImportOptions options;
  for (const std::string& word : words) {
    const std::size_t sign = word.find('=');
    const std::string key = word.substr(0, sign);
    const std::string value = sign == std::string::npos ? "" : word.substr(sign + 1);
    if (value.empty()) throw UsageError(fmt::format("'{}': must be {}", word, kShape));
    if (key == "map") {
      options.map = value;
    } else if (key == "frame") {
      options.frame = value;
    } else if (key == "length") {
      options.length_unit = value;
    } else if (key == "voltage") {
      options.voltage_unit = value;
    } else if (key == "points") {
      options.points_file = value;
    } else if (key == "array") {
      options.arrays.push_back(array_choice(value));
    } else if (key == "add") {
      options.add_files.push_back(value);
    } else {
      throw UsageError(fmt::format("'{}': must be {}", word, kShape));
    }
  }
  return options;
}

std::vector<std::string> source_words(const ImportOptions& options) {
  std::vector<std::string> words;
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) words.push_back(fmt::format("{}={}", key, value));
  };
  add("map", options.map);
  add("frame", options.frame);
  add("length", options.length_unit);
  add("voltage", options.voltage_unit);
  add("points", options.points_file);
  for (const ArrayChoice& array : options.arrays)
    add("array", fmt::format("{}={}{}{}", array.field, array.array, array.unit.empty() ? "" : ":", array.unit));
  for (const std::string& file : options.add_files) add("add", file);
  return words;
}

}  // namespace viamyo::viewer
