// Everything that the desktop program knows, as plain data. Panels read it; only commands (commands.h) change it.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "../io/file_stamp.h"
#include "display_snapshot.h"
#include "point_filters.h"
#include "reviewing.h"
#include "viamyo/analysed_map.h"
#include "viamyo/explain.h"
#include "viamyo/map.h"
#include "viamyo/measures.h"
#include "viamyo/native_file.h"
#include "viamyo/review_state.h"
#include "viamyo/scene_state.h"
#include "viamyo/settings.h"

namespace viamyo::viewer {

struct Result;

//! What undo brings back: the numbers, and how they were shown.
struct UndoStep {
  std::string name;  //!< "threshold", as the menu says it
  Settings settings;
  DisplaySnapshot looks;
};

//! What stands aside while the thresholds as proposed are compared with it, and comes back after.
struct Tried {
  std::shared_ptr<const Settings> analysed;
  std::shared_ptr<const Analysis> analysis;
  ReviewState review;
  Selection selection;
  std::optional<Explanation> why;
};

//! One open map: a tab.
struct Document {
  std::uint64_t id = 0;  //!< of this tab, never given again
  std::string file;
  std::string map_of_source;  //!< its name in an export that holds several maps; empty = there was nothing to choose
  std::shared_ptr<const LoadedMap> loaded;
  std::shared_ptr<const Map> map;               //!< part of `loaded`
  std::shared_ptr<const ClosestPoint> closest;  //!< finds places of its surface
  FileStamp stamp;                              //!< of the file when it was last read, or tried
  Settings opened;                              //!< as it was opened: the thresholds as proposed
  Settings wanted;                              //!< what the user asked for
  Settings saved;                               //!< of the file that was opened, or written last
  ImportReport import;                          //!< of an export of another system
  std::shared_ptr<const Result> other;          //!< what the file holds now, where that is not the map that is shown; null = it is
  std::vector<PointFilter> filters;             //!< limits that left out points of `wanted`
  std::shared_ptr<const Settings> analysed;     //!< what `analysis` was asked for
  std::shared_ptr<const Analysis> analysis;     //!< may lag behind `wanted` while the background works
  std::string analysis_error;                   //!< why `wanted` cannot be analysed; empty = it can
  ReviewState review;                           //!< of `analysis`; unconfirmed until team and log were read
  Reviewing reviewing;
  SceneState scene;  //!< scene.thresholds follow `wanted` at once
  bool cameras_linked = true;
  bool compare = false;  //!< A/B: the thresholds as proposed are shown while the key is held, as soon as they are there with
                         //!< their numbers (`tried` is set then)
  std::optional<Tried> tried;
  std::shared_ptr<const Settings> proposed;  //!< what is wanted, with the thresholds as proposed: of the analysis that is kept for that
  std::shared_ptr<const Analysis> proposed_analysis;  //!< null = none was made yet
  std::optional<Settings> drag_from;                  //!< what was wanted when the drag in progress began
  std::vector<UndoStep> undo;
  std::vector<UndoStep> redo;
  std::optional<Explanation> why;  //!< of what was clicked last
  std::string note;                //!< "the file has changed and is being read again", "half-written" ...; empty = nothing
};

enum class Tool : std::uint8_t { kTurn, kMeasure, kPatch, kLandmark };
enum class SideTab : std::uint8_t { kSegments, kRegions, kPoints, kElectrograms, kPlot, kReview };
enum class Dialog : std::uint8_t {
  kNone,
  kOpen,
  kSaveAs,
  kScreenshot,
  kKeys,
  kHelp,
  kAbout,
  kTeam,
  kUnlock,
  kReject,
  kReclassify,
  kComment,
  kHistory,
  kSheet,
  kBasis,
  kInfo,
  kMessages,
  kOpenWith,
  kUphold,
  kSetAside,
  kTakeBack,
  kRestart,
  kChooseMap,  //!< from here on: no `dialog` opens them, so that they have no name in its list
  kOverturn,
  kLeave,
  kOtherMap
};

//! Remembered from one start to the next (XDG config folder); `--fresh` leaves it alone.
struct Preferences {
  std::string theme = "dark";
  std::string palette = "electromechanical";
  std::string last_folder;
  std::vector<std::string> recent;  //!< newest first
  int window_width = 1600;
  int window_height = 1000;
  int text_size = 100;  //!< percent of the screen's scale, of everything

