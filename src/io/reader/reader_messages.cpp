#include "reader_messages.h"

#include <cstring>
#include <stdexcept>

#include "../byte_stream.h"

namespace viamyo {

namespace {

// Limits are numbers in one struct, and both ends are of one build.
static_assert(std::is_trivially_copyable_v<ReadLimits>);

}  // namespace

// Not in the unnamed namespace, where byte_stream.h would not find it.
template <class Stream, class T>
static void visit(Stream& stream, T& item) {
  using Plain = std::remove_const_t<T>;
  if constexpr (std::is_same_v<Plain, SourceFile>) {
    stream(item.name);
    stream(item.bytes);
    stream(item.role);
  } else if constexpr (std::is_same_v<Plain, ArrayChoice>) {
    stream(item.field);
    stream(item.array);
    stream(item.unit);
  } else if constexpr (std::is_same_v<Plain, ImportOptions>) {
    stream(item.map);
    stream(item.arrays);
    stream(item.length_unit);
    stream(item.voltage_unit);
    stream(item.frame);
    stream(item.subject_id);
    stream(item.strict);
  } else if constexpr (std::is_same_v<Plain, ImportNote>) {
    stream(item.kind);
    stream(item.text);
    stream(item.loss);
  } else if constexpr (std::is_same_v<Plain, QuantityCount>) {
    stream(item.name);
    stream(item.unit);
    stream(item.on_points);
    stream(item.values);
    stream(item.of);
  } else if constexpr (std::is_same_v<Plain, ImportReport>) {
    stream(item.format);
    stream(item.map_name);
    stream(item.notes);
    stream(item.quantities);
  } else {
    static_assert(std::is_same_v<Plain, ListedMap>);
    stream(item.name);
    stream(item.points);
    stream(item.has_surface);
    stream(item.note);
  }
}

namespace {

template <class Read>
void unpack_all(std::span<const std::byte> bytes, Read read) {
  Unpacker unpacker(bytes);
  read(unpacker);
  if (!unpacker.is_done()) throw std::runtime_error("there is more than was promised");
}

}  // namespace

std::vector<std::byte> to_bytes(const Request& request) {
  Packer packer;
  packer(request.operation);
  packer(request.files);
  visit(packer, request.options);
  std::vector<std::byte> limits(sizeof(ReadLimits));
  std::memcpy(limits.data(), &request.limits, sizeof(ReadLimits));
  packer(limits);
  return packer.take();
}

Request request_from(std::span<const std::byte> bytes) {
  Request request;
  unpack_all(bytes, [&](Unpacker& unpacker) {
    unpacker(request.operation);
    unpacker(request.files);
    visit(unpacker, request.options);
    std::vector<std::byte> limits;
    unpacker(limits);
    if (limits.size() != sizeof(ReadLimits)) throw std::runtime_error("the limits are of another version");
    std::memcpy(&request.limits, limits.data(), sizeof(ReadLimits));
  });
  return request;
}

std::vector<std::byte> to_bytes(const ImportAnswer& answer) {
  Packer packer;
  visit(packer, answer.report);
  packer(to_bytes(answer.result));
  return packer.take();
}

ImportAnswer answer_from(std::span<const std::byte> bytes) {
  ImportAnswer answer;
  unpack_all(bytes, [&](Unpacker& unpacker) {
    visit(unpacker, answer.report);
    std::vector<std::byte> result;
    unpacker(result);
    answer.result = from_bytes(result);
  });
  for (const ImportNote& note : answer.report.notes) {
    if (note.kind > NoteKind::kLeftOut) throw std::runtime_error("an unknown kind of note");
  }
  return answer;
}

std::vector<std::byte> to_bytes(const std::vector<ListedMap>& maps) {
  Packer packer;
  packer(maps);
  return packer.take();
}

std::vector<ListedMap> maps_from(std::span<const std::byte> bytes) {
  std::vector<ListedMap> maps;
  unpack_all(bytes, [&](Unpacker& unpacker) { unpacker(maps); });
  return maps;
}

}  // namespace viamyo
