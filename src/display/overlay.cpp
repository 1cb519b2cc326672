#include "viamyo/overlay.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "../map/letters.h"
#include "viamyo/interpolation.h"
#include "viamyo/presets.h"

namespace viamyo {
namespace {

struct Kind {
  OverlayKind kind;
  std::string_view word;
  std::string_view title;
  std::string_view unit;
  std::string_view low_word;
  std::string_view high_word;
  DisplayRange range;
};

// Ranges are conventions of ours (docs/methods.md), the same for every map. Published LAT ranges of such maps were not found.
constexpr std::array kKinds{
    Kind{OverlayKind::kUnipolar, "unipolar", "Unipolar voltage", "mV", "low", "high", {0, 15}},
    Kind{OverlayKind::kBipolar, "bipolar", "Bipolar voltage", "mV", "low", "high", {0, 6}},
    Kind{OverlayKind::kShortening, "shortening", "Linear local shortening", "%", "low", "high", {-2, 18}},
    Kind{OverlayKind::kActivation, "activation", "Local activation time", "ms", "early", "late", {0, 0}},  // of the map's own values
    Kind{OverlayKind::kClass, "class", "Class", "", "", "", {0, 1}},
    Kind{OverlayKind::kAgreement, "agreement", "Preset agreement", "cut-offs", "none viable", "all viable", {0, 9}},
    Kind{OverlayKind::kCoverage, "coverage", "Distance to nearest point", "mm", "near", "far", {0, 30}},
};

constexpr std::string_view kFieldPrefix = "field:";
constexpr std::string_view kAnyField = "field:NAME";
constexpr std::size_t kLongestUnit = 16;  // letters

const Kind* find_kind(OverlayKind kind) {
  const auto* const found = std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& k) { return k.kind == kind; });
  return found == kKinds.end() ? nullptr : found;
}

//! The overlay kind of a well-known field, so that no quantity is offered twice.
bool has_own_kind(const std::string& name) {
  using namespace field_name;
  return name == kUnipolarVoltage || name == kBipolarVoltage || name == kLinearLocalShortening || name == kLocalActivationTime;
}

const Field* shown_field(const Overlay& overlay, const Map& map) {
  const Field* const field = find_field(map.surface.fields, overlay.field);
  return field != nullptr && field->components == 1 ? field : nullptr;
}

bool takes_part(const Map& map, const Analysis& analysis, std::size_t point) {
  const std::vector<int>& excluded = analysis.settings.excluded_points;
  return is_accepted(map.points, point) && !std::binary_search(excluded.begin(), excluded.end(), static_cast<int>(point));
}

//! From the least to the greatest finite value; 0 to 1 where there is none.
DisplayRange range_of_values(const Field* field) {
  DisplayRange range{INFINITY, -INFINITY};
  for (const float value : field != nullptr ? field->values : std::vector<float>()) {
    if (!std::isfinite(value)) continue;
    range.low = std::min(range.low, static_cast<double>(value));
    range.high = std::max(range.high, static_cast<double>(value));
  }
  if (!(range.low <= range.high)) return {0, 1};
  return range.low < range.high ? range : DisplayRange{range.low - 0.5, range.high + 0.5};
}

//! Activation is no part of the analysis: stored on the surface, else that of the points. Null where there is none.
const Field* activation_source(const Map& map) {
  for (const std::vector<Field>* const fields : {&map.surface.fields, &map.points.fields}) {
    if (const Field* const found = find_field(*fields, field_name::kLocalActivationTime); has_values(found)) return found;
  }
  return nullptr;
}

//! Where the analysis leaves unmapped what is far from every point, whoever stored it, activation is none there either.
std::vector<float> within_reach(std::vector<float> values, const Analysis& analysis) {
  const std::vector<double>& far = analysis.distance_to_point_mm;
  if (far.empty() || analysis.mapped_area_beyond_fill_mm2 != 0) return values;
  for (std::size_t v = 0; v < values.size(); ++v) {
    if (far[v] > analysis.settings.fill_distance_mm) values[v] = std::nanf("");
  }
  return values;
}

//! Stored on the surface, else carried there from the points in the same way as voltage.
std::vector<float> activation(const Map& map, const Analysis& analysis) {
  if (const Field* const stored = find_field(map.surface.fields, field_name::kLocalActivationTime); has_values(stored))
    return within_reach(stored->values, analysis);
  const Field* const points = find_field(map.points.fields, field_name::kLocalActivationTime);
  if (!has_values(points)) return {};
  std::vector<Sample> samples;
  for (std::size_t p = 0; p < map.points.positions.size(); ++p) {
    if (takes_part(map, analysis, p) && std::isfinite(points->values[p])) samples.push_back({map.points.positions[p], points->values[p]});
  }
  return interpolate(samples, map.surface.vertices, analysis.settings.fill_distance_mm);
}

std::vector<float> agreement(const std::vector<float>& unipolar_mV) {
  const std::vector<float>& cutoffs = agreement_cutoffs_mV();
  std::vector<float> counts(unipolar_mV.size(), std::nanf(""));
  for (std::size_t v = 0; v < counts.size(); ++v) {
    if (!std::isfinite(unipolar_mV[v])) continue;
    counts[v] = static_cast<float>(std::upper_bound(cutoffs.begin(), cutoffs.end(), unipolar_mV[v]) - cutoffs.begin());
  }
  return counts;
}

