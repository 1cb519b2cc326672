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

#include "viamyo/bytes.h"

namespace viamyo {

class Serializer {
 public:
  Serializer() = default;
  Serializer(const Serializer&) = delete;
  Serializer& operator=(const Serializer&) = delete;
  virtual ~Serializer() = default;

  template <class Number>
    requires std::is_arithmetic_v<Number> || std::is_enum_v<Number>
  void operator()(const Number& number) {
    append(std::as_bytes(std::span(&number, 1)));
  }

  void operator()(const std::string& text) { block(std::as_bytes(std::span(text))); }
  void operator()(const Bytes& bytes) { block(bytes); }

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

 private:
  virtual void append(std::span<const std::byte> bytes) = 0;

  void block(std::span<const std::byte> bytes) {
    (*this)(static_cast<std::uint64_t>(bytes.size()));
    append(bytes);
  }
};

//! Only counts.
class SizePacker : public Serializer {
 public:
  [[nodiscard]] std::uint64_t size() const { return size_; }

 private:
  void append(std::span<const std::byte> bytes) override { size_ += bytes.size(); }
  std::uint64_t size_ = 0;
};

//! Into memory that is there already. Throws std::length_error where it is too small.
class SpanPacker : public Serializer {
 public:
  explicit SpanPacker(std::span<std::byte> room) : room_(room) {}

 private:
  void append(std::span<const std::byte> bytes) override {
    if (bytes.size() > room_.size()) throw std::length_error("there is no room left");
    if (!bytes.empty()) std::memcpy(room_.data(), bytes.data(), bytes.size());
    room_ = room_.subspan(bytes.size());
  }
  std::span<std::byte> room_;
};

//! What `pack(Serializer&, const T&)` makes of it.
template <class T>
std::vector<std::byte> to_bytes(const T& item) {
  SizePacker size;
  pack(size, item);
  std::vector<std::byte> bytes(size.size());
  SpanPacker packer(bytes);
  pack(packer, item);
  return bytes;
}

//! Throws std::runtime_error for what no Serializer made.
class Deserializer {
 public:
  explicit Deserializer(Bytes bytes) : bytes_(std::move(bytes)) {}

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

  //! Not copied: a part of what is unpacked.
  void operator()(Bytes& bytes) {
    const std::uint64_t size = length();
    bytes = bytes_.part(done_, size);
    done_ += size;
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

  [[nodiscard]] bool is_done() const { return done_ == bytes_.size(); }

 private:
  std::uint64_t length() {
    std::uint64_t size = 0;
    (*this)(size);
    if (size > bytes_.size() - done_) throw std::runtime_error("a length goes beyond the data");
    return size;
  }

  std::span<const std::byte> next(std::uint64_t size) {
    if (size > bytes_.size() - done_) throw std::runtime_error("the data end early");
    const auto taken = std::span(bytes_).subspan(done_, size);
    done_ += size;
    return taken;
  }

  Bytes bytes_;
  std::size_t done_ = 0;
};

}  // namespace viamyo
