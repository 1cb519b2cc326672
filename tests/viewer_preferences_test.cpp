// What is remembered from one start to the next.
#include "preferences.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "viamyo/palette.h"
#include "viewer_session.h"

namespace viamyo::viewer {
namespace {

TEST(ViewerPreferences, ComeBackAsTheyWereWritten) {
  const Folder folder;
  Preferences written;
  written.theme = "light";
  written.palette = palettes().back().name;
  written.last_folder = "/data/maps with \"quotes\"";
  written.recent = {"/data/a.h5", "/data/ö.h5"};
  written.window_width = 1280;
  written.window_height = 800;
  const std::string file = folder / "new folder/viewer.toml";
  write_preferences(file, written);
  const ReadPreferences read = read_preferences(file);
  EXPECT_EQ(read.preferences, written);
  EXPECT_EQ(read.message, "");
}

TEST(ViewerPreferences, ABrokenFileIsNoReasonNotToStart) {
  const Folder folder;
  std::ofstream(folder / "viewer.toml") << "theme = [[[";
  const ReadPreferences read = read_preferences(folder / "viewer.toml");
  EXPECT_EQ(read.preferences, Preferences{});
  EXPECT_NE(read.message.find("viewer.toml"), std::string::npos);
  EXPECT_EQ(read_preferences(folder / "none.toml").message, "") << "a first start is no error";
}

TEST(ViewerPreferences, WhatMakesNoSenseIsLeftAtItsDefault) {
  const Folder folder;
  std::ofstream(folder / "viewer.toml")
      << "theme = \"pink\"\npalette = 7\nwindow_width = -3\nwindow_height = 700\nrecent = [1, \"/a.h5\"]\n";
  const Preferences read = read_preferences(folder / "viewer.toml").preferences;
  EXPECT_EQ(read.theme, "dark");
  EXPECT_EQ(read.palette, Preferences{}.palette);
  EXPECT_EQ(read.window_width, Preferences{}.window_width);
  EXPECT_EQ(read.window_height, 700);
  EXPECT_EQ(read.recent, (std::vector<std::string>{"/a.h5"}));
}

TEST(ViewerPreferences, LieInTheConfigFolder) {
  ::setenv("XDG_CONFIG_HOME", "/somewhere/config", 1);
  EXPECT_EQ(preferences_file(), "/somewhere/config/viamyo/viewer.toml");
  ::setenv("XDG_CONFIG_HOME", "relative", 1);
  ::setenv("HOME", "/home/somebody", 1);
  EXPECT_EQ(preferences_file(), "/home/somebody/.config/viamyo/viewer.toml");
  ::unsetenv("XDG_CONFIG_HOME");
  ::unsetenv("HOME");
  EXPECT_EQ(preferences_file(), "");
}

TEST(ViewerPreferences, AreKeptAsTheyChangeAndOnlyWhenAskedFor) {
  const Folder folder;
  {
    App app;
    app.remember_in(folder / "viewer.toml");
    open(app, sample("normal"));
    run(app, "theme light");
  }
  const Preferences read = read_preferences(folder / "viewer.toml").preferences;
  EXPECT_EQ(read.theme, "light");
  ASSERT_EQ(read.recent.size(), 1U);
  EXPECT_TRUE(read.recent.front().ends_with("/sample_maps/normal.h5"));
  EXPECT_TRUE(read.last_folder.ends_with("/sample_maps"));
}

TEST(ViewerPreferences, TheNewestFileComesFirstAndEachOnce) {
  App app;
  for (const char* const name : {"normal", "sparse-map", "normal"}) {
    open(app, sample(name));
    run(app, "close");
  }
  const std::vector<std::string>& recent = app.state().preferences.recent;
  ASSERT_EQ(recent.size(), 2U);
  EXPECT_TRUE(recent[0].ends_with("normal.h5"));
  EXPECT_TRUE(recent[1].ends_with("sparse-map.h5"));
}

TEST(ViewerPreferences, AFolderThatCannotBeWrittenIsTold) {
  const Folder folder;
  std::ofstream(folder / "file") << "in the way";
  App app;
  app.remember_in(folder / "file/viewer.toml");
  run(app, "theme light");
  ASSERT_TRUE(app.state().message.has_value());
  EXPECT_TRUE(app.state().message->is_error);
}

}  // namespace
}  // namespace viamyo::viewer
