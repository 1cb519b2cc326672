#include "info_report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "json.h"
#include "table.h"
#include "viamyo/measures.h"
#include "viamyo/point_quality.h"
#include "viamyo/untold.h"

namespace viamyo::cli {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

//! A field and where it lies, with its spread over finite values (every component of a vector counts).
struct Quantity {
  const Field* field;
  std::string_view on;  //!< "vertices" or "points"
  std::size_t n = 0;
  double median = kNone, min = kNone, max = kNone;
};

double median_of(std::vector<float>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (static_cast<double>(*std::max_element(values.begin(), middle)) + *middle) / 2;
}

Quantity spread(const Field& field, std::string_view on) {
  Quantity quantity{&field, on};
  std::vector<float> finite;
  std::copy_if(field.values.begin(), field.values.end(), std::back_inserter(finite), [](float value) { return std::isfinite(value); });
  quantity.n = finite.size() / static_cast<std::size_t>(std::max(1, field.components));
  if (finite.empty()) return quantity;
  const auto [low, high] = std::minmax_element(finite.begin(), finite.end());
  quantity.min = *low;
  quantity.max = *high;
  quantity.median = median_of(finite);
  return quantity;
}

std::vector<Quantity> quantities(const Map& map) {
  std::vector<Quantity> all;
  all.reserve(map.surface.fields.size() + map.points.fields.size());
  for (const Field& field : map.surface.fields) all.push_back(spread(field, "vertices"));
  for (const Field& field : map.points.fields) all.push_back(spread(field, "points"));
  return all;
}

double area_mm2(const Map& map) {
  double sum = 0;
  for (const double area : triangle_areas_mm2(map.surface, build_topology(map.surface))) sum += area;
  return sum;
}

std::string yes_no(const std::optional<bool>& value) { return !value ? "unknown" : (*value ? "yes" : "no"); }

void add_study(const Study& study, Table& table) {
  const auto add = [&](const char* label, const std::string& text) {
    if (!text.empty()) table.add({label, text});
  };
  table.add({"synthetic", yes_no(study.synthetic)});
  add("map", study.map_id);
  add("subject", study.subject_id);
  add("visit", study.visit);
  add("species", study.species);
  add("system", study.system);
  add("acquired", study.acquired);
  add("rhythm", study.rhythm);
  if (study.paced) table.add({"paced", yes_no(study.paced)});
  if (study.qrs_ms) table.add({"QRS", fmt::format("{} ms", number(*study.qrs_ms))});
  table.add({"chamber", study.chamber.empty() ? "not told" : study.chamber});
  table.add({"frame", study.coordinate_frame.empty() ? "unknown" : study.coordinate_frame});
  add("description", study.description);
  add("derived from", study.derived_from);
  add("licence", study.licence);
}

std::string electrograms_text(const MappingPoints& points) {
  if (!points.electrograms) return "none";
  const Electrograms& e = *points.electrograms;
  std::vector<std::string> channels;
  if (!e.unipolar.empty()) channels.emplace_back("unipolar");
  if (!e.bipolar.empty()) channels.emplace_back("bipolar");
  if (!e.reference.empty()) channels.emplace_back("reference");
  return fmt::format("{}; {} samples at {} Hz", fmt::join(channels, ", "), e.samples, number(e.sampling_rate_hz));
}

std::string quantity_table(const Map& map) {
  Table table({Align::kLeft, Align::kLeft, Align::kLeft, Align::kRight, Align::kRight, Align::kRight, Align::kRight, Align::kLeft});
  table.add({"QUANTITY", "ON", "UNIT", "N", "MEDIAN", "MIN", "MAX", "ORIGIN"});
  for (const Quantity& q : quantities(map)) {
    table.add({q.field->name, std::string(q.on), q.field->unit, fmt::format("{}", q.n), number(q.median, 4), number(q.min, 4),
               number(q.max, 4), std::string(to_string(q.field->origin))});
  }
  return table.text();
}

//! What the rules of --exclude would see; empty for a map without points.
std::string quality_table(const Map& map) {
  const std::vector<MeasureSpread> quality = point_quality(map);
  if (quality.empty()) return {};
  Table table({Align::kLeft, Align::kLeft, Align::kRight, Align::kRight, Align::kRight, Align::kRight, Align::kRight, Align::kRight});
  table.add({"ACCEPTED POINTS", "UNIT", "N", "MIN", "QUARTILE", "MEDIAN", "QUARTILE", "MAX"});
  for (const MeasureSpread& s : quality) {
    table.add({std::string(to_string(s.measure)), std::string(unit_of(s.measure)), fmt::format("{}", s.n), number(s.min, 4),
               number(s.lower_quartile, 4), number(s.median, 4), number(s.upper_quartile, 4), number(s.max, 4)});
  }
  return table.text() + "\n";
}

Json quality_json(const Map& map) {
  Json json = Json::object();
  for (const MeasureSpread& s : point_quality(map)) {
    json[std::string(to_string(s.measure))] = {
        {"unit", unit_of(s.measure)},         {"n", s.n},    {"min", s.min}, {"lower_quartile", s.lower_quartile}, {"median", s.median},
        {"upper_quartile", s.upper_quartile}, {"max", s.max}};
  }
  return json;
}

std::string landmark_table(const Landmarks& landmarks) {
  Table table({Align::kLeft, Align::kRight, Align::kRight, Align::kRight});
  table.add({"LANDMARK, mm", "X", "Y", "Z"});
  for (const LandmarkName& landmark : kLandmarkNames) {
    const std::optional<Vec3>& place = landmarks.*landmark.place;
    if (place) table.add({std::string(landmark.key), number(place->x), number(place->y), number(place->z)});
    if (!place) table.add({std::string(landmark.key), "not given"});
  }
  return table.text();
}

Json study_json(const Study& study) {
  return {{"map_id", text_or_null(study.map_id)},
          {"subject_id", text_or_null(study.subject_id)},
          {"visit", text_or_null(study.visit)},
          {"species", text_or_null(study.species)},
          {"system", text_or_null(study.system)},
          {"acquired", text_or_null(study.acquired)},
          {"rhythm", text_or_null(study.rhythm)},
          {"paced", or_null(study.paced)},
          {"qrs_ms", or_null(study.qrs_ms)},
          {"chamber", text_or_null(study.chamber)},
          {"coordinate_frame", study.coordinate_frame.empty() ? "unknown" : study.coordinate_frame},
          {"description", text_or_null(study.description)},
          {"synthetic", or_null(study.synthetic)},
          {"derived_from", text_or_null(study.derived_from)},
          {"licence", text_or_null(study.licence)}};
}

Json quantities_json(const Map& map) {
  Json list = Json::array();
  for (const Quantity& q : quantities(map)) {
    list.push_back({{"name", q.field->name},
                    {"on", q.on},
                    {"unit", q.field->unit},
                    {"components", q.field->components},
                    {"origin", to_string(q.field->origin)},
                    {"n", q.n},
                    {"median", q.median},
                    {"min", q.min},
                    {"max", q.max}});
  }
  return list;
}

Json landmarks_json(const Landmarks& landmarks) {
  Json json = Json::object();
  for (const LandmarkName& landmark : kLandmarkNames) {
    const std::optional<Vec3>& place = landmarks.*landmark.place;
    json[std::string(landmark.key)] = place ? position(*place) : Json(nullptr);
  }
  return json;
}

//! What is in a log, not what it confirms: that depends on settings and team.
std::string log_text(const ReviewLog& log) {
  if (!log.broken.empty()) return fmt::format("{}: line {} {}; nothing of it counts", log.file, log.broken_line, log.broken);
  const LogBinding* const binding = binding_of(log);
  const bool team = binding != nullptr && !binding->team_digest.empty();
  return fmt::format("{}: {} lines, {}; `viamyo review` tells what they say", log.file, log.lines.size(),
                     team ? "for team " + binding->team_name : "without a team");
}

Json log_json(const ReviewLog& log) {
  if (log.lines.empty() && log.broken.empty()) return nullptr;
  return {{"file", log.file}, {"lines", log.lines.size()}, {"head", text_or_null(log.head)}, {"verifies", log.broken.empty()}};
}

}  // namespace

