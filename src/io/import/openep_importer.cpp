// OpenEP's `userdata` in a MAT file of either kind.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "../value.h"
#include "import_tools.h"
#include "importer.h"
#include "mat_value.h"
#include "point_arrays.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();

std::vector<double> column(const MatValue& value, std::uint64_t c) {
  std::vector<double> values;
  for (std::uint64_t r = 0; r < value.rows(); ++r) values.push_back(value.at(r, c));
  return values;
}

// The rows of an n x 3 matrix.
std::vector<Vec3> places(const MatValue& value) {
  std::vector<Vec3> all;
  for (std::uint64_t r = 0; r < value.rows(); ++r) all.push_back({value.at(r, 0), value.at(r, 1), value.at(r, 2)});
  return all;
}

class OpenepReader {
 public:
  OpenepReader(const MatValue& userdata, const std::string& name, const ReadLimits& limits, Import& import)
      : userdata_(userdata), name_(name), limits_(limits), import_(import) {}

  void read() {
    import_.length_unit = "mm";
    import_.voltage_unit = "mV";
    read_surface();
    read_surface_values();
    read_points();
    drop_stray_vertices(import_);
    if (userdata_.find("notes") != nullptr) import_.note(NoteKind::kLeftOut, "userdata.notes, which is free text");
    for (const char* part : {"rf", "surface.fibres", "surface.cell_region", "surface.pacing_site", "surface.normals", "electric.ecg"}) {
      const MatValue* const found = userdata_.find(part);
      if (found != nullptr && (!found->numbers.empty() || !found->fields.empty()))
        import_.note(NoteKind::kFound, "userdata.{}, which is not read", part);
    }
  }

 private:
  [[noreturn]] void fail(std::string_view text) const { throw InputError(fmt::format("{}: {}", name_, text)); }

  //! The matrix at that path, with at least so many columns; nullptr where it is absent or empty.
  const MatValue* matrix(std::string_view path, std::uint64_t least_columns) const {
    const MatValue* const value = userdata_.find(path);
    if (value == nullptr || value->numbers.empty()) return nullptr;
    if (value->dims.size() > 2 || value->columns() < least_columns)
      fail(fmt::format("userdata.{} has {} columns; {} are needed", path, value->columns(), least_columns));
    return value;
  }

  const MatValue* first_of(std::string_view path, std::string_view other) const {
    const MatValue* const value = matrix(path, 3);
    return value != nullptr ? value : matrix(other, 3);
  }

  void read_surface() {
    const MatValue* const mesh = userdata_.find("surface.triRep");
    if (mesh == nullptr) fail("userdata.surface.triRep, the surface, is missing");
    if (mesh->kind == MatValue::Kind::kObject) {
      fail(
          "userdata.surface.triRep is a MATLAB object (TriRep), which only MATLAB can open; there: "
          "userdata.surface.triRep = struct('X', userdata.surface.triRep.X, 'Triangulation', userdata.surface.triRep.Triangulation), and "
          "save it again");
    }
    const MatValue* const x = first_of("surface.triRep.X", "surface.triRep.Points");
    const MatValue* const t = first_of("surface.triRep.Triangulation", "surface.triRep.ConnectivityList");
    if (x == nullptr || t == nullptr) fail("userdata.surface.triRep has no X or no Triangulation");
    check_count(name_, "vertices", x->rows(), limits_.vertices);
    check_count(name_, "triangles", t->rows(), limits_.triangles);
    Surface& surface = import_.map.surface;
    surface.vertices = places(*x);
    for (std::uint64_t r = 0; r < t->rows(); ++r) {
      Triangle triangle{};
      for (std::uint64_t c = 0; c < 3; ++c) {
        const double index = t->at(r, c);
        if (!(index >= 1 && index <= static_cast<double>(x->rows())))
          fail(fmt::format("triangle {} names vertex {}, and there are {}, counted from 1", r + 1, index, x->rows()));
        triangle[c] = static_cast<std::int32_t>(index) - 1;
      }
      surface.triangles.push_back(triangle);
    }
    check_used_vertices(name_, surface);
    import_.note(NoteKind::kRead, "userdata.surface: {} vertices and {} triangles", surface.vertices.size(), surface.triangles.size());
  }

  void add_vertex_values(const MatValue* value, std::uint64_t c, std::string_view field, std::string_view unit) {
    if (value == nullptr || c >= value->columns()) return;
    if (value->rows() != import_.map.surface.vertices.size()) {
      import_.lost(NoteKind::kDropped, "{}: has {} values for {} vertices", field, value->rows(), import_.map.surface.vertices.size());
      return;
    }
    add_measured(import_, import_.map.surface.fields,
                 {std::string(field), std::string(unit), 1, Origin::kInterpolated, R"({"made_by":"not told by OpenEP"})",
                  carto_values(import_, field, "vertices", column(*value, c))});
  }

