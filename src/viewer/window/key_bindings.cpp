#include "key_bindings.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "panels.h"
#include "viamyo/camera.h"

namespace viamyo::viewer {
namespace {

const char* opposite(bool on) { return on ? "off" : "on"; }

//! Nobody signs by a key while the item is not before them, or something lies over it.
bool shows_review(const AppState& state) { return state.side_tab == SideTab::kReview && state.dialog == Dialog::kNone; }

bool is_of_review(const std::string& line) {
  constexpr std::array<std::string_view, 8> kLines{"item next",      "item previous",  "ask confirm",  "ask reject",
                                                   "ask reclassify", "dialog comment", "ask withdraw", "dialog basis"};
  return std::find(kLines.begin(), kLines.end(), line) != kLines.end();
}

//! On the start page the others have nothing to do, and say nothing.
bool works_without_map(const std::string& line) {
  constexpr std::array<std::string_view, 8> kLines{
      "open", "ask quit", "keys", "help", "dialog unlock", "lock", "text_size larger", "text_size smaller"};
  return std::find(kLines.begin(), kLines.end(), line) != kLines.end() || line == "text_size 100";
}

//! What depends on how things stand: switches turn to the other side.
std::string switched(const App& app, const std::string& line) {
  const Document* const document = app.state().document();
  if (document == nullptr) return works_without_map(line) ? line : std::string();
  const Display& display = document->scene.display;
  const int point = document->scene.selection.point;
  if (line == "dialog unlock") return app.state().dialog == Dialog::kNone ? line : std::string();
  if (is_of_review(line) && !shows_review(app.state())) return {};
  if (line == "patch") return app.state().tool == Tool::kPatch ? line : std::string();
  if (line == "exclude") return point < 0 ? std::string() : fmt::format("exclude {}", point);
  if (line == "hide_classes") return fmt::format("hide_classes {}", opposite(display.classes_hidden));
  if (line == "link") return fmt::format("link {}", opposite(document->cameras_linked));
  if (line == "inside") return fmt::format("inside {}", opposite(document->scene.views.front().camera.perspective));
  if (line == "beat") return fmt::format("beat {}", opposite(app.state().beating));
  for (const DisplaySwitch& each : kDisplaySwitches) {
    if (line == fmt::format("show {}", each.command)) return fmt::format("{} {}", line, opposite(display.*each.on));
  }
  return line;
}

//! Nothing to take back is no error.
bool has_nothing_to_do(App& app, const std::string& line) {
  const Document* const document = app.state().document();
  const bool nothing = document != nullptr && ((line == "undo" && document->undo.empty()) || (line == "redo" && document->redo.empty()));
  if (nothing) say(app.state(), line == "undo" ? "There is nothing to undo." : "There is nothing to redo.");
  return nothing;
}

//! Takes away what lies on top: a dialog, else a message, else marks.
void escape(App& app) {
  const AppState& state = app.state();
  if (state.dialog != Dialog::kNone) return app.try_execute("dialog none");
  if (state.message) return app.try_execute("dismiss");
  if (state.document() != nullptr) app.try_execute(state.marks.empty() ? "select none" : "clear");
}

//! The key that asked, struck again, signs.
void answer(App& app, const std::string& key) {
  const std::string line = app.state().overturn.line;
  const auto asked =
      std::find_if(key_bindings().begin(), key_bindings().end(), [&](const KeyBinding& b) { return b.line == "ask " + line; });
  if (asked == key_bindings().end() || asked->key != key) return;
  app.try_execute("dialog none");
  app.try_execute(line);
}

//! F10 opens the first menu, Alt and the first letter of its name each.
std::string menu_of(const std::string& key) {
  if (key == "F10") return std::string(kMenus.front());
  if (key.size() != 5 || !key.starts_with("Alt+")) return {};
  const auto menu = std::find_if(kMenus.begin(), kMenus.end(), [&](std::string_view name) { return name.front() == key.back(); });
  return menu == kMenus.end() ? std::string() : std::string(*menu);
}

//! 1 to 9: the standard views that the map in front has, in their order.
std::string numbered_view(const App& app, int number) {
  const Document* const document = app.state().document();
  if (document == nullptr || !document->analysis) return {};
  for (const StandardView& view : standard_views()) {
    if (is_available(view, *document->map, *document->analysis) && --number == 0) return "view " + std::string(view.name);
  }
  return {};
}

const std::vector<KeyBinding> kKeyBindings{
    {"Ctrl+O", "open"},
    {"Ctrl+R", "reload"},
    {"Ctrl+S", "save_as"},
    {"Ctrl+P", "screenshot"},
    {"Ctrl+I", "info"},
    {"Ctrl+W", "ask close"},
    {"Ctrl+Q", "ask quit"},
    {"Ctrl+Tab", "tab next"},
    {"Ctrl+Shift+Tab", "tab previous"},
    {"Ctrl+Z", "undo"},
    {"Ctrl+Y", "redo"},
    {"Ctrl+Shift+Z", "redo"},
    {"F1", "keys"},
    {"F2", "layout single"},
    {"F3", "layout pair"},
    {"F4", "layout quad"},
    {"F5", "layout bullseye"},
    {"F", "fit"},
    {"L", "link"},
    {"I", "inside"},
    {"H", "hide_classes"},
    {"B", "beat"},
    {"D", "show points"},
    {"O", "show borders"},
    {"Z", "show zones"},
    {"S", "show segments"},
    {"G", "show band"},
    {"Left", "turn 1 -15 0"},
    {"Right", "turn 1 15 0"},
    {"Up", "turn 1 0 15"},
    {"Down", "turn 1 0 -15"},
    {"Ctrl++", "text_size larger"},
    {"Ctrl+=", "text_size larger"},
    {"Ctrl+Shift+=", "text_size larger"},
    {"Ctrl+-", "text_size smaller"},
    {"Ctrl+0", "text_size 100"},
    {"+", "zoom 1 1.15"},
    {"-", "zoom 1 0.87"},
    {"Space", "compare on", "compare off"},
    {"F12", "help"},
    {"X", "exclude"},
    {"Enter", "patch"},
    {"T", "tool turn"},
    {"M", "tool measure"},
    {"P", "tool patch"},
    {"Ctrl+1", "side segments"},
    {"Ctrl+2", "side review"},
    {"Ctrl+3", "side regions"},
    {"Ctrl+4", "side points"},
    {"Ctrl+5", "side electrograms"},
    {"Ctrl+6", "side plot"},
    {"N", "item next"},
    {"Shift+N", "item previous"},
    {"C", "ask confirm"},
    {"R", "ask reject"},
    {"A", "ask reclassify"},
    {"K", "dialog comment"},
    {"W", "ask withdraw"},
    {"Y", "dialog basis"},
    {"U", "dialog unlock"},
    {"Shift+U", "lock"},
};

}  // namespace

const std::vector<KeyBinding>& key_bindings() { return kKeyBindings; }

bool repeats(const std::string& key) {
  const auto bound = std::find_if(key_bindings().begin(), key_bindings().end(), [&](const KeyBinding& b) { return b.key == key; });
  return bound != key_bindings().end() && (bound->line.starts_with("turn ") || bound->line.starts_with("zoom "));
}

void press(Ui& ui, const std::string& key) {
  const bool is_free = ui.state().dialog == Dialog::kNone;
  ui.memory.menu = is_free ? menu_of(key) : "";
  if (!ui.memory.menu.empty()) return;
  constexpr std::array<std::string_view, 6> kOfStartPage{"Left", "Right", "Up", "Down", "Enter", "Tab"};
  const bool on_start_page = is_free && ui.document() == nullptr;
  if (on_start_page && std::find(kOfStartPage.begin(), kOfStartPage.end(), key) != kOfStartPage.end()) return;
  run_key(ui.app, key, true);
}

void run_key(App& app, const std::string& key, bool pressed) {
  if (key == "Escape") {
    if (pressed) escape(app);
    return;
  }
  if (pressed && app.state().dialog == Dialog::kOverturn && key != "Ctrl+Q") return answer(app, key);
  // Behind a dialog nothing moves: what is typed there is for the dialog. A key that was held when it opened is let go.
  if (pressed && app.state().dialog != Dialog::kNone && key != "Ctrl+Q") return;
  const auto bound = std::find_if(key_bindings().begin(), key_bindings().end(), [&](const KeyBinding& b) { return b.key == key; });
  if (bound != key_bindings().end()) {
    const std::string line = pressed ? switched(app, bound->line) : bound->on_release;
    if (!line.empty() && !has_nothing_to_do(app, line)) app.try_execute(line);
  } else if (pressed && key.size() == 1 && key.front() >= '1' && key.front() <= '9') {
    const std::string line = numbered_view(app, key.front() - '0');
    if (!line.empty()) app.try_execute(line);
  }
}

}  // namespace viamyo::viewer
