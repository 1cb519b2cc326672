// .vtk, .vtp and .vtu, taken apart by VTK itself; in a process that links VTK and is as confined as the other reader.
#include "vtk_importer.h"

#include "vtk_text.h"

#include <vtkCellData.h>
#include <vtkCellTypes.h>
#include <vtkDataArray.h>
#include <vtkDataReader.h>
#include <vtkFieldData.h>
#include <vtkGenericDataObjectReader.h>
#include <vtkIdList.h>
#include <vtkLogger.h>
#include <vtkNew.h>
#include <vtkObjectFactory.h>
#include <vtkOutputWindow.h>
#include <vtkPointData.h>
#include <vtkPointSet.h>
#include <vtkSmartPointer.h>
#include <vtkStringArray.h>
#include <vtkXMLPolyDataReader.h>
#include <vtkXMLUnstructuredGridReader.h>

#include <algorithm>

#include "../value.h"
#include "cell_arrays.h"
#include "import_tools.h"
#include "known_names.h"
#include "mesh_files.h"
#include "text_scan.h"
#include "viamyo/errors.h"
#include "viamyo/result_fields.h"

namespace viamyo {

namespace {

// "ERROR: In FILE, line N\nvtkX (0x..): what is wrong", the name left out of a generic warning: the last part. Of several lines the first; empty where
// it tells of the program and not of the file.
std::string plain(std::string_view error) {
  error = error.substr(error.find('\n') + 1);
  if (const std::size_t at = error.find("): "); at != std::string_view::npos) error = error.substr(at + 3);
  std::string text(stripped(error));
  text = stripped(std::string(text.substr(0, text.find('\n'))));
  const bool tells_of_the_file = text.find("(0x") == std::string::npos && text.find("Algorithm vtk") == std::string::npos;
  return tells_of_the_file ? printable(text.substr(0, 200)) : std::string();
}

InputError refusal(std::string_view complaint) {
  const std::string cause = plain(complaint);
  return InputError(cause.empty() ? "is cut off or damaged (VTK tells no cause)" : fmt::format("is cut off or damaged (VTK: {})", cause));
}

// Hears what VTK says, also from readers within readers, which no observer reaches.
class HeardWindow : public vtkOutputWindow {
 public:
  static HeardWindow* New();  // NOLINT(readability-identifier-naming): VTK's
  vtkTypeMacro(HeardWindow, vtkOutputWindow)

      void DisplayText(const char* text) override {
    hear(text);
  }
  void DisplayErrorText(const char* text) override { hear(text); }
  void DisplayWarningText(const char* text) override { hear_warning(text); }
  void DisplayGenericWarningText(const char* text) override { hear_warning(text); }
  void DisplayDebugText(const char* /*text*/) override {}

  //! Behind what they say, the legacy readers go on with memory that nothing was written to. The XML readers do not; and nothing may be thrown
  //! through their XML library.
  void throw_at_once() { throws_ = true; }

  //! The first of what speaks of a file that was not read whole; empty = nothing did.
  [[nodiscard]] const std::string& complaint() const { return complaint_; }

 private:
  void hear(std::string_view text) {
    if (complaint_.empty()) complaint_ = text;
    if (throws_) throw refusal(complaint_);  // the first, for a reader that caught it fails for another reason
  }
  // Others are about names and versions.
  void hear_warning(std::string_view text) {
    for (const std::string_view word : {"error", "cannot", "could not", "unable", "fail", "premature", "unexpected", "not enough", "eof"}) {
      if (contains_letters(text, word)) return hear(text);
    }
  }

  bool throws_ = false;
  std::string complaint_;
};

vtkStandardNewMacro(HeardWindow)

