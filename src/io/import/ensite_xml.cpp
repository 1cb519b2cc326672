// EnSite's surfaces in DIF XML, one quantity per file.
#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <optional>
#include <set>

#include "../value.h"
#include "cell_words.h"
#include "ensite_files.h"
#include "import_tools.h"
#include "viamyo/errors.h"
#include "xml_text.h"

namespace viamyo {

namespace {

constexpr std::string_view kVersion = "SJM_DIF_5.0";
constexpr std::string_view kKindComment = "Data values at each vertex of DxL map";

bool says_nothing(std::string_view meaning) {
  constexpr std::array<std::string_view, 6> kWords{"no data", "no value", "nodata", "invalid", "not mapped", "unmapped"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return contains_letters(meaning, word); });
}

bool is_equals(std::string_view comment, std::size_t at) {
  const char c = comment[at];
  return c == '=' || c == ':' || (c == '-' && at > 0 && at + 1 < comment.size() && comment[at - 1] == ' ' && comment[at + 1] == ' ');
}

// "0 = no data, 1 = data", "0: no data", "no data = 0", "0 - unmapped; 1 - mapped": the codes that say so of themselves.
std::set<double> codes_of_nothing(std::string_view comment) {
  constexpr std::string_view kEnds = ",;=:()\r\n";
  std::set<double> codes;
  for (std::size_t at = 0; at < comment.size(); ++at) {
    if (!is_equals(comment, at)) continue;
    std::string_view before = comment.substr(0, at);
    if (const std::size_t end = before.find_last_of(kEnds); end != std::string_view::npos) before.remove_prefix(end + 1);
    std::string_view behind = comment.substr(at + 1);
    behind = behind.substr(0, behind.find_first_of(kEnds));
    const std::vector<std::string_view> left = words_of(before);
    const std::vector<std::string_view> right = words_of(behind);
    const std::optional<double> first = left.empty() ? std::nullopt : to_number(left.back());
    const std::optional<double> second = right.empty() ? std::nullopt : to_number(right.front());
    if (first && says_nothing(behind)) codes.insert(*first);
    if (!first && second && says_nothing(before)) codes.insert(*second);
  }
  return codes;
}

class VolumeReader {
 public:
  VolumeReader(const pugi::xml_node& node, EnsiteVolume& volume, const ReadLimits& limits)
      : node_(node), volume_(volume), name_(base_name(volume.file)), limits_(limits), import_(volume.import) {}

