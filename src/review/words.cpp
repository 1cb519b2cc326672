#include "words.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "../map/letters.h"

namespace viamyo {
namespace {

char folded(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

}  // namespace

std::string fault_of_text(std::string_view text, std::size_t most_bytes) {
  if (text.size() > most_bytes) return fmt::format("must not be longer than {} bytes", most_bytes);
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t length = utf8_length(rest);
    if (length == 0) return "must be UTF-8";
    if (is_unseen(rest.substr(0, length))) return "must not hold control characters or marks that nobody sees";
    rest.remove_prefix(length);
  }
  if (!text.empty() && (text.front() == ' ' || text.back() == ' ')) return "must not begin or end with a blank";
  return {};
}

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
