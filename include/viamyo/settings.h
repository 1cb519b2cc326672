// Everything that a user can choose about an analysis, with its default, and how it is set by name.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viamyo/electrograms.h"
#include "viamyo/map.h"
#include "viamyo/tissue_class.h"

namespace viamyo {

enum class VoltageKind : std::uint8_t { kUnipolar, kBipolar };
enum class ThresholdUnit : std::uint8_t { kMillivolt, kPercent };
//! Where surface values come from. Voltage: stored, interpolated or electrograms; shortening: stored, interpolated or recomputed.
enum class Source : std::uint8_t { kStored, kInterpolated, kElectrograms, kRecomputed };

//! What becomes of a value of the surface that lies farther than the fill distance from every accepted point, whoever stored it.
enum class BeyondFill : std::uint8_t { kUnmapped, kKeep };

std::string_view to_string(VoltageKind kind);
std::string_view to_string(ThresholdUnit unit);
std::string_view to_string(Source source);
std::string_view to_string(TraceWindow window);
std::string_view to_string(BeyondFill beyond);

struct Settings {
  std::string preset = "published-human-range";  //!< "custom" once a key of the preset was changed
  std::optional<Criteria> criteria;              //!< empty = electromechanical where the map has shortening, else voltage
  VoltageKind voltage = VoltageKind::kUnipolar;
  ThresholdUnit threshold_unit = ThresholdUnit::kMillivolt;
  float voltage_infarct = 4.5F;  //!< in threshold_unit
  float voltage_viable = 6.9F;
  float shortening_ischemic_percent = 12.0F;
  std::vector<int> reference_segments;   //!< AHA numbers, sorted; needed for percent
  std::optional<Source> voltage_source;  //!< empty = by the order of docs/methods.md
  std::optional<Source> shortening_source;
  TraceWindow window =
      TraceWindow::kInterest;  //!< of voltage from electrograms: without a window of interest there is none, unless the whole counts
  double fill_distance_mm = 15;
  BeyondFill beyond_fill = BeyondFill::kUnmapped;  //!< a map without mapping points keeps its values in any case
  double lls_min_distance_mm = 5;
  double lls_max_distance_mm = 30;
  double lls_sigma_mm = 15;
  std::array<double, 3> ring_limits{1.0 / 3.0, 2.0 / 3.0, 0.9};
  double min_region_area_mm2 = 100;
  double annulus_margin_mm = 10;
  double infarct_margin_mm = 0;
  double min_zone_area_mm2 = 200;
  int min_zone_points = 3;
  Landmarks landmarks;               //!< each given one replaces the map's
  std::vector<int> excluded_points;  //!< rows of MappingPoints, 0-based, sorted, beside those the map excludes
  std::array<std::string, 17> territories{"LAD", "LAD", "RCA", "RCA", "LCx", "LCx", "LAD", "LAD", "RCA",
                                          "RCA", "LCx", "LCx", "LAD", "LAD", "RCA", "LCx", "LAD"};

  friend bool operator==(const Settings&, const Settings&) = default;
};

//! One `key=value` in the words of the command line, e.g. {"voltage_infarct", "5.0"}.
struct SettingChange {
  std::string key;
  std::string value;
};

//! Settings from the built-in defaults, a preset (empty = the default one) and changes in order of rising precedence. A change of key `preset`
//! counts as naming the preset. Throws UsageError for an unknown preset or key, a value out of range, infarct threshold above the viable one,
//! bipolar voltage without both thresholds, percent without reference segments.
Settings make_settings(std::string_view preset, const std::vector<SettingChange>& changes);

//! Settings with further changes. Naming a preset takes its voltage, unit and thresholds and leaves the rest. Throws as make_settings does; a change of
//! voltage or threshold_unit needs both thresholds with it (percent of unipolar voltage has defaults).
Settings changed_settings(const Settings& settings, const std::vector<SettingChange>& changes);

//! The settings in the words that make_settings reads, in the order of setting_keys; without `preset`, what is left to the map, and empty lists.
std::vector<SettingChange> setting_values(const Settings& settings);

//! The changes that a TOML file makes (keys as above; tables [landmarks] and [territories]). Throws UsageError naming file and key.
std::vector<SettingChange> read_config(const std::string& path);

//! Keys that can be set, in the order of the JSON, each with one line of help.
struct SettingKey {
  std::string_view key;
  std::string_view unit;
  std::string_view help;
};
const std::vector<SettingKey>& setting_keys();

}  // namespace viamyo
