// From the flat records of a native file to a Map, with every defect of the records.
#include <fmt/format.h>

#include "record_decoder.h"
#include "value.h"

namespace viamyo {

namespace {

constexpr std::string_view kFamily = "viamyo-";
constexpr std::string_view kMajor = "viamyo-1.";

// Whether the file says that it is a map of a version that this program understands.
bool check_conventions(RecordDecoder& decoding) {
  constexpr std::string_view kObject = "/@Conventions";
  const Record* const root = decoding.find(native::kRoot);
  if (root == nullptr || RecordDecoder::attribute(*root, native::kConventions) == nullptr) {
    decoding.error("not_a_map", kObject,
                   fmt::format("is missing, so this is not a Viamyo map; it must be \"{}\"", native::kConventionsValue));
    return false;
  }
  const std::optional<std::string> told = decoding.text(*root, native::kConventions);
  if (!told) return false;
  if (told->starts_with(kMajor)) return true;
  const std::string shown = printable(*told);
  if (told->starts_with(kFamily)) {
    decoding.error("unknown_version", kObject,
                   fmt::format("is \"{}\": another major version than the one this program reads ({})", shown, native::kConventionsValue));
  } else {
    decoding.error("not_a_map", kObject,
                   fmt::format("is \"{}\", so this is not a Viamyo map; it must be \"{}\"", shown, native::kConventionsValue));
  }
  return false;
}

}  // namespace

Map decode(const NativeDocument& document, std::vector<Defect>& defects) {
  RecordDecoder decoding(document, defects);
  Map map;
  if (!decoding.has_group(native::kVtkHdf)) {
    decoding.error("not_a_map", native::kVtkHdf, "is missing: the file holds no surface of a Viamyo map");
    return map;
  }
  if (!check_conventions(decoding)) return map;  // what other parts mean is not known
  map.surface = decode_surface(decoding);
  map.points = decode_mapping_points(decoding);
  map.landmarks = decode_landmarks(decoding);
  map.study = decode_study(decoding);
  const std::size_t vertices = map.surface.vertices.size();
  map.ground_truth = decode_ground_truth(decoding, vertices > 0 ? std::optional<std::uint64_t>(vertices) : std::nullopt);
  map.provenance = decode_provenance(decoding);
  return map;
}

}  // namespace viamyo
