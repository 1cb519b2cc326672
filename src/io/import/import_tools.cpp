#include "import_tools.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include "../value.h"
#include "viamyo/errors.h"

namespace viamyo {

float carto_value(double value) {
  return value == kCartoNothing || !std::isfinite(value) ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(value);
}

std::vector<float> carto_values(Import& import, std::string_view name, std::string_view where, const std::vector<double>& numbers) {
  std::vector<float> values;
  values.reserve(numbers.size());
  for (const double number : numbers) values.push_back(carto_value(number));
  const auto none = std::count_if(values.begin(), values.end(), [](float value) { return std::isnan(value); });
  if (none > 0 && none < std::ssize(values))  // an array of none is told as such
    import.note(NoteKind::kConverted, "{} on {}: {} of {} are {:g} or no number, and so no value", printable(name), where, none,
                values.size(), kCartoNothing);
  return values;
}

void lose_words(Import& import, std::string_view file, std::string_view quantity, std::uint64_t words, std::uint64_t of) {
  if (words > 0)
    import.lost(NoteKind::kDropped, "{}: {}: {} of {} values are no numbers, and so no values", file, printable(quantity), words, of);
}

void lose_marks(Import& import, std::string_view file, std::string_view mark, std::uint64_t unclear, std::uint64_t of) {
  if (unclear > 0)
    import.lost(NoteKind::kDropped, "{}: {}: {} of {} marks are neither yes nor no; these points count as accepted", file, mark, unclear,
                of);
}

std::string counted(std::uint64_t count, std::string_view noun, std::string_view many) {
  if (count == 1) return fmt::format("1 {}", noun);
  return many.empty() ? fmt::format("{} {}s", count, noun) : fmt::format("{} {}", count, many);
}

std::string shell_word(std::string_view text) {
  std::string plain = printable(text);
  constexpr std::string_view kSafe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,+@%";
  if (!plain.empty() && plain.find_first_not_of(kSafe) == std::string::npos) return plain;
  std::string word = "'";
  for (const char c : plain) word += c == '\'' ? "'\\''" : std::string(1, c);
  return word + "'";
}

Faults read_parts(SourceFiles& files, const std::vector<const SourceFile*>& wanted,
                  const std::function<void(std::size_t, const std::vector<std::byte>&)>& take) {
  Faults faults;
  const TakeFile taken = [&](std::size_t w, const std::vector<std::byte>& bytes) {
    try {
      take(w, bytes);
    } catch (const InputError& error) {
      faults.add(error.what());
    }
  };
  files.read_each(wanted, taken, [&](std::size_t /*w*/, std::string_view cause) { faults.add(cause); });
  return faults;
}

bool same_field(const Field& a, const Field& b) {
  return a.name == b.name && a.unit == b.unit && a.components == b.components &&
         std::equal(a.values.begin(), a.values.end(), b.values.begin(), b.values.end(),
                    [](float x, float y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

void add_measured(Import& import, std::vector<Field>& fields, Field field) {
  field.name = valid_utf8(text_before_nul(field.name));
  std::replace(field.name.begin(), field.name.end(), '/', '_');  // a path of the native file must not become two
  if (field.name.empty() || field.name == ".") field.name = "Unnamed";
  const Field* const taken = find_field(fields, field.name);
  if (taken != nullptr && same_field(*taken, field)) return;
  if (!has_values(&field)) {
    import.note(NoteKind::kMissing, "{}: the array is there but holds no value", printable(field.name));
  } else if (taken != nullptr) {
    import.lost(NoteKind::kDropped, "{}: there are two arrays of this name; the first is kept", printable(field.name));
  } else {
    fields.push_back(std::move(field));
  }
}

void assume_measured(Import& import, std::string_view name, const std::vector<std::string>& arrays) {
  std::string names;
  for (const std::string& array : arrays) {
    const bool is_left_out = std::find(import.left_out.begin(), import.left_out.end(), array) != import.left_out.end();
    if (!is_left_out) names += (names.empty() ? "" : ", ") + printable(array);
  }
  if (!names.empty())
    import.note(NoteKind::kAssumed, "{}: nothing says who made the values ({}); they count as the mapping system's", name, names);
}

void check_count(std::string_view name, std::string_view what, std::uint64_t count, std::uint64_t most) {
  if (count > most) throw InputError(fmt::format("{}: has {} {}; at most {} are read", name, count, what, most));
}

void check_triangles(std::string_view name, const std::vector<Triangle>& triangles, std::size_t vertices) {
  for (std::size_t t = 0; t < triangles.size(); ++t) {
    for (const std::int32_t v : triangles[t]) {
      if (v < 0 || static_cast<std::size_t>(v) >= vertices)
        throw InputError(fmt::format("{}: triangle {} names a vertex that is not one of the {}", name, t, vertices));
    }
  }
}

void check_used_vertices(std::string_view name, const Surface& surface) {
  for (const Triangle& triangle : surface.triangles) {
    for (const std::int32_t v : triangle) {
      if (!is_finite(surface.vertices[static_cast<std::size_t>(v)]))
        throw InputError(fmt::format("{}: vertex {} is not finite, and a triangle uses it", name, v));
    }
  }
}

void drop_stray_vertices(Import& import) {
  const Surface& surface = import.map.surface;
  std::vector<std::uint8_t> keep = used_vertices(surface);
  for (std::size_t v = 0; v < keep.size(); ++v) keep[v] = keep[v] != 0 || is_finite(surface.vertices[v]) ? 1 : 0;
  const auto strays = static_cast<std::uint64_t>(std::count(keep.begin(), keep.end(), 0));
  if (strays == 0) return;
  import.note(NoteKind::kDropped, "{} without a place, which no triangle uses", counted(strays, "vertex", "vertices"));
  keep_vertices(import.map.surface, keep);
}

void keep_vertices(Surface& surface, const std::vector<std::uint8_t>& keep) {
  std::vector<std::int32_t> place(keep.size(), -1);
  std::int32_t kept = 0;
  for (std::size_t v = 0; v < keep.size(); ++v) {
    if (keep[v] == 0) continue;
    place[v] = kept;
    surface.vertices[static_cast<std::size_t>(kept++)] = surface.vertices[v];
  }
  surface.vertices.resize(static_cast<std::size_t>(kept));
  for (Field& field : surface.fields) {
    const auto width = static_cast<std::size_t>(field.components);
    std::vector<float> values;
    for (std::size_t v = 0; v < keep.size(); ++v) {
      const auto first = field.values.begin() + static_cast<std::ptrdiff_t>(v * width);
      if (keep[v] != 0) values.insert(values.end(), first, first + static_cast<std::ptrdiff_t>(width));
    }
    field.values = std::move(values);
  }
  for (Triangle& triangle : surface.triangles) {
    for (std::int32_t& v : triangle) v = place[static_cast<std::size_t>(v)];
  }
}

std::vector<std::uint8_t> used_vertices(const Surface& surface) {
  std::vector<std::uint8_t> used(surface.vertices.size(), 0);
  for (const Triangle& triangle : surface.triangles) {
    for (const std::int32_t v : triangle) used[static_cast<std::size_t>(v)] = 1;
  }
  return used;
}

void merge_equal_vertices(Surface& surface) {
  std::map<std::tuple<double, double, double>, std::int32_t> known;
  std::vector<Vec3> vertices;
  std::vector<std::int32_t> place;
  place.reserve(surface.vertices.size());
  for (const Vec3& p : surface.vertices) {
    const auto [found, is_new] = known.emplace(std::tuple(p.x, p.y, p.z), static_cast<std::int32_t>(vertices.size()));
    if (is_new) vertices.push_back(p);
    place.push_back(found->second);
  }
  surface.vertices = std::move(vertices);
  for (Triangle& triangle : surface.triangles) {
    for (std::int32_t& v : triangle) v = place[static_cast<std::size_t>(v)];
  }
}

void add_fan(const std::vector<std::int32_t>& corners, std::vector<Triangle>& triangles) {
  for (std::size_t c = 2; c < corners.size(); ++c) triangles.push_back({corners[0], corners[c - 1], corners[c]});
}

void add_strip(const std::vector<std::int32_t>& corners, std::vector<Triangle>& triangles) {
  for (std::size_t c = 2; c < corners.size(); ++c) {
    const bool odd = c % 2 == 1;
    triangles.push_back({corners[odd ? c - 1 : c - 2], corners[odd ? c - 2 : c - 1], corners[c]});
  }
}

}  // namespace viamyo
