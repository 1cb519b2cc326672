#include "mesh_files.h"

#include "../value.h"
#include "identity.h"
#include "import_tools.h"
#include "known_names.h"
#include "units.h"
#include "viamyo/errors.h"
#include "viamyo/result_fields.h"

namespace viamyo {

bool is_lone_file(const SourceFiles& files, std::string_view ending) {
  return !files.files().empty() && files.files().front().role == FileRole::kSource && lower_ending(files.files().front().name) == ending;
}

void add_mesh_array(const ImportRequest& request, Import& import, Field field) {
  const bool is_known = !required_unit(field.name).empty() || !required_unit(known_name(field.name).field).empty();
  if (!is_known && !is_asked_for(request.options, field.name)) {
    if (is_code_field(field.name))
      return import.note(NoteKind::kDropped, "{}: a result of an earlier analysis, and no data", printable(field.name));
    std::string reason = why_no_title(unit_in_title(field.name).name);
    if (reason.empty()) reason = why_no_quantity_of_a_surface(field.values);
    if (!reason.empty()) {
      import.note(NoteKind::kLeftOut, "array {}: {}; --keep-column takes it", printable(field.name), reason);
      import.left_out.push_back(field.name);
      return;
    }
    import.note(NoteKind::kRead, "array {}: taken as a quantity under its own name, though nothing tells what it is",
                printable(field.name));
  }
  add_measured(import, import.map.surface.fields, std::move(field));
}

void accept_mesh(const std::string& name, const ReadLimits& limits, Import& import) {
  const Surface& surface = import.map.surface;
  check_count(name, "vertices", surface.vertices.size(), limits.vertices);
  check_count(name, "triangles", surface.triangles.size(), limits.triangles);
  if (surface.triangles.empty()) throw InputError(fmt::format("{}: has no triangles", name));
  check_triangles(name, surface.triangles, surface.vertices.size());
  check_used_vertices(name, surface);
  import.note(NoteKind::kRead, "{}: {} vertices and {}", name, surface.vertices.size(), counted(surface.triangles.size(), "triangle"));
  import.note(NoteKind::kAssumed, "coordinate frame: unknown, because the format does not state one");
}

}  // namespace viamyo
