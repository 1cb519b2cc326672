// The log of a map's review: signed lines, each bound to the one before, that are only ever added (docs/review-log.md).
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "viamyo/member_key.h"
#include "viamyo/review_state.h"
#include "viamyo/settings.h"
#include "viamyo/team.h"

namespace viamyo {

//! The map that is reviewed, as a log is bound to it.
struct ReviewedMap {
  std::string content;  //!< LoadedMap::analysis_digest
  std::string map_id, subject_id;
  std::optional<bool> synthetic;
  std::string relabelled{};  //!< what it is called otherwise than it calls itself, one sentence: nothing is confirmed then; empty = nothing
};
ReviewedMap reviewed_map(const Study& study, const std::string& analysis_digest);
//! Whether its subject_id names anybody: it is more than blanks.
bool has_subject(const ReviewedMap& map);

//! What a decision is about. It counts for an item of the same id and class while area and centroid agree within 0.1 mm2 and 0.1 mm.
struct DecidedItem {
  std::string id, label;
  TissueClass tissue = TissueClass::kUnmapped;
  double area_mm2 = 0;
  Vec3 centroid_mm;
};

struct Decision {
  ReviewAction action = ReviewAction::kComment;
  DecidedItem item;
  std::optional<TissueClass> to_class;  //!< of a reclassification
  std::string reason, basis;            //!< basis: what other imaging says; empty = not given
  std::string sentence;                 //!< what was shown and signed
  bool on_screen = false;               //!< whether the item stood in a view
  std::string fingerprint;
  SignedHow how = SignedHow::kUnknown;
  int in_one_act = 0;  //!< items that are decided on in one act, this one too; 0 = unknown
};

//! A counting member stands for lines of a key that is no longer in use, after reading them: they count again as their signer's words.
struct Uphold {
  std::vector<std::string> lines;  //!< digests
  std::string reason;              //!< in the member's words; empty = not given
};

//! A counting member says why words of somebody who has left no longer stand against the team's.
struct SetAside {
  std::vector<std::string> lines;  //!< digests
  std::string reason;
};

//! A member takes back that they upheld these words of others, in whatever line they did.
struct TakeBack {
  std::vector<std::string> lines;  //!< digests of the words
  std::string reason;
};

//! A counting member says why this log stands in the place of one that was seen, and is lost.
struct Restart {
  std::string lost_head;  //!< digest of the last line of it that was seen
  std::string reason;
};

//! The settings that the team is asked to review, so that the next reader sees the same items.
struct Proposal {
  std::string fingerprint;
  std::string preset;
  std::vector<SettingChange> settings;  //!< complete
  int items = 0;
};

//! The first line: which map, and which team.
struct LogBinding {
  std::string content, map_id, subject_id;
  std::string team_name, team_digest;  //!< empty = no team: nothing of this log is ever confirmed
};

struct LogLine {
  std::size_t number = 0;  //!< from 1
  std::string digest;      //!< SHA-256 of the line without its newline
  std::string member, role, key;
  std::string time;  //!< the signer's clock, UTC
  std::string program;
  int team_serial = 0;    //!< of the team file that the signer had; 0 = none
  std::string team_file;  //!< digest of that file; empty = none, or a line of version 1
  int version = 3;        //!< of the log's format
  std::variant<LogBinding, Proposal, Decision, Uphold, SetAside, Restart, TakeBack> content;
};

struct ReviewLog {
  std::string file;
  std::vector<LogLine> lines;     //!< sound ones, up to the first that is not
  std::string head;               //!< digest of the last of them; empty = no line
  std::uint64_t whole_bytes = 0;  //!< up to the end of the last of them
  bool unfinished = false;        //!< the file ends in a line without newline: an append that was cut short
  std::size_t broken_line = 0;    //!< number of the first line that is not sound
  std::string broken;             //!< what is wrong with it, one sentence; empty = the log verifies
};

//! "MAP.h5.review.jsonl"
std::filesystem::path default_log(const std::filesystem::path& map);

//! Reads and verifies all lines. A file that does not exist is a log without lines. Throws InputError when it cannot be read, is a folder, a link
//! or larger than 1 GiB.
ReviewLog read_log(const std::filesystem::path& path);

//! The binding of the first line; nullptr for a log without lines.
const LogBinding* binding_of(const ReviewLog& log);
//! Why nothing of a log counts for this map and team, or why it is not theirs; one sentence, empty = it may count. Without a team it may be the log of a
//! review without a team, of which nothing counts either, and which can be read all the same.
std::string fault_of_log(const ReviewLog& log, const ReviewedMap& map, const Team* team, const std::string& missing);
//! Per line: why it does not count for the team (nullptr: nothing does) by whose it is, one sentence; empty = it counts.
std::vector<std::string> signer_faults(const ReviewLog& log, const Team* team);
//! The decisions of keys that are no longer in use which a counting member of today could uphold, and nobody has yet.
std::vector<const LogLine*> lines_to_uphold(const ReviewLog& log, const Team& team);
//! The words of people who have left that stand against others on disputed items, in the items' order: a counting member can set them aside, unless somebody
//! who is in the team has upheld them and has not taken that back.
std::vector<const LogLine*> lines_to_set_aside(const ReviewLog& log, const Team& team, const ReviewState& state);
//! The words of others that this person has upheld, whether that counts or not, and has not taken back. `name`: as anybody may spell it.
std::vector<const LogLine*> lines_to_take_back(const ReviewLog& log, const Team& team, std::string_view name);
//! The latest proposal, or that of a fingerprint; nullptr when there is none. With a team: only those that its members signed under their own name.
const LogLine* latest_proposal(const ReviewLog& log, const Team* team, std::string_view fingerprint = {});
//! The settings of a proposal. Throws UsageError when this version does not know them.
Settings settings_of(const Proposal& proposal);
Proposal make_proposal(const Analysis& analysis, int items);
//! What a proposal has otherwise than these settings, by the proposal's values: "voltage_viable 7.5, fill_distance 12 and 2 more".
std::string changed_settings(const Proposal& proposal, const Settings& here);

//! "I, NAME, ROLE, confirm R2 mid anterior of subject: «SUBJECT», map: «MAP» as viable-ischaemic at 6.9 mV and 12 % (published-human-range)", with the
//! cut-offs that made the class and the preset that they go by.
std::string decision_sentence(const KeyFacts& signer, const Decision& decision, const ReviewedMap& map, const Thresholds& thresholds,
                              std::string_view preset);

using LogEntry = std::variant<Proposal, Decision, Uphold, SetAside, Restart, TakeBack>;

struct Append {
  const SigningKey& signer;
  ReviewedMap map;
  const Team* team = nullptr;  //!< nullptr = no team
  std::vector<LogEntry> entries;
  std::string time;  //!< empty = now
};

//! Adds the entries under the log's lock, in order, after whatever others have added meanwhile, and syncs before it returns; `log` then holds all
//! lines. The first append writes the binding. Throws OutputError when the lines cannot be written (the log is then as it was), UsageError when
//! the log is broken, or belongs to another map or team.
void append_to_log(ReviewLog& log, const Append& append);

//! What a lock cannot promise where this file lies (a network file system); empty where it can.
std::string lock_warning(const std::filesystem::path& path);

//! Clocks that went backwards from one line to the next, or lie ahead of `now` (UTC) by more than five minutes.
std::vector<ReviewReason> clock_anomalies(const ReviewLog& log, const std::string& now);

//! A log of this map and team that was seen on this computer, whose lines are not in the log that is there now, and that no counting member has put this
//! one in the place of.
struct LostLog {
  std::string head;       //!< digest of the last line of it that was seen: what a `Restart` names
  std::size_t lines = 0;  //!< that it had then
  std::string text;       //!< what is wrong, behind "the log ..."
};
//! nullopt: nothing is missing, as far as this computer's data folder remembers. A log that is empty or gone is missed, too.
std::optional<LostLog> lost_log(const ReviewLog& log, const ReviewedMap& map, const Team* team);
//! Its text; empty = nothing is missing.
std::string missing_lines(const ReviewLog& log, const ReviewedMap& map, const Team* team);
//! Keeps the head of a log that verifies and misses nothing. Throws OutputError.
void remember_head(const ReviewLog& log, const Team* team);

//! The state of an analysis from its map's log and the team; nullptr = no team: nothing is confirmed. `now`: UTC, by which clocks are held to be ahead;
//! empty = by this computer's clock. Pure otherwise; `missing_lines` comes in.
ReviewState review_state(const Analysis& analysis, const ReviewedMap& map, const ReviewLog& log, const Team* team,
                         const std::string& missing = {}, const std::string& now = {});

}  // namespace viamyo
