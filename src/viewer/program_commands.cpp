// The window's own: theme, side tabs, dialogs, and what scripts need.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "command_groups.h"
#include "preferences.h"
#include "printing.h"
#include "viamyo/errors.h"

namespace viamyo::viewer {
namespace {

constexpr std::array<std::string_view, 6> kSideTabs{"segments", "regions", "points", "electrograms", "plot", "review"};
constexpr std::array<std::string_view, 22> kDialogs{
    "none",    "open",    "save_as", "screenshot", "keys", "help",     "about",     "team",   "unlock",    "reject",    "reclassify",
    "comment", "history", "sheet",   "basis",      "info", "messages", "open_with", "uphold", "set_aside", "take_back", "restart"};

template <class Choice, std::size_t N>
Choice choice_of(const std::array<std::string_view, N>& words, const Arguments& arguments) {
  std::string known;
  for (const std::string_view word : words) known += (known.empty() ? "" : " ") + std::string(word);
  need(arguments, 1, 1, "one of " + known);
  for (std::size_t i = 0; i < N; ++i) {
    if (words.at(i) == arguments[0]) return static_cast<Choice>(i);
  }
  throw UsageError(fmt::format("must be one of {}, not '{}'", known, arguments[0]));
}

void theme(App& app, const Arguments& arguments) {
  need(arguments, 1, 1, "dark or light");
  if (arguments[0] != "dark" && arguments[0] != "light") throw UsageError(fmt::format("must be dark or light, not '{}'", arguments[0]));
  app.state().preferences.theme = arguments[0];
}

//! Of everything in the window. Steps begin at what is seen; what has no room is said, and remembered for a larger window.
void text_size(App& app, const Arguments& arguments) {
  need(arguments, 1, 1, "PERCENT, larger or smaller");
  constexpr int kStep = 10;
  int& size = app.state().preferences.text_size;
  const int room = app.services().text_room ? app.services().text_room() : kLargestTextSize;
  const std::string& text = arguments[0];
  const bool is_step = text == "larger" || text == "smaller";
  const int seen = std::min(size, room);
  const int wanted =
      is_step ? std::clamp(seen + (text == "larger" ? kStep : -kStep), kMinTextSize, kLargestTextSize) : whole_number(text, "PERCENT");
  if (wanted < kMinTextSize || wanted > kLargestTextSize)
    throw UsageError(fmt::format("must be from {} to {}", kMinTextSize, kLargestTextSize));
  // A step beyond the room is none.
  size = is_step ? std::max(std::min(wanted, room), kMinTextSize) : wanted;
  if (wanted > room) say(app.state(), fmt::format("This window has room for texts of {} %; {} % need a larger one.", room, wanted));
}

void side(App& app, const Arguments& arguments) { app.state().side_tab = choice_of<SideTab>(kSideTabs, arguments); }

void dialog(App& app, const Arguments& arguments) { app.state().dialog = choice_of<Dialog>(kDialogs, arguments); }

void messages(App& app, const Arguments& arguments) {
  need(arguments, 0, 0, "");
  app.state().dialog = Dialog::kMessages;
}

void help(App& app, const Arguments& arguments) {
  need(arguments, 0, 0, "");
  app.state().dialog = Dialog::kHelp;
}

void keys(App& app, const Arguments& arguments) {
  need(arguments, 0, 0, "");
  app.state().dialog = Dialog::kKeys;
}

void dismiss(App& app, const Arguments& arguments) {
  need(arguments, 0, 0, "");
  app.state().message.reset();
}

void print(App& app, const Arguments& arguments) {
  need(arguments, 1, 1, "status, info, classes, why, regions, zones, segments, settings, review, measured, messages, hover or tabs");
  wait_in_front(app);
  const std::string text = printed(app.state(), arguments[0]);
  if (app.services().print) {
    app.services().print(text);
  } else {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
  }
}

void window_screenshot(App& app, const Arguments& arguments) {
  need(arguments, 1, 1, "FILE");
  if (!app.services().window_screenshot) throw UsageError("there is no window to take a picture of");
  refuse_no_picture(arguments[0]);
  refuse_output(app.state(), arguments[0]);
  app.wait();
  app.services().window_screenshot(arguments[0]);
}

void window_items(App& app, const Arguments& arguments) {
  need(arguments, 1, 1, "FILE");
  if (!app.services().window_items) throw UsageError("there is no window");
  refuse_output(app.state(), arguments[0]);
  app.wait();
  app.services().window_items(arguments[0]);
}

void pause(App& app, const Arguments& arguments) {
  need(arguments, 1, 1, "SECONDS");
  const double seconds = number(arguments[0], "SECONDS");
  if (seconds < 0 || seconds > 3600) throw UsageError("must be from 0 to 3600 seconds");
  if (app.services().pause) app.services().pause(seconds);
}

void wait(App& app, const Arguments& arguments) {
  need(arguments, 0, 0, "");
  app.wait();
}

}  // namespace

std::vector<Command> program_commands() {
  return {
      {"theme", "dark|light", "colours of the window", "", theme},
      {"side", "NAME", "segments, review, regions, points, electrograms or plot", "Ctrl+1 to Ctrl+6", side},
      {"text_size", "PERCENT|larger|smaller", "of everything in the window, 80 to 200, as far as there is room", "Ctrl++, Ctrl+-",
       text_size},
      {"dialog", "NAME",
       "open, save_as, screenshot, keys, help, about, team, unlock, reject, reclassify, comment, history, sheet, basis, info, messages, "
       "open_with or none",
       "", dialog},
      {"messages", "", "what was said since the program began", "", messages},
      {"help", "", "what am I looking at?", "F12", help},
      {"keys", "", "this list", "F1", keys},
      {"dismiss", "", "take the message away", "Esc", dismiss},
      {"print", "WHAT",
       "status, info, classes, why, regions, zones, segments, settings, review, measured, messages, hover or tabs, as text", "", print},
      {"window_screenshot", "FILE", "a picture of the whole window, panels and all, as it stands", "", window_screenshot},
      {"window_items", "FILE", "where everything in the window stands, as text", "", window_items},
      {"pause", "SECONDS", "between two lines of a script: the window is yours for so long, or until the key Pause", "", pause},
      {"wait", "", "until every map is read and every number is current", "", wait},
  };
}

}  // namespace viamyo::viewer
