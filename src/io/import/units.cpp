#include "units.h"

#include <algorithm>
#include <array>

#include "text_scan.h"

namespace viamyo {

namespace {

struct Unit {
  std::string_view name;
  std::string_view kind;
  double size;
};

// Micro is U+00B5 or the Greek letter U+03BC. Seconds are no unit of a column that nobody knows: they may be the time of a day.
constexpr std::array kUnits{
    Unit{"mm", "length", 1},
    Unit{"cm", "length", 10},
    Unit{"m", "length", 1000},
    Unit{"um", "length", 1e-3},
    Unit{"\xC2\xB5m", "length", 1e-3},
    Unit{"\xCE\xBCm", "length", 1e-3},
    Unit{"mV", "voltage", 1},
    Unit{"V", "voltage", 1000},
    Unit{"uV", "voltage", 1e-3},
    Unit{"\xC2\xB5V", "voltage", 1e-3},
    Unit{"\xCE\xBCV", "voltage", 1e-3},
    Unit{"ms", "time", 1},
    Unit{"s", "time", 1000},
    Unit{"us", "time", 1e-3},
    Unit{"\xC2\xB5s", "time", 1e-3},
    Unit{"\xCE\xBCs", "time", 1e-3},
    Unit{"%", "share", 1},
    Unit{"percent", "share", 1},
    Unit{"fraction", "share", 100},
    Unit{"ohm", "resistance", 1},
    Unit{"\xCE\xA9", "resistance", 1},
    Unit{"\xE2\x84\xA6", "resistance", 1},
    Unit{"g", "force", 1},
    Unit{"gf", "force", 1},
    Unit{"mN", "force", 0.10197},
    Unit{"deg", "angle", 1},
    Unit{"\xC2\xB0", "angle", 1},
    Unit{"\xC2\xB0"
         "C",
         "temperature", 1},
    Unit{"degC", "temperature", 1},
    Unit{"Hz", "frequency", 1},
    Unit{"mV/ms", "slope", 1},
    Unit{"mV/s", "slope", 1e-3},
    Unit{"m/s", "speed", 1},
    Unit{"cm/s", "speed", 0.01},
    Unit{"mm/ms", "speed", 1},
    Unit{"mm2", "area", 1},
    Unit{"cm2", "area", 100},
    Unit{"mmHg", "pressure", 1},
    Unit{"W", "power", 1},
    Unit{"1/mm", "curvature", 1},
};

const Unit* find(std::string_view name) {
  const auto found = std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& unit) { return unit.name == name; });
  return found == kUnits.end() ? nullptr : &*found;
}

std::string_view without_brackets(std::string_view text) {
  text = stripped(text);
  const bool bracketed = text.size() > 2 && ((text.front() == '(' && text.back() == ')') || (text.front() == '[' && text.back() == ']'));
  return bracketed ? stripped(text.substr(1, text.size() - 2)) : text;
}

TitleUnit told_in_brackets(std::string_view name, std::string_view brackets) {
  const std::string_view unit = known_unit(brackets);
  return {name, unit, unit.empty() ? without_brackets(brackets) : std::string_view()};
}

}  // namespace

std::optional<double> unit_factor(std::string_view from, std::string_view to) {
  if (from == to) return 1;
  const Unit* const source = find(from);
  const Unit* const target = find(to);
  if (source == nullptr || target == nullptr || source->kind != target->kind) return std::nullopt;
  return source->size / target->size;
}

std::string_view known_unit(std::string_view text) {
  text = without_brackets(text);
  if (const Unit* const unit = find(text); unit != nullptr) return unit->name;
  const auto same = std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& unit) { return same_letters(unit.name, text); });
  return same == kUnits.end() ? std::string_view() : same->name;
}

TitleUnit unit_in_title(std::string_view title) {
  title = stripped(title);
  const std::size_t open = title.find_last_of("([");
  if (open != std::string_view::npos && open > 0 && (title.back() == ')' || title.back() == ']'))
    return told_in_brackets(stripped(title.substr(0, open)), title.substr(open));
  const std::size_t gap = title.find_last_of(" _");
  if (gap == std::string_view::npos || gap == 0) return {title, {}, {}};
  const std::string_view ending = title.substr(gap + 1);
  if (same_letters(ending, "pct")) return {stripped(title.substr(0, gap)), "%", {}};
  // One letter behind a blank or "_" is part of a name more often than a unit.
  const std::string_view unit = ending.size() > 1 || ending == "%" ? known_unit(ending) : std::string_view();
  return unit.empty() ? TitleUnit{title, {}, {}} : TitleUnit{stripped(title.substr(0, gap)), unit, {}};
}

}  // namespace viamyo
