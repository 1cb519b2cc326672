#include "words.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>

#include "../map/letters.h"

namespace viamyo {
namespace {

char folded(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

}  // namespace

std::string text_violation(std::string_view text, std::size_t most_bytes) {
  if (text.size() > most_bytes) return fmt::format("must not be longer than {} bytes", most_bytes);
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t length = utf8_length(rest);
    if (length == 0) return "must be UTF-8";
    if (is_invisible_control(rest.substr(0, length))) return "must not hold control characters or marks that nobody sees";
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
  // Not by strptime: it takes blanks for digits, and a second of 61.
  constexpr std::string_view kShape = "0000-00-00T00:00:00Z";
  const auto fits = [](char letter, char shape) { return shape == '0' ? letter >= '0' && letter <= '9' : letter == shape; };
  if (!std::equal(time.begin(), time.end(), kShape.begin(), kShape.end(), fits)) return -1;
  const auto number = [&](std::size_t at, std::size_t digits) {
    int value = 0;
    for (std::size_t i = at; i < at + digits; ++i) value = 10 * value + (time[i] - '0');
    return value;
  };
  const std::chrono::year_month_day day{std::chrono::year(number(0, 4)), std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                        std::chrono::day(static_cast<unsigned>(number(8, 2)))};
  const int hour = number(11, 2);
  const int minute = number(14, 2);
  const int second = number(17, 2);
  constexpr int kFirstYear = 1970;
  if (!day.ok() || number(0, 4) < kFirstYear || hour > 23 || minute > 59 || second > 59) return -1;
  return std::chrono::seconds(std::chrono::sys_days(day).time_since_epoch()).count() + 3600LL * hour + 60LL * minute + second;
}

}  // namespace viamyo
