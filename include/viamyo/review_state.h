// What the treating team has confirmed. Nothing is, until the team says so.
//
// An item is a region, a candidate zone, or all small regions of one class. Its state: "unconfirmed", "partly_confirmed", "confirmed",
// "rejected", "reclassified" or "disputed"; "confirmed", "rejected", "reclassified" are settled; to a blind reader (as_seen_by) "not settled". The
// map's status: "unconfirmed", "partly_confirmed", "confirmed", or "confirmed_synthetic" for a map that is known to be synthetic.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viamyo/analysis.h"

namespace viamyo {

//! What one member says of one item: their latest decision but comments.
struct ReviewVote {
  std::string member, role;
  std::string action;                   //!< "confirm", "reject" or "reclassify"
  std::optional<TissueClass> to_class;  //!< of a reclassification
  std::string reason, basis;            //!< in the member's words; empty = not given
  std::string time;                     //!< their computer's, UTC
  std::size_t line = 0;                 //!< in the log, from 1
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
  std::string state = "unconfirmed";
  std::optional<TissueClass> reviewed_class;  //!< settled: the class that the team gave it; none where it was rejected
  int agreeing = 0;                           //!< members who say the same; 0 while they disagree
  std::vector<ReviewVote> votes;              //!< those that count, by member
  std::vector<ItemComment> comments;          //!< of members, whatever their role, the newest first
};

//! A line of the log that says something of today's items and does not count, or the reason why nothing counts at all.
struct ReviewReason {
  std::size_t line = 0;  //!< in the log, from 1; 0 = of the whole
  std::string text;      //!< one sentence
};

struct ReviewState {
  std::string status = "unconfirmed";  //!< of the map
  int items = 0;                       //!< regions, candidate zones, and each class's small regions as one
  int settled = 0;
  std::vector<std::string> regions;  //!< state of each region, by index
  std::vector<std::string> zones;

  std::vector<ReviewItem> item_list;                         //!< regions, small ones by class, zones; `items` many
  std::vector<std::optional<TissueClass>> reviewed_classes;  //!< by region; none = not settled, or rejected

  int required_confirmations = 0;      //!< 0 = no team
  int members = 0;                     //!< current members whose role counts
  int agreeing = 0;                    //!< of a settled map: the fewest members who agreed on an item
  std::string team_name, team_digest;  //!< empty = no team
  std::string log_file, log_head;      //!< empty = no log; the head is the digest of its last whole line
  std::string settled_on;              //!< "2026-11-25": by the clock of whoever settled the last item; empty while not settled
  std::vector<ReviewReason> reasons;   //!< what does not count and why
  std::string log_fault;               //!< why nothing of the log counts for this map and team; empty = it may count
  bool log_verified = true;            //!< false: a broken log, of which nothing counts
  //! The latest proposal, where it is of other settings than these: whoever looks at one should know of the other.
  std::optional<ReviewReason> other_proposal;
};

//! The state of an analysis without a review log: every item unconfirmed.
ReviewState review_state(const Analysis& analysis);

//! Whether an item of this state is settled: "confirmed", "rejected" or "reclassified".
bool is_settled_state(std::string_view state);

//! The state of an item in words for people. "partly_confirmed" holds for those who agree on a rejection, too: who says what is told instead, as in
//! "1 of 2 confirm", "1 of 2 reject", "1 of 2 say viable-ischaemic".
std::string state_words(const ReviewItem& item, int required);

//! The same of a region or zone of the analysis, by its index.
std::string region_words(const ReviewState& review, const Region& region);
std::string zone_words(const ReviewState& review, const CandidateZone& zone);

//! How many items have this state. A map may be settled with items that were rejected or reclassified, and must not look as if all of it were confirmed.
int items_in_state(const ReviewState& review, std::string_view state);

//! "2 of 10 items rejected, 1 reclassified"; empty when there is neither.
std::string overruled_text(const ReviewState& review);

//! Whether the team has settled every item of the map: status "confirmed" or "confirmed_synthetic".
bool is_settled(const ReviewState& review);

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
