#include "setting_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "text_values.h"
#include "viamyo/errors.h"

namespace viamyo {
namespace {

using Text = std::string_view;

[[noreturn]] void refuse(Text key, Text value, std::string_view wanted) {
  throw UsageError(fmt::format("{}: must be {}, not '{}'", key, wanted, value));
}

struct Range {
  double low;
  double high;
  bool open_low = false;  //!< low itself is outside
};

Range range_of(const SettingRange& range) { return {static_cast<double>(range.low), static_cast<double>(range.high)}; }

bool holds(const Range& range, double value) { return value <= range.high && (range.open_low ? value > range.low : value >= range.low); }

std::string describe(const Range& range) {
  return fmt::format("a number {} {} up to {}", range.open_low ? "above" : "from", range.low, range.high);
}

double checked_double(Text key, Text value, const Range& range) {
  const std::optional<double> number = parse_double(value);
  if (!number || !holds(range, *number)) refuse(key, value, describe(range));
  return *number;
}

float checked_float(Text key, Text value, const Range& range) {
  const std::optional<float> number = parse_float(value);
  if (!number || !holds(range, *number)) refuse(key, value, describe(range));
  return *number;
}

//! Sorted, each number once, all within [low, high].
std::vector<int> checked_numbers(Text key, Text value, int low, int high, std::string_view wanted) {
  std::optional<std::vector<int>> numbers = parse_int_list(value);
  if (!numbers) refuse(key, value, wanted);
  std::sort(numbers->begin(), numbers->end());
  numbers->erase(std::unique(numbers->begin(), numbers->end()), numbers->end());
  if (!numbers->empty() && (numbers->front() < low || numbers->back() > high)) refuse(key, value, wanted);
  return *numbers;
}

template <class Choice, std::size_t N>
Choice checked_word(Text key, Text value, const std::array<Choice, N>& choices) {
  std::string wanted;
  for (const Choice choice : choices) {
    if (trimmed(value) == to_string(choice)) return choice;
    wanted += fmt::format("{}{}", wanted.empty() ? "" : " or ", to_string(choice));
  }
  refuse(key, value, wanted);
}

template <double Settings::*member>
void set_length(Settings& s, Text key, Text value) {
  s.*member = checked_double(key, value, {0, 1000});
}

template <double Settings::*member>
void set_positive_length(Settings& s, Text key, Text value) {
  s.*member = checked_double(key, value, {0, 1000, true});
}

template <double Settings::*member>
void set_area(Settings& s, Text key, Text value) {
  s.*member = checked_double(key, value, {0, 1e6});
}

template <float Settings::*member>
void set_voltage(Settings& s, Text key, Text value) {
  s.*member = checked_float(key, value, range_of(kVoltageRange));
}

template <std::optional<Vec3> Landmarks::*member>
void set_landmark(Settings& s, Text key, Text value) {
  const std::optional<Vec3> position = parse_vec3(value);
  if (!position) refuse(key, value, "three finite numbers x,y,z in mm");
  s.landmarks.*member = *position;
}

void set_territory(Settings& s, Text key, Text value) {
  const std::vector<int> segments = checked_numbers(key, value, 1, 17, "segment numbers from 1 to 17, such as 1,2,7");
  const Text name = key.substr(key.find('.') + 1);
  for (const int segment : segments) s.territories.at(static_cast<std::size_t>(segment - 1)) = name;
}

void set_ring_limits(Settings& s, Text key, Text value) {
  const std::optional<Vec3> limits = parse_vec3(value);
  const bool rising = limits && limits->x > 0 && limits->x < limits->y && limits->y < limits->z && limits->z <= 1;
  if (!rising) refuse(key, value, "three rising numbers above 0 up to 1, such as 0.333,0.667,0.9");
  s.ring_limits = {limits->x, limits->y, limits->z};
}

void set_min_zone_points(Settings& s, Text key, Text value) {
  const std::optional<int> count = parse_int(value);
  if (!count || *count < 0) refuse(key, value, "a whole number from 0 up");
  s.min_zone_points = *count;
}

std::vector<SettingRule> choice_rules() {
  return {
      {{"preset", "", "published thresholds; `viamyo presets` lists them"}, [](Settings& s, Text, Text v) { s.preset = trimmed(v); }},
      {{"criteria", "", "electromechanical (voltage and shortening) or voltage (alone)"},
       [](Settings& s, Text k, Text v) {
         s.criteria = checked_word(k, v, std::array{Criteria::kElectromechanical, Criteria::kVoltage});
       }},
      {{"voltage", "", "unipolar or bipolar: the voltage that classes are made from"},
       [](Settings& s, Text k, Text v) {
         s.voltage = checked_word(k, v, std::array{VoltageKind::kUnipolar, VoltageKind::kBipolar});
       }},
      {{"threshold_unit", "", "mV, or percent of the mean voltage of reference_segments"},
       [](Settings& s, Text k, Text v) {
         s.threshold_unit = checked_word(k, v, std::array{ThresholdUnit::kMillivolt, ThresholdUnit::kPercent});
       }},
  };
}

std::vector<SettingRule> threshold_rules() {
  return {
      {{"voltage_infarct", "mV or %", "below it, with reduced shortening: infarcted"}, set_voltage<&Settings::voltage_infarct>},
      {{"voltage_viable", "mV or %", "from it on: viable"}, set_voltage<&Settings::voltage_viable>},
      {{"shortening_ischemic", "%", "below it shortening counts as reduced"},
       [](Settings& s, Text k, Text v) { s.shortening_ischemic_percent = checked_float(k, v, range_of(kShorteningRange)); }},
      {{"reference_segments", "", "AHA segments with normal voltage, such as 1,2,7; needed for percent"},
       [](Settings& s, Text k, Text v) {
         s.reference_segments = checked_numbers(k, v, 1, 17, "segment numbers from 1 to 17, such as 1,2,7");
       }},
  };
}

std::vector<SettingRule> source_rules() {
  return {
      {{"voltage_source", "", "stored, interpolated (from points) or electrograms"},
       [](Settings& s, Text k, Text v) {
         s.voltage_source = checked_word(k, v, std::array{Source::kStored, Source::kInterpolated, Source::kElectrograms});
       }},
      {{"shortening_source", "", "stored, interpolated (from points) or recomputed (from motion)"},
       [](Settings& s, Text k, Text v) {
         s.shortening_source = checked_word(k, v, std::array{Source::kStored, Source::kInterpolated, Source::kRecomputed});
       }},
      {{"window", "",
        "interest, or whole: the part of an electrogram that gives its voltage; without a window of interest only whole gives one"},
       [](Settings& s, Text k, Text v) {
         s.window = checked_word(k, v, std::array{TraceWindow::kInterest, TraceWindow::kWhole});
       }},
      {{"fill_distance", "mm", "reach of interpolation from a mapping point"}, set_positive_length<&Settings::fill_distance_mm>},
      {{"beyond_fill", "", "unmapped, or keep: stored values farther than fill_distance from every accepted point"},
       [](Settings& s, Text k, Text v) {
         s.beyond_fill = checked_word(k, v, std::array{BeyondFill::kUnmapped, BeyondFill::kKeep});
       }},
      {{"lls_min_distance", "mm", "recomputed shortening: nearest neighbour"}, set_length<&Settings::lls_min_distance_mm>},
      {{"lls_max_distance", "mm", "recomputed shortening: farthest neighbour"}, set_positive_length<&Settings::lls_max_distance_mm>},
      {{"lls_sigma", "mm", "recomputed shortening: width of the weights"}, set_positive_length<&Settings::lls_sigma_mm>},
  };
}

std::vector<SettingRule> place_rules() {
  return {
      {{"ring_limits", "", "ends of basal, mid and apical ring along the axis, 0 = annulus, 1 = apex"}, set_ring_limits},
      {{"min_region_area", "mm2", "smaller regions are marked small"}, set_area<&Settings::min_region_area_mm2>},
      {{"annulus_margin", "mm", "candidate zones keep this distance from the mitral annulus"}, set_length<&Settings::annulus_margin_mm>},
      {{"infarct_margin", "mm", "candidate zones keep this distance from infarcted tissue"}, set_length<&Settings::infarct_margin_mm>},
      {{"min_zone_area", "mm2", "smallest candidate zone"}, set_area<&Settings::min_zone_area_mm2>},
      {{"min_zone_points", "", "fewest mapping points in a candidate zone"}, set_min_zone_points},
      {{"landmarks.apex", "mm", "x,y,z"}, set_landmark<&Landmarks::apex>},
      {{"landmarks.mitral_annulus_center", "mm", "x,y,z"}, set_landmark<&Landmarks::mitral_annulus_center>},
      {{"landmarks.anterior_rv_insertion", "mm", "x,y,z"}, set_landmark<&Landmarks::anterior_rv_insertion>},
      {{"landmarks.inferior_rv_insertion", "mm", "x,y,z"}, set_landmark<&Landmarks::inferior_rv_insertion>},
      {{"excluded_points", "", "rows of MappingPoints to leave out, from 0, such as 3,17"},
       [](Settings& s, Text k, Text v) {
         s.excluded_points = checked_numbers(k, v, 0, 100'000'000, "row numbers from 0 up, such as 3,17");
       }},
      {{"territories.LAD", "", "segments of the left anterior descending artery"}, set_territory},
      {{"territories.RCA", "", "segments of the right coronary artery"}, set_territory},
      {{"territories.LCx", "", "segments of the circumflex artery"}, set_territory},
  };
}

std::vector<SettingRule> all_rules() {
  std::vector<SettingRule> all;
  for (const std::vector<SettingRule>& part : {choice_rules(), threshold_rules(), source_rules(), place_rules()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

std::vector<SettingKey> all_keys() {
  std::vector<SettingKey> keys;
  for (const SettingRule& rule : setting_rules()) keys.push_back(rule.key);
  return keys;
}

}  // namespace

const std::vector<SettingRule>& setting_rules() {
  static const std::vector<SettingRule> rules = all_rules();
  return rules;
}

const SettingRule& setting_rule(std::string_view key) {
  std::vector<std::string_view> known;
  for (const SettingRule& rule : setting_rules()) {
    if (rule.key.key == key) return rule;
    known.push_back(rule.key.key);
  }
  const std::string_view nearest = nearest_word(key, known);
  throw UsageError(fmt::format("unknown setting '{}'{}", key, nearest.empty() ? "" : fmt::format("; did you mean '{}'?", nearest)));
}

const std::vector<SettingKey>& setting_keys() {
  static const std::vector<SettingKey> keys = all_keys();
  return keys;
}

}  // namespace viamyo
