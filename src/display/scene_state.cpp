#include "viamyo/scene_state.h"

#include <array>

namespace viamyo {
namespace {

View surface_view(Overlay overlay, const Camera& camera, const std::string& title) {
  return {ViewKind::kSurface, std::move(overlay), camera, title};
}

//! The first of these that the map has.
Overlay first_available(std::initializer_list<OverlayKind> kinds, const Map& map, const Analysis& analysis) {
  for (const OverlayKind kind : kinds) {
    if (is_available({kind}, map, analysis)) return {kind};
  }
  return {*kinds.begin()};
}

std::string title_of(std::string_view view) {
  for (const StandardView& known : standard_views()) {
    if (known.name == view) return std::string(known.title);
  }
  return {};
}

}  // namespace

std::optional<Layout> layout_from_string(std::string_view text) {
  for (std::size_t i = 0; i < kLayoutNames.size(); ++i) {
    if (kLayoutNames.at(i) == text) return static_cast<Layout>(i);
  }
  return std::nullopt;
}

std::string_view to_string(Layout layout) { return kLayoutNames.at(static_cast<std::size_t>(layout)); }

DisplayRange range_of(const SceneState& state, const Overlay& overlay, const Map& map) {
  const auto chosen = state.ranges.find(to_string(overlay));
  return chosen != state.ranges.end() ? chosen->second : default_range(overlay, map);
}

const Palette& palette_of(const SceneState& state, const Overlay& overlay) {
  if (overlay.kind == OverlayKind::kCoverage) return distance_palette();
  const Palette* const found = find_palette(state.display.palette);
  const Palette& chosen = found != nullptr ? *found : palettes().front();
  const bool of_noga =
      overlay.kind == OverlayKind::kUnipolar || overlay.kind == OverlayKind::kBipolar || overlay.kind == OverlayKind::kShortening;
  return of_noga || chosen.read_by == kEveryone ? chosen : *find_palette("cividis");
}

Rejected rejected_of(const ReviewState& review) {
  const auto indices = [](const std::vector<ItemState>& states) {
    std::vector<int> found;
    for (std::size_t i = 0; i < states.size(); ++i) {
      if (states[i] == ItemState::kRejected) found.push_back(static_cast<int>(i));
    }
    return found;
  };
  return {indices(review.regions), indices(review.zones)};
}

Layout default_layout(const Analysis& analysis) { return analysis.criteria ? Layout::kQuad : Layout::kSingle; }

std::vector<View> default_views(Layout layout, const Map& map, const Analysis& analysis, double aspect) {
  const std::string_view name = default_view(map, analysis);
  const Camera camera = fit_camera(map.surface, view_direction(name, map, analysis), aspect);
  const std::string title = title_of(name);
  const bool bipolar = analysis.settings.voltage == VoltageKind::kBipolar;
  const Overlay voltage =
      bipolar ? first_available({OverlayKind::kBipolar, OverlayKind::kUnipolar, OverlayKind::kShortening, OverlayKind::kActivation}, map,
                                analysis)
              : first_available({OverlayKind::kUnipolar, OverlayKind::kBipolar, OverlayKind::kShortening, OverlayKind::kActivation}, map,
                                analysis);
  const Overlay beside = first_available(
      {OverlayKind::kShortening, bipolar ? OverlayKind::kUnipolar : OverlayKind::kBipolar, OverlayKind::kActivation}, map, analysis);
  const Overlay tissue = first_available({OverlayKind::kClass, OverlayKind::kCoverage}, map, analysis);
  const bool has_polar = analysis.axis.axis && analysis.axis.axis->has_rotation;
  const View polar{has_polar ? ViewKind::kBullseye : ViewKind::kSurface,
                   has_polar
                       ? tissue
                       : first_available({OverlayKind::kCoverage, OverlayKind::kAgreement, OverlayKind::kActivation, OverlayKind::kClass},
                                         map, analysis),
                   camera, has_polar ? "" : title};
  switch (layout) {
    case Layout::kSingle:
      return {surface_view(voltage, camera, title)};
    case Layout::kPair:
      return {surface_view(voltage, camera, title), surface_view(beside, camera, title)};
    case Layout::kQuad:
      return {surface_view(voltage, camera, title), surface_view(beside, camera, title), surface_view(tissue, camera, title), polar};
    case Layout::kBullseye:
      return {polar};
  }
  return {};
}

std::vector<ViewRect> view_rects(Layout layout, int width, int height, int gap) {
  const auto halves = [gap](int whole) { return std::array<int, 2>{(whole - gap) / 2, whole - gap - (whole - gap) / 2}; };
  const std::array<int, 2> w = halves(width);
  const std::array<int, 2> h = halves(height);
  switch (layout) {
    case Layout::kSingle:
    case Layout::kBullseye:
      return {{0, 0, width, height}};
    case Layout::kPair:
      return {{0, 0, w[0], height}, {w[0] + gap, 0, w[1], height}};
    case Layout::kQuad:
      return {{0, 0, w[0], h[0]}, {w[0] + gap, 0, w[1], h[0]}, {0, h[0] + gap, w[0], h[1]}, {w[0] + gap, h[0] + gap, w[1], h[1]}};
  }
  return {};
}

}  // namespace viamyo
