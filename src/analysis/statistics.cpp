#include "statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "barycentric.h"
#include "stop_look.h"

namespace viamyo {

namespace {

constexpr int kEnoughPoints = 4;  // more than four, after van der Vleuten 2005

//! Integral of a linear field and the area it was taken over.
struct Integral {
  double area = 0;
  double sum = 0;

  void add(double a, double value) {
    area += a;
    sum += a * value;
  }
  void add(const Integral& other) {
    area += other.area;
    sum += other.sum;
  }
  [[nodiscard]] double mean() const { return area > 0 ? sum / area : kNoValue; }
};

//! Everything about one part that adds up.
struct Sums {
  double area = 0;
  double mapped_area = 0;
  double within_margin = 0;
  std::array<double, kTissueClassCount> class_area{};
  Integral unipolar, bipolar, shortening, point_distance;
  double largest_point_distance = 0;

  void add(const Sums& other) {
    area += other.area;
    mapped_area += other.mapped_area;
    within_margin += other.within_margin;
    for (std::size_t c = 0; c < class_area.size(); ++c) class_area[c] += other.class_area[c];
    unipolar.add(other.unipolar);
    bipolar.add(other.bipolar);
    shortening.add(other.shortening);
    point_distance.add(other.point_distance);
    largest_point_distance = std::max(largest_point_distance, other.largest_point_distance);
  }
};

Polygon plain_triangle() {
  const std::array<std::array<double, kMaxCutFields>, 3> zeros{};
  return whole_triangle(zeros);
}

class Collector {
 public:
  explicit Collector(const StatisticsInput& input) : in_(input), sums_(static_cast<std::size_t>(input.parts->count())) {}

  std::vector<Sums> collect() {
    StopLook look(in_.stop);
    for (std::size_t t = 0; t < in_.surface->triangles.size(); ++t) {
      look.turn();
      add_triangle(t);
      for (std::size_t p = in_.cells->first_piece(t); p < in_.cells->first_piece(t + 1); ++p) add_piece(in_.cells->pieces()[p]);
    }
    return std::move(sums_);
  }

 private:
  Sums& part(int index) { return sums_[static_cast<std::size_t>(index)]; }

  void add_triangle(std::size_t t) {
    const Triangle& triangle = in_.surface->triangles[t];
    const int whole = in_.parts->part_of_triangle(triangle);
    if (whole >= 0)
      add_surface(part(whole), t, plain_triangle());
    else
      in_.parts->cut(*in_.surface, triangle, plain_triangle(), [&](int index, const Polygon& p) { add_surface(part(index), t, p); });
  }

  void add_surface(Sums& sums, std::size_t t, const Polygon& polygon) {
    const AreaShare share = area_share(polygon);
    const double area = share.share * (*in_.triangle_areas_mm2)[t];
    if (area <= 0) return;
    const Triangle& triangle = in_.surface->triangles[t];
    const Analysis& analysis = *in_.analysis;
    sums.area += area;
    if ((*in_.mapped)[t]) sums.mapped_area += area;
    add_mean(sums.unipolar, analysis.values.unipolar_mV, triangle, share, area);
    add_mean(sums.bipolar, analysis.values.bipolar_mV, triangle, share, area);
    add_mean(sums.shortening, analysis.values.shortening_percent, triangle, share, area);
    add_mean(sums.point_distance, analysis.distance_to_point_mm, triangle, share, area);
    if (!analysis.distance_to_point_mm.empty()) {
      for (const Corner& c : polygon.corners()) {
        sums.largest_point_distance =
            std::max(sums.largest_point_distance, interpolate_at(analysis.distance_to_point_mm, triangle, c.b1, c.b2));
      }
    }
    if (!analysis.distance_to_rim_mm.empty()) sums.within_margin += within_margin_share(triangle, polygon) * (*in_.triangle_areas_mm2)[t];
  }

  template <class Value>
  static void add_mean(Integral& integral, const std::vector<Value>& field, const Triangle& triangle, const AreaShare& share, double area) {
    if (field.empty()) return;
    const double value = interpolate_at(field, triangle, share.b1, share.b2);  // the mean of a linear field is its value at the centroid
    if (std::isfinite(value)) integral.add(area, value);
  }

  double within_margin_share(const Triangle& triangle, const Polygon& polygon) const {
    Polygon with_distance;
    for (Corner corner : polygon.corners()) {
      corner.values[0] = interpolate_at(in_.analysis->distance_to_rim_mm, triangle, corner.b1, corner.b2);
      with_distance.push(corner);
    }
    return share_below(with_distance, 0, in_.annulus_margin_mm);
  }

  void add_piece(const CellPolygon& piece) {
    const auto t = static_cast<std::size_t>(piece.triangle);
    const auto tissue = static_cast<std::size_t>(class_of(static_cast<Cell>(in_.cells->rule(piece).cell)));
    const double triangle_area = (*in_.triangle_areas_mm2)[t];
    const int whole = in_.parts->part_of_triangle(in_.surface->triangles[t]);
    if (whole >= 0) {
      part(whole).class_area[tissue] += piece.share.share * triangle_area;
      return;
    }
    in_.parts->cut(*in_.surface, in_.surface->triangles[t], in_.cells->polygon(piece),
                   [&](int index, const Polygon& polygon) { part(index).class_area[tissue] += area_share(polygon).share * triangle_area; });
  }

