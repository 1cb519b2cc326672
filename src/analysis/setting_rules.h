// One row per setting: its key, how a text becomes its checked value, and how the value is written again. Whatever lists the settings (help, fingerprint,
// proposals) goes through these rows; tests hold the JSON, docs/json.md and the reference's list against them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viamyo/settings.h"

namespace viamyo {

//! What the thresholds may be.
struct SettingRange {
  float low, high;
};
inline constexpr SettingRange kVoltageRange{0, 200};  // mV or percent: beyond 200 neither means anything
inline constexpr SettingRange kShorteningRange{-200, 100};

struct SettingRule {
  SettingKey key;
  //! Sets the value. Throws UsageError that names the key, what it takes and what it got.
  void (*apply)(Settings& settings, std::string_view key, std::string_view value);
  //! The value in the words that `apply` reads; empty = a list without entries, nullopt = left to the map.
  std::optional<std::string> (*text)(const Settings& settings, std::string_view key);
  //! Takes over the other's value; of the settings that make the thresholds, which a preset names. nullptr for all others.
  void (*take_threshold)(Settings& settings, const Settings& other) = nullptr;
};

//! The key as outputs write it, with the unit: "fill_distance_mm", "shortening_ischemic_percent".
std::string output_name(const SettingKey& key);

//! In the order of the JSON. `preset` is among them, and its rule only sets the name.
const std::vector<SettingRule>& setting_rules();

//! `settings` with the other's preset, thresholds, and what these are of.
Settings with_thresholds_of(Settings settings, const Settings& other);

//! The rule of a key. Throws UsageError with the nearest known key when there is none.
const SettingRule& setting_rule(std::string_view key);

}  // namespace viamyo
