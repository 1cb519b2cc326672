// Mouse and keys as hands use them, whatever the frame rate: what is struck between two frames counts, each outline has every place of the hand, and all can be
// done by keys. No window, no OpenGL.
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <numbers>

#include "panel_driver.h"
#include "viewer/window/file_list.h"
#include "viewer/window/outline.h"
#include "viewer/window/sample_maps.h"

namespace viamyo::viewer {
namespace {

namespace fs = std::filesystem;

//! The same strokes, with so many of them between two frames.
AppState after_strokes(int between_frames) {
  PanelDriver window(1280, 800);
  window.open("normal");
  int count = 0;
  const auto struck = [&] {
    if (++count % between_frames == 0) window.frames(1);
  };
  for (const char* const key : {"D", "O", "D", "S", "F3", "F4", "F5", "Ctrl+3", "Ctrl+4", "F4"}) {
    window.push_key(key, key[1] == '\0' ? key[0] : '\0');
    struck();
  }
  window.push_key("M", 'm');
  struck();
  window.push_key("Ctrl+O");
  struck();
  window.push_letters("hd");  // behind the dialog: into its field
  struck();
  window.push_key(ImGuiKey_Escape);
  struck();
  window.push_key("B", 'b');
  struck();
  window.frames(3);
  return window.state();
}

TEST(WindowInput, NoStrokeIsLostHoweverManyComeBetweenTwoFrames) {
  const AppState one = after_strokes(1);
  EXPECT_EQ(one.tool, Tool::kMeasure);
  EXPECT_EQ(one.dialog, Dialog::kNone);
  EXPECT_EQ(one.side_tab, SideTab::kPoints);
  for (const int between : {2, 5, 100}) {
    const AppState many = after_strokes(between);
    EXPECT_EQ(many.documents.front().scene.display, one.documents.front().scene.display) << between;
    EXPECT_EQ(many.documents.front().scene.layout, one.documents.front().scene.layout) << between;
    EXPECT_EQ(many.tool, one.tool) << between;
    EXPECT_EQ(many.side_tab, one.side_tab) << between;
    EXPECT_EQ(many.dialog, one.dialog) << between;
    EXPECT_EQ(many.beating, one.beating) << between;
  }
}

// Between the two halves of a stroke one frame may take longer than a held key waits before it repeats.
TEST(WindowInput, AStrokeCountsOnceHoweverSlowTheFramesAre) {
  for (const double seconds : {1.0 / 60, 0.1, 0.4, 2.0}) {
    PanelDriver window(1920, 1080);
    window.open("anterior-lad-infarct");
    window.strike(ImGuiKey_Tab);
    window.frame_seconds = seconds;
    for (int stroke = 0; stroke < 3; ++stroke) {
      for (const bool down : {true, false}) {
        window.push({.kind = InputEvent::Kind::kKey, .code = ImGuiKey_UpArrow + 1, .down = down, .key = "Up"});
        window.frame();
      }
      window.frames(2);
    }
    EXPECT_FLOAT_EQ(window.document().wanted.voltage_infarct, 4.8F) << seconds;
  }
}

TEST(WindowInput, ANumberIsTypedAndConfirmedBetweenTwoFrames) {
  PanelDriver window(1280, 800);
  window.open("anterior-lad-infarct");
  const Rect box = window.place("thresholds/Viable from value");
  window.push({.kind = InputEvent::Kind::kMove, .x = box.x + box.width / 2, .y = box.y + box.height / 2});
  window.push({.kind = InputEvent::Kind::kButton, .code = 0, .down = true});
  window.push({.kind = InputEvent::Kind::kButton, .code = 0, .down = false});
  window.push_letters("7.25");
  window.push_key(ImGuiKey_Enter);
  window.push_key("D", 'd');  // the field has no keyboard any more: a key of the program again
  window.frames(2);
  EXPECT_FLOAT_EQ(window.document().wanted.voltage_viable, 7.25F);
  EXPECT_FALSE(window.document().scene.display.points);
}

TEST(WindowInput, BackspaceAndLettersKeepTheirOrder) {
  PanelDriver window(1280, 800);
  window.open("normal");
  window.click("tabs/Points");
  window.click("points/filter");
  window.push_letters("ab");
  window.push_key(ImGuiKey_Backspace);
  window.push_letters("c");
  window.push_key(ImGuiKey_Backspace);
  window.push_key(ImGuiKey_Backspace);
  window.push_letters("xy");
  window.frames(2);
  EXPECT_EQ(window.memory().point_filter, "xy");
}

TEST(WindowInput, EveryPlaceOfTheMouseIsHandedOn) {
  PanelDriver window(1280, 800);
  for (int i = 0; i < 500; ++i) window.push({.kind = InputEvent::Kind::kMove, .x = static_cast<float>(i), .y = 7});
  window.frames(0);
  EXPECT_EQ(window.mouse_path().size(), 500U) << "in one frame";
}

//! The places of a circle on the screen, told in so many pieces: fast hands and slow frames tell few of them at a time, but all in the end.
std::vector<ScreenPoint> looked_at(const std::vector<ScreenPoint>& line, double step) {
  Outline outline;
  std::vector<ScreenPoint> all;
  for (const ScreenPoint& at : line) {
    const std::vector<ScreenPoint> places = line_to(outline, at, step);
    all.insert(all.end(), places.begin(), places.end());
  }
  return all;
}

TEST(WindowInput, AnOutlineIsTheSameAtAnySpeedOfTheHand) {
  // A square of 300 pixels: the hand that is told at its corners alone, and the one that is told at every pixel.
  std::vector<ScreenPoint> corners;
  std::vector<ScreenPoint> pixels;
  const std::vector<ScreenPoint> square{{0, 0}, {300, 0}, {300, 300}, {0, 300}, {0, 0}};
  for (std::size_t i = 0; i + 1 < square.size(); ++i) {
    corners.push_back(square[i]);
    for (int p = 0; p < 300; ++p)
      pixels.push_back({square[i].x + (square[i + 1].x - square[i].x) * p / 300, square[i].y + (square[i + 1].y - square[i].y) * p / 300});
  }
  corners.push_back(square.back());
  pixels.push_back(square.back());
  const std::vector<ScreenPoint> few = looked_at(corners, 7);
  const std::vector<ScreenPoint> many = looked_at(pixels, 7);
  ASSERT_EQ(few.size(), many.size());
  for (std::size_t i = 0; i < few.size(); ++i) EXPECT_LT(std::hypot(few[i].x - many[i].x, few[i].y - many[i].y), 1e-6) << i;
  // Places stand as far from one another as they should, also where a piece is shorter than that.
  const std::vector<ScreenPoint> straight = looked_at({{0, 0}, {1, 0}, {2, 0}, {2.5, 0}, {100, 0}}, 3);
  for (std::size_t i = 1; i < straight.size(); ++i) EXPECT_NEAR(straight[i].x - straight[i - 1].x, 3, 1e-9);
}

TEST(WindowInput, TheStartPageIsGoneThroughByKeys) {
  PanelDriver window(1280, 800);
  ASSERT_GT(sample_maps().size(), 4U);
  for (const ImGuiKey key : {ImGuiKey_RightArrow, ImGuiKey_DownArrow, ImGuiKey_LeftArrow}) window.push_key(key);
  window.frames(1);
  EXPECT_EQ(window.memory().card, 3);
  window.strike(ImGuiKey_Enter);
  window.app().wait();
  window.frames(2);
  ASSERT_NE(window.state().document(), nullptr);
  EXPECT_EQ(window.state().document()->file, sample_maps()[3].file);
  EXPECT_FALSE(window.state().message);
}

TEST(WindowInput, TheButtonAboveTheCardsIsReachedByKeysAsWell) {
  PanelDriver window(1280, 800);
  window.strike(ImGuiKey_UpArrow);
  window.strike(ImGuiKey_Enter);
  EXPECT_EQ(window.state().dialog, Dialog::kOpen);
  window.strike(ImGuiKey_Escape);
  EXPECT_EQ(window.state().dialog, Dialog::kNone);
  for (const char* const key : {"D", "F2", "Space", "Ctrl+Z", "N", "1"}) window.key(key);
  EXPECT_FALSE(window.state().message) << "without a map they have nothing to do, and say nothing";
}

TEST(WindowInput, MenusOpenGoOnAndCloseByKeys) {
  PanelDriver window(1280, 800);
  window.open("normal");
  window.key("Alt+V");
  EXPECT_TRUE(window.items().contains("menu/View/Fit"));
  window.strike(ImGuiKey_Escape);
  EXPECT_FALSE(window.items().contains("menu/View/Fit"));
  window.key("F10");
  EXPECT_TRUE(window.items().contains("menu/File/Open..."));
  window.strike(ImGuiKey_Escape);
  window.key("Alt+H");
  ASSERT_TRUE(window.items().contains("menu/Help/Keys"));
  window.strike(ImGuiKey_DownArrow);
  window.strike(ImGuiKey_Enter);
  EXPECT_NE(window.state().dialog, Dialog::kNone) << "an entry was chosen";
  window.strike(ImGuiKey_Escape);
  ASSERT_EQ(window.state().dialog, Dialog::kNone);
  window.key("Alt+H");
  window.strike(ImGuiKey_DownArrow);
  window.strike(ImGuiKey_Enter);
  EXPECT_NE(window.state().dialog, Dialog::kNone) << "and the next time again";
}

class OpenDialog : public ::testing::Test {
 protected:
  OpenDialog() {
    fs::remove_all(folder);
    fs::create_directories(folder / "study one");
    fs::create_directories(folder / "second");
    fs::copy_file(VIAMYO_SOURCE_DIR "/sample_maps/normal.h5", folder / "study one" / "heart-a.h5");
    fs::copy_file(VIAMYO_SOURCE_DIR "/sample_maps/sparse-map.h5", folder / "study one" / "heart-b.h5");
    window.state().preferences.last_folder = folder.string();
    window.key("Ctrl+O");
  }
  ~OpenDialog() override { fs::remove_all(folder); }

