// .vtk, .vtp and .vtu, taken apart by VTK itself; in a process that links VTK and is as confined as the other reader.
#include "vtk_importer.h"

#include <vtkCallbackCommand.h>
#include <vtkCellData.h>
#include <vtkCellTypes.h>
#include <vtkDataArray.h>
#include <vtkDataReader.h>
#include <vtkFieldData.h>
#include <vtkGenericDataObjectReader.h>
#include <vtkIdList.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPointSet.h>
#include <vtkSmartPointer.h>
#include <vtkStringArray.h>
#include <vtkXMLPolyDataReader.h>
#include <vtkXMLUnstructuredGridReader.h>

#include <algorithm>

#include "../value.h"
#include "import_tools.h"
#include "mesh_files.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

// What VTK says when something is wrong; the first of it counts.
class ErrorListener {
 public:
  ErrorListener() {
    callback_->SetClientData(this);
    callback_->SetCallback([](vtkObject*, unsigned long, void* self, void* text) {
      auto& error = static_cast<ErrorListener*>(self)->error_;
      if (error.empty()) error = text == nullptr ? "an error" : static_cast<const char*>(text);
    });
  }
  void listen_to(vtkObject* object) { object->AddObserver(vtkCommand::ErrorEvent, callback_); }
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  vtkNew<vtkCallbackCommand> callback_;
  std::string error_;
};

// "ERROR: In FILE, line N\nvtkX (0x..): what is wrong": the last part.
std::string plain(const std::string& error) {
  const std::size_t at = error.find("): ");
  std::string text(stripped(at == std::string::npos ? error : error.substr(at + 3)));
  std::replace(text.begin(), text.end(), '\n', ' ');
  return printable(text.substr(0, 200));
}

vtkSmartPointer<vtkPointSet> point_set(vtkDataObject* data) { return vtkPointSet::SafeDownCast(data); }

vtkSmartPointer<vtkPointSet> parse(std::string_view ending, const std::string& text, ErrorListener& listener) {
  if (ending == ".vtp") {
    vtkNew<vtkXMLPolyDataReader> reader;
    listener.listen_to(reader);
    reader->ReadFromInputStringOn();
    reader->SetInputString(text);
    reader->Update();
    return point_set(reader->GetOutputDataObject(0));
  }
  if (ending == ".vtu") {
    vtkNew<vtkXMLUnstructuredGridReader> reader;
    listener.listen_to(reader);
    reader->ReadFromInputStringOn();
    reader->SetInputString(text);
    reader->Update();
    return point_set(reader->GetOutputDataObject(0));
  }
  vtkNew<vtkGenericDataObjectReader> reader;
  listener.listen_to(reader);
  reader->ReadFromInputStringOn();
  reader->SetInputString(text);  // with its length, so that bytes may be zero
  reader->ReadAllScalarsOn();
  reader->ReadAllVectorsOn();
  reader->ReadAllFieldsOn();
  reader->Update();
  return point_set(reader->GetOutputDataObject(0));
}

class VtkSurface {
 public:
  VtkSurface(vtkPointSet& data, const std::string& name, Import& import) : data_(data), name_(name), import_(import) {}

  void add() {
    add_vertices();
    add_cells();
    read_texts();
    add_arrays();
    if (data_.GetCellData() != nullptr && data_.GetCellData()->GetNumberOfArrays() > 0)
      import_.lost(NoteKind::kDropped, "{}: {} arrays on cells; values are read on points", name_,
                   data_.GetCellData()->GetNumberOfArrays());
  }

 private:
  void add_vertices() {
    for (vtkIdType v = 0; v < data_.GetNumberOfPoints(); ++v) {
      const double* const p = data_.GetPoint(v);
      import_.map.surface.vertices.push_back({p[0], p[1], p[2]});
    }
  }

  void add_cells() {
    vtkNew<vtkIdList> corners;
    vtkIdType others = 0;
    for (vtkIdType c = 0; c < data_.GetNumberOfCells(); ++c) {
      data_.GetCellPoints(c, corners);
      std::vector<std::int32_t> ids;
      for (vtkIdType i = 0; i < corners->GetNumberOfIds(); ++i) ids.push_back(static_cast<std::int32_t>(corners->GetId(i)));
      switch (data_.GetCellType(c)) {
        case VTK_TRIANGLE:
        case VTK_QUAD:
        case VTK_POLYGON:
          add_fan(ids, import_.map.surface.triangles);
          break;
        case VTK_TRIANGLE_STRIP:
          add_strip(ids);
          break;
        default:
          ++others;
      }
    }
    if (others > 0) import_.lost(NoteKind::kDropped, "{}: {} cells that are no surface", name_, others);
  }

