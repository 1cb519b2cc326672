#include "setting_rules.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

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

// Numbers are written in the shortest form that reads back the same, in every locale: fmt's.

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

void set_shortening(Settings& s, Text key, Text value) {
  s.shortening_ischemic_percent = checked_float(key, value, range_of(kShorteningRange));
}

template <auto Settings::*member>
std::optional<std::string> number_text(const Settings& s, Text) {
  return fmt::format("{}", s.*member);
}

template <auto Settings::*member>
std::optional<std::string> list_text(const Settings& s, Text) {
  return fmt::format("{}", fmt::join(s.*member, ","));
}

//! Of a choice that is always made, or of one that may be left to the map.
template <auto Settings::*member>
std::optional<std::string> word_text(const Settings& s, Text) {
  const std::optional choice{s.*member};
  if (!choice) return std::nullopt;
  return std::string(to_string(*choice));
}

template <auto Settings::*member, auto... choices>
void set_word(Settings& s, Text key, Text value) {
  s.*member = checked_word(key, value, std::array{choices...});
}

template <auto Settings::*member, auto... choices>
SettingRule choice(Text key, Text help) {
  return {{key, "", help}, set_word<member, choices...>, word_text<member>};
}

constexpr Text kSegmentNumbers = "segment numbers from 1 to 17, such as 1,2,7";

void set_reference_segments(Settings& s, Text key, Text value) {
  s.reference_segments = checked_numbers(key, value, 1, 17, kSegmentNumbers);
}

void set_excluded_points(Settings& s, Text key, Text value) {
  s.excluded_points = checked_numbers(key, value, 0, 100'000'000, "row numbers from 0 up, such as 3,17");
}

template <std::size_t I>
void set_landmark(Settings& s, Text key, Text value) {
  const std::optional<Vec3> position = parse_vec3(value);
  if (!position) refuse(key, value, "three finite numbers x,y,z in mm");
  s.landmarks.*std::get<I>(kLandmarkNames).place = *position;
}

template <std::size_t I>
std::optional<std::string> landmark_text(const Settings& s, Text) {
  const std::optional<Vec3>& at = s.landmarks.*std::get<I>(kLandmarkNames).place;
  if (!at) return std::nullopt;
  return fmt::format("{},{},{}", at->x, at->y, at->z);
}

template <std::size_t I>
SettingRule landmark() {
  static const std::string key = fmt::format("landmarks.{}", std::get<I>(kLandmarkNames).key);
  return {{key, "mm", "x,y,z"}, set_landmark<I>, landmark_text<I>};
}

Text artery_of(Text key) { return key.substr(key.find('.') + 1); }

void set_territory(Settings& s, Text key, Text value) {
  const std::vector<int> segments = checked_numbers(key, value, 1, 17, kSegmentNumbers);
  for (const int segment : segments) s.territories.at(static_cast<std::size_t>(segment - 1)) = artery_of(key);
}

std::optional<std::string> territory_text(const Settings& s, Text key) {
  std::vector<std::size_t> segments;
  for (std::size_t i = 0; i < s.territories.size(); ++i) {
    if (s.territories.at(i) == artery_of(key)) segments.push_back(i + 1);
  }
  return fmt::format("{}", fmt::join(segments, ","));
}

SettingRule territory(Text key, Text help) { return {{key, "", help}, set_territory, territory_text}; }

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

template <auto Settings::*member>
void take(Settings& settings, const Settings& other) {
  settings.*member = other.*member;
}

template <auto Settings::*member, auto... choices>
SettingRule choice_of_thresholds(Text key, Text help) {
  return {{key, "", help}, set_word<member, choices...>, word_text<member>, take<member>};
}

std::vector<SettingRule> choice_rules() {
  return {
      {{"preset", "", "published thresholds; `viamyo presets` lists them"},
       [](Settings& s, Text, Text v) { s.preset = trimmed(v); },
       [](const Settings& s, Text) { return std::optional(s.preset); },
       take<&Settings::preset>},
      choice_of_thresholds<&Settings::criteria, Criteria::kElectromechanical, Criteria::kVoltage>(
          "criteria", "electromechanical (voltage and shortening) or voltage (alone)"),
      choice_of_thresholds<&Settings::voltage, VoltageKind::kUnipolar, VoltageKind::kBipolar>(
          "voltage", "unipolar or bipolar: the voltage that classes are made from"),
      choice_of_thresholds<&Settings::threshold_unit, ThresholdUnit::kMillivolt, ThresholdUnit::kPercent>(
          "threshold_unit", "mV, or percent of the mean voltage of reference_segments"),
  };
}

