// Options that several commands take, and the settings that they make.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "command_line.h"
#include "viamyo/analysed_map.h"
#include "viamyo/point_quality.h"
#include "viamyo/settings.h"

namespace viamyo::cli {

struct OutputOptions {
  bool json = false;
  bool quiet = false;
  int jobs = 0;  //!< 0 = as many as there are cores
};

struct AnalysisOptions {
  std::string preset;
  std::string config;
  std::vector<std::string> set;
  std::vector<std::string> landmarks;
  bool interpolate = false;
  std::vector<std::string> exclude;  //!< rules such as "location_stability>4"
};

void add_output_options(Command& command, OutputOptions& options);
void add_analysis_options(Command& command, AnalysisOptions& options);

//! "Settings that --set and --config take:", one line per key; the footer of commands that analyse.
std::string settings_help();

//! What the user asked for, from low to high precedence: config file, the changes of one input, the command line. The last two never differ.
class ChosenSettings {
 public:
  explicit ChosenSettings(const AnalysisOptions& options);

  //! Throws as make_settings does, and as refuse_contradiction does where the input says what the command line says otherwise.
  [[nodiscard]] Settings make(const std::vector<SettingChange>& of_input = {}) const;
  [[nodiscard]] std::vector<SettingChange> changes(const std::vector<SettingChange>& of_input = {}) const;

  //! The same with the rules of --exclude, for a map. Throws as make does.
  [[nodiscard]] AnalysisRequest request(const std::vector<SettingChange>& of_input = {}) const;

  //! Tells stderr how many points of this map each rule of --exclude leaves out.
  void tell_exclusions(const Map& map) const;

 private:
  std::vector<SettingChange> config_;
  std::vector<SettingChange> command_line_;
  std::vector<PointRule> exclude_;
};

//! `key=value` split at the first sign. Throws UsageError naming the option.
SettingChange split_assignment(std::string_view option, std::string_view text);

//! Runs the work; a UsageError about what this map cannot give is told with the file's name.
void naming_file(const std::string& file, const std::function<void()>& work);

}  // namespace viamyo::cli
