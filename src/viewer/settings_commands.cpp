// Thresholds, presets, points left out, landmarks; undo and redo.
#include <fmt/format.h>

#include <algorithm>

#include "analysis/text_values.h"
#include "command_groups.h"
#include "viamyo/errors.h"
#include "viamyo/point_quality.h"

namespace viamyo::viewer {
namespace {

void set(App& app, const Arguments& arguments) {
  if (arguments.empty() || arguments.size() % 2 != 0) throw UsageError("needs KEY VALUE, or several such pairs");
  Document& document = document_of(app);
  std::vector<SettingChange> changes;
  for (std::size_t i = 0; i < arguments.size(); i += 2) changes.push_back({arguments[i], arguments[i + 1]});
  app.change_settings(document, changed_settings(document.wanted, changes), changes.front().key);
}

void preset(App& app, const Arguments& arguments) {
  need(arguments, 1, 1, "NAME");
  Document& document = document_of(app);
  app.change_settings(document, changed_settings(document.wanted, {{"preset", arguments[0]}}), "preset");
}

std::vector<int> points_of(const Document& document, const Arguments& arguments) {
  need(arguments, 1, 1000, "POINT...");
  std::vector<int> points;
  for (const std::string& text : arguments) {
    const int point = whole_number(text, "a point");
    const std::size_t count = document.map->points.positions.size();
    if (point < 0 || static_cast<std::size_t>(point) >= count)
      throw UsageError(fmt::format("there is no point {}: the map has {}, from 0", point, count));
    if (!is_accepted(document.map->points, static_cast<std::size_t>(point)))
      throw UsageError(fmt::format("point {} is excluded by the map itself", point));
    points.push_back(point);
  }
  return points;
}

//! What was stored on the surface was made with the points as they were: leaving one out changes nothing there.
void say_what_stays(AppState& state, const Document& document, const std::string& counts = {}) {
  const std::string stored = quantities_unaffected_by_exclusion(document.analysis->values);
  std::string text = counts;
  if (!stored.empty()) {
    text += fmt::format(
        "{}The {} shown stand on the surface as stored in the file: leaving a point out does not change them. "
        "Interpolated sources would follow it.",
        counts.empty() ? "" : " ", stored);
  }
  if (!text.empty()) say(state, text);
}

//! A name, not a number.
bool is_measure(const Arguments& arguments) { return arguments.size() == 1 && arguments[0].find('_') != std::string::npos; }

bool is_rule(const Arguments& arguments) { return arguments.size() == 1 && arguments[0].find('>') != std::string::npos; }

//! Sets, moves or takes away (nullopt) the limit of a measure; the limits of others stay.
void set_limit(App& app, PointMeasure measure, std::optional<double> above) {
  Document& document = document_of(app);
  const FilteredPoints points = filtered(*document.map, {document.filters, document.wanted.excluded_points}, measure, above);
  Settings settings = document.wanted;
  settings.excluded_points = points.excluded;
  app.change_settings(document, settings, "limit of points");
  document.filters = points.filters;
  const std::size_t accepted = accepted_count(document.map->points);
  const std::size_t stay = accepted - left_out_count(document.map->points, points.excluded);
  const std::string limit = above ? fmt::format("{} above {} {}", to_string(measure), *above, unit_of(measure))
                                  : fmt::format("Without a limit of {}", to_string(measure));
  const std::string counts =
      above ? fmt::format(" leaves out {} of {} points;", points_left_out(*document.map, {measure, *above}).size(), accepted)
            : std::string();
  say_what_stays(app.state(), document, fmt::format("{}{} {} of {} stay.", limit, counts, stay, accepted));
}

void exclude(App& app, const Arguments& arguments) {
  if (is_rule(arguments)) {
    const PointRule rule = parse_point_rule(arguments[0]);
    return set_limit(app, rule.measure, rule.above);
  }
  Document& document = document_of(app);
  Settings settings = document.wanted;
  std::vector<int>& excluded = settings.excluded_points;
  const std::vector<int> points = points_of(document, arguments);
  excluded.insert(excluded.end(), points.begin(), points.end());
  std::sort(excluded.begin(), excluded.end());
  excluded.erase(std::unique(excluded.begin(), excluded.end()), excluded.end());
  app.change_settings(document, settings, "exclude point");
  say_what_stays(app.state(), document);
}

void include(App& app, const Arguments& arguments) {
  Document& document = document_of(app);
  if (is_measure(arguments)) return set_limit(app, parse_point_measure(arguments[0]), std::nullopt);
  Settings settings = document.wanted;
  std::vector<int>& excluded = settings.excluded_points;
  for (const int point : points_of(document, arguments))
    excluded.erase(std::remove(excluded.begin(), excluded.end(), point), excluded.end());
  app.change_settings(document, settings, "include point");
  say_what_stays(app.state(), document);
}

//! A place above the surface is brought down to it.
void landmark(App& app, const Arguments& arguments) {
  need(arguments, 2, 2, "NAME X,Y,Z");
  Document& document = document_of(app);
  Vec3 position = place(arguments[1]);
  // The annulus is an opening: its centre does not lie on the surface.
  if (arguments[0] != "mitral_annulus_center") position = document.closest->find(position).position;
  const std::string value = fmt::format("{},{},{}", position.x, position.y, position.z);
  app.change_settings(document, changed_settings(document.wanted, {{"landmarks." + arguments[0], value}}), "landmark");
}

void reset(App& app, const Arguments& arguments) {
  need(arguments, 0, 0, "");
  Document& document = document_of(app);
  app.change_settings(document, document.opened, "reset");
  document.filters.clear();
}

void step(App& app, std::vector<UndoStep> Document::*from, std::vector<UndoStep> Document::*onto, std::string_view nothing) {
  app.end_drag();
  Document& document = document_of(app);
  std::vector<UndoStep>& steps = document.*from;
  if (steps.empty()) throw UsageError(std::string(nothing));
  app.state().message.reset();  // what was said of the change is no longer so
  const UndoStep taken = steps.back();
  steps.pop_back();
  (document.*onto).push_back({taken.name, document.wanted, take_snapshot(document)});
  show_as(app.state(), document, taken.looks);
  app.want(document, taken.settings);
}

void undo(App& app, const Arguments& arguments) {
  need(arguments, 0, 0, "");
  step(app, &Document::undo, &Document::redo, "there is nothing to undo");
}

void redo(App& app, const Arguments& arguments) {
  need(arguments, 0, 0, "");
  step(app, &Document::redo, &Document::undo, "there is nothing to redo");
}

}  // namespace

std::vector<Command> settings_commands() {
  return {
      {"set", "KEY VALUE [KEY VALUE...]", "one or more settings, as --set of the command line", "", set},
      {"preset", "NAME", "published thresholds", "", preset},
      {"exclude", "POINT...|MEASURE>LIMIT",
       "leave mapping points out, by number or above a limit as with --exclude; a measure has one limit", "X", exclude},
      {"include", "POINT...|MEASURE", "take points in again, by number or those that a limit left out", "", include},
      {"landmark", "NAME X,Y,Z", "place a landmark", "", landmark},
      {"reset", "", "all settings as they were when the map was opened", "", reset},
      {"undo", "", "take the last change back", "Ctrl+Z", undo},
      {"redo", "", "make it again", "Ctrl+Y", redo},
  };
}

}  // namespace viamyo::viewer
