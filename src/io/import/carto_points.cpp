// CARTO 3's table of points, and what one point's own files say.
#include <cmath>

#include "carto_files.h"
#include "cell_words.h"
#include "import_tools.h"
#include "text_scan.h"
#include "viamyo/errors.h"
#include "xml_text.h"

namespace viamyo {

namespace {

constexpr std::size_t kActivationColumn = 12;
constexpr std::size_t kImpedanceColumn = 13;
constexpr std::size_t kCategoryColumn = 17;
constexpr std::size_t kWindowColumn = 32;     // and the next; from version 6 on
constexpr std::size_t kReferenceColumn = 45;  // from version 6 on

// -10000 is no place either.
bool is_carto_place(const Vec3& p) { return is_finite(p) && p.x != kCartoNothing && p.y != kCartoNothing && p.z != kCartoNothing; }

double number_at(const Lines& lines, const std::vector<std::string_view>& cells, std::size_t column) {
  const std::optional<double> number = to_number(cells[column]);
  if (!number) lines.fail(fmt::format("column {} is not a number", column + 1));
  return *number;
}

// A word costs the value, not the row.
double value_at(const std::vector<std::string_view>& cells, std::size_t column, std::size_t& words) {
  const std::optional<double> number = to_number(cells[column]);
  words += number || is_nothing(cells[column]) ? 0U : 1U;
  return number.value_or(kCartoNothing);
}

CartoPoint read_row(const Lines& lines, std::string_view line, int version, std::size_t& words) {
  const std::vector<std::string_view> cells = line.find('\t') == std::string_view::npos ? words_of(line) : cells_of(line, '\t');
  if (cells.size() <= kActivationColumn) lines.fail(fmt::format("has {} columns; {} are needed", cells.size(), kActivationColumn + 1));
  CartoPoint point;
  point.id = cells[2];
  point.position = {number_at(lines, cells, 4), number_at(lines, cells, 5), number_at(lines, cells, 6)};
  if (!is_carto_place(point.position)) lines.fail("there is no position");
  point.unipolar_mV = value_at(cells, 10, words);
  point.bipolar_mV = value_at(cells, 11, words);
  point.activation_ms = value_at(cells, kActivationColumn, words);
  if (cells.size() > kImpedanceColumn) point.impedance_ohm = to_number(cells[kImpedanceColumn]).value_or(kCartoNothing);
  if (cells.size() > kCategoryColumn && cells[kCategoryColumn].size() == 1) {
    const char category = cells[kCategoryColumn][0];
    if (category >= 'A' && category <= 'Z') point.category = category;
    if (category >= 'a' && category <= 'z') point.category = static_cast<char>(category - 'a' + 'A');
  }
  if (version >= 6 && cells.size() > kReferenceColumn) {
    point.window_from_ms = to_number(cells[kWindowColumn]);
    point.window_to_ms = to_number(cells[kWindowColumn + 1]);
    point.reference_ms = to_number(cells[kReferenceColumn]);
  }
  return point;
}

void take_voltage(const pugi::xml_node& voltages, const char* attribute, double& voltage) {
  if (const std::optional<double> number = xml_number(voltages, attribute)) voltage = *number;
}

}  // namespace

CartoPointTable read_carto_points(std::string_view text, const std::string& name, const ReadLimits& limits) {
  Lines lines(text, name);
  std::string_view line;
  if (!lines.next(line) || !line.starts_with("VERSION_")) lines.fail("a CARTO point table begins with VERSION_");
  const std::string_view version = line.substr(8, line.find_first_of(" \t") - 8);
  const std::optional<long long> major = to_integer(version.substr(0, version.find('_')));
  if (!major || *major < 4 || *major > 6)
    lines.fail(fmt::format("is of version {}; versions 4 to 6 are known", to_utf8(version.substr(0, 20))));
  CartoPointTable table;
  table.version = version;
  if (const std::size_t sign = table.version.find('_'); sign != std::string::npos) table.version[sign] = '.';
  while (lines.next(line)) {
    if (stripped(line).empty()) continue;
    check_count(name, "points", ++table.rows, limits.points);
    try {
      if (!line.starts_with("P")) lines.fail("a row begins with P");
      table.points.push_back(read_row(lines, line, static_cast<int>(*major), table.words));
      if (table.points.back().impedance_ohm != kCartoNothing) table.has_impedance = true;
    } catch (const InputError& error) {
      table.faults.add(error.what());
    }
  }
  if (table.points.empty() && table.faults.count > 0) throw InputError(table.faults.first);
  return table;
}

CartoPointExport read_carto_point_export(std::string_view text, const std::string& name) {
  pugi::xml_document document;
  parse_xml(document, text, name);
  const pugi::xml_node root = document.child("Point");
  if (!root) throw InputError(fmt::format("{}: has no element Point", name));
  CartoPointExport result;
  result.point.id = root.attribute("ID").value();
  take_voltage(root.child("Voltages"), "Unipolar", result.point.unipolar_mV);
  take_voltage(root.child("Voltages"), "Bipolar", result.point.bipolar_mV);
  const pugi::xml_node annotations = root.child("Annotations");
  const std::optional<double> reference = xml_number(annotations, "Reference_Annotation");
  const std::optional<double> mapped = xml_number(annotations, "Map_Annotation");
  result.point.reference_ms = reference;
  if (reference && mapped) result.point.activation_ms = *mapped - *reference;  // -8000 after 2000 is CARTO's -10000
  result.point.window_from_ms = xml_number(root.child("WOI"), "From");
  result.point.window_to_ms = xml_number(root.child("WOI"), "To");
  const pugi::xml_node ecg = root.child("ECG");
  result.ecg_file = to_utf8(ecg.attribute("FileName").value());
  for (const pugi::xml_attribute& attribute : ecg.attributes()) {
    const std::string_view key = attribute.name();
    if (contains_letters(key, "Unipolar")) result.unipolar_channel = attribute.value();
    if (contains_letters(key, "Bipolar")) result.bipolar_channel = attribute.value();
    if (contains_letters(key, "Reference")) result.reference_channel = attribute.value();
  }
  return result;
}

std::vector<std::pair<std::string, std::string>> read_carto_point_list(std::string_view text, const std::string& name) {
  pugi::xml_document document;
  parse_xml(document, text, name);
  if (!document.child("Points")) throw InputError(fmt::format("{}: has no element Points", name));
  std::vector<std::pair<std::string, std::string>> files;
  for (const pugi::xml_node& point : document.child("Points").children("Point"))
    files.emplace_back(point.attribute("ID").value(), to_utf8(point.attribute("File_Name").value()));
  return files;
}

}  // namespace viamyo
