// Every line of the log, the newest first: who said what and when, and what does not count and why.
#include <fmt/format.h>

#include "dialogs.h"
#include "map/letters.h"
#include "table.h"
#include "viewer/review_texts.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

//! Made anew only when the log, the state or the looker is another: a long log takes longer than a frame.
const std::vector<HistoryLine>& history_of(Ui& ui, const Document& document) {
  HistoryMemory& memory = ui.memory.history;
  const std::string looker = ui.state().unlocked ? ui.state().unlocked->name : "";
  if (memory.log == document.reviewing.log && memory.analysis == document.analysis && memory.looker == looker) return memory.lines;
  memory = {document.reviewing.log, document.analysis, looker, {}};
  memory.lines = review_history(*memory.log, document.reviewing.team.get(), document.review, looker);
  return memory.lines;
}

void reasons(Ui& ui, const ReviewState& review) {
  constexpr std::size_t kShown = 4;
  for (std::size_t i = 0; i < review.reasons.size() && i < kShown; ++i) {
    const ReviewReason& reason = review.reasons[i];
    const std::string line = reason.line == 0 ? "" : fmt::format("line {}: ", reason.line);
    paragraph(ui, fmt::format("Does not count: {}{}.", line, reason.text), TextSize::kTable, ui.theme().band_open_text);
  }
  if (review.reasons.size() > kShown)
    paragraph(ui, fmt::format("And {} more.", review.reasons.size() - kShown), TextSize::kTable, ui.theme().band_open_text);
}

void whole_text_under_cursor(Ui& ui, const HistoryLine& line) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(12), ui.px(10)});
  ImGui::BeginTooltip();
  paragraph(ui, line.says, TextSize::kTable, ui.theme().text, ui.px(420));
  if (!line.fault.empty()) paragraph(ui, "Does not count: " + line.fault, TextSize::kTable, ui.theme().band_open_text, ui.px(420));
  ImGui::EndTooltip();
  ImGui::PopStyleVar();
}

}  // namespace

void history_dialog(Ui& ui) {
  ui.panel = "history";
  const Document* const document = ui.document();
  if (document == nullptr || !document->reviewing.log || document->reviewing.log->lines.empty())
    return paragraph(ui, "Nothing was said of this map yet.", TextSize::kTable, ui.theme().second_text);
  reasons(ui, document->review);
  const std::vector<HistoryLine>& lines = history_of(ui, *document);
  Table table(ui, "history",
              {{"Line", 40, false}, {"Time, UTC", 130, false}, {"Member", 120, false}, {"Says", 0, false}, {"Signer", 100, false}}, 0);
  if (!table.is_open()) return;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(lines.size()));
  while (clipper.Step()) {
    for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) {
      const HistoryLine& line = lines[lines.size() - 1 - static_cast<std::size_t>(row)];
      table.row(fmt::format("line {}", line.number), false, !line.fault.empty());
      const bool hovered = ImGui::IsItemHovered();
      table.name_cell(fmt::format("{}", line.number));
      table.cell(line.time.substr(0, 10) + " " + line.time.substr(11, 8));
      for (const std::string& words : {quotation(line.member), line.says}) {
        ImGui::TableNextColumn();
        text(ui, fitted(ui, words, ImGui::GetContentRegionAvail().x, TextSize::kTable));
      }
      ImGui::TableNextColumn();
      text(ui, fitted(ui, line.fault.empty() ? "counts" : line.fault, ImGui::GetContentRegionAvail().x, TextSize::kTable), TextSize::kTable,
           FontWeight::kRegular, line.fault.empty() ? ui.theme().second_text : ui.theme().band_open_text);
      if (hovered) whole_text_under_cursor(ui, line);
    }
  }
}

}  // namespace viamyo::viewer
