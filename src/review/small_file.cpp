#include "small_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <atomic>

#include "descriptor.h"
#include "viamyo/errors.h"

namespace viamyo {
namespace {

namespace fs = std::filesystem;

constexpr off_t kMaxBytes = 1 << 20;

[[noreturn]] void fail_reading(const fs::path& path, std::string_view cause) {
  throw InputError(fmt::format("{}: {}", path.string(), cause));
}

[[noreturn]] void fail_writing(const fs::path& path, std::string_view cause) {
  throw OutputError(fmt::format("{}: {}", path.string(), cause));
}

fs::path folder_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

fs::path temporary_name(const fs::path& path) {
  static std::atomic<unsigned> counter{0};
  return folder_of(path) / fmt::format(".viamyo-{}-{}.tmp", ::getpid(), counter++);
}

//! Written and synced, or removed again.
void write_temporary(const fs::path& path, const fs::path& temporary, std::string_view text, mode_t mode) {
  Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
  if (!file.is_open()) fail_writing(path, errno_text());
  const bool written = write_at(file.number(), text, 0) && sync_file(file.number());
  const std::string cause = written ? "" : errno_text();
  if (written && file.close() == 0) return;
  ::unlink(temporary.c_str());
  fail_writing(path, cause.empty() ? errno_text() : cause);
}

}  // namespace

std::string read_small_file(const fs::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));  // a pipe must not wait for its writer
  if (!file.is_open()) fail_reading(path, errno_text());
  struct stat facts {};
  if (::fstat(file.number(), &facts) != 0) fail_reading(path, errno_text());
  if (S_ISDIR(facts.st_mode)) fail_reading(path, "is a folder");
  if (!S_ISREG(facts.st_mode)) fail_reading(path, "is not a regular file");
  if (facts.st_size > kMaxBytes) fail_reading(path, "is larger than 1 MiB");
  std::string text = read_at(file.number(), 0, static_cast<std::size_t>(facts.st_size));
  if (text.empty()) fail_reading(path, errno == 0 ? "is empty" : errno_text());
  return text;
}

void write_small_file(const fs::path& path, std::string_view text, mode_t mode) {
  std::error_code error;
  const fs::file_status old = fs::symlink_status(path, error);
  if (fs::exists(old) && !fs::is_regular_file(old)) fail_writing(path, "is not a regular file and is not replaced");
  const fs::path temporary = temporary_name(path);
  write_temporary(path, temporary, text, mode);
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    const std::string cause = errno_text();
    ::unlink(temporary.c_str());
    fail_writing(path, cause);
  }
  const Descriptor folder(::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.is_open()) sync_file(folder.number());  // a file system that cannot sync folders is no failure
}

void make_private_folder(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return;
  if (path.has_parent_path() && path.parent_path() != path) make_private_folder(path.parent_path());
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) fail_writing(path, errno_text());
}

}  // namespace viamyo
