#include "archive_stream.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>

#include <fmt/format.h>

#include "../value.h"
#include "archive_kind.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

// What libarchive reads from: it is C, so that no exception may pass through it, and the first is kept.
struct ArchiveStream::Feed {
  explicit Feed(ByteSource& source) : bytes(source) {}

  ByteSource& bytes;
  std::uint64_t at = 0;
  std::array<std::byte, std::size_t{1} << 18U> part{};
  std::string error;
};

namespace {

std::string entry_name(archive_entry* entry) {
  const char* name = archive_entry_pathname_utf8(entry);
  if (name == nullptr) name = archive_entry_pathname(entry);  // bytes of a code page that is not told
  std::string text = name == nullptr ? std::string() : to_utf8(name);
  std::replace(text.begin(), text.end(), '\\', '/');
  return text;
}

// Sizes count back from the end where they are beyond it.
std::int64_t place_of(std::int64_t offset, int whence, std::uint64_t at, std::uint64_t size) {
  const auto base = whence == SEEK_SET ? 0 : static_cast<std::int64_t>(whence == SEEK_CUR ? at : size);
  return std::clamp<std::int64_t>(base + offset, 0, static_cast<std::int64_t>(size));
}

template <class Source>
struct Callbacks {
  static la_ssize_t read(archive* reading, void* data, const void** bytes) noexcept {
    auto& feed = *static_cast<Source*>(data);
    try {
      const std::size_t got = feed.bytes.read_at(feed.at, feed.part);
      feed.at += got;
      *bytes = feed.part.data();
      return static_cast<la_ssize_t>(got);
    } catch (const std::exception& error) {
      feed.error = error.what();
      archive_set_error(reading, EIO, "%s", error.what());
      return ARCHIVE_FATAL;
    }
  }
  static la_int64_t skip(archive* /*archive*/, void* data, la_int64_t request) noexcept {
    auto& feed = *static_cast<Source*>(data);
    const std::uint64_t before = feed.at;
    feed.at = static_cast<std::uint64_t>(place_of(request, SEEK_CUR, feed.at, feed.bytes.size()));
    return static_cast<la_int64_t>(feed.at - before);
  }
  static la_int64_t seek(archive* /*archive*/, void* data, la_int64_t offset, int whence) noexcept {
    auto& feed = *static_cast<Source*>(data);
    feed.at = static_cast<std::uint64_t>(place_of(offset, whence, feed.at, feed.bytes.size()));
    return static_cast<la_int64_t>(feed.at);
  }
};

}  // namespace

ArchiveStream::ArchiveStream(ByteSource& bytes) : feed_(std::make_unique<Feed>(bytes)), archive_(archive_read_new()) {
  if (archive_ == nullptr) throw std::bad_alloc();
  // Nothing that starts a program, and no reader of ZIP that does without its directory: what was cut off must not look whole.
  archive_read_support_filter_gzip(archive_);
  archive_read_support_filter_bzip2(archive_);
  archive_read_support_filter_xz(archive_);
  archive_read_support_filter_zstd(archive_);
  archive_read_support_format_zip_seekable(archive_);
  archive_read_support_format_7zip(archive_);
  archive_read_support_format_tar(archive_);
  archive_read_set_read_callback(archive_, Callbacks<Feed>::read);
  archive_read_set_skip_callback(archive_, Callbacks<Feed>::skip);
  archive_read_set_seek_callback(archive_, Callbacks<Feed>::seek);
  archive_read_set_callback_data(archive_, feed_.get());
  if (archive_read_open1(archive_) == ARCHIVE_OK) return;
  try {
    refuse();
  } catch (...) {
    archive_read_free(archive_);
    throw;
  }
}

ArchiveStream::~ArchiveStream() { archive_read_free(archive_); }

void ArchiveStream::refuse() const {
  if (!feed_->error.empty()) throw InputError(feed_->error);
  const char* const reason = archive_error_string(archive_);
  const std::string text = reason == nullptr ? "" : reason;
  if (contains_letters(text, "encrypted") || contains_letters(text, "passphrase"))
    throw InputError("is protected by a password; unpack it first");
  std::array<std::byte, kArchiveHeadBytes> head{};
  const std::size_t got = feed_->bytes.read_at(0, head);
  const std::string_view kind = archive_kind(std::span(head).first(got));
  // How much is needed says the file itself: a few damaged bytes may ask for any number of gigabytes.
  if (archive_errno(archive_) == ENOMEM || contains_letters(text, "memory"))
    throw InputError(fmt::format("is a {} archive that asks for more memory than there is to unpack it, or is damaged", kind));
  const bool packs_one_file = kind == "gzip" || kind == "bzip2" || kind == "xz" || kind == "Zstandard";
  if (packs_one_file && contains_letters(text, "unrecognized archive format"))
    throw InputError(fmt::format("is no map, and no archive of files: one file packed with {}; unpack it first", kind));
  if (as_text(head).starts_with("PK\5\6") && contains_letters(text, "unrecognized archive format"))
    throw InputError("is a ZIP archive without any file in it");
  if (text.empty()) throw InputError(fmt::format("is a damaged {} archive, or cut off", kind));
  throw InputError(fmt::format("is a damaged {} archive ({})", kind, printable(text)));
}

bool ArchiveStream::next(ArchiveEntry& entry) {
  archive_entry* found = nullptr;
  const int state = archive_read_next_header(archive_, &found);
  if (state == ARCHIVE_EOF) return false;
  is_stuck_ = state == ARCHIVE_FATAL;
  if (state < ARCHIVE_WARN) refuse();
  entry.name = entry_name(found);
  entry.is_folder = archive_entry_filetype(found) == AE_IFDIR || entry.name.ends_with('/');
  entry.is_file = archive_entry_filetype(found) == AE_IFREG && archive_entry_hardlink(found) == nullptr;
  entry.has_size = archive_entry_size_is_set(found) != 0 && archive_entry_size(found) >= 0;
  entry.bytes = entry.has_size ? static_cast<std::uint64_t>(archive_entry_size(found)) : 0;
  entry.is_encrypted = archive_entry_is_encrypted(found) != 0;
  return true;
}

std::vector<std::byte> ArchiveStream::read(std::uint64_t size) {
  std::vector<std::byte> bytes(size);
  for (std::size_t done = 0; done <= bytes.size();) {
    std::byte beyond{};
    const bool is_whole = done == bytes.size();  // one byte more must not be there; and only the end tells whether the sum of all is right
    const la_ssize_t got =
        is_whole ? archive_read_data(archive_, &beyond, 1) : archive_read_data(archive_, bytes.data() + done, bytes.size() - done);
    is_stuck_ = got == ARCHIVE_FATAL;
    if (got < 0) refuse();
    if (is_whole && got == 0) break;
    if (is_whole || got == 0) throw InputError("has another size than the archive's directory tells");
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace viamyo
