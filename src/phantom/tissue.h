// What each place of a phantom's wall is made of, and from which laws the values of that tissue are drawn.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "portable_math.h"
#include "random.h"
#include "shape.h"
#include "viamyo/tissue_class.h"

namespace viamyo::phantom {

enum class Tissue : std::uint8_t {
  kNormal,
  kHibernating,  //!< alive, underperfused at rest, contracts badly
  kTransmuralInfarct,
  kNonTransmuralScar,  //!< a scarred inner layer under living muscle
  kAneurysm,           //!< thin transmural scar that moves outwards
  kMicrovascular,      //!< alive, mildly impaired, without an epicardial stenosis
  kPacedSeptum         //!< healthy muscle that is activated first and therefore shortens early and little
};
inline constexpr int kTissueCount = 7;

//! Mean and standard deviation of a quantity.
struct Law {
  double mean = 0;
  double sd = 0;
};

struct TissueDistribution {
  std::string_view name;
  TissueClass truth = TissueClass::kNormal;  //!< what GroundTruth says
  Law unipolar_mV;                           //!< lognormal
  Law bipolar_mV;                            //!< lognormal
  Law shortening_percent;                    //!< normal, may be negative; the spread inside one heart
  double thickness_mm = 0;
  double conduction_delay_ms = 0;
};

const TissueDistribution& distribution_of(Tissue tissue);

//! A ball around a place of the wall: what lies inside belongs to the patch.
struct Sphere {
  double height = 0;  //!< 0 rim, 1 apex
  double angle_degrees = 0;
  double radius_mm = 0;
};

//! One kind of tissue in a few balls; a later patch lies on top of an earlier one.
struct Patch {
  Tissue tissue = Tissue::kNormal;
  std::vector<Sphere> balls;
};

class TissueMap {
 public:
  TissueMap(const Shape& shape, const std::vector<Patch>& patches, std::uint64_t seed);

  [[nodiscard]] Tissue at(const Vec3& place) const;

  //! A quantity of the tissues that changes smoothly over the borders of the patches, from `half_width_mm` outside to as much inside.
  template <class Value>
  [[nodiscard]] double blend(const Vec3& place, double half_width_mm, Value value_of) const {
    double value = value_of(Tissue::kNormal);
    for (const PlacedPatch& patch : patches_) {
      const double share = smooth_step(-half_width_mm, half_width_mm, depth(patch, place));
      value += share * (value_of(patch.tissue) - value);
    }
    return value;
  }

 private:
  struct PlacedBall {
    Vec3 centre;
    double radius_mm = 0;
  };
  struct PlacedPatch {
    Tissue tissue = Tissue::kNormal;
    std::vector<PlacedBall> balls;
  };

  [[nodiscard]] double depth(const PlacedPatch& patch, const Vec3& place) const;

  std::vector<PlacedPatch> patches_;
  RandomField ragged_;
};

}  // namespace viamyo::phantom
