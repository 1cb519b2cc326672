// Where the confined readers stand, `viamyo-reader` and `viamyo-reader-vtk`: the processes that take apart whatever files hold maps.
#pragma once

#include <filesystem>

namespace viamyo {

//! From now on they are looked for in this folder alone, by all threads; an empty path looks again where they stand by default: beside the program that
//! runs, in ../libexec/viamyo as seen from it, and where this library was installed to. A reader that runs already goes on until the program ends, so
//! call this before the first map is opened.
void set_reader_folder(std::filesystem::path folder);

}  // namespace viamyo