std::vector<SettingRule> threshold_rules() {
  using S = Settings;
  return {
      {{"voltage_infarct", "mV or %", "below it, with reduced shortening: infarcted"},
       set_voltage<&S::voltage_infarct>,
       number_text<&S::voltage_infarct>,
       take<&S::voltage_infarct>},
      {{"voltage_viable", "mV or %", "from it on: viable"},
       set_voltage<&S::voltage_viable>,
       number_text<&S::voltage_viable>,
       take<&S::voltage_viable>},
      {{"shortening_ischemic", "%", "below it shortening counts as reduced"},
       set_shortening,
       number_text<&S::shortening_ischemic_percent>,
       take<&S::shortening_ischemic_percent>},
      {{"reference_segments", "", "AHA segments with normal voltage, such as 1,2,7; needed for percent"},
       set_reference_segments,
       list_text<&S::reference_segments>,
       take<&S::reference_segments>},
  };
}

std::vector<SettingRule> source_rules() {
  using S = Settings;
  return {
      choice<&S::voltage_source, Source::kStored, Source::kInterpolated, Source::kElectrograms>(
          "voltage_source", "stored, interpolated (from points) or electrograms"),
      choice<&S::shortening_source, Source::kStored, Source::kInterpolated, Source::kRecomputed>(
          "shortening_source", "stored, interpolated (from points) or recomputed (from motion)"),
      choice<&S::window, TraceWindow::kInterest, TraceWindow::kWhole>(
          "window",
          "interest, or whole: the part of an electrogram that gives its voltage; without a window of interest only whole gives one"),
      {{"fill_distance", "mm", "reach of interpolation from a mapping point"},
       set_positive_length<&S::fill_distance_mm>,
       number_text<&S::fill_distance_mm>},
      choice<&S::beyond_fill, BeyondFill::kUnmapped, BeyondFill::kKeep>(
          "beyond_fill", "unmapped, or keep: stored values farther than fill_distance from every accepted point"),
      {{"lls_min_distance", "mm", "recomputed shortening: nearest neighbour"},
       set_length<&S::lls_min_distance_mm>,
       number_text<&S::lls_min_distance_mm>},
      {{"lls_max_distance", "mm", "recomputed shortening: farthest neighbour"},
       set_positive_length<&S::lls_max_distance_mm>,
       number_text<&S::lls_max_distance_mm>},
      {{"lls_sigma", "mm", "recomputed shortening: width of the weights"},
       set_positive_length<&S::lls_sigma_mm>,
       number_text<&S::lls_sigma_mm>},
  };
}

std::vector<SettingRule> place_rules() {
  using S = Settings;
  return {
      {{"ring_limits", "", "ends of basal, mid and apical ring along the axis, 0 = annulus, 1 = apex"},
       set_ring_limits,
       list_text<&S::ring_limits>},
      {{"min_region_area", "mm2", "smaller regions are marked small"},
       set_area<&S::min_region_area_mm2>,
       number_text<&S::min_region_area_mm2>},
      {{"annulus_margin", "mm", "candidate zones keep this distance from the mitral annulus"},
       set_length<&S::annulus_margin_mm>,
       number_text<&S::annulus_margin_mm>},
      {{"infarct_margin", "mm", "candidate zones keep this distance from infarcted tissue"},
       set_length<&S::infarct_margin_mm>,
       number_text<&S::infarct_margin_mm>},
      {{"min_zone_area", "mm2", "smallest candidate zone"}, set_area<&S::min_zone_area_mm2>, number_text<&S::min_zone_area_mm2>},
      {{"min_zone_points", "", "fewest mapping points in a candidate zone"}, set_min_zone_points, number_text<&S::min_zone_points>},
      landmark<0>(),
      landmark<1>(),
      landmark<2>(),
      landmark<3>(),
      {{"excluded_points", "", "rows of MappingPoints to leave out, from 0, such as 3,17"},
       set_excluded_points,
       list_text<&S::excluded_points>},
      territory("territories.LAD", "segments of the left anterior descending artery"),
      territory("territories.RCA", "segments of the right coronary artery"),
      territory("territories.LCx", "segments of the circumflex artery"),
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

Settings with_thresholds_of(Settings settings, const Settings& other) {
  for (const SettingRule& rule : setting_rules()) {
    if (rule.take_threshold != nullptr) rule.take_threshold(settings, other);
  }
  return settings;
}

std::string output_name(const SettingKey& key) {
  const bool unit_in_name = (key.unit == "mm" || key.unit == "mm2") && key.key.find('.') == std::string_view::npos;
  if (unit_in_name) return fmt::format("{}_{}", key.key, key.unit);
  return fmt::format("{}{}", key.key, key.unit == "%" ? "_percent" : "");
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
