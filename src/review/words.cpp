#include "words.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <nlohmann/json.hpp>

namespace viamyo {
namespace {

bool is_utf8(std::string_view text) {
  try {
    static_cast<void>(nlohmann::json(text).dump());
    return true;
  } catch (const nlohmann::json::exception&) {
    return false;
  }
}

//! U+0080 to U+009F, and the marks of U+200B to U+200F, U+2028 to U+202E, U+2060 to U+206F and U+FEFF: nobody sees them.
bool has_unseen_mark(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned second = byte(i + 1);
    const unsigned third = byte(i + 2);
    if (byte(i) == 0xC2 && second >= 0x80 && second <= 0x9F) return true;
    if (byte(i) == 0xEF && second == 0xBB && third == 0xBF) return true;
    if (byte(i) != 0xE2) continue;
    if (second == 0x80 && ((third >= 0x8B && third <= 0x8F) || (third >= 0xA8 && third <= 0xAE))) return true;
    if (second == 0x81 && third >= 0xA0 && third <= 0xAF) return true;
  }
  return false;
}

char folded(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

}  // namespace

std::string fault_of_text(std::string_view text, std::size_t most_bytes) {
  if (text.size() > most_bytes) return fmt::format("must not be longer than {} bytes", most_bytes);
  if (!is_utf8(text)) return "must be UTF-8";
  const bool control = std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (control || has_unseen_mark(text)) return "must not hold control characters or marks that nobody sees";
  if (!text.empty() && (text.front() == ' ' || text.back() == ' ')) return "must not begin or end with a blank";
  return {};
}

std::string fault_of_name(std::string_view name) { return name.empty() ? "must not be empty" : fault_of_text(name, kLongestName); }

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return folded(x) == folded(y); });
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
                     parts.tm_min, parts.tm_sec);
}

long long seconds_of(std::string_view time) {
  std::tm parts{};
  const std::string text(time);
  const char* const end = ::strptime(text.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return end == nullptr || *end != '\0' || text.size() != 20 ? -1 : static_cast<long long>(::timegm(&parts));
}

}  // namespace viamyo
