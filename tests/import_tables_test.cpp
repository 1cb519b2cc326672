// Tables of points as spreadsheets, R, pandas and mapping systems write them: what enters a map, what stays outside, and why.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>
#include <set>

#include <fmt/format.h>

#include "import_samples.h"
#include "meshes.h"

namespace viamyo {
namespace {

using namespace samples;

// The six corners with further columns: header and rows joined by the separator.
std::string table(const std::vector<std::string>& titles, const std::function<std::string(std::size_t row, const std::string& title)>& cell,
                  const std::string& separator = ",") {
  std::string text = fmt::format("id{0}x{0}y{0}z", separator);
  for (const std::string& title : titles) text += separator + title;
  text += "\n";
  for (std::size_t r = 0; r < kCorners.size(); ++r) {
    const auto& [x, y, z] = kCorners.at(r);
    text += fmt::format("P{1}{0}{2}{0}{3}{0}{4}", separator, r, x, y, z);
    for (const std::string& title : titles) text += separator + cell(r, title);
    text += "\n";
  }
  return text;
}

std::string numbers(std::size_t row, const std::string& /*title*/) { return fmt::format("{}", 5.5 + static_cast<double>(row)); }

ImportedMap imported(const std::string& text, const ImportOptions& options = {}, const std::string& name = "points.csv") {
  const Folder folder;
  return import_map(folder.write(name, text), options);
}

std::string refused(const std::string& text, const ImportOptions& options = {}, const std::string& name = "points.csv") {
  const Folder folder;
  return refusal(folder.write(name, text), options);
}

std::vector<float> values(const ImportedMap& map, std::string_view name) {
  const Field* const found = field(map.map.points.fields, name);
  return found == nullptr ? std::vector<float>() : found->values;
}

const std::vector<float> kNumbers{5.5F, 6.5F, 7.5F, 8.5F, 9.5F, 10.5F};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  return text;
}

std::string utf16(const std::string& text, bool is_big, bool has_mark = true) {
  std::string result;
  if (has_mark) result = is_big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : text) result += is_big ? std::string{'\0', c} : std::string{c, '\0'};
  return result;
}

TEST(ImportTables, WordsForYesAndNoAreUnderstood) {
  const std::vector<std::array<std::string, 2>> words{{"True", "False"}, {"TRUE", "FALSE"}, {"T", "F"},
                                                      {"yes", "no"},     {"ja", "nein"},    {"J", "N"},
                                                      {"1", "0"},        {"1.0", "0.0"},    {"wahr", "falsch"}};
  for (const auto& pair : words) {
    const std::string& yes = pair[0];
    const std::string& no = pair[1];
    for (const bool inverse : {false, true}) {
      const ImportedMap map =
          imported(table({"uv_mv", inverse ? "excluded" : "accepted"}, [&](std::size_t r, const std::string& title) -> std::string {
            return title == "uv_mv" ? numbers(r, title) : (r % 2 == 0) != inverse ? yes : no;
          }));
      EXPECT_EQ(map.map.points.accepted, (std::vector<std::uint8_t>{1, 0, 1, 0, 1, 0})) << yes << " " << inverse;
    }
  }
}

TEST(ImportTables, AnExclusionThatIsNotUnderstoodIsAnError) {
  for (const char* const word : {"perhaps", "", "2", "-1", "NA", "DOE JOHN"}) {
    const std::string sentence =
        refused(table({"accepted"}, [&](std::size_t r, const std::string&) { return r == 3 ? std::string(word) : "1"; }));
    EXPECT_NE(sentence.find("line 5: column accepted: "), std::string::npos) << word << ": " << sentence;
    EXPECT_NE(sentence.find("is neither yes nor no"), std::string::npos) << sentence;
  }
}

TEST(ImportTables, AKnownColumnOfWordsIsAnError) {
  EXPECT_NE(refused(table({"uv_mv"}, [](std::size_t, const std::string&) { return "high"; }))
                .find("column uv_mv holds words where numbers belong"),
            std::string::npos);
  const ImportedMap map =
      imported(table({"uv_mv"}, [](std::size_t r, const std::string& t) -> std::string { return r == 2 ? "high" : numbers(r, t); }));
  EXPECT_TRUE(has_loss(map.report, "column uv_mv: a cell is no number (the first in line 4)")) << all_notes(map.report);
}

