// Whatever bytes are damaged, reading ends with a map that passes every check or with one sentence; the process that asked lives on.
//
// 2000 damaged files are tried, 20,000 with VIAMYO_LONG, a tenth of that under the address sanitizer; VIAMYO_FUZZ_RUNS says another number.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

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

}  // namespace
}  // namespace viamyo
