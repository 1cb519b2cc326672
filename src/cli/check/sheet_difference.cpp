// A decision sheet against the one that is made again from log and analysis.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "io/value.h"
#include "output_difference.h"
#include "png_chunks.h"
#include "review/names.h"
#include "viamyo/decision_sheet.h"
#include "viamyo/errors.h"
#include "viamyo/review_history.h"
#include "viamyo/version.h"

namespace viamyo::cli {
namespace {

constexpr std::size_t kShownLetters = 120;

std::string shown(std::string_view line) { return printable(line.substr(0, kShownLetters)) + (line.size() > kShownLetters ? "..." : ""); }

std::string pages_differ(std::string_view says, std::string_view is) {
  if (says == is) return {};
  while (!says.empty() || !is.empty()) {
    const std::string_view line = says.substr(0, says.find('\n'));
    const std::string_view expected = is.substr(0, is.find('\n'));
    if (line != expected) return fmt::format("its page says \"{}\"{}\"{}\"", shown(line), kAndThatIs, shown(expected));
    says.remove_prefix(std::min(line.size() + 1, says.size()));
    is.remove_prefix(std::min(expected.size() + 1, is.size()));
  }
  return "its page has empty lines at its end that no sheet has";
}

std::string options_in(const std::vector<std::pair<std::string, std::string>>& texts) {
  const auto found = std::find_if(texts.begin(), texts.end(), [](const auto& text) { return text.first == "viamyo:options"; });
  return found == texts.end() ? std::string() : found->second;
}

//! A sheet has the pictures of its map, under their titles, and no others.
std::string list_differs(const std::vector<PictureClaim>& says, const std::vector<SheetPicture>& is) {
  if (says.size() != is.size()) return fmt::format("it has {} pictures, and the sheet of this map {}", says.size(), is.size());
  for (std::size_t i = 0; i < is.size(); ++i) {
    const bool same = says[i].title == is[i].title && options_in(says[i].texts) == options_in(png_chunks(is[i].png).texts);
    if (!same) return fmt::format("its picture \"{}\" stands where the sheet has \"{}\"", printable(says[i].title), is[i].title);
  }
  return {};
}

//! Each picture as it would be drawn now.
Difference pictures_differ(const SheetClaim& sheet, const ReviewCase& c, const ReviewState& seen, const Program& program) {
  if (sheet.pictures.empty()) return {};
  if (program.sheet.draw) {
    try {
      const std::vector<SheetPicture> drawn = program.sheet.draw({c.loaded, &c.map()}, c.analysis, seen);
      std::string difference = list_differs(sheet.pictures, drawn);
      if (!difference.empty()) return {difference, {}};
    } catch (const RenderError& error) {
      return {{}, fmt::format("its pictures were not compared: {}", error.what())};
    }
  }
  for (const PictureClaim& picture : sheet.pictures) {
    Difference difference = picture_difference(picture, c, seen, program);
    if (!difference.sentence.empty())
      difference.sentence = fmt::format("of its picture \"{}\": {}", printable(picture.title), difference.sentence);
    if (!difference.sentence.empty() || !difference.not_compared.empty()) return difference;
  }
  return {};
}

}  // namespace

Difference sheet_difference(const OutputClaim& claim, const ReviewCase& c, const ReviewState& state, const Program& program) {
  const SheetClaim& sheet = *claim.sheet;
  ReviewState seen = as_seen_by(state, c.source.team(), sheet.looker);
  std::string difference = report_difference(claim.report, c, seen);
  if (!difference.empty()) return {difference, {}};
  const Team* const team = c.source.team();
  const bool known = sheet.looker.empty() ||
                     (team != nullptr && std::any_of(team->members.begin(), team->members.end(),
                                                     [&](const TeamMember& member) { return same_person(member.name, sheet.looker); }));
  if (!known) return {fmt::format("it was made for the eyes of \"{}\", who is and was no member", shown(sheet.looker)), {}};
  constexpr std::array kReasons{std::string_view(), kNotAsked, kNoWindow, kNothingDraws};  // the first: it has some
  if (std::find(kReasons.begin(), kReasons.end(), sheet.why_no_pictures) == kReasons.end())
    return {fmt::format("no sheet is without pictures because \"{}\"", shown(sheet.why_no_pictures)), {}};
  if (sheet.why_no_pictures.empty() == sheet.pictures.empty())
    return {sheet.pictures.empty() ? "it has no pictures, and does not say why" : "it has pictures, and says why it has none", {}};
  if (sheet.version != kVersion) return {{}, fmt::format("its page, which viamyo {} wrote, was not made again", sheet.version), true};
  // Where the log lay then is in no way part of what it says.
  if (!seen.log_file.empty()) seen.log_file = claim.report["review"]["log"]["file"].get<std::string>();
  SheetPictures pictures{{}, sheet.why_no_pictures};
  for (const PictureClaim& picture : sheet.pictures) pictures.pictures.push_back({picture.title, picture.png});
  const std::string page = decision_sheet(as_told(claim, c, seen), pictures, sheet.looker);
  difference = pages_differ(sheet.page, page);
  if (!difference.empty()) return {difference, {}};
  return pictures_differ(sheet, c, seen, program);
}

}  // namespace viamyo::cli
