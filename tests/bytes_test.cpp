#include "viamyo/bytes.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <vector>

namespace viamyo {
namespace {

std::vector<std::byte> counting(std::size_t size) {
  std::vector<std::byte> bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::byte>(i);
  return bytes;
}

TEST(Bytes, TakeAVectorOverWithoutACopy) {
  std::vector<std::byte> vector = counting(5);
  const std::byte* const where = vector.data();
  const Bytes bytes = std::move(vector);
  EXPECT_EQ(bytes.data(), where);
  EXPECT_EQ(bytes, Bytes(counting(5)));
  EXPECT_FALSE(bytes == Bytes(counting(6)));
}

TEST(Bytes, APartOutlivesTheWhole) {
  Bytes part;
  {
    const Bytes whole = counting(10);
    part = whole.part(3, 2);
  }
  EXPECT_EQ(part.size(), 2);
  EXPECT_EQ(part.data()[0], std::byte{3});
  EXPECT_EQ(part.data()[1], std::byte{4});
}

TEST(Bytes, KeepWhatTheyLieInForAsLongAsTheyAreNeeded) {
  const auto keeper = std::make_shared<std::vector<std::byte>>(counting(10));
  Bytes bytes(*keeper, keeper);
  Bytes copy = bytes;
  EXPECT_EQ(keeper.use_count(), 3);
  bytes = {};
  copy = copy.part(9, 1);
  EXPECT_EQ(keeper.use_count(), 2);
}

TEST(Bytes, APartBeyondTheEndIsRefused) {
  const Bytes whole = counting(10);
  EXPECT_EQ(whole.part(10, 0).size(), 0);
  EXPECT_THROW(static_cast<void>(whole.part(11, 0)), std::out_of_range);
  EXPECT_THROW(static_cast<void>(whole.part(9, 2)), std::out_of_range);
  EXPECT_THROW(static_cast<void>(whole.part(1, static_cast<std::size_t>(-1))), std::out_of_range);
}

TEST(Bytes, NothingHasNoBytes) {
  EXPECT_TRUE(Bytes().empty());
  EXPECT_EQ(Bytes(), Bytes(std::vector<std::byte>()));
}

}  // namespace
}  // namespace viamyo
