#include "mesh_files.h"

#include "import_tools.h"
#include "viamyo/errors.h"

namespace viamyo {

bool is_lone_file(const SourceFiles& files, std::string_view ending) {
  return !files.files().empty() && files.files().front().role == FileRole::kSource && lower_ending(files.files().front().name) == ending;
}

void accept_mesh(const std::string& name, const ReadLimits& limits, Import& import) {
  const Surface& surface = import.map.surface;
  check_count(name, "vertices", surface.vertices.size(), limits.vertices);
  check_count(name, "triangles", surface.triangles.size(), limits.triangles);
  if (surface.triangles.empty()) throw InputError(fmt::format("{}: has no triangles", name));
  check_triangles(name, surface.triangles, surface.vertices.size());
  for (std::size_t v = 0; v < surface.vertices.size(); ++v) {
    if (!is_finite(surface.vertices[v])) throw InputError(fmt::format("{}: vertex {} is not finite", name, v));
  }
  import.note(NoteKind::kRead, "{}: {} vertices and {} triangles", name, surface.vertices.size(), surface.triangles.size());
  import.note(NoteKind::kAssumed, "coordinate frame: unknown, because the format does not state one");
}

}  // namespace viamyo
