// A picture beside the one that is drawn anew: other drivers place a line half a pixel elsewhere, nobody writes another word.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "viamyo/picture_options.h"

namespace viamyo {
namespace {

struct SquareDifference {
  double mean = 0;         //!< of the channel that differs most
  std::size_t pixels = 0;  //!< that look otherwise
};

SquareDifference difference_of_square(const Image& a, const Image& b, int left, int top) {
  std::array<int, 4> sums{};
  SquareDifference result;
  const int right = std::min(left + kSquare, a.width);
  const int bottom = std::min(top + kSquare, a.height);
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) {
      const std::size_t at = 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(a.width) + static_cast<std::size_t>(x));
      int most = 0;
      for (std::size_t c = 0; c < sums.size(); ++c) {
        const int off = std::abs(static_cast<int>(a.rgba[at + c]) - static_cast<int>(b.rgba[at + c]));
        sums.at(c) += off;
        most = std::max(most, off);
      }
      result.pixels += most > kPixelDifference ? 1 : 0;
    }
  }
  result.mean = static_cast<double>(*std::max_element(sums.begin(), sums.end())) / ((right - left) * (bottom - top));
  return result;
}

}  // namespace

std::string picture_difference(const Image& says, const Image& is) {
  if (says.width != is.width || says.height != is.height)
    return fmt::format("it is {} x {} pixels large, and its options draw {} x {}", says.width, says.height, is.width, is.height);
  std::size_t pixels = 0;
  for (int top = 0; top < is.height; top += kSquare) {
    for (int left = 0; left < is.width; left += kSquare) {
      const SquareDifference square = difference_of_square(says, is, left, top);
      if (square.mean > kMostSquareDifference) return fmt::format("drawn again from its options it looks otherwise at {},{}", left, top);
      pixels += square.pixels;
    }
  }
  if (static_cast<double>(pixels) > kMostPixels * is.width * is.height)
    return fmt::format("drawn again from its options {} of its pixels look otherwise", pixels);
  return {};
}

}  // namespace viamyo
