// A picture beside the one that is drawn anew: other drivers place a line half a pixel elsewhere, nobody writes another word.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

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

int largest_difference(const Image& a, const Image& b, std::size_t pixel) {
  int most = 0;
  for (std::size_t c = 4 * pixel; c < 4 * pixel + 4; ++c)
    most = std::max(most, std::abs(static_cast<int>(a.rgba[c]) - static_cast<int>(b.rgba[c])));
  return most;
}

//! Left and top of a square of which three of four pixels have another tint. Counted by sums over all that lies left of a pixel and above it.
std::optional<std::pair<int, int>> tinted_square(const Image& a, const Image& b) {
  constexpr int kMax = kSquare * kSquare * 3 / 4;
  const auto width = static_cast<std::size_t>(a.width) + 1;
  std::vector<int> sums(width * (static_cast<std::size_t>(a.height) + 1), 0);
  const auto at = [&](int x, int y) -> int& { return sums[static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x)]; };
  std::size_t pixel = 0;
  for (int y = 1; y <= a.height; ++y) {
    for (int x = 1; x <= a.width; ++x) {
      const int other = largest_difference(a, b, pixel++) > kTintDifference ? 1 : 0;
      at(x, y) = other + at(x - 1, y) + at(x, y - 1) - at(x - 1, y - 1);
      if (x < kSquare || y < kSquare) continue;
      if (at(x, y) - at(x - kSquare, y) - at(x, y - kSquare) + at(x - kSquare, y - kSquare) >= kMax)
        return std::pair{x - kSquare, y - kSquare};
    }
  }
  return std::nullopt;
}

//! Whether no channel varies within reach of the pixel.
bool is_flat(const Image& image, int x, int y) {
  std::array<int, 4> low{255, 255, 255, 255};
  std::array<int, 4> high{};
  for (int row = std::max(y - kFlatReach, 0); row <= std::min(y + kFlatReach, image.height - 1); ++row) {
    for (int column = std::max(x - kFlatReach, 0); column <= std::min(x + kFlatReach, image.width - 1); ++column) {
      const std::size_t at = 4 * (static_cast<std::size_t>(row) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(column));
      for (std::size_t c = 0; c < low.size(); ++c) {
        const int value = image.rgba[at + c];
        low.at(c) = std::min(low.at(c), value);
        high.at(c) = std::max(high.at(c), value);
        if (high.at(c) - low.at(c) > kFlatDifference) return false;
      }
    }
  }
  return true;
}

struct FlatDifference {
  int pixels = 0;
  int left = 0, top = 0;  //!< of the first
};

//! Pixels that differ where one of the two is flat.
FlatDifference difference_on_flat_ground(const Image& a, const Image& b) {
  FlatDifference result;
  std::size_t pixel = 0;
  for (int y = 0; y < a.height; ++y) {
    for (int x = 0; x < a.width; ++x) {
      if (largest_difference(a, b, pixel++) <= kFlatDifference || (!is_flat(b, x, y) && !is_flat(a, x, y))) continue;
      if (result.pixels++ == 0) std::tie(result.left, result.top) = std::pair{x, y};
    }
  }
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
      if (square.mean > kMaxSquareDifference) return fmt::format("drawn again from its options it looks otherwise at {},{}", left, top);
      pixels += square.pixels;
    }
  }
  if (const auto tinted = tinted_square(says, is))
    return fmt::format("drawn again from its options it has another tint at {},{}", tinted->first, tinted->second);
  if (static_cast<double>(pixels) > kMaxPixels * is.width * is.height)
    return fmt::format("drawn again from its options {} of its pixels look otherwise", pixels);
  if (const FlatDifference flat = difference_on_flat_ground(says, is); flat.pixels > kMaxOnFlatGround)
    return fmt::format("drawn again from its options it has {} pixels that look otherwise where no edge is near, the first at {},{}",
                       flat.pixels, flat.left, flat.top);
  return {};
}

}  // namespace viamyo
