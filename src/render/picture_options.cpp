#include "viamyo/picture_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>

#include <nlohmann/json.hpp>

#include "../analysis/shortest_decimal.h"
#include "viamyo/errors.h"

namespace viamyo {
namespace {

using Json = nlohmann::ordered_json;

Json place_json(const Vec3& p) { return Json::array({p.x, p.y, p.z}); }

Json thresholds_json(const Thresholds& t) {
  return {{"criteria", to_string(t.criteria)},
          {"voltage_infarct_mV", shortest_decimal(t.voltage_infarct_mV)},
          {"voltage_viable_mV", shortest_decimal(t.voltage_viable_mV)},
          {"shortening_ischemic_percent", shortest_decimal(t.shortening_ischemic_percent)}};
}

Json view_json(const View& view) {
  const Camera& c = view.camera;
  return {{"kind", view.kind == ViewKind::kBullseye ? "bullseye" : "surface"},
          {"overlay", to_string(view.overlay)},
          {"title", view.title},
          {"focal_point_mm", place_json(c.focal_point)},
          {"direction", place_json(c.direction)},
          {"up", place_json(c.up)},
          {"half_height_mm", c.half_height_mm},
          {"perspective", c.perspective}};
}

Json display_json(const Display& display) {
  Json json = Json::object();
  for (const DisplaySwitch& each : kDisplaySwitches) json[std::string(each.key)] = display.*each.on;
  json["opacity"] = display.opacity;
  json["beat"] = display.beat;
  json["palette"] = display.palette;
  return json;
}

Json selection_json(const Selection& s) {
  return {{"segment", s.segment},
          {"region", s.region},
          {"zone", s.zone},
          {"point", s.point},
          {"place_mm", s.place ? place_json(*s.place) : Json(nullptr)}};
}

//! The other thresholds stand under a name that says what they are.
constexpr std::array<std::pair<const char*, GhostKind>, 3> kGhostKeys{{{"proposed_thresholds", GhostKind::kProposed},
                                                                       {"thresholds_before", GhostKind::kBeforeDrag},
                                                                       {"tried_thresholds", GhostKind::kTried}}};

const char* ghost_key(GhostKind kind) {
  return std::find_if(kGhostKeys.begin(), kGhostKeys.end(), [&](const auto& entry) { return entry.second == kind; })->first;
}

//! The first name that is there; with two, the text is not one that is written.
GhostKind ghost_kind_of(const Json& json) {
  const auto found = std::find_if(kGhostKeys.begin(), kGhostKeys.end(), [&](const auto& entry) { return json.contains(entry.first); });
  return found != kGhostKeys.end() ? found->second : GhostKind::kProposed;
}

Json options_json(const PictureRequest& request) {
  const SceneState& state = request.state;
  Json json{{"layout", to_string(state.layout)},  {"width", request.width}, {"height", request.height}, {"scale", request.scale},
            {"transparent", request.transparent}, {"theme", request.theme}};
  json["views"] = Json::array();
  for (const View& view : state.views) json["views"].push_back(view_json(view));
  json["display"] = display_json(state.display);
  json["ranges"] = Json::object();
  for (const auto& [overlay, range] : state.ranges) json["ranges"][overlay] = {range.low, range.high};
  json["thresholds"] = thresholds_json(state.thresholds);
  json[ghost_key(state.ghost_kind)] = state.ghost ? thresholds_json(*state.ghost) : Json(nullptr);
  json["selection"] = selection_json(state.selection);
  json["path_mm"] = Json::array();
  for (const Vec3& at : state.path) json["path_mm"].push_back(place_json(at));
  json["path_label"] = state.path_label;
  return json;
}

std::string written(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

[[noreturn]] void refuse(std::string_view what) { throw InputError(fmt::format("its options {}", what)); }

Vec3 place_of(const Json& json) {
  const auto numbers = json.get<std::array<double, 3>>();
  if (!std::all_of(numbers.begin(), numbers.end(), [](double x) { return std::isfinite(x); })) refuse("have a place that is nowhere");
  return {numbers[0], numbers[1], numbers[2]};
}

Thresholds thresholds_of(const Json& json) {
  Thresholds t;
  t.criteria = json.at("criteria") == to_string(Criteria::kVoltage) ? Criteria::kVoltage : Criteria::kElectromechanical;
  t.voltage_infarct_mV = json.at("voltage_infarct_mV").get<float>();
  t.voltage_viable_mV = json.at("voltage_viable_mV").get<float>();
  t.shortening_ischemic_percent = json.at("shortening_ischemic_percent").get<float>();
  return t;
}

Overlay overlay_of(const std::string& text) {
  const std::optional<Overlay> overlay = overlay_from_string(text);
  if (!overlay) refuse("name an overlay that there is not");
  return *overlay;
}

View view_of(const Json& json) {
  View view;
  view.kind = json.at("kind") == "bullseye" ? ViewKind::kBullseye : ViewKind::kSurface;
  view.overlay = overlay_of(json.at("overlay").get<std::string>());
  view.title = json.at("title").get<std::string>();
  view.camera = {place_of(json.at("focal_point_mm")), place_of(json.at("direction")), place_of(json.at("up")),
                 json.at("half_height_mm").get<double>(), json.at("perspective").get<bool>()};
  return view;
}

Display display_of(const Json& json) {
  Display display;
  for (const DisplaySwitch& each : kDisplaySwitches) display.*each.on = json.at(std::string(each.key)).get<bool>();
  display.opacity = json.at("opacity").get<double>();
  display.beat = json.at("beat").get<double>();
  display.palette = json.at("palette").get<std::string>();
  return display;
}

Selection selection_of(const Json& json) {
  Selection selection{json.at("segment").get<int>(), json.at("region").get<int>(), json.at("zone").get<int>(), json.at("point").get<int>()};
  if (!json.at("place_mm").is_null()) selection.place = place_of(json.at("place_mm"));
  return selection;
}

void take_options(const Json& json, PictureRequest& request) {
  SceneState& state = request.state;
  const std::optional<Layout> layout = layout_from_string(json.at("layout").get<std::string>());
  if (!layout) refuse("name a layout that there is not");
  state.layout = *layout;
  request.width = json.at("width").get<int>();
  request.height = json.at("height").get<int>();
  request.scale = json.at("scale").get<double>();
  request.transparent = json.at("transparent").get<bool>();
  request.theme = json.at("theme").get<std::string>();
  for (const Json& view : json.at("views")) state.views.push_back(view_of(view));
  state.display = display_of(json.at("display"));
  for (const auto& [overlay, range] : json.at("ranges").items())
    state.ranges[overlay] = {range.at(0).get<double>(), range.at(1).get<double>()};
  state.thresholds = thresholds_of(json.at("thresholds"));
  state.ghost_kind = ghost_kind_of(json);
  if (const Json& ghost = json.at(ghost_key(state.ghost_kind)); !ghost.is_null()) state.ghost = thresholds_of(ghost);
  state.selection = selection_of(json.at("selection"));
  for (const Json& at : json.at("path_mm")) state.path.push_back(place_of(at));
  state.path_label = json.at("path_label").get<std::string>();
}

//! "34.2 mm" is the line's own length; "12.34 cm²" is inside of it. Nothing else is ever written at a line.
bool is_label_of(const std::string& label, const std::vector<Vec3>& path) {
  constexpr double kRounded = 0.06;
  if (label.empty()) return true;
  double number = 0;
  const auto [end, error] = std::from_chars(label.data(), label.data() + label.size(), number);
  if (error != std::errc()) return false;
  const std::string_view unit(end, static_cast<std::size_t>(label.data() + label.size() - end));
  double length = 0;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) length += distance(path[i], path[i + 1]);
  return unit == " cm\u00B2" || (unit == " mm" && std::abs(length - number) < kRounded);
}

//! A title tells the direction, or there is none.
bool is_title_of(const View& view, const Map& map, const Analysis& analysis) {
  constexpr double kSameDirection = 1e-6;
  if (view.title.empty()) return true;
  std::string name = view.title;
  for (const StandardView& known : standard_views()) {
    if (known.title == view.title) name = known.name;
  }
  try {
    const ViewDirection direction = view_direction(name, map, analysis);
    return distance(direction.direction, view.camera.direction) < kSameDirection && distance(direction.up, view.camera.up) < kSameDirection;
  } catch (const UsageError&) {
    return false;
  }
}

void check_options(const PictureRequest& request) {
  const SceneState& state = request.state;
  const std::size_t views = view_rects(state.layout, 1000, 1000, 0).size();
  if (state.views.size() != views) refuse("have another number of views than their layout");
  for (const View& view : state.views) {
    if (!is_title_of(view, *request.map, *request.analysis))
      refuse(fmt::format("call a view \"{}\", which is not its direction", view.title));
    if (!(view.camera.half_height_mm > 0)) refuse("have a view of no size");
  }
  if (!is_label_of(state.path_label, state.path)) refuse(fmt::format("write \"{}\" at a line, which is not its length", state.path_label));
  if (request.theme != "dark" && request.theme != "light") refuse("name a theme that there is not");
  if (find_palette(state.display.palette) == nullptr) refuse("name a palette that there is not");
}

}  // namespace

std::string picture_options(const PictureRequest& request) { return written(options_json(request)); }

PictureRequest with_picture_options(PictureRequest request, std::string_view options) {
  try {
    request.state = {};
    take_options(Json::parse(options), request);
  } catch (const Json::exception&) {
    refuse("are not those that a picture is drawn with");
  }
  check_options(request);
  // Whatever else the text holds, or holds twice, or holds in another form, was not read.
  if (picture_options(request) != options) refuse("are not written as a picture's are");
  return request;
}

}  // namespace viamyo
