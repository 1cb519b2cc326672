// Thresholds: a preset with its source in full, and sliders that move the borders at once.
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cctype>

#include "panels.h"
#include "viamyo/presets.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

//! "published-human-range" as "Published human range", "perin-mri" as "Perin MRI".
std::string spoken(std::string_view id) {
  constexpr std::array<std::string_view, 7> kAbbreviations{"cctrn", "ep", "focus", "mri", "nicm", "pet", "spect"};
  std::string name;
  while (!id.empty()) {
    const std::string_view word = id.substr(0, id.find('-'));
    id.remove_prefix(std::min(id.size(), word.size() + 1));
    const bool is_short = std::find(kAbbreviations.begin(), kAbbreviations.end(), word) != kAbbreviations.end();
    const bool is_first = name.empty();
    if (!is_first) name += ' ';
    for (std::size_t i = 0; i < word.size(); ++i)
      name += is_short || (is_first && i == 0) ? static_cast<char>(std::toupper(static_cast<unsigned char>(word[i]))) : word[i];
  }
  return name;
}

//! Which hearts, mapped with what: voltages of one are no limits for another.
std::string hearts(const Preset& preset) { return fmt::format("{}, {}", preset.species, preset.system); }

std::string cut_offs(const Preset& preset) {
  const std::string unit = preset.threshold_unit == ThresholdUnit::kPercent ? "%" : "mV";
  std::string words;
  if (preset.voltage_infarct) words = fmt::format("{}", *preset.voltage_infarct);
  if (preset.voltage_viable && preset.voltage_viable != preset.voltage_infarct)
    words += fmt::format("{}{}", words.empty() ? "" : " / ", *preset.voltage_viable);
  if (!words.empty()) words += " " + unit;
  return words + (preset.voltage == VoltageKind::kBipolar ? " bipolar" : "");
}

void preset_choice(Ui& ui, const Settings& wanted) {
  std::vector<Choice> options;
  int current = -1;
  for (const Preset& preset : presets()) {
    if (preset.id == wanted.preset) current = static_cast<int>(options.size());
    options.push_back({spoken(preset.id), fmt::format("{} · {}", hearts(preset), cut_offs(preset))});
  }
  const std::string shown = current < 0 ? "Custom" : options[static_cast<std::size_t>(current)].label;
  const auto chosen = choice(ui, "preset", shown, options, current, ImGui::GetContentRegionAvail().x);
  if (chosen) ui.run("preset " + as_argument(presets()[static_cast<std::size_t>(*chosen)].id));
}

//! The first Tab of who works without a mouse: while nothing is typed in, it leads to the thresholds; from there to the next box.
bool tab_begins(Ui& ui) {
  return ui.state().dialog == Dialog::kNone && !ImGui::IsAnyItemActive() && !ImGui::GetIO().KeyCtrl &&
         ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Tab), false);
}

//! A step by an arrow pushes the other voltage along, as a drag does; what is typed is taken at its word, or refused.
std::string step_command(const Settings& wanted, std::string_view key, double value) {
  std::string line = fmt::format("set {} {}", key, static_cast<float>(value));
  if (key == "voltage_infarct" && value > wanted.voltage_viable) line += fmt::format(" voltage_viable {}", static_cast<float>(value));
  if (key == "voltage_viable" && value < wanted.voltage_infarct) line += fmt::format(" voltage_infarct {}", static_cast<float>(value));
  return line;
}

void threshold(Ui& ui, const char* key, const Slider& shape) {
  const SliderEvents events = slider(ui, shape);
  if (events.begins) ui.app.begin_drag();
  if (events.dragged) ui.app.drag_setting(key, *events.dragged);
  if (events.ends) ui.app.end_drag();
  if (events.entered) ui.run(fmt::format("set {} {}", key, static_cast<float>(*events.entered)));
  if (events.stepped) ui.run(step_command(ui.document()->wanted, key, *events.stepped));
}

