// The legend: every class and every mark that is drawn, once for all views; classes with their area and share.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "annotation_painter.h"
#include "see_through.h"
#include "swatches.h"

namespace viamyo {
namespace {

constexpr double kRow = 20;
constexpr double kTotalLine = 16;  // below a class's name
constexpr double kBetween = 18;    // entries of one line
constexpr double kAround = 6;      // above the first line and below the last

struct Entry {
  Mark mark = Mark::kClass;
  std::string text;
  TissueClass tissue = TissueClass::kUnmapped;
  std::string total{};
};

std::string_view short_name(TissueClass tissue) {
  switch (tissue) {
    case TissueClass::kNormal:
      return "preserved at rest";
    case TissueClass::kViableIschemic:
      return "viable-ischaemic";
    case TissueClass::kInfarcted:
      return "infarcted";
    case TissueClass::kIndeterminate:
      return "indeterminate";
    case TissueClass::kViable:
      return "viable by voltage";
    case TissueClass::kUnmapped:
      break;
  }
  return "no data";
}

std::string_view ghost_text(GhostKind kind) {
  switch (kind) {
    case GhostKind::kTried:
      return "threshold that is tried";
    case GhostKind::kBeforeDrag:
      return "threshold before the change";
    case GhostKind::kProposed:
      break;
  }
  return "threshold as proposed";
}

bool shows_classes(const AnnotationContext& c) {
  const std::vector<View>& views = c.state->views;
  return c.analysis->criteria && !c.state->display.classes_hidden &&
         std::any_of(views.begin(), views.end(), [](const View& v) { return v.overlay.kind == OverlayKind::kClass; });
}

void add_classes(const AnnotationPainter& pen, std::vector<Entry>& entries) {
  const AnnotationContext& c = pen.context();
  const SceneState& state = *c.state;
  const bool shown = shows_classes(c);
  if (shown) {
    using enum TissueClass;
    const bool mechanics = state.thresholds.criteria == Criteria::kElectromechanical;
    for (const TissueClass tissue :
         mechanics ? std::vector{kNormal, kViableIschemic, kInfarcted, kIndeterminate} : std::vector{kViable, kInfarcted, kIndeterminate})
      entries.push_back({Mark::kClass, std::string(short_name(tissue)), tissue, class_total_text(*c.analysis, tissue, c.current)});
  }
  entries.push_back({Mark::kClass, std::string(short_name(TissueClass::kUnmapped)), TissueClass::kUnmapped,
                     shown ? class_total_text(*c.analysis, TissueClass::kUnmapped, c.current) : ""});
}

void add_see_through(const Display& display, std::vector<Entry>& entries) {
  if (const double opacity = opacity_of(display); opacity < 1)
    entries.push_back({Mark::kSeeThrough, fmt::format("see-through: opacity {} %", short_number(100 * opacity))});
}

std::vector<Entry> entries_of(const AnnotationPainter& pen) {
  const AnnotationContext& c = pen.context();
  const SceneState& state = *c.state;
  const Display& display = state.display;
  const bool open = !display.classes_hidden;
  const bool current = state.thresholds == c.analysis->thresholds;
  std::vector<Entry> entries;
  add_classes(pen, entries);
  const auto add = [&](bool drawn, Mark mark, std::string_view text) {
    if (drawn) entries.push_back({mark, std::string(text)});
  };
  const std::size_t points = c.map->points.positions.size();
  const std::size_t used = accepted_count(c.map->points);
  const bool left_out = used < points || !c.analysis->settings.excluded_points.empty();
  add_see_through(display, entries);
  const bool has_far = !far_dots_text(*c.map, *c.analysis, {OverlayKind::kClass}).empty() ||
                       std::any_of(state.views.begin(), state.views.end(),
                                   [&](const View& view) { return !far_dots_text(*c.map, *c.analysis, view.overlay).empty(); });
  add(has_far, Mark::kNoPointNear, "no point near");
  add(open && current && !state.rejected.regions.empty(), Mark::kRejected, "rejected");
  add(open && current && display.zones && c.analysis->candidate_zones.size() > state.rejected.zones.size(), Mark::kZone,
      "candidate zone, review only");
  add(open && display.band && c.analysis->criteria.has_value(), Mark::kBand, "\u00B110 % of a threshold flips it");
  add(open && display.borders && c.analysis->criteria.has_value(), Mark::kBorder, "at a threshold");
  add(open && state.ghost.has_value() && display.borders, Mark::kGhost, ghost_text(state.ghost_kind));
  add(display.points && used > 0, Mark::kPoint, "mapping point");
  const bool round = std::any_of(state.views.begin(), state.views.end(), [](const View& v) { return v.kind == ViewKind::kSurface; });
  add(display.points && used > 0 && round && opacity_of(display) < 1, Mark::kPointBehind, "point behind, in the wall's colour");
  add(display.points && left_out, Mark::kExcluded, "left out");
  return entries;
}

//! Of an entry in the legend beside the views.
double row_of(const AnnotationPainter& pen, const Entry& entry) { return pen.px(kRow + (entry.total.empty() ? 0 : kTotalLine)); }

double height_of_column(const AnnotationPainter& pen, const std::vector<Entry>& entries) {
  double height = 0;
  for (const Entry& entry : entries) height += row_of(pen, entry);
  return height;
}

//! Of the legend beside the views. Where its height has no room for all, the totals give way, and then what shows by itself.
std::vector<Entry> entries_of_column(const AnnotationPainter& pen) {
  std::vector<Entry> entries = entries_of(pen);
  const auto has_room = [&] { return height_of_column(pen, entries) + pen.px(2 * kAround) <= pen.rect().height; };
  if (has_room()) return entries;
  for (Entry& entry : entries) entry.total.clear();
  if (!has_room()) {
    using enum Mark;
    std::erase_if(entries, [](const Entry& e) { return e.mark == kBorder || e.mark == kPoint || e.mark == kExcluded; });
  }
  return entries;
}

double width_of(const AnnotationPainter& pen, const Entry& entry) {
  const auto width = [&](const std::string& text) { return pen.canvas().text_width(text, pen.px(kCaptionSize), FontWeight::kRegular); };
  return pen.px(kSwatch + 6) + std::max(width(entry.text), width(entry.total));
}

//! Which entries stand in each line.
struct Line {
  std::size_t first = 0, last = 0;  // one beyond
  double width = 0;
  bool totals = false;
};
std::vector<Line> lines_of(const AnnotationPainter& pen, const std::vector<Entry>& entries) {
  const double room = pen.rect().width - pen.px(2 * kMargin);
  std::vector<Line> lines;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const double width = width_of(pen, entries[i]);
    if (lines.empty() || lines.back().width + pen.px(kBetween) + width > room) {
      lines.push_back({i, i + 1, width, false});
    } else {
      lines.back().width += pen.px(kBetween) + width;
      lines.back().last = i + 1;
    }
    if (!entries[i].total.empty()) lines.back().totals = true;
  }
  return lines;
}

double height_of(const AnnotationPainter& pen, const std::vector<Line>& lines) {
  double height = pen.px(2 * kAround);
  for (const Line& line : lines) height += pen.px(kRow + (line.totals ? kTotalLine : 0));
  return height;
}

void draw_entry(const AnnotationPainter& pen, Point2 place, const Entry& entry) {
  const Point2 corner = pen.at(place.x, place.y);
  draw_swatch(pen, {std::round(corner.x), std::round(corner.y)}, entry.mark, entry.tissue);
  const double left = place.x + pen.px(kSwatch + 6);
  pen.write({left, place.y + pen.px(1)}, entry.text, kCaptionSize, FontWeight::kRegular, {pen.theme().text});
  if (!entry.total.empty())
    pen.write({left, place.y + pen.px(kTotalLine + 1)}, entry.total, kCaptionSize, FontWeight::kRegular, {pen.theme().second_text});
}

}  // namespace

