#include "document_stream.h"

#include <stdexcept>
#include <type_traits>

#include "byte_stream.h"
#include "value.h"

namespace viamyo {

// Not in the unnamed namespace, where byte_stream.h would not find it.
template <class Stream, class T>
static void visit(Stream& stream, T& item) {
  using Plain = std::remove_const_t<T>;
  if constexpr (std::is_same_v<Plain, Attribute>) {
    stream(item.name);
    visit(stream, item.value);
  } else if constexpr (std::is_same_v<Plain, Value>) {
    stream(item.type);
    stream(item.shape);
    stream(item.bytes);
    stream(item.strings);
  } else if constexpr (std::is_same_v<Plain, Record>) {
    stream(item.path);
    stream(item.is_group);
    visit(stream, item.value);
    stream(item.attributes);
  } else if constexpr (std::is_same_v<Plain, Defect>) {
    stream(item.severity);
    stream(item.code);
    stream(item.object);
    stream(item.text);
  } else if constexpr (std::is_same_v<Plain, FieldText>) {
    stream(item.name);
    stream(item.text);
  } else {
    static_assert(std::is_same_v<Plain, ReadResult>);
    stream(item.document.records);
    stream(item.defects);
    stream(item.foreign);
    stream(item.field_texts);
  }
}

namespace {

// What a Value promises to everybody who uses it: a type that exists, and as many elements as its shape says.
void check(const Value& value) {
  if (value.type > ValueType::kString) throw std::runtime_error("an unknown type");
  const bool is_text = value.type == ValueType::kString;
  const std::uint64_t held = is_text ? value.strings.size() : value.bytes.size() / size_of(value.type);
  if (held != element_count(value.shape)) throw std::runtime_error("a value does not fill its shape");
}

}  // namespace

void pack(Serializer& packer, const ReadResult& result) { visit(packer, result); }

void unpack(Deserializer& unpacker, ReadResult& result) {
  visit(unpacker, result);
  for (const Record& record : result.document.records) {
    if (!record.is_group) check(record.value);
    for (const Attribute& attribute : record.attributes) check(attribute.value);
  }
}

ReadResult result_from(const Bytes& bytes) {
  ReadResult result;
  Deserializer unpacker(bytes);
  unpack(unpacker, result);
  if (!unpacker.is_done()) throw std::runtime_error("there is more than was promised");
  return result;
}

}  // namespace viamyo
