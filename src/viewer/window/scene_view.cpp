// The views: the scene's picture, what stands around it, and which overlay each shows. Drags and clicks: view_input.h.
#include <fmt/format.h>
#include <algorithm>

#include "imgui_canvas.h"
#include "panels.h"
#include "render/annotations.h"
#include "review_parts.h"
#include "viamyo/overlay.h"
#include "viamyo/scene.h"
#include "view_input.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

std::string title_of(const View& view, const Map& map) {
  return view.kind == ViewKind::kBullseye ? "Bull\u2019s-eye" : texts_of(view.overlay, map).title;
}

//! The title, where a click opens the list of what else the view can show.
void overlay_choice(Ui& ui, const Document& document, int view, const ViewRect& rect) {
  const View& shown = document.scene.views[static_cast<std::size_t>(view)];
  const float x = ui.layout.views.x + static_cast<float>(rect.x);
  const float y = ui.layout.views.y + static_cast<float>(rect.y);
  const float width = text_width(ui, title_of(shown, *document.map), TextSize::kText, FontWeight::kSemiBold) + ui.px(16);
  const std::string popup = fmt::format("overlay {}", view + 1);
  ImGui::SetCursorScreenPos({x + ui.px(6), y + ui.px(4)});
  if (ImGui::InvisibleButton(popup.c_str(), {std::min(width, static_cast<float>(rect.width) - ui.px(12)), ui.px(28)}))
    ImGui::OpenPopup(popup.c_str());
  ui.record(popup);
  if (ImGui::IsItemHovered()) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    ImGui::GetWindowDrawList()->AddRectFilled({x + ui.px(12), y + ui.px(29)}, {x + width - ui.px(4), y + ui.px(31)},
                                              colour(ui.theme().accent));
  }
  ImGui::SetNextWindowPos({x + ui.px(8), y + ui.px(36)}, ImGuiCond_Appearing);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(10), ui.px(10)});
  if (ImGui::BeginPopup(popup.c_str(), ImGuiWindowFlags_NoMove)) {
    for (const Overlay& overlay : available_overlays(*document.map, *document.analysis)) {
      const std::string label = texts_of(overlay, *document.map).title;
      if (ImGui::Selectable(label.c_str(), overlay == shown.overlay))
        ui.run(fmt::format("overlay {} {}", view + 1, as_argument(to_string(overlay))));
      ui.record(label);
    }
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
}

//! Rings around the dots that were brushed in the plot.
void brushed_dots(Ui& ui, const Document& document, int view, const ViewRect& rect) {
  for (const int point : ui.memory.brushed) {
    if (static_cast<std::size_t>(point) >= document.map->points.positions.size()) continue;
    const ScreenPlace place = ui.scene->project(view, document.map->points.positions[static_cast<std::size_t>(point)]);
    if (!place.visible) continue;
    const ImVec2 at{ui.layout.views.x + static_cast<float>(rect.x + place.x), ui.layout.views.y + static_cast<float>(rect.y + place.y)};
    ImGui::GetWindowDrawList()->AddCircle(at, ui.px(7), colour(ui.theme().accent), 0, ui.px(2));
  }
}

AnnotationContext annotation_context(const Ui& ui, const Document& document, const SceneState& state) {
  AnnotationContext context;
  context.map = document.map.get();
  context.analysis = document.analysis.get();
  context.review = &document.review;
  context.state = &state;
  context.theme = &ui.theme();
  context.scene = ui.scene;
  context.scale = static_cast<double>(ui.style.scale());
  context.current = numbers_match_picture(document);
  return context;
}

//! Once, under the views: it never lies on a heart.
void legend(Ui& ui, const Document& document, const SceneState& state) {
  const Rect& area = ui.layout.legend;
  begin_area(ui, "legend", area, ui.theme().panel, 0);
  ImguiCanvas canvas(*ImGui::GetWindowDrawList(), ui.style);
  annotate_legend(canvas, annotation_context(ui, document, state),
                  {static_cast<int>(area.x), static_cast<int>(area.y), static_cast<int>(area.width), static_cast<int>(area.height)});
  ui.record("legend", area);
  end_area();
}

void draw_picture(Ui& ui, const Document& document, const SceneState& state, const std::vector<ViewRect>& rects) {
  const Rect& area = ui.layout.views;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  // OpenGL's first row is the lowest. ImGui's backend takes a texture's number as a pointer.
  // NOLINTNEXTLINE(performance-no-int-to-ptr,cppcoreguidelines-pro-type-reinterpret-cast)
  auto* const texture = reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(ui.scene->texture()));
  list.AddImage(texture, {area.x, area.y}, {area.right(), area.bottom()}, {0, 1}, {1, 0});
  ImguiCanvas canvas(list, ui.style);
  const AnnotationContext context = annotation_context(ui, document, state);
  for (int view = 0; view < static_cast<int>(rects.size()); ++view) {
    ViewRect rect = rects[static_cast<std::size_t>(view)];
    rect.x += static_cast<int>(area.x);
    rect.y += static_cast<int>(area.y);
    list.PushClipRect({static_cast<float>(rect.x), static_cast<float>(rect.y)},
                      {static_cast<float>(rect.x + rect.width), static_cast<float>(rect.y + rect.height)}, true);
    annotate_view(canvas, context, view, rect);
    brushed_dots(ui, document, view, rects[static_cast<std::size_t>(view)]);
    review_pulse(ui, document, view, rects[static_cast<std::size_t>(view)]);
    list.PopClipRect();
  }
}

}  // namespace

SceneState shown_scene(const Document& document) { return document.scene; }

void scene_view(Ui& ui) {
  ui.panel = "scene";
  const Document& document = *ui.document();
  const Rect& area = ui.layout.views;
  begin_area(ui, "scene", area, ui.theme().ground, 0);
  const SceneState state = shown_scene(document);
  const std::vector<ViewRect> rects = view_rects(state.layout, static_cast<int>(area.width), static_cast<int>(area.height),
                                                 gap_between_views(static_cast<double>(ui.style.scale())));
  if (ui.scene != nullptr) draw_picture(ui, document, state, rects);
  for (int view = 0; view < static_cast<int>(std::min(rects.size(), state.views.size())); ++view) {
    const ViewRect& rect = rects[static_cast<std::size_t>(view)];
    overlay_choice(ui, document, view, rect);
    view_input(ui, view, rect);
  }
  end_area();
  legend(ui, document, state);
}

}  // namespace viamyo::viewer
