// How far the reading of a large source is, for who waits for it.
#pragma once

#include <functional>

namespace viamyo::cli {

//! Writes one line over and over to a terminal on stderr, and nothing anywhere else. The line is gone when the last copy is.
std::function<void(double fraction)> progress_on_terminal(bool quiet);

}  // namespace viamyo::cli
