#include "line_layer.h"

#include <vtkDataObject.h>
#include <vtkPointData.h>
#include <vtkProperty.h>
#include <vtkShaderProperty.h>
#include <vtkUniforms.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "shader_rules.h"

namespace viamyo {
namespace {

AnimatedPoint moving(const BarycentricPoint& place, const Surface& surface, const VertexPlaces& places) {
  return place_in(places, surface.triangles[static_cast<std::size_t>(place.triangle)], place.b1, place.b2);
}

unsigned char byte(float channel) { return static_cast<unsigned char>(std::lround(std::clamp(channel, 0.0F, 1.0F) * 255)); }

}  // namespace

LineLayer::LineLayer(Kind kind, double lift) : kind_(kind) {
  mapper_->SetVBOShiftScaleMethod(0);
  mapper_->SetScalarVisibility(kind == Kind::kDots ? 1 : 0);
  mapper_->MapDataArrayToVertexAttribute("displacementAttr", "Displacement", vtkDataObject::FIELD_ASSOCIATION_POINTS, -1);
  actor_->SetMapper(mapper_);
  actor_->GetProperty()->LightingOff();
  actor_->SetVisibility(0);
  actor_->ForceOpaqueOn();
  vtkUniforms* const vertex = actor_->GetShaderProperty()->GetVertexCustomUniforms();
  vertex->SetUniformf("lift", static_cast<float>(lift));
  vertex->SetUniformf("beat", 0);
  vtkUniforms* const fragment = actor_->GetShaderProperty()->GetFragmentCustomUniforms();
  switch (kind) {
    case Kind::kLines:
    case Kind::kFill:
      add_flat_shader(*actor_);
      break;
    case Kind::kDots: {
      add_point_shader(*actor_);
      constexpr std::array<float, 3> kWhite{1, 1, 1};
      fragment->SetUniform3f("rimColour", kWhite.data());
      fragment->SetUniform3f("hollowColour", kWhite.data());
      fragment->SetUniformf("pointSize", 1);
      break;
    }
  }
}

void LineLayer::clear() { actor_->SetVisibility(0); }

void LineLayer::show(const std::vector<AnimatedPoint>& places, vtkCellArray* lines, vtkCellArray* polygons, vtkCellArray* vertices) {
  std::vector<Vec3> at;
  std::vector<Vec3> displacement;
  at.reserve(places.size());
  displacement.reserve(places.size());
  for (const AnimatedPoint& place : places) {
    at.push_back(place.at);
    displacement.push_back(place.displacement);
  }
  vtkNew<vtkPolyData> poly;
  poly->SetPoints(to_points(at));
  poly->GetPointData()->AddArray(to_array("Displacement", displacement));
  if (lines != nullptr) poly->SetLines(lines);
  if (polygons != nullptr) poly->SetPolys(polygons);
  if (vertices != nullptr) poly->SetVerts(vertices);
  mapper_->SetInputData(poly);
  actor_->SetVisibility(places.empty() ? 0 : 1);
}

void LineLayer::set_shapes(const std::vector<PatchShape>& shapes, const Surface& surface, const VertexPlaces& places) {
  std::vector<AnimatedPoint> corners;
  vtkNew<vtkCellArray> cells;
  const auto add = [&](const BarycentricPoint& place) {
    corners.push_back(moving(place, surface, places));
    return static_cast<vtkIdType>(corners.size() - 1);
  };
  for (const PatchShape& shape : shapes) {
    if (kind_ == Kind::kLines) {
      for (const auto& piece : shape.outline) cells->InsertNextCell({add(piece[0]), add(piece[1])});
      continue;
    }
    for (const auto& polygon : shape.polygons) {
      const vtkIdType first = add(polygon[0]);
      vtkIdType last = add(polygon[1]);
      for (std::size_t i = 2; i < polygon.size(); ++i) {
        const vtkIdType next = add(polygon[i]);
        cells->InsertNextCell({first, last, next});
        last = next;
      }
    }
  }
  if (kind_ == Kind::kLines)
    show(corners, cells, nullptr, nullptr);
  else
    show(corners, nullptr, cells, nullptr);
}

void LineLayer::set_chain(const std::vector<AnimatedPoint>& chain) {
  vtkNew<vtkCellArray> lines;
  for (std::size_t i = 1; i < chain.size(); ++i) lines->InsertNextCell({static_cast<vtkIdType>(i - 1), static_cast<vtkIdType>(i)});
  show(chain.size() > 1 ? chain : std::vector<AnimatedPoint>(), lines, nullptr, nullptr);
}

void LineLayer::set_dots(const std::vector<Dot>& dots) {
  std::vector<AnimatedPoint> places;
  vtkNew<vtkCellArray> vertices;
  vtkNew<vtkUnsignedCharArray> colours;
  colours->SetName("Colours");
  colours->SetNumberOfComponents(4);
  for (const Dot& dot : dots) {
    vertices->InsertNextCell({static_cast<vtkIdType>(places.size())});
    places.push_back(dot.place);
    constexpr unsigned char kHollow = 128;
    colours->InsertNextTuple4(byte(dot.colour.r), byte(dot.colour.g), byte(dot.colour.b), dot.hollow ? kHollow : 255);
  }
  show(places, nullptr, nullptr, vertices);
  mapper_->GetInput()->GetPointData()->SetScalars(colours);
}

void LineLayer::set_look(const Rgb& colour, double width, double pixel_scale) {
  vtkProperty* const property = actor_->GetProperty();
  property->SetColor(static_cast<double>(colour.r), static_cast<double>(colour.g), static_cast<double>(colour.b));
  vtkUniforms* const fragment = actor_->GetShaderProperty()->GetFragmentCustomUniforms();
  if (kind_ == Kind::kLines) property->SetLineWidth(static_cast<float>(width * pixel_scale));
  if (kind_ != Kind::kDots) return;
  property->SetPointSize(static_cast<float>(width * pixel_scale));
  fragment->SetUniformf("pointSize", static_cast<float>(width * pixel_scale));
  const std::array<float, 3> rim{colour.r, colour.g, colour.b};
  fragment->SetUniform3f("rimColour", rim.data());
}

void LineLayer::set_beat(double beat) {
  actor_->GetShaderProperty()->GetVertexCustomUniforms()->SetUniformf("beat", static_cast<float>(beat));
}

}  // namespace viamyo
