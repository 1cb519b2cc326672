// Where a patch of the surface lies, in words that claim no more than is true.
#pragma once

#include <string>
#include <vector>

namespace viamyo {

//! "mid anterior" where one segment holds more than half of the patch; else the rings and walls of the segments named, and how many they are: "basal
//! and mid, septal to inferior; 9 segments". `part_area` by segment (17) or, without rotation, by ring (4): "basal and mid". `named`: which of the parts
//! are named, indices from 0, ascending. Empty for one part alone, where there is no axis.
std::string place_name(const std::vector<double>& part_area, const std::vector<int>& named);

}  // namespace viamyo
