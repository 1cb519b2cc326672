// EnSite (NavX, Precision, X): surfaces in DIF XML, one quantity per file.
#include <algorithm>
#include <cmath>
#include <optional>

#include "../value.h"
#include "import_tools.h"
#include "importer.h"
#include "text_scan.h"
#include "viamyo/errors.h"
#include "xml_text.h"

namespace viamyo {

namespace {

constexpr std::string_view kVersion = "SJM_DIF_5.0";
constexpr std::string_view kKindComment = "Data values at each vertex of DxL map";

class VolumeReader {
 public:
  VolumeReader(const pugi::xml_node& volume, const std::string& name, const ReadLimits& limits, Import& import)
      : volume_(volume), name_(name), limits_(limits), import_(import) {}

  void read() {
    import_.length_unit = "mm";
    import_.voltage_unit = "mV";
    const std::vector<double> vertices = rows("Vertices", 3, limits_.vertices);
    const std::vector<double> polygons = rows("Polygons", 3, limits_.triangles);
    Surface& surface = import_.map.surface;
    for (std::size_t at = 0; at < vertices.size(); at += 3) surface.vertices.push_back({vertices[at], vertices[at + 1], vertices[at + 2]});
    for (std::size_t at = 0; at < polygons.size(); at += 3) surface.triangles.push_back(triangle(&polygons[at], surface.vertices.size()));
    if (surface.triangles.empty()) throw InputError(fmt::format("{}: the volume has no surface", name_));
    check_triangles(name_, surface.triangles, surface.vertices.size());
    import_.note(NoteKind::kRead, "{}: {} vertices and {} triangles", name_, surface.vertices.size(), surface.triangles.size());
    read_values();
  }

 private:
  // EnSite counts from 1; what is out of range becomes -1, which check_triangles tells.
  static Triangle triangle(const double* corners, std::size_t vertices) {
    Triangle made{};
    for (std::size_t c = 0; c < 3; ++c)
      made[c] = corners[c] >= 1 && corners[c] <= static_cast<double>(vertices) ? static_cast<std::int32_t>(corners[c]) - 1 : -1;
    return made;
  }

  std::vector<double> rows(const char* element, std::size_t columns, std::uint64_t most) const {
    const pugi::xml_node node = volume_.child(element);
    if (!node) throw InputError(fmt::format("{}: the volume has no {}", name_, element));
    return rows_of(node, columns, most);
  }

  std::vector<double> rows_of(const pugi::xml_node& node, std::size_t columns, std::uint64_t most) const {
    const std::optional<long long> told = to_integer(node.attribute("number").value());
    std::vector<double> numbers = xml_numbers(node.text().get());
    if (!told || *told < 0 || static_cast<std::uint64_t>(*told) * columns != numbers.size())
      throw InputError(fmt::format("{}: {} says {} rows and holds {} numbers: damaged or cut off", name_, node.name(), told.value_or(-1),
                                   numbers.size()));
    check_count(name_, node.name(), static_cast<std::uint64_t>(*told), most);
    if (std::any_of(numbers.begin(), numbers.end(), [](double n) { return !std::isfinite(n); }))
      throw InputError(fmt::format("{}: {} has a number that is not finite", name_, node.name()));
    return numbers;
  }

  // What the value is stands in the comment in front of it alone.
  void read_values() {
    std::string comment;
    bool found = false;
    for (const pugi::xml_node& child : volume_.children()) {
      const std::string_view element = child.name();
      if (child.type() == pugi::node_comment) comment = child.value();
      if (element == "COMMENT") comment = child.text().get();
      if (element != "Map_data" && element != "Map_status") continue;
      found = found || element == "Map_data";
      const std::vector<double> numbers = rows_of(child, 1, limits_.vertices);
      if (numbers.size() != import_.map.surface.vertices.size()) {
        import_.lost(NoteKind::kDropped, "{}: has {} values for {} vertices", element, numbers.size(), import_.map.surface.vertices.size());
        continue;
      }
      Field field = element == "Map_data" ? field_of(comment) : Field{"MapStatus", "", 1};
      for (const double number : numbers) field.values.push_back(carto_value(number));
      add_measured(import_, import_.map.surface.fields, std::move(field));
    }
    if (!found) import_.note(NoteKind::kMissing, "values on the surface: the file has no Map_data");
  }

