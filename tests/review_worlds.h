// Random reviews: teams whose members come and go, keys that are replaced, roles that change, and logs of all that people may do with them, in memory.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "review_team.h"

namespace viamyo {

//! The same numbers on every computer.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15U + 1) {}
  std::uint64_t next() {
    state_ ^= state_ << 13U;
    state_ ^= state_ >> 7U;
    state_ ^= state_ << 17U;
    return state_;
  }
  //! From 0 to below `count`.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>((next() >> 11U) % count); }
  bool one_in(std::size_t count) { return below(count) == 0; }
  template <class List>
  const auto& of(const List& list) {
    return *(std::begin(list) + static_cast<std::ptrdiff_t>(below(std::size(list))));
  }

 private:
  std::uint64_t state_;
};

//! A key with the name and role that its holder signs under.
struct Holder {
  std::string name, role, key;
};

struct World {
  Analysis analysis = four_items();
  std::vector<ReviewItem> items = review_state(analysis).item_list;
  ReviewedMap map{"c0ffee", "map-1", "S-01", false};
  std::vector<Team> teams;      //!< every change of the team's file; the last is at hand
  std::vector<Holder> holders;  //!< of every key that was ever made, strangers' too
  ReviewLog log;

  [[nodiscard]] const Team& team() const { return teams.back(); }
  [[nodiscard]] ReviewState state() const { return state_by(team(), log); }
  [[nodiscard]] ReviewState state_by(const Team& other, const ReviewLog& lines) const {
    return review_state(analysis, map, lines, &other, {}, "2026-11-25T12:00:00Z");
  }
};

inline const std::vector<std::string>& role_words() {
  static const std::vector<std::string> words{"cardiac surgeon", "imaging cardiologist", "nurse"};
  return words;
}

class WorldMaker {
 public:
  explicit WorldMaker(std::uint64_t seed) : dice_(seed) {}

  World make() {
    World world;
    Team team;
    team.name = "Heart team";
    team.owner_key = "owner";
    team.counting_roles = default_counting_roles();
    team.required_confirmations = 1 + static_cast<int>(dice_.below(3));
    world.teams.push_back(team);
    const std::size_t members = 1 + dice_.below(4);
    for (std::size_t i = 0; i < members; ++i) change(world, 0);
    if (dice_.one_in(2)) new_holder(world, dice_.of(kNames));  // a stranger
    add(world, world.holders.front(), binding(world));
    const std::size_t most = dice_.one_in(40) ? 200 : 2 + dice_.below(28);  // lines
    while (world.log.lines.size() < most) {
      if (dice_.one_in(6)) {
        change(world, dice_.below(5));
        if (dice_.one_in(2)) uphold_all(world, speaker(world));
      }
      speak(world);
    }
    if (dice_.one_in(4) && world.teams.size() > 1) world.teams.pop_back();  // an old file is at hand
    return world;
  }

  //! The team after a change: 0 a member comes, 1 one goes, 2 goes and is voided, 3 has a new key, and with it maybe
  //! another role, 4 has no role that counts any more.
  Team changed(const World& world, const Team& before, std::size_t what) {
    Team team = before;
    std::vector<TeamMember*> current;
    for (TeamMember& member : team.members) {
      if (!member.retired_in) current.push_back(&member);
    }
    team.serial = before.serial + 1;
    team.file_digest.clear();
    if (!current.empty() && what > 0) {
      TeamMember& member = *dice_.of(current);
      if (what == 4) {
        member.role = "nurse";
      } else {
        member.retired_in = team.serial;
        if (what == 2) void_all(team, member.name);
        if (what == 3)
          team.members.push_back({member.name, dice_.of(role_words()), fmt::format("k{}", 1000 + world.holders.size()), team.serial, {}});
      }
    }
    team.file_digest = team_file_digest(team);
    return team;
  }

  //! A line that anybody may write, of any kind, at the end.
  LogLine any_line(const World& world) {
    LogLine line;
    const Holder& holder = dice_.of(world.holders);
    line.content = any_content(world);
    sign(world, holder, line);
    return line;
  }

