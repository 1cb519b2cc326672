// VTKHDF of other programs (ParaView, PyVista): a surface in an UnstructuredGrid or PolyData.
#pragma once

#include <string>

#include "hdf5_arrays.h"
#include "importer.h"

namespace viamyo {

//! Adds surface, fields and notes. Versions 1.x and 2.x; of several time steps the first. Throws InputError.
void read_vtkhdf(Hdf5Arrays& file, const std::string& name, const ImportRequest& request, Import& import);

}  // namespace viamyo
