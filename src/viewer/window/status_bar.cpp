// What is under the cursor, in numbers, and where each number comes from.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <vector>

#include "io/value.h"
#include "map/letters.h"
#include "panels.h"
#include "viamyo/segments.h"
#include "viewer/hover.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

void item(Ui& ui, float& x, std::string_view name, const std::string& value) {
  const float needed = text_width(ui, name, TextSize::kTable) + ui.px(6) + text_width(ui, value, TextSize::kTable, FontWeight::kMedium);
  if (x + needed > ui.layout.status.width - ui.px(10)) return;  // on a small screen the last items give way
  const float y = ui.px(8);
  ImGui::SetCursorPos({x, y});
  second_text(ui, name);
  x += text_width(ui, name, TextSize::kTable) + ui.px(6);
  ImGui::SetCursorPos({x, y});
  text(ui, value, TextSize::kTable, FontWeight::kMedium, ui.theme().text);
  ui.record(name);
  x += text_width(ui, value, TextSize::kTable, FontWeight::kMedium) + ui.px(22);
}

float point_value(const std::vector<float>& values, int point) {
  return static_cast<std::size_t>(point) < values.size() ? values[static_cast<std::size_t>(point)] : NAN;
}

void measured_items(Ui& ui, float& x, const Document& document, int point) {
  const ValuesInUse& values = document.analysis->values;
  const auto index = static_cast<std::size_t>(point);
  const Vec3& p = document.map->points.positions[index];
  item(ui, x, "Mapping point", point_name(*document.map, point));
  item(ui, x, "At", fmt::format("{:.1f}, {:.1f}, {:.1f} mm", p.x, p.y, p.z));
  const auto value = [&](std::string_view name, const std::vector<float>& shown, std::string_view field, std::string_view unit) {
    if (shown.empty()) return;
    const std::string words = number(static_cast<double>(point_value(shown, point)), 1);
    item(ui, x, name, fmt::format("{} {} {}", words, unit, words == "–" ? "" : origin_at_point(document, field)));
  };
  value("UV", values.point_unipolar_mV, field_name::kUnipolarVoltage, "mV");
  value("BV", values.point_bipolar_mV, field_name::kBipolarVoltage, "mV");
  value("LLS", values.point_shortening_percent, field_name::kLinearLocalShortening, "%");
}

void surface_items(Ui& ui, float& x, const Document& document, const Explanation& at) {
  const ValuesInUse& values = document.analysis->values;
  const bool bipolar = document.analysis->settings.voltage == VoltageKind::kBipolar;
  item(ui, x, "Cursor", fmt::format("{:.1f}, {:.1f}, {:.1f} mm", at.position.x, at.position.y, at.position.z));
  item(ui, x, bipolar ? "BV" : "UV", fmt::format("{} mV {}", number(at.voltage_mV, 1), origin_on_surface(values.voltage_source)));
  item(ui, x, "LLS", fmt::format("{} % {}", number(at.shortening_percent, 1), origin_on_surface(values.shortening_source)));
  if (!document.scene.display.classes_hidden)
    item(ui, x, "Class", fmt::format("{}{}", spoken(at.tissue), at.tissue == TissueClass::kUnmapped ? "" : ", proposed"));
  if (at.segment > 0) item(ui, x, "Segment", fmt::format("{} {}", at.segment, segment_name(at.segment)));
  if (at.nearest_point >= 0)
    item(ui, x, "Nearest point", fmt::format("{} at {:.1f} mm", point_name(*document.map, at.nearest_point), at.nearest_point_distance_mm));
}

void idle_items(Ui& ui, float& x) {
  const AppState& state = ui.state();
  if (state.tool == Tool::kMeasure) return item(ui, x, "Measure", "click two places of the surface");
  if (state.tool == Tool::kPatch) return item(ui, x, "Patch", "draw its outline, or click its corners and close it with Enter");
  if (state.tool == Tool::kLandmark) return item(ui, x, "Landmark", "click where " + state.landmark + " is");
  if (ui.document() == nullptr) return item(ui, x, "Ready", "open a map with Ctrl+O, or drop a file here");
  item(ui, x, "Drag", "turns");
  item(ui, x, "Right drag", "moves");
  item(ui, x, "Wheel", "zooms");
  item(ui, x, "Click", "explains");
  item(ui, x, "F1", "keys");
}