  void opened() {
    window.app().wait();
    window.frames(2);
  }

  fs::path folder = fs::temp_directory_path() / ("viamyo open \xC3\xA4 " + std::to_string(::getpid()));
  PanelDriver window{1280, 800};
};

TEST_F(OpenDialog, APathIsTypedAndCompletedAndOpened) {
  window.type("st");
  window.strike(ImGuiKey_Tab);
  EXPECT_EQ(window.memory().files.name, "study one/");
  window.type("h");
  window.strike(ImGuiKey_Tab);
  EXPECT_EQ(window.memory().files.name, "study one/heart-");
  window.type("b");
  window.strike(ImGuiKey_Enter);  // the only one that begins so
  opened();
  ASSERT_NE(window.state().document(), nullptr);
  EXPECT_TRUE(window.state().document()->file.ends_with("heart-b.h5"));
}

TEST_F(OpenDialog, TheListIsGoneThroughByArrows) {
  window.strike(ImGuiKey_DownArrow);  // ..
  window.strike(ImGuiKey_DownArrow);  // second/
  window.strike(ImGuiKey_DownArrow);  // study one/
  window.strike(ImGuiKey_Enter);
  EXPECT_TRUE(window.memory().files.folder.ends_with("study one"));
  window.strike(ImGuiKey_DownArrow);
  window.strike(ImGuiKey_DownArrow);
  window.strike(ImGuiKey_Enter);
  opened();
  ASSERT_NE(window.state().document(), nullptr);
  EXPECT_TRUE(window.state().document()->file.ends_with("heart-a.h5"));
}

TEST_F(OpenDialog, WhatIsNotThereIsSaid) {
  window.type("nothing-like-it");
  window.strike(ImGuiKey_Enter);
  ASSERT_TRUE(window.state().message);
  EXPECT_TRUE(window.state().message->is_error);
  EXPECT_EQ(window.state().dialog, Dialog::kOpen);
}

TEST(FileList, ATypedPathIsCompletedAsFarAsNamesAgree) {
  const std::vector<FileEntry> entries{
      {"/d/Maps", true}, {"/d/map-1.h5", false}, {"/d/map-2.h5", false}, {"/d/\xC3\xA4rger.h5", false}, {"/d/\xC3\xB6l.h5", false}};
  const auto tab = [&](const std::string& text) { return completed(text, typed_path(text, "/d"), entries); };
  EXPECT_EQ(tab("map-"), "map-");
  EXPECT_EQ(tab("map-1"), "map-1.h5");
  EXPECT_EQ(tab("MAPS"), "Maps/");
  EXPECT_EQ(tab("x"), "x");
  EXPECT_EQ(tab("/d/\xC3\xA4"), "/d/\xC3\xA4rger.h5");
  EXPECT_EQ(tab(""), "") << "never half a letter";
  EXPECT_EQ(typed_path("a/../b/c", "/d").folder, "/d/b");
  EXPECT_EQ(typed_path("/x/", "/d").name, "");
  EXPECT_EQ(size_text(812), "812 bytes");
  EXPECT_EQ(size_text(41'940'000), "41.9 MB");
  EXPECT_EQ(size_text(999'960), "1.0 MB");
}

TEST(WindowInput, TheMapWithMostPointsStandsFirstAndTabsHaveACross) {
  PanelDriver window(1280, 800);
  window.open("normal");
  window.open("sparse-map");
  window.click("maps/close 1");
  ASSERT_EQ(window.state().documents.size(), 1U);
  EXPECT_TRUE(window.document().file.ends_with("sparse-map.h5"));
}

TEST(WindowInput, WhatStandsBelowTheThresholdsStaysWhereItIs) {
  PanelDriver window(1600, 1000);
  window.open("anterior-lad-infarct");
  const Rect before = window.place("show/Points");
  window.app().execute("set voltage_viable 8");
  window.app().wait();
  window.frames(2);
  EXPECT_EQ(window.place("show/Points").y, before.y);
}

TEST(WindowInput, AnErrorCoversNothingAndStays) {
  PanelDriver window(1280, 800);
  window.open("normal");
  const float views = window.place("scene/view 3").bottom();
  say(window.state(), std::string(900, 'x') + " is wrong", true);
  window.frames(2);
  const Rect told = window.place("message/text");
  EXPECT_GE(told.y, window.place("scene/view 3").bottom());
  EXPECT_LT(window.place("scene/view 3").bottom(), views);
  EXPECT_LE(told.bottom(), window.place("status/Drag").y);
  window.click("message/Dismiss");
  EXPECT_EQ(window.place("scene/view 3").bottom(), views);
  window.app().execute("messages");
  window.frames(2);
  EXPECT_TRUE(window.items().contains("dialog/message 1"));
}

TEST(WindowInput, ANoticeStandsInTheStatusBar) {
  PanelDriver window(1280, 800);
  window.open("normal");
  const float views = window.place("scene/view 3").bottom();
  say(window.state(), "Saved.");
  window.frames(2);
  EXPECT_EQ(window.place("scene/view 3").bottom(), views);
  EXPECT_GE(window.place("message/text").y, 770);
}

TEST(WindowInput, WarningsLeadToAllThatIsKnownOfTheMap) {
  PanelDriver window(1280, 800);
  window.open("anterior-lad-infarct");
  window.click("map/warnings");
  EXPECT_EQ(window.state().dialog, Dialog::kInfo);
  EXPECT_TRUE(window.items().contains("dialog/Warning"));
}

TEST(WindowInput, ALeavingUserIsAskedByKeys) {
  PanelDriver window(1280, 800);
  window.open("normal");
  window.app().execute("set voltage_viable 8");
  window.app().wait();
  window.key("Ctrl+Q");
  ASSERT_EQ(window.state().dialog, Dialog::kLeave);
  window.key("Escape");
  EXPECT_FALSE(window.state().quit);
  window.key("Ctrl+Q");
  window.key("Q");
  EXPECT_TRUE(window.state().quit);
}

TEST(WindowInput, DialogsStandInsideTheSmallestWindow) {
  for (const double scale : {1.0, 1.5}) {
    PanelDriver window(scale == 1.0 ? 1180.0F : 1920.0F, scale == 1.0 ? 700.0F : 1080.0F, scale);
    window.open("normal");
    const Rect all{0, 0, ImGui::GetIO().DisplaySize.x, ImGui::GetIO().DisplaySize.y};
    for (const char* const dialog :
         {"open", "save_as", "screenshot", "keys", "help", "about", "team", "unlock", "info", "messages", "open_with", "basis"}) {
      window.app().execute(std::string("dialog ") + dialog);
      window.frames(3);
      for (const auto& [name, rect] : window.items()) {
        if (!name.starts_with("dialog/") || rect.height > 200) continue;
        if (name.find('.') != std::string::npos || name.find("place ") != std::string::npos) continue;  // rows that scroll
        EXPECT_LE(rect.right(), all.width) << dialog << " " << name;
      }
      EXPECT_LE(window.place("dialog/Close").bottom(), all.height) << dialog;
      window.app().execute("dialog none");
    }
  }
}

}  // namespace
}  // namespace viamyo::viewer
