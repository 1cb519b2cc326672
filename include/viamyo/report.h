// The analysis as JSON and CSV; no number is computed here. Same analysis, same bytes, whatever the locale.
#pragma once

#include <string>
#include <vector>

#include "viamyo/analysed_map.h"

namespace viamyo {

//! Schema viamyo.analysis/1 (docs/json.md), indented by two spaces, ending in a newline. What no rule left out is told as rows that were named.
std::string to_json(const AnalysedMap& map);
//! The object `settings` of it, alone.
std::string settings_to_json(const Analysis& analysis);

//! One cell of a CSV: quoted where needed (RFC 4180).
std::string csv_cell(const std::string& text);
//! A number in its shortest form that reads back the same; empty for NaN.
std::string csv_number(double value);

//! Header lines (without newline) and rows (with newline) of the four tables.
std::string summary_header();
//! What of a review log does not count and why: the first reason, and how many more; empty = all counts.
std::string review_note(const ReviewState& review);
std::string summary_row(const AnalysedMap& map);
//! Of a map that could not be analysed: whose it is as far as that was told from outside. Empty = not told.
struct ToldIdentity {
  std::string file, map_id, subject_id, visit;
};
std::string summary_error_row(const ToldIdentity& told, const std::string& error);
std::string segments_header();
std::string segments_rows(const AnalysedMap& map);
std::string regions_header();
std::string regions_rows(const AnalysedMap& map);
std::string zones_header();
std::string zones_rows(const AnalysedMap& map);

}  // namespace viamyo
