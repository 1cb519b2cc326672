#include "opened.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/value.h"
#include "review_walk.h"
#include "thresholds.h"
#include "viamyo/errors.h"

namespace viamyo::viewer {
namespace {

//! Shares ownership with what it is part of.
std::shared_ptr<const Map> map_of(const std::shared_ptr<const LoadedMap>& loaded) { return {loaded, &loaded->map}; }

bool same_identity(const Study& a, const Study& b) { return a.subject_id == b.subject_id && a.map_id == b.map_id && a.visit == b.visit; }

std::string name_of(const Study& study) {
  const auto said = [](const std::string& text) { return text.empty() ? std::string("unknown") : text; };
  return fmt::format("subject {}, map {}", said(study.subject_id), said(study.map_id));
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
  document.opened = document.wanted = *result.settings;
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
  if (result.loaded->content_digest == document.loaded->content_digest) return;
  const Map& before = *document.map;
  const Map& after = result.loaded->map;
  if (!same_identity(before.study, after.study)) {
    document.note = fmt::format("The file holds another map now: {} (before: {}). What was placed or excluded by hand is gone.",
                                name_of(after.study), name_of(before.study));
  } else if (before.points.positions != after.points.positions) {
    document.note = "The file has changed and was read again. Its mapping points are others: what was placed or excluded by hand is gone.";
  } else {
    document.note = "The file has changed and was read again.";
  }
  const bool other_points = !same_identity(before.study, after.study) || before.points.positions != after.points.positions;
  document.loaded = result.loaded;
  document.map = map_of(result.loaded);
  document.closest = result.closest;
  if (other_points) forget_what_was_placed(document);
  document.scene.path.clear();
  take_numbers(document, result);
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
  constexpr double kHighestVoltage = 200;
  if (key == "shortening_ischemic") {
    result.shortening_ischemic_percent = static_cast<float>(std::clamp(value, -kHighestVoltage, 100.0));
  } else {
    const auto voltage = static_cast<float>(std::clamp(value, 0.0, kHighestVoltage));
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
