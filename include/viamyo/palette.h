// Colours that carry data: colour maps and class colours, as data in assets/palettes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "viamyo/tissue_class.h"

namespace viamyo {

//! sRGB, each 0 to 1.
struct Rgb {
  float r = 0;
  float g = 0;
  float b = 0;

  friend constexpr bool operator==(const Rgb&, const Rgb&) = default;
};

//! "#268C80" as a colour. Throws UsageError for anything else.
Rgb rgb_from_hex(std::string_view text);
//! A colour as "#268C80".
std::string to_hex(const Rgb& colour);

struct PaletteStop {
  double at = 0;  //!< 0 (low) to 1 (high), ascending; the first is 0, the last 1
  Rgb colour;
};

//! Of a palette whose order all eyes see, colour-blind ones too.
inline constexpr std::string_view kEveryone = "everyone";

struct Palette {
  std::string name;     //!< "electromechanical"
  std::string title;    //!< one line
  std::string read_by;  //!< whose eyes see its colours in order: "everyone", or who does not
  std::vector<PaletteStop> stops;
};

//! All colour maps, the default ("electromechanical": red low to purple high) first.
const std::vector<Palette>& palettes();

//! Of distances, which nobody chooses and no other quantity wears: one hue, pale near to dark far.
const Palette& distance_palette();

//! nullptr when there is none of that name.
const Palette* find_palette(std::string_view name);

//! The colour at a fraction (clamped to 0 to 1), interpolated in linear RGB between the stops.
Rgb colour_at(const Palette& palette, double fraction);

//! The colour of a class, which every view, bar and table shares. Classes also differ by pattern, never by colour alone.
Rgb class_colour(TissueClass tissue);

//! The stripes over what a small move of a threshold would give another class: dark on light fills and light on dark ones, so that they are seen on all.
Rgb stripe_colour(const Rgb& fill);

}  // namespace viamyo
