// The decision sheet: the JSON that it was made from, and the pictures that stand in it.
#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>

#include "forms.h"
#include "io/value.h"
#include "json_text.h"
#include "output_claim.h"
#include "viamyo/decision_sheet.h"
#include "viamyo/errors.h"

namespace viamyo::cli {
namespace {

constexpr std::string_view kPicture = "<figure><img alt=\"";
constexpr std::string_view kData = "\" src=\"data:image/png;base64,";
constexpr std::string_view kPngBegin = "\x89PNG\r\n\x1a\n";

std::string text_or_none(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

//! What html_text makes of a title, taken back.
std::string plain(std::string text) {
  for (const auto& [mark_up, letter] :
       {std::pair{"&lt;", "<"}, std::pair{"&gt;", ">"}, std::pair{"&quot;", "\""}, std::pair{"&#39;", "'"}, std::pair{"&amp;", "&"}}) {
    for (std::size_t at = text.find(mark_up); at != std::string::npos; at = text.find(mark_up, at + 1))
      text.replace(at, std::string_view(mark_up).size(), letter);
  }
  return text;
}

std::string decoded(std::string_view base64) {
  std::string bytes(base64.size(), '\0');
  std::size_t made = 0;
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): libsodium's bytes
  const int failed = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), base64.data(), base64.size(), nullptr,
                                       &made, nullptr, sodium_base64_VARIANT_ORIGINAL);
  bytes.resize(failed == 0 ? made : 0);
  return bytes;
}

//! Those that the sheet's own form holds; anything else that shows a picture makes the page another than the one that is made again.
void take_pictures(std::string_view page, SheetClaim& sheet, std::string& surplus) {
  for (std::size_t at = page.find(kPicture); at != std::string_view::npos; at = page.find(kPicture, at + 1)) {
    const std::size_t title = at + kPicture.size();
    const std::size_t data = page.find(kData, title);
    const std::size_t end = data == std::string_view::npos ? data : page.find('"', data + kData.size());
    if (end == std::string_view::npos) return;
    const std::string png = decoded(page.substr(data + kData.size(), end - data - kData.size()));
    if (!std::string_view(png).starts_with(kPngBegin)) {
      surplus = "one of its pictures is none";
      return;
    }
    OutputClaim claim = claim_of_picture(png);
    claim.picture->title = plain(std::string(page.substr(title, data - title)));
    if (!claim.surplus.empty() && surplus.empty())
      surplus = fmt::format("of its picture \"{}\": {}", printable(claim.picture->title), claim.surplus);
    sheet.pictures.push_back(std::move(*claim.picture));
  }
}

}  // namespace

OutputClaim claim_of_sheet(const std::string& file, std::string_view page) {
  const std::size_t begin = page.find(kSheetDataBegin);
  const std::size_t end = page.find(kSheetDataEnd, std::min(begin, page.size()));
  if (end == std::string_view::npos)
    throw InputError(
        fmt::format("{}: is no decision sheet that says what it was made from: it is of an earlier version, or was changed", file));
  std::string twice;
  const Json made_from = parse_once(page.substr(begin + kSheetDataBegin.size(), end - begin - kSheetDataBegin.size()), twice);
  const Json report = made_from.is_object() ? made_from.value("analysis", Json()) : Json();
  if (!report.is_object()) throw InputError(fmt::format("{}: what the sheet was made from is not in it any more", file));
  OutputClaim claim = claim_of_report(report);
  if (!twice.empty()) claim.surplus = fmt::format("it says {} twice", printable(twice));
  SheetClaim sheet{std::string(page),
                   text_or_none(made_from, "looker"),
                   text_or_none(made_from, "no_pictures_because"),
                   text_or_none(report, "viamyo_version"),
                   {}};
  take_pictures(page, sheet, claim.surplus);
  claim.sheet = std::move(sheet);
  return claim;
}

}  // namespace viamyo::cli
