// The marker in the corner of a view that tells the directions of the body.
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "annotation_painter.h"

namespace viamyo {
namespace {

struct Letter {
  std::string_view text;
  Vec3 direction;
};
// Patient axes, LPS.
constexpr std::array kLetters{Letter{"L", {1, 0, 0}},  Letter{"R", {-1, 0, 0}}, Letter{"P", {0, 1, 0}},
                              Letter{"A", {0, -1, 0}}, Letter{"H", {0, 0, 1}},  Letter{"F", {0, 0, -1}}};

}  // namespace

//! A small ball with the letters of the patient's axes on it, nearer ones brighter. Only where the axes are known.
void draw_orientation_marker(const AnnotationPainter& pen) {
  if (pen.context().map->study.coordinate_frame != "LPS" || pen.view().kind != ViewKind::kSurface) return;
  const Camera& camera = pen.view().camera;
  const Vec3 right = cross(camera.direction, camera.up);
  const double radius = pen.px(22);
  const double foot = kMargin + 11 + kIdentityLine * static_cast<double>(identity_lines(pen).size());
  const Point2 centre{pen.px(kMargin) + radius + pen.px(6), pen.rect().height - pen.px(foot) - radius - pen.px(6)};
  pen.canvas().fill_circle(pen.at(centre.x, centre.y), radius + pen.px(11),
                           {pen.theme().ground});  // letters and all: the watermark runs there
  pen.canvas().circle(pen.at(centre.x, centre.y), radius, pen.px(1), {pen.theme().field_border});
  std::array<Letter, kLetters.size()> letters = kLetters;
  std::sort(letters.begin(), letters.end(),
            [&](const Letter& a, const Letter& b) { return dot(a.direction, camera.direction) > dot(b.direction, camera.direction); });
  for (const Letter& letter : letters) {
    const double away = dot(letter.direction, camera.direction);  // 1: behind the ball
    const double x = dot(letter.direction, right);
    const double y = dot(letter.direction, camera.up);
    if (away > 0.5) continue;
    const double alpha = std::clamp(0.65 - 0.5 * away, 0.2, 1.0);
    pen.canvas().line(pen.at(centre.x, centre.y), pen.at(centre.x + 0.62 * radius * x, centre.y - 0.62 * radius * y), pen.px(1.2),
                      {pen.theme().second_text, 0.6 * alpha});
    pen.write({centre.x + radius * x, centre.y - radius * y - pen.px(kCaptionSize) * 0.62}, letter.text, kCaptionSize,
              FontWeight::kSemiBold, {pen.theme().text, alpha}, Align::kCentre);
  }
}

}  // namespace viamyo
