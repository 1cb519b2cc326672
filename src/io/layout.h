// What belongs to a native map file (docs/file-format.md), as data: the reader, the decoder and the digest go by this one table.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "viamyo/native_document.h"

namespace viamyo {

namespace native {
inline constexpr std::string_view kRoot = "/";
inline constexpr std::string_view kVtkHdf = "/VTKHDF";
inline constexpr std::string_view kFieldData = "/VTKHDF/FieldData";  // foreign to the layout; the texts of an export are read all the same
inline constexpr std::string_view kPointData = "/VTKHDF/PointData";
inline constexpr std::string_view kMappingPoints = "/MappingPoints";
inline constexpr std::string_view kElectrograms = "/MappingPoints/Electrograms";
inline constexpr std::string_view kLandmarks = "/Landmarks";
inline constexpr std::string_view kStudy = "/Study";
inline constexpr std::string_view kGroundTruth = "/GroundTruth";
inline constexpr std::string_view kProvenance = "/Provenance";

inline constexpr std::string_view kConventions = "Conventions";
inline constexpr std::string_view kContentDigest = "ContentDigest";
inline constexpr std::string_view kConventionsValue = "viamyo-1.0";

inline constexpr std::array<std::string_view, 12> kExportTexts{"Notice",       "ReviewStatus", "Fingerprint", "Synthetic",
                                                               "Support",      "Chamber",      "Classes",     "ReviewItems",
                                                               "SourceSHA256", "Program",      "Review",      "ReviewLogHead"};
}  // namespace native

//! What the elements of a dataset must be.
enum class ValueKind : std::uint8_t {
  kReal,     //!< float32 or float64
  kIndex,    //!< int32 or int64: VTK's reader takes no others
  kInteger,  //!< any integer
  kByte,     //!< uint8
  kNumber,   //!< any integer or float
  kText
};

//! What the number of rows follows from.
enum class Rows : std::uint8_t { kOne, kThree, kVertices, kTriangles, kOffsets, kCorners, kPoints, kLines };

struct DatasetRule {
  ValueKind kind = ValueKind::kNumber;
  Rows rows = Rows::kOne;
  int columns = 1;        //!< 0 = any number of columns
  bool is_field = false;  //!< a quantity on vertices or points, with units, origin and parameters
};

//! The rule of the dataset at `path`, or nothing when no dataset of the layout may stand there. Every name directly in PointData and
//! MappingPoints that is not another part of the layout is a field.
std::optional<DatasetRule> dataset_rule(std::string_view path);

bool is_layout_group(std::string_view path);

//! Whether the attribute belongs to the layout; `path` is a group or dataset that does.
bool is_layout_attribute(std::string_view path, std::string_view name);

bool matches(ValueKind kind, ValueType type);

//! "float32 or float64" and so on, for messages.
std::string_view describe(ValueKind kind);

//! A field must be numbers of one or two dimensions; anything else under an unknown name in PointData or MappingPoints is foreign.
bool can_be_field(ValueType type, std::size_t rank);

//! Whether the record is part of the layout, and so of the digest.
bool is_layout_record(const Record& record);

//! "/VTKHDF/Points" of "/VTKHDF" and "Points".
std::string child_path(std::string_view group, std::string_view name);

//! "Points" of "/VTKHDF/Points".
std::string_view name_of(std::string_view path);

//! "/VTKHDF" of "/VTKHDF/Points"; "/" of "/VTKHDF".
std::string_view group_of(std::string_view path);

}  // namespace viamyo
