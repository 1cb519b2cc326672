// The presets are read from the built-in data when somebody first asks: a run without them pays nothing.
#include "viamyo/presets.h"

#include <toml++/toml.h>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <tuple>

#include "preset_data.h"

namespace viamyo {
namespace {

//! Built-in data that is not as it must be is a defect of the program, found by its tests.
[[noreturn]] void broken(std::string_view file, std::string_view key) {
  throw std::logic_error("built-in preset " + std::string(file) + ": " + std::string(key) + " is missing or wrong");
}

std::string text_of(const toml::table& table, std::string_view file, std::string_view key) {
  const auto value = table[key].value<std::string>();
  if (!value) broken(file, key);
  return *value;
}

std::optional<float> number_of(const toml::table& table, std::string_view key) {
  const auto value = table[key].value<double>();
  return value ? std::optional(static_cast<float>(*value)) : std::nullopt;
}

VoltageKind voltage_of(const toml::table& table, std::string_view file) {
  const std::string text = text_of(table, file, "voltage");
  if (text != "unipolar" && text != "bipolar") broken(file, "voltage");
  return text == "bipolar" ? VoltageKind::kBipolar : VoltageKind::kUnipolar;
}

ThresholdUnit unit_of(const toml::table& table, std::string_view file) {
  const std::string text = text_of(table, file, "threshold_unit");
  if (text != "mV" && text != "percent") broken(file, "threshold_unit");
  return text == "percent" ? ThresholdUnit::kPercent : ThresholdUnit::kMillivolt;
}

Preset parse(const assets::Asset& asset) {
  const toml::table table = toml::parse(asset.text);
  const auto text = [&](std::string_view key) { return text_of(table, asset.name, key); };
  Preset preset;
  preset.id = text("id");
  preset.title = text("title");
  preset.citation = text("citation");
  preset.evidence = text("evidence");
  preset.species = text("species");
  preset.system = text("system");
  preset.subjects = text("subjects");
  preset.reference_standard = text("reference_standard");
  preset.accuracy = text("accuracy");
  preset.shows = text("shows");
  preset.does_not_show = text("does_not_show");
  preset.voltage = voltage_of(table, asset.name);
  preset.threshold_unit = unit_of(table, asset.name);
  preset.voltage_infarct = number_of(table, "voltage_infarct");
  preset.voltage_viable = number_of(table, "voltage_viable");
  preset.shortening_ischemic_percent = number_of(table, "shortening_ischemic_percent");
  preset.counts_for_agreement = table["counts_for_agreement"].value_or(false);
  return preset;
}

int group(const Preset& preset) {
  if (preset.id == Settings{}.preset) return 0;
  if (preset.species != "human") return 3;
  return preset.system == "NOGA" ? 1 : 2;
}

//! Group, then absolute before relative thresholds, then by size; without a threshold last.
auto rank(const Preset& preset) {
  constexpr float kNone = std::numeric_limits<float>::infinity();
  return std::tuple(group(preset), preset.threshold_unit, preset.voltage_viable.value_or(kNone), preset.voltage_infarct.value_or(kNone),
                    std::string_view(preset.id));
}

std::vector<Preset> load() {
  std::vector<Preset> all;
  for (const assets::Asset& asset : assets::preset_data()) all.push_back(parse(asset));
  std::sort(all.begin(), all.end(), [](const Preset& a, const Preset& b) { return rank(a) < rank(b); });
  return all;
}

std::vector<float> load_agreement_cutoffs() {
  std::vector<float> cutoffs;
  for (const Preset& preset : presets()) {
    if (preset.counts_for_agreement) cutoffs.push_back(preset.voltage_viable.value());
  }
  std::sort(cutoffs.begin(), cutoffs.end());
  return cutoffs;
}

}  // namespace

const std::vector<Preset>& presets() {
  static const std::vector<Preset> all = load();
  return all;
}

const Preset* find_preset(std::string_view id) {
  const std::vector<Preset>& all = presets();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Preset& preset) { return preset.id == id; });
  return found == all.end() ? nullptr : &*found;
}

const std::vector<float>& agreement_cutoffs_mV() {
  static const std::vector<float> cutoffs = load_agreement_cutoffs();
  return cutoffs;
}

}  // namespace viamyo