  void append(World& world, LogLine line) const {
    line.number = world.log.lines.size() + 1;
    line.digest = fmt::format("d{}", line.number);
    world.log.head = line.digest;
    world.log.lines.push_back(std::move(line));
  }

  Dice& dice() { return dice_; }

 private:
  static constexpr std::array<const char*, 5> kNames{"A. Able", "B. Best", "C. Clay", "D. Dorn", "a able"};

  static LogBinding binding(const World& world) { return {"c0ffee", "map-1", "S-01", world.team().name, team_digest(world.team())}; }

  static void void_all(Team& team, const std::string& name) {
    for (TeamMember& member : team.members) {
      if (person_of(member.name) != person_of(name)) continue;
      if (member.voided.empty()) member.voided_in = team.serial;
      member.voided = "fraud";
    }
  }

  Holder new_holder(World& world, const std::string& name) {
    world.holders.push_back({name, dice_.one_in(4) ? "nurse" : dice_.of(role_words()), fmt::format("k{}", world.holders.size())});
    return world.holders.back();
  }

  void change(World& world, std::size_t what) {
    Team team = world.team();
    if (what == 0) {
      const Holder holder = new_holder(world, dice_.of(kNames));
      for (TeamMember& member : team.members) {
        if (!member.retired_in && person_of(member.name) == person_of(holder.name)) member.retired_in = team.serial + 1;
      }
      ++team.serial;
      team.members.push_back({holder.name, holder.role, holder.key, team.serial, std::nullopt});
      team.file_digest.clear();
      team.file_digest = team_file_digest(team);
      world.teams.push_back(team);
      return;
    }
    team = changed(world, team, what);
    for (const TeamMember& member : team.members) {
      const bool known =
          std::any_of(world.holders.begin(), world.holders.end(), [&](const Holder& h) { return h.key == member.public_key; });
      if (!known) world.holders.push_back({member.name, member.role, member.public_key});
    }
    world.teams.push_back(team);
  }

  //! Mostly under the newest file, sometimes under an old one, rarely under one that nobody has made.
  void sign(const World& world, const Holder& holder, LogLine& line) {
    line.member = dice_.one_in(30) ? dice_.of(kNames) : holder.name;
    line.role = holder.role;
    for (const TeamMember& member : world.team().members) {
      if (member.public_key == holder.key && !dice_.one_in(8)) line.role = member.role;
    }
    line.key = holder.key;
    line.time = "2026-11-25T10:00:00Z";
    const Team& under = dice_.one_in(6) ? dice_.of(world.teams) : world.team();
    line.team_serial = under.serial;
    line.team_file = under.file_digest;
    if (dice_.one_in(400)) line.team_serial = under.serial + 1 + static_cast<int>(dice_.below(3));
    if (dice_.one_in(400)) line.team_file = "another";
  }

  void add(World& world, const Holder& holder, decltype(LogLine::content) content) {
    LogLine line;
    line.content = std::move(content);
    sign(world, holder, line);
    append(world, std::move(line));
  }

  Decision decision(const World& world, ReviewAction action, const ReviewItem& item) {
    Decision d;
    d.action = action;
    d.item = {item.id, item.label, item.tissue, item.area_mm2, item.centroid_mm};
    d.fingerprint = world.analysis.fingerprint;
    d.reason = "seen";
    if (action == ReviewAction::kReclassify) d.to_class = dice_.one_in(3) ? TissueClass::kIndeterminate : TissueClass::kInfarcted;
    return d;
  }

  Decision any_decision(const World& world) {
    static constexpr std::array<ReviewAction, 12> kOften{ReviewAction::kConfirm,  ReviewAction::kConfirm,    ReviewAction::kConfirm,
                                                         ReviewAction::kConfirm,  ReviewAction::kReject,     ReviewAction::kReject,
                                                         ReviewAction::kReject,   ReviewAction::kReclassify, ReviewAction::kReclassify,
                                                         ReviewAction::kWithdraw, ReviewAction::kWithdraw,   ReviewAction::kComment};
    Decision d = decision(world, dice_.of(kOften), dice_.of(world.items));
    if (dice_.one_in(12)) {
      const std::size_t fault = dice_.below(6);
      if (fault == 0) d.item.area_mm2 += 1;
      if (fault == 1) d.item.tissue = TissueClass::kIndeterminate;
      if (fault == 2) d.reason.clear();
      if (fault == 3) d.to_class = dice_.one_in(2) ? std::optional(TissueClass::kUnmapped) : std::nullopt;
      if (fault == 4) d.fingerprint = "f2";
      if (fault == 5) d.item.id = "R9";
    }
    return d;
  }

