#include "contradictions.h"

#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>

#include "analysis/setting_rules.h"
#include "analysis/text_values.h"
#include "viamyo/errors.h"
#include "viamyo/presets.h"

namespace viamyo::cli {
namespace {

struct Said {
  std::string value;
  std::string words;  //!< "voltage_viable=7.5", "preset=perin-mri (voltage_viable=6.9)"
};

//! What the changes say of each key, presets with the values that they stand for; the last word on a key counts, and keys before presets.
std::map<std::string, Said> said_by(const std::vector<SettingChange>& changes) {
  std::map<std::string, Said> said;
  const auto say = [&](const SettingChange& c) { said[c.key] = {c.value, fmt::format("{}={}", c.key, trimmed(c.value))}; };
  for (const SettingChange& change : changes) {
    if (change.key == "preset") say(change);
  }
  if (const auto named = said.find("preset"); named != said.end()) {
    const Preset* const preset = find_preset(trimmed(named->second.value));
    const auto by_preset = [&](const char* key, std::string value) {
      const std::string words = fmt::format("{} ({}={})", named->second.words, key, value);
      said[key] = {std::move(value), words};
    };
    if (preset != nullptr) {
      by_preset("voltage", std::string(to_string(preset->voltage)));
      by_preset("threshold_unit", std::string(to_string(preset->threshold_unit)));
      if (preset->voltage_infarct) by_preset("voltage_infarct", fmt::format("{}", *preset->voltage_infarct));
      if (preset->voltage_viable) by_preset("voltage_viable", fmt::format("{}", *preset->voltage_viable));
      if (preset->shortening_ischemic_percent) by_preset("shortening_ischemic", fmt::format("{}", *preset->shortening_ischemic_percent));
    }
  }
  for (const SettingChange& change : changes) {
    if (change.key != "preset") say(change);
  }
  return said;
}

//! As settings, not as texts: "7.5" is "7.50". What is no value of the key is refused elsewhere.
bool are_equal(const std::string& key, const std::string& one, const std::string& other) {
  Settings a;
  Settings b;
  try {
    setting_rule(key).apply(a, key, one);
    setting_rule(key).apply(b, key, other);
  } catch (const UsageError&) {
    return trimmed(one) == trimmed(other);
  }
  return a == b;
}

[[noreturn]] void refuse(const Said& row, const Said& command_line) {
  throw UsageError(fmt::format(
      "its row of the manifest says {} and the command line says {}; give it in one place, or in --config, which a row may change",
      row.words, command_line.words));
}

}  // namespace

void refuse_two_values(const std::vector<SettingChange>& command_line) {
  std::map<std::string, std::string> values;
  for (const SettingChange& change : command_line) {
    const auto [earlier, is_new] = values.emplace(change.key, change.value);
    if (is_new || are_equal(change.key, earlier->second, change.value)) continue;
    throw UsageError(
        fmt::format("{} is given twice, as {} and as {}; give it once", change.key, trimmed(earlier->second), trimmed(change.value)));
  }
}

void refuse_contradiction(const std::vector<SettingChange>& row, const std::vector<SettingChange>& command_line,
                          const std::vector<SettingChange>& config) {
  const std::map<std::string, Said> by_row = said_by(row);
  const std::map<std::string, Said> by_command = said_by(command_line);
  for (const SettingKey& key : setting_keys()) {
    const auto ours = by_row.find(std::string(key.key));
    const auto theirs = by_command.find(std::string(key.key));
    if (ours == by_row.end() || theirs == by_command.end()) continue;
    if (!are_equal(ours->first, ours->second.value, theirs->second.value)) refuse(ours->second, theirs->second);
  }
  const std::map<std::string, Said> by_config = said_by(config);
  for (const auto& [meaning, standard] :
       {std::pair{"voltage", to_string(Settings{}.voltage)}, {"threshold_unit", to_string(Settings{}.threshold_unit)}}) {
    const auto changed = by_row.find(meaning);
    if (changed == by_row.end() || by_command.contains(meaning)) continue;
    const auto before = by_config.find(meaning);
    if (are_equal(meaning, changed->second.value, before == by_config.end() ? std::string(standard) : before->second.value)) continue;
    for (const char* const threshold : {"voltage_infarct", "voltage_viable"}) {
      if (const auto given = by_command.find(threshold); given != by_command.end()) refuse(changed->second, given->second);
    }
  }
}

}  // namespace viamyo::cli
