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

#include "../allowance.h"
#include "../file_handle.h"
#include "../hdf5_handle.h"
#include "../import/importer.h"
#include "../malloc_tuning.h"
#include "confine.h"
#include "limits_in_force.h"
#include "reader_socket.h"
#include "shared_reply.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr std::uint64_t kMaxRequestBytes = std::uint64_t{1} << 28U;

// The bytes of an open file.
class HandedBytes : public ByteSource {
 public:
  HandedBytes(int descriptor, std::string name) : handle_(descriptor), name_(std::move(name)) {
    if (!handle_.is_open()) throw InputError(fmt::format("{}: cannot be opened", name_));
    struct stat facts {};
    if (::fstat(handle_.get(), &facts) != 0 || !S_ISREG(facts.st_mode)) throw InputError(fmt::format("{}: is not a regular file", name_));
    size_ = static_cast<std::uint64_t>(facts.st_size);
  }

  [[nodiscard]] std::uint64_t size() const override { return size_; }

  std::size_t read_at(std::uint64_t offset, std::span<std::byte> into) override {
    if (offset >= size_) return 0;
    const ssize_t got = retried([&] { return ::pread(handle_.get(), into.data(), into.size(), static_cast<off_t>(offset)); });
    if (got <= 0) throw InputError(fmt::format("{}: became shorter while it was read", name_));
    return static_cast<std::size_t>(got);
  }

 private:
  FileHandle handle_;
  std::string name_;
  std::uint64_t size_ = 0;
};

// Files that the other process opens when they are asked for.
class HandedFiles : public SourceFiles {
 public:
  HandedFiles(int socket, const Request& request) : socket_(socket), request_(request) {}

  [[nodiscard]] const std::vector<SourceFile>& files() const override { return request_.files; }

  std::vector<std::byte> read(const SourceFile& file) override {
    const std::unique_ptr<ByteSource> source = open(file);
    if (source->size() > request_.limits.file_bytes)
      throw InputError(fmt::format("{}: has {} bytes; at most {} are read", file.name, source->size(), request_.limits.file_bytes));
    request_.operation == Operation::kNative ? allow(source->size()) : allow_file(source->size());
    std::vector<std::byte> bytes(source->size());
    for (std::size_t done = 0; done < bytes.size();) done += source->read_at(done, std::span(bytes).subspan(done));
    return bytes;
  }

  std::unique_ptr<ByteSource> open(const SourceFile& file) override {
    const auto index = static_cast<std::uint64_t>(&file - request_.files.data());
    if (!send_message(socket_, MessageKind::kOpen, std::as_bytes(std::span(&index, 1)))) ::_exit(0);
    return std::make_unique<HandedBytes>(receive_descriptor(socket_), file.name);
  }

 private:
  int socket_;
  const Request& request_;
};

// Tells the other process how far it is, now and then.
class TellingFiles : public SourceFiles {
 public:
  TellingFiles(int socket, SourceFiles& files) : socket_(socket), files_(files), is_read_(files.files().size()) {
    for (const SourceFile& file : files.files()) progress_.of += file.bytes;
  }

  [[nodiscard]] const std::vector<SourceFile>& files() const override { return files_.files(); }
  std::vector<std::byte> read(const SourceFile& file) override {
    std::vector<std::byte> bytes = files_.read(file);
    tell(file, bytes.size());
    return bytes;
  }
  std::unique_ptr<ByteSource> open(const SourceFile& file) override { return files_.open(file); }
  void read_each(const std::vector<const SourceFile*>& wanted, const TakeFile& take, const TakeFault& fault) override {
    const TakeFile told = [&](std::size_t w, std::vector<std::byte> bytes) {
      tell(*wanted[w], bytes.size());
      take(w, std::move(bytes));
    };
    files_.read_each(wanted, told, fault);
  }
  [[nodiscard]] std::vector<std::string> hidden() const override { return files_.hidden(); }

