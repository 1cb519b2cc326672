#include "printing.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "io/value.h"
#include "map/letters.h"
#include "map_info.h"
#include "review_texts.h"
#include "viamyo/errors.h"
#include "viamyo/version.h"

namespace viamyo::viewer {
namespace {

std::string told(std::string_view label, const std::string& text) {
  return text.empty() ? fmt::format("{} unknown", label) : labelled(label, text);
}

std::string number_or_null(double value, int decimals) { return std::isfinite(value) ? fmt::format("{:.{}f}", value, decimals) : "null"; }

//! Whose numbers these are stands above all of them.
std::string heading(const Document& document) {
  const Study& study = document.map->study;
  const std::string synthetic = !study.synthetic ? "not known whether synthetic" : (*study.synthetic ? "SYNTHETIC" : "not synthetic");
  return fmt::format("{}, {}, {}; review {}{}\n", told("map", study.map_id), told("subject", study.subject_id), synthetic,
                     to_string(numbers_match_picture(document) ? document.review.status : MapStatus::kUnconfirmed),
                     numbers_match_picture(document) ? "" : "; updating");
}

std::string status(const AppState& /*state*/, const Document& document) {
  std::string text = heading(document) + fmt::format("file {}\nfingerprint {}\nlayout {}\n", printable(document.file),
                                                     document.analysis->fingerprint, to_string(document.scene.layout));
  if (!document.note.empty()) text += printable(document.note) + "\n";
  if (!document.analysis_error.empty()) text += printable(document.analysis_error) + "\n";
  for (const Warning& warning : document.analysis->warnings) text += fmt::format("warning {}: {}\n", warning.code, printable(warning.text));
  return text + std::string(kNotice) + "\n";
}

std::string info(const AppState& /*state*/, const Document& document) {
  std::string text;
  for (const InfoLine& line : map_info(document)) text += fmt::format("{}: {}\n", line.name, line.text);
  return text;
}

std::string classes(const AppState& /*state*/, const Document& document) {
  std::string text = heading(document);
  for (int code = 0; code < kTissueClassCount; ++code) {
    const double area = document.analysis->class_area_mm2.at(static_cast<std::size_t>(code));
    text += fmt::format("{} {:.1f} mm2\n", to_string(static_cast<TissueClass>(code)), area);
  }
  return text;
}

std::string why(const AppState& /*state*/, const Document& document) {
  return document.why ? printable(document.why->sentence) + "\n" : "nothing is selected\n";
}

std::string regions(const AppState& state, const Document& document) {
  std::string text = heading(document);
  const ReviewState seen = seen_review(state, document);
  for (const Region& r : document.analysis->regions) {
    text += fmt::format("{}; {}; {:.1f} mm2; {} points; {} mV; {} %; {}\n", r.label, to_string(r.tissue), r.area_mm2, r.points,
                        number_or_null(r.mean_voltage_mV, 2), number_or_null(r.mean_shortening_percent, 1), region_words(seen, r));
  }
  return text;
}

std::string zones(const AppState& state, const Document& document) {
  std::string text = heading(document);
  const ReviewState seen = seen_review(state, document);
  for (const CandidateZone& z : document.analysis->candidate_zones) {
    text +=
        fmt::format("{} in {}, for review only; {:.1f} mm2; {} points; {}\n", z.id, z.region, z.area_mm2, z.points, zone_words(seen, z));
  }
  return text;
}

std::string segments(const AppState& /*state*/, const Document& document) {
  std::string text = heading(document);
  for (std::size_t i = 0; i < document.analysis->segments.size(); ++i) {
    const SegmentStatistics& s = document.analysis->segments[i];
    text += fmt::format("{} {}; {:.1f} mm2; {} points; {} mV\n", i + 1, segment_name(static_cast<int>(i + 1)), s.area_mm2, s.points,
                        number_or_null(s.unipolar_voltage_mV.surface_mean, 2));
  }
  return text;
}

std::string settings(const AppState& /*state*/, const Document& document) {
  const Settings& s = document.wanted;
  const Thresholds& shown = document.scene.thresholds;
  return heading(document) +
         fmt::format(
             "preset {}\nvoltage {}\nvoltage_infarct {} {}\nvoltage_viable {} {}\nshortening_ischemic {} %\nborders at {} mV, {} mV, {} %\n"
             "excluded points {}\n",
             s.preset, to_string(s.voltage), s.voltage_infarct, to_string(s.threshold_unit), s.voltage_viable, to_string(s.threshold_unit),
             s.shortening_ischemic_percent, shown.voltage_infarct_mV, shown.voltage_viable_mV, shown.shortening_ischemic_percent,
             s.excluded_points.size());
}

struct Printer {
  std::string_view name;
  std::string (*print)(const AppState& state, const Document& document);
  bool tells_classes = false;
};

constexpr std::array<Printer, 9> kPrinters{{{"status", status},
                                            {"info", info},
                                            {"classes", classes, true},
                                            {"why", why, true},
                                            {"regions", regions, true},
                                            {"zones", zones, true},
                                            {"segments", segments},
                                            {"settings", settings},
                                            {"review", review_text, true}}};

std::string tabs(const AppState& state) {
  std::string text;
  for (std::size_t i = 0; i < state.documents.size(); ++i) {
    const Document& document = state.documents[i];
    text +=
        fmt::format("{}{} {}: {}", static_cast<int>(i) == state.current ? "*" : " ", i + 1, printable(document.file), heading(document));
  }
  return text.empty() ? "no map is open\n" : text;
}

std::string messages(const AppState& state) {
  std::string text;
  for (const Message& message : state.said) text += fmt::format("{} {}\n", message.time, printable(message.text));
  return text.empty() ? "nothing\n" : text;
}

std::string or_nothing(const std::string& text) { return text.empty() ? "nothing\n" : printable(text) + "\n"; }

}  // namespace

std::string printed(const AppState& state, std::string_view what) {
  if (what == "tabs") return tabs(state);
  if (what == "measured") return or_nothing(state.measured);
  if (what == "hover") return or_nothing(state.hover.text);
  if (what == "messages") return messages(state);
  std::string known = "tabs measured messages hover";
  for (const Printer& printer : kPrinters) {
    known += fmt::format(" {}", printer.name);
    if (printer.name != what) continue;
    if (state.document() == nullptr) throw UsageError("no map is open");
    const Document& document = *state.document();
    // Guess first: what is hidden on the screen is not printed either.
    if (printer.tells_classes && document.scene.display.classes_hidden) return heading(document) + "classes are hidden\n";
    return printer.print(state, document);
  }
  throw UsageError(fmt::format("there is no '{}' to print; there are {}", what, known));
}

}  // namespace viamyo::viewer