  const StatisticsInput& in_;
  std::vector<Sums> sums_;
};

//! Finite values of a point array at the points of the parts for which `take` holds.
template <class Take>
std::vector<double> values_where(const std::vector<float>& values, const std::vector<int>& part_of_point, Take take) {
  std::vector<double> found;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (part_of_point[i] >= 0 && take(part_of_point[i]) && std::isfinite(values[i])) found.push_back(static_cast<double>(values[i]));
  }
  return found;
}

template <class Take>
SegmentStatistics finish(const Sums& sums, const StatisticsInput& in, Take take) {
  const Analysis& analysis = *in.analysis;
  SegmentStatistics s;
  s.area_mm2 = sums.area;
  s.mapped_percent = sums.area > 0 ? 100 * sums.mapped_area / sums.area : kNoValue;
  s.points = static_cast<int>(std::count_if(in.part_of_point.begin(), in.part_of_point.end(), [&](int p) { return p >= 0 && take(p); }));
  s.enough_points = s.points > kEnoughPoints;
  s.mean_point_distance_mm = sums.point_distance.mean();
  s.max_point_distance_mm = sums.point_distance.area > 0 ? sums.largest_point_distance : kNoValue;
  s.within_annulus_margin_mm2 = analysis.distance_to_rim_mm.empty() ? kNoValue : sums.within_margin;
  for (std::size_t c = 0; c < s.class_percent.size(); ++c) {
    s.class_percent[c] = sums.mapped_area > 0 ? 100 * sums.class_area[c] / sums.mapped_area : kNoValue;
  }
  const auto quantity = [&](const std::vector<float>& at_points, const Integral& over_surface) {
    QuantityStatistics q = describe(values_where(at_points, in.part_of_point, take));
    q.surface_mean = over_surface.mean();
    return q;
  };
  s.unipolar_voltage_mV = quantity(analysis.values.point_unipolar_mV, sums.unipolar);
  s.bipolar_voltage_mV = quantity(analysis.values.point_bipolar_mV, sums.bipolar);
  s.linear_local_shortening_percent = quantity(analysis.values.point_shortening_percent, sums.shortening);
  return s;
}

}  // namespace

QuantityStatistics describe(std::vector<double> values) {
  QuantityStatistics q{static_cast<int>(values.size()), kNoValue, kNoValue, kNoValue, kNoValue, kNoValue, kNoValue};
  if (values.empty()) return q;
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  double sum = 0;
  for (const double v : values) sum += v;
  q.mean = sum / n;
  double squares = 0;
  for (const double v : values) squares += (v - q.mean) * (v - q.mean);
  if (values.size() > 1) q.sd = std::sqrt(squares / (n - 1));
  const std::size_t middle = values.size() / 2;
  q.median = values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  q.min = values.front();
  q.max = values.back();
  return q;
}

double surface_mean(const Surface& surface, const std::vector<double>& triangle_areas_mm2, const SegmentPartition& parts,
                    const std::vector<float>& field, const std::vector<bool>& take) {
  Integral integral;
  for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
    const Triangle& triangle = surface.triangles[t];
    const auto add = [&](int part, const Polygon& polygon) {
      const AreaShare share = area_share(polygon);
      const double value = interpolate_at(field, triangle, share.b1, share.b2);
      if (take[static_cast<std::size_t>(part)] && std::isfinite(value)) integral.add(share.share * triangle_areas_mm2[t], value);
    };
    const int whole = parts.part_of_triangle(triangle);
    if (whole >= 0)
      add(whole, plain_triangle());
    else
      parts.cut(surface, triangle, plain_triangle(), add);
  }
  return integral.mean();
}

StatisticsResult compute_statistics(const StatisticsInput& input) {
  const std::vector<Sums> sums = Collector(input).collect();
  StatisticsResult result;
  Sums whole;
  for (const Sums& s : sums) whole.add(s);
  result.whole_map = finish(whole, input, [](int) { return true; });
  if (input.parts->count() == 1) return result;

  const bool segments = input.parts->count() == kSegmentCount;
  const auto ring_of_part = [&](int part) { return segments ? ring_of_segment(part + 1) : part; };
  for (int ring = 0; ring < kRingCount; ++ring) {
    Sums of_ring;
    for (int part = 0; part < input.parts->count(); ++part) {
      if (ring_of_part(part) == ring) of_ring.add(sums[static_cast<std::size_t>(part)]);
    }
    result.rings.push_back(finish(of_ring, input, [&](int part) { return ring_of_part(part) == ring; }));
  }
  for (int part = 0; segments && part < kSegmentCount; ++part) {
    result.segments.push_back(finish(sums[static_cast<std::size_t>(part)], input, [&](int p) { return p == part; }));
  }
  return result;
}

}  // namespace viamyo
