// Whatever bytes are damaged, reading ends with a map that passes every check or with one sentence; the process that asked lives on.
//
// 2000 damaged files are tried, 20,000 with VIAMYO_LONG, a tenth of that under the address sanitizer; VIAMYO_FUZZ_RUNS says another number.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "../src/io/crash_guard.h"
#include "native_sample.h"
#include "viamyo/errors.h"
#include "viamyo/native_file.h"

namespace viamyo {
namespace {

namespace fs = std::filesystem;

int runs() {
  const char* const told = std::getenv("VIAMYO_FUZZ_RUNS");
  if (told != nullptr) return std::atoi(told);
  const int most = std::getenv("VIAMYO_LONG") == nullptr ? 2000 : 20'000;
#if defined(VIAMYO_SANITIZED)
  return most / 10;  // every reader takes ten times as long to start
#else
  return most;
#endif
}

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// One to eight bytes replaced, mostly near the start, where the library's own structures are; one file in ten cut off as well.
std::string damaged(std::string bytes, meshes::Random& random) {
  const std::size_t changes = 1 + random.below(8);
  for (std::size_t i = 0; i < changes; ++i) {
    const std::size_t range = random.below(4) == 0 ? bytes.size() : std::min<std::size_t>(bytes.size(), 8192);
    bytes[random.below(range)] = static_cast<char>(random.below(256));
  }
  if (random.below(10) == 0) bytes.resize(1 + random.below(bytes.size()));
  return bytes;
}

TEST(NativeFuzz, DamageEndsInASentenceOrAValidMap) {
  const fs::path path = fs::temp_directory_path() / ("viamyo_fuzz_" + std::to_string(::getpid()) + ".h5");
  save_native(sample::full_map(), path);
  const std::string whole = content(path);
  meshes::Random random(20240506);
  int refused = 0;
  for (int run = 0; run < runs(); ++run) {
    std::ofstream(path, std::ios::binary) << damaged(whole, random);
    try {
      const LoadedMap loaded = read_native(path);
      EXPECT_FALSE(has_errors(validate(loaded.map))) << run;
    } catch (const InputError& error) {
      ++refused;
      EXPECT_EQ(std::string_view(error.what()).find('\n'), std::string_view::npos) << error.what();
    }
  }
  EXPECT_GT(refused, runs() / 4);
  fs::remove(path);
}

TEST(CrashGuard, ACrashBecomesOneLineAndAnExitCode) {
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGALRM}) {
    const auto crash = [&] {
      const CrashGuard guard("map.h5: is damaged\n", 3, std::chrono::seconds(30));
      ::raise(signal);
    };
    EXPECT_EXIT(crash(), testing::ExitedWithCode(3), "^map.h5: is damaged\n$");
  }
}

TEST(CrashGuard, EndsWithItsBlock) {
  const auto crash = [] {
    { const CrashGuard guard("never shown\n", 3, std::chrono::seconds(1)); }
    std::signal(SIGSEGV, SIG_DFL);
    ::raise(SIGSEGV);
  };
  EXPECT_EXIT(crash(), testing::KilledBySignal(SIGSEGV), "^$");
}

// The same where a crash may end the program: then with exit code 3 and one line, as for every other damaged file.
TEST(NativeFuzz, DamageEndsTheProgramWithTheExitCodeOfADamagedFile) {
#if defined(VIAMYO_SANITIZED)
  GTEST_SKIP() << "the address sanitizer ends programs in its own way";
#endif
  const fs::path path = fs::temp_directory_path() / ("viamyo_fuzz_here_" + std::to_string(::getpid()) + ".h5");
  save_native(sample::full_map(), path);
  const std::string whole = content(path);
  meshes::Random random(20240506);
  ReadLimits limits;
  limits.containment = Containment::kThisProgram;
  const auto program = [&] {
    try {
      read_native(path, limits);
    } catch (const InputError&) {
      std::_Exit(3);
    }
    std::_Exit(0);
  };
  for (int run = 0; run < runs() / 7; ++run) {
    std::ofstream(path, std::ios::binary) << damaged(whole, random);
    EXPECT_EXIT(
        program(), [](int status) { return WIFEXITED(status) && (WEXITSTATUS(status) == 3 || WEXITSTATUS(status) == 0); }, "")
        << run;
  }
  fs::remove(path);
}

}  // namespace
}  // namespace viamyo
