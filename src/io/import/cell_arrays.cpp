#include "cell_arrays.h"

#include <cmath>
#include <limits>

#include "../value.h"
#include "import_tools.h"
#include "mesh_files.h"
#include "no_value.h"
#include "viamyo/measures.h"
#include "viamyo/topology.h"

namespace viamyo {

namespace {

std::vector<float> carried(const CellArray& array, std::span<const std::int32_t> cells, const Surface& surface,
                           const ImportOptions& options) {
  const std::vector<double> areas = triangle_areas_mm2(surface, build_topology(surface));
  std::vector<double> sum(surface.vertices.size(), 0);
  std::vector<double> weight(surface.vertices.size(), 0);
  for (std::size_t t = 0; t < surface.triangles.size() && t < cells.size(); ++t) {
    const auto cell = static_cast<std::size_t>(cells[t]);
    if (cell >= array.values.size() || !std::isfinite(array.values[cell]) || is_mark(array.values[cell], array.unit, options)) continue;
    for (const std::int32_t v : surface.triangles[t]) {
      sum[static_cast<std::size_t>(v)] += areas[t] * array.values[cell];
      weight[static_cast<std::size_t>(v)] += areas[t];
    }
  }
  std::vector<float> values(sum.size(), std::numeric_limits<float>::quiet_NaN());
  for (std::size_t v = 0; v < sum.size(); ++v) {
    if (weight[v] > 0) values[v] = static_cast<float>(sum[v] / weight[v]);
  }
  return values;
}

}  // namespace

void add_cell_arrays(const std::string& name, const std::vector<CellArray>& arrays, std::span<const std::int32_t> cells,
                     const ImportRequest& request, Import& import) {
  if (arrays.empty()) return;
  std::string names;
  for (const CellArray& array : arrays) names += (names.empty() ? "" : ", ") + printable(array.name);
  if (!request.options.cell_to_point) {
    import.lost(NoteKind::kDropped, "{}: values on triangles ({}); --cell-to-point carries them to the vertices", name, names);
    return;
  }
  names.clear();
  for (const CellArray& array : arrays) {
    const std::size_t before = import.map.surface.fields.size();
    add_mesh_array(request, import,
                   {array.name, array.unit, 1, Origin::kInterpolated, R"({"carried":"from triangles to vertices, weighted by area"})",
                    carried(array, cells, import.map.surface, request.options)});
    if (import.map.surface.fields.size() > before) names += (names.empty() ? "" : ", ") + printable(array.name);
  }
  if (names.empty()) return;  // each was left out for a reason that is told
  import.note(NoteKind::kConverted, "{}: {}: carried from triangles to vertices, weighted by area", name, names);
}

}  // namespace viamyo
