#include "reader.h"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <new>

#include <fmt/format.h>

#include "../file_handle.h"
#include "../hdf5_handle.h"
#include "../import/archive.h"
#include "../import/importer.h"
#include "../isolated_read.h"
#include "../kept_memory.h"
#include "answer_room.h"
#include "confine.h"
#include "limits_in_force.h"
#include "reader_socket.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr std::uint64_t kMostRequestBytes = std::uint64_t{1} << 28U;

// Files that the other process opens when they are asked for.
class HandedFiles : public SourceFiles {
 public:
  HandedFiles(int socket, const Request& request) : socket_(socket), request_(request) {}

  [[nodiscard]] const std::vector<SourceFile>& files() const override { return request_.files; }

  std::vector<std::byte> read(const SourceFile& file) override {
    const auto index = static_cast<std::uint64_t>(&file - request_.files.data());
    if (!send_message(socket_, MessageKind::kOpen, std::as_bytes(std::span(&index, 1)))) ::_exit(0);
    const FileHandle handle(receive_descriptor(socket_));
    if (!handle.is_open()) throw InputError(fmt::format("{}: cannot be opened", file.name));
    struct stat facts {};
    if (::fstat(handle.get(), &facts) != 0 || !S_ISREG(facts.st_mode))
      throw InputError(fmt::format("{}: is not a regular file", file.name));
    const auto size = static_cast<std::uint64_t>(facts.st_size);
    if (size > request_.limits.file_bytes)
      throw InputError(fmt::format("{}: has {} bytes; at most {} are read", file.name, size, request_.limits.file_bytes));
    std::vector<std::byte> bytes(size);
    for (std::size_t done = 0; done < bytes.size();) {
      const ssize_t got = retried([&] { return ::read(handle.get(), bytes.data() + done, bytes.size() - done); });
      if (got <= 0) throw InputError(fmt::format("{}: became shorter while it was read", file.name));
      done += static_cast<std::size_t>(got);
    }
    return bytes;
  }

 private:
  int socket_;
  const Request& request_;
};

// What is left to send: the number of bytes that are in the room, or, where there is no room, the bytes themselves.
template <class Answer>
std::vector<std::byte> put_in(int room, const Answer& answer) {
  if (room < 0) return to_bytes(answer);
  SizePacker counted;
  pack(counted, answer);
  const std::uint64_t size = counted.size();
  SpanPacker packer(bytes_of_room(room, size));
  pack(packer, answer);
  const auto number = std::as_bytes(std::span(&size, 1));
  return {number.begin(), number.end()};
}

std::vector<std::byte> answer_to(const Request& request, SourceFiles& handed, int room) {
  if (request.operation == Operation::kNative) {
    const std::vector<std::byte> bytes = handed.read(handed.files().at(0));
    return put_in(room, read_document(Hdf5Session(), bytes, request.limits));
  }
  const std::unique_ptr<SourceFiles> unpacked = opened_archive(handed, request.limits);
  SourceFiles& files = unpacked ? *unpacked : handed;
  if (request.operation == Operation::kList) return put_in(room, list_files(files, request.options, request.limits));
  const Import import = import_files(files, request.options, request.limits);
  return put_in(room, ImportAnswer{{encode_without_digest(import.map), {}, {}}, import.report});
}

void answer_text(int socket, MessageKind kind, std::string_view text) {
  send_message(socket, kind, std::as_bytes(std::span(text.data(), text.size())));
}

[[noreturn]] void serve(int socket) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  std::optional<Message> message = receive_message(socket, kMostRequestBytes, Clock::time_point::max());
  const int room = receive_descriptor(socket);
  if (!message) ::_exit(1);
  std::string no_memory = "damaged or hostile file: the reader was stopped (out of memory)";
  try {
    const Request request = request_from(std::move(message->bytes));
    std::uint64_t bytes = 0;
    for (const SourceFile& file : request.files) bytes += file.bytes;
    if (const std::uint64_t memory = limit_in_force(RLIMIT_AS); memory < request.limits.reader_memory_bytes)
      no_memory = memory_limit_text(memory);
    confine(request.limits.reader_memory_bytes, reading_patience(bytes));
    HandedFiles files(socket, request);
    send_message(socket, MessageKind::kResult, answer_to(request, files, room));
  } catch (const Hdf5Error& error) {
    answer_text(socket, MessageKind::kHdf5Error, error.what());
  } catch (const UsageError& error) {
    answer_text(socket, MessageKind::kUsageError, error.what());
  } catch (const std::bad_alloc&) {
    answer_text(socket, MessageKind::kInputError, no_memory);
  } catch (const std::exception& error) {
    answer_text(socket, MessageKind::kInputError, error.what());
  }
  ::_exit(0);
}

bool wait_for_request(int socket) {
  pollfd waiting{socket, POLLIN, 0};
  return retried([&] { return ::poll(&waiting, 1, -1); }) > 0 && (waiting.revents & POLLIN) != 0;
}

//! How the child ended; nothing where that is not known. Once the program that asked is gone there is nobody to read for, and the child is ended.
std::optional<int> ending_of(pid_t child, int socket) {
  if (const FileHandle ending(static_cast<int>(::syscall(SYS_pidfd_open, child, 0))); ending.is_open()) {
    std::array<pollfd, 2> watched{{{ending.get(), POLLIN, 0}, {socket, POLLRDHUP, 0}}};
    if (retried([&] { return ::poll(watched.data(), watched.size(), -1); }) > 0 && watched[0].revents == 0) ::kill(child, SIGKILL);
  }
  int status = 0;
  if (retried([&] { return ::waitpid(child, &status, 0); }) < 0) return std::nullopt;
  return status;
}

}  // namespace

int serve_requests(int socket) {
  // Meant for the program that asks, whose end closes the socket: a reader that went first would look as if the file had ended it.
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, SIG_IGN);
  keep_freed_memory();
  { const Hdf5Session warm; }  // what the library sets up once, it sets up here
  while (wait_for_request(socket)) {
    char byte = 0;
    if (::recv(socket, &byte, 1, MSG_PEEK) <= 0) return 0;
    const pid_t child = ::fork();
    if (child == 0) serve(socket);
    const std::optional<int> status = child < 0 ? std::nullopt : ending_of(child, socket);
    if (!status) return 1;
    if (!send_message(socket, MessageKind::kEnded, std::as_bytes(std::span(&*status, 1))) || *status != 0) return 0;
  }
  return 0;
}

}  // namespace viamyo
