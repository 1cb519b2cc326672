// What must hold of every review, searched among random ones: nothing raises what was lowered. VIAMYO_LONG searches longer; VIAMYO_REVIEW_CASES names a file
// that the first cases are written to, for another program to judge.
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "review_worlds.h"

namespace viamyo {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t kFirstSeed = 1;

#if defined(NDEBUG) && !defined(VIAMYO_SANITIZED)
constexpr std::uint64_t kUsual = 20'000;
#else
constexpr std::uint64_t kUsual = 2'000;  // slower by as much
#endif

//! Cases of a search.
std::uint64_t cases(std::uint64_t usual) { return std::getenv("VIAMYO_LONG") != nullptr ? 25 * usual : usual; }

//! How far an item has come. Where nothing of a log counts, its dissent is not heard, and is no less there.
int rank(ItemState state, bool unheard) {
  switch (state) {
    case ItemState::kDisputed:
      return 0;
    case ItemState::kPartlyConfirmed:
      return 2;
    case ItemState::kConfirmed:
    case ItemState::kRejected:
    case ItemState::kReclassified:
      return 3;
    default:
      return unheard ? 0 : 1;
  }
}

int rank(MapStatus status) {
  if (is_confirmed_status(status)) return 3;
  if (is_settled_status(status)) return 2;
  return status == MapStatus::kPartlyConfirmed ? 1 : 0;
}

//! What stands higher after than before; empty = nothing.
std::string raised(const ReviewState& before, const ReviewState& after) {
  const bool unheard = !before.log_fault.empty() || !after.log_fault.empty();
  for (std::size_t i = 0; i < before.item_list.size(); ++i) {
    const ItemState was = before.item_list[i].state;
    const ItemState is = after.item_list[i].state;
    const bool higher = rank(is, unheard) > rank(was, unheard);
    const bool another = is_settled_state(is) && is != was;
    if (higher || another) return fmt::format("{} was {} and is {}", before.item_list[i].id, to_string(was), to_string(is));
  }
  if (rank(after.status) <= rank(before.status)) return {};
  return fmt::format("the map was {} and is {}", to_string(before.status), to_string(after.status));
}

Json json_of(const Team& team) {
  Json members = Json::array();
  for (const TeamMember& m : team.members) {
    Json member{{"name", m.name}, {"role", m.role}, {"public_key", m.public_key}, {"accepted_in", m.accepted_in}};
    if (m.retired_in) member["retired_in"] = *m.retired_in;
    if (!m.voided.empty()) member["voided"] = m.voided;
    if (m.voided_in) member["voided_in"] = *m.voided_in;
    members.push_back(member);
  }
  return {{"name", team.name},
          {"digest", team_digest(team)},
          {"file", team.file_digest},
          {"serial", team.serial},
          {"required_confirmations", team.required_confirmations},
          {"counting_roles", team.counting_roles},
          {"members", members}};
}

Json json_of(const LogLine& line) {
  Json json{{"digest", line.digest}, {"member", line.member},           {"role", line.role},          {"key", line.key},
            {"time", line.time},     {"team_serial", line.team_serial}, {"team_file", line.team_file}};
  if (const auto* const binding = std::get_if<LogBinding>(&line.content)) {
    json["type"] = "begin";
    json["map"] = {{"content", binding->content}, {"map_id", binding->map_id}, {"subject_id", binding->subject_id}};
    json["team"] = {{"name", binding->team_name}, {"digest", binding->team_digest}};
  } else if (const auto* const d = std::get_if<Decision>(&line.content)) {
    const Vec3& c = d->item.centroid_mm;
    json["type"] = "decision";
    json["action"] = to_string(d->action);
    json["item"] = {
        {"id", d->item.id}, {"class", to_string(d->item.tissue)}, {"area_mm2", d->item.area_mm2}, {"centroid_mm", {c.x, c.y, c.z}}};
    json["to_class"] = d->to_class ? Json(to_string(*d->to_class)) : Json(nullptr);
    json["reason"] = d->reason;
    json["fingerprint"] = d->fingerprint;
  } else if (const auto* const uphold = std::get_if<Uphold>(&line.content)) {
    json["type"] = "uphold";
    json["lines"] = uphold->lines;
  } else if (const auto* const aside = std::get_if<SetAside>(&line.content)) {
    json["type"] = "set_aside";
    json["lines"] = aside->lines;
    json["reason"] = aside->reason;
  } else if (const auto* const back = std::get_if<TakeBack>(&line.content)) {
    json["type"] = "take_back";
    json["lines"] = back->lines;
    json["reason"] = back->reason;
  } else {
    json["type"] = std::holds_alternative<Restart>(line.content) ? "restart" : "proposal";
  }
  return json;
}

Json json_of(const World& world, const ReviewState& state) {
  Json lines = Json::array();
  for (const LogLine& line : world.log.lines) lines.push_back(json_of(line));
  Json items = Json::object();
  Json states = Json::object();
  for (const ReviewItem& item : state.item_list) {
    const Vec3& c = item.centroid_mm;
    items[item.id] = {{"class", to_string(item.tissue)}, {"area", item.area_mm2}, {"centroid", {c.x, c.y, c.z}}};
    if (item.zone) items[item.id]["region"] = "R2";
    states[item.id] = to_string(item.state);
  }
  return {{"team", json_of(world.team())}, {"lines", lines}, {"items", items}, {"status", to_string(state.status)}, {"states", states}};
}

//! What is wrong with a world, by a property that a seed fixes the chances of; empty = nothing.
using Property = std::function<std::string(const World&, std::uint64_t seed)>;

//! The world without as many lines as can go while it still fails.
World smallest(World world, const Property& property, std::uint64_t seed) {
  for (bool again = true; again;) {
    again = false;
    for (std::size_t i = world.log.lines.size(); i-- > 1;) {
      World less = world;
      less.log.lines.erase(less.log.lines.begin() + static_cast<std::ptrdiff_t>(i));
      for (std::size_t k = 0; k < less.log.lines.size(); ++k) less.log.lines[k].number = k + 1;
      if (property(less, seed).empty()) continue;
      world = std::move(less);
      again = true;
    }
  }
  return world;
}

//! Fails with the smallest case, and keeps it, where the property does not hold of the world.
bool holds(const Property& property, const World& world, std::uint64_t seed) {
  if (property(world, seed).empty()) return true;
  const World least = smallest(world, property, seed);
  const std::string kept = ::testing::TempDir() + "review-case.json";
  const std::string text = json_of(least, least.state()).dump(1);
  std::ofstream(kept) << text << "\n";
  ADD_FAILURE() << "seed " << seed << ": " << property(least, seed) << "\nsmallest case, kept in " << kept << ":\n" << text;
  return false;
}

//! Whether two files of the team's own change are told of: a later file settles that, whatever it changes.
bool is_forked(const World& world) {
  return std::any_of(world.log.lines.begin(), world.log.lines.end(), [&](const LogLine& line) {
    return line.team_serial == world.team().serial && line.team_file != world.team().file_digest;
  });
}

std::string when_the_team_changes(const World& world, std::uint64_t seed) {
  if (is_forked(world)) return {};
  const ReviewState before = world.state();
  WorldMaker maker(seed);
  for (std::size_t what = 1; what <= 4; ++what) {
    const Team after = maker.changed(world, world.team(), what);
    const bool newer = std::any_of(world.log.lines.begin(), world.log.lines.end(),
                                   [&](const LogLine& line) { return line.team_file == after.file_digest; });
    if (newer) continue;  // the file at hand was an old one, and this is the one that lines were signed under
    const std::string higher = raised(before, world.state_by(after, world.log));
    if (!higher.empty()) return fmt::format("change {}: {}", what, higher);
  }
  return {};
}

//! Whether the line's signer belongs to the team of today, under their own name and role.
const TeamMember* member_of_today(const World& world, const LogLine& line) {
  const TeamMember* const entry = member_of_key(world.team(), line.key);
  const bool own = entry != nullptr && person_of(entry->name) == person_of(line.member) && entry->role == line.role;
  return own && !entry->retired_in && line.team_serial >= entry->accepted_in ? entry : nullptr;
}

//! Who counts may raise; who belongs to the team may take back or change their own word; nobody else, and nothing else.
bool may_raise(const World& world, const LogLine& line) {
  const TeamMember* const entry = member_of_today(world, line);
  if (entry == nullptr) return false;
  if (role_counts(world.team(), entry->role)) return true;
  if (std::holds_alternative<TakeBack>(line.content)) return true;
  const auto* const decision = std::get_if<Decision>(&line.content);
  return decision != nullptr && decision->action != ReviewAction::kComment;
}

std::string when_a_line_is_added(const World& world, std::uint64_t seed) {
  const ReviewState before = world.state();
  WorldMaker maker(seed);
  for (int i = 0; i < 4; ++i) {
    World more = world;
    maker.append(more, maker.any_line(world));
    if (may_raise(world, more.log.lines.back())) continue;
    const std::string higher = raised(before, more.state());
    if (!higher.empty()) return fmt::format("{}: {}", json_of(more.log.lines.back()).dump(), higher);
  }
  return {};
}

//! The world without what a person upheld of these words.
World never_upheld(World world, std::string_view name, const std::vector<std::string>& digests) {
  for (LogLine& line : world.log.lines) {
    const TeamMember* const entry = member_of_key(world.team(), line.key);
    auto* const uphold = std::get_if<Uphold>(&line.content);
    if (uphold == nullptr || entry == nullptr || person_of(entry->name) != person_of(name)) continue;
    std::erase_if(uphold->lines,
                  [&](const std::string& digest) { return std::find(digests.begin(), digests.end(), digest) != digests.end(); });
  }
  return world;
}

//! Of whoever belongs to the team: an uphold that is taken back is as if it had never been signed.
std::string when_an_uphold_is_taken_back(const World& world, std::uint64_t seed) {
  WorldMaker maker(seed);
  for (const TeamMember& member : world.team().members) {
    if (member.retired_in) continue;
    std::vector<std::string> digests;
    for (const LogLine* const line : lines_to_take_back(world.log, world.team(), member.name)) digests.push_back(line->digest);
    if (digests.empty()) continue;
    World more = world;
    LogLine line;
    line.content = TakeBack{digests, "read again"};
    line.member = member.name;
    line.role = member.role;
    line.key = member.public_key;
    line.team_serial = world.team().serial;
    line.team_file = world.team().file_digest;
    line.time = "2026-11-25T10:00:00Z";
    maker.append(more, line);
    if (!lines_to_take_back(more.log, more.team(), member.name).empty()) return "something is left to take back";
    const ReviewState taken_back = more.state();
    const ReviewState never = never_upheld(world, member.name, digests).state();
    for (std::size_t i = 0; i < never.item_list.size(); ++i) {
      const ReviewItem& is = taken_back.item_list[i];
      const ReviewItem& would = never.item_list[i];
      const auto of = [](const ReviewItem& item) {
        return fmt::format("{} {} {}", to_string(item.state), item.votes.size(), item.dissents.size());
      };
      if (of(is) != of(would)) return fmt::format("{} is {}, and would be {}", is.id, of(is), of(would));
    }
  }
  return {};
}

struct LatestWords {
  std::set<std::string> agree;  //!< persons
  bool another = false;         //!< somebody's latest word is another, and nobody has set it aside
};

//! By the log alone, without asking what counts.
LatestWords latest_words(const World& world, const ReviewItem& item, const std::function<bool(const Decision&)>& is_the_word) {
  std::map<std::string, const LogLine*> latest;
  std::set<std::string> set_aside;
  for (const LogLine& line : world.log.lines) {
    if (const auto* const aside = std::get_if<SetAside>(&line.content)) set_aside.insert(aside->lines.begin(), aside->lines.end());
    const auto* const d = std::get_if<Decision>(&line.content);
    const TeamMember* const entry = member_of_key(world.team(), line.key);
    if (d == nullptr || entry == nullptr || d->action == ReviewAction::kComment) continue;
    if (d->item.id == item.id && d->fingerprint == world.analysis.fingerprint) latest[person_of(entry->name)] = &line;
  }
  LatestWords words;
  for (const auto& [person, line] : latest) {
    const auto& d = std::get<Decision>(line->content);
    if (d.action == ReviewAction::kWithdraw) continue;
    const bool in_vain = d.action == ReviewAction::kReclassify && d.to_class == item.tissue;  // says what was proposed
    if (is_the_word(d))
      words.agree.insert(person);
    else if (!(in_vain && item.state == ItemState::kConfirmed) && !set_aside.contains(line->digest))
      words.another = true;
  }
  return words;
}

std::string when_something_is_settled(const World& world, std::uint64_t /*seed*/) {
  const ReviewState state = world.state();
  const auto required = static_cast<std::size_t>(world.team().required_confirmations);
  for (const ReviewItem& item : state.item_list) {
    const bool follows = item.zone && (state.regions[1] == ItemState::kRejected || state.regions[1] == ItemState::kReclassified);
    if (!is_settled_state(item.state) || follows) continue;
    const LatestWords words = latest_words(world, item, [&](const Decision& d) {
      if (item.state == ItemState::kConfirmed) return d.action == ReviewAction::kConfirm;
      if (item.state == ItemState::kRejected) return d.action == ReviewAction::kReject;
      return d.action == ReviewAction::kReclassify && d.to_class == item.reviewed_class;
    });
    if (words.agree.size() < required) return fmt::format("{} is {} by {} people", item.id, to_string(item.state), words.agree.size());
    if (words.another) return fmt::format("{} is {}, and somebody's latest word is another", item.id, to_string(item.state));
  }
  if (is_confirmed_status(state.status) && state.counts.confirmed != state.items) return "confirmed, and not every item is";
  if (is_settled_status(state.status) && state.counts.open != 0) return "settled, and not every item is";
  const std::string band = band_text(state, false);
  const std::size_t at = band.find("CONFIRMED");
  const bool told = at != std::string::npos && (at < 2 || band.substr(at - 2, 2) != "UN");
  return told != is_confirmed(state) ? "the band says " + band : "";
}

//! What a search has met.
struct Met {
  std::map<std::string_view, int> times;
  void see(const World& world) {
    for (const TeamMember& member : world.team().members)
      times["to take back"] += !member.retired_in && !lines_to_take_back(world.log, world.team(), member.name).empty() ? 1 : 0;
    for (const LogLine& line : world.log.lines) times["taken back"] += std::holds_alternative<TakeBack>(line.content) ? 1 : 0;
  }
  void see(const ReviewState& state) {
    ++times[to_string(state.status)];
    for (const ReviewItem& item : state.item_list) {
      ++times[to_string(item.state)];
      times["dissents"] += item.dissents.empty() ? 0 : 1;
      for (const ReviewVote& vote : item.votes) times["upheld"] += vote.upheld_by.empty() ? 0 : 1;
    }
  }
};

//! No change of the team and no line but a counting word raises anything; what is settled rests on the latest words of enough people.
TEST(ReviewProperty, NothingRaisesWhatTheTeamLowered) {
  Met met;
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + cases(kUsual); ++seed) {
    const World world = WorldMaker(seed).make();
    met.see(world.state());
    met.see(world);
    for (const Property& property : {Property(when_the_team_changes), Property(when_a_line_is_added), Property(when_something_is_settled),
                                     Property(when_an_uphold_is_taken_back)})
      if (!holds(property, world, seed)) return;
  }
  // A search that meets no settled map, or no dispute, looks at nothing.
  for (const char* const word : {"unconfirmed", "partly_confirmed", "confirmed", "reviewed", "rejected", "reclassified", "disputed",
                                 "dissents", "upheld", "to take back", "taken back"})
    EXPECT_GE(met.times[word], 10) << word;
}

TEST(ReviewProperty, CasesForAnotherProgram) {
  const char* const name = std::getenv("VIAMYO_REVIEW_CASES");
  if (name == nullptr) GTEST_SKIP() << "VIAMYO_REVIEW_CASES names no file";
  std::ofstream file(name);
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + cases(kUsual / 4); ++seed) {
    const World world = WorldMaker(seed).make();
    file << json_of(world, world.state()).dump() << "\n";
  }
  ASSERT_TRUE(file.good());
}

}  // namespace
}  // namespace viamyo
