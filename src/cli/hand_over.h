// From the small program to those with more in them.
#pragma once

#include <string>
#include <vector>

namespace viamyo::cli {

//! Replaces this process by `viamyo-vtk` with the same arguments; it stands beside this program or in ../libexec/viamyo. Throws OutputError when it
//! is nowhere.
void hand_over_to_vtk(const std::vector<std::string>& arguments);
//! The same to `viamyo-view`. Throws RenderError when it is nowhere.
void hand_over_to_view(const std::vector<std::string>& arguments);

}  // namespace viamyo::cli
