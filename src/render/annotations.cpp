#include "annotations.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "../map/letters.h"
#include "annotation_painter.h"
#include "viamyo/untold.h"

namespace viamyo {
namespace {

//! "REVIEWED, 2 rejected, 1 reclassified": in a narrow view what stands behind the first comma gives way.
std::string reviewed_text(const ReviewState& review) {
  const ItemCounts& counts = review.counts;
  const std::string synthetic = review.status == MapStatus::kReviewedSynthetic ? " (SYNTHETIC)" : "";
  if (counts.rejected == review.items) return fmt::format("REVIEWED{}, everything was rejected", synthetic);
  const std::string rejected = counts.rejected == 0 ? "" : fmt::format(", {} rejected", counts.rejected);
  const std::string reclassified = counts.reclassified == 0 ? "" : fmt::format(", {} reclassified", counts.reclassified);
  return fmt::format("REVIEWED{}{}{}, FOR REVIEW ONLY", synthetic, rejected, reclassified);
}

constexpr std::string_view kBetween = " \u00B7 ";
constexpr double kScaleBarRoom = 96;

std::string join(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (!part.empty()) text += (text.empty() ? "" : std::string(kBetween)) + part;
  }
  return text;
}

//! "2026-03-11"; what is no date is a text like any other.
std::string date_of(const Study& study) {
  const std::string date = study.acquired.substr(0, 10);
  const bool is_date = std::all_of(date.begin(), date.end(), [](char c) { return c == '-' || (c >= '0' && c <= '9'); });
  return is_date ? date : labelled("acquired", study.acquired);
}

std::vector<std::string> identity_parts(const Map& map, Support support) {
  const Study& study = map.study;
  std::vector<std::string> parts{study.synthetic.value_or(false) ? "SYNTHETIC" : "",
                                 study.subject_id.empty() ? "subject unknown" : labelled("subject", study.subject_id),
                                 study.visit.empty() ? "" : labelled("visit", study.visit),
                                 date_of(study),
                                 study.map_id.empty() ? "" : labelled("map", study.map_id),
                                 study.synthetic ? "" : "synthetic or not: unknown"};
  for (const std::string& word : untold(map, support)) parts.push_back(word);
  return parts;
}

//! Where the shown values come from, in words.
std::string origin_text(const AnnotationPainter& pen) {
  const ValuesInUse& values = pen.context().analysis->values;
  const OverlayKind kind = pen.view().overlay.kind;
  const auto word = [](const std::optional<Source>& source, bool in_file) -> std::string {
    if (!source) return "";
    switch (*source) {
      case Source::kStored:
        return "as stored in the file";
      case Source::kInterpolated:
        return in_file ? "interpolated, as stored in the file" : "interpolated";
      case Source::kElectrograms:
        return "from electrograms";
      case Source::kRecomputed:
        return "recomputed from motion";
    }
    return "";
  };
  if (kind == OverlayKind::kUnipolar || kind == OverlayKind::kBipolar) return word(values.voltage_source, values.voltage_in_file);
  if (kind == OverlayKind::kShortening) return word(values.shortening_source, values.shortening_in_file);
  return "";
}

void draw_title(const AnnotationPainter& pen) {
  const AnnotationContext& context = pen.context();
  const bool tissue = pen.view().overlay.kind == OverlayKind::kClass;
  const OverlayTexts texts = texts_of(pen.view().overlay, *context.map);
  const bool hidden = context.state->display.classes_hidden && tissue;
  const bool polar = pen.view().kind == ViewKind::kBullseye;
  const std::string title = polar ? "Bull\u2019s-eye" : texts.title;
  std::string beside = texts.unit;
  if (tissue) beside = hidden ? "hidden: guess first" : (is_settled(*context.review) ? "as computed" : "proposed");
  std::string origin = origin_text(pen);
  if (!is_available(pen.view().overlay, *context.map, *context.analysis)) {
    beside = "not in this map";
    origin.clear();
  }
  if (polar) beside = join({texts.title, beside});
  const double beat = polar ? 0 : context.state->display.beat;
  if (beat > 0) beside = join({beside, fmt::format("moved {:.0f} % of the way to end-systole", 100 * std::min(beat, 1.0))});
  if (!origin.empty()) beside += ", " + join({origin, far_dots_text(*context.map, *context.analysis, pen.view().overlay)});
  std::string status = status_text(*context.review, context.current);
  // In a narrow view the title keeps its room: the state alone, of which the band tells the rest.
  const auto is_too_long = [&] {
    return pen.canvas().text_width(status, pen.px(kCaptionSize), FontWeight::kSemiBold) +
               pen.canvas().text_width(title, pen.px(kTextSize), FontWeight::kSemiBold) + pen.px(4 * kMargin) >
           pen.rect().width;
  };
  if (is_too_long()) status.resize(std::min(status.size(), status.find(',')));
  if (is_too_long()) status.resize(std::min(status.size(), status.find(" (SYNTHETIC)")));  // which the identity says below
  const double status_width = pen.canvas().text_width(status, pen.px(kCaptionSize), FontWeight::kSemiBold);
  const double room = pen.rect().width - status_width - pen.px(4 * kMargin);
  const std::string fitted = pen.fitted(title, kTextSize, FontWeight::kSemiBold, room);
  const double width = pen.canvas().text_width(fitted, pen.px(kTextSize), FontWeight::kSemiBold);
  // The unit, and that classes are as computed, give way to nothing: where they do not fit they stand on a line of their own.
  const bool below = pen.canvas().text_width(beside, pen.px(kSmallSize), FontWeight::kRegular) > room - width - pen.px(8);
  pen.backing({0, 0}, pen.rect().width, pen.px(kMargin + kTextSize + 6));
  const double top = pen.px(kMargin - 3);
  pen.write({pen.rect().width - pen.px(kMargin), top + pen.px(1)}, status, kCaptionSize, FontWeight::kSemiBold,
            {is_confirmed(*context.review) && context.current ? pen.theme().band_settled_text : pen.theme().band_open_text}, Align::kRight);
  pen.write({pen.px(kMargin), top}, fitted, kTextSize, FontWeight::kSemiBold, {pen.theme().text});
  const Point2 place = below ? Point2{pen.px(kMargin), top + pen.px(kTextSize + 5)} : Point2{pen.px(kMargin + 8) + width, top + pen.px(1)};
  const double left = below ? pen.rect().width - pen.px(2 * kMargin) : room - width - pen.px(8);
  const std::string shown = pen.fitted(beside, kSmallSize, FontWeight::kRegular, left);
  if (below) {
    const double words = pen.canvas().text_width(shown, pen.px(kSmallSize), FontWeight::kRegular);
    pen.ground({0, place.y}, place.x + words + pen.px(6), pen.px(kSmallSize * 1.25), pen.px(4));
  }
  pen.write(place, shown, kSmallSize, FontWeight::kRegular, {pen.theme().second_text});
}

void draw_identity(const AnnotationPainter& pen) {
  const std::vector<std::string> lines = identity_lines(pen);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const double up = kMargin + kCaptionSize + kIdentityLine * static_cast<double>(lines.size() - 1 - i);
    const double top = pen.rect().height - pen.px(up);
    pen.backing({0, top}, pen.px(kMargin + 6) + pen.canvas().text_width(lines[i], pen.px(kCaptionSize), FontWeight::kRegular),
                pen.px(kIdentityLine));
    pen.write({pen.px(kMargin), top}, lines[i], kCaptionSize, FontWeight::kRegular, {pen.theme().second_text});
  }
}

