// Lines that people write: a script of the window, a session of the command line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace viamyo {

//! The words of a line, parted by blanks; one with blanks stands in double quotes, in which \" is a quote and \\ a backslash. A word that begins with #
//! begins a comment. Throws UsageError for an open quote.
std::vector<std::string> split_line(std::string_view line);

}  // namespace viamyo
