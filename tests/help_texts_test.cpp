// The short texts for "what am I looking at": one for whatever can be looked at, in sentences.
#include "viamyo/help_texts.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "viamyo/phantom.h"

namespace viamyo {
namespace {

std::vector<HelpText> all() {
  std::vector<HelpText> texts;
  for (int kind = 0; kind <= static_cast<int>(OverlayKind::kField); ++kind) texts.push_back(help_text(static_cast<OverlayKind>(kind)));
  for (int tissue = 0; tissue < kTissueClassCount; ++tissue) texts.push_back(help_text(static_cast<TissueClass>(tissue)));
  return texts;
}

TEST(HelpTexts, EveryOverlayAndClassHasSentences) {
  for (const HelpText& text : all()) {
    EXPECT_FALSE(text.title.empty());
    ASSERT_FALSE(text.paragraphs.empty()) << text.title;
    for (const std::string& paragraph : text.paragraphs) {
      EXPECT_TRUE(paragraph.ends_with(".")) << paragraph;
      EXPECT_EQ(paragraph.find_first_of("*_`#"), std::string::npos) << paragraph;
    }
  }
}

TEST(HelpTexts, TheTitleIsTheOneThatTheViewHas) {
  const Map map = make_phantom("normal");
  for (int kind = 0; kind < static_cast<int>(OverlayKind::kField); ++kind) {
    const Overlay overlay{static_cast<OverlayKind>(kind)};
    EXPECT_EQ(help_text(overlay.kind).title, texts_of(overlay, map).title);
  }
}

TEST(HelpTexts, ProposedClassesSaySo) {
  for (const TissueClass tissue : {TissueClass::kViableIschemic, TissueClass::kInfarcted})
    EXPECT_TRUE(help_text(tissue).title.ends_with(", proposed")) << help_text(tissue).title;
}

}  // namespace
}  // namespace viamyo
