// Lines of a log that were changed and signed anew: whoever holds a key can write anything. VIAMYO_REVIEW_LINES names a file that they are written to, with
// what this program thinks of each, for another program to read.
#include <cstdlib>
#include <fstream>

#include "../src/review/log_line.h"
#include "review_worlds.h"

namespace viamyo {
namespace {

#if defined(NDEBUG) && !defined(VIAMYO_SANITIZED)
constexpr int kMutants = 100'000;
#else
constexpr int kMutants = 3'000;  // slower by as much
#endif

const std::string kBefore(64, 'a');
constexpr std::string_view kSignature = ",\"signature\":\"";

constexpr int kVersions = 3;  // of the format

class ReviewLines : public ReviewedMapTest {
 protected:
  //! One line of each kind, as it is written, without its signature, and the same as of each earlier version.
  std::vector<std::string> bodies() {
    Decision d = decision(ReviewAction::kReclassify, "R2");
    d.to_class = TissueClass::kInfarcted;
    d.how = SignedHow::kWalked;
    d.in_one_act = 1;
    std::vector<std::string> all;
    const std::string digest(64, 'b');
    for (decltype(LogLine::content) content : std::vector<decltype(LogLine::content)>{
             LogBinding{"c0ffee", "map-1", "S-01", "Heart team", digest}, LogBinding{"c0ffee", "", "", "", ""},
             make_proposal(shared_analysis, 4), d, decision(ReviewAction::kConfirm, "Z1"), Uphold{{digest}, "read"},
             SetAside{{digest, kBefore}, "since"}, Restart{digest, "lost"}, TakeBack{{digest}, "a slip"}}) {
      LogLine line;
      line.time = "2026-11-25T10:00:00Z";
      line.team_serial = 3;
      line.team_file = digest;
      const bool first = std::holds_alternative<LogBinding>(content);
      line.content = std::move(content);
      const std::string text = written_line(line, able, first ? kNoLineBefore : std::string_view(kBefore));
      all.push_back(text.substr(0, text.rfind(kSignature)));
      for (const char* const earlier : {"review-log/2", "review-log/1"}) {
        all.push_back(all.back());
        all.back().replace(all.back().find("review-log/"), 12, earlier);
      }
    }
    return all;
  }

