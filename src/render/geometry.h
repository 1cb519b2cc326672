// The surface as VTK's arrays, once as it lies in space and once rolled out as a bull's-eye. Views share them.
#pragma once

#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkNew.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkSmartPointer.h>

#include <string>
#include <vector>

#include "viamyo/analysis.h"
#include "viamyo/map.h"

namespace viamyo {

//! One place for each vertex of the surface, and how it moves to end-systole (0 where that is unknown).
struct VertexPlaces {
  std::vector<Vec3> at;
  std::vector<Vec3> displacement;
  bool is_polar = false;
};

VertexPlaces places_in_space(const Surface& surface);
//! Radius 1 - t (0 beyond the apex), angles of the axis, counter-clockwise from the right: anterior up, septum on the left. Empty without rotation.
VertexPlaces places_in_bullseye(const Surface& surface, const AxisResult& axis);

//! The place and displacement inside a triangle.
struct AnimatedPoint {
  Vec3 at;
  Vec3 displacement;
};
AnimatedPoint place_in(const VertexPlaces& places, const Triangle& triangle, double b1, double b2);

//! Arrays of VTK with the names that the shaders' attributes are made from.
vtkSmartPointer<vtkPoints> to_points(const std::vector<Vec3>& places);
vtkSmartPointer<vtkFloatArray> to_array(const char* name, const std::vector<Vec3>& vectors);
vtkSmartPointer<vtkFloatArray> to_array(const char* name, const std::vector<float>& values);

//! What does not depend on the overlay: places, triangles, normals, voltage, shortening, mapped, distance to points.
struct SurfaceArrays {
  vtkSmartPointer<vtkPoints> points;
  vtkSmartPointer<vtkCellArray> triangles;
  std::vector<vtkSmartPointer<vtkFloatArray>> arrays;
  bool faces_outwards = true;  //!< triangles run counter-clockwise as seen from outside
};
SurfaceArrays surface_arrays(const Map& map, const Analysis& analysis, const VertexPlaces& places);

//! A surface to draw: the shared arrays, and the overlay's own values.
vtkSmartPointer<vtkPolyData> surface_poly(const SurfaceArrays& shared, const std::vector<float>& values);

}  // namespace viamyo
