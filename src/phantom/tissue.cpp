#include "tissue.h"

#include <algorithm>
#include <array>

#include "portable_math.h"

namespace viamyo::phantom {

namespace {

constexpr double kRaggedness_mm = 2.5;  // borders wander by about this much
constexpr double kRaggedLength_mm = 12;
constexpr double kBlendWidth_mm = 5;  // how softly the balls of a patch melt into one

// Where the figures come from (docs/methods.md has the references):
//   normal          UV Graf 2004, human; BV Fernandes 2008, pig; LLS mean Fernandes 2008, pig, 15.7 +/- 9.5: of that spread 6.5 lies inside a
//                   heart and the rest between hearts (a split of ours)
//   hibernating     UV Graf 2004, human perfusion-metabolism mismatch; BV pig, viable dysfunctional, between the two regions given (2.2 and 3.5)
//                   with 70 % dispersion; LLS not published for humans: INVENTED
//   transmural      UV Graf 2004, human non-viable; BV and LLS human recent infarct before reperfusion (STEMI study 2005, PMID 15678469)
//   non-transmural  UV Graf 2004, human perfusion-metabolism match; BV and LLS human infarct one month later; that these figures stand for
//                   non-transmural scar is our reading
//   aneurysm        UV and BV as transmural; LLS INVENTED, negative
//   microvascular   voltages as normal, 10 % lower, and LLS INVENTED
//   paced septum    voltages as normal; LLS INVENTED
// Thickness and delay are INVENTED throughout.
constexpr std::array<TissueDistribution, kTissueCount> kLaws{{
    {"normal", TissueClass::kNormal, {10.8, 4.2}, {4.5, 2.4}, {15.7, 6.5}, 9.5, 0},
    {"hibernating", TissueClass::kViableIschemic, {9.3, 3.4}, {2.9, 2.0}, {4.5, 4.5}, 8.8, 6},
    {"transmural infarct", TissueClass::kInfarcted, {4.1, 1.1}, {1.7, 1.4}, {3.5, 6.2}, 5.0, 22},
    {"non-transmural scar", TissueClass::kIndeterminate, {6.9, 3.1}, {2.2, 1.6}, {7.4, 5.8}, 7.2, 12},
    {"aneurysm", TissueClass::kInfarcted, {4.1, 1.1}, {1.7, 1.4}, {-6.0, 4.0}, 3.4, 30},
    {"microvascular", TissueClass::kViableIschemic, {9.7, 3.8}, {4.0, 2.4}, {9.0, 4.5}, 10.0, 3},
    {"paced septum", TissueClass::kNormal, {10.8, 4.2}, {4.5, 2.4}, {3.0, 5.0}, 9.0, 0},
}};

}  // namespace

const TissueDistribution& distribution_of(Tissue tissue) { return kLaws.at(static_cast<std::size_t>(tissue)); }

TissueMap::TissueMap(const Shape& shape, const std::vector<Patch>& patches, std::uint64_t seed)
    : ragged_(seed, "ragged borders", kRaggedLength_mm) {
  for (const Patch& patch : patches) {
    PlacedPatch placed{patch.tissue, {}};
    for (const Sphere& ball : patch.balls) placed.balls.push_back({shape.place(ball.height, radians(ball.angle_degrees)), ball.radius_mm});
    patches_.push_back(placed);
  }
}

// How deep inside the patch a place lies, mm; negative outside. A smooth maximum over the balls, so that no crease runs where two of them meet.
double TissueMap::depth(const PlacedPatch& patch, const Vec3& place) const {
  double sum = 0;
  for (const PlacedBall& ball : patch.balls) sum += portable_exp((ball.radius_mm - distance(place, ball.centre)) / kBlendWidth_mm);
  return kBlendWidth_mm * portable_log(sum) + kRaggedness_mm * ragged_(place);
}

Tissue TissueMap::at(const Vec3& place) const {
  const auto covering = std::find_if(patches_.rbegin(), patches_.rend(), [&](const PlacedPatch& p) { return depth(p, place) > 0; });
  return covering == patches_.rend() ? Tissue::kNormal : covering->tissue;
}

}  // namespace viamyo::phantom
