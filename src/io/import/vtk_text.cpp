#include "vtk_text.h"

#include <vtkCellData.h>
#include <vtkDataArray.h>
#include <vtkPointData.h>
#include <vtkPointSet.h>
#include <vtkPoints.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "text_scan.h"

namespace viamyo {

namespace {

constexpr int kHeadLines = 3;                         // version, title, ASCII
constexpr std::string_view kMayBeNoNumber = "nNiI#";  // one of these is in each word for it
constexpr std::size_t kLongestHeading = 1000;         // of an array: what is longer is a row of data

// With its line end, or without one where the text has none.
std::string_view first_line(std::string_view text) {
  const std::size_t end = text.find('\n');
  return end == std::string_view::npos ? text : text.substr(0, end + 1);
}

bool is_no_number(std::string_view word) {
  const std::optional<double> number = to_number(word);
  return number && !std::isfinite(*number);
}

// A row of data: a name such as "nan" in a line of words stays.
bool is_row_with_no_number(const std::vector<std::string_view>& words) {
  return std::any_of(words.begin(), words.end(), is_no_number) &&
         std::all_of(words.begin(), words.end(), [](std::string_view word) { return to_number(word).has_value(); });
}

//! A number that the text does not hold.
std::string unused_number(std::string_view text, std::string_view digits) {
  std::string number = fmt::format("{}e33", digits);
  for (int n = 1; text.find(number) != std::string_view::npos; ++n) number = fmt::format("{}{}e33", digits, n);
  return number;
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view known) { return same_letters(word, known); });
}

// "SCALARS name float 1", or in a field "name 1 217 float": the name. Empty for any other line, a row of binary data with it.
std::string_view named_array(const std::vector<std::string_view>& words) {
  constexpr std::array<std::string_view, 8> kAttributes{"SCALARS",  "VECTORS",    "NORMALS",       "TENSORS",
                                                        "TENSORS6", "GLOBAL_IDS", "COLOR_SCALARS", "TEXTURE_COORDINATES"};
  constexpr std::array<std::string_view, 15> kTypes{"bit",       "char",         "signed_char", "unsigned_char", "short", "unsigned_short",
                                                    "int",       "unsigned_int", "long",        "unsigned_long", "float", "double",
                                                    "vtkIdType", "vtktypeint64", "string"};
  if (words.size() >= 3 && is_one_of(words[0], kAttributes)) return words[1];
  const bool is_of_field = words.size() == 4 && to_integer(words[1]) && to_integer(words[2]) && is_one_of(words[3], kTypes);
  return is_of_field ? words[0] : std::string_view();
}

// The value of an attribute in a tag, as VTK's readers know it.
std::string_view attribute(std::string_view tag, std::string_view name) {
  for (const char quote : {'"', '\''}) {
    const std::string before = fmt::format("{}={}", name, quote);
    for (std::size_t at = tag.find(before); at != std::string_view::npos; at = tag.find(before, at + 1)) {
      if (at == 0 || std::string_view(" \t\r\n").find(tag[at - 1]) == std::string_view::npos) continue;
      const std::string_view value = tag.substr(at + before.size());
      return value.substr(0, std::min(value.find(quote), value.size()));
    }
  }
  return {};
}

bool begins_element(std::string_view tag, std::string_view name) {
  return tag.size() > name.size() + 1 && tag.substr(1).starts_with(name) &&
         std::string_view(" \t\r\n/>").find(tag[name.size() + 1]) != std::string_view::npos;
}

//! Takes a name for one more array; whether an earlier one has it.
bool is_taken(std::vector<std::string>& names, std::string_view name) {
  if (std::find(names.begin(), names.end(), name) != names.end()) return true;
  names.emplace_back(name);
  return false;
}

void restore_in(vtkDataArray* array, double stand_in, double number) {
  if (array == nullptr) return;
  const auto as_float = static_cast<double>(static_cast<float>(stand_in));
  for (vtkIdType t = 0; t < array->GetNumberOfTuples(); ++t) {
    for (int c = 0; c < array->GetNumberOfComponents(); ++c) {
      const double value = array->GetComponent(t, c);
      if (value == stand_in || value == as_float) array->SetComponent(t, c, number);
    }
  }
}

}  // namespace

VtkText::VtkText(std::string_view bytes, bool is_legacy)
    : mark_("~again"), no_value_(unused_number(bytes, "-3.0123")), infinite_(unused_number(bytes, "3.0127")) {
  while (bytes.find(mark_) != std::string_view::npos) mark_.insert(0, "~");
  text_.reserve(bytes.size() + bytes.size() / 8);
  if (!is_legacy) {
    prepare_xml(bytes);
    return;
  }
  std::string_view body = bytes;
  std::string_view line;
  for (int n = 0; n < kHeadLines; ++n) {
    line = first_line(body);
    body.remove_prefix(line.size());
  }
  text_ = bytes.substr(0, bytes.size() - body.size());
  prepare_legacy(body, same_letters(stripped(line), "ascii"));
}

