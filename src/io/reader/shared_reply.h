// Memory that the reader writes its answer into and this program reads it from, so that large arrays need not go through a socket.
#pragma once

#include <cstdint>
#include <span>

#include "../file_handle.h"
#include "viamyo/bytes.h"

namespace viamyo {

class SharedReply {
 public:
  //! Takes memory only for what is written. Throws std::runtime_error where the system gives no such memory: a limit on the size of files
  //! counts for it as well.
  explicit SharedReply(std::uint64_t most_bytes);

  //! For the reader, which may write into the room and cannot change its size.
  [[nodiscard]] int descriptor() const { return handle_.get(); }

  //! The first bytes, once the process that wrote them has ended: from here on nobody can change them. Throws std::runtime_error where there are
  //! fewer, or where somebody still holds the room to write into it.
  [[nodiscard]] Bytes take(std::uint64_t size) const;

 private:
  FileHandle handle_;
  std::uint64_t most_bytes_;
};

//! In the reader: the first bytes of the room, to be written. Throws std::bad_alloc where it has fewer.
std::span<std::byte> bytes_of_reply(int descriptor, std::uint64_t size);

}  // namespace viamyo
