// Synthetic left ventricles with known truth, for teaching and tests. Never patient data: every map says so, and keeps saying so.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "viamyo/map.h"

namespace viamyo {

struct PhantomCase {
  std::string_view id;     //!< "anterior-lad-infarct"
  std::string_view title;  //!< one line
  std::uint64_t seed;      //!< that the sample map was made with
};

//! All cases, in teaching order.
const std::vector<PhantomCase>& phantom_cases();

//! The map of a case. The same id and seed give the same map, bit for bit, on every machine with IEEE doubles. Throws UsageError for an unknown id.
Map make_phantom(std::string_view id, std::uint64_t seed);
Map make_phantom(std::string_view id);  //!< with the case's own seed

}  // namespace viamyo
