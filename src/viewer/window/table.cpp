#include "table.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "widgets.h"

namespace viamyo::viewer {
namespace {

constexpr double kSwatchRoom = 16;

//! Where the first of two lines ends: at the last blank that leaves it short enough.
std::size_t first_line(const Ui& ui, std::string_view words, float room) {
  std::size_t end = words.size();
  for (std::size_t blank = words.find(' '); blank != std::string_view::npos; blank = words.find(' ', blank + 1)) {
    if (end != words.size() && text_width(ui, words.substr(0, blank), TextSize::kTable) > room) break;
    end = blank;
  }
  return end;
}

//! Over its numbers, with a small triangle where the table is sorted by it.
void draw_head(const Ui& ui, const Column& column, ImGuiSortDirection direction) {
  const ImVec2 low = ImGui::GetItemRectMin();
  const ImVec2 high = ImGui::GetItemRectMax();
  ImFont* const font = ui.style.font(TextSize::kCaption, FontWeight::kMedium);
  const float width = text_width(ui, column.name, TextSize::kCaption, FontWeight::kMedium);
  const bool sorted = direction != ImGuiSortDirection_None;
  const float x = std::floor(column.right ? high.x - ui.px(sorted ? 14 : 5) - width : low.x + ui.px(5));
  const float y = std::floor((low.y + high.y - font->FontSize) / 2);
  const ImU32 ink = colour(direction == ImGuiSortDirection_None ? ui.theme().second_text : ui.theme().accent);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddText(font, font->FontSize, {x, y}, ink, column.name);
  if (!sorted) return;
  const float up = direction == ImGuiSortDirection_Ascending ? 1 : -1;
  const ImVec2 at{x + width + ui.px(7), (low.y + high.y) / 2};
  const float half = ui.px(3);
  list.AddTriangleFilled({at.x, at.y - half * up}, {at.x + half, at.y + half * up}, {at.x - half, at.y + half * up}, ink);
}

ImGuiSortDirection sort_direction(int column) {
  const ImGuiTableSortSpecs* const specs = ImGui::TableGetSortSpecs();
  if (specs == nullptr || specs->SpecsCount == 0 || specs->Specs[0].ColumnIndex != column) return ImGuiSortDirection_None;
  return static_cast<ImGuiSortDirection>(specs->Specs[0].SortDirection);
}

}  // namespace

Table::Table(Ui& ui, const char* id, const std::vector<Column>& columns, float height) : ui_(ui), columns_(columns) {
  ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {ui.px(5), ui.px(3)});
  ImGui::PushStyleColor(ImGuiCol_TableHeaderBg, colour(ui.theme().panel));
  ImGui::PushStyleColor(ImGuiCol_TableBorderLight, colour(ui.theme().field_border, 0.7));
  ImGui::PushStyleColor(ImGuiCol_TableBorderStrong, colour(ui.theme().field_border, 0.7));
  constexpr ImGuiTableFlags kFlags = ImGuiTableFlags_Sortable | ImGuiTableFlags_SortTristate | ImGuiTableFlags_ScrollY |
                                     ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_NoSavedSettings | ImGuiTableFlags_SizingFixedFit |
                                     ImGuiTableFlags_PadOuterX;
  open_ = ImGui::BeginTable(id, static_cast<int>(columns.size()), kFlags, {0, height});
  if (!open_) return;
  ImGui::TableSetupScrollFreeze(0, 1);
  for (const Column& c : columns) {
    const ImGuiTableColumnFlags kind = c.width > 0 ? ImGuiTableColumnFlags_WidthFixed : ImGuiTableColumnFlags_WidthStretch;
    ImGui::TableSetupColumn(c.name, kind | ImGuiTableColumnFlags_NoResize | ImGuiTableColumnFlags_NoReorder,
                            c.width > 0 ? ui.px(c.width) : 1);
  }
  head();
  if (const ImGuiTableSortSpecs* const specs = ImGui::TableGetSortSpecs(); specs != nullptr && specs->SpecsCount > 0) {
    sort_column_ = specs->Specs[0].ColumnIndex;
    descending_ = specs->Specs[0].SortDirection == ImGuiSortDirection_Descending;
  }
}

Table::~Table() {
  if (open_) ImGui::EndTable();
  ImGui::PopStyleColor(3);
  ImGui::PopStyleVar();
}

