#include "log_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include <array>
#include <chrono>
#include <thread>

#include "viamyo/errors.h"
#include "viamyo/review_log.h"

namespace viamyo {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMaxBytes = std::uint64_t{1} << 30U;
constexpr std::chrono::seconds kPatience{10};
constexpr std::chrono::milliseconds kPause{20};

int open_log(const fs::path& path, LogAccess access) {
  if (access == LogAccess::kRead) return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  return ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
}

//! File systems whose locks do not reach other computers, or whose writes are not where others see them at once.
constexpr std::array<unsigned long, 7> kNetworkFileSystems{
    NFS_SUPER_MAGIC, SMB_SUPER_MAGIC, 0xFF534D42 /* CIFS */, SMB2_SUPER_MAGIC, FUSE_SUPER_MAGIC, AFS_SUPER_MAGIC, V9FS_MAGIC};

}  // namespace

LogFile::LogFile(fs::path path, LogAccess access) : path_(std::move(path)), access_(access), file_(open_log(path_, access)) {
  if (!file_.is_open()) {
    if (access == LogAccess::kRead && errno == ENOENT) return;
    fail(errno == ELOOP ? "is a link; name the log itself" : errno_text());
  }
  check_kind();
  if (access == LogAccess::kAppend) lock();
  made_ = size() == 0;
}

void LogFile::fail(std::string_view cause) const {
  const std::string text = fmt::format("{}: {}", path_.string(), cause);
  if (access_ == LogAccess::kRead) throw InputError(text);
  throw OutputError(text);
}

void LogFile::check_kind() const {
  struct stat facts {};
  if (::fstat(file_.number(), &facts) != 0) fail(errno_text());
  if (S_ISDIR(facts.st_mode)) fail("is a folder");
  if (!S_ISREG(facts.st_mode)) fail("is not a regular file");
  if (static_cast<std::uint64_t>(facts.st_size) > kMaxBytes) fail("is larger than 1 GiB");
}

void LogFile::lock() {
  struct flock whole {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (::fcntl(file_.number(), F_OFD_SETLK, &whole) != 0) {
    if (errno != EAGAIN && errno != EACCES && errno != EINTR) fail(fmt::format("cannot be locked: {}", errno_text()));
    if (std::chrono::steady_clock::now() > end) fail("is kept locked by another program");
    std::this_thread::sleep_for(kPause);
  }
}

std::uint64_t LogFile::size() const {
  struct stat facts {};
  if (::fstat(file_.number(), &facts) != 0) fail(errno_text());
  return static_cast<std::uint64_t>(facts.st_size);
}

std::string LogFile::text_from(std::uint64_t at) const {
  const std::uint64_t end = size();
  if (at >= end) return {};
  std::string text = read_at(file_.number(), static_cast<off_t>(at), end - at);
  if (text.empty()) fail(errno == 0 ? "changed while it was read" : errno_text());
  return text;
}

void LogFile::replace_tail(std::uint64_t at, std::string_view text) {
  const auto place = static_cast<off_t>(at);
  // What is left of an append that was cut short goes first, so that a crash here leaves whole lines alone.
  bool done = ::ftruncate(file_.number(), place) == 0 && write_at(file_.number(), text, place) && sync_file(file_.number());
  const std::string cause = done ? "" : errno_text();
  if (!done) {
    static_cast<void>(::ftruncate(file_.number(), place) == 0 && sync_file(file_.number()));
    fail(cause);
  }
  if (!made_) return;
  const fs::path folder = path_.has_parent_path() ? path_.parent_path() : fs::path(".");
  const Descriptor above(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (above.is_open()) sync_file(above.number());
}

std::string lock_warning(const fs::path& path) {
  struct statfs facts {};
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (::statfs(folder.c_str(), &facts) != 0) return {};
  for (const unsigned long magic : kNetworkFileSystems) {
    if (static_cast<unsigned long>(facts.f_type) == magic)
      return fmt::format(
          "{}: lies on a network or user file system, whose locks may not reach other computers: let one computer at a time write to this "
          "log",
          path.string());
  }
  return {};
}

}  // namespace viamyo
