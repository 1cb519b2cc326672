// Asks `viamyo-reader`, which is started when it is first needed and kept.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "reader_messages.h"
#include "reader_socket.h"
#include "viamyo/task.h"

namespace viamyo {

//! The reader ended without an answer; `what()` says how: "segmentation fault", "it did not come to an end".
class ReaderStopped : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;

  //! What to tell of the file.
  [[nodiscard]] virtual std::string sentence() const {
    return std::string("damaged or hostile file: the reader was stopped (") + what() + ")";
  }
};

//! It ran into a limit that somebody set around this program: no word against the file. `what()` is the sentence.
class ReaderLimited : public ReaderStopped {
 public:
  using ReaderStopped::ReaderStopped;
  [[nodiscard]] std::string sentence() const override { return what(); }
};

//! Which reader takes the request: formats of VTK have one of their own.
inline constexpr std::string_view kReader = "viamyo-reader";
inline constexpr std::string_view kVtkReader = "viamyo-reader-vtk";

//! A kResult with what was read, or a kHdf5Error, kInputError or kUsageError with a sentence.
struct Answer {
  MessageKind kind = MessageKind::kInputError;
  Bytes bytes;

  [[nodiscard]] std::string text() const { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
};

//! Sends the request, hands over `descriptor_of(index)` for each of its files that the reader asks for (-1: it cannot be opened; the descriptor
//! stays the caller's until `handed(index)`), tells `task` how far it is, and gives the answer. Throws ReaderStopped, InputError when there is no reader
//! to start, and Stopped once the task is asked to stop, which ends the reader wherever it is. May be called from several threads at once.
Answer ask_reader(std::string_view program, const Request& request, const std::function<int(std::size_t)>& descriptor_of,
                  const std::function<void(std::size_t)>& handed, const Task& task = {});

}  // namespace viamyo
