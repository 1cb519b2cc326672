// What is shown beside the numbers: overlays, layout, display switches, ranges.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <vector>

#include "analysis/text_values.h"
#include "command_groups.h"
#include "map/letters.h"
#include "viamyo/errors.h"
#include "viamyo/palette.h"

namespace viamyo::viewer {
namespace {

std::string_view overlay_help() {
  static const std::string help = fmt::format("what a view shows: {}", fmt::join(overlay_words(), ", "));
  return help;
}

std::string_view layout_help() {
  static const std::string help = listed({kLayoutNames.begin(), kLayoutNames.end()});
  return help;
}

std::string_view show_help() {
  static const std::string help = [] {
    std::vector<std::string_view> commands;
    for (const DisplaySwitch& each : kDisplaySwitches)
      if (!each.command.empty()) commands.push_back(each.command);
    return fmt::format("{}", fmt::join(commands, ", "));
  }();
  return help;
}

Overlay overlay_of(const Document& document, const std::string& text) {
  const std::optional<Overlay> overlay = overlay_from_string(text);
  std::string known;
  for (const Overlay& each : available_overlays(*document.map, *document.analysis)) known += " " + to_string(each);
  if (!overlay) throw UsageError(fmt::format("unknown overlay '{}'; this map has{}", text, known));
  if (!is_available(*overlay, *document.map, *document.analysis))
    throw UsageError(fmt::format("the map has nothing to show for '{}'; it has{}", text, known));
  return *overlay;
}

void need_rotation(const Document& document) {
  const std::optional<LongAxis>& axis = document.analysis->axis.axis;
  if (!axis || !axis->has_rotation)
    throw UsageError("a bull's-eye needs the long axis and the anterior RV insertion, which the map does not have; `landmark` places them");
}

void overlay(App& app, const Arguments& arguments) {
  need(arguments, 2, 2, "VIEW NAME");
  Document& document = document_of(app);
  const std::size_t view = index_of(arguments[0], document.scene.views.size(), "view");
  document.scene.views[view].overlay = overlay_of(document, arguments[1]);
}

void layout(App& app, const Arguments& arguments) {
  need(arguments, 1, 1, layout_help());
  Document& document = document_of(app);
  const std::optional<Layout> wanted = layout_from_string(arguments[0]);
  if (!wanted) throw UsageError(fmt::format("must be {}, not '{}'", layout_help(), arguments[0]));
  if (*wanted == Layout::kBullseye) need_rotation(document);
  SceneState& scene = document.scene;
  if (*wanted == scene.layout) return;
  std::vector<View> views = default_views(*wanted, *document.map, *document.analysis, app.state().view_aspect);
  for (View& view : views) {  // one goes on looking from where one was; a bull's-eye keeps the direction for the next layout
    view.camera = scene.views.front().camera;
    view.title = scene.views.front().title;
  }
  scene.layout = *wanted;
  scene.views = std::move(views);
}

void kind(App& app, const Arguments& arguments) {
  need(arguments, 2, 2, "VIEW surface|bullseye");
  Document& document = document_of(app);
  View& view = document.scene.views[index_of(arguments[0], document.scene.views.size(), "view")];
  if (arguments[1] != "surface" && arguments[1] != "bullseye") throw UsageError("must be surface or bullseye");
  const bool polar = arguments[1] == "bullseye";
  if (polar) need_rotation(document);
  view.kind = polar ? ViewKind::kBullseye : ViewKind::kSurface;
}

void show(App& app, const Arguments& arguments) {
  need(arguments, 2, 2, "NAME on|off");
  Display& display = document_of(app).scene.display;
  std::string known;
  for (const DisplaySwitch& each : kDisplaySwitches) {
    if (each.command.empty()) continue;
    if (each.command == arguments[0]) {
      display.*each.on = on_or_off(arguments[1]);
      return;
    }
    known += fmt::format(" {}", each.command);
  }
  throw UsageError(fmt::format("unknown switch '{}'; known are{}", arguments[0], known));
}

void palette(App& app, const Arguments& arguments) {
  need(arguments, 1, 1, "NAME");
  std::string known;
  for (const Palette& each : palettes()) known += " " + each.name;
  if (find_palette(arguments[0]) == nullptr) throw UsageError(fmt::format("unknown palette '{}'; known are{}", arguments[0], known));
  app.state().preferences.palette = arguments[0];
  for (Document& document : app.state().documents) document.scene.display.palette = arguments[0];
}

//! For all tabs: maps beside each other are compared by their colours.
void range(App& app, const Arguments& arguments) {
  need(arguments, 2, 3, "OVERLAY LOW HIGH, or OVERLAY default");
  const std::string name = to_string(overlay_of(document_of(app), arguments[0]));
  if (arguments.size() == 2) {
    if (arguments[1] != "default") throw UsageError("needs OVERLAY LOW HIGH, or OVERLAY default");
    for (Document& document : app.state().documents) document.scene.ranges.erase(name);
    return;
  }
  const DisplayRange wanted{number(arguments[1], "LOW"), number(arguments[2], "HIGH")};
  if (wanted.low >= wanted.high) throw UsageError("LOW must be below HIGH");
  for (Document& document : app.state().documents) document.scene.ranges[name] = wanted;
}

void opacity(App& app, const Arguments& arguments) {
  need(arguments, 1, 1, "0.1 to 1");
  const double wanted = number(arguments[0], "opacity");
  if (wanted < 0.1 || wanted > 1) throw UsageError("must be from 0.1 to 1");
  document_of(app).scene.display.opacity = wanted;
}

void compare(App& app, const Arguments& arguments) {
  need(arguments, 1, 1, "on|off");
  const bool on = on_or_off(arguments[0]);
  for (Document& document : app.state().documents) {  // a key that is let go ends it wherever it began
    if (!on && document.compare) app.compare(document, false);
  }
  if (on) app.compare(document_of(app), true);
}

void hide_classes(App& app, const Arguments& arguments) {
  need(arguments, 1, 1, "on|off");
  document_of(app).scene.display.classes_hidden = on_or_off(arguments[0]);
}

void beat(App& app, const Arguments& arguments) {
  need(arguments, 1, 1, "0 to 1, on or off");
  Document& document = document_of(app);
  const std::string& text = arguments[0];
  const bool is_word = text == "on" || text == "off";
  const double wanted = is_word ? 0 : number(text, "beat");
  if (wanted < 0 || wanted > 1) throw UsageError("must be from 0 (end-diastole) to 1 (end-systole)");
  if (text != "off" && !has_values(find_field(document.map->surface.fields, field_name::kEndSystolicDisplacement)))
    throw UsageError("the map has no motion");
  app.state().beating = text == "on";
  document.scene.display.beat = wanted;
}

}  // namespace

std::vector<Command> view_commands() {
  return {
      {"overlay", "VIEW NAME", overlay_help(), "", overlay},
      {"layout", "NAME", layout_help(), "F2 to F5", layout},
      {"kind", "VIEW surface|bullseye", "whether a view is a surface or a bull's-eye", "", kind},
      {"show", "NAME on|off", show_help(), "", show},
      {"palette", "NAME",
       "the colour map of voltage and shortening, and of what else there is where everyone sees it in order (but of distances)", "",
       palette},
      {"range", "OVERLAY LOW HIGH", "the ends of a colour bar, in all tabs; OVERLAY default takes it back", "", range},
      {"opacity", "VALUE", "of the surface, 0.1 to 1", "", opacity},
      {"compare", "on|off", "show the thresholds as proposed while others are tried", "Space, held", compare},
      {"hide_classes", "on|off", "guess first, then reveal", "H", hide_classes},
      {"beat", "VALUE|on|off", "0 end-diastole to 1 end-systole, or beating", "B", beat},
  };
}

}  // namespace viamyo::viewer
