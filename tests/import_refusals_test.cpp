// What tables and meshes hold that is no measured point, or that leaves points out and is not understood: nothing of it goes in, or gets lost, without a word.
#include <gtest/gtest.h>

#include <functional>

#include <fmt/format.h>

#include "import_samples.h"
#include "meshes.h"
#include "put_together.h"
#include "viamyo/report.h"
#include "viamyo/result_fields.h"
#include "viamyo/surface_export.h"

namespace viamyo {
namespace {

using namespace samples;

ImportedMap imported(const std::string& text, const ImportOptions& options = {}, const std::string& name = "points.csv") {
  const Folder folder;
  return import_map(folder.write(name, text), options);
}

std::string refused(const std::string& text, const ImportOptions& options = {}, const std::string& name = "points.csv") {
  const Folder folder;
  return refusal(folder.write(name, text), options);
}

// Twelve points: the six corners, and the same a little farther out.
constexpr std::size_t kRows = 12;
std::string table(const std::string& titles, const std::function<std::string(std::size_t)>& cells, const std::string& below = "") {
  std::string text = "id,x,y,z,uv_mv" + (titles.empty() ? "" : "," + titles) + "\n";
  for (std::size_t r = 0; r < kRows; ++r) {
    const auto& [x, y, z] = kCorners.at(r % kCorners.size());
    const double out = r < kCorners.size() ? 1 : 1.1;
    text += fmt::format("P{},{},{},{},{}{}\n", r, out * x, out * y, out * z, 5.5 + static_cast<double>(r),
                        titles.empty() ? "" : "," + cells(r));
  }
  return text + below;
}
std::string plain(const std::string& below = "") { return table("", {}, below); }

// Rows parted by lines, cells by commas; a cell with its column's title for each row of the result.
using Rows = std::vector<std::vector<std::string>>;
Rows rows_of(const std::string& text) {
  Rows rows;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = text.find('\n', from);
    const std::string line = text.substr(from, end - from);
    from = end + 1;
    if (line.starts_with('#')) continue;
    rows.emplace_back();
    for (std::size_t at = 0;;) {
      const std::size_t comma = line.find(',', at);
      rows.back().push_back(line.substr(at, comma - at));
      if (comma == std::string::npos) break;
      at = comma + 1;
    }
  }
  return rows;
}

std::string text_of_rows(const Rows& rows, const std::string& separator) {
  std::string text;
  for (const std::vector<std::string>& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) text += (c > 0 ? separator : "") + row[c];
    text += "\n";
  }
  return text;
}

AnalysedMap analysed_hemisphere() {
  Map map;
  map.surface = meshes::uv_hemisphere(25, 8, 16);
  Field voltage{"UnipolarVoltage", "mV"};
  Field shortening{"LinearLocalShortening", "%"};
  for (const Vec3& p : map.surface.vertices) {
    voltage.values.push_back(static_cast<float>(7 + p.x / 5));
    shortening.values.push_back(static_cast<float>(12 + p.y / 3));
  }
  map.surface.fields = {voltage, shortening};
  map.landmarks = {Vec3{0, 0, 25}, Vec3{0, 0, 0}, Vec3{-12.5, 21.65, 0}, {}};
  map.study.synthetic = true;
  Analysis analysis = analyze(map, make_settings("", {}), "test");
  return put_together(map, analysis, review_state(analysis));
}

