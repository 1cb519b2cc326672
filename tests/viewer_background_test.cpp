// Maps are read and analysed while the window goes on; files may change, break and vanish meanwhile.
#include <gtest/gtest.h>

#include <fstream>

#include "viamyo/analysis.h"
#include "viamyo/errors.h"
#include "viewer_session.h"

namespace viamyo::viewer {
namespace {

namespace fs = std::filesystem;

TEST(ViewerBackground, OpensWithoutWaiting) {
  App app;
  app.execute("open \"" + sample("normal") + "\"");
  EXPECT_TRUE(app.state().documents.empty());
  ASSERT_EQ(app.state().loading.size(), 1U);
  EXPECT_TRUE(app.is_busy());
  app.wait();
  EXPECT_FALSE(app.is_busy());
  EXPECT_TRUE(app.state().loading.empty());
  ASSERT_EQ(app.state().documents.size(), 1U);
  EXPECT_TRUE(is_current(front(app)));
}

TEST(ViewerBackground, ACancelledMapNeverComes) {
  App app;
  app.execute("open \"" + sample("normal") + "\" \"" + sample("refractory-angina") + "\"");
  app.execute("cancel");
  app.wait();
  EXPECT_TRUE(app.state().documents.empty());
}

TEST(ViewerBackground, ABrokenFileIsToldAndTheSessionGoesOn) {
  const Folder folder;
  std::ofstream(folder / "broken.h5") << "not a map";
  App app;
  open(app, sample("normal"));
  open(app, folder / "broken.h5");
  ASSERT_TRUE(app.state().message.has_value());
  EXPECT_TRUE(app.state().message->is_error);
  EXPECT_NE(app.state().message->text.find("broken.h5"), std::string::npos);
  ASSERT_EQ(app.state().documents.size(), 1U);
  run(app, "set voltage_viable 8");
  EXPECT_TRUE(is_current(front(app)));
}

TEST(ViewerBackground, NoLineBreakOfANameReachesAMessage) {
  const Folder folder;
  std::ofstream(folder / "two\nlines.h5") << "not a map";
  App app;
  app.open(folder / "two\nlines.h5");
  app.wait();
  ASSERT_TRUE(app.state().message.has_value());
  EXPECT_EQ(app.state().message->text.find('\n'), std::string::npos);
}

TEST(ViewerBackground, OnlyTheNewestSettingsAreAnalysed) {
  App app;
  open(app, sample("refractory-angina"));
  for (int i = 0; i < 50; ++i) app.execute("set voltage_viable " + std::to_string(7 + i * 0.01));
  EXPECT_FALSE(is_current(front(app)));
  app.wait();
  EXPECT_TRUE(is_current(front(app)));
  const Document& document = front(app);
  const Analysis fresh = analyze(*document.map, document.wanted, document.loaded->analysis_digest);
  EXPECT_EQ(document.analysis->fingerprint, fresh.fingerprint);
  EXPECT_EQ(document.analysis->class_area_mm2, fresh.class_area_mm2);
}

TEST(ViewerBackground, SettingsThatTheMapHasNothingForAreToldAndTheNumbersStayMarked) {
  App app;
  open(app, sample("sparse-map"));
  run(app, "set voltage_source stored shortening_source stored");
  const Document& document = front(app);
  ASSERT_FALSE(document.analysis_error.empty());
  EXPECT_FALSE(is_current(document));
  run(app, "undo");
  EXPECT_TRUE(is_current(document));
  EXPECT_TRUE(document.analysis_error.empty());
}

TEST(ViewerBackground, AFileThatChangesBreaksAndVanishesIsFollowed) {
  const Folder folder;
  const std::string file = folder / "map.h5";
  fs::copy_file(sample("normal"), file);
  App app;
  open(app, file);
  run(app, "set voltage_viable 8");
  const std::string first = front(app).loaded->content_digest;

  fs::remove(file);
  ASSERT_TRUE(comes_true(app, [&] { return front(app).note.find("gone") != std::string::npos; }));
  EXPECT_EQ(front(app).loaded->content_digest, first);

  Map changed = read_native(sample("normal")).map;
  find_field(changed.points.fields, field_name::kUnipolarVoltage)->values.at(0) += 0.5F;
  save_native(changed, file);
  ASSERT_TRUE(comes_true(app, [&] { return front(app).loaded->content_digest != first; }));
  app.wait();
  const std::string second = front(app).loaded->content_digest;
  EXPECT_EQ(front(app).wanted.voltage_viable, 8) << "the same map and points: what was set stays";
  EXPECT_TRUE(is_current(front(app)));

  fs::resize_file(file, fs::file_size(file) / 2);
  ASSERT_TRUE(comes_true(app, [&] { return front(app).note.find("cannot be used") != std::string::npos; }));
  EXPECT_EQ(front(app).loaded->content_digest, second) << "the old map stays whole";
  EXPECT_TRUE(is_current(front(app)));

  save_native(read_native(sample("normal")).map, file);
  ASSERT_TRUE(comes_true(app, [&] { return front(app).loaded->content_digest == first; }));
  app.wait();
  EXPECT_TRUE(is_current(front(app)));
}

TEST(ViewerBackground, AnotherSubjectInTheSameFileIsAskedAboutAndTakesNothingAlong) {
  const Folder folder;
  const std::string file = folder / "map.h5";
  fs::copy_file(sample("normal"), file);
  App app;
  open(app, file);
  run(app, "exclude 1");
  run(app, "landmark apex 1,2,3");
  fs::copy_file(sample("refractory-angina"), file, fs::copy_options::overwrite_existing);
  const std::string before = front(app).map->study.subject_id;
  run(app, "reload");
  const Document& document = front(app);
  EXPECT_EQ(document.map->study.subject_id, before) << "what is shown stays";
  EXPECT_EQ(document.wanted.excluded_points, std::vector<int>{1});
  EXPECT_EQ(app.state().dialog, Dialog::kOtherMap);
  EXPECT_NE(document.note.find("another map now"), std::string::npos) << document.note;
  run(app, "other_map keep");
  EXPECT_EQ(document.map->study.subject_id, before);
  app.state().dialog = Dialog::kNone;
  run(app, "other_map take");
  EXPECT_EQ(document.map->study.subject_id, read_native(sample("refractory-angina")).map.study.subject_id);
  EXPECT_TRUE(document.wanted.excluded_points.empty());
  EXPECT_FALSE(document.wanted.landmarks.apex.has_value());
  EXPECT_TRUE(document.undo.empty());
  EXPECT_NE(document.note.find("another map"), std::string::npos) << document.note;
  EXPECT_TRUE(is_current(document));
}

//! Where nothing says whose map it is, other places are another map.
TEST(ViewerBackground, AMapOfNobodyIsKeptWhereItsFileHoldsOtherPlaces) {
  const Folder folder;
  const std::string file = folder / "map.h5";
  Map map = read_native(sample("normal")).map;
  map.study.subject_id.clear();
  save_native(map, file);
  App app;
  open(app, file);
  const std::string first = front(app).loaded->content_digest;
  map.study.acquired = "2026-01-01";
  fs::remove(file);
  save_native(map, file);
  run(app, "reload");
  const std::string second = front(app).loaded->content_digest;
  EXPECT_NE(second, first) << "the same places: the same map";
  map.surface.vertices[7].x += 3;
  fs::remove(file);
  save_native(map, file);
  run(app, "reload");
  EXPECT_EQ(front(app).loaded->content_digest, second);
  EXPECT_TRUE(front(app).other);
}

TEST(ViewerBackground, TwentyMapsInTurn) {
  App app;
  const std::array<std::string, 4> names{"normal", "refractory-angina", "sparse-map", "apical-aneurysm"};
  for (std::size_t i = 0; i < 20; ++i) {
    open(app, sample(names.at(i % names.size())));
    ASSERT_EQ(app.state().documents.size(), 1U);
    const std::weak_ptr<const LoadedMap> loaded = front(app).loaded;
    run(app, "close");
    EXPECT_TRUE(loaded.expired()) << "a closed map takes no memory";
    EXPECT_EQ(app.state().current, -1);
  }
}

TEST(ViewerBackground, EndsWhileWorking) {
  for (int i = 0; i < 5; ++i) {
    App app;
    app.execute("open \"" + sample("normal") + "\" \"" + sample("refractory-angina") + "\"");
    app.tick();
  }
}

}  // namespace
}  // namespace viamyo::viewer