std::string info_text(const LoadedMap& loaded, const ReviewLog& log) {
  const Map& map = loaded.map;
  Table facts({Align::kLeft, Align::kLeft});
  facts.add({"file", loaded.file});
  facts.add({"SHA-256", loaded.sha256});
  facts.add({"content digest", loaded.content_digest + (loaded.has_stored_digest ? " (as stored)" : " (computed; none is stored)")});
  add_study(map.study, facts);
  facts.add({"surface", fmt::format("{} vertices, {} triangles, {} mm2", map.surface.vertices.size(), map.surface.triangles.size(),
                                    number(area_mm2(map)))});
  facts.add({"mapping points", fmt::format("{} ({} accepted){}", map.points.positions.size(), accepted_count(map.points),
                                           support_of(map) == Support::kPoints ? "" : ": support unknown")});
  facts.add({"end-systole", map.points.end_systolic_positions.empty() ? "no positions of points" : "positions of points"});
  facts.add({"electrograms", electrograms_text(map.points)});
  facts.add({"ground truth", map.ground_truth ? "yes" : "no"});
  facts.add({"provenance", fmt::format("{} entries", map.provenance.size())});
  if (!log.lines.empty() || !log.broken.empty()) facts.add({"review log", log_text(log)});
  if (!loaded.foreign_objects.empty()) facts.add({"other objects", fmt::format("{}", fmt::join(loaded.foreign_objects, ", "))});
  facts.add({"defects", fmt::format("{}{}", loaded.defects.size(), loaded.defects.empty() ? "" : "; `viamyo validate` lists them")});
  return facts.text() + "\n" + quantity_table(map) + "\n" + quality_table(map) + landmark_table(map.landmarks);
}

std::string info_json(const LoadedMap& loaded, const ReviewLog& log) {
  const Map& map = loaded.map;
  Json defects = Json::array();
  for (const Defect& defect : loaded.defects) defects.push_back({{"code", defect.code}, {"object", defect.object}, {"text", defect.text}});
  return document("viamyo.info/1",
                  {{"file", loaded.file},
                   {"sha256", loaded.sha256},
                   {"content_digest", loaded.content_digest},
                   {"content_digest_stored", loaded.has_stored_digest},
                   {"analysis_digest", loaded.analysis_digest},
                   {"study", study_json(map.study)},
                   {"vertices", map.surface.vertices.size()},
                   {"triangles", map.surface.triangles.size()},
                   {"area_mm2", area_mm2(map)},
                   {"points_total", map.points.positions.size()},
                   {"points_accepted", accepted_count(map.points)},
                   {"support", to_string(support_of(map))},
                   {"end_systolic_positions", !map.points.end_systolic_positions.empty()},
                   {"electrogram_samples", map.points.electrograms ? Json(map.points.electrograms->samples) : Json(nullptr)},
                   {"ground_truth", map.ground_truth.has_value()},
                   {"provenance_entries", map.provenance.size()},
                   {"quantities", quantities_json(map)},
                   {"point_quality", quality_json(map)},
                   {"landmarks", landmarks_json(map.landmarks)},
                   {"review_log", log_json(log)},
                   {"foreign_objects", loaded.foreign_objects},
                   {"defects", defects}});
}

}  // namespace viamyo::cli
