#include "oversampling.h"

#include <array>

namespace viamyo {

Image reduced(const Image& image, int factor) {
  if (factor <= 1) return image;
  Image result{image.width / factor, image.height / factor, {}};
  result.rgba.resize(std::size_t{4} * static_cast<std::size_t>(result.width) * static_cast<std::size_t>(result.height));
  const auto row = static_cast<std::size_t>(image.width);
  for (int y = 0; y < result.height; ++y) {
    for (int x = 0; x < result.width; ++x) {
      std::array<unsigned, 4> sum{};
      for (int dy = 0; dy < factor; ++dy) {
        for (int dx = 0; dx < factor; ++dx) {
          const std::size_t at = 4 * (static_cast<std::size_t>(y * factor + dy) * row + static_cast<std::size_t>(x * factor + dx));
          const unsigned alpha = image.rgba[at + 3];
          for (std::size_t c = 0; c < 3; ++c) sum.at(c) += image.rgba[at + c] * alpha;
          sum[3] += alpha;
        }
      }
      const std::size_t to = 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(result.width) + static_cast<std::size_t>(x));
      const auto count = static_cast<unsigned>(factor * factor);
      for (std::size_t c = 0; c < 3; ++c)
        result.rgba[to + c] = static_cast<std::uint8_t>(sum[3] > 0 ? (sum.at(c) + sum[3] / 2) / sum[3] : 0);
      result.rgba[to + 3] = static_cast<std::uint8_t>((sum[3] + count / 2) / count);
    }
  }
  return result;
}

}  // namespace viamyo
