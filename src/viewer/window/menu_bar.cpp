// Menus: each entry is a command, shown with its key.
#include <imgui_internal.h>

#include <fmt/format.h>
#include <algorithm>
#include <filesystem>

#include "io/value.h"
#include "panels.h"
#include "review_parts.h"
#include "viamyo/overlay.h"
#include "viamyo/presets.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

std::string key_of(std::string_view name) {
  const auto found = std::find_if(commands().begin(), commands().end(), [&](const Command& c) { return c.name == name; });
  return found == commands().end() ? std::string() : std::string(found->key);
}

void entry(Ui& ui, const std::string& label, const std::string& line, bool enabled = true, bool chosen = false) {
  const bool asks = line.starts_with("ask ");  // the key is told with what it asks about
  const std::string key = key_of(asks ? line.substr(4) : line.substr(0, line.find(' ')));
  const bool whole = asks || line.find(' ') == std::string::npos;
  if (ImGui::MenuItem(label.c_str(), whole && !key.empty() ? key.c_str() : nullptr, chosen, enabled)) ui.run(line);
  ui.record(label);
}

//! While Alt is held, the letter that opens a menu with it.
void mark_letter(const Ui& ui, const char* label) {
  const ImVec2 low = ImGui::GetItemRectMin();
  const ImVec2 high = ImGui::GetItemRectMax();
  const float width = ImGui::CalcTextSize(label, label + 1).x;
  const float left = low.x + (high.x - low.x - ImGui::CalcTextSize(label).x) / 2;
  const float y = high.y - ui.px(7);
  ImGui::GetWindowDrawList()->AddLine({left, y}, {left + width, y}, colour(ui.theme().text), ui.px(1));
}

bool begin_menu(Ui& ui, const char* label) {
  ui.panel = "menu";
  if (ui.memory.menu == label) {
    ui.memory.menu.clear();
    ImGui::OpenPopup(label);
    GImGui->NavDisableHighlight = false;  // a key opened it: the keys' place in it is seen
  }
  const bool open = ImGui::BeginMenu(label);
  ui.record(label);
  if (ImGui::GetIO().KeyAlt) mark_letter(ui, label);
  if (open) ui.panel = fmt::format("menu/{}", label);
  return open;
}

void file_menu(Ui& ui) {
  const bool any = ui.document() != nullptr;
  if (!begin_menu(ui, "File")) return;
  entry(ui, "Open...", "open");
  entry(ui, "Open with what you know of it...", "open_with");
  if (ImGui::BeginMenu("Recent", !ui.state().preferences.recent.empty())) {
    for (const std::string& file : ui.state().preferences.recent) entry(ui, printable(file), "open " + as_argument(file));
    ImGui::EndMenu();
  }
  ImGui::Separator();
  entry(ui, "Save map as...", "save_as", any);
  entry(ui, "Screenshot...", "screenshot", any);
  ImGui::Separator();
  entry(ui, "About this map...", "info", any);
  entry(ui, "Close map", "ask close", any);
  entry(ui, "Quit", "ask quit");
  ImGui::EndMenu();
}

void edit_menu(Ui& ui) {
  const Document* const document = ui.document();
  if (!begin_menu(ui, "Edit")) return;
  const bool back = document != nullptr && !document->undo.empty();
  const bool forward = document != nullptr && !document->redo.empty();
  entry(ui, "Undo", "undo", back);
  entry(ui, "Redo", "redo", forward);
  ImGui::EndMenu();
}

void view_menu(Ui& ui) {
  const bool any = ui.document() != nullptr;
  if (!begin_menu(ui, "View")) return;
  const bool inside = any && ui.document()->scene.views.front().camera.perspective;
  const bool through = any && ui.document()->scene.display.opacity < 1;
  entry(ui, "Fit", "fit", any);
  entry(ui, "From inside", inside ? "inside off" : "inside on", any, inside);
  entry(ui, "See through", through ? "opacity 1" : "opacity 0.5", any, through);
  ImGui::Separator();
  for (const Layout layout : {Layout::kSingle, Layout::kPair, Layout::kQuad, Layout::kBullseye}) {
    const std::string name(to_string(layout));
    entry(ui, "Layout: " + name, "layout " + name, any, any && ui.document()->scene.layout == layout);
  }
  ImGui::Separator();
  const bool light = ui.state().preferences.theme == "light";
  entry(ui, light ? "Dark theme" : "Light theme", light ? "theme dark" : "theme light");
  if (ImGui::BeginMenu("Size of texts")) {
    for (const int percent : {80, 90, 100, 110, 125, 150, 175, 200})
      entry(ui, fmt::format("{} %", percent), fmt::format("text_size {}", percent), true, ui.state().preferences.text_size == percent);
    ImGui::EndMenu();
  }
  ImGui::EndMenu();
}

//! Where a view stands in its layout.
std::string_view place_of_view(Layout layout, std::size_t view) {
  constexpr std::array<std::string_view, 4> kQuad{"top left", "top right", "bottom left", "bottom right"};
  if (layout == Layout::kQuad && view < kQuad.size()) return kQuad.at(view);
  return view == 0 ? "left" : "right";
}

