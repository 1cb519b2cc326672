// The review state of an analysis: what the treating team has confirmed. Nothing is, until the team says so.
//
// An item is a region, a candidate zone, or all small regions of one class. The rules: docs/review-log.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viamyo/analysis.h"

namespace viamyo {

//! Of an item. Confirmed, rejected and reclassified are settled.
enum class ItemState : std::uint8_t {
  kUnconfirmed,
  kPartlyConfirmed,  //!< fewer than are needed say the same, whatever it is, and nobody says anything else
  kConfirmed,
  kRejected,
  kReclassified,
  kDisputed,
  kHidden  //!< to a blind reader: not settled, and no more is told
};

//! Of a map. Confirmed: every item is confirmed as proposed. Reviewed: every item is settled, and at least one was rejected or reclassified.
enum class MapStatus : std::uint8_t { kUnconfirmed, kPartlyConfirmed, kReviewed, kConfirmed, kReviewedSynthetic, kConfirmedSynthetic };

//! The words of JSON, tables and files: "unconfirmed", "partly_confirmed", "confirmed", "rejected", "reclassified", "disputed", "not settled".
std::string_view to_string(ItemState state);
//! "unconfirmed", "partly_confirmed", "reviewed", "confirmed", "reviewed_synthetic", "confirmed_synthetic".
std::string_view to_string(MapStatus status);
std::optional<ItemState> item_state_from_string(std::string_view text);
std::optional<MapStatus> map_status_from_string(std::string_view text);

enum class ReviewAction : std::uint8_t { kConfirm, kReject, kReclassify, kComment, kWithdraw };

//! "confirm", "reject", "reclassify", "comment", "withdraw".
std::string_view to_string(ReviewAction action);
std::optional<ReviewAction> review_action_from_string(std::string_view text);

//! How the items of one act of signing were chosen.
enum class SignedHow : std::uint8_t {
  kUnknown,  //!< a line of an older version, which does not say
  kWalked,   //!< walked through in the window, this item in the middle of a view
  kChosen,   //!< named one by one
  kAll       //!< all at once
};

//! "unknown", "walked", "chosen", "all".
std::string_view to_string(SignedHow how);
std::optional<SignedHow> signed_how_from_string(std::string_view text);

//! What one person says of one item: their latest decision but comments.
struct ReviewVote {
  std::string member, role;
  ReviewAction action = ReviewAction::kConfirm;  //!< kConfirm, kReject or kReclassify
  std::optional<TissueClass> to_class;           //!< of a reclassification
  std::string reason, basis;                     //!< in the member's words; empty = not given
  std::string time;                              //!< their computer's, UTC
  std::size_t line = 0;                          //!< in the log, from 1
  bool on_screen = false;                        //!< whether the item stood in a view when it was signed
  SignedHow how = SignedHow::kUnknown;
  int in_one_act = 0;         //!< items that were signed in one act with it, this one too; 0 = unknown
  std::string upheld_by{};    //!< the member who stands for a word of somebody who has left; empty = it stands by itself
  std::string fault{};        //!< why it does not add to what it says; empty = it counts
  std::string line_digest{};  //!< of the line
};

//! A word that no longer stands against others, because a counting member signed why. It counts for nothing, and stays to be read.
struct WordSetAside {
  ReviewVote word;
  std::string member, role;  //!< who set it aside
  std::string reason;        //!< why, in their words
  std::string time;          //!< their computer's, UTC
  std::size_t line = 0;      //!< of the setting aside, from 1
};

//! What a member remarked on an item. It decides nothing.
struct ItemComment {
  std::string member, role;
  std::string text;
  std::string time;      //!< their computer's, UTC
  std::size_t line = 0;  //!< in the log, from 1
};

struct ReviewItem {
  std::string id;     //!< "R1", "Z1", "small:infarcted"
  std::string label;  //!< "R2 mid anterior", "Z1 R2-a", "3 small regions, infarcted"
  bool zone = false;  //!< for review only, confirmed or not
  TissueClass tissue = TissueClass::kUnmapped;
  double area_mm2 = 0;
  Vec3 centroid_mm;
  ItemState state = ItemState::kUnconfirmed;
  std::optional<TissueClass> reviewed_class;  //!< settled: the class that the team gave it; none where it was rejected
  int agreeing = 0;                           //!< members who say the same; 0 while they disagree
  std::vector<ReviewVote> votes;              //!< those that count, by member
  //! Words that count for nothing and stand against every other word: of people who have left or whose role does not count, by member.
  std::vector<ReviewVote> dissents;
  std::vector<WordSetAside> set_aside;  //!< words that would stand among `dissents`, had nobody set them aside, by member
  bool without_view = false;            //!< it has votes, and whoever signed them did not have the item in a view
  std::vector<ItemComment> comments;    //!< of members, whatever their role, the newest first
};

//! A line of the log that says something of today's items and does not count, or the reason why nothing counts at all.
struct ReviewReason {
  std::size_t line = 0;  //!< in the log, from 1; 0 = of the whole
  std::string text;      //!< one sentence
};

//! How many items have which state; they add up to all items.
struct ItemCounts {
  int confirmed = 0, rejected = 0, reclassified = 0;
  int open = 0;  //!< not settled
};

struct ReviewState {
  std::string fingerprint;                     //!< of the analysis whose items these are; empty = of none
  MapStatus status = MapStatus::kUnconfirmed;  //!< of the map
  int items = 0;                               //!< regions, candidate zones, and each class's small regions as one
  int settled = 0;
  ItemCounts counts;
  std::vector<ItemState> regions;  //!< state of each region, by index
  std::vector<ItemState> zones;

