#include "display_snapshot.h"

#include <tuple>

#include "app_state.h"

namespace viamyo::viewer {

DisplaySnapshot take_snapshot(const Document& document) {
  const SceneState& scene = document.scene;
  DisplaySnapshot looks{scene.layout, {}, scene.display, scene.ranges, document.cameras_linked, document.filters};
  looks.display.beat = 0;
  for (const View& view : scene.views) looks.views.emplace_back(view.kind, view.overlay);
  return looks;
}

void show_as(AppState& state, Document& document, const DisplaySnapshot& looks) {
  SceneState& scene = document.scene;
  scene.layout = looks.layout;
  scene.views.resize(looks.views.size(), View(scene.views.front()));
  for (std::size_t i = 0; i < looks.views.size(); ++i) std::tie(scene.views[i].kind, scene.views[i].overlay) = looks.views[i];
  const double beat = scene.display.beat;
  scene.display = looks.display;
  scene.display.beat = beat;
  document.cameras_linked = looks.cameras_linked;
  document.filters = looks.filters;
  state.preferences.palette = looks.display.palette;
  for (Document& each : state.documents) {
    each.scene.display.palette = looks.display.palette;
    each.scene.ranges = looks.ranges;
  }
}

}  // namespace viamyo::viewer
