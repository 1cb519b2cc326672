// How good the mapping points are: each measure's spread, and a limit of the user's own above which points are left out. Folded until it is asked for;
// no limit is built in, because no source gives one.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "panels.h"
#include "widgets.h"

namespace viamyo::viewer {
namespace {

std::string_view spoken(PointMeasure measure) {
  switch (measure) {
    case PointMeasure::kCycleLengthDeviation:
      return "Cycle length deviation";
    case PointMeasure::kLocationStability:
      return "Location stability";
    case PointMeasure::kLoopStability:
      return "Loop stability";
    case PointMeasure::kSurfaceDistance:
      return "Distance from surface";
  }
  return {};
}

//! Read once per map: distances from the surface take their time.
void look_into(QualityMemory& memory, const std::shared_ptr<const Map>& map) {
  if (memory.map == map) return;
  memory.map = map;
  memory.last.clear();
  memory.values.clear();
  memory.spreads = point_quality(*map);
  for (const MeasureSpread& spread : memory.spreads) {
    const std::vector<double> all = point_values(*map, spread.measure);
    std::vector<double> accepted;
    for (std::size_t p = 0; p < all.size(); ++p) {
      if (is_accepted(map->points, p) && std::isfinite(all[p])) accepted.push_back(all[p]);
    }
    std::sort(accepted.begin(), accepted.end());
    memory.values.push_back(std::move(accepted));
  }
}

std::size_t count_above(const std::vector<double>& rising, double limit) {
  return static_cast<std::size_t>(rising.end() - std::upper_bound(rising.begin(), rising.end(), limit));
}

//! A line from the least to the greatest, a box around the middle half, a stroke at the median; what a limit leaves out is paler behind it.
void draw_spread(Ui& ui, const MeasureSpread& spread, const std::optional<double>& limit) {
  const Theme& t = ui.theme();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = ui.px(14);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  ImGui::Dummy({width, height});
  const float middle = low.y + height / 2;
  const double range = spread.max - spread.min;
  const auto x_of = [&](double value) {
    const double share = range > 0 ? std::clamp((value - spread.min) / range, 0.0, 1.0) : 0.5;
    return std::round(low.x + ui.px(1) + static_cast<float>(share) * (width - ui.px(2)));
  };
  const ImU32 ink = colour(t.second_text);
  list.AddLine({x_of(spread.min), middle}, {x_of(spread.max), middle}, ink, ui.px(1));
  for (const double end : {spread.min, spread.max})
    list.AddLine({x_of(end), middle - ui.px(4)}, {x_of(end), middle + ui.px(4)}, ink, ui.px(1));
  const ImVec2 box_low{x_of(spread.lower_quartile), middle - ui.px(5)};
  const ImVec2 box_high{std::max(x_of(spread.upper_quartile), box_low.x + ui.px(2)), middle + ui.px(5)};
  list.AddRectFilled(box_low, box_high, colour(t.field_border), ui.px(2));
  list.AddRect(box_low, box_high, ink, ui.px(2));
  list.AddLine({x_of(spread.median), box_low.y}, {x_of(spread.median), box_high.y}, colour(t.text), ui.px(2));
  if (!limit) return;
  list.AddRectFilled({x_of(*limit), low.y}, {low.x + width, low.y + height}, colour(t.panel, 0.6));
  list.AddLine({x_of(*limit), low.y}, {x_of(*limit), low.y + height}, colour(t.accent), ui.px(2));
}

//! Least at the left, greatest at the right, the middle half between them.
void captions(Ui& ui, const MeasureSpread& spread) {
  const std::string middle =
      fmt::format("median {}, half {} to {}", number(spread.median, 2), number(spread.lower_quartile, 2), number(spread.upper_quartile, 2));
  const std::string ends[] = {number(spread.min, 2), middle, number(spread.max, 2)};
  const float left = ImGui::GetCursorPosX();
  const float width = ImGui::GetContentRegionAvail().x;
  for (int i = 0; i < 3; ++i) {
    const float room = width - text_width(ui, ends[i], TextSize::kCaption);
    if (i > 0) ImGui::SameLine();
    ImGui::SetCursorPosX(left + std::floor(room * static_cast<float>(i) / 2));
    text(ui, ends[i], TextSize::kCaption, FontWeight::kRegular, ui.theme().second_text);
  }
}

void remove_limit(Ui& ui, PointMeasure measure) { ui.run(fmt::format("include {}", to_string(measure))); }
void set_limit(Ui& ui, PointMeasure measure, std::string_view limit) {
  ui.run("exclude " + as_argument(fmt::format("{}>{}", to_string(measure), limit)));
}

//! "[x] Location stability   12 left out   [2 mm]": a limit is typed, or switched off and on again.
std::optional<double> limit_row(Ui& ui, QualityMemory& memory, const MeasureSpread& spread, const std::vector<double>& values) {
  const PointFilter* const filter = find_filter(ui.document()->filters, spread.measure);
  const std::optional<double> limit = filter == nullptr ? std::nullopt : std::optional(filter->rule.above);
  if (limit) memory.last[spread.measure] = *limit;
  const float left = ImGui::GetCursorPosX();
  const float width = ImGui::GetContentRegionAvail().x;
  const float box = ui.px(84);
  const auto last = memory.last.find(spread.measure);
  bool types = false;
  if (toggle(ui, spoken(spread.measure), limit.has_value())) {
    if (limit)
      remove_limit(ui, spread.measure);
    else if (last != memory.last.end())
      set_limit(ui, spread.measure, fmt::format("{}", last->second));
    else
      types = true;
  }
  ImGui::SameLine();
  ImGui::SetCursorPosX(left + width - box);
  if (types) ImGui::SetKeyboardFocusHere();
  const NumberField field = number_field(ui, fmt::format("{} limit", spoken(spread.measure)),
                                         limit ? fmt::format("{}", *limit) : std::string(), "above", unit_of(spread.measure), box);
  const std::optional<double> typed = field.active ? typed_number(field.text) : limit;
  if (typed) {
    const std::string count = fmt::format("{} {}", count_above(values, *typed), typed == limit ? "left out" : "above");
    ImGui::SameLine();
    ImGui::SetCursorPosX(left + width - box - ui.px(8) - text_width(ui, count, TextSize::kTable));
    ImGui::AlignTextToFramePadding();
    second_text(ui, count);
  }
  if (field.confirmed && field.text.empty() && limit) remove_limit(ui, spread.measure);
  if (field.confirmed && !field.text.empty()) {
    const std::optional<double> entered = typed_number(field.text);
    set_limit(ui, spread.measure, entered ? fmt::format("{}", *entered) : field.text);
  }
  return typed;
}

//! The line that folds and unfolds it, and how many points are left.
void head(Ui& ui, bool& open) {
  const MappingPoints& points = ui.document()->map->points;
  const std::size_t accepted = accepted_count(points);
  const std::size_t stay = accepted - left_out_count(points, ui.document()->wanted.excluded_points);
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = ui.px(26);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  if (ImGui::InvisibleButton("quality/head", {width, height})) open = !open;
  ui.record("head");
  const Theme& t = ui.theme();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Rgb ink = ImGui::IsItemHovered() ? t.text : t.second_text;
  const ImVec2 at{low.x + ui.px(6), low.y + height / 2};
  const float half = ui.px(4);
  if (open)
    list.AddTriangleFilled({at.x - half, at.y - half * 0.6F}, {at.x + half, at.y - half * 0.6F}, {at.x, at.y + half * 0.8F}, colour(ink));
  else
    list.AddTriangleFilled({at.x - half * 0.6F, at.y - half}, {at.x + half * 0.8F, at.y}, {at.x - half * 0.6F, at.y + half}, colour(ink));
  const auto word = [&](std::string_view words, float x, FontWeight weight, const Rgb& rgb) {
    ImFont* const font = ui.style.font(TextSize::kTable, weight);
    list.AddText(font, font->FontSize, {std::floor(x), std::floor(low.y + (height - font->FontSize) / 2)}, colour(rgb), words.data(),
                 words.data() + words.size());
  };
  word("Point quality", low.x + ui.px(18), FontWeight::kMedium, t.text);
  const std::string counts = fmt::format("{} of {} points used", stay, accepted);
  word(counts, low.x + width - text_width(ui, counts, TextSize::kTable), FontWeight::kRegular, t.second_text);
}

}  // namespace

void point_quality_section(Ui& ui, float most) {
  ui.panel = "quality";
  QualityMemory& memory = ui.memory.quality;
  head(ui, memory.open);
  if (!memory.open) return;
  look_into(memory, ui.document()->map);
  const float room = std::min(std::max(most - ui.px(26) - ImGui::GetStyle().ItemSpacing.y, ui.px(80)), memory.height);
  ImGui::BeginChild("quality", {0, room});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {ImGui::GetStyle().ItemSpacing.x, ui.px(2)});  // what belongs together stands together
  const float top = ImGui::GetCursorPosY();
  paragraph(ui, "No limit is built in: no source gives one.", TextSize::kCaption, ui.theme().second_text);
  for (std::size_t i = 0; i < memory.spreads.size(); ++i) {
    const std::optional<double> limit = limit_row(ui, memory, memory.spreads[i], memory.values[i]);
    draw_spread(ui, memory.spreads[i], limit);
    captions(ui, memory.spreads[i]);
    gap(ui, 8);
  }
  memory.height = ImGui::GetCursorPosY() - top + ui.px(2);
  ImGui::PopStyleVar();
  ImGui::EndChild();
}

}  // namespace viamyo::viewer
