// What an output that somebody kept says otherwise than log and analysis do.
#pragma once

#include <string>

#include "output_claim.h"
#include "review_command.h"

namespace viamyo::cli {

//! How the output differs from what this program writes of the case in this state, one sentence; empty = in nothing that is compared (docs/review.md).
std::string difference(const OutputClaim& claim, const ReviewCase& c, const ReviewState& state);

//! Whether two measures are the same, as far as computers agree on them.
bool is_same_number(double a, double b);

//! Of a JSON of `analyze`: all of it, but for what may rightly be otherwise. Names the first place that differs.
std::string report_difference(const Json& says, const ReviewCase& c, const ReviewState& state);

//! Of an exported surface: the texts that travel with it, and every row or vertex.
std::string export_difference(const OutputClaim& claim, const ReviewCase& c, const ReviewState& state);

}  // namespace viamyo::cli
