#include "cross_checks.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace viamyo::cli {
namespace {

constexpr std::size_t kDuplicatesTold = 5;

void warn_if_mixed(const std::set<std::string>& values, const char* code, const char* what, std::vector<Warning>& warnings) {
  if (values.size() < 2) return;
  warnings.push_back(
      {code, fmt::format("maps of different {} in one run: {}; their numbers may not be comparable", what, fmt::join(values, ", "))});
}

void add_known(std::set<std::string>& values, const std::string& value) {
  if (!value.empty()) values.insert(value);
}

}  // namespace

void CrossChecks::add(const std::string& file, const Outcome& outcome) {
  if (!outcome.error.empty()) return;
  add_known(systems_, outcome.system);
  add_known(species_, outcome.species);
  add_known(shortening_sources_, outcome.shortening_source);
  ++(outcome.synthetic.value_or(false) ? synthetic_ : others_);
  const auto [earlier, is_new] = file_of_digest_.emplace(outcome.content_digest, file);
  if (is_new) return;
  ++duplicate_count_;
  if (duplicates_.size() < kDuplicatesTold) duplicates_.push_back(fmt::format("{} = {}", file, earlier->second));
}

std::vector<Warning> CrossChecks::warnings() const {
  std::vector<Warning> warnings;
  warn_if_mixed(systems_, "mixed_systems", "mapping systems", warnings);
  warn_if_mixed(species_, "mixed_species", "species", warnings);
  warn_if_mixed(shortening_sources_, "mixed_shortening_sources", "sources of shortening", warnings);
  if (synthetic_ > 0 && others_ > 0) {
    warnings.push_back({"synthetic_beside_real", fmt::format("{} synthetic maps beside {} that are not marked so", synthetic_, others_)});
  }
  if (duplicate_count_ > 0) {
    const bool more = duplicate_count_ > duplicates_.size();
    warnings.push_back({"duplicate_maps", fmt::format("{} maps have the content of an earlier one: {}{}", duplicate_count_,
                                                      fmt::join(duplicates_, ", "), more ? " ..." : "")});
  }
  return warnings;
}

}  // namespace viamyo::cli
