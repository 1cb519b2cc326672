// What many importers do: fields that may turn out empty, counts under caps, parts of a mesh that are left behind.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "importer.h"

namespace viamyo {

inline constexpr double kCartoNothing = -10000;  //!< CARTO's and EnSite's "no value"

//! NaN for CARTO's "no value" and for what is not finite.
float carto_value(double value);

//! "1 row", "2 rows".
std::string counted(std::uint64_t count, std::string_view noun);

//! Adds the field where it has a value; where not, says that the array is there and empty.
void add_measured(Import& import, std::vector<Field>& fields, Field field);

//! Says of arrays whose format does not tell who made them that they count as the mapping system's.
void assume_measured(Import& import, std::string_view name, const std::vector<std::string>& arrays);

//! Throws InputError: "NAME: has 9 million triangles; at most 8000000 are read".
void check_count(std::string_view name, std::string_view what, std::uint64_t count, std::uint64_t most);

//! Throws InputError when an index is not one of `vertices`.
void check_triangles(std::string_view name, const std::vector<Triangle>& triangles, std::size_t vertices);

//! Leaves out vertices whose flag is 0, with every array on them, and renumbers the triangles, which use none of these.
void keep_vertices(Surface& surface, const std::vector<std::uint8_t>& keep);

//! Flags of the vertices that a triangle uses.
std::vector<std::uint8_t> used_vertices(const Surface& surface);

//! Corners with the same coordinates, bit for bit, become one vertex; for formats that repeat them per triangle.
void merge_equal_vertices(Surface& surface);

//! A polygon as a fan of triangles about its first corner.
void add_fan(const std::vector<std::int32_t>& corners, std::vector<Triangle>& triangles);

//! A strip, of which every second triangle runs the other way round.
void add_strip(const std::vector<std::int32_t>& corners, std::vector<Triangle>& triangles);

}  // namespace viamyo