  void read_surface_values() {
    const MatValue* const act_bip = matrix("surface.act_bip", 1);
    const MatValue* const uni = matrix("surface.uni_imp_frc", 1);
    add_vertex_values(act_bip, 0, field_name::kLocalActivationTime, "ms");
    add_vertex_values(act_bip, 1, field_name::kBipolarVoltage, "mV");
    add_vertex_values(uni, 0, field_name::kUnipolarVoltage, "mV");
    add_vertex_values(uni, 1, "Impedance", "ohm");
    add_vertex_values(uni, 2, "Force", "g");
    add_vertex_values(matrix("surface.thickness", 1), 0, field_name::kWallThickness, "mm");
    if (!import_.map.surface.fields.empty())
      import_.note(NoteKind::kAssumed,
                   "values on vertices: OpenEP does not say whether a system or a program interpolated them; taken as interpolated");
    if (act_bip == nullptr) import_.note(NoteKind::kMissing, "userdata.surface.act_bip: activation and bipolar voltage on the surface");
    if (uni == nullptr) import_.note(NoteKind::kMissing, "userdata.surface.uni_imp_frc: unipolar voltage on the surface");
  }

  void read_points() {
    const MatValue* const x = matrix("electric.egmX", 3);
    if (x == nullptr) {
      import_.note(NoteKind::kMissing, "userdata.electric.egmX: mapping points");
      return;
    }
    check_count(name_, "points", x->rows(), limits_.points);
    MappingPoints& points = import_.map.points;
    points.positions = places(*x);
    for (const Vec3& p : points.positions) {
      if (!is_finite(p)) fail("a mapping point has no position");
    }
    import_.note(NoteKind::kRead, "userdata.electric: {} points", x->rows());
    read_names();
    add_values("electric.voltages.unipolar", field_name::kUnipolarVoltage);
    add_values("electric.voltages.bipolar", field_name::kBipolarVoltage);
    if (const MatValue* const voltages = userdata_.find("electric.voltages"); voltages != nullptr && !voltages->numbers.empty())
      import_.lost(NoteKind::kDropped,
                   "userdata.electric.voltages: is a matrix of {} x {}, without the fields unipolar and bipolar that would tell "
                   "what is what",
                   voltages->rows(), voltages->columns());
    read_include();
    read_activation();
    if (limits_.electrograms) read_electrograms();
  }

  // One flag a point, in a row or a column.
  void read_include() {
    const MatValue* const include = userdata_.find("electric.include");
    MappingPoints& points = import_.map.points;
    if (include == nullptr || include->numbers.empty()) return;
    if (include->numbers.size() != points.positions.size()) {
      import_.lost(NoteKind::kDropped, "userdata.electric.include: has {} for {} points, so none is left out",
                   counted(include->numbers.size(), "flag"), points.positions.size());
      return;
    }
    for (const double value : include->numbers) points.accepted.push_back(value == 0 ? 0 : 1);
    const auto unclear =
        std::count_if(include->numbers.begin(), include->numbers.end(), [](double value) { return value != 0 && value != 1; });
    lose_marks(import_, "userdata.electric", "include", static_cast<std::uint64_t>(unclear), include->numbers.size());
  }

  void read_names() {
    const MatValue* const names = userdata_.find("electric.names");
    if (names == nullptr || names->cells.empty()) return;
    if (names->cells.size() != import_.map.points.positions.size()) {
      import_.note(NoteKind::kDropped, "userdata.electric.names: has {} for {} points", counted(names->cells.size(), "name"),
                   import_.map.points.positions.size());
      return;
    }
    for (const MatValue& name : names->cells) import_.map.points.names.push_back(name.texts.empty() ? "" : valid_utf8(name.texts.front()));
  }

  void add_values(std::string_view path, std::string_view field) {
    if (const MatValue* const value = matrix(path, 1))
      add_point_values(import_, field, "mV", carto_values(import_, field, "points", column(*value, 0)));
  }

  double sampling_rate() const {
    const MatValue* const rate = matrix("electric.sampleFrequency", 1);
    return rate != nullptr && rate->numbers[0] > 0 && std::isfinite(rate->numbers[0]) ? rate->numbers[0] : 0;
  }

