// The tables of a run: summary, segments, regions, zones.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "../analysis/shortest_decimal.h"
#include "viamyo/report.h"
#include "viamyo/result_fields.h"

namespace viamyo {

namespace {

constexpr std::array<TissueClass, 5> kMappedClasses{TissueClass::kNormal, TissueClass::kViableIschemic, TissueClass::kInfarcted,
                                                    TissueClass::kIndeterminate, TissueClass::kViable};

//! A row or a header, cell by cell.
class Row {
 public:
  Row& text(const std::string& value) { return raw(csv_cell(value)); }
  Row& text(std::string_view value) { return raw(csv_cell(std::string(value))); }
  Row& number(double value) { return raw(csv_number(value)); }
  Row& count(std::size_t value) { return raw(fmt::format("{}", value)); }
  Row& count(int value) { return raw(fmt::format("{}", value)); }
  Row& flag(const std::optional<bool>& value) { return raw(!value ? "" : (*value ? "1" : "0")); }
  Row& raw(std::string_view cell) {
    if (started_) line_ += ',';
    started_ = true;
    line_ += cell;
    return *this;
  }
  [[nodiscard]] std::string line() const { return line_; }

 private:
  std::string line_;
  bool started_ = false;
};

template <class Value>
std::string_view word(const std::optional<Value>& value) {
  return value ? to_string(*value) : std::string_view();
}

//! Whose map it is, what it was analysed as, and whether anything is confirmed: the same leading columns in every table of parts.
constexpr std::string_view kIdentityHeader = "file,map_id,subject_id,visit,species,system,synthetic,chamber,support,fingerprint";

//! What the team has said of the map so far, by which point of its log: in every row of every table.
std::string review_header() {
  return fmt::format("{},items_confirmed,items_rejected,items_reclassified,items_open,{}", result_column::kReviewStatus,
                     result_column::kReviewLogHead);
}

void add_review(Row& row, const ReviewState& review) {
  const ItemCounts& counts = review.counts;
  row.text(to_string(review.status)).count(counts.confirmed).count(counts.rejected).count(counts.reclassified).count(counts.open);
  row.text(review.log_head);
}

void add_identity(Row& row, const AnalysedMap& map) {
  const Study& study = map.map().study;
  const Analysis& a = *map.analysis;
  row.text(map.file).text(study.map_id).text(study.subject_id).text(study.visit).text(study.species).text(study.system);
  row.flag(study.synthetic).text(study.chamber).text(to_string(a.support)).text(a.fingerprint);
  add_review(row, map.review);
}

//! What the areas and percents of classes in the columns behind it are: no decision of the team changes them.
constexpr std::string_view kAsComputed = "computed";

std::string quantity_header(std::string_view name, std::string_view unit) {
  return fmt::format("{0}_n,{0}_mean_{1},{0}_sd_{1},{0}_median_{1},{0}_min_{1},{0}_max_{1},{0}_surface_mean_{1}", name, unit);
}

void add_quantity(Row& row, const QuantityStatistics& q) {
  row.count(q.n)
      .number(q.mean)
      .number(q.sd)
      .number(shortest_decimal(q.median))
      .number(shortest_decimal(q.min))
      .number(shortest_decimal(q.max))
      .number(q.surface_mean);
}

//! Segment numbers in one cell, apart by spaces.
std::string list_of(const std::vector<int>& segments) { return fmt::format("{}", fmt::join(segments, " ")); }

void add_agreement(Row& row, const std::optional<Agreement>& agreement) {
  if (agreement)
    row.count(agreement->viable).count(agreement->of);
  else
    row.raw("").raw("");
}

void add_place(Row& row, const Vec3& p) { row.number(p.x).number(p.y).number(p.z); }

void add_segment(Row& row, const SegmentStatistics& s) {
  row.number(s.area_mm2).number(s.mapped_percent).count(s.points).flag(s.enough_points);
  row.number(s.mean_point_distance_mm).number(s.max_point_distance_mm).number(s.within_annulus_margin_mm2);
  row.text(kAsComputed);
  for (const TissueClass tissue : kMappedClasses) row.number(s.class_percent[static_cast<std::size_t>(tissue)]);
  add_quantity(row, s.unipolar_voltage_mV);
  add_quantity(row, s.bipolar_voltage_mV);
  add_quantity(row, s.linear_local_shortening_percent);
}

//! "location_stability>2: 8; surface_distance>8: 3, 12 unknown": by each rule, of the points that those before it left in.
std::string exclusions_cell(const std::vector<PointExclusion>& exclusions) {
  std::string cell;
  for (const PointExclusion& e : exclusions) {
    cell += fmt::format("{}{}: {}", cell.empty() ? "" : "; ", e.rule, e.left_out);
    if (e.unknown > 0) cell += fmt::format(", {} unknown", e.unknown);
  }
  return cell;
}

std::string codes_of(const std::vector<Warning>& warnings) {
  std::string codes;
  for (const Warning& warning : warnings) codes += (codes.empty() ? "" : " ") + warning.code;
  return codes;
}

}  // namespace

std::string summary_header() {
  std::string header =
      "file,status,error,map_id,subject_id,visit,species,system,synthetic,chamber,support,criteria,voltage,voltage_source,shortening_"
      "source,voltage_"
      "infarct_mV,"
      "voltage_viable_mV,shortening_ischemic_percent,points_total,points_accepted,points_used,points_excluded,area_mm2,mapped_percent";
  for (const LandmarkName& landmark : kLandmarkNames) header += fmt::format(",{}", landmark.key);
  header += ",handedness,classes_as";
  for (const TissueClass tissue : kMappedClasses) header += fmt::format(",{0}_mm2,{0}_percent", to_string(tissue));
  return header +
         ",between_cutoffs_mm2,low_voltage_preserved_shortening_mm2,unmapped_mm2,unmapped_beyond_fill_mm2,"
         "end_diastolic_volume_ml,end_systolic_volume_ml,ejection_fraction_percent,volume_reason,ejection_fraction_reason," +
         fmt::format("regions,candidate_zones,warnings,warning_codes,fingerprint,{},review_note", review_header());
}

std::string review_note(const ReviewState& review) {
  if (review.log_file.empty()) return {};
  if (review.reasons.empty()) return review.other_proposal ? review.other_proposal->text : std::string();
  const ReviewReason& first = review.reasons.front();
  const std::string line = first.line == 0 ? "" : fmt::format("line {}: ", first.line);
  const std::string more = review.reasons.size() == 1 ? "" : fmt::format(" (and {} more)", review.reasons.size() - 1);
  return line + first.text + more;
}

std::string summary_row(const AnalysedMap& map) {
  const Study& study = map.map().study;
  const MappingPoints& points = map.map().points;
  const Analysis& a = *map.analysis;
  Row row;
  row.text(map.file).text(std::string_view("ok")).raw("").text(study.map_id).text(study.subject_id).text(study.visit);
  row.text(study.species).text(study.system).flag(study.synthetic).text(study.chamber).text(to_string(a.support));
  row.text(word(a.criteria)).text(to_string(a.settings.voltage));
  row.text(word(a.values.voltage_source)).text(word(a.values.shortening_source));
  for (const float t : {a.thresholds.voltage_infarct_mV, a.thresholds.voltage_viable_mV, a.thresholds.shortening_ischemic_percent}) {
    row.number(shortest_decimal(t));
  }
  const std::size_t accepted = accepted_count(points);
  row.count(points.positions.size()).count(accepted).count(accepted - left_out_count(points, a.settings.excluded_points));
  row.text(exclusions_cell(exclusions_of(map)));
  row.number(a.area_mm2).number(a.whole_map.mapped_percent);
  for (LandmarkStatus AxisResult::*const status : kLandmarkStatuses) row.text(to_string(a.axis.*status));
  row.text(to_string(a.axis.handedness)).text(kAsComputed);
  for (const TissueClass tissue : kMappedClasses) {
    const double area = a.class_area_mm2[static_cast<std::size_t>(tissue)];
    row.number(area).number(100 * area / a.mapped_area_mm2);
  }
  row.number(a.between_cutoffs_mm2).number(a.low_voltage_preserved_shortening_mm2).number(a.class_area_mm2[0]);
  row.number(a.unmapped_beyond_fill_mm2);
  row.number(a.end_diastolic_volume_ml).number(a.end_systolic_volume_ml).number(a.ejection_fraction_percent);
  row.text(a.end_diastolic_volume_reason).text(a.ejection_fraction_reason);
  row.count(a.regions.size()).count(a.candidate_zones.size()).count(a.warnings.size()).text(codes_of(a.warnings)).text(a.fingerprint);
  add_review(row, map.review);
  row.text(review_note(map.review));
  return row.line() + "\n";
}

std::string summary_error_row(const ToldIdentity& told, const std::string& error) {
  Row row;
  row.text(told.file).text(std::string_view("failed")).text(error).text(told.map_id).text(told.subject_id).text(told.visit);
  const std::string header = summary_header();
  const auto columns = std::count(header.begin(), header.end(), ',') + 1;
  for (std::ptrdiff_t i = 6; i < columns; ++i) row.raw("");
  return row.line() + "\n";
}

std::string segments_header() {
  std::string header =
      fmt::format("{},{}{}", kIdentityHeader, review_header(),
                  ",segment,name,territory,area_mm2,mapped_percent,points,enough_points,mean_point_distance_mm,max_point_distance_mm,"
                  "within_annulus_margin_mm2,classes_as");
  for (const TissueClass tissue : kMappedClasses) header += fmt::format(",{}_percent", to_string(tissue));
  return fmt::format("{},{},{},{}", header, quantity_header("unipolar_voltage", "mV"), quantity_header("bipolar_voltage", "mV"),
                     quantity_header("linear_local_shortening", "percent"));
}

std::string segments_rows(const AnalysedMap& map) {
  const Analysis& a = *map.analysis;
  std::string rows;
  for (std::size_t i = 0; i < a.segments.size(); ++i) {
    Row row;
    add_identity(row, map);
    row.count(i + 1).text(segment_name(static_cast<int>(i) + 1)).text(a.settings.territories[i]);
    add_segment(row, a.segments[i]);
    rows += row.line() + "\n";
  }
  return rows;
}

std::string regions_header() {
  return fmt::format(
      "{},{}{}", kIdentityHeader, review_header(),
      fmt::format(",region,label,class,{},area_mm2,centroid_x_mm,centroid_y_mm,centroid_z_mm,segments,points,mean_voltage_mV,mean_"
                  "shortening_percent,"
                  "stable_fraction,preset_agreement_viable,preset_agreement_of,within_annulus_margin_mm2,small,review",
                  result_column::kReviewedClass));
}

std::string regions_rows(const AnalysedMap& map) {
  const Analysis& a = *map.analysis;
  std::string rows;
  for (std::size_t i = 0; i < a.regions.size(); ++i) {
    const Region& r = a.regions[i];
    Row row;
    add_identity(row, map);
    row.text(r.id).text(r.label).text(to_string(r.tissue)).text(word(map.review.reviewed_classes[i])).number(r.area_mm2);
    add_place(row, r.centroid_mm);
    row.text(list_of(r.segments)).count(r.points).number(r.mean_voltage_mV).number(r.mean_shortening_percent).number(r.stable_fraction);
    add_agreement(row, r.preset_agreement);
    row.number(r.within_annulus_margin_mm2).flag(r.small).text(to_string(map.review.regions[i]));
    rows += row.line() + "\n";
  }
  return rows;
}

std::string zones_header() {
  return fmt::format(
      "{},{}{}", kIdentityHeader, review_header(),
      ",zone,label,region,for_review_only,area_mm2,centroid_x_mm,centroid_y_mm,centroid_z_mm,distance_to_infarct_mm,distance_to_annulus_"
      "mm,"
      "distance_to_apex_mm,segments,points,mean_voltage_mV,mean_shortening_percent,wall_thickness_mm,stable_fraction,preset_agreement_"
      "viable,"
      "preset_agreement_of,review");
}

std::string zones_rows(const AnalysedMap& map) {
  const Analysis& a = *map.analysis;
  std::string rows;
  for (std::size_t i = 0; i < a.candidate_zones.size(); ++i) {
    const CandidateZone& z = a.candidate_zones[i];
    Row row;
    add_identity(row, map);
    row.text(z.id).text(z.label).text(z.region).flag(true).number(z.area_mm2);
    add_place(row, z.centroid_mm);
    row.number(z.distance_to_infarct_mm)
        .number(z.distance_to_annulus_mm)
        .number(z.distance_to_apex_mm)
        .text(list_of(z.segments))
        .count(z.points);
    row.number(z.mean_voltage_mV).number(z.mean_shortening_percent).number(z.wall_thickness_mm).number(z.stable_fraction);
    add_agreement(row, z.preset_agreement);
    row.text(to_string(map.review.zones[i]));
    rows += row.line() + "\n";
  }
  return rows;
}

}  // namespace viamyo
