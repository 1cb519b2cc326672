// Which cells the surface is cut into, and the fields that cut it: one place for what is measured and what is drawn.
#pragma once

#include <vector>

#include "patches.h"
#include "viamyo/analysis.h"

namespace viamyo {

//! Cut fields: [0] voltage in use, [1] shortening, [2] distance to the rim, [3] distance to infarct, as far as the analysis has them by now;
//! kUnreachable_mm where a distance does not exist.
CutValues cut_values(const Analysis& analysis, std::size_t vertex_count);

//! Writes one distance field; see cut_values.
void fill_distance(CutValues& values, std::size_t field, const std::vector<double>& distances);

//! One rule per cell of the criteria, grouped by class.
std::vector<CellRule> class_rules(const Thresholds& thresholds);

//! What a candidate zone is made of.
CellRule zone_rule(const Settings& settings, const Thresholds& thresholds, bool has_infarct);

}  // namespace viamyo