 private:
  // Some files are read twice, for the list of the maps and for the map: work, but no progress.
  void tell(const SourceFile& file, std::uint64_t bytes) {
    constexpr std::uint64_t kStep = 8'000'000;
    const auto place = static_cast<std::size_t>(&file - files_.files().data());
    if (!is_read_.at(place)) progress_.done += bytes;
    is_read_[place] = true;
    untold_ += bytes;
    if (untold_ < kStep) return;
    untold_ = 0;
    if (!send_message(socket_, MessageKind::kProgress, std::as_bytes(std::span(&progress_, 1)))) ::_exit(0);
  }

  int socket_;
  SourceFiles& files_;
  Progress progress_;
  std::vector<bool> is_read_;
  std::uint64_t untold_ = 0;  //!< bytes read since it was last told
};

// What is left to send: the number of bytes that are in the room, or, where there is no room, the bytes themselves.
template <class Answer>
std::vector<std::byte> put_in(int room, const Answer& answer) {
  if (room < 0) return to_bytes(answer);
  SizePacker counted;
  pack(counted, answer);
  const std::uint64_t size = counted.size();
  SpanPacker packer(bytes_of_reply(room, size));
  pack(packer, answer);
  const auto number = std::as_bytes(std::span(&size, 1));
  return {number.begin(), number.end()};
}

std::vector<std::byte> answer_to(const Request& request, int socket, int room, OpenArchive open_archive) {
  HandedFiles handed(socket, request);
  if (request.operation == Operation::kNative) {
    const std::vector<std::byte> bytes = handed.read(handed.files().at(0));
    return put_in(room, read_document(Hdf5Session(), bytes, request.limits));
  }
  const std::unique_ptr<SourceFiles> unpacked = open_archive == nullptr ? nullptr : open_archive(handed, request.limits);
  TellingFiles files(socket, unpacked ? *unpacked : static_cast<SourceFiles&>(handed));
  ReadLimits limits = request.limits;
  limits.electrograms = limits.electrograms && !request.options.without_electrograms;
  if (request.operation == Operation::kList) return put_in(room, list_files(files, request.options, limits));
  const Import import = import_files(files, request.options, limits);
  return put_in(room, ImportAnswer{{encode_without_digest(import.map), {}, {}}, import.report});
}

void answer_text(int socket, MessageKind kind, std::string_view text) {
  send_message(socket, kind, std::as_bytes(std::span(text.data(), text.size())));
}

[[noreturn]] void serve(int socket, OpenArchive open_archive) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  std::optional<Message> message = receive_message(socket, kMaxRequestBytes, Clock::time_point::max());
  const int room = receive_descriptor(socket);
  if (!message) ::_exit(1);
  std::string no_memory;
  try {
    const Request request = request_from(std::move(message->bytes));
    std::uint64_t bytes = 0;
    for (const SourceFile& file : request.files) bytes += file.bytes;
    if (const std::uint64_t memory = limit_in_force(RLIMIT_AS); memory < request.limits.reader_memory_bytes)
      no_memory = memory_limit_text(memory);
    confine(Allowance::for_files(bytes, request.limits.reader_memory_bytes));
    send_message(socket, MessageKind::kResult, answer_to(request, socket, room, open_archive));
  } catch (const Hdf5Error& error) {
    answer_text(socket, MessageKind::kHdf5Error, error.what());
  } catch (const UsageError& error) {
    answer_text(socket, MessageKind::kUsageError, error.what());
  } catch (const std::bad_alloc&) {
    answer_text(socket, MessageKind::kInputError, no_memory.empty() ? memory_sentence() : no_memory);
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

int serve_requests(int socket, OpenArchive open_archive) {
  // Meant for the program that asks, whose end closes the socket: a reader that went first would look as if the file had ended it.
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, SIG_IGN);
  disable_malloc_trim();
  { const Hdf5Session warm; }  // what the library sets up once, it sets up here
  while (wait_for_request(socket)) {
    char byte = 0;
    if (::recv(socket, &byte, 1, MSG_PEEK) <= 0) return 0;
    const pid_t child = ::fork();
    if (child == 0) serve(socket, open_archive);
    const std::optional<int> status = child < 0 ? std::nullopt : ending_of(child, socket);
    if (!status) return 1;
    if (!send_message(socket, MessageKind::kEnded, std::as_bytes(std::span(&*status, 1))) || *status != 0) return 0;
  }
  return 0;
}

}  // namespace viamyo
