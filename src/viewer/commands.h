// All that can be done, by name: menus, keys, `viamyo view --script` and tests run the same commands.
//
// A line is a name and its arguments, parted by spaces; an argument with spaces stands in double quotes, in which \" is a quote and \\ a backslash.
// '#' begins a comment.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app_state.h"
#include "review_session.h"
#include "viamyo/decision_sheet.h"

namespace viamyo::viewer {

class App;
class Background;
class ReviewReader;
struct Result;

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
  //! The window itself, panels and all, as it stands. Throws OutputError.
  std::function<void(const std::filesystem::path& file)> window_screenshot;
  //! Where everything in the window stands, a line "panel/label x y width height" each, in pixels. Throws OutputError.
  std::function<void(const std::filesystem::path& file)> window_items;
  //! Of the map in front, for its decision sheet. Throws RenderError.
  std::function<std::vector<SheetPicture>(const Document& document, const ReviewState& review)> sheet_pictures;
  std::function<void(double seconds)> pause;  //!< the window is the user's for so long
  std::function<int()> text_room;             //!< the largest Preferences::text_size that the window has room for, percent
  std::function<void()> wake;                 //!< called from the background, on its thread, when there is something new
  //! Reads a passphrase without a dialog (`--passphrase-fd`); empty = the dialog asks.
  std::function<Passphrase(const std::string& whose)> passphrase;
  std::function<void(std::string_view text)> print;  //!< where `print` writes; empty = standard output
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

  //! Reads a map in the background; a new tab comes when it and its analysis are there. A file that is open already comes to the front.
  //! `map` is one of a source that holds several; where it is left out and needed, the dialog asks for it.
  //! `anew`: one that is open is read again, as another tab in its place.
  void open(const std::filesystem::path& file, const std::string& map = {}, bool anew = false);
  //! Reads an open map again, whether its file has changed or not.
  void reload(Document& document);
  //! Drops what is waiting to be read, and the result of what is being read.
  void cancel_loading();
  //! Sets what is wanted of a document, with one step of undo. Throws UsageError when it cannot be used; nothing is changed then.
  void change_settings(Document& document, const Settings& settings, const std::string& name);
  //! The same without a step of undo: for undo, redo and drags.
  void want(Document& document, const Settings& settings);
  void close(int tab);
  //! A/B: shows the thresholds as proposed, with their numbers as soon as they are there, or what was tried again.
  void compare(Document& document, bool on);
  //! Shows what the document's file holds now, in place of the map that was shown.
  void take_other_map(Document& document);
  //! Preferences are kept in this file from now on.
  void remember_in(std::filesystem::path file);

  //! The team whose word counts from now on; empty = none.
  void use_team(const std::string& file);
  //! What the user knows of a source that is opened later; its map is chosen when it is opened.
  void use_import(const std::string& source, const ImportOptions& options);
  [[nodiscard]] ImportOptions import_of(const std::string& source) const;
  //! The log of a map that is opened later, where it is not MAP.review.jsonl.
  void use_log(const std::string& map, const std::string& log);
  //! Reads team and log again, and makes the state of the document's review from them.
  void ask_review(Document& document);
  [[nodiscard]] ReviewSession& session() { return session_; }
  //! Locks whoever was there before. Throws UsageError where there is no such key here, InputError for a wrong passphrase.
  void unlock(const std::string& name, const Passphrase& passphrase);
  void lock();

  //! A drag of a threshold: one step of undo from begin to end. `key` as in Settings: "voltage_viable".
  void begin_drag();  //!< ends any other
  void drag_setting(std::string_view key, double value);
  void end_drag();

 private:
  bool look_at_files();
  bool let_message_go();
  bool save_preferences();
  bool take_results();
  void ask_new_reviews();
  bool take_review_answers();
  bool look_at_review_files();
  void open_as_proposed(Document& document);
  bool lock_when_idle();
  void refuse(Result& result);
  bool ask_about_other_map();
  void tell_of_reading(const std::string& text, bool is_error);

  AppState state_;
  WindowServices services_;
  std::unique_ptr<Background> background_;
  std::unique_ptr<ReviewReader> reader_;
  ReviewSession session_;
  std::uint64_t last_id_ = 0;
  std::chrono::steady_clock::time_point last_look_;
  std::shared_ptr<const Result> asked_about_;  //!< the last other map that the user was asked about
  std::filesystem::path preferences_file_;
  Preferences saved_;
};

//! Runs a script's lines, waiting for the background before each. Throws UsageError naming file and line.
void run_script(App& app, const std::filesystem::path& file);

}  // namespace viamyo::viewer
