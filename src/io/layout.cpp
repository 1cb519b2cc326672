#include "layout.h"

#include <algorithm>
#include <array>

namespace viamyo {

namespace {

struct NamedRule {
  std::string_view path;
  DatasetRule rule;
};

constexpr std::array<NamedRule, 23> kDatasets{{
    {"/VTKHDF/NumberOfPoints", {ValueKind::kInteger, Rows::kOne}},
    {"/VTKHDF/NumberOfCells", {ValueKind::kInteger, Rows::kOne}},
    {"/VTKHDF/NumberOfConnectivityIds", {ValueKind::kInteger, Rows::kOne}},
    {"/VTKHDF/Points", {ValueKind::kReal, Rows::kVertices, 3}},
    {"/VTKHDF/Connectivity", {ValueKind::kIndex, Rows::kCorners}},
    {"/VTKHDF/Offsets", {ValueKind::kIndex, Rows::kOffsets}},
    {"/VTKHDF/Types", {ValueKind::kByte, Rows::kTriangles}},
    {"/MappingPoints/Position", {ValueKind::kReal, Rows::kPoints, 3}},
    {"/MappingPoints/EndSystolicPosition", {ValueKind::kReal, Rows::kPoints, 3}},
    {"/MappingPoints/Accepted", {ValueKind::kInteger, Rows::kPoints}},
    {"/MappingPoints/Name", {ValueKind::kText, Rows::kPoints}},
    {"/MappingPoints/Electrograms/Unipolar", {ValueKind::kReal, Rows::kPoints, 0}},
    {"/MappingPoints/Electrograms/Bipolar", {ValueKind::kReal, Rows::kPoints, 0}},
    {"/MappingPoints/Electrograms/Reference", {ValueKind::kReal, Rows::kPoints, 0}},
    {"/MappingPoints/Electrograms/WindowOfInterest", {ValueKind::kReal, Rows::kPoints, 2}},
    {"/MappingPoints/Electrograms/ReferenceAnnotation", {ValueKind::kReal, Rows::kPoints}},
    {"/Landmarks/Apex", {ValueKind::kReal, Rows::kThree}},
    {"/Landmarks/MitralAnnulusCenter", {ValueKind::kReal, Rows::kThree}},
    {"/Landmarks/AnteriorRVInsertion", {ValueKind::kReal, Rows::kThree}},
    {"/Landmarks/InferiorRVInsertion", {ValueKind::kReal, Rows::kThree}},
    {"/GroundTruth/Class", {ValueKind::kInteger, Rows::kVertices}},
    {"/GroundTruth/Note", {ValueKind::kText, Rows::kLines}},
    {"/Provenance", {ValueKind::kText, Rows::kLines}},
}};

constexpr std::array<std::string_view, 8> kGroups{native::kRoot,         native::kVtkHdf,    native::kPointData, native::kMappingPoints,
                                                  native::kElectrograms, native::kLandmarks, native::kStudy,     native::kGroundTruth};

struct NamedAttribute {
  std::string_view path;
  std::string_view name;
};

constexpr std::array<NamedAttribute, 22> kAttributes{{{native::kRoot, native::kConventions},
                                                      {native::kRoot, native::kContentDigest},
                                                      {native::kVtkHdf, "Version"},
                                                      {native::kVtkHdf, "Type"},
                                                      {native::kElectrograms, "sampling_rate_Hz"},
                                                      {native::kElectrograms, "window_of_interest_ms"},
                                                      {native::kStudy, "map_id"},
                                                      {native::kStudy, "subject_id"},
                                                      {native::kStudy, "visit"},
                                                      {native::kStudy, "species"},
                                                      {native::kStudy, "system"},
                                                      {native::kStudy, "acquired"},
                                                      {native::kStudy, "rhythm"},
                                                      {native::kStudy, "paced"},
                                                      {native::kStudy, "qrs_ms"},
                                                      {native::kStudy, "coordinate_frame"},
                                                      {native::kStudy, "chamber"},
                                                      {native::kStudy, "description"},
                                                      {native::kStudy, "synthetic"},
                                                      {native::kStudy, "derived_from"},
                                                      {native::kStudy, "licence"},
                                                      {native::kGroundTruth, "Note"}}};

bool has_units(const DatasetRule& rule) { return rule.kind == ValueKind::kReal || rule.is_field; }

}  // namespace

std::optional<DatasetRule> dataset_rule(std::string_view path) {
  if (is_layout_group(path)) return std::nullopt;
  const auto* const found = std::find_if(kDatasets.begin(), kDatasets.end(), [&](const NamedRule& r) { return r.path == path; });
  if (found != kDatasets.end()) return found->rule;
  const std::string_view group = group_of(path);
  if (group == native::kPointData) return DatasetRule{ValueKind::kNumber, Rows::kVertices, 0, true};
  if (group == native::kMappingPoints) return DatasetRule{ValueKind::kNumber, Rows::kPoints, 0, true};
  return std::nullopt;
}

bool is_layout_group(std::string_view path) { return std::find(kGroups.begin(), kGroups.end(), path) != kGroups.end(); }

bool is_layout_attribute(std::string_view path, std::string_view name) {
  if (const std::optional<DatasetRule> rule = dataset_rule(path)) {
    return (name == "units" && has_units(*rule)) || (rule->is_field && (name == "origin" || name == "parameters"));
  }
  return std::any_of(kAttributes.begin(), kAttributes.end(), [&](const NamedAttribute& a) { return a.path == path && a.name == name; });
}

bool matches(ValueKind kind, ValueType type) {
  switch (kind) {
    case ValueKind::kReal:
      return type == ValueType::kFloat32 || type == ValueType::kFloat64;
    case ValueKind::kIndex:
      return type == ValueType::kInt32 || type == ValueType::kInt64;
    case ValueKind::kInteger:
      return type <= ValueType::kUInt64;
    case ValueKind::kByte:
      return type == ValueType::kUInt8;
    case ValueKind::kNumber:
      return type != ValueType::kString;
    case ValueKind::kText:
      return type == ValueType::kString;
  }
  return false;
}

std::string_view describe(ValueKind kind) {
  switch (kind) {
    case ValueKind::kReal:
      return "float32 or float64";
    case ValueKind::kIndex:
      return "int32 or int64 (signed)";
    case ValueKind::kInteger:
      return "integers";
    case ValueKind::kByte:
      return "uint8";
    case ValueKind::kNumber:
      return "numbers";
    case ValueKind::kText:
      return "strings";
  }
  return {};
}

bool can_be_field(ValueType type, std::size_t rank) { return type != ValueType::kString && (rank == 1 || rank == 2); }

bool is_layout_record(const Record& record) {
  if (record.is_group) return is_layout_group(record.path);
  const std::optional<DatasetRule> rule = dataset_rule(record.path);
  return rule && (!rule->is_field || can_be_field(record.value.type, record.value.shape.size()));
}

std::string child_path(std::string_view group, std::string_view name) {
  std::string path(group == native::kRoot ? std::string_view{} : group);
  path += '/';
  path += name;
  return path;
}

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view group_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == 0 || slash == std::string_view::npos ? native::kRoot : path.substr(0, slash);
}

}  // namespace viamyo
