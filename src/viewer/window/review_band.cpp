// The band that always tells what is confirmed, and that everything here is for review only.
#include <fmt/format.h>
#include <algorithm>

#include "panels.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

struct BandTexts {
  std::string status;
  std::string detail;
  bool settled = false;
};

std::string capitals(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return c == '_' ? ' ' : static_cast<char>(std::toupper(c)); });
  return text;
}

BandTexts texts(const Document* document) {
  if (document == nullptr || !document->analysis)
    return {"FOR REVIEW ONLY", "Viamyo proposes, the treating team decides · research and education · not a medical device", false};
  const ReviewState& review = document->review;
  if (!numbers_match_picture(*document))
    return {"UNCONFIRMED – FOR REVIEW ONLY", "numbers are being updated · not a medical device", false};
  BandTexts band{fmt::format("{} – FOR REVIEW ONLY", capitals(review.status)),
                 fmt::format("{} of {} items settled · every class is proposed · not a medical device", review.settled, review.items),
                 false};
  band.settled = review.status.starts_with("confirmed");
  return band;
}

}  // namespace

void review_band(Ui& ui) {
  ui.panel = "band";
  const BandTexts band = texts(ui.document());
  const Theme& t = ui.theme();
  const Rgb& ink = band.settled ? t.band_settled_text : t.band_open_text;
  begin_area(ui, "band", ui.layout.band, band.settled ? t.band_settled : t.band_open, 0);
  const float x = ui.px(14);
  ImGui::SetCursorPos({x, ui.px(10)});
  text(ui, band.status, TextSize::kTable, FontWeight::kSemiBold, ink);
  ui.record("status");
  const float after = x + text_width(ui, band.status, TextSize::kTable, FontWeight::kSemiBold) + ui.px(20);
  ImGui::SetCursorPos({after, ui.px(10)});
  text(ui, fitted(ui, band.detail, ui.layout.band.width - after - x, TextSize::kTable), TextSize::kTable, FontWeight::kRegular, ink);
  end_area();
}

}  // namespace viamyo::viewer