  void read() {
    import_.length_unit = "mm";
    import_.voltage_unit = "mV";
    const std::vector<double> vertices = places("Vertices", limits_.vertices);
    const std::vector<double> polygons = places("Polygons", limits_.triangles);
    Surface& surface = import_.map.surface;
    for (std::size_t at = 0; at < vertices.size(); at += 3) surface.vertices.push_back({vertices[at], vertices[at + 1], vertices[at + 2]});
    for (std::size_t at = 0; at < polygons.size(); at += 3) surface.triangles.push_back(triangle(&polygons[at], surface.vertices.size()));
    if (surface.triangles.empty()) throw InputError(fmt::format("{}: the volume has no surface", name_));
    check_triangles(name_, surface.triangles, surface.vertices.size());
    check_used_vertices(name_, surface);
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

  std::vector<double> places(const char* element, std::uint64_t most) const {
    const pugi::xml_node node = node_.child(element);
    if (!node) throw InputError(fmt::format("{}: the volume has no {}", name_, element));
    return rows_of(node, 3, most);
  }

  std::vector<double> rows_of(const pugi::xml_node& node, std::size_t columns, std::uint64_t most) const {
    const std::optional<long long> told = to_integer(node.attribute("number").value());
    std::vector<double> numbers = xml_numbers(node.text().get());
    if (!told || *told < 0 || static_cast<std::uint64_t>(*told) * columns != numbers.size())
      throw InputError(fmt::format("{}: {} says {} rows and holds {} numbers: damaged or cut off", name_, node.name(), told.value_or(-1),
                                   numbers.size()));
    check_count(name_, node.name(), static_cast<std::uint64_t>(*told), most);
    return numbers;
  }

  // What the value is stands in a comment in front of it alone, and so does what the status means.
  void read_values() {
    std::string kind;
    std::string status_comment;
    std::optional<Field> data;
    std::vector<double> status;
    for (const pugi::xml_node& child : node_.children()) {
      const std::string_view element = child.name();
      const std::string_view comment = child.type() == pugi::node_comment ? child.value() : element == "COMMENT" ? child.text().get() : "";
      if (comment.find(kKindComment) != std::string_view::npos) kind = comment;
      const bool is_of_status = contains_letters(comment, "status") || (data && !comment.empty());  // in front of it, or behind the values
      if (is_of_status && status.empty()) status_comment = comment;
      if (element == "Map_data" && !data) data = values_of(child, kind);
      if (element == "Map_status" && status.empty()) status = per_vertex(child);
    }
    if (data) apply_status(status, status_comment, *data);
    if (data) {
      volume_.quantity = data->name;
      add_measured(import_, import_.map.surface.fields, std::move(*data));
    } else if (!node_.child("Map_data")) {
      import_.note(NoteKind::kMissing, "values on the surface: {} has no Map_data", name_);
    }
    if (status.empty()) return;
    add_measured(import_, import_.map.surface.fields, {"MapStatus", "", 1, Origin::kMappingSystem, {}, {status.begin(), status.end()}});
  }

  // Empty, and said as a loss, where there is not one for each vertex, since nobody tells which are missing. A word is no value at its vertex alone.
  std::vector<double> per_vertex(const pugi::xml_node& node) {
    const std::size_t vertices = import_.map.surface.vertices.size();
    std::string text(node.text().get());
    std::replace(text.begin(), text.end(), ',', ' ');
    const std::vector<std::string_view> words = words_of(text);
    if (words.size() != vertices) {
      import_.lost(NoteKind::kDropped, "{}: has {} values for {} vertices", node.name(), words.size(), vertices);
      return {};
    }
    if (const std::string_view told = node.attribute("number").value(); to_integer(told) != static_cast<long long>(vertices))
      import_.note(NoteKind::kFound, "{}: {} says that it has {} values, and has one for each of {} vertices, which are read", name_,
                   node.name(), told.empty() ? "no number of" : printable(told.substr(0, 20)), vertices);
    std::vector<double> numbers;
    std::size_t others = 0;
    for (const std::string_view word : words) {
      const std::optional<double> number = to_number(word);
      others += number || is_nothing(word) ? 0U : 1U;
      numbers.push_back(number.value_or(std::numeric_limits<double>::quiet_NaN()));
    }
    lose_words(import_, name_, node.name(), others, vertices);
    return numbers;
  }

  std::optional<Field> values_of(const pugi::xml_node& node, const std::string& kind) {
    const std::vector<double> numbers = per_vertex(node);
    if (numbers.empty()) return std::nullopt;
    Field field = field_of(kind);
    field.values = carto_values(import_, field.name, "vertices", numbers);
    return field;
  }

  void apply_status(const std::vector<double>& status, const std::string& comment, Field& data) {
    if (status.empty()) return;
    const std::set<double> nothing = codes_of_nothing(comment);
    std::set<double> codes;
    std::copy_if(status.begin(), status.end(), std::inserter(codes, codes.end()), [](double code) { return std::isfinite(code); });
    if (nothing.empty()) {
      std::string all;
      for (const double code : codes) all += fmt::format("{}{}", all.empty() ? "" : ", ", code);
      import_.note(NoteKind::kFound, "Map_status of {} ({}): {} does not say which codes mean no data, so none is applied", data.name, all,
                   name_);
      return;
    }
    std::size_t count = 0;
    for (std::size_t v = 0; v < status.size(); ++v) {
      if (!std::isfinite(status[v]) || !nothing.contains(status[v]) || !std::isfinite(data.values[v])) continue;
      data.values[v] = std::numeric_limits<float>::quiet_NaN();
      ++count;
    }
    if (count > 0)
      import_.note(NoteKind::kConverted, "{}: {} of {} values are none, because their Map_status says 'no data' in the file's own words",
                   data.name, count, status.size());
  }

  Field field_of(const std::string& comment) {
    const std::size_t at = comment.find(kKindComment);
    const std::string kind = at == std::string::npos ? "" : to_utf8(stripped(std::string_view(comment).substr(at + kKindComment.size())));
    if (contains_letters(kind, "P-P Voltage")) {
      const bool is_unipolar = contains_letters(kind, "uni");
      const bool is_omnipolar = contains_letters(kind, "omni");
      if (!is_unipolar && !is_omnipolar && !contains_letters(kind, "bi"))
        import_.note(NoteKind::kAssumed, "'{}' is taken as bipolar; --array UnipolarVoltage=BipolarVoltage says otherwise",
                     printable(kind));
      if (is_omnipolar) return {"OmnipolarVoltage", "mV", 1};
      return {std::string(is_unipolar ? field_name::kUnipolarVoltage : field_name::kBipolarVoltage), "mV", 1};
    }
    if (contains_letters(kind, "LAT")) return {std::string(field_name::kLocalActivationTime), "ms", 1};
    if (kind.empty())
      import_.note(NoteKind::kAssumed, "Map_data: the file does not say what the values are; --array FIELD=MapData says so");
    return {kind.empty() ? "MapData" : kind, "", 1};
  }

  const pugi::xml_node& node_;
  EnsiteVolume& volume_;
  const std::string name_;
  const ReadLimits& limits_;
  Import& import_;
};

bool has_comment_on_study(const pugi::xml_node& node) {
  for (const pugi::xml_node& child : node.children()) {
    const bool is_comment = child.type() == pugi::node_comment || std::string_view(child.name()) == "COMMENT";
    if (is_comment && contains_letters(child.type() == pugi::node_comment ? child.value() : child.text().get(), "study")) return true;
    if (has_comment_on_study(child)) return true;
  }
  return false;
}

EnsiteVolume read_volume(const pugi::xml_node& node, const std::string& file, const ReadLimits& limits) {
  EnsiteVolume volume;
  volume.name = to_utf8(node.attribute("name").value());
  volume.file = file;
  try {
    VolumeReader(node, volume, limits).read();
  } catch (const InputError& error) {
    volume.fault = error.what();
  }
  return volume;
}

pugi::xml_node volumes_of(const pugi::xml_node& root, std::string_view name) {
  const std::string_view version = stripped(root.child("DIFHeader").child("Version").text().get());
  if (version != kVersion)
    throw InputError(fmt::format("{}: is of version '{}'; {} is read", name, printable(version.substr(0, 40)), kVersion));
  const pugi::xml_node volumes = root.child("DIFBody").child("Volumes");
  if (!volumes.child("Volume")) throw InputError(fmt::format("{}: holds no Volume", name));
  return volumes;
}

}  // namespace

std::vector<EnsiteVolume> read_ensite_volumes(std::string_view text, const std::string& file, const ReadLimits& limits) {
  std::vector<EnsiteVolume> volumes;
  try {
    pugi::xml_document document;
    parse_xml(document, text, base_name(file));
    const pugi::xml_node root = document.document_element();
    for (const pugi::xml_node& node : volumes_of(root, base_name(file)).children("Volume")) {
      EnsiteVolume& volume = volumes.emplace_back(read_volume(node, file, limits));
      if (has_comment_on_study(document)) volume.import.note(NoteKind::kLeftOut, "the study's name, which stands in a comment");
      for (const char* part : {"Labels", "ObjectMap"}) {
        if (root.child("DIFBody").child(part)) volume.import.note(NoteKind::kFound, "{}, not read", part);
      }
    }
  } catch (const InputError& error) {
    volumes.clear();
    EnsiteVolume& volume = volumes.emplace_back();
    volume.name = stem_of(file);
    volume.file = file;
    volume.fault = error.what();
  }
  return volumes;
}

}  // namespace viamyo
