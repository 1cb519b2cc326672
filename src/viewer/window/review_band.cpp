// The band that always tells what is confirmed, that everything here is for review only, and whose key is unlocked.
#include <fmt/format.h>

#include <algorithm>

#include "panels.h"
#include "viewer/review_texts.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

constexpr const char* kWithoutMap =
    "FOR REVIEW ONLY. Viamyo proposes, the treating team decides. Research and education. Not a medical device.";

//! In one line, or in two smaller ones: the sentence of the band is not cut short.
void sentence(Ui& ui, const std::string& words, float width, const Rgb& ink) {
  const bool fits = text_width(ui, words, TextSize::kTable, FontWeight::kSemiBold) <= width;
  const TextSize size = fits ? TextSize::kTable : TextSize::kCaption;
  const float height = ui.layout.band.height;
  const float lines = fits ? 1 : 2;
  ImGui::SetCursorPos({ui.px(14), std::floor((height - lines * (ui.style.font(size)->FontSize + ui.px(2))) / 2)});
  paragraph(ui, words, size, ink, width, FontWeight::kSemiBold);
  ui.record("status");
}

//! The name of whoever can sign, with the button that ends it. Gives the width that it takes.
float member(Ui& ui, const Rgb& ink) {
  const AppState& state = ui.state();
  if (state.document() == nullptr) return 0;
  if (!state.unlocked && !state.document()->reviewing.team) return 0;
  const char* const action = state.unlocked ? "Lock" : "Unlock";
  const float button_width = ui.px(64);
  const std::string who = state.unlocked ? fmt::format("Unlocked: {}, {}", state.unlocked->name, state.unlocked->role) : "Locked";
  const std::string words = fitted(ui, who, ui.layout.band.width * 0.26F, TextSize::kTable);
  const float width = text_width(ui, words, TextSize::kTable);
  const float x = ui.layout.band.width - ui.px(14) - button_width - ui.px(10) - width;
  ImGui::SetCursorPos({x, std::floor((ui.layout.band.height - ui.style.font(TextSize::kTable)->FontSize) / 2)});
  text(ui, words, TextSize::kTable, FontWeight::kMedium, ink);
  ui.record("member");
  ImGui::SetCursorPos({ui.layout.band.width - ui.px(14) - button_width, std::floor((ui.layout.band.height - ui.px(28)) / 2)});
  if (button(ui, action, ButtonKind::kPlain, button_width)) ui.run(state.unlocked ? "lock" : "dialog unlock");
  return ui.layout.band.width - x;
}

}  // namespace

void review_band(Ui& ui) {
  ui.panel = "band";
  const Document* const document = ui.document();
  const bool open = document != nullptr && document->analysis;
  const bool settled = open && is_shown_settled(*document);
  const Theme& t = ui.theme();
  const Rgb& ink = settled ? t.band_settled_text : t.band_open_text;
  begin_area(ui, "band", ui.layout.band, settled ? t.band_settled : t.band_open, 0);
  const float taken = open ? member(ui, ink) : 0;
  sentence(ui, open ? band_sentence(*document) : kWithoutMap, ui.layout.band.width - taken - ui.px(28 + 14), ink);
  end_area();
}

}  // namespace viamyo::viewer
