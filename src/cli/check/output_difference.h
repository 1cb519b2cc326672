// What an output that somebody kept says otherwise than log and analysis do.
#pragma once

#include <string>
#include <string_view>

#include "../review/review_command.h"
#include "output_claim.h"

namespace viamyo::cli {

struct Difference {
  std::string sentence;       //!< the first that was found; empty = none in what was compared
  std::string not_compared;   //!< what could not be, and why, one sentence; empty = nothing
  bool page_unknown = false;  //!< what people read of it could not be compared at all
};

//! Stands between what an output says and what it would rightly say, in every sentence that tells both.
inline constexpr std::string_view kAndThatIs = ", and by log and analysis that is ";

//! The sentence without what the output would rightly say: to whom what others have decided is not told yet.
std::string without_what_is(std::string sentence);

//! How the output differs from what this program writes of the case in this state (docs/review.md).
Difference difference(const OutputClaim& claim, const ReviewCase& c, const ReviewState& state, const Program& program);

//! Whether two measures are the same, as far as computers agree on them.
bool is_same_number(double a, double b);
//! The same of two cells of a table.
bool is_same_cell(const std::string& says, const std::string& is);

//! Of a JSON of `analyze`: all of it, but for what may rightly be otherwise. Names the first place that differs.
std::string report_difference(const Json& says, const ReviewCase& c, const ReviewState& state);

//! Of an exported surface: the texts that travel with it, and all that is in the file.
std::string export_difference(const OutputClaim& claim, const ReviewCase& c, const ReviewState& state, const Program& program);

//! Of the rows of one map in a table of a run.
std::string table_difference(const TableClaim& table, const OutputClaim& claim, const ReviewCase& c, const ReviewState& state);

//! Of a picture: its texts and, where it can be drawn again, its pixels.
Difference picture_difference(const PictureClaim& picture, const ReviewCase& c, const ReviewState& state, const Program& program);

//! Of a decision sheet: the JSON in it, its pictures, and the page that is made again.
Difference sheet_difference(const OutputClaim& claim, const ReviewCase& c, const ReviewState& state, const Program& program);

//! Of points that rules left out, as `points_excluded` tells them: the rules must be rules, and leave out what they say. Empty = they do.
struct ToldExclusion {
  std::string rule;
  std::optional<std::size_t> points;  //!< nullopt = not told
  std::size_t left_out = 0;
  std::size_t unknown = 0;
};
std::string exclusions_differ(const std::vector<ToldExclusion>& says, const ReviewCase& c);

//! The map at hand in this state, under the path and the digest that the output tells.
AnalysedMap as_told(const OutputClaim& claim, const ReviewCase& c, const ReviewState& state);

}  // namespace viamyo::cli