// Whatever a clinic calls them: none of these may enter, and none of their values may be told.
TEST(ImportTables, NoDateNumberOfAPersonOrAbsoluteTimeEnters) {
  const std::vector<std::string> titles{"SSN",         "Geburtsdatum", "Study Date", "date",        "patnr",         "hospital_id",
                                        "case_no",     "Fallnummer",   "phone",      "pid",         "refTime (abs)", "DOB",
                                        "MRN",         "weight",       "age (y)",    "height (cm)", "time (s)",      "t (ms)",
                                        "Aufnahmenr.", "insurance",    "Vers.-Nr.",  "year",        "acq_time",      "AccessionNumber"};
  std::string text = table(titles, [](std::size_t r, const std::string& title) -> std::string {
    if (title == "t (ms)" || title.starts_with("refTime") || title == "time (s)" || title == "acq_time")
      return std::to_string(1700000000 + r);
    return title == "weight" || title.starts_with("height") ? "182" : "19590312";
  });
  const ImportedMap map = imported(text);
  EXPECT_TRUE(map.map.points.fields.empty());
  EXPECT_TRUE(map.map.surface.fields.empty());
  const std::string notes = all_notes(map.report);
  for (const std::string& title : titles)
    EXPECT_TRUE(has_note(map.report, NoteKind::kLeftOut, "column " + title + ": ")) << title << "\n" << notes;
  for (const char* const value : {"19590312", "1700000", "182"}) EXPECT_EQ(notes.find(value), std::string::npos) << notes;
}

// The rule does not know any title: a column enters by its known name or its unit alone, whatever it is called.
TEST(ImportTables, NoTitleBringsANumberOfAPersonIn) {
  meshes::Random random(20261127);
  for (int run = 0; run < 40; ++run) {
    std::string title;
    for (std::size_t l = 0; l < 3 + random.below(9); ++l) title += static_cast<char>('a' + static_cast<char>(random.below(26)));
    const std::size_t person = 10000000 + random.below(80000000);
    for (const char* const unit : {"", " (mV)", " [ohm]", "_ms", " (xyz)"}) {
      const ImportedMap map = imported(table({title + unit}, [&](std::size_t, const std::string&) { return std::to_string(person); }));
      EXPECT_TRUE(map.map.points.fields.empty()) << title << unit;
    }
  }
}

TEST(ImportTables, AQuantityWhoseTitleNamesAUnitIsTaken) {
  for (const auto& [title, name, unit] : std::vector<std::array<std::string, 3>>{{"force (g)", "force", "g"},
                                                                                 {"Impedance [ohm]", "Impedance", "ohm"},
                                                                                 {"peak_neg_mV", "peak_neg", "mV"},
                                                                                 {"Temp (\xC2\xB0"
                                                                                  "C)",
                                                                                  "Temp",
                                                                                  "\xC2\xB0"
                                                                                  "C"}}) {
    const ImportedMap map = imported(table({title}, numbers));
    EXPECT_EQ(values(map, name), kNumbers) << title << all_notes(map.report);
    ASSERT_NE(field(map.map.points.fields, name), nullptr);
    EXPECT_EQ(field(map.map.points.fields, name)->unit, unit);
  }
  const ImportedMap some =
      imported(table({"force (g)"}, [](std::size_t r, const std::string& t) -> std::string { return r == 1 ? "invalid" : numbers(r, t); }));
  EXPECT_TRUE(has_loss(some.report, "column force (g): a cell is no number")) << all_notes(some.report);
}

TEST(ImportTables, WhatTheUserNamesIsKept) {
  ImportOptions options;
  options.keep_columns = {"quality"};
  EXPECT_EQ(values(imported(table({"quality"}, numbers), options), "quality"), kNumbers);
  EXPECT_TRUE(values(imported(table({"quality"}, numbers)), "quality").empty());
  options.keep_columns = {"nowhere"};
  EXPECT_NE(refused(table({"quality"}, numbers), options).find("--keep-column nowhere"), std::string::npos);
  ImportOptions array;
  array.arrays = {{"UnipolarVoltage", "quality", "mV"}};
  EXPECT_EQ(values(imported(table({"quality"}, numbers), array), field_name::kUnipolarVoltage), kNumbers);
}

