// Structs as a run of bytes and back, to pass from one process to another on the same machine.
//
// A struct is described once, by `template <class Stream, class T> void visit(Stream&, T&)` in front of its use here: both directions go through it,
// so that they cannot drift apart.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace viamyo {

class Packer {
 public:
  explicit Packer(std::size_t expected_bytes = 0) { bytes_.reserve(expected_bytes); }

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

  //! A byte that is neither may not even be looked at as a bool.
  void operator()(bool& truth) {
    const auto byte = std::to_integer<int>(next(1).front());
    if (byte > 1) throw std::runtime_error("a truth value is neither true nor false");
    truth = byte == 1;
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

}  // namespace viamyo
