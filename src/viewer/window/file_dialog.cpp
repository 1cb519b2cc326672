// Choosing a file: a list of folders and files with sizes and dates, places to begin from, and a field for its name or path that completes itself. All of it by
// keys as well: arrows go through the list, Tab completes, Enter takes.
#include <imgui.h>
#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include <fmt/format.h>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "dialogs.h"
#include "io/value.h"
#include "sample_maps.h"
#include "viamyo/import.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

namespace fs = std::filesystem;

struct Chooser {
  const char* action;
  const char* hint;
  const char* what;  //!< "No ... in this folder."
  bool (*is_wanted)(const fs::path&);
  bool opens = true;        //!< an existing file; else a new one is named
  const char* ending = "";  //!< that a new one gets where none is typed
  bool may_replace = true;  //!< false: the command refuses to
};

constexpr const char* kMaps = "map and no export of a mapping system";

bool is_source(const fs::path& path) { return is_source_name(path); }
bool is_team(const fs::path& path) { return path.extension() == ".toml"; }
bool is_page(const fs::path& path) { return path.extension() == ".html"; }
bool is_picture(const fs::path& path) { return path.extension() == ".png"; }

void start_in_last_folder(Ui& ui) {
  FileMemory& memory = ui.memory.files;
  std::error_code error;
  if (memory.folder.empty() || !fs::is_directory(memory.folder, error)) memory.folder = ui.state().preferences.last_folder;
  if (memory.folder.empty() || !fs::is_directory(memory.folder, error)) memory.folder = fs::current_path(error).string();
}

void go_to(Ui& ui, const fs::path& folder) {
  FileMemory& memory = ui.memory.files;
  memory.folder = folder.string();
  memory.row = -1;
  memory.listing.reset();
}

//! What was typed was taken: the field is empty, and has the keyboard.
void empty_field(Ui& ui) {
  ui.memory.files.name.clear();
  ui.memory.files.begins = true;
  ImGui::ClearActiveID();
}

//! Read once a second, not once a frame.
const FileListing& listing_of(Ui& ui, const fs::path& folder, bool (*is_wanted)(const fs::path&)) {
  FileMemory& memory = ui.memory.files;
  const double now = ImGui::GetTime();
  if (!memory.listing || memory.listing->folder != folder || memory.listed_for != is_wanted || now - memory.listed_at > 1) {
    memory.listing = list_folder(folder, is_wanted);
    memory.listed_for = is_wanted;
    memory.listed_at = now;
  }
  return *memory.listing;
}

void places(Ui& ui) {
  std::vector<std::pair<std::string, fs::path>> all;
  if (const char* const home = std::getenv("HOME"); home != nullptr) all.emplace_back("Home", home);
  if (!sample_maps().empty()) all.emplace_back("Sample maps", fs::path(sample_maps().front().file).parent_path());
  for (const std::string& file : ui.state().preferences.recent) {
    const fs::path folder = fs::path(file).parent_path();
    const bool known = std::any_of(all.begin(), all.end(), [&](const auto& place) { return place.second == folder; });
    if (!known && all.size() < 10) all.emplace_back(printable(folder.filename().string()), folder);
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string shown = fitted(ui, all[i].first, ImGui::GetContentRegionAvail().x, TextSize::kTable);
    if (ImGui::Selectable(fmt::format("{}##place {}", shown, i).c_str(), false, 0, {0, ui.px(20)})) {
      go_to(ui, all[i].second);
      empty_field(ui);
    }
    ui.record("place " + all[i].first);
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", all[i].second.string().c_str());
  }
}

bool row_of(Ui& ui, const FileEntry& entry, bool chosen) {
  const std::string label = entry.label();
  ImGui::PushStyleColor(ImGuiCol_Text, colour(entry.is_folder ? ui.theme().second_text : ui.theme().text));
  const bool clicked = ImGui::Selectable(fmt::format("##{}", label).c_str(), chosen, 0, {0, ui.px(20)});
  ui.record(label);
  if (chosen && ui.memory.files.moved) ImGui::SetScrollHereY();
  const ImVec2 low = ImGui::GetItemRectMin();
  const ImVec2 high = ImGui::GetItemRectMax();
  ImFont* const font = ui.style.font(TextSize::kTable);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float date = text_width(ui, "2026-12-28 20:08", TextSize::kTable) + ui.px(8);
  const float size = ui.px(76);
  const float y = std::floor(low.y + (high.y - low.y - font->FontSize) / 2);
  const std::string name = fitted(ui, printable(label), high.x - low.x - date - size - ui.px(20), TextSize::kTable);
  list.AddText(font, font->FontSize, {low.x + ui.px(6), y}, colour(entry.is_folder ? ui.theme().second_text : ui.theme().text),
               name.c_str());
  const auto quiet = [&](const std::string& words, float right) {
    list.AddText(font, font->FontSize, {std::floor(right - text_width(ui, words, TextSize::kTable)), y}, colour(ui.theme().second_text),
                 words.c_str());
  };
  if (!entry.is_folder) quiet(size_text(entry.bytes), high.x - date - ui.px(8));
  quiet(date_text(entry.changed), high.x - ui.px(6));
  ImGui::PopStyleColor();
  return clicked;
}

