// The entries of an archive one after the other, as libarchive gives them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "source_files.h"

struct archive;

namespace viamyo {

//! An entry as the archive's directory describes it.
struct ArchiveEntry {
  std::string name;  //!< UTF-8, with '/' between folders whichever way the archive writes it
  std::uint64_t bytes = 0;
  bool is_folder = false;
  bool is_file = false;  //!< else a link, or what no export has
  bool has_size = false;
  bool is_encrypted = false;
};

class ArchiveStream {
 public:
  //! `bytes` must outlive the stream. Throws InputError (without the archive's name) where it cannot be opened.
  explicit ArchiveStream(ByteSource& bytes);
  ArchiveStream(const ArchiveStream&) = delete;
  ArchiveStream& operator=(const ArchiveStream&) = delete;
  ~ArchiveStream();

  //! Goes on to the next entry; false at the end. Throws InputError for a damaged or locked archive.
  bool next(ArchiveEntry& entry);

  //! The contents of the entry that was given last. Throws InputError when they are not `size` bytes or are damaged.
  std::vector<std::byte> read(std::uint64_t size);

  //! Whether a damage ended the stream: no further entry can be asked for.
  [[nodiscard]] bool is_stuck() const { return is_stuck_; }

 private:
  struct Feed;
  [[noreturn]] void refuse() const;

  std::unique_ptr<Feed> feed_;
  archive* archive_ = nullptr;
  bool is_stuck_ = false;
};

}  // namespace viamyo