  std::vector<std::string> some_digests(const World& world) {
    std::vector<std::string> digests;
    const std::size_t count = 1 + dice_.below(6);
    for (std::size_t i = 0; i < count; ++i) digests.push_back(dice_.of(world.log.lines).digest);
    return digests;
  }

  decltype(LogLine::content) any_content(const World& world) {
    const std::size_t kind = dice_.below(22);
    if (kind > 19) return TakeBack{some_digests(world), dice_.one_in(8) ? "" : "not mine to uphold"};
    if (kind < 3) return Uphold{some_digests(world), ""};
    if (kind < 6) return SetAside{some_digests(world), dice_.one_in(8) ? "" : "no longer so"};
    if (kind == 6) return Restart{"lost", "the disk broke"};
    if (kind == 7) return Proposal{world.analysis.fingerprint, "custom", {}, 4};
    return any_decision(world);
  }

  //! Mostly somebody who belongs to the team.
  Holder speaker(const World& world) {
    std::vector<Holder> members = world.holders;
    std::erase_if(members, [&](const Holder& holder) {
      const TeamMember* const entry = member_of_key(world.team(), holder.key);
      return entry == nullptr || entry->retired_in;
    });
    return members.empty() || dice_.one_in(5) ? dice_.of(world.holders) : dice_.of(members);
  }

  void uphold_all(World& world, const Holder& holder) {
    std::vector<std::string> digests;
    for (const LogLine* const line : lines_to_uphold(world.log, world.team())) digests.push_back(line->digest);
    if (!digests.empty()) add(world, holder, Uphold{digests, ""});
  }

  //! Mostly by whoever upheld something, of all of it or of a part.
  void take_back_some(World& world) {
    Holder holder = speaker(world);
    for (const LogLine& line : world.log.lines) {
      if (std::holds_alternative<Uphold>(line.content) && dice_.one_in(2)) holder = {line.member, line.role, line.key};
    }
    std::vector<std::string> digests;
    for (const LogLine* const line : lines_to_take_back(world.log, world.team(), holder.name)) {
      if (!dice_.one_in(4)) digests.push_back(line->digest);
    }
    if (!digests.empty()) add(world, holder, TakeBack{digests, "read again"});
  }

  //! All who belong to the team say the same of an item.
  void agree(World& world, const Decision& word) {
    for (const TeamMember& member : world.team().members) {
      if (!member.retired_in) add(world, {member.name, member.role, member.public_key}, word);
    }
  }

  //! One act: mostly one line, often a word on every item, sometimes an answer to all who have left.
  void speak(World& world) {
    const Holder holder = speaker(world);
    const std::size_t act = dice_.below(12);
    if (act >= 10) {
      agree(world, decision(world, dice_.one_in(2) ? ReviewAction::kReclassify : ReviewAction::kReject, dice_.of(world.items)));
    } else if (act < 5) {
      const std::size_t how = dice_.below(8);
      const ReviewAction action = how < 6 ? ReviewAction::kConfirm : how == 6 ? ReviewAction::kReject : ReviewAction::kWithdraw;
      for (const ReviewItem& item : world.items) add(world, holder, decision(world, action, item));
    } else if (act == 5) {
      if (dice_.one_in(3))
        take_back_some(world);
      else
        uphold_all(world, holder);
    } else if (act == 6) {
      std::vector<std::string> digests;
      for (const LogLine* const line : lines_to_set_aside(world.log, world.team(), world.state())) digests.push_back(line->digest);
      if (!digests.empty()) add(world, holder, SetAside{digests, "no longer so"});
    } else {
      append(world, any_line(world));
    }
  }

  Dice dice_;
};

}  // namespace viamyo
