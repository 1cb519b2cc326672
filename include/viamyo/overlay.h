// What a view shows on the surface: a quantity of the map, or what the analysis made of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viamyo/analysis.h"
#include "viamyo/map.h"

namespace viamyo {

enum class OverlayKind : std::uint8_t { kUnipolar, kBipolar, kShortening, kActivation, kClass, kAgreement, kCoverage, kField };

struct Overlay {
  OverlayKind kind = OverlayKind::kUnipolar;
  std::string field{};  //!< of kField: the name of a one-component field on the vertices

  friend bool operator==(const Overlay&, const Overlay&) = default;
};

//! "unipolar", "bipolar", "shortening", "activation", "class", "agreement", "coverage"; "field:NAME". Empty for an unknown word.
std::optional<Overlay> overlay_from_string(std::string_view text);
std::string to_string(const Overlay& overlay);
//! These words, "field:NAME" last.
std::vector<std::string_view> overlay_words();

//! Lowest and highest value of a colour bar, in the overlay's unit.
struct DisplayRange {
  double low = 0;
  double high = 1;

  friend bool operator==(const DisplayRange&, const DisplayRange&) = default;
};

//! "Unipolar voltage", "mV", "low", "high" and the range that every map is shown with unless the user says otherwise. Conventions of ours, the same
//! for all maps, never fitted to one but where there is no convention (kActivation, kField): the range of the map's own values, which the bar says.
struct OverlayTexts {
  std::string title;
  std::string unit;
  std::string low_word;
  std::string high_word;
};
OverlayTexts texts_of(const Overlay& overlay, const Map& map);
DisplayRange default_range(const Overlay& overlay, const Map& map);

//! Whether the map and its analysis have anything to show for it.
bool is_available(const Overlay& overlay, const Map& map, const Analysis& analysis);
//! All that are, in the order of the enumeration.
std::vector<Overlay> available_overlays(const Map& map, const Analysis& analysis);

//! One value per vertex, NaN = nothing to show. For kClass the voltage in use (classes are made from two fields, not from one), for kAgreement how
//! many of the published human unipolar cut-offs lie at or below the voltage, for kCoverage the distance to the nearest accepted point in mm.
std::vector<float> overlay_values(const Overlay& overlay, const Map& map, const Analysis& analysis);
//! One value per mapping point, NaN = none; empty where points have no such value (coverage, agreement).
std::vector<float> overlay_point_values(const Overlay& overlay, const Map& map, const Analysis& analysis);

}  // namespace viamyo
