#include "vtk_legacy_numbers.h"

#include <vtkCellData.h>
#include <vtkDataArray.h>
#include <vtkPointData.h>
#include <vtkPointSet.h>
#include <vtkPoints.h>

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include <fmt/format.h>

#include "text_scan.h"

namespace viamyo {

namespace {

constexpr std::size_t kHeadLines = 3;  // version, title, ASCII

bool is_no_number(std::string_view word) {
  if (!word.empty() && (word.front() == '-' || word.front() == '+')) word.remove_prefix(1);
  // As the C libraries of Linux, macOS and Windows write them.
  constexpr std::array<std::string_view, 10> kWords{"nan",     "inf",    "infinity", "nan(ind)", "nan(snan)",
                                                    "1.#qnan", "1.#ind", "1.#inf",   "1.#snan",  "nanq"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view known) { return same_letters(word, known); });
}

// A row of data: a name such as "nan" in a line of words stays.
bool is_row_with_no_number(const std::vector<std::string_view>& words) {
  return std::any_of(words.begin(), words.end(), is_no_number) &&
         std::all_of(words.begin(), words.end(), [](std::string_view word) { return is_no_number(word) || to_number(word); });
}

void restore_in(vtkDataArray* array, double stand_in) {
  if (array == nullptr) return;
  const auto as_float = static_cast<double>(static_cast<float>(stand_in));
  for (vtkIdType t = 0; t < array->GetNumberOfTuples(); ++t) {
    for (int c = 0; c < array->GetNumberOfComponents(); ++c) {
      const double value = array->GetComponent(t, c);
      if (value == stand_in || value == as_float) array->SetComponent(t, c, std::numeric_limits<double>::quiet_NaN());
    }
  }
}

}  // namespace

LegacyNumbers::LegacyNumbers(std::string_view bytes, bool is_legacy) {
  Lines head(bytes, "");
  std::string_view line;
  for (std::size_t n = 0; is_legacy && n < kHeadLines && head.next(line); ++n) {
  }
  const bool is_text = is_legacy && head.number() == kHeadLines && same_letters(stripped(line), "ascii");
  const std::string_view body = is_text ? head.rest() : std::string_view();
  if (body.find_first_of("nNiI#") == std::string_view::npos) {
    text_ = bytes;
    return;
  }
  std::string stand_in = "-3.0123e33";
  for (int n = 1; bytes.find(stand_in) != std::string_view::npos; ++n) stand_in = fmt::format("-3.0123{}e33", n);
  stand_in_ = to_number(stand_in).value_or(0);
  text_.reserve(bytes.size());
  text_ = bytes.substr(0, bytes.size() - body.size());
  Lines rows(body, "");
  while (rows.next(line)) {
    const std::size_t first = static_cast<std::size_t>(line.data() - body.data());
    const std::size_t end = body.size() - rows.rest().size();
    const std::string_view whole = body.substr(first, end - first);  // with its line end, or without one where the file has none
    const std::vector<std::string_view> words =
        line.find_first_of("nNiI#") == std::string_view::npos ? std::vector<std::string_view>() : words_of(line);
    if (!is_row_with_no_number(words)) {
      text_ += whole;
      continue;
    }
    replaced_ = true;
    for (const std::string_view word : words) text_ += (is_no_number(word) ? stand_in : std::string(word)) + " ";
    text_ += whole.substr(line.size());
  }
}

void LegacyNumbers::restore(vtkPointSet& data) const {
  if (!replaced_) return;
  if (data.GetPoints() != nullptr) restore_in(data.GetPoints()->GetData(), stand_in_);
  for (vtkDataSetAttributes* const arrays :
       {static_cast<vtkDataSetAttributes*>(data.GetPointData()), static_cast<vtkDataSetAttributes*>(data.GetCellData())}) {
    for (int a = 0; arrays != nullptr && a < arrays->GetNumberOfArrays(); ++a) restore_in(arrays->GetArray(a), stand_in_);
  }
}

}  // namespace viamyo
