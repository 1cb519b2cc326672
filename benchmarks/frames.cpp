// Milliseconds per frame while a threshold moves, beside the same frame without classification, drawn in turn; and the work that grows with the map.
#include <GL/gl.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "large_map.h"
#include "viamyo/offscreen.h"
#include "viamyo/scene.h"

namespace {

using namespace viamyo;

double now_ms() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double frame_ms(Scene& scene, const SceneState& state) {
  const double began = now_ms();
  scene.draw(state, 1280, 800, 1);
  glFinish();
  return now_ms() - began;
}

SceneState state_of(const Map& map, const Analysis& analysis, Layout layout) {
  SceneState state;
  state.layout = layout;
  state.thresholds = analysis.thresholds;
  state.views = default_views(layout, map, analysis, 1.6);
  return state;
}

void measure(int vertices, Layout layout) {
  const auto map = std::make_shared<const Map>(benchmarks::large_map(vertices));
  const auto analysis = std::make_shared<const Analysis>(analyze(*map, make_settings("", {}), "benchmark"));
  Scene scene;
  const double began = now_ms();
  scene.set_map(map, analysis);
  SceneState classes = state_of(*map, *analysis, layout);
  for (View& view : classes.views) view.overlay = {OverlayKind::kClass};
  SceneState plain = state_of(*map, *analysis, layout);
  plain.display.borders = false;
  for (View& view : plain.views) view.overlay = {OverlayKind::kUnipolar};
  const double first = frame_ms(scene, classes) + now_ms() - began;
  // Each pair: ten frames of a moving threshold, ten of the plain overlay with a range that moves as much.
  std::vector<double> moving;
  std::vector<double> without;
  std::vector<double> ratios;
  for (int pair = 0; pair < 7; ++pair) {
    std::vector<double> a;
    std::vector<double> b;
    frame_ms(scene, classes);
    for (int i = 0; i < 10; ++i) {
      classes.thresholds.voltage_viable_mV = 6.0F + 0.1F * static_cast<float>(i);
      a.push_back(frame_ms(scene, classes));
    }
    frame_ms(scene, plain);
    for (int i = 0; i < 10; ++i) {
      plain.ranges["unipolar"] = {0, 14 + 0.1 * i};
      b.push_back(frame_ms(scene, plain));
    }
    moving.push_back(median(a));
    without.push_back(median(b));
    ratios.push_back(moving.back() / without.back());
  }
  fmt::print(
      "{:>8} triangles, {:<7} first {:8.1f} ms   threshold moves {:7.2f} ms   without classification {:7.2f} ms   ratio {:.2f}   programs "
      "{}\n",
      map->surface.triangles.size(), to_string(layout), first, median(moving), median(without), median(ratios), scene.program_count());
}

}  // namespace

int main() {
  const OffscreenContext context;
  fmt::print("1280x800, {}\n", context.description());
  for (const Layout layout : {Layout::kSingle, Layout::kQuad}) {
    for (const int vertices : {5'000, 80'000, 325'000}) measure(vertices, layout);
  }
}
