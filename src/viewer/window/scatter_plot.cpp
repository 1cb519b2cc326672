// Every mapping point in the plane of voltage and shortening, with the thresholds as lines that can be dragged.
#include <imgui.h>

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>

#include "panels.h"
#include "viamyo/palette.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

//! The same axes for every map, as the bars of the views have the same ranges.
struct Axes {
  Rect box;
  double voltage_high = 20;
  double shortening_low = -5;
  double shortening_high = 25;

  [[nodiscard]] float x(double voltage) const {
    return box.x + static_cast<float>(std::clamp(voltage / voltage_high, 0.0, 1.0)) * box.width;
  }
  [[nodiscard]] float y(double shortening) const {
    return box.bottom() -
           static_cast<float>(std::clamp((shortening - shortening_low) / (shortening_high - shortening_low), 0.0, 1.0)) * box.height;
  }
  //! The way on the screen to a point that lies outside; (0, 0) inside.
  [[nodiscard]] ImVec2 beyond(double v, double s) const {
    const auto side = [](double value, double low, double high) { return value < low ? -1.0F : (value > high ? 1.0F : 0.0F); };
    return {side(v, 0, voltage_high), -side(s, shortening_low, shortening_high)};
  }
  [[nodiscard]] double voltage(float px) const { return voltage_high * static_cast<double>((px - box.x) / box.width); }
  [[nodiscard]] double shortening(float py) const {
    return shortening_low + (shortening_high - shortening_low) * static_cast<double>((box.bottom() - py) / box.height);
  }
};

struct ThresholdLine {
  const char* key;
  bool vertical;
  double value;
  double step;
};

void draw_frame(Ui& ui, const Axes& axes, const std::string& voltage_name) {
  const Theme& t = ui.theme();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImFont* const font = ui.style.font(TextSize::kCaption);
  const Rect& b = axes.box;
  list.AddRectFilled({b.x, b.y}, {b.right(), b.bottom()}, colour(t.field), ui.px(3));
  list.AddRect({b.x, b.y}, {b.right(), b.bottom()}, colour(t.field_border), ui.px(3));
  const auto caption = [&](float x, float y, const std::string& words, float align) {
    list.AddText(font, font->FontSize, {std::floor(x - align * text_width(ui, words, TextSize::kCaption)), std::floor(y)},
                 colour(t.second_text), words.c_str());
  };
  const int step = axes.voltage_high > 8 ? 5 : 2;
  for (int v = 0; v <= static_cast<int>(axes.voltage_high); v += step)
    caption(axes.x(v), b.bottom() + ui.px(4), fmt::format("{}", v), 0.5F);
  for (int s = -5; s <= static_cast<int>(axes.shortening_high); s += 5)
    caption(b.x - ui.px(6), axes.y(s) - font->FontSize / 2, s < 0 ? fmt::format("−{}", -s) : fmt::format("{}", s), 1);
  caption(b.right(), b.bottom() + ui.px(20), voltage_name, 1);
  caption(b.x - ui.px(24), b.y - ui.px(18), "shortening, %", 0);
}

//! Reads the drag of a line; the nearest within a hand's width of the pointer is taken.
void drag_lines(Ui& ui, const Axes& axes, const std::vector<ThresholdLine>& lines) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const auto distance = [&](const ThresholdLine& line) {
    return line.vertical ? std::abs(mouse.x - axes.x(line.value)) : std::abs(mouse.y - axes.y(line.value));
  };
  const auto nearest =
      std::min_element(lines.begin(), lines.end(), [&](const auto& a, const auto& b) { return distance(a) < distance(b); });
  const bool near_line = nearest != lines.end() && distance(*nearest) < ui.px(6);
  std::string& dragged = ui.memory.dragged_line;
  if (near_line && (ImGui::IsItemHovered() || !dragged.empty()))
    ImGui::SetMouseCursor(nearest->vertical ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
  if (ImGui::IsItemActivated()) {
    dragged = near_line ? nearest->key : "";
    ui.memory.brushing = !near_line;
    if (near_line) ui.app.begin_drag();
    if (!near_line) ui.memory.brush = {mouse.x, mouse.y, mouse.x, mouse.y};
  }
  if (ImGui::IsItemActive() && !dragged.empty()) {
    for (const ThresholdLine& line : lines) {
      if (line.key != dragged) continue;
      const double value = std::round((line.vertical ? axes.voltage(mouse.x) : axes.shortening(mouse.y)) / line.step) * line.step;
      if (std::abs(value - line.value) > line.step / 4)
        ui.app.drag_setting(line.key, std::clamp(value, line.vertical ? 0.0 : axes.shortening_low, 30.0));
    }
  }
  if (ImGui::IsItemActive() && ui.memory.brushing) ui.memory.brush = {ui.memory.brush[0], ui.memory.brush[1], mouse.x, mouse.y};
  if (ImGui::IsItemDeactivated() && !dragged.empty()) {
    ui.app.end_drag();
    dragged.clear();
  }
}

void draw_lines(Ui& ui, const Axes& axes, const std::vector<ThresholdLine>& lines) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const ThresholdLine& line : lines) {
    const ImVec2 from = line.vertical ? ImVec2(axes.x(line.value), axes.box.y) : ImVec2(axes.box.x, axes.y(line.value));
    const ImVec2 to = line.vertical ? ImVec2(axes.x(line.value), axes.box.bottom()) : ImVec2(axes.box.right(), axes.y(line.value));
    list.AddLine(from, to, colour(ui.theme().text), ui.px(1.5));
    // The line's whole length can be taken; its middle is what a test aims at.
    ui.record(line.key, {std::min(from.x, to.x) - 1, std::min(from.y, to.y) - 1, std::abs(to.x - from.x) + 2, std::abs(to.y - from.y) + 2});
  }
}

