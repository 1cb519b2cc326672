// Colours that carry data: told apart by colour-blind eyes, read back from what is drawn, never between the stops of another map.
#include "viamyo/palette.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>

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

//! Viridis, cividis and grey are read by brightness alone, so they are read by every kind of eyes.
TEST(Palette, UniformOnesGrowLighterAllTheWayForEveryKindOfEyes) {
  for (const char* const name : {"viridis", "cividis", "grey"}) {
    const Palette* const palette = find_palette(name);
    ASSERT_NE(palette, nullptr) << name;
    for (const Eyes& eyes : kEyes) {
      double before = -1;
      for (int i = 0; i <= 64; ++i) {
        Triple rgb = times(eyes.seen, linear(colour_at(*palette, i / 64.0)));
        for (double& channel : rgb) channel = std::clamp(channel, 0.0, 1.0);
        const double lightness = lab(rgb)[0];
        EXPECT_GT(lightness, before) << name << " at " << i << "/64, " << eyes.name;
        before = lightness;
      }
    }
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
