// What the first view shows, its colours and its range. The other views choose in their own corner.
#include <fmt/format.h>

#include "panels.h"
#include "viamyo/overlay.h"
#include "viamyo/palette.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

void palette_choice(Ui& ui, const SceneState& scene, float width) {
  std::vector<Choice> options;
  int current = 0;
  for (const Palette& palette : palettes()) {
    if (palette.name == scene.display.palette) current = static_cast<int>(options.size());
    options.push_back({palette.name, fmt::format("{}; in order for {}", palette.title, palette.read_by)});
  }
  const std::string shown = options[static_cast<std::size_t>(current)].label;
  const auto chosen = choice(ui, "palette", shown, options, current, width);
  if (chosen) ui.run("palette " + palettes()[static_cast<std::size_t>(*chosen)].name);
}

//! For whom the colours are in order, and with one click those that are for everyone.
void reading_row(Ui& ui, const SceneState& scene) {
  const Palette* const palette = find_palette(scene.display.palette);
  if (palette == nullptr) return;
  const bool everyone = palette->read_by == kEveryone;
  const float width = ImGui::GetContentRegionAvail().x;
  if (button(ui, everyone ? "NOGA colours" : "For all eyes: cividis", ButtonKind::kPlain, width))
    ui.run(std::string("palette ") + (everyone ? "electromechanical" : "cividis"));
  if (!everyone) paragraph(ui, fmt::format("In order for {}.", palette->read_by), TextSize::kCaption, ui.theme().second_text);
}

//! Steps of the range's upper end, always the same for one quantity in every view.
void range_row(Ui& ui, const Document& document, const Overlay& overlay) {
  const DisplayRange range = range_of(document.scene, overlay, *document.map);
  const OverlayTexts texts = texts_of(overlay, *document.map);
  const double step = (range.high - range.low) / 10;
  const bool changed = document.scene.ranges.contains(to_string(overlay));
  const auto set_high = [&](double high) { ui.run(fmt::format("range {} {:g} {:g}", as_argument(to_string(overlay)), range.low, high)); };
  ImGui::SameLine(0, ui.px(6));
  if (button(ui, "−", ButtonKind::kPlain, ui.px(30))) set_high(range.high - step);
  ImGui::SameLine(0, ui.px(4));
  if (button(ui, "+", ButtonKind::kPlain, ui.px(30))) set_high(range.high + step);
  if (!changed) return;  // as every map has it: the bars say the rest
  ImGui::AlignTextToFramePadding();
  second_text(ui, fmt::format("{:g} to {:g} {}, changed", range.low, range.high, texts.unit));
  ImGui::SameLine(ImGui::GetContentRegionAvail().x - ui.px(50));
  if (button(ui, "reset", ButtonKind::kPlain, ui.px(50))) ui.run(fmt::format("range {} default", as_argument(to_string(overlay))));
}

}  // namespace

void overlay_panel(Ui& ui) {
  ui.panel = "colours";
  const Document& document = *ui.document();
  heading(ui, "COLOURS");
  const bool ranged = !document.scene.views.empty() && document.scene.views.front().overlay.kind != OverlayKind::kClass;
  palette_choice(ui, document.scene, ImGui::GetContentRegionAvail().x - (ranged ? ui.px(70) : 0));
  if (ranged) range_row(ui, document, document.scene.views.front().overlay);
  reading_row(ui, document.scene);
}

}  // namespace viamyo::viewer
