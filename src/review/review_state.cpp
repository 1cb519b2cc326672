#include "viamyo/review_state.h"

#include <set>

namespace viamyo {

ReviewState review_state(const Analysis& analysis) {
  ReviewState state;
  std::set<TissueClass> classes_of_small;
  for (const Region& region : analysis.regions) {
    if (region.small)
      classes_of_small.insert(region.tissue);
    else
      ++state.items;
  }
  state.items += static_cast<int>(classes_of_small.size() + analysis.candidate_zones.size());
  state.regions.assign(analysis.regions.size(), "unconfirmed");
  state.zones.assign(analysis.candidate_zones.size(), "unconfirmed");
  return state;
}

}  // namespace viamyo
