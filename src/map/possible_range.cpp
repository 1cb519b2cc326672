#include "possible_range.h"

#include <algorithm>
#include <array>

#include "viamyo/map.h"

namespace viamyo {

namespace {

struct FieldRange {
  std::string_view field;
  PossibleRange range;
};

constexpr std::array<FieldRange, 9> kRanges{{{field_name::kUnipolarVoltage, {0, 200, "outside 0 to 200 mV"}},
                                             {field_name::kBipolarVoltage, {0, 200, "outside 0 to 200 mV"}},
                                             {field_name::kLinearLocalShortening, {-200, 100, "outside -200 to 100 %"}},
                                             {field_name::kLocalActivationTime, {-9999, 9999, "outside -9999 to 9999 ms"}},
                                             {field_name::kEndSystolicDisplacement, {-500, 500, "outside -500 to 500 mm"}},
                                             {field_name::kWallThickness, {0, 200, "outside 0 to 200 mm"}},
                                             {field_name::kCycleLength, {0, 9999, "outside 0 to 9999 ms"}},
                                             {field_name::kLocationStability, {0, 1000, "outside 0 to 1000 mm"}},
                                             {field_name::kLoopStability, {0, 1000, "outside 0 to 1000 mm"}}}};

}  // namespace

PossibleRange possible_range(std::string_view field) {
  const auto* const found = std::find_if(kRanges.begin(), kRanges.end(), [&](const FieldRange& r) { return r.field == field; });
  return found == kRanges.end() ? PossibleRange{} : found->range;
}

}  // namespace viamyo
