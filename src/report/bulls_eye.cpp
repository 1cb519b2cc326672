#include "bulls_eye.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "html.h"

namespace viamyo {
namespace {

constexpr double kCentre = 160;
constexpr std::array<double, 5> kRadii{0, 38, 76, 114, 150};  // apex, apical, mid and basal ring, from the middle out

struct Sector {
  double inner, outer;
  double from, to;  //!< degrees, counter-clockwise from the right
};

//! Angles as in docs/methods.md: anterior at 60 to 120 degrees in the basal and mid rings, at 45 to 135 in the apical one.
Sector sector_of(int segment) {
  if (segment == kSegmentCount) return {kRadii[0], kRadii[1], 0, 360};
  if (segment > 12) {
    const double from = 45 + 90.0 * (segment - 13);
    return {kRadii[1], kRadii[2], from, from + 90};
  }
  const double from = 60 + 60.0 * ((segment - 1) % 6);
  const bool basal = segment <= 6;
  return {basal ? kRadii[3] : kRadii[2], basal ? kRadii[4] : kRadii[3], from, from + 60};
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

//! The class colours and hatches of the viewer.
constexpr std::string_view kPatterns = R"(<defs>
<pattern id="c1" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#268C80"/></pattern>
<pattern id="c2" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#F2C14E"/><path d="M0 8L8 0" stroke="#0D0F14" stroke-width="1"/></pattern>
<pattern id="c3" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#B02A42"/><path d="M0 8L8 0M0 0L8 8" stroke="#FFFFFF" stroke-width="0.8"/></pattern>
<pattern id="c4" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#CDD0DA"/><circle cx="4" cy="4" r="1" fill="#0D0F14"/></pattern>
<pattern id="c5" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#5C8CE8"/></pattern>
<pattern id="c0" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#FFFFFF"/><circle cx="4" cy="4" r="1.5" fill="#3E434B"/></pattern>
</defs>
)";

//! Anterior up, septum on the left: who reads it need not know.
constexpr std::string_view kWalls = R"(<text x="160" y="0" text-anchor="middle">anterior</text>
<text x="160" y="328" text-anchor="middle">inferior</text>
<text x="4" y="164" text-anchor="end">septal</text>
<text x="316" y="164">lateral</text>
)";

std::string segment_svg(int segment, const PartStatistics& part) {
  const auto* const most = std::max_element(part.class_percent.begin() + 1, part.class_percent.end());
  const bool mapped = part.mapped_percent > 0 && *most > 0;
  const auto code = mapped ? most - part.class_percent.begin() : 0;
  const Sector s = sector_of(segment);
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
  for (int code = 0; code < kTissueClassCount; ++code) {
    const int y = 40 + 36 * code;
    text +=
        fmt::format(R"svg(<rect x="400" y="{}" width="22" height="16" fill="url(#c{})" stroke="#0D0F14"/><text x="430" y="{}">{}</text>)svg"
                    "\n",
                    y, code, y + 13, html_text(shown_as(static_cast<TissueClass>(code), criteria)));
  }
  return text;
}

}  // namespace

std::string bulls_eye_svg(const Analysis& analysis) {
  if (analysis.segments.size() != static_cast<std::size_t>(kSegmentCount)) return {};
  std::string svg = R"(<svg viewBox="-60 -22 880 364" role="img" aria-label="Bull's-eye of the 17 segments">)";
  svg += "\n";
  svg += kPatterns;
  for (int segment = 1; segment <= kSegmentCount; ++segment)
    svg += segment_svg(segment, analysis.segments.at(static_cast<std::size_t>(segment) - 1));
  return svg + std::string(kWalls) + legend_svg(analysis.criteria.value_or(Criteria::kElectromechanical)) + "</svg>\n";
}

}  // namespace viamyo
