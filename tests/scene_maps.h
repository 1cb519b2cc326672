// Maps made to be looked at, and how their pictures are read in tests of what is drawn.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "meshes.h"
#include "viamyo/offscreen.h"
#include "viamyo/palette.h"
#include "viamyo/scene.h"

namespace viamyo::scenes {

//! One context for all tests of a program.
inline OffscreenContext& context() {
  static OffscreenContext made;
  return made;
}

struct Drawn {
  std::shared_ptr<const Map> map;
  std::shared_ptr<const Analysis> analysis;
  SceneState state;  //!< one view along -z from above (x to the right, y up), flat colours, nothing but the overlay

  explicit Drawn(Map made, const std::vector<SettingChange>& changes = {})
      : map(std::make_shared<const Map>(std::move(made))),
        analysis(std::make_shared<const Analysis>(analyze(*map, make_settings("", changes), "test"))) {
    state.layout = Layout::kSingle;
    state.thresholds = analysis->thresholds;
    state.display.points = state.display.borders = state.display.zones = false;
    state.display.unlit = true;
    View view;
    view.overlay = {OverlayKind::kClass};
    view.camera = fit_camera(map->surface, {{0, 0, -1}, {0, 1, 0}}, 1);
    state.views = {view};
  }
  [[nodiscard]] View& view() { return state.views.front(); }

  [[nodiscard]] Image picture(int size = 400, int oversampling = 1) const {
    context().make_current();
    Scene scene;
    scene.set_map(map, analysis);
    scene.draw(state, size, size, 1, oversampling);
    return scene.pixels();
  }
};

inline Rgb pixel(const Image& image, int x, int y) {
  const std::size_t at = 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x));
  return {static_cast<float>(image.rgba[at]) / 255, static_cast<float>(image.rgba[at + 1]) / 255,
          static_cast<float>(image.rgba[at + 2]) / 255};
}

//! Largest difference of a channel, 0 to 255.
inline double off(const Rgb& a, const Rgb& b) {
  return 255 * static_cast<double>(std::max({std::abs(a.r - b.r), std::abs(a.g - b.g), std::abs(a.b - b.b)}));
}

template <class Holds>
inline int count_pixels(const Image& image, Holds holds) {
  int count = 0;
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) count += holds(pixel(image, x, y)) ? 1 : 0;
  }
  return count;
}

//! The class whose fill or figure (as in the shader) a colour is nearest to; nothing for the ground.
inline int class_at(const Rgb& colour) {
  int best = -1;
  double nearest = off(colour, theme("dark").ground);
  const auto offer = [&](int code, const Rgb& shown) {
    if (off(colour, shown) < nearest) {
      nearest = off(colour, shown);
      best = code;
    }
  };
  const auto times = [](const Rgb& c, float f) { return Rgb{std::min(1.0F, c.r * f), std::min(1.0F, c.g * f), std::min(1.0F, c.b * f)}; };
  for (int code = 0; code < kTissueClassCount; ++code) {
    const Rgb fill = class_colour(static_cast<TissueClass>(code));
    const Rgb light{fill.r + 0.35F * (1 - fill.r), fill.g + 0.35F * (1 - fill.g), fill.b + 0.35F * (1 - fill.b)};
    offer(code, fill);
    if (code == 0) offer(code, times(fill, 1.75F));
    if (code == 2 || code == 4) offer(code, times(fill, 0.62F));
    if (code == 3) offer(code, light);
  }
  return best;
}

//! A sheet of 40 x 40 mm, voltage rising with x, shortening with y.
inline Map sheet(const std::function<double(const Vec3&)>& voltage, const std::function<double(const Vec3&)>& shortening, int cells = 16) {
  Map map;
  map.surface = meshes::planar_grid(40, 40, cells, cells);
  meshes::add_field(map.surface, field_name::kUnipolarVoltage, "mV", voltage);
  meshes::add_field(map.surface, field_name::kLinearLocalShortening, "%", shortening);
  return map;
}

}  // namespace viamyo::scenes
