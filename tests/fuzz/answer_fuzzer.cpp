// libFuzzer's entry to the parent's side of the confined reader: whatever it answers, the parent ends with checked values or an exception.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <stdexcept>

#include "../../src/io/checked_map.h"
#include "../valid_answers.h"

// Valid answers to begin with, put into the first folder that is named, where libFuzzer keeps what it finds. They are made anew by every run, so that
// they are never those of an earlier layout.
extern "C" int LLVMFuzzerInitialize(int* count, char*** arguments) {  // NOLINT(readability-identifier-naming): libFuzzer's
  namespace fs = std::filesystem;
  for (const char* const argument : std::span(*arguments, static_cast<std::size_t>(*count)).subspan(1)) {
    if (!fs::is_directory(argument)) continue;
    for (const auto& [name, answer] : viamyo::valid_answers(VIAMYO_SOURCE_DIR "/tests/corpus/valid"))
      std::ofstream(fs::path(argument) / name, std::ios::binary)
          .write(reinterpret_cast<const char*>(answer.data()), static_cast<std::streamsize>(answer.size()));
    break;
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming): libFuzzer's
  const viamyo::Bytes bytes(std::as_bytes(std::span(data, size)), nullptr);
  try {
    static_cast<void>(viamyo::contents_from(bytes));
  } catch (const std::runtime_error&) {
  }
  try {
    viamyo::LoadedMap loaded;
    viamyo::decode_and_check(viamyo::answer_from(bytes).result, loaded);
  } catch (const std::runtime_error&) {
    return 0;
  }
  return 0;
}
