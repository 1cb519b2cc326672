// The commands that menus, keys and scripts share.
#include "../src/analysis/split_line.h"
#include "commands.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <set>
#include <utility>

#include "hover.h"
#include "measuring.h"
#include "meshes.h"
#include "viamyo/errors.h"
#include "viewer_session.h"

namespace viamyo::viewer {
namespace {

using Words = std::vector<std::string>;

TEST(ViewerCommands, ALineIsWordsQuotesAndAComment) {
  EXPECT_EQ(split_line("open \"a b.h5\"  c#d.h5 # and more"), (Words{"open", "a b.h5", "c#d.h5"}));
  EXPECT_EQ(split_line("  # nothing"), Words{});
  EXPECT_EQ(split_line("set \"\" x\r"), (Words{"set", "", "x"}));
  EXPECT_THROW(split_line("open \"a"), UsageError);
}

TEST(ViewerCommands, NamesAreUniqueAndUnknownOnesAreToldWithTheNearest) {
  std::set<std::string_view> names;
  for (const Command& command : commands()) EXPECT_TRUE(names.insert(command.name).second && !command.help.empty()) << command.name;
  App app;
  try {
    app.execute("layuot single");
    FAIL();
  } catch (const UsageError& error) {
    EXPECT_NE(std::string(error.what()).find("'layout'"), std::string::npos) << error.what();
  }
}

TEST(ViewerCommands, WithoutAMapNothingThatNeedsOneRuns) {
  App app;
  for (const char* const line : {"set voltage_viable 8", "undo", "layout single", "view ap", "select point 0", "save_as x.h5", "close",
                                 "tab 1", "print classes", "measure 0,0,0 1,1,1", "reload"})
    EXPECT_THROW(app.execute(line), UsageError) << line;
}

TEST(ViewerCommands, ThresholdsGiveTheNumbersOfTheCommandLine) {
  App app;
  open(app, sample("anterior-lad-infarct"));
  run(app, "set voltage_viable 8.1 shortening_ischemic 10");
  const LoadedMap loaded = read_native(sample("anterior-lad-infarct"));
  const Analysis expected =
      analyze(loaded.map, make_settings("", {{"voltage_viable", "8.1"}, {"shortening_ischemic", "10"}}), loaded.analysis_digest);
  EXPECT_EQ(front(app).analysis->fingerprint, expected.fingerprint);
  EXPECT_EQ(front(app).analysis->class_area_mm2, expected.class_area_mm2);
  EXPECT_EQ(front(app).scene.thresholds, expected.thresholds);
  EXPECT_EQ(front(app).wanted.preset, "custom");
  EXPECT_EQ(to_string(front(app).review.status), "unconfirmed");
  run(app, "preset keck-pet");
  EXPECT_EQ(front(app).analysis->fingerprint, analyze(loaded.map, make_settings("keck-pet", {}), loaded.analysis_digest).fingerprint);
}

TEST(ViewerCommands, TwoTabsNeverMixIdentity) {
  App app;
  app.execute("open \"" + sample("normal") + "\" \"" + sample("refractory-angina") + "\"");
  app.wait();
  ASSERT_EQ(app.state().documents.size(), 2U);
  app.execute("tab 1");
  app.execute("set voltage_viable 9");
  app.execute("mark 0,0,0");
  app.execute("tab 2");  // while the first is still being analysed
  app.execute("set voltage_viable 8");
  app.wait();
  EXPECT_TRUE(app.state().marks.empty());
  for (const Document& document : app.state().documents) {
    const LoadedMap alone = read_native(document.file);
    EXPECT_EQ(document.map->study.map_id, alone.map.study.map_id);
    EXPECT_EQ(document.analysis->fingerprint, analyze(alone.map, document.wanted, alone.analysis_digest).fingerprint);
  }
  EXPECT_FLOAT_EQ(app.state().documents[0].wanted.voltage_viable, 9);
  EXPECT_FLOAT_EQ(app.state().documents[1].wanted.voltage_viable, 8);
  open(app, sample("normal"));
  EXPECT_EQ(app.state().documents.size(), 2U) << "an open map comes to the front";
  EXPECT_EQ(app.state().current, 0);
  run(app, "close");
  EXPECT_EQ(front(app).file, sample("refractory-angina"));
}

TEST(ViewerCommands, WhatIsSavedIsTheMapInFrontWhenItWasAskedFor) {
  const Folder folder;
  App app;
  open(app, sample("normal"));
  app.execute("exclude 2");
  app.execute("open \"" + sample("refractory-angina") + "\"");
  app.execute("save_as \"" + (folder / "out.h5") + "\"");
  const LoadedMap saved = read_native(folder / "out.h5");
  const LoadedMap source = read_native(sample("normal"));
  EXPECT_EQ(saved.map.study.map_id, source.map.study.map_id);
  EXPECT_EQ(saved.map.study.derived_from, source.sha256);
  EXPECT_EQ(saved.map.provenance.size(), source.map.provenance.size() + 1);
  EXPECT_FALSE(is_accepted(saved.map.points, 2));
  EXPECT_NE(find_field(saved.map.surface.fields, "Class"), nullptr);
}

TEST(ViewerCommands, InputsAreNeverWrittenTo) {
  const Folder folder;
  const std::string file = folder / "map.h5";
  std::filesystem::copy_file(sample("normal"), file);
  const std::string before = read_native(file).sha256;
  App app;
  open(app, file);
  std::filesystem::create_symlink(file, folder / "link.h5");
  for (const std::string& out :
       {file, folder / "../" + std::filesystem::path(file).parent_path().filename().string() + "/map.h5", folder / "link.h5"})
    EXPECT_THROW(app.execute("save_as \"" + out + "\""), UsageError) << out;
  EXPECT_THROW(app.execute("save_as \"" + (folder / "map.txt") + "\""), UsageError);
  EXPECT_EQ(read_native(file).sha256, before);
}

TEST(ViewerCommands, ANativeMapHasNoMapsToChooseFrom) {
  App app;
  EXPECT_THROW(app.execute("open_map \"" + sample("normal") + "\" 1-LV"), UsageError);
  EXPECT_TRUE(app.state().documents.empty());
}

TEST(ViewerCommands, ABullseyeWithoutItsLandmarksIsRefused) {
  App app;
  open(app, VIAMYO_SOURCE_DIR "/tests/corpus/valid/text.ply");
  EXPECT_THROW(app.execute("layout bullseye"), UsageError);
  EXPECT_THROW(app.execute("kind 1 bullseye"), UsageError);
  EXPECT_EQ(front(app).scene.views.front().kind, ViewKind::kSurface);
}

TEST(ViewerCommands, AReviewedMapIsNotReplaced) {
  const Folder folder;
  const std::string reviewed = folder / "reviewed.h5";
  std::filesystem::copy_file(sample("sparse-map"), reviewed);
  std::ofstream(reviewed + ".review.jsonl") << "a log\n";
  const std::string before = read_native(reviewed).sha256;
  App app;
  open(app, sample("normal"));
  EXPECT_THROW(app.execute("save_as \"" + reviewed + "\""), UsageError);
  EXPECT_EQ(read_native(reviewed).sha256, before);
}

TEST(ViewerCommands, APictureIsWrittenOverNothingButPictures) {
  const Folder folder;
  const std::string other = folder / "other.h5";
  App app;
  int pictures = 0;
  app.services().screenshot = [&](const std::filesystem::path&, int, int) { ++pictures; };
  app.services().window_screenshot = [&](const std::filesystem::path&) { ++pictures; };
  open(app, sample("normal"));
  EXPECT_THROW(app.execute("screenshot \"" + other + "\""), UsageError);
  EXPECT_THROW(app.execute("window_screenshot \"" + other + "\""), UsageError);
  EXPECT_EQ(pictures, 0);
  app.execute("screenshot \"" + (folder / "view.png") + "\"");
  EXPECT_EQ(pictures, 1);
}

// A size that is not seen is said; steps begin at what is seen, so that none of them does nothing.
TEST(ViewerCommands, TextsGrowAsFarAsTheWindowHasRoomAndItIsSaid) {
  App app;
  int room = 100;
  app.services().text_room = [&] { return room; };
  const auto size = [&] { return app.state().preferences.text_size; };
  const auto said = [&] { return app.state().message ? std::exchange(app.state().message, {})->text : std::string(); };
  app.execute("text_size larger");
  EXPECT_EQ(size(), 100);
  EXPECT_EQ(said(), "This window has room for texts of 100 %; 110 % need a larger one.");
  app.execute("text_size 150");
  EXPECT_EQ(size(), 150) << "remembered, for a larger window";
  EXPECT_NE(said().find("150 % need a larger one"), std::string::npos);
  app.execute("text_size smaller");
  EXPECT_EQ(size(), 90);
  EXPECT_EQ(said(), "");
  room = 165;
  app.execute("text_size 160");
  EXPECT_EQ(said(), "");
  app.execute("text_size larger");
  EXPECT_EQ(size(), 165);
  EXPECT_NE(said(), "");
  room = 60;  // less than the least size: that is drawn
  app.execute("text_size smaller");
  EXPECT_EQ(size(), 80);
  EXPECT_THROW(app.execute("text_size 70"), UsageError);
}

TEST(ViewerCommands, ViewsShowWhatTheyAreTold) {
  App app;
  open(app, sample("normal"));
  run(app, "layout pair");
  run(app, "overlay 2 class");
  const SceneState& scene = front(app).scene;
  ASSERT_EQ(scene.views.size(), 2U);
  EXPECT_EQ(scene.views[1].overlay.kind, OverlayKind::kClass);
  run(app, "view rao30");
  EXPECT_EQ(scene.views[0].camera, scene.views[1].camera);
  EXPECT_EQ(scene.views[1].title, "RAO 30");
  run(app, "link off");
  run(app, "turn 1 20 0");
  EXPECT_NE(scene.views[0].camera, scene.views[1].camera);
  EXPECT_EQ(scene.views[0].title, "") << "a turned view is no standard view";
  run(app, "link on");
  EXPECT_EQ(scene.views[0].camera, scene.views[1].camera);
  run(app, "range unipolar 2 14");
  EXPECT_EQ(range_of(scene, {OverlayKind::kUnipolar}, *front(app).map), (DisplayRange{2, 14}));
  run(app, "range unipolar default");
  EXPECT_TRUE(scene.ranges.empty());
  run(app, "show mesh on");
  EXPECT_TRUE(scene.display.mesh_edges);
  const SceneState before = scene;
  for (const char* const line : {"overlay 3 class", "overlay 1 nonsense", "view nowhere", "range unipolar 9 2", "show mesh maybe",
                                 "opacity 0", "palette none", "layout five", "zoom 1 0", "beat 2", "kind 1 cube"})
    EXPECT_THROW(app.execute(line), UsageError) << line;
  EXPECT_EQ(scene, before) << "a wrong argument changes nothing";
}

TEST(ViewerCommands, SelectingSaysWhyAndFliesThere) {
  App app;
  open(app, sample("anterior-lad-infarct"));
  run(app, "select region 2");
  const Document& document = front(app);
  EXPECT_EQ(document.scene.selection.region, 1);
  ASSERT_TRUE(document.why);
  EXPECT_EQ(document.why->sentence, explain_item(*document.map, *document.analysis, "R2").sentence);
  run(app, "select point 5");
  EXPECT_EQ(document.scene.selection.point, 5);
  Vec3 centre;
  for (const Vec3& vertex : document.map->surface.vertices) centre += vertex / static_cast<double>(document.map->surface.vertices.size());
  const Vec3 outward = normalized(document.map->points.positions[5] - centre);
  EXPECT_NEAR(dot(document.scene.views[0].camera.direction, outward), -1, 1e-9) << "seen from outside";
  EXPECT_NEAR(dot(document.scene.views[0].camera.direction, document.scene.views[0].camera.up), 0, 1e-9);
  run(app, "select vertex 100");
  EXPECT_EQ(document.why->sentence, explain_vertex(*document.map, *document.analysis, 100).sentence);
  run(app, "select region 1");
  run(app, "set voltage_viable 9");
  EXPECT_EQ(document.scene.selection.region, -1) << "R1 may be another region now";
  EXPECT_FALSE(document.why);
  EXPECT_THROW(app.execute("select zone 99"), UsageError);
}

TEST(ViewerCommands, OnlyAMappingPointsOwnValueIsCalledMeasured) {
  App app;
  open(app, sample("normal"));
  run(app, "set voltage_source interpolated shortening_source interpolated");
  const Document& document = front(app);
  const SurfacePoint place = document.closest->find(document.map->points.positions[0]);
  hover_at(app.state(), 0, place, -1);
  EXPECT_EQ(app.state().hover.text.find("measured"), std::string::npos) << app.state().hover.text;
  EXPECT_NE(app.state().hover.text.find("interpolated"), std::string::npos);
  EXPECT_NE(app.state().hover.text.find("unconfirmed"), std::string::npos);
  hover_at(app.state(), 0, place, 0);
  EXPECT_NE(app.state().hover.text.find("Mapping point 0"), std::string::npos) << app.state().hover.text;
  run(app, "hide_classes on");
  hover_at(app.state(), 0, place, -1);
  EXPECT_EQ(app.state().hover.text.find("unconfirmed"), std::string::npos) << "guess first";
  EXPECT_EQ(origin_on_surface(Source::kStored), "stored in the file");
  EXPECT_EQ(origin_on_surface(Source::kRecomputed), "recomputed from motion");
}

TEST(ViewerCommands, LeavingOutAPointOfAStoredSurfaceSaysThatItChangesNothing) {
  App app;
  open(app, sample("normal"));
  run(app, "exclude 1");
  const bool stored = front(app).analysis->values.voltage_source == Source::kStored;
  EXPECT_EQ(app.state().message.has_value(), stored);
  run(app, "set voltage_source interpolated shortening_source interpolated");
  app.execute("dismiss");
  run(app, "exclude 2");
  EXPECT_FALSE(app.state().message.has_value());
}

TEST(ViewerMeasuring, DistancesOnAPlaneAreStraight) {
  const Surface surface = meshes::planar_grid(40, 40, 20, 20);
  const ClosestPoint closest(surface);
  const SurfacePath path = shortest_path(surface, closest.find({3.1, 4.3, 0}), closest.find({33.7, 25.9, 0}));
  EXPECT_NEAR(path.length_mm, std::hypot(30.6, 21.6), 0.01 * path.length_mm);
  ASSERT_FALSE(path.pieces.empty());
  EXPECT_EQ(path.pieces.front().from, closest.find({3.1, 4.3, 0}).position);
  EXPECT_NEAR(distance(path.pieces.back().to, {33.7, 25.9, 0}), 0, 1e-9);
}

TEST(ViewerMeasuring, TheAreaInsideALineOnAPlane) {
  const Surface surface = meshes::planar_grid(40, 40, 20, 20);
  const ClosestPoint closest(surface);
  const std::vector<Vec3> corners{{8.3, 7.1, 0}, {29.9, 9.7, 0}, {25.3, 31.7, 0}, {10.1, 27.3, 0}};
  std::vector<PathSegment> line;
  double twice = 0;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Vec3& a = corners[i];
    const Vec3& b = corners[(i + 1) % corners.size()];
    const SurfacePath leg = shortest_path(surface, closest.find(a), closest.find(b));
    line.insert(line.end(), leg.pieces.begin(), leg.pieces.end());
    twice += a.x * b.y - b.x * a.y;
  }
  EXPECT_NEAR(enclosed_area_mm2(surface, line), std::abs(twice) / 2, 0.02 * std::abs(twice) / 2);
}

TEST(ViewerMeasuring, ASphereIsMeasuredWithinThreePercent) {
  constexpr double kRadius = 30;
  const Surface surface = meshes::icosphere(kRadius, 4);
  const ClosestPoint closest(surface);
  const auto on_sphere = [&](double polar, double azimuth) {
    return closest.find(kRadius * Vec3{std::sin(polar) * std::cos(azimuth), std::sin(polar) * std::sin(azimuth), std::cos(polar)});
  };
  const double quarter = kRadius * meshes::kPi / 2;
  EXPECT_NEAR(shortest_path(surface, on_sphere(0.1, 0.3), on_sphere(0.1 + meshes::kPi / 2, 0.3)).length_mm, quarter, 0.03 * quarter);
  // An eighth of a sphere: three places a quarter of the circumference apart.
  std::vector<PathSegment> line;
  const std::array<SurfacePoint, 3> corners{closest.find({kRadius, 0.1, 0.2}), closest.find({0.3, kRadius, 0.1}),
                                            closest.find({0.2, 0.1, kRadius})};
  for (std::size_t i = 0; i < 3; ++i) {
    const SurfacePath leg = shortest_path(surface, corners.at(i), corners.at((i + 1) % 3));
    line.insert(line.end(), leg.pieces.begin(), leg.pieces.end());
  }
  const double eighth = meshes::kPi * kRadius * kRadius / 2;
  EXPECT_NEAR(enclosed_area_mm2(surface, line), eighth, 0.03 * eighth);
}

TEST(ViewerMeasuring, PlacesThatAreNotJoinedHaveNoLine) {
  Surface other = meshes::planar_grid(10, 10, 3, 3);
  for (Vec3& vertex : other.vertices) vertex.z = 50;
  const Surface surface = meshes::joined(meshes::planar_grid(10, 10, 3, 3), other);
  const ClosestPoint closest(surface);
  EXPECT_TRUE(shortest_path(surface, closest.find({5, 5, 0}), closest.find({5, 5, 50})).pieces.empty());
}

TEST(ViewerCommands, ToolsMeasureAndPlace) {
  App app;
  open(app, sample("normal"));
  const std::vector<Vec3>& v = front(app).map->surface.vertices;
  const auto at = [&](std::size_t i) { return std::to_string(v[i].x) + "," + std::to_string(v[i].y) + "," + std::to_string(v[i].z); };
  run(app, "tool measure");
  run(app, "mark " + at(10));
  EXPECT_EQ(app.state().measured, "");
  run(app, "mark " + at(900));
  EXPECT_NE(app.state().measured.find("mm along the surface"), std::string::npos);
  EXPECT_GE(front(app).scene.path.size(), 2U);
  EXPECT_TRUE(front(app).scene.path_label.ends_with(" mm")) << "the number stands at the line as well: " << front(app).scene.path_label;
  run(app, "mark " + at(20));
  EXPECT_EQ(front(app).scene.path_label, "");
  EXPECT_EQ(app.state().marks.size(), 1U) << "a third mark begins anew";
  run(app, "tool landmark apex");
  run(app, "mark " + at(30));
  ASSERT_TRUE(front(app).wanted.landmarks.apex);
  EXPECT_NEAR(distance(*front(app).wanted.landmarks.apex, v[30]), 0, 1e-5);
  EXPECT_EQ(app.state().tool, Tool::kTurn);
  EXPECT_THROW(app.execute("patch"), UsageError);
}

TEST(ViewerScript, RunsThePrintedNumbers) {
  const Folder folder;
  std::ofstream(folder / "a.txt") << "# a session\nopen \"" << sample("normal")
                                  << "\"\nset voltage_viable 8\nprint classes\nquit\nnonsense\n";
  App app;
  std::string text;
  app.services().print = [&](std::string_view more) { text += more; };
  run_script(app, folder / "a.txt");
  EXPECT_TRUE(app.state().quit);
  EXPECT_NE(text.find("unconfirmed"), std::string::npos);
  char line[64];
  std::snprintf(line, sizeof line, "normal %.1f mm2", area(app, TissueClass::kNormal));
  EXPECT_NE(text.find(line), std::string::npos) << text;
  run(app, "hide_classes on");
  text.clear();
  run(app, "print classes");
  EXPECT_EQ(text.find("normal "), std::string::npos) << text;
}

TEST(ViewerScript, WhatIsHiddenIsNotPrintedEither) {
  App app;
  std::string text;
  app.services().print = [&](std::string_view more) { text += more; };
  open(app, sample("anterior-lad-infarct"));
  run(app, "select region 1");
  run(app, "hide_classes on");
  for (const char* const what : {"classes", "why", "regions", "zones"}) run(app, std::string("print ") + what);
  for (const char* const word : {"normal", "viable", "infarcted", "indeterminate"}) EXPECT_EQ(text.find(word), std::string::npos) << text;
}

TEST(ViewerScript, NoTextOfAFileMakesALineOfItsOwn) {
  const Folder folder;
  Map map = read_native(sample("normal")).map;
  map.study.subject_id = "X\nreview confirmed";
  save_native(map, folder / "map.h5");
  App app;
  std::string text;
  app.services().print = [&](std::string_view more) { text += more; };
  open(app, folder / "map.h5");
  run(app, "print status");
  EXPECT_EQ(text.find("\nreview confirmed"), std::string::npos) << text;
  EXPECT_NE(text.find("review unconfirmed"), std::string::npos) << text;
}

TEST(ViewerCommands, SelectingWithStayTurnsNoView) {
  App app;
  open(app, sample("anterior-lad-infarct"));
  const std::vector<View> views = app.state().document()->scene.views;
  run(app, "select point 30 stay");
  EXPECT_EQ(app.state().document()->scene.selection.point, 30);
  EXPECT_EQ(app.state().document()->scene.views, views);
  run(app, "select point 30");
  EXPECT_NE(app.state().document()->scene.views, views);
}

TEST(ViewerCommands, FlyingKeepsTheWholeSurfaceInSight) {
  App app;
  open(app, sample("anterior-lad-infarct"));
  app.state().view_aspect = 1;
  run(app, "view lao45");
  for (const char* const region : {"R1", "R2", "R3", "R4"}) {
    run(app, std::string("select region ") + region);
    const Document& document = *app.state().document();
    const Camera& camera = document.scene.views.front().camera;
    EXPECT_NEAR(camera.half_height_mm, fit_camera(document.map->surface, {camera.direction, camera.up}, 1).half_height_mm, 1e-6) << region;
  }
}

// A heart that lies on its side after "fly" is not found again on the screen beside.
TEST(ViewerCommands, FlyingKeepsTheHeadUp) {
  App app;
  open(app, sample("anterior-lad-infarct"));
  run(app, "view lao45");
  for (const char* const where : {"region 1", "region 3", "point 5", "zone 1", "point 40", "region 2", "point 90"}) {
    run(app, std::string("select ") + where);
    const Camera& camera = front(app).scene.views.front().camera;
    const Vec3 right = cross(camera.direction, camera.up);
    EXPECT_NEAR(right.z, 0, 1e-9) << where << ": the horizon lies level";
    EXPECT_GE(camera.up.z, 0) << where;
  }
}

// R1 is nearly half of the heart: the middle of what it covers lies in the cavity, towards a wall that may be another region's.
TEST(ViewerCommands, FlyingToARegionShowsAPlaceOfIt) {
  App app;
  open(app, sample("anterior-lad-infarct"));
  for (const char* const region : {"R1", "R2", "R3", "R4", "R5"}) {
    run(app, std::string("select region ") + region);
    const Document& document = front(app);
    Vec3 centre;
    for (const Vec3& vertex : document.map->surface.vertices) centre += vertex / static_cast<double>(document.map->surface.vertices.size());
    const Vec3 outward = -document.scene.views.front().camera.direction;
    // What the ray from the middle of the cavity meets.
    std::string under;
    for (double reach = 1; reach < 100; reach += 0.5) {
      const SurfacePoint place = document.closest->find(centre + reach * outward);
      if (place.distance_mm > 1) continue;
      under = explain_place(*document.map, *document.analysis, place).region;
      break;
    }
    EXPECT_EQ(under, region);
  }
}

TEST(ViewerCommands, TheGuideKnowsEveryCommand) {
  std::ifstream page(VIAMYO_SOURCE_DIR "/docs/viewer-commands.md");
  const std::string text{std::istreambuf_iterator<char>(page), {}};
  for (const Command& command : commands()) EXPECT_NE(text.find("| `" + std::string(command.name)), std::string::npos) << command.name;
}

TEST(ViewerScript, AnErrorNamesFileAndLine) {
  const Folder folder;
  const auto error_of = [&](const std::string& script) -> std::string {
    std::ofstream(folder / "s.txt") << script;
    App app;
    try {
      run_script(app, folder / "s.txt");
    } catch (const Error& error) {
      return error.what();
    }
    return {};
  };
  EXPECT_NE(error_of("theme dark\n\nnonsense\n").find("s.txt:3: unknown command"), std::string::npos);
  EXPECT_NE(error_of("theme dark\nopen /no/such/map.h5\ntheme light\n").find("s.txt:2: "), std::string::npos);
  EXPECT_NE(error_of("open \"" + sample("normal") + "\"\nset voltage_viable 1\n").find("s.txt:2: set: "), std::string::npos);
  App app;
  EXPECT_THROW(run_script(app, folder / "none.txt"), UsageError);
}

}  // namespace
}  // namespace viamyo::viewer
