// A bar on the terminal's last line.
#pragma once

#include <cstddef>

namespace viamyo::cli {

class ProgressBar {
 public:
  //! Draws nothing unless `shown`.
  ProgressBar(std::size_t total, bool shown) : total_(total), shown_(shown) {}
  ~ProgressBar() { clear(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void show(std::size_t done);
  //! Makes room for a line of text; the bar comes back with the next step.
  void clear();

 private:
  std::size_t total_;
  bool shown_;
  std::size_t last_drawn_ = 0;  //!< in steps of the bar, so that fast runs do not flood a slow terminal
  bool visible_ = false;
};

}  // namespace viamyo::cli
