// The desktop program opens what the other commands open: native maps and other systems' exports.
#include "source_words.h"
#include "viamyo/errors.h"
#include "viamyo/import.h"
#include "viewer_session.h"

namespace viamyo::viewer {
namespace {

std::string corpus(const std::string& name) { return VIAMYO_SOURCE_DIR "/tests/corpus/" + name; }

TEST(ViewerSources, AnExportOpensAsAMapDoes) {
  for (const char* const name : {"carto.mesh", "openep-5.mat", "openep-73.mat", "study.pyceps", "DxLandmarkGeo.xml", "legacy.vtk",
                                 "surface.vtp", "text.ply", "binary.stl", "mesh.obj", "points.csv", "dxl.csv", "opencarp"}) {
    App app;
    open(app, corpus("valid/" + std::string(name)));
    ASSERT_NE(app.state().document(), nullptr) << name;
    EXPECT_GT(front(app).analysis->area_mm2, 0) << name;
    EXPECT_EQ(to_string(front(app).review.status), "unconfirmed") << name;
  }
}

TEST(ViewerSources, WhatWasAssumedIsSaid) {
  App app;
  open(app, corpus("valid/text.ply"));
  ASSERT_TRUE(app.state().message);
  EXPECT_NE(app.state().message->text.find("assumed: coordinates: the source says no unit"), std::string::npos);
  EXPECT_FALSE(app.state().message->is_error);
}

TEST(ViewerSources, WhatTheUserKnowsOfASourceCountsWheneverItIsRead) {
  App app;
  ImportOptions known;
  known.length_unit = "cm";
  known.frame = "LPS";
  app.use_import(corpus("valid/text.ply"), known);
  open(app, corpus("valid/text.ply"));
  const double area = front(app).analysis->area_mm2;
  EXPECT_EQ(front(app).map->study.coordinate_frame, "LPS");
  run(app, "reload");
  EXPECT_EQ(front(app).analysis->area_mm2, area);
  open(app, corpus("valid/big.ply"));  // the same octahedron, of which nothing was said
  EXPECT_NEAR(front(app).analysis->area_mm2, area / 100, 1e-3);
  EXPECT_EQ(front(app).map->study.coordinate_frame, "");
}

TEST(ViewerSources, WhatTheUserKnowsIsSaidInTheWindowAsWell) {
  App app;
  const std::string source = "\"" + corpus("valid/text.ply") + "\"";
  open(app, corpus("valid/text.ply"));
  const double area = front(app).analysis->area_mm2;
  run(app, "open_with " + source + " length=cm frame=LPS");
  ASSERT_EQ(app.state().documents.size(), 1U) << "in place of the one that was open";
  EXPECT_NEAR(front(app).analysis->area_mm2, 100 * area, 1e-3);
  EXPECT_EQ(front(app).map->study.coordinate_frame, "LPS");
  for (const char* const wrong : {"frame", "frame=", "colour=red", "array=UnipolarVoltage"})
    EXPECT_THROW(app.execute("open_with " + source + " " + wrong), UsageError) << wrong;
  EXPECT_THROW(app.execute("open_with \"" + sample("normal") + "\" frame=LPS"), UsageError);
}

// Whatever was said of a source on the command line or in the window can be said again: nothing gets lost on the way through the dialog.
TEST(ViewerSources, WhatIsKnownOfASourceCanBeSaidInWordsAndReadFromThem) {
  const std::vector<std::string> words{"map=1-LV",
                                       "frame=LPS",
                                       "length=cm",
                                       "voltage=uV",
                                       "chamber=LV",
                                       "points=a b.csv",
                                       "array=x=PosX",
                                       "array=UnipolarVoltage=bi:uV",
                                       "add=c.ply",
                                       "add=d.ply",
                                       "keep-column=q",
                                       "no-value=-1",
                                       "no-value=LocalActivationTime=999.5",
                                       "keep-impossible=yes",
                                       "cell-to-point=yes",
                                       "keep-mesh=yes",
                                       "without-electrograms=yes"};
  const ImportOptions options = source_options(words);
  EXPECT_EQ(source_words(options), words);
  EXPECT_TRUE(options.keep_mesh && options.keep_impossible && options.cell_to_point && options.without_electrograms);
  EXPECT_EQ(options.no_values.at(1).field, "LocalActivationTime");
  EXPECT_EQ(options.no_values.at(1).number, 999.5);
  EXPECT_TRUE(source_words({}).empty());
  for (const char* const wrong : {"keep-mesh=1", "no-value=x", "no-value==5", "array=x", "array==y", "chambers=LV", "chamber", "chamber="})
    EXPECT_THROW(source_options({wrong}), UsageError) << wrong;
}

TEST(ViewerSources, TheChamberCanBeSaidInTheWindow) {
  App app;
  const std::string source = "\"" + corpus("valid/text.ply") + "\"";
  open(app, corpus("valid/text.ply"));
  EXPECT_EQ(front(app).map->study.chamber, "");
  run(app, "open_with " + source + " chamber=lv");
  EXPECT_EQ(front(app).map->study.chamber, "LV");
}

TEST(ViewerSources, WhatBecameOfTheSourceStaysWithItsMap) {
  App app;
  std::string text;
  app.services().print = [&](std::string_view more) { text += more; };
  open(app, corpus("valid/text.ply"));
  run(app, "dismiss");
  run(app, "print info");
  EXPECT_NE(text.find("assumed: coordinates: the source says no unit"), std::string::npos) << text;
  EXPECT_NE(text.find("Imported from: "), std::string::npos) << text;
  open(app, sample("normal"));
  text.clear();
  run(app, "print info");
  EXPECT_NE(text.find("This is a native map"), std::string::npos) << text;
}

TEST(ViewerSources, OneMapOfSeveralIsAskedForOrNamed) {
  App app;
  open(app, corpus("malformed/two-maps.zip"));
  EXPECT_EQ(app.state().document(), nullptr);
  EXPECT_EQ(app.state().dialog, Dialog::kChooseMap);
  ASSERT_EQ(app.state().choice.maps.size(), 2U);
  EXPECT_FALSE(app.state().message) << "a question is no error";
  EXPECT_NE(app.state().choice.sentence.find("1-LV, 2-RV"), std::string::npos) << "a script is told";
  EXPECT_GE(app.state().choice.maps[0].points, app.state().choice.maps[1].points);
  for (const char* const map : {"1-LV", "2-RV", "1-LV"}) run(app, "open_map \"" + corpus("malformed/two-maps.zip") + "\" " + map);
  ASSERT_EQ(app.state().documents.size(), 2U) << "each map has its tab, and one alone";
  EXPECT_EQ(front(app).map->study.map_id, "1-LV");
}

TEST(ViewerSources, ReadingAgainKeepsTheChosenMap) {
  App app;
  run(app, "open_map \"" + corpus("malformed/two-maps.zip") + "\" 2-RV");
  run(app, "reload");
  EXPECT_EQ(front(app).map->study.map_id, "2-RV");
  EXPECT_EQ(front(app).note, "");
}

TEST(ViewerSources, AHostileFileIsASentence) {
  App app;
  open(app, corpus("malformed/bomb.zip"));
  EXPECT_EQ(app.state().document(), nullptr);
  EXPECT_NE(app.state().message->text.find("bomb.zip: grows from"), std::string::npos);
  open(app, sample("normal"));
  EXPECT_NE(app.state().document(), nullptr);
}

TEST(ViewerSources, TheFileDialogKnowsTheirNames) {
  for (const char* const name :
       {"a.h5", "a.HDF", "study.zip", "1-LV.mesh", "userdata.mat", "lv.pyceps", "DxLandmarkGeo.xml", "points.csv", "lv.vtp", "lv.PLY"})
    EXPECT_TRUE(is_source_name(name)) << name;
  for (const char* const name : {"notes.txt", "1-LV_P1_Point_Export.xml", "picture.png", "map.h5.review.jsonl"})
    EXPECT_FALSE(is_source_name(name)) << name;
}

}  // namespace
}  // namespace viamyo::viewer
