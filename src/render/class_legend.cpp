#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>
#include <vector>

#include "pen.h"
#include "view_layer.h"

namespace viamyo {
namespace {

constexpr double kSwatch = 16;
constexpr double kRow = 20;
constexpr std::string_view kRejected = "rejected";
constexpr std::string_view kNoPointNear = "no point near";

struct Row {
  std::optional<TissueClass> tissue;  //!< none: not of the surface, but of the team or of the thresholds
  std::string_view text;
};

std::vector<Row> rows_of(const Thresholds& thresholds) {
  if (thresholds.criteria == Criteria::kVoltage) {
    return {{TissueClass::kViable, "viable by voltage"},
            {TissueClass::kInfarcted, "infarcted"},
            {TissueClass::kIndeterminate, "indeterminate"},
            {TissueClass::kUnmapped, "no data"}};
  }
  return {{TissueClass::kNormal, "preserved at rest"},
          {TissueClass::kViableIschemic, "viable-ischaemic"},
          {TissueClass::kInfarcted, "infarcted"},
          {TissueClass::kIndeterminate, "indeterminate"},
          {TissueClass::kUnmapped, "no data"}};
}

Rgb times(const Rgb& colour, float factor) {
  return {std::min(1.0F, colour.r * factor), std::min(1.0F, colour.g * factor), std::min(1.0F, colour.b * factor)};
}
Rgb lighter(const Rgb& c, float share) { return {c.r + share * (1 - c.r), c.g + share * (1 - c.g), c.b + share * (1 - c.b)}; }

//! Diagonals of a square, `rise` from lower left to upper right or the other way, cut off at its sides.
void diagonals(const Pen& pen, Point2 corner, double side, bool rise, double spacing, const Paint& paint) {
  const int count = static_cast<int>(std::ceil(2 * side / spacing - 0.5));
  for (int i = 0; i < count; ++i) {
    const double c = (i + 0.5) * spacing;
    const double from = std::max(0.0, c - side);
    const double to = std::min(side, c);
    const Point2 a{corner.x + from, corner.y + c - from};
    const Point2 b{corner.x + to, corner.y + c - to};
    const auto mirrored = [&](Point2 p) { return Point2{2 * corner.x + side - p.x, p.y}; };
    pen.canvas().line(rise ? a : mirrored(a), rise ? b : mirrored(b), pen.px(1.3), paint);
  }
}

void dots(const Pen& pen, Point2 corner, double side, double radius, const Paint& paint) {
  for (const auto& [x, y] :
       {std::pair{0.28, 0.28}, std::pair{0.72, 0.28}, std::pair{0.5, 0.5}, std::pair{0.28, 0.72}, std::pair{0.72, 0.72}})
    pen.canvas().fill_circle({corner.x + x * side, corner.y + y * side}, radius, paint);
}

//! The fill and figure that the surface has (shaders/surface_fragment_declarations.glsl).
void draw_swatch(const Pen& pen, Point2 corner, TissueClass tissue) {
  const double side = pen.px(kSwatch);
  const Rgb colour = class_colour(tissue);
  pen.canvas().fill_rect(corner, side, side, 0, {colour});
  if (tissue == TissueClass::kViableIschemic) diagonals(pen, corner, side, false, pen.px(5.6), {times(colour, 0.62F)});
  if (tissue == TissueClass::kInfarcted) {
    for (const bool rise : {false, true}) diagonals(pen, corner, side, rise, pen.px(6.4), {lighter(colour, 0.35F)});
  }
  if (tissue == TissueClass::kIndeterminate) dots(pen, corner, side, pen.px(1.3), {times(colour, 0.62F)});
  if (tissue == TissueClass::kUnmapped) dots(pen, corner, side, pen.px(1.9), {times(colour, 1.75F)});
}

}  // namespace

std::string far_dots_text(const Analysis& analysis, const Overlay& overlay) {
  if (overlay.kind == OverlayKind::kCoverage) return {};
  // The very number that the report tells and warns of.
  if (analysis.distance_to_point_mm.empty() || analysis.mapped_area_beyond_fill_mm2 == 0) return {};
  return fmt::format("dotted: no point within {} mm", short_number(analysis.settings.fill_distance_mm));
}

namespace {

std::vector<Row> shown_rows(const Pen& pen) {
  const SceneState& state = *pen.context().state;
  std::vector<Row> rows = rows_of(state.thresholds);
  if (!far_dots_text(*pen.context().analysis, {OverlayKind::kClass}).empty()) rows.push_back({std::nullopt, kNoPointNear});
  if (!state.rejected.regions.empty()) rows.push_back({std::nullopt, kRejected});
  if (state.display.band) rows.push_back({std::nullopt, "flips with 10 %"});
  return rows;
}

void draw_row(const Pen& pen, Point2 place, const Row& row) {
  const Point2 corner = pen.at(place.x, place.y);
  const Point2 whole{std::round(corner.x), std::round(corner.y)};
  if (row.tissue)
    draw_swatch(pen, whole, *row.tissue);
  else
    pen.canvas().fill_rect(whole, pen.px(kSwatch), pen.px(kSwatch), 0,
                           {row.text == kRejected ? rejected_colour() : pen.theme().field_border});
  if (row.text == kNoPointNear)
    dots(pen, whole, pen.px(kSwatch), pen.px(1.9), {rgb_from_hex("#0F0F0F")});
  else if (!row.tissue && row.text != kRejected)
    diagonals(pen, whole, pen.px(kSwatch), true, pen.px(5), {rgb_from_hex("#F2F2F2"), 0.7});
  pen.write({place.x + pen.px(kSwatch + 6), place.y + pen.px(1)}, row.text, kCaptionSize, FontWeight::kRegular, {pen.theme().text});
}

}  // namespace

void draw_class_legend(const Pen& pen) {
  const std::vector<Row> rows = shown_rows(pen);
  double widest = 0;
  for (const Row& row : rows) widest = std::max(widest, pen.canvas().text_width(row.text, pen.px(kCaptionSize), FontWeight::kRegular));
  const double left = pen.rect().width - pen.px(kMargin + kSwatch + 6) - widest;
  const double foot = kMargin + 22 + kIdentityLine * static_cast<double>(identity_lines(pen).size() - 1);
  double top = pen.rect().height - pen.px(foot) - pen.px(kRow) * static_cast<double>(rows.size());
  const double margin = pen.px(6);
  pen.backing({left - margin, top - margin}, pen.rect().width - left, pen.px(kRow) * static_cast<double>(rows.size()) + margin, pen.px(4));
  for (const Row& row : rows) {
    draw_row(pen, {left, top}, row);
    top += pen.px(kRow);
  }
}

void draw_class_legend_row(const Pen& pen) {
  const std::vector<Row> rows = shown_rows(pen);
  std::vector<double> widths;
  double free = pen.rect().width - pen.px(2 * kMargin);
  for (const Row& row : rows) {
    widths.push_back(pen.px(kSwatch + 6) + pen.canvas().text_width(row.text, pen.px(kCaptionSize), FontWeight::kRegular));
    free -= widths.back();
  }
  const double between = std::clamp(free / static_cast<double>(rows.size() - 1), pen.px(6), pen.px(40));
  const double top = (pen.rect().height - pen.px(kSwatch)) / 2;
  double left = pen.px(kMargin);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    draw_row(pen, {left, top}, rows[i]);
    left += widths[i] + between;
  }
}

}  // namespace viamyo
