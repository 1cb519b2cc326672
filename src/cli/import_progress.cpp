#include "import_progress.h"

#include <unistd.h>

#include <cstdio>
#include <memory>

#include <fmt/format.h>

namespace viamyo::cli {

namespace {

// Clears what it wrote, so that the report begins on a line of its own.
class Line {
 public:
  Line() = default;
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  ~Line() {
    if (written_) std::fputs("\r\x1b[K", stderr);
  }

  void write(double fraction) {
    fmt::print(stderr, "\r\x1b[Kreading: {:.0f} %", 100 * fraction);
    std::fflush(stderr);
    written_ = true;
  }

 private:
  bool written_ = false;
};

}  // namespace

std::function<void(double fraction)> progress_on_terminal(bool quiet) {
  if (quiet || ::isatty(STDERR_FILENO) == 0) return {};
  return [line = std::make_shared<Line>()](double fraction) { line->write(fraction); };
}

}  // namespace viamyo::cli
