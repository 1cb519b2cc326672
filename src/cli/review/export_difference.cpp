// An exported surface against the one that this program would export now: the texts that travel with it, and every value.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "io/value.h"
#include "output_difference.h"
#include "viamyo/surface_export.h"

namespace viamyo::cli {
namespace {

//! Which file it was made from and by which version: told by the export, and true of another file with the same content.
bool is_compared(std::string_view fact) { return fact != "SourceSHA256" && fact != "Program"; }

std::optional<double> number_in(const std::string& cell) {
  double number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  return error == std::errc() && end == cell.data() + cell.size() ? std::optional(number) : std::nullopt;
}

bool is_same_cell(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const std::optional<double> first = number_in(a);
  const std::optional<double> second = number_in(b);
  return first && second && is_same_number(*first, *second);
}

std::string differs(const std::string& what, const std::string& says, const std::string& is) {
  return fmt::format("it says {} is \"{}\", and by log and analysis that is \"{}\"", what, says, is);
}

std::string facts_differ(const ExportFacts& says, const ExportFacts& is) {
  for (std::size_t i = 0; i < is.size(); ++i) {
    const auto& [name, text] = is[i];
    const bool told = std::any_of(says.begin(), says.end(), [&](const auto& fact) { return fact.first == is[i].first; });
    if (!told) return fmt::format("it does not say its {} any more", name);
    if (says[i].first != name) return fmt::format("no export says \"{}: {}\" there", says[i].first, says[i].second);
    if (is_compared(name) && printable(says[i].second) != printable(text)) return differs(name, says[i].second, printable(text));
  }
  if (says.size() > is.size()) return fmt::format("no export says \"{}: {}\"", says[is.size()].first, says[is.size()].second);
  return {};
}

std::string rows_differ(const std::vector<CsvRow>& says, const std::vector<CsvRow>& is) {
  if (says.empty() || says.front().cells != is.front().cells) return "its columns are not those of the export";
  if (says.size() != is.size()) return fmt::format("it has {} rows, and the map {} vertices", says.size() - 1, is.size() - 1);
  const std::vector<std::string>& columns = is.front().cells;
  for (std::size_t row = 1; row < is.size(); ++row) {
    if (says[row].cells.size() != columns.size()) return fmt::format("line {} of its rows has not as many cells as columns", row);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string& cell = is[row].cells[i];
      if (!is_same_cell(says[row].cells[i], cell))
        return differs(fmt::format("{} of vertex {}", columns[i], is[row].cells.front()), says[row].cells[i], cell);
    }
  }
  return {};
}

std::string shown(const Field& field, float value) {
  const bool is_class = field.name == field_name::kClass && value >= 0 && value < kTissueClassCount;
  return is_class ? std::string(to_string(static_cast<TissueClass>(value))) : fmt::format("{}", value);
}

std::string field_differs(const Field* says, const Field& is) {
  if (says == nullptr || says->values.size() != is.values.size()) return fmt::format("it has no {} of every vertex", is.name);
  for (std::size_t i = 0; i < is.values.size(); ++i) {
    if (is_same_number(says->values[i], is.values[i])) continue;
    const std::size_t vertex = i / static_cast<std::size_t>(is.components);
    return differs(fmt::format("{} of vertex {}", is.name, vertex), shown(is, says->values[i]), shown(is, is.values[i]));
  }
  return {};
}

//! The classes carry the texts once more: programs that know nothing of field data show these.
std::string texts_of_classes_differ(const Field& classes, const ExportFacts& is) {
  const Json parameters = Json::parse(classes.parameters, nullptr, false);
  ExportFacts says;
  for (const auto& [name, text] : is) {
    const auto found = parameters.is_object() ? parameters.find(name) : parameters.end();
    if (parameters.is_object() && found != parameters.end() && found->is_string()) says.emplace_back(name, found->get<std::string>());
  }
  const std::string difference = facts_differ(says, is);
  return difference.empty() ? "" : fmt::format("beside its classes {}", difference);
}

std::string surface_differs(const Surface& says, const SurfaceExport& exported) {
  const Surface& is = exported.surface;
  const auto moved = [](const Vec3& a, const Vec3& b) {
    return !is_same_number(a.x, b.x) || !is_same_number(a.y, b.y) || !is_same_number(a.z, b.z);
  };
  if (says.triangles != is.triangles || !std::equal(says.vertices.begin(), says.vertices.end(), is.vertices.begin(), is.vertices.end(),
                                                    [&](const Vec3& a, const Vec3& b) { return !moved(a, b); }))
    return "its surface is not that of the map";
  for (const Field& field : is.fields) {
    std::string difference = field_differs(find_field(says.fields, field.name), field);
    if (!difference.empty()) return difference;
  }
  for (const Field& field : says.fields) {
    if (find_field(is.fields, field.name) == nullptr) return fmt::format("its {} is no value of the export", field.name);
  }
  return texts_of_classes_differ(*find_field(says.fields, field_name::kClass), exported.facts);
}

}  // namespace

std::string export_difference(const OutputClaim& claim, const ReviewCase& c, const ReviewState& state) {
  if (!claim.rows && claim.exported == nullptr) return {};
  const InputIdentity identity{c.loaded.file, c.loaded.sha256, c.loaded.content_digest};
  const SurfaceExport is = surface_export(identity, c.loaded.map, c.analysis, state);
  std::string difference = facts_differ(claim.facts, is.facts);
  if (!difference.empty()) return difference;
  return claim.rows ? rows_differ(*claim.rows, table_of(to_csv(is))) : surface_differs(claim.exported->map.surface, is);
}

}  // namespace viamyo::cli
