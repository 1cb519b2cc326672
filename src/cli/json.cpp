#include "json.h"

#include <array>
#include <charconv>

namespace viamyo::cli {

Json float_number(float value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  double shortest = value;
  std::from_chars(text.data(), end, shortest);
  return shortest;
}

}  // namespace viamyo::cli
