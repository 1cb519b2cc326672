// What one damaged word, count, row or file costs: itself, and it is told.
#include <cmath>
#include <map>
#include <random>

#include "parts_of_export.h"

namespace viamyo {
namespace {

using namespace small;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

//! An export that a test puts together, and damages.
class Damages : public testing::Test {
 protected:
  void add_carto(const std::string& map, const std::string& xml = "Study.xml") {
    texts[xml] = carto_study({{map, map + ".mesh", 6}});
    texts[map + ".mesh"] = carto_mesh();
    texts[map + "_car.txt"] = carto_table(6);
  }

  template <class Work>
  auto with_files(Work work) {
    MemoryFiles files;
    for (const auto& [name, text] : texts) files.add(name, std::string_view(text));
    return work(files);
  }

  std::vector<ListedMap> listed() {
    return with_files([&](SourceFiles& files) { return list_files(files, {}, limits).maps; });
  }

  Import imported(const std::string& map = "") {
    ImportOptions options;
    options.map = map;
    return with_files([&](SourceFiles& files) { return import_files(files, options, limits); });
  }

  std::string refusal(const std::string& map = "") {
    try {
      static_cast<void>(imported(map));
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }

  std::map<std::string, std::string> texts;
  ReadLimits limits;
};

bool has_loss(const Import& import, std::string_view part) { return has_note(import, part, true); }

std::size_t values_in(const std::vector<Field>& fields, std::string_view name) {
  const std::vector<float> all = values(fields, name);
  return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](float value) { return std::isfinite(value); }));
}

// Whatever words stand whereever among the values of a surface: each costs its own vertex.
TEST_F(Damages, AWordAmongEnsitesValuesCostsItself) {
  std::mt19937 random(11);
  for (int round = 0; round < 40; ++round) {
    EnsiteMap map;
    std::size_t words = 0;
    std::size_t named = 0;  // which say themselves that there is no value
    for (std::string& value : map.values) {
      if (random() % 3 != 0) continue;
      const bool says_nothing = random() % 2 == 0;
      value = says_nothing ? "nan" : "#";
      ++words;
      named += says_nothing ? 1U : 0U;
    }
    if (words == map.values.size()) continue;
    texts.clear();
    texts["map.xml"] = ensite_file({map});
    const Import import = imported();
    const std::vector<float> read = values(import.map.surface.fields, "BipolarVoltage");
    ASSERT_EQ(read.size(), map.values.size());
    for (std::size_t v = 0; v < read.size(); ++v) {
      if (map.values[v] == "#" || map.values[v] == "nan")
        EXPECT_TRUE(std::isnan(read[v]));
      else
        EXPECT_EQ(read[v], std::stof(map.values[v]));
    }
    EXPECT_EQ(has_loss(import, fmt::format("Map_data: {} of 6 values are no numbers, and so no values", words - named)), words > named);
  }
}

TEST_F(Damages, AWrongCountOfEnsiteIsToldAndTheValuesAreRead) {
  for (const std::string told : {"5", "60", "six", ""}) {
    texts.clear();
    texts["map.xml"] = replaced(ensite_file({EnsiteMap{}}), "<Map_data number=\"6\">", fmt::format("<Map_data number=\"{}\">", told));
    const Import import = imported();
    EXPECT_EQ(values(import.map.surface.fields, "BipolarVoltage"), (std::vector<float>{1, 2, 3, 4, 5, 6}));
    EXPECT_TRUE(has_note(import, "has one for each of 6 vertices, which are read")) << told;
  }
  // Too few or too many: nobody tells which vertex each is of.
  for (const std::vector<std::string>& held : {std::vector<std::string>{"1", "2", "3"}, {"1", "2", "3", "4", "5", "6", "7"}}) {
    texts.clear();
    EnsiteMap map;
    map.values = held;
    texts["map.xml"] = ensite_file({map});
    const Import import = imported();
    EXPECT_TRUE(values(import.map.surface.fields, "BipolarVoltage").empty());
    EXPECT_TRUE(has_loss(import, fmt::format("Map_data: has {} values for 6 vertices", held.size())));
  }
}

TEST_F(Damages, AWordAmongTheCodesOfEnsitesStatusAppliesToNoVertex) {
  EnsiteMap map;
  map.status_comment = "Map status: 0 = no data, 1 = data";
  map.status = {0, 1, 1, 1, 1, 0};
  texts["map.xml"] = replaced(ensite_file({map}), "0 1 1 1 1 0", "0 1 ? 1 1 0");
  const Import import = imported();
  EXPECT_EQ(values_in(import.map.surface.fields, "BipolarVoltage"), 4);
  EXPECT_TRUE(has_loss(import, "Map_status: 1 of 6 values are no numbers"));
}