//! A dot; one of a point beyond the axes stands on the frame and points to where the point is.
void draw_dot(const ImVec2& at, const ImVec2& beyond, float radius, const Rgb& rgb) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float length = std::hypot(beyond.x, beyond.y);
  if (length == 0) return list.AddCircleFilled(at, radius, colour(rgb));
  const float size = 1.6F * radius;
  const ImVec2 way{size * beyond.x / length, size * beyond.y / length};
  list.AddTriangleFilled({at.x + way.x, at.y + way.y}, {at.x - way.x - way.y, at.y - way.y + way.x},
                         {at.x - way.x + way.y, at.y - way.y - way.x}, colour(rgb));
}

//! The dots; a click takes the nearest, a drag across the empty plane shows which are inside.
int draw_dots(Ui& ui, const Axes& axes, const Document& document, const std::vector<float>& voltage, const std::vector<float>& shortening) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const auto& brush = ui.memory.brush;
  ui.memory.brushed.clear();
  int nearest = -1;
  float least = ui.px(8);
  for (std::size_t i = 0; i < voltage.size() && i < shortening.size(); ++i) {
    if (!std::isfinite(voltage[i]) || !std::isfinite(shortening[i]) || !is_accepted(document.map->points, i)) continue;
    const ImVec2 at{axes.x(static_cast<double>(voltage[i])), axes.y(static_cast<double>(shortening[i]))};
    const Rgb rgb = document.scene.display.classes_hidden
                        ? ui.theme().second_text
                        : class_colour(class_of(
                              classify(document.scene.thresholds, static_cast<double>(voltage[i]), static_cast<double>(shortening[i]))));
    const bool inside = ui.memory.brushing && at.x >= std::min(brush[0], brush[2]) && at.x <= std::max(brush[0], brush[2]) &&
                        at.y >= std::min(brush[1], brush[3]) && at.y <= std::max(brush[1], brush[3]);
    if (inside) ui.memory.brushed.push_back(static_cast<int>(i));
    const bool chosen = document.scene.selection.point == static_cast<int>(i);
    draw_dot(at, axes.beyond(static_cast<double>(voltage[i]), static_cast<double>(shortening[i])), ui.px(chosen || inside ? 4 : 2.75), rgb);
    if (chosen || inside) list.AddCircle(at, ui.px(5.5), colour(chosen ? ui.theme().accent : ui.theme().text), 0, ui.px(1.5));
    const float distance = std::hypot(at.x - mouse.x, at.y - mouse.y);
    if (distance < least) {
      least = distance;
      nearest = static_cast<int>(i);
    }
  }
  return nearest;
}

void finish_brush(Ui& ui, const Axes& axes, int nearest) {
  if (!ui.memory.brushing) return;
  const auto& b = ui.memory.brush;
  const bool moved = std::abs(b[2] - b[0]) > ui.px(3) || std::abs(b[3] - b[1]) > ui.px(3);
  if (moved) ImGui::GetWindowDrawList()->AddRect({b[0], b[1]}, {b[2], b[3]}, colour(ui.theme().accent), 0, 0, ui.px(1));
  if (!ImGui::IsMouseReleased(ImGuiMouseButton_Left)) return;
  if (!moved) {
    ui.memory.brushing = false;
    if (nearest >= 0 && axes.box.contains(b[0], b[1])) ui.run(fmt::format("select point {}", nearest));
  }
}

}  // namespace

void scatter_plot(Ui& ui) {
  ui.panel = "plot";
  const Document& document = *ui.document();
  const ValuesInUse& values = document.analysis->values;
  const Settings& s = document.wanted;
  const bool bipolar = s.voltage == VoltageKind::kBipolar;
  const std::vector<float>& voltage = bipolar ? values.point_bipolar_mV : values.point_unipolar_mV;
  if (voltage.empty() || values.point_shortening_percent.empty()) {
    paragraph(ui, "The plot needs mapping points with voltage and shortening; this map has not both.", TextSize::kTable,
              ui.theme().second_text);
    return;
  }
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  Axes axes;
  axes.box = {at.x + ui.px(26), at.y + ui.px(20), room.x - ui.px(34), std::max(std::min(room.y, room.x) - ui.px(60), ui.px(80))};
  axes.voltage_high = bipolar ? 8 : 20;
  ImGui::SetCursorScreenPos({axes.box.x, axes.box.y});
  ImGui::InvisibleButton("plot", {axes.box.width, axes.box.height});
  ui.record("plane");
  const Thresholds& t = document.scene.thresholds;
  const double step = bipolar ? 0.05 : 0.1;
  std::vector<ThresholdLine> lines;
  if (s.threshold_unit == ThresholdUnit::kMillivolt) {
    lines.push_back({"voltage_infarct", true, static_cast<double>(t.voltage_infarct_mV), step});
    lines.push_back({"voltage_viable", true, static_cast<double>(t.voltage_viable_mV), step});
  }
  lines.push_back({"shortening_ischemic", false, static_cast<double>(t.shortening_ischemic_percent), 0.5});
  drag_lines(ui, axes, lines);
  draw_frame(ui, axes, bipolar ? "bipolar voltage, mV" : "unipolar voltage, mV");
  const int nearest = draw_dots(ui, axes, document, voltage, values.point_shortening_percent);
  draw_lines(ui, axes, lines);
  finish_brush(ui, axes, nearest);
}

}  // namespace viamyo::viewer
