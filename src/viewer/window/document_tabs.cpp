// One tab for each open map. Pseudonym and file stand in it, so that two patients are never mixed up.
#include <fmt/format.h>
#include <filesystem>

#include "map/letters.h"
#include "panels.h"
#include "viewer/review_texts.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

std::string label_of(const Document& document) {
  const std::string file = quotation(std::filesystem::path(document.file).stem().string());
  const std::string subject = document.map ? document.map->study.subject_id : std::string();
  return subject.empty() ? file : fmt::format("{} · {}", quotation(subject), file);
}

bool close_cross(Ui& ui, std::size_t map, const ImVec2& at, float side) {
  ImGui::SetCursorScreenPos(at);
  const bool clicked = ImGui::InvisibleButton(fmt::format("close {}", map).c_str(), {side, ui.layout.tabs.height});
  ui.record(fmt::format("close {}", map + 1));
  const Rgb ink = ImGui::IsItemHovered() ? ui.theme().text : ui.theme().second_text;
  const ImVec2 middle{at.x + side / 2, at.y + ui.layout.tabs.height / 2};
  const float half = ui.px(4);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddLine({middle.x - half, middle.y - half}, {middle.x + half, middle.y + half}, colour(ink), ui.px(1.5));
  list.AddLine({middle.x - half, middle.y + half}, {middle.x + half, middle.y - half}, colour(ink), ui.px(1.5));
  return clicked;
}

}  // namespace

void document_tabs(Ui& ui) {
  ui.panel = "maps";
  const AppState& state = ui.state();
  begin_area(ui, "maps", ui.layout.tabs, mixed(ui.theme().panel, ui.theme().ground, 0.5), 0);
  const float width = std::min(ui.px(280), ui.layout.tabs.width / static_cast<float>(state.documents.size()));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (std::size_t i = 0; i < state.documents.size(); ++i) {
    const bool chosen = state.current == static_cast<int>(i);
    const std::string label = label_of(state.documents[i]);
    ImGui::SetCursorPos({width * static_cast<float>(i), 0});
    const float cross = ui.px(26);
    if (ImGui::InvisibleButton(fmt::format("map {}", i).c_str(), {width - cross, ui.layout.tabs.height}))
      ui.run(fmt::format("tab {}", i + 1));
    ui.record(label);
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high{ImGui::GetItemRectMax().x + cross, ImGui::GetItemRectMax().y};
    if (chosen) list.AddRectFilled(low, high, colour(ui.theme().panel));
    if (chosen) list.AddRectFilled(low, {high.x, low.y + ui.px(2)}, colour(ui.theme().accent));
    const std::string status = short_status(state.documents[i]);
    const std::string shown = fitted(ui, label, width - cross - ui.px(18), TextSize::kTable);
    ImFont* const font = ui.style.font(TextSize::kTable);
    list.AddText(font, font->FontSize, {low.x + ui.px(14), low.y + ui.px(3)}, colour(chosen ? ui.theme().text : ui.theme().second_text),
                 shown.c_str());
    const Rgb& ink = is_shown_confirmed(state.documents[i]) ? ui.theme().band_settled_text : ui.theme().band_open_text;
    ImFont* const small = ui.style.font(TextSize::kCaption);
    list.AddText(small, small->FontSize, {low.x + ui.px(14), low.y + ui.px(18)}, colour(ink),
                 fitted(ui, status, width - cross - ui.px(18), TextSize::kCaption).c_str());
    if (close_cross(ui, i, {high.x - cross, low.y}, cross)) {
      ui.run(fmt::format("ask close {}", i + 1));
      break;  // the list is another one now
    }
  }
  end_area();
}

}  // namespace viamyo::viewer