TEST_F(Damages, AWordInOneValueOfCartoCostsThatValue) {
  add_carto("1-LV");
  texts["1-LV.mesh"] = replaced(carto_mesh(), "2 = 12 3", "2 = # 3");
  texts["1-LV_car.txt"] = replaced(replaced(carto_table(6), "\t9\t1.5\t-7", "\t#\t1.5\t-7"), "\t10\t2.5\t-7", "\t\t2.5\tnan");
  const Import import = imported();
  EXPECT_EQ(values_in(import.map.surface.fields, "UnipolarVoltage"), 5);
  EXPECT_EQ(values_in(import.map.surface.fields, "BipolarVoltage"), 6);
  EXPECT_TRUE(has_loss(import, "1-LV.mesh: [VerticesColorsSection]: 1 of 12 values are no numbers"));
  EXPECT_EQ(import.map.points.positions.size(), 6);
  EXPECT_EQ(values_in(import.map.points.fields, "UnipolarVoltage"), 4);
  EXPECT_EQ(values_in(import.map.points.fields, "BipolarVoltage"), 6);
  EXPECT_EQ(values_in(import.map.points.fields, "LocalActivationTime"), 5);
  EXPECT_TRUE(has_loss(import, "1-LV_car.txt: voltages and activation times: 1 of 18 values are no numbers"));
}

TEST_F(Damages, AWordInAPlyOrOpencarpFileCostsThatValue) {
  std::string places;
  std::string corners;
  for (std::size_t v = 0; v < kPlaces.size(); ++v)
    places += fmt::format("{} {} {} {}\n", kPlaces[v].x, kPlaces[v].y, kPlaces[v].z, v == 3 ? "#" : v == 4 ? "n/a" : "5");
  for (const auto& t : kTriangles) corners += fmt::format("3 {} {} {}\n", t[0], t[1], t[2]);
  texts["heart.ply"] =
      "ply\nformat ascii 1.0\nelement vertex 6\nproperty float x\nproperty float y\nproperty float z\nproperty float uni\n"
      "element face 8\nproperty list uchar int vertex_indices\nend_header\n" +
      places + corners;
  const Import ply = imported();
  EXPECT_EQ(values_in(ply.map.surface.fields, "UnipolarVoltage"), 4);
  EXPECT_TRUE(has_loss(ply, "heart.ply: uni: 1 of 6 values are no numbers"));

  texts.clear();
  std::string points = "6\n";
  for (const Place& p : kPlaces) points += fmt::format("{} {} {}\n", 1000 * p.x, 1000 * p.y, 1000 * p.z);
  std::string elements = "8\n";
  for (const auto& t : kTriangles) elements += fmt::format("Tr {} {} {} 1\n", t[0], t[1], t[2]);
  texts["lv.pts"] = points;
  texts["lv.elem"] = elements;
  texts["uni.dat"] = "5\n6\n#\nnan\n7\n8\n";
  texts["DOE_JOHN.dat"] = "1\n2\n3\n4\n5\n6\n";
  const Import opencarp = imported();
  EXPECT_EQ(values_in(opencarp.map.surface.fields, "UnipolarVoltage"), 4);
  EXPECT_TRUE(has_loss(opencarp, "uni.dat: uni: 1 of 6 values are no numbers"));
  EXPECT_EQ(find_field(opencarp.map.surface.fields, "DOE_JOHN"), nullptr);
}

