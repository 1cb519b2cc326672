// The small files of every format in corpus/, as tests open them: through the confined reader, as users' files go.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "viamyo/errors.h"
#include "viamyo/import.h"
#include "viamyo/load_map.h"
#include "viamyo/measures.h"

namespace viamyo::corpus {

namespace fs = std::filesystem;

inline const fs::path kCorpus = fs::path(VIAMYO_SOURCE_DIR) / "tests" / "corpus";
inline constexpr double kOctahedronArea = 8 * 0.8660254037844386 * 900;  // eight equilateral triangles of side 30 * sqrt(2)

inline ImportedMap import_valid(const std::string& name, ImportOptions options = {}) {
  if (options.map.empty() && (name.starts_with("carto-study") || name.starts_with("carto-nested"))) options.map = "1-LV";
  return import_map(kCorpus / "valid" / name, options);
}

inline double area_mm2(const Surface& surface) {
  double sum = 0;
  for (const double area : triangle_areas_mm2(surface, build_topology(surface))) sum += area;
  return sum;
}

inline std::vector<float> values_of(const std::vector<Field>& fields, std::string_view name) {
  const Field* const field = find_field(fields, name);
  return field == nullptr ? std::vector<float>() : field->values;
}

inline bool has_note(const ImportReport& report, NoteKind kind, std::string_view part) {
  return std::any_of(report.notes.begin(), report.notes.end(),
                     [&](const ImportNote& note) { return note.kind == kind && note.text.find(part) != std::string::npos; });
}

inline std::string refusal(const fs::path& source, const ImportOptions& options = {}) {
  try {
    is_foreign(source) ? static_cast<void>(import_map(source, options)) : static_cast<void>(read_native(source));
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

inline ImportOptions strict() {
  ImportOptions options;
  options.strict = true;
  return options;
}

}  // namespace viamyo::corpus
