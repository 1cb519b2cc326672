#include "geometry.h"

#include <vtkPointData.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace viamyo {
namespace {

const std::vector<float>& voltage_in_use(const Analysis& analysis) {
  return analysis.settings.voltage == VoltageKind::kBipolar ? analysis.values.bipolar_mV : analysis.values.unipolar_mV;
}

//! Values without the NaN that no shader can be trusted with; `has` tells where they were finite.
std::vector<float> finite(const std::vector<float>& values, std::size_t count) {
  std::vector<float> result(count, 0.0F);
  for (std::size_t v = 0; v < std::min(count, values.size()); ++v) {
    if (std::isfinite(values[v])) result[v] = values[v];
  }
  return result;
}

std::vector<float> where_finite(const std::vector<float>& values, std::size_t count) {
  std::vector<float> result(count, 0.0F);
  for (std::size_t v = 0; v < std::min(count, values.size()); ++v) result[v] = std::isfinite(values[v]) ? 1.0F : 0.0F;
  return result;
}

std::vector<float> mapped_vertices(const Analysis& analysis, std::size_t count) {
  std::vector<float> mapped = where_finite(voltage_in_use(analysis), count);
  if (analysis.criteria != Criteria::kElectromechanical) return analysis.criteria ? mapped : std::vector<float>(count, 0.0F);
  const std::vector<float> shortening = where_finite(analysis.values.shortening_percent, count);
  for (std::size_t v = 0; v < count; ++v) mapped[v] *= shortening[v];
  return mapped;
}

//! Normals weighted by area; of a flat bull's-eye towards the viewer.
std::vector<Vec3> normals(const Surface& surface, const VertexPlaces& places) {
  if (places.is_polar) return std::vector<Vec3>(places.at.size(), Vec3{0, 0, 1});
  std::vector<Vec3> result(places.at.size());
  for (const Triangle& triangle : surface.triangles) {
    const auto at = [&](std::size_t i) { return places.at[static_cast<std::size_t>(triangle[i])]; };
    const Vec3 area = cross(at(1) - at(0), at(2) - at(0));
    for (const std::int32_t v : triangle) result[static_cast<std::size_t>(v)] += area;
  }
  for (Vec3& normal : result) normal = length(normal) > 0 ? normalized(normal) : Vec3{0, 0, 1};
  return result;
}

//! Whether most of the area faces away from the surface's middle.
bool faces_outwards(const Surface& surface, const VertexPlaces& places) {
  if (places.is_polar) return true;
  Vec3 middle;
  for (const Vec3& place : places.at) middle += place;
  middle = middle / std::max<double>(1, static_cast<double>(places.at.size()));
  double volume = 0;
  for (const Triangle& triangle : surface.triangles) {
    const auto at = [&](std::size_t i) { return places.at[static_cast<std::size_t>(triangle[i])] - middle; };
    volume += dot(at(0), cross(at(1), at(2)));
  }
  return volume >= 0;
}

std::vector<float> distances(const Analysis& analysis, std::size_t count) {
  std::vector<float> result(count, 0.0F);
  for (std::size_t v = 0; v < std::min(count, analysis.distance_to_point_mm.size()); ++v) {
    const double d = analysis.distance_to_point_mm[v];
    result[v] = std::isfinite(d) ? static_cast<float>(d) : 1e6F;
  }
  return result;
}

}  // namespace

VertexPlaces places_in_space(const Surface& surface) {
  VertexPlaces places{surface.vertices, std::vector<Vec3>(surface.vertices.size()), false};
  const Field* const motion = find_field(surface.fields, field_name::kEndSystolicDisplacement);
  if (motion == nullptr || motion->components != 3) return places;
  for (std::size_t v = 0; v < places.at.size(); ++v) {
    const Vec3 moved{motion->values[3 * v], motion->values[3 * v + 1], motion->values[3 * v + 2]};
    if (is_finite(moved)) places.displacement[v] = moved;
  }
  return places;
}

