#include "bulls_eye.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "html.h"

namespace viamyo {
namespace {

constexpr double kCentre = 160;
constexpr double kRadius = 150;  // of the base

struct Sector {
  double inner, outer;
  double from, to;  //!< degrees, counter-clockwise from the right
};

//! Where the viewer has it: the distance from the middle is what is left of the long axis. Angles as in docs/methods.md: anterior at 60 to 120 degrees in
//! the basal and mid rings, at 45 to 135 in the apical one.
Sector sector_of(int segment, const std::array<double, 3>& ring_limits) {
  const auto radius = [](double t) { return kRadius * (1 - t); };
  const auto& [basal, mid, apical] = ring_limits;
  if (segment == kSegmentCount) return {0, radius(apical), 0, 360};
  if (segment > 12) {
    const double from = 45 + 90.0 * (segment - 13);
    return {radius(apical), radius(mid), from, from + 90};
  }
  const double from = 60 + 60.0 * ((segment - 1) % 6);
  return segment <= 6 ? Sector{radius(basal), radius(0), from, from + 60} : Sector{radius(mid), radius(basal), from, from + 60};
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

std::string hex(double r, double g, double b) { return fmt::format("#{:02X}{:02X}{:02X}", std::lround(r), std::lround(g), std::lround(b)); }

//! The classes' fills and figures as the viewer draws them (shaders/surface_fragment_declarations.glsl): figures are the fill, darker or lighter.
struct ClassFill {
  std::array<int, 3> fill;
  std::string_view figure;  //!< with {} for its colour
  double times;             //!< the fill's channels, for the figure
  double to_white;          //!< share of the way from there
};
constexpr std::array<ClassFill, kTissueClassCount> kFills{{
    {{0x3E, 0x43, 0x4B}, R"(<circle cx="3" cy="3" r="2.4" fill="{0}"/><circle cx="9" cy="9" r="2.4" fill="{0}"/>)", 1.75, 0},
    {{0x26, 0x8C, 0x80}, "", 1, 0},
    {{0xF2, 0xC1, 0x4E}, R"(<path d="M-1 -1L13 13M-7 5L7 19M5 -7L19 7" stroke="{0}" stroke-width="1.5"/>)", 0.62, 0},
    {{0xB0, 0x2A, 0x42}, R"(<path d="M0 0L12 12M0 12L12 0" stroke="{0}" stroke-width="1.2"/>)", 1, 0.35},
    {{0xCD, 0xD0, 0xDA}, R"(<circle cx="3" cy="3" r="1.3" fill="{0}"/><circle cx="9" cy="9" r="1.3" fill="{0}"/>)", 0.62, 0},
    {{0x5C, 0x8C, 0xE8}, "", 1, 0},
}};

std::string patterns() {
  std::string text = "<defs>\n";
  for (std::size_t code = 0; code < kFills.size(); ++code) {
    const ClassFill& c = kFills.at(code);
    const auto shade = [&](int channel) { return c.times * channel + c.to_white * (255 - c.times * channel); };
    const std::string fill = hex(c.fill[0], c.fill[1], c.fill[2]);
    const std::string figure = hex(shade(c.fill[0]), shade(c.fill[1]), shade(c.fill[2]));
    text += fmt::format(
        R"svg(<pattern id="c{}" width="12" height="12" patternUnits="userSpaceOnUse"><rect width="12" height="12" fill="{}"/>{}</pattern>)svg"
        "\n",
        code, fill, c.figure.empty() ? std::string() : fmt::format(fmt::runtime(c.figure), figure));
  }
  return text + "</defs>\n";
}

//! Anterior up, septum on the left: who reads it need not know.
constexpr std::string_view kWalls = R"(<text x="160" y="0" text-anchor="middle">anterior</text>
<text x="160" y="328" text-anchor="middle">inferior</text>
<text x="4" y="164" text-anchor="end">septal</text>
<text x="316" y="164">lateral</text>
)";

std::string segment_svg(int segment, const PartStatistics& part, const std::array<double, 3>& ring_limits) {
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
