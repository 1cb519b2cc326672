// Defects of fields and of mapping points.
#include <cmath>

#include "defect_list.h"
#include "possible_range.h"

namespace viamyo {

namespace {

void check_range(const Field& field, const std::string& object, DefectList& defects) {
  const PossibleRange possible = possible_range(field.name);
  const auto components = static_cast<std::size_t>(std::max(field.components, 1));
  DefectLocations places;
  for (std::size_t i = 0; i < field.values.size(); ++i) {
    if (!possible.holds(field.values[i])) places.add(i / components);
  }
  if (places.any()) {
    defects.warning("implausible_values", object, fmt::format("{}: {}", possible.violation, places.text("value", "values")));
  }
}

void check_length(std::size_t length, std::size_t expected, std::string_view object, DefectList& defects) {
  if (length != expected) defects.error("wrong_length", object, fmt::format("has {} values; it must have {}", length, expected));
}

//! For arrays that may be absent, which is empty.
void check_optional_length(std::size_t length, std::size_t expected, std::string_view object, DefectList& defects) {
  if (length > 0) check_length(length, expected, object, defects);
}

void check_electrograms(const Electrograms& electrograms, std::size_t rows, DefectList& defects) {
  const std::string group = "/MappingPoints/Electrograms/";
  const std::size_t values = rows * static_cast<std::size_t>(std::max(electrograms.samples, 0));
  check_optional_length(electrograms.unipolar.size(), values, group + "Unipolar", defects);
  check_optional_length(electrograms.bipolar.size(), values, group + "Bipolar", defects);
  check_optional_length(electrograms.reference.size(), values, group + "Reference", defects);
  check_optional_length(electrograms.point_windows_ms.size(), rows, group + "WindowOfInterest", defects);
  check_optional_length(electrograms.reference_annotation_ms.size(), rows, group + "ReferenceAnnotation", defects);
}

void check_positions(const std::vector<Vec3>& positions, DefectList& defects) {
  DefectLocations places;
  for (std::size_t i = 0; i < positions.size(); ++i) {
    if (!is_finite(positions[i])) places.add(i);
  }
  if (places.any()) {
    defects.error("non_finite_positions", "/MappingPoints/Position", "not finite: " + places.text("mapping point", "mapping points"));
  }
}

void check_end_systolic(const MappingPoints& points, DefectList& defects) {
  const std::string object = "/MappingPoints/EndSystolicPosition";
  const std::vector<Vec3>& positions = points.end_systolic_positions;
  check_optional_length(positions.size(), points.positions.size(), object, defects);
  const auto is_infinite = [](const Vec3& p) { return std::isinf(p.x) || std::isinf(p.y) || std::isinf(p.z); };
  DefectLocations infinite;
  for (std::size_t i = 0; i < positions.size(); ++i) {
    if (is_infinite(positions[i])) infinite.add(i);
  }
  if (infinite.any()) defects.warning("implausible_values", object, "infinite: " + infinite.text("position", "positions"));
  if (!positions.empty() && std::none_of(positions.begin(), positions.end(), is_finite)) {
    defects.warning("no_end_systolic_position", object, "is there, but knows the position of no point");
  }
}

}  // namespace

void validate_fields(const std::vector<Field>& fields, std::size_t rows, std::string_view group, DefectList& defects) {
  for (const Field& field : fields) {
    const std::string object = fmt::format("{}/{}", group, field.name);
    const int required = required_components(field.name);
    if (field.components < 1 || (required > 0 && field.components != required)) {
      defects.error("wrong_components", object, fmt::format("has {} components; it must have {}", field.components, std::max(required, 1)));
    } else {
      check_length(field.values.size(), rows * static_cast<std::size_t>(field.components), object, defects);
    }
    if (const std::string_view unit = required_unit(field.name); field.unit != unit && !unit.empty()) {
      defects.error("wrong_unit", object, fmt::format("the unit is \"{}\"; it must be \"{}\"", field.unit, unit));
    }
    check_range(field, object, defects);
  }
}

void validate_points(const MappingPoints& points, DefectList& defects) {
  const std::size_t rows = points.positions.size();
  check_positions(points.positions, defects);
  check_end_systolic(points, defects);
  validate_fields(points.fields, rows, "/MappingPoints", defects);
  check_optional_length(points.accepted.size(), rows, "/MappingPoints/Accepted", defects);
  check_optional_length(points.names.size(), rows, "/MappingPoints/Name", defects);
  if (points.electrograms) check_electrograms(*points.electrograms, rows, defects);
}

}  // namespace viamyo
