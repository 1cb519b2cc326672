// A map as the document that a save writes: one canonical form, whatever the map was read from.
#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "layout.h"
#include "value.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr std::size_t kMaxAttributeBytes = 60'000;  // an HDF5 object header holds no attribute beyond 64 KB
constexpr std::uint8_t kVtkTriangle = 5;

class Encoder {
 public:
  NativeDocument encode(const Map& map) {
    group(native::kRoot);
    add_surface(map.surface);
    if (!map.points.positions.empty()) add_points(map.points);
    add_landmarks(map.landmarks);
    add_study(map.study);
    if (map.ground_truth) add_truth(*map.ground_truth);
    if (!map.provenance.empty()) dataset(native::kProvenance, make_texts(map.provenance));
    return finished();
  }

 private:
  // References stay valid only until the next record is added.
  Record& group(std::string_view path) { return document_.records.emplace_back(Record{std::string(path), true, {}, {}}); }

  Record& dataset(std::string_view path, Value value) {
    if (!paths_.insert(std::string(path)).second)
      throw OutputError(fmt::format("{}: two parts of the map have this name", printable(path)));
    return document_.records.emplace_back(Record{std::string(path), false, std::move(value), {}});
  }

  template <class T>
  Record& numbers(std::string_view path, std::vector<T> numbers, std::size_t columns = 1) {
    std::vector<std::uint64_t> shape{numbers.size() / columns};
    if (columns > 1) shape.push_back(columns);
    if (numbers.size() % columns != 0)
      throw OutputError(fmt::format("{}: {} values do not fill rows of {}", path, numbers.size(), columns));
    return dataset(path, make_numbers<T>(std::move(numbers), std::move(shape)));
  }

  static void attribute(Record& record, std::string_view name, Value value) {
    if (value.type == ValueType::kString && value.strings[0].size() > kMaxAttributeBytes) {
      throw OutputError(fmt::format("{}@{}: a text of {} bytes is too long for an attribute (at most {})", printable(record.path), name,
                                    value.strings[0].size(), kMaxAttributeBytes));
    }
    record.attributes.push_back({std::string(name), std::move(value)});
  }

  static void text(Record& record, std::string_view name, std::string_view text) {
    if (!text.empty()) attribute(record, name, make_text(text));
  }

  static void flag(Record& record, std::string_view name, const std::optional<bool>& flag) {
    if (flag) attribute(record, name, make_number<std::uint8_t>(*flag ? 1 : 0));
  }

  void points(std::string_view path, const std::vector<Vec3>& points) {
    std::vector<double> coordinates;
    coordinates.reserve(3 * points.size());
    for (const Vec3& p : points) coordinates.insert(coordinates.end(), {p.x, p.y, p.z});
    text(numbers(path, std::move(coordinates), 3), "units", "mm");
  }

  void count(std::string_view path, std::size_t number) { numbers<std::int64_t>(path, std::vector{static_cast<std::int64_t>(number)}); }

  void add_surface(const Surface& surface) {
    Record& root = group(native::kVtkHdf);
    attribute(root, "Version", make_numbers<std::int64_t>({1, 0}, {2}));
    text(root, "Type", "UnstructuredGrid");
    count("/VTKHDF/NumberOfPoints", surface.vertices.size());
    count("/VTKHDF/NumberOfCells", surface.triangles.size());
    count("/VTKHDF/NumberOfConnectivityIds", 3 * surface.triangles.size());
    points("/VTKHDF/Points", surface.vertices);
    add_triangles(surface.triangles);
    group(native::kPointData);
    for (const Field& field : surface.fields) add_field(native::kPointData, field);
  }

  void add_triangles(const std::vector<Triangle>& triangles) {
    if (triangles.size() > std::numeric_limits<std::int32_t>::max() / 3)
      throw OutputError("/VTKHDF/Connectivity: too many triangles for int32");
    std::vector<std::int32_t> corners;
    std::vector<std::int32_t> offsets{0};
    corners.reserve(3 * triangles.size());
    offsets.reserve(triangles.size() + 1);
    for (const Triangle& triangle : triangles) {
      corners.insert(corners.end(), triangle.begin(), triangle.end());
      offsets.push_back(static_cast<std::int32_t>(corners.size()));
    }
    numbers("/VTKHDF/Connectivity", std::move(corners));
    numbers("/VTKHDF/Offsets", std::move(offsets));
    numbers("/VTKHDF/Types", std::vector<std::uint8_t>(triangles.size(), kVtkTriangle));
  }

  void add_field(std::string_view group_path, const Field& field) {
    const std::string path = child_path(group_path, field.name);
    const bool nameable = !field.name.empty() && field.name != "." && field.name.find('/') == std::string::npos &&
                          field.name.find('\0') == std::string::npos && !is_layout_group(path);
    if (!nameable) throw OutputError(fmt::format("{}: a field cannot have this name", printable(path)));
    Record& record = numbers(path, field.values, static_cast<std::size_t>(std::max(1, field.components)));
    text(record, "units", field.unit);
    text(record, "origin", to_string(field.origin));
    text(record, "parameters", field.parameters);
  }

