#include "review_texts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "io/value.h"
#include "map/letters.h"
#include "render/annotations.h"
#include "viamyo/review_history.h"
#include "viamyo/untold.h"

namespace viamyo::viewer {
namespace {

const std::string& looker_of(const AppState& state) {
  static const std::string nobody;
  return state.unlocked ? state.unlocked->name : nobody;
}

std::string decisions_text(const ReviewItem& item, const Team* team, bool hidden) {
  if (hidden) return "hidden until you have decided";
  std::vector<std::string> texts = said_texts(item);
  const std::vector<std::string> missing = team == nullptr ? std::vector<std::string>() : missing_members(*team, item);
  if (!is_settled_state(item.state) && !missing.empty()) texts.push_back(fmt::format("not yet: {}", fmt::join(missing, ", ")));
  return fmt::format("{}", fmt::join(texts, "; "));
}

}  // namespace

bool is_shown_settled(const Document& document) {
  return !document.compare && numbers_match_picture(document) && is_settled(document.review);
}

bool is_shown_confirmed(const Document& document) { return is_shown_settled(document) && is_confirmed(document.review); }

std::string band_sentence(const Document& document) {
  const std::string untold = untold_sentence(*document.map, document.analysis->support);
  if (!document.compare && numbers_match_picture(document)) return band_text(document.review, document.map->study.synthetic) + untold;
  // Of the state without a review: its count of items belongs to numbers that are no longer those of the picture.
  std::string text = band_text(ReviewState{}, document.map->study.synthetic);
  const std::size_t from = text.find(". ") + 2;
  return text.replace(from, text.find(". ", from) + 2 - from,
                      document.compare ? (document.tried ? "Comparing: the thresholds as proposed, with their numbers. "
                                                         : "Comparing: the picture shows the thresholds as proposed. ")
                                       : "Numbers are being updated. ") +
         untold;
}

std::string short_status(const Document& document) {
  const std::string text = status_text(document.review, numbers_match_picture(document));
  const std::optional<bool>& synthetic = document.map->study.synthetic;
  return synthetic.value_or(false) && text.find("SYNTHETIC") == std::string::npos ? text + ", SYNTHETIC" : text;
}

ReviewState seen_review(const AppState& state, const Document& document) {
  return as_seen_by(document.review, document.reviewing.team.get(), looker_of(state));
}

std::string proposal_text(const Document& document) {
  const Reviewing& r = document.reviewing;
  const LogLine* const line = r.log ? latest_proposal(*r.log, r.team.get(), document.analysis->fingerprint) : nullptr;
  if (line == nullptr) return "Settings of your own: nobody has proposed them for review.";
  return fmt::format("Settings as proposed by {} on {}.{}", quotation(line->member), line->time.substr(0, 10),
                     r.team ? "" : " Without a team nobody knows whose key that was.");
}

std::string member_text(const AppState& state) {
  if (!state.unlocked) return "Locked";
  return fmt::format("Unlocked: {}, {}", quotation(state.unlocked->name), quotation(state.unlocked->role));
}

std::string review_text(const AppState& state, const Document& document) {
  const Reviewing& r = document.reviewing;
  const ReviewState seen = seen_review(state, document);
  std::string text = fmt::format("{}\n{}\n{}\n", band_sentence(document), printable(proposal_text(document)), member_text(state));
  for (const ReviewItem& item : seen.item_list) {
    const bool hidden = item.state == ItemState::kHidden;
    const std::string label = item.label.starts_with(item.id) ? item.label : item.id + ": " + item.label;
    text += fmt::format("{}{}; {}; {:.1f} mm2; {}; {}{}\n", item.id == r.item ? "> " : "  ", printable(label), to_string(item.tissue),
                        item.area_mm2, state_words(item, seen.required_confirmations),
                        printable(decisions_text(item, r.team.get(), hidden)), item.zone ? "; for review only" : "");
  }
  for (const ReviewItem& item : seen.item_list) {
    for (const std::string& comment : comment_texts(item, item.comments.size()))
      text += fmt::format("comment, {}: {}\n", item.id, printable(comment));
  }
  if (seen.other_proposal) text += fmt::format("note: {}\n", printable(seen.other_proposal->text));
  for (const SupersededItem& former : r.former) text += fmt::format("formerly, {}: {}\n", former.item, printable(former.sentence));
  for (const ReviewReason& reason : seen.reasons)
    text += fmt::format("does not count: {}{}\n", reason.line == 0 ? "" : fmt::format("line {}: ", reason.line), printable(reason.text));
  return text;
}

}  // namespace viamyo::viewer
