// Colours that carry data: told apart by colour-blind eyes, read back from what is drawn, never between the stops of another map.
#include "viamyo/palette.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "../src/report/bulls_eye.h"
#include "viamyo/errors.h"
#include "viamyo/theme.h"

namespace viamyo {
namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

Triple times(const Matrix& m, const Triple& v) {
  Triple result{};
  for (std::size_t i = 0; i < 3; ++i) result.at(i) = m.at(i)[0] * v[0] + m.at(i)[1] * v[1] + m.at(i)[2] * v[2];
  return result;
}

//! sRGB's transfer function, written here again (IEC 61966-2-1).
Triple linear(const Rgb& colour) {
  const auto channel = [](float value) {
    const auto c = static_cast<double>(value);
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return {channel(colour.r), channel(colour.g), channel(colour.b)};
}

struct Eyes {
  const char* name;
  Matrix seen;  // linear RGB to linear RGB
};

//! Full dichromacy after Machado, Oliveira, Fernandes, IEEE Trans Vis Comput Graph 2009;15:1291 (matrices for severity 1.0), beside ordinary sight.
constexpr std::array<Eyes, 4> kEyes{
    Eyes{"ordinary", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    Eyes{"protanopia", {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
    Eyes{"deuteranopia", {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
    Eyes{"tritanopia", {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}},
};

//! CIELAB under D65 of linear sRGB.
Triple lab(const Triple& rgb) {
  constexpr Matrix kXyz{{{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}}};
  const Triple xyz = times(kXyz, rgb);
  const Triple white = times(kXyz, {1, 1, 1});
  const auto f = [&](std::size_t i) {
    const double t = xyz.at(i) / white.at(i);
    constexpr double kKnee = 6.0 / 29;
    return t > kKnee * kKnee * kKnee ? std::cbrt(t) : t / (3 * kKnee * kKnee) + 4.0 / 29;
  };
  return {116 * f(1) - 16, 500 * (f(0) - f(1)), 200 * (f(1) - f(2))};
}

//! CIE76 distance of two colours as those eyes see them.
double distance(const Eyes& eyes, const Rgb& a, const Rgb& b) {
  const auto seen = [&](const Rgb& colour) {
    Triple rgb = times(eyes.seen, linear(colour));
    for (double& channel : rgb) channel = std::clamp(channel, 0.0, 1.0);
    return lab(rgb);
  };
  const Triple p = seen(a);
  const Triple q = seen(b);
  return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

//! WCAG 2 contrast ratio.
double contrast(const Rgb& a, const Rgb& b) {
  const auto luminance = [](const Rgb& colour) {
    const Triple rgb = linear(colour);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  };
  const double light = std::max(luminance(a), luminance(b));
  const double dark = std::min(luminance(a), luminance(b));
  return (light + 0.05) / (dark + 0.05);
}

TEST(Palette, ClassesDifferForEveryKindOfEyes) {
  for (const Eyes& eyes : kEyes) {
    for (int a = 0; a < kTissueClassCount; ++a) {
      for (int b = 0; b < a; ++b) {
        const auto first = static_cast<TissueClass>(a);
        const auto second = static_cast<TissueClass>(b);
        const bool meet = b >= 1 && a <= 4;  // normal, viable_ischemic, infarcted, indeterminate border one another on a map
        EXPECT_GE(distance(eyes, class_colour(first), class_colour(second)), meet ? 22.9 : 12.7)
            << eyes.name << ": " << to_string(first) << " and " << to_string(second);
      }
    }
  }
}

TEST(Palette, TheDefaultRunsFromRedLowToPurpleHigh) {
  const Palette& palette = palettes().front();
  EXPECT_EQ(palette.name, "electromechanical");
  const Rgb low = colour_at(palette, 0);
  const Rgb high = colour_at(palette, 1);
  EXPECT_GT(low.r, 2 * std::max(low.g, low.b));
  EXPECT_GT(std::min(high.r, high.b), 2 * high.g);
  const Rgb middle = colour_at(palette, 0.52);
  EXPECT_GT(middle.g, 2 * std::max(middle.r, middle.b));
}

TEST(Palette, EveryMapHoldsItsStopsAndNoColourOutsideTheTwoAroundIt) {
  ASSERT_GE(palettes().size(), 4U);
  for (const Palette& palette : palettes()) {
    EXPECT_EQ(find_palette(palette.name), &palette);
    EXPECT_FALSE(palette.title.empty());
    ASSERT_GE(palette.stops.size(), 2U);
    EXPECT_EQ(palette.stops.front().at, 0);
    EXPECT_EQ(palette.stops.back().at, 1);
    for (std::size_t i = 0; i < palette.stops.size(); ++i) {
      const Rgb at = colour_at(palette, palette.stops[i].at);
      EXPECT_NEAR(at.r, palette.stops[i].colour.r, 1e-5);
      EXPECT_NEAR(at.g, palette.stops[i].colour.g, 1e-5);
      EXPECT_NEAR(at.b, palette.stops[i].colour.b, 1e-5);
      if (i == 0) continue;
      ASSERT_GT(palette.stops[i].at, palette.stops[i - 1].at);
      const Triple a = linear(palette.stops[i - 1].colour);
      const Triple b = linear(palette.stops[i].colour);
      const Triple half = linear(colour_at(palette, (palette.stops[i].at + palette.stops[i - 1].at) / 2));
      for (std::size_t channel = 0; channel < 3; ++channel) EXPECT_NEAR(half.at(channel), (a.at(channel) + b.at(channel)) / 2, 1e-5);
    }
  }
  EXPECT_EQ(find_palette("rainbow"), nullptr);
}

TEST(Palette, OutsideTheRangeTheEndsHold) {
  for (const Palette& palette : palettes()) {
    EXPECT_EQ(colour_at(palette, -3), colour_at(palette, 0)) << palette.name;
    EXPECT_EQ(colour_at(palette, 7), colour_at(palette, 1)) << palette.name;
  }
}

//! How light those eyes see a colour.
double lightness(const Eyes& eyes, const Rgb& colour) {
  Triple rgb = times(eyes.seen, linear(colour));
  for (double& channel : rgb) channel = std::clamp(channel, 0.0, 1.0);
  return lab(rgb)[0];
}

//! Whether a palette grows lighter, or darker, all the way for those eyes: then they read it in order without telling hues.
bool is_in_order(const Palette& palette, const Eyes& eyes) {
  const double way = lightness(eyes, colour_at(palette, 1)) - lightness(eyes, colour_at(palette, 0));
  for (int i = 1; i <= 64; ++i) {
    const double step = lightness(eyes, colour_at(palette, i / 64.0)) - lightness(eyes, colour_at(palette, (i - 1) / 64.0));
    if (step * way <= 0) return false;
  }
  return true;
}

TEST(Palette, WhatIsSaidToBeInOrderForEveryoneIs) {
  int for_everyone = 0;
  for (const Palette& palette : palettes()) {
    EXPECT_FALSE(palette.read_by.empty()) << palette.name;
    if (palette.read_by != kEveryone) continue;
    ++for_everyone;
    for (const Eyes& eyes : kEyes) EXPECT_TRUE(is_in_order(palette, eyes)) << palette.name << ", " << eyes.name;
  }
  EXPECT_EQ(for_everyone, 3);
  ASSERT_NE(find_palette("cividis"), nullptr);
  EXPECT_EQ(find_palette("cividis")->read_by, kEveryone);
}

// What the panel says of the electromechanical colours: 0, 2 and 8 mV of 15 look alike to deuteranopes.
TEST(Palette, TheElectromechanicalOneIsNotInOrderForDeuteranopesAndSaysSo) {
  const Palette& palette = palettes().front();
  EXPECT_NE(palette.read_by, kEveryone);
  const Eyes& deuteranopia = kEyes[2];
  EXPECT_FALSE(is_in_order(palette, deuteranopia));
  EXPECT_LT(distance(deuteranopia, colour_at(palette, 0), colour_at(palette, 0.533)), 40);
}

TEST(Palette, DistancesHaveOneHueThatGrowsDarkAndNoColourOfTheVoltage) {
  const Palette& palette = distance_palette();
  EXPECT_EQ(find_palette(palette.name), nullptr) << "nobody can choose it for anything else";
  for (const Eyes& eyes : kEyes) EXPECT_TRUE(is_in_order(palette, eyes)) << eyes.name;
  EXPECT_GT(lightness(kEyes[0], colour_at(palette, 0)), 85) << "near is calm";
  EXPECT_LT(lightness(kEyes[0], colour_at(palette, 1)), 25);
  const auto hue = [](const Rgb& colour) {
    const Triple seen = lab(linear(colour));
    return std::atan2(seen[2], seen[1]) * 180 / 3.14159265358979;
  };
  for (int i = 0; i <= 32; ++i) {
    const Rgb colour = colour_at(palette, i / 32.0);
    EXPECT_NEAR(hue(colour), hue(colour_at(palette, 0.5)), 25) << i;
    for (int k = 0; k <= 64; ++k) EXPECT_GE(distance(kEyes[0], colour, colour_at(palettes().front(), k / 64.0)), 20) << i << ", " << k;
  }
}

// The stripes lie on fills, on their figures, and in views of voltage on every colour of the palettes; lit from the side they are a sixth darker.
TEST(Palette, TheStripesOfTheTenPercentBandAreSeenOnEveryFill) {
  const auto times_all = [](const Rgb& c, float f) {
    return Rgb{std::min(1.0F, c.r * f), std::min(1.0F, c.g * f), std::min(1.0F, c.b * f)};
  };
  const auto lighter = [](const Rgb& c, float share) {
    return Rgb{c.r + share * (1 - c.r), c.g + share * (1 - c.g), c.b + share * (1 - c.b)};
  };
  for (int code = 1; code < kTissueClassCount; ++code) {
    const auto tissue = static_cast<TissueClass>(code);
    const Rgb fill = class_colour(tissue);
    for (const float shade : {1.0F, 0.86F}) {
      EXPECT_GE(contrast(stripe_colour(fill), times_all(fill, shade)), 3) << to_string(tissue);
      Rgb figure = fill;
      if (tissue == TissueClass::kViableIschemic || tissue == TissueClass::kIndeterminate) figure = times_all(fill, 0.62F);
      if (tissue == TissueClass::kInfarcted) figure = lighter(fill, 0.35F);
      EXPECT_GE(contrast(stripe_colour(fill), times_all(figure, shade)), 3) << to_string(tissue) << ", its figure";
    }
  }
  std::vector<const Palette*> all{&distance_palette()};
  for (const Palette& palette : palettes()) all.push_back(&palette);
  for (const Palette* const palette : all) {
    for (int i = 0; i <= 64; ++i) {
      const Rgb colour = colour_at(*palette, i / 64.0);
      EXPECT_GE(contrast(stripe_colour(colour), colour), 3) << palette->name << " at " << i;
    }
  }
}

//! A zone is a white line between dark ones: whatever it lies on, one of the two is seen.
TEST(Palette, TheOutlineOfAZoneIsSeenOnEveryFill) {
  for (const char* const name : {"dark", "light"}) {
    EXPECT_GE(contrast({1, 1, 1}, theme(name).border), 15);
    for (int code = 0; code < kTissueClassCount; ++code) {
      const Rgb fill = class_colour(static_cast<TissueClass>(code));
      EXPECT_GE(std::max(contrast({1, 1, 1}, fill), contrast(theme(name).border, fill)), 3) << name << ", " << code;
    }
  }
}

//! The line that measures: light on its dark rim, in either theme and on every colour of the bar.
TEST(Palette, TheMeasuringLineIsSeenOnEveryColour) {
  const Rgb line = theme("dark").accent;
  EXPECT_GE(contrast(line, theme("dark").border), 7);
  for (const Palette& palette : palettes()) {
    for (int i = 0; i <= 64; ++i) {
      const Rgb colour = colour_at(palette, i / 64.0);
      EXPECT_GE(std::max(contrast(line, colour), contrast(theme("dark").border, colour)), 2.5) << palette.name << " at " << i;
    }
  }
}

TEST(Palette, TheSheetsBullsEyeHasTheViewersColours) {
  Analysis analysis;
  analysis.segments.resize(kSegmentCount);
  const std::string svg = bulls_eye_svg(analysis);
  const auto hex = [](const Rgb& c) {
    return fmt::format("#{:02X}{:02X}{:02X}", std::lround(255 * c.r), std::lround(255 * c.g), std::lround(255 * c.b));
  };
  for (int code = 0; code < kTissueClassCount; ++code) {
    const Rgb fill = class_colour(static_cast<TissueClass>(code));
    const std::size_t at = svg.find(fmt::format("<pattern id=\"c{}\"", code));
    ASSERT_NE(at, std::string::npos);
    const std::string pattern = svg.substr(at, svg.find("</pattern>", at) - at);
    EXPECT_NE(pattern.find(hex(fill)), std::string::npos) << pattern;
    const Rgb dark{fill.r * 0.62F, fill.g * 0.62F, fill.b * 0.62F};
    const bool has_dark_figure = code == 2 || code == 4;
    EXPECT_EQ(pattern.find(hex(dark)) != std::string::npos, has_dark_figure) << pattern;
  }
}

TEST(Palette, AColourIsWrittenAsSixHexDigits) {
  EXPECT_EQ(rgb_from_hex("#FF0080"), (Rgb{1, 0, 128.0F / 255}));
  for (const char* const wrong : {"", "#FFF", "FF00800", "#FF008G", "#FF 080", "#FF00800", "#-10203"})
    EXPECT_THROW(rgb_from_hex(wrong), UsageError) << wrong;
}

TEST(Theme, TextsStandOutFromWhatTheyStandOn) {
  for (const char* const name : {"dark", "light"}) {
    const Theme& t = theme(name);
    for (const Rgb& ground : {t.ground, t.panel, t.field}) {
      EXPECT_GE(contrast(t.text, ground), 7) << name;
      EXPECT_GE(contrast(t.second_text, ground), 4.5) << name;
    }
    EXPECT_GE(contrast(t.band_open_text, t.band_open), 4.5) << name;
    EXPECT_GE(contrast(t.band_settled_text, t.band_settled), 4.5) << name;
    // The short status stands on the ground of a view.
    EXPECT_GE(contrast(t.band_open_text, t.ground), 4.5) << name;
    EXPECT_GE(contrast(t.band_settled_text, t.ground), 4.5) << name;
  }
}

TEST(Theme, OpenAndSettledBandsDifferForEveryKindOfEyes) {
  for (const char* const name : {"dark", "light"}) {
    for (const Eyes& eyes : kEyes)
      EXPECT_GE(distance(eyes, theme(name).band_open, theme(name).band_settled), 8) << name << ", " << eyes.name;
  }
}

}  // namespace
}  // namespace viamyo
