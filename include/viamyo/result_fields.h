// Fields of an exported surface and columns of a table that an analysis or a team made: no data of a map that such an export is read into.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace viamyo {

namespace field_name {
inline constexpr std::string_view kClass = "Class";  // codes of TissueClass; with a team those that it settled, or kNotSettled
inline constexpr std::string_view kClassAsComputed = "ClassAsComputed";  // codes of TissueClass
inline constexpr std::string_view kReviewedClass = "ReviewedClass";      // the same as the team settled them, or kNotSettled
inline constexpr std::string_view kReviewState = "ReviewState";          // codes of ItemState; kNotSettled where there is no item
inline constexpr std::string_view kSegmentAha17 = "SegmentAHA17";        // 1 to 17, 0 = unknown
}  // namespace field_name

//! Whether the field is one of these: its values are codes, whole numbers.
constexpr bool is_code_field(std::string_view name) {
  constexpr std::array kCodes{field_name::kClass, field_name::kClassAsComputed, field_name::kReviewedClass, field_name::kReviewState,
                              field_name::kSegmentAha17};
  return std::find(kCodes.begin(), kCodes.end(), name) != kCodes.end();
}

//! Columns by which a table of results is known, whatever else was taken out of it: no table of another program has a column of such a name.
namespace result_column {
inline constexpr std::string_view kClassAsComputed = "class_as_computed";
inline constexpr std::string_view kReviewedClass = "reviewed_class";
inline constexpr std::string_view kReviewState = "review_state";
inline constexpr std::string_view kReviewStatus = "review_status";
inline constexpr std::string_view kReviewLogHead = "review_log_head";
inline constexpr std::array kAll{kClassAsComputed, kReviewedClass, kReviewState, kReviewStatus, kReviewLogHead};
}  // namespace result_column

}  // namespace viamyo
