#include "comparing.h"

#include <utility>

#include "analysis/setting_rules.h"

namespace viamyo::viewer {

Settings as_proposed(const Document& document) {
  return with_thresholds_of(document.wanted, document.drag_from ? *document.drag_from : document.opened);
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
