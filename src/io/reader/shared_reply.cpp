#include "shared_reply.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <memory>
#include <new>
#include <stdexcept>

namespace viamyo {

namespace {

// To ask for more would end the process with SIGXFSZ.
bool is_allowed(std::uint64_t bytes) {
  rlimit limit{};
  return ::getrlimit(RLIMIT_FSIZE, &limit) == 0 && bytes <= limit.rlim_cur;
}

}  // namespace

SharedReply::SharedReply(std::uint64_t most_bytes)
    : handle_(::memfd_create("viamyo-answer", MFD_CLOEXEC | MFD_ALLOW_SEALING)), most_bytes_(most_bytes) {
  if (!handle_.is_open() || !is_allowed(most_bytes) ||
      retried([&] { return ::ftruncate(handle_.get(), static_cast<off_t>(most_bytes)); }) != 0 ||
      ::fcntl(handle_.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW) != 0)
    throw std::runtime_error("no memory can be shared with it");
}

Bytes SharedReply::take(std::uint64_t size) const {
  if (size == 0 || size > most_bytes_) throw std::runtime_error("nothing, or more than there can be");
  // Refused while anybody has the room mapped for writing.
  if (::fcntl(handle_.get(), F_ADD_SEALS, F_SEAL_WRITE) != 0) throw std::runtime_error("it is still writing");
  void* const first = ::mmap(nullptr, size, PROT_READ, MAP_SHARED | MAP_POPULATE, handle_.get(), 0);
  if (first == MAP_FAILED) throw std::bad_alloc();
  const std::shared_ptr<const void> keeper(first, [size](const void* mapped) { ::munmap(const_cast<void*>(mapped), size); });
  return {std::span(static_cast<const std::byte*>(first), size), keeper};
}

std::span<std::byte> bytes_of_reply(int descriptor, std::uint64_t size) {
  struct stat facts {};
  if (::fstat(descriptor, &facts) != 0 || static_cast<std::uint64_t>(facts.st_size) < size) throw std::bad_alloc();
  void* const first = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, descriptor, 0);
  if (first == MAP_FAILED) throw std::bad_alloc();
  return {static_cast<std::byte*>(first), size};
}

}  // namespace viamyo
