#include "map_difference.h"

#include <fmt/format.h>

#include <algorithm>

#include "../json.h"
#include "export_facts.h"
#include "forms.h"
#include "io/layout.h"
#include "io/value.h"
#include "json_text.h"
#include "output_difference.h"

namespace viamyo::cli {
namespace {

std::string shown(const Field& field, float value) {
  const bool of_classes =
      field.name == field_name::kClass || field.name == field_name::kClassAsComputed || field.name == field_name::kReviewedClass;
  const bool is_class = of_classes && value >= 0 && value < kTissueClassCount;
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

std::string surface_differs(const Surface& says, const Surface& is) {
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
    if (find_field(is.fields, field.name) == nullptr) return fmt::format("its {} is no value of the export", printable(field.name));
  }
  return {};
}

std::string value_differs(const std::string& where, const Value& says, const Value& is) {
  if (says.type == ValueType::kString && is.type == ValueType::kString) {
    if (says.strings == is.strings) return {};
    const bool one = says.strings.size() == 1 && is.strings.size() == 1;
    return one ? differs(where, says.strings[0], is.strings[0]) : fmt::format("its texts in {} are not those of the map", where);
  }
  const auto numbers = numbers_as<double>(says);
  const auto expected = numbers_as<double>(is);
  const bool same = says.shape == is.shape && std::equal(numbers.begin(), numbers.end(), expected.begin(), expected.end(), is_same_number);
  return same ? std::string() : fmt::format("its {} is not that of the map", where);
}

std::string attributes_differ(const Record& says, const Record& is) {
  for (const Attribute& attribute : is.attributes) {
    const std::string where = fmt::format("{}@{}", is.path, attribute.name);
    const auto told =
        std::find_if(says.attributes.begin(), says.attributes.end(), [&](const Attribute& a) { return a.name == attribute.name; });
    if (told == says.attributes.end()) return fmt::format("it does not say {} any more", where);
    if (where == "/VTKHDF/PointData/Class@parameters") {
      std::string difference = parameters_differ(told->value.strings.at(0), attribute.value.strings.at(0));
      if (!difference.empty()) return difference;
      continue;
    }
    if (where == "/Study@derived_from" && is_digest(told->value.strings.at(0))) continue;
    std::string difference = value_differs(where, told->value, attribute.value);
    if (!difference.empty()) return difference;
  }
  for (const Attribute& attribute : says.attributes) {
    const bool known =
        std::any_of(is.attributes.begin(), is.attributes.end(), [&](const Attribute& a) { return a.name == attribute.name; });
    if (!known) return fmt::format("no export says {}@{}", is.path, printable(attribute.name));
  }
  return {};
}

std::string records_differ(const NativeDocument& says, const NativeDocument& is) {
  const auto named = [](const NativeDocument& document, const std::string& path) {
    const auto found = std::find_if(document.records.begin(), document.records.end(), [&](const Record& r) { return r.path == path; });
    return found == document.records.end() ? nullptr : &*found;
  };
  for (const Record& record : is.records) {
    if (record.path == native::kProvenance) continue;
    const Record* const told = named(says, record.path);
    if (told == nullptr) return fmt::format("it does not have {} any more", record.path);
    std::string difference = record.is_group ? std::string() : value_differs(record.path, told->value, record.value);
    if (difference.empty()) difference = attributes_differ(*told, record);
    if (!difference.empty()) return difference;
  }
  for (const Record& record : says.records) {
    if (named(is, record.path) == nullptr) return fmt::format("no export has {}", printable(record.path));
  }
  return {};
}

//! The last line tells of the export; those before it are the map's own.
std::string provenance_differs(const std::vector<std::string>& says, const std::vector<std::string>& is) {
  if (says.empty()) return "it does not say how it was made any more";
  for (std::size_t i = 0; i + 1 < says.size(); ++i) {
    if (std::find(is.begin(), is.end() - 1, says[i]) == is.end() - 1)
      return fmt::format("the map does not say how it was made by \"{}\"", printable(says[i]));
  }
  std::string twice;
  const Json told = parse_once(says.back(), twice);
  if (!twice.empty()) return fmt::format("its provenance says {} twice", printable(twice));
  const Json expected = Json::parse(is.back());
  for (const auto& [key, value] : expected.items()) {
    const Json other = told.is_object() && told.contains(key) ? told[key] : Json();
    const bool in_form = other.is_string() && ((key == "version" && is_version(other.get<std::string>())) ||
                                               (key == "source_sha256" && is_digest(other.get<std::string>())));
    if (other != value && !in_form)
      return differs("provenance." + key, other.dump(-1, ' ', false, Json::error_handler_t::replace), value.dump());
  }
  for (const auto& [key, value] : told.items()) {
    if (!expected.contains(key)) return fmt::format("no export says provenance.{}", printable(key));
  }
  return {};
}

}  // namespace

std::string map_difference(const Map& says, const SurfaceExport& exported, const Map& is) {
  std::string difference = surface_differs(says.surface, exported.surface);
  if (difference.empty()) difference = records_differ(encode_without_digest(says), encode_without_digest(is));
  return difference.empty() ? provenance_differs(says.provenance, is.provenance) : difference;
}

}  // namespace viamyo::cli
