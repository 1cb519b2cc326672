// A team with keys in a data folder of their own, a map with four items, and short hands: what tests of the review share.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "viamyo/errors.h"
#include "viamyo/review_log.h"

namespace viamyo {

inline std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void put_file(const std::filesystem::path& path, std::string_view text) { std::ofstream(path, std::ios::binary) << text; }

//! The lines of a text, each with its newline.
inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    lines.push_back(text.substr(at, end - at));
    at = end;
  }
  return lines;
}

inline std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

template <class Action>
std::string message_of(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "nothing was thrown";
}

//! R1 preserved, R2 viable-ischaemic with zone Z1, two small infarcted regions as one item.
inline Analysis four_items(std::string fingerprint = "f1") {
  Analysis a;
  a.fingerprint = std::move(fingerprint);
  const auto region = [](std::string id, TissueClass tissue, double area, bool small) {
    Region r;
    r.label = id + " mid anterior";
    r.id = std::move(id);
    r.tissue = tissue;
    r.area_mm2 = area;
    r.centroid_mm = {area, 2, 3};
    r.small = small;
    return r;
  };
  a.regions = {region("R1", TissueClass::kNormal, 4000, false), region("R2", TissueClass::kViableIschemic, 900, false),
               region("R3", TissueClass::kInfarcted, 40, true), region("R4", TissueClass::kInfarcted, 20, true)};
  CandidateZone zone;
  zone.id = "Z1";
  zone.label = "R2-a";
  zone.region = "R2";
  zone.area_mm2 = 600;
  zone.centroid_mm = {5, 5, 5};
  a.candidate_zones = {zone};
  return a;
}

class ReviewTest : public ::testing::Test {
 protected:
  ReviewTest() : test_folder(std::filesystem::temp_directory_path() / ("viamyo-review-" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(test_folder);
    std::filesystem::create_directories(test_folder);
    ::setenv("XDG_DATA_HOME", (test_folder / "data").c_str(), 1);
  }
  ~ReviewTest() override { std::filesystem::remove_all(test_folder); }

  [[nodiscard]] std::filesystem::path file(const std::string& name) const { return test_folder / name; }

  static SigningKey member_key(const std::string& name, const std::string& role = "cardiac surgeon") {
    return make_key(KeyKind::kMember, name, role, Passphrase("correct horse"), kMinSealCost);
  }
  static SigningKey owner_key(const std::string& team = "Heart team") {
    return make_key(KeyKind::kOwner, team, "", Passphrase("correct horse"), kMinSealCost);
  }

  static JoinRequest request_of(const SigningKey& key) { return {key.facts().name, key.facts().role, key.facts().public_key}; }

  static Team team_of(const SigningKey& owner, const std::vector<const SigningKey*>& members) {
    Team team;
    team.name = owner.facts().name;
    team.counting_roles = default_counting_roles();
    team.owner_key = owner.facts().public_key;
    for (const SigningKey* const member : members) team = with_member(std::move(team), request_of(*member), false);
    return team;
  }

  std::filesystem::path test_folder;
};

//! A team of A and B with a proposed map, of which nothing is decided yet.
class ReviewedMapTest : public ReviewTest {
 protected:
  ReviewedMapTest() : shared_team(team_of(owner, {&able, &best})) {
    shared_log.file = file("map.h5.review.jsonl").string();
    append(able, {make_proposal(shared_analysis, 4)});
  }

  void append(const SigningKey& signer, std::vector<LogEntry> entries, const std::string& time = "2026-11-25T10:00:00Z") {
    append_to_log(shared_log, {signer, shared_map, &shared_team, std::move(entries), time});
  }

  [[nodiscard]] Decision decision(ReviewAction action, const std::string& item) const {
    Decision d;
    d.action = action;
    d.fingerprint = shared_analysis.fingerprint;
    for (const ReviewItem& i : review_state(shared_analysis).item_list) {
      if (i.id == item) d.item = {i.id, i.label, i.tissue, i.area_mm2, i.centroid_mm};
    }
    if (action == ReviewAction::kReclassify || action == ReviewAction::kComment) d.reason = "as seen in the MRI";
    return d;
  }

  void say(const SigningKey& signer, ReviewAction action, const std::string& item) { append(signer, {decision(action, item)}); }

  void say_of_all(const SigningKey& signer, ReviewAction action) {
    std::vector<LogEntry> entries;
    for (const ReviewItem& i : review_state(shared_analysis).item_list) entries.emplace_back(decision(action, i.id));
    append(signer, std::move(entries));
  }

  void reclassify(const SigningKey& signer, const std::string& item, TissueClass to) {
    Decision d = decision(ReviewAction::kReclassify, item);
    d.to_class = to;
    append(signer, {d});
  }

  void confirm_all() {
    say_of_all(able, ReviewAction::kConfirm);
    say_of_all(best, ReviewAction::kConfirm);
  }

  [[nodiscard]] ReviewState state() const { return state_of(read_log(shared_log.file)); }
  [[nodiscard]] ReviewState state_of(const ReviewLog& log) const { return review_state(shared_analysis, shared_map, log, &shared_team); }
  [[nodiscard]] std::string item_state(const std::string& id) const {
    for (const ReviewItem& item : state().item_list) {
      if (item.id == id) return std::string(to_string(item.state));
    }
    return "no such item";
  }
  [[nodiscard]] std::vector<std::string> log_lines() const { return lines_of(text_of_file(shared_log.file)); }
  void put_lines(const std::vector<std::string>& lines) const { put_file(shared_log.file, joined(lines)); }

  SigningKey owner = owner_key();
  SigningKey able = member_key("A. Able");
  SigningKey best = member_key("B. Best", "imaging cardiologist");
  Team shared_team;
  ReviewedMap shared_map{"c0ffee", "map-1", "S-01", false};
  Analysis shared_analysis = four_items();
  ReviewLog shared_log;
};

inline bool has_reason(const ReviewState& state, std::string_view words) {
  return std::any_of(state.reasons.begin(), state.reasons.end(),
                     [&](const ReviewReason& reason) { return reason.text.find(words) != std::string::npos; });
}

}  // namespace viamyo
