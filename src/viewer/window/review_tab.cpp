// The review, item by item: the list, the item where the reader stands, and what can be signed.
#include <fmt/format.h>

#include <algorithm>

#include "panels.h"
#include "review/names.h"
#include "review_parts.h"
#include "table.h"
#include "viamyo/palette.h"
#include "viamyo/review_log.h"
#include "viewer/review_signing.h"
#include "viewer/review_texts.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

void small_line(Ui& ui, std::string_view words, const Rgb& ink) { paragraph(ui, words, TextSize::kCaption, ink); }

//! Which settings are reviewed, and the way to others.
void settings_line(Ui& ui, const Document& document) {
  small_line(ui, proposal_text(document), ui.theme().second_text);
  ui.record("settings");
  const Reviewing& r = document.reviewing;
  const bool proposed = is_proposed(document);
  const bool other = !proposed && r.log && latest_proposal(*r.log, r.team.get()) != nullptr;
  const bool back = proposed && r.own_settings && *r.own_settings != document.wanted;
  if (!proposed && button(ui, "Propose", ButtonKind::kPlain, 0, ui.state().unlocked && why_not_sign(ui.state(), document).empty()))
    ui.run("propose");
  if (!proposed && other) ImGui::SameLine(0, ui.px(8));
  if (other && button(ui, "As proposed")) ui.run("take_proposal");
  if (back && button(ui, "My own settings", ButtonKind::kQuiet)) ui.run("own_settings");
}

void progress_line(Ui& ui, const Document& document, const ReviewState& seen) {
  std::string words = fmt::format("{} of {} settled", seen.settled, seen.items);
  if (const auto& member = ui.state().unlocked) {
    const auto own = std::count_if(document.review.item_list.begin(), document.review.item_list.end(), [&](const ReviewItem& item) {
      return std::any_of(item.votes.begin(), item.votes.end(),
                         [&](const ReviewVote& vote) { return same_person(vote.member, member->name); });
    });
    words += fmt::format(" · you have decided on {}", own);
  }
  text(ui, words, TextSize::kTable, FontWeight::kMedium, ui.theme().text);
  ui.record("progress");
  ImGui::SameLine(ImGui::GetContentRegionAvail().x + ImGui::GetCursorPosX() - ui.px(70));
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(6));
  if (button(ui, "History", ButtonKind::kQuiet, ui.px(70))) ui.run("dialog history");
}

void team_line(Ui& ui, const Document& document) {
  const Reviewing& r = document.reviewing;
  if (!r.trouble.empty()) return small_line(ui, "Nothing counts: " + r.trouble, ui.theme().band_open_text);
  if (!r.warning.empty()) small_line(ui, r.warning, ui.theme().band_open_text);
  if (r.team) return;
  small_line(ui, "No team was given: items can be looked at, nothing becomes confirmed.", ui.theme().band_open_text);
  if (button(ui, "Choose the team...")) ui.run("dialog team");
}

void reasons_line(Ui& ui, const ReviewState& seen) {
  if (seen.other_proposal) small_line(ui, seen.other_proposal->text + ".", ui.theme().band_open_text);
  if (seen.reasons.empty()) return;
  const std::string first = seen.reasons.front().text;
  const std::string more = seen.reasons.size() == 1 ? "" : fmt::format(" And {} more: see the history.", seen.reasons.size() - 1);
  small_line(ui, fmt::format("Does not count: {}.{}", first, more), ui.theme().band_open_text);
  ui.record("reasons");
}

//! Where words of others wait for a member to stand for them, or to say why they no longer stand.
void standing_line(Ui& ui) {
  const StandIn& found = stand_in_of(ui);
  if (!found.uphold.empty() && button(ui, "Uphold...")) ui.run("dialog uphold");
  if (!found.uphold.empty() && !found.set_aside.empty()) ImGui::SameLine(0, ui.px(8));
  if (!found.set_aside.empty() && button(ui, "Set aside...")) ui.run("dialog set_aside");
  if (!found.take_back.empty() && (!found.uphold.empty() || !found.set_aside.empty())) ImGui::SameLine(0, ui.px(8));
  if (!found.take_back.empty() && button(ui, "Take back...")) ui.run("dialog take_back");
}

//! The moment at which nothing is left to decide: green where all of it was confirmed. By whom stands in the band above.
void settled_card(Ui& ui, const Document& document) {
  const Theme& t = ui.theme();
  const bool confirmed = is_shown_confirmed(document);
  const Rgb& ink = confirmed ? t.band_settled_text : t.band_open_text;
  ImGui::PushStyleColor(ImGuiCol_ChildBg, colour(confirmed ? t.band_settled : t.band_open));
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, ui.px(5));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.px(12), ui.px(9)});
  ImGui::BeginChild("settled", {0, ui.px(72)}, false, ImGuiWindowFlags_AlwaysUseWindowPadding | ImGuiWindowFlags_NoScrollbar);
  text(ui, "Settled: nothing is left to decide", TextSize::kText, FontWeight::kSemiBold, ink);
  const std::string overruled = overruled_text(document.review);
  const std::string what = overruled.empty() ? fmt::format("All {} items", document.review.items) : overruled;
  for (const std::string& line : {what + ".", fmt::format("Since {}. For review only.", document.review.settled_on)})
    text(ui, line, TextSize::kCaption, FontWeight::kRegular, ink);
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor();
  ui.record("settled");
}