TEST_F(Damages, OneDamagedStudyCostsNoOther) {
  add_carto("1-LV", "Study 1.xml");
  for (const std::string damaged : {"<Study name=\"x\"><Maps><Map Name=\"2-RV\" FileNam", "<Study><!DOCTYPE x><Maps/></Study>",
                                    "<?xml version=\"1.0\"?><Study><Maps><Map></Maps></Study>"}) {
    texts["Study 2.xml"] = damaged;
    const std::vector<ListedMap> maps = listed();
    ASSERT_EQ(maps.size(), 2);
    EXPECT_EQ(maps[0].name, "1-LV");
    EXPECT_TRUE(maps[0].note.empty());
    EXPECT_EQ(maps[1].name, "Study 2");
    EXPECT_EQ(maps[1].place, "Study 2.xml");
    EXPECT_TRUE(maps[1].note.starts_with("Study 2.xml: ")) << maps[1].note;
    const Import import = imported();
    EXPECT_EQ(import.map.points.positions.size(), 6);
    EXPECT_TRUE(has_loss(import, "a study's XML beside the map cannot be read, and what it says of maps is lost (Study 2.xml: "));
    EXPECT_TRUE(refusal("Study 2").starts_with("Study 2.xml: ")) << refusal("Study 2");
  }
  texts.clear();
  texts["Study 2.xml"] = ("<Study name=\"x\"><Maps><Map Name=\"2-RV\" FileNam");
  EXPECT_TRUE(refusal().find("Study 2.xml: is no XML") != std::string::npos) << refusal();
  // Its mesh is a map by its file, as a mesh is that no study names.
  texts["2-RV.mesh"] = carto_mesh();
  EXPECT_TRUE(has_loss(imported("2-RV"), "a study's XML beside the map cannot be read"));
}

TEST_F(Damages, RowsOfOneNumberAreTold) {
  add_carto("1-LV");
  const std::string table = carto_table(6);
  const std::size_t second = table.find("P\t1\t2");
  const std::string row = table.substr(second, table.find('\n', second) + 1 - second);
  texts["1-LV_car.txt"] = table + row;
  const Import equal = imported();
  EXPECT_EQ(equal.map.points.positions.size(), 6);
  EXPECT_TRUE(has_note(equal, "1-LV_car.txt: 1 row that is there twice"));
  EXPECT_FALSE(has_loss(equal, "1-LV_car.txt"));

  for (int p = 1; p <= 6; ++p) texts[fmt::format("1-LV_P{}_Point_Export.xml", p)] = carto_point(p, fmt::format("E{}.txt", p));
  texts["1-LV_car.txt"] = table + replaced(row, "\t9\t1.5", "\t3\t0.5");
  const Import other = imported();
  EXPECT_EQ(other.map.points.positions.size(), 7);
  EXPECT_TRUE(has_loss(other, "1-LV_car.txt: 1 row with the number of an earlier row, and with other values: all are kept"));
  EXPECT_TRUE(has_loss(other, "the own files of 2 of 7 points"));
}

TEST_F(Damages, WindowsWithFewerThanTwoSamplesAreCounted) {
  add_carto("1-LV");
  const std::array<std::string, 6> windows{R"(From="5" To="-5")", R"(From="100" To="120")", R"(From="-90" To="-60")",
                                           R"(From="0" To="0")",  R"(From="-5" To="5")",    R"(From="-5" To="5")"};
  for (int p = 1; p <= 6; ++p) {
    texts[fmt::format("1-LV_P{}_Point_Export.xml", p)] =
        carto_point(p, fmt::format("E{}.txt", p), windows.at(static_cast<std::size_t>(p - 1)));
    texts[fmt::format("E{}.txt", p)] = carto_ecg();
  }
  const Import import = imported();
  EXPECT_TRUE(has_loss(import, "windows of interest of 1 of 6 points: they end before they begin"));
  EXPECT_TRUE(has_loss(import, "windows of interest of 3 of 6 points: they hold no two samples of the traces"));
}

TEST_F(Damages, AMarkOfExclusionThatIsNotUnderstoodIsALoss) {
  texts["Map_PP_bi.csv"] = replaced(ensite_table(), "A1-A2,2,3,0,30,0,1,1,", "A1-A2,2,3,0,30,0,1,?,");
  const Import ensite_x = imported();
  EXPECT_TRUE(has_loss(ensite_x, "Map_PP_bi.csv: utilized: 1 of 6 marks are neither yes nor no; these points count as accepted"));
  EXPECT_EQ(ensite_x.map.points.accepted, (std::vector<std::uint8_t>{1, 1, 1, 1, 1, 0}));
  texts["Map_PP_bi.csv"] = replaced(ensite_table(), "A1-A2,2,3,0,30,0,1,1,", "A1-A2,2,3,0,30,0,1,no,");
  const Import words = imported();
  EXPECT_FALSE(has_loss(words, "utilized"));
  EXPECT_EQ(words.map.points.accepted, (std::vector<std::uint8_t>{1, 1, 0, 1, 1, 0}));
  texts.clear();
  texts["dxl.csv"] = replaced(dxl_table(), "utilized:,1,1,1", "utilized:,1,1,#");
  EXPECT_TRUE(has_loss(imported(), "utilized: 1 of 6 marks are neither yes nor no"));
}

}  // namespace
}  // namespace viamyo
