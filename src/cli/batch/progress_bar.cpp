#include "progress_bar.h"

#include <fmt/format.h>

#include <cstdio>
#include <string>

namespace viamyo::cli {
namespace {

constexpr std::size_t kWidth = 40;

}  // namespace

void ProgressBar::show(std::size_t done) {
  if (!shown_ || total_ == 0) return;
  const std::size_t step = done * 200 / total_;
  if (visible_ && step == last_drawn_) return;
  last_drawn_ = step;
  visible_ = true;
  const std::size_t filled = done * kWidth / total_;
  fmt::print(stderr, "\r[{}{}] {}/{}", std::string(filled, '='), std::string(kWidth - filled, ' '), done, total_);
}

void ProgressBar::clear() {
  if (!visible_) return;
  visible_ = false;
  fmt::print(stderr, "\r\x1b[K");
}

}  // namespace viamyo::cli
