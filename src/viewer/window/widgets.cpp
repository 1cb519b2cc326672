#include "widgets.h"

#include <imgui_internal.h>

#include <algorithm>

namespace viamyo::viewer {
namespace {

constexpr ImGuiWindowFlags kFixed = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                    ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav;

struct ButtonColours {
  Rgb ground;
  Rgb ink;
};

ButtonColours colours_of(const Theme& t, ButtonKind kind, bool hovered) {
  switch (kind) {
    case ButtonKind::kMain:
      return {mixed(t.accent_dark, t.accent, hovered ? 0.2 : 0), t.text};
    case ButtonKind::kChosen:
      return {mixed(t.field_border, t.accent, 0.3), t.text};
    case ButtonKind::kQuiet:
      return {mixed(t.panel, t.field_border, hovered ? 1 : 0), t.second_text};
    case ButtonKind::kPlain:
      break;
  }
  return {mixed(t.field_border, t.text, hovered ? 0.1 : 0), t.text};
}

void centred(ImDrawList& list, ImFont* font, const ImVec2& low, const ImVec2& size, std::string_view words, ImU32 ink) {
  const ImVec2 extent = font->CalcTextSizeA(font->FontSize, 1e6F, 0, words.data(), words.data() + words.size());
  list.AddText(font, font->FontSize, {std::floor(low.x + (size.x - extent.x) / 2), std::floor(low.y + (size.y - extent.y) / 2)}, ink,
               words.data(), words.data() + words.size());
}

void arrow_down(ImDrawList& list, const ImVec2& middle, float half, ImU32 ink) {
  list.AddTriangleFilled({middle.x - half, middle.y - half * 0.6F}, {middle.x + half, middle.y - half * 0.6F},
                         {middle.x, middle.y + half * 0.7F}, ink);
}

}  // namespace

void begin_area(Ui& ui, const char* name, const Rect& rect, const Rgb& ground, float padding, bool scrolls) {
  ImGui::SetNextWindowPos({rect.x, rect.y});
  ImGui::SetNextWindowSize({rect.width, rect.height});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(padding), ui.px(padding)});
  ImGui::PushStyleColor(ImGuiCol_WindowBg, colour(ground));
  // NoDecoration takes the bar of the wheel away with it; an area that scrolls gets it back.
  const ImGuiWindowFlags flags = scrolls ? kFixed & ~ImGuiWindowFlags_NoScrollbar : kFixed | ImGuiWindowFlags_NoScrollWithMouse;
  ImGui::Begin(name, nullptr, flags);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
}

void end_area() { ImGui::End(); }

bool button(Ui& ui, std::string_view label, ButtonKind kind, float width, bool enabled) {
  ImFont* const font = ui.style.font(TextSize::kTable, FontWeight::kMedium);
  const ImVec2 size{width > 0 ? width : text_width(ui, label, TextSize::kTable, FontWeight::kMedium) + ui.px(24), ui.px(28)};
  ImGui::BeginDisabled(!enabled);
  ImGui::PushID(ui.panel.c_str());
  const bool clicked = ImGui::InvisibleButton(std::string(label).c_str(), size);
  ImGui::PopID();
  ImGui::EndDisabled();
  ui.record(label);
  const ButtonColours c = colours_of(ui.theme(), kind, enabled && ImGui::IsItemHovered());
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), colour(c.ground, enabled ? 1 : 0.5), ui.px(4));
  centred(list, font, ImGui::GetItemRectMin(), size, fitted(ui, label, size.x - ui.px(8), TextSize::kTable, FontWeight::kMedium),
          colour(c.ink, enabled ? 1 : 0.5));
  return clicked;
}

