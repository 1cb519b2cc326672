// A look at the stop flag every few thousand turns of a loop over a whole mesh.
#pragma once

#include <cstddef>
#include <stop_token>
#include <utility>

#include "viamyo/errors.h"

namespace viamyo {

class StopLook {
 public:
  explicit StopLook(std::stop_token stop) : stop_(std::move(stop)) {}

  //! Throws Stopped soon after a stop is requested.
  void turn() {
    if (++turns_ % kTurnsPerLook == 0 && stop_.stop_requested()) throw Stopped();
  }

 private:
  static constexpr std::size_t kTurnsPerLook = 4096;  // well below a hundredth of a second of any of these loops

  std::stop_token stop_;
  std::size_t turns_ = 0;
};

}  // namespace viamyo