// Whatever a spreadsheet or a script made of it.
std::vector<std::string> variants_of_own_export() {
  const std::string exported = to_csv(surface_export(analysed_hemisphere()));
  const Rows rows = rows_of(exported);
  const auto index = [&](std::string_view title) {
    return static_cast<std::size_t>(std::find(rows[0].begin(), rows[0].end(), title) - rows[0].begin());
  };
  Rows reversed = rows;
  for (std::vector<std::string>& row : reversed) std::reverse(row.begin(), row.end());
  std::vector<std::string> variants{exported,
                                    text_of_rows(rows, ","),
                                    "\xEF\xBB\xBF" + text_of_rows(rows, ","),
                                    text_of_rows(rows, ";"),
                                    text_of_rows(rows, "\t"),
                                    text_of_rows(reversed, ","),
                                    "my export\n\n" + text_of_rows(rows, ",")};
  Rows excel = rows;  // a German one: decimal commas, and titles in quotes
  for (std::vector<std::string>& row : excel) {
    for (std::string& cell : row) std::replace(cell.begin(), cell.end(), '.', ',');
  }
  for (std::string& title : excel[0]) title = "\"" + title + "\"";
  variants.push_back("sep=;\n" + text_of_rows(excel, ";"));
  std::string facts;  // as a spreadsheet saves lines that it took for cells
  for (const char* const fact : {"\"# Notice: For review only. Every classification, always\"", "# Fingerprint: 00"})
    facts += std::string(fact) + ";;;\n";
  variants.push_back(facts + text_of_rows(excel, ";"));
  for (const std::string_view left : {result_column::kClassAsComputed, result_column::kReviewedClass, result_column::kReviewState}) {
    Rows some;  // all results but one taken out
    for (const std::vector<std::string>& row : rows)
      some.push_back({row[index("x_mm")], row[index("y_mm")], row[index("z_mm")], row[index("UnipolarVoltage_mV")], row[index(left)]});
    variants.push_back(text_of_rows(some, ","));
    some[0][4] = std::string(left) == "class_as_computed" ? "Class as computed" : "ReviewedClass";  // of ParaView, or by hand
    variants.push_back(text_of_rows(some, ","));
  }
  return variants;
}

TEST(ImportRefusals, AnExportOfOursIsNoTableOfPointsWhateverWasDoneToIt) {
  const Folder folder;
  const std::filesystem::path mesh = folder.write("m.obj", "v 30 0 0\nv -30 0 0\nv 0 30 0\nv 0 0 30\nf 1 3 4\nf 3 2 4\nf 1 2 3\nf 1 4 2\n");
  for (const std::string& text : variants_of_own_export()) {
    for (const char* const name : {"surface.csv", "surface.txt", "surface.tsv"})
      EXPECT_NE(refusal(folder.write(name, text)).find("is a surface that Viamyo exported, and no table of mapping points"),
                std::string::npos)
          << name << "\n"
          << text.substr(0, 300) << refusal(folder.write(name, text));
    ImportOptions beside;
    beside.points_file = folder.write("beside.csv", text);
    EXPECT_NE(refusal(mesh, beside).find("is a surface that Viamyo exported"), std::string::npos) << text.substr(0, 300);
    ImportOptions chosen;  // a way round by hand is none
    chosen.arrays = {{"UnipolarVoltage", "UnipolarVoltage_mV", ""}};
    EXPECT_NE(refusal(folder.write("surface.csv", text), chosen).find("is a surface that Viamyo exported"), std::string::npos)
        << text.substr(0, 300);
  }
}

TEST(ImportRefusals, AnExportOfOursBesideATableIsNoMapOfTheFolder) {
  for (const std::string& text : variants_of_own_export()) {
    const Folder folder;
    folder.write("study/points.csv", plain());
    folder.write("study/surface.csv", text);
    const std::vector<ListedMap> maps = list_maps(folder.path() / "study");
    ASSERT_EQ(maps.size(), 1U) << text.substr(0, 300);
    EXPECT_EQ(maps.front().name, "points");
    const ImportedMap map = import_map(folder.path() / "study");
    EXPECT_NE(all_notes(map.report).find("surface.csv: a surface that Viamyo exported, and no table of points"), std::string::npos)
        << text.substr(0, 300) << all_notes(map.report);
  }
}

