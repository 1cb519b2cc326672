// An open file of the operating system, and what every call on it needs.
#pragma once

#include <unistd.h>

#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace viamyo {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  int close() { return number_ < 0 ? 0 : ::close(std::exchange(number_, -1)); }

 private:
  int number_;
};

inline std::string errno_text() { return std::generic_category().message(errno); }

//! All of the text at this place of the file; false with errno set when that fails.
inline bool write_at(int descriptor, std::string_view text, off_t at) {
  while (!text.empty()) {
    const ssize_t put = ::pwrite(descriptor, text.data(), text.size(), at);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(put));
    at += put;
  }
  return true;
}

//! Bytes [at, at + size) of the file, fewer where it ends before; empty with errno set when that fails.
inline std::string read_at(int descriptor, off_t at, std::size_t size) {
  std::string text(size, '\0');
  std::size_t done = 0;
  errno = 0;
  while (done < size) {
    const ssize_t got = ::pread(descriptor, text.data() + done, size - done, at + static_cast<off_t>(done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return {};
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  text.resize(done);
  return text;
}

inline bool sync_file(int descriptor) {
  int result = ::fsync(descriptor);
  while (result != 0 && errno == EINTR) result = ::fsync(descriptor);
  return result == 0;
}

}  // namespace viamyo