//! The longest of 1, 2, 5, 10 ... mm that has room; in parallel projection alone, where one length holds everywhere.
void draw_scale_bar(const AnnotationPainter& pen) {
  const Camera& camera = pen.view().camera;
  if (pen.view().kind != ViewKind::kSurface || camera.perspective) return;
  const double pixels_per_mm = pen.rect().height / (2 * camera.half_height_mm);
  const double room_mm = pen.px(80) / pixels_per_mm;
  const double power = std::pow(10, std::floor(std::log10(room_mm)));
  const double length_mm = room_mm >= 5 * power ? 5 * power : (room_mm >= 2 * power ? 2 * power : power);
  const double right = pen.rect().width - pen.px(kMargin);
  const double foot = kMargin - 2 + kIdentityLine * static_cast<double>(identity_lines(pen).size() - 1);
  const double y = pen.rect().height - pen.px(foot);
  pen.backing({right - pen.px(84), y - pen.px(kIdentityLine + 3)}, pen.px(84 + 6), pen.px(kIdentityLine + 8), pen.px(4));
  pen.canvas().line(pen.at(right - length_mm * pixels_per_mm, y), pen.at(right, y), pen.px(2), {pen.theme().second_text});
  pen.write({right, y - pen.px(kCaptionSize * 1.25 + 3)}, fmt::format("{} mm", short_number(length_mm)), kCaptionSize, FontWeight::kRegular,
            {pen.theme().second_text}, Align::kRight);
}

}  // namespace

