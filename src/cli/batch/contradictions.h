// Two places that say different things about one setting of one map: a row of the manifest, and the command line.
#pragma once

#include <vector>

#include "viamyo/settings.h"

namespace viamyo::cli {

//! Throws UsageError that names both where the row and the command line give one key different values, themselves or by a preset, and where the row
//! changes the voltage or unit that thresholds of the command line are meant for. Neither is above the other: whichever was taken, somebody would
//! find numbers under a setting that they did not ask for.
//! `config`: what both may change.
void refuse_contradiction(const std::vector<SettingChange>& row, const std::vector<SettingChange>& command_line,
                          const std::vector<SettingChange>& config);

//! Throws UsageError where one command line gives a key two different values.
void refuse_two_values(const std::vector<SettingChange>& command_line);

}  // namespace viamyo::cli