    vtkSmartPointer<vtkPointSet> point_set(vtkDataObject* data) {
  return vtkPointSet::SafeDownCast(data);
}

vtkSmartPointer<vtkPointSet> parse(std::string_view ending, const std::string& text) {
  if (ending == ".vtp") {
    vtkNew<vtkXMLPolyDataReader> reader;
    reader->ReadFromInputStringOn();
    reader->SetInputString(text);
    reader->Update();
    return point_set(reader->GetOutputDataObject(0));
  }
  if (ending == ".vtu") {
    vtkNew<vtkXMLUnstructuredGridReader> reader;
    reader->ReadFromInputStringOn();
    reader->SetInputString(text);
    reader->Update();
    return point_set(reader->GetOutputDataObject(0));
  }
  vtkNew<vtkGenericDataObjectReader> reader;
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
  VtkSurface(vtkPointSet& data, const VtkText& text, const std::string& name, const ImportRequest& request, Import& import)
      : data_(data), text_(text), name_(name), request_(request), import_(import) {}

  void add() {
    add_vertices();
    add_cells();
    read_texts();
    add_arrays();
    accept_mesh(name_, request_.limits, import_);
    add_arrays_on_cells();
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
      cell_of_triangle_.resize(import_.map.surface.triangles.size(), static_cast<std::int32_t>(c - 1));
      std::vector<std::int32_t> ids;
      for (vtkIdType i = 0; i < corners->GetNumberOfIds(); ++i) ids.push_back(static_cast<std::int32_t>(corners->GetId(i)));
      switch (data_.GetCellType(c)) {
        case VTK_TRIANGLE:
        case VTK_QUAD:
        case VTK_POLYGON:
          add_fan(ids, import_.map.surface.triangles);
          break;
        case VTK_TRIANGLE_STRIP:
          add_strip(ids, import_.map.surface.triangles);
          break;
        default:
          ++others;
      }
    }
    cell_of_triangle_.resize(import_.map.surface.triangles.size(), static_cast<std::int32_t>(data_.GetNumberOfCells() - 1));
    if (others > 0)
      import_.lost(NoteKind::kDropped, "{}: {} no surface", name_,
                   others == 1 ? "1 cell that is" : fmt::format("{} cells that are", others));
  }

  std::string text_of(const std::string& array) const {
    vtkFieldData* const fields = data_.GetFieldData();
    auto* const texts = fields == nullptr ? nullptr : vtkStringArray::SafeDownCast(fields->GetAbstractArray(array.c_str()));
    return texts == nullptr || texts->GetNumberOfValues() < 1 ? std::string() : valid_utf8(texts->GetValue(0));
  }

  //! As the file has it; empty without one.
  std::string name_of(vtkAbstractArray* array) const {
    return array == nullptr || array->GetName() == nullptr ? std::string() : text_.name_of(array->GetName());
  }

  // What Viamyo's own exports say of themselves.
  void read_texts() {
    const std::string synthetic = text_of("Synthetic");
    if (synthetic == "yes") import_.map.study.synthetic = true;
    if (synthetic == "no") import_.map.study.synthetic = false;
    if (const std::string chamber = text_of("Chamber"); chamber != "not told") import_.map.study.chamber = chamber;
  }

  void add_arrays() {
    vtkPointData* const arrays = data_.GetPointData();
    for (int a = 0; arrays != nullptr && a < arrays->GetNumberOfArrays(); ++a) {
      vtkDataArray* const array = arrays->GetArray(a);  // nullptr for texts
      vtkAbstractArray* const any = arrays->GetAbstractArray(a);
      if (array == nullptr || array->GetName() == nullptr) {
        const std::string title = name_of(any);
        tell_unread(fmt::format("array {} on points", title.empty() ? std::to_string(a + 1) : printable(title)),
                    array == nullptr ? "holds texts" : "has no name", title);
        continue;
      }
      const std::string called = name_of(array);
      if (is_code_field(called)) {
        import_.note(NoteKind::kDropped, "{}: a result of an earlier analysis, and no data", called);
        continue;
      }
      add_array(*array, called);
    }
    assume_measured(import_, name_, unvouched_);
  }

  // A quantity of ours that is not read is a loss; what else there may be is told.
  void tell_unread(const std::string& what, std::string_view why, const std::string& title) {
    const bool is_ours = title.empty() || !known_name(title).field.empty();
    if (is_ours) return import_.lost(NoteKind::kDropped, "{}: {} {}", name_, what, why);
    const bool is_text = why == "holds texts";
    import_.note(is_text ? NoteKind::kLeftOut : NoteKind::kDropped, "{}: {} {}{}", name_, what, why,
                 is_text ? ", which may tell of a person" : "");
  }

