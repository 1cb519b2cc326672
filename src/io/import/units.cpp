#include "units.h"

#include <algorithm>
#include <array>

namespace viamyo {

namespace {

struct Unit {
  std::string_view name;
  std::string_view kind;
  double size;
};

constexpr std::array kUnits{
    Unit{"mm", "length", 1},    Unit{"cm", "length", 10},          Unit{"m", "length", 1000},
    Unit{"um", "length", 1e-3}, Unit{"\xC2\xB5m", "length", 1e-3}, Unit{"mV", "voltage", 1},
    Unit{"V", "voltage", 1000}, Unit{"uV", "voltage", 1e-3},       Unit{"\xC2\xB5V", "voltage", 1e-3},
    Unit{"ms", "time", 1},      Unit{"s", "time", 1000},           Unit{"us", "time", 1e-3},
    Unit{"%", "share", 1},      Unit{"percent", "share", 1},       Unit{"fraction", "share", 100},
};

const Unit* find(std::string_view name) {
  const auto found = std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& unit) { return unit.name == name; });
  return found == kUnits.end() ? nullptr : &*found;
}

}  // namespace

std::optional<double> unit_factor(std::string_view from, std::string_view to) {
  if (from == to) return 1;
  const Unit* const source = find(from);
  const Unit* const target = find(to);
  if (source == nullptr || target == nullptr || source->kind != target->kind) return std::nullopt;
  return source->size / target->size;
}

}  // namespace viamyo
