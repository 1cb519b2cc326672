#include "viamyo/phantom.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "case_spec.h"
#include "chest_frame.h"
#include "motion.h"
#include "portable_math.h"
#include "signals.h"
#include "values.h"
#include "viamyo/errors.h"
#include "viamyo/version.h"

namespace viamyo {

namespace {

using namespace phantom;

constexpr double kEdge_mm = 2.35;
constexpr double kInsertionHeight = 0.3;
constexpr double kMotionBlend_mm = 12;  // muscle pulls its neighbours along
constexpr double kThicknessBlend_mm = 4;

struct Heart {
  const CaseSpec& spec;
  Shape shape;
  TissueMap tissues;
  Surface surface;  // heart coordinates
  std::vector<Site> sites;
  std::vector<Reading> readings;
};

std::string stream(const CaseSpec& spec, std::string_view name) { return std::string(spec.id).append("/").append(name); }

Heart make_heart(const CaseSpec& spec, std::uint64_t seed) {
  const Shape shape(spec.shape, seed);
  const TissueMap tissues(shape, spec.patches, seed);
  Random random(seed, stream(spec, "sites"));
  Heart heart{spec, shape, tissues, triangulate(shape, kEdge_mm), scatter_sites(spec, shape, random), {}};
  heart.readings = draw_readings(spec, shape, tissues, heart.sites, seed);
  return heart;
}

// Share of 1 by which tissue shortens on average at a place of this heart.
double mean_share(const Heart& heart, const Vec3& place) {
  return heart.tissues.blend(place, kMotionBlend_mm, [&](Tissue tissue) {
    const double offset = tissue == Tissue::kNormal ? heart.spec.shortening_offset_percent : 0;
    return (distribution_of(tissue).shortening_percent.mean + offset) / 100;
  });
}

// The motion is fitted to the accepted points, the ones from which shortening is computed again.
Motion fit_motion(const Heart& heart) {
  std::vector<Vec3> positions;
  std::vector<double> wanted;
  for (std::size_t i = 0; i < heart.sites.size(); ++i) {
    if (!heart.readings[i].accepted) continue;
    positions.push_back(heart.sites[i].position);
    wanted.push_back(static_cast<double>(heart.readings[i].shortening_percent));
  }
  double sum = 0;
  for (const Vec3& v : heart.surface.vertices) sum += mean_share(heart, v);
  const double mean = sum / static_cast<double>(heart.surface.vertices.size());
  return {Contraction{heart.shape.length(), mean, [&heart](const Vec3& place) { return mean_share(heart, place); }}, positions, wanted};
}

std::vector<float> displacements(const Heart& heart, const ChestFrame& frame, const Motion& motion) {
  std::vector<float> values;
  for (const Vec3& v : heart.surface.vertices) {
    const Vec3 moved = frame.place(v + motion.of_wall(v)) - frame.place(v);
    for (const double component : {moved.x, moved.y, moved.z}) values.push_back(static_cast<float>(component));
  }
  return values;
}

std::vector<float> wall_thickness(const Heart& heart, std::uint64_t seed) {
  const RandomField field(seed, stream(heart.spec, "thickness"), 20);
  std::vector<float> values;
  for (const Vec3& v : heart.surface.vertices) {
    const double tissue = heart.tissues.blend(v, kThicknessBlend_mm, [](Tissue t) { return distribution_of(t).thickness_mm; });
    const double thinner_at_the_apex = 1 - 0.25 * smooth_step(0.75, 1.0, heart.shape.height_of(v));
    const double thickness = (tissue + 0.4 * field(v)) * thinner_at_the_apex;
    values.push_back(static_cast<float>(std::floor(thickness * 10 + 0.5) / 10));
  }
  return values;
}

Surface surface_in_chest(const Heart& heart, const ChestFrame& frame, const Motion& motion, std::uint64_t seed) {
  Surface surface;
  surface.triangles = heart.surface.triangles;
  for (const Vec3& v : heart.surface.vertices) surface.vertices.push_back(frame.place(v));
  const auto add = [&](std::string_view name, int components, std::vector<float> values) {
    surface.fields.push_back({std::string(name), "mm", components, Origin::kMappingSystem, {}, std::move(values)});
  };
  add(field_name::kEndSystolicDisplacement, 3, displacements(heart, frame, motion));
  if (heart.spec.wall_thickness) add(field_name::kWallThickness, 1, wall_thickness(heart, seed));
  return surface;
}

void add_readings(MappingPoints& points, const std::vector<Reading>& readings) {
  const auto add = [&](std::string_view name, float Reading::*member) {
    Field field{std::string(name), std::string(required_unit(name)), 1, Origin::kMappingSystem, {}, {}};
    for (const Reading& reading : readings) field.values.push_back(reading.*member);
    points.fields.push_back(std::move(field));
  };
  add(field_name::kUnipolarVoltage, &Reading::unipolar_mV);
  add(field_name::kBipolarVoltage, &Reading::bipolar_mV);
  add(field_name::kLinearLocalShortening, &Reading::shortening_percent);
  add(field_name::kLocalActivationTime, &Reading::activation_ms);
  add(field_name::kCycleLength, &Reading::cycle_length_ms);
  add(field_name::kLocationStability, &Reading::location_stability_mm);
  add(field_name::kLoopStability, &Reading::loop_stability_mm);
}

MappingPoints points_in_chest(const Heart& heart, const ChestFrame& frame, const Motion& motion, std::uint64_t seed) {
  MappingPoints points;
  std::size_t fitted = 0;
  for (std::size_t i = 0; i < heart.sites.size(); ++i) {
    const Vec3& position = heart.sites[i].position;
    const bool accepted = heart.readings[i].accepted;
    const Vec3 moved = accepted ? motion.of_points()[fitted++] : motion.of_wall(position);
    points.positions.push_back(frame.place(position));
    points.end_systolic_positions.push_back(frame.place(position + moved));
    points.accepted.push_back(accepted ? 1 : 0);
    points.names.push_back(fmt::format("P{:03}", i + 1));
  }
  add_readings(points, heart.readings);
  points.electrograms = make_electrograms(heart.readings, seed, stream(heart.spec, "electrograms"));
  return points;
}

Landmarks landmarks_in_chest(const Heart& heart, const ChestFrame& frame) {
  constexpr int kRimPlaces = 72;
  Vec3 rim_sum;
  for (int i = 0; i < kRimPlaces; ++i) rim_sum += heart.shape.place(0, 2 * kPi * i / kRimPlaces);
  const auto insertion = [&](double degrees) { return frame.place(heart.shape.place(kInsertionHeight, radians(degrees))); };
  return {frame.place(heart.shape.place(1, 0)), frame.place(rim_sum / kRimPlaces), insertion(120), insertion(240)};
}

Study study_of(const CaseSpec& spec) {
  Study study;
  study.map_id = spec.id;
  study.subject_id = spec.subject_id;
  study.visit = spec.visit;
  study.species = "human (synthetic)";
  study.system = "synthetic phantom";
  study.rhythm = spec.rhythm.name;
  study.paced = spec.rhythm.paced;
  study.qrs_ms = spec.rhythm.qrs_ms;
  study.coordinate_frame = "LPS";
  study.description = spec.description;
  study.synthetic = true;
  study.licence = "Apache-2.0";
  return study;
}

GroundTruth truth_of(const Heart& heart) {
  GroundTruth truth;
  for (const Vec3& v : heart.surface.vertices)
    truth.classes.push_back(static_cast<std::uint8_t>(distribution_of(heart.tissues.at(v)).truth));
  truth.note = std::string("The tissue from which values were drawn, not thresholds applied again: values of different tissues overlap. ")
                   .append(heart.spec.truth_note);
  return truth;
}

const CaseSpec& find_case(std::string_view id) {
  const auto& cases = case_specs();
  const auto found = std::find_if(cases.begin(), cases.end(), [&](const CaseSpec& c) { return c.id == id; });
  if (found != cases.end()) return *found;
  std::string known;
  for (const CaseSpec& c : cases) known.append(known.empty() ? "" : ", ").append(c.id);
  throw UsageError(fmt::format("there is no phantom case \"{}\"; the cases are {}", id, known));
}

}  // namespace

const std::vector<PhantomCase>& phantom_cases() {
  static const std::vector<PhantomCase> cases = [] {
    std::vector<PhantomCase> list;
    for (const CaseSpec& c : case_specs()) list.push_back({c.id, c.title, c.seed});
    return list;
  }();
  return cases;
}

Map make_phantom(std::string_view id, std::uint64_t seed) {
  const CaseSpec& spec = find_case(id);
  const Heart heart = make_heart(spec, seed);
  const ChestFrame frame(heart.shape.length());
  const Motion motion = fit_motion(heart);
  Map map;
  map.surface = surface_in_chest(heart, frame, motion, seed);
  map.points = points_in_chest(heart, frame, motion, seed);
  map.landmarks = landmarks_in_chest(heart, frame);
  map.study = study_of(spec);
  map.ground_truth = truth_of(heart);
  map.provenance.push_back(
      fmt::format(R"({{"program":"viamyo","version":"{}","action":"phantom","source":null,"settings":{{"case":"{}","seed":{}}}}})",
                  kVersion, spec.id, seed));
  return map;
}

Map make_phantom(std::string_view id) { return make_phantom(id, find_case(id).seed); }

}  // namespace viamyo
