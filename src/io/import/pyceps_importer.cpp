// pyCEPS' study files: XML with NumPy's arrays in base64.
#include <algorithm>
#include <array>
#include <limits>

#include "../value.h"
#include "import_tools.h"
#include "importer.h"
#include "numpy_array.h"
#include "point_arrays.h"
#include "text_scan.h"
#include "viamyo/errors.h"
#include "xml_text.h"

namespace viamyo {

namespace {

struct SignalName {
  std::string_view pyceps;
  std::string_view field;
  std::string_view unit;
};
constexpr std::array kSignalNames{
    SignalName{"LAT", field_name::kLocalActivationTime, "ms"}, SignalName{"BIP", field_name::kBipolarVoltage, "mV"},
    SignalName{"UNI", field_name::kUnipolarVoltage, "mV"}, SignalName{"IMP", "Impedance", "ohm"}, SignalName{"FRC", "Force", "g"}};

pugi::xml_node array_named(const pugi::xml_node& parent, std::string_view name) {
  for (const pugi::xml_node& array : parent.children("DataArray")) {
    if (name == array.attribute("name").value()) return array;
  }
  return {};
}

std::vector<float> floats(const NumpyArray& array) {
  std::vector<float> values;
  values.reserve(array.numbers.size());
  for (const double number : array.numbers) values.push_back(carto_value(number));
  return values;
}

class PycepsReader {
 public:
  PycepsReader(const pugi::xml_node& procedure, const std::string& name, const ReadLimits& limits, Import& import)
      : procedure_(procedure), name_(name), limits_(limits), import_(import) {}

  void read() {
    import_.length_unit = "mm";
    import_.voltage_unit = "mV";
    read_surface();
    read_signals();
    read_points();
    drop_stray_vertices(import_);
    for (const char* part : {"BSECGS", "Lesions"}) {
      if (procedure_.child(part)) import_.note(NoteKind::kFound, "{}, not read", part);
    }
  }

 private:
  NumpyArray array(const pugi::xml_node& parent, std::string_view name, std::uint64_t columns) const {
    const pugi::xml_node node = array_named(parent, name);
    if (!node) return {};
    NumpyArray read = read_numpy_array(node, name_, limits_);
    if (columns != 0 && read.columns != columns)
      throw InputError(fmt::format("{}: array '{}' has {} columns, not {}", name_, name, read.columns, columns));
    return read;
  }

  std::vector<Vec3> rows_of(const pugi::xml_node& parent, std::string_view name) const {
    const NumpyArray read = array(parent, name, 3);
    std::vector<Vec3> all;
    for (std::size_t at = 0; at + 3 <= read.numbers.size(); at += 3)
      all.push_back({read.numbers[at], read.numbers[at + 1], read.numbers[at + 2]});
    return all;
  }

  std::vector<Vec3> places(const pugi::xml_node& parent, std::string_view name) const {
    std::vector<Vec3> all = rows_of(parent, name);
    if (!std::all_of(all.begin(), all.end(), is_finite))
      throw InputError(fmt::format("{}: array '{}' has a place that is not finite", name_, name));
    return all;
  }

  void read_surface() {
    const pugi::xml_node mesh = procedure_.child("Mesh");
    Surface& surface = import_.map.surface;
    surface.vertices = rows_of(mesh, "vertices");
    const NumpyArray corners = array(mesh, "triangulation", 3);
    check_count(name_, "vertices", surface.vertices.size(), limits_.vertices);
    check_count(name_, "triangles", corners.rows(), limits_.triangles);
    for (std::size_t at = 0; at + 3 <= corners.numbers.size(); at += 3) {
      Triangle triangle{};
      for (std::size_t c = 0; c < 3; ++c) {
        const double index = corners.numbers[at + c];
        triangle[c] = index >= 0 && index < static_cast<double>(surface.vertices.size()) ? static_cast<std::int32_t>(index) : -1;
      }
      surface.triangles.push_back(triangle);
    }
    if (surface.triangles.empty()) throw InputError(fmt::format("{}: the map has no surface", name_));
    check_triangles(name_, surface.triangles, surface.vertices.size());
    check_used_vertices(name_, surface);
    import_.note(NoteKind::kRead, "Mesh: {} vertices and {} triangles", surface.vertices.size(), surface.triangles.size());
  }

