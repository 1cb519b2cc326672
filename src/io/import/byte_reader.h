// Numbers out of a run of bytes, in either order.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>
#include <optional>
#include <span>

namespace viamyo {

class ByteReader {
 public:
  ByteReader(std::span<const std::byte> bytes, bool is_big_endian)
      : rest_(bytes), swaps_(is_big_endian == (std::endian::native == std::endian::little)) {}

  template <class Number>
  std::optional<Number> next() {
    if (rest_.size() < sizeof(Number)) return std::nullopt;
    std::array<std::byte, sizeof(Number)> bytes{};
    std::copy_n(rest_.begin(), sizeof(Number), bytes.begin());
    if (swaps_) std::reverse(bytes.begin(), bytes.end());
    rest_ = rest_.subspan(sizeof(Number));
    return std::bit_cast<Number>(bytes);
  }

  [[nodiscard]] std::size_t left() const { return rest_.size(); }

 private:
  std::span<const std::byte> rest_;
  bool swaps_;
};

}  // namespace viamyo
