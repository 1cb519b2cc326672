// What other imaging shows, asked for items of one class after the other: a digit, or arrows and Enter. Neither signs anything here.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "dialogs.h"
#include "viewer/imaging_basis.h"
#include "viewer/review_signing.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

//! The bases, and last "not given", as they stand in the list.
std::vector<std::string> offers() {
  std::vector<std::string> all = imaging_bases();
  all.emplace_back();
  return all;
}

//! 1 to 9 for the first nine, 0 for "not given".
std::string digit_of(std::size_t row, std::size_t count) { return row < 9 ? fmt::format("{}", row + 1) : row + 1 == count ? "0" : " "; }

const std::string* chosen_before(const Document& document, TissueClass tissue) {
  const auto found = document.reviewing.basis.find(tissue);
  return found == document.reviewing.basis.end() ? nullptr : &found->second;
}

//! The row that is chosen now by a key; -1 = none is.
int row_of_keys(Ui& ui, const std::vector<std::string>& all) {
  int& row = ui.memory.basis_row;
  const auto last = static_cast<int>(all.size()) - 1;
  if (ui.struck == "Down") row = std::min(row + 1, last);
  if (ui.struck == "Up") row = std::max(row - 1, 0);
  if (ui.struck == "Enter") return row;  // -1: nothing yet
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (ui.struck == digit_of(i, all.size())) return static_cast<int>(i);
  }
  return -1;
}

void stand_on(Ui& ui, const std::vector<std::string>& all) {
  const std::string* const before = chosen_before(*ui.document(), ui.memory.basis_of.front());
  const auto at = before == nullptr ? all.end() : std::find(all.begin(), all.end(), *before);
  ui.memory.basis_row = at == all.end() ? -1 : static_cast<int>(at - all.begin());  // nothing is chosen by itself
}

void take(Ui& ui, const std::string& basis, const std::vector<std::string>& all) {
  std::vector<TissueClass>& classes = ui.memory.basis_of;
  ui.run(fmt::format("basis_of {}{}{}", to_string(classes.front()), basis.empty() ? "" : " ", basis.empty() ? "" : as_argument(basis)));
  classes.erase(classes.begin());
  if (!classes.empty()) return stand_on(ui, all);
  const std::string then = ui.state().then;
  ui.run("dialog none");
  if (!then.empty()) ui.run(then);
}

}  // namespace

void begin_basis(Ui& ui) {
  ui.memory.basis_of.clear();
  if (ui.document() == nullptr) return;
  ui.memory.basis_of = classes_without_basis(*ui.document());
  if (ui.memory.basis_of.empty()) ui.memory.basis_of = chosen_classes(*ui.document());
  if (!ui.memory.basis_of.empty()) stand_on(ui, offers());
}

void basis_dialog(Ui& ui) {
  if (ui.document() == nullptr || ui.memory.basis_of.empty())
    return paragraph(ui, "Go to an item first (N): what imaging says is asked for the class of the item.", TextSize::kTable,
                     ui.theme().text);
  const std::vector<std::string> all = offers();
  const TissueClass tissue = ui.memory.basis_of.front();
  const std::size_t more = ui.memory.basis_of.size() - 1;
  paragraph(ui, fmt::format("Items proposed as {}{}", spoken(tissue), more == 0 ? "" : fmt::format(", then {} more", more)),
            TextSize::kTable, ui.theme().text, 0, FontWeight::kSemiBold);
  ui.record("class");
  paragraph(ui,
            "It goes with your decisions on items of this class, until you choose another (Y) or your key locks. Nothing is signed here.",
            TextSize::kCaption, ui.theme().second_text);
  gap(ui, 6);
  const int by_key = row_of_keys(ui, all);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ui.px(8), ui.px(2)});
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool here = static_cast<int>(i) == ui.memory.basis_row;
    const float left = ImGui::GetCursorPosX();
    const bool clicked =
        ImGui::Selectable(fmt::format("##basis {}", i).c_str(), here, ImGuiSelectableFlags_AllowItemOverlap, {0, ui.px(20)});
    ui.record(all[i].empty() ? "not given" : all[i]);
    ImGui::SameLine(left + ui.px(10));
    second_text(ui, digit_of(i, all.size()));
    ImGui::SameLine(left + ui.px(32));
    text(ui, all[i].empty() ? "not given" : all[i]);
    if (!clicked && static_cast<int>(i) != by_key) continue;
    take(ui, all[i], all);
    break;
  }
  ImGui::PopStyleVar();
}

}  // namespace viamyo::viewer
