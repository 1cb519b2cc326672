#include "volumes.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "../map/one_place.h"
#include "viamyo/measures.h"

namespace viamyo {

namespace {

// No left ventricle is as small; what a heap of loose triangles or a map in metres encloses may be.
constexpr double kSmallestVolume_ml = 1;

constexpr std::string_view kNotClosed = "not_closed";
constexpr std::string_view kNotOrientable = "not_orientable";
constexpr std::string_view kNoInterior = "no_interior";
constexpr std::string_view kTooSmall = "below_1_ml";
constexpr std::string_view kNoMotion = "no_displacement";
constexpr std::string_view kPartOfMotion = "displacement_incomplete";
constexpr std::string_view kTornApart = "displacement_differs_at_one_place";

std::string_view word(VolumeFault fault) {
  constexpr std::array kWords{kNotClosed, kNotOrientable, kNoInterior};
  return kWords.at(static_cast<std::size_t>(fault));
}

struct Volume {
  double ml = kNoValue;
  std::string reason{};
};

Volume volume_of(const Surface& surface, const Topology& topology, const std::vector<Vec3>& vertices) {
  const EnclosedVolume volume = enclosed_volume(surface, topology, vertices);
  if (volume.fault) return {kNoValue, std::string(word(*volume.fault))};
  if (volume.ml < kSmallestVolume_ml) return {kNoValue, std::string(kTooSmall)};
  return {volume.ml, {}};
}

//! Of the surface that every vertex of a triangle was moved to.
Volume end_systolic_volume(const Surface& surface, const Topology& topology) {
  const Field* const displacement = find_field(surface.fields, field_name::kEndSystolicDisplacement);
  if (!has_values(displacement)) return {kNoValue, std::string(kNoMotion)};
  std::vector<float> displaced = displacement->values;
  fill_from_same_place(surface, topology.place_of_vertex, 3, displaced);
  std::vector<Vec3> moved = surface.vertices;
  for (std::size_t v = 0; v < moved.size(); ++v) {
    const float* const d = &displaced[3 * v];
    moved[v] += Vec3{d[0], d[1], d[2]};
  }
  for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
    if (!topology.counts(t)) continue;
    for (std::size_t corner = 0; corner < 3; ++corner) {
      const Vec3& here = moved[static_cast<std::size_t>(surface.triangles[t][corner])];
      const Vec3& place = moved[static_cast<std::size_t>(topology.triangles[t][corner])];
      if (!is_finite(here)) return {kNoValue, std::string(kPartOfMotion)};
      constexpr double kAsFloatsDiffer_mm = 1e-3;
      if (distance(here, place) > kAsFloatsDiffer_mm) return {kNoValue, std::string(kTornApart)};
    }
  }
  return volume_of(surface, topology, moved);
}

}  // namespace

void measure_volumes(const Surface& surface, const Topology& topology, Analysis& analysis) {
  const Volume diastole = volume_of(surface, topology, surface.vertices);
  const Volume systole = end_systolic_volume(surface, topology);
  analysis.end_diastolic_volume_ml = diastole.ml;
  analysis.end_diastolic_volume_reason = diastole.reason;
  analysis.end_systolic_volume_ml = systole.ml;
  analysis.end_systolic_volume_reason = systole.reason;
  analysis.ejection_fraction_reason = diastole.reason.empty() ? systole.reason : diastole.reason;
  analysis.ejection_fraction_percent =
      analysis.ejection_fraction_reason.empty() ? 100 * (diastole.ml - systole.ml) / diastole.ml : kNoValue;
}

std::string_view explain_volume_reason(std::string_view reason) {
  if (reason == kNotClosed)
    return "more than two triangles meet at an edge, or a boundary runs in no closed loop, so closing its holes does not close it";
  if (reason == kNotOrientable) return "it has no inside, as a Moebius strip has none";
  if (reason == kNoInterior) return "a part of it encloses next to nothing, as a sheet or a stray triangle does";
  if (reason == kTooSmall) return "it encloses less than 1 ml";
  if (reason == kPartOfMotion) return "not every vertex has a displacement";
  if (reason == kTornApart) return "vertices at one place move apart";
  return {};
}

}  // namespace viamyo
