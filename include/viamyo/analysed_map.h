// A map that was opened, analysed under settings, and looked up in its review log: what every output is made from.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viamyo/analysis.h"
#include "viamyo/import.h"
#include "viamyo/native_file.h"
#include "viamyo/point_quality.h"
#include "viamyo/review_log.h"
#include "viamyo/settings.h"
#include "viamyo/task.h"
#include "viamyo/team.h"

namespace viamyo {

//! Copies share the map and the analysis.
struct AnalysedMap {
  std::string file;                         //!< the path under which outputs name it
  std::shared_ptr<const LoadedMap> loaded;  //!< never null where a function of the library made this
  std::shared_ptr<const Analysis> analysis;
  std::vector<PointExclusion>
      exclusions;        //!< which rule left which points out; empty = no rule did (exclusions_of tells of named rows as well)
  ReviewedMap reviewed;  //!< as which map its log binds it
  ReviewState review;    //!< of the analysis; unconfirmed until a log was looked up
  //! What whoever made this should be told beside it, a sentence each, such as why the head of its log could not be remembered on this computer.
  std::vector<std::string> notes{};

  [[nodiscard]] const Map& map() const { return loaded->map; }
};

//! What is left out of the map, by rule; rows that were named stand first.
std::vector<PointExclusion> exclusions_of(const AnalysedMap& map);

//! What a table of many maps says of one; empty = it does not say. Where it says otherwise than the map itself, nothing of its review counts.
struct ToldStudy {
  std::string subject_id, visit, group;
};

//! What is said otherwise than the map itself says it, the first of it, one sentence; empty = nothing. A map has no group of its own.
std::string relabelled_by(const ToldStudy& told, const Study& study);

//! What is asked of a map beside the file it is in.
struct AnalysisRequest {
  std::vector<SettingChange> settings;  //!< in layers: of two changes of one key the later counts
  std::vector<PointRule> exclude;       //!< their rows join those that the settings name
  ToldStudy told;
};

//! Where its review is looked up.
struct ReviewRequest {
  const Team* team = nullptr;  //!< nullptr = no team: nothing is confirmed
  std::filesystem::path log;   //!< empty = default_log(file)
};

//! As which map a log binds one that was read.
ReviewedMap reviewed_map(const LoadedMap& loaded);

//! The analysis of a map that was read, which has its digest and its defects. Throws as the function of analysis.h does.
Analysis analyze(const LoadedMap& loaded, const Settings& settings, const Task& task = {});

//! Analyses a map that was read: no log is looked up. Throws UsageError and InputError as make_settings and analyze do, Stopped when the task is asked to
//! stop.
AnalysedMap analysed(LoadedMap loaded, const AnalysisRequest& request = {}, const Task& task = {});

//! Reads the log and puts its state into the map; what was seen of it is remembered on this computer where there is a team (missing_lines notices an older one
//! later). Why it could not be remembered stands in the map's notes then. Throws InputError when the log cannot be read.
void look_up_review(AnalysedMap& map, const ReviewRequest& request);

//! The whole of it: load_map, analysed, look_up_review. Throws as these do.
AnalysedMap open_map(const std::filesystem::path& source, const AnalysisRequest& request = {}, const ReviewRequest& review = {},
                     const ImportOptions& import = {}, const Task& task = {});

}  // namespace viamyo
