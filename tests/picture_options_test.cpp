// Pictures compared and read back, on images that are made here: no OpenGL. What is drawn from options is tested in picture_words_test.cpp.
#include "viamyo/picture_options.h"

#include <gtest/gtest.h>

#include <random>

#include "viamyo/errors.h"

namespace viamyo {
namespace {

Image plain(int width, int height, unsigned char shade) {
  Image image;
  image.width = width;
  image.height = height;
  image.rgba.assign(std::size_t{4} * static_cast<std::size_t>(width) * static_cast<std::size_t>(height), shade);
  return image;
}

void paint(Image& image, int x, int y, unsigned char shade) {
  const std::size_t at = 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x));
  for (std::size_t c = 0; c < 3; ++c) image.rgba[at + c] = shade;
}

TEST(PictureDifference, IsNothingOfAPictureFromItselfAtAnySize) {
  for (const auto& [width, height] : {std::pair{1, 1}, {7, 9}, {8, 8}, {640, 3}, {33, 65}})
    EXPECT_EQ(picture_difference(plain(width, height, 90), plain(width, height, 90)), "") << width << "x" << height;
}

TEST(PictureDifference, NamesTheSizeBeforeAnythingIsCompared) {
  const std::string text = picture_difference(plain(640, 480, 0), plain(480, 640, 0));
  EXPECT_NE(text.find("640 x 480"), std::string::npos) << text;
  EXPECT_NE(text.find("480 x 640"), std::string::npos) << text;
}

//! A square of the drawing that was painted over, wherever it lies and however little it is tinted beyond the limit.
TEST(PictureDifference, ASquareThatWasPaintedIsFoundWhereverItLies) {
  std::mt19937 random(5);
  const Image is = plain(200, 120, 100);
  for (int round = 0; round < 100; ++round) {
    const int left = static_cast<int>(random() % (200 - kSquare));
    const int top = static_cast<int>(random() % (120 - kSquare));
    for (const int by : {kTintDifference + 1, 60, 150}) {
      Image says = is;
      for (int y = 0; y < kSquare; ++y) {
        for (int x = 0; x < kSquare; ++x) paint(says, left + x, top + y, static_cast<unsigned char>(100 + by));
      }
      EXPECT_NE(picture_difference(says, is), "") << left << "," << top << " by " << by;
      EXPECT_NE(picture_difference(is, says), "") << "whichever is the one that says it";
    }
  }
}

TEST(PictureDifference, ManySinglePixelsAreFoundThoughNoSquareIs) {
  Image says = plain(400, 400, 100);
  int painted = 0;
  for (int y = 3; y < 400; y += 8) {
    for (int x = 3; x < 400; x += 8, ++painted) paint(says, x, y, 200);
  }
  ASSERT_GT(painted, kMaxPixels * 400 * 400);
  EXPECT_NE(picture_difference(says, plain(400, 400, 100)).find("of its pixels look otherwise"), std::string::npos);
}

TEST(PictureDifference, WhatDriversDoIsNone) {
  std::mt19937 random(9);
  const Image is = plain(320, 240, 100);
  Image says = is;
  for (unsigned char& value : says.rgba) value = static_cast<unsigned char>(value + random() % (kFlatDifference + 1));
  EXPECT_EQ(picture_difference(says, is), "");
}

TEST(PicturePng, GivesBackEveryPixelWithoutLoss) {
  std::mt19937 random(2);
  Image image = plain(61, 37, 0);
  for (unsigned char& value : image.rgba) value = static_cast<unsigned char>(random() % 256);
  const Image back = from_png(to_png(image, {{"viamyo:notice", "for review only"}}));
  EXPECT_EQ(back.width, image.width);
  EXPECT_EQ(back.height, image.height);
  EXPECT_EQ(back.rgba, image.rgba);
}

TEST(PicturePng, RefusesWhatIsNoneAndWhatWasCut) {
  const std::string png = to_png(plain(16, 16, 7), {});
  EXPECT_THROW(static_cast<void>(from_png("")), InputError);
  EXPECT_THROW(static_cast<void>(from_png("GIF89a")), InputError);
  for (std::size_t size = 0; size + 12 < png.size(); size += 5)
    EXPECT_THROW(static_cast<void>(from_png(png.substr(0, size))), InputError) << size << " of " << png.size();
}

}  // namespace
}  // namespace viamyo