//! Each view on its own: which one a choice acts on is said before it is made.
void overlay_menu(Ui& ui) {
  const Document* const document = ui.document();
  if (!begin_menu(ui, "Overlay")) return;
  if (document == nullptr || !document->analysis) {
    entry(ui, "Open a map first", "open");
    return ImGui::EndMenu();
  }
  const std::vector<View>& views = document->scene.views;
  for (std::size_t v = 0; v < views.size(); ++v) {
    const std::string name =
        fmt::format("View {}, {}: {}", v + 1, place_of_view(document->scene.layout, v), texts_of(views[v].overlay, *document->map).title);
    if (views.size() > 1 && !ImGui::BeginMenu(printable(name).c_str())) continue;
    for (const Overlay& overlay : available_overlays(*document->map, *document->analysis))
      entry(ui, texts_of(overlay, *document->map).title, fmt::format("overlay {} {}", v + 1, as_argument(to_string(overlay))), true,
            overlay == views[v].overlay);
    if (views.size() > 1) ImGui::EndMenu();
  }
  ImGui::EndMenu();
}

void review_menu(Ui& ui) {
  const Document* const document = ui.document();
  const bool any = document != nullptr;
  if (!begin_menu(ui, "Review")) return;
  entry(ui, "Items", "side review", any);
  entry(ui, "History...", "dialog history", any);
  entry(ui, "Decision sheet...", "sheet", any);
  ImGui::Separator();
  entry(ui, "Team...", "dialog team");
  entry(ui, "Unlock a key...", "dialog unlock");
  entry(ui, "Lock", "lock", ui.state().unlocked.has_value());
  ImGui::Separator();
  entry(ui, "Propose these settings", "propose", any && ui.state().unlocked);
  entry(ui, "Settings as proposed", "take_proposal", any);
  entry(ui, "My own settings", "own_settings", any && document->reviewing.own_settings);
  ImGui::Separator();
  entry(ui, "Uphold what others signed...", "dialog uphold", !stand_in_of(ui).uphold.empty());
  entry(ui, "Set words aside...", "dialog set_aside", !stand_in_of(ui).set_aside.empty());
  entry(ui, "Take back what you uphold...", "dialog take_back", !stand_in_of(ui).take_back.empty());
  entry(ui, "Begin a lost log again...", "dialog restart", any && ui.state().unlocked && misses_log(*document));
  ImGui::EndMenu();
}

void tools_menu(Ui& ui) {
  const bool any = ui.document() != nullptr;
  const Tool tool = ui.state().tool;
  if (!begin_menu(ui, "Tools")) return;
  entry(ui, "Turn and explain", "tool turn", any, tool == Tool::kTurn);
  entry(ui, "Measure a distance", "tool measure", any, tool == Tool::kMeasure);
  entry(ui, "Area of a patch", "tool patch", any, tool == Tool::kPatch);
  ImGui::Separator();
  for (const LandmarkName& landmark : kLandmarkNames)
    entry(ui, fmt::format("Place the {}", landmark.label), fmt::format("tool landmark {}", landmark.key), any,
          tool == Tool::kLandmark && ui.state().landmark == landmark.key);
  ImGui::EndMenu();
}

void help_menu(Ui& ui) {
  if (!begin_menu(ui, "Help")) return;
  entry(ui, "Keys", "keys");
  entry(ui, "What am I looking at?", "help");
  entry(ui, "Messages", "messages");
  entry(ui, "About Viamyo", "dialog about");
  ImGui::EndMenu();
}

void file_at_right(Ui& ui) {
  const Document* const document = ui.document();
  const std::string words =
      (document == nullptr ? std::string() : printable(std::filesystem::path(document->file).filename().string()) + "  ·  ") + "F1 keys";
  const float room = ui.layout.menu.width * 0.45F;
  const std::string shown = fitted(ui, words, room, TextSize::kTable);
  ImGui::SetCursorPosX(ui.layout.menu.width - text_width(ui, shown, TextSize::kTable) - ui.px(14));
  second_text(ui, shown);
}

}  // namespace

void menu_bar(Ui& ui) {
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {ui.px(10), ui.px(9)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(10), ui.px(8)});
  const Rect& r = ui.layout.menu;
  ImGui::SetNextWindowPos({r.x, r.y});
  ImGui::SetNextWindowSize({r.width, r.height});
  constexpr ImGuiWindowFlags kFlags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                      ImGuiWindowFlags_MenuBar | ImGuiWindowFlags_NoBringToFrontOnFocus |
                                      ImGuiWindowFlags_NoScrollWithMouse;
  ImGui::Begin("menu", nullptr, kFlags);
  if (ImGui::BeginMenuBar()) {
    ImGui::SetCursorPosX(ui.px(14));
    text(ui, "Viamyo", TextSize::kText, FontWeight::kSemiBold, ui.theme().text);
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ui.px(10));
    file_menu(ui);
    edit_menu(ui);
    view_menu(ui);
    overlay_menu(ui);
    review_menu(ui);
    tools_menu(ui);
    help_menu(ui);
    file_at_right(ui);
    ImGui::EndMenuBar();
  }
  ImGui::End();
  ImGui::PopStyleVar(2);
}

}  // namespace viamyo::viewer
