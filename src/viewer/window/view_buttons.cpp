// Standard views and layouts.
#include <array>
#include <string>

#include "panels.h"
#include "viamyo/camera.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

//! Only the views that this map has: without a known frame there is no AP and no LAO.
void standard_view_buttons(Ui& ui, const Document& document) {
  const float width = (ImGui::GetContentRegionAvail().x - ui.px(12)) / 3;
  int column = 0;
  for (const StandardView& view : standard_views()) {
    if (!is_available(view, *document.map, *document.analysis)) continue;
    if (column++ % 3 != 0) ImGui::SameLine(0, ui.px(6));
    const bool chosen = !document.scene.views.empty() && document.scene.views.front().title == view.title;
    if (button(ui, view.title, chosen ? ButtonKind::kChosen : ButtonKind::kPlain, width)) ui.run("view " + std::string(view.name));
  }
}

void layout_buttons(Ui& ui, const Document& document) {
  constexpr std::array kLayouts{Layout::kSingle, Layout::kPair, Layout::kQuad, Layout::kBullseye};
  constexpr std::array kLabels{"One", "Two", "Four", "Bull's-eye"};
  const float width = (ImGui::GetContentRegionAvail().x - ui.px(18)) / 4;
  for (std::size_t i = 0; i < kLayouts.size(); ++i) {
    if (i > 0) ImGui::SameLine(0, ui.px(6));
    const bool chosen = document.scene.layout == kLayouts.at(i);
    if (button(ui, kLabels.at(i), chosen ? ButtonKind::kChosen : ButtonKind::kPlain, width))
      ui.run("layout " + std::string(to_string(kLayouts.at(i))));
  }
}

}  // namespace

void view_buttons(Ui& ui) {
  ui.panel = "view";
  const Document& document = *ui.document();
  heading(ui, "VIEW");
  layout_buttons(ui, document);
  gap(ui, 8);
  standard_view_buttons(ui, document);
  if (toggle(ui, "Turn views together", document.cameras_linked)) ui.run(document.cameras_linked ? "link off" : "link on");
}

}  // namespace viamyo::viewer
