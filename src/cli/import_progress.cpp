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

  void write(std::uint64_t done, std::uint64_t of) {
    constexpr std::uint64_t kMega = 1'000'000;
    fmt::print(stderr, "\r\x1b[Kreading: {} of {} MB", done / kMega, of / kMega);
    std::fflush(stderr);
    written_ = true;
  }

 private:
  bool written_ = false;
};

}  // namespace

ReadProgress progress_on_terminal(bool quiet) {
  if (quiet || ::isatty(STDERR_FILENO) == 0) return {};
  return [line = std::make_shared<Line>()](std::uint64_t done, std::uint64_t of) { line->write(done, of); };
}

}  // namespace viamyo::cli
