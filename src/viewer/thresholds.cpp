#include "thresholds.h"

#include <utility>

#include "review_walk.h"

namespace viamyo::viewer {

Thresholds thresholds_of(const Settings& settings, const Analysis& analysis) {
  const Settings& known = analysis.settings;
  const bool same_kind = settings.voltage == known.voltage && settings.threshold_unit == known.threshold_unit &&
                         settings.reference_segments == known.reference_segments;
  if (!analysis.criteria || !same_kind) return analysis.thresholds;
  Thresholds result{settings.criteria.value_or(*analysis.criteria), settings.voltage_infarct, settings.voltage_viable,
                    settings.shortening_ischemic_percent};
  if (settings.threshold_unit == ThresholdUnit::kMillivolt) return result;
  const auto resolved = [&](float percent) {
    return static_cast<float>(static_cast<double>(percent) / 100 * analysis.reference_voltage_mV);
  };
  result.voltage_infarct_mV = resolved(settings.voltage_infarct);
  result.voltage_viable_mV = resolved(settings.voltage_viable);
  return result;
}

void follow_wanted(Document& document) {
  const Analysis& analysis = *document.analysis;
  Thresholds shown = is_current(document) ? analysis.thresholds : thresholds_of(document.wanted, analysis);
  Thresholds proposed = thresholds_of(document.drag_from.value_or(document.opened), analysis);
  if (document.compare) std::swap(shown, proposed);
  document.scene.thresholds = shown;
  document.scene.ghost.reset();
  follow_review(document);
  if (analysis.criteria && proposed != shown) document.scene.ghost = proposed;
}

}  // namespace viamyo::viewer
