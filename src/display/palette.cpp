#include "viamyo/palette.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "palette_data.h"
#include "viamyo/errors.h"

namespace viamyo {
namespace {

constexpr std::array kOrder{"electromechanical", "viridis", "cividis", "grey"};

//! sRGB's transfer function (IEC 61966-2-1).
double to_linear(float channel) {
  const auto c = static_cast<double>(channel);
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}
float from_linear(double c) { return static_cast<float>(c <= 0.0031308 ? c * 12.92 : 1.055 * std::pow(c, 1 / 2.4) - 0.055); }

toml::table parse(std::string_view name) {
  const std::string file = std::string(name) + ".toml";
  for (const assets::Asset& asset : assets::palette_data()) {
    if (asset.name == file) return toml::parse(asset.text);
  }
  throw std::logic_error("there is no palette " + file);
}

Palette load(std::string_view name) {
  const toml::table table = parse(name);
  Palette palette;
  palette.name = name;
  palette.title = table["title"].value_or(std::string());
  palette.read_by = table["read_by"].value_or(std::string());
  for (const toml::node& node : *table["stops"].as_array()) {
    const toml::table& stop = *node.as_table();
    palette.stops.push_back({stop["at"].value<double>().value(), rgb_from_hex(stop["colour"].value<std::string>().value())});
  }
  return palette;
}

std::array<Rgb, kTissueClassCount> load_class_colours() {
  const toml::table table = parse("classes");
  std::array<Rgb, kTissueClassCount> colours;
  for (std::size_t i = 0; i < colours.size(); ++i)
    colours.at(i) = rgb_from_hex(table[to_string(static_cast<TissueClass>(i))].value<std::string>().value());
  return colours;
}

}  // namespace

Rgb rgb_from_hex(std::string_view text) {
  std::array<unsigned, 3> channels{};  // unsigned: no sign is read
  bool good = text.size() == 7 && text.front() == '#';
  for (std::size_t i = 0; good && i < 3; ++i) {
    const char* const from = text.data() + 1 + 2 * i;
    const auto [rest, error] = std::from_chars(from, from + 2, channels.at(i), 16);
    good = error == std::errc() && rest == from + 2;
  }
  if (!good) throw UsageError(fmt::format("'{}' is no colour; one is written #RRGGBB", text));
  return {static_cast<float>(channels[0]) / 255, static_cast<float>(channels[1]) / 255, static_cast<float>(channels[2]) / 255};
}

std::string to_hex(const Rgb& colour) {
  const auto channel = [](float c) { return std::lround(255 * static_cast<double>(c)); };
  return fmt::format("#{:02X}{:02X}{:02X}", channel(colour.r), channel(colour.g), channel(colour.b));
}

const std::vector<Palette>& palettes() {
  static const std::vector<Palette> all = [] {
    std::vector<Palette> loaded;
    loaded.reserve(kOrder.size());
    for (const char* const name : kOrder) loaded.push_back(load(name));
    return loaded;
  }();
  return all;
}

const Palette& distance_palette() {
  static const Palette loaded = load("distance");
  return loaded;
}

const Palette* find_palette(std::string_view name) {
  const auto found = std::find_if(palettes().begin(), palettes().end(), [&](const Palette& palette) { return palette.name == name; });
  return found == palettes().end() ? nullptr : &*found;
}

Rgb colour_at(const Palette& palette, double fraction) {
  const double at = std::clamp(fraction, 0.0, 1.0);
  std::size_t high = 1;
  while (high + 1 < palette.stops.size() && palette.stops[high].at < at) ++high;
  const PaletteStop& a = palette.stops[high - 1];
  const PaletteStop& b = palette.stops[high];
  const double weight = (at - a.at) / (b.at - a.at);
  const auto blend = [&](float from, float to) { return from_linear(to_linear(from) + weight * (to_linear(to) - to_linear(from))); };
  return {blend(a.colour.r, b.colour.r), blend(a.colour.g, b.colour.g), blend(a.colour.b, b.colour.b)};
}

Rgb class_colour(TissueClass tissue) {
  static const std::array<Rgb, kTissueClassCount> colours = load_class_colours();
  return colours.at(static_cast<std::size_t>(tissue));
}

Rgb stripe_colour(const Rgb& fill) {
  constexpr double kLight = 0.19;  // luminance: what is lighter has at least 3 to 1 to the dark stripe, what is darker to the light one
  const double luminance = 0.2126 * to_linear(fill.r) + 0.7152 * to_linear(fill.g) + 0.0722 * to_linear(fill.b);
  return luminance > kLight ? rgb_from_hex("#0D0F14") : Rgb{1, 1, 1};
}

}  // namespace viamyo
