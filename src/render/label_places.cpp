#include "label_places.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "view_layer.h"

namespace viamyo {
namespace {

constexpr double kHalfHeight = 11;  // of a label, at scale 1
constexpr std::array kNear{30.0, 44.0, 60.0, 80.0, 104.0, 132.0};
constexpr std::array kFar{164.0, 200.0, 240.0};
constexpr int kWays = 16;

}  // namespace

LabelPlaces::LabelPlaces(const AnnotationPainter& pen) : pen_(pen) {
  const double width = pen.rect().width;
  const double height = pen.rect().height;
  const double foot = pen.px(kMargin + kIdentityLine * static_cast<double>(identity_lines(pen).size()));
  taken_.push_back({0, 0, width, pen.px(30)});
  taken_.push_back({0, 0, width * 0.6, pen.px(48)});  // the unit, where it stands below the title
  taken_.push_back({0, height - foot, width, height});
  if (pen.view().overlay.kind != OverlayKind::kClass) taken_.push_back({width - pen.px(66), 0, width, height});
  if (pen.view().kind == ViewKind::kSurface) {
    taken_.push_back({0, height - foot - pen.px(72), pen.px(84), height});
    return;
  }
  // The names of the walls around a bull's-eye.
  const double reach = kWallsAt * height / (2 * bullseye_half_height(pen.rect(), pen.context().scale));
  const double line = pen.px(kCaptionSize * 1.25);
  for (const double top : {height / 2 - reach - line, height / 2 + reach})
    taken_.push_back({width / 2 - pen.px(28), top, width / 2 + pen.px(28), top + line});
  const double beside = reach / kWallsAt;
  for (const double left : {width / 2 - beside * 1.06 - pen.px(52), width / 2 + beside})
    taken_.push_back({left, (height - line) / 2, left + beside * 0.06 + pen.px(52), (height + line) / 2});
}

LabelPlaces::Box LabelPlaces::around(double x, double y, std::string_view text) const {
  const double half = pen_.canvas().text_width(text, pen_.px(kCaptionSize), FontWeight::kMedium) / 2 + pen_.px(8);
  return {x - half, y - pen_.px(kHalfHeight), x + half, y + pen_.px(kHalfHeight)};
}

bool LabelPlaces::is_free(const Box& box) const {
  if (box.left < 0 || box.right > pen_.rect().width || box.top < 0 || box.bottom > pen_.rect().height) return false;
  return std::none_of(taken_.begin(), taken_.end(), [&](const Box& other) {
    return box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
  });
}

bool LabelPlaces::is_beside_heart(const Box& box) const {
  const auto is_heart = [&](double x, double y) { return pen_.context().scene->pick(pen_.view_index(), x, y).has_value(); };
  for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    const double x = box.left + share * (box.right - box.left);
    if (is_heart(x, box.top) || is_heart(x, box.bottom)) return false;
  }
  return true;
}

Point2 LabelPlaces::aside(const ScreenPlace& place, std::string_view text) const {
  const double outward = std::atan2(place.y - pen_.rect().height / 2.0, place.x - pen_.rect().width / 2.0);
  const auto search = [&](const auto& distances, bool beside_heart) -> std::optional<Point2> {
    for (const double away : distances) {
      for (int i = 0; i < kWays; ++i) {
        const double turn = (i % 2 == 0 ? 1 : -1) * std::ceil(i / 2.0) * 2 * std::numbers::pi / kWays;
        // A label is wide: beside the place it needs more of the way than above it.
        const double x = place.x + 1.6 * pen_.px(away) * std::cos(outward + turn);
        const double y = place.y + pen_.px(away) * std::sin(outward + turn);
        const Box box = around(x, y, text);
        if (is_free(box) && (!beside_heart || is_beside_heart(box))) return Point2{x, y};
      }
    }
    return std::nullopt;
  };
  if (const auto found = search(kNear, true)) return *found;
  if (const auto found = search(kNear, false)) return *found;
  if (const auto found = search(kFar, false)) return *found;
  return {place.x, place.y};
}

void LabelPlaces::set(double x, double y, std::string_view text, const Rgb& colour) {
  pen_.label({x, y}, text, kCaptionSize, colour);
  taken_.push_back(around(x, y, text));
}

void LabelPlaces::name(const ScreenPlace& place, std::string_view text, const Rgb& colour) {
  if (!place.visible) return;
  const Box own = around(place.x, place.y, text);
  const double half_width = (own.right - own.left) / 2;
  const bool fits = place.room >= pen_.px(kHalfHeight) && place.room * kLabelShape >= half_width && is_free(own);
  if (fits) return set(place.x, place.y, text, colour);
  const Point2 at = aside(place, text);
  const Point2 from = pen_.at(place.x, place.y);
  // To the label's edge: it lies on no text.
  const double reach = std::min(
      {1.0, half_width / std::max(std::abs(at.x - place.x), 1e-9), pen_.px(kHalfHeight) / std::max(std::abs(at.y - place.y), 1e-9)});
  const Point2 to = pen_.at(at.x + reach * (place.x - at.x), at.y + reach * (place.y - at.y));
  for (const auto& [width, ink] : {std::pair{4.0, pen_.theme().border}, std::pair{1.4, Rgb{1, 1, 1}}})
    pen_.canvas().line(from, to, pen_.px(width), {ink});
  pen_.canvas().fill_circle(from, pen_.px(4.5), {pen_.theme().border});
  pen_.canvas().fill_circle(from, pen_.px(3), {{1, 1, 1}});
  set(at.x, at.y, text, colour);
}

void LabelPlaces::add(const ScreenPlace& place, std::string_view text, const Rgb& colour) {
  if (!place.visible) return;
  constexpr int kTries = 4;
  for (int i = 0; i < kTries; ++i) {
    const double y = place.y + i * pen_.px(2 * kHalfHeight);
    if (!is_free(around(place.x, y, text))) continue;
    return set(place.x, y, text, colour);
  }
}

}  // namespace viamyo