void VtkText::prepare_legacy(std::string_view body, bool is_ascii) {
  std::array<std::vector<std::string>, 2> names;  // on points, on cells
  std::vector<std::string>* of_part = nullptr;
  for (std::string_view line; !body.empty(); body.remove_prefix(line.size())) {
    line = first_line(body);
    const bool may_be_heading = line.size() <= kLongestHeading;
    const bool may_lack_numbers = is_ascii && line.find_first_of(kMayBeNoNumber) != std::string_view::npos;
    const std::vector<std::string_view> words = may_be_heading || may_lack_numbers ? words_of(line) : std::vector<std::string_view>();
    if (may_lack_numbers && is_row_with_no_number(words)) {
      add_numbers(line);
      continue;
    }
    if (words.size() == 2 && same_letters(words[0], "POINT_DATA")) of_part = &names[0];
    if (words.size() == 2 && same_letters(words[0], "CELL_DATA")) of_part = &names[1];
    const std::string_view name = of_part == nullptr ? std::string_view() : named_array(words);
    const bool is_again = !name.empty() && is_taken(*of_part, name);
    const std::size_t name_end = is_again ? static_cast<std::size_t>(name.data() - line.data()) + name.size() : line.size();
    text_ += line.substr(0, name_end);
    if (is_again) text_ += fmt::format("{}{}", mark_, text_.size());
    text_ += line.substr(name_end);
  }
}

void VtkText::prepare_xml(std::string_view text) {
  std::vector<std::string> names;
  bool is_among_arrays = false;  // elsewhere each part has names that others have as well
  while (!text.empty()) {
    const std::size_t begin = std::min(text.find('<'), text.size());
    text_ += text.substr(0, begin);
    text.remove_prefix(begin);
    const std::size_t end = text.find('>');
    if (end == std::string_view::npos || begins_element(text, "AppendedData")) break;  // bytes, which no text is in
    const std::string_view tag = text.substr(0, end + 1);
    text.remove_prefix(tag.size());
    if (begins_element(tag, "PointData") || begins_element(tag, "CellData")) {
      names.clear();
      is_among_arrays = true;
    }
    if (begins_element(tag, "/PointData") || begins_element(tag, "/CellData")) is_among_arrays = false;
    if (is_among_arrays)
      add_tag(tag, names);
    else
      text_ += tag;
    const bool holds_numbers = begins_element(tag, "DataArray") && tag[tag.size() - 2] != '/' && attribute(tag, "format") == "ascii";
    if (!holds_numbers) continue;
    const std::string_view numbers = text.substr(0, std::min(text.find('<'), text.size()));
    add_numbers(numbers);
    text.remove_prefix(numbers.size());
  }
  text_ += text;
}

void VtkText::add_tag(std::string_view tag, std::vector<std::string>& names) {
  const std::string_view name =
      begins_element(tag, "DataArray") || begins_element(tag, "Array") ? attribute(tag, "Name") : std::string_view();
  if (name.empty() || !is_taken(names, name)) {
    text_ += tag;
    return;
  }
  const std::size_t name_end = static_cast<std::size_t>(name.data() - tag.data()) + name.size();
  text_ += tag.substr(0, name_end);
  text_ += fmt::format("{}{}", mark_, text_.size());
  text_ += tag.substr(name_end);
}

void VtkText::add_numbers(std::string_view numbers) {
  if (numbers.find_first_of(kMayBeNoNumber) == std::string_view::npos) {
    text_ += numbers;
    return;
  }
  std::size_t done = 0;
  for (const std::string_view word : words_of(numbers)) {
    if (!is_no_number(word)) continue;
    const auto at = static_cast<std::size_t>(word.data() - numbers.data());
    text_ += numbers.substr(done, at - done);
    text_ += std::isnan(*to_number(word)) ? no_value_ : infinite_;
    done = at + word.size();
    replaced_ = true;
  }
  text_ += numbers.substr(done);
}

void VtkText::restore(vtkPointSet& data) const {
  if (!replaced_) return;
  const auto restore_all = [&](vtkDataArray* array) {
    restore_in(array, to_number(no_value_).value_or(0), std::numeric_limits<double>::quiet_NaN());
    restore_in(array, to_number(infinite_).value_or(0), std::numeric_limits<double>::infinity());
  };
  if (data.GetPoints() != nullptr) restore_all(data.GetPoints()->GetData());
  for (vtkDataSetAttributes* const arrays :
       {static_cast<vtkDataSetAttributes*>(data.GetPointData()), static_cast<vtkDataSetAttributes*>(data.GetCellData())}) {
    for (int a = 0; arrays != nullptr && a < arrays->GetNumberOfArrays(); ++a) restore_all(arrays->GetArray(a));
  }
}

}  // namespace viamyo
