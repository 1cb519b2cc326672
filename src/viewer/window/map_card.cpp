// Whose map this is, what is in it, and what the analysis warns of.
#include <fmt/format.h>

#include <cmath>

#include "map/letters.h"
#include "panels.h"
#include "viamyo/untold.h"
#include "viewer/typeset.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

std::string or_unknown(const std::string& text) { return text.empty() ? "unknown" : quotation(text); }

std::string subject(const Study& study) {
  std::string words = or_unknown(study.subject_id);
  if (!study.visit.empty()) words += ", " + labelled("visit", study.visit);
  return words;
}

std::string origin(const Study& study) {
  const std::string system = study.system.empty() ? "" : quotation(study.system);
  if (!study.synthetic) return system.empty() ? "not told" : system;
  if (*study.synthetic) return "SYNTHETIC, no patient";
  return system.empty() ? "unknown" : system;
}

std::string points(const Map& map, const Settings& settings) {
  const std::size_t all = map.points.positions.size();
  std::size_t excluded = all - accepted_count(map.points);
  for (const int point : settings.excluded_points) excluded += std::size_t{is_accepted(map.points, static_cast<std::size_t>(point))};
  if (all == excluded) return all == 0 ? "none: support unknown" : fmt::format("{}, none accepted: support unknown", all);
  return excluded == 0 ? fmt::format("{}", all) : fmt::format("{} ({} excluded)", all, excluded);
}

std::string volumes(const Analysis& a) {
  std::string words;
  if (std::isfinite(a.end_diastolic_volume_ml)) words += fmt::format("EDV {:.0f} ml", a.end_diastolic_volume_ml);
  if (std::isfinite(a.end_systolic_volume_ml)) words += fmt::format(" · ESV {:.0f} ml", a.end_systolic_volume_ml);
  if (std::isfinite(a.ejection_fraction_percent)) words += fmt::format(" · EF {:.0f} %", a.ejection_fraction_percent);
  return words.empty() ? "unknown" : words;
}

void warnings(Ui& ui, const Analysis& analysis) {
  if (analysis.warnings.empty()) return;
  const std::size_t count = analysis.warnings.size();
  text(ui, count == 1 ? "1 warning" : fmt::format("{} warnings", count), TextSize::kTable, FontWeight::kMedium, ui.theme().band_open_text);
  ui.record("warnings");
  if (ImGui::IsItemClicked()) return ui.run("info");
  if (!ImGui::IsItemHovered()) return;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(12), ui.px(10)});
  ImGui::BeginTooltip();
  for (const Warning& warning : analysis.warnings) paragraph(ui, typeset(warning.text), TextSize::kTable, ui.theme().text, ui.px(380));
  ImGui::EndTooltip();
  ImGui::PopStyleVar();
}

}  // namespace

void map_card(Ui& ui) {
  ui.panel = "map";
  const Document& document = *ui.document();
  const Map& map = *document.map;
  const Analysis& analysis = *document.analysis;
  heading(ui, "MAP");
  fact(ui, "Subject", subject(map.study));
  if (!map.study.acquired.empty()) fact(ui, "Acquired", quotation(map.study.acquired));
  if (!map.study.map_id.empty()) fact(ui, "Map", quotation(map.study.map_id));
  fact(ui, "Points", points(map, document.wanted));
  if (!is_chamber_told(map)) fact(ui, "Chamber", map.study.chamber.empty() ? "not told" : quotation(map.study.chamber));
  const double mapped = analysis.area_mm2 > 0 ? 100 * analysis.mapped_area_mm2 / analysis.area_mm2 : 0;
  fact(ui, "Surface", fmt::format("{:.1f} cm², {:.0f} % mapped", analysis.area_mm2 / 100, mapped));
  fact(ui, "Volumes", volumes(analysis));
  fact(ui, "Origin", origin(map.study));
  warnings(ui, analysis);
  if (!document.note.empty()) paragraph(ui, document.note, TextSize::kTable, ui.theme().band_open_text);
}

}  // namespace viamyo::viewer