namespace {

//! Whether the overlay has values where no accepted point is near.
bool shows_far_values(const Map& map, const Analysis& analysis, const Overlay& overlay) {
  const std::vector<double>& far = analysis.distance_to_point_mm;
  if (far.empty() || overlay.kind == OverlayKind::kCoverage) return false;
  // Of what classes are made from it is the very number that the report tells and warns of.
  if (overlay.kind != OverlayKind::kField) return analysis.mapped_area_beyond_fill_mm2 != 0;
  const Field* const field = find_field(map.surface.fields, overlay.field);
  for (std::size_t v = 0; field != nullptr && v < std::min(far.size(), field->values.size()); ++v) {
    if (far[v] > analysis.settings.fill_distance_mm && std::isfinite(field->values[v])) return true;
  }
  return false;
}

}  // namespace

std::string class_total_text(const Analysis& analysis, TissueClass tissue, bool current) {
  if (!current) return "being updated";
  if (tissue == TissueClass::kUnmapped) return fmt::format("{:.1f} cm\u00B2", (analysis.area_mm2 - analysis.mapped_area_mm2) / 100);
  const double area = analysis.class_area_mm2.at(static_cast<std::size_t>(tissue));
  const double percent = analysis.mapped_area_mm2 > 0 ? 100 * area / analysis.mapped_area_mm2 : 0;
  return fmt::format("{:.1f} cm\u00B2 \u00B7 {:.0f} %", area / 100, percent);
}

