// What every panel gets: the program, the looks, the places, and a record of what stands where, so that tests can click by name.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "file_list.h"
#include "layout.h"
#include "outline.h"
#include "style.h"
#include "viamyo/point_quality.h"
#include "viamyo/review_history.h"
#include "viewer/app_state.h"
#include "viewer/commands.h"
#include "viewer/stand_in.h"

namespace viamyo {
class Scene;
}

namespace viamyo::viewer {

//! Of the dialog that unlocks a key.
struct UnlockMemory {
  bool begun = false;
  std::vector<KeyFacts> keys;
  std::string chosen;  //!< public key
  std::string trouble;
  bool focus = true;                    //!< its field gets the keyboard
  std::array<char, 1000> passphrase{};  //!< while it is typed; wiped then
};

struct HistoryMemory {
  std::shared_ptr<const ReviewLog> log;
  std::shared_ptr<const Analysis> analysis;
  std::string looker;
  std::vector<HistoryLine> lines;
};

//! Of the dialogs in which somebody stands in for others.
struct StandingMemory {
  std::shared_ptr<const ReviewLog> log;  //!< this and the next four: what `found` is of
  std::shared_ptr<const Team> team;
  std::shared_ptr<const Analysis> analysis;
  std::string signer;
  std::string fault;
  StandIn found;
  std::string member;  //!< whose words are shown
  std::string items;   //!< on which alone, as it is typed; empty = on all
  std::string count;   //!< as it is typed
  std::string trouble;
  std::vector<std::string> broken;  //!< their texts in lines, and of whom, of which texts and how wide
  std::vector<std::string> broken_of;
  std::string broken_for;
  float broken_width = 0;
  std::string warning;  //!< what signing for the words would unsettle, and of which words that is told in which dialog
  std::vector<std::string> warning_of;
  Dialog warning_in = Dialog::kNone;
};

//! Of the section about the points' quality: what the map tells, as long as it is the map.
struct QualityMemory {
  bool open = false;
  float height = 1e6F;  //!< of what it shows, as drawn last
  std::shared_ptr<const Map> map;
  std::vector<MeasureSpread> spreads;
  std::vector<std::vector<double>> values;  //!< of the accepted points, rising; one list per spread
  std::map<PointMeasure, double> last;      //!< limits that were set, for those who switch one off and on
};

//! Of the dialogs that choose files.
struct FileMemory {
  std::string folder;
  std::string name;    //!< that is typed
  int row = -1;        //!< where the keys stand in the list; -1 = on the name
  bool begins = true;  //!< the field of the name gets the keyboard
  bool moved = false;  //!< the keys have gone to another row in this frame
  std::optional<FileListing> listing{};
  bool (*listed_for)(const std::filesystem::path&) = nullptr;
  double listed_at = 0;
};

//! Of the dialog that asks what a source does not say.
struct SourceMemory {
  std::string file, map, frame, length, voltage, chamber, points, array, add;
  std::string others;  //!< further words of source_words.h, parted by semicolons
};

//! What belongs to the window alone and is forgotten with it: half-typed texts, folders looked into.
struct Memory {
  std::string point_filter;
  FileMemory files;
  SourceMemory source;
  std::string dragged_line;  //!< of the plot: the setting that is being dragged; empty = none
  std::vector<int> brushed;  //!< points inside the plot's brush
  UnlockMemory unlock;
  HistoryMemory history;
  StandingMemory standing;
  QualityMemory quality;
  std::string pseudonym;
  bool pseudonym_begins = true;  //!< its field gets the keyboard
  std::string reason;
  bool reason_begins = false;  //!< its field gets the keyboard
  std::optional<TissueClass> to_class;
  std::string pulse_item;
  double pulse_from = 0;
  Dialog dialog = Dialog::kNone;      //!< that was drawn last
  int map_row = 0;                    //!< of the chooser: where the keys stand
  int card = 0;                       //!< of the start page: where the keys stand; -1 = on the button above
  int basis_row = 0;                  //!< of the dialog of the imaging basis: where the keys stand
  std::vector<TissueClass> basis_of;  //!< classes that it asks about, one after the other
  std::string menu;                   //!< that a key opens in this frame
  bool closes_list = false;           //!< Escape was struck over an open menu or list
  bool brushing = false;
  std::uint64_t hover_draw = 0;  //!< the picture that the hover was taken from
  float reach = 0;               //!< of the mouse from where it was pressed, in a view
  Outline outline;               //!< of a patch, as far as it is drawn by hand
  std::uint64_t cited_document = 0;
  float cited_height = 0;        //!< of the thresholds' source, the greatest so far: what stands below must not jump
  std::array<float, 4> brush{};  //!< of the plot: low and high voltage, low and high shortening
};

struct Ui {
  App& app;
  const Style& style;
  Scene* scene = nullptr;  //!< null where there is no OpenGL (tests of panels)
  WindowLayout layout{};
  Memory memory{};
  std::string panel{};                  //!< that is being drawn
  std::map<std::string, Rect> items{};  //!< "panel/label" -> where, in this frame
  std::vector<ImVec2> mouse_path{};     //!< every place that the mouse came by since the last frame, the present one included
  std::string struck{};  //!< the key that was struck for this frame, "Enter", unless it wrote a letter into a field; empty = none

  [[nodiscard]] const AppState& state() const { return app.state(); }
  [[nodiscard]] const Document* document() const { return app.state().document(); }
  [[nodiscard]] const Theme& theme() const { return style.theme(); }
  [[nodiscard]] float px(double length) const { return style.px(length); }

  //! Runs a command; what goes wrong becomes the message at the foot of the window.
  void run(std::string_view line) const { app.try_execute(line); }
  //! Notes where the item that was drawn last stands.
  void record(std::string_view label);
  void record(std::string_view label, const Rect& rect);
};

//! An argument of a command, in quotes where it needs them.
std::string as_argument(std::string_view argument);

}  // namespace viamyo::viewer
