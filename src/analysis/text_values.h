// Values in the words of the command line: numbers, lists and places, the same in every locale.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viamyo/vec3.h"

namespace viamyo {

std::string_view trimmed(std::string_view text);

//! The whole text as a finite number; empty for anything else, NaN and infinity included.
std::optional<double> parse_double(std::string_view text);
//! The same, rounded once to float32.
std::optional<float> parse_float(std::string_view text);
std::optional<int> parse_int(std::string_view text);

//! Parts between commas, semicolons or blanks, brackets around the whole dropped: "1,2,3", "1 2 3", "[1, 2, 3]".
std::vector<std::string_view> split_list(std::string_view text);

std::optional<std::vector<int>> parse_int_list(std::string_view text);
std::optional<Vec3> parse_vec3(std::string_view text);

//! The candidate that `text` begins, else the one with the fewest edits to it; empty when none is near enough to be meant.
std::string_view nearest_word(std::string_view text, const std::vector<std::string_view>& candidates);

}  // namespace viamyo
