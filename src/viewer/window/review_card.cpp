// The item where the reader stands: all that a decision needs, beside the picture that turned to it.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "render/annotations.h"
#include "review_parts.h"
#include "viamyo/palette.h"
#include "viamyo/presets.h"
#include "viamyo/review_history.h"
#include "viewer/review_walk.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

void title(Ui& ui, const ReviewItem& item) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  swatch(*ImGui::GetWindowDrawList(), {at.x, at.y + ui.px(2)}, ui.px(12), class_colour(item.tissue));
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ui.px(20));
  const std::string words =
      item.zone ? item.label + ": candidate zone, for review only" : fmt::format("{}: {}", item.label, shown_as(item.tissue));
  paragraph(ui, words, TextSize::kTable, ui.theme().text, 0, FontWeight::kSemiBold);
  ui.record("item");
}

template <class Item>
std::string facts_of(const Item& item) {
  std::string words;
  const auto add = [&](const std::string& fact) { words += (words.empty() ? "" : " · ") + fact; };
  add(fmt::format("{:.1f} cm²", item.area_mm2 / 100));
  add(fmt::format("{} points inside", item.points));
  if (std::isfinite(item.stable_fraction))
    add(fmt::format("{:.0f} % keeps its class when one threshold moves by 10 %", 100 * item.stable_fraction));
  if (item.preset_agreement)
    add(fmt::format("{} of {} published cut-offs call it viable", item.preset_agreement->viable, item.preset_agreement->of));
  return words;
}

std::string facts(const Analysis& analysis, const ReviewItem& item) {
  for (const Region& region : analysis.regions) {
    if (region.id == item.id) return facts_of(region);
  }
  for (const CandidateZone& zone : analysis.candidate_zones) {
    if (zone.id == item.id) return facts_of(zone);
  }
  return fmt::format("{:.1f} cm² together; the largest stands out", item.area_mm2 / 100);
}

std::string source(const Document& document) {
  const Preset* const preset = find_preset(document.analysis->settings.preset);
  return preset == nullptr ? "Thresholds of your own: no published source." : fmt::format("{}: {}", preset->title, preset->citation);
}

void said(Ui& ui, const Document& document, const ReviewItem& item) {
  const Rgb& ink = ui.theme().text;
  if (item.state == "not settled")
    return paragraph(ui, "What others said is hidden until you have decided.", TextSize::kTable, ui.theme().second_text);
  for (const ReviewVote& vote : item.votes)
    paragraph(ui, fmt::format("{}{}", vote_text(vote), vote.basis.empty() ? "" : "; " + vote.basis), TextSize::kTable, ink);
  if (!document.reviewing.team || is_settled_state(item.state)) return;
  const std::vector<std::string> missing = missing_members(*document.reviewing.team, item);
  if (!missing.empty()) paragraph(ui, fmt::format("Not yet: {}", fmt::join(missing, ", ")), TextSize::kTable, ui.theme().second_text);
}

}  // namespace

void review_card(Ui& ui, const ReviewState& seen) {
  const Document& document = *ui.document();
  const ReviewItem* const item = find_item(seen, document.reviewing.item);
  if (item == nullptr) {
    paragraph(ui, "N goes to the first item: the views turn to it, and all that belongs to it stands here.", TextSize::kTable,
              ui.theme().second_text);
    return;
  }
  title(ui, *item);
  if (document.reviewing.why) paragraph(ui, document.reviewing.why->sentence, TextSize::kTable, ui.theme().text);
  paragraph(ui, facts(*document.analysis, *item), TextSize::kTable, ui.theme().second_text);
  gap(ui, 6);
  said(ui, document, *item);
  for (const FormerItem& former : document.reviewing.former) {
    if (former.item == item->id) paragraph(ui, former.sentence, TextSize::kCaption, ui.theme().second_text);
  }
  gap(ui, 6);
  const VoltageKind voltage = document.analysis->settings.voltage;
  paragraph(ui, fmt::format("{}. {}", thresholds_text(document.analysis->thresholds, voltage), source(document)), TextSize::kCaption,
            ui.theme().second_text);
}

}  // namespace viamyo::viewer
