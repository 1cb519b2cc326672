#include "checked_map.h"

#include <algorithm>

#include <fmt/format.h>

#include "layout.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

bool is_told(const std::vector<Defect>& defects, const std::string& object) {
  return std::any_of(defects.begin(), defects.end(), [&](const Defect& d) { return d.severity == Severity::kError && d.object == object; });
}

// Adds what is not a mere consequence of an error that is already told of the same object.
void add_new(std::vector<Defect>& defects, const std::vector<Defect>& more) {
  const std::vector<Defect> before = defects;
  for (const Defect& defect : more) {
    if (!is_told(before, defect.object)) defects.push_back(defect);
  }
}

bool has_surface(const Map& map) { return !map.surface.vertices.empty() && !map.surface.triangles.empty(); }

}  // namespace

void compute_digests(const NativeDocument& document, LoadedMap& loaded) {
  const bool has_truth = std::any_of(document.records.begin(), document.records.end(), [](const Record& r) {
    return r.path == native::kGroundTruth || group_of(r.path) == native::kGroundTruth;
  });
  loaded.content_digest = content_digest(document);
  loaded.analysis_digest = has_truth ? content_digest(document, false) : loaded.content_digest;
}

void sort_errors_first(std::vector<Defect>& defects) {
  std::stable_partition(defects.begin(), defects.end(), [](const Defect& d) { return d.severity == Severity::kError; });
}

void decode_and_check(const ReadResult& result, LoadedMap& loaded) {
  loaded.defects = result.defects;
  std::vector<Defect> structural;
  loaded.map = decode(result.document, structural);
  add_new(loaded.defects, structural);
  if (!has_errors(loaded.defects) || has_surface(loaded.map)) add_new(loaded.defects, validate(loaded.map));
}

[[noreturn]] void throw_first_error(const LoadedMap& loaded) {
  const auto errors =
      std::count_if(loaded.defects.begin(), loaded.defects.end(), [](const Defect& d) { return d.severity == Severity::kError; });
  const Defect& first = loaded.defects.front();
  const std::string more = errors > 1 ? fmt::format(" (and {} more errors: `viamyo validate` lists them)", errors - 1) : "";
  throw InputError(fmt::format("{}: {}: {}{}", loaded.file, first.object, first.text, more));
}

}  // namespace viamyo
