#include "viamyo/analysis.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <future>
#include <limits>

#include <fmt/format.h>

#include "barycentric.h"
#include "cell_rules.h"
#include "fingerprint.h"
#include "patches.h"
#include "plausibility.h"
#include "regions.h"
#include "resolved_thresholds.h"
#include "segment_partition.h"
#include "stability.h"
#include "statistics.h"
#include "surface_distances.h"
#include "surface_values.h"
#include "viamyo/errors.h"
#include "viamyo/measures.h"
#include "viamyo/topology.h"
#include "viamyo/untold.h"
#include "viamyo/validation.h"
#include "volumes.h"
#include "zones.h"

namespace viamyo {

namespace {

//! The steps of one analysis, in order; each fills its part of the result.
class Analyzer {
 public:
  Analyzer(const Map& map, const Settings& settings, const std::vector<Defect>* known_defects, const Task& task)
      : map_(map), surface_(map.surface), task_(task) {
    task.enter("validation and topology");
    defects_ = known_defects != nullptr ? *known_defects : validate(map, task.stop);
    if (has_errors(defects_)) throw InputError(fmt::format("{}: {}", defects_.front().object, defects_.front().text));
    a_.settings = settings;
    topology_ = build_topology(surface_, task.stop);
    loops_ = boundary_loops(surface_, topology_);
    areas_ = triangle_areas_mm2(surface_, topology_);
    a_.place_of_vertex = topology_.place_of_vertex;
    a_.support = support_of(map, settings.excluded_points);
    usable_ = usable_points(map, settings);
  }

  Analysis run(const std::string& analysis_digest) {
    task_.report(0);
    choose_landmarks();
    // Needs the geometry alone, and takes as long as all the rest until it is used: on another core meanwhile.
    std::future<std::vector<double>> rim_distances =
        std::async(std::launch::async, [&] { return distances_from_rim_mm(surface_, topology_, loops_, a_.axis, task_.stop); });
    task_.enter("surface values");
    PointDistances distances(map_, task_.stop);
    a_.values = choose_values(map_, topology_, a_.settings, distances, task_);
    a_.settings.voltage_source = a_.values.voltage_source;
    a_.settings.shortening_source = a_.values.shortening_source;
    choose_criteria();
    const SegmentPartition parts(surface_, a_.axis.axis);
    resolve_thresholds(parts);
    a_.fingerprint = fingerprint_of(analysis_digest, a_.settings);
    task_.report(0.3);
    task_.enter("distances");
    for (const double area : areas_) a_.area_mm2 += area;
    measure_volumes(surface_, topology_, a_);
    measure_distances(distances);
    a_.distance_to_rim_mm = rim_distances.get();
    task_.report(0.5);
    classify_surface(parts);
    task_.report(1);
    return std::move(a_);
  }

 private:
  [[nodiscard]] const std::vector<float>& voltage() const {
    return a_.settings.voltage == VoltageKind::kUnipolar ? a_.values.unipolar_mV : a_.values.bipolar_mV;
  }

  void choose_landmarks() {
    const Landmarks landmarks = landmarks_with(map_.landmarks, a_.settings.landmarks);
    a_.axis = find_axis(surface_, topology_, loops_, landmarks, a_.settings.ring_limits);
    a_.long_axis_mm = a_.axis.axis ? a_.axis.axis->length_mm : kNoValue;
  }

  void choose_criteria() {
    const std::optional<Criteria> wanted = a_.settings.criteria;
    if (voltage().empty()) {
      a_.criteria = std::nullopt;
    } else if (a_.values.shortening_percent.empty()) {
      if (wanted == Criteria::kElectromechanical) throw UsageError("criteria = electromechanical: the map has no linear local shortening");
      a_.criteria = Criteria::kVoltage;
    } else {
      a_.criteria = wanted.value_or(Criteria::kElectromechanical);
    }
    a_.settings.criteria = a_.criteria;
  }

  void resolve_thresholds(const SegmentPartition& parts) {
    const Settings& s = a_.settings;
    a_.reference_voltage_mV = kNoValue;
    a_.thresholds = resolved_thresholds(s, a_.criteria.value_or(Criteria::kVoltage), a_.reference_voltage_mV);
    if (s.threshold_unit == ThresholdUnit::kMillivolt || !a_.criteria) return;
    if (parts.count() != kSegmentCount)
      throw UsageError("threshold_unit = percent: the map has no segments to take the reference voltage from");
    std::vector<bool> take(kSegmentCount);
    for (const int segment : s.reference_segments) take[static_cast<std::size_t>(segment - 1)] = true;
    a_.reference_voltage_mV = surface_mean(surface_, areas_, parts, voltage(), take);
    if (!std::isfinite(a_.reference_voltage_mV)) throw UsageError("threshold_unit = percent: the reference segments have no voltage");
    a_.thresholds = resolved_thresholds(s, *a_.criteria, a_.reference_voltage_mV);
  }

