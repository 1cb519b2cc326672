// How long work is watched and stopped: a progress sink and a stop flag, handed to functions that may take a while.
#pragma once

#include <functional>
#include <stop_token>
#include <string_view>

#include "viamyo/errors.h"

namespace viamyo {

struct Task {
  std::stop_token stop;                                     //!< work ends with Stopped soon after a stop is requested
  std::function<void(double fraction)> progress = nullptr;  //!< called with 0 to 1, from the working thread; may be empty

  std::function<void(std::string_view stage)> stage = nullptr;  //!< called when a stage of the work begins, with its name; may be empty

  void enter(std::string_view name) const {
    if (stop.stop_requested()) throw Stopped();
    if (stage) stage(name);
  }

  void report(double fraction) const {
    if (stop.stop_requested()) throw Stopped();
    if (progress) progress(fraction);
  }
};

}  // namespace viamyo
