#include "isolated_read.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstring>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "document_stream.h"
#include "file_handle.h"
#include "hdf5_handle.h"

namespace viamyo {

namespace {

using Clock = std::chrono::steady_clock;

enum class Answer : unsigned char { kResult = 'r', kHdf5Error = 'h', kOtherError = 'e' };

void write_all(int descriptor, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t put = retried([&] { return ::write(descriptor, bytes.data(), bytes.size()); });
    if (put < 0) ::_exit(1);  // nobody listens any more
    bytes = bytes.subspan(static_cast<std::size_t>(put));
  }
}

void write_answer(int descriptor, Answer kind, std::span<const std::byte> bytes) {
  write_all(descriptor, std::as_bytes(std::span(&kind, 1)));
  write_all(descriptor, bytes);
}

void write_answer(int descriptor, Answer kind, std::string_view text) {
  write_answer(descriptor, kind, std::as_bytes(std::span(text.data(), text.size())));
}

// A crash is expected here: no core file, no handler of the parent's, and no more memory than any map within the caps takes.
void confine_child() {
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) ::signal(signal, SIG_DFL);
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // which take terabytes of addresses for themselves
  constexpr rlim_t kMostMemory = rlim_t{16} << 30U;
  const rlimit memory{kMostMemory, kMostMemory};
  ::setrlimit(RLIMIT_AS, &memory);
#endif
}

[[noreturn]] void run_child(int descriptor, const Hdf5Session& session, std::span<const std::byte> file_bytes, const ReadLimits& limits) {
  confine_child();
  try {
    write_answer(descriptor, Answer::kResult, to_bytes(read_document(session, file_bytes, limits)));
  } catch (const Hdf5Error& error) {
    write_answer(descriptor, Answer::kHdf5Error, error.what());
  } catch (const std::exception& error) {
    write_answer(descriptor, Answer::kOtherError, error.what());
  }
  ::_exit(0);  // without the exit handlers, which are the parent's
}

class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (id_ <= 0) return;
    ::kill(id_, SIGKILL);
    wait();
  }

  //! How it ended, in words; empty when it ended well.
  std::string wait() {
    int status = 0;
    const pid_t ended = retried([&] { return ::waitpid(id_, &status, 0); });
    id_ = 0;
    if (ended < 0 || status == 0) return {};  // ended < 0: somebody who ignores SIGCHLD took the status; the answer speaks for itself
    return WIFSIGNALED(status) ? ::strsignal(WTERMSIG(status)) : fmt::format("exit code {}", WEXITSTATUS(status));
  }

 private:
  pid_t id_;
};

// Everything that comes through the pipe until the other end is closed; nothing if that takes until the deadline.
std::optional<std::vector<std::byte>> read_until(int descriptor, Clock::time_point deadline) {
  constexpr std::size_t kStep = std::size_t{1} << 20U;
  std::vector<std::byte> bytes;
  std::size_t held = 0;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd waiting{descriptor, POLLIN, 0};
    if (left <= 0 || retried([&] { return ::poll(&waiting, 1, static_cast<int>(left)); }) == 0) return std::nullopt;
    if (bytes.size() < held + kStep) bytes.resize(2 * bytes.size() + kStep);
    const ssize_t got = retried([&] { return ::read(descriptor, bytes.data() + held, bytes.size() - held); });
    if (got <= 0) break;
    held += static_cast<std::size_t>(got);
  }
  bytes.resize(held);
  return bytes;
}

ReadResult understand(std::span<const std::byte> answer) {
  const auto kind = static_cast<Answer>(answer.front());
  const auto rest = answer.subspan(1);
  const std::string text = kind == Answer::kResult ? "" : std::string(reinterpret_cast<const char*>(rest.data()), rest.size());
  if (kind == Answer::kHdf5Error) throw Hdf5Error(text);
  if (kind != Answer::kResult) throw ReaderStopped(text);
  try {
    return from_bytes(rest);
  } catch (const std::runtime_error& error) {
    throw ReaderStopped(fmt::format("the reading process answered nonsense ({})", error.what()));
  }
}

}  // namespace

std::chrono::seconds reading_patience(std::size_t file_bytes) { return std::chrono::seconds(30 + file_bytes / 20'000'000); }

ReadResult read_isolated(std::span<const std::byte> file_bytes, const ReadLimits& limits, const std::function<void()>& meanwhile) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw ReaderStopped("no pipe to a reading process can be made");
  const FileHandle from_child(ends[0]);
  FileHandle to_parent(ends[1]);
  ::fcntl(to_parent.get(), F_SETPIPE_SZ, 1 << 20);  // fewer turns between the two; smaller does as well

  // Held over the fork, so that no other thread is inside the library while its state is copied.
  auto session = std::make_unique<Hdf5Session>();
  const pid_t id = ::fork();
  if (id == 0) run_child(to_parent.get(), *session, file_bytes, limits);
  session.reset();
  if (id < 0) throw ReaderStopped("no reading process can be started");
  Child child(id);
  to_parent.close();

  meanwhile();
  const std::optional<std::vector<std::byte>> answer = read_until(from_child.get(), Clock::now() + reading_patience(file_bytes.size()));
  if (!answer) throw ReaderStopped("reading does not come to an end");
  const std::string ended = child.wait();
  if (!ended.empty() || answer->empty())
    throw ReaderStopped(fmt::format("the HDF5 library failed on it: {}", ended.empty() ? "no answer" : ended));
  return understand(*answer);
}

}  // namespace viamyo