//! Entries that begin with what is typed, with the way up first where nothing is.
std::vector<FileEntry> shown_entries(const FileListing& listing, const std::string& begun, bool all) {
  std::vector<FileEntry> entries;
  if (all && listing.folder.has_parent_path() && listing.folder != listing.folder.parent_path())
    entries.push_back({listing.folder / "..", true});
  for (const FileEntry& entry : listing.entries) {
    if (all || begins_with(entry.label(), begun)) entries.push_back(entry);
  }
  return entries;
}

//! Goes into a folder; gives a file.
std::string taken(Ui& ui, const FileEntry& entry) {
  if (!entry.is_folder) return entry.path.string();
  go_to(ui, entry.path.filename() == ".." ? entry.path.parent_path().parent_path() : entry.path);
  empty_field(ui);
  return {};
}

//! Gives the file that was clicked.
std::string list_of_files(Ui& ui, const Chooser& chooser, const FileListing& listing, const std::vector<FileEntry>& entries, float height) {
  FileMemory& memory = ui.memory.files;
  memory.row = std::clamp(memory.row, -1, static_cast<int>(entries.size()) - 1);
  const int step = arrow_step();
  memory.moved = step != 0;
  memory.row = std::clamp(memory.row + step, memory.row < 0 && step <= 0 ? -1 : 0, std::max(static_cast<int>(entries.size()) - 1, -1));
  std::string chosen;
  ImGui::BeginChild("files", {0, height}, true, ImGuiWindowFlags_AlwaysUseWindowPadding);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!row_of(ui, entries[i], static_cast<int>(i) == memory.row)) continue;
    chosen = taken(ui, entries[i]);
    break;
  }
  const bool none = std::none_of(listing.entries.begin(), listing.entries.end(), [](const FileEntry& entry) { return !entry.is_folder; });
  if (!listing.trouble.empty()) paragraph(ui, listing.trouble, TextSize::kTable, ui.theme().band_open_text);
  if (listing.trouble.empty() && none)
    paragraph(ui, fmt::format("No {} in this folder.", chooser.what), TextSize::kTable, ui.theme().second_text);
  ImGui::EndChild();
  return chosen;
}

//! Tab: the field's text becomes what all entries that begin so have in common.
int complete(ImGuiInputTextCallbackData* data) {
  const auto& whole = *static_cast<const std::string*>(data->UserData);
  data->DeleteChars(0, data->BufTextLen);
  data->InsertChars(0, whole.c_str());
  return 0;
}

struct Typed {
  bool entered = false;  //!< Enter
  bool clicked = false;  //!< the button
};

Typed name_row(Ui& ui, const Chooser& chooser, bool is_there, const std::string& completion) {
  FileMemory& memory = ui.memory.files;
  const float width = ui.px(110);
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1);
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - width - ui.px(8));
  if (std::exchange(memory.begins, false)) ImGui::SetKeyboardFocusHere();
  std::string whole = completion;
  Typed typed;
  typed.entered = ImGui::InputTextWithHint("##name", chooser.hint, &memory.name,
                                           ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackCompletion, complete, &whole);
  if (ImGui::IsItemEdited()) memory.row = -1;
  ImGui::PopStyleVar();
  ui.record("name");
  ImGui::SameLine(0, ui.px(8));
  const bool possible =
      chooser.opens ? !memory.name.empty() || memory.row >= 0 : !memory.name.empty() && (chooser.may_replace || !is_there);
  typed.clicked =
      button(ui, !chooser.opens && is_there && chooser.may_replace ? "Replace" : chooser.action, ButtonKind::kMain, width, possible);
  return possible ? typed : Typed{};
}

//! What Enter means in a dialog that opens: the row where the keys stand, a folder or file that is typed, else the only one that begins so.
std::string entered_file(Ui& ui, const std::vector<FileEntry>& entries, const TypedPath& typed) {
  FileMemory& memory = ui.memory.files;
  if (memory.row >= 0 && memory.row < static_cast<int>(entries.size())) return taken(ui, entries[static_cast<std::size_t>(memory.row)]);
  const fs::path path = typed.folder / typed.name;
  std::error_code error;
  if (fs::is_directory(path, error)) return taken(ui, {typed.name.empty() ? typed.folder : path, true});
  if (fs::exists(path, error)) return path.string();
  if (entries.size() == 1) return taken(ui, entries.front());
  say(ui.app.state(), fmt::format("{}: there is no such file.", printable(path.string())), true);
  memory.begins = true;
  return {};
}

std::string entered_name(Ui& ui, const Typed& typed, const fs::path& file, bool is_there) {
  std::error_code error;
  if (typed.entered && fs::is_directory(file, error)) return taken(ui, {file, true});
  return (typed.entered && !is_there) || typed.clicked ? file.string() : std::string();
}