  Field field_of(const std::string& comment) {
    const std::size_t at = comment.find(kKindComment);
    const std::string kind = at == std::string::npos ? "" : to_utf8(stripped(std::string_view(comment).substr(at + kKindComment.size())));
    if (contains_letters(kind, "P-P Voltage")) {
      const bool is_unipolar = contains_letters(kind, "uni");
      if (!is_unipolar && !contains_letters(kind, "bi"))
        import_.note(NoteKind::kAssumed, "'{}' is taken as bipolar; --array UnipolarVoltage=BipolarVoltage says otherwise",
                     printable(kind));
      return {std::string(is_unipolar ? field_name::kUnipolarVoltage : field_name::kBipolarVoltage), "mV", 1};
    }
    if (contains_letters(kind, "LAT")) return {std::string(field_name::kLocalActivationTime), "ms", 1};
    if (kind.empty())
      import_.note(NoteKind::kAssumed, "Map_data: the file does not say what the values are; --array FIELD=MapData says so");
    return {kind.empty() ? "MapData" : kind, "", 1};
  }

  const pugi::xml_node& volume_;
  const std::string& name_;
  const ReadLimits& limits_;
  Import& import_;
};

// The file that the source is, or the best of a folder: one map with values before a set of models.
const SourceFile* dif_file(SourceFiles& files) {
  for (const std::string_view name : {"DxLandmarkGeo.xml", "ModelGroups.xml"}) {
    const SourceFile* const found = find_file(files, name);
    if (found != nullptr) return found;
  }
  const bool lone =
      !files.files().empty() && files.files().front().role == FileRole::kSource && lower_ending(files.files().front().name) == ".xml";
  if (!lone) return nullptr;
  const std::vector<std::byte> bytes = files.read(files.files().front());
  return as_text(bytes).substr(0, 4096).find("DIFHeader") != std::string_view::npos ? &files.files().front() : nullptr;
}

bool recognizes(SourceFiles& files) { return dif_file(files) != nullptr; }

pugi::xml_node volumes_of(SourceFiles& files, const SourceFile& file, pugi::xml_document& document) {
  const std::vector<std::byte> bytes = files.read(file);
  const std::string_view name = base_name(file.name);
  parse_xml(document, as_text(bytes), name);
  const pugi::xml_node root = document.document_element();
  const std::string_view version = stripped(root.child("DIFHeader").child("Version").text().get());
  if (version != kVersion)
    throw InputError(fmt::format("{}: is of version '{}'; {} is read", name, printable(version.substr(0, 40)), kVersion));
  const pugi::xml_node volumes = root.child("DIFBody").child("Volumes");
  if (!volumes.child("Volume")) throw InputError(fmt::format("{}: holds no Volume", name));
  return volumes;
}

std::vector<ListedMap> list(SourceFiles& files, const ImportRequest& /*request*/) {
  pugi::xml_document document;
  std::vector<ListedMap> maps;
  for (const pugi::xml_node& volume : volumes_of(files, *dif_file(files), document).children("Volume")) {
    const bool has_surface = volume.child("Vertices") && volume.child("Polygons");
    maps.push_back({to_utf8(volume.attribute("name").value()), 0, has_surface, has_surface ? "" : "it has no surface"});
  }
  return maps;
}

Import read(SourceFiles& files, const ImportRequest& request) {
  const SourceFile& file = *dif_file(files);
  const std::string name(base_name(file.name));
  pugi::xml_document document;
  pugi::xml_node chosen;
  std::string names;
  std::size_t count = 0;
  for (const pugi::xml_node& volume : volumes_of(files, file, document).children("Volume")) {
    const std::string called = to_utf8(volume.attribute("name").value());
    if (!request.options.map.empty() && called != request.options.map) continue;
    chosen = volume;
    names += (count++ == 0 ? "" : ", ") + printable(called);
  }
  if (count == 0) throw UsageError(fmt::format("has no map '{}'; --list shows its maps", printable(request.options.map)));
  if (count > 1) throw UsageError(fmt::format("holds {} maps ({}); choose one with --map NAME", count, names));
  Import import;
  import.report.format = "EnSite surface, " + std::string(kVersion);
  import.report.map_name = to_utf8(chosen.attribute("name").value());
  import.map.study.map_id = import.report.map_name;
  import.map.study.system = "EnSite";
  import.map.study.coordinate_frame = "LPS";
  import.note(NoteKind::kAssumed, "coordinate frame: LPS, as EnSite's axes are");
  import.note(NoteKind::kLeftOut, "the study's name, which stands in a comment");
  VolumeReader(chosen, name, request.limits, import).read();
  for (const char* part : {"Labels", "ObjectMap"}) {
    if (document.document_element().child("DIFBody").child(part)) import.note(NoteKind::kFound, "{}, which is not read", part);
  }
  return import;
}

}  // namespace

const Importer kEnsiteXmlImporter{"EnSite surface", recognizes, list, read};

}  // namespace viamyo