template <class Items>
void measured_cells(Table& table, const Items& items, const std::string& id) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id == id; });
  table.cell(found == items.end() ? "" : number(found->mean_voltage_mV, 1));
  table.cell(found == items.end() ? "" : number(found->mean_shortening_percent, 1));
}

void choose_row(const Ui& ui, const Document& document, const std::string& id) {
  const std::vector<std::string>& chosen = document.reviewing.chosen;
  if (!ImGui::GetIO().KeyCtrl || chosen.empty()) return ui.run("item " + id);
  std::string ids;
  const bool was = std::find(chosen.begin(), chosen.end(), id) != chosen.end();
  for (const std::string& other : chosen) {
    if (other != id) ids += (ids.empty() ? "" : ",") + other;
  }
  if (!was) ids += (ids.empty() ? "" : ",") + id;
  if (!ids.empty()) ui.run("item " + ids);
}

void items_table(Ui& ui, const Document& document, const ReviewState& seen, float height) {
  // On a small screen the numbers give way to the names; they stand in the sentence below.
  const bool wide = ui.layout.right.width >= ui.px(400);
  std::vector<Column> columns{{"Item", 0, false}, {"cm²", 34}};
  if (wide) columns.insert(columns.end(), {{"mV", 32}, {"LLS %", 40}});
  columns.push_back({"Review", 84, false});
  Table table(ui, "review", columns, height);
  if (!table.is_open()) return;
  const Analysis& analysis = *document.analysis;
  const std::vector<std::string>& chosen = document.reviewing.chosen;
  for (const ReviewItem& item : seen.item_list) {
    const bool is_chosen = std::find(chosen.begin(), chosen.end(), item.id) != chosen.end();
    if (table.row(item.id, is_chosen, false, item.label)) choose_row(ui, document, item.id);
    const Rgb rgb = class_colour(item.tissue);
    if (item.zone) {
      table.name_cell("    " + item.label + ", review only");
    } else {
      table.name_cell(item.label, &rgb);
    }
    table.cell(number(item.area_mm2 / 100, 1));
    if (wide && item.zone) measured_cells(table, analysis.candidate_zones, item.id);
    if (wide && !item.zone) measured_cells(table, analysis.regions, item.id);
    ImGui::TableNextColumn();
    text(ui, fitted(ui, state_words(item, seen.required_confirmations), ui.px(84), TextSize::kTable), TextSize::kTable, FontWeight::kMedium,
         state_ink(ui, item));
  }
}

}  // namespace

Rgb state_ink(const Ui& ui, const ReviewItem& item) {
  if (item.state == ItemState::kRejected) return ui.theme().second_text;  // settled, and the opposite of confirmed
  return item.state == ItemState::kConfirmed ? ui.theme().band_settled_text : ui.theme().band_open_text;
}

void review_tab(Ui& ui) {
  ui.panel = "review";
  const Document& document = *ui.document();
  if (document.scene.display.classes_hidden)
    return paragraph(ui, "Classes are hidden: guess first. The review comes back with Show, Hide classes.", TextSize::kTable,
                     ui.theme().second_text);
  if (document.compare || !numbers_match_picture(document))
    return paragraph(ui,
                     document.compare ? "The picture shows the thresholds as proposed while the key is held. The review comes back after."
                                      : "Numbers are being updated. The review comes back with them.",
                     TextSize::kTable, ui.theme().second_text);
  const ReviewState seen = seen_review(ui.state(), document);
  progress_line(ui, document, seen);
  settings_line(ui, document);
  team_line(ui, document);
  reasons_line(ui, seen);
  standing_line(ui);
  if (is_shown_settled(document)) settled_card(ui, document);
  gap(ui, 8);
  const float left = ImGui::GetContentRegionAvail().y;
  const float actions = review_actions_height(ui);
  const float wanted = ui.px(26) + ui.px(22) * static_cast<float>(seen.item_list.size()) + ui.px(4);
  const float table = std::clamp(wanted, ui.px(70), std::max(ui.px(110), (left - actions) * 0.45F));
  items_table(ui, document, seen, table);
  gap(ui, 10);
  const float card = std::max(ImGui::GetContentRegionAvail().y - actions - ImGui::GetStyle().ItemSpacing.y, ui.px(60));
  ImGui::BeginChild("item", {0, card});
  ui.panel = "review";
  review_card(ui, seen);
  ImGui::EndChild();
  review_actions(ui, actions);
}

}  // namespace viamyo::viewer
