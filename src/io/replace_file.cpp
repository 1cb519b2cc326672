// A file written all or nothing: beside its place first, then renamed over it.
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "file_bytes.h"
#include "file_handle.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, std::string_view cause) { throw OutputError(fmt::format("{}: {}", path.string(), cause)); }

[[noreturn]] void fail_with_errno(const fs::path& path) { fail(path, std::generic_category().message(errno)); }

// The permissions of the file to be replaced, if there is one that may be.
std::optional<mode_t> mode_of_old(const fs::path& path) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0) {
    if (errno == ENOENT) return std::nullopt;
    fail_with_errno(path);
  }
  if (S_ISDIR(facts.st_mode)) fail(path, "is a folder");
  if (!S_ISREG(facts.st_mode)) fail(path, "is not a regular file and is not replaced");
  if (::access(path.c_str(), W_OK) != 0) fail_with_errno(path);
  return facts.st_mode & 07777U;
}

fs::path folder_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

// A file that is removed again unless it was renamed.
class TemporaryFile {
 public:
  explicit TemporaryFile(const fs::path& target) : target_(target) {
    static std::atomic<unsigned> counter{0};
    do {
      path_ = folder_of(target) / fmt::format(".viamyo-map-{}-{}.tmp", ::getpid(), counter++);
      descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    } while (descriptor_ < 0 && errno == EEXIST);
    if (descriptor_ < 0 && errno == ENOENT) fail(target, "its folder does not exist");
    if (descriptor_ < 0) fail_with_errno(target);
    file_.emplace(descriptor_);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (!renamed_) ::unlink(path_.c_str());
  }

  void write(std::span<const std::byte> bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
      const ssize_t put = retried([&] { return ::write(file_->get(), bytes.data() + done, bytes.size() - done); });
      if (put < 0) fail_with_errno(target_);
      done += static_cast<std::size_t>(put);
    }
  }

  void set_mode(mode_t mode) {
    if (::fchmod(file_->get(), mode) != 0) fail_with_errno(target_);
  }

  void sync_and_close() {
    if (retried([&] { return ::fsync(file_->get()); }) != 0 || file_->close() != 0) fail_with_errno(target_);
  }

  void compare(std::span<const std::byte> bytes) const {
    const std::vector<std::byte> read_back = read_file(path_, bytes.size());
    if (!std::equal(read_back.begin(), read_back.end(), bytes.begin(), bytes.end()))
      fail(target_, "what was written reads back differently");
  }

  void rename() {
    if (::rename(path_.c_str(), target_.c_str()) != 0) fail_with_errno(target_);
    renamed_ = true;
  }

 private:
  fs::path target_;
  fs::path path_;
  int descriptor_ = -1;
  std::optional<FileHandle> file_;
  bool renamed_ = false;
};

// Makes the new name last. The file itself is complete by now, so a file system that cannot sync folders is no failure.
void sync_folder(const fs::path& folder) {
  const FileHandle handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (handle.is_open()) ::fsync(handle.get());
}

fs::path without_link(const fs::path& path) {
  std::error_code error;
  if (!fs::is_symlink(fs::symlink_status(path, error))) return path;
  fs::path target = fs::weakly_canonical(path, error);
  if (error) fail(path, error.message());
  return target;
}

}  // namespace

void replace_file(const fs::path& path, std::span<const std::byte> bytes) {
  const fs::path target = without_link(path);
  if (!target.has_filename()) fail(path, "is a folder");
  const std::optional<mode_t> old_mode = mode_of_old(target);
  TemporaryFile temporary(target);
  try {
    temporary.write(bytes);
    if (old_mode) temporary.set_mode(*old_mode);
    temporary.sync_and_close();
    temporary.compare(bytes);
  } catch (const InputError& error) {
    throw OutputError(error.what());
  }
  temporary.rename();
  sync_folder(folder_of(target));
}

}  // namespace viamyo