std::string far_dots_text(const Map& map, const Analysis& analysis, const Overlay& overlay) {
  if (!shows_far_values(map, analysis, overlay)) return {};
  return fmt::format("dotted: no point within {} mm", short_number(analysis.settings.fill_distance_mm));
}

bool needs_legend(const AnnotationContext& context) { return shows_classes(context) || opacity_of(context.state->display) < 1; }

double legend_column_width(Canvas& canvas, const AnnotationContext& context, double height) {
  const ViewRect rect{0, 0, 0, static_cast<int>(height)};
  const AnnotationPainter pen(canvas, context, 0, rect);
  double widest = 0;
  for (const Entry& entry : entries_of_column(pen)) widest = std::max(widest, width_of(pen, entry));
  return widest + pen.px(2 * kMargin);
}

void annotate_legend_column(Canvas& canvas, const AnnotationContext& context, const ViewRect& rect) {
  const AnnotationPainter pen(canvas, context, 0, rect);
  const std::vector<Entry> entries = entries_of_column(pen);
  const double height = height_of_column(pen, entries);
  const double share = std::clamp((rect.height - pen.px(2 * kAround)) / height, kSwatch / kRow, 1.0);
  double top = (rect.height - height * share) / 2;
  for (const Entry& entry : entries) {
    draw_entry(pen, {pen.px(kMargin), top}, entry);
    top += row_of(pen, entry) * share;
  }
}

double legend_height(Canvas& canvas, const AnnotationContext& context, double width) {
  const ViewRect rect{0, 0, static_cast<int>(width), 0};
  const AnnotationPainter pen(canvas, context, 0, rect);
  return height_of(pen, lines_of(pen, entries_of(pen)));
}

void annotate_legend(Canvas& canvas, const AnnotationContext& context, const ViewRect& rect) {
  const AnnotationPainter pen(canvas, context, 0, rect);
  const std::vector<Entry> entries = entries_of(pen);
  const std::vector<Line> lines = lines_of(pen, entries);
  // A window's legend is as high as it is: more lines than usual come closer together.
  const double around = pen.px(2 * kAround);
  const double height = height_of(pen, lines) - around;
  const double share = std::clamp((rect.height - around) / height, kSwatch / kRow, 1.0);
  double top = (rect.height - height * share) / 2;
  for (const Line& line : lines) {
    double left = pen.px(kMargin);
    for (std::size_t i = line.first; i < line.last; ++i) {
      draw_entry(pen, {left, top}, entries[i]);
      left += width_of(pen, entries[i]) + pen.px(kBetween);
    }
    top += pen.px(kRow + (line.totals ? kTotalLine : 0)) * share;
  }
}

}  // namespace viamyo
