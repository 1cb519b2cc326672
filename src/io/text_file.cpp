#include "viamyo/text_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <system_error>
#include <utility>

#include "viamyo/errors.h"

namespace viamyo {
namespace {

constexpr std::size_t kBufferBytes = 1 << 16;

std::string reason(int error) { return std::generic_category().message(error); }

//! Different for every process and every file of it.
std::filesystem::path temporary_beside(const std::filesystem::path& path) {
  static std::atomic<unsigned> counter{0};
  return path.parent_path() / fmt::format(".viamyo-{}-{}.tmp", ::getpid(), counter++);
}

}  // namespace

TextFile::TextFile(std::filesystem::path path) : path_(std::move(path)), temporary_(temporary_beside(path_)) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path_, error);
  if (!std::filesystem::status_known(status)) fail(error.value());
  if (std::filesystem::is_directory(status)) fail(EISDIR);
  if (std::filesystem::is_other(status)) fail(ENOTSUP);  // a rename would replace the device
  descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor_ < 0) fail(errno);
}

TextFile::~TextFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(temporary_.c_str());
}

void TextFile::write(std::string_view text) {
  buffer_ += text;
  if (buffer_.size() >= kBufferBytes) flush();
}

void TextFile::commit() {
  flush();
  const int closed = ::close(std::exchange(descriptor_, -1));
  const int error = closed != 0 || ::rename(temporary_.c_str(), path_.c_str()) != 0 ? errno : 0;
  if (error == 0) return;
  ::unlink(temporary_.c_str());
  fail(error);
}

void TextFile::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(errno);
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
}

void TextFile::fail(int error) const { throw OutputError(fmt::format("{}: cannot be written: {}", path_.string(), reason(error))); }

void write_text_file(const std::filesystem::path& path, std::string_view text) {
  TextFile file(path);
  file.write(text);
  file.commit();
}

void make_folder(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) throw OutputError(fmt::format("{}: the folder cannot be made: {}", path.string(), error.message()));
  if (!std::filesystem::is_directory(path, error)) throw OutputError(fmt::format("{}: is not a folder", path.string()));
}

}  // namespace viamyo
