#include "viamyo/analysed_map.h"

#include <fmt/format.h>

#include <utility>

#include "../map/letters.h"
#include "viamyo/errors.h"
#include "viamyo/load_map.h"

namespace viamyo {

std::string relabelled_by(const ToldStudy& told, const Study& study) {
  const auto differs = [](std::string_view what, const std::string& theirs, const std::string& own) {
    if (theirs.empty() || theirs == own) return std::string();
    return fmt::format("the manifest gives the map {} {}, and the map itself {}", what, quotation(theirs),
                       own.empty() ? "none" : quotation(own));
  };
  for (std::string text : {differs("subject", told.subject_id, study.subject_id), differs("visit", told.visit, study.visit),
                           differs("group", told.group, {})}) {
    if (!text.empty()) return text;
  }
  return {};
}

std::vector<PointExclusion> exclusions_of(const AnalysedMap& map) {
  return map.exclusions.empty() ? point_exclusions(map.map(), map.analysis->settings.excluded_points) : map.exclusions;
}

ReviewedMap reviewed_map(const LoadedMap& loaded) { return reviewed_map(loaded.map.study, loaded.analysis_digest); }

Analysis analyze(const LoadedMap& loaded, const Settings& settings, const Task& task) {
  return analyze(loaded.map, settings, loaded.analysis_digest, task, &loaded.defects);
}

AnalysedMap analysed(LoadedMap loaded, const AnalysisRequest& request, const Task& task) {
  Study& study = loaded.map.study;
  std::string relabelled = relabelled_by(request.told, study);
  if (!request.told.subject_id.empty()) study.subject_id = request.told.subject_id;
  if (!request.told.visit.empty()) study.visit = request.told.visit;
  Settings settings = make_settings({}, request.settings);
  AnalysedMap map;
  map.file = loaded.file;
  map.reviewed = reviewed_map(loaded);
  map.reviewed.relabelled = std::move(relabelled);
  map.exclusions = leave_out_points(loaded.map, request.exclude, settings);
  map.loaded = std::make_shared<const LoadedMap>(std::move(loaded));
  map.analysis = std::make_shared<const Analysis>(analyze(*map.loaded, settings, task));
  map.review = review_state(*map.analysis);
  return map;
}

void look_up_review(AnalysedMap& map, const ReviewRequest& request) {
  const ReviewLog log = read_log(request.log.empty() ? default_log(map.file) : request.log);
  map.review = review_state(*map.analysis, map.reviewed, log, request.team, missing_lines(log, map.reviewed, request.team));
  if (request.team == nullptr) return;
  try {
    remember_head(log, request.team);
  } catch (const Error& error) {
    map.notes.push_back(fmt::format("the head of the log could not be kept on this computer: {}", error.what()));
  }
}

AnalysedMap open_map(const std::filesystem::path& source, const AnalysisRequest& request, const ReviewRequest& review,
                     const ImportOptions& import, const Task& task) {
  AnalysedMap map = analysed(load_map(source, import, {}, nullptr, task), request, task);
  look_up_review(map, review);
  return map;
}

}  // namespace viamyo
