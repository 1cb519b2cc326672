// /VTKHDF: the surface as VTKHDF 1.0 stores an unstructured grid that has nothing but triangles.
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "record_decoder.h"
#include "value.h"

namespace viamyo {

namespace {

constexpr std::int64_t kVtkTriangle = 5;

void check_type_attributes(RecordDecoder& decoding) {
  const Record* const group = decoding.find(native::kVtkHdf);
  if (group == nullptr) return;
  if (RecordDecoder::attribute(*group, "Type") == nullptr)
    decoding.error("missing", "/VTKHDF@Type", "is missing; it must be \"UnstructuredGrid\"");
  const std::optional<std::string> type = decoding.text(*group, "Type");
  if (type && *type != "UnstructuredGrid") {
    decoding.error("wrong_value", "/VTKHDF@Type", fmt::format("is \"{}\"; it must be \"UnstructuredGrid\"", printable(*type)));
  }
  if (RecordDecoder::attribute(*group, "Version") == nullptr) decoding.error("missing", "/VTKHDF@Version", "is missing; it must be 1, 0");
  const std::optional<std::vector<double>> version = decoding.numbers(*group, "Version", 2);
  if (version && version->front() != 1) {
    decoding.error("wrong_value", "/VTKHDF@Version", fmt::format("is {}, {}; version 1 is read", version->front(), version->back()));
  }
}

// NumberOfPoints and its kin repeat what the arrays' lengths say; VTK's reader goes by them.
void check_count(RecordDecoder& decoding, std::string_view path, std::optional<std::uint64_t> expected) {
  const Record* const record = decoding.required(path, 1);
  if (record == nullptr || !expected) return;
  const std::int64_t count = numbers_as<std::int64_t>(record->value).front();
  if (count < 0 || static_cast<std::uint64_t>(count) != *expected) {
    decoding.error("wrong_count", path, fmt::format("says {}, but the arrays hold {}", count, *expected));
  }
}

// How many are not what they should be, and the first of them.
template <class IsRight>
std::string describe_wrong(const Value& value, IsRight is_right, std::string_view what) {
  std::size_t seen = 0;
  std::size_t wrong = 0;
  std::size_t first = 0;
  std::int64_t first_number = 0;
  for_each_number<std::int64_t>(value, [&](std::int64_t number) {
    if (!is_right(seen, number) && wrong++ == 0) {
      first = seen;
      first_number = number;
    }
    ++seen;
  });
  if (wrong == 0) return {};
  return fmt::format("{} of {} {}; the first is number {}: {}", wrong, seen, what, first, first_number);
}

template <class IsRight>
bool check_all(RecordDecoder& decoding, const Record* record, std::string_view code, IsRight is_right, std::string_view what) {
  if (record == nullptr) return false;
  const std::string wrong = describe_wrong(record->value, is_right, what);
  if (!wrong.empty()) decoding.error(code, record->path, wrong);
  return wrong.empty();
}

bool check_types(RecordDecoder& decoding, const Record* types) {
  const auto is_triangle = [](std::size_t, std::int64_t type) { return type == kVtkTriangle; };
  return check_all(decoding, types, "not_a_triangle", is_triangle, "cells are not triangles (5)");
}

bool check_offsets(RecordDecoder& decoding, const Record* offsets) {
  const auto is_third = [](std::size_t i, std::int64_t offset) { return offset == 3 * static_cast<std::int64_t>(i); };
  return check_all(decoding, offsets, "wrong_offset", is_third, "offsets are not three times their number");
}

bool check_indices(RecordDecoder& decoding, const Record* connectivity) {
  const auto fits = [](std::size_t, std::int64_t index) {
    return index >= std::numeric_limits<std::int32_t>::min() && index <= std::numeric_limits<std::int32_t>::max();
  };
  return check_all(decoding, connectivity, "index_out_of_range", fits, "indices do not fit 32 bits");
}

std::vector<Triangle> triangles_of(const Value& value) {
  std::vector<Triangle> triangles(element_count(value.shape) / 3);
  std::size_t seen = 0;
  for_each_number<std::int64_t>(value, [&](std::int64_t index) {
    if (seen / 3 < triangles.size()) triangles[seen / 3][seen % 3] = static_cast<std::int32_t>(index);
    ++seen;
  });
  return triangles;
}

std::optional<std::uint64_t> length_of(const Record* record) {
  return record == nullptr ? std::nullopt : std::optional(record->value.shape.front());
}

std::vector<Triangle> decode_triangles(RecordDecoder& decoding) {
  const Record* const types = decoding.required("/VTKHDF/Types");
  const std::optional<std::uint64_t> count = length_of(types);
  const Record* const offsets = decoding.required("/VTKHDF/Offsets", count ? std::optional(*count + 1) : std::nullopt);
  const Record* const connectivity = decoding.required("/VTKHDF/Connectivity");
  check_count(decoding, "/VTKHDF/NumberOfCells", count);
  check_count(decoding, "/VTKHDF/NumberOfConnectivityIds", length_of(connectivity));

  const bool all_triangles = check_types(decoding, types);
  const bool regular = all_triangles && check_offsets(decoding, offsets);  // other cells have other offsets: one defect says it
  const bool indices_fit = check_indices(decoding, connectivity);
  if (!regular || !indices_fit) return {};
  if (*length_of(connectivity) != 3 * *count) {
    decoding.error("wrong_shape", connectivity->path,
                   fmt::format("has {} indices; {} triangles have {}", *length_of(connectivity), *count, 3 * *count));
    return {};
  }
  return triangles_of(connectivity->value);
}

}  // namespace

Surface decode_surface(RecordDecoder& decoding) {
  Surface surface;
  check_type_attributes(decoding);
  const Record* const points = decoding.required("/VTKHDF/Points");
  check_count(decoding, "/VTKHDF/NumberOfPoints", length_of(points));
  surface.triangles = decode_triangles(decoding);
  if (points == nullptr) return surface;
  decoding.check_unit(*points, "mm");
  surface.vertices = points_of(points->value);
  surface.fields = decode_fields(decoding, native::kPointData, surface.vertices.size(), "vertices");
  return surface;
}

}  // namespace viamyo