  std::vector<ReviewItem> item_list;                         //!< regions, small ones by class, zones; `items` many
  std::vector<std::optional<TissueClass>> reviewed_classes;  //!< by region; none = not settled, or rejected

  int required_confirmations = 0;      //!< 0 = no team
  int members = 0;                     //!< current members whose role counts
  int agreeing = 0;                    //!< of a settled map: the fewest members who agreed on an item
  std::string team_name, team_digest;  //!< empty = no team
  std::string log_file, log_head;      //!< empty = no log; the head is the digest of its last whole line
  std::string settled_on;              //!< "2026-11-25": by the clock of whoever settled the last item; empty while not settled
  std::string date_uncertain;  //!< why the dates in the log cannot be relied on, one sentence; empty = no clock was seen to be wrong
  //! The preset under whose name the settings were proposed, where the analysis names another with the same values; empty = the same, or no proposal.
  std::string proposed_preset;
  //! The line by which a counting member put this log in the place of one that was lost; every reader should know that something may be missing.
  std::optional<ReviewReason> restarted;
  std::vector<ReviewReason> reasons;  //!< what does not count and why
  std::string log_fault;              //!< why nothing of the log counts for this map and team; empty = it may count
  bool log_verified = true;           //!< false: a broken log, of which nothing counts
  //! The latest proposal, where it is of other settings than these: whoever looks at one should know of the other.
  std::optional<ReviewReason> other_proposal;
};

//! The state of an analysis without a review log: every item unconfirmed.
ReviewState review_state(const Analysis& analysis);

//! Whether an item of this state is settled: confirmed, rejected or reclassified.
bool is_settled_state(ItemState state);

//! Whether a map of this status is settled: reviewed or confirmed, synthetic or not.
bool is_settled_status(MapStatus status);
//! Whether it is confirmed, synthetic or not: nothing else may be drawn or told in the manner of a confirmation.
bool is_confirmed_status(MapStatus status);

//! The state of an item in words for people. "partly_confirmed" holds for those who agree on a rejection, too: who says what is told instead, as in
//! "1 of 2 confirm", "1 of 2 reject", "1 of 2 say viable-ischaemic".
std::string state_words(const ReviewItem& item, int required);

//! The same of a region or zone of the analysis, by its index.
std::string region_words(const ReviewState& review, const Region& region);
std::string zone_words(const ReviewState& review, const CandidateZone& zone);

//! Counts the items of the list anew.
ItemCounts counts_of(const std::vector<ReviewItem>& items);

//! "2 of 10 items rejected, 1 reclassified"; empty when there is neither.
std::string overruled_text(const ReviewState& review);

//! Whether the team has settled every item of the map.
bool is_settled(const ReviewState& review);
//! Whether the team has confirmed every item of the map as proposed: what may look confirmed.
bool is_confirmed(const ReviewState& review);

//! The sentence of the band on the screen and in pictures. `synthetic` as in Study: a map that is synthetic, or may be, says so.
std::string band_text(const ReviewState& review, const std::optional<bool>& synthetic);

//! Areas by class as the team has settled them: a region counts under its reviewed class.
struct ReviewedAreas {
  std::array<double, kTissueClassCount> class_area_mm2{};  //!< [0] unused
  double rejected_mm2 = 0;
  double not_settled_mm2 = 0;
};

//! None while no region is settled.
std::optional<ReviewedAreas> reviewed_areas(const Analysis& analysis, const ReviewState& review);

}  // namespace viamyo