TEST(ImportTables, TheReasonIsTheTrueOne) {
  const ImportedMap map = imported(table({"Electrodes", "quality", "time (s)"}, [](std::size_t r, const std::string& title) -> std::string {
    return title == "Electrodes" ? "M" + std::to_string(r) : numbers(r, title);
  }));
  EXPECT_TRUE(has_note(map.report, NoteKind::kLeftOut, "column Electrodes: holds words")) << all_notes(map.report);
  EXPECT_TRUE(has_note(map.report, NoteKind::kLeftOut,
                       "column quality: is no known quantity, and its title tells no unit; --keep-column takes it"));
  EXPECT_TRUE(has_note(map.report, NoteKind::kLeftOut, "column time (s): is a time in seconds"));
}

// Different in every row, as names of points are: what is more than a label goes, and all points are numbered.
TEST(ImportTables, NamesThatMayTellOfAPersonOrADateGo) {
  const auto named = [](const std::function<std::string(std::size_t)>& name) {
    std::string text = "id,x,y,z,uv_mv\n";
    for (std::size_t r = 0; r < kCorners.size(); ++r)
      text += fmt::format("\"{}\",{},{},{},5\n", name(r), kCorners.at(r)[0], kCorners.at(r)[1], kCorners.at(r)[2]);
    return imported(text);
  };
  const std::vector<std::function<std::string(std::size_t)>> personal{
      [](std::size_t r) { return fmt::format("Mustermann, Erika *03.05.1950 P{}", r); },
      [](std::size_t r) { return fmt::format("Erika {}", r); },
      [](std::size_t r) { return fmt::format("2026-01-0{}", r + 1); },
      [](std::size_t r) { return fmt::format("03.05.195{}", r); },
      [](std::size_t r) { return fmt::format("12:00:0{}", r); },
      [](std::size_t r) { return fmt::format("170000000{}", r); },
      [](std::size_t r) { return fmt::format("MRN1234567-{}", r); },
      [](std::size_t r) { return fmt::format("1234567{}", r); },
      [](std::size_t r) { return r == 3 ? "Dr. Who was here" : fmt::format("P{}", r); }};
  for (std::size_t k = 0; k < personal.size(); ++k) {
    const ImportedMap map = named(personal[k]);
    EXPECT_EQ(map.map.points.names, (std::vector<std::string>{"P1", "P2", "P3", "P4", "P5", "P6"})) << k;
    EXPECT_TRUE(has_note(map.report, NoteKind::kLeftOut, "the names of the points: ")) << k << all_notes(map.report);
    for (const char* const word : {"Mustermann", "Erika", "1950", "2026", "12345", "Who"})
      EXPECT_EQ(all_notes(map.report).find(word), std::string::npos) << k;
  }
  const std::vector<std::function<std::string(std::size_t)>> labels{
      [](std::size_t r) { return fmt::format("P{}", r); },      [](std::size_t r) { return fmt::format("{}", 99999 + r); },
      [](std::size_t r) { return fmt::format("A{}-A2", r); },   [](std::size_t r) { return fmt::format("LV apex {}", r); },
      [](std::size_t r) { return fmt::format("1-LV_P{}", r); }, [](std::size_t r) { return fmt::format("{}.0", r); },
      [](std::size_t r) { return fmt::format("Point {}", r); }};
  for (std::size_t k = 0; k < labels.size(); ++k) {
    EXPECT_EQ(named(labels[k]).map.points.names.at(4), labels[k](4)) << k;
    EXPECT_TRUE(has_note(named(labels[k]).report, NoteKind::kRead, "column id: the names of the points")) << k;
  }
}

