// /Landmarks, /Study, /GroundTruth and /Provenance.
#include <fmt/format.h>

#include "record_decoder.h"
#include "value.h"

namespace viamyo {

namespace {

constexpr std::int64_t kHighestClass = 5;  // TissueClass::kViable

std::optional<Vec3> decode_landmark(RecordDecoder& decoding, std::string_view name) {
  const Record* const record = decoding.dataset(child_path(native::kLandmarks, name), 3);
  if (record == nullptr) return std::nullopt;
  decoding.check_unit(*record, "mm");
  return points_of(record->value).front();
}

// A text; whole numbers too, which is what a writer makes of visit = 2.
std::string study_text(RecordDecoder& decoding, const Record& study, std::string_view name) {
  const Value* const value = RecordDecoder::attribute(study, name);
  if (value != nullptr && is_integer(value->type) && element_count(value->shape) == 1) {
    return std::to_string(numbers_as<std::int64_t>(*value).front());
  }
  return decoding.text(study, name).value_or("");
}

std::optional<bool> study_flag(RecordDecoder& decoding, const Record& study, std::string_view name) {
  const std::optional<double> number = decoding.number(study, name);
  if (number && *number != 0 && *number != 1) {
    decoding.error("wrong_value", fmt::format("/Study@{}", name), fmt::format("is {}; it must be 0 or 1", *number));
    return std::nullopt;
  }
  return number ? std::optional(*number == 1) : std::nullopt;
}

std::vector<std::uint8_t> decode_classes(RecordDecoder& decoding, const Record& record) {
  std::vector<std::uint8_t> classes;
  std::size_t wrong = 0;
  for (const std::int64_t code : numbers_as<std::int64_t>(record.value)) {
    const bool known = code >= 0 && code <= kHighestClass;
    if (!known) ++wrong;
    classes.push_back(known ? static_cast<std::uint8_t>(code) : 0);
  }
  if (wrong > 0) decoding.error("wrong_value", record.path, fmt::format("has {} codes outside 0 to {}", wrong, kHighestClass));
  return classes;
}

}  // namespace

Landmarks decode_landmarks(RecordDecoder& decoding) {
  Landmarks landmarks;
  for (const LandmarkName& name : kLandmarkNames) landmarks.*name.place = decode_landmark(decoding, name.in_file);
  return landmarks;
}

Study decode_study(RecordDecoder& decoding) {
  Study study;
  const Record* const group = decoding.find(native::kStudy);
  if (group == nullptr) return study;
  study.map_id = study_text(decoding, *group, "map_id");
  study.subject_id = study_text(decoding, *group, "subject_id");
  study.visit = study_text(decoding, *group, "visit");
  study.species = study_text(decoding, *group, "species");
  study.system = study_text(decoding, *group, "system");
  study.acquired = study_text(decoding, *group, "acquired");
  study.rhythm = study_text(decoding, *group, "rhythm");
  study.paced = study_flag(decoding, *group, "paced");
  study.qrs_ms = decoding.number(*group, "qrs_ms");
  study.coordinate_frame = study_text(decoding, *group, "coordinate_frame");
  study.chamber = study_text(decoding, *group, "chamber");
  study.description = study_text(decoding, *group, "description");
  study.synthetic = study_flag(decoding, *group, "synthetic");
  study.derived_from = study_text(decoding, *group, "derived_from");
  study.licence = study_text(decoding, *group, "licence");
  return study;
}

std::optional<GroundTruth> decode_ground_truth(RecordDecoder& decoding, std::optional<std::uint64_t> vertices) {
  if (!decoding.has_group(native::kGroundTruth)) return std::nullopt;
  GroundTruth truth;
  if (const Record* const classes = decoding.required("/GroundTruth/Class", vertices)) truth.classes = decode_classes(decoding, *classes);
  const Record* const note = decoding.find("/GroundTruth/Note");
  const Record* const group = decoding.find(native::kGroundTruth);
  if (note != nullptr && note->value.type == ValueType::kString && note->value.strings.size() == 1) {
    truth.note = valid_utf8(note->value.strings[0]);
  } else if (note != nullptr) {
    decoding.error("wrong_type", note->path, "must be one text");
  } else if (group != nullptr) {
    truth.note = decoding.text(*group, "Note").value_or("");
  }
  return truth;
}

std::vector<std::string> decode_provenance(RecordDecoder& decoding) {
  std::vector<std::string> lines;
  const Record* const record = decoding.find(native::kProvenance);
  if (record == nullptr) return lines;
  if (record->value.type != ValueType::kString) {
    decoding.error("wrong_type", native::kProvenance, "must be text, one JSON line per step");
    return lines;
  }
  for (const std::string& line : record->value.strings) lines.push_back(valid_utf8(line));
  return lines;
}

}  // namespace viamyo
