// What is seen before a map is open: the sample maps with their stories, and the way to one's own.
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <filesystem>

#include "panels.h"
#include "sample_maps.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

constexpr int kColumns = 3;

//! Arrows go from card to card, and up to the button above them; Tab goes on to the next.
void move_by_keys(Ui& ui, int cards) {
  int& card = ui.memory.card;
  const std::string& key = ui.struck;
  int to = card;
  if (key == "Left") to = card - 1;
  if (key == "Right" || key == "Tab") to = card + 1;
  if (key == "Down") to = card < 0 ? 0 : card + kColumns;
  if (key == "Up") to = card < kColumns ? -1 : card - kColumns;
  if (key == "Tab" && to >= cards) to = -1;
  if (to >= -1 && to < cards) card = to;
}

//! True when it was chosen.
bool card(Ui& ui, const SampleMap& sample, const ImVec2& at, const ImVec2& size, bool chosen) {
  const Theme& t = ui.theme();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImGui::SetCursorScreenPos(at);
  ImGui::PushID(sample.file.c_str());
  const bool clicked = ImGui::InvisibleButton("card", size);
  ImGui::PopID();
  ui.record(sample.name);
  const bool hovered = ImGui::IsItemHovered();
  if (chosen && !ui.struck.empty()) ImGui::SetScrollHereY();
  list.AddRectFilled(at, {at.x + size.x, at.y + size.y}, colour(hovered ? mixed(t.panel, t.field_border, 0.6) : t.panel), ui.px(6));
  list.AddRect(at, {at.x + size.x, at.y + size.y}, colour(hovered || chosen ? t.accent : t.field_border), ui.px(6), 0,
               chosen ? ui.px(2) : 1);
  const float pad = ui.px(16);
  list.PushClipRect(at, {at.x + size.x, at.y + size.y}, true);
  ImGui::SetCursorScreenPos({at.x + pad, at.y + ui.px(12)});
  ImGui::BeginGroup();
  paragraph(ui, sample.title, TextSize::kText, t.text, size.x - 2 * pad, FontWeight::kSemiBold);
  const float below = ImGui::GetCursorScreenPos().y;
  paragraph(ui, lines_that_fit(ui, sample.story, size.x - 2 * pad, at.y + size.y - below - ui.px(10)), TextSize::kTable, t.second_text,
            size.x - 2 * pad);
  ImGui::EndGroup();
  list.PopClipRect();
  return clicked || (chosen && ui.struck == "Enter");
}

void head(Ui& ui, float left) {
  ImGui::SetCursorPosX(left);
  text(ui, "Viamyo", TextSize::kTitle, FontWeight::kSemiBold, ui.theme().text);
  ImGui::SetCursorPosX(left);
  second_text(ui, "Voltage and shortening of the left ventricle, side by side. Choose a sample map, or open your own.");
  gap(ui, 12);
  ImGui::SetCursorPosX(left);
  ui.panel = "start";
  const bool chosen = ui.memory.card < 0;
  const bool clicked = button(ui, "Open a map…", ButtonKind::kMain, ui.px(140));
  if (chosen) {
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high = ImGui::GetItemRectMax();
    ImGui::GetWindowDrawList()->AddRect(low, high, colour(ui.theme().text), ui.px(4), 0, ui.px(2));
    if (!ui.struck.empty()) ImGui::SetScrollY(0);
  }
  ImGui::SameLine(0, ui.px(14));
  ImGui::AlignTextToFramePadding();
  second_text(ui, "or drop a file onto this window. Arrows and Enter choose, Ctrl+O opens, F10 goes to the menus.");
  if (clicked || (chosen && ui.struck == "Enter")) ui.run("open");
}

}  // namespace

void start_page(Ui& ui) {
  ui.panel = "start";
  const Rect area{0, ui.layout.tabs.bottom(), ui.layout.menu.width, ui.layout.message.y - ui.layout.tabs.bottom()};
  begin_area(ui, "start", area, ui.theme().ground, 0, true);
  const float width = std::min(area.width - ui.px(64), ui.px(1120));
  const float left = std::floor((area.width - width) / 2);
  const std::vector<SampleMap>& samples = sample_maps();
  move_by_keys(ui, static_cast<int>(samples.size()));
  ImGui::SetCursorPosY(ui.px(28));
  head(ui, left);
  const float space = ui.px(14);
  const ImVec2 size{std::floor((width - space * (kColumns - 1)) / kColumns), ui.px(112)};
  const ImVec2 origin{area.x + left, ImGui::GetCursorScreenPos().y + ui.px(18)};
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const auto column = static_cast<float>(i % kColumns);
    const std::size_t whole_rows = i / kColumns;
    const auto row = static_cast<float>(whole_rows);
    const ImVec2 at{origin.x + column * (size.x + space), origin.y + row * (size.y + space)};
    if (card(ui, samples[i], at, size, ui.memory.card == static_cast<int>(i))) ui.app.open(samples[i].file);
  }
  ImGui::SetCursorPosX(left);
  ImGui::Dummy({1, ui.px(16)});
  if (samples.empty()) second_text(ui, "The sample maps are not beside the program; `viamyo phantom --list` makes them.");
  end_area();
}

}  // namespace viamyo::viewer
