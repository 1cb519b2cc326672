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

//! One warning for all names that have several; the first is named.
void warn_of_subjects(const std::map<std::string, std::set<std::string>>& names, const char* code, const char* text,
                      std::vector<Warning>& warnings) {
  std::string first;
  std::size_t count = 0;
  for (const auto& [name, others] : names) {
    if (others.size() > 1 && count++ == 0) first = fmt::format(fmt::runtime(text), name, fmt::join(others, ", "));
  }
  if (count > 0) warnings.push_back({code, first + (count == 1 ? "" : fmt::format("; {} such subjects", count))});
}

//! "2 maps have ...: b = a, d = c ..."
void warn_of_pairs(std::size_t count, const std::vector<std::string>& first, const char* code, std::string_view one, std::string_view many,
                   std::vector<Warning>& warnings) {
  if (count == 0) return;
  warnings.push_back({code, fmt::format("{}: {}{}", count == 1 ? fmt::format("1 map {}", one) : fmt::format("{} maps {}", count, many),
                                        fmt::join(first, ", "), count > first.size() ? " ..." : "")});
}

void add_known(std::set<std::string>& values, const std::string& value) {
  if (!value.empty()) values.insert(value);
}

}  // namespace

void CrossChecks::add(const BatchInput& input, const Outcome& outcome) {
  if (!outcome.error.empty()) return;
  add_known(systems_, outcome.system);
  add_known(species_, outcome.species);
  add_known(criteria_, outcome.criteria);
  add_known(voltage_sources_, outcome.voltage_source);
  add_known(shortening_sources_, outcome.shortening_source);
  if (!input.subject_id.empty() && !outcome.subject_in_file.empty()) {
    told_of_subject_[outcome.subject_in_file].insert(input.subject_id);
    subject_of_told_[input.subject_id].insert(outcome.subject_in_file);
  }
  const std::string file = told(input);
  file_of_sha256_.emplace(outcome.sha256, file);
  if (!outcome.derived_from.empty()) derived_.emplace_back(file, outcome.derived_from);
  ++(outcome.synthetic.value_or(false) ? synthetic_ : others_);
  const auto [earlier, is_new] = file_of_digest_.emplace(outcome.content_digest, file);
  if (!is_new) {
    ++duplicate_count_;
    if (duplicates_.size() < kDuplicatesTold) duplicates_.push_back(fmt::format("{} = {}", file, earlier->second));
  } else if (!outcome.subject_id.empty() && !outcome.visit.empty()) {
    const auto [other, is_first] = file_of_visit_.emplace(std::pair(outcome.subject_id, outcome.visit), file);
    if (is_first) return;
    ++same_visit_count_;
    if (same_visits_.size() < kDuplicatesTold) same_visits_.push_back(fmt::format("{} and {}", file, other->second));
  }
}

std::vector<Warning> CrossChecks::warnings() const {
  std::vector<Warning> warnings;
  warn_if_mixed(systems_, "mixed_systems", "mapping systems", warnings);
  warn_if_mixed(species_, "mixed_species", "species", warnings);
  warn_if_mixed(shortening_sources_, "mixed_shortening_sources", "sources of shortening", warnings);
  warn_if_mixed(criteria_, "mixed_criteria", "criteria", warnings);
  warn_if_mixed(voltage_sources_, "mixed_voltage_sources", "sources of voltage", warnings);
  warn_of_subjects(told_of_subject_, "subject_parted", "the maps of subject {} are told by the manifest to be of {}", warnings);
  warn_of_subjects(subject_of_told_, "subjects_joined", "the manifest tells to be of subject {} what the files call {}", warnings);
  if (synthetic_ > 0 && others_ > 0) {
    warnings.push_back({"synthetic_beside_real", fmt::format("{} synthetic maps beside {} that are not marked so", synthetic_, others_)});
  }
  warn_of_pairs(duplicate_count_, duplicates_, "duplicate_maps", "has the content of an earlier one", "have the content of an earlier one",
                warnings);
  warn_of_pairs(same_visit_count_, same_visits_, "same_visit",
                "is of a subject and visit of which there is another, so that one patient may count twice",
                "are of a subject and visit of which there is another, so that one patient may count twice", warnings);
  std::vector<std::string> made;
  std::size_t made_count = 0;
  for (const auto& [file, source] : derived_) {
    const auto from = file_of_sha256_.find(source);
    if (from == file_of_sha256_.end()) continue;
    if (++made_count <= kDuplicatesTold) made.push_back(fmt::format("{} from {}", file, from->second));
  }
  warn_of_pairs(made_count, made, "derived_maps", "was made from another of this run, so that one patient may count twice",
                "were made from another of this run, so that one patient may count twice", warnings);
  return warnings;
}

}  // namespace viamyo::cli
