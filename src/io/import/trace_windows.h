// Whether the windows of interest of a map's electrograms lie where its traces have samples.
#pragma once

#include "importer.h"

namespace viamyo {

//! Tells, as losses with their counts, the points whose window ends before it begins or holds no two samples of their traces, and those whose window
//! reaches beyond them. Called when the map is whole.
void tell_windows(Import& import);

}  // namespace viamyo
