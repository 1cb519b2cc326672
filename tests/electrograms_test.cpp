#include "viamyo/electrograms.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

#include "viamyo/native_file.h"

namespace viamyo {
namespace {

// One point, ten samples at 1000 Hz: 0, 1, ... 9 mV, so that peak to peak counts the samples inside the window, less one.
Electrograms ramp() {
  Electrograms e;
  e.samples = 10;
  e.sampling_rate_hz = 1000;
  e.unipolar = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  return e;
}

float peak_to_peak(const Electrograms& e) { return peak_to_peak_mV(e, e.unipolar).at(0); }

TEST(WindowOfInterest, HoldsBothEnds) {
  Electrograms e = ramp();
  e.window_of_interest_ms = {2, 5};
  const SampleWindow window = window_of_interest(e, 0);
  EXPECT_EQ(window.first, 2);
  EXPECT_EQ(window.last, 5);
  EXPECT_EQ(peak_to_peak(e), 3);
}

TEST(WindowOfInterest, TakesTheNearestSample) {
  Electrograms e = ramp();
  e.window_of_interest_ms = {2.4, 5.6};
  EXPECT_EQ(peak_to_peak(e), 4);  // 2 .. 6
  e.sampling_rate_hz = 500;       // a sample every 2 ms
  e.window_of_interest_ms = {2.4, 5.6};
  EXPECT_EQ(peak_to_peak(e), 2);  // 1 .. 3
}

TEST(WindowOfInterest, WithoutOneThereIsNoVoltageUnlessTheWholeCounts) {
  Electrograms e = ramp();
  EXPECT_TRUE(std::isnan(peak_to_peak(e)));
  EXPECT_EQ(peak_to_peak_mV(e, e.unipolar, TraceWindow::kWhole).at(0), 9);
  e.window_of_interest_ms = {2, 5};
  EXPECT_EQ(peak_to_peak_mV(e, e.unipolar, TraceWindow::kWhole).at(0), 9);
}

// What is one sample high would read as 0.0 mV, as scar does.
TEST(WindowOfInterest, WithOneSampleInsideGivesNoVoltage) {
  for (const std::array<double, 2>& window : {std::array{-9.0, 0.0}, std::array{9.0, 20.0}, std::array{4.0, 4.0}, std::array{-5.0, -0.4}}) {
    Electrograms e = ramp();
    e.window_of_interest_ms = window;
    EXPECT_TRUE(std::isnan(peak_to_peak(e))) << window[0];
  }
  Electrograms short_one = ramp();
  std::fill(short_one.unipolar.begin() + 4, short_one.unipolar.end(), std::numeric_limits<float>::quiet_NaN());
  short_one.window_of_interest_ms = {3, 8};
  EXPECT_TRUE(std::isnan(peak_to_peak(short_one)));
}

TEST(WindowOfInterest, PerPointIsRelativeToTheReference) {
  Electrograms e = ramp();
  e.unipolar.insert(e.unipolar.end(), {0, 2, 4, 6, 8, 10, 12, 14, 16, 18});
  e.point_windows_ms = {{-2, 1}, {-1, 3}};
  e.reference_annotation_ms = {4, 5};
  e.window_of_interest_ms = {0, 9};  // the point's own window wins
  EXPECT_EQ(peak_to_peak_mV(e, e.unipolar), (std::vector<float>{3, 8}));
}

TEST(WindowOfInterest, IsCutToTheRecording) {
  Electrograms e = ramp();
  e.window_of_interest_ms = {-100, 3};
  EXPECT_EQ(peak_to_peak(e), 3);
  e.window_of_interest_ms = {7, 1e12};
  EXPECT_EQ(peak_to_peak(e), 2);
}

TEST(WindowOfInterest, OutsideTheRecordingGivesNoValue) {
  for (const std::array<double, 2>& window :
       {std::array{-9.0, -1.0}, std::array{10.0, 20.0}, std::array{5.0, 4.0}, std::array{1e300, 1e301}}) {
    Electrograms e = ramp();
    e.window_of_interest_ms = window;
    EXPECT_LT(window_of_interest(e, 0).last, window_of_interest(e, 0).first);
    EXPECT_TRUE(std::isnan(peak_to_peak(e)));
  }
}

TEST(WindowOfInterest, ThatCannotBeToldGivesNoValue) {
  Electrograms e = ramp();
  e.point_windows_ms = {{-2, 1}};  // relative to nothing
  EXPECT_TRUE(std::isnan(peak_to_peak(e)));
  e.reference_annotation_ms = {std::numeric_limits<float>::quiet_NaN()};
  EXPECT_TRUE(std::isnan(peak_to_peak(e)));
}

TEST(PeakToPeak, SkipsSamplesThatAreNotFinite) {
  Electrograms e = ramp();
  e.window_of_interest_ms = {0, 9};
  e.unipolar[0] = std::numeric_limits<float>::quiet_NaN();
  e.unipolar[9] = std::numeric_limits<float>::infinity();
  EXPECT_EQ(peak_to_peak(e), 7);
  e.unipolar.assign(10, std::numeric_limits<float>::quiet_NaN());
  EXPECT_TRUE(std::isnan(peak_to_peak(e)));
}

//! One rule for tables, panel and JSON: the difference of the decimals that were stored, not of the floats that stand for them.
TEST(PeakToPeak, OfOnePointIsThatOfAll) {
  Electrograms e = ramp();
  e.samples = 5;
  e.window_of_interest_ms = {0, 4};
  e.unipolar = {0.3F, -0.1F, 0.2F, 8.1F, -3.4F, NAN, NAN, NAN, NAN, NAN, 2, 2, 2, 2, 2};
  const std::vector<float> all = peak_to_peak_mV(e, e.unipolar);
  const PeakToPeak first = peak_to_peak(e, e.unipolar, 0);
  EXPECT_EQ(first.low, -3.4F);
  EXPECT_EQ(first.high, 8.1F);
  EXPECT_EQ(first.voltage, 11.5F);
  EXPECT_EQ(first.voltage, all.at(0));
  EXPECT_TRUE(std::isnan(peak_to_peak(e, e.unipolar, 1).voltage) && std::isnan(peak_to_peak(e, e.unipolar, 1).low) &&
              std::isnan(all.at(1)));
  EXPECT_EQ(peak_to_peak(e, e.unipolar, 2).voltage, 0);
}

TEST(PeakToPeak, OfAnAbsentChannelIsEmpty) {
  const Electrograms e = ramp();
  EXPECT_TRUE(peak_to_peak_mV(e, e.bipolar).empty());
}

// A patient's map from another system: its stored voltages are the peak to peak of its electrograms inside the window. The file knows one window
// for all points, as ten of them had; the last point was taken with a narrower one, [-9, 150] ms, which is given here.
TEST(PeakToPeak, IsTheVoltageThatARealSystemStored) {
  const std::filesystem::path file = std::filesystem::path(VIAMYO_SOURCE_DIR) / "../shared/data/native/lv-vt-carto3.h5";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no real map at " << file;
  const Map map = read_native(file).map;
  ASSERT_TRUE(map.points.electrograms.has_value());
  Electrograms e = *map.points.electrograms;
  EXPECT_EQ(e.window_of_interest_ms, (std::array{1810.0, 2190.0}));
  e.reference_annotation_ms.assign(11, 2000);
  e.point_windows_ms.assign(11, {-190, 190});
  e.point_windows_ms.back() = {-9, 150};

  const auto bipolar = peak_to_peak_mV(e, e.bipolar);
  const auto unipolar = peak_to_peak_mV(e, e.unipolar);
  const Field* const stored_bipolar = find_field(map.points.fields, field_name::kBipolarVoltage);
  const Field* const stored_unipolar = find_field(map.points.fields, field_name::kUnipolarVoltage);
  ASSERT_NE(stored_bipolar, nullptr);
  ASSERT_NE(stored_unipolar, nullptr);
  ASSERT_EQ(bipolar.size(), 11U);
  for (std::size_t p = 0; p < bipolar.size(); ++p) {
    EXPECT_EQ(bipolar[p], stored_bipolar->values[p]) << "point " << p;
    EXPECT_EQ(unipolar[p], stored_unipolar->values[p]) << "point " << p;
  }
}

TEST(SteepestDescent, IsWhereTheTraceFallsMost) {
  Electrograms e;
  e.samples = 8;
  e.sampling_rate_hz = 500;  // a sample every 2 ms
  e.unipolar = {0, 1, 1, 3, 2, -4, -5, 0};
  EXPECT_TRUE(std::isnan(steepest_descent_ms(e).at(0)));  // without a window
  e.window_of_interest_ms = {0, 14};
  EXPECT_EQ(steepest_descent_ms(e), std::vector<float>{8});  // from sample 4 to 5
  e.point_windows_ms = {{-4, 2}};
  e.reference_annotation_ms = {6};
  EXPECT_EQ(steepest_descent_ms(e), std::vector<float>{0});  // samples 1 to 4: from 3 to 4, where the reference is
}

TEST(SteepestDescent, IsNothingWhereNothingFalls) {
  Electrograms e = ramp();
  EXPECT_TRUE(std::isnan(steepest_descent_ms(e).at(0)));
  e.unipolar.assign(10, std::numeric_limits<float>::quiet_NaN());
  EXPECT_TRUE(std::isnan(steepest_descent_ms(e).at(0)));
  e.unipolar.clear();
  EXPECT_TRUE(steepest_descent_ms(e).empty());
}

// 8 of 11 points within a sample of what the system annotated, the others 4, 8 and 11 ms from it.
TEST(SteepestDescent, IsNearWhatARealSystemAnnotated) {
  const std::filesystem::path file = std::filesystem::path(VIAMYO_SOURCE_DIR) / "../shared/data/native/lv-vt-carto3.h5";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no real map at " << file;
  const Map map = read_native(file).map;
  Electrograms e = *map.points.electrograms;
  e.reference_annotation_ms.assign(11, 2000);
  e.point_windows_ms.assign(11, {-190, 190});
  e.point_windows_ms.back() = {-9, 150};
  const std::vector<float> found = steepest_descent_ms(e);
  const Field* const stored = find_field(map.points.fields, field_name::kLocalActivationTime);
  ASSERT_NE(stored, nullptr);
  int near = 0;
  for (std::size_t p = 0; p < found.size(); ++p) {
    near += std::abs(found[p] - stored->values[p]) <= 1 ? 1 : 0;
    EXPECT_LE(std::abs(found[p] - stored->values[p]), 12) << "point " << p;
  }
  EXPECT_EQ(near, 8);
}

}  // namespace
}  // namespace viamyo
