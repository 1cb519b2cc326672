#include "vtk_writer.h"

#include <vtkCellArray.h>
#include <vtkFieldData.h>
#include <vtkFloatArray.h>
#include <vtkIntArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataWriter.h>
#include <vtkStringArray.h>
#include <vtkXMLPolyDataWriter.h>

#include <algorithm>

#include "viamyo/errors.h"

namespace viamyo::cli {
namespace {

void add_points(const Surface& surface, vtkPolyData* poly) {
  vtkNew<vtkPoints> points;
  points->SetDataTypeToDouble();
  points->SetNumberOfPoints(static_cast<vtkIdType>(surface.vertices.size()));
  for (std::size_t v = 0; v < surface.vertices.size(); ++v) {
    const Vec3& p = surface.vertices[v];
    points->SetPoint(static_cast<vtkIdType>(v), p.x, p.y, p.z);
  }
  poly->SetPoints(points);
}

void add_triangles(const Surface& surface, vtkPolyData* poly) {
  vtkNew<vtkCellArray> cells;
  for (const Triangle& triangle : surface.triangles) cells->InsertNextCell({triangle[0], triangle[1], triangle[2]});
  poly->SetPolys(cells);
}

template <class Array>
void add_array(const Field& field, vtkPolyData* poly) {
  using Number = typename Array::ValueType;
  vtkNew<Array> array;
  array->SetName(field.name.c_str());
  array->SetNumberOfComponents(field.components);
  array->SetNumberOfTuples(static_cast<vtkIdType>(field.values.size()) / field.components);
  std::transform(field.values.begin(), field.values.end(), array->GetPointer(0), [](float value) { return static_cast<Number>(value); });
  poly->GetPointData()->AddArray(array);
}

void add_text(const std::string& name, const std::string& text, vtkPolyData* poly) {
  vtkNew<vtkStringArray> array;
  array->SetName(name.c_str());
  array->InsertNextValue(text);
  poly->GetFieldData()->AddArray(array);
}

//! Units and origins have no place of their own in these formats: they stand beside the facts.
void add_field_data(const SurfaceExport& exported, vtkPolyData* poly) {
  for (const auto& [name, text] : exported.facts) add_text(name, text, poly);
  for (const Field& field : exported.surface.fields) {
    if (!field.unit.empty()) add_text(field.name + ".units", field.unit, poly);
    add_text(field.name + ".origin", std::string(to_string(field.origin)), poly);
    if (!field.parameters.empty()) add_text(field.name + ".parameters", field.parameters, poly);
  }
}

std::string xml_text(vtkPolyData* poly) {
  vtkNew<vtkXMLPolyDataWriter> writer;
  writer->SetInputData(poly);
  writer->WriteToOutputStringOn();
  return writer->Write() == 1 ? writer->GetOutputString() : std::string();
}

std::string legacy_text(vtkPolyData* poly) {
  vtkNew<vtkPolyDataWriter> writer;
  writer->SetInputData(poly);
  writer->SetFileTypeToBinary();
  writer->SetHeader("Viamyo: for review only, not a medical device");
  writer->WriteToOutputStringOn();
  return writer->Write() == 1 ? writer->GetOutputStdString() : std::string();
}

}  // namespace

std::string vtk_text(const SurfaceExport& exported, std::string_view ending) {
  vtkNew<vtkPolyData> poly;
  add_points(exported.surface, poly);
  add_triangles(exported.surface, poly);
  for (const Field& field : exported.surface.fields) {
    is_code_field(field.name) ? add_array<vtkIntArray>(field, poly) : add_array<vtkFloatArray>(field, poly);
  }
  add_field_data(exported, poly);
  std::string text = ending == ".vtp" ? xml_text(poly) : legacy_text(poly);
  if (text.empty()) throw OutputError("VTK cannot write the surface");
  return text;
}

}  // namespace viamyo::cli