void Table::head() {
  ImGui::TableNextRow(ImGuiTableRowFlags_Headers);
  ImGui::PushFont(ui_.style.font(TextSize::kCaption, FontWeight::kMedium));
  ImGui::PushStyleColor(ImGuiCol_Text, colour(ui_.theme().second_text));
  for (int i = 0; i < static_cast<int>(columns_.size()); ++i) {
    ImGui::TableSetColumnIndex(i);
    const Column& c = columns_[static_cast<std::size_t>(i)];
    ImGui::TableHeader((std::string("##head ") + c.name).c_str());
    ui_.record(std::string("head ") + c.name);
    draw_head(ui_, c, sort_direction(i));
  }
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

std::vector<int> Table::sorted(const std::vector<SortKey>& keys) const {
  std::vector<int> rows(keys.size());
  std::iota(rows.begin(), rows.end(), 0);
  if (sort_column_ < 0) return rows;
  const auto before = [&](int a, int b) {
    const SortKey& x = keys[static_cast<std::size_t>(a)];
    const SortKey& y = keys[static_cast<std::size_t>(b)];
    if (std::isnan(x.value) || std::isnan(y.value)) return !std::isnan(x.value) && std::isnan(y.value);
    if (x.value != y.value) return descending_ ? x.value > y.value : x.value < y.value;
    return descending_ ? x.text > y.text : x.text < y.text;
  };
  std::stable_sort(rows.begin(), rows.end(), before);
  return rows;
}

bool Table::row(std::string_view label, bool chosen, bool quiet, std::string_view name) {
  quiet_ = quiet;
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  two_lines_ = text_width(ui_, name, TextSize::kTable) > ImGui::GetContentRegionAvail().x - ui_.px(kSwatchRoom);
  ImGui::PushID(std::string(label).c_str());
  // A chosen row stays as it is under the pointer.
  ImGui::PushStyleColor(ImGuiCol_HeaderHovered, ImGui::GetStyleColorVec4(chosen ? ImGuiCol_Header : ImGuiCol_HeaderHovered));
  const bool clicked = ImGui::Selectable("##row", chosen, ImGuiSelectableFlags_SpanAllColumns | ImGuiSelectableFlags_AllowItemOverlap,
                                         {0, ui_.px(two_lines_ ? 32 : 16)});
  ImGui::PopStyleColor();
  ImGui::PopID();
  double_clicked_ = ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
  ui_.record(label);
  ImGui::SameLine(0, 0);
  // The first cell is filled in the column that is current already.
  return clicked;
}

void Table::name_cell(std::string_view words, const Rgb* rgb) {
  const float room = ImGui::GetContentRegionAvail().x;
  float used = 0;
  if (rgb != nullptr) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    swatch(*ImGui::GetWindowDrawList(), {at.x, at.y + ui_.px(3)}, ui_.px(10), *rgb);
    used = ui_.px(kSwatchRoom);
    ImGui::Dummy({used, 1});
    ImGui::SameLine(0, 0);
  }
  const std::size_t end = two_lines_ ? first_line(ui_, words, room - used) : words.size();
  const std::string_view second = end < words.size() ? words.substr(end + 1) : std::string_view();
  const std::string shown = fitted(ui_, words.substr(0, end), room - used, TextSize::kTable);
  text(ui_, shown, TextSize::kTable, FontWeight::kRegular, quiet_ ? ui_.theme().second_text : ui_.theme().text);
  if (!second.empty()) {
    ImGui::SetCursorScreenPos({ImGui::GetItemRectMin().x, ImGui::GetItemRectMin().y + ui_.px(16)});
    text(ui_, fitted(ui_, second, room - used, TextSize::kTable), TextSize::kTable, FontWeight::kRegular, ui_.theme().second_text);
  }
  if (text_width(ui_, second, TextSize::kTable) + text_width(ui_, words.substr(0, end), TextSize::kTable) > 2 * (room - used) * 0.9F &&
      ImGui::IsItemHovered())
    ImGui::SetTooltip("%s", std::string(words).c_str());
}

void Table::cell(std::string_view words) {
  ImGui::TableNextColumn();
  const Column& c = columns_[static_cast<std::size_t>(ImGui::TableGetColumnIndex())];
  if (c.right)
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() +
                         std::max(ImGui::GetContentRegionAvail().x - text_width(ui_, words, TextSize::kTable), 0.0F));
  text(ui_, words, TextSize::kTable, FontWeight::kRegular, quiet_ ? ui_.theme().second_text : ui_.theme().text);
}

void Table::class_bar(const std::vector<std::pair<Rgb, double>>& shares, bool faint) {
  ImGui::TableNextColumn();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  float x = at.x;
  ImGui::GetWindowDrawList()->AddRect({at.x, at.y + ui_.px(5)}, {at.x + width, at.y + ui_.px(11)}, colour(ui_.theme().field_border));
  for (const auto& [rgb, share] : shares) {
    const float next = x + width * static_cast<float>(share);
    ImGui::GetWindowDrawList()->AddRectFilled({x, at.y + ui_.px(5)}, {next, at.y + ui_.px(11)}, colour(rgb, faint ? 0.4 : 1));
    x = next;
  }
}

}  // namespace viamyo::viewer
