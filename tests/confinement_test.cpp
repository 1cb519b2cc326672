// What the process that reads files from outside is left with, and what becomes of it when that is not enough.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string_view>
#include <thread>
#include <vector>

#include "../src/io/reader/confine.h"
#include "../src/io/reader/reader_client.h"
#include "../src/io/reader/shared_reply.h"
#include "native_sample.h"
#include "viamyo/errors.h"
#include "viamyo/import.h"
#include "viamyo/load_map.h"

namespace viamyo {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMemory = std::uint64_t{1} << 30U;

// The status of a confined process that does this and then ends well.
int status_of(const std::function<void()>& work, std::chrono::seconds cpu_time = std::chrono::seconds(30)) {
  const pid_t child = ::fork();
  if (child == 0) {
    confine({kMemory, kMemory, cpu_time, cpu_time});
    work();
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

bool is_killed_by(int status, int signal) { return WIFSIGNALED(status) && WTERMSIG(status) == signal; }

#if defined(VIAMYO_SANITIZED)
#define SKIP_UNDER_SANITIZER() GTEST_SKIP() << "the address sanitizer needs memory and system calls of its own"
#else
#define SKIP_UNDER_SANITIZER() static_assert(true)
#endif

TEST(Confinement, NothingButReadingIsLeft) {
  SKIP_UNDER_SANITIZER();
  EXPECT_EQ(status_of([] {}), 0);
  EXPECT_TRUE(is_killed_by(status_of([] { ::socket(AF_INET, SOCK_STREAM, 0); }), SIGSYS));
  EXPECT_TRUE(is_killed_by(status_of([] { ::fork(); }), SIGSYS));
  EXPECT_TRUE(is_killed_by(status_of([] { ::execl("/bin/true", "true", nullptr); }), SIGSYS));
  EXPECT_TRUE(is_killed_by(status_of([] { ::unlink("/tmp/nothing"); }), SIGSYS));
  EXPECT_TRUE(is_killed_by(status_of([] { ::mkdir("/tmp/nothing", 0700); }), SIGSYS));
  EXPECT_TRUE(is_killed_by(status_of([] { ::kill(::getppid(), 0); }), SIGSYS));
  EXPECT_TRUE(is_killed_by(status_of([] { ::setenv("A", "B", 1), static_cast<void>(::chdir("/")); }), SIGSYS));
}

TEST(Confinement, NoPathLeadsAnywhere) {
  SKIP_UNDER_SANITIZER();
  EXPECT_EQ(status_of([] {
              const int descriptor = ::open("/etc/passwd", O_RDONLY);
              ::_exit(descriptor < 0 && errno == ENOENT ? 0 : 1);
            }),
            0);
}

TEST(Confinement, NoMemoryCanBeRun) {
  SKIP_UNDER_SANITIZER();
  EXPECT_TRUE(is_killed_by(
      status_of([] { static_cast<void>(::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)); }), SIGSYS));
}

TEST(Confinement, NothingIsWrittenToAFile) {
  SKIP_UNDER_SANITIZER();
  const fs::path path = fs::temp_directory_path() / ("viamyo_confined_" + std::to_string(::getpid()));
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  EXPECT_TRUE(is_killed_by(status_of([&] { static_cast<void>(::write(descriptor, "x", 1)); }), SIGXFSZ));
  EXPECT_EQ(fs::file_size(path), 0);
  ::close(descriptor);
  fs::remove(path);
}

TEST(Confinement, MemoryAndTimeEnd) {
  SKIP_UNDER_SANITIZER();
  EXPECT_EQ(status_of([] {
              const void* const memory = std::malloc(2 * kMemory);
              ::_exit(memory == nullptr ? 0 : 1);
            }),
            0);
  const auto spin = [] {
    for (volatile unsigned n = 0;;) n = n + 1;
  };
  const int status = status_of(spin, std::chrono::seconds(1));
  EXPECT_TRUE(is_killed_by(status, SIGXCPU) || is_killed_by(status, SIGKILL));
}

class ReaderTest : public testing::Test {
 protected:
  void SetUp() override {
    path = fs::temp_directory_path() / ("viamyo_reader_" + std::to_string(::getpid()) + ".h5");
    save_native(sample::full_map(), path);
  }
  void TearDown() override { fs::remove(path); }
  fs::path path;
};

std::string refusal(const fs::path& path, const ReadLimits& limits) {
  try {
    load_map(path, {}, limits);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

TEST_F(ReaderTest, TooLittleMemoryIsOneSentenceAndTheNextFileIsRead) {
  SKIP_UNDER_SANITIZER();
  ReadLimits little;
  little.reader_memory_bytes = 1;
  EXPECT_EQ(refusal(path, little),
            path.string() + ": damaged or hostile file: reading it takes more than 0 MiB of memory, the most that a file may take here");
  EXPECT_EQ(refusal(path, {}), "");
}

TEST_F(ReaderTest, ManyThreadsReadAtOnce) {
  std::vector<std::thread> threads;
  threads.reserve(4);
  std::vector<int> good(4, 0);
  for (int& count : good) {
    threads.emplace_back([&count, this] {
      for (int i = 0; i < 10; ++i) count += refusal(path, {}).empty() ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(good, std::vector<int>(4, 10));
}

// What this tells in a process under this limit.
std::string under(__rlimit_resource resource, std::uint64_t most, const std::function<std::string()>& told) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) return "no pipe";
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit both{most, most};
    ::setrlimit(resource, &both);
    const std::string text = told();
    ::_exit(::write(ends[1], text.data(), text.size()) < 0 ? 1 : 0);
  }
  ::close(ends[1]);
  int status = 0;
  ::waitpid(child, &status, 0);
  std::string text(4096, ' ');
  text.resize(static_cast<std::size_t>(std::max<ssize_t>(0, ::read(ends[0], text.data(), text.size()))));
  ::close(ends[0]);
  return text;
}

TEST_F(ReaderTest, UnderSmallerLimitsThanItsOwnAGoodFileIsRead) {
  SKIP_UNDER_SANITIZER();
  const auto read = [&] { return refusal(path, {}); };
  EXPECT_EQ(under(RLIMIT_AS, std::uint64_t{4} << 30U, read), "");
  EXPECT_EQ(under(RLIMIT_CPU, 20, read), "");
  EXPECT_EQ(under(RLIMIT_NOFILE, 12, read), "");
}

Answer ask(std::string_view program, const std::string& file) {
  const Request request{Operation::kNative, {{file, 1, FileRole::kSource}}, {}, {}};
  return ask_reader(
      program, request, [](std::size_t) { return -1; }, [](std::size_t) {});
}

std::string why_stopped(const std::string& what) {
  try {
    ask("misbehaving_reader", what);
  } catch (const ReaderStopped& stopped) {
    return stopped.what();
  }
  return {};
}

TEST(ReaderClient, EveryWayOfEndingHasItsWords) {
  EXPECT_EQ(why_stopped("signal 11"), "segmentation fault");
  EXPECT_EQ(why_stopped("signal 7"), "bus error");
  EXPECT_EQ(why_stopped("signal 8"), "floating point exception");
  EXPECT_EQ(why_stopped("signal 24"), "it took more than 10 s of the processor, the limit for what it holds");
  EXPECT_EQ(why_stopped("signal 31"), "bad system call");
  EXPECT_EQ(why_stopped("signal 256"), "exit code 1");
  EXPECT_EQ(why_stopped("gone"), "it did not come to an end");
  EXPECT_EQ(why_stopped("endless"), "it did not come to an end");
  EXPECT_EQ(why_stopped("foreign file"), "it asked for a file that there is not");
  EXPECT_EQ(why_stopped("no size"), "it answered nonsense");
  EXPECT_EQ(why_stopped("too much"), "it answered nonsense: nothing, or more than there can be");
}

std::string told_of(const std::string& what) {
  try {
    ask("misbehaving_reader", what);
  } catch (const ReaderStopped& stopped) {
    return stopped.sentence();
  }
  return {};
}

TEST(ReaderClient, WhatALimitEndedIsNoWordAgainstTheFile) {
  SKIP_UNDER_SANITIZER();
  EXPECT_EQ(told_of("signal 24"),
            "damaged or hostile file: the reader was stopped (it took more than 10 s of the processor, the limit for what it holds)");
  EXPECT_EQ(under(RLIMIT_CPU, 5, [] { return told_of("signal 24"); }),
            "the limit on CPU time in force here, 5 s (ulimit -t), was reached while it was read");
  EXPECT_EQ(under(RLIMIT_CPU, 5, [] { return told_of("signal 11"); }),
            "damaged or hostile file: the reader was stopped (segmentation fault)");
  EXPECT_EQ(under(RLIMIT_AS, std::uint64_t{1} << 30U, [] { return told_of("gone"); }),
            "the limit on memory in force here, 1024 MiB (ulimit -v), is too small to read it");
}

TEST(ReaderClient, AnAnswerThatCanStillBeChangedIsNotLookedAt) {
  EXPECT_EQ(why_stopped("still writing"), "it answered nonsense: it is still writing");
}

TEST_F(ReaderTest, UnderALimitOnTheSizeOfFilesTheAnswerComesAnotherWay) {
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit little{4096, 4096};
    ::setrlimit(RLIMIT_FSIZE, &little);
    ::_exit(refusal(path, {}).empty() ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
}

TEST(SharedReply, WhatWasTakenStaysAsItIs) {
  constexpr std::string_view kText = "as it was";
  Bytes taken;
  {
    const SharedReply room(1 << 20);
    const std::span<std::byte> bytes = bytes_of_reply(room.descriptor(), kText.size());
    std::memcpy(bytes.data(), kText.data(), kText.size());
    EXPECT_THROW(static_cast<void>(room.take(kText.size())), std::runtime_error);
    ::munmap(bytes.data(), bytes.size());
    taken = room.take(kText.size());
    EXPECT_THROW(bytes_of_reply(room.descriptor(), kText.size()), std::bad_alloc);
    EXPECT_EQ(::write(room.descriptor(), "x", 1), -1);
    EXPECT_EQ(::ftruncate(room.descriptor(), 0), -1);
  }
  EXPECT_EQ(std::string_view(reinterpret_cast<const char*>(taken.data()), taken.size()), kText);  // longer than the room is there
}

TEST(SharedReply, HoldsNoMoreThanItWasMadeFor) {
  const SharedReply room(100);
  EXPECT_THROW(bytes_of_reply(room.descriptor(), 101), std::bad_alloc);
  EXPECT_THROW(static_cast<void>(room.take(101)), std::runtime_error);
  EXPECT_THROW(static_cast<void>(room.take(0)), std::runtime_error);
}

TEST(ReaderClient, WhatItAnswersIsCheckedAgain) {
  EXPECT_THROW(answer_from(ask("misbehaving_reader", "nonsense").bytes), std::runtime_error);
  EXPECT_THROW(contents_from(ask("misbehaving_reader", "nonsense").bytes), std::runtime_error);
}

TEST(ReaderClient, AFileThatCannotBeHandedOverIsSaid) {
  const Answer answer = ask(kReader, "map");
  EXPECT_EQ(answer.kind, MessageKind::kInputError);
  EXPECT_EQ(answer.text(), "map: cannot be opened");
}

TEST(ReaderClient, WithoutAReaderNothingIsRead) { EXPECT_THROW(ask("no-such-reader", "map"), InputError); }

TEST(ReaderMessages, EveryCutIsNoticed) {
  Request request{Operation::kImport, {{"a.mesh", 7, FileRole::kSource}}, {}, {}};
  request.options.arrays = {{"UnipolarVoltage", "uni", "uV"}};
  const std::vector<std::byte> bytes = to_bytes(request);
  EXPECT_EQ(request_from(bytes).options.arrays.at(0).array, "uni");
  for (std::size_t length = 0; length < bytes.size(); ++length)
    EXPECT_THROW(request_from(Bytes(bytes).part(0, length)), std::runtime_error) << length;
}

}  // namespace
}  // namespace viamyo
