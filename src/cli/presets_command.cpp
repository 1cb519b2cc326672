// viamyo presets: published thresholds with their sources.
#include <fmt/format.h>

#include <memory>

#include "console.h"
#include "json.h"
#include "options.h"
#include "program.h"
#include "table.h"
#include "viamyo/errors.h"
#include "viamyo/presets.h"

namespace viamyo::cli {
namespace {

struct Options {
  OutputOptions output;
  std::string id;
};

std::string unit_text(const Preset& preset) { return preset.threshold_unit == ThresholdUnit::kPercent ? "%" : "mV"; }

std::string voltage_text(const Preset& preset) {
  if (!preset.voltage_infarct) return "-";
  if (*preset.voltage_infarct == *preset.voltage_viable) return fmt::format("{} {}", *preset.voltage_viable, unit_text(preset));
  return fmt::format("{} / {} {}", *preset.voltage_infarct, *preset.voltage_viable, unit_text(preset));
}

std::string shortening_text(const Preset& preset) {
  return preset.shortening_ischemic_percent ? fmt::format("{} %", *preset.shortening_ischemic_percent) : "-";
}

std::string listed() {
  Table table({Align::kLeft, Align::kLeft, Align::kRight, Align::kRight, Align::kLeft, Align::kLeft, Align::kLeft, Align::kLeft});
  table.add({"PRESET", "VOLTAGE", "CUT-OFF", "SHORTENING", "SPECIES", "SYSTEM", "SOURCE", "SEPARATES"});
  for (const Preset& preset : presets()) {
    table.add({preset.id, std::string(to_string(preset.voltage)), voltage_text(preset), shortening_text(preset), preset.species,
               preset.system, preset.evidence, preset.title});
  }
  return table.text() +
         "\nTwo cut-offs: infarct / viable. SOURCE: V read in the source itself, S reported by a secondary source, convention ours.\n"
         "`viamyo presets PRESET` tells the study, what it showed and what it did not.\n";
}

std::string detailed(const Preset& preset) {
  Table table({Align::kLeft, Align::kLeft});
  const auto add = [&](std::string_view label, const std::string& text) {
    if (!text.empty()) table.add({std::string(label), text});
  };
  add("voltage", std::string(to_string(preset.voltage)));
  add("voltage_infarct",
      preset.voltage_infarct ? fmt::format("{} {}", *preset.voltage_infarct, unit_text(preset)) : "as without this preset");
  add("voltage_viable", preset.voltage_viable ? fmt::format("{} {}", *preset.voltage_viable, unit_text(preset)) : "as without this preset");
  add("shortening_ischemic", preset.shortening_ischemic_percent ? shortening_text(preset) : "as without this preset");
  add("subjects", fmt::format("{} ({}, {})", preset.subjects, preset.species, preset.system));
  add("reference", preset.reference_standard);
  add("accuracy", preset.accuracy);
  add("source", fmt::format("{} [{}]", preset.citation, preset.evidence));
  constexpr std::size_t kWidth = 110;
  return fmt::format("{}: {}\n\n{}\nWhat it shows\n  {}\n\nWhat it does not show\n  {}\n", preset.id, preset.title, table.text("  "),
                     wrapped(preset.shows, kWidth, "  "), wrapped(preset.does_not_show, kWidth, "  "));
}

Json threshold(const std::optional<float>& value) { return value ? float_number(*value) : Json(nullptr); }

Json as_json(const Preset& preset) {
  return {{"id", preset.id},
          {"title", preset.title},
          {"citation", preset.citation},
          {"evidence", preset.evidence},
          {"species", preset.species},
          {"system", preset.system},
          {"subjects", preset.subjects},
          {"reference_standard", preset.reference_standard},
          {"accuracy", text_or_null(preset.accuracy)},
          {"shows", preset.shows},
          {"does_not_show", preset.does_not_show},
          {"voltage", to_string(preset.voltage)},
          {"threshold_unit", to_string(preset.threshold_unit)},
          {"voltage_infarct", threshold(preset.voltage_infarct)},
          {"voltage_viable", threshold(preset.voltage_viable)},
          {"shortening_ischemic_percent", threshold(preset.shortening_ischemic_percent)},
          {"counts_for_agreement", preset.counts_for_agreement}};
}

std::string all_as_json() {
  Json list = Json::array();
  for (const Preset& preset : presets()) list.push_back(as_json(preset));
  return document("viamyo.presets/1", {{"presets", list}});
}

int show(const Options& options) {
  if (options.id.empty()) {
    write_stdout(options.output.json ? all_as_json() : listed());
    return kDone;
  }
  make_settings(options.id, {{"reference_segments", "1"}});  // tells the nearest name of an unknown one
  const Preset& preset = *find_preset(options.id);
  write_stdout(options.output.json ? document("viamyo.preset/1", as_json(preset)) : detailed(preset));
  return kDone;
}

}  // namespace

Command presets_command() {
  auto options = std::make_shared<Options>();
  Command command{.name = "presets", .help = "thresholds with their sources", .run = [options] { return show(*options); }};
  command.options = {{.name = "preset", .target = &options->id, .help = "one preset in full"}};
  add_output_options(command, options->output);
  return command;
}

}  // namespace viamyo::cli