bool toggle(Ui& ui, std::string_view label, bool on, bool enabled) {
  const float side = ui.px(16);
  const float height = ui.px(22);
  ImGui::BeginDisabled(!enabled);
  ImGui::PushID(ui.panel.c_str());
  const bool clicked =
      ImGui::InvisibleButton(std::string(label).c_str(), {side + ui.px(8) + text_width(ui, label, TextSize::kTable), height});
  ImGui::PopID();
  ImGui::EndDisabled();
  ui.record(label);
  const Theme& t = ui.theme();
  const ImVec2 low = ImGui::GetItemRectMin();
  const ImVec2 box{low.x, low.y + std::floor((height - side) / 2)};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const double alpha = enabled ? 1 : 0.45;
  list.AddRectFilled(box, {box.x + side, box.y + side}, colour(on ? t.accent : t.field, alpha), ui.px(4));
  const Rgb edge = on ? t.accent : mixed(t.field_border, t.text, enabled && ImGui::IsItemHovered() ? 0.3 : 0);
  list.AddRect(box, {box.x + side, box.y + side}, colour(edge, alpha), ui.px(4));
  if (on) {
    const ImVec2 tick[] = {{box.x + side * 0.24F, box.y + side * 0.52F},
                           {box.x + side * 0.43F, box.y + side * 0.71F},
                           {box.x + side * 0.77F, box.y + side * 0.30F}};
    list.AddPolyline(tick, 3, colour(t.ground, alpha), 0, ui.px(2));
  }
  ImFont* const font = ui.style.font(TextSize::kTable);
  list.AddText(font, font->FontSize, {box.x + side + ui.px(8), low.y + std::floor((height - font->FontSize) / 2)}, colour(t.text, alpha),
               label.data(), label.data() + label.size());
  return clicked;
}

std::optional<int> choice(Ui& ui, std::string_view label, std::string_view shown, const std::vector<Choice>& options, int current,
                          float width) {
  const std::string popup = ui.panel + "/" + std::string(label);
  const ImVec2 size{width, ui.px(30)};
  if (ImGui::InvisibleButton(popup.c_str(), size)) ImGui::OpenPopup(popup.c_str());
  ui.record(label);
  const ImVec2 low = ImGui::GetItemRectMin();
  const ImVec2 high = ImGui::GetItemRectMax();
  const Theme& t = ui.theme();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(low, high, colour(t.field), ui.px(4));
  list.AddRect(low, high, colour(mixed(t.field_border, t.text, ImGui::IsItemHovered() ? 0.25 : 0)), ui.px(4));
  ImFont* const font = ui.style.font(TextSize::kTable, FontWeight::kMedium);
  const std::string words = fitted(ui, shown, width - ui.px(34), TextSize::kTable, FontWeight::kMedium);
  list.AddText(font, font->FontSize, {low.x + ui.px(10), low.y + std::floor((size.y - font->FontSize) / 2)}, colour(t.text), words.data(),
               words.data() + words.size());
  arrow_down(list, {high.x - ui.px(14), (low.y + high.y) / 2}, ui.px(4), colour(t.second_text));
  std::optional<int> chosen;
  ImGui::SetNextWindowPos({low.x, high.y + ui.px(2)}, ImGuiCond_Appearing);
  ImGui::SetNextWindowSizeConstraints({width, 0}, {ui.px(520), ui.px(420)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(8), ui.px(8)});
  if (ImGui::BeginPopup(popup.c_str(), ImGuiWindowFlags_NoMove)) {
    for (int i = 0; i < static_cast<int>(options.size()); ++i) {
      const Choice& option = options[static_cast<std::size_t>(i)];
      if (ImGui::Selectable((option.label + "##" + std::to_string(i)).c_str(), i == current)) chosen = i;
      ui.record(option.label);
      if (option.detail.empty()) continue;
      ImGui::SameLine(0, ui.px(16));
      second_text(ui, option.detail);
    }
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
  return chosen;
}

void swatch(ImDrawList& list, const ImVec2& at, float side, const Rgb& rgb) {
  list.AddRectFilled(at, {at.x + side, at.y + side}, colour(rgb), side * 0.2F);
}

}  // namespace viamyo::viewer
