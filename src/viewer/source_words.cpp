#include "source_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analysis/text_values.h"
#include "viamyo/errors.h"

namespace viamyo::viewer {
namespace {

using Values = std::vector<std::string>;

//! One key: what its value may be, how it is taken, and which values the options have of it.
struct SourceWord {
  std::string_view key;
  std::string_view shape;
  void (*take)(ImportOptions& options, const std::string& value);
  Values (*said)(const ImportOptions& options);
};

template <std::string ImportOptions::*member>
constexpr SourceWord text_word(std::string_view key, std::string_view shape) {
  return {key, shape, [](ImportOptions& o, const std::string& value) { o.*member = value; },
          [](const ImportOptions& o) { return (o.*member).empty() ? Values() : Values{o.*member}; }};
}

template <Values ImportOptions::*member>
constexpr SourceWord list_word(std::string_view key, std::string_view shape) {
  return {key, shape, [](ImportOptions& o, const std::string& value) { (o.*member).push_back(value); },
          [](const ImportOptions& o) { return o.*member; }};
}

template <bool ImportOptions::*member>
constexpr SourceWord flag_word(std::string_view key) {
  return {key, "yes|no",
          [](ImportOptions& o, const std::string& value) {
            if (value != "yes" && value != "no") throw UsageError(fmt::format("'{}': must be yes or no", value));
            o.*member = value == "yes";
          },
          [](const ImportOptions& o) { return o.*member ? Values{"yes"} : Values(); }};
}

//! "UnipolarVoltage=bi_voltage:uV": the unit stands behind the last colon, where there is one.
void take_array(ImportOptions& options, const std::string& text) {
  const std::size_t sign = text.find('=');
  if (sign == std::string::npos || sign == 0 || sign + 1 == text.size())
    throw UsageError(fmt::format("array={}: must be array=FIELD=ARRAY[:UNIT]", text));
  const std::string field = text.substr(0, sign);
  const std::string array = text.substr(sign + 1);
  const std::size_t colon = array.rfind(':');
  if (colon == 0) throw UsageError(fmt::format("array={}: names no array", text));
  if (colon == std::string::npos)
    options.arrays.push_back({field, array, ""});
  else
    options.arrays.push_back({field, array.substr(0, colon), array.substr(colon + 1)});
}

Values said_arrays(const ImportOptions& options) {
  Values all;
  for (const ArrayChoice& array : options.arrays)
    all.push_back(fmt::format("{}={}{}{}", array.field, array.array, array.unit.empty() ? "" : ":", array.unit));
  return all;
}

void take_no_value(ImportOptions& options, const std::string& text) {
  const std::size_t sign = text.find('=');
  const std::optional<double> number = parse_double(sign == std::string::npos ? text : text.substr(sign + 1));
  if (!number || sign == 0) throw UsageError(fmt::format("no-value={}: must be a number, or FIELD=NUMBER", text));
  options.no_values.push_back({sign == std::string::npos ? "" : text.substr(0, sign), *number});
}

Values said_no_values(const ImportOptions& options) {
  Values all;
  for (const NoValue& mark : options.no_values)
    all.push_back(mark.field.empty() ? fmt::format("{}", mark.number) : fmt::format("{}={}", mark.field, mark.number));
  return all;
}

constexpr std::array kWords{
    text_word<&ImportOptions::map>("map", "NAME"),
    text_word<&ImportOptions::frame>("frame", "LPS|unknown"),
    text_word<&ImportOptions::length_unit>("length", "mm|cm|m|um"),
    text_word<&ImportOptions::voltage_unit>("voltage", "mV|uV|V"),
    text_word<&ImportOptions::chamber>("chamber", "LV|..."),
    text_word<&ImportOptions::points_file>("points", "FILE"),
    SourceWord{"array", "FIELD=ARRAY[:UNIT]", take_array, said_arrays},
    list_word<&ImportOptions::add_files>("add", "FILE"),
    list_word<&ImportOptions::keep_columns>("keep-column", "NAME"),
    SourceWord{"no-value", "[FIELD=]NUMBER", take_no_value, said_no_values},
    text_word<&ImportOptions::empty_mark>("empty-mark", "accepted|excluded"),
    flag_word<&ImportOptions::keep_impossible>("keep-impossible"),
    flag_word<&ImportOptions::cell_to_point>("cell-to-point"),
    flag_word<&ImportOptions::keep_mesh>("keep-mesh"),
    flag_word<&ImportOptions::without_electrograms>("without-electrograms"),
};

[[noreturn]] void refuse(const std::string& word) {
  std::string shapes;
  for (const SourceWord& one : kWords)
    shapes += fmt::format("{}{}={}", shapes.empty() ? "" : &one == &kWords.back() ? " or " : ", ", one.key, one.shape);
  throw UsageError(fmt::format("'{}': must be {}", word, shapes));
}

}  // namespace

ImportOptions source_options(const std::vector<std::string>& words) {
  ImportOptions options;
  for (const std::string& word : words) {
    const std::size_t sign = word.find('=');
    const auto* const known = std::find_if(kWords.begin(), kWords.end(),
                                           [&](const SourceWord& one) { return one.key == std::string_view(word).substr(0, sign); });
    if (known == kWords.end() || sign == std::string::npos || sign + 1 == word.size()) refuse(word);
    known->take(options, word.substr(sign + 1));
  }
  return options;
}

std::vector<std::string> source_words(const ImportOptions& options) {
  std::vector<std::string> words;
  for (const SourceWord& one : kWords) {
    for (const std::string& value : one.said(options)) words.push_back(fmt::format("{}={}", one.key, value));
  }
  return words;
}

}  // namespace viamyo::viewer
