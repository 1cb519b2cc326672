// The rule of classes: every border belongs to the side of >=, for every published threshold, in float32.
#include "viamyo/tissue_class.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "viamyo/presets.h"

namespace viamyo {
namespace {

constexpr Thresholds kDefaults{};

float below(float value) { return std::nextafter(value, -std::numeric_limits<float>::infinity()); }

TEST(TissueClass, CellsOfTheVoltageShorteningPlane) {
  EXPECT_EQ(classify(kDefaults, 10, 20), Cell::kNormal);
  EXPECT_EQ(classify(kDefaults, 10, 5), Cell::kViableIschemic);
  EXPECT_EQ(classify(kDefaults, 2, 5), Cell::kInfarcted);
  EXPECT_EQ(classify(kDefaults, 2, 20), Cell::kLowVoltagePreservedShortening);
  EXPECT_EQ(classify(kDefaults, 5, 5), Cell::kBetweenCutoffs);
  EXPECT_EQ(classify(kDefaults, 5, 20), Cell::kBetweenCutoffs);
  EXPECT_EQ(classify(kDefaults, 10, -8), Cell::kViableIschemic) << "outward motion is reduced shortening";
}

TEST(TissueClass, BordersBelongToTheSideOfGreaterOrEqual) {
  const Thresholds& t = kDefaults;
  EXPECT_EQ(classify(t, t.voltage_viable_mV, t.shortening_ischemic_percent), Cell::kNormal);
  EXPECT_EQ(classify(t, t.voltage_viable_mV, below(t.shortening_ischemic_percent)), Cell::kViableIschemic);
  EXPECT_EQ(classify(t, below(t.voltage_viable_mV), t.shortening_ischemic_percent), Cell::kBetweenCutoffs);
  EXPECT_EQ(classify(t, t.voltage_infarct_mV, below(t.shortening_ischemic_percent)), Cell::kBetweenCutoffs);
  EXPECT_EQ(classify(t, below(t.voltage_infarct_mV), below(t.shortening_ischemic_percent)), Cell::kInfarcted);
  EXPECT_EQ(classify(t, below(t.voltage_infarct_mV), t.shortening_ischemic_percent), Cell::kLowVoltagePreservedShortening);
}

TEST(TissueClass, VoltageAloneIgnoresShortening) {
  Thresholds t;
  t.criteria = Criteria::kVoltage;
  for (const double shortening : {-50.0, 0.0, 50.0, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_EQ(classify(t, t.voltage_viable_mV, shortening), Cell::kViable);
    EXPECT_EQ(classify(t, t.voltage_infarct_mV, shortening), Cell::kBetweenCutoffs);
    EXPECT_EQ(classify(t, below(t.voltage_infarct_mV), shortening), Cell::kInfarcted);
  }
}

// A plateau stored as float32 at exactly a published value is on its >= side; one rounding step lower it is not.
TEST(TissueClass, PlateauAtEachPresetsValue) {
  int tried = 0;
  for (const Preset& preset : presets()) {
    if (!preset.voltage_viable) continue;
    Thresholds t;
    t.voltage_infarct_mV = *preset.voltage_infarct;
    t.voltage_viable_mV = *preset.voltage_viable;
    const double low_shortening = t.shortening_ischemic_percent - 1.0;
    EXPECT_EQ(classify(t, t.voltage_viable_mV, low_shortening), Cell::kViableIschemic) << preset.id;
    EXPECT_NE(classify(t, below(t.voltage_viable_mV), low_shortening), Cell::kViableIschemic) << preset.id;
    EXPECT_NE(classify(t, t.voltage_infarct_mV, low_shortening), Cell::kInfarcted) << preset.id;
    EXPECT_EQ(classify(t, below(t.voltage_infarct_mV), low_shortening), Cell::kInfarcted) << preset.id;
    ++tried;
  }
  EXPECT_GT(tried, 15);
}

// 6.9 as a double lies below 6.9 as a float: without rounding both to float32 a plateau "at 6.9" would change sides with the file type.
TEST(TissueClass, ThresholdsAreFloat32) {
  EXPECT_NE(static_cast<double>(6.9F), 6.9);
  EXPECT_EQ(classify(kDefaults, static_cast<double>(static_cast<float>(6.9)), 20), Cell::kNormal);
}

TEST(TissueClass, EveryCellHasItsClass) {
  EXPECT_EQ(class_of(Cell::kNormal), TissueClass::kNormal);
  EXPECT_EQ(class_of(Cell::kViableIschemic), TissueClass::kViableIschemic);
  EXPECT_EQ(class_of(Cell::kInfarcted), TissueClass::kInfarcted);
  EXPECT_EQ(class_of(Cell::kBetweenCutoffs), TissueClass::kIndeterminate);
  EXPECT_EQ(class_of(Cell::kLowVoltagePreservedShortening), TissueClass::kIndeterminate);
  EXPECT_EQ(class_of(Cell::kViable), TissueClass::kViable);
}

TEST(TissueClass, NamesGoThereAndBack) {
  for (int code = 0; code < kTissueClassCount; ++code) {
    const auto tissue = static_cast<TissueClass>(code);
    EXPECT_EQ(tissue_class_from_string(to_string(tissue)), tissue);
    EXPECT_FALSE(shown_as(tissue, Criteria::kElectromechanical).empty());
  }
  EXPECT_EQ(tissue_class_from_string("scar"), std::nullopt);
  EXPECT_EQ(to_string(TissueClass::kViableIschemic), "viable_ischemic");
}

TEST(TissueClass, ProposedClassesSayThatTheyAreProposed) {
  EXPECT_NE(shown_as(TissueClass::kViableIschemic, Criteria::kElectromechanical).find("proposed"), std::string_view::npos);
  EXPECT_NE(shown_as(TissueClass::kInfarcted, Criteria::kElectromechanical).find("proposed"), std::string_view::npos);
  EXPECT_EQ(shown_as(TissueClass::kInfarcted, Criteria::kVoltage).find("both"), std::string_view::npos) << "mechanics were not looked at";
  EXPECT_NE(shown_as(TissueClass::kNormal, Criteria::kElectromechanical).find("does not exclude"), std::string_view::npos);
}

TEST(TenPercentMoves, EachMovesOneThresholdByATenthOfItsSize) {
  const auto moves = ten_percent_moves(kDefaults);
  EXPECT_FLOAT_EQ(moves[0].voltage_infarct_mV, 4.95F);
  EXPECT_FLOAT_EQ(moves[1].voltage_infarct_mV, 4.05F);
  EXPECT_FLOAT_EQ(moves[2].voltage_viable_mV, 7.59F);
  EXPECT_FLOAT_EQ(moves[3].voltage_viable_mV, 6.21F);
  EXPECT_FLOAT_EQ(moves[4].shortening_ischemic_percent, 13.2F);
  EXPECT_FLOAT_EQ(moves[5].shortening_ischemic_percent, 10.8F);
  for (std::size_t i = 0; i < moves.size(); ++i) {
    const int changed = int{moves[i].voltage_infarct_mV != kDefaults.voltage_infarct_mV} +
                        int{moves[i].voltage_viable_mV != kDefaults.voltage_viable_mV} +
                        int{moves[i].shortening_ischemic_percent != kDefaults.shortening_ischemic_percent};
    EXPECT_EQ(changed, 1) << "move " << i;
  }
}

TEST(TenPercentMoves, AMoveThatWouldReverseTheOrderTakesTheOtherAlong) {
  Thresholds t;
  t.voltage_infarct_mV = t.voltage_viable_mV = 6.5F;
  const auto moves = ten_percent_moves(t);
  EXPECT_FLOAT_EQ(moves[0].voltage_infarct_mV, 7.15F);
  EXPECT_EQ(moves[0].voltage_viable_mV, moves[0].voltage_infarct_mV);
  EXPECT_FLOAT_EQ(moves[1].voltage_infarct_mV, 5.85F);
  EXPECT_EQ(moves[1].voltage_viable_mV, 6.5F);
  EXPECT_EQ(moves[2].voltage_infarct_mV, 6.5F);
  EXPECT_FLOAT_EQ(moves[3].voltage_viable_mV, 5.85F);
  EXPECT_EQ(moves[3].voltage_infarct_mV, moves[3].voltage_viable_mV);
  for (const Thresholds& move : moves) EXPECT_LE(move.voltage_infarct_mV, move.voltage_viable_mV);
}

TEST(TenPercentMoves, GoBothWaysFromANegativeThreshold) {
  Thresholds t;
  t.shortening_ischemic_percent = -10;
  const auto moves = ten_percent_moves(t);
  EXPECT_FLOAT_EQ(moves[4].shortening_ischemic_percent, -9);
  EXPECT_FLOAT_EQ(moves[5].shortening_ischemic_percent, -11);
}

}  // namespace
}  // namespace viamyo
