// libsodium, made ready before its first use, and its bytes as text.
#pragma once

#include <sodium.h>

#include <span>
#include <string>
#include <string_view>

namespace viamyo {

using ByteView = std::span<const unsigned char>;

//! Throws std::runtime_error when the system gives no random numbers.
void prepare_sodium();

std::string hex_of(ByteView bytes);

//! Fills `bytes` from exactly as many lower-case hexadecimal digits; false for anything else.
bool bytes_of_hex(std::string_view text, std::span<unsigned char> bytes);

//! A file that is signed as a whole: its last line is `signature = "..."`, over all that stands before.
std::string with_signature_line(std::string_view text, const std::string& signature);

struct SignedText {
  std::string_view text;
  std::string signature;
};

//! Empty signature when the last line is none.
SignedText split_signature_line(std::string_view file);

}  // namespace viamyo
