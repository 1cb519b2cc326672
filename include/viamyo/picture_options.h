// What a picture was drawn with, as a text that travels in it: whoever has the map can draw it again, and compare.
#pragma once

#include <string>
#include <string_view>

#include "viamyo/picture.h"

namespace viamyo {

//! All of the request but map, analysis and review, as JSON in one line (docs/pictures.md).
std::string picture_options(const PictureRequest& request);

//! The request with what such a text says; `request` brings map, analysis and review. Throws InputError, one sentence, where the text is not one that
//! `picture_options` writes of this map: a key more, less or twice, a title that is not that of the direction, a length that is not that of its line.
PictureRequest with_picture_options(PictureRequest request, std::string_view options);

//! Where a picture differs from the one that the request draws, one sentence; empty = nowhere by more than drivers and computers differ (docs/review.md):
//! no square of 8 x 8 pixels by more than kMaxSquareDifference of 255 on average, none in which three of four pixels differ by more than kTintDifference
//! (wherever it lies: an edge that is drawn elsewhere changes fewer), at most kMaxPixels of all by more than kPixelDifference, and at most
//! kMaxOnFlatGround by more than kFlatDifference on flat ground: where nothing in one of the two varies by more within kFlatReach pixels, no edge is near
//! that another driver could draw there. So thin lines of a letter or two that were painted or taken away are seen.
std::string picture_difference(const Image& says, const Image& is);
inline constexpr int kSquare = 8;
inline constexpr double kMaxSquareDifference = 20;
inline constexpr int kTintDifference = 12;
inline constexpr int kPixelDifference = 48;
inline constexpr double kMaxPixels = 0.01;
inline constexpr int kFlatReach = 3;
inline constexpr int kFlatDifference = 8;
inline constexpr int kMaxOnFlatGround = 20;

//! The pixels of a PNG file as to_png writes it. Throws InputError for any other.
Image from_png(std::string_view png);

}  // namespace viamyo