  void read_signals() {
    for (const pugi::xml_node& signal : procedure_.child("Mesh").child("SignalMaps").children("SignalMap")) {
      const pugi::xml_node node = signal.child("DataArray");
      const std::string called = to_utf8(node.attribute("name").value());
      const NumpyArray values = read_numpy_array(node, name_, limits_);
      if (values.numbers.size() == 1) {
        import_.note(NoteKind::kMissing, "{}: one value for the whole surface, so no map of it", printable(called));
        continue;
      }
      if (values.numbers.size() != import_.map.surface.vertices.size()) {
        import_.lost(NoteKind::kDropped, "{}: has {} values for {} vertices", printable(called), values.numbers.size(),
                     import_.map.surface.vertices.size());
        continue;
      }
      const auto known = std::find_if(kSignalNames.begin(), kSignalNames.end(), [&](const SignalName& s) { return s.pyceps == called; });
      Field field{called, "", 1, Origin::kInterpolated, R"({"made_by":"pyCEPS"})", floats(values)};
      if (known != kSignalNames.end()) {
        field.name = known->field;
        field.unit = known->unit;
      }
      add_measured(import_, import_.map.surface.fields, std::move(field));
    }
    if (!import_.map.surface.fields.empty())
      import_.note(NoteKind::kAssumed,
                   "values on vertices: pyCEPS does not say whether they are the system's or its own interpolation; taken as interpolated");
  }

  void read_points() {
    const pugi::xml_node node = procedure_.child("Points");
    MappingPoints& points = import_.map.points;
    points.positions = places(node, "recX");
    check_count(name_, "points", points.positions.size(), limits_.points);
    if (points.positions.empty()) {
      import_.note(NoteKind::kMissing, "mapping points");
      return;
    }
    import_.note(NoteKind::kRead, "Points: {}", points.positions.size());
    const NumpyArray names = array(node, "name", 1);
    if (names.texts.size() == points.positions.size())
      points.names = names.texts;
    else if (!names.texts.empty())
      import_.note(NoteKind::kDropped, "names of points: there are {} for {} points", names.texts.size(), points.positions.size());
    add_point_values(import_, field_name::kUnipolarVoltage, "mV", floats(array(node, "uniVoltage", 1)));
    add_point_values(import_, field_name::kBipolarVoltage, "mV", floats(array(node, "bipVoltage", 1)));
    if (limits_.electrograms) read_electrograms(node);
    const double rate = points.electrograms ? points.electrograms->sampling_rate_hz : limits_.electrograms ? 0 : rate_of_traces(node);
    const NumpyArray mapped = array(node, "latAnnotation", 1);
    const NumpyArray reference = array(node, "refAnnotation", 1);
    if (rate > 0) {
      add_point_values(import_, field_name::kLocalActivationTime, "ms", activation_ms(mapped.numbers, reference.numbers, rate));
    } else if (!mapped.numbers.empty()) {
      import_.lost(NoteKind::kDropped, "activation times: they are in samples, and without electrograms their rate is unknown");
    }
    add_point_values(import_, "Impedance", "ohm", floats(array(node, "impedance", 1)));
    add_point_values(import_, "Force", "g", floats(array(node, "force", 1)));
  }

  std::vector<float> traces(const pugi::xml_node& points, std::string_view kind, Electrograms& egm) {
    for (const pugi::xml_node& all : points.children("Traces")) {
      if (kind != all.attribute("name").value()) continue;
      const pugi::xml_node trace = all.child("Trace");
      const NumpyArray data = array(trace, "data", 0);
      const NumpyArray rate = array(trace, "fs", 1);
      const std::size_t count = import_.map.points.positions.size();
      const bool fits = data.rows() == count && rate.numbers.size() == count &&
                        (egm.samples == 0 || data.columns == static_cast<std::uint64_t>(egm.samples));
      const bool one_rate = std::all_of(rate.numbers.begin(), rate.numbers.end(), [&](double r) {
        return r > 0 && r == rate.numbers.front() && (egm.sampling_rate_hz == 0 || r == egm.sampling_rate_hz);
      });
      if (!fits || !one_rate) {
        import_.lost(NoteKind::kDropped, "{}: not one trace per point, of one length and rate", kind);
        return {};
      }
      egm.samples = static_cast<int>(data.columns);
      egm.sampling_rate_hz = rate.numbers.front();
      return {data.numbers.begin(), data.numbers.end()};
    }
    return {};
  }

