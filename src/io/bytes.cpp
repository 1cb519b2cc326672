#include "viamyo/bytes.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace viamyo {

Bytes::Bytes(std::vector<std::byte> bytes) {
  const auto held = std::make_shared<const std::vector<std::byte>>(std::move(bytes));
  bytes_ = *held;
  keeper_ = held;
}

Bytes::Bytes(std::span<const std::byte> bytes, std::shared_ptr<const void> keeper) : bytes_(bytes), keeper_(std::move(keeper)) {}

Bytes Bytes::part(std::size_t at, std::size_t size) const {
  if (at > bytes_.size() || size > bytes_.size() - at) throw std::out_of_range("beyond the bytes that there are");
  return {bytes_.subspan(at, size), keeper_};
}

bool operator==(const Bytes& a, const Bytes& b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

}  // namespace viamyo
