#include "known_names.h"

#include <algorithm>
#include <array>

#include "text_scan.h"
#include "units.h"
#include "viamyo/map.h"
#include "viamyo/result_fields.h"

namespace viamyo {

namespace {

struct KnownColumn {
  std::string_view name;   //!< lower case, without its unit
  std::string_view field;  //!< of the map; or a position, "name", "accepted", "excluded"
};
constexpr std::array kKnownColumns{
    KnownColumn{"x", "x"},
    KnownColumn{"y", "y"},
    KnownColumn{"z", "z"},
    KnownColumn{"x_es", "x_es"},
    KnownColumn{"y_es", "y_es"},
    KnownColumn{"z_es", "z_es"},
    KnownColumn{"id", "name"},
    KnownColumn{"name", "name"},
    KnownColumn{"point", "name"},
    KnownColumn{"no", "name"},
    KnownColumn{"nr", "name"},
    KnownColumn{"point_id", "name"},
    KnownColumn{"pointid", "name"},
    KnownColumn{"point_no", "name"},
    KnownColumn{"point_nr", "name"},
    KnownColumn{"point_number", "name"},
    KnownColumn{"point_name", "name"},
    KnownColumn{"pointname", "name"},
    KnownColumn{"punkt", "name"},
    KnownColumn{"accepted", "accepted"},
    KnownColumn{"accept", "accepted"},
    KnownColumn{"include", "accepted"},
    KnownColumn{"included", "accepted"},
    KnownColumn{"akzeptiert", "accepted"},
    KnownColumn{"is_accepted", "accepted"},
    KnownColumn{"is_included", "accepted"},
    KnownColumn{"is_excluded", "excluded"},
    KnownColumn{"is_rejected", "excluded"},
    KnownColumn{"excluded", "excluded"},
    KnownColumn{"exclude", "excluded"},
    KnownColumn{"rejected", "excluded"},
    KnownColumn{"ausgeschlossen", "excluded"},
    KnownColumn{"uv", field_name::kUnipolarVoltage},
    KnownColumn{"uni", field_name::kUnipolarVoltage},
    KnownColumn{"uni_volt", field_name::kUnipolarVoltage},
    KnownColumn{"unipolar", field_name::kUnipolarVoltage},
    KnownColumn{"unipolarvoltage", field_name::kUnipolarVoltage},
    KnownColumn{"unipolar_voltage", field_name::kUnipolarVoltage},
    KnownColumn{"bv", field_name::kBipolarVoltage},
    KnownColumn{"bip", field_name::kBipolarVoltage},
    KnownColumn{"bip_volt", field_name::kBipolarVoltage},
    KnownColumn{"bi_volt", field_name::kBipolarVoltage},
    KnownColumn{"bipolar", field_name::kBipolarVoltage},
    KnownColumn{"bipolarvoltage", field_name::kBipolarVoltage},
    KnownColumn{"bipolar_voltage", field_name::kBipolarVoltage},
    KnownColumn{"lls", field_name::kLinearLocalShortening},
    KnownColumn{"linearlocalshortening", field_name::kLinearLocalShortening},
    KnownColumn{"linear_local_shortening", field_name::kLinearLocalShortening},
    KnownColumn{"lat", field_name::kLocalActivationTime},
    KnownColumn{"localactivationtime", field_name::kLocalActivationTime},
    KnownColumn{"local_activation_time", field_name::kLocalActivationTime},
    KnownColumn{"cl", field_name::kCycleLength},
    KnownColumn{"cyclelength", field_name::kCycleLength},
    KnownColumn{"cycle_length", field_name::kCycleLength},
    KnownColumn{"loc_stab", field_name::kLocationStability},
    KnownColumn{"locationstability", field_name::kLocationStability},
    KnownColumn{"location_stability", field_name::kLocationStability},
    KnownColumn{"loop_stab", field_name::kLoopStability},
    KnownColumn{"loopstability", field_name::kLoopStability},
    KnownColumn{"loop_stability", field_name::kLoopStability},
};

constexpr std::size_t kLongestTitle = 60;  // no known name with its unit is nearly as long

struct KnownUnit {
  std::string_view ending;
  std::string_view unit;
};
constexpr std::array kKnownUnits{
    KnownUnit{"_mv", "mV"}, KnownUnit{"_uv", "uV"}, KnownUnit{"_\xC2\xB5v", "uV"}, KnownUnit{"_\xCE\xBCv", "uV"},
    KnownUnit{"_v", "V"},   KnownUnit{"_mm", "mm"}, KnownUnit{"_cm", "cm"},        KnownUnit{"_ms", "ms"},
    KnownUnit{"_s", "s"},   KnownUnit{"_pct", "%"}, KnownUnit{"_percent", "%"},    KnownUnit{"_fraction", "fraction"},
    KnownUnit{"_m", "m"},   KnownUnit{"_um", "um"}, KnownUnit{"_\xC2\xB5m", "um"}, KnownUnit{"_\xCE\xBCm", "um"}};

}  // namespace

std::string plain_name(std::string_view title) {
  std::string name;
  for (const char c : lower_case(title)) {
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) >= 0x80);
    if (is_word)
      name += c;
    else if (!name.empty() && name.back() != '_')
      name += '_';
  }
  while (!name.empty() && name.back() == '_') name.pop_back();
  return name;
}

KnownName known_name(std::string_view title) {
  if (title.size() > kLongestTitle) return {};
  std::string name = plain_name(title);
  const auto known = [&name] {
    return std::find_if(kKnownColumns.begin(), kKnownColumns.end(), [&](const KnownColumn& k) { return k.name == name; });
  };
  if (const auto as_it_is = known(); as_it_is != kKnownColumns.end()) return {as_it_is->field, {}};
  for (const KnownUnit& unit : kKnownUnits) {
    if (!name.ends_with(unit.ending)) continue;
    name.resize(name.size() - unit.ending.size());
    const auto found = known();
    return found == kKnownColumns.end() ? KnownName{} : KnownName{found->field, unit.unit};
  }
  // "lat (µs)": any other unit that the quantity can be in.
  const TitleUnit told = unit_in_title(title);
  if (told.unit.empty()) return {};
  const KnownName measured = known_name(told.name);
  return unit_factor(told.unit, required_unit(measured.field)) ? KnownName{measured.field, told.unit} : KnownName{};
}

bool is_result_title(std::string_view title) {
  if (title.size() > kLongestTitle) return false;
  const auto letters = [](std::string name) {
    std::erase(name, '_');
    return name;
  };
  const std::string plain = letters(plain_name(title));
  return std::any_of(result_column::kAll.begin(), result_column::kAll.end(),
                     [&](std::string_view result) { return letters(std::string(result)) == plain; });
}

}  // namespace viamyo