TEST(ImportRefusals, ATableOfResultsIsNoTableOfPointsEvenWithChosenColumns) {
  const AnalysedMap map = analysed_hemisphere();
  for (const std::string& text : {regions_header() + "\n" + regions_rows(map), segments_header() + "\n" + segments_rows(map),
                                  zones_header() + "\n" + zones_rows(map), summary_header() + "\n" + summary_row(map)}) {
    for (const char* const separator : {",", ";"}) {
      Rows rows = rows_of(text);
      for (std::vector<std::string>& row : rows) std::rotate(row.begin(), row.begin() + 1, row.end());  // the file's name is not in front
      const std::string changed = text_of_rows(rows, separator);
      EXPECT_NE(refused(changed).find("is a table of results that Viamyo wrote, and no table of mapping points"), std::string::npos)
          << refused(changed);
      ImportOptions chosen;
      chosen.arrays = {{"x", "centroid_x_mm", ""}, {"y", "centroid_y_mm", ""}, {"z", "centroid_z_mm", ""}};
      EXPECT_NE(refused(changed, chosen).find("that Viamyo wrote"), std::string::npos) << refused(changed, chosen);
    }
  }
}

TEST(ImportRefusals, AMarkThatIsNotUnderstoodIsALossWhateverItsWords) {
  const auto words = [](const std::string& one, const std::string& other) {
    return [=](std::size_t r) { return r % 3 == 1 ? other : one; };
  };
  struct Case {
    std::string title, one, other;
  };
  const std::vector<Case> cases{{"point status", "included", "excluded"},
                                {"Status", "ok", "bad"},
                                {"Accepted status", "A", "R"},
                                {"exclusion reason", "", "poor contact"},
                                {"validity", "good", "doubtful"},
                                {"Category", "A", "D"},
                                {"status", "0", "2"},
                                {"inclusion", "ja", "nein"},
                                {"QC", "pass", "fail"},
                                {"rejected by", "", "MK"},
                                {"EGM quality", "0", "1"},
                                {"Ausschlussgrund", "", "Artefakt"},
                                {"deleted?", "-", "del"},
                                {"is valid", "A", "R"},
                                {"removed", "", "removed"}};
  for (const Case& one : cases) {
    const std::string text = table(one.title, words(one.one, one.other));
    const ImportedMap map = imported(text);
    EXPECT_TRUE(has_loss(map.report, "no point is left out by it")) << one.title << "\n" << all_notes(map.report);
    EXPECT_TRUE(map.map.points.accepted.empty()) << one.title;
    EXPECT_EQ(map.map.points.positions.size(), kRows);
    ImportOptions strict;
    strict.strict = true;
    EXPECT_NE(refused(text, strict).find("no point is left out by it"), std::string::npos) << one.title;
  }
  for (const char* const title : {"validity", "status", "contact quality"})
    EXPECT_FALSE(has_loss(imported(table(title, [](std::size_t r) { return fmt::format("{}.5", r); })).report, "no point is left out"))
        << title;
  EXPECT_FALSE(has_loss(imported(table("operator", words("A", "R"))).report, "no point is left out"));
}

TEST(ImportRefusals, TheWayOutIsOneWordOfAShell) {
  const auto yes_and_no = [](std::size_t r) { return r % 2 == 0 ? "yes" : "no"; };
  for (const auto& [title, word] :
       {std::pair{"Accepted (y/n)", "'accepted=Accepted (y/n)'"}, std::pair{"valid", "accepted=valid"},
        std::pair{"is it valid?", "'accepted=is it valid?'"}, std::pair{"Erika's status", "'accepted=Erika'\\''s status'"},
        std::pair{"use $HOME", "'accepted=use $HOME'"}}) {
    const ImportedMap map = imported(table(title, yes_and_no));
    EXPECT_TRUE(has_loss(map.report, fmt::format("--array {} or", word))) << all_notes(map.report);
    ImportOptions chosen;
    chosen.arrays = {{"accepted", title, ""}};
    EXPECT_EQ(imported(table(title, yes_and_no), chosen).map.points.accepted.at(1), 0);
  }
}

