// What a map does not tell: the words that bands, captions and tables take.
#include "viamyo/untold.h"

#include <gtest/gtest.h>

#include <cctype>

namespace viamyo {
namespace {

Map with_points(std::size_t count, std::vector<std::uint8_t> accepted = {}) {
  Map map;
  map.points.positions.resize(count);
  map.points.accepted = std::move(accepted);
  map.study.chamber = "LV";
  return map;
}

TEST(Untold, SupportIsAPointThatIsAcceptedAndNotLeftOut) {
  EXPECT_EQ(support_of(Map{}), Support::kNoPoints);
  EXPECT_EQ(support_of(Map{}, {0, 5}), Support::kNoPoints);
  EXPECT_EQ(support_of(with_points(3)), Support::kPoints);
  EXPECT_EQ(support_of(with_points(3, {0, 0, 1})), Support::kPoints);
  EXPECT_EQ(support_of(with_points(3, {0, 0, 1}), {0, 1}), Support::kPoints);
  EXPECT_EQ(support_of(with_points(3, {0, 0, 1}), {2}), Support::kNoneAccepted);
  EXPECT_EQ(support_of(with_points(3, {0, 0, 0})), Support::kNoneAccepted);
  EXPECT_EQ(support_of(with_points(3), {0, 1, 2}), Support::kNoneAccepted);
  EXPECT_EQ(support_of(with_points(3), {3, 4, 5}), Support::kPoints) << "rows that the map lacks";
}

TEST(Untold, EachSupportHasAWordOfItsOwn) {
  EXPECT_EQ(to_string(Support::kNoPoints), "unknown");
  EXPECT_EQ(to_string(Support::kNoneAccepted), "no accepted points");
  EXPECT_EQ(to_string(Support::kPoints), "points");
}

TEST(Untold, NothingIsSaidWhereAllIsTold) {
  EXPECT_TRUE(untold(with_points(1), Support::kPoints).empty());
  EXPECT_EQ(untold_sentence(with_points(1), Support::kPoints), "");
}

TEST(Untold, AChamberIsToldWhereItIsTheLeftVentricleOrSynthetic) {
  Map map = with_points(1);
  EXPECT_TRUE(is_chamber_told(map));
  map.study.chamber.clear();
  EXPECT_FALSE(is_chamber_told(map));
  for (const std::optional<bool> synthetic : {std::optional<bool>(), std::optional(false)}) {
    map.study.synthetic = synthetic;
    EXPECT_EQ(untold(map, Support::kPoints), std::vector<std::string>{"chamber not told"});
  }
  map.study.synthetic = true;
  EXPECT_TRUE(is_chamber_told(map)) << "synthetic ones are left ventricles";
  map.study.chamber = "RA";
  EXPECT_FALSE(is_chamber_told(map));
  EXPECT_EQ(untold_sentence(map, Support::kPoints), " Chamber \u00ABRA\u00BB: not a left ventricle.");
}

TEST(Untold, TheSentenceSaysEveryWordAndBeginsWithACapital) {
  Map map = with_points(0);
  map.study.chamber.clear();
  EXPECT_EQ(untold_sentence(map, Support::kNoPoints), " Support unknown, chamber not told.");
  for (const Support support : {Support::kNoPoints, Support::kNoneAccepted, Support::kPoints}) {
    const std::string sentence = untold_sentence(map, support);
    for (const std::string& word : untold(map, support)) EXPECT_NE(sentence.find(word.substr(1)), std::string::npos) << sentence;
    EXPECT_EQ(sentence[0], ' ');
    EXPECT_TRUE(std::isupper(static_cast<unsigned char>(sentence[1]))) << sentence;
    EXPECT_EQ(sentence.find("upport unknown") != std::string::npos, support != Support::kPoints) << sentence;
  }
}

}  // namespace
}  // namespace viamyo
