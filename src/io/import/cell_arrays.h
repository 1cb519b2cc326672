// Values on triangles, which maps do not have: told as a loss, or carried to the vertices where the user asks for it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "importer.h"

namespace viamyo {

//! A quantity on the cells of a source; one value each.
struct CellArray {
  std::string name;
  std::string unit;
  std::vector<float> values;
};

//! With --cell-to-point each array becomes one on vertices: the mean of the triangles about a vertex that have a value, weighted by their areas.
//! Otherwise they are told as a loss. `cells` names the cell that each triangle of the surface came from. To be called when all triangles are there.
void add_cell_arrays(const std::string& name, const std::vector<CellArray>& arrays, std::span<const std::int32_t> cells,
                     const ImportRequest& request, Import& import);

}  // namespace viamyo
