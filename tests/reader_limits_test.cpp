// What a file may cost: files that send the HDF5 library round in circles end in a sentence that names the limit, soon and with little memory.
#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "../src/io/allowance.h"
#include "../src/io/reader/confine.h"
#include "native_sample.h"
#include "viamyo/errors.h"
#include "viamyo/import.h"
#include "viamyo/load_map.h"
#include "viamyo/native_file.h"

namespace viamyo {
namespace {

namespace fs = std::filesystem;

#if defined(VIAMYO_SANITIZED)
#define SKIP_UNDER_SANITIZER() GTEST_SKIP() << "the address sanitizer needs memory of its own"
#else
#define SKIP_UNDER_SANITIZER() static_assert(true)
#endif

constexpr std::uint64_t kMega = std::uint64_t{1} << 20U;

std::uint64_t number_at(const std::string& bytes, std::size_t at) {
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data() + at, sizeof(number));
  return number;
}

void put(std::string& bytes, std::size_t at, std::uint64_t number) { std::memcpy(bytes.data() + at, &number, sizeof(number)); }

// Local heaps, in which old-style groups keep the names of their links: "HEAP", version, three bytes, the size of the data, the first free block, the
// data's place. A free block begins with the place of the next.
std::vector<std::size_t> heaps_of(const std::string& bytes) {
  std::vector<std::size_t> heaps;
  for (std::size_t at = bytes.find("HEAP"); at != std::string::npos; at = bytes.find("HEAP", at + 1)) {
    const bool is_heap = at + 32 <= bytes.size() && bytes[at + 4] == 0 && number_at(bytes, at + 24) + 16 <= bytes.size();
    if (is_heap) heaps.push_back(at);
  }
  return heaps;
}

// The file with the free list of one heap running in a circle of one block or of two.
std::string circled(std::string bytes, std::size_t heap, bool of_two) {
  const std::uint64_t data = number_at(bytes, heap + 24);
  const std::uint64_t size = number_at(bytes, heap + 8);
  const std::uint64_t first = size >= 64 ? size - 48 : 0;
  const std::uint64_t second = of_two ? first + 16 : first;
  put(bytes, heap + 16, first);
  put(bytes, data + first, second);
  put(bytes, data + first + 8, 16);
  put(bytes, data + second, first);
  put(bytes, data + second + 8, 16);
  return bytes;
}

class ReaderLimits : public testing::Test {
 protected:
  void SetUp() override {
    path = fs::temp_directory_path() / ("viamyo_limits_" + std::to_string(::getpid()) + ".h5");
    save_native(sample::full_map(), path);
    std::ifstream stream(path, std::ios::binary);
    whole.assign(std::istreambuf_iterator<char>(stream), {});
  }
  void TearDown() override { fs::remove(path); }

  std::string refusal(const std::string& bytes) const {
    std::ofstream(path, std::ios::binary) << bytes;
    try {
      load_map(path);
    } catch (const InputError& error) {
      return error.what();
    }
    return {};
  }

  fs::path path;
  std::string whole;
};

TEST_F(ReaderLimits, AFreeListThatRunsInACircleEndsAtTheLimitOfMemory) {
  SKIP_UNDER_SANITIZER();
  const std::vector<std::size_t> heaps = heaps_of(whole);
  ASSERT_FALSE(heaps.empty());
  std::size_t limited = 0;
  for (std::size_t h = 0; h < heaps.size() && limited < 2; ++h) {  // each costs the reader seconds of the processor
    const std::size_t heap = heaps[h];
    for (const bool of_two : {false, true}) {
      const auto start = std::chrono::steady_clock::now();
      const std::string sentence = refusal(circled(whole, heap, of_two));
      EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60)) << sentence;
      limited += sentence.find("reading it takes more than") != std::string::npos ? 1U : 0U;
    }
  }
  EXPECT_GT(limited, 0U) << "no file sent the library round in a circle";
  EXPECT_EQ(refusal(whole), "") << "the next file is read";
}

