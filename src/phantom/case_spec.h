// All that makes one phantom differ from another, as data.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "shape.h"
#include "tissue.h"

namespace viamyo::phantom {

//! A sector near the base that the catheter did not reach.
struct CoverageGap {
  double angle_degrees = 0;
  double half_width_degrees = 0;
  double below_height = 0;
};

struct SamplingSpec {
  int points = 120;
  int excluded = 0;  //!< of them, kept for the record only
  std::vector<CoverageGap> gaps{};
};

//! Points of a sector near the base that do not tell of muscle: poor contact, the valve's plane, the tip floating inside the cavity.
struct FalsePoints {
  double angle_degrees = 0;
  double half_width_degrees = 0;
  double below_height = 0;
};

struct Rhythm {
  std::string_view name = "sinus rhythm";
  bool paced = false;
  double qrs_ms = 96;
  double cycle_length_ms = 860;
  double earliest_ms = -28;  //!< first activation, against the reference
  double earliest_height = 0.6;
  double earliest_angle_degrees = 190;
  double speed_mm_per_ms = 1.4;
};

struct CaseSpec {
  std::string_view id{};
  std::string_view title{};
  std::uint64_t seed = 1;
  std::string_view subject_id{};
  std::string_view visit{};
  std::string_view description{};
  std::string_view truth_note{};
  ShapeSpec shape{};
  std::vector<Patch> patches{};
  SamplingSpec sampling{};
  //! This heart's place among hearts: added to the mean shortening of its normal tissue, %. Between-heart SD 6.9, see tissue.cpp.
  double shortening_offset_percent = 0;
  std::optional<FalsePoints> false_points{};
  Rhythm rhythm{};
  bool wall_thickness = true;  //!< known at the vertices, as from other imaging
};

const std::vector<CaseSpec>& case_specs();

}  // namespace viamyo::phantom
