// An immutable buffer of bytes: copies and slices share its storage.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace viamyo {

class Bytes {
 public:
  Bytes() = default;

  //! Takes the vector over; nothing is copied.
  Bytes(std::vector<std::byte> bytes);  // NOLINT(google-explicit-constructor): the same bytes, only no longer to be changed

  //! Bytes that lie in something larger, which `keeper` keeps for as long as they are needed.
  Bytes(std::span<const std::byte> bytes, std::shared_ptr<const void> keeper);

  [[nodiscard]] const std::byte* data() const { return bytes_.data(); }
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  [[nodiscard]] bool empty() const { return bytes_.empty(); }
  [[nodiscard]] const std::byte* begin() const { return bytes_.data(); }
  [[nodiscard]] const std::byte* end() const { return bytes_.data() + bytes_.size(); }

  //! `size` of them from `at` on. Throws std::out_of_range when there are fewer.
  [[nodiscard]] Bytes part(std::size_t at, std::size_t size) const;

 private:
  std::span<const std::byte> bytes_;
  std::shared_ptr<const void> keeper_;
};

//! The same content.
bool operator==(const Bytes& a, const Bytes& b);

}  // namespace viamyo