std::string short_number(double value) {
  std::string text = fmt::format("{:.2f}", value);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  if (text == "-0") return "0";
  if (text.front() == '-') text.replace(0, 1, "\u2212");
  return text;
}

std::string identity_text(const Map& map, Support support) { return join(identity_parts(map, support)); }

std::vector<std::string> identity_lines(const AnnotationPainter& pen) {
  const std::string direction = pen.view().kind == ViewKind::kSurface ? pen.view().title : "";
  const double room = pen.rect().width - pen.px(2 * kMargin);
  const std::string identity = identity_text(*pen.context().map, pen.context().analysis->support);
  const std::string whole = join({identity, direction});
  if (pen.canvas().text_width(whole, pen.px(kCaptionSize), FontWeight::kRegular) <= room - pen.px(kScaleBarRoom)) return {whole};
  // In a narrow view the direction goes up, beside the scale bar: the lowest line has the whole width.
  return {direction, pen.fitted(identity, kCaptionSize, FontWeight::kRegular, room)};
}

std::string thresholds_text(const Thresholds& thresholds, VoltageKind voltage) {
  const std::string_view kind = voltage == VoltageKind::kBipolar ? "bipolar" : "unipolar";
  std::string text =
      fmt::format("Infarcted below {} mV \u00B7 viable from {} mV ({})", short_number(static_cast<double>(thresholds.voltage_infarct_mV)),
                  short_number(static_cast<double>(thresholds.voltage_viable_mV)), kind);
  if (thresholds.criteria == Criteria::kElectromechanical)
    text += fmt::format(" \u00B7 shortening reduced below {} %", short_number(static_cast<double>(thresholds.shortening_ischemic_percent)));
  return text;
}

std::string status_text(const ReviewState& review, bool current) {
  if (!current) return "UNCONFIRMED, UPDATING";
  if (is_confirmed(review))
    return review.status == MapStatus::kConfirmedSynthetic ? "CONFIRMED (SYNTHETIC), FOR REVIEW ONLY" : "CONFIRMED, FOR REVIEW ONLY";
  if (is_settled(review)) return reviewed_text(review);
  return review.settled > 0 ? fmt::format("UNCONFIRMED, {} of {} settled", review.settled, review.items) : "UNCONFIRMED";
}

void annotate_view(Canvas& canvas, const AnnotationContext& context, int view, const ViewRect& rect) {
  const AnnotationPainter pen(canvas, context, view, rect);
  const bool bullseye = pen.view().kind == ViewKind::kBullseye;
  if (context.watermark) draw_watermark(pen);  // above every line of the drawing; what is written about it stands over that
  if (bullseye) draw_bullseye_texts(pen);
  draw_labels(pen);
  const bool shown = is_available(pen.view().overlay, *context.map, *context.analysis);
  if (shown && pen.view().overlay.kind != OverlayKind::kClass) draw_colour_bar(pen);
  draw_orientation_marker(pen);
  draw_title(pen);
  draw_scale_bar(pen);
  draw_identity(pen);  // over the scale bar's ground
}

}  // namespace viamyo
