// The electrograms of the chosen point, with the window that its voltage is taken from.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "panels.h"
#include "viamyo/electrograms.h"
#include "viewer/hover.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

struct Trace {
  const char* name;
  const std::vector<float>* values;
};

//! The voltage is that of the window alone: beside it in the trace may stand a pacing spike or the far field.
std::string peak_to_peak_text(const PeakToPeak& found) {
  if (!std::isfinite(found.voltage)) return "no voltage in the window";
  return fmt::format("{:.1f} mV in the window, from {:.1f} to {:.1f} mV", found.voltage, found.low, found.high);
}

void draw_trace(Ui& ui, const Electrograms& e, const Trace& trace, std::size_t point, const SampleWindow& window, const Rect& box) {
  const Theme& t = ui.theme();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto samples = static_cast<std::size_t>(e.samples);
  const float* const row = trace.values->data() + point * samples;
  float low = 0;
  float high = 0;
  for (std::size_t i = 0; i < samples; ++i) {
    if (!std::isfinite(row[i])) continue;
    low = std::min(low, row[i]);
    high = std::max(high, row[i]);
  }
  const float span = std::max(high - low, 1e-3F);
  const float step = box.width / static_cast<float>(std::max(e.samples - 1, 1));
  list.AddRectFilled({box.x, box.y}, {box.right(), box.bottom()}, colour(t.field), ui.px(4));
  if (window.last >= window.first) {
    list.AddRectFilled({box.x + step * static_cast<float>(window.first), box.y},
                       {box.x + step * static_cast<float>(window.last), box.bottom()}, colour(t.accent, 0.18));
  }
  const auto y_of = [&](float value) { return box.bottom() - ui.px(8) - (value - low) / span * (box.height - ui.px(32)); };
  list.AddLine({box.x, y_of(0)}, {box.right(), y_of(0)}, colour(t.field_border));
  std::vector<ImVec2> line;
  for (std::size_t i = 0; i < samples; ++i) {
    if (std::isfinite(row[i])) line.emplace_back(box.x + step * static_cast<float>(i), y_of(row[i]));
  }
  list.AddPolyline(line.data(), static_cast<int>(line.size()), colour(t.text), 0, ui.px(1.5));
  ImFont* const font = ui.style.font(TextSize::kCaption);
  const std::string words = fmt::format("{}, {}", trace.name, peak_to_peak_text(peak_to_peak(e, *trace.values, point)));
  list.AddText(font, font->FontSize, {box.x + ui.px(8), box.y + ui.px(4)}, colour(t.second_text), words.c_str());
}

void tell(Ui& ui, std::string_view words) { paragraph(ui, words, TextSize::kTable, ui.theme().second_text); }

}  // namespace

void electrogram_plot(Ui& ui) {
  ui.panel = "electrograms";
  const Document& document = *ui.document();
  const auto& electrograms = document.map->points.electrograms;
  if (!electrograms || electrograms->samples < 2) return tell(ui, "This map has no electrograms.");
  const int chosen = document.scene.selection.point;
  if (chosen < 0) return tell(ui, "Choose a mapping point, in a view or in the table of points, to see its electrograms.");
  const auto point = static_cast<std::size_t>(chosen);
  const SampleWindow window = window_of_interest(*electrograms, point);
  const double ms = 1000 / electrograms->sampling_rate_hz;
  text(ui, fmt::format("Point {}", point_name(*document.map, chosen)), TextSize::kText, FontWeight::kSemiBold, ui.theme().text);
  second_text(ui, window.last < window.first ? "No window of interest with samples in it: no voltage."
                                             : fmt::format("Window of interest {:.0f} to {:.0f} ms of {:.0f} ms", window.first * ms,
                                                           window.last * ms, (electrograms->samples - 1) * ms));
  ui.record("window");
  const ImVec2 room = ImGui::GetContentRegionAvail();
  std::vector<Trace> traces;
  for (const Trace& trace : {Trace{"Unipolar", &electrograms->unipolar}, Trace{"Bipolar", &electrograms->bipolar},
                             Trace{"Reference", &electrograms->reference}}) {
    if (!trace.values->empty()) traces.push_back(trace);
  }
  const float height = std::min(ui.px(150), (room.y - ui.px(8)) / static_cast<float>(std::max<std::size_t>(traces.size(), 1)));
  for (const Trace& trace : traces) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_trace(ui, *electrograms, trace, point, window, {at.x, at.y, room.x, height - ui.px(8)});
    ImGui::Dummy({room.x, height - ImGui::GetStyle().ItemSpacing.y});
    ui.record(trace.name);
  }
}

}  // namespace viamyo::viewer
