#include "isolated_read.h"

#include <stdexcept>

#include <fmt/format.h>

#include "document_stream.h"
#include "reader/reader_client.h"
#include "viamyo/errors.h"

namespace viamyo {

ReadResult read_isolated(const std::string& file, int descriptor, std::size_t file_bytes, const ReadLimits& limits,
                         const std::function<void()>& meanwhile, const std::stop_token& stop) {
  const Request request{Operation::kNative, {{"map", file_bytes, FileRole::kSource}}, {}, limits};
  const Answer answer = ask_reader(
      kReader, request, [&](std::size_t) { return descriptor; }, [&](std::size_t) { meanwhile(); }, {.stop = stop});
  if (answer.kind == MessageKind::kHdf5Error) throw Hdf5Error(answer.text());
  if (answer.kind != MessageKind::kResult) throw InputError(fmt::format("{}: {}", file, answer.text()));
  try {
    return result_from(answer.bytes);
  } catch (const std::runtime_error& error) {
    throw ReaderStopped(fmt::format("it answered nonsense: {}", error.what()));
  }
}

}  // namespace viamyo
