// Volumes and ejection fraction, each with the reason where it does not exist.
#pragma once

#include "viamyo/analysis.h"
#include "viamyo/map.h"
#include "viamyo/topology.h"

namespace viamyo {

//! Fills in end-diastolic and end-systolic volume and ejection fraction, and their reasons.
void measure_volumes(const Surface& surface, const Topology& topology, Analysis& analysis);

//! One sentence for a reason other than a missing displacement, which needs none: "It is not closed: ...".
std::string_view explain_volume_reason(std::string_view reason);

}  // namespace viamyo
