// The exported surface as CSV, one row per vertex.
#include <cmath>

#include <fmt/format.h>

#include "../io/value.h"
#include "viamyo/report.h"
#include "viamyo/surface_export.h"

namespace viamyo {
namespace {

bool is_code(const Field& field) { return is_code_field(field.name); }

//! "UnipolarVoltage_mV", or "EndSystolicDisplacement_x_mm" and so on.
std::string header_of(const Field& field) {
  constexpr std::string_view kAxes = "xyz";
  std::string cells;
  for (int c = 0; c < field.components; ++c) {
    std::string name = field.name;
    if (field.components == 3)
      name += fmt::format("_{}", kAxes[static_cast<std::size_t>(c)]);
    else if (field.components > 1)
      name += fmt::format("_{}", c);
    if (!field.unit.empty()) name += fmt::format("_{}", field.unit);
    cells += fmt::format(",{}", csv_cell(printable(name)));
  }
  return cells;
}

//! The shortest text that reads back as the same float32; nothing for NaN.
void append(std::string& line, float value) {
  line += ',';
  if (std::isfinite(value)) fmt::format_to(std::back_inserter(line), "{}", value);
}

int code_at(const SurfaceExport& exported, std::string_view name, std::size_t vertex) {
  const Field* const field = find_field(exported.surface.fields, name);
  return field == nullptr ? 0 : static_cast<int>(field->values[vertex]);
}

std::string_view class_at(const SurfaceExport& exported, std::string_view name, std::size_t vertex) {
  const int code = code_at(exported, name, vertex);
  return code == kNotSettled ? "not_settled" : to_string(static_cast<TissueClass>(code));
}

std::string_view state_at(const SurfaceExport& exported, std::size_t vertex) {
  const int code = code_at(exported, field_name::kReviewState, vertex);
  return code == kNotSettled ? "" : to_string(static_cast<ItemState>(code));
}

void append_row(const SurfaceExport& exported, std::size_t v, std::string& text) {
  const Vec3& p = exported.surface.vertices[v];
  fmt::format_to(std::back_inserter(text), "{},{},{},{}", v, p.x, p.y, p.z);
  for (const Field& field : exported.surface.fields) {
    if (is_code(field)) continue;
    const auto components = static_cast<std::size_t>(field.components);
    for (std::size_t c = 0; c < components; ++c) append(text, field.values[v * components + c]);
  }
  const int segment = code_at(exported, field_name::kSegmentAha17, v);
  fmt::format_to(std::back_inserter(text), ",{},{},{},{},{},{}\n", class_at(exported, field_name::kClass, v),
                 class_at(exported, field_name::kClassAsComputed, v), class_at(exported, field_name::kReviewedClass, v),
                 state_at(exported, v), segment > 0 ? std::to_string(segment) : "", exported.regions[v]);
}

}  // namespace

std::string to_csv(const SurfaceExport& exported) {
  std::string text;
  for (const auto& [name, value] : exported.facts) text += fmt::format("# {}: {}\n", printable(name), printable(value));
  text += "index,x_mm,y_mm,z_mm";
  for (const Field& field : exported.surface.fields) {
    if (!is_code(field)) text += header_of(field);
  }
  text += fmt::format(",class,{},{},{},segment,region\n", result_column::kClassAsComputed, result_column::kReviewedClass,
                      result_column::kReviewState);
  for (std::size_t v = 0; v < exported.surface.vertices.size(); ++v) append_row(exported, v, text);
  return text;
}

}  // namespace viamyo
