#include "surface_values.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "../map/one_place.h"
#include "viamyo/electrograms.h"
#include "viamyo/errors.h"
#include "viamyo/interpolation.h"
#include "viamyo/shortening.h"

namespace viamyo {

namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

//! One quantity in use.
struct Chosen {
  std::optional<Source> source;
  std::vector<float> vertices;
  std::vector<float> points;
  bool in_file = false;
  std::vector<bool> left_out{};  // per vertex: no point supports the value that was there
};

Source source_of(Origin origin) {
  switch (origin) {
    case Origin::kInterpolated:
      return Source::kInterpolated;
    case Origin::kRecomputed:
      return Source::kRecomputed;
    case Origin::kElectrograms:
      return Source::kElectrograms;
    case Origin::kMappingSystem:
      break;
  }
  return Source::kStored;
}

class Chooser {
 public:
  Chooser(const Map& map, const Topology& topology, const Settings& settings, PointDistances& distances, const Task& task)
      : map_(map), topology_(topology), settings_(settings), distances_(distances), task_(task), usable_(usable_points(map, settings)) {}

  //! `made` are point values from electrograms or motion; `made_source` names them.
  Chosen choose(std::string_view name, std::optional<Source> wanted, Source made_source, const std::vector<float>& made,
                const std::vector<float>& made_at_vertices) const {
    const Field* const stored = find_field(map_.surface.fields, name);
    const Field* const at_points = find_field(map_.points.fields, name);
    const bool can_store = has_values(stored);
    const bool can_interpolate = at_points != nullptr && has_usable(at_points->values);
    const bool can_make = has_usable(made) || !made_at_vertices.empty();
    if (can_store && (!wanted || *wanted == Source::kStored)) return from_stored(*stored, at_points, made_source, made);
    if (can_interpolate && (!wanted || *wanted == Source::kInterpolated)) {
      return {Source::kInterpolated, carry(at_points->values), at_points->values};
    }
    if (can_make && (!wanted || *wanted == made_source)) {
      if (made_at_vertices.empty()) return {made_source, carry(made), made};
      return supported({made_source, made_at_vertices, made});
    }
    // What an earlier analysis made and stored answers a wish for that source when the points themselves are gone.
    if (can_store && wanted && source_of(stored->origin) == *wanted) return from_stored(*stored, at_points, made_source, made);
    return {};
  }

 private:
  Chosen from_stored(const Field& stored, const Field* at_points, Source made_source, const std::vector<float>& made) const {
    const Source source = source_of(stored.origin);
    const bool points_were_made = source == made_source && !made.empty();
    const std::vector<float> points = points_were_made ? made : (at_points != nullptr ? at_points->values : std::vector<float>{});
    const bool only_made = points.empty() && !made.empty();  // points without the field that have its trace were measured all the same
    std::vector<float> values = stored.values;
    fill_from_same_place(map_.surface, topology_.place_of_vertex, 1, values);
    return supported({source, std::move(values), points, true}, only_made ? &made : nullptr);
  }

  //! Leaves out what lies farther than the fill distance from every point that supports it, measured as the interpolation measures.
  Chosen supported(Chosen chosen, const std::vector<float>* measured = nullptr) const {
    if (map_.points.positions.empty() || settings_.beyond_fill == BeyondFill::kKeep) return chosen;
    const std::vector<double>& distances = distances_.to(supporting(measured != nullptr ? *measured : chosen.points));
    for (std::size_t v = 0; v < chosen.vertices.size(); ++v) {
      if (!(distances[v] > settings_.fill_distance_mm) || !std::isfinite(chosen.vertices[v])) continue;
      chosen.vertices[v] = kNone;
      chosen.left_out.resize(chosen.vertices.size());
      chosen.left_out[v] = true;
    }
    return chosen;
  }

  //! The usable points with a value of the quantity. Where the file has the quantity at no point at all, it does not say which points the surface's
  //! values were made from: then all usable ones.
  std::vector<bool> supporting(const std::vector<float>& at_points) const {
    const auto is_value = [](float value) { return std::isfinite(value); };
    if (std::none_of(at_points.begin(), at_points.end(), is_value)) return usable_;
    std::vector<bool> points(usable_.size());
    for (std::size_t i = 0; i < points.size(); ++i) points[i] = usable_[i] && is_value(at_points[i]);
    return points;
  }

  bool has_usable(const std::vector<float>& values) const {
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (usable_[i] && std::isfinite(values[i])) return true;
    }
    return false;
  }

