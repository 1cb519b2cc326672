// Settings by name: precedence, ranges, and what must not be combined.
#include "viamyo/settings.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>

#include "viamyo/errors.h"

namespace viamyo {
namespace {

using Changes = std::vector<SettingChange>;

std::string refusal(const std::function<void()>& action) {
  try {
    action();
  } catch (const UsageError& error) {
    return error.what();
  }
  return {};
}

std::string refusal(const Changes& changes, std::string_view preset = {}) {
  return refusal([&] { make_settings(preset, changes); });
}

class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view text)
      : path_((std::filesystem::temp_directory_path() / ("viamyo_settings_" + std::to_string(getpid()) + ".toml")).string()) {
    std::ofstream(path_) << text;
  }
  ~TemporaryFile() { std::remove(path_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

TEST(Settings, WithoutChangesAreTheDefaults) {
  const Settings made = make_settings("", {});
  EXPECT_EQ(made.preset, "published-human-range");
  EXPECT_EQ(made.voltage_infarct, 4.5F);
  EXPECT_EQ(made.voltage_viable, 6.9F);
  EXPECT_EQ(made.shortening_ischemic_percent, 12.0F);
  EXPECT_EQ(made.fill_distance_mm, 15);
  EXPECT_FALSE(made.criteria);
}

TEST(Settings, ThresholdsAreRoundedToFloat32) {
  const Settings made =
      make_settings("", {{"voltage_infarct", "5.1"}, {"voltage_viable", "6.90000000001"}, {"shortening_ischemic", "+12.3"}});
  EXPECT_EQ(made.voltage_infarct, 5.1F);
  EXPECT_EQ(made.voltage_viable, 6.9F);
  EXPECT_EQ(made.shortening_ischemic_percent, 12.3F);
}

TEST(Settings, LaterChangesWin) { EXPECT_EQ(make_settings("", {{"fill_distance", "10"}, {"fill_distance", "20"}}).fill_distance_mm, 20); }

TEST(Settings, APresetComesBeforeAllOtherKeysWhereverItIsNamed) {
  const Settings made = make_settings("koch-pet", {{"voltage_viable", "8"}, {"preset", "perin-mri"}});
  EXPECT_EQ(made.voltage_infarct, 6.9F);
  EXPECT_EQ(made.voltage_viable, 8.0F);
}

TEST(Settings, APresetThatWasChangedIsCalledCustom) {
  EXPECT_EQ(make_settings("perin-mri", {}).preset, "perin-mri");
  EXPECT_EQ(make_settings("perin-mri", {{"voltage_viable", "6.9"}}).preset, "perin-mri") << "to the value it had";
  EXPECT_EQ(make_settings("perin-mri", {{"voltage_viable", "7"}}).preset, "custom");
  EXPECT_EQ(make_settings("perin-mri", {{"fill_distance", "7"}}).preset, "perin-mri") << "the preset says nothing about it";
  EXPECT_EQ(make_settings("perin-mri", {{"shortening_ischemic", "10"}}).preset, "custom") << "a study must not stand for what it left open";
  EXPECT_EQ(make_settings("fernandes-unipolar", {{"shortening_ischemic", "10"}}).preset, "custom");
}

TEST(Settings, APresetWithoutShorteningKeepsTheDefault) {
  EXPECT_EQ(make_settings("perin-mri", {}).shortening_ischemic_percent, 12.0F);
  EXPECT_EQ(make_settings("fernandes-unipolar", {}).shortening_ischemic_percent, 12.3F);
}

TEST(Settings, UnknownNamesSuggestTheNearest) {
  EXPECT_NE(refusal({{"voltage_infract", "5"}}).find("'voltage_infarct'"), std::string::npos);
  EXPECT_NE(refusal({{"voltage_infarct_mV", "5"}}).find("'voltage_infarct'"), std::string::npos);
  EXPECT_NE(refusal({}, "perin").find("'perin-mri'"), std::string::npos);
  EXPECT_NE(refusal({}, "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz").find("viamyo presets"), std::string::npos);
  EXPECT_NE(refusal({{"team", "x"}}), "") << "team policy is never a setting";
}

TEST(Settings, ValuesThatAreNotInRangeAreRefused) {
  for (const char* value : {"", "abc", "nan", "NaN", "inf", "-1", "1e9", "5,0", "5 mV", "0x10", "1e999"}) {
    EXPECT_NE(refusal({{"voltage_infarct", value}}), "") << value;
    EXPECT_NE(refusal({{"fill_distance", value}}), "") << value;
    EXPECT_NE(refusal({{"annulus_margin", value}}), "") << value;
  }
  EXPECT_NE(refusal({{"fill_distance", "0"}}), "");
  EXPECT_EQ(refusal({{"annulus_margin", "0"}}), "");
  for (const char* value : {"1.5", "-1", "many", ""}) EXPECT_NE(refusal({{"min_zone_points", value}}), "") << value;
  for (const char* value : {"0.5,0.4,0.9", "0,0.5,0.9", "0.3,0.6,1.1", "0.3,0.6", "a,b,c"})
    EXPECT_NE(refusal({{"ring_limits", value}}), "") << value;
  for (const char* value : {"0", "18", "1,x"}) EXPECT_NE(refusal({{"reference_segments", value}}), "") << value;
  for (const char* value : {"tripolar", "UNIPOLAR", ""}) EXPECT_NE(refusal({{"voltage", value}}), "") << value;
  EXPECT_NE(refusal({{"voltage_source", "recomputed"}}), "") << "that is a source of shortening";
  EXPECT_NE(refusal({{"shortening_source", "electrograms"}}), "") << "that is a source of voltage";
  EXPECT_NE(refusal({{"landmarks.apex", "1,2,nan"}}), "");
}

TEST(Settings, RefusalsNameKeyAndValue) {
  const std::string text = refusal({{"voltage_infarct", "lots"}});
  EXPECT_NE(text.find("voltage_infarct"), std::string::npos);
  EXPECT_NE(text.find("lots"), std::string::npos);
}

TEST(Settings, ThresholdsMustNotBeReversed) {
  EXPECT_NE(refusal({{"voltage_infarct", "7"}}).find("above voltage_viable"), std::string::npos);
  EXPECT_EQ(refusal({{"voltage_infarct", "7"}, {"voltage_viable", "7"}}), "");
}

TEST(Settings, ShorteningDistancesMustNotBeReversed) { EXPECT_NE(refusal({{"lls_min_distance", "30"}}), ""); }

TEST(Settings, BipolarNeedsBothThresholds) {
  EXPECT_NE(refusal({{"voltage", "bipolar"}}), "");
  EXPECT_NE(refusal({{"voltage", "bipolar"}, {"voltage_infarct", "0.5"}}), "");
  EXPECT_NE(refusal({{"voltage", "bipolar"}, {"voltage_viable", "1.5"}}), "");
  const Settings made = make_settings("", {{"voltage", "bipolar"}, {"voltage_infarct", "0.5"}, {"voltage_viable", "1.5"}});
  EXPECT_EQ(made.preset, "custom");
  EXPECT_EQ(make_settings("pavo-bipolar", {}).voltage_viable, 1.9F);
  EXPECT_EQ(make_settings("pavo-bipolar", {{"voltage_viable", "1.5"}}).voltage_infarct, 0.8F);
}

TEST(Settings, ThresholdsDoNotOutliveAChangeOfVoltageOrUnit) {
  EXPECT_NE(refusal({{"voltage", "unipolar"}}, "pavo-bipolar"), "") << "0.8 mV bipolar means nothing for unipolar voltage";
  EXPECT_NE(refusal({{"threshold_unit", "mV"}, {"reference_segments", "1"}}, "botker-percent"), "") << "68 % is not 68 mV";
}

TEST(Settings, PercentUsesThePublishedShareAndNeedsAReference) {
  EXPECT_NE(refusal({{"threshold_unit", "percent"}}).find("reference_segments"), std::string::npos);
  const Settings made = make_settings("", {{"threshold_unit", "percent"}, {"reference_segments", "12 5 6 5"}});
  EXPECT_EQ(made.voltage_infarct, 68.0F);
  EXPECT_EQ(made.voltage_viable, 68.0F);
  EXPECT_EQ(made.reference_segments, (std::vector<int>{5, 6, 12}));
  EXPECT_EQ(make_settings("botker-percent", {{"reference_segments", "1"}}).preset, "botker-percent");
  EXPECT_EQ(make_settings("", {{"threshold_unit", "percent"}, {"reference_segments", "1"}, {"voltage_infarct", "50"}}).voltage_viable,
            68.0F);
  EXPECT_NE(refusal({{"threshold_unit", "percent"}, {"reference_segments", "1"}, {"voltage", "bipolar"}}), "")
      << "68 % was found for unipolar";
}

TEST(Settings, PlacesAndLists) {
  const Settings made = make_settings("", {{"landmarks.apex", "1,-2.5,3e1"},
                                           {"landmarks.inferior_rv_insertion", "[4, 5, 6]"},
                                           {"excluded_points", "7,3,3"},
                                           {"ring_limits", "0.3,0.6,0.95"},
                                           {"territories.RCA", "5,11"}});
  EXPECT_EQ(made.landmarks.apex, (Vec3{1, -2.5, 30}));
  EXPECT_EQ(made.landmarks.inferior_rv_insertion, (Vec3{4, 5, 6}));
  EXPECT_FALSE(made.landmarks.mitral_annulus_center);
  EXPECT_EQ(made.excluded_points, (std::vector<int>{3, 7}));
  EXPECT_EQ(made.ring_limits[2], 0.95);
  EXPECT_EQ(made.territories[4], "RCA");
  EXPECT_EQ(made.territories[5], "LCx");
}

TEST(SettingKeys, AreAllSettableAndHelped) {
  for (const SettingKey& key : setting_keys()) {
    EXPECT_FALSE(key.help.empty()) << key.key;
    EXPECT_EQ(refusal({{std::string(key.key), "@"}}).find("unknown setting"), std::string::npos) << key.key;
  }
  EXPECT_EQ(setting_keys().front().key, "preset");
}

TEST(Config, KeysTablesAndPreset) {
  const TemporaryFile file(
      "voltage_viable = 7.5\npreset = \"perin-mri\"\nfill_distance = 12\nring_limits = [0.3, 0.6, 0.9]\nvoltage_source = \"interpolated\"\n"
      "[landmarks]\napex = [1, 2.5, 3]\n[territories]\nRCA = [5]\n");
  const Settings made = make_settings("", read_config(file.path()));
  EXPECT_EQ(made.voltage_infarct, 6.9F) << "the preset comes first, wherever it stands";
  EXPECT_EQ(made.voltage_viable, 7.5F);
  EXPECT_EQ(made.fill_distance_mm, 12);
  EXPECT_EQ(made.voltage_source, Source::kInterpolated);
  EXPECT_EQ(made.landmarks.apex, (Vec3{1, 2.5, 3}));
  EXPECT_EQ(made.territories[4], "RCA");
}

TEST(Config, RefusalsNameFileAndKey) {
  for (const char* text : {"voltage_infract = 5", "voltage_infarct = \"lots\"", "fill_distance = true", "[landmarks]\nnose = [1,2,3]",
                           "fill_distance = nan", "[a.b]\nc = 1", "voltage_viable = [[1]]"}) {
    const TemporaryFile file(text);
    const std::string told = refusal([&] { read_config(file.path()); });
    EXPECT_NE(told.find(file.path()), std::string::npos) << text << " -> " << told;
  }
  const TemporaryFile broken("fill_distance = 5\nvoltage_infarct == 3\n");
  EXPECT_NE(refusal([&] { read_config(broken.path()); }).find("line 2"), std::string::npos);
  EXPECT_NE(refusal([] { read_config("/nowhere/at/all.toml"); }).find("/nowhere/at/all.toml"), std::string::npos);
}

TEST(Settings, FurtherChangesKeepWhatWasSetBefore) {
  const Settings first = make_settings("", {{"annulus_margin", "12"}, {"excluded_points", "3"}, {"voltage_viable", "8"}});
  const Settings second = changed_settings(first, {{"voltage_infarct", "5"}});
  EXPECT_EQ(second,
            make_settings("", {{"annulus_margin", "12"}, {"excluded_points", "3"}, {"voltage_viable", "8"}, {"voltage_infarct", "5"}}));
  EXPECT_EQ(changed_settings(second, {}), second);
  const Settings named = changed_settings(second, {{"preset", "keck-pet"}});
  EXPECT_EQ(named, make_settings("keck-pet", {{"annulus_margin", "12"}, {"excluded_points", "3"}}));
  EXPECT_THROW(changed_settings(first, {{"voltage_infarct", "9"}}), UsageError);
  EXPECT_THROW(changed_settings(first, {{"voltage", "bipolar"}}), UsageError);
  EXPECT_EQ(changed_settings(first, {{"voltage", "bipolar"}, {"voltage_infarct", "0.5"}, {"voltage_viable", "1.5"}}).voltage,
            VoltageKind::kBipolar);
}

//! One value for each key that is not its default.
const Changes kAllChanged{{"criteria", "voltage"},
                          {"voltage", "bipolar"},
                          {"threshold_unit", "percent"},
                          {"voltage_infarct", "30.1"},
                          {"voltage_viable", "61.7"},
                          {"shortening_ischemic", "9.3"},
                          {"reference_segments", "5,6,11"},
                          {"voltage_source", "electrograms"},
                          {"shortening_source", "recomputed"},
                          {"window", "whole"},
                          {"fill_distance", "12.25"},
                          {"beyond_fill", "keep"},
                          {"lls_min_distance", "4"},
                          {"lls_max_distance", "31"},
                          {"lls_sigma", "14"},
                          {"ring_limits", "0.3,0.6,0.8"},
                          {"min_region_area", "90"},
                          {"annulus_margin", "11"},
                          {"infarct_margin", "1"},
                          {"min_zone_area", "150"},
                          {"min_zone_points", "4"},
                          {"landmarks.apex", "1,2,3.5"},
                          {"landmarks.mitral_annulus_center", "4,5,6"},
                          {"landmarks.anterior_rv_insertion", "7,8,9"},
                          {"landmarks.inferior_rv_insertion", "-1,0,1e-05"},
                          {"excluded_points", "3,17"},
                          {"territories.LAD", "1,2,7,8,13,14"},
                          {"territories.RCA", "3,4,9,10,15,17"},
                          {"territories.LCx", "5,6,11,12,16"}};

TEST(Settings, AreWrittenInTheWordsThatTheyAreReadIn) {
  const Settings made = make_settings("", kAllChanged);
  const Changes written = setting_values(made);
  ASSERT_EQ(written.size() + 1, setting_keys().size()) << "every key but the preset";
  for (std::size_t i = 0; i < written.size(); ++i) {
    EXPECT_EQ(written[i].key, kAllChanged[i].key);
    EXPECT_EQ(written[i].value, kAllChanged[i].value) << written[i].key;
  }
  EXPECT_EQ(make_settings("", written), made);
  for (const char* preset : {"published-human-range", "koch-pet", "pavo-bipolar"})
    EXPECT_EQ(make_settings(preset, setting_values(make_settings(preset, {}))), make_settings(preset, {}));
}

TEST(Settings, WhatIsLeftToTheMapIsNotWritten) {
  for (const SettingChange& value : setting_values(Settings{})) {
    EXPECT_FALSE(value.key == "criteria" || value.key == "voltage_source" || value.key.starts_with("landmarks.") ||
                 value.key == "excluded_points")
        << value.key;
  }
}

}  // namespace
}  // namespace viamyo
