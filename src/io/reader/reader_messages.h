// What passes between the program and `viamyo-reader`, over one stream socket.
//
// To the reader: a Request, as a message, and the descriptor of the room for its answer (answer_room.h). From it: any number of kOpen, each answered
// by one byte with the file's descriptor beside it (or without: the file cannot be opened), and of kProgress with two numbers; then kResult with the number of bytes in the room (where
// there is none, the bytes themselves), or kInputError or kUsageError with a sentence; and last, from the process that watches over the reading one, kEnded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "../document_stream.h"
#include "../import/source_files.h"
#include "viamyo/import.h"

namespace viamyo {

enum class Operation : std::uint8_t { kNative, kImport, kList };
enum class MessageKind : std::uint8_t { kRequest, kOpen, kProgress, kResult, kHdf5Error, kInputError, kUsageError, kEnded };

//! What kProgress tells: bytes that were read, of those that the source holds.
struct Progress {
  std::uint64_t done = 0;
  std::uint64_t of = 0;
};

struct Request {
  Operation operation = Operation::kNative;
  std::vector<SourceFile> files;
  ImportOptions options;
  ReadLimits limits;
};

//! The answer to kImport: the map as records, as a native file would hold them.
struct ImportAnswer {
  ReadResult result;
  ImportReport report;
};

void pack(Serializer& packer, const Request& request);
void pack(Serializer& packer, const ImportAnswer& answer);
void pack(Serializer& packer, const SourceContents& contents);

//! Each throws std::runtime_error when the bytes are not what pack made.
Request request_from(const Bytes& bytes);
ImportAnswer answer_from(const Bytes& bytes);
SourceContents contents_from(const Bytes& bytes);

}  // namespace viamyo
