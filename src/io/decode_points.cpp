// /MappingPoints: the acquired points and their electrograms.
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "record_decoder.h"
#include "value.h"

namespace viamyo {

namespace {

std::vector<Vec3> decode_positions(RecordDecoder& decoding, const Record* record) {
  if (record == nullptr) return {};
  decoding.check_unit(*record, "mm");
  return points_of(record->value);
}

std::vector<std::uint8_t> decode_accepted(const Record* record) {
  std::vector<std::uint8_t> accepted;
  if (record == nullptr) return accepted;
  for (const std::int64_t flag : numbers_as<std::int64_t>(record->value)) accepted.push_back(flag != 0 ? 1 : 0);
  return accepted;
}

std::vector<std::string> decode_names(const Record* record) {
  std::vector<std::string> names;
  if (record == nullptr) return names;
  for (const std::string& name : record->value.strings) names.push_back(valid_utf8(name));
  return names;
}

// One channel, whose samples must be as many as those of the channels before it.
std::vector<float> decode_channel(RecordDecoder& decoding, std::string_view name, std::uint64_t rows, Electrograms& electrograms) {
  const std::string path = child_path(native::kElectrograms, name);
  const Record* const record = decoding.dataset(path, rows);
  if (record == nullptr) return {};
  decoding.check_unit(*record, "mV");
  const std::uint64_t samples = record->value.shape[1];
  if (samples == 0 || samples > std::numeric_limits<int>::max()) {
    decoding.error("wrong_shape", path, fmt::format("has {} samples per point", samples));
    return {};
  }
  if (electrograms.samples != 0 && samples != static_cast<std::uint64_t>(electrograms.samples)) {
    decoding.error("wrong_shape", path, fmt::format("has {} samples per point; the channel before has {}", samples, electrograms.samples));
    return {};
  }
  electrograms.samples = static_cast<int>(samples);
  return numbers_as<float>(record->value);
}

void decode_sampling_rate(RecordDecoder& decoding, const Record* group, Electrograms& electrograms) {
  constexpr std::string_view kObject = "/MappingPoints/Electrograms@sampling_rate_Hz";
  const bool present = group != nullptr && RecordDecoder::attribute(*group, "sampling_rate_Hz") != nullptr;
  const std::optional<double> rate = present ? decoding.number(*group, "sampling_rate_Hz") : std::nullopt;
  if (!present && electrograms.samples > 0) decoding.error("missing", kObject, "is missing; without it samples have no time");
  if (rate && !(std::isfinite(*rate) && *rate > 0)) decoding.error("wrong_value", kObject, fmt::format("is {}; it must be above 0", *rate));
  electrograms.sampling_rate_hz = rate.value_or(0);
}

void decode_common_window(RecordDecoder& decoding, const Record* group, Electrograms& electrograms) {
  if (group == nullptr) return;
  const std::optional<std::vector<double>> window = decoding.numbers(*group, "window_of_interest_ms", 2);
  if (!window) return;
  if (!std::isfinite(window->front()) || !std::isfinite(window->back()) || window->front() > window->back()) {
    decoding.error("wrong_value", "/MappingPoints/Electrograms@window_of_interest_ms",
                   fmt::format("is {} to {}; it must be finite and end after it starts", window->front(), window->back()));
    return;
  }
  electrograms.window_of_interest_ms = std::array{window->front(), window->back()};
}

void decode_point_windows(RecordDecoder& decoding, std::uint64_t rows, Electrograms& electrograms) {
  const Record* const windows = decoding.dataset("/MappingPoints/Electrograms/WindowOfInterest", rows);
  const Record* const annotation = decoding.dataset("/MappingPoints/Electrograms/ReferenceAnnotation", rows);
  if (annotation != nullptr) {
    decoding.check_unit(*annotation, "ms");
    electrograms.reference_annotation_ms = numbers_as<float>(annotation->value);
  }
  if (windows == nullptr) return;
  decoding.check_unit(*windows, "ms");
  if (decoding.find("/MappingPoints/Electrograms/ReferenceAnnotation") == nullptr) {
    decoding.error("missing", "/MappingPoints/Electrograms/ReferenceAnnotation", "is missing; WindowOfInterest is relative to it");
  }
  const std::vector<float> ends = numbers_as<float>(windows->value);
  for (std::size_t i = 0; i < rows; ++i) electrograms.point_windows_ms.push_back({ends[2 * i], ends[2 * i + 1]});
}

Electrograms decode_electrograms(RecordDecoder& decoding, std::uint64_t rows) {
  Electrograms electrograms;
  electrograms.unipolar = decode_channel(decoding, "Unipolar", rows, electrograms);
  electrograms.bipolar = decode_channel(decoding, "Bipolar", rows, electrograms);
  electrograms.reference = decode_channel(decoding, "Reference", rows, electrograms);
  const Record* const group = decoding.find(native::kElectrograms);
  decode_sampling_rate(decoding, group, electrograms);
  decode_common_window(decoding, group, electrograms);
  decode_point_windows(decoding, rows, electrograms);
  return electrograms;
}

}  // namespace

MappingPoints decode_mapping_points(RecordDecoder& decoding) {
  MappingPoints points;
  if (!decoding.has_group(native::kMappingPoints)) return points;
  const Record* const position = decoding.required("/MappingPoints/Position");
  if (position == nullptr) return points;  // the others have no length to be measured by
  points.positions = decode_positions(decoding, position);
  const std::uint64_t rows = points.positions.size();
  points.end_systolic_positions = decode_positions(decoding, decoding.dataset("/MappingPoints/EndSystolicPosition", rows));
  points.fields = decode_fields(decoding, native::kMappingPoints, rows, "mapping points");
  points.accepted = decode_accepted(decoding.dataset("/MappingPoints/Accepted", rows));
  points.names = decode_names(decoding.dataset("/MappingPoints/Name", rows));
  if (decoding.has_group(native::kElectrograms)) points.electrograms = decode_electrograms(decoding, rows);
  return points;
}

}  // namespace viamyo
