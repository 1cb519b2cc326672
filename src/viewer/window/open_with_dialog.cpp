// What an export does not say, and who made it knows: frame, units, chamber, names of arrays, points beside the surface.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "dialogs.h"
#include "io/value.h"
#include "viewer/source_words.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

constexpr double kNames = 130;

void name_of(Ui& ui, const char* name) {
  ImGui::AlignTextToFramePadding();
  second_text(ui, name);
  ImGui::SameLine(ui.px(18 + kNames));
}

//! True when it was confirmed with Enter.
bool text_row(Ui& ui, const char* name, const char* hint, std::string& text) {
  name_of(ui, name);
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1);
  const bool entered = text_field(ui, name, hint, text);
  ImGui::PopStyleVar();
  return entered;
}

//! Several, parted by semicolons; without a key each is a word of its own.
void add_words(std::string& line, std::string_view key, const std::string& text) {
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(';', at), text.size());
    std::string part = text.substr(at, end - at);
    part.erase(0, part.find_first_not_of(' ') == std::string::npos ? part.size() : part.find_first_not_of(' '));
    part.erase(part.find_last_not_of(' ') + 1);
    if (!part.empty()) line += " " + as_argument(key.empty() ? part : fmt::format("{}={}", key, part));
    at = end + 1;
  }
}

std::string line_of(const SourceMemory& memory) {
  std::string line = "open_with " + as_argument(memory.file);
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) line += " " + as_argument(fmt::format("{}={}", key, value));
  };
  add("map", memory.map);
  add("frame", memory.frame);
  add("length", memory.length);
  add("voltage", memory.voltage);
  add("chamber", memory.chamber);
  add("points", memory.points);
  add_words(line, "array", memory.array);
  add_words(line, "add", memory.add);
  add_words(line, "", memory.others);
  return line;
}

//! Words that no row of the dialog has.
std::string other_words(const std::vector<std::string>& words) {
  constexpr std::array<std::string_view, 8> kRows{"map", "frame", "length", "voltage", "chamber", "points", "array", "add"};
  std::string text;
  for (const std::string& word : words) {
    const std::string_view key = std::string_view(word).substr(0, word.find('='));
    if (std::find(kRows.begin(), kRows.end(), key) == kRows.end()) text += (text.empty() ? "" : "; ") + word;
  }
  return text;
}

std::string joined(const std::vector<std::string>& words, const std::string& key) {
  std::string text;
  for (const std::string& word : words) {
    if (word.starts_with(key + "=")) text += (text.empty() ? "" : "; ") + word.substr(key.size() + 1);
  }
  return text;
}

}  // namespace

//! Of the map in front, with what was said of it before; else of what stands in the dialog that opens files.
void begin_open_with(Ui& ui) {
  SourceMemory memory;
  const Document* const document = ui.document();
  if (!ui.memory.source.file.empty())
    memory.file = ui.memory.source.file;
  else if (document != nullptr && !document->loaded->native)
    memory.file = document->file;
  const ImportOptions before = ui.app.import_of(memory.file);
  const std::vector<std::string> words = source_words(before);
  const bool same = document != nullptr && document->file == memory.file;
  memory.map = same ? document->map_of_source : before.map;
  memory.frame = before.frame;
  memory.length = before.length_unit;
  memory.voltage = before.voltage_unit;
  memory.points = before.points_file;
  memory.array = joined(words, "array");
  memory.add = joined(words, "add");
  memory.chamber = before.chamber;
  memory.others = other_words(words);
  ui.memory.source = memory;
}

void open_with_dialog(Ui& ui) {
  SourceMemory& memory = ui.memory.source;
  paragraph(ui,
            "Say only what you know, Tab goes from field to field: what is left empty is read as the export says, and what had to be "
            "assumed stands in File, "
            "About this map.",
            TextSize::kCaption, ui.theme().second_text);
  gap(ui, 6);
  if (std::exchange(ui.memory.reason_begins, false)) ImGui::SetKeyboardFocusHere();
  bool entered = text_row(ui, "File", "Path of an export of another system, or of its folder", memory.file);
  entered = text_row(ui, "Map", "Its name in a study that holds several", memory.map) || entered;
  entered =
      text_row(ui, "Axes", "As the source says. LPS: x to the left, y to the back, z to the head; or unknown", memory.frame) || entered;
  entered = text_row(ui, "Lengths in", "As the source says. mm, cm, m or um", memory.length) || entered;
  entered = text_row(ui, "Voltages in", "As the source says. mV, uV or V", memory.voltage) || entered;
  entered = text_row(ui, "Chamber", "As the source says. LV where you know that it is a left ventricle; or RV, LA, RA", memory.chamber) ||
            entered;
  entered = text_row(ui, "Points", "Path of a table of mapping points beside the surface", memory.points) || entered;
  entered = text_row(ui, "Arrays", "UnipolarVoltage=uni_peak:mV; ...", memory.array) || entered;
  entered = text_row(ui, "More files", "Further exports of the same surface; ...", memory.add) || entered;
  entered =
      text_row(ui, "Otherwise", "keep-column=NAME; no-value=-1; keep-impossible=yes; cell-to-point=yes; ...", memory.others) || entered;
  gap(ui, 10);
  const bool clicked = button(ui, "Open", ButtonKind::kMain, ui.px(110), !memory.file.empty());
  if (!(clicked || entered) || memory.file.empty()) return;
  const std::string line = line_of(memory);
  memory = {};
  ui.run("dialog none");
  ui.run(line);
}

}  // namespace viamyo::viewer
