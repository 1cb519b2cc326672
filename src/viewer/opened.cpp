#include "opened.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/setting_rules.h"
#include "comparing.h"
#include "io/value.h"
#include "map/letters.h"
#include "review_walk.h"
#include "thresholds.h"
#include "viamyo/errors.h"

namespace viamyo::viewer {
namespace {

//! Shares ownership with what it is part of.
std::shared_ptr<const Map> map_of(const std::shared_ptr<const LoadedMap>& loaded) { return {loaded, &loaded->map}; }

bool same_identity(const Study& a, const Study& b) { return a.subject_id == b.subject_id && a.map_id == b.map_id && a.visit == b.visit; }

std::string name_of(const Study& study) {
  const auto said = [](std::string_view label, const std::string& text) {
    return text.empty() ? fmt::format("{} unknown", label) : labelled(label, text);
  };
  return fmt::format("{}, {}", said("subject", study.subject_id), said("map", study.map_id));
}

//! Regions are numbered anew by every analysis: R2 may be another one now.
void forget_items(Document& document) {
  const bool item_was_explained = document.scene.selection.region >= 0 || document.scene.selection.zone >= 0;
  document.scene.selection.region = document.scene.selection.zone = -1;
  if (!document.why) return;
  if (item_was_explained) {
    document.why.reset();
  } else {
    document.why = explain_place(*document.map, *document.analysis, document.closest->find(document.why->position));
  }
}

void take_numbers(Document& document, const Result& result) {
  if (*result.settings == as_proposed(document)) keep_proposed(document, result.settings, result.analysis);
  if (document.tried) {
    take_aside(document, result.settings, result.analysis);
    document.analysis_error.clear();
    forget_review_items(document.reviewing);
    return follow_wanted(document);
  }
  document.analysis = result.analysis;
  document.analysed = result.settings;
  document.review = review_state(*document.analysis);
  document.analysis_error.clear();
  forget_items(document);
  forget_review_items(document.reviewing);
  follow_wanted(document);
}

void forget_what_was_placed(Document& document) {
  for (Settings* const settings : {&document.wanted, &document.opened}) {
    settings->landmarks = {};
    settings->excluded_points.clear();
  }
  document.filters.clear();
  document.undo.clear();
  document.redo.clear();
  document.drag_from.reset();
  document.scene.selection = {};
  document.scene.path.clear();
  document.why.reset();
}

//! Whether it may be somebody else's: it says so, or nothing tells that it is the same and it is made of other places.
bool is_other_map(const Map& before, const Map& after) {
  const bool same_places = before.points.positions == after.points.positions && before.surface.vertices == after.surface.vertices;
  return !same_identity(before.study, after.study) || (before.study.subject_id.empty() && !same_places);
}

//! Map and analysis change together.
void adopt(Document& document, const Result& result) {
  const Map& before = *document.map;
  const Map& after = result.loaded->map;
  const bool other_map = is_other_map(before, after);
  const bool other_points = other_map || before.points.positions != after.points.positions;
  if (other_map)
    document.note = fmt::format("This is another map than before: {} (before: {}). What was placed or excluded by hand is gone.",
                                name_of(after.study), name_of(before.study));
  else if (other_points)
    document.note = "The file has changed and was read again. Its mapping points are others: what was placed or excluded by hand is gone.";
  else
    document.note = "The file has changed and was read again.";
  show_tried(document);
  document.compare = false;
  document.proposed.reset();
  document.proposed_analysis.reset();
  document.loaded = result.loaded;
  document.map = map_of(result.loaded);
  document.closest = result.closest;
  document.import = result.import;
  if (other_points) forget_what_was_placed(document);
  document.scene.path.clear();
  take_numbers(document, result);
}

}  // namespace

Document opened_document(const Result& result, double view_aspect, const std::string& palette) {
  Document document;
  document.id = result.document;
  document.file = result.file;
  document.map_of_source = result.map;
  document.loaded = result.loaded;
  document.map = map_of(result.loaded);
  document.closest = result.closest;
  document.stamp = result.stamp;
  document.import = result.import;
  document.opened = document.wanted = document.saved = *result.settings;
  document.scene.display.palette = palette;
  document.scene.layout = default_layout(*result.analysis);
  document.scene.views = default_views(document.scene.layout, *document.map, *result.analysis, view_aspect);
  take_numbers(document, result);
  return document;
}

void take_reread(Document& document, const Result& result) {
  document.stamp = result.stamp;
  if (result.loaded == nullptr) {
    document.note = fmt::format("The file has changed and cannot be used: {}. What is shown was read before.", printable(result.error));
    return;
  }
  document.note.clear();
  document.other.reset();
  if (result.loaded->content_digest == document.loaded->content_digest) return;
  if (is_other_map(*document.map, result.loaded->map)) {
    document.note = fmt::format("The file holds another map now: {}. What is shown was read before: {}.", name_of(result.loaded->map.study),
                                name_of(document.map->study));
    document.other = std::make_shared<const Result>(result);
    return;
  }
  adopt(document, result);
}

void take_other(Document& document) {
  if (!document.other) return;
  const std::shared_ptr<const Result> other = std::exchange(document.other, nullptr);
  adopt(document, *other);
}

void take_analysis(Document& document, const Result& result) {
  if (result.analysis) {
    take_numbers(document, result);
  } else {
    document.analysis_error = result.error;
  }
}

Settings dragged(const Settings& settings, std::string_view key, double value) {
  Settings result = settings;
  const bool is_infarct = key == "voltage_infarct";
  if (!is_infarct && key != "voltage_viable" && key != "shortening_ischemic") throw UsageError(fmt::format("{}: is no threshold", key));
  if (!std::isfinite(value)) return result;
  const auto within = [&](const SettingRange& range) {
    return static_cast<float>(std::clamp(value, static_cast<double>(range.low), static_cast<double>(range.high)));
  };
  if (key == "shortening_ischemic") {
    result.shortening_ischemic_percent = within(kShorteningRange);
  } else {
    const float voltage = within(kVoltageRange);
    (is_infarct ? result.voltage_infarct : result.voltage_viable) = voltage;
    if (is_infarct) result.voltage_viable = std::max(result.voltage_viable, voltage);
    if (!is_infarct) result.voltage_infarct = std::min(result.voltage_infarct, voltage);
  }
  return changed_settings(result, {});
}

void clear_clicks(AppState& state) {
  state.marks.clear();
  state.measured.clear();
  state.hover = {};
  for (Document& document : state.documents) {
    document.scene.path.clear();
    if (document.drag_from && &document != state.document()) document.drag_from.reset();
  }
}

}  // namespace viamyo::viewer
