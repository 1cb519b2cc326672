#include "reader_client.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <memory>
#include <mutex>
#include <system_error>

#include <fmt/format.h>

#include "../allowance.h"
#include "../file_handle.h"
#include "limits_in_force.h"
#include "shared_reply.h"
#include "viamyo/errors.h"
#include "viamyo/reader_folder.h"

extern char** environ;  // NOLINT(readability-identifier-naming): the system's

namespace viamyo {

namespace {

namespace fs = std::filesystem;

constexpr int kSleeping = 6;  // times as long as it may work
constexpr int kSocket = 3;    // where the reader finds its end
constexpr std::uint64_t kMaxTextBytes = std::uint64_t{1} << 20U;
constexpr std::uint64_t kMaxAnswerBytes = std::uint64_t{1} << 33U;

struct ReaderFolder {
  std::mutex mutex;
  fs::path path;
};
ReaderFolder& told_folder() {
  static ReaderFolder folder;
  return folder;
}

fs::path find_program(std::string_view name) {
  ReaderFolder& told = told_folder();
  const std::scoped_lock lock(told.mutex);
  std::error_code error;
  const fs::path here = told.path.empty() ? fs::read_symlink("/proc/self/exe", error).parent_path() : told.path;
  std::vector<fs::path> candidates{here / name};
  if (told.path.empty())
    candidates.insert(candidates.end(),
                      {here / ".." / "libexec" / "viamyo" / name, here / ".." / "bin" / name, fs::path(VIAMYO_LIBEXEC) / name});
  for (const fs::path& candidate : candidates) {
    if (::access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  throw InputError(fmt::format("{}: is not in {}; without it nothing from outside is read", name, here.string()));
}

// Nothing of the environment reaches the reader but what its own libraries need to be found.
std::vector<char*> small_environment() {
  std::vector<char*> kept;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    for (const std::string_view name : {"LD_LIBRARY_PATH=", "ASAN_OPTIONS=", "UBSAN_OPTIONS="}) {
      if (text.starts_with(name)) kept.push_back(*entry);
    }
  }
  // Each reading begins with fresh memory: in large pages it is there sooner.
  static std::string large_pages = "GLIBC_TUNABLES=glibc.malloc.hugetlb=1";
  kept.push_back(large_pages.data());
  kept.push_back(nullptr);
  return kept;
}

class SpawnActions {
 public:
  explicit SpawnActions(int socket) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_adddup2(&actions_, socket, kSocket);
    ::posix_spawn_file_actions_addopen(&actions_, 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions_, 1, "/dev/null", O_WRONLY, 0);
#if !defined(VIAMYO_SANITIZED)  // whose findings should be seen
    ::posix_spawn_file_actions_addopen(&actions_, 2, "/dev/null", O_WRONLY, 0);
#endif
    ::posix_spawn_file_actions_addclosefrom_np(&actions_, kSocket + 1);
  }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;
  ~SpawnActions() { ::posix_spawn_file_actions_destroy(&actions_); }
  [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

class Reader {
 public:
  explicit Reader(std::string_view name) : name_(name) {
    const std::string path = find_program(name).string();
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) throw ReaderStopped("no socket can be made");
    socket_ = std::make_unique<FileHandle>(ends[0]);
    // Above the place it is put at, so that putting it there always clears its close-on-exec flag.
    const FileHandle given(ends[1]);
    const FileHandle theirs(::fcntl(given.get(), F_DUPFD_CLOEXEC, kSocket + 1));
    const SpawnActions actions(theirs.get());
    std::string serve = "--serve";
    std::string self = path;
    std::array<char*, 3> arguments{self.data(), serve.data(), nullptr};
    std::vector<char*> environment = small_environment();
    const int error = ::posix_spawn(&id_, path.c_str(), actions.get(), nullptr, arguments.data(), environment.data());
    if (error != 0) throw InputError(fmt::format("{}: cannot be started: {}", path, std::generic_category().message(error)));
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() {
    socket_->close();
#if !defined(VIAMYO_SANITIZED)  // which looks for leaks when the reader ends by itself, and complains when it is ended meanwhile
    ::kill(id_, SIGKILL);
#endif
    int status = 0;
    retried([&] { return ::waitpid(id_, &status, 0); });
  }

  [[nodiscard]] int socket() const { return socket_->get(); }
  //! False where it has ended meanwhile, for whatever reason: an idle reader says nothing of its own accord.
  [[nodiscard]] bool is_waiting() const {
    pollfd heard{socket(), POLLIN, 0};
    return ::poll(&heard, 1, 0) == 0;
  }
  //! Whoever waits for its answer sees its end of the socket close.
  void end() const { ::kill(id_, SIGKILL); }
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  std::string name_;
  std::unique_ptr<FileHandle> socket_;
  pid_t id_ = 0;
};

// Readers that have nothing to do.
class IdleReaders {
 public:
  std::unique_ptr<Reader> take(std::string_view name) {
    {
      const std::scoped_lock lock(mutex_);
      for (auto reader = readers_.begin(); reader != readers_.end(); ++reader) {
        if ((*reader)->name() != name) continue;
        std::unique_ptr<Reader> taken = std::move(*reader);
        readers_.erase(reader);
        if (taken->is_waiting()) return taken;
        break;
      }
    }
    return std::make_unique<Reader>(name);
  }
  void give(std::unique_ptr<Reader> reader) {
    const std::scoped_lock lock(mutex_);
    readers_.push_back(std::move(reader));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Reader>> readers_;
};

IdleReaders& idle_readers() {
  static IdleReaders readers;
  return readers;
}

std::string in_words(int status) {
  if (!WIFSIGNALED(status)) return fmt::format("exit code {}", WEXITSTATUS(status));
  std::string text = ::strsignal(WTERMSIG(status));
  if (text.size() > 1 && text[1] >= 'a' && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

bool is_out_of_time(int status) { return WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL); }

// As the process that watches over the reading one tells it; nothing where it told none.
std::optional<int> status_in(const std::optional<Message>& message) {
  if (!message || message->kind != MessageKind::kEnded || message->bytes.size() != sizeof(int)) return std::nullopt;
  int status = 0;
  std::memcpy(&status, message->bytes.data(), sizeof(status));
  return status;
}

Progress progress_in(const Message& message) {
  Progress made;
  if (message.bytes.size() != sizeof(made)) throw ReaderStopped("it answered nonsense");
  std::memcpy(&made, message.bytes.data(), sizeof(made));
  return made;
}

// The reading process has ended before its answer was complete.
[[noreturn]] void tell_ending(const std::optional<Message>& message, const Request& request, std::chrono::seconds patience,
                              const char* otherwise = "it did not come to an end") {
  const std::optional<int> status = status_in(message);
  const std::uint64_t memory = limit_in_force(RLIMIT_AS);
  const std::uint64_t time_s = limit_in_force(RLIMIT_CPU);
  // Too little even to begin with: its libraries were not loaded, or it could not be doubled.
  if (!message && memory < request.limits.reader_memory_bytes) throw ReaderLimited(memory_limit_text(memory));
  if (!status) throw ReaderStopped(otherwise);
  if (is_out_of_time(*status) && time_s < static_cast<std::uint64_t>(patience.count())) throw ReaderLimited(cpu_limit_text(time_s));
  if (WIFSIGNALED(*status) && WTERMSIG(*status) == SIGXCPU)
    throw ReaderStopped(fmt::format("it took more than {} s of the processor, the limit for what it holds", patience.count()));
  throw ReaderStopped(in_words(*status));
}

void hand_over(int socket, const Message& message, const Request& request, const std::function<int(std::size_t)>& descriptor_of,
               const std::function<void(std::size_t)>& handed) {
  std::uint64_t index = 0;
  if (message.bytes.size() != sizeof(index)) throw ReaderStopped("it answered nonsense");
  std::memcpy(&index, message.bytes.data(), sizeof(index));
  if (index >= request.files.size()) throw ReaderStopped("it asked for a file that there is not");
  send_descriptor(socket, descriptor_of(index));
  handed(index);
}

Answer taken(const SharedReply* room, Message message) {
  if (message.kind != MessageKind::kResult || room == nullptr) return {message.kind, std::move(message.bytes)};
  std::uint64_t size = 0;
  if (message.bytes.size() != sizeof(size)) throw ReaderStopped("it answered nonsense");
  std::memcpy(&size, message.bytes.data(), sizeof(size));
  try {
    return {message.kind, room->take(size)};
  } catch (const std::runtime_error& error) {
    throw ReaderStopped(fmt::format("it answered nonsense: {}", error.what()));
  }
}

// Nothing where the system has none to give, as under a limit on the size of files: the answer then comes through the socket.
std::unique_ptr<SharedReply> room_for(const Request& request) {
  try {
    return std::make_unique<SharedReply>(request.limits.reader_memory_bytes);
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

Answer answer_of(const Reader& reader, const Request& request, const std::function<int(std::size_t)>& descriptor_of,
                 const std::function<void(std::size_t)>& handed, const Task& task) {
  std::uint64_t bytes = 0;
  for (const SourceFile& file : request.files) bytes += file.bytes;
  // The reader's own clock counts its work and ends it first; this one is for a reader that sleeps.
  std::chrono::seconds patience = reading_patience(bytes);
  Clock::time_point deadline = Clock::now() + kSleeping * patience;
  const std::unique_ptr<SharedReply> room = room_for(request);
  if (!send_message(reader.socket(), MessageKind::kRequest, to_bytes(request)) ||
      !send_descriptor(reader.socket(), room ? room->descriptor() : -1))
    tell_ending(std::nullopt, request, patience, "it was gone before it began");
  for (;;) {
    std::optional<Message> message = receive_message(reader.socket(), room ? kMaxTextBytes : kMaxAnswerBytes, deadline);
    if (!message || message->kind == MessageKind::kEnded) tell_ending(message, request, patience);
    if (message->kind == MessageKind::kProgress) {
      const Progress made = progress_in(*message);
      patience = std::max(patience, reading_patience(made.done));
      deadline = std::max(deadline, Clock::now() + kSleeping * reading_patience(bytes));
      if (task.progress && made.of > 0) task.progress(static_cast<double>(made.done) / static_cast<double>(made.of));
      continue;
    }
    if (message->kind == MessageKind::kOpen) {
      hand_over(reader.socket(), *message, request, descriptor_of, handed);
      continue;
    }
    const std::optional<Message> end = receive_message(reader.socket(), sizeof(int), deadline);
    if (status_in(end) != 0) tell_ending(end, request, patience);
    return taken(room.get(), std::move(*message));
  }
}

}  // namespace

void set_reader_folder(std::filesystem::path folder) {
  ReaderFolder& told = told_folder();
  const std::scoped_lock lock(told.mutex);
  told.path = std::move(folder);
}

Answer ask_reader(std::string_view program, const Request& request, const std::function<int(std::size_t)>& descriptor_of,
                  const std::function<void(std::size_t)>& handed, const Task& task) {
  std::unique_ptr<Reader> reader = idle_readers().take(program);
  Answer answer;
  try {
    const std::stop_callback on_stop(task.stop, [&] { reader->end(); });
    answer = answer_of(*reader, request, descriptor_of, handed, task);
  } catch (const ReaderStopped&) {
    if (task.stop.stop_requested()) throw Stopped();  // its end is no word on the file
    throw;
  }
  if (task.stop.stop_requested()) throw Stopped();  // and the reader, ended maybe, serves nobody else
  idle_readers().give(std::move(reader));
  return answer;
}

}  // namespace viamyo
