#include "options.h"

#include <fmt/format.h>

#include <algorithm>

#include "batch/contradictions.h"
#include "console.h"
#include "map/letters.h"
#include "viamyo/errors.h"

namespace viamyo::cli {
void add_output_options(Command& command, OutputOptions& options) {
  add_options(
      command,
      {{.name = "--json", .target = &options.json, .help = "JSON on stdout"},
       {.name = "--quiet", .target = &options.quiet, .help = "no progress and no warnings on stderr"},
       {.name = "--jobs", .target = &options.jobs, .help = "worker threads; 0: one per core", .shape = "N", .whole_range = {{0, 1024}}}});
}

namespace {

//! "apex, mitral_annulus_center, anterior_rv_insertion or inferior_rv_insertion, in mm; may be repeated"
std::string landmark_help() {
  std::vector<std::string_view> keys;
  keys.reserve(kLandmarkNames.size());
  for (const LandmarkName& landmark : kLandmarkNames) keys.push_back(landmark.key);
  return listed(keys) + ", in mm; may be repeated";
}

}  // namespace

void add_analysis_options(Command& command, AnalysisOptions& options) {
  add_options(
      command,
      {{.name = "--preset", .target = &options.preset, .help = "published thresholds; `viamyo presets` lists them", .shape = "NAME"},
       {.name = "--config", .target = &options.config, .help = "settings in a TOML file", .shape = "FILE"},
       {.name = "--set", .target = &options.set, .help = "one setting; may be repeated", .shape = "KEY=VALUE", .repeatable = true},
       {.name = "--landmark", .target = &options.landmarks, .help = landmark_help(), .shape = "NAME=X,Y,Z", .repeatable = true},
       {.name = "--exclude",
        .target = &options.exclude,
        .help = "leave out points above a limit of your own: cycle_length_deviation (%), location_stability, loop_stability or "
                "surface_distance (mm); may be repeated",
        .shape = "MEASURE>LIMIT",
        .repeatable = true},
       {.name = "--interpolate",
        .target = &options.interpolate,
        .help = "voltage and shortening from the mapping points, whatever is stored on the surface"}});
}

std::string settings_help() {
  std::string text = "Settings that --set KEY=VALUE and the file of --config take:\n";
  for (const SettingKey& key : setting_keys()) {
    const std::string unit = key.unit.empty() ? "" : fmt::format(" ({})", key.unit);
    text += fmt::format("  {:<34} {}{}\n", key.key, key.help, unit);
  }
  return text;
}

SettingChange split_assignment(std::string_view option, std::string_view text) {
  const std::size_t sign = text.find('=');
  if (sign == std::string_view::npos || sign == 0) throw UsageError(fmt::format("{} {}: must be KEY=VALUE", option, text));
  return {std::string(text.substr(0, sign)), std::string(text.substr(sign + 1))};
}

ChosenSettings::ChosenSettings(const AnalysisOptions& options) {
  if (!options.config.empty()) config_ = read_config(options.config);
  if (!options.preset.empty()) command_line_.push_back({"preset", options.preset});
  for (const std::string& landmark : options.landmarks) {
    SettingChange change = split_assignment("--landmark", landmark);
    command_line_.push_back({"landmarks." + change.key, change.value});
  }
  for (const std::string& rule : options.exclude) {
    try {
      exclude_.push_back(parse_point_rule(rule));
    } catch (const UsageError& error) {
      throw UsageError(fmt::format("--exclude {}", error.what()));
    }
  }
  for (const std::string& text : options.set) command_line_.push_back(split_assignment("--set", text));
  refuse_two_values(command_line_);
  if (!options.interpolate) return;
  // In front: a source of its own that --set gives one quantity stays.
  command_line_.insert(command_line_.begin(), {{"voltage_source", "interpolated"}, {"shortening_source", "interpolated"}});
}

std::vector<SettingChange> ChosenSettings::changes(const std::vector<SettingChange>& of_input) const {
  std::vector<SettingChange> all = config_;
  all.insert(all.end(), of_input.begin(), of_input.end());
  all.insert(all.end(), command_line_.begin(), command_line_.end());
  return all;
}

void ChosenSettings::tell_exclusions(const Map& map) const {
  if (exclude_.empty()) return;
  Settings settings = make();
  const std::size_t accepted = accepted_count(map.points);
  const std::vector<PointExclusion> exclusions = leave_out_points(map, exclude_, settings);
  const std::size_t named = exclusions.size() - exclude_.size();  // rows that the settings name stand in front
  for (std::size_t r = 0; r < exclude_.size(); ++r)
    write_error_line(fmt::format("{} above {}: leaves out {} of {} points", to_string(exclude_[r].measure), exclude_[r].above,
                                 exclusions[named + r].points, accepted));
  write_error_line(fmt::format("{} of {} accepted points stay", accepted - left_out_count(map.points, settings.excluded_points), accepted));
}

Settings ChosenSettings::make(const std::vector<SettingChange>& of_input) const {
  refuse_contradiction(of_input, command_line_, config_);
  return make_settings({}, changes(of_input));
}

AnalysisRequest ChosenSettings::request(const std::vector<SettingChange>& of_input) const {
  static_cast<void>(make(of_input));
  return {changes(of_input), exclude_, {}};
}

void naming_file(const std::string& file, const std::function<void()>& work) {
  try {
    work();
  } catch (const UsageError& error) {
    throw UsageError(fmt::format("{}: {}", file, error.what()));
  }
}

}  // namespace viamyo::cli
