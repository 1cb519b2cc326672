// A list of folders and files. Reading a folder that cannot be read gives an empty list and says so.
#include <imgui.h>
#include <imgui_stdlib.h>

#include <fmt/format.h>
#include <algorithm>
#include <filesystem>
#include <system_error>

#include "dialogs.h"
#include "viamyo/import.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

namespace fs = std::filesystem;

struct Listing {
  std::vector<fs::path> folders;
  std::vector<fs::path> files;
  std::string trouble;
};

bool is_source(const fs::path& path) { return is_source_name(path); }
bool is_team(const fs::path& path) { return path.extension() == ".toml"; }
bool is_page(const fs::path& path) { return path.extension() == ".html"; }
bool is_picture(const fs::path& path) { return path.extension() == ".png"; }

Listing list(const fs::path& folder, bool (*is_wanted)(const fs::path&)) {
  Listing listing;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code unknown;
    const fs::path& path = entry->path();
    if (path.filename().string().starts_with('.')) continue;
    if (entry->is_directory(unknown)) listing.folders.push_back(path);
    if (entry->is_regular_file(unknown) && is_wanted(path)) listing.files.push_back(path);
  }
  if (error) listing.trouble = fmt::format("{} cannot be read: {}.", folder.string(), error.message());
  std::sort(listing.folders.begin(), listing.folders.end());
  std::sort(listing.files.begin(), listing.files.end());
  return listing;
}

void start_in_last_folder(Ui& ui) {
  Memory& memory = ui.memory;
  std::error_code error;
  if (memory.folder.empty() || !fs::is_directory(memory.folder, error)) memory.folder = ui.state().preferences.last_folder;
  if (memory.folder.empty() || !fs::is_directory(memory.folder, error)) memory.folder = fs::current_path(error).string();
}

bool line_of(Ui& ui, const std::string& label, bool quiet) {
  ImGui::PushStyleColor(ImGuiCol_Text, colour(quiet ? ui.theme().second_text : ui.theme().text));
  const bool clicked = ImGui::Selectable(label.c_str(), false, ImGuiSelectableFlags_AllowDoubleClick, {0, ui.px(20)});
  ImGui::PopStyleColor();
  ui.record(label);
  return clicked;
}

//! Shows the folder, in what is left of the dialog: all of it, or less by a negative height. Gives the file that was chosen.
std::string browse(Ui& ui, float height, bool (*is_wanted)(const fs::path&) = is_source,
                   const char* what = "map and no export of a mapping system") {
  start_in_last_folder(ui);
  const fs::path folder = ui.memory.folder;
  second_text(ui, fitted(ui, folder.string(), ImGui::GetContentRegionAvail().x, TextSize::kTable));
  gap(ui, 4);
  std::string chosen;
  ImGui::PushStyleColor(ImGuiCol_ChildBg, colour(ui.theme().field));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(10), ui.px(8)});
  ImGui::BeginChild("files", {0, height}, true);
  const Listing listing = list(folder, is_wanted);
  if (folder.has_parent_path() && folder != folder.parent_path() && line_of(ui, "..", true))
    ui.memory.folder = folder.parent_path().string();
  for (const fs::path& path : listing.folders) {
    if (line_of(ui, path.filename().string() + "/", true)) ui.memory.folder = path.string();
  }
  for (const fs::path& path : listing.files) {
    if (line_of(ui, path.filename().string(), false)) chosen = path.string();
  }
  if (!listing.trouble.empty()) paragraph(ui, listing.trouble, TextSize::kTable, ui.theme().band_open_text);
  if (listing.trouble.empty() && listing.files.empty())
    paragraph(ui, fmt::format("No {} in this folder.", what), TextSize::kTable, ui.theme().second_text);
  ImGui::EndChild();
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
  return chosen;
}

struct NewFile {
  const char* action;
  const char* command;
  const char* ending;  //!< that it gets where none is typed
  bool (*is_wanted)(const fs::path&) = is_source;
  const char* what = "map and no export of a mapping system";
  bool may_replace = true;  //!< false: the command refuses to
};

//! True when the name was confirmed. What would be replaced is only so by a click on a button that says it.
bool name_row(Ui& ui, const NewFile& wanted, bool is_there) {
  const float width = ui.px(110);
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1);
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - width - ui.px(8));
  const bool entered =
      ImGui::InputTextWithHint("##name", "Name of the new file", &ui.memory.file_name, ImGuiInputTextFlags_EnterReturnsTrue);
  ImGui::PopStyleVar();
  ui.record("name");
  ImGui::SameLine(0, ui.px(8));
  const bool possible = !ui.memory.file_name.empty() && (wanted.may_replace || !is_there);
  const bool clicked = button(ui, is_there && wanted.may_replace ? "Replace" : wanted.action, ButtonKind::kMain, width, possible);
  return possible && ((entered && !is_there) || clicked);
}

void new_file(Ui& ui, const NewFile& wanted) {
  const std::string existing = browse(ui, -ui.px(66), wanted.is_wanted, wanted.what);
  if (!existing.empty()) ui.memory.file_name = fs::path(existing).filename().string();
  fs::path file = fs::path(ui.memory.folder) / ui.memory.file_name;
  if (file.extension().empty()) file += wanted.ending;
  std::error_code error;
  const bool is_there = !ui.memory.file_name.empty() && fs::exists(file, error);
  const std::string note = is_there ? fmt::format("{} is there already.", file.filename().string()) : std::string(" ");
  text(ui, fitted(ui, note, ImGui::GetContentRegionAvail().x, TextSize::kTable), TextSize::kTable, FontWeight::kRegular,
       ui.theme().band_open_text);
  if (!name_row(ui, wanted, is_there)) return;
  ui.run("dialog none");
  ui.run(std::string(wanted.command) + " " + as_argument(file.string()));
}

}  // namespace

void open_dialog(Ui& ui) {
  const std::string chosen = browse(ui, 0);
  if (chosen.empty()) return;
  ui.run("dialog none");
  ui.app.open(chosen);
}

void team_dialog(Ui& ui) {
  const std::string chosen = browse(ui, 0, is_team, "team's file (.toml)");
  if (chosen.empty()) return;
  ui.run("dialog none");
  ui.run("team " + as_argument(chosen));
}

void save_dialog(Ui& ui) { new_file(ui, {"Save", "save_as", ".h5"}); }
void sheet_dialog(Ui& ui) { new_file(ui, {"Write sheet", "sheet", ".html", is_page, "page (.html)", false}); }

void propose_sheet_name(Ui& ui) {
  if (ui.document() == nullptr) return;
  std::error_code error;
  const fs::path map = fs::absolute(ui.document()->file, error);
  ui.memory.folder = map.parent_path().string();
  ui.memory.file_name = map.filename().string() + ".sheet.html";
  for (int i = 2; fs::exists(fs::path(ui.memory.folder) / ui.memory.file_name, error); ++i)
    ui.memory.file_name = fmt::format("{}.sheet-{}.html", map.filename().string(), i);
}

void screenshot_dialog(Ui& ui) { new_file(ui, {"Save picture", "screenshot", ".png", is_picture, "picture (.png)"}); }

}  // namespace viamyo::viewer
