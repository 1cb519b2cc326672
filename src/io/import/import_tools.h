// What many importers do: fields that may turn out empty, counts under caps, parts of a mesh that are left behind.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "importer.h"

namespace viamyo {

inline constexpr double kCartoNothing = -10000;  //!< CARTO's and EnSite's "no value"

//! NaN for CARTO's "no value" and for what is not finite.
float carto_value(double value);

//! The values of a quantity, each as carto_value gives it; how many are none is told.
std::vector<float> carto_values(Import& import, std::string_view name, std::string_view where, const std::vector<double>& numbers);

//! Says, as a loss, that so many values of a quantity are words; nothing where none is.
void lose_words(Import& import, std::string_view file, std::string_view quantity, std::uint64_t words, std::uint64_t of);

//! Says, as a loss, that so many marks of points are neither yes nor no: such points count as accepted. Nothing where none is.
void lose_marks(Import& import, std::string_view file, std::string_view mark, std::uint64_t unclear, std::uint64_t of);

//! "1 row", "2 rows"; `many` where an s does not make it.
std::string counted(std::uint64_t count, std::string_view noun, std::string_view many = {});

//! As one word of a shell: what a sentence tells the user to type.
std::string shell_word(std::string_view text);

//! Parts of one kind that could not be read: how many, and why the first could not.
struct Faults {
  std::size_t count = 0;
  std::string first;
  void add(std::string_view cause) {
    if (count++ == 0) first = cause;
  }
};

//! Hands over one file after the other, each let go before the next. What `take` or reading refuses (InputError) is a fault of that part alone.
Faults read_parts(SourceFiles& files, const std::vector<const SourceFile*>& wanted,
                  const std::function<void(std::size_t, const std::vector<std::byte>&)>& take);

//! The same values under the same name, NaN for NaN.
bool same_field(const Field& a, const Field& b);

//! Adds the field where it has a value; where not, says that the array is there and empty. What the list has already is nothing new; another array
//! of a name that is taken is a loss.
void add_measured(Import& import, std::vector<Field>& fields, Field field);

//! Says of arrays whose format does not tell who made them that they count as the mapping system's.
void assume_measured(Import& import, std::string_view name, const std::vector<std::string>& arrays);

//! Throws InputError: "NAME: has 9 million triangles; at most 8000000 are read".
void check_count(std::string_view name, std::string_view what, std::uint64_t count, std::uint64_t most);

//! Throws InputError when an index is not one of `vertices`.
void check_triangles(std::string_view name, const std::vector<Triangle>& triangles, std::size_t vertices);

//! Throws InputError when a vertex that a triangle uses has no place.
void check_used_vertices(std::string_view name, const Surface& surface);

//! Leaves out vertices without a place that no triangle uses, and says how many. Every format goes through it; a reader may do it earlier.
void drop_stray_vertices(Import& import);

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