  friend bool operator==(const Preferences&, const Preferences&) = default;
};

//! A map that is being read in the background.
struct Loading {
  std::uint64_t document = 0;
  std::string file;
  std::string map;  //!< of a source that holds several
  double fraction = 0;

  friend bool operator==(const Loading&, const Loading&) = default;
};

struct Message {
  std::string text;
  bool is_error = false;
  std::chrono::steady_clock::time_point since{};
  std::string time{};      //!< of the day, "14:03:07"
  bool to_member = false;  //!< while a key was unlocked: not for the eyes of the next
};

//! A source that holds several maps, of which one is to be chosen.
struct MapChoice {
  std::string file;
  std::vector<ListedMap> maps;  //!< with the most points first
  std::string sentence;         //!< what a script is told, which nobody answers for
};

//! What has to be said to somebody before they sign: it overturns what was signed before, or contradicts what imaging shows.
struct Overturn {
  std::string line;      //!< of the command that signs
  std::string title;     //!< "This overturns what was signed"
  std::string question;  //!< "You rejected R4 on 2026-11-25. ..."
};

//! What would be lost by a command that ends something.
struct Leaving {
  std::string line;      //!< "quit", "close 2"
  std::string question;  //!< "map.h5: thresholds were changed and not saved."
};

//! What is under the cursor.
struct Hover {
  int view = -1;
  std::optional<Explanation> at;
  int point = -1;    //!< mapping point whose dot is under it
  std::string text;  //!< position, values, class, segment, nearest point, origin, as the status line says them
};

struct AppState {
  std::vector<Document> documents;
  int current = -1;  //!< index of the tab in front; -1 = the start page
  Preferences preferences;
  std::vector<Loading> loading;
  std::optional<Message> message;  //!< that is shown; `say` sets it
  std::deque<Message> said;        //!< newest last, as far as they are kept
  Dialog dialog = Dialog::kNone;
  MapChoice choice;   //!< of Dialog::kChooseMap
  Overturn overturn;  //!< of Dialog::kOverturn
  Leaving leaving;    //!< of Dialog::kLeave
  std::string then;   //!< the dialog that follows Dialog::kBasis, as a line; empty = none
  SideTab side_tab = SideTab::kSegments;
  Tool tool = Tool::kTurn;
  std::string landmark;     //!< that a click places: "apex" ...
  std::vector<Vec3> marks;  //!< clicked places of a measurement or patch
  std::string measured;     //!< "12.3 mm along the surface"
  Hover hover;
  std::string team_file;                         //!< empty = no team: nothing becomes confirmed
  std::map<std::string, ImportOptions> imports;  //!< what the user knows of sources, by their path
  std::map<std::string, std::string> log_files;  //!< of maps whose log was named, by the map's path
  std::optional<KeyFacts> unlocked;              //!< the member who can sign now
  std::string unlock_name;                       //!< whom the dialog asks for a passphrase
  bool beating = false;
  bool quit = false;
  double view_aspect = 1.3;  //!< width / height of one view, as the window last drew it

  [[nodiscard]] Document* document() { return current >= 0 ? &documents[static_cast<std::size_t>(current)] : nullptr; }
  [[nodiscard]] const Document* document() const { return current >= 0 ? &documents[static_cast<std::size_t>(current)] : nullptr; }
};

//! What the user is told, now; errors stay until they are dismissed.
void say(AppState& state, const std::string& text, bool is_error = false);

//! Nothing that was said to a member is for the next one.
void forget_what_was_said_to_member(AppState& state);

//! What was changed in a document and is in no file: "thresholds, 3 points left out"; empty = nothing.
std::string unsaved_changes(const Document& document);

//! What outputs of a document are made from; it has an analysis.
AnalysedMap analysed_map_of(const Document& document);

//! Whether the numbers belong to the picture: the analysis was made with what is wanted.
bool is_current(const Document& document);

//! Whether the numbers may be shown as those of the picture: current, and drawn at their own thresholds. Not while others are compared.
bool numbers_match_picture(const Document& document);

}  // namespace viamyo::viewer
