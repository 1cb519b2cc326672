// Presets are data with a source: each says where it is from, what was shown and what was not.
#include "viamyo/presets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace viamyo {
namespace {

int group(const Preset& preset) {
  if (preset.species != "human") return 2;
  return preset.system == "NOGA" ? 0 : 1;
}

TEST(Presets, EachDataFileIsAPreset) {
  std::set<std::string> ids;
  for (const Preset& preset : presets()) EXPECT_TRUE(ids.insert(preset.id).second) << preset.id;
  std::set<std::string> files;
  for (const auto& file : std::filesystem::directory_iterator(VIAMYO_SOURCE_DIR "/assets/presets"))
    files.insert(file.path().stem().string());
  EXPECT_EQ(ids, files);
}

TEST(Presets, EachTellsItsSourceAndItsLimits) {
  for (const Preset& preset : presets()) {
    for (const std::string* text :
         {&preset.title, &preset.citation, &preset.species, &preset.system, &preset.subjects, &preset.reference_standard, &preset.shows}) {
      EXPECT_FALSE(text->empty()) << preset.id;
    }
    EXPECT_GT(preset.does_not_show.size(), 40U) << preset.id;
    EXPECT_TRUE(preset.evidence == "V" || preset.evidence == "S" || preset.evidence == "convention") << preset.id;
  }
}

TEST(Presets, SecondaryFiguresSayByWhomTheyWereReported) {
  int secondary = 0;
  for (const Preset& preset : presets()) {
    if (preset.evidence != "S") continue;
    EXPECT_NE(preset.citation.find("as reported by Graf et al., J Nucl Med 2004;45:1611, Table 2"), std::string::npos) << preset.id;
    ++secondary;
  }
  EXPECT_EQ(secondary, 8);
}

TEST(Presets, ThresholdsAreInOrderAndComeInPairs) {
  for (const Preset& preset : presets()) {
    EXPECT_EQ(preset.voltage_infarct.has_value(), preset.voltage_viable.has_value()) << preset.id;
    EXPECT_TRUE(preset.voltage_infarct || preset.shortening_ischemic_percent) << preset.id;
    EXPECT_LE(preset.voltage_infarct.value_or(0), preset.voltage_viable.value_or(0)) << preset.id;
  }
}

TEST(Presets, ValuesArePublishedOnes) {
  const std::map<std::string, std::pair<float, float>> published{{"published-human-range", {4.5F, 6.9F}},
                                                                 {"keck-pet", {4.5F, 4.5F}},
                                                                 {"keck-zones", {4.5F, 6.0F}},
                                                                 {"graf-pet", {5.2F, 5.2F}},
                                                                 {"fuchs-spect", {5.4F, 5.4F}},
                                                                 {"gyongyosi-spect", {6.4F, 6.4F}},
                                                                 {"botker-pet", {6.5F, 6.5F}},
                                                                 {"perin-mri", {6.9F, 6.9F}},
                                                                 {"focus-cctrn", {6.9F, 6.9F}},
                                                                 {"koch-pet", {7.5F, 7.5F}},
                                                                 {"botker-percent", {68.0F, 68.0F}},
                                                                 {"perin-mri-subendocardial", {7.9F, 7.9F}},
                                                                 {"wiggers-recovery", {8.4F, 8.4F}},
                                                                 {"desjardins-bipolar", {1.0F, 1.0F}},
                                                                 {"desjardins-unipolar", {5.8F, 5.8F}},
                                                                 {"ep-bipolar", {1.5F, 1.5F}},
                                                                 {"ep-unipolar", {8.3F, 8.3F}},
                                                                 {"nicm-unipolar", {6.7F, 6.7F}},
                                                                 {"pavo-bipolar", {0.8F, 1.9F}},
                                                                 {"fernandes-bipolar", {2.8F, 2.8F}},
                                                                 {"fernandes-unipolar", {6.2F, 6.2F}}};
  for (const auto& [id, values] : published) {
    const Preset* const preset = find_preset(id);
    ASSERT_NE(preset, nullptr) << id;
    EXPECT_EQ(preset->voltage_infarct, values.first) << id;
    EXPECT_EQ(preset->voltage_viable, values.second) << id;
  }
  EXPECT_EQ(presets().size(), published.size() + 1) << "and fernandes-shortening, which has no voltage threshold";
  EXPECT_EQ(find_preset("fernandes-shortening")->shortening_ischemic_percent, 12.3F);
}

TEST(Presets, NameSaysWhichVoltageIsMeant) {
  for (const Preset& preset : presets()) {
    const bool named_bipolar = preset.id.find("bipolar") != std::string::npos;
    EXPECT_EQ(preset.voltage == VoltageKind::kBipolar, named_bipolar) << preset.id;
  }
}

TEST(Presets, DefaultFirstThenHumanNogaThenOtherHumanThenAnimal) {
  ASSERT_FALSE(presets().empty());
  EXPECT_EQ(presets().front().id, Settings{}.preset);
  EXPECT_TRUE(std::is_sorted(presets().begin(), presets().end(), [](const Preset& a, const Preset& b) { return group(a) < group(b); }));
  const auto first_noga = presets().begin() + 1;
  EXPECT_EQ(first_noga->voltage_viable, 4.5F);
}

TEST(Presets, DefaultOfThePresetIsTheDefaultOfTheSettings) {
  const Preset& preset = presets().front();
  const Settings settings;
  EXPECT_EQ(preset.voltage_infarct, settings.voltage_infarct);
  EXPECT_EQ(preset.voltage_viable, settings.voltage_viable);
  EXPECT_EQ(preset.shortening_ischemic_percent, settings.shortening_ischemic_percent);
  EXPECT_EQ(preset.evidence, "convention") << "no study tested the three limits together";
}

TEST(Presets, UnknownNameIsNoPreset) { EXPECT_EQ(find_preset("nobody-2099"), nullptr); }

TEST(PresetAgreement, CountsTheNinePublishedHumanUnipolarCutOffs) {
  EXPECT_EQ(agreement_cutoffs_mV(), (std::vector<float>{4.5F, 5.2F, 5.4F, 6.4F, 6.5F, 6.9F, 7.5F, 7.9F, 8.4F}));
  for (const Preset& preset : presets()) {
    if (!preset.counts_for_agreement) continue;
    EXPECT_EQ(preset.species, "human") << preset.id;
    EXPECT_EQ(preset.system, "NOGA") << preset.id;
    EXPECT_EQ(preset.voltage, VoltageKind::kUnipolar) << preset.id;
    EXPECT_EQ(preset.threshold_unit, ThresholdUnit::kMillivolt) << preset.id;
    EXPECT_EQ(preset.voltage_infarct, preset.voltage_viable) << preset.id;
  }
}

}  // namespace
}  // namespace viamyo
