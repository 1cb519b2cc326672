#include "log_text.h"

#include <algorithm>
#include <future>
#include <thread>

#include "log_line.h"
#include "sodium.h"
#include "viamyo/errors.h"

namespace viamyo {
namespace {

constexpr std::size_t kWorthThreads = 64;  // lines

struct Taken {
  std::vector<std::string_view> texts;  //!< of the lines that are of the format and follow one another
  std::vector<LogLine> lines;
  std::string fault;  //!< of the line after them
};

Taken parse_all(std::string_view text, std::string_view head, std::size_t number, int version) {
  Taken taken;
  std::string previous(head.empty() ? kNoLineBefore : head);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) break;
    const std::string_view line_text = text.substr(0, end);
    text.remove_prefix(end + 1);
    try {
      LogLine line = parsed_line(line_text, previous, version);
      line.number = ++number;
      previous = line.digest;
      version = line.version;
      taken.texts.push_back(line_text);
      taken.lines.push_back(std::move(line));
    } catch (const InputError& error) {
      taken.fault = error.what();
      break;
    }
  }
  return taken;
}

//! Index of the first line in [begin, end) with a bad signature; `end` when there is none.
std::size_t first_bad(const Taken& taken, std::size_t begin, std::size_t end) {
  while (begin < end && has_good_signature(taken.texts[begin], taken.lines[begin])) ++begin;
  return begin;
}

//! Signatures are what takes the time; they do not depend on one another.
std::size_t first_bad_signature(const Taken& taken) {
  const std::size_t count = taken.lines.size();
  const std::size_t parts = count < kWorthThreads ? 1 : std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::future<std::size_t>> answers;
  for (std::size_t p = 1; p < parts; ++p) {
    answers.push_back(std::async(std::launch::async, [&taken, count, parts, p] {
      const std::size_t end = count * (p + 1) / parts;
      const std::size_t bad = first_bad(taken, count * p / parts, end);
      return bad == end ? count : bad;
    }));
  }
  const std::size_t own_end = count / parts;
  const std::size_t own = first_bad(taken, 0, own_end);
  std::size_t first = own == own_end ? count : own;
  for (std::future<std::size_t>& answer : answers) first = std::min(first, answer.get());
  return first;
}

}  // namespace

void take_lines(ReviewLog& log, std::string_view text) {
  prepare_sodium();
  Taken taken = parse_all(text, log.head, log.lines.size(), log.lines.empty() ? 1 : log.lines.back().version);
  const std::size_t sound = first_bad_signature(taken);
  if (sound < taken.lines.size()) taken.fault = "its signature does not match: it was changed, or signed by another key than it names";
  for (std::size_t i = 0; i < sound; ++i) {
    log.head = taken.lines[i].digest;
    log.whole_bytes += taken.texts[i].size() + 1;
    log.lines.push_back(std::move(taken.lines[i]));
  }
  log.broken = taken.fault;
  log.broken_line = taken.fault.empty() ? 0 : log.lines.size() + 1;
  log.unfinished = !text.empty() && text.back() != '\n';
}

}  // namespace viamyo
