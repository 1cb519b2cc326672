#include "png_chunks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "io/value.h"

namespace viamyo::cli {
namespace {

constexpr std::size_t kFrame = 12;  // length, type, checksum
constexpr std::size_t kShownLetters = 60;

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t number = 0;
  for (const char byte : bytes.substr(0, 4)) number = number << 8U | static_cast<unsigned char>(byte);
  return number;
}

constexpr std::array<std::uint32_t, 256> kCrcTable = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t n = 0; n < 256; ++n) {
    std::uint32_t c = n;
    for (int bit = 0; bit < 8; ++bit) c = (c & 1U) != 0 ? 0xEDB88320U ^ (c >> 1U) : c >> 1U;
    table.at(n) = c;
  }
  return table;
}();

//! Of type and data (PNG specification, annex D).
std::uint32_t crc_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char byte : bytes) crc = kCrcTable.at((crc ^ static_cast<unsigned char>(byte)) & 0xFFU) ^ (crc >> 8U);
  return ~crc;
}

std::string shown(std::string_view text) { return printable(text.substr(0, kShownLetters)) + (text.size() > kShownLetters ? "..." : ""); }

//! keyword, NUL, whether it is compressed and how, language, NUL, keyword in that language, NUL, text; nothing for any other form than ours.
std::optional<std::pair<std::string, std::string>> text_of(std::string_view data) {
  const std::size_t end = data.find('\0');
  constexpr std::string_view kPlain("\0\0\0\0\0", 5);
  if (end == std::string_view::npos || data.substr(end, kPlain.size()) != kPlain) return std::nullopt;
  return std::pair{std::string(data.substr(0, end)), std::string(data.substr(end + kPlain.size()))};
}

//! What holds texts is named with its keyword: it is what other programs show.
std::string strange_chunk(std::string_view type, std::string_view data) {
  if (type == "tEXt" || type == "zTXt" || type == "iTXt")
    return fmt::format("no picture has the text \"{}\" in a chunk {} of that form", shown(data.substr(0, data.find('\0'))), type);
  return fmt::format("no picture has a chunk {}", shown(type));
}

//! The order in which to_png writes them: head, colours, texts, pixels, end.
int place_of(std::string_view type) {
  constexpr std::array<std::string_view, 7> kOrder{"IHDR", "sRGB", "gAMA", "cHRM", "iTXt", "IDAT", "IEND"};
  const auto* const found = std::find(kOrder.begin(), kOrder.end(), type);
  if (found == kOrder.end()) return -1;
  const auto place = static_cast<int>(found - kOrder.begin());
  return place >= 1 && place <= 3 ? 1 : place;  // libpng orders its colours
}

//! sRGB and what it is for programs that do not know the name (PNG specification, 11.3.3): other values would show other colours.
bool is_of_srgb(std::string_view type, std::string_view data) {
  constexpr std::array<std::uint32_t, 8> kCorners{31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000};
  if (type == "sRGB") return data == std::string_view("\0", 1);
  if (type == "gAMA") return data.size() == 4 && big_endian(data) == 45455;
  if (data.size() != sizeof kCorners) return false;
  for (std::size_t i = 0; i < kCorners.size(); ++i) {
    if (big_endian(data.substr(4 * i)) != kCorners.at(i)) return false;
  }
  return true;
}

class Chunks {
 public:
  PngChunks read(std::string_view bytes) {
    bytes.remove_prefix(kPngSignature.size());
    while (!ended_ && bytes.size() >= kFrame) {
      const std::uint64_t length = big_endian(bytes);
      if (length + kFrame > bytes.size()) break;
      const std::string_view with_type = bytes.substr(4, 4 + length);
      take(with_type.substr(0, 4), with_type.substr(4));
      if (crc_of(with_type) != big_endian(bytes.substr(8 + length)))
        say(fmt::format("the checksum of its chunk {} is wrong", shown(with_type.substr(0, 4))));
      bytes.remove_prefix(length + kFrame);
    }
    if (!ended_)
      say("it ends in the middle");
    else if (!bytes.empty())
      say(fmt::format("{} bytes stand behind its end", bytes.size()));
    return std::move(result_);
  }

 private:
  void say(std::string sentence) {
    if (result_.surplus.empty()) result_.surplus = std::move(sentence);
  }

  void take(std::string_view type, std::string_view data) {
    const int place = place_of(type);
    if (place < 0) return say(strange_chunk(type, data));
    const bool repeats = place == place_ && type != "iTXt" && type != "IDAT";
    if (place < place_ || (repeats && std::find(once_.begin(), once_.end(), type) != once_.end()))
      say(fmt::format("its chunk {} stands where no picture has one", type));
    if (place == 1 && !is_of_srgb(type, data))
      say(fmt::format("its chunk {} is not that of a picture: other programs would show other colours", type));
    place_ = place;
    once_.emplace_back(type);
    ended_ = type == "IEND";
    if (ended_ && !data.empty()) say("its last chunk holds something");
    if (type == "iTXt") take_text(data);
  }

  void take_text(std::string_view data) {
    const auto text = text_of(data);
    if (!text) return say(strange_chunk("iTXt", data));
    const bool twice =
        std::any_of(result_.texts.begin(), result_.texts.end(), [&](const auto& other) { return other.first == text->first; });
    if (twice) say(fmt::format("it says {} twice", shown(text->first)));
    result_.texts.push_back(*text);
  }

  PngChunks result_;
  std::vector<std::string> once_;
  int place_ = -1;
  bool ended_ = false;
};

}  // namespace

PngChunks png_chunks(std::string_view bytes) { return Chunks().read(bytes); }

}  // namespace viamyo::cli
