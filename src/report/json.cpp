// The analysis as JSON (docs/json.md).
#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

#include "../analysis/shortest_decimal.h"
#include "viamyo/report.h"
#include "viamyo/version.h"

namespace viamyo {

namespace {

using Json = nlohmann::ordered_json;

//! A number that does not exist is null.
Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json number(float value) { return number(shortest_decimal(value)); }

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

template <class Value>
Json word_or_null(const std::optional<Value>& value) {
  return value ? Json(to_string(*value)) : Json(nullptr);
}

Json place(const Vec3& p) { return Json::array({number(p.x), number(p.y), number(p.z)}); }

Json exclusions_json(const std::vector<PointExclusion>& exclusions) {
  Json json = Json::array();
  for (const PointExclusion& e : exclusions)
    json.push_back({{"rule", e.rule}, {"points", e.points}, {"left_out", e.left_out}, {"unknown", e.unknown}});
  return json;
}

Json map_json(const AnalysedMap& of) {
  const Map& map = of.map();
  const Study& study = map.study;
  return {{"file", of.file},
          {"sha256", text_or_null(of.loaded->sha256)},
          {"content_digest", text_or_null(of.loaded->content_digest)},
          {"map_id", text_or_null(study.map_id)},
          {"subject_id", text_or_null(study.subject_id)},
          {"visit", text_or_null(study.visit)},
          {"species", text_or_null(study.species)},
          {"system", text_or_null(study.system)},
          {"synthetic", study.synthetic ? Json(*study.synthetic) : Json(nullptr)},
          {"chamber", text_or_null(study.chamber)},
          {"coordinate_frame", study.coordinate_frame.empty() ? "unknown" : study.coordinate_frame},
          {"vertices", map.surface.vertices.size()},
          {"triangles", map.surface.triangles.size()},
          {"points_total", map.points.positions.size()},
          {"points_accepted", accepted_count(map.points)},
          {"points_used", accepted_count(map.points) - left_out_count(map.points, of.analysis->settings.excluded_points)},
          {"points_excluded", exclusions_json(exclusions_of(of))}};
}

Json landmarks_json(const Landmarks& landmarks) {
  Json json = Json::object();
  for (const LandmarkName& landmark : kLandmarkNames) {
    const std::optional<Vec3>& at = landmarks.*landmark.place;
    if (at) json[std::string(landmark.key)] = place(*at);
  }
  return json;
}

Json landmark_statuses_json(const AxisResult& axis) {
  Json json = Json::object();
  for (std::size_t i = 0; i < kLandmarkNames.size(); ++i)
    json[std::string(kLandmarkNames.at(i).key)] = to_string(axis.*kLandmarkStatuses.at(i));
  return json;
}

Json territories_json(const Settings& s) {
  Json json = Json::object();
  for (std::size_t i = 0; i < s.territories.size(); ++i) json[s.territories[i]].push_back(i + 1);
  return json;
}

Json settings_json(const Analysis& a) {
  const Settings& s = a.settings;
  const bool percent = s.threshold_unit == ThresholdUnit::kPercent;
  Json json{{"preset", s.preset},
            {"criteria", word_or_null(a.criteria)},
            {"voltage", to_string(s.voltage)},
            {"threshold_unit", to_string(s.threshold_unit)},
            {"voltage_infarct_mV", number(a.thresholds.voltage_infarct_mV)},
            {"voltage_viable_mV", number(a.thresholds.voltage_viable_mV)},
            {"shortening_ischemic_percent", number(a.thresholds.shortening_ischemic_percent)},
            {"reference_segments", s.reference_segments},
            {"reference_voltage_mV", number(a.reference_voltage_mV)},
            {"voltage_source", word_or_null(a.values.voltage_source)},
            {"shortening_source", word_or_null(a.values.shortening_source)},
            {"window", to_string(s.window)},
            {"fill_distance_mm", s.fill_distance_mm},
            {"beyond_fill", to_string(s.beyond_fill)},
            {"lls_min_distance_mm", s.lls_min_distance_mm},
            {"lls_max_distance_mm", s.lls_max_distance_mm},
            {"lls_sigma_mm", s.lls_sigma_mm},
            {"ring_limits", s.ring_limits},
            {"min_region_area_mm2", s.min_region_area_mm2},
            {"annulus_margin_mm", s.annulus_margin_mm},
            {"infarct_margin_mm", s.infarct_margin_mm},
            {"min_zone_area_mm2", s.min_zone_area_mm2},
            {"min_zone_points", s.min_zone_points},
            {"landmarks", landmarks_json(s.landmarks)},
            {"excluded_points", s.excluded_points},
            {"territories", territories_json(s)}};
  if (percent) {
    json["voltage_infarct_percent"] = number(s.voltage_infarct);
    json["voltage_viable_percent"] = number(s.voltage_viable);
  }
  return json;
}

Json surface_json(const Analysis& a) {
  return {{"area_mm2", number(a.area_mm2)},
          {"mapped_area_mm2", number(a.mapped_area_mm2)},
          {"mapped_area_beyond_fill_mm2", number(a.mapped_area_beyond_fill_mm2)},
          {"unmapped_beyond_fill_mm2", number(a.unmapped_beyond_fill_mm2)},
          {"support", to_string(a.support)},
          {"end_diastolic_volume_ml", number(a.end_diastolic_volume_ml)},
          {"end_diastolic_volume_reason", text_or_null(a.end_diastolic_volume_reason)},
          {"end_systolic_volume_ml", number(a.end_systolic_volume_ml)},
          {"end_systolic_volume_reason", text_or_null(a.end_systolic_volume_reason)},
          {"ejection_fraction_percent", number(a.ejection_fraction_percent)},
          {"ejection_fraction_reason", text_or_null(a.ejection_fraction_reason)},
          {"long_axis_mm", number(a.long_axis_mm)},
          {"landmarks", landmark_statuses_json(a.axis)},
          {"handedness", to_string(a.axis.handedness)}};
}

constexpr std::array<TissueClass, 5> kMappedClasses{TissueClass::kNormal, TissueClass::kViableIschemic, TissueClass::kInfarcted,
                                                    TissueClass::kIndeterminate, TissueClass::kViable};

Json classes_json(const Analysis& a) {
  Json json = Json::object();
  for (const TissueClass tissue : kMappedClasses) {
    const double area = a.class_area_mm2[static_cast<std::size_t>(tissue)];
    Json& entry = json[std::string(to_string(tissue))];
    entry = {{"area_mm2", number(area)}, {"percent_of_mapped", number(100 * area / a.mapped_area_mm2)}};
    if (tissue != TissueClass::kIndeterminate) continue;
    entry["between_cutoffs_mm2"] = number(a.between_cutoffs_mm2);
    entry["low_voltage_preserved_shortening_mm2"] = number(a.low_voltage_preserved_shortening_mm2);
  }
  json["unmapped"] = {{"area_mm2", number(a.class_area_mm2[0])}};
  return json;
}

Json quantity_json(const QuantityStatistics& q) {
  return {{"n", q.n},
          {"mean", number(q.mean)},
          {"sd", number(q.sd)},
          {"median", number(shortest_decimal(q.median))},
          {"min", number(shortest_decimal(q.min))},
          {"max", number(shortest_decimal(q.max))},
          {"surface_mean", number(q.surface_mean)}};
}

void add_part(Json& json, const SegmentStatistics& s) {
  json["area_mm2"] = number(s.area_mm2);
  json["mapped_percent"] = number(s.mapped_percent);
  json["points"] = s.points;
  json["enough_points"] = s.enough_points;
  json["mean_point_distance_mm"] = number(s.mean_point_distance_mm);
  json["max_point_distance_mm"] = number(s.max_point_distance_mm);
  json["within_annulus_margin_mm2"] = number(s.within_annulus_margin_mm2);
  Json& percent = json["class_percent"];
  for (const TissueClass tissue : kMappedClasses)
    percent[std::string(to_string(tissue))] = number(s.class_percent[static_cast<std::size_t>(tissue)]);
  json["unipolar_voltage_mV"] = quantity_json(s.unipolar_voltage_mV);
  json["bipolar_voltage_mV"] = quantity_json(s.bipolar_voltage_mV);
  json["linear_local_shortening_percent"] = quantity_json(s.linear_local_shortening_percent);
}

Json agreement_json(const std::optional<Agreement>& agreement) {
  return agreement ? Json{{"viable", agreement->viable}, {"of", agreement->of}} : Json(nullptr);
}

Json region_json(const Region& r, ItemState review, const std::optional<TissueClass>& reviewed) {
  return {{"id", r.id},
          {"label", r.label},
          {"class", to_string(r.tissue)},
          {"reviewed_class", word_or_null(reviewed)},
          {"area_mm2", number(r.area_mm2)},
          {"centroid_mm", place(r.centroid_mm)},
          {"segments", r.segments},
          {"points", r.points},
          {"mean_voltage_mV", number(r.mean_voltage_mV)},
          {"mean_shortening_percent", number(r.mean_shortening_percent)},
          {"stable_fraction", number(r.stable_fraction)},
          {"preset_agreement", agreement_json(r.preset_agreement)},
          {"within_annulus_margin_mm2", number(r.within_annulus_margin_mm2)},
          {"small", r.small},
          {"review", to_string(review)}};
}

Json zone_json(const CandidateZone& z, ItemState review) {
  return {{"id", z.id},
          {"label", z.label},
          {"region", z.region},
          {"for_review_only", true},
          {"area_mm2", number(z.area_mm2)},
          {"centroid_mm", place(z.centroid_mm)},
          {"distance_to_infarct_mm", number(z.distance_to_infarct_mm)},
          {"distance_to_annulus_mm", number(z.distance_to_annulus_mm)},
          {"distance_to_apex_mm", number(z.distance_to_apex_mm)},
          {"segments", z.segments},
          {"points", z.points},
          {"mean_voltage_mV", number(z.mean_voltage_mV)},
          {"mean_shortening_percent", number(z.mean_shortening_percent)},
          {"wall_thickness_mm", number(z.wall_thickness_mm)},
          {"stable_fraction", number(z.stable_fraction)},
          {"preset_agreement", agreement_json(z.preset_agreement)},
          {"review", to_string(review)}};
}

void add_parts(Json& json, const Analysis& a) {
  json["whole_map"] = Json::object();
  add_part(json["whole_map"], a.whole_map);
  json["rings"] = Json::array();
  for (std::size_t i = 0; i < a.rings.size(); ++i) {
    Json ring{{"ring", ring_name(static_cast<int>(i))}};
    add_part(ring, a.rings[i]);
    json["rings"].push_back(std::move(ring));
  }
  json["segments"] = Json::array();
  for (std::size_t i = 0; i < a.segments.size(); ++i) {
    Json segment{{"segment", i + 1}, {"name", segment_name(static_cast<int>(i) + 1)}, {"territory", a.settings.territories[i]}};
    add_part(segment, a.segments[i]);
    json["segments"].push_back(std::move(segment));
  }
}

Json review_json(const ReviewState& review) {
  const bool team = !review.team_name.empty();
  Json reasons = Json::array();
  for (const ReviewReason& reason : review.reasons)
    reasons.push_back({{"line", reason.line == 0 ? Json(nullptr) : Json(reason.line)}, {"text", reason.text}});
  if (review.restarted) reasons.push_back({{"line", review.restarted->line}, {"text", review.restarted->text}});
  if (review.other_proposal) reasons.push_back({{"line", review.other_proposal->line}, {"text", review.other_proposal->text}});
  return {{"status", to_string(review.status)},
          {"items", review.items},
          {"settled", review.settled},
          {"counts",
           {{"confirmed", review.counts.confirmed},
            {"rejected", review.counts.rejected},
            {"reclassified", review.counts.reclassified},
            {"open", review.counts.open}}},
          {"required_confirmations", team ? Json(review.required_confirmations) : Json(nullptr)},
          {"members", team ? Json(review.members) : Json(nullptr)},
          {"team", team ? Json{{"name", review.team_name}, {"digest", review.team_digest}} : Json(nullptr)},
          {"log", review.log_file.empty() ? Json(nullptr) : Json{{"file", review.log_file}, {"head", text_or_null(review.log_head)}}},
          {"settled_on", text_or_null(review.settled_on)},
          {"date_uncertain", text_or_null(review.date_uncertain)},
          {"reasons", reasons}};
}

//! Areas of the classes as the team has settled them; null while it has settled nothing.
Json reviewed_json(const Analysis& a, const ReviewState& review) {
  const std::optional<ReviewedAreas> areas = reviewed_areas(a, review);
  if (!areas) return nullptr;
  Json json = Json::object();
  for (const TissueClass tissue : kMappedClasses) {
    const double area = areas->class_area_mm2.at(static_cast<std::size_t>(tissue));
    json[std::string(to_string(tissue))] = {{"area_mm2", number(area)}, {"percent_of_mapped", number(100 * area / a.mapped_area_mm2)}};
  }
  json["rejected"] = {{"area_mm2", number(areas->rejected_mm2)}};
  json["not_settled"] = {{"area_mm2", number(areas->not_settled_mm2)}};
  return json;
}

}  // namespace

std::string settings_to_json(const Analysis& a) { return settings_json(a).dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string to_json(const AnalysedMap& map) {
  const Analysis& a = *map.analysis;
  const ReviewState& review = map.review;
  Json json{{"schema", "viamyo.analysis/1"}, {"viamyo_version", kVersion}, {"algorithm_version", kAlgorithmVersion}, {"notice", kNotice}};
  json["map"] = map_json(map);
  json["settings"] = settings_json(a);
  json["fingerprint"] = a.fingerprint;
  json["review"] = review_json(review);
  json["surface"] = surface_json(a);
  json["classes"] = classes_json(a);
  json["classes_as_reviewed"] = reviewed_json(a, review);
  add_parts(json, a);
  json["regions"] = Json::array();
  for (std::size_t i = 0; i < a.regions.size(); ++i)
    json["regions"].push_back(region_json(a.regions[i], review.regions[i], review.reviewed_classes[i]));
  json["candidate_zones"] = Json::array();
  for (std::size_t i = 0; i < a.candidate_zones.size(); ++i)
    json["candidate_zones"].push_back(zone_json(a.candidate_zones[i], review.zones[i]));
  json["warnings"] = Json::array();
  for (const Warning& w : a.warnings) json["warnings"].push_back({{"code", w.code}, {"text", w.text}});
  // Bytes that are no UTF-8 (an outsider's study attribute) are shown as U+FFFD instead of ending the run.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace viamyo
