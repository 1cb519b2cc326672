// viamyo explain: why a place or an item has its class.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "analysed_source.h"
#include "analysis/text_values.h"
#include "console.h"
#include "counts.h"
#include "io/value.h"
#include "json.h"
#include "program.h"
#include "viamyo/errors.h"
#include "viamyo/explain.h"
#include "viamyo/review_history.h"
#include "viamyo/version.h"

namespace viamyo::cli {
namespace {

struct Options {
  OutputOptions output;
  AnalysisOptions analysis;
  ReviewOptions review;
  SourceOptions from;
  std::string file;
  std::string at;
  std::string item;
  std::string as;
  std::optional<int> vertex;
};

Vec3 position_at(const std::string& text) {
  const std::optional<Vec3> place = parse_vec3(text);
  if (!place) throw UsageError(fmt::format("--at {}: must be three finite numbers X,Y,Z in mm", text));
  return *place;
}

Explanation explain(const Options& options, const AnalysedMap& of) {
  const Map& map = of.map();
  const Analysis& analysis = *of.analysis;
  if (!options.at.empty()) return explain_position(map, analysis, position_at(options.at));
  if (options.vertex) return explain_vertex(map, analysis, *options.vertex);
  return explain_item(map, analysis, options.item);
}

//! The item of the review that the place lies in; nullptr where it lies in none.
const ReviewItem* item_at(const Explanation& explanation, const AnalysedMap& map) {
  const ReviewState& review = map.review;
  for (const Region& region : map.analysis->regions) {
    if (region.id != explanation.region) continue;
    const std::string id = region.small ? fmt::format("small:{}", to_string(region.tissue)) : region.id;
    const auto item = std::find_if(review.item_list.begin(), review.item_list.end(), [&](const ReviewItem& i) { return i.id == id; });
    return item == review.item_list.end() ? nullptr : &*item;
  }
  return nullptr;
}

//! The review state of the item, in words for people; the map's where the place lies in none.
std::string words_of(const ReviewItem* item, const ReviewState& review) {
  return item == nullptr ? std::string(to_string(review.status)) : state_words(*item, review.required_confirmations);
}

//! How many agree on the item, which the words say while it is partly confirmed; null where there is no item or no team, or blind reading hides it.
Json agreeing_json(const ReviewItem* item, const ReviewState& review) {
  const bool told = item != nullptr && !review.team_name.empty() && item->state != ItemState::kHidden;
  return told ? Json(item->agreeing) : Json(nullptr);
}

Json as_json(const AnalysedMap& map, const Explanation& e) {
  const LoadedMap& loaded = *map.loaded;
  const ReviewState& review = map.review;
  const ReviewItem* const item = item_at(e, map);
  return {{"file", map.file},
          {"sha256", loaded.sha256},
          {"content_digest", loaded.content_digest},
          {"synthetic", or_null(loaded.map.study.synthetic)},
          {"fingerprint", map.analysis->fingerprint},
          {"position_mm", position(e.position)},
          {"class", to_string(e.tissue)},
          {"voltage_mV", e.voltage_mV},
          {"shortening_percent", e.shortening_percent},
          {"segment", e.segment > 0 ? Json(e.segment) : Json(nullptr)},
          {"region", text_or_null(e.region)},
          {"candidate_zone", text_or_null(e.zone)},
          {"nearest_point", e.nearest_point >= 0 ? Json(e.nearest_point) : Json(nullptr)},
          {"nearest_point_distance_mm", e.nearest_point_distance_mm},
          {"review", item == nullptr ? to_string(review.status) : to_string(item->state)},
          {"agreeing", agreeing_json(item, review)},
          {"required_confirmations", review.team_name.empty() ? Json(nullptr) : Json(review.required_confirmations)},
          {"counts", counts_json(review.counts)},
          {"sentence", e.sentence}};
}

int run(const Options& options) {
  const int places = int{!options.at.empty()} + int{!options.item.empty()} + int{options.vertex.has_value()};
  if (places != 1) throw UsageError("explain: give one of --at X,Y,Z, --vertex N and --item ID");
  const ChosenSettings chosen(options.analysis);
  const ReviewSource source(options.review);
  AnalysedMap map = open_analysed(options.file, options.from, chosen, source, options.output.quiet);
  map.review = as_seen_by(map.review, source.team(), options.as);
  Explanation explanation;
  naming_file(options.file, [&] { explanation = explain(options, map); });
  tell_reasons(map.review, options.output.quiet);
  if (options.output.json) {
    write_stdout(document("viamyo.explain/1", as_json(map, explanation)));
  } else {
    write_stdout(
        fmt::format("{}\nReview: {}. {}\n", printable(explanation.sentence), words_of(item_at(explanation, map), map.review), kNotice));
  }
  return kDone;
}

}  // namespace

Command explain_command() {
  auto options = std::make_shared<Options>();
  Command command{.name = "explain", .help = "why this class here, and what would change it", .run = [options] { return run(*options); }};
  command.options = {
      {.name = "file", .target = &options->file, .help = "the map", .shape = "FILE", .required = true},
      {.name = "--at", .target = &options->at, .help = "the closest place of the surface, mm", .shape = "X,Y,Z"},
      {.name = "--vertex", .target = &options->vertex, .help = "a vertex, counted from 0", .shape = "N"},
      {.name = "--item", .target = &options->item, .help = "a region or candidate zone", .shape = "R2|Z1"},
      {.name = "--as", .target = &options->as, .help = "the member who looks; blind reading hides what they may not see", .shape = "NAME"}};
  add_analysis_options(command, options->analysis);
  add_review_options(command, options->review);
  add_source_options(command, options->from);
  add_output_options(command, options->output);
  return command;
}

}  // namespace viamyo::cli
