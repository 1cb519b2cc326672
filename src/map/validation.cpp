#include "viamyo/validation.h"

#include <cmath>

#include "defect_list.h"
#include "viamyo/measures.h"

namespace viamyo {

namespace {

void validate_landmarks(const Map& map, bool has_sound_surface, DefectList& defects) {
  const auto check = [&](const std::optional<Vec3>& landmark, std::string_view object) {
    if (!landmark) return;
    if (!is_finite(*landmark)) {
      defects.error("non_finite_landmark", object, "is not finite");
    } else if (has_sound_surface && !is_within_mm(map.surface, *landmark, kFarLandmark_mm)) {
      defects.warning("landmark_far_from_surface", object, fmt::format("lies more than {} mm from the surface", kFarLandmark_mm));
    }
  };
  for (const LandmarkName& landmark : kLandmarkNames) check(map.landmarks.*landmark.place, fmt::format("/Landmarks/{}", landmark.in_file));
}

//! ISO 8601 as far as it can be told by its letters: a year, then digits and the separators of dates, times and zones.
bool looks_like_a_date(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto belongs = [&](char c) { return is_digit(c) || std::string_view("-:.,+TWZ").find(c) != std::string_view::npos; };
  return text.size() >= 4 && std::all_of(text.begin(), text.begin() + 4, is_digit) && std::all_of(text.begin(), text.end(), belongs);
}

void validate_study(const Study& study, DefectList& defects) {
  constexpr std::string_view kCode = "unknown_study_value";
  const std::string& frame = study.coordinate_frame;
  if (!frame.empty() && frame != "LPS" && frame != "unknown") {
    defects.warning(kCode, "/Study@coordinate_frame", fmt::format("is \"{}\"; known are \"LPS\" and \"unknown\"", frame));
  }
  if (!study.acquired.empty() && !looks_like_a_date(study.acquired)) {
    defects.warning(kCode, "/Study@acquired", fmt::format("is \"{}\", which is no ISO 8601 date", study.acquired));
  }
  if (study.qrs_ms && !(*study.qrs_ms > 0 && std::isfinite(*study.qrs_ms))) {
    defects.warning(kCode, "/Study@qrs_ms", fmt::format("is {}, which is no duration", *study.qrs_ms));
  }
}

}  // namespace

std::vector<Defect> validate(const Map& map, const std::stop_token& stop) {
  DefectList defects;
  const bool has_sound_surface = validate_surface(map.surface, stop, defects);
  validate_fields(map.surface.fields, map.surface.vertices.size(), "/VTKHDF/PointData", defects);
  validate_points(map.points, defects);
  validate_landmarks(map, has_sound_surface, defects);
  validate_study(map.study, defects);
  if (map.ground_truth && map.ground_truth->classes.size() != map.surface.vertices.size()) {
    defects.error("wrong_length", "/GroundTruth/Class",
                  fmt::format("has {} values; it must have {}", map.ground_truth->classes.size(), map.surface.vertices.size()));
  }
  return defects.take();
}

bool has_errors(const std::vector<Defect>& defects) {
  return std::any_of(defects.begin(), defects.end(), [](const Defect& d) { return d.severity == Severity::kError; });
}

}  // namespace viamyo
