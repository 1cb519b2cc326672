#include "fingerprint.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "viamyo/digest.h"
#include "viamyo/version.h"

namespace viamyo {

namespace {

std::string text_of(const std::optional<Vec3>& place) { return place ? fmt::format("{},{},{}", place->x, place->y, place->z) : "none"; }

template <class Value>
std::string text_of(const std::optional<Value>& value) {
  return value ? std::string(to_string(*value)) : "none";
}

}  // namespace

std::string fingerprint_of(const std::string& analysis_digest, const Settings& s) {
  // fmt writes floats and doubles in the shortest form that reads back the same, in every locale.
  std::string text = fmt::format("viamyo.fingerprint/1\ncontent={}\nalgorithm_version={}\n", analysis_digest, kAlgorithmVersion);
  const auto add = [&](std::string_view key, auto&& value) { text += fmt::format("{}={}\n", key, std::forward<decltype(value)>(value)); };
  add("criteria", text_of(s.criteria));
  add("voltage", to_string(s.voltage));
  add("threshold_unit", to_string(s.threshold_unit));
  add("voltage_infarct", s.voltage_infarct);
  add("voltage_viable", s.voltage_viable);
  add("shortening_ischemic_percent", s.shortening_ischemic_percent);
  add("reference_segments", fmt::join(s.reference_segments, ","));
  add("voltage_source", text_of(s.voltage_source));
  add("shortening_source", text_of(s.shortening_source));
  add("window", to_string(s.window));
  add("fill_distance_mm", s.fill_distance_mm);
  add("beyond_fill", to_string(s.beyond_fill));
  add("lls_min_distance_mm", s.lls_min_distance_mm);
  add("lls_max_distance_mm", s.lls_max_distance_mm);
  add("lls_sigma_mm", s.lls_sigma_mm);
  add("ring_limits", fmt::join(s.ring_limits, ","));
  add("min_region_area_mm2", s.min_region_area_mm2);
  add("annulus_margin_mm", s.annulus_margin_mm);
  add("infarct_margin_mm", s.infarct_margin_mm);
  add("min_zone_area_mm2", s.min_zone_area_mm2);
  add("min_zone_points", s.min_zone_points);
  add("landmarks.apex", text_of(s.landmarks.apex));
  add("landmarks.mitral_annulus_center", text_of(s.landmarks.mitral_annulus_center));
  add("landmarks.anterior_rv_insertion", text_of(s.landmarks.anterior_rv_insertion));
  add("landmarks.inferior_rv_insertion", text_of(s.landmarks.inferior_rv_insertion));
  add("excluded_points", fmt::join(s.excluded_points, ","));
  add("territories", fmt::join(s.territories, ","));
  return sha256_hex(text);
}

}  // namespace viamyo
