// Whole files into memory, and whether they changed meanwhile.
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "file_bytes.h"
#include "viamyo/digest.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path, std::string_view cause) {
  throw InputError(fmt::format("{}: {}", path.string(), cause));
}

[[noreturn]] void fail_with_errno(const std::filesystem::path& path) { fail(path, std::generic_category().message(errno)); }

struct stat facts_of(const FileHandle& file, const std::filesystem::path& path) {
  struct stat facts {};
  if (::fstat(file.get(), &facts) != 0) fail_with_errno(path);
  return facts;
}

std::size_t checked_size(const struct stat& facts, const std::filesystem::path& path, std::uint64_t most_bytes) {
  if (S_ISDIR(facts.st_mode)) fail(path, "is a folder, not a file");
  if (!S_ISREG(facts.st_mode)) fail(path, "is not a regular file");
  if (facts.st_size == 0) fail(path, "is empty");
  const auto size = static_cast<std::uint64_t>(facts.st_size);
  if (size > most_bytes) fail(path, fmt::format("has {} bytes; at most {} are read", size, most_bytes));
  return static_cast<std::size_t>(size);
}

}  // namespace

OpenedFile::OpenedFile(const std::filesystem::path& path, std::uint64_t most_bytes)
    // Without O_NONBLOCK, opening a pipe would wait for somebody to write to it.
    : path_(path), handle_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
  if (!handle_.is_open()) fail_with_errno(path);
  stamp_ = stamp_of_descriptor(handle_.get());
  size_ = checked_size(facts_of(handle_, path), path, most_bytes);
}

void OpenedFile::check_unchanged() const {
  if (!stamp_of_descriptor(handle_.get()).is_unwritten_since(stamp_)) refuse_changed(path_);
}

void refuse_changed(const std::filesystem::path& path) { fail(path, "was changed while it was read; try again"); }

std::size_t OpenedFile::read_at(std::uint64_t offset, std::span<std::byte> into) const {
  if (offset >= size_) return 0;
  const ssize_t got = retried([&] { return ::pread(handle_.get(), into.data(), into.size(), static_cast<off_t>(offset)); });
  if (got < 0) fail_with_errno(path_);
  if (got == 0) fail(path_, "became shorter while it was read");
  return static_cast<std::size_t>(got);
}

std::vector<std::byte> OpenedFile::read(std::size_t most) const {
  std::vector<std::byte> bytes(std::min(size_, most));
  for (std::size_t done = 0; done < bytes.size();) done += read_at(done, std::span(bytes).subspan(done));
  return bytes;
}

std::string OpenedFile::sha256() const {
  Sha256 sum;
  std::vector<std::byte> part(std::min<std::size_t>(size_, std::size_t{1} << 20U));
  for (std::size_t done = 0; done < size_;) {
    const std::size_t got = read_at(done, std::span(part).first(std::min(part.size(), size_ - done)));
    sum.update(std::span(part).first(got));
    done += got;
  }
  return sum.hex();
}

std::vector<std::byte> read_file(const std::filesystem::path& path, std::uint64_t most_bytes) {
  return OpenedFile(path, most_bytes).read();
}

}  // namespace viamyo
