// What a click does: turn and select, measure, outline a patch, place a landmark.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "command_groups.h"
#include "measuring.h"
#include "review_walk.h"
#include "viamyo/errors.h"

namespace viamyo::viewer {
namespace {

constexpr std::array<std::string_view, 4> kTools{"turn", "measure", "patch", "landmark"};

template <std::size_t N>
std::size_t word_of(const std::array<std::string_view, N>& words, const std::string& text, std::string_view what) {
  std::string known;
  for (std::size_t i = 0; i < N; ++i) {
    if (words.at(i) == text) return i;
    known += fmt::format(" {}", words.at(i));
  }
  throw UsageError(fmt::format("unknown {} '{}'; known are{}", what, text, known));
}

void clear_marks(App& app) {
  app.state().marks.clear();
  app.state().measured.clear();
  if (Document* const document = app.state().document()) {
    document->scene.path.clear();
    document->scene.path_label.clear();
  }
}

void tool(App& app, const Arguments& arguments) {
  need(arguments, 1, 2, "turn, measure, patch or landmark NAME");
  const auto wanted = static_cast<Tool>(word_of(kTools, arguments[0], "tool"));
  std::string landmark;
  if (wanted == Tool::kLandmark) {
    need(arguments, 2, 2, "landmark NAME");
    std::array<std::string_view, kLandmarkNames.size()> names;
    std::transform(kLandmarkNames.begin(), kLandmarkNames.end(), names.begin(), [](const LandmarkName& name) { return name.key; });
    landmark = names.at(word_of(names, arguments[1], "landmark"));
  } else {
    need(arguments, 1, 1, "turn, measure, patch or landmark NAME");
  }
  document_of(app);
  clear_marks(app);
  app.state().tool = wanted;
  app.state().landmark = landmark;
}

//! The line through the marks in order; a piece that cannot be had is a UsageError.
SurfacePath line_through(const Document& document, const std::vector<Vec3>& marks, bool closed) {
  SurfacePath line;
  const std::size_t legs = closed ? marks.size() : marks.size() - 1;
  for (std::size_t i = 0; i < legs; ++i) {
    const SurfacePoint from = document.closest->find(marks[i]);
    const SurfacePoint to = document.closest->find(marks[(i + 1) % marks.size()]);
    if (from.position == to.position) continue;
    const SurfacePath leg = shortest_path(document.map->surface, from, to);
    if (leg.pieces.empty()) throw UsageError("the places lie on parts of the surface that are not joined");
    line.pieces.insert(line.pieces.end(), leg.pieces.begin(), leg.pieces.end());
    line.length_mm += leg.length_mm;
  }
  return line;
}

//! `measured` in full for the status line, `label` for the line itself.
void show_line(App& app, std::vector<Vec3> marks, const SurfacePath& line, std::string measured, std::string label) {
  app.state().marks = std::move(marks);
  app.state().measured = std::move(measured);
  document_of(app).scene.path = corners_of(line.pieces);
  document_of(app).scene.path_label = std::move(label);
}

std::vector<Vec3> places_of(const Document& document, const Arguments& arguments) {
  std::vector<Vec3> places;
  for (const std::string& text : arguments) places.push_back(document.closest->find(place(text)).position);
  return places;
}

void measure_between(App& app, std::vector<Vec3> marks) {
  const SurfacePath line = line_through(document_of(app), marks, false);
  const std::string length = fmt::format("{:.1f} mm", line.length_mm);
  show_line(app, std::move(marks), line, length + " along the surface", length);
}

void measure(App& app, const Arguments& arguments) {
  need(arguments, 2, 2, "X,Y,Z X,Y,Z");
  measure_between(app, places_of(document_of(app), arguments));
}

void measure_patch(App& app, std::vector<Vec3> marks) {
  if (marks.size() < 3) throw UsageError("a patch needs three places or more");
  const Document& document = document_of(app);
  const SurfacePath line = line_through(document, marks, true);
  const double area = enclosed_area_mm2(document.map->surface, line.pieces);
  const std::string inside = fmt::format("{:.2f} cm²", area / 100);
  show_line(app, std::move(marks), line,
            fmt::format("{} inside the line (the smaller side of it), {:.1f} mm around", inside, line.length_mm), inside);
}

void patch(App& app, const Arguments& arguments) {
  const Document& document = document_of(app);
  measure_patch(app, arguments.empty() ? app.state().marks : places_of(document, arguments));
}

void mark_on(App& app, const Vec3& at) {
  std::vector<Vec3> marks = app.state().marks;
  const bool starts_anew = !app.state().measured.empty() && (app.state().tool == Tool::kPatch || marks.size() == 2);
  if (starts_anew) marks.clear();
  marks.push_back(at);
  if (app.state().tool == Tool::kMeasure && marks.size() == 2) {
    measure_between(app, std::move(marks));
  } else {
    const SurfacePath line = marks.size() > 1 ? line_through(document_of(app), marks, false) : SurfacePath{};
    show_line(app, std::move(marks), line, "", "");
  }
}

void mark(App& app, const Arguments& arguments) {
  need(arguments, 1, 1, "X,Y,Z");
  Document& document = document_of(app);
  const std::string& where = arguments[0];
  const Vec3 at = document.closest->find(place(where)).position;
  if (app.state().tool == Tool::kTurn) {
    app.execute(fmt::format("select place {}", where));
    const bool reviews =
        app.state().side_tab == SideTab::kReview && numbers_match_picture(document) && !document.scene.display.classes_hidden;
    if (reviews) stand_at_place(document, at, app.state().view_aspect);
  } else if (app.state().tool == Tool::kLandmark) {
    app.execute(fmt::format("landmark {} {}", app.state().landmark, where));
    app.state().tool = Tool::kTurn;
  } else {
    mark_on(app, at);
  }
}

void clear(App& app, const Arguments& arguments) {
  need(arguments, 0, 0, "");
  clear_marks(app);
}

}  // namespace

std::vector<Command> tool_commands() {
  return {
      {"tool", "turn|measure|patch|landmark NAME", "what a click does", "T, M, P", tool},
      {"mark", "X,Y,Z", "a click there, with the tool in hand", "click", mark},
      {"measure", "X,Y,Z X,Y,Z", "distance along the surface", "", measure},
      {"patch", "[X,Y,Z...]", "area inside the marks, or inside these places", "Enter", patch},
      {"clear", "", "take the marks away", "Esc", clear},
  };
}

}  // namespace viamyo::viewer