  void add_points(const MappingPoints& mapped) {
    group(native::kMappingPoints);
    points("/MappingPoints/Position", mapped.positions);
    if (!mapped.end_systolic_positions.empty()) points("/MappingPoints/EndSystolicPosition", mapped.end_systolic_positions);
    if (!mapped.accepted.empty()) numbers("/MappingPoints/Accepted", mapped.accepted);
    if (!mapped.names.empty()) dataset("/MappingPoints/Name", make_texts(mapped.names));
    if (mapped.electrograms) add_electrograms(*mapped.electrograms);
    for (const Field& field : mapped.fields) add_field(native::kMappingPoints, field);
  }

  void add_channel(std::string_view name, const std::vector<float>& samples, int per_point) {
    if (samples.empty()) return;
    const std::string path = child_path(native::kElectrograms, name);
    const auto columns = static_cast<std::size_t>(std::max(1, per_point));
    Record& record = numbers(path, samples, columns);
    record.value.shape = {samples.size() / columns, columns};  // of two dimensions also when there is one sample
    text(record, "units", "mV");
  }

  void add_electrograms(const Electrograms& egm) {
    Record& root = group(native::kElectrograms);
    if (egm.sampling_rate_hz != 0) attribute(root, "sampling_rate_Hz", make_number(egm.sampling_rate_hz));
    if (egm.window_of_interest_ms)
      attribute(root, "window_of_interest_ms",
                make_numbers<double>({egm.window_of_interest_ms->begin(), egm.window_of_interest_ms->end()}, {2}));
    add_channel("Unipolar", egm.unipolar, egm.samples);
    add_channel("Bipolar", egm.bipolar, egm.samples);
    add_channel("Reference", egm.reference, egm.samples);
    std::vector<float> ends;
    for (const auto& window : egm.point_windows_ms) ends.insert(ends.end(), window.begin(), window.end());
    if (!ends.empty()) text(numbers("/MappingPoints/Electrograms/WindowOfInterest", ends, 2), "units", "ms");
    if (egm.reference_annotation_ms.empty()) return;
    text(numbers("/MappingPoints/Electrograms/ReferenceAnnotation", egm.reference_annotation_ms), "units", "ms");
  }

  void landmark(std::string_view name, const std::optional<Vec3>& place) {
    if (!place) return;
    text(numbers<double>(child_path(native::kLandmarks, name), {place->x, place->y, place->z}), "units", "mm");
  }

  void add_landmarks(const Landmarks& landmarks) {
    if (landmarks == Landmarks{}) return;
    group(native::kLandmarks);
    for (const LandmarkName& name : kLandmarkNames) landmark(name.in_file, landmarks.*name.place);
  }

  void add_study(const Study& study) {
    Record record{std::string(native::kStudy), true, {}, {}};
    text(record, "map_id", study.map_id);
    text(record, "subject_id", study.subject_id);
    text(record, "visit", study.visit);
    text(record, "species", study.species);
    text(record, "system", study.system);
    text(record, "acquired", study.acquired);
    text(record, "rhythm", study.rhythm);
    flag(record, "paced", study.paced);
    if (study.qrs_ms) attribute(record, "qrs_ms", make_number(*study.qrs_ms));
    text(record, "coordinate_frame", study.coordinate_frame);
    text(record, "chamber", study.chamber);
    text(record, "description", study.description);
    flag(record, "synthetic", study.synthetic);
    text(record, "derived_from", study.derived_from);
    text(record, "licence", study.licence);
    if (!record.attributes.empty()) document_.records.push_back(std::move(record));
  }

  void add_truth(const GroundTruth& truth) {
    group(native::kGroundTruth);
    numbers("/GroundTruth/Class", truth.classes);
    if (!truth.note.empty()) dataset("/GroundTruth/Note", make_text(truth.note));
  }

  NativeDocument finished() {
    const auto by_path = [](const Record& a, const Record& b) { return a.path < b.path; };
    const auto by_name = [](const Attribute& a, const Attribute& b) { return a.name < b.name; };
    std::sort(document_.records.begin(), document_.records.end(), by_path);
    Record& root = document_.records.front();
    text(root, native::kConventions, native::kConventionsValue);
    for (Record& record : document_.records) std::sort(record.attributes.begin(), record.attributes.end(), by_name);
    return std::move(document_);
  }

  NativeDocument document_;
  std::set<std::string> paths_;
};

}  // namespace

NativeDocument encode_without_digest(const Map& map) { return Encoder().encode(map); }

NativeDocument encode(const Map& map) {
  NativeDocument document = encode_without_digest(map);
  std::vector<Attribute>& attributes = document.records.front().attributes;
  const auto behind =
      std::find_if(attributes.begin(), attributes.end(), [](const Attribute& a) { return a.name > native::kContentDigest; });
  attributes.insert(behind, {std::string(native::kContentDigest), make_text(content_digest(document))});
  return document;
}

}  // namespace viamyo
