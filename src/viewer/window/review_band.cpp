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

//! In one line, or in as many smaller ones as it takes: the sentence of the band is never cut short.
struct Sentence {
  std::vector<std::string> lines;
  TextSize size = TextSize::kTable;
  float height = 0;  //!< of all lines
};

Sentence sentence_of(const Ui& ui, const std::string& words, float width, FontWeight weight = FontWeight::kSemiBold) {
  const bool fits = text_width(ui, words, TextSize::kTable, weight) <= width;
  const TextSize size = fits ? TextSize::kTable : TextSize::kCaption;
  std::vector<std::string> lines = lines_of(ui, words, width, size, weight);
  const float height = static_cast<float>(lines.size()) * (ui.style.font(size)->FontSize + ui.px(2));
  return {std::move(lines), size, height};
}

std::string words_of(const Ui& ui) {
  const Document* const document = ui.document();
  return document != nullptr && document->analysis ? band_sentence(*document) : kWithoutMap;
}

//! Who can sign, whole, in a part of the band's width; without lines where there is nobody to tell of.
Sentence member_of(const Ui& ui, float width) {
  const AppState& state = ui.state();
  if (state.document() == nullptr || !state.document()->analysis) return {};
  if (!state.unlocked && !state.document()->reviewing.team) return {};
  return sentence_of(ui, member_text(state), width * 0.26F, FontWeight::kMedium);
}

float width_of(const Ui& ui, const Sentence& sentence) {
  float width = 0;
  for (const std::string& line : sentence.lines) width = std::max(width, text_width(ui, line, sentence.size, FontWeight::kMedium));
  return width;
}

float button_width(const Ui& ui) { return ui.px(64); }

//! What the sentence has of the band's width.
float room_of(const Ui& ui, float width) {
  const Sentence who = member_of(ui, width);
  const float taken = who.lines.empty() ? 0 : width_of(ui, who) + ui.px(14 + 10) + button_width(ui);
  return width - taken - ui.px(28 + 14);
}

//! The name of whoever can sign, with the button that ends it.
void member(Ui& ui, const Rgb& ink) {
  const AppState& state = ui.state();
  const Sentence who = member_of(ui, ui.layout.band.width);
  if (who.lines.empty()) return;
  const char* const action = state.unlocked ? "Lock" : "Unlock";
  const float x = ui.layout.band.width - ui.px(14) - button_width(ui) - ui.px(10) - width_of(ui, who);
  const float line = who.height / static_cast<float>(who.lines.size());
  ImGui::SetCursorPos({x, std::floor((ui.layout.band.height - who.height) / 2)});
  ImGui::BeginGroup();
  for (std::size_t l = 0; l < who.lines.size(); ++l) {
    ImGui::SetCursorPos({x, std::floor((ui.layout.band.height - who.height) / 2 + static_cast<float>(l) * line)});
    text(ui, who.lines[l], who.size, FontWeight::kMedium, ink);
  }
  ImGui::EndGroup();
  ui.record("member");
  ImGui::SetCursorPos({ui.layout.band.width - ui.px(14) - button_width(ui), std::floor((ui.layout.band.height - ui.px(28)) / 2)});
  if (button(ui, action, ButtonKind::kPlain, button_width(ui))) ui.run(state.unlocked ? "lock" : "dialog unlock");
}

}  // namespace

float band_height(const Ui& ui, float width) {
  const float height = std::max(sentence_of(ui, words_of(ui), room_of(ui, width)).height, member_of(ui, width).height);
  return std::max(ui.px(36), std::ceil(height + ui.px(10)));
}

void review_band(Ui& ui) {
  ui.panel = "band";
  const Document* const document = ui.document();
  const bool open = document != nullptr && document->analysis;
  const bool settled = open && is_shown_confirmed(*document);
  const Theme& t = ui.theme();
  const Rgb& ink = settled ? t.band_settled_text : t.band_open_text;
  begin_area(ui, "band", ui.layout.band, settled ? t.band_settled : t.band_open, 0);
  member(ui, ink);
  const float room = room_of(ui, ui.layout.band.width);
  const Sentence sentence = sentence_of(ui, words_of(ui), room);
  ImGui::SetCursorPos({ui.px(14), std::floor((ui.layout.band.height - sentence.height) / 2)});
  paragraph(ui, words_of(ui), sentence.size, ink, room, FontWeight::kSemiBold);
  ui.record("status");
  end_area();
}

}  // namespace viamyo::viewer
