// One rule per key: how its text becomes a checked value of Settings.
#pragma once

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
};

//! In the order of the JSON. `preset` is among them, and its rule only sets the name.
const std::vector<SettingRule>& setting_rules();

//! The rule of a key. Throws UsageError with the nearest known key when there is none.
const SettingRule& setting_rule(std::string_view key);

}  // namespace viamyo