  void read_activation() {
    const MatValue* const mapped = matrix("electric.annotations.mapAnnot", 1);
    const MatValue* const reference = matrix("electric.annotations.referenceAnnot", 1);
    if (mapped == nullptr) return;
    if (reference == nullptr || mapped->rows() != reference->rows()) {
      import_.lost(NoteKind::kDropped, "activation times: userdata.electric.annotations has {} mapped and {} reference annotations",
                   mapped->rows(), reference == nullptr ? 0 : reference->rows());
      return;
    }
    if (sampling_rate() == 0) {
      import_.lost(NoteKind::kDropped,
                   "activation times: they are in samples, and userdata.electric.sampleFrequency, their rate, is missing");
      return;
    }
    add_point_values(import_, field_name::kLocalActivationTime, "ms",
                     activation_ms(column(*mapped, 0), column(*reference, 0), sampling_rate()));
  }

  // Point after point, the samples of each in a row: of a third dimension (two poles) the first.
  std::vector<float> traces(std::string_view path, std::uint64_t& samples) {
    const MatValue* const value = userdata_.find(path);
    if (value == nullptr || value->numbers.empty()) return {};
    const std::uint64_t points = import_.map.points.positions.size();
    if (value->rows() != points || (samples != 0 && value->columns() != samples)) {
      import_.lost(NoteKind::kDropped, "userdata.{}: is {} x {}, not one row of samples per point", path, value->rows(), value->columns());
      return {};
    }
    samples = value->columns();
    check_count(name_, "samples", samples, limits_.samples);
    std::vector<float> all(points * samples, kNothing);
    for (std::uint64_t p = 0; p < points; ++p) {
      for (std::uint64_t s = 0; s < samples; ++s) all[p * samples + s] = static_cast<float>(value->at(p, s));
    }
    return all;
  }

  void read_electrograms() {
    Electrograms egm;
    egm.sampling_rate_hz = sampling_rate();
    std::uint64_t samples = 0;
    egm.bipolar = traces("electric.egm", samples);
    egm.unipolar = traces("electric.egmUni", samples);
    egm.reference = traces("electric.egmRef", samples);
    if (samples == 0) {
      import_.note(NoteKind::kMissing, "electrograms");
      return;
    }
    if (egm.sampling_rate_hz == 0) {
      import_.lost(NoteKind::kDropped, "electrograms: userdata.electric.sampleFrequency is missing, so their time is unknown");
      return;
    }
    egm.samples = static_cast<int>(samples);
    const MatValue* const window = matrix("electric.annotations.woi", 2);
    const MatValue* const reference = matrix("electric.annotations.referenceAnnot", 1);
    const std::size_t points = import_.map.points.positions.size();
    if (window != nullptr && reference != nullptr && window->rows() == points && reference->rows() == points)
      set_windows(egm, column(*window, 0), column(*window, 1), column(*reference, 0));
    else
      import_.note(NoteKind::kMissing, "windows of interest: userdata.electric.annotations.woi");
    import_.note(NoteKind::kRead, "electrograms: {} samples at {} Hz", samples, egm.sampling_rate_hz);
    import_.map.points.electrograms = std::move(egm);
  }

  const MatValue& userdata_;
  const std::string& name_;
  const ReadLimits& limits_;
  Import& import_;
};

const SourceFile* mat_file(const SourceFiles& files) {
  const auto found = std::find_if(files.files().begin(), files.files().end(), [](const SourceFile& file) {
    return file.role == FileRole::kSource && lower_ending(file.name) == ".mat" && file.bytes > 0;
  });
  return found == files.files().end() ? nullptr : &*found;
}

bool recognizes(SourceFiles& files) { return mat_file(files) != nullptr; }

Import read(SourceFiles& files, const ImportRequest& request) {
  const SourceFile& file = *mat_file(files);
  const std::string name(base_name(file.name));
  const std::vector<std::byte> bytes = files.read(file);
  const std::string_view head = as_text(bytes).substr(0, 128);
  if (!head.starts_with("MATLAB")) throw InputError(fmt::format("{}: is not a MAT file of version 5 or 7.3", name));
  const bool is_new = head.starts_with("MATLAB 7.3");
  const MatValue userdata =
      is_new ? read_mat73(bytes, name, "userdata", request.limits) : read_mat5(bytes, name, "userdata", request.limits);
  Import import;
  import.report.format = is_new ? "OpenEP userdata, MAT 7.3" : "OpenEP userdata, MAT 5";
  import.note(NoteKind::kAssumed, "coordinate frame: unknown, because OpenEP does not say which system's axes these are");
  OpenepReader(userdata, name, request.limits, import).read();
  return import;
}

}  // namespace

const Importer kOpenepImporter{"OpenEP", recognizes, nullptr, read, true};

}  // namespace viamyo
