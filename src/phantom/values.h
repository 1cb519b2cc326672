// The mapping points of a phantom: where they lie, and what was measured there.
#pragma once

#include <vector>

#include "case_spec.h"

namespace viamyo::phantom {

//! A place where the catheter touched the wall.
struct Site {
  Vec3 wall;      //!< on the surface, where the tissue is looked up
  Vec3 position;  //!< as located, with the error of location
  double height = 0;
  double angle = 0;
};

//! What the mapping system stored for a point.
struct Reading {
  Tissue tissue = Tissue::kNormal;
  bool accepted = true;
  bool is_false = false;  //!< tells nothing about the muscle
  float unipolar_mV = 0;
  float bipolar_mV = 0;
  float shortening_percent = 0;
  float activation_ms = 0;
  float cycle_length_ms = 0;
  float location_stability_mm = 0;
  float loop_stability_mm = 0;
};

//! Scattered places, fewer near the valve and none in the gaps.
std::vector<Site> scatter_sites(const CaseSpec& spec, const Shape& shape, Random& random);

//! Values drawn from the laws of the tissue at each site, correlated in space; false points moved and falsified. One per site.
std::vector<Reading> draw_readings(const CaseSpec& spec, const Shape& shape, const TissueMap& tissues, std::vector<Site>& sites,
                                   std::uint64_t seed);

}  // namespace viamyo::phantom
