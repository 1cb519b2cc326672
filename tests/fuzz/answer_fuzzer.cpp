// libFuzzer's entry to the parent's side of the confined reader: whatever it answers, the parent ends with checked values or an exception.
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>

#include "../../src/io/checked_map.h"
#include "../../src/io/reader/reader_messages.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT(readability-identifier-naming): libFuzzer's
  const viamyo::Bytes bytes(std::as_bytes(std::span(data, size)), nullptr);
  try {
    static_cast<void>(viamyo::maps_from(bytes));
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