  void add_arrays_on_cells() {
    vtkCellData* const arrays = data_.GetCellData();
    std::vector<CellArray> read;
    for (int a = 0; arrays != nullptr && a < arrays->GetNumberOfArrays(); ++a) {
      vtkDataArray* const array = arrays->GetArray(a);
      const std::string title = name_of(arrays->GetAbstractArray(a));
      if (array == nullptr || title.empty() || array->GetNumberOfComponents() != 1) {
        tell_unread(fmt::format("array {} on cells", title.empty() ? std::to_string(a + 1) : printable(title)),
                    array == nullptr ? "holds texts" : "has more than one number a cell", title);
        continue;
      }
      CellArray one{title, text_of(title + ".units"), {}};
      for (vtkIdType c = 0; c < array->GetNumberOfTuples(); ++c) one.values.push_back(static_cast<float>(array->GetComponent(c, 0)));
      read.push_back(std::move(one));
    }
    add_cell_arrays(name_, read, cell_of_triangle_, request_, import_);
  }

  void add_array(vtkDataArray& array, const std::string& called) {
    if (array.GetNumberOfTuples() != data_.GetNumberOfPoints())
      throw InputError(fmt::format("{}: {} has {} values for {} points", name_, printable(called), array.GetNumberOfTuples(),
                                   data_.GetNumberOfPoints()));
    Field field{called, text_of(called + ".units"), array.GetNumberOfComponents(), Origin::kMappingSystem, text_of(called + ".parameters")};
    const std::optional<Origin> origin = origin_from_string(text_of(called + ".origin"));
    if (origin) field.origin = *origin;
    if (!origin && std::find(unvouched_.begin(), unvouched_.end(), called) == unvouched_.end()) unvouched_.push_back(called);
    for (vtkIdType v = 0; v < array.GetNumberOfTuples(); ++v) {
      for (int c = 0; c < array.GetNumberOfComponents(); ++c) field.values.push_back(static_cast<float>(array.GetComponent(v, c)));
    }
    if (origin || !field.unit.empty()) return add_measured(import_, import_.map.surface.fields, std::move(field));
    add_mesh_array(request_, import_, std::move(field));
  }

  vtkPointSet& data_;
  const VtkText& text_;
  const std::string& name_;
  const ImportRequest& request_;
  Import& import_;
  std::vector<std::int32_t> cell_of_triangle_;
  std::vector<std::string> unvouched_;
};

// A number that was cut short is a number, too: only the end of its line shows that it is whole.
void refuse_open_end(std::string_view text, const std::string& name) {
  Lines lines(text, name);
  std::string_view line;
  for (int head = 0; head < 3; ++head) lines.next(line);
  if (same_letters(stripped(line), "ASCII") && !text.ends_with('\n') && !text.ends_with('\r'))
    throw InputError("its last line has no end; the file may be cut off");
}

bool recognizes(SourceFiles& files) { return is_lone_file(files, ".vtk") || is_lone_file(files, ".vtp") || is_lone_file(files, ".vtu"); }

Import read(SourceFiles& files, const ImportRequest& request) {
  const SourceFile& file = files.files().front();
  const std::string name(base_name(file.name));
  const std::string ending = lower_ending(name);
  const std::vector<std::byte> bytes = files.read(file);
  const vtkNew<HeardWindow> heard;
  if (ending == ".vtk") heard->throw_at_once();
  vtkOutputWindow::SetInstance(heard);
  vtkLogger::SetStderrVerbosity(vtkLogger::VERBOSITY_OFF);  // it would print the same once more
  const VtkText text(as_text(bytes), ending == ".vtk");
  const vtkSmartPointer<vtkPointSet> data = parse(ending, text.text());
  if (!heard->complaint().empty()) throw refusal(heard->complaint());
  if (ending == ".vtk") refuse_open_end(as_text(bytes), name);
  if (data != nullptr) text.restore(*data);
  if (data == nullptr || data->GetNumberOfPoints() == 0) throw InputError(fmt::format("{}: holds no points and cells", name));
  check_count(name, "vertices", static_cast<std::uint64_t>(data->GetNumberOfPoints()), request.limits.vertices);
  check_count(name, "cells", static_cast<std::uint64_t>(data->GetNumberOfCells()), request.limits.triangles);
  Import import;
  import.report.format = ending == ".vtk" ? "VTK legacy" : "VTK XML";
  VtkSurface(*data, text, name, request, import).add();
  return import;
}

}  // namespace

const Importer kVtkImporter{"VTK", recognizes, nullptr, read};

}  // namespace viamyo