  void measure_distances(PointDistances& distances) {
    if (std::find(usable_.begin(), usable_.end(), true) != usable_.end()) a_.distance_to_point_mm = distances.to(usable_);
    if (map_.points.positions.empty()) return;
    places_.resize(map_.points.positions.size());
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (!usable_[i]) continue;
      if (task_.stop.stop_requested()) throw Stopped();
      places_[i] = closest().find(map_.points.positions[i]);
    }
  }

  //! Triangles that count and whose three vertices have every value that the criteria need; `or_left_out`: have it, or had it before it was left out.
  [[nodiscard]] std::vector<bool> mapped_triangles(bool or_left_out = false) const {
    std::vector<bool> mapped(surface_.triangles.size());
    if (!a_.criteria) return mapped;
    const bool mechanics = *a_.criteria == Criteria::kElectromechanical;
    const auto has = [&](const std::vector<float>& values, const std::vector<bool>& left_out, std::size_t v) {
      return std::isfinite(values[v]) || (or_left_out && !left_out.empty() && left_out[v]);
    };
    const auto has_values = [&](std::int32_t vertex) {
      const auto v = static_cast<std::size_t>(vertex);
      return has(voltage(), a_.values.voltage_left_out, v) &&
             (!mechanics || has(a_.values.shortening_percent, a_.values.shortening_left_out, v));
    };
    for (std::size_t t = 0; t < mapped.size(); ++t) {
      const Triangle& triangle = surface_.triangles[t];
      mapped[t] = topology_.counts(t) && std::all_of(triangle.begin(), triangle.end(), has_values);
    }
    return mapped;
  }

  //! The area that is unmapped for being far from every point alone.
  [[nodiscard]] double area_left_out(const std::vector<bool>& mapped) const {
    if (a_.support == Support::kNoPoints) return kNoValue;
    double area = 0;
    if (a_.values.voltage_left_out.empty() && a_.values.shortening_left_out.empty()) return area;
    const std::vector<bool> would_be = mapped_triangles(true);
    for (std::size_t t = 0; t < mapped.size(); ++t) area += would_be[t] && !mapped[t] ? areas_[t] : 0;
    return area;
  }

  //! Mapped triangles from which the rim can be reached along the surface: elsewhere no margin can be kept.
  [[nodiscard]] std::vector<bool> connected_to_rim(std::vector<bool> mapped) const {
    for (std::size_t t = 0; t < mapped.size(); ++t) {
      const Triangle& triangle = surface_.triangles[t];
      const auto reached = [&](std::int32_t v) { return std::isfinite(a_.distance_to_rim_mm[static_cast<std::size_t>(v)]); };
      mapped[t] = mapped[t] && std::all_of(triangle.begin(), triangle.end(), reached);
    }
    return mapped;
  }

  void classify_surface(const SegmentPartition& parts) {
    task_.enter("classes");
    const std::vector<bool> mapped = mapped_triangles();
    CutValues values = cut_values(a_, surface_.vertices.size());
    const CellSurface cells(surface_, values, class_rules(a_.thresholds), mapped, task_.stop);
    add_class_areas(cells, mapped);

    task_.enter("regions");
    const Stability stability(a_.thresholds);
    const PatchContext context{&surface_, &areas_, &values, &parts, &stability, &a_, task_.stop};
    std::vector<std::int32_t> region_of_piece;
    a_.regions = find_regions(cells, topology_, context, places_, usable_, a_.settings, region_of_piece);
    keep_pieces(cells, region_of_piece);
    task_.enter("candidate zones");
    if (a_.criteria == Criteria::kElectromechanical) look_for_zones(cells, region_of_piece, mapped, values, context);

    task_.enter("statistics");
    const StatisticsInput input{&surface_, &areas_, &parts, &cells, &mapped, &a_, a_.settings.annulus_margin_mm, parts_of_points(parts),
                                task_.stop};
    StatisticsResult statistics = compute_statistics(input);
    a_.whole_map = statistics.whole_map;
    a_.whole_map.area_mm2 = a_.area_mm2;  // the same sum in another order: one number, not two that differ in the last bit
    a_.rings = std::move(statistics.rings);
    a_.segments = std::move(statistics.segments);
    a_.warnings = find_warnings({&map_, &a_, &usable_, &places_, !loops_.empty(), &defects_});
  }

  void add_class_areas(const CellSurface& cells, const std::vector<bool>& mapped) {
    for (const CellPolygon& piece : cells.pieces()) {
      const double area = piece.share.share * areas_[static_cast<std::size_t>(piece.triangle)];
      const auto cell = static_cast<Cell>(cells.rule(piece).cell);
      a_.class_area_mm2[static_cast<std::size_t>(class_of(cell))] += area;
      if (cell == Cell::kBetweenCutoffs) a_.between_cutoffs_mm2 += area;
      if (cell == Cell::kLowVoltagePreservedShortening) a_.low_voltage_preserved_shortening_mm2 += area;
    }
    for (std::size_t t = 0; t < areas_.size(); ++t) (mapped[t] ? a_.mapped_area_mm2 : a_.class_area_mm2[0]) += areas_[t];
    a_.mapped_area_beyond_fill_mm2 = area_beyond_fill(mapped);
    a_.unmapped_beyond_fill_mm2 = area_left_out(mapped);
  }

