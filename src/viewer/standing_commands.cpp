// Standing in for others: upholding, setting aside, beginning a lost log again.
#include "command_groups.h"
#include "stand_in.h"
#include "viamyo/errors.h"

namespace viamyo::viewer {
namespace {

void uphold_words(App& app, const Arguments& arguments) {
  if (arguments.size() < 2) throw UsageError("needs NAME, COUNT and, where it is given, REASON");
  uphold(app, arguments[0], whole_number(arguments[1], "COUNT"), text_of(arguments, 2));
}

void set_words_aside(App& app, const Arguments& arguments) {
  if (arguments.size() < 3) throw UsageError("needs NAME, COUNT and REASON");
  set_aside(app, arguments[0], whole_number(arguments[1], "COUNT"), text_of(arguments, 2));
}

void begin_again(App& app, const Arguments& arguments) {
  if (arguments.empty()) throw UsageError("needs REASON");
  restart(app, text_of(arguments, 0));
}

}  // namespace

std::vector<Command> standing_commands() {
  return {
      {"uphold", "NAME COUNT [REASON]", "sign for what a former member, or a former key, signed: COUNT lines, after reading them", "",
       uphold_words},
      {"set_aside", "NAME COUNT REASON", "sign why COUNT words of somebody who has left no longer stand, after reading them", "",
       set_words_aside},
      {"restart", "REASON", "sign that this log stands in the place of one that was lost", "", begin_again},
  };
}

}  // namespace viamyo::viewer
