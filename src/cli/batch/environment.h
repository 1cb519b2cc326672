// Where and when a run goes on, in words.
#pragma once

#include <chrono>
#include <string>

namespace viamyo::cli {

//! "2026-03-01T12:30:00Z".
std::string utc(std::chrono::system_clock::time_point when);

//! Empty where the system does not say.
std::string host_name();

}  // namespace viamyo::cli