  [[nodiscard]] std::string signed_text(const std::string& body, std::string_view schema) const {
    return body + std::string(kSignature) + able.sign(std::string(schema) + "\n" + body) + "\"}";
  }
};

int version_of(const std::string& body) {
  const std::size_t at = body.find("review-log/");
  return at == std::string::npos ? kVersions : std::clamp(body[at + 11] - '0', 1, kVersions);
}

//! Where the value behind a random name begins and ends.
std::pair<std::size_t, std::size_t> some_value(const std::string& text, Dice& dice) {
  std::vector<std::size_t> begins;
  for (std::size_t at = text.find("\":"); at != std::string::npos; at = text.find("\":", at + 1)) begins.push_back(at + 2);
  if (begins.empty()) return {text.size(), text.size()};
  const std::size_t begin = dice.of(begins);
  int depth = 0;
  bool inside = false;
  std::size_t end = begin;
  for (; end < text.size(); ++end) {
    const char c = text[end];
    if (inside) {
      if (c == '\\') ++end;
      inside = c != '"';
      continue;
    }
    inside = c == '"';
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth < 0) break;
    if (c == ',' && depth == 0) break;
  }
  return {begin, std::min(end, text.size())};
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

std::string odd_value(Dice& dice) {
  static const std::vector<std::string> values{"null",
                                               "true",
                                               "false",
                                               "0",
                                               "1",
                                               "-0",
                                               "-1",
                                               "1.0",
                                               "1e3",
                                               "1E+2",
                                               "1e999",
                                               "-1e999",
                                               "1e-999",
                                               "01",
                                               "1.",
                                               ".5",
                                               "+1",
                                               "0x1",
                                               "NaN",
                                               "Infinity",
                                               "-Infinity",
                                               "1000000000",
                                               "1000000001",
                                               "18446744073709551615",
                                               "18446744073709551616",
                                               "123456789012345678901234567890",
                                               "\"\"",
                                               "\"x\"",
                                               "'x'",
                                               "[]",
                                               "{}",
                                               "[1,2,3]",
                                               "[1,2]",
                                               "[1,2,true]",
                                               "[\"a\"]",
                                               "{\"a\":1,\"a\":1}",
                                               "{\"a\":{\"b\":1},\"b\":1}",
                                               "[{\"a\":1},{\"a\":1}]",
                                               "\"2026-02-30T10:00:00Z\"",
                                               "\"2028-02-29T10:00:00Z\"",
                                               "\"2026-11-25T10:00:60Z\"",
                                               "\"2026-11-25T24:00:00Z\"",
                                               "\"2026-11- 5T10:00:00Z\"",
                                               "\"1969-12-31T23:59:59Z\"",
                                               "\"1970-01-01T00:00:00Z\"",
                                               "\"0000-01-01T00:00:00Z\"",
                                               "\"9999-12-31T23:59:59Z\"",
                                               "\"2026-11-25t10:00:00z\"",
                                               "\"2026-11-25T10:00:00+00:00\"",
                                               "\"2026-11-25T10:00:00Z\\n\"",
                                               "\"\\u0032026-11-25T10:00:00Z\"",
                                               "\"\\ud800\"",
                                               "\"\\udc00\\ud800\"",
                                               "\"\\ud83d\\ude00\"",
                                               "\"\\u0000\"",
                                               "\"\\x41\"",
                                               "\"\\/\"",
                                               "\"a\tb\"",
                                               "\"\x7f\"",
                                               "\"\xff\"",
                                               "\"\xc0\x80\"",
                                               "\"\xed\xa0\x80\"",
                                               "\"\xf4\x90\x80\x80\"",
                                               "\"\xc3\xa6\"",
                                               "\"confirm\"",
                                               "\"decision\"",
                                               "\"begin\"",
                                               "\"uphold\"",
                                               "\"take_back\"",
                                               "\"infarcted\"",
                                               "\"Infarcted\"",
                                               "\"unmapped\"",
                                               "\"walked\"",
                                               "\"viamyo.review-log/1\"",
                                               "\"viamyo.review-log/2\"",
                                               "\"viamyo.review-log/02\"",
                                               "\"viamyo.review-log/3\"",
                                               "\"viamyo.review-log/4\""};
  const std::size_t kind = dice.below(12);
  if (kind == 0) return "\"" + std::string(62 + dice.below(4), 'c') + "\"";
  if (kind == 1) return "\"" + std::string(63, 'c') + (dice.one_in(2) ? "C" : "g") + "\"";
  if (kind == 2) return nested(12 + dice.below(6));
  return dice.of(values);
}

void mutate(std::string& text, Dice& dice) {
  const auto [begin, end] = some_value(text, dice);
  const std::string value = text.substr(begin, end - begin);
  switch (dice.below(9)) {
    case 0:
    case 1:
    case 2:
      text.replace(begin, end - begin, odd_value(dice));
      return;
    case 3: {  // the name too, wherever it begins
      const std::size_t name = text.rfind('"', begin < 3 ? 0 : begin - 3);
      const std::string whole = text.substr(name, end - name);
      if (dice.one_in(2))
        text.insert(1, whole + ",");
      else
        text.erase(name, std::min(end + 1, text.size()) - name);
      return;
    }
    case 4:
      text.insert(dice.one_in(2) ? begin : end, dice.of(std::vector<std::string>{" ", "\t", "\r", "\v", "\xc2\xa0", "  ", "/**/", ","}));
      return;
    case 5:
      text[dice.below(text.size())] = static_cast<char>(dice.below(256));
      return;
    case 6: {
      const std::size_t at = text.find_first_of("abcdef", dice.below(text.size()));
      if (at != std::string::npos) text[at] = static_cast<char>(text[at] - 'a' + 'A');
      return;
    }
    case 7:
      text += ",\"of_the_future\":" + odd_value(dice);
      return;
    default:
      text.insert(0, dice.of(std::vector<std::string>{"\xef\xbb\xbf", " ", "\t", ""}));
  }
}

std::string schema(int version) { return fmt::format("viamyo.review-log/{}", version); }

bool is_sound(std::string_view text, std::string_view previous, int version_before) {
  try {
    return has_good_signature(text, parsed_line(text, previous, version_before));
  } catch (const InputError&) {
    return false;
  }
}

TEST_F(ReviewLines, AsTheyAreWrittenTheyAreSound) {
  for (const std::string& body : bodies()) {
    const bool first = body.find("\"begin\"") != std::string::npos;
    const int version = version_of(body);
    int since = 1;
    for (const char* const type : {"\"uphold\"", "\"set_aside\"", "\"restart\""})
      if (body.find(type) != std::string::npos) since = 2;
    if (body.find("\"take_back\"") != std::string::npos) since = 3;
    const std::string text = signed_text(body, schema(version));
    for (int before = 1; before <= kVersions; ++before)
      EXPECT_EQ(is_sound(text, first ? kNoLineBefore : std::string_view(kBefore), before), version >= since && version >= before) << text;
  }
}

TEST_F(ReviewLines, NoChangeThatIsSignedAnewMakesTheProgramFail) {
  const char* const name = std::getenv("VIAMYO_REVIEW_LINES");
  std::ofstream file;
  if (name != nullptr) file.open(name, std::ios::binary);
  const std::vector<std::string> all = bodies();
  Dice dice(7);
  int sound = 0;
  for (int i = 0; i < kMutants; ++i) {
    std::string body = dice.of(all);
    const bool first = body.find("\"begin\"") != std::string::npos;
    const int version = version_of(body);
    for (std::size_t times = 1 + dice.below(2); times > 0; --times) mutate(body, dice);
    std::string text = signed_text(body, schema(dice.one_in(20) ? 1 + static_cast<int>(dice.below(kVersions)) : version));
    if (dice.one_in(40)) mutate(text, dice);
    if (text.find('\n') != std::string::npos) continue;
    const int version_before = dice.one_in(4) ? 2 + static_cast<int>(dice.below(2)) : 1;
    const std::string previous(first ? kNoLineBefore : std::string_view(kBefore));
    const bool is = is_sound(text, previous, version_before);
    sound += is ? 1 : 0;
    if (name == nullptr) continue;
    const auto size = static_cast<std::uint32_t>(text.size());
    file.write(reinterpret_cast<const char*>(&size), sizeof size);
    file << static_cast<char>(version_before) << static_cast<char>(is ? 1 : 0) << previous << text;
  }
  EXPECT_GT(sound, kMutants / 20);
  EXPECT_LT(sound, kMutants / 2);
  EXPECT_TRUE(name == nullptr || file.good());
}

}  // namespace
}  // namespace viamyo
