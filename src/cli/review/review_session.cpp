// viamyo review MAP session: several commands of one member, who is asked for their passphrase once.
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>

#include "../console.h"
#include "analysis/split_line.h"
#include "map/letters.h"
#include "review_command.h"
#include "viamyo/deciding.h"
#include "viamyo/errors.h"

namespace viamyo::cli {
namespace {

constexpr std::size_t kLongestLine = 10'000;  // bytes

//! The next line of stdin, byte by byte: the passphrase may have stood before it. Empty at the end.
std::optional<std::string> next_line() {
  std::string line;
  for (;;) {
    char letter = 0;
    const ssize_t got = ::read(STDIN_FILENO, &letter, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return line.empty() ? std::nullopt : std::optional(line);
    if (letter == '\n') return line;
    line += letter;
    if (line.size() > kLongestLine) throw UsageError(fmt::format("a line of a session must not be longer than {} bytes", kLongestLine));
  }
}

//! One line as the command that it stands for, with map, team, log and member of the session.
ReviewCommandOptions asked_for(const ReviewCommandOptions& session, const std::vector<std::string>& words) {
  ReviewCommandOptions asked = session;
  Command line{.name = "session", .help = "one line of a session", .run = [] { return kDone; }};
  line.options = {{.name = "action", .target = &asked.action, .help = "what to do", .shape = "ACTION", .required = true}};
  add_action_options(line, asked, ItemPlace::kAlsoFirstWord);
  add_output_options(line, asked.output);
  if (!parse_command_line(line, "viamyo", words)) asked.action.clear();
  return asked;
}

constexpr std::string_view kActions =
    "confirm, reject, reclassify, comment, withdraw, propose, uphold, set-aside, take-back, status, history, verify, quit";

int run_line(const ReviewCommandOptions& session, const std::vector<std::string>& words, const Program& program) {
  const ReviewCommandOptions asked = asked_for(session, words);
  if (asked.action.empty()) return kDone;
  if (asked.action == "session" || asked.action == "check" || asked.action == "sheet")
    throw UsageError(fmt::format("{}: is no action of a session; known are {}", asked.action, kActions));
  return run_action(asked, program);
}

}  // namespace

int run_session(const ReviewCommandOptions& options, const Program& program) {
  if (options.as.empty()) throw UsageError("--as: say who signs");
  const bool typed = ::isatty(STDIN_FILENO) == 1;
  {
    const ReviewCase c = open_case(options);
    const KeyFacts facts = key_of_member(options.as, c.source.team());
    options.key->of(facts);  // a wrong passphrase is told at once
    write_stdout(
        fmt::format("{} signs on {}. One action a line: {}.\n", labelled("member", facts.name), labelled("file", options.file), kActions));
  }
  for (;;) {
    if (typed) write_stdout("review> ");
    const std::optional<std::string> line = next_line();
    if (!line) return kDone;
    try {
      const std::vector<std::string> words = split_line(*line);
      if (words.empty()) continue;
      if (words.size() == 1 && words.front() == "quit") return kDone;
      const int code = run_line(options, words, program);
      if (code != kDone && !typed) return code;
    } catch (const Error& error) {
      if (!typed) throw;  // what follows may rest on what was not done
      write_error_line(error.what());
    }
  }
}

}  // namespace viamyo::cli
