#include "output_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <string_view>
#include <system_error>

#include "environment.h"
#include "io/value.h"
#include "viamyo/errors.h"

namespace viamyo::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kName = ".viamyo-run.lock";

std::string reason(int error) { return std::generic_category().message(error); }

//! What the holder wrote: "process 123 on HOST, since TIME".
std::string holder_in(int descriptor) {
  std::array<char, 256> text{};
  const ssize_t got = retried([&] { return ::pread(descriptor, text.data(), text.size(), 0); });
  const std::string_view told(text.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
  return told.empty() ? "another process" : printable(std::string(told.substr(0, told.find('\n'))));
}

[[noreturn]] void refuse(const fs::path& folder, int descriptor) {
  throw OutputError(
      fmt::format("{}: another run writes here ({}); wait for its end, or choose another --out", folder.string(), holder_in(descriptor)));
}

//! Whether the path still leads to the open file: its last holder may have removed it in between.
bool is_at(int descriptor, const fs::path& file) {
  struct stat opened {};
  struct stat named {};
  return ::fstat(descriptor, &opened) == 0 && ::stat(file.c_str(), &named) == 0 && opened.st_dev == named.st_dev &&
         opened.st_ino == named.st_ino;
}

bool is_held_by_another(int error) { return error == EWOULDBLOCK || error == EACCES; }

//! What another user's process left behind when it was lost: this one cannot write into the file, but take it away.
bool remove_unheld(const fs::path& file) {
  const FileHandle opened(retried([&] { return ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW); }));
  if (!opened.is_open()) return false;
  if (retried([&] { return ::flock(opened.get(), LOCK_EX | LOCK_NB); }) == 0) return ::unlink(file.c_str()) == 0;
  if (is_held_by_another(errno)) refuse(file.parent_path(), opened.get());
  return false;
}

}  // namespace

OutputLock::OutputLock(const fs::path& folder) : file_(folder / kName) {
  std::error_code error;
  fs::path above = fs::weakly_canonical(folder, error);
  while (!error && above.has_relative_path()) {
    above = above.parent_path();
    refuse_held(above);
  }
  for (;;) {
    auto opened =
        std::make_unique<FileHandle>(retried([&] { return ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666); }));
    if (!opened->is_open() && errno == EACCES && remove_unheld(file_)) continue;
    if (!opened->is_open()) throw OutputError(fmt::format("{}: cannot be written into: {}", folder.string(), reason(errno)));
    if (retried([&] { return ::flock(opened->get(), LOCK_EX | LOCK_NB); }) != 0) {
      if (is_held_by_another(errno)) refuse(folder, opened->get());
      missing_ = fmt::format("{}: its file system has no locks ({}); nothing keeps another run from writing here meanwhile",
                             folder.string(), reason(errno));
      ::unlink(file_.c_str());
      return;
    }
    if (!is_at(opened->get(), file_)) continue;
    held_ = std::move(opened);
    const std::string holder = fmt::format("process {} on {}, since {}\n", ::getpid(), host_name(), utc(std::chrono::system_clock::now()));
    // A full disk takes no word of who holds it; the lock holds all the same.
    if (::ftruncate(held_->get(), 0) == 0) static_cast<void>(!::pwrite(held_->get(), holder.data(), holder.size(), 0));
    return;
  }
}

void OutputLock::refuse_held(const fs::path& folder) {
  const FileHandle opened(retried([&] { return ::open((folder / kName).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW); }));
  if (!opened.is_open()) return;
  if (retried([&] { return ::flock(opened.get(), LOCK_EX | LOCK_NB); }) != 0 && is_held_by_another(errno)) refuse(folder, opened.get());
}

void OutputLock::release() {
  if (!held_) return;
  ::unlink(file_.c_str());  // while it is held, so that nobody's new one is taken away
  held_.reset();
}

}  // namespace viamyo::cli
