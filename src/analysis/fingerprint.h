// What an analysis is known by: its content, every setting, and the version of the algorithm.
#pragma once

#include <string>

#include "viamyo/settings.h"

namespace viamyo {

//! Lower-case hexadecimal SHA-256; docs/methods.md tells what is hashed.
std::string fingerprint_of(const std::string& analysis_digest, const Settings& settings);

}  // namespace viamyo
