#include "sodium.h"

#include <fmt/format.h>

#include <stdexcept>

namespace viamyo {
namespace {

constexpr std::string_view kBefore = "signature = \"";
constexpr std::string_view kAfter = "\"\n";

}  // namespace

void prepare_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be used: the system gives no random numbers");
}

std::string hex_of(ByteView bytes) {
  std::string text(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

bool bytes_of_hex(std::string_view text, std::span<unsigned char> bytes) {
  if (text.size() != 2 * bytes.size() || text.find_first_not_of("0123456789abcdef") != std::string_view::npos) return false;
  std::size_t written = 0;
  return sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &written, nullptr) == 0 && written == bytes.size();
}

std::string with_signature_line(std::string_view text, const std::string& signature) {
  return fmt::format("{}{}{}{}", text, kBefore, signature, kAfter);
}

SignedText split_signature_line(std::string_view file) {
  if (!file.ends_with(kAfter)) return {file, {}};
  const std::string_view lines = file.substr(0, file.size() - 1);
  const std::size_t end = lines.rfind('\n');
  const std::size_t begin = end == std::string_view::npos ? 0 : end + 1;
  std::string_view last = file.substr(begin);
  if (!last.starts_with(kBefore) || last.size() < kBefore.size() + kAfter.size()) return {file, {}};
  last.remove_prefix(kBefore.size());
  last.remove_suffix(kAfter.size());
  return {file.substr(0, begin), std::string(last)};
}

}  // namespace viamyo
