// What a process that reads other people's files may take: little to begin with, and more as sizes become known that were checked. The kernel holds
// it to that, whatever a library makes of a damaged file.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace viamyo {

//! How long a file of this size may take: far more than any needs, on a machine that is busy with others.
std::chrono::seconds reading_patience(std::uint64_t bytes);

//! The limits to begin with, and those that nothing goes beyond.
struct Allowance {
  std::uint64_t memory = 0;  //!< bytes of addresses, all told
  std::uint64_t most_memory = 0;
  std::chrono::seconds time{0};  //!< of the processor
  std::chrono::seconds most_time{0};

  //! 256 MiB beyond what this process has now; at most `most_bytes`, and half of the memory that is free.
  static Allowance for_files(std::uint64_t file_bytes, std::uint64_t most_bytes);
};

//! From here on `allow` raises this process's limits. To be called before the kernel is told of them.
void begin_allowance(const Allowance& allowance);

//! More memory for `bytes` that will be held, and time for them; of a size that was checked against its cap. Nothing happens where no allowance began.
void allow(std::uint64_t bytes);

//! The same for a file of text or another format whose contents take many times its room.
void allow_file(std::uint64_t file_bytes);

//! "reading it takes more than 260 MiB of memory, the limit for what it holds".
std::string memory_sentence();

}  // namespace viamyo