VertexPlaces places_in_bullseye(const Surface& surface, const AxisResult& axis) {
  VertexPlaces places;
  places.is_polar = true;
  if (!axis.axis || !axis.axis->has_rotation) return places;
  places.displacement.resize(surface.vertices.size());
  for (const Vec3& vertex : surface.vertices) {
    const double radius = std::max(0.0, 1 - axis.axis->t(vertex));
    const double angle = axis.axis->angle_degrees(vertex) * std::numbers::pi / 180;
    places.at.push_back({radius * std::cos(angle), radius * std::sin(angle), 0});
  }
  return places;
}

AnimatedPoint place_in(const VertexPlaces& places, const Triangle& triangle, double b1, double b2) {
  const auto blend = [&](const std::vector<Vec3>& of) {
    const auto at = [&](std::size_t i) { return of[static_cast<std::size_t>(triangle[i])]; };
    return at(0) + b1 * (at(1) - at(0)) + b2 * (at(2) - at(0));
  };
  return {blend(places.at), blend(places.displacement)};
}

vtkSmartPointer<vtkPoints> to_points(const std::vector<Vec3>& places) {
  auto points = vtkSmartPointer<vtkPoints>::New();
  points->SetDataTypeToDouble();
  points->SetNumberOfPoints(static_cast<vtkIdType>(places.size()));
  for (std::size_t i = 0; i < places.size(); ++i) points->SetPoint(static_cast<vtkIdType>(i), places[i].x, places[i].y, places[i].z);
  return points;
}

vtkSmartPointer<vtkFloatArray> to_array(const char* name, const std::vector<Vec3>& vectors) {
  auto array = vtkSmartPointer<vtkFloatArray>::New();
  array->SetName(name);
  array->SetNumberOfComponents(3);
  array->SetNumberOfTuples(static_cast<vtkIdType>(vectors.size()));
  for (std::size_t i = 0; i < vectors.size(); ++i) array->SetTuple3(static_cast<vtkIdType>(i), vectors[i].x, vectors[i].y, vectors[i].z);
  return array;
}

vtkSmartPointer<vtkFloatArray> to_array(const char* name, const std::vector<float>& values) {
  auto array = vtkSmartPointer<vtkFloatArray>::New();
  array->SetName(name);
  array->SetNumberOfTuples(static_cast<vtkIdType>(values.size()));
  std::copy(values.begin(), values.end(), array->GetPointer(0));
  return array;
}

SurfaceArrays surface_arrays(const Map& map, const Analysis& analysis, const VertexPlaces& places) {
  const std::size_t count = places.at.size();
  SurfaceArrays shared;
  shared.points = to_points(places.at);
  shared.triangles = vtkSmartPointer<vtkCellArray>::New();
  for (const Triangle& t : map.surface.triangles) shared.triangles->InsertNextCell({t[0], t[1], t[2]});
  shared.faces_outwards = faces_outwards(map.surface, places);
  shared.arrays = {to_array("Normals", normals(map.surface, places)),
                   to_array("Voltage", finite(voltage_in_use(analysis), count)),
                   to_array("Shortening", finite(analysis.values.shortening_percent, count)),
                   to_array("Mapped", mapped_vertices(analysis, count)),
                   to_array("Far", distances(analysis, count)),
                   to_array("Place", places.is_polar ? places.at : map.surface.vertices),
                   to_array("Displacement", places.displacement)};
  return shared;
}

vtkSmartPointer<vtkPolyData> surface_poly(const SurfaceArrays& shared, const std::vector<float>& values) {
  auto poly = vtkSmartPointer<vtkPolyData>::New();
  poly->SetPoints(shared.points);
  poly->SetPolys(shared.triangles);
  const auto count = static_cast<std::size_t>(shared.points->GetNumberOfPoints());
  for (const auto& array : shared.arrays) poly->GetPointData()->AddArray(array);
  poly->GetPointData()->SetNormals(shared.arrays.front());
  poly->GetPointData()->AddArray(to_array("Value", finite(values, count)));
  poly->GetPointData()->AddArray(to_array("HasValue", where_finite(values, count)));
  return poly;
}

}  // namespace viamyo
