// The texts that travel with an exported surface, compared.
#pragma once

#include <string>
#include <string_view>

#include "viamyo/surface_export.h"

namespace viamyo::cli {

//! "it says WHAT is "SAYS", and by log and analysis that is "IS"".
std::string differs(const std::string& what, std::string_view says, std::string_view is);

//! Whether the fact tells of which file an export was made and by which version, and says what such a fact can say: true of another file with the same
//! content, too.
bool is_told_of_file(std::string_view name, std::string_view says);

std::string facts_differ(const ExportFacts& says, const ExportFacts& is);

//! Of the classes, as JSON: the facts once more, for programs that know nothing of texts beside a surface; and what the codes mean.
std::string parameters_differ(std::string_view says, std::string_view is);

}  // namespace viamyo::cli