const std::vector<float>& voltage_in_use(const Analysis& analysis) {
  return analysis.settings.voltage == VoltageKind::kBipolar ? analysis.values.bipolar_mV : analysis.values.unipolar_mV;
}

}  // namespace

std::vector<std::string_view> overlay_words() {
  std::vector<std::string_view> words;
  words.reserve(kKinds.size() + 1);
  for (const Kind& kind : kKinds) words.push_back(kind.word);
  words.push_back(kAnyField);
  return words;
}

std::optional<Overlay> overlay_from_string(std::string_view text) {
  if (text.starts_with(kFieldPrefix)) return Overlay{OverlayKind::kField, std::string(text.substr(kFieldPrefix.size()))};
  for (const Kind& kind : kKinds) {
    if (kind.word == text) return Overlay{kind.kind};
  }
  return std::nullopt;
}

std::string to_string(const Overlay& overlay) {
  const Kind* const kind = find_kind(overlay.kind);
  return kind != nullptr ? std::string(kind->word) : std::string(kFieldPrefix) + overlay.field;
}

OverlayTexts texts_of(const Overlay& overlay, const Map& map) {
  if (const Kind* const kind = find_kind(overlay.kind))
    return {std::string(kind->title), std::string(kind->unit), std::string(kind->low_word), std::string(kind->high_word)};
  const Field* const field = shown_field(overlay, map);
  const std::string unit = field == nullptr || field->unit.empty() ? std::string() : quotation(field->unit, kLongestUnit);
  return {labelled("field", overlay.field), unit, "low", "high"};
}

DisplayRange default_range(const Overlay& overlay, const Map& map) {
  if (overlay.kind == OverlayKind::kActivation) {
    // In whole milliseconds, so that the ends of the bar can be read.
    const DisplayRange own = range_of_values(activation_source(map));
    return {std::floor(own.low), std::ceil(own.high)};
  }
  if (const Kind* const kind = find_kind(overlay.kind)) return kind->range;
  return range_of_values(shown_field(overlay, map));
}

bool is_available(const Overlay& overlay, const Map& map, const Analysis& analysis) {
  const auto some = [](const std::vector<float>& values) {
    return std::any_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
  };
  switch (overlay.kind) {
    case OverlayKind::kUnipolar:
    case OverlayKind::kAgreement:
      return some(analysis.values.unipolar_mV);
    case OverlayKind::kBipolar:
      return some(analysis.values.bipolar_mV);
    case OverlayKind::kShortening:
      return some(analysis.values.shortening_percent);
    case OverlayKind::kActivation:
      return has_values(find_field(map.surface.fields, field_name::kLocalActivationTime)) ||
             has_values(find_field(map.points.fields, field_name::kLocalActivationTime));
    case OverlayKind::kClass:
      return analysis.criteria.has_value();
    case OverlayKind::kCoverage:
      return !analysis.distance_to_point_mm.empty();
    case OverlayKind::kField:
      return has_values(shown_field(overlay, map));
  }
  return false;
}

std::vector<Overlay> available_overlays(const Map& map, const Analysis& analysis) {
  std::vector<Overlay> found;
  const auto offer = [&](Overlay overlay) {
    if (is_available(overlay, map, analysis)) found.push_back(std::move(overlay));
  };
  for (const Kind& kind : kKinds) offer({kind.kind});
  for (const Field& field : map.surface.fields) {
    if (!has_own_kind(field.name)) offer({OverlayKind::kField, field.name});
  }
  return found;
}

std::vector<float> overlay_values(const Overlay& overlay, const Map& map, const Analysis& analysis) {
  switch (overlay.kind) {
    case OverlayKind::kUnipolar:
      return analysis.values.unipolar_mV;
    case OverlayKind::kBipolar:
      return analysis.values.bipolar_mV;
    case OverlayKind::kShortening:
      return analysis.values.shortening_percent;
    case OverlayKind::kActivation:
      return activation(map, analysis);
    case OverlayKind::kClass:
      return voltage_in_use(analysis);
    case OverlayKind::kAgreement:
      return agreement(analysis.values.unipolar_mV);
    case OverlayKind::kCoverage:
      return {analysis.distance_to_point_mm.begin(), analysis.distance_to_point_mm.end()};
    case OverlayKind::kField: {
      const Field* const field = shown_field(overlay, map);
      return field != nullptr ? field->values : std::vector<float>();
    }
  }
  return {};
}

std::vector<float> overlay_point_values(const Overlay& overlay, const Map& map, const Analysis& analysis) {
  const auto of_points = [&](std::string_view name) {
    const Field* const field = find_field(map.points.fields, name);
    return field != nullptr && field->components == 1 ? field->values : std::vector<float>();
  };
  switch (overlay.kind) {
    case OverlayKind::kUnipolar:
      return analysis.values.point_unipolar_mV;
    case OverlayKind::kBipolar:
      return analysis.values.point_bipolar_mV;
    case OverlayKind::kShortening:
      return analysis.values.point_shortening_percent;
    case OverlayKind::kActivation:
      return of_points(field_name::kLocalActivationTime);
    case OverlayKind::kClass:
      return analysis.settings.voltage == VoltageKind::kBipolar ? analysis.values.point_bipolar_mV : analysis.values.point_unipolar_mV;
    case OverlayKind::kAgreement:
      return agreement(analysis.values.point_unipolar_mV);
    case OverlayKind::kCoverage:
      return {};
    case OverlayKind::kField:
      return of_points(overlay.field);
  }
  return {};
}

}  // namespace viamyo
