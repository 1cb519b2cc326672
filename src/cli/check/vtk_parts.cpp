#include "vtk_parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "export_facts.h"
#include "io/value.h"
#include "output_difference.h"

namespace viamyo::cli {
namespace {

std::string text_differs(const VtkPart& says, const VtkPart& is) {
  if (says.text == is.text) return {};
  if (!says.text || !is.text) return fmt::format("its {} is no text", is.name);
  // XML ends a text by a NUL; whatever stands behind an earlier one is a part of what it says.
  const bool ended = is.text->ends_with('\0') && says.text->ends_with('\0');
  const std::string_view told = std::string_view(*says.text).substr(0, says.text->size() - (ended ? 1 : 0));
  const std::string_view expected = std::string_view(*is.text).substr(0, is.text->size() - (ended ? 1 : 0));
  if (is.name == "Class.parameters") return parameters_differ(told, expected);
  return is_told_of_file(is.name, told) ? std::string() : differs(is.name, told, expected);
}

std::string numbers_differ(const VtkPart& says, const VtkPart& is) {
  if (says.numbers.size() != is.numbers.size())
    return fmt::format("its {} has {} numbers, and that of the export {}", is.name, says.numbers.size(), is.numbers.size());
  for (std::size_t i = 0; i < is.numbers.size(); ++i) {
    if (!is_same_number(says.numbers[i], is.numbers[i]))
      return differs(fmt::format("number {} of {}", i + 1, is.name), fmt::format("{}", says.numbers[i]), fmt::format("{}", is.numbers[i]));
  }
  return {};
}

}  // namespace

std::string parts_differ(const VtkParts& says, const VtkParts& is) {
  if (!is.surplus.empty()) return "the export of the map at hand cannot be read again";
  for (std::size_t i = 0; i < std::max(says.parts.size(), is.parts.size()); ++i) {
    if (i >= says.parts.size()) return fmt::format("it does not have \"{}\" any more", printable(is.parts[i].head));
    const std::string head = printable(says.parts[i].head);
    if (i >= is.parts.size()) return fmt::format("no export has \"{}\"", head);
    if (says.parts[i].head != is.parts[i].head)
      return fmt::format("it has \"{}\" where an export has \"{}\"", head, printable(is.parts[i].head));
    std::string difference = text_differs(says.parts[i], is.parts[i]);
    if (difference.empty()) difference = numbers_differ(says.parts[i], is.parts[i]);
    if (!difference.empty()) return difference;
  }
  return {};
}

}  // namespace viamyo::cli
