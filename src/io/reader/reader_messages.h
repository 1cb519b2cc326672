// What passes between the program and `viamyo-reader`, over one stream socket.
//
// To the reader: a Request, as a message. From it: any number of kOpen, each answered by one byte with the file's descriptor beside it (or without:
// the file cannot be opened); then kResult, kInputError or kUsageError; and last, from the process that watches over the reading one, kEnded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "../document_stream.h"
#include "../import/source_files.h"
#include "viamyo/import.h"

namespace viamyo {

enum class Operation : std::uint8_t { kNative, kImport, kList };
enum class MessageKind : std::uint8_t { kRequest, kOpen, kResult, kHdf5Error, kInputError, kUsageError, kEnded };

struct MessageHead {
  MessageKind kind = MessageKind::kRequest;
  std::uint64_t bytes = 0;  //!< that follow
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

std::vector<std::byte> to_bytes(const Request& request);
std::vector<std::byte> to_bytes(const ImportAnswer& answer);
std::vector<std::byte> to_bytes(const std::vector<ListedMap>& maps);

//! Each throws std::runtime_error when the bytes are not what to_bytes made.
Request request_from(std::span<const std::byte> bytes);
ImportAnswer answer_from(std::span<const std::byte> bytes);
std::vector<ListedMap> maps_from(std::span<const std::byte> bytes);

}  // namespace viamyo