// What it means nobody knows; that it may leave points out is not lost in silence.
TEST(ImportTables, AColumnThatIsNearlyAMarkOfPointsIsALoss) {
  const auto yes_and_no = [](std::size_t r, const std::string&) { return r % 2 == 0 ? "yes" : "no"; };
  for (const char* const title :
       {"Accepted (1/0)", "valid", "use", "Deleted", "outlier", "excluded points?", "used", "ok", "Punkt g\xC3\xBCltig"}) {
    const ImportedMap map = imported(table({title}, yes_and_no));
    EXPECT_TRUE(map.map.points.accepted.empty()) << title;
    EXPECT_TRUE(has_loss(map.report, "no point is left out by it")) << title << all_notes(map.report);
    ImportOptions strict;
    strict.strict = true;
    EXPECT_NE(refused(table({title}, yes_and_no), strict).find("accepted="), std::string::npos) << title;
    for (const bool accepted : {true, false}) {
      ImportOptions options;
      options.arrays = {{accepted ? "accepted" : "excluded", title, ""}};
      const std::uint8_t first = accepted ? 1 : 0;
      const std::uint8_t second = accepted ? 0 : 1;
      EXPECT_EQ(imported(table({title}, yes_and_no), options).map.points.accepted,
                (std::vector<std::uint8_t>{first, second, first, second, first, second}))
          << title;
    }
  }
  EXPECT_EQ(imported(table({"is_accepted"}, yes_and_no)).map.points.accepted, (std::vector<std::uint8_t>{1, 0, 1, 0, 1, 0}));
  EXPECT_FALSE(has_loss(imported(table({"smoker"}, yes_and_no)).report, "no point")) << "of a person, and no mark";
  EXPECT_FALSE(has_loss(imported(table({"valid"}, numbers)).report, "no point")) << "no yes and no";
  ImportOptions none;
  none.arrays = {{"accepted", "nowhere", ""}};
  EXPECT_NE(refused(table({"uv_mv"}, numbers), none).find("--array accepted=nowhere"), std::string::npos);
  const Folder folder;
  none.arrays = {{"accepted", "ok", ""}};
  EXPECT_NE(refusal(folder.write("m.obj", "v 30 0 0\nv -30 0 0\nv 0 30 0\nv 0 0 30\nf 1 3 4\nf 3 2 4\nf 1 2 3\nf 1 4 2\n"), none)
                .find("--array accepted: is for a table of points"),
            std::string::npos);
}

TEST(ImportTables, NamesOfPointsAreKeptAndNamesOfPersonsAreNot) {
  for (const char* const title : {"Point ID", "No", "Nr", "point_number", "Name"}) {
    const ImportedMap map = imported(replaced(table({}, numbers), "id,", std::string(title) + ","));
    EXPECT_EQ(map.map.points.names, (std::vector<std::string>{"P0", "P1", "P2", "P3", "P4", "P5"})) << title;
  }
  std::string text = table({}, numbers);
  for (int p = 0; p < 6; ++p) text = replaced(text, "P" + std::to_string(p) + ",", "DOE^JOHN,");
  const ImportedMap person = imported(text);
  EXPECT_TRUE(person.map.points.names.empty());
  EXPECT_EQ(all_notes(person.report).find("DOE"), std::string::npos);
}

TEST(ImportTables, DecimalCommas) {
  for (const char* const separator : {";", "\t", "|"}) {
    const std::string text = replaced(table({"uv_mv", "bv_mv"}, numbers, separator), ".", ",");
    const ImportedMap map = imported(text);
    EXPECT_EQ(values(map, field_name::kUnipolarVoltage), kNumbers) << separator;
    EXPECT_EQ(map.map.points.positions[0], (Vec3{30, 0, 0}));
  }
  const ImportedMap quoted = imported(table({"uv_mv"}, [](std::size_t r, const std::string&) { return fmt::format("\"{},5\"", 5 + r); }));
  EXPECT_EQ(values(quoted, field_name::kUnipolarVoltage), kNumbers);
  const ImportedMap thousands = imported(table(
      {"uv_mv", "lat_ms"},
      [](std::size_t r, const std::string& title) -> std::string { return title == "uv_mv" ? fmt::format("{},5", 5 + r) : "1.234,5"; },
      ";"));
  EXPECT_EQ(values(thousands, field_name::kLocalActivationTime).at(0), 1234.5F);
}

TEST(ImportTables, PointsAndCommasInOneTableAreRefused) {
  const std::string text = table(
      {"uv_mv", "bv_mv"},
      [](std::size_t r, const std::string& title) -> std::string { return title == "uv_mv" ? fmt::format("{},5", 5 + r) : "1.234"; }, ";");
  EXPECT_NE(refused(text).find("has a decimal point and '5,5' in line 2 a decimal comma"), std::string::npos) << refused(text);
  EXPECT_NE(refused(replaced(table({"uv_mv"}, numbers), ".", ","))
                .find("has 6 cells, and the header has 5 (decimal commas need another separator)"),
            std::string::npos);
}

