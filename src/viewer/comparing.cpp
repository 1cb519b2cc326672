#include "comparing.h"

#include <utility>

namespace viamyo::viewer {

Settings as_proposed(const Document& document) {
  const Settings& from = document.drag_from ? *document.drag_from : document.opened;
  Settings settings = document.wanted;
  settings.preset = from.preset;
  settings.criteria = from.criteria;
  settings.voltage = from.voltage;
  settings.threshold_unit = from.threshold_unit;
  settings.reference_segments = from.reference_segments;
  settings.voltage_infarct = from.voltage_infarct;
  settings.voltage_viable = from.voltage_viable;
  settings.shortening_ischemic_percent = from.shortening_ischemic_percent;
  return settings;
}

void keep_proposed(Document& document, std::shared_ptr<const Settings> settings, std::shared_ptr<const Analysis> analysis) {
  document.proposed = std::move(settings);
  document.proposed_analysis = std::move(analysis);
}

bool show_proposed(Document& document) {
  if (document.tried) return true;
  if (!document.proposed || *document.proposed != as_proposed(document)) return false;
  document.tried = Tried{document.analysed, document.analysis, std::move(document.review), document.scene.selection, document.why};
  document.analysed = document.proposed;
  document.analysis = document.proposed_analysis;
  document.review = review_state(*document.analysis);  // what the team said is of what was tried
  // Regions are numbered anew by every analysis: what was chosen and explained comes back with what was tried.
  document.scene.selection.region = document.scene.selection.zone = -1;
  document.why.reset();
  return true;
}

void show_tried(Document& document) {
  if (!document.tried) return;
  Tried tried = *std::exchange(document.tried, std::nullopt);
  document.analysed = std::move(tried.analysed);
  document.analysis = std::move(tried.analysis);
  document.review = std::move(tried.review);
  document.scene.selection = tried.selection;
  document.why = std::move(tried.why);
}

void take_aside(Document& document, std::shared_ptr<const Settings> settings, std::shared_ptr<const Analysis> analysis) {
  ReviewState review = review_state(*analysis);
  document.tried = Tried{std::move(settings), std::move(analysis), std::move(review), {}, {}};
}

}  // namespace viamyo::viewer
