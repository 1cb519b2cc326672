#include "record_decoder.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "value.h"

namespace viamyo {

namespace {

std::string attribute_path(const Record& record, std::string_view name) { return fmt::format("{}@{}", record.path, name); }

// [N] and [N,1] are the same column.
bool has_columns(const std::vector<std::uint64_t>& shape, int columns) {
  if (columns == 0) return shape.size() == 2;
  if (columns == 1) return shape.size() == 1 || (shape.size() == 2 && shape[1] == 1);
  return shape.size() == 2 && shape[1] == static_cast<std::uint64_t>(columns);
}

std::string expected_shape(std::optional<std::uint64_t> rows, int columns) {
  const std::string count = rows ? std::to_string(*rows) : "any number of";
  if (columns == 0) return count + " rows of samples";
  if (columns == 1) return count + " values in one column";
  return fmt::format("{} x {} values", count, columns);
}

}  // namespace

std::string describe_shape(const std::vector<std::uint64_t>& shape) {
  return shape.empty() ? "a single value" : fmt::format("{} values", fmt::join(shape, " x "));
}

std::vector<Vec3> points_of(const Value& value) {
  std::vector<Vec3> points(element_count(value.shape) / 3);
  std::size_t seen = 0;
  for_each_number<double>(value, [&](double number) {
    const std::size_t row = seen / 3;
    const std::size_t column = seen++ % 3;
    if (row < points.size()) (column == 0 ? points[row].x : column == 1 ? points[row].y : points[row].z) = number;
  });
  return points;
}

void RecordDecoder::add(Severity severity, std::string_view code, std::string_view object, std::string text) {
  defects_.push_back({severity, std::string(code), printable(object), std::move(text)});
}

const Record* RecordDecoder::find(std::string_view path) const {
  const auto found = std::find_if(document_.records.begin(), document_.records.end(), [&](const Record& r) { return r.path == path; });
  return found == document_.records.end() ? nullptr : &*found;
}

bool RecordDecoder::has_group(std::string_view path) const {
  return std::any_of(document_.records.begin(), document_.records.end(),
                     [&](const Record& r) { return r.path == path || group_of(r.path) == path; });
}

std::vector<const Record*> RecordDecoder::fields_of(std::string_view group) const {
  std::vector<const Record*> fields;
  for (const Record& record : document_.records) {
    if (record.is_group || group_of(record.path) != group) continue;
    const std::optional<DatasetRule> rule = dataset_rule(record.path);
    if (rule && rule->is_field) fields.push_back(&record);
  }
  return fields;
}

const Record* RecordDecoder::dataset(std::string_view path, std::optional<std::uint64_t> rows) {
  const Record* const record = find(path);
  if (record == nullptr) return nullptr;
  const DatasetRule rule = dataset_rule(path).value_or(DatasetRule{});
  if (!matches(rule.kind, record->value.type)) {
    error("wrong_type", path, fmt::format("has the type {}; it must be {}", digest_name(record->value.type), describe(rule.kind)));
    return nullptr;
  }
  const std::vector<std::uint64_t>& shape = record->value.shape;
  if (!has_columns(shape, rule.columns) || (rows && shape[0] != *rows)) {
    error("wrong_shape", path, fmt::format("has {}; it must have {}", describe_shape(shape), expected_shape(rows, rule.columns)));
    return nullptr;
  }
  return record;
}

const Record* RecordDecoder::required(std::string_view path, std::optional<std::uint64_t> rows) {
  if (find(path) == nullptr) error("missing", path, "is missing");
  return dataset(path, rows);
}

void RecordDecoder::check_unit(const Record& record, std::string_view unit) {
  const std::optional<std::string> told = text(record, "units");
  if (told && *told != unit) {
    error("wrong_unit", record.path, fmt::format("is in \"{}\"; it must be in {}", printable(*told), unit));
  }
}

const Value* RecordDecoder::attribute(const Record& record, std::string_view name) {
  const auto found = std::find_if(record.attributes.begin(), record.attributes.end(), [&](const Attribute& a) { return a.name == name; });
  return found == record.attributes.end() ? nullptr : &found->value;
}

std::optional<std::string> RecordDecoder::text(const Record& record, std::string_view name) {
  const Value* const value = attribute(record, name);
  if (value == nullptr) return std::nullopt;
  if (value->type != ValueType::kString || value->strings.size() != 1) {
    error("wrong_type", attribute_path(record, name), "must be one text");
    return std::nullopt;
  }
  return valid_utf8(value->strings[0]);
}

std::optional<std::vector<double>> RecordDecoder::numbers(const Record& record, std::string_view name, std::size_t count) {
  const Value* const value = attribute(record, name);
  if (value == nullptr) return std::nullopt;
  if (value->type == ValueType::kString || element_count(value->shape) != count) {
    error("wrong_type", attribute_path(record, name), count == 1 ? "must be one number" : fmt::format("must be {} numbers", count));
    return std::nullopt;
  }
  return numbers_as<double>(*value);
}

std::optional<double> RecordDecoder::number(const Record& record, std::string_view name) {
  const std::optional<std::vector<double>> one = numbers(record, name, 1);
  return one ? std::optional(one->front()) : std::nullopt;
}

}  // namespace viamyo
