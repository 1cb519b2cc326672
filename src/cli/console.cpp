#include "console.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "io/value.h"
#include "viamyo/errors.h"

namespace viamyo::cli {
namespace {

//! 0, or the error that stopped the writing.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

//! Of a line that is longer than any path that can be opened and a sentence on it, the two ends.
std::string shortened(const std::string& line) {
  constexpr std::size_t kMaxBytes = 5120;
  if (line.size() <= kMaxBytes) return line;
  const auto is_inside_letter = [&](std::size_t at) { return (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U; };
  std::size_t head = kMaxBytes / 2;
  std::size_t tail = line.size() - kMaxBytes / 2;
  while (is_inside_letter(head)) --head;
  while (is_inside_letter(tail)) ++tail;
  return line.substr(0, head) + "..." + line.substr(tail);
}

}  // namespace

void write_stdout(std::string_view text) {
  const int error = write_all(STDOUT_FILENO, text);
  if (error == EPIPE) throw BrokenPipe();
  if (error != 0) throw OutputError(fmt::format("standard output: cannot be written: {}", std::generic_category().message(error)));
}

void write_error_line(std::string_view text) {
  std::string line(text);
  // File names may hold anything, and libraries write several lines.
  std::replace(line.begin(), line.end(), '\n', ' ');
  write_all(STDERR_FILENO, fmt::format("viamyo: {}\n", shortened(printable(line))));
}

bool stderr_is_terminal() { return ::isatty(STDERR_FILENO) == 1; }

}  // namespace viamyo::cli