//! What is being read, at the right. Gives the width that it takes.
float loading_item(Ui& ui) {
  if (ui.state().loading.empty()) return 0;
  const Rect& row = ui.layout.status;
  const Loading& loading = ui.state().loading.front();
  const std::size_t others = ui.state().loading.size() - 1;
  const std::string name = quotation(std::filesystem::path(loading.file).filename().string());
  const std::string words = fitted(ui, fmt::format("Reading {}{}", name, others == 0 ? "" : fmt::format(" and {} more", others)),
                                   row.width * 0.4F, TextSize::kTable);
  const float width = text_width(ui, words, TextSize::kTable) + ui.px(14 + 72 + 10);
  ui.panel = "loading";
  ImGui::SetCursorPos({row.width - width, std::floor((row.height - ui.style.font(TextSize::kTable)->FontSize) / 2)});
  text(ui, words);
  ImGui::SetCursorPos({row.width - ui.px(14 + 72), std::floor((row.height - ui.px(28)) / 2)});
  if (button(ui, "Cancel", ButtonKind::kQuiet, ui.px(72))) ui.run("cancel");
  ImGui::GetWindowDrawList()->AddRectFilled({row.right() - width, row.bottom() - ui.px(2)},
                                            {row.right() - width + width * static_cast<float>(loading.fraction), row.bottom()},
                                            colour(ui.theme().accent));
  ui.panel = "status";
  return width;
}

//! What went well, for a few seconds in place of the rest: in one line, or in two smaller ones.
void notice(Ui& ui, float width) {
  std::string words = ui.state().message->text;
  for (std::size_t at = words.find('\n'); at != std::string::npos; at = words.find('\n', at)) words.replace(at, 1, " \u00B7 ");
  const bool fits = text_width(ui, words, TextSize::kTable, FontWeight::kMedium) <= width;
  const TextSize size = fits ? TextSize::kTable : TextSize::kCaption;
  std::vector<std::string> lines = fits ? std::vector<std::string>{words} : lines_of(ui, words, width, size);
  if (lines.size() > 2) {
    lines.resize(2);
    const std::string more = "\u2026 (Help, Messages)";
    lines.back() = fitted(ui, lines.back(), width - text_width(ui, more, size), size) + more;
  }
  const float line = ui.style.font(size)->FontSize + ui.px(1);
  float y = std::floor((ui.layout.status.height - line * static_cast<float>(lines.size())) / 2);
  ui.panel = "message";
  ImGui::BeginGroup();
  for (const std::string& one : lines) {
    ImGui::SetCursorPos({ui.px(14), y});
    text(ui, one, size, FontWeight::kMedium, ui.theme().text);
    y += line;
  }
  ImGui::EndGroup();
  ui.record("text");
  ui.panel = "status";
}

void under_cursor(Ui& ui) {
  float x = ui.px(14);
  const Document* const document = ui.document();
  const Hover& hover = ui.state().hover;
  if (!ui.state().measured.empty()) item(ui, x, "Measured", ui.state().measured);  // what was asked for comes first
  if (document != nullptr && document->analysis && hover.point >= 0 &&
      static_cast<std::size_t>(hover.point) < document->map->points.positions.size()) {
    measured_items(ui, x, *document, hover.point);
  } else if (document != nullptr && document->analysis && hover.at) {
    surface_items(ui, x, *document, *hover.at);
  } else if (ui.state().measured.empty()) {
    idle_items(ui, x);
  }
}

}  // namespace

void status_bar(Ui& ui) {
  ui.panel = "status";
  begin_area(ui, "status", ui.layout.status, ui.theme().panel, 0);
  const float taken = loading_item(ui);
  const bool says = ui.state().message && !ui.state().message->is_error;
  if (says) {
    notice(ui, ui.layout.status.width - taken - ui.px(28));
  } else {
    under_cursor(ui);
  }
  end_area();
}

}  // namespace viamyo::viewer
