// What a user knows of a source that does not say it itself, as words of a command: "frame=LPS", "length=cm", "array=UnipolarVoltage=bi_voltage:uV".
#pragma once

#include <string>
#include <vector>

#include "viamyo/import.h"

namespace viamyo::viewer {

//! Throws UsageError for a word that says none of it.
ImportOptions source_options(const std::vector<std::string>& words);

//! The opposite, for the dialog that shows what was said before.
std::vector<std::string> source_words(const ImportOptions& options);

}  // namespace viamyo::viewer
