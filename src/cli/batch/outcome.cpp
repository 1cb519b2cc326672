#include "outcome.h"

#include <fmt/format.h>

#include <filesystem>
#include <new>

#include "../import_options.h"
#include "viamyo/analysis.h"
#include "viamyo/errors.h"
#include "viamyo/load_map.h"
#include "viamyo/report.h"
#include "viamyo/review_state.h"
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

LoadedMap load(const BatchInput& input, ImportReport& report) {
  ImportOptions options;
  options.map = input.map;
  if (!input.map.empty() && !is_foreign(input.file))
    throw InputError(fmt::format("{}: is a native map; column 'map' does not apply, it is for exports of other systems", input.file));
  try {
    return load_map(input.file, options, {}, &report);
  } catch (const UsageError& error) {
    const char* const way_out =
        input.map.empty() ? "; among several inputs, --sources takes each of them and a manifest's column 'map' one" : "";
    throw InputError(fmt::format("{}{}", error.what(), way_out));
  }
}

Outcome analysed(const BatchInput& input, const ChosenSettings& chosen, const ReviewSource& source, const std::string& folder) {
  Settings settings = chosen.make(input.changes);
  ImportReport report;
  LoadedMap loaded = load(input, report);
  Map& map = loaded.map;
  if (!input.subject_id.empty()) map.study.subject_id = input.subject_id;
  if (!input.visit.empty()) map.study.visit = input.visit;
  chosen.exclude_points(map, true, settings);
  const Analysis analysis = analyze(map, settings, loaded.analysis_digest, {}, &loaded.defects);
  const ReviewState review = source.state(input.file, reviewed_map(map.study, loaded.analysis_digest), analysis);
  const InputIdentity identity{input.file, loaded.sha256, loaded.content_digest};
  write_text_file(std::filesystem::path(folder) / input.output, to_json(identity, map, analysis, review));

  Outcome outcome;
  outcome.assumptions = assumptions(told(input), report);
  const std::string note = review_note(review);
  if (!note.empty()) outcome.review_note = fmt::format("review: {}: {}", review.log_file, note);
  outcome.sha256 = loaded.sha256;
  outcome.content_digest = loaded.content_digest;
  outcome.fingerprint = analysis.fingerprint;
  outcome.system = map.study.system;
  outcome.species = map.study.species;
  outcome.synthetic = map.study.synthetic;
  outcome.shortening_source = shortening_source(map, analysis);
  outcome.summary = summary_row(identity, map, analysis, review);
  outcome.segments = segments_rows(identity, map, analysis, review);
  outcome.regions = regions_rows(identity, map, analysis, review);
  outcome.zones = zones_rows(identity, map, analysis, review);
  return outcome;
}

Outcome failed(const BatchInput& input, std::string error) {
  Outcome outcome;
  outcome.summary = summary_error_row(input.file, input.map, error);
  outcome.error = std::move(error);
  return outcome;
}

}  // namespace

Outcome process(const BatchInput& input, const ChosenSettings& settings, const ReviewSource& source, const std::string& folder) {
  if (!input.error.empty()) return failed(input, input.error);
  try {
    return analysed(input, settings, source, folder);
  } catch (const OutputError&) {
    throw;
  } catch (const InputError& error) {
    return failed(input, error.what());
  } catch (const std::bad_alloc&) {
    return failed(input, fmt::format("{}: not enough memory", input.file));
  } catch (const std::exception& error) {
    return failed(input, fmt::format("{}: {}", input.file, error.what()));
  }
}

}  // namespace viamyo::cli