TEST(ImportRefusals, RowsThatSumUpAreNoPoints) {
  const std::size_t points = imported(plain()).map.points.positions.size();
  for (const std::string below :
       {"Mean,1.5,2,3,8.2\n", "mean,0,0,0,8\nSD,1,1,1,2\n", "\n,,,,\nTotal,12,,,\n", "Min,-30,-30,-30,5.5\nMax,30,30,30,16.5\n",
        "Mean (n=12),1,2,3,8\n", "Mittelwert:,1,2,3,8\nStandardabweichung,1,2,3,4\n",
        "count,12,12,12,12\nmean,1,2,3,8\nstd,1,1,1,1\nmin,-30,1,1,5\n25%,1,1,1,6\n50%,1,1,1,7\n75%,1,1,1,8\nmax,30,30,30,16\n",
        "Total,12\n", "Median,1,2,3,8,,,\n", "Grand total,1,2,3,8\n", "Mean,1,2,3,8\n95% CI,0.1,0.2,0.3,0.4\n", "Overall mean,1,2,3,8\n",
        "n=12,12,12,12,12\n"}) {
    const ImportedMap map = imported(plain(below));
    EXPECT_EQ(map.map.points.positions.size(), points) << below;
    EXPECT_TRUE(has_note(map.report, NoteKind::kDropped, "of all points, and no point")) << below << all_notes(map.report);
    EXPECT_FALSE(has_loss(map.report, "row")) << below << all_notes(map.report);
  }
  // What stands below a summary is none of the points either, unless it is called as they are.
  for (const std::string below : {"Mean,1,2,3,8\nspread,1,1,1,1\n", "spread,1,1,1,1\nMean,1,2,3,8\nother spread,1,1,1,1\n"}) {
    const ImportedMap map = imported(plain(below));
    EXPECT_EQ(map.map.points.positions.size(), points + (below.starts_with("spread") ? 1 : 0)) << below;
    EXPECT_TRUE(has_loss(map.report, "below the first of these, of another name than points have")) << all_notes(map.report);
  }
  // With a mark that has no cell there, and with the name in another column.
  EXPECT_EQ(imported(table(
                         "accepted", [](std::size_t) { return "1"; }, "Total,12,,,,\n"))
                .map.points.accepted.size(),
            points);
  std::string last = "x,y,z,uv_mv,point\n";
  for (const auto& [x, y, z] : kCorners) last += fmt::format("{},{},{},5,P{}\n", x, y, z, x + 2 * y + 3 * z);
  EXPECT_EQ(imported(last + "1,2,3,5,Mean\n").map.points.positions.size(), kCorners.size());
  // A point between the others is one, whatever it is called, and so are points of other names.
  for (const std::string below :
       {"Maximilian,1,2,3,8\n", "mid,1,2,3,8\n", "apex max,1,2,3,8\n", "Mean,1,2,3,8\nP99,4,5,6,7\n", "99,1,2,3,8\n"}) {
    const ImportedMap map = imported(plain(below));
    EXPECT_EQ(map.map.points.positions.size(), points + static_cast<std::size_t>(std::count(below.begin(), below.end(), '\n'))) << below;
  }
}

TEST(ImportRefusals, PointsAtTheOriginAreTold) {
  EXPECT_FALSE(has_note(imported(plain()).report, NoteKind::kAssumed, "(0, 0, 0)"));
  EXPECT_FALSE(has_loss(imported(plain("Q1,0,0,0,8\n")).report, "(0, 0, 0)"));
  EXPECT_TRUE(has_note(imported(plain("Q1,0,0,0,8\n")).report, NoteKind::kAssumed, "1 point at exactly (0, 0, 0)"));
  const ImportedMap map = imported(plain("Q1,0,0,0,8\nQ2,0.0,-0,0,9\nQ3,0,0,0,10\n"));
  EXPECT_TRUE(has_loss(map.report, "3 points at exactly (0, 0, 0)")) << all_notes(map.report);
}

TEST(ImportRefusals, EndSystolicPlacesAtTheOriginAreTold) {
  std::string text = "point,x,y,z,x_es,y_es,z_es,uv_mv\n";
  for (std::size_t c = 0; c < kCorners.size(); ++c) {
    const auto& [x, y, z] = kCorners.at(c);
    text += c < 2 ? fmt::format("P{},{},{},{},0,0,0,5\n", c, x, y, z)
                  : fmt::format("P{},{},{},{},{},{},{},5\n", c, x, y, z, 0.9 * x, 0.9 * y, 0.9 * z);
  }
  EXPECT_TRUE(has_loss(imported(text).report, "2 points at exactly (0, 0, 0) at end-systole")) << all_notes(imported(text).report);
}

