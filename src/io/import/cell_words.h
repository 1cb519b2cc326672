// What the words of a table's cells and titles say: no value, yes or no, a mark of points that are left out, a summary of all points.
#pragma once

#include <optional>
#include <string_view>

namespace viamyo {

//! "NA", "#N/A", "null", "-" and their like, as R, pandas, Excel of two languages and people write them; an empty cell.
bool is_nothing(std::string_view cell);

//! "true", "J", "1.0", "nein", "excluded"; nothing where it is neither.
std::optional<bool> yes_or_no(std::string_view cell);

//! Whether a title is nearly one of a mark ("valid", "Accepted (1/0)", "point status", "exclusion reason"): what it means is not known, and what it leaves
//! out must not get lost in silence.
bool sounds_like_a_mark(std::string_view title);

//! Whether a row of this name tells of all points: "Mean", "SD:", "Total (n = 80)", "Mittelwert", "max".
bool is_summary_label(std::string_view cell);

//! "25%", as summaries name quartiles.
bool is_percentile(std::string_view cell);

}  // namespace viamyo