  std::vector<float> carry(const std::vector<float>& values) const {
    std::vector<Sample> samples;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (usable_[i] && std::isfinite(values[i])) samples.push_back({map_.points.positions[i], static_cast<double>(values[i])});
    }
    return interpolate(samples, map_.surface.vertices, settings_.fill_distance_mm, task_);
  }

  const Map& map_;
  const Topology& topology_;
  const Settings& settings_;
  PointDistances& distances_;
  const Task& task_;
  std::vector<bool> usable_;
};

//! Recomputed shortening at the usable points that have both phases; NaN at the others; empty when no point has.
std::vector<float> shortening_at_points(const Map& map, const Settings& settings, const Task& task) {
  const MappingPoints& points = map.points;
  if (points.end_systolic_positions.empty()) return {};
  const std::vector<bool> usable = usable_points(map, settings);
  std::vector<Vec3> end_diastole;
  std::vector<Vec3> end_systole;
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < points.positions.size(); ++i) {
    if (!usable[i] || !is_finite(points.end_systolic_positions[i])) continue;
    end_diastole.push_back(points.positions[i]);
    end_systole.push_back(points.end_systolic_positions[i]);
    rows.push_back(i);
  }
  if (rows.empty()) return {};
  const ShorteningKernel kernel{settings.lls_min_distance_mm, settings.lls_max_distance_mm, settings.lls_sigma_mm};
  const std::vector<float> values = linear_local_shortening_percent(end_diastole, end_systole, kernel, task);
  std::vector<float> result(points.positions.size(), kNone);
  for (std::size_t k = 0; k < rows.size(); ++k) result[rows[k]] = values[k];
  return result;
}

//! Recomputed shortening at the vertices, from EndSystolicDisplacement; empty when the map has none. Vertices at one place are one neighbour, and a vertex
//! in no triangle is nobody's.
std::vector<float> shortening_at_vertices(const Map& map, const Topology& topology, const Settings& settings, const Task& task) {
  const Field* const displacement = find_field(map.surface.fields, field_name::kEndSystolicDisplacement);
  if (!has_values(displacement)) return {};
  std::vector<float> moved = displacement->values;
  fill_from_same_place(map.surface, topology.place_of_vertex, 3, moved);
  std::vector<Vec3> end_diastole;
  std::vector<Vec3> end_systole;
  std::vector<std::size_t> rows;
  for (std::size_t v = 0; v < map.surface.vertices.size(); ++v) {
    if (!topology.is_used(v)) continue;
    const float* const d = &moved[3 * v];
    if (!std::isfinite(d[0]) || !std::isfinite(d[1]) || !std::isfinite(d[2])) continue;
    end_diastole.push_back(map.surface.vertices[v]);
    end_systole.push_back(map.surface.vertices[v] + Vec3{d[0], d[1], d[2]});
    rows.push_back(v);
  }
  const ShorteningKernel kernel{settings.lls_min_distance_mm, settings.lls_max_distance_mm, settings.lls_sigma_mm};
  const std::vector<float> values = linear_local_shortening_percent(end_diastole, end_systole, kernel, task);
  std::vector<float> result(map.surface.vertices.size(), kNone);
  for (std::size_t k = 0; k < rows.size(); ++k) result[rows[k]] = values[k];
  for (std::size_t v = 0; v < result.size(); ++v) result[v] = result[static_cast<std::size_t>(topology.place_of_vertex[v])];
  const bool any = std::any_of(result.begin(), result.end(), [](float x) { return std::isfinite(x); });
  return any ? result : std::vector<float>{};
}

//! Motion is costly and rarely needed: only when it is asked for or nothing else is there.
bool needs_motion(const Map& map, const Settings& settings) {
  if (settings.shortening_source) return *settings.shortening_source == Source::kRecomputed;
  const Field* const stored = find_field(map.surface.fields, field_name::kLinearLocalShortening);
  if (has_values(stored)) return stored->origin == Origin::kRecomputed;
  return !has_values(find_field(map.points.fields, field_name::kLinearLocalShortening));
}

//! Electrograms that are there and give nothing: no window of interest has two of their samples in it.
std::string why_no_voltage(const Map& map, bool unipolar) {
  const auto& electrograms = map.points.electrograms;
  if (!electrograms || (unipolar ? electrograms->unipolar : electrograms->bipolar).empty()) return {};
  const bool has_windows = electrograms->window_of_interest_ms || !electrograms->point_windows_ms.empty();
  return fmt::format(
      ": its electrograms have {}; window = whole takes the whole recording",
      has_windows ? "no samples inside their windows of interest" : "no window of interest, and without one there is no voltage");
}