TEST(ImportRefusals, MarksAreCountedAmongThePointsThatThereAre) {
  const auto accepted = [](std::size_t r) { return r == 2 ? "0" : "1"; };
  const ImportedMap map = imported(table("accepted", accepted, "Q1,,2,3,8,0\nQ2,1,NA,3,8,1\n"));
  EXPECT_TRUE(has_note(map.report, NoteKind::kRead, fmt::format("{} of {} points are accepted", kRows - 1, kRows)))
      << all_notes(map.report);
  EXPECT_EQ(map.map.points.accepted.size(), map.map.points.positions.size());
  EXPECT_TRUE(has_loss(map.report, "2 rows without a position"));
}

TEST(ImportRefusals, ARowOfAnotherNumberOfCellsIsToldWithAWayOut) {
  for (const auto& [below, words] :
       {std::pair{
            "Q1,1,2\n",
            "line 14: has 3 cells, and the header has 5; so nobody tells which cell is of which column: complete or remove that line"},
        std::pair{"Q1,1,2,3,4,5\n", "line 14: has 6 cells, and the header has 5 (decimal commas need another separator)"},
        std::pair{"Q1,1\nQ2,1,2,3,4\nQ3,1\n",
                  "and so in 1 line below it; so nobody tells which cell is of which column: complete or remove these lines"}}) {
    EXPECT_NE(refused(plain(below)).find(words), std::string::npos) << refused(plain(below));
  }
}

TEST(ImportRefusals, AUnitThatCannotBeOrIsNotKnownIsSaidAsItIs) {
  const auto number = [](std::size_t r) { return fmt::format("{}", 2 * r); };
  for (const auto& [title, words] :
       {std::pair{"lat (min)", "'min' is no unit of LocalActivationTime that is known; --array 'LocalActivationTime=lat (min):ms'"},
        std::pair{"CL [bpm]", "'bpm' is no unit of CycleLength that is known"},
        std::pair{"bip (kV)", "'kV' is no unit of BipolarVoltage that is known"}}) {
    const ImportedMap map = imported(table(title, number));
    EXPECT_TRUE(has_loss(map.report, words)) << all_notes(map.report);
    EXPECT_EQ(all_notes(map.report).find("tells no unit"), std::string::npos) << all_notes(map.report);
  }
  const ImportedMap strange = imported(table("contact (lbf)", number));
  EXPECT_TRUE(has_note(strange.report, NoteKind::kLeftOut, "is no known quantity, and 'lbf' in its title is no unit that is known"))
      << all_notes(strange.report);
  const ImportedMap beside = imported(table("lat_ms,lat (beats)", [&](std::size_t r) { return number(r) + "," + number(r + 1); }));
  EXPECT_FALSE(has_loss(beside.report, "beats")) << all_notes(beside.report);
  const ImportedMap micro = imported(table("lat (us)", [](std::size_t r) { return fmt::format("{}", 1000 * r); }));
  ASSERT_NE(field(micro.map.points.fields, "LocalActivationTime"), nullptr) << all_notes(micro.report);
  EXPECT_FLOAT_EQ(field(micro.map.points.fields, "LocalActivationTime")->values.at(3), 3);
  std::string inches = plain();
  inches.replace(0, 8, "id,x (in),y (in),z (in)");
  EXPECT_NE(refused(inches).find(
                "column x (in): 'in' is no unit of x that is known; --array 'x=x (in):mm' takes the column where its numbers are in mm"),
            std::string::npos)
      << refused(inches);
}

