// The 17 segments; choosing one makes it stand out everywhere.
#include <fmt/format.h>

#include <algorithm>

#include "panels.h"
#include "table.h"
#include "viamyo/palette.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

const QuantityStatistics& voltage_of(const SegmentStatistics& part, const Settings& settings) {
  return settings.voltage == VoltageKind::kBipolar ? part.bipolar_voltage_mV : part.unipolar_voltage_mV;
}

//! Of the whole segment: what is not mapped stays empty.
std::vector<std::pair<Rgb, double>> class_shares(const SegmentStatistics& part) {
  std::vector<std::pair<Rgb, double>> shares;
  for (int code = 1; code < kTissueClassCount; ++code) {
    const double percent = part.class_percent.at(static_cast<std::size_t>(code));
    if (percent > 0) shares.emplace_back(class_colour(static_cast<TissueClass>(code)), percent / 100 * part.mapped_percent / 100);
  }
  return shares;
}

SortKey sort_key(const Analysis& analysis, int row, int column) {
  const SegmentStatistics& part = analysis.segments[static_cast<std::size_t>(row)];
  switch (column) {
    case 1:
      return {static_cast<double>(part.points)};
    case 2:
      return {voltage_of(part, analysis.settings).mean};
    case 3:
      return {part.linear_local_shortening_percent.mean};
    case 4:
      return {part.class_percent.at(static_cast<std::size_t>(TissueClass::kInfarcted))};
    default:
      return {static_cast<double>(row)};
  }
}

void tell_why_none(Ui& ui, const Analysis& analysis) {
  const bool axis = analysis.axis.axis.has_value();
  paragraph(ui,
            axis ? "The anterior insertion of the right ventricle is not known, so the rotation of the segments is not known either. Place "
                   "it with Tools, Landmarks."
                 : "Apex and mitral annulus are not known, so there are no segments. Place them with Tools, Landmarks.",
            TextSize::kTable, ui.theme().second_text);
}

}  // namespace

void segments_table(Ui& ui) {
  ui.panel = "segments";
  const Document& document = *ui.document();
  const Analysis& analysis = *document.analysis;
  if (analysis.segments.empty()) return tell_why_none(ui, analysis);
  const bool hidden = document.scene.display.classes_hidden;
  const bool narrow = ui.layout.right.width < ui.px(400);  // the names come first
  Table table(ui, "segments",
              {{"Segment", 0, false},
               {narrow ? "Pts" : "Points", narrow ? 24.0 : 48},
               {"mV", narrow ? 30.0 : 40},
               {"LLS %", narrow ? 38.0 : 46},
               {"Classes", narrow ? 46.0 : 62, false}},
              0);
  if (!table.is_open()) return;
  for (const int row : table.order(kSegmentCount, [&](int r, int c) { return sort_key(analysis, r, c); })) {
    const SegmentStatistics& part = analysis.segments[static_cast<std::size_t>(row)];
    const int segment = row + 1;
    const std::string label = fmt::format("{} {}", segment, segment_name(segment));
    // Too few points for a mean that can be trusted: shown, but quieter.
    if (table.row(label, document.scene.selection.segment == segment, !part.enough_points))
      ui.run(fmt::format("select segment {}", segment));
    table.name_cell(label);
    table.cell(fmt::format("{}", part.points));
    table.cell(number(voltage_of(part, analysis.settings).mean, 1));
    table.cell(number(part.linear_local_shortening_percent.mean, 1));
    table.class_bar(hidden ? std::vector<std::pair<Rgb, double>>{} : class_shares(part), part.points == 0);
  }
}

}  // namespace viamyo::viewer
