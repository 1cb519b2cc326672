// All that can be done, by name: menus, keys, `viamyo view --script` and tests run the same commands.
//
// A line is a name and its arguments, parted by spaces; an argument with spaces stands in double quotes. '#' begins a comment.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app_state.h"

namespace viamyo::viewer {

class App;

struct Command {
  std::string_view name;       //!< "set"
  std::string_view arguments;  //!< "KEY VALUE"
  std::string_view help;       //!< one line
  std::string_view key;        //!< "Ctrl+Z", as shown; empty = none
  void (*run)(App& app, const std::vector<std::string>& arguments);
};

//! Sorted as the cheat sheet shows them.
const std::vector<Command>& commands();

//! What only a window can do. Without one (tests, and before it is there) the defaults do nothing, or say so.
struct WindowServices {
  std::function<void(const std::filesystem::path& file, int width, int height)> screenshot;  //!< throws OutputError
  std::function<void()> wake;  //!< called from the background when there is something new
};

//! The program without its window: state, commands, and the work in the background.
class App {
 public:
  explicit App(Preferences preferences = {});
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  [[nodiscard]] AppState& state() { return state_; }
  [[nodiscard]] const AppState& state() const { return state_; }
  WindowServices& services() { return services_; }

  //! Runs one line. Throws UsageError for an unknown command or a wrong argument; nothing is changed then.
  void execute(std::string_view line);
  //! As execute, but an error becomes the state's message: for keys, menus and drags.
  void try_execute(std::string_view line);

  //! Takes in what the background has finished. True when anything changed. Never waits.
  bool tick();
  //! Waits until every map is read and every analysis is current. For scripts, exports, screenshots and tests.
  void wait();
  [[nodiscard]] bool is_busy() const;

  //! A drag of a threshold: one step of undo from begin to end. `key` as in Settings: "voltage_viable".
  void begin_drag();
  void drag_setting(std::string_view key, double value);
  void end_drag();

 private:
  class Background;
  AppState state_;
  WindowServices services_;
  std::unique_ptr<Background> background_;
};

//! Splits a line into words. Throws UsageError for an open quote.
std::vector<std::string> split_line(std::string_view line);
//! Runs a script's lines, waiting for the background before each. Throws UsageError naming file and line.
void run_script(App& app, const std::filesystem::path& file);

}  // namespace viamyo::viewer