TEST(ImportTables, EveryEncodingAndSeparatorGivesTheSameNumbers) {
  const std::string text = table({"uv_mv"}, numbers, "\t");
  const std::vector<std::string> written{text,
                                         "\xEF\xBB\xBF" + text,
                                         utf16(text, false),
                                         utf16(text, true),
                                         utf16(text, false, false),
                                         replaced(text, "\n", "\r\n"),
                                         replaced(text, "\t", "   "),
                                         replaced(text, "\t", " ")};
  for (std::size_t w = 0; w < written.size(); ++w) {
    for (const char* const name : {"points.csv", "points.txt", "points.tsv"})
      EXPECT_EQ(values(imported(written[w], {}, name), field_name::kUnipolarVoltage), kNumbers) << w << name;
  }
}

// By content: whoever opens a table of unknown titles is told which option names its columns, whatever the file is called.
TEST(ImportTables, ATableOfUnknownTitlesIsKnownByItsContent) {
  for (const std::string separator : {",", ";", "\t", "|", "   "}) {
    std::string text =
        replaced(table({"uv_mv"}, numbers, separator), fmt::format("x{0}y{0}z", separator), fmt::format("PosX{0}PosY{0}PosZ", separator));
    for (const std::string& written : {text, "Exported by nobody\n\n" + text, replaced(text, "\n", "\r\n"), utf16(text, false)}) {
      for (const char* const name : {"points.txt", "points.csv"}) {
        EXPECT_NE(refused(written, {}, name).find("no column is named x; --array x=COLUMN says which is"), std::string::npos)
            << name << refused(written, {}, name);
        ImportOptions options;
        options.arrays = {{"x", "PosX", ""}, {"y", "PosY", ""}, {"z", "PosZ", ""}};
        EXPECT_EQ(values(imported(written, options, name), field_name::kUnipolarVoltage), kNumbers) << name << separator;
      }
    }
  }
  for (const char* const prose :
       {"Dear colleague, please find the map below.\nYours, A. B.\n", "1 2 3\n4 5 6\n7 8 9\n", "first second third\nno numbers here\n"})
    EXPECT_NE(refused(prose, {}, "notes.txt").find("is no map, and no export of a system that is known"), std::string::npos) << prose;
}

TEST(ImportTables, MicrovoltsAreUnderstoodHoweverTheyAreWritten) {
  for (const char* const title : {"Unipolar (\xC2\xB5V)", "Unipolar (\xCE\xBCV)", "Unipolar (\xB5V)", "uni_uV", "Unipolar [uV]"}) {
    const ImportedMap map = imported(table({title}, [](std::size_t r, const std::string&) { return std::to_string(5500 + 1000 * r); }));
    EXPECT_EQ(values(map, field_name::kUnipolarVoltage), kNumbers) << title << all_notes(map.report);
  }
}

TEST(ImportTables, LinesAboveTheHeaderStayOutside) {
  const ImportedMap map = imported("Patient;DOE JOHN\nStudy of 12.03.2024\n\n" + table({"uv_mv"}, numbers, ";"));
  EXPECT_EQ(values(map, field_name::kUnipolarVoltage), kNumbers);
  EXPECT_TRUE(has_note(map.report, NoteKind::kLeftOut, "2 lines above the header"));
  EXPECT_EQ(all_notes(map.report).find("DOE"), std::string::npos);
  EXPECT_EQ(values(imported("# " + table({"uv_mv"}, numbers)), field_name::kUnipolarVoltage), kNumbers) << "as numpy writes it";
  const std::string units = replaced(table({"uv"}, [](std::size_t r, const std::string&) { return std::to_string(5500 + 1000 * r); }),
                                     "id,x,y,z,uv\n", "id,x,y,z,uv\n,mm,mm,mm,uV\n");
  EXPECT_EQ(values(imported(units), field_name::kUnipolarVoltage), kNumbers);
}

