// SHA-256 against the examples of FIPS 180-4, and feeding in pieces.
#include "viamyo/digest.h"

#include <gtest/gtest.h>

namespace viamyo {
namespace {

TEST(Sha256, ExamplesOfTheStandard) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, PiecesGiveTheDigestOfTheWhole) {
  const std::string text(300, 'x');
  for (const std::size_t cut : {0U, 1U, 63U, 64U, 65U, 299U, 300U}) {
    Sha256 hash;
    hash.update(std::string_view(text).substr(0, cut));
    hash.update(std::string_view(text).substr(cut));
    EXPECT_EQ(hash.hex(), sha256_hex(text)) << cut;
  }
}

TEST(Sha256, FeedingGoesOnAfterADigestWasTaken) {
  Sha256 hash;
  hash.update("a");
  EXPECT_EQ(hash.hex(), sha256_hex("a"));
  EXPECT_EQ(hash.hex(), sha256_hex("a"));
  hash.update("bc");
  EXPECT_EQ(hash.hex(), sha256_hex("abc"));
}

TEST(Sha256, CopiesGoTheirOwnWays) {
  Sha256 one;
  one.update("ab");
  Sha256 other(one);
  other.update("c");
  EXPECT_EQ(other.hex(), sha256_hex("abc"));
  EXPECT_EQ(one.hex(), sha256_hex("ab"));
  one = other;
  one.update("d");
  EXPECT_EQ(one.hex(), sha256_hex("abcd"));
  EXPECT_EQ(other.hex(), sha256_hex("abc"));
}

TEST(Sha256, BytesAndTextAgree) {
  const std::string text("a\0b", 3);
  EXPECT_EQ(sha256_hex(std::as_bytes(std::span(text.data(), text.size()))), sha256_hex(text));
  EXPECT_NE(sha256_hex(text), sha256_hex("a"));
}

}  // namespace
}  // namespace viamyo
