// VTK's own reader opens what Viamyo writes, with every triangle and every array.
#include <gtest/gtest.h>
#include <unistd.h>
#include <vtkDataArray.h>
#include <vtkFieldData.h>
#include <vtkHDFReader.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkStringArray.h>
#include <vtkUnstructuredGrid.h>

#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "native_sample.h"
#include "viamyo/native_file.h"

namespace viamyo {
namespace {

namespace fs = std::filesystem;

class VtkReadsNative : public testing::Test {
 protected:
  void TearDown() override { fs::remove(path_); }

  vtkUnstructuredGrid* read_by_vtk(const Map& map, const std::vector<FieldText>& texts = {}) {
    save_native(map, path_, texts);
    EXPECT_NE(reader_->CanReadFile(path_.c_str()), 0);
    reader_->SetFileName(path_.c_str());
    reader_->Update();
    return vtkUnstructuredGrid::SafeDownCast(reader_->GetOutput());
  }

 private:
  fs::path path_ = fs::temp_directory_path() / ("viamyo_vtk_" + std::to_string(::getpid()) + ".hdf");
  vtkNew<vtkHDFReader> reader_;
};

void expect_surface(vtkUnstructuredGrid& grid, const Surface& surface) {
  ASSERT_EQ(grid.GetNumberOfPoints(), static_cast<vtkIdType>(surface.vertices.size()));
  ASSERT_EQ(grid.GetNumberOfCells(), static_cast<vtkIdType>(surface.triangles.size()));
  for (std::size_t v = 0; v < surface.vertices.size(); ++v) {
    const double* const p = grid.GetPoint(static_cast<vtkIdType>(v));
    EXPECT_EQ((Vec3{p[0], p[1], p[2]}), surface.vertices[v]);
  }
  vtkNew<vtkIdList> corners;
  for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
    grid.GetCellPoints(static_cast<vtkIdType>(t), corners);
    ASSERT_EQ(corners->GetNumberOfIds(), 3);
    for (vtkIdType c = 0; c < 3; ++c) EXPECT_EQ(corners->GetId(c), surface.triangles[t][static_cast<std::size_t>(c)]);
    EXPECT_EQ(grid.GetCellType(static_cast<vtkIdType>(t)), VTK_TRIANGLE);
  }
}

void expect_field(vtkPointData& data, const Field& field) {
  vtkDataArray* const array = data.GetArray(field.name.c_str());
  ASSERT_NE(array, nullptr) << field.name;
  ASSERT_EQ(array->GetNumberOfComponents(), field.components) << field.name;
  ASSERT_EQ(static_cast<std::size_t>(array->GetNumberOfValues()), field.values.size()) << field.name;
  for (std::size_t i = 0; i < field.values.size(); ++i) {
    const auto components = static_cast<std::size_t>(field.components);
    const double value = array->GetComponent(static_cast<vtkIdType>(i / components), static_cast<int>(i % components));
    if (std::isnan(field.values[i])) {
      EXPECT_TRUE(std::isnan(value));
    } else {
      EXPECT_EQ(value, static_cast<double>(field.values[i])) << field.name;
    }
  }
}

TEST_F(VtkReadsNative, EveryTriangleAndEveryArray) {
  const Map map = sample::full_map();
  vtkUnstructuredGrid* const grid = read_by_vtk(map);
  ASSERT_NE(grid, nullptr);
  expect_surface(*grid, map.surface);
  EXPECT_EQ(static_cast<std::size_t>(grid->GetPointData()->GetNumberOfArrays()), map.surface.fields.size());
  for (const Field& field : map.surface.fields) expect_field(*grid->GetPointData(), field);
}

TEST_F(VtkReadsNative, TextsThatGoWithAnExport) {
  const Map map = sample::full_map();
  vtkUnstructuredGrid* const grid = read_by_vtk(map, {{"Notice", "For review only."}, {"ReviewStatus", "unconfirmed"}});
  ASSERT_NE(grid, nullptr);
  for (const auto& [name, text] : std::map<std::string, std::string>{{"Notice", "For review only."}, {"ReviewStatus", "unconfirmed"}}) {
    auto* const array = vtkStringArray::SafeDownCast(grid->GetFieldData()->GetAbstractArray(name.c_str()));
    ASSERT_NE(array, nullptr) << name;
    EXPECT_EQ(array->GetValue(0), text);
  }
}

TEST_F(VtkReadsNative, ASurfaceOfManyChunks) {
  Map map;
  map.surface = meshes::icosphere(40, 6);
  meshes::add_field(map.surface, "UnipolarVoltage", "mV", [](const Vec3& p) { return p.x; });
  vtkUnstructuredGrid* const grid = read_by_vtk(map);
  ASSERT_NE(grid, nullptr);
  expect_surface(*grid, map.surface);
  expect_field(*grid->GetPointData(), map.surface.fields[0]);
}

}  // namespace
}  // namespace viamyo
