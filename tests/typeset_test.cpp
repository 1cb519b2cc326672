// Areas stand in cm² throughout the window, whatever the sentences of the outputs say.
#include "typeset.h"

#include <gtest/gtest.h>

namespace viamyo::viewer {
namespace {

TEST(Typeset, AreasAreInSquareCentimetres) {
  EXPECT_EQ(typeset("1234 mm2 have values in the file"), "12.3 cm² have values in the file");
  EXPECT_EQ(typeset("of 12345.6 mm2, 100 mm2 and 3 mm2"), "of 123.5 cm², 1.0 cm² and 0.03 cm²");
  EXPECT_EQ(typeset("4 mm2"), "0.04 cm²") << "never 0.0 for what is there";
  EXPECT_EQ(typeset("33.9 cm2 of it"), "33.9 cm² of it");
}

TEST(Typeset, WhatIsNoAreaStaysAsItIs) {
  EXPECT_EQ(typeset("within 15 mm of a point"), "within 15 mm of a point");
  EXPECT_EQ(typeset("in mm2"), "in mm²");
  EXPECT_EQ(typeset("1.2.3 mm2"), "1.2.3 mm²");
  EXPECT_EQ(typeset(""), "");
}

TEST(Typeset, SignsAreThoseOfABook) { EXPECT_EQ(typeset("11.7 mV >= 6.9"), "11.7 mV ≥ 6.9"); }

}  // namespace
}  // namespace viamyo::viewer