//! The whole chooser, but for `foot` at its end. Gives the file, once it was chosen.
std::string choose(Ui& ui, const Chooser& chooser, double foot) {
  start_in_last_folder(ui);
  FileMemory& memory = ui.memory.files;
  const TypedPath typed = typed_path(memory.name, memory.folder);
  const FileListing& listing = listing_of(ui, typed.folder, chooser.is_wanted);
  const std::vector<FileEntry> entries = shown_entries(listing, typed.name, typed.name.empty() || !chooser.opens);
  second_text(ui, fitted(ui, printable(listing.folder.string()), ImGui::GetContentRegionAvail().x, TextSize::kTable));
  gap(ui, 4);
  const float height = ImGui::GetContentRegionAvail().y - ui.px(38 + 22 + foot);
  ImGui::BeginChild("places", {ui.px(140), height});
  places(ui);
  ImGui::EndChild();
  ImGui::SameLine(0, ui.px(10));
  ImGui::PushStyleColor(ImGuiCol_ChildBg, colour(ui.theme().field));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(10), ui.px(8)});
  std::string chosen = list_of_files(ui, chooser, listing, entries, height);
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
  fs::path file = typed.folder / typed.name;
  if (!typed.name.empty() && file.extension().empty()) file += chooser.ending;
  std::error_code error;
  const bool is_there = !typed.name.empty() && fs::is_regular_file(file, error);
  const std::string note =
      !chooser.opens && is_there ? fmt::format("{} is there already.", printable(file.filename().string())) : std::string(" ");
  text(ui, fitted(ui, note, ImGui::GetContentRegionAvail().x, TextSize::kTable), TextSize::kTable, FontWeight::kRegular,
       ui.theme().band_open_text);
  const Typed done = name_row(ui, chooser, is_there, completed(memory.name, typed, listing.entries));
  if (!chooser.opens) {
    if (!chosen.empty()) memory.name = fs::path(chosen).filename().string();
    return entered_name(ui, done, file, is_there);
  }
  if (chosen.empty() && (done.entered || done.clicked)) chosen = entered_file(ui, entries, typed);
  return chosen;
}

void new_file(Ui& ui, const Chooser& chooser, const std::string& command) {
  const std::string file = choose(ui, chooser, 0);
  if (file.empty()) return;
  ui.run("dialog none");
  ui.run(command + " " + as_argument(file));
}

//! The folder where the keys stand, else the one that is shown.
std::string folder_to_open(Ui& ui) {
  const TypedPath typed = typed_path(ui.memory.files.name, ui.memory.files.folder);
  std::error_code error;
  const fs::path whole = typed.folder / typed.name;
  return (fs::is_directory(whole, error) && !typed.name.empty() ? whole : typed.folder).string();
}

}  // namespace

void open_dialog(Ui& ui) {
  const std::string chosen = choose(ui, {"Open", "Name or path; Tab completes, arrows go through the list", kMaps, is_source}, 40);
  const bool opens_folder = button(ui, "Open this folder as a study") || ui.struck == "Ctrl+Enter";
  ImGui::SameLine(0, ui.px(8));
  if (button(ui, "Open with what you know of it...")) {
    const TypedPath typed = typed_path(ui.memory.files.name, ui.memory.files.folder);
    ui.memory.source = {};
    ui.memory.source.file = (typed.folder / typed.name).string();
    return ui.run("open_with");
  }
  const std::string file = opens_folder ? folder_to_open(ui) : chosen;
  if (file.empty()) return;
  ui.run("dialog none");
  ui.memory.files.name.clear();
  ui.app.open(file);
}

void team_dialog(Ui& ui) {
  const std::string chosen = choose(ui, {"Choose", "Name or path; Tab completes", "team's file (.toml)", is_team}, 0);
  if (chosen.empty()) return;
  ui.run("dialog none");
  ui.memory.files.name.clear();
  ui.run("team " + as_argument(chosen));
}

void save_dialog(Ui& ui) { new_file(ui, {"Save", "Name of the new file", kMaps, is_source, false, ".h5"}, "save_as"); }
void sheet_dialog(Ui& ui) {
  new_file(ui, {"Write sheet", "Name of the new file", "page (.html)", is_page, false, ".html", false}, "sheet");
}

void screenshot_dialog(Ui& ui) {
  new_file(ui, {"Save picture", "Name of the new file", "picture (.png)", is_picture, false, ".png"}, "screenshot");
}

void propose_sheet_name(Ui& ui) {
  if (ui.document() == nullptr) return;
  std::error_code error;
  const fs::path map = fs::absolute(ui.document()->file, error);
  ui.memory.files.folder = map.parent_path().string();
  std::string& name = ui.memory.files.name;
  name = map.filename().string() + ".sheet.html";
  for (int i = 2; fs::exists(fs::path(ui.memory.files.folder) / name, error); ++i)
    name = fmt::format("{}.sheet-{}.html", map.filename().string(), i);
}

}  // namespace viamyo::viewer