TEST(ImportRefusals, OfTwoColumnsOfOneQuantityOneCountsAndThatIsTold) {
  const std::string text = table("unipolar", [](std::size_t r) { return fmt::format("{}", r + 1); });
  const ImportedMap map = imported(text);
  EXPECT_TRUE(has_loss(map.report,
                       "column unipolar: UnipolarVoltage is column uv_mv already; --array UnipolarVoltage=unipolar takes this one instead"))
      << all_notes(map.report);
  EXPECT_FLOAT_EQ(field(map.map.points.fields, "UnipolarVoltage")->values.front(), 5.5F);
  const ImportedMap twice = imported(table("uv_mv", [](std::size_t r) { return fmt::format("{}", r + 1); }));
  EXPECT_TRUE(has_loss(twice.report, "column uv_mv: UnipolarVoltage is an earlier column of this title already"))
      << all_notes(twice.report);
  EXPECT_EQ(all_notes(twice.report).find("--array UnipolarVoltage"), std::string::npos) << "which would name both";
  const ImportedMap empty = imported(table("bv,bipolar", [](std::size_t r) { return fmt::format("NA,{}", r + 1); }));
  ASSERT_NE(field(empty.map.points.fields, "BipolarVoltage"), nullptr) << "a column without a value is no other column";
  EXPECT_FALSE(has_loss(empty.report, "BipolarVoltage")) << all_notes(empty.report);
  ImportOptions chosen;
  chosen.arrays = {{"UnipolarVoltage", "unipolar", "mV"}};
  EXPECT_FLOAT_EQ(field(imported(text, chosen).map.points.fields, "UnipolarVoltage")->values.front(), 1);
}

std::string mesh_with(const std::vector<std::string>& arrays, bool same = false) {
  std::string text = "ply\nformat ascii 1.0\nelement vertex 6\nproperty float x\nproperty float y\nproperty float z\n";
  for (const std::string& array : arrays) text += "property float " + array + "\n";
  text += "element face 8\nproperty list uchar int vertex_indices\nend_header\n";
  for (std::size_t v = 0; v < kCorners.size(); ++v) {
    text += fmt::format("{} {} {}", kCorners.at(v)[0], kCorners.at(v)[1], kCorners.at(v)[2]);
    for (std::size_t a = 0; a < arrays.size(); ++a) text += fmt::format(" {}", 5 + v + (same ? 0 : 10 * a));
    text += "\n";
  }
  for (const auto& face : kFaces) text += fmt::format("3 {} {} {}\n", face[0], face[1], face[2]);
  return text;
}

TEST(ImportRefusals, OfTwoArraysOfOneQuantityOneCountsAndThatIsTold) {
  for (const auto& [arrays, first, second] : {std::tuple{std::vector<std::string>{"uv", "unipolar"}, "uv", "unipolar"},
                                              std::tuple{std::vector<std::string>{"unipolar_mV", "uni"}, "unipolar_mV", "uni"},
                                              std::tuple{std::vector<std::string>{"uv", "UnipolarVoltage"}, "UnipolarVoltage", "uv"}}) {
    const ImportedMap map = imported(mesh_with(arrays), {}, "m.ply");
    EXPECT_TRUE(has_loss(map.report, fmt::format("UnipolarVoltage is the array {}; {}, whose name says the same", first, second)))
        << all_notes(map.report);
    EXPECT_TRUE(has_loss(map.report, fmt::format("--array UnipolarVoltage={} takes it instead", second))) << all_notes(map.report);
    ImportOptions chosen;
    chosen.arrays = {{"UnipolarVoltage", second, ""}};
    const ImportedMap other = imported(mesh_with(arrays), chosen, "m.ply");
    EXPECT_FALSE(has_loss(other.report, "whose name says the same")) << all_notes(other.report);
    EXPECT_NE(field(other.map.surface.fields, "UnipolarVoltage")->values.front(),
              field(map.map.surface.fields, "UnipolarVoltage")->values.front());
  }
  EXPECT_FALSE(has_loss(imported(mesh_with({"uv", "unipolar"}, true), {}, "m.ply").report, "says the same"));
  EXPECT_FALSE(has_loss(imported(mesh_with({"uv", "bipolar"}), {}, "m.ply").report, "says the same"));
}

}  // namespace
}  // namespace viamyo
