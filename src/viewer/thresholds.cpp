#include "thresholds.h"

#include <utility>

#include "analysis/resolved_thresholds.h"
#include "review_walk.h"

namespace viamyo::viewer {

Thresholds thresholds_of(const Settings& settings, const Analysis& analysis) {
  const Settings& known = analysis.settings;
  const bool same_kind = settings.voltage == known.voltage && settings.threshold_unit == known.threshold_unit &&
                         settings.reference_segments == known.reference_segments;
  if (!analysis.criteria || !same_kind) return analysis.thresholds;
  return resolved_thresholds(settings, settings.criteria.value_or(*analysis.criteria), analysis.reference_voltage_mV);
}

namespace {

GhostKind ghost_kind_of(const Document& document) {
  if (!document.scene.ghost) return GhostKind::kProposed;
  if (document.compare || document.tried) return GhostKind::kTried;
  return document.drag_from ? GhostKind::kBeforeDrag : GhostKind::kProposed;
}

}  // namespace

void follow_wanted(Document& document) {
  const Analysis& analysis = *document.analysis;
  Thresholds shown = is_current(document) ? analysis.thresholds : thresholds_of(document.wanted, analysis);
  Thresholds other = document.tried ? thresholds_of(document.wanted, *document.tried->analysis)
                                    : thresholds_of(document.drag_from.value_or(document.opened), analysis);
  if (document.compare && !document.tried) std::swap(shown, other);
  document.scene.thresholds = shown;
  document.scene.ghost.reset();
  follow_review(document);
  if (analysis.criteria && other != shown) document.scene.ghost = other;
  document.scene.ghost_kind = ghost_kind_of(document);
}

}  // namespace viamyo::viewer
