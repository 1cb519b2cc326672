#include "bulls_eye.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "html.h"
#include "viamyo/palette.h"

namespace viamyo {
namespace {

constexpr double kCentre = 160;
constexpr double kRadius = 150;  // of the base

struct Sector {
  double inner, outer;
  double from, to;  //!< degrees, counter-clockwise from the right
};

//! Where the viewer has it: the distance from the middle is what is left of the long axis.
Sector sector_of(int segment, const std::array<double, 3>& ring_limits) {
  const auto ring = static_cast<std::size_t>(ring_of_segment(segment));
  const auto radius = [](double t) { return kRadius * (1 - t); };
  const double from = segment_from_degrees(segment);
  return {ring == ring_limits.size() ? 0 : radius(ring_limits.at(ring)), ring == 0 ? radius(0) : radius(ring_limits.at(ring - 1)), from,
          from + kRings.at(ring).width_degrees()};
}

std::string point(double radius, double degrees) {
  const double angle = degrees * std::numbers::pi / 180;
  return fmt::format("{:.2f} {:.2f}", kCentre + radius * std::cos(angle), kCentre - radius * std::sin(angle));
}

std::string shape(const Sector& s) {
  if (s.inner == 0) return fmt::format(R"(<circle cx="{0}" cy="{0}" r="{1}")", kCentre, s.outer);
  return fmt::format(R"(<path d="M {0} A {4} {4} 0 0 0 {1} L {2} A {5} {5} 0 0 1 {3} Z")", point(s.outer, s.from), point(s.outer, s.to),
                     point(s.inner, s.to), point(s.inner, s.from), s.outer, s.inner);
}

//! The classes' figures as the viewer draws them (shaders/surface_fragment_declarations.glsl): the fill, darker or lighter.
struct ClassFigure {
  std::string_view shape;  //!< with {} for its colour
  double times;            //!< the fill's channels, for the figure
  double to_white;         //!< share of the way from there
};
constexpr std::array<ClassFigure, kTissueClassCount> kFigures{{
    {R"(<circle cx="3" cy="3" r="2.4" fill="{0}"/><circle cx="9" cy="9" r="2.4" fill="{0}"/>)", 1.75, 0},
    {"", 1, 0},
    {R"(<path d="M-1 -1L13 13M-7 5L7 19M5 -7L19 7" stroke="{0}" stroke-width="1.5"/>)", 0.62, 0},
    {R"(<path d="M0 0L12 12M0 12L12 0" stroke="{0}" stroke-width="1.2"/>)", 1, 0.35},
    {R"(<circle cx="3" cy="3" r="1.3" fill="{0}"/><circle cx="9" cy="9" r="1.3" fill="{0}"/>)", 0.62, 0},
    {"", 1, 0},
}};

Rgb figure_colour(const Rgb& fill, const ClassFigure& figure) {
  const auto shade = [&](float channel) {
    const double shaded = figure.times * static_cast<double>(channel);
    return static_cast<float>(shaded + figure.to_white * (1 - shaded));
  };
  return {shade(fill.r), shade(fill.g), shade(fill.b)};
}

std::string patterns() {
  std::string text = "<defs>\n";
  for (std::size_t code = 0; code < kFigures.size(); ++code) {
    const Rgb fill = class_colour(static_cast<TissueClass>(code));
    const ClassFigure& figure = kFigures.at(code);
    text += fmt::format(
        R"svg(<pattern id="c{}" width="12" height="12" patternUnits="userSpaceOnUse"><rect width="12" height="12" fill="{}"/>{}</pattern>)svg"
        "\n",
        code, to_hex(fill),
        figure.shape.empty() ? std::string() : fmt::format(fmt::runtime(figure.shape), to_hex(figure_colour(fill, figure))));
  }
  return text + "</defs>\n";
}

//! Anterior up, septum on the left: who reads it need not know.
constexpr std::string_view kWalls = R"(<text x="160" y="0" text-anchor="middle">anterior</text>
<text x="160" y="328" text-anchor="middle">inferior</text>
<text x="4" y="164" text-anchor="end">septal</text>
<text x="316" y="164">lateral</text>
)";

std::string segment_svg(int segment, const SegmentStatistics& part, const std::array<double, 3>& ring_limits) {
  const auto* const most = std::max_element(part.class_percent.begin() + 1, part.class_percent.end());
  const bool mapped = part.mapped_percent > 0 && *most > 0;
  const auto code = mapped ? most - part.class_percent.begin() : 0;
  const Sector s = sector_of(segment, ring_limits);
  const std::string title = fmt::format("{} {}: {:.0f} % mapped", segment, segment_name(segment), mapped ? part.mapped_percent : 0.0);
  const double middle = s.inner == 0 ? 0 : (s.inner + s.outer) / 2;
  const std::string_view at_space = " ";
  const std::string place = point(middle, (s.from + s.to) / 2);
  const std::size_t blank = place.find(at_space);
  return fmt::format(R"svg({} fill="url(#c{})" stroke="#0D0F14"><title>{}</title></{}><text x="{}" y="{}" class="share">{}</text>)svg"
                     "\n",
                     shape(s), code, html_text(title), s.inner == 0 ? "circle" : "path", place.substr(0, blank), place.substr(blank + 1),
                     mapped ? fmt::format("{:.0f} %", *most) : "-");
}

std::string legend_svg(Criteria criteria) {
  std::string text;
  int y = 40;
  for (int code = 1; code <= kTissueClassCount; ++code) {
    const auto tissue = static_cast<TissueClass>(code % kTissueClassCount);  // what is unmapped last
    const bool mechanics = criteria == Criteria::kElectromechanical;
    if (mechanics ? tissue == TissueClass::kViable : tissue == TissueClass::kNormal || tissue == TissueClass::kViableIschemic) continue;
    text +=
        fmt::format(R"svg(<rect x="400" y="{}" width="22" height="16" fill="url(#c{})" stroke="#0D0F14"/><text x="430" y="{}">{}</text>)svg"
                    "\n",
                    y, static_cast<int>(tissue), y + 13, html_text(shown_as(tissue, criteria)));
    y += 36;
  }
  return text;
}

}  // namespace

std::string bulls_eye_svg(const Analysis& analysis) {
  if (analysis.segments.size() != static_cast<std::size_t>(kSegmentCount)) return {};
  std::string svg = R"(<svg viewBox="-60 -22 880 364" role="img" aria-label="Bull's-eye of the 17 segments">)";
  svg += "\n";
  svg += patterns();
  for (int segment = 1; segment <= kSegmentCount; ++segment)
    svg += segment_svg(segment, analysis.segments.at(static_cast<std::size_t>(segment) - 1), analysis.settings.ring_limits);
  return svg + std::string(kWalls) + legend_svg(analysis.criteria.value_or(Criteria::kElectromechanical)) + "</svg>\n";
}

}  // namespace viamyo
