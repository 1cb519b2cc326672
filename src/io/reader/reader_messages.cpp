#include "reader_messages.h"

#include <cstring>
#include <stdexcept>

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
  } else if constexpr (std::is_same_v<Plain, NoValue>) {
    stream(item.field);
    stream(item.number);
  } else if constexpr (std::is_same_v<Plain, ImportOptions>) {
    stream(item.map);
    stream(item.arrays);
    stream(item.length_unit);
    stream(item.voltage_unit);
    stream(item.frame);
    stream(item.subject_id);
    stream(item.keep_columns);
    stream(item.no_values);
    stream(item.empty_mark);
    stream(item.keep_impossible);
    stream(item.cell_to_point);
    stream(item.without_electrograms);
    stream(item.chamber);
    stream(item.keep_mesh);
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
    stream(item.place);
  }
}

namespace {

template <class Read>
void unpack_all(const Bytes& bytes, Read read) {
  Deserializer unpacker(bytes);
  read(unpacker);
  if (!unpacker.is_done()) throw std::runtime_error("there is more than was promised");
}

}  // namespace

void pack(Serializer& packer, const Request& request) {
  packer(request.operation);
  packer(request.files);
  visit(packer, request.options);
  const auto limits = std::as_bytes(std::span(&request.limits, 1));
  packer(Bytes(limits, nullptr));
}

Request request_from(const Bytes& bytes) {
  Request request;
  unpack_all(bytes, [&](Deserializer& unpacker) {
    unpacker(request.operation);
    unpacker(request.files);
    visit(unpacker, request.options);
    Bytes limits;
    unpacker(limits);
    if (limits.size() != sizeof(ReadLimits)) throw std::runtime_error("the limits are of another version");
    std::memcpy(&request.limits, limits.data(), sizeof(ReadLimits));
  });
  return request;
}

void pack(Serializer& packer, const ImportAnswer& answer) {
  visit(packer, answer.report);
  pack(packer, answer.result);
}

ImportAnswer answer_from(const Bytes& bytes) {
  ImportAnswer answer;
  unpack_all(bytes, [&](Deserializer& unpacker) {
    visit(unpacker, answer.report);
    unpack(unpacker, answer.result);
  });
  for (const ImportNote& note : answer.report.notes) {
    if (note.kind > NoteKind::kLeftOut) throw std::runtime_error("an unknown kind of note");
  }
  return answer;
}

void pack(Serializer& packer, const SourceContents& contents) {
  packer(contents.maps);
  packer(contents.others);
}

SourceContents contents_from(const Bytes& bytes) {
  SourceContents contents;
  unpack_all(bytes, [&](Deserializer& unpacker) {
    unpacker(contents.maps);
    unpacker(contents.others);
  });
  return contents;
}

}  // namespace viamyo
