// A picture against the one that its own options draw of the map.
#include <memory>

#include "output_difference.h"

namespace viamyo::cli {

Difference picture_difference(const PictureClaim& picture, const ReviewCase& c, const ReviewState& state, const Program& program) {
  const auto not_drawn = [](const std::string& why) { return "its dots and colours were not compared: " + why; };
  if (!program.sheet.compare) return {{}, not_drawn("the program that draws is not beside this one")};
  const PictureComparison compared = program.sheet.compare(picture.texts, picture.png, {c.loaded, &c.map()}, c.analysis, state);
  return {compared.difference, compared.not_drawn_because.empty() ? std::string() : not_drawn(compared.not_drawn_because)};
}

}  // namespace viamyo::cli
