#include "viamyo/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "setting_rules.h"
#include "text_values.h"
#include "viamyo/errors.h"
#include "viamyo/presets.h"

namespace viamyo {
namespace {

//! Botker 2001: best share of the patient's own normal segments, unipolar.
constexpr float kPercentDefault = 68.0F;

bool changes_key(const std::vector<SettingChange>& changes, std::string_view key) {
  return std::any_of(changes.begin(), changes.end(), [&](const SettingChange& change) { return change.key == key; });
}

const Preset& named_preset(std::string_view preset, const std::vector<SettingChange>& changes) {
  std::string_view name = preset;
  for (const SettingChange& change : changes) {
    if (change.key == "preset") name = trimmed(change.value);
  }
  const std::string by_default = Settings{}.preset;
  if (name.empty()) name = by_default;
  if (const Preset* const found = find_preset(name)) return *found;
  std::vector<std::string_view> known;
  for (const Preset& each : presets()) known.push_back(each.id);
  const std::string_view nearest = nearest_word(name, known);
  throw UsageError(fmt::format("unknown preset '{}'; {}", name,
                               nearest.empty() ? "`viamyo presets` lists them" : fmt::format("did you mean '{}'?", nearest)));
}

//! What the preset leaves open stands at its default.
void take_preset(Settings& settings, const Preset& preset) {
  const Settings standard;
  settings.preset = preset.id;
  settings.voltage = preset.voltage;
  settings.threshold_unit = preset.threshold_unit;
  settings.voltage_infarct = preset.voltage_infarct.value_or(standard.voltage_infarct);
  settings.voltage_viable = preset.voltage_viable.value_or(standard.voltage_viable);
  settings.shortening_ischemic_percent = preset.shortening_ischemic_percent.value_or(standard.shortening_ischemic_percent);
}

//! A threshold that nobody gave must not outlive a change of voltage or unit: 4.5 mV unipolar means nothing for bipolar voltage or percent.
void settle_threshold(Settings& settings, const Settings& before, float Settings::*threshold, std::string_view key, bool given) {
  const bool still_means_something = before.voltage == settings.voltage && before.threshold_unit == settings.threshold_unit;
  if (given || still_means_something) return;
  if (settings.threshold_unit == ThresholdUnit::kPercent && settings.voltage == VoltageKind::kUnipolar) {
    settings.*threshold = kPercentDefault;
    return;
  }
  throw UsageError(fmt::format("{}: must be given with voltage={} and threshold_unit={}; preset '{}' has none for them", key,
                               to_string(settings.voltage), to_string(settings.threshold_unit), before.preset));
}

void check_together(const Settings& settings) {
  if (settings.voltage_infarct > settings.voltage_viable) {
    throw UsageError(
        fmt::format("voltage_infarct: {} is above voltage_viable {}; it must not be", settings.voltage_infarct, settings.voltage_viable));
  }
  if (settings.threshold_unit == ThresholdUnit::kPercent && settings.reference_segments.empty()) {
    throw UsageError("reference_segments: must be given with threshold_unit=percent, such as reference_segments=5,6,11,12");
  }
  if (settings.lls_min_distance_mm >= settings.lls_max_distance_mm) {
    throw UsageError(
        fmt::format("lls_min_distance: {} must be below lls_max_distance {}", settings.lls_min_distance_mm, settings.lls_max_distance_mm));
  }
}

bool still_as(const Settings& settings, const Preset& preset) {
  // What a preset leaves open stands at its default: a study's name must not stay on a threshold that somebody else chose.
  const Settings standard;
  const auto same = [](const std::optional<float>& theirs, float open, float ours) { return theirs.value_or(open) == ours; };
  const bool percent = preset.threshold_unit == ThresholdUnit::kPercent;
  return settings.voltage == preset.voltage && settings.threshold_unit == preset.threshold_unit &&
         same(preset.voltage_infarct, percent ? settings.voltage_infarct : standard.voltage_infarct, settings.voltage_infarct) &&
         same(preset.voltage_viable, percent ? settings.voltage_viable : standard.voltage_viable, settings.voltage_viable) &&
         same(preset.shortening_ischemic_percent, standard.shortening_ischemic_percent, settings.shortening_ischemic_percent);
}

}  // namespace

std::string_view to_string(VoltageKind kind) { return kind == VoltageKind::kBipolar ? "bipolar" : "unipolar"; }

std::string_view to_string(ThresholdUnit unit) { return unit == ThresholdUnit::kPercent ? "percent" : "mV"; }

std::string_view to_string(TraceWindow window) { return window == TraceWindow::kWhole ? "whole" : "interest"; }
std::string_view to_string(BeyondFill beyond) { return beyond == BeyondFill::kKeep ? "keep" : "unmapped"; }

std::string_view to_string(Source source) {
  switch (source) {
    case Source::kStored:
      return "stored";
    case Source::kInterpolated:
      return "interpolated";
    case Source::kElectrograms:
      return "electrograms";
    case Source::kRecomputed:
      return "recomputed";
  }
  return "stored";
}

Settings make_settings(std::string_view preset, const std::vector<SettingChange>& changes) {
  std::vector<SettingChange> all{{"preset", std::string(named_preset(preset, changes).id)}};
  all.insert(all.end(), changes.begin(), changes.end());
  return changed_settings(Settings{}, all);
}

std::vector<SettingChange> setting_values(const Settings& settings) {
  std::vector<SettingChange> values;
  for (const SettingRule& rule : setting_rules()) {
    if (rule.key.key == "preset") continue;
    std::optional<std::string> text = rule.text(settings, rule.key.key);
    if (text && !text->empty()) values.push_back({std::string(rule.key.key), *std::move(text)});
  }
  return values;
}

Settings changed_settings(const Settings& settings, const std::vector<SettingChange>& changes) {
  Settings before = settings;
  if (changes_key(changes, "preset")) take_preset(before, named_preset({}, changes));
  Settings result = before;
  for (const SettingChange& change : changes) {
    if (change.key != "preset") setting_rule(change.key).apply(result, change.key, change.value);
  }
  settle_threshold(result, before, &Settings::voltage_infarct, "voltage_infarct", changes_key(changes, "voltage_infarct"));
  settle_threshold(result, before, &Settings::voltage_viable, "voltage_viable", changes_key(changes, "voltage_viable"));
  check_together(result);
  const Preset* const preset = find_preset(result.preset);
  if (preset == nullptr || !still_as(result, *preset)) result.preset = "custom";
  return result;
}

}  // namespace viamyo
