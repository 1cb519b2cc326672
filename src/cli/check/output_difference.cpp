#include "output_difference.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "forms.h"

namespace viamyo::cli {
namespace {

std::optional<double> number_in(const std::string& cell) {
  double number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  return error == std::errc() && end == cell.data() + cell.size() ? std::optional(number) : std::nullopt;
}

}  // namespace

bool is_same_number(double a, double b) {
  constexpr double kTolerance = 1e-5;  // another computer may round otherwise
  return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= kTolerance * std::max({1.0, std::abs(a), std::abs(b)});
}

bool is_same_cell(const std::string& says, const std::string& is) {
  if (says == is) return true;
  const std::optional<double> told = number_in(says);
  const std::optional<double> expected = number_in(is);
  if (!told || !expected) return false;
  // A count, or a measure that is a whole number: that one may miss it by what two ways of adding differ, no more.
  constexpr double kWhole = 1e-9;
  const bool whole = is.find_first_not_of("-0123456789") == std::string::npos;
  return whole ? std::abs(*told - *expected) <= kWhole * std::max(1.0, std::abs(*expected)) : is_same_number(*told, *expected);
}

std::string without_what_is(std::string sentence) {
  const std::size_t at = sentence.find(kAndThatIs);
  return at == std::string::npos ? sentence : sentence.substr(0, at) + ", and that is not so";
}

AnalysedMap as_told(const OutputClaim& claim, const ReviewCase& c, const ReviewState& state) {
  AnalysedMap map = c.under(state);
  if (!claim.map.empty()) map.file = claim.map;
  if (!is_digest(claim.sha256) || claim.sha256 == map.loaded->sha256) return map;
  LoadedMap loaded = *map.loaded;
  loaded.sha256 = claim.sha256;
  map.loaded = std::make_shared<const LoadedMap>(std::move(loaded));
  return map;
}

Difference difference(const OutputClaim& claim, const ReviewCase& c, const ReviewState& state, const Program& program) {
  const std::optional<bool>& synthetic = c.reviewed.synthetic;
  const std::string_view is_synthetic = !synthetic ? "unknown" : (*synthetic ? "yes" : "no");
  if (claim.synthetic && *claim.synthetic != is_synthetic)
    return {fmt::format("it says of the map synthetic: {}, and the map says {}", *claim.synthetic, is_synthetic), {}};
  if (claim.status != to_string(state.status))
    return {fmt::format("it says {}, and by this log and team it was {} then", claim.status, to_string(state.status)), {}};
  if (claim.sheet) return sheet_difference(claim, c, state, program);
  if (claim.picture) return picture_difference(*claim.picture, c, state, program);
  if (claim.table) return {table_difference(*claim.table, claim, c, state), {}};
  if (!claim.report.is_null()) return {report_difference(claim.report, c, state), {}};
  return {export_difference(claim, c, state, program), {}};
}

}  // namespace viamyo::cli
