// What the panels do when they are clicked, by the names of what is on them. No window, no OpenGL.
#include <unistd.h>

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>

#include "panel_driver.h"
#include "render/annotations.h"
#include "viamyo/presets.h"
#include "viewer/window/sample_maps.h"

namespace viamyo::viewer {
namespace {

TEST(Panels, TheStartPageOffersTheSampleMapsAndOpensOne) {
  PanelDriver window(1280, 800);
  for (const SampleMap& sample : sample_maps()) EXPECT_TRUE(window.items().contains("start/" + sample.name)) << sample.name;
  ASSERT_FALSE(sample_maps().empty());
  EXPECT_FALSE(sample_maps().front().story.empty());
  window.click("start/anterior-lad-infarct");
  window.app().wait();
  window.frames(2);
  ASSERT_NE(window.state().document(), nullptr);
  EXPECT_TRUE(window.items().contains("thresholds/Viable from"));
}

TEST(Panels, TheBandTellsTheReviewStateWhateverIsOpen) {
  for (const bool open : {false, true}) {
    PanelDriver window(1280, 800);
    if (open) window.open("normal");
    const Rect status = window.place("band/status");
    EXPECT_GT(status.width, 50);
    EXPECT_LT(status.right(), 1280);
  }
}

TEST(Panels, NothingStandsOutsideTheWindowAtAnySize) {
  struct Size {
    float width, height;
    double scale;
  };
  for (const Size& size : {Size{1280, 800, 1}, Size{1920, 1080, 1}, Size{3840, 2160, 2}, Size{960, 640, 1}}) {
    PanelDriver window(size.width, size.height, size.scale);
    window.open("anterior-lad-infarct");
    for (const char* const name :
         {"menu/File", "band/status", "thresholds/Viable from", "show/Points", "tabs/Segments", "scene/view 4", "why/card"}) {
      const Rect rect = window.place(name);
      EXPECT_GE(rect.x, 0) << name;
      EXPECT_LE(rect.right(), size.width + 1) << name << " at " << size.width;
    }
    EXPECT_LE(window.place("why/card").bottom(), size.height) << size.width;
  }
}

TEST(Panels, ADraggedSliderMovesTheThresholdAtOnceAndIsOneStepOfUndo) {
  PanelDriver window(1920, 1080);
  window.open("anterior-lad-infarct");
  const float before = window.document().wanted.voltage_viable;
  const double normal_before = window.document().analysis->class_area_mm2[1];
  window.drag("thresholds/Viable from", before / 15, 0.7F);
  EXPECT_NEAR(window.document().wanted.voltage_viable, 10.5, 0.4);
  EXPECT_FLOAT_EQ(window.document().scene.thresholds.voltage_viable_mV, window.document().wanted.voltage_viable);
  EXPECT_EQ(window.document().undo.size(), 1U);
  window.app().wait();
  EXPECT_LT(window.document().analysis->class_area_mm2[1], normal_before);
  window.app().execute("undo");
  EXPECT_FLOAT_EQ(window.document().wanted.voltage_viable, before);
}

TEST(Panels, AThresholdIsTypedToTheHundredth) {
  PanelDriver window(1920, 1080);
  window.open("anterior-lad-infarct");
  window.type("thresholds/Viable from value", "7.25");
  EXPECT_FLOAT_EQ(window.document().wanted.voltage_viable, 7.25F);
  window.type("thresholds/Viable from value", "7,5");  // as many keyboards write it
  EXPECT_FLOAT_EQ(window.document().wanted.voltage_viable, 7.5F);
  window.type("thresholds/Viable from value", "seven");
  EXPECT_FLOAT_EQ(window.document().wanted.voltage_viable, 7.5F);
}

// From whatever box, however often: Tab and Shift+Tab go round the three thresholds, and arrows step the one that has the keyboard.
TEST(Panels, TabLeadsFromThresholdToThreshold) {
  PanelDriver window(1920, 1080);
  window.open("anterior-lad-infarct");
  const auto tab = [&](bool back) {
    for (const bool down : {true, false})
      window.push(
          {.kind = InputEvent::Kind::kKey, .code = ImGuiKey_Tab + 1, .down = down, .key = back ? "Shift+Tab" : "Tab", .shift = back});
    window.frames(3);
  };
  const auto values = [&] {
    const Settings& s = window.document().wanted;
    return std::array{s.voltage_infarct, s.voltage_viable, s.shortening_ischemic_percent};
  };
  std::mt19937 random(2);
  tab(false);
  std::size_t at = 0;
  for (int step = 0; step < 40; ++step) {
    const std::array<float, 3> before = values();
    window.strike(step % 2 == 0 ? ImGuiKey_UpArrow : ImGuiKey_DownArrow);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(values().at(i) != before.at(i), i == at) << step << ": " << i << " of " << at;
    const bool back = random() % 2 == 0;
    tab(back);
    at = (at + (back ? 2 : 1)) % 3;
  }
}

// Up from the lower voltage, down from the higher one: the other goes along, nothing is refused, and one step is one undo.
TEST(Panels, AnArrowPushesTheOtherVoltageAlongAsADragDoes) {
  PanelDriver window(1920, 1080);
  window.open("anterior-lad-infarct");
  const auto expect_ordered = [&] {
    const Settings& s = window.document().wanted;
    EXPECT_LE(s.voltage_infarct, s.voltage_viable);
    EXPECT_FALSE(window.state().message && window.state().message->is_error);
  };
  window.strike(ImGuiKey_Tab);
  for (int i = 0; i < 30; ++i) {
    window.strike(ImGuiKey_UpArrow);
    expect_ordered();
  }
  EXPECT_FLOAT_EQ(window.document().wanted.voltage_infarct, 7.5F);
  EXPECT_FLOAT_EQ(window.document().wanted.voltage_viable, 7.5F);
  window.strike(ImGuiKey_Tab);
  for (int i = 0; i < 10; ++i) {
    window.strike(ImGuiKey_DownArrow);
    expect_ordered();
  }
  EXPECT_FLOAT_EQ(window.document().wanted.voltage_infarct, 6.5F);
  EXPECT_FLOAT_EQ(window.document().wanted.voltage_viable, 6.5F);
  window.strike(ImGuiKey_Escape);
  window.app().execute("undo");
  EXPECT_FLOAT_EQ(window.document().wanted.voltage_infarct, 6.6F);
  EXPECT_FLOAT_EQ(window.document().wanted.voltage_viable, 6.6F);
  // What is typed is taken at its word.
  window.type("thresholds/Infarcted below value", "9");
  ASSERT_TRUE(window.state().message);
  EXPECT_TRUE(window.state().message->is_error);
  EXPECT_FLOAT_EQ(window.document().wanted.voltage_infarct, 6.6F);
}

TEST(Panels, SwitchesShowAndHide) {
  PanelDriver window(1920, 1080);
  window.open("anterior-lad-infarct");
  ASSERT_TRUE(window.document().scene.display.points);
  window.click("show/Points");
  EXPECT_FALSE(window.document().scene.display.points);
  window.click("show/Points");
  EXPECT_TRUE(window.document().scene.display.points);
  window.click("show/Hide classes");
  EXPECT_TRUE(window.document().scene.display.classes_hidden);
  window.click("tabs/Regions");
  EXPECT_FALSE(window.items().contains("regions/" + window.document().analysis->regions.front().label)) << "regions would tell the classes";
}

TEST(Panels, ASegmentThatIsChosenStandsOut) {
  PanelDriver window(1920, 1080);
  window.open("anterior-lad-infarct");
  window.click("segments/7 mid anterior");
  EXPECT_EQ(window.document().scene.selection.segment, 7);
}

TEST(Panels, TablesSortByTheColumnThatIsClicked) {
  PanelDriver window(1920, 1080);
  window.open("anterior-lad-infarct");
  window.click("segments/head mV");
  window.frames(2);
  const Analysis& analysis = *window.document().analysis;
  int lowest = 1;
  for (int segment = 2; segment <= kSegmentCount; ++segment) {
    const auto mean = [&](int s) { return analysis.segments[static_cast<std::size_t>(s - 1)].unipolar_voltage_mV.mean; };
    if (std::isnan(mean(lowest)) || mean(segment) < mean(lowest)) lowest = segment;
  }
  const std::string top = "segments/" + std::to_string(lowest) + " " + std::string(segment_name(lowest));
  for (int segment = 1; segment <= kSegmentCount; ++segment) {
    const auto other = window.items().find("segments/" + std::to_string(segment) + " " + std::string(segment_name(segment)));
    if (other == window.items().end() || segment == lowest) continue;
    EXPECT_LT(window.place(top).y, other->second.y);
  }
}

TEST(Panels, ARegionExplainsItself) {
  PanelDriver window(1920, 1080);
  window.open("anterior-lad-infarct");
  window.click("tabs/Regions");
  const std::string label = window.document().analysis->regions[1].label;
  window.click("regions/" + label);
  EXPECT_EQ(window.document().scene.selection.region, 1);
  ASSERT_TRUE(window.document().why.has_value());
  EXPECT_EQ(window.document().why->region, "R2");
}

TEST(Panels, TheRegionsTabTellsTheTotalsOfTheClasses) {
  PanelDriver window(1180, 700);
  window.open("anterior-lad-infarct");
  window.click("tabs/Regions");
  window.frames(2);
  for (const char* const tissue : {"normal", "viable_ischemic", "infarcted", "indeterminate", "unmapped"}) {
    const Rect total = window.place(std::string("regions/total ") + tissue);
    EXPECT_LE(total.right(), 1180) << tissue;
    EXPECT_GT(total.width, 30) << tissue;
  }
  EXPECT_FALSE(window.items().contains("regions/total viable")) << "a class that this map's criteria do not have";
  const Analysis& analysis = *window.document().analysis;
  EXPECT_EQ(
      class_total_text(analysis, TissueClass::kViableIschemic, true),
      fmt::format("{:.1f} cm² · {:.0f} %", analysis.class_area_mm2[2] / 100, 100 * analysis.class_area_mm2[2] / analysis.mapped_area_mm2));
  EXPECT_EQ(class_total_text(analysis, TissueClass::kViableIschemic, false), "being updated");
}

TEST(Panels, TheLegendStandsBesideTheViewsAndNotOnThem) {
  for (const auto& [width, height, scale] :
       {std::array{1180.0, 700.0, 1.0}, std::array{1280.0, 800.0, 1.0}, std::array{1920.0, 1080.0, 1.5}}) {
    PanelDriver window(static_cast<float>(width), static_cast<float>(height), scale);
    window.open("anterior-lad-infarct");
    const Rect legend = window.place("scene/legend");
    EXPECT_GE(legend.y, window.place("scene/view 4").bottom() - 1);
    EXPECT_LE(legend.bottom(), height);
  }
}

TEST(Panels, OneClickShowsVoltageInColoursThatEveryoneReadsInOrder) {
  PanelDriver window(1920, 1080);
  window.open("normal");
  EXPECT_EQ(window.document().scene.display.palette, "electromechanical");
  window.click("colours/For all eyes: cividis");
  EXPECT_EQ(window.document().scene.display.palette, "cividis");
  window.frames(1);
  window.click("colours/NOGA colours");
  EXPECT_EQ(window.document().scene.display.palette, "electromechanical");
}

TEST(Panels, ALongNameOfARegionIsWrittenInTwoLines) {
  PanelDriver window(1180, 700);
  window.open("anterior-lad-infarct");
  window.click("tabs/Regions");
  window.frames(2);
  const std::string label = window.document().analysis->regions.front().label;
  ASSERT_NE(label.find(';'), std::string::npos);
  EXPECT_GE(window.place("regions/" + label).height, 30);
}

TEST(Panels, APointIsExcludedAndTakenBack) {
  PanelDriver window(1920, 1080);
  window.open("normal");
  window.click("tabs/Points");
  window.app().execute("select point 3");
  window.frames(2);
  window.click("points/Exclude");
  EXPECT_EQ(window.document().wanted.excluded_points, std::vector<int>{3});
  window.click("points/Include");
  EXPECT_TRUE(window.document().wanted.excluded_points.empty());
}

TEST(Panels, ALimitOfPointQualityIsTypedAndSwitchedOffAndOn) {
  PanelDriver window(1280, 800);
  window.open("trap-poor-contact");
  window.click("tabs/Points");
  EXPECT_FALSE(window.items().contains("quality/Location stability")) << "folded until it is asked for";
  window.click("quality/head");
  window.frames(2);
  EXPECT_TRUE(window.document().wanted.excluded_points.empty()) << "no limit is built in";
  const std::vector<int> rows = points_left_out(*window.document().map, {PointMeasure::kLocationStability, 2.5});
  ASSERT_FALSE(rows.empty());
  window.type("quality/Location stability limit", "2,5");
  EXPECT_EQ(window.document().wanted.excluded_points, rows);
  EXPECT_EQ(window.document().undo.size(), 1U);
  window.click("quality/Location stability");
  EXPECT_TRUE(window.document().wanted.excluded_points.empty());
  window.click("quality/Location stability");
  EXPECT_EQ(window.document().wanted.excluded_points, rows) << "as it was before";
  window.type("quality/Location stability limit", "much");
  EXPECT_TRUE(window.state().message->is_error);
  EXPECT_EQ(window.document().wanted.excluded_points, rows);
}

TEST(Panels, AllMeasuresOfThePointsAreSeenAtOnce) {
  struct Size {
    float width, height;
    double scale;
  };
  for (const Size& size : {Size{1280, 800, 1}, Size{1920, 1080, 1}, Size{3840, 2160, 2}}) {
    PanelDriver window(size.width, size.height, size.scale);
    window.open("trap-poor-contact");
    window.click("tabs/Points");
    window.click("quality/head");
    window.frames(3);
    for (const char* const name : {"Cycle length deviation", "Location stability", "Loop stability", "Distance from surface"}) {
      const Rect row = window.place(std::string("quality/") + name);
      EXPECT_LE(window.place(std::string("quality/") + name + " limit").right(), size.width) << name;
      EXPECT_LT(row.bottom() + 2 * row.height, window.place("points/head State").y) << name << " at " << size.width;
    }
    EXPECT_LE(window.place("points/Exclude").bottom(), window.place("why/card").y);
  }
}

TEST(Panels, OnlyWhatTheMapTellsOfItsPointsIsOffered) {
  PanelDriver window(1280, 800);
  window.app().execute("open \"" VIAMYO_SOURCE_DIR "/tests/corpus/valid/carto-study.zip\"");
  window.app().wait();
  window.frames(3);
  window.click("tabs/Points");
  window.click("quality/head");
  window.frames(2);
  EXPECT_TRUE(window.items().contains("quality/Distance from surface"));
  EXPECT_FALSE(window.items().contains("quality/Loop stability"));
}

TEST(Panels, TheFilterLeavesOnlyExcludedPoints) {
  PanelDriver window(1920, 1080);
  window.open("normal");
  window.app().execute("exclude 5");
  window.app().wait();
  window.click("tabs/Points");
  window.type("points/filter", "excluded");
  const auto rows = std::count_if(window.items().begin(), window.items().end(), [](const auto& item) {
    return item.first.starts_with("points/") && item.first.find('#') != std::string::npos;
  });
  EXPECT_LT(rows, 12);
}

TEST(Panels, AMessageStandsUntilItIsDismissed) {
  PanelDriver window(1280, 800);
  window.app().try_execute("open /nowhere/at-all.h5");
  window.app().wait();
  window.frames(2);
  ASSERT_TRUE(window.state().message.has_value());
  window.click("message/Dismiss");
  EXPECT_FALSE(window.state().message.has_value());
}

TEST(Panels, TwoPatientsAreToldApartInTheirTabs) {
  PanelDriver window(1920, 1080);
  window.open("normal");
  window.open("anterior-lad-infarct");
  ASSERT_EQ(window.state().documents.size(), 2U);
  const std::string subject = window.state().documents[0].map->study.subject_id;
  window.click("maps/\u00AB" + subject + "\u00BB · \u00ABnormal\u00BB");
  EXPECT_EQ(window.state().current, 0);
}

TEST(Panels, AStudyWithSeveralMapsAsksWhichOne) {
  PanelDriver window(1280, 800);
  window.app().execute("open \"" VIAMYO_SOURCE_DIR "/tests/corpus/malformed/two-maps.zip\"");
  window.app().wait();
  window.frames(3);
  EXPECT_EQ(window.state().dialog, Dialog::kChooseMap);
  window.click("dialog/2-RV: 0 points");
  window.app().wait();
  window.frames(2);
  EXPECT_EQ(window.state().dialog, Dialog::kNone);
  ASSERT_NE(window.state().document(), nullptr);
  EXPECT_EQ(window.document().map->study.map_id, "2-RV");
}

TEST(Panels, TheMapIsChosenByKeysAsWell) {
  PanelDriver window(1280, 800);
  window.app().execute("open \"" VIAMYO_SOURCE_DIR "/tests/corpus/malformed/two-maps.zip\"");
  window.app().wait();
  window.frames(3);
  window.strike(ImGuiKey_DownArrow);
  window.strike(ImGuiKey_Enter);
  window.app().wait();
  window.frames(2);
  ASSERT_NE(window.state().document(), nullptr);
  EXPECT_EQ(window.document().map->study.map_id, "2-RV");
}

TEST(Panels, WhatIsSaidOfOneFileDoesNotHideThatAnotherCouldNotBeRead) {
  PanelDriver window(1280, 800);
  window.app().open(VIAMYO_SOURCE_DIR "/tests/corpus/malformed/virtual.h5");
  window.app().open(VIAMYO_SOURCE_DIR "/tests/corpus/valid/text.ply");
  window.app().wait();
  window.frames(2);
  ASSERT_TRUE(window.state().message);
  EXPECT_TRUE(window.state().message->is_error);
  EXPECT_NE(window.state().message->text.find("virtual.h5"), std::string::npos);
}

TEST(Panels, AMessageGoesWithTheChangeThatItSpeaksOf) {
  PanelDriver window(1280, 800);
  window.open("anterior-lad-infarct");
  window.app().execute("exclude location_stability>2");
  window.app().wait();
  ASSERT_TRUE(window.state().message);
  window.app().execute("undo");
  window.app().wait();
  EXPECT_FALSE(window.state().message);
}

TEST(Panels, KeysOfTheTabsFollowTheirOrder) {
  PanelDriver window(1280, 800);
  window.open("normal");
  float last = -1;
  for (int i = 1; i <= 6; ++i) {
    window.key("Ctrl+" + std::to_string(i));
    const std::array names{"Segments", "Review", "Regions", "Points", "Signals", "Plot"};
    const std::array tabs{SideTab::kSegments, SideTab::kReview,       SideTab::kRegions,
                          SideTab::kPoints,   SideTab::kElectrograms, SideTab::kPlot};
    EXPECT_EQ(window.state().side_tab, tabs.at(static_cast<std::size_t>(i - 1)));
    const float x = window.place(std::string("tabs/") + names.at(static_cast<std::size_t>(i - 1))).x;
    EXPECT_GT(x, last);
    last = x;
  }
}

TEST(Panels, WhatIsThereIsReplacedOnlyByAButtonThatSaysSo) {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("viamyo_save_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "view.png") << "a picture";
  PanelDriver window(1280, 800);
  int written = 0;
  window.app().services().screenshot = [&](const std::filesystem::path&, int, int) { ++written; };
  window.open("normal");
  window.state().preferences.last_folder = folder.string();
  window.app().execute("screenshot");
  window.frames(2);
  window.type("dialog/name", "view");
  EXPECT_EQ(written, 0);
  EXPECT_EQ(window.state().dialog, Dialog::kScreenshot);
  window.click("dialog/Replace");
  EXPECT_EQ(written, 1);
  std::filesystem::remove_all(folder);
}

TEST(Panels, DialogsOpenByMenuAndCloseByTheirButton) {
  PanelDriver window(1280, 800);
  window.app().execute("keys");
  window.frames(3);
  EXPECT_TRUE(window.items().contains("dialog/Close"));
  EXPECT_TRUE(window.items().contains("keys/open"));
  window.click("dialog/Close");
  EXPECT_EQ(window.state().dialog, Dialog::kNone);
}

}  // namespace
}  // namespace viamyo::viewer