  [[nodiscard]] double area_beyond_fill(const std::vector<bool>& mapped) const {
    if (a_.distance_to_point_mm.empty()) return kNoValue;
    CutValues distance(surface_.vertices.size());
    for (std::size_t v = 0; v < distance.size(); ++v) distance[v][0] = a_.distance_to_point_mm[v];
    // Farther than the fill distance: the complement of what lies at or within it. The next double above makes `>=` a `>`.
    const double beyond = std::nextafter(a_.settings.fill_distance_mm, std::numeric_limits<double>::infinity());
    const CellSurface far(surface_, distance, {{0, 0, {{0, beyond, true}}}}, mapped, task_.stop);
    double area = 0;
    for (const CellPolygon& piece : far.pieces()) area += piece.share.share * areas_[static_cast<std::size_t>(piece.triangle)];
    return area;
  }

  void keep_pieces(const CellSurface& cells, const std::vector<std::int32_t>& region_of_piece) {
    a_.pieces.reserve(cells.pieces().size());
    for (std::size_t p = 0; p < cells.pieces().size(); ++p) {
      const CellPolygon& piece = cells.pieces()[p];
      a_.pieces.push_back({piece.triangle, static_cast<Cell>(cells.rule(piece).cell), region_of_piece[p],
                           piece.share.share * areas_[static_cast<std::size_t>(piece.triangle)], piece.share.b1, piece.share.b2});
    }
  }

  void look_for_zones(const CellSurface& cells, const std::vector<std::int32_t>& region_of_piece, const std::vector<bool>& mapped,
                      CutValues& values, const PatchContext& context) {
    if (a_.distance_to_rim_mm.empty() || a_.class_area_mm2[static_cast<std::size_t>(TissueClass::kViableIschemic)] <= 0) return;
    std::future<std::vector<double>> apex_distances;
    if (a_.axis.used.apex) {
      apex_distances = std::async(std::launch::async, distances_from_place_mm, std::cref(surface_), std::cref(topology_),
                                  closest().find(*a_.axis.used.apex), std::cref(task_.stop));
    }
    a_.distance_to_infarct_mm = distances_from_infarct_mm(surface_, topology_, cells, task_.stop);
    fill_distance(values, 3, a_.distance_to_infarct_mm);
    const std::vector<double> apex_distance = apex_distances.valid() ? apex_distances.get() : std::vector<double>{};
    const Field* const thickness = find_field(surface_.fields, field_name::kWallThickness);
    const std::vector<bool> measured = connected_to_rim(mapped);
    ZoneInput input{&cells, &region_of_piece, &a_.regions, &measured, &places_, &usable_};
    input.wall_thickness_mm = has_values(thickness) ? &thickness->values : nullptr;
    input.apex_distance_mm = apex_distance.empty() ? nullptr : &apex_distance;
    a_.candidate_zones = find_zones(topology_, context, input, a_.settings, a_.thresholds, a_.zone_of_triangle);
  }

  //! Built when first asked for.
  const ClosestPoint& closest() {
    if (!closest_) closest_.emplace(surface_, topology_, task_.stop);
    return *closest_;
  }

  [[nodiscard]] std::vector<int> parts_of_points(const SegmentPartition& parts) const {
    std::vector<int> result(places_.size(), -1);
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (usable_[i]) result[i] = parts.part_of(places_[i].position);
    }
    return result;
  }

  const Map& map_;
  const Surface& surface_;
  const Task& task_;
  std::vector<Defect> defects_;
  Topology topology_;
  std::vector<BoundaryLoop> loops_;
  std::vector<double> areas_;
  std::vector<bool> usable_;
  std::optional<ClosestPoint> closest_;
  std::vector<SurfacePoint> places_;  // closest surface point of each usable mapping point
  Analysis a_;
};

}  // namespace

Analysis analyze(const Map& map, const Settings& settings, const std::string& analysis_digest, const Task& task,
                 const std::vector<Defect>* known_defects) {
  return Analyzer(map, settings, known_defects, task).run(analysis_digest);
}

std::string quantities_unaffected_by_exclusion(const ValuesInUse& values) {
  const bool voltage = values.voltage_source && values.voltage_in_file;
  // Shortening of motion that was made without points was made at the vertices.
  const bool shortening = values.shortening_source && (values.shortening_in_file || values.point_shortening_percent.empty());
  if (voltage && shortening) return "voltage and shortening";
  if (voltage) return "voltage";
  return shortening ? "shortening" : "";
}

}  // namespace viamyo
