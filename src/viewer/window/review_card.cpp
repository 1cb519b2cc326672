// The item where the reader stands: all that a decision needs, beside the picture that turned to it.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "render/annotations.h"
#include "review_parts.h"
#include "viamyo/palette.h"
#include "viamyo/presets.h"
#include "viamyo/review_history.h"
#include "viewer/review_walk.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

void title(Ui& ui, const ReviewItem& item, Criteria criteria) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  swatch(*ImGui::GetWindowDrawList(), {at.x, at.y + ui.px(2)}, ui.px(12), class_colour(item.tissue));
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ui.px(20));
  const std::string words =
      item.zone ? item.label + ": candidate zone, for review only" : fmt::format("{}: {}", item.label, shown_as(item.tissue, criteria));
  paragraph(ui, words, TextSize::kTable, ui.theme().text, 0, FontWeight::kSemiBold);
  ui.record("item");
}

std::string source(const Document& document) {
  const Preset* const preset = find_preset(document.analysis->settings.preset);
  return preset == nullptr ? "Thresholds of your own: no published source." : fmt::format("{}: {}", preset->title, preset->citation);
}

void said(Ui& ui, const Document& document, const ReviewItem& item) {
  const Rgb& ink = ui.theme().text;
  if (item.state == ItemState::kPartlyConfirmed || item.state == ItemState::kDisputed)
    text(ui, state_words(item, document.review.required_confirmations), TextSize::kTable, FontWeight::kSemiBold, state_ink(ui, item));
  if (is_settled_state(item.state)) {
    const std::string to =
        item.state == ItemState::kReclassified && item.reviewed_class ? fmt::format(" to {}", spoken(*item.reviewed_class)) : "";
    text(ui, fmt::format("Settled: {}{}", to_string(item.state), to), TextSize::kTable, FontWeight::kSemiBold, state_ink(ui, item));
  }
  if (item.state == ItemState::kHidden)
    return paragraph(ui, "What others said is hidden until you have decided.", TextSize::kTable, ui.theme().second_text);
  for (const std::string& words : said_texts(item)) paragraph(ui, words, TextSize::kTable, ink);
  if (!document.reviewing.team || is_settled_state(item.state)) return;
  const std::vector<std::string> missing = missing_members(*document.reviewing.team, item);
  if (!missing.empty()) paragraph(ui, fmt::format("Not yet: {}", fmt::join(missing, ", ")), TextSize::kTable, ui.theme().second_text);
}

void comments(Ui& ui, const ReviewItem& item) {
  constexpr std::size_t kMax = 3;
  if (item.comments.empty()) return;
  for (const std::string& comment : comment_texts(item, kMax)) paragraph(ui, "Comment by " + comment, TextSize::kTable, ui.theme().text);
  ui.record("comments");
  if (item.comments.size() > kMax)
    paragraph(ui, fmt::format("{} more in History", item.comments.size() - kMax), TextSize::kTable, ui.theme().second_text);
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
  title(ui, *item, ui.document()->analysis->thresholds.criteria);
  if (document.reviewing.why) paragraph(ui, document.reviewing.why->sentence, TextSize::kTable, ui.theme().text);
  if (item->id.starts_with("small:"))
    paragraph(ui, fmt::format("{:.1f} cm² together; the largest stands out, and its sentence is here.", item->area_mm2 / 100),
              TextSize::kTable, ui.theme().second_text);
  gap(ui, 6);
  said(ui, document, *item);
  comments(ui, *item);
  for (const SupersededItem& former : document.reviewing.former) {
    if (former.item == item->id) paragraph(ui, former.sentence, TextSize::kCaption, ui.theme().second_text);
  }
  gap(ui, 6);
  const VoltageKind voltage = document.analysis->settings.voltage;
  paragraph(ui, fmt::format("{}. {}", thresholds_text(document.analysis->thresholds, voltage), source(document)), TextSize::kCaption,
            ui.theme().second_text);
}

}  // namespace viamyo::viewer