Chosen choose_voltage(const Chooser& chooser, const Map& map, const Settings& settings, VoltageKind kind) {
  const bool unipolar = kind == VoltageKind::kUnipolar;
  const std::string_view name = unipolar ? field_name::kUnipolarVoltage : field_name::kBipolarVoltage;
  std::vector<float> from_traces;
  if (map.points.electrograms) {
    const Electrograms& electrograms = *map.points.electrograms;
    from_traces = peak_to_peak_mV(electrograms, unipolar ? electrograms.unipolar : electrograms.bipolar, settings.window);
  }
  Chosen chosen = chooser.choose(name, settings.voltage_source, Source::kElectrograms, from_traces, {});
  if (chosen.source || !settings.voltage_source) return chosen;
  if (kind == settings.voltage) {
    throw UsageError(fmt::format("voltage_source = {}: the map has no {} from there{}", to_string(*settings.voltage_source), name,
                                 *settings.voltage_source == Source::kElectrograms ? why_no_voltage(map, unipolar) : ""));
  }
  return chooser.choose(name, std::nullopt, Source::kElectrograms, from_traces, {});  // the other voltage: as by default
}

Chosen choose_shortening(const Chooser& chooser, const Map& map, const Topology& topology, const Settings& settings, const Task& task) {
  std::vector<float> at_points;
  std::vector<float> at_vertices;
  if (needs_motion(map, settings)) {
    at_points = shortening_at_points(map, settings, task);
    if (at_points.empty()) at_vertices = shortening_at_vertices(map, topology, settings, task);
  }
  Chosen chosen =
      chooser.choose(field_name::kLinearLocalShortening, settings.shortening_source, Source::kRecomputed, at_points, at_vertices);
  if (!chosen.source && settings.shortening_source && settings.criteria != Criteria::kVoltage) {
    // --interpolate asks both sources at once: a map without any shortening is then a voltage-only map, as it is without the option.
    const bool any_shortening = chooser.choose(field_name::kLinearLocalShortening, std::nullopt, Source::kRecomputed, {}, {}).source ||
                                !shortening_at_points(map, settings, task).empty();
    if (any_shortening || *settings.shortening_source != Source::kInterpolated) {
      throw UsageError(fmt::format("shortening_source = {}: the map has no shortening from there", to_string(*settings.shortening_source)));
    }
  }
  return chosen;
}

}  // namespace

std::vector<bool> usable_points(const Map& map, const Settings& settings) {
  std::vector<bool> usable(map.points.positions.size());
  for (std::size_t i = 0; i < usable.size(); ++i) usable[i] = is_accepted(map.points, i);
  for (const int excluded : settings.excluded_points) {
    if (static_cast<std::size_t>(excluded) >= usable.size()) {
      throw UsageError(fmt::format("excluded_points: there is no point {} (the map has {})", excluded, usable.size()));
    }
    usable[static_cast<std::size_t>(excluded)] = false;
  }
  return usable;
}

ValuesInUse choose_values(const Map& map, const Topology& topology, const Settings& settings, PointDistances& distances, const Task& task) {
  const Chooser chooser(map, topology, settings, distances, task);
  Chosen unipolar = choose_voltage(chooser, map, settings, VoltageKind::kUnipolar);
  Chosen bipolar = choose_voltage(chooser, map, settings, VoltageKind::kBipolar);
  Chosen shortening = choose_shortening(chooser, map, topology, settings, task);

  ValuesInUse values;
  values.voltage_source = settings.voltage == VoltageKind::kUnipolar ? unipolar.source : bipolar.source;
  values.shortening_source = shortening.source;
  values.voltage_in_file = settings.voltage == VoltageKind::kUnipolar ? unipolar.in_file : bipolar.in_file;
  values.shortening_in_file = shortening.in_file;
  values.voltage_left_out = settings.voltage == VoltageKind::kUnipolar ? unipolar.left_out : bipolar.left_out;
  values.shortening_left_out = std::move(shortening.left_out);
  values.unipolar_mV = std::move(unipolar.vertices);
  values.bipolar_mV = std::move(bipolar.vertices);
  values.shortening_percent = std::move(shortening.vertices);
  values.point_unipolar_mV = std::move(unipolar.points);
  values.point_bipolar_mV = std::move(bipolar.points);
  values.point_shortening_percent = std::move(shortening.points);
  return values;
}

}  // namespace viamyo
