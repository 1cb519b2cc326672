// Standing in for others: upholding, setting aside, beginning a lost log again.
#include "command_groups.h"
#include "stand_in.h"
#include "viamyo/errors.h"

namespace viamyo::viewer {
namespace {

//! "NAME COUNT ...": of every item, or, with "items=R1,Z1" behind the count, of these. The rest is the reason.
struct Words {
  WordsRead read;
  std::string reason;
};

Words words_of_arguments(const Arguments& arguments) {
  constexpr std::string_view kItems = "items=";
  Words words{{arguments.at(0), {}, whole_number(arguments.at(1), "COUNT")}, {}};
  const bool some = arguments.size() > 2 && arguments[2].starts_with(kItems);
  if (some) words.read.items = arguments[2].substr(kItems.size());
  words.reason = text_of(arguments, some ? 3 : 2);
  return words;
}

void uphold_words(App& app, const Arguments& arguments) {
  if (arguments.size() < 2) throw UsageError("needs NAME, COUNT and, where they are given, items=ID[,ID...] and REASON");
  const Words words = words_of_arguments(arguments);
  uphold(app, words.read, words.reason);
}

void set_words_aside(App& app, const Arguments& arguments) {
  if (arguments.size() < 3) throw UsageError("needs NAME, COUNT, maybe items=ID[,ID...], and REASON");
  const Words words = words_of_arguments(arguments);
  set_aside(app, words.read, words.reason);
}

void take_words_back(App& app, const Arguments& arguments) {
  if (arguments.size() < 3) throw UsageError("needs NAME, COUNT, maybe items=ID[,ID...], and REASON");
  const Words words = words_of_arguments(arguments);
  take_back(app, words.read, words.reason);
}

void begin_again(App& app, const Arguments& arguments) {
  if (arguments.empty()) throw UsageError("needs REASON");
  restart(app, text_of(arguments, 0));
}

}  // namespace

std::vector<Command> standing_commands() {
  return {
      {"uphold", "NAME COUNT [items=IDS] [REASON]",
       "sign for what a former member, or a former key, signed, of these items or of all: COUNT lines, after reading them", "",
       uphold_words},
      {"set_aside", "NAME COUNT [items=IDS] REASON", "sign why COUNT words of somebody who has left no longer stand, after reading them",
       "", set_words_aside},
      {"take_back", "NAME COUNT [items=IDS] REASON", "sign why you no longer uphold COUNT words of somebody", "", take_words_back},
      {"restart", "REASON", "sign that this log stands in the place of one that was lost", "", begin_again},
  };
}

}  // namespace viamyo::viewer