  // Activation is counted in samples: of traces that are left unread their rate is needed all the same; 0 where they have not one and the same.
  double rate_of_traces(const pugi::xml_node& points) {
    double rate = 0;
    for (const pugi::xml_node& all : points.children("Traces")) {
      for (const double one : array(all.child("Trace"), "fs", 1).numbers) {
        if (!(one > 0) || (rate != 0 && one != rate)) return 0;
        rate = one;
      }
    }
    return rate;
  }

  void read_electrograms(const pugi::xml_node& node) {
    Electrograms egm;
    egm.bipolar = traces(node, "egmBip", egm);
    egm.unipolar = traces(node, "egmUni", egm);  // of two poles the first
    egm.reference = traces(node, "egmRef", egm);
    if (egm.samples == 0) {
      import_.note(NoteKind::kMissing, "electrograms");
      return;
    }
    const NumpyArray window = array(node, "woi", 2);
    const NumpyArray reference = array(node, "refAnnotation", 1);
    const std::size_t count = import_.map.points.positions.size();
    if (count > 0 && window.rows() == count && reference.rows() == count) {
      std::vector<double> from;
      std::vector<double> to;
      for (std::size_t p = 0; p < count; ++p) {
        from.push_back(window.numbers[2 * p]);
        to.push_back(window.numbers[2 * p + 1]);
      }
      set_windows(egm, from, to, reference.numbers);
    } else {
      import_.note(NoteKind::kMissing, "windows of interest");
    }
    import_.note(NoteKind::kRead, "electrograms: {} samples at {} Hz", egm.samples, egm.sampling_rate_hz);
    import_.map.points.electrograms = std::move(egm);
  }

  const pugi::xml_node& procedure_;
  const std::string& name_;
  const ReadLimits& limits_;
  Import& import_;
};

const SourceFile* study_file(const SourceFiles& files) {
  const auto found = std::find_if(files.files().begin(), files.files().end(), [](const SourceFile& file) {
    return file.role == FileRole::kSource && lower_ending(file.name) == ".pyceps";
  });
  return found == files.files().end() ? nullptr : &*found;
}

bool recognizes(SourceFiles& files) { return study_file(files) != nullptr; }

pugi::xml_node procedures_of(SourceFiles& files, const SourceFile& file, pugi::xml_document& document) {
  const std::vector<std::byte> bytes = files.read(file);
  parse_xml(document, as_text(bytes), base_name(file.name));
  const pugi::xml_node procedures = document.child("Study").child("Procedures");
  if (!procedures) throw InputError(fmt::format("{}: has no element Study/Procedures", base_name(file.name)));
  return procedures;
}

std::vector<ListedMap> list(SourceFiles& files, const ImportRequest& /*request*/) {
  pugi::xml_document document;
  std::vector<ListedMap> maps;
  for (const pugi::xml_node& procedure : procedures_of(files, *study_file(files), document).children("Procedure")) {
    const long long points = to_integer(procedure.child("Points").attribute("count").value()).value_or(0);
    const bool has_mesh = static_cast<bool>(procedure.child("Mesh"));
    maps.push_back({to_utf8(procedure.attribute("name").value()), static_cast<std::uint64_t>(std::max(0LL, points)), has_mesh,
                    has_mesh ? "" : "it has no surface", ""});
  }
  if (maps.empty()) throw InputError(fmt::format("{}: holds no map", base_name(study_file(files)->name)));
  return maps;
}

Import read(SourceFiles& files, const ImportRequest& request) {
  const SourceFile& file = *study_file(files);
  const std::string name(base_name(file.name));
  pugi::xml_document document;
  pugi::xml_node chosen = procedures_of(files, file, document).child("Procedure");
  for (std::size_t i = 0; i < request.index; ++i) chosen = chosen.next_sibling("Procedure");
  Import import;
  const std::string version = printable(document.child("Study").attribute("version").value());
  import.report.format = "pyCEPS study" + (version.empty() ? "" : ", version " + version);
  import.report.map_name = to_utf8(chosen.attribute("name").value());
  import.map.study.map_id = import.report.map_name;
  import.map.study.system = same_letters(document.child("Study").attribute("system").value(), "carto3") ? "CARTO 3" : "";
  import.note(NoteKind::kAssumed, "coordinate frame: unknown, because the file does not state how its axes lie in the patient");
  import.note(NoteKind::kLeftOut, "the study's name and the paths of its files");
  import.note(NoteKind::kLeftOut, "dates and times of the study");
  PycepsReader(chosen, name, request.limits, import).read();
  return import;
}

}  // namespace

const Importer kPycepsImporter{"pyCEPS", recognizes, list, read};

}  // namespace viamyo
