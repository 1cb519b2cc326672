// Quantities on vertices or points: the well-known ones with every check, all others as they come.
#include <fmt/format.h>

#include "record_decoder.h"
#include "value.h"

namespace viamyo {

namespace {

constexpr int kMaxComponents = 9;  // a tensor

int components_of(const Record& record) {
  const std::vector<std::uint64_t>& shape = record.value.shape;
  if (shape.size() != 2) return 1;
  return shape[1] >= 1 && shape[1] <= kMaxComponents ? static_cast<int>(shape[1]) : 0;
}

bool has_field_shape(const Record& record, std::uint64_t rows, int components) {
  const std::vector<std::uint64_t>& shape = record.value.shape;
  return (shape.size() == 1 || shape.size() == 2) && shape[0] == rows && components_of(record) == components && components > 0;
}

bool check_well_known(RecordDecoder& decoding, const Record& record, std::uint64_t rows, std::string_view rows_are) {
  const std::string_view name = name_of(record.path);
  if (!matches(ValueKind::kReal, record.value.type)) {
    decoding.error("wrong_type", record.path,
                   fmt::format("has the type {}; it must be {}", digest_name(record.value.type), describe(ValueKind::kReal)));
    return false;
  }
  if (!has_field_shape(record, rows, required_components(name))) {
    decoding.error("wrong_shape", record.path,
                   fmt::format("has {}; it must have {} for each of {} {}", describe_shape(record.value.shape), required_components(name),
                               rows, rows_are));
    return false;
  }
  if (RecordDecoder::attribute(record, "units") == nullptr) {
    decoding.error("missing_unit", record.path, fmt::format("has no attribute \"units\"; it must say {}", required_unit(name)));
    return false;
  }
  decoding.check_unit(record, required_unit(name));
  return true;
}

// What nobody knows cannot spoil the analysis: it is left out with a word where it does not fit.
bool check_other(RecordDecoder& decoding, const Record& record, std::uint64_t rows, std::string_view rows_are) {
  if (has_field_shape(record, rows, components_of(record))) return true;
  decoding.warning("field_left_out", record.path,
                   fmt::format("is left out: it has {}, which do not fit {} {}", describe_shape(record.value.shape), rows, rows_are));
  return false;
}

Origin decode_origin(RecordDecoder& decoding, const Record& record) {
  const std::optional<std::string> told = decoding.text(record, "origin");
  if (!told) return Origin::kMappingSystem;
  const std::optional<Origin> origin = origin_from_string(*told);
  if (!origin) {
    decoding.error("wrong_origin", record.path + "@origin",
                   fmt::format("is \"{}\"; it must be mapping_system, interpolated, recomputed or electrograms", printable(*told)));
  }
  return origin.value_or(Origin::kMappingSystem);
}

}  // namespace

std::vector<Field> decode_fields(RecordDecoder& decoding, std::string_view group, std::uint64_t rows, std::string_view rows_are) {
  std::vector<Field> fields;
  for (const Record* record : decoding.fields_of(group)) {
    const std::string_view name = name_of(record->path);
    const bool well_known = required_components(name) > 0;
    const bool fits = well_known ? check_well_known(decoding, *record, rows, rows_are) : check_other(decoding, *record, rows, rows_are);
    if (!fits) continue;
    Field field;
    field.name = valid_utf8(name);
    field.unit = well_known ? std::string(required_unit(name)) : decoding.text(*record, "units").value_or("");
    field.components = components_of(*record);
    field.origin = decode_origin(decoding, *record);
    field.parameters = decoding.text(*record, "parameters").value_or("");
    field.values = numbers_as<float>(record->value);
    fields.push_back(std::move(field));
  }
  return fields;
}

}  // namespace viamyo
