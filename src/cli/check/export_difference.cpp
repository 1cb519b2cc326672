// An exported surface against the one that this program would export now: the texts that travel with it, and every value.
#include <fmt/format.h>

#include <algorithm>

#include "export_facts.h"
#include "map_difference.h"
#include "output_difference.h"
#include "viamyo/surface_export.h"

namespace viamyo::cli {
namespace {

std::string rows_differ(const std::vector<CsvRow>& says, const std::vector<CsvRow>& is) {
  if (says.empty() || says.front().cells != is.front().cells) return "its columns are not those of the export";
  if (says.size() != is.size()) return fmt::format("it has {} rows, and the map {} vertices", says.size() - 1, is.size() - 1);
  const std::vector<std::string>& columns = is.front().cells;
  for (std::size_t row = 1; row < is.size(); ++row) {
    if (says[row].cells.size() != columns.size()) return fmt::format("line {} of its rows has not as many cells as columns", row);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string& cell = is[row].cells[i];
      if (!is_same_cell(says[row].cells[i], cell))
        return differs(fmt::format("{} of vertex {}", columns[i], is[row].cells.front()), says[row].cells[i], cell);
    }
  }
  return {};
}

}  // namespace

std::string export_difference(const OutputClaim& claim, const ReviewCase& c, const ReviewState& state, const Program& program) {
  const AnalysedMap map = as_told(claim, c, state);
  const SurfaceExport is = surface_export(map);
  if (claim.vtk) {
    const bool xml = claim.vtk->parts.front().name.empty() && !claim.vtk->parts.front().head.starts_with("#");
    return parts_differ(*claim.vtk, program.vtk.parts(program.vtk.text(is, xml ? ".vtp" : ".vtk")));
  }
  std::string difference = facts_differ(claim.facts, is.facts);
  if (!difference.empty()) return difference;
  if (claim.rows) return rows_differ(*claim.rows, table_of(to_csv(is)));
  return map_difference(claim.exported->map, is, map_with_analysis(map));
}

}  // namespace viamyo::cli