TEST(ImportTables, MarksOfNoValueAreNoVoltages) {
  for (const char* const mark : {"-10000", "10000", "-10000.0", "1e4"}) {
    const ImportedMap map = imported(table({"uv_mv", "lat_ms", "imp (ohm)"}, [&](std::size_t r, const std::string& t) -> std::string {
      return r == 0 ? std::string(mark) : numbers(r, t);
    }));
    for (const std::string_view name : {field_name::kUnipolarVoltage, field_name::kLocalActivationTime, std::string_view("imp")}) {
      ASSERT_EQ(values(map, name).size(), 6) << name;
      EXPECT_TRUE(std::isnan(values(map, name)[0])) << name << mark;
      EXPECT_EQ(values(map, name)[1], 6.5F);
      EXPECT_TRUE(has_note(map.report, NoteKind::kConverted, std::string(name) + " on points: 1 x ")) << all_notes(map.report);
    }
  }
}

// Ten thousand microvolts are a healthy wall.
TEST(ImportTables, AMarkThatIsAPossibleValueStays) {
  const ImportedMap map = imported(table({"uv_uV"}, [](std::size_t r, const std::string&) { return r == 0 ? "10000" : "-10000"; }));
  EXPECT_EQ(values(map, field_name::kUnipolarVoltage)[0], 10.0F);
  EXPECT_TRUE(std::isnan(values(map, field_name::kUnipolarVoltage)[1]));
}

TEST(ImportTables, TheUsersOwnMarks) {
  const auto cell = [](std::size_t r, const std::string& t) -> std::string { return r == 0 ? "999" : r == 1 ? "0" : numbers(r, t); };
  ImportOptions options;
  options.no_values = {{"", 999}, {"", 0}};
  const ImportedMap map = imported(table({"uv_mv", "lat_ms"}, cell), options);
  EXPECT_TRUE(std::isnan(values(map, field_name::kUnipolarVoltage)[0]));
  EXPECT_EQ(values(map, field_name::kUnipolarVoltage)[1], 0) << "which a voltage can be";
  EXPECT_EQ(values(map, field_name::kLocalActivationTime)[0], 999) << "which a time can be";
  EXPECT_TRUE(has_note(map.report, NoteKind::kFound, "UnipolarVoltage on points: 1 x 0 stays")) << all_notes(map.report);
  options.no_values = {{"UnipolarVoltage", 0}, {"", 999}};
  EXPECT_EQ(values(imported(table({"uv_mv"}, cell), options), field_name::kUnipolarVoltage).size(), 6);
  EXPECT_TRUE(std::isnan(values(imported(table({"uv_mv"}, cell), options), field_name::kUnipolarVoltage).at(1)));
}

TEST(ImportTables, WhatCannotBeIsRefused) {
  std::string many;
  for (std::size_t n = 0; n < 4; ++n) {  // rows that repeat another count once: no two of these are alike
    const auto other = [n](std::size_t r, const std::string&) {
      return n == 2 && r == 0 ? std::string("250") : fmt::format("{:.2f}", kNumbers.at(r) + 0.01 * static_cast<double>(n));
    };
    many += replaced(table({"uv_mv"}, other), "P", "Q" + std::to_string(n)).substr(n == 0 ? 0 : 14);
  }
  const ImportedMap one = imported(many);
  EXPECT_TRUE(has_loss(one.report, "UnipolarVoltage on points: 1 of 24 values outside 0 to 200 mV, which cannot be"))
      << all_notes(one.report);
  const ImportedMap all = imported(table({"uv_mv", "bv_mv"}, [](std::size_t r, const std::string& t) -> std::string {
    return t == "bv_mv" ? numbers(r, t) : std::to_string(5500 + 1000 * r);
  }));
  EXPECT_TRUE(values(all, field_name::kUnipolarVoltage).empty()) << "microvolts taken for millivolts";
  EXPECT_TRUE(has_loss(all.report, "UnipolarVoltage on points: 6 of 6 values outside 0 to 200 mV")) << all_notes(all.report);
  EXPECT_EQ(values(all, field_name::kBipolarVoltage), kNumbers);
  ImportOptions options;
  options.keep_impossible = true;
  EXPECT_EQ(
      values(imported(table({"uv_mv"}, [](std::size_t, const std::string&) { return "250"; }), options), field_name::kUnipolarVoltage),
      std::vector<float>(6, 250));
}

TEST(ImportTables, ARowWhosePlaceIsAMarkIsDropped) {
  const ImportedMap map = imported(table({}, numbers) + "P6,-10000,-10000,-10000\n");
  EXPECT_EQ(map.map.points.positions.size(), 6);
  EXPECT_TRUE(has_loss(map.report, "1 row without a position"));
}

}  // namespace
}  // namespace viamyo