// A value of MATLAB that packs 300 MB of zeros into 300 kB: it is unpacked only where its head is sound and its name the one that is looked for.
TEST_F(ReaderLimits, APackedValueIsUnpackedByWhatItsHeadSays) {
  SKIP_UNDER_SANITIZER();
  const auto word = [](std::uint32_t number) { return std::string(reinterpret_cast<const char*>(&number), 4); };
  const std::uint32_t doubles = 40'000'000;
  const auto file = [&](const std::string& head) {
    const std::string value = head + std::string(std::size_t{8} * doubles, '\0');
    const std::string element = word(14) + word(static_cast<std::uint32_t>(value.size())) + value;
    std::string packed(element.size() / 100, '\0');
    uLongf size = packed.size();
    EXPECT_EQ(
        ::compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(element.data()), element.size(), 1),
        Z_OK);
    packed.resize(size);
    std::string text = "MATLAB 5.0 MAT-file";
    text.resize(124, ' ');
    return text + std::string("\x00\x01IM", 4) + word(15) + word(static_cast<std::uint32_t>(packed.size())) + packed;
  };
  const std::string other = word(6) + word(8) + word(6) + word(0) + word(5) + word(8) + word(doubles) + word(1) + word(1) + word(5) +
                            std::string("other\0\0\0", 8) + word(9) + word(8 * doubles);
  const fs::path source = fs::temp_directory_path() / ("viamyo_limits_" + std::to_string(::getpid()) + ".mat");
  ReadLimits limits;
  limits.reader_memory_bytes = 500 * kMega;
  for (const auto& [head, sentence] :
       {std::pair{std::string(), "a value has no flags"}, {other, "has no variable 'userdata'; it holds other"}}) {
    std::ofstream(source, std::ios::binary) << file(head);
    try {
      static_cast<void>(import_map(source, {}, limits));
      ADD_FAILURE();
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find(sentence), std::string::npos) << error.what();
    }
  }
  fs::remove(source);
}

// Whatever its size, a file begins with 256 MiB beyond what the reader holds, and nothing reaches half of what is free.
TEST_F(ReaderLimits, TheBeginningIsSmallAndTheEndIsHalfOfWhatIsFree) {
  const std::uint64_t most = std::uint64_t{1} << 44U;
  const Allowance small = Allowance::for_files(1, most);
  const Allowance large = Allowance::for_files(std::uint64_t{1} << 31U, most);
  EXPECT_LE(small.memory, small.most_memory);
  EXPECT_NEAR(static_cast<double>(large.memory), static_cast<double>(small.memory), 64.0 * kMega);
  std::ifstream facts("/proc/meminfo");
  std::uint64_t total = 0;
  for (std::string line; std::getline(facts, line);) {
    if (line.starts_with("MemTotal:")) total = std::stoull(line.substr(9)) * 1024;
  }
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  EXPECT_LE(small.most_memory, total / 2 + pages * 4096 + 64 * kMega);
  EXPECT_EQ(Allowance::for_files(1, 1).memory, 1);
  EXPECT_LT(small.time, std::chrono::seconds(30));
  EXPECT_GT(large.time, small.time);
}

int status_of(const std::function<void()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    work();
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

bool gets(std::uint64_t bytes) {
  void* const memory = std::malloc(bytes);
  const bool got = memory != nullptr;
  std::free(memory);
  return got;
}

TEST(Allowance, GrowsWithCheckedSizesAndNeverBeyondTheMost) {
  SKIP_UNDER_SANITIZER();
  const int status = status_of([] {
    Allowance allowance = Allowance::for_files(1, std::uint64_t{1} << 44U);
    allowance.most_memory = allowance.memory + 1024 * kMega;
    confine(allowance);
    if (gets(400 * kMega)) ::_exit(1);
    allow(40 * kMega);
    if (!gets(400 * kMega)) ::_exit(2);
    allow(std::uint64_t{1} << 60U);
    if (!gets(1000 * kMega)) ::_exit(3);
    if (gets(3000 * kMega)) ::_exit(4);
    ::_exit(0);
  });
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(Allowance, OtherLimitsStayOutOfReach) {
  SKIP_UNDER_SANITIZER();
  const int status = status_of([] {
    confine(Allowance::for_files(1, std::uint64_t{1} << 44U));
    const rlimit both{1000, 1000};
    ::setrlimit(RLIMIT_FSIZE, &both);
  });
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS);
}

}  // namespace
}  // namespace viamyo
