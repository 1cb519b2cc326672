// Looking: where a review stands, what was said, and whether its log verifies.
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ctime>

#include "../console.h"
#include "../counts.h"
#include "../json.h"
#include "../program.h"
#include "../table.h"
#include "io/value.h"
#include "map/letters.h"
#include "review_command.h"
#include "viamyo/review_history.h"
#include "viamyo/superseded_items.h"
#include "viamyo/version.h"

namespace viamyo::cli {
namespace {

std::string utc_now() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

bool is_hidden(const ReviewCase& c, const ReviewItem& item, const std::string& looker) {
  return viamyo::is_hidden(c.source.team(), item, looker);
}

std::string votes_text(const ReviewCase& c, const ReviewItem& item, const std::string& looker) {
  if (is_hidden(c, item, looker)) return "hidden until you have decided";
  return fmt::format("{}", fmt::join(said_texts(item), "; "));
}

std::string proposal_text(const ReviewCase& c) {
  if (!c.proposal) {
    const std::string& why = c.fault.empty() ? c.unused_proposal : c.fault;
    return why.empty() ? "Settings of the command line.\n\n" : fmt::format("Settings of the command line: {}.\n\n", printable(why));
  }
  const std::string_view unchecked = c.source.team() == nullptr ? "; without a team's file nobody knows whose key that was" : "";
  return fmt::format("As proposed by {} ({}), {}{}.\n\n", quotation(c.proposal->member), quotation(c.proposal->role), c.proposal->time,
                     unchecked);
}

//! Where the log verifies and a team is given. Blind reading hides what others said before, too.
std::vector<SupersededItem> former_of(const ReviewCase& c, const ReviewState& state) {
  if (c.source.team() == nullptr || !state.log_verified || c.source.team()->blind_reading) return {};
  return superseded_items(c.map(), c.reviewed, c.log, *c.source.team(), *c.analysis);
}

//! Those of the items, as blind reading lets the looker see them.
std::string comments_text(const ReviewCase& c, const ReviewState& state, const std::string& looker) {
  constexpr std::size_t kMax = 3;
  std::string text;
  for (const ReviewItem& item : as_seen_by(state, c.source.team(), looker).item_list) {
    for (const std::string& comment : comment_texts(item, kMax))
      text += fmt::format("Comment, {}: {}\n", item.id, wrapped(printable(comment), 110, "  "));
    if (item.comments.size() > kMax)
      text += fmt::format("Comment, {}: {} more; `viamyo review {} history` shows them\n", item.id, item.comments.size() - kMax,
                          printable(c.loaded->file));
  }
  return text;
}

std::string status_text(const ReviewCase& c, const ReviewState& state, const std::string& looker) {
  Table table({Align::kLeft, Align::kLeft, Align::kRight, Align::kLeft, Align::kLeft});
  table.add({"ITEM", "CLASS", "AREA mm2", "STATE", "DECISIONS"});
  for (const ReviewItem& item : state.item_list) {
    const std::string label = item.label.starts_with(item.id) ? item.label : item.id + ": " + item.label;
    table.add({item.zone ? label + ", for review only" : label, std::string(to_string(item.tissue)), fixed(item.area_mm2, 1),
               is_hidden(c, item, looker) ? std::string(to_string(ItemState::kHidden)) : state_words(item, state.required_confirmations),
               votes_text(c, item, looker)});
  }
  std::string text = fmt::format("{}\n\n{}{}", band_text(state, c.reviewed.synthetic), proposal_text(c), table.text());
  text += comments_text(c, state, looker);
  for (const SupersededItem& former : former_of(c, state))
    text += fmt::format("Formerly, {}: {}\n", former.item, printable(former.sentence));
  for (const ReviewReason& reason : as_seen_by(state, c.source.team(), looker).reasons)
    text += fmt::format("Does not count: {}\n", printable(shown(reason)));
  if (state.other_proposal) text += fmt::format("Note: {}\n", printable(shown(*state.other_proposal)));
  return text + fmt::format("\nReview: {}. {}\n", to_string(state.status), kNotice);
}

Json comments_json(const ReviewItem& item) {
  Json list = Json::array();
  for (const ItemComment& comment : item.comments)
    list.push_back(
        {{"member", comment.member}, {"role", comment.role}, {"text", comment.text}, {"time", comment.time}, {"line", comment.line}});
  return list;
}

Json vote_json(const ReviewVote& vote) {
  return {{"member", vote.member},
          {"role", vote.role},
          {"action", to_string(vote.action)},
          {"to_class", vote.to_class ? Json(to_string(*vote.to_class)) : Json(nullptr)},
          {"reason", text_or_null(vote.reason)},
          {"basis", text_or_null(vote.basis)},
          {"how", to_string(vote.how)},
          {"in_one_act", vote.in_one_act == 0 ? Json(nullptr) : Json(vote.in_one_act)},
          {"on_screen", vote.on_screen},
          {"upheld_by", text_or_null(vote.upheld_by)},
          {"does_not_count_because", text_or_null(vote.fault)},
          {"time", vote.time},
          {"line", vote.line}};
}

Json set_aside_json(const WordSetAside& aside) {
  Json json = vote_json(aside.word);
  json["set_aside_by"] = {
      {"member", aside.member}, {"role", aside.role}, {"reason", aside.reason}, {"time", aside.time}, {"line", aside.line}};
  return json;
}

Json item_json(const ReviewCase& c, const ReviewItem& item, const std::string& looker) {
  const bool hidden = is_hidden(c, item, looker);
  Json votes = Json::array();
  Json dissents = Json::array();
  for (const ReviewVote& vote : item.votes) {
    if (!hidden) votes.push_back(vote_json(vote));
  }
  for (const ReviewVote& vote : item.dissents) {
    if (!hidden) dissents.push_back(vote_json(vote));
  }
  Json set_aside = Json::array();
  for (const WordSetAside& aside : item.set_aside) {
    if (!hidden) set_aside.push_back(set_aside_json(aside));
  }
  return {{"id", item.id},
          {"label", item.label},
          {"for_review_only", item.zone},
          {"class", to_string(item.tissue)},
          {"reviewed_class", item.reviewed_class ? Json(to_string(*item.reviewed_class)) : Json(nullptr)},
          {"area_mm2", item.area_mm2},
          {"centroid_mm", position(item.centroid_mm)},
          {"state", hidden ? Json(nullptr) : Json(to_string(item.state))},
          {"hidden", hidden},
          {"without_view", hidden ? Json(nullptr) : Json(item.without_view)},
          {"decisions", votes},
          {"dissents", dissents},
          {"set_aside", set_aside}};
}

Json reasons_json(const std::vector<ReviewReason>& reasons) {
  Json list = Json::array();
  for (const ReviewReason& reason : reasons)
    list.push_back({{"line", reason.line == 0 ? Json(nullptr) : Json(reason.line)}, {"text", reason.text}});
  return list;
}

Json status_json(const ReviewCase& c, const ReviewState& state, const std::string& looker) {
  Json items = Json::array();
  const ReviewState seen = as_seen_by(state, c.source.team(), looker);
  for (std::size_t i = 0; i < state.item_list.size(); ++i) {
    items.push_back(item_json(c, state.item_list[i], looker));
    items.back()["comments"] = comments_json(seen.item_list[i]);
  }
  Json former = Json::array();
  for (const SupersededItem& f : former_of(c, state))
    former.push_back({{"item", f.item}, {"former", f.former}, {"share", f.share}, {"state", to_string(f.state)}, {"sentence", f.sentence}});
  return {{"file", c.loaded->file},
          {"map_id", text_or_null(c.reviewed.map_id)},
          {"subject_id", text_or_null(c.reviewed.subject_id)},
          {"synthetic", or_null(c.reviewed.synthetic)},
          {"fingerprint", c.analysis->fingerprint},
          {"proposed_by", c.proposal ? Json(c.proposal->member) : Json(nullptr)},
          {"status", to_string(state.status)},
          {"band", band_text(state, c.reviewed.synthetic)},
          {"items", state.items},
          {"settled", state.settled},
          {"counts", counts_json(state.counts)},
          {"required_confirmations", state.team_name.empty() ? Json(nullptr) : Json(state.required_confirmations)},
          {"members", state.members},
          {"team", state.team_name.empty() ? Json(nullptr) : Json{{"name", state.team_name}, {"digest", state.team_digest}}},
          {"log", state.log_file.empty() ? Json(nullptr) : Json{{"file", state.log_file}, {"head", text_or_null(state.log_head)}}},
          {"settled_on", text_or_null(state.settled_on)},
          {"item_list", items},
          {"former_items", former},
          {"reasons", reasons_json(seen.reasons)}};
}

int exit_of(const ReviewState& state) { return state.log_verified ? kDone : kLogBroken; }

}  // namespace

int show_status(const ReviewCommandOptions& options) {
  const ReviewCase c = open_case(options);
  const ReviewState state = c.state();
  note_head(c.log, c.source.team());
  write_stdout(options.output.json ? document("viamyo.review/1", status_json(c, state, options.as)) : status_text(c, state, options.as));
  return exit_of(state);
}

int show_history(const ReviewCommandOptions& options) {
  const ReviewCase c = open_case(options);
  const ReviewState state = c.state();
  note_head(c.log, c.source.team());
  const std::vector<ReviewReason> clocks = clock_anomalies(c.log, utc_now());
  Table table({Align::kRight, Align::kLeft, Align::kLeft, Align::kLeft, Align::kLeft, Align::kLeft});
  table.add({"LINE", "TIME", "MEMBER", "ROLE", "SAYS", "SIGNER"});
  Json lines = Json::array();
  for (const HistoryLine& line : review_history(c.log, c.source.team(), state, options.as)) {
    table.add({fmt::format("{}", line.number), line.time, quotation(line.member), quotation(line.role), line.says,
               line.fault.empty() ? "counts" : line.fault});
    lines.push_back({{"line", line.number},
                     {"time", line.time},
                     {"member", line.member},
                     {"role", line.role},
                     {"says", line.says},
                     {"signer_does_not_count_because", text_or_null(line.fault)},
                     {"digest", line.digest}});
  }
  if (options.output.json) {
    write_stdout(document("viamyo.review-history/1", {{"file", c.loaded->file},
                                                      {"log", c.log.file},
                                                      {"status", to_string(state.status)},
                                                      {"counts", counts_json(state.counts)},
                                                      {"lines", lines},
                                                      {"clocks", reasons_json(clocks)}}));
    return exit_of(state);
  }
  std::string text = table.text();
  for (const ReviewReason& clock : clocks) text += fmt::format("Clock: {}\n", shown(clock));
  for (const ReviewReason& reason : as_seen_by(state, c.source.team(), options.as).reasons)
    text += fmt::format("Does not count: {}\n", printable(shown(reason)));
  write_stdout(text + fmt::format("\nReview: {}. {}\n", to_string(state.status), kNotice));
  return exit_of(state);
}

int verify_log(const ReviewCommandOptions& options) {
  const ReviewCase c = open_case(options);
  const ReviewState state = c.state();
  const LogBinding* const binding = binding_of(c.log);
  if (!state.log_verified || (binding != nullptr && binding->content != c.reviewed.content)) {
    write_error_line(fmt::format("{}: {}{}", c.log.file, shown(state.reasons.front()), how_to_go_on(c)));
    return kLogBroken;
  }
  note_head(c.log, c.source.team());
  const std::vector<ReviewReason> clocks = clock_anomalies(c.log, utc_now());
  if (!options.output.quiet) {
    for (const ReviewReason& clock : clocks) write_error_line("warning: " + shown(clock));
    if (c.log.unfinished) write_error_line("warning: the last line was never finished and is ignored; the next line replaces it");
    if (!c.unused_proposal.empty()) write_error_line("warning: " + c.unused_proposal);
    tell_reasons(as_seen_by(state, c.source.team(), options.as), false);
  }
  if (options.output.json) {
    write_stdout(document("viamyo.review-verify/1", {{"log", c.log.file},
                                                     {"verifies", true},
                                                     {"lines", c.log.lines.size()},
                                                     {"head", text_or_null(c.log.head)},
                                                     {"unfinished", c.log.unfinished},
                                                     {"status", to_string(state.status)},
                                                     {"counts", counts_json(state.counts)},
                                                     {"clocks", reasons_json(clocks)}}));
  } else {
    write_stdout(c.log.lines.empty() ? fmt::format("{}: there is no line in it.\n", labelled("log", c.log.file, kLongQuote))
                                     : fmt::format("{}: all {} lines verify; head {}.\n", labelled("log", c.log.file, kLongQuote),
                                                   c.log.lines.size(), c.log.head));
  }
  return kDone;
}

}  // namespace viamyo::cli
