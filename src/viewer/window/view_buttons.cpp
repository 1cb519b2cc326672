// Standard views and layouts.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "panels.h"
#include "viamyo/camera.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

void view_button(Ui& ui, const Document& document, const StandardView& view, const char* label, float width) {
  const bool chosen = document.scene.views.front().title == view.title;
  if (button(ui, label, chosen ? ButtonKind::kChosen : ButtonKind::kPlain, width)) ui.run("view " + std::string(view.name));
}

//! The four that are asked for most, and all others in a list. Only those that this map has: without a known frame there is no AP and no LAO.
void standard_view_buttons(Ui& ui, const Document& document) {
  constexpr std::array<std::pair<std::string_view, const char*>, 8> kFrequent{{{"ap", "AP"},
                                                                               {"lao45", "LAO"},
                                                                               {"rao30", "RAO"},
                                                                               {"inferior", "INF"},
                                                                               {"septal", "Septal"},
                                                                               {"lateral", "Lateral"},
                                                                               {"anterior", "Anterior"},
                                                                               {"apex", "Axis"}}};
  const float width = (ImGui::GetContentRegionAvail().x - ui.px(18)) / 4;
  std::vector<Choice> options;
  std::vector<std::string> names;
  int current = -1;
  int shown = 0;
  for (const StandardView& view : standard_views()) {
    if (!is_available(view, *document.map, *document.analysis)) continue;
    if (view.title == document.scene.views.front().title) current = static_cast<int>(options.size());
    options.push_back({std::string(view.title)});
    names.emplace_back(view.name);
    const auto frequent = std::find_if(kFrequent.begin(), kFrequent.end(), [&](const auto& f) { return f.first == view.name; });
    if (frequent == kFrequent.end() || shown == 4) continue;
    if (shown++ > 0) ImGui::SameLine(0, ui.px(6));
    view_button(ui, document, view, frequent->second, width);
  }
  const std::string words = current < 0 ? "Turned by hand" : options[static_cast<std::size_t>(current)].label;
  const auto chosen = choice(ui, "all views", words, options, current, ImGui::GetContentRegionAvail().x);
  if (chosen) ui.run("view " + names[static_cast<std::size_t>(*chosen)]);
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
  standard_view_buttons(ui, document);
}

}  // namespace viamyo::viewer
