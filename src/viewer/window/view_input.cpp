#include "view_input.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <utility>

#include "viamyo/scene.h"
#include "viewer/camera_moves.h"
#include "viewer/hover.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

constexpr double kOutlineStep_mm = 2;
constexpr double kLook = 3;                // pixels of an outline between two looks at the surface
constexpr double kDegreesPerHeight = 180;  // a drag from edge to edge turns the heart around

bool is_surface(const Document& document, int view) {
  return document.scene.views[static_cast<std::size_t>(view)].kind == ViewKind::kSurface;
}

void drag(Ui& ui, int view, const ViewRect& rect) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool right = ImGui::IsMouseDown(ImGuiMouseButton_Right) || ImGui::IsMouseDown(ImGuiMouseButton_Middle);
  const ImVec2 delta = io.MouseDelta;
  if ((delta.x == 0 && delta.y == 0) || !is_surface(*ui.document(), view)) return;
  if (!right && ui.memory.reach < ui.px(3)) return;
  const double x = static_cast<double>(delta.x) / rect.height;
  const double y = -static_cast<double>(delta.y) / rect.height;
  if (right || io.KeyShift) {
    ui.run(fmt::format("shift {} {} {}", view + 1, x, y));
  } else {
    ui.run(fmt::format("turn {} {} {}", view + 1, x * kDegreesPerHeight, y * kDegreesPerHeight));
  }
}

//! How far the mouse has been from where it was pressed: also on a way that came back between two frames.
void follow_reach(Ui& ui) {
  const ImVec2 from = ImGui::GetIO().MouseClickedPos[0];
  for (const ImVec2& at : ui.mouse_path) ui.memory.reach = std::max(ui.memory.reach, std::hypot(at.x - from.x, at.y - from.y));
  ui.memory.reach = std::max(ui.memory.reach, std::sqrt(ImGui::GetIO().MouseDragMaxDistanceSqr[0]));
}

//! A patch drawn by hand: places of the surface along the line, closed and measured when the button is let go.
void outline(Ui& ui, int view, const ViewRect& rect, const ImVec2& corner) {
  Outline& drawn = ui.memory.outline;
  const auto follow = [&](const ImVec2& to) {
    for (const ScreenPoint& at :
         line_to(drawn, {static_cast<double>(to.x - corner.x), static_cast<double>(to.y - corner.y)}, ui.px(kLook))) {
      const auto place = ui.scene->pick(view, at.x, at.y);
      const bool far = drawn.places.empty() || (place && length(place->position - drawn.places.back()) >= kOutlineStep_mm);
      if (place && far) drawn.places.push_back(place->position);
    }
  };
  if (!drawn.last) follow(ImGui::GetIO().MouseClickedPos[0]);
  for (const ImVec2& to : ui.mouse_path) follow(to);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Rect& area = ui.layout.views;
  for (const Vec3& at : drawn.places) {
    const ScreenPlace seen = ui.scene->project(view, at);
    list.PathLineTo({area.x + static_cast<float>(rect.x + seen.x), area.y + static_cast<float>(rect.y + seen.y)});
  }
  list.PathStroke(colour(ui.theme().accent), 0, ui.px(2));
}

void close_outline(Ui& ui) {
  const Outline drawn = std::exchange(ui.memory.outline, {});
  if (drawn.places.size() < 3) return;
  std::string line = "patch";
  for (const Vec3& at : drawn.places) line += fmt::format(" {},{},{}", at.x, at.y, at.z);
  ui.run(line);
}

void wheel(Ui& ui, int view) {
  const float notches = ImGui::GetIO().MouseWheel;
  if (notches == 0 || !is_surface(*ui.document(), view)) return;
  ui.run(fmt::format("zoom {} {}", view + 1, std::pow(1.15, static_cast<double>(notches))));
}

//! Turns the place towards the viewer.
void fly(Ui& ui, int view, double x, double y) {
  Document& document = *ui.app.state().document();
  const auto place = ui.scene->pick(view, x, y);
  if (place) face(document, place->position, ui.state().view_aspect);
}

void click(Ui& ui, int view, double x, double y) {
  // In a review a click is about the item there: with a hundred dots on the heart it would often be about a point.
  const bool takes_points = ui.state().tool == Tool::kTurn && ui.state().side_tab != SideTab::kReview;
  const int point = takes_points ? ui.scene->pick_point(view, x, y) : -1;
  if (point >= 0) return ui.run(fmt::format("select point {} stay", point));
  const auto place = ui.scene->pick(view, x, y);
  if (place) ui.run(fmt::format("mark {},{},{}", place->position.x, place->position.y, place->position.z));
}

void hover(Ui& ui, int view, double x, double y) {
  Hover& hover = ui.app.state().hover;
  const ImVec2 delta = ImGui::GetIO().MouseDelta;
  // A view may turn, and a map be analysed anew, under a hand that keeps still.
  const std::uint64_t draw = ui.scene->draw_count();
  if (hover.view == view && delta.x == 0 && delta.y == 0 && ui.memory.hover_draw == draw) return;
  ui.memory.hover_draw = draw;
  hover_at(ui.app.state(), view, ui.scene->pick(view, x, y), ui.scene->pick_point(view, x, y));
}

}  // namespace

void view_input(Ui& ui, int view, const ViewRect& rect) {
  const float left = ui.layout.views.x + static_cast<float>(rect.x);
  const float top = ui.layout.views.y + static_cast<float>(rect.y);
  ImGui::SetCursorScreenPos({left, top});
  const std::string name = fmt::format("view {}", view + 1);
  ImGui::InvisibleButton(name.c_str(), {static_cast<float>(rect.width), static_cast<float>(rect.height)},
                         ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight | ImGuiButtonFlags_MouseButtonMiddle);
  ui.record(name);
  if (ui.scene == nullptr || ui.document() == nullptr) return;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const double x = static_cast<double>(mouse.x - left);
  const double y = static_cast<double>(mouse.y - top);
  if (ImGui::IsItemActivated()) ui.memory.reach = 0;
  if (ImGui::IsItemActive()) follow_reach(ui);
  const bool moved = ui.memory.reach >= ui.px(3);
  const bool outlines = ui.state().tool == Tool::kPatch && ImGui::IsMouseDown(ImGuiMouseButton_Left) && moved && !ImGui::GetIO().KeyShift;
  if (ImGui::IsItemActive() && outlines) {
    outline(ui, view, rect, {left, top});
  } else if (ImGui::IsItemActive()) {
    drag(ui, view, rect);
  }
  if (ImGui::IsItemDeactivated()) close_outline(ui);
  if (ImGui::IsItemHovered()) {
    wheel(ui, view);
    if (!ImGui::IsItemActive()) hover(ui, view, x, y);
    // A drag that comes back to where it began is no click.
    if (ImGui::IsMouseReleased(ImGuiMouseButton_Left) && ImGui::IsItemDeactivated() && !moved) click(ui, view, x, y);
    if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) fly(ui, view, x, y);
  } else if (ui.state().hover.view == view) {
    ui.app.state().hover = {};
  }
}

}  // namespace viamyo::viewer
