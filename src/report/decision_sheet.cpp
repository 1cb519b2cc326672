#include "viamyo/decision_sheet.h"

#include <sodium.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "../map/letters.h"
#include "bulls_eye.h"
#include "html.h"
#include "viamyo/presets.h"
#include "viamyo/report.h"
#include "viamyo/review_counts.h"
#include "viamyo/review_history.h"
#include "viamyo/untold.h"
#include "viamyo/version.h"

namespace viamyo {
namespace {

constexpr std::string_view kStyle = R"(<style>
body{font:14px/1.45 Inter,Roboto,"Helvetica Neue",sans-serif;color:#15191F;max-width:60em;margin:2em auto;padding:0 1em}
h1{font-size:1.4em}h2{font-size:1.1em;margin-top:1.6em}
.band{padding:.8em 1em;border-radius:5px;font-weight:600}
.open{background:#3A2C0B;color:#F2C86B}.settled{background:#12362A;color:#5FD3A0}
.large{font-size:2.6em;font-weight:800;color:#B02A42;margin:.3em 0}
figure{margin:1em 0}img{width:100%;border-radius:5px}figcaption{font-size:.9em;color:#566}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:.35em .6em;border-bottom:1px solid #CDD0DA}
td.n,th.n{text-align:right}svg{width:100%;max-width:44em}svg text{font-size:13px}.share{text-anchor:middle;dominant-baseline:middle;paint-order:stroke;stroke:#fff;stroke-width:3px}
@media print{body{margin:0}.band{border:2px solid #15191F;color:#15191F;background:#fff}}
</style>
)";

std::string fact(std::string_view name, std::string_view value) {
  return fmt::format("<tr><th>{}</th><td>{}</td></tr>\n", html_text(name), value.empty() ? "unknown" : html_text(value));
}

//! What anybody may have written, whole: the page is the record of it.
std::string in_quotes(const std::string& text) { return quotation(text, std::string::npos); }
std::string told(const std::string& text) { return html_text(in_quotes(text)); }
std::string said(std::string_view name, const std::string& text) { return fact(name, text.empty() ? text : in_quotes(text)); }

std::string synthetic_word(const std::optional<bool>& synthetic) {
  if (!synthetic) return "unknown";
  return *synthetic ? "SYNTHETIC: no patient" : "no";
}

std::string identity(const AnalysedMap& map) {
  const Study& s = map.map().study;
  return "<h2>Whose map</h2>\n<table>\n" + said("Subject", s.subject_id) + said("Map", s.map_id) + said("Visit", s.visit) +
         said("Acquired", s.acquired) + said("Species", s.species) + said("System", s.system) +
         fact("Synthetic", synthetic_word(s.synthetic)) + said("File", map.file) + fact("SHA-256 of the file", map.loaded->sha256) +
         fact("Fingerprint of the analysis", map.analysis->fingerprint) + "</table>\n";
}

std::string thresholds(const Analysis& a) {
  const Thresholds& t = a.thresholds;
  const Preset* const preset = find_preset(a.settings.preset);
  std::string text = "<h2>Thresholds</h2>\n<table>\n";
  text += fact("Voltage", to_string(a.settings.voltage));
  text += fact("Infarct below", fmt::format("{} mV", t.voltage_infarct_mV));
  text += fact("Viable from", fmt::format("{} mV", t.voltage_viable_mV));
  text += fact("Shortening reduced below", fmt::format("{} %", t.shortening_ischemic_percent));
  text += fact("Preset", a.settings.preset);
  text += fact("Source", preset == nullptr ? "none: these thresholds were chosen by hand" : preset->citation);
  if (preset != nullptr) text += fact("What it does not show", preset->does_not_show);
  return text + "</table>\n";
}

//! Inside the page itself: it loads nothing, and can be sent on as one file.
std::string data_uri(const std::string& png) {
  std::string text(sodium_base64_ENCODED_LEN(png.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): libsodium's bytes
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(png.data()), png.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the NUL
  return "data:image/png;base64," + text;
}

std::string pictures_of(const SheetPictures& given) {
  std::string text = "<h2>Pictures</h2>\n";
  if (given.pictures.empty()) return text + fmt::format("<p>There are no pictures: {}.</p>\n", html_text(given.why_none));
  for (const SheetPicture& picture : given.pictures) {
    const std::string title = html_text(picture.title);
    text += fmt::format("<figure><img alt=\"{}\" src=\"{}\"><figcaption>{}</figcaption></figure>\n", title, data_uri(picture.png), title);
  }
  return text;
}

std::string vote_html(const ReviewVote& vote) {
  const std::string to = vote.to_class ? fmt::format(" to {}", to_string(*vote.to_class)) : "";
  std::string text =
      fmt::format("{} ({}): {}{}, {}", told(vote.member), told(vote.role), html_text(to_string(vote.action)), to, html_text(vote.time));
  const std::string how = how_text(vote.how, vote.in_one_act, vote.on_screen);
  if (!how.empty()) text += fmt::format(" ({})", html_text(how));
  if (!vote.upheld_by.empty()) text += fmt::format("; upheld by {}", told(vote.upheld_by));
  if (!vote.reason.empty()) text += fmt::format("; reason: {}", told(vote.reason));
  text += fmt::format("; basis: {}", vote.basis.empty() ? "not given" : told(vote.basis));
  if (!vote.fault.empty()) text += fmt::format("; does not count: {}", html_text(vote.fault));
  return text + "<br>";
}

std::string set_aside_html(const WordSetAside& aside) {
  return fmt::format("Set aside by {} ({}), {}; reason: {}: {}", told(aside.member), told(aside.role), html_text(aside.time),
                     told(aside.reason), vote_html(aside.word));
}

std::string votes_of(const ReviewItem& item) {
  if (item.state == ItemState::kHidden) return "hidden: the team reads blind, and whoever asks has not decided on it yet";
  std::string text;
  for (const ReviewVote& vote : item.votes) text += vote_html(vote);
  for (const ReviewVote& vote : item.dissents) text += vote_html(vote);
  if (text.empty()) text = item.set_aside.empty() ? "nobody" : "nobody<br>";
  for (const WordSetAside& aside : item.set_aside) text += set_aside_html(aside);
  return text;
}

std::string comments_of(const ReviewItem& item) {
  std::string text;
  for (const ItemComment& comment : item.comments)
    text += fmt::format("<br>Comment by {} ({}), {}: {}", told(comment.member), told(comment.role), html_text(comment.time),
                        told(comment.text));
  return text;
}

std::string state_of(const ReviewItem& item, int required) {
  std::string text = state_words(item, required);
  if (item.state == ItemState::kReclassified && item.reviewed_class) text += fmt::format(": {}", to_string(*item.reviewed_class));
  return item.zone ? text + "; for review only" : text;
}

std::string items(const ReviewState& review) {
  std::string text =
      "<h2>Items</h2>\n<table>\n<tr><th>Item</th><th>Proposed class</th><th class=\"n\">Area, mm2</th><th>State</th><th>Decided "
      "by</th></tr>\n";
  for (const ReviewItem& item : review.item_list) {
    text += fmt::format("<tr><td>{}</td><td>{}</td><td class=\"n\">{:.1f}</td><td>{}</td><td>{}</td></tr>\n", html_text(item.label),
                        item.zone ? "candidate zone" : html_text(to_string(item.tissue)), item.area_mm2,
                        html_text(state_of(item, review.required_confirmations)), votes_of(item) + comments_of(item));
  }
  return text + "</table>\n";
}

std::string not_mapped(const Analysis& a) {
  const double open = a.area_mm2 - a.mapped_area_mm2;
  return fmt::format(
      "<h2>What was not mapped</h2>\n<p>{:.1f} of {:.1f} mm2 of the surface have no value, and nothing is said of them.</p>\n", open,
      a.area_mm2);
}

std::string proof(const ReviewState& review) {
  std::string text = "<h2>Team and log</h2>\n<table>\n";
  text += fact("Team", review.team_name.empty() ? "none: nothing can be confirmed" : in_quotes(review.team_name));
  text += fact("Items", counts_text(review.counts));
  text += fact("Team's digest", review.team_digest);
  text += fact("Members who must agree",
               review.team_name.empty() ? "-" : fmt::format("{} of {}", review.required_confirmations, review.members));
  text += fact("Log", review.log_file.empty() ? "none" : in_quotes(review.log_file));
  text += fact("Head of the log", review.log_head.empty() ? "none" : review.log_head);
  text += "</table>\n";
  if (review.restarted) text += fmt::format("<p>Note: {}.</p>\n", html_text(review.restarted->text));
  if (review.other_proposal) text += fmt::format("<p>Note: {}.</p>\n", html_text(review.other_proposal->text));
  if (review.reasons.empty()) return text;
  text += "<h2>What does not count, and why</h2>\n<ul>\n";
  for (const ReviewReason& reason : review.reasons)
    text += fmt::format("<li>{}{}</li>\n", reason.line == 0 ? "" : fmt::format("Line {}: ", reason.line), html_text(reason.text));
  return text + "</ul>\n";
}

std::string warnings(const Analysis& a) {
  if (a.warnings.empty()) return {};
  std::string text = "<h2>Warnings</h2>\n<ul>\n";
  for (const Warning& warning : a.warnings) text += fmt::format("<li>{}</li>\n", html_text(warning.text));
  return text + "</ul>\n";
}

//! What the page was made from, for `review check`: no browser shows it, and no text in it can end it.
std::string made_from(const AnalysedMap& map, const SheetPictures& pictures, const std::string& looker) {
  using Json = nlohmann::ordered_json;
  const Json json{{"schema", "viamyo.sheet/1"},
                  {"looker", looker.empty() ? Json(nullptr) : Json(looker)},
                  {"no_pictures_because", pictures.pictures.empty() ? Json(pictures.why_none) : Json(nullptr)},
                  {"analysis", Json::parse(to_json(map))}};
  std::string text;
  for (const char c : json.dump(-1, ' ', false, Json::error_handler_t::replace)) {
    if (c == '<')
      text += "\\u003c";
    else
      text += c;
  }
  return fmt::format("{}{}{}", kSheetDataBegin, text, kSheetDataEnd);
}

}  // namespace

std::string decision_sheet(const AnalysedMap& map, const SheetPictures& pictures, const std::string& looker) {
  const Analysis& a = *map.analysis;
  const ReviewState& review = map.review;
  const bool settled = is_settled(review);
  const bool confirmed = is_confirmed(review);
  std::string page = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  const std::string_view mark = confirmed ? "" : (settled ? "REVIEWED" : "UNCONFIRMED");
  page += fmt::format("<title>{}{}Decision sheet</title>\n", mark, mark.empty() ? "" : " - ");
  page += kStyle;
  page += "</head>\n<body>\n<h1>Decision sheet</h1>\n";
  if (!mark.empty()) page += fmt::format("<p class=\"large\">{}</p>\n", mark);
  page += fmt::format("<p class=\"band {}\">{}</p>\n", confirmed ? "settled" : "open",
                      html_text(band_text(review, map.map().study.synthetic) + untold_sentence(map.map(), a.support)));
  page += identity(map) + thresholds(a) + pictures_of(pictures);
  page +=
      "<h2>Bull's-eye</h2>\n<p>Each segment by the class that holds most of it as computed, and its share of what was mapped; not as "
      "reviewed. What the team rejected has no colour in the pictures above, and keeps the computed one here.</p>\n";
  const std::string svg = bulls_eye_svg(a);
  page += svg.empty() ? "<p>There are no segments: the rotation about the long axis is unknown.</p>\n" : svg;
  page += items(review) + not_mapped(a) + warnings(a) + proof(review);
  page += made_from(map, pictures, looker);
  page += fmt::format("<p>{}</p>\n<p>Viamyo {}.</p>\n</body>\n</html>\n", kNotice, kVersion);
  return page;
}

}  // namespace viamyo