  // Every second triangle of a strip runs the other way round.
  void add_strip(const std::vector<std::int32_t>& ids) {
    for (std::size_t i = 2; i < ids.size(); ++i) {
      const bool odd = i % 2 == 1;
      import_.map.surface.triangles.push_back({ids[odd ? i - 1 : i - 2], ids[odd ? i - 2 : i - 1], ids[i]});
    }
  }

  std::string text_of(const std::string& array) const {
    vtkFieldData* const fields = data_.GetFieldData();
    auto* const texts = fields == nullptr ? nullptr : vtkStringArray::SafeDownCast(fields->GetAbstractArray(array.c_str()));
    return texts == nullptr || texts->GetNumberOfValues() < 1 ? std::string() : valid_utf8(texts->GetValue(0));
  }

  // What Viamyo's own exports say of themselves.
  void read_texts() {
    const std::string synthetic = text_of("Synthetic");
    if (synthetic == "yes") import_.map.study.synthetic = true;
    if (synthetic == "no") import_.map.study.synthetic = false;
  }

  void add_arrays() {
    vtkPointData* const arrays = data_.GetPointData();
    for (int a = 0; arrays != nullptr && a < arrays->GetNumberOfArrays(); ++a) {
      vtkDataArray* const array = arrays->GetArray(a);  // nullptr for texts
      if (array == nullptr || array->GetName() == nullptr) {
        import_.lost(NoteKind::kDropped, "{}: array {} on points has no name or no numbers", name_, a + 1);
        continue;
      }
      const std::string called = array->GetName();
      if (called == "Class" || called == "SegmentAHA17") {
        import_.note(NoteKind::kDropped, "{}: a result of an earlier analysis, and no data", called);
        continue;
      }
      add_array(*array, called);
    }
  }

  void add_array(vtkDataArray& array, const std::string& called) {
    Field field{called, text_of(called + ".units"), array.GetNumberOfComponents(), Origin::kMappingSystem, text_of(called + ".parameters")};
    if (const std::optional<Origin> origin = origin_from_string(text_of(called + ".origin"))) field.origin = *origin;
    for (vtkIdType v = 0; v < array.GetNumberOfTuples(); ++v) {
      for (int c = 0; c < array.GetNumberOfComponents(); ++c) field.values.push_back(static_cast<float>(array.GetComponent(v, c)));
    }
    add_measured(import_, import_.map.surface.fields, std::move(field));
  }

  vtkPointSet& data_;
  const std::string& name_;
  Import& import_;
};

bool recognizes(SourceFiles& files) { return is_lone_file(files, ".vtk") || is_lone_file(files, ".vtp") || is_lone_file(files, ".vtu"); }

Import read(SourceFiles& files, const ImportRequest& request) {
  const SourceFile& file = files.files().front();
  const std::string name(base_name(file.name));
  const std::string ending = lower_ending(name);
  const std::vector<std::byte> bytes = files.read(file);
  ErrorListener listener;
  const vtkSmartPointer<vtkPointSet> data = parse(ending, std::string(as_text(bytes)), listener);
  if (!listener.error().empty()) throw InputError(fmt::format("{}: VTK cannot read it ({})", name, plain(listener.error())));
  if (data == nullptr || data->GetNumberOfPoints() == 0) throw InputError(fmt::format("{}: holds no points and cells", name));
  check_count(name, "vertices", static_cast<std::uint64_t>(data->GetNumberOfPoints()), request.limits.vertices);
  check_count(name, "cells", static_cast<std::uint64_t>(data->GetNumberOfCells()), request.limits.triangles);
  Import import;
  import.report.format = ending == ".vtk" ? "VTK legacy" : "VTK XML";
  VtkSurface(*data, name, import).add();
  accept_mesh(name, request.limits, import);
  return import;
}

}  // namespace

const Importer kVtkImporter{"VTK", recognizes, nullptr, read};

}  // namespace viamyo
