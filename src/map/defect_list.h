// How validation collects what it finds, and the parts that it consists of.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "viamyo/topology.h"
#include "viamyo/validation.h"

namespace viamyo {

//! Counts where one kind of defect is met and keeps the first few for the text.
class DefectLocations {
 public:
  void add(std::size_t index) {
    if (++count_ <= kShown) fmt::format_to(std::back_inserter(shown_), "{}{}", count_ > 1 ? ", " : "", index);
  }
  void add_edge(const std::array<std::int32_t, 2>& ends) {
    if (++count_ <= kShown) fmt::format_to(std::back_inserter(shown_), "{}{}-{}", count_ > 1 ? ", " : "", ends[0], ends[1]);
  }

  [[nodiscard]] bool any() const { return count_ > 0; }
  [[nodiscard]] std::size_t count() const { return count_; }

  //! "1 vertex (17)" or "812 vertices (17, 18, 30, 31, 40, ...)"
  [[nodiscard]] std::string text(std::string_view one, std::string_view many) const {
    return fmt::format("{} {} ({}{})", count_, count_ == 1 ? one : many, shown_, count_ > kShown ? ", ..." : "");
  }

 private:
  static constexpr std::size_t kShown = 5;

  std::size_t count_ = 0;
  std::string shown_;
};

class DefectList {
 public:
  void error(std::string_view code, std::string_view object, std::string text) {
    defects_.push_back({Severity::kError, std::string(code), std::string(object), std::move(text)});
  }
  void warning(std::string_view code, std::string_view object, std::string text) {
    defects_.push_back({Severity::kWarning, std::string(code), std::string(object), std::move(text)});
  }

  //! Errors first, otherwise in the order of finding.
  std::vector<Defect> take() {
    std::stable_partition(defects_.begin(), defects_.end(), [](const Defect& d) { return d.severity == Severity::kError; });
    return std::move(defects_);
  }

 private:
  std::vector<Defect> defects_;
};

//! Edges of openings that lie this close to others, over at least that length, are told: no real opening of a ventricle is so narrow. A convention of ours.
inline constexpr double kOpenSeam_mm = 0.1;
inline constexpr double kShortestOpenSeam_mm = 1;

//! Warns of openings whose edges run beside one another. All coordinates must be finite.
void check_seams(const Surface& surface, const Topology& topology, const std::stop_token& stop, DefectList& defects);

//! True when every coordinate is finite and there are triangles with all indices in range, so that geometry can be computed.
bool validate_surface(const Surface& surface, const std::stop_token& stop, DefectList& defects);
void validate_fields(const std::vector<Field>& fields, std::size_t rows, std::string_view group, DefectList& defects);
void validate_points(const MappingPoints& points, DefectList& defects);

}  // namespace viamyo
