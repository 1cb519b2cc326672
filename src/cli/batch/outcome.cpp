#include "outcome.h"

#include <fmt/format.h>

#include <filesystem>
#include <new>
#include <utility>

#include "../import_options.h"
#include "map/letters.h"
#include "map_watch.h"
#include "viamyo/analysed_map.h"
#include "viamyo/errors.h"
#include "viamyo/load_map.h"
#include "viamyo/report.h"
#include "viamyo/text_file.h"

namespace viamyo::cli {
namespace {

//! Where shortening is from, stored values by who made them: what must not be mixed under one threshold.
std::string shortening_source(const Map& map, const Analysis& analysis) {
  if (!analysis.values.shortening_source) return {};
  if (*analysis.values.shortening_source != Source::kStored) return std::string(to_string(*analysis.values.shortening_source));
  const Field* const stored = find_field(map.surface.fields, field_name::kLinearLocalShortening);
  return fmt::format("stored ({})", to_string(stored == nullptr ? Origin::kMappingSystem : stored->origin));
}

LoadedMap load(const BatchInput& input, ImportReport& report, const Task& task) {
  ImportOptions options;
  options.map = input.map;
  if (!input.map.empty() && !is_foreign(input.file))
    throw InputError(fmt::format("{}: is a native map; column 'map' does not apply, it is for exports of other systems", input.file));
  try {
    return load_map(input.file, options, {}, &report, task);
  } catch (const UsageError& error) {
    const char* const way_out =
        input.map.empty() ? "; among several inputs, --sources takes each of them and a manifest's column 'map' one" : "";
    throw InputError(fmt::format("{}{}", error.what(), way_out));
  }
}

Outcome analysed(const BatchInput& input, const CommonWork& common, const Task& task) {
  AnalysisRequest request = common.settings.request(input.changes);
  request.told = {input.subject_id, input.visit, input.group};
  ImportReport report;
  LoadedMap loaded = load(input, report, task);
  Outcome outcome;
  outcome.subject_in_file = loaded.map.study.subject_id;
  AnalysedMap of = analysed(std::move(loaded), request, task);
  common.review.look_up(of);
  const Map& map = of.map();
  const Analysis& analysis = *of.analysis;
  outcome.subject_id = map.study.subject_id;
  outcome.visit = map.study.visit;
  const std::string json = to_json(of);
  task.enter("writing");  // the last moment to give up: a file that was written is that of a map that was done
  write_text_file(std::filesystem::path(common.folder) / input.output, json);

  outcome.assumptions = assumptions(told(input), report);
  const std::string note = review_note(of.review);
  if (!note.empty()) outcome.review_note = fmt::format("review: {}: {}", labelled("log", of.review.log_file, kLongQuote), note);
  outcome.sha256 = of.loaded->sha256;
  outcome.content_digest = of.loaded->content_digest;
  outcome.fingerprint = analysis.fingerprint;
  if (map.study.derived_from != of.loaded->sha256) outcome.derived_from = map.study.derived_from;  // an export is made from itself
  outcome.system = map.study.system;
  outcome.species = map.study.species;
  outcome.synthetic = map.study.synthetic;
  outcome.shortening_source = shortening_source(map, analysis);
  outcome.criteria = analysis.criteria ? to_string(*analysis.criteria) : "";
  outcome.voltage_source = analysis.values.voltage_source ? to_string(*analysis.values.voltage_source) : "";
  outcome.settings = settings_to_json(analysis);
  const std::size_t accepted = accepted_count(map.points);
  outcome.points = {map.points.positions.size(), accepted, accepted - left_out_count(map.points, analysis.settings.excluded_points),
                    of.exclusions};
  outcome.summary = summary_row(of);
  outcome.segments = segments_rows(of);
  outcome.regions = regions_rows(of);
  outcome.zones = zones_rows(of);
  return outcome;
}

Outcome failed(const BatchInput& input, std::string error) {
  Outcome outcome;
  outcome.summary = summary_error_row({input.file, input.map, input.subject_id, input.visit}, error);
  outcome.error = std::move(error);
  return outcome;
}

}  // namespace

Outcome process(const BatchInput& input, const CommonWork& common, const std::stop_token& stop) {
  if (!input.error.empty()) return failed(input, input.error);
  try {
    return analysed(input, common, {stop});
  } catch (const OutputError&) {
    throw;
  } catch (const Stopped&) {
    return failed(input, MapWatch::given_up(told(input), common.time_limit_s));
  } catch (const InputError& error) {
    return failed(input, error.what());
  } catch (const std::bad_alloc&) {
    return failed(input, fmt::format("{}: not enough memory", input.file));
  } catch (const std::exception& error) {
    return failed(input, fmt::format("{}: {}", input.file, error.what()));
  }
}

}  // namespace viamyo::cli
