#include "viamyo/explain.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <limits>

#include <fmt/format.h>

#include "barycentric.h"
#include "setting_rules.h"
#include "viamyo/errors.h"
#include "viamyo/measures.h"
#include "viamyo/topology.h"
#include "viamyo/untold.h"

namespace viamyo {

namespace {

const std::vector<float>& voltage_of(const Analysis& a) {
  return a.settings.voltage == VoltageKind::kUnipolar ? a.values.unipolar_mV : a.values.bipolar_mV;
}

std::string threshold_text(float threshold) { return fmt::format("{}", threshold); }

//! The value with as many decimals as it takes to read on the same side of the thresholds as it stands.
std::string apart(double value, std::initializer_list<float> thresholds, int decimals) {
  constexpr int kMaxDecimals = 9;
  for (int d = decimals;; ++d) {
    std::string text = fmt::format("{:.{}f}", value, d);
    double read = 0;
    std::from_chars(text.data(), text.data() + text.size(), read);
    const auto same_side = [&](float t) { return (static_cast<float>(read) >= t) == (value >= static_cast<double>(t)); };
    if (d >= kMaxDecimals || std::all_of(thresholds.begin(), thresholds.end(), same_side)) return text;
  }
}

//! The rule that gave the class, in numbers.
std::string rule_text(const Analysis& a, Cell cell, double voltage, double shortening) {
  const Thresholds& t = a.thresholds;
  const std::string v =
      fmt::format("{} voltage {} mV", to_string(a.settings.voltage), apart(voltage, {t.voltage_infarct_mV, t.voltage_viable_mV}, 2));
  const std::string s = fmt::format("shortening {} %", apart(shortening, {t.shortening_ischemic_percent}, 1));
  const std::string infarct = threshold_text(t.voltage_infarct_mV);
  const std::string viable = threshold_text(t.voltage_viable_mV);
  const std::string ischemic = threshold_text(t.shortening_ischemic_percent);
  switch (cell) {
    case Cell::kNormal:
      return fmt::format("{} >= {} and {} >= {} %", v, viable, s, ischemic);
    case Cell::kViableIschemic:
      return fmt::format("{} >= {} but {} < {} %", v, viable, s, ischemic);
    case Cell::kInfarcted:
      if (t.criteria == Criteria::kVoltage) return fmt::format("{} < {}", v, infarct);
      return fmt::format("{} < {} and {} < {} %", v, infarct, s, ischemic);
    case Cell::kBetweenCutoffs:
      return fmt::format("{} lies between the cut-offs {} and {}, which published studies dispute", v, infarct, viable);
    case Cell::kLowVoltagePreservedShortening:
      return fmt::format("{} < {} although {} >= {} %", v, infarct, s, ischemic);
    case Cell::kViable:
      break;
  }
  return fmt::format("{} >= {}", v, viable);
}

//! The value rounded to the side on which a threshold set to the printed number has passed it; in percent where thresholds are given so. Empty
//! where no threshold that far is possible: infarct stays at or below viable, and each setting within its range.
std::string turning_point(const Analysis& a, float Thresholds::*threshold, double value, bool down) {
  const bool voltage = threshold != &Thresholds::shortening_ischemic_percent;
  const bool relative = voltage && a.settings.threshold_unit == ThresholdUnit::kPercent;
  const double shown = relative ? 100 * value / a.reference_voltage_mV : value;
  const double steps = voltage && !relative ? 100 : 10;  // 0.01 mV, 0.1 %
  const double rounded = (down ? std::floor(shown * steps) : std::ceil(shown * steps)) / steps;
  const SettingRange range = voltage ? kVoltageRange : kShorteningRange;
  const float low = threshold == &Thresholds::voltage_viable_mV ? a.settings.voltage_infarct : range.low;
  const float high = threshold == &Thresholds::voltage_infarct_mV ? a.settings.voltage_viable : range.high;
  const auto as_set = static_cast<float>(rounded);
  if (down ? as_set < low : as_set >= high) return {};
  const std::string_view unit = !voltage ? "%" : (relative ? "% of the reference voltage" : "mV");
  return fmt::format("{} {} {}", down ? "at or below" : "above", rounded, unit);
}

//! Which single threshold, moved past the value, would change the class, and to what.
std::string change_text(const Analysis& a, double voltage, double shortening) {
  const Thresholds& now = a.thresholds;
  const TissueClass tissue = class_of(classify(now, voltage, shortening));
  std::vector<std::string> changes;
  const auto try_move = [&](float Thresholds::*threshold, std::string_view name, double value) {
    if (!std::isfinite(value)) return;
    // A value below a threshold is passed by lowering the threshold to it, one at or above it by raising it beyond.
    const bool down = value < static_cast<double>(now.*threshold);
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    Thresholds moved = now;
    moved.*threshold = std::nextafter(static_cast<float>(value), down ? -kInfinity : kInfinity);
    const TissueClass other = class_of(classify(moved, voltage, shortening));
    const std::string place = turning_point(a, threshold, value, down);
    if (other != tissue && !place.empty()) changes.push_back(fmt::format("{} {} ({})", name, place, spoken(other)));
  };
  try_move(&Thresholds::voltage_infarct_mV, "the limit of infarct", voltage);
  try_move(&Thresholds::voltage_viable_mV, "the limit of viable tissue", voltage);
  if (now.criteria == Criteria::kElectromechanical)
    try_move(&Thresholds::shortening_ischemic_percent, "the limit of reduced shortening", shortening);
  if (changes.empty()) return "no single threshold would change it";
  return fmt::format("it would change with {}", fmt::join(changes, ", or "));
}

std::string origin_text(const Analysis& a) {
  std::string voltage = fmt::format("voltage {}", origin_in_words(a.values.voltage_source, a.values.voltage_in_file));
  if (!a.values.shortening_source) return voltage;
  return fmt::format("{}, shortening {}", voltage, origin_in_words(a.values.shortening_source, a.values.shortening_in_file));
}

void find_nearest_point(const Map& map, const Analysis& a, Explanation& e) {
  e.nearest_point_distance_mm = kNoValue;
  for (std::size_t i = 0; i < map.points.positions.size(); ++i) {
    const auto& excluded = a.settings.excluded_points;
    if (!is_accepted(map.points, i) || std::binary_search(excluded.begin(), excluded.end(), static_cast<int>(i))) continue;
    const double d = distance(map.points.positions[i], e.position);
    if (std::isnan(e.nearest_point_distance_mm) || d < e.nearest_point_distance_mm) {
      e.nearest_point_distance_mm = d;
      e.nearest_point = static_cast<int>(i);
    }
  }
}

std::string nearest_text(const Map& map, const Explanation& e) {
  if (map.points.positions.empty()) return "Support unknown: the map has no mapping points.";
  if (e.nearest_point < 0) return "Support unknown: there are no accepted mapping points.";
  const auto i = static_cast<std::size_t>(e.nearest_point);
  const bool named = i < map.points.names.size() && !map.points.names[i].empty();
  const std::string name = named ? map.points.names[i] : fmt::format("number {}", e.nearest_point);
  return fmt::format("The nearest accepted point, {}, is {:.1f} mm away.", name, e.nearest_point_distance_mm);
}

std::string place_text(const Explanation& e) {
  std::string text;
  if (!e.zone.empty()) text += fmt::format(" in candidate zone {} (for review only)", e.zone);
  if (!e.region.empty()) text += fmt::format("{} region {}", e.zone.empty() ? " in" : " of", e.region);
  if (e.segment > 0) text += fmt::format(", segment {} {}", e.segment, segment_name(e.segment));
  return text;
}

//! The sentence for a place whose values are known.
std::string sentence_of(const Map& map, const Analysis& a, const Explanation& e, std::string_view subject) {
  if (e.tissue == TissueClass::kUnmapped) {
    return fmt::format("{} is unmapped ({}){}: it has no {}{}. {}", subject, e.left_out ? "far from every point" : "no data", place_text(e),
                       std::isfinite(e.voltage_mV) ? "linear local shortening" : "voltage",
                       e.left_out ? fmt::format(" within {:g} mm of a point that does", a.settings.fill_distance_mm) : "",
                       nearest_text(map, e));
  }
  const Cell cell = classify(a.thresholds, e.voltage_mV, e.shortening_percent);
  return fmt::format("{} is proposed as {}{}: {} ({}); {}. {} {}", subject, spoken(e.tissue), place_text(e),
                     rule_text(a, cell, e.voltage_mV, e.shortening_percent), origin_text(a),
                     change_text(a, e.voltage_mV, e.shortening_percent), nearest_text(map, e), kAsComputed);
}

bool is_mapped(const Analysis& a, double voltage, double shortening) {
  return a.criteria && std::isfinite(voltage) && (*a.criteria == Criteria::kVoltage || std::isfinite(shortening));
}

//! The region and zone that hold a place of a known cell.
void find_items(const Analysis& a, const SurfacePoint& place, Cell cell, const Map& map, Explanation& e) {
  const auto of_triangle = std::lower_bound(a.pieces.begin(), a.pieces.end(), place.triangle,
                                            [](const Piece& piece, std::int32_t triangle) { return piece.triangle < triangle; });
  for (auto piece = of_triangle; piece != a.pieces.end() && piece->triangle == place.triangle; ++piece) {
    if (piece->cell == cell && piece->region >= 0) e.region = a.regions[static_cast<std::size_t>(piece->region)].id;
  }
  if (cell != Cell::kViableIschemic || a.zone_of_triangle.empty()) return;
  const std::int32_t zone = a.zone_of_triangle[static_cast<std::size_t>(place.triangle)];
  if (zone < 0) return;
  const Triangle& triangle = map.surface.triangles[static_cast<std::size_t>(place.triangle)];
  const auto at = [&](const std::vector<double>& field) {
    return interpolate_at(field, triangle, place.barycentric[1], place.barycentric[2]);
  };
  const bool far_from_rim = at(a.distance_to_rim_mm) >= a.settings.annulus_margin_mm;
  // Not "at or above": an infarct that cannot be reached from here has no distance, and is far enough.
  const bool far_from_infarct = a.distance_to_infarct_mm.empty() || a.settings.infarct_margin_mm <= 0 ||
                                !(at(a.distance_to_infarct_mm) < a.settings.infarct_margin_mm);
  if (far_from_rim && far_from_infarct) e.zone = a.candidate_zones[static_cast<std::size_t>(zone)].id;
}

Explanation explain_place(const Map& map, const Analysis& a, const SurfacePoint& place, std::string_view subject) {
  const Triangle& triangle = map.surface.triangles[static_cast<std::size_t>(place.triangle)];
  const auto at = [&](const std::vector<float>& field) {
    return field.empty() ? kNoValue : interpolate_at(field, triangle, place.barycentric[1], place.barycentric[2]);
  };
  Explanation e;
  e.position = place.position;
  e.voltage_mV = at(voltage_of(a));
  e.shortening_percent = at(a.values.shortening_percent);
  if (a.axis.axis) e.segment = a.axis.axis->segment(place.position);
  find_nearest_point(map, a, e);
  const std::vector<bool>& left_out = std::isfinite(e.voltage_mV) ? a.values.shortening_left_out : a.values.voltage_left_out;
  e.left_out = !left_out.empty() &&
               std::any_of(triangle.begin(), triangle.end(), [&](std::int32_t v) { return left_out[static_cast<std::size_t>(v)]; });
  if (is_mapped(a, e.voltage_mV, e.shortening_percent)) {
    const Cell cell = classify(a.thresholds, e.voltage_mV, e.shortening_percent);
    e.tissue = class_of(cell);
    find_items(a, place, cell, map, e);
  }
  e.sentence = sentence_of(map, a, e, subject);
  return e;
}

std::string area_text(double area_mm2) {
  const double area = area_mm2 / 100;
  if (area < 0.01) return "less than 0.01 cm2";
  return fmt::format("{:.{}f} cm2", area, area < 10 ? 2 : 1);
}

std::string item_sentence(const Analysis& a, const Explanation& e, std::string_view label, double area, double stable,
                          const std::optional<Agreement>& agreement, int points) {
  // Rounded as the fields are, so that the mean of a plateau stays on its side of the threshold.
  const auto voltage = static_cast<double>(static_cast<float>(e.voltage_mV));
  const auto shortening = static_cast<double>(static_cast<float>(e.shortening_percent));
  const Cell cell = classify(a.thresholds, voltage, shortening);
  const std::string means =
      std::isfinite(shortening) ? fmt::format("{:.2f} mV and {:.1f} %", voltage, shortening) : fmt::format("{:.2f} mV", voltage);
  const std::string by_mean = class_of(cell) == e.tissue
                                  ? rule_text(a, cell, voltage, shortening)
                                  : fmt::format("{}, which is not what its class is made from: that is decided place by place", means);
  std::string text = fmt::format(
      "{} ({}, {} points) is proposed as {}: on average {} ({}). {:.0f} % of its area keeps its class when one threshold moves by "
      "10 %.",
      label, area_text(area), points, spoken(e.tissue), by_mean, origin_text(a), 100 * stable);
  if (agreement) text += fmt::format(" {} of {} published human unipolar cut-offs call it viable.", agreement->viable, agreement->of);
  return fmt::format("{} {}", text, kAsComputed);
}

Explanation explain_part(const Map& map, const Analysis& a, const Vec3& centroid, double voltage, double shortening, TissueClass tissue) {
  Explanation e;
  e.position = centroid;
  e.voltage_mV = voltage;
  e.shortening_percent = shortening;
  e.tissue = tissue;
  if (a.axis.axis) e.segment = a.axis.axis->segment(centroid);
  find_nearest_point(map, a, e);
  return e;
}

}  // namespace

std::string origin_in_words(const std::optional<Source>& source, bool in_file) {
  if (!source) return "unknown";
  if (*source == Source::kStored) return "stored in the file";
  return fmt::format("{}{}", to_string(*source), in_file ? " (as stored in the file)" : "");
}

Explanation explain_place(const Map& map, const Analysis& analysis, const SurfacePoint& place) {
  const std::string subject = fmt::format("The surface at {:.1f}, {:.1f}, {:.1f} mm", place.position.x, place.position.y, place.position.z);
  Explanation e = explain_place(map, analysis, place, subject);
  if (place.distance_mm > 1)
    e.sentence += fmt::format(" (It is the closest surface point, {:.1f} mm from the place asked for.)", place.distance_mm);
  return e;
}

Explanation explain_position(const Map& map, const Analysis& analysis, const Vec3& position) {
  return explain_place(map, analysis, ClosestPoint(map.surface, build_topology(map.surface)).find(position));
}

Explanation explain_vertex(const Map& map, const Analysis& analysis, int vertex) {
  if (vertex < 0 || static_cast<std::size_t>(vertex) >= map.surface.vertices.size()) {
    throw UsageError(fmt::format("there is no vertex {}: the surface has {}", vertex, map.surface.vertices.size()));
  }
  std::optional<Explanation> any;
  for (std::size_t t = 0; t < map.surface.triangles.size(); ++t) {
    const Triangle& triangle = map.surface.triangles[t];
    const auto* const corner = std::find(triangle.begin(), triangle.end(), vertex);
    if (corner == triangle.end()) continue;
    SurfacePoint place{static_cast<std::int32_t>(t), {}, map.surface.vertices[static_cast<std::size_t>(vertex)], 0};
    place.barycentric[static_cast<std::size_t>(corner - triangle.begin())] = 1;
    // A vertex on a border has triangles on both sides: the first in which its class has a region tells.
    Explanation e = explain_place(map, analysis, place, fmt::format("Vertex {}", vertex));
    if (!e.region.empty()) return e;
    if (!any) any = std::move(e);
  }
  if (any) return *any;
  throw UsageError(fmt::format("vertex {} belongs to no triangle", vertex));
}

Explanation explain_item(const Map& map, const Analysis& analysis, const std::string& id) {
  for (const Region& r : analysis.regions) {
    if (r.id != id) continue;
    Explanation e = explain_part(map, analysis, r.centroid_mm, r.mean_voltage_mV, r.mean_shortening_percent, r.tissue);
    e.region = r.id;
    e.sentence = item_sentence(analysis, e, r.label, r.area_mm2, r.stable_fraction, r.preset_agreement, r.points);
    return e;
  }
  for (const CandidateZone& z : analysis.candidate_zones) {
    if (z.id != id) continue;
    Explanation e = explain_part(map, analysis, z.centroid_mm, z.mean_voltage_mV, z.mean_shortening_percent, TissueClass::kViableIschemic);
    e.region = z.region;
    e.zone = z.id;
    e.sentence = item_sentence(analysis, e, fmt::format("Candidate zone {} ({}), for review only,", z.id, z.label), z.area_mm2,
                               z.stable_fraction, z.preset_agreement, z.points);
    return e;
  }
  const auto range = [](char letter, std::size_t count, std::string_view name) {
    return count == 0 ? fmt::format("no {}s", name) : fmt::format("{}s {}1 to {}{}", name, letter, letter, count);
  };
  throw UsageError(fmt::format("there is no region or candidate zone '{}' ({}, {})", id, range('R', analysis.regions.size(), "region"),
                               range('Z', analysis.candidate_zones.size(), "zone")));
}

}  // namespace viamyo
