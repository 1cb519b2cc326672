// What stands out, and why it is what it is.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "camera_moves.h"
#include "command_groups.h"
#include "viamyo/errors.h"

namespace viamyo::viewer {
namespace {

//! "R2", "r2" or "2".
std::string item_id(char letter, std::string text) {
  if (text.empty()) return text;
  const char first = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  if (first == letter) {
    text.front() = letter;
    return text;
  }
  return letter + text;
}

template <class Items>
int find_item(const Items& items, const std::string& id) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id == id; });
  return found == items.end() ? -1 : static_cast<int>(found - items.begin());
}

void select_segment(Document& document, const std::string& text) {
  if (document.analysis->segments.empty()) throw UsageError("this map has no segments: its rotation is not known");
  document.scene.selection = {};
  document.scene.selection.segment = static_cast<int>(index_of(text, kSegmentCount, "segment")) + 1;
  document.why.reset();
}

void select_region(Document& document, const std::string& text, double aspect) {
  const std::string id = item_id('R', text);
  const Explanation why = explain_item(*document.map, *document.analysis, id);
  document.scene.selection = {};
  document.scene.selection.region = find_item(document.analysis->regions, id);
  document.why = why;
  face(document, inmost_of_selection(document), aspect);
}

void select_zone(Document& document, const std::string& text, double aspect) {
  const std::string id = item_id('Z', text);
  const Explanation why = explain_item(*document.map, *document.analysis, id);
  document.scene.selection = {};
  document.scene.selection.zone = find_item(document.analysis->candidate_zones, id);
  document.why = why;
  face(document, inmost_of_selection(document), aspect);
}

void select_place(Document& document, const Vec3& position) {
  const SurfacePoint found = document.closest->find(position);
  document.why = explain_place(*document.map, *document.analysis, found);
  document.scene.selection = {};
  document.scene.selection.place = found.position;
}

void select_point(Document& document, const std::string& text, double aspect) {
  const int point = whole_number(text, "a point");
  const std::vector<Vec3>& positions = document.map->points.positions;
  if (point < 0 || static_cast<std::size_t>(point) >= positions.size())
    throw UsageError(fmt::format("there is no point {}: the map has {}, from 0", point, positions.size()));
  const Vec3 position = positions[static_cast<std::size_t>(point)];
  select_place(document, position);
  document.scene.selection.place.reset();
  document.scene.selection.point = point;
  face(document, position, aspect);
}

void select_vertex(Document& document, const std::string& text) {
  const Explanation why = explain_vertex(*document.map, *document.analysis, whole_number(text, "a vertex"));
  document.scene.selection = {};
  document.scene.selection.place = why.position;
  document.why = why;
}

void select_item(App& app, const Arguments& arguments) {
  need(arguments, 1, 2, "segment|region|zone|point|vertex N, place X,Y,Z, or none");
  Document& document = document_of(app);
  const std::string& what = arguments[0];
  if (what == "none" && arguments.size() == 1) {
    document.scene.selection = {};
    document.why.reset();
    return;
  }
  if (arguments.size() != 2) throw UsageError("needs segment|region|zone|point|vertex N, place X,Y,Z, or none");
  const std::string& which = arguments[1];
  if (what == "segment") return select_segment(document, which);
  if (what == "region") return select_region(document, which, app.state().view_aspect);
  if (what == "zone") return select_zone(document, which, app.state().view_aspect);
  if (what == "point") return select_point(document, which, app.state().view_aspect);
  if (what == "vertex") return select_vertex(document, which);
  if (what == "place") return select_place(document, place(which));
  throw UsageError(fmt::format("there is no {} to select", what));
}

//! With "stay" no view turns: for what was clicked in a view, and is seen already.
void select(App& app, const Arguments& arguments) {
  if (arguments.size() != 3 || arguments[2] != "stay") return select_item(app, arguments);
  const std::vector<View> views = document_of(app).scene.views;
  select_item(app, {arguments[0], arguments[1]});
  document_of(app).scene.views = views;
}

}  // namespace

std::vector<Command> selection_commands() {
  return {{"select", "WHAT N [stay]",
           "segment, region, zone, point or vertex N; place X,Y,Z; none. Flies to regions, zones and points but with stay", "click",
           select}};
}

}  // namespace viamyo::viewer
