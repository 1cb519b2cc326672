// Rows of tables of points: one that is there twice is one point, a mark in words is what it says, and units that contradict the titles are told.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "import_samples.h"

namespace viamyo {
namespace {

using namespace samples;

constexpr std::string_view kHeader = "id,x,y,z,uv_mv,lat_ms,accepted\n";

std::string row(std::size_t corner, const std::string& name, const std::string& uv = "5.50", const std::string& mark = "1") {
  const auto& [x, y, z] = kCorners.at(corner);
  return fmt::format("{},{},{},{},{},{},{}\n", name, x, y, z, uv, -10, mark);
}

std::string rows(const std::string& suffix = "") {
  std::string text;
  for (std::size_t r = 0; r < kCorners.size(); ++r) text += row(r, fmt::format("P{}{}", r, suffix));
  return text;
}

ImportedMap imported(const std::string& more) {
  const Folder folder;
  return import_map(folder.write("points.csv", std::string(kHeader) + rows() + more));
}

TEST(ImportRows, ARowThatRepeatsAnEarlierOneCountsOnce) {
  const std::vector<std::string> repeats{rows(), rows("b"), row(2, "P2"), row(2, "Q9", "5.5"), rows() + rows("c")};
  for (const std::string& more : repeats) {
    const ImportedMap map = imported(more);
    const auto count = std::count(more.begin(), more.end(), '\n');
    EXPECT_EQ(map.map.points.positions.size(), kCorners.size()) << more;
    EXPECT_EQ(map.map.points.names, (std::vector<std::string>{"P0", "P1", "P2", "P3", "P4", "P5"})) << more;
    EXPECT_EQ(map.map.points.fields.front().values.size(), kCorners.size());
    EXPECT_EQ(map.map.points.accepted.size(), kCorners.size());
    EXPECT_TRUE(has_note(map.report, NoteKind::kDropped,
                         fmt::format("{} in place and all values", count == 1 ? "1 row repeats" : fmt::format("{} rows repeat", count))))
        << all_notes(map.report);
  }
}

TEST(ImportRows, ARowWithAnotherValueOrMarkStays) {
  for (const std::string& more : {row(2, "P9", "5.51"), row(2, "P9", "5.50", "0"), row(2, "P9", "")}) {
    const ImportedMap map = imported(more);
    EXPECT_EQ(map.map.points.positions.size(), kCorners.size() + 1) << more;
    EXPECT_FALSE(has_note(map.report, NoteKind::kDropped, "in place and all values")) << more;
  }
}

// A column of exclusions in their own words must not turn round.
TEST(ImportRows, AMarkThatSaysItselfWhatItMeansIsTakenAtItsWord) {
  const Folder folder;
  for (const char* const title : {"accepted", "excluded", "rejected", "include"}) {
    for (const auto& [in, out] : {std::pair{"included", "excluded"}, std::pair{"Accepted", "REJECTED"}, std::pair{"valid", "invalid"}}) {
      std::string text = fmt::format("id,x,y,z,uv_mv,lat_ms,{}\n", title);
      for (std::size_t r = 0; r < kCorners.size(); ++r) text += row(r, fmt::format("P{}", r), "5.5", r % 3 == 1 ? out : in);
      EXPECT_EQ(import_map(folder.write("points.csv", text)).map.points.accepted, (std::vector<std::uint8_t>{1, 0, 1, 1, 0, 1})) << text;
    }
  }
}

TEST(ImportRows, ARowOfUnitsThatContradictsTheTitlesIsALoss) {
  const Folder folder;
  for (const auto& [units, told] : {std::pair{",mm,mm,mm,uV,ms,", "column uv_mv: the row of units says uV; mV is assumed"},
                                    std::pair{",mm,mm,mm,mV,s,", "column lat_ms: the row of units says s; ms is assumed"},
                                    std::pair{",mm,mm,mm,mV,mm,", "column lat_ms: the row of units says mm; ms is assumed"}}) {
    const ImportedMap map = import_map(folder.write("points.csv", std::string(kHeader) + units + "\n" + rows()));
    EXPECT_TRUE(has_loss(map.report, told)) << all_notes(map.report);
    EXPECT_FLOAT_EQ(field(map.map.points.fields, "UnipolarVoltage")->values.front(), 5.5F);
  }
  const ImportedMap same = import_map(folder.write("points.csv", std::string(kHeader) + ",mm,mm,mm,[mV],ms,\n" + rows()));
  EXPECT_FALSE(has_loss(same.report, "row of units")) << all_notes(same.report);
}

}  // namespace
}  // namespace viamyo
