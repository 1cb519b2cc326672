#include "document_stream.h"

#include <cstring>
#include <stdexcept>
#include <type_traits>

namespace viamyo {

namespace {

constexpr std::size_t kRoomForTexts = 16'384;  // beside the numbers; most maps need less

// Both directions go through one description of every struct (`visit` below), so that they cannot drift apart.
class Packer {
 public:
  explicit Packer(std::size_t expected_bytes) { bytes_.reserve(expected_bytes); }

  template <class Number>
    requires std::is_arithmetic_v<Number> || std::is_enum_v<Number>
  void operator()(const Number& number) {
    append(&number, sizeof(number));
  }

  void operator()(const std::string& text) { block(text.data(), text.size()); }
  void operator()(const std::vector<std::byte>& bytes) { block(bytes.data(), bytes.size()); }

  template <class Item>
  void operator()(const std::vector<Item>& items) {
    (*this)(static_cast<std::uint64_t>(items.size()));
    for (const Item& item : items) {
      if constexpr (std::is_class_v<Item> && !std::is_same_v<Item, std::string>) {
        visit(*this, item);
      } else {
        (*this)(item);
      }
    }
  }

  std::vector<std::byte> take() { return std::move(bytes_); }

 private:
  void append(const void* data, std::size_t size) {
    const auto* const first = static_cast<const std::byte*>(data);
    bytes_.insert(bytes_.end(), first, first + size);
  }

  void block(const void* data, std::size_t size) {
    (*this)(static_cast<std::uint64_t>(size));
    append(data, size);
  }

  std::vector<std::byte> bytes_;
};

class Unpacker {
 public:
  explicit Unpacker(std::span<const std::byte> bytes) : rest_(bytes) {}

  template <class Number>
    requires std::is_arithmetic_v<Number> || std::is_enum_v<Number>
  void operator()(Number& number) {
    std::memcpy(&number, next(sizeof(number)).data(), sizeof(number));
  }

  void operator()(std::string& text) {
    const auto bytes = next(length());
    text.assign(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  }

  void operator()(std::vector<std::byte>& bytes) {
    const auto read = next(length());
    bytes.assign(read.begin(), read.end());
  }

  template <class Item>
  void operator()(std::vector<Item>& items) {
    const std::uint64_t count = length();  // at most one per byte that is left, so memory stays bounded by what arrived
    for (std::uint64_t i = 0; i < count; ++i) {
      Item& item = items.emplace_back();
      if constexpr (std::is_class_v<Item> && !std::is_same_v<Item, std::string>) {
        visit(*this, item);
      } else {
        (*this)(item);
      }
    }
  }

  [[nodiscard]] bool is_done() const { return rest_.empty(); }

 private:
  std::uint64_t length() {
    std::uint64_t size = 0;
    (*this)(size);
    if (size > rest_.size()) throw std::runtime_error("a length goes beyond the data");
    return size;
  }

  std::span<const std::byte> next(std::uint64_t size) {
    if (size > rest_.size()) throw std::runtime_error("the data end early");
    const auto taken = rest_.first(size);
    rest_ = rest_.subspan(size);
    return taken;
  }

  std::span<const std::byte> rest_;
};

template <class Stream, class T>
void visit(Stream& stream, T& item) {
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
  } else {
    static_assert(std::is_same_v<Plain, ReadResult>);
    stream(item.document.records);
    stream(item.defects);
    stream(item.foreign);
  }
}

// What a Value promises to everybody who uses it: a type that exists, and as many elements as its shape says.
void check(const Value& value) {
  if (value.type > ValueType::kString) throw std::runtime_error("an unknown type");
  std::uint64_t count = 1;
  for (const std::uint64_t extent : value.shape) count *= extent;
  const bool is_text = value.type == ValueType::kString;
  const std::uint64_t held = is_text ? value.strings.size() : value.bytes.size() / size_of(value.type);
  if (held != count) throw std::runtime_error("a value does not fill its shape");
}

}  // namespace

std::vector<std::byte> to_bytes(const ReadResult& result) {
  std::size_t numbers = 0;
  for (const Record& record : result.document.records) numbers += record.value.bytes.size();
  Packer packer(numbers + kRoomForTexts);
  visit(packer, result);
  return packer.take();
}

ReadResult from_bytes(std::span<const std::byte> bytes) {
  ReadResult result;
  Unpacker unpacker(bytes);
  visit(unpacker, result);
  if (!unpacker.is_done()) throw std::runtime_error("there is more than was promised");
  for (const Record& record : result.document.records) {
    if (!record.is_group) check(record.value);
    for (const Attribute& attribute : record.attributes) check(attribute.value);
  }
  return result;
}

}  // namespace viamyo