//! As long as it is: a threshold without its source is a number without a meaning.
void citation(Ui& ui, const Settings& wanted) {
  const Preset* const preset = find_preset(wanted.preset);
  const std::string_view source =
      preset == nullptr ? "Thresholds of your own: no source stands behind them. Choose a preset to go back to published ones."
                        : std::string_view(preset->citation);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.ChannelsSplit(2);
  list.ChannelsSetCurrent(1);
  ImGui::SetCursorScreenPos({low.x + ui.px(12), low.y + ui.px(8)});
  ImGui::BeginGroup();
  if (preset != nullptr)
    paragraph(ui, fmt::format("From {}: {}", hearts(*preset), preset->subjects), TextSize::kCaption, ui.theme().text, width - ui.px(22));
  paragraph(ui, source, TextSize::kCaption, ui.theme().second_text, width - ui.px(22));
  if (preset != nullptr && !preset->does_not_show.empty())
    paragraph(ui, "Does not show: " + preset->does_not_show, TextSize::kCaption, ui.theme().second_text, width - ui.px(22));
  ImGui::EndGroup();
  ui.record("citation");
  // As high as it was for this map at most: what stands below does not move under the pointer when a shorter text comes.
  Memory& memory = ui.memory;
  const float height = ImGui::GetItemRectMax().y + ui.px(8) - low.y;
  memory.cited_height = memory.cited_document == ui.document()->id ? std::max(memory.cited_height, height) : height;
  memory.cited_document = ui.document()->id;
  const float bottom = low.y + memory.cited_height;
  list.ChannelsSetCurrent(0);
  list.AddRectFilled(low, {low.x + width, bottom}, colour(ui.theme().field), ui.px(4));
  list.AddRectFilled(low, {low.x + ui.px(3), bottom}, colour(ui.theme().accent));
  list.ChannelsMerge();
  ImGui::SetCursorScreenPos({low.x, bottom});
  ImGui::Dummy({1, ui.px(1)});
}

}  // namespace

void threshold_panel(Ui& ui) {
  ui.panel = "thresholds";
  const Document& document = *ui.document();
  const Settings& s = document.tried ? *document.proposed : document.wanted;  // of the numbers that are shown
  heading(ui, "THRESHOLDS");
  preset_choice(ui, s);
  const bool percent = s.threshold_unit == ThresholdUnit::kPercent;
  const std::string_view unit = percent ? "%" : "mV";
  const double high = percent ? 150 : s.voltage == VoltageKind::kBipolar ? 6 : 15;
  const double step = percent ? 1 : s.voltage == VoltageKind::kBipolar ? 0.05 : 0.1;
  const auto& ghost = document.scene.ghost;
  // The ghost is in millivolt; a threshold in percent has no tick.
  const auto mark = [&](float Thresholds::*member) { return ghost && !percent ? std::optional<double>(*ghost.*member) : std::nullopt; };
  if (tab_begins(ui)) ImGui::SetKeyboardFocusHere();
  threshold(ui, "voltage_infarct", {"Infarcted below", unit, s.voltage_infarct, 0, high, step, mark(&Thresholds::voltage_infarct_mV)});
  threshold(ui, "voltage_viable", {"Viable from", unit, s.voltage_viable, 0, high, step, mark(&Thresholds::voltage_viable_mV)});
  const bool mechanics = document.scene.thresholds.criteria == Criteria::kElectromechanical;
  const auto lls = ghost ? std::optional<double>(ghost->shortening_ischemic_percent) : std::nullopt;
  threshold(ui, "shortening_ischemic", {"Reduced below", "%", s.shortening_ischemic_percent, -2, 25, 0.5, lls, mechanics});
  if (!document.analysis->criteria) {
    paragraph(ui, "This map has no voltage: nothing is classified.", TextSize::kCaption, ui.theme().band_open_text);
  } else if (!mechanics) {
    paragraph(ui, "This map has no shortening: classes by voltage alone.", TextSize::kCaption, ui.theme().band_open_text);
  }
  if (!document.analysis_error.empty()) paragraph(ui, document.analysis_error, TextSize::kCaption, ui.theme().band_open_text);
  gap(ui, 6);
  citation(ui, s);
}

}  // namespace viamyo::viewer
