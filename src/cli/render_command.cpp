#include <fmt/format.h>

#include <charconv>
#include <memory>

#include "analysed_source.h"
#include "analysis/text_values.h"
#include "console.h"
#include "endings.h"
#include "program.h"
#include "viamyo/errors.h"
#include "viamyo/kept_files.h"
#include "viamyo/offscreen.h"
#include "viamyo/picture.h"
#include "viamyo/text_file.h"

namespace viamyo::cli {
namespace {

struct Options {
  OutputOptions output;
  AnalysisOptions analysis;
  ReviewOptions review;
  SourceOptions from;
  std::string file;
  std::string out;
  std::string overlay;
  std::string view;
  std::string layout;
  std::string size = "1280x800";
  std::string theme = "dark";
  double scale = 0;
  bool transparent = false;
  std::vector<std::string> ranges;
  bool no_points = false;
  bool no_borders = false;
  bool no_zones = false;
  Display display;
};

std::array<int, 2> size_of(const std::string& text) {
  const auto bad = [&] { return UsageError(fmt::format("--size {}: must be WIDTHxHEIGHT in pixels", text)); };
  const std::size_t by = text.find('x');
  if (by == std::string::npos) throw bad();
  std::array<int, 2> size{};
  const std::array parts{std::string_view(text).substr(0, by), std::string_view(text).substr(by + 1)};
  for (std::size_t i = 0; i < 2; ++i) {
    const char* const end = parts.at(i).data() + parts.at(i).size();
    const auto [rest, error] = std::from_chars(parts.at(i).data(), end, size.at(i));
    if (error != std::errc() || rest != end || size.at(i) <= 0) throw bad();
  }
  return size;
}

//! Without a layout: one view where a view or overlay was asked for, else all that the map has.
Layout layout_of(const Options& options, const Analysis& analysis) {
  if (options.layout.empty()) return options.overlay.empty() && options.view.empty() ? default_layout(analysis) : Layout::kSingle;
  const std::optional<Layout> layout = layout_from_string(options.layout);
  if (!layout) throw UsageError(fmt::format("unknown layout '{}'; known are single, pair, quad and bullseye", options.layout));
  if (*layout == Layout::kQuad && !options.overlay.empty())
    throw UsageError("--overlay: layout quad has its own four; choose single, pair (the first view) or bullseye");
  return *layout;
}

std::string names_of(const std::vector<Overlay>& overlays) {
  std::string names;
  for (const Overlay& overlay : overlays) names += (names.empty() ? "" : " ") + to_string(overlay);
  return names;
}

Overlay overlay_of(const std::string& text, const Map& map, const Analysis& analysis) {
  const std::optional<Overlay> overlay = overlay_from_string(text);
  if (!overlay || !is_available(*overlay, map, analysis))
    throw UsageError(fmt::format("overlay '{}' {}; this map has {}", text, overlay ? "is not in this map" : "is unknown",
                                 names_of(available_overlays(map, analysis))));
  return *overlay;
}

//! OVERLAY=LOW,HIGH
void set_range(const std::string& text, const Map& map, const Analysis& analysis, SceneState& state) {
  const SettingChange change = split_assignment("--range", text);
  const std::size_t comma = change.value.find(',');
  const std::optional<double> low = comma == std::string::npos ? std::nullopt : parse_double(change.value.substr(0, comma));
  const std::optional<double> high = comma == std::string::npos ? std::nullopt : parse_double(change.value.substr(comma + 1));
  if (!low || !high || !(*low < *high)) throw UsageError(fmt::format("--range {}: must be OVERLAY=LOW,HIGH with LOW below HIGH", text));
  state.ranges[to_string(overlay_of(change.key, map, analysis))] = {*low, *high};
}

std::string title_of(std::string_view view) {
  for (const StandardView& known : standard_views()) {
    if (known.name == view) return std::string(known.title);
  }
  return std::string(view);
}

void choose_views(const Options& options, const Map& map, const Analysis& analysis, PictureRequest& request) {
  const double aspect = picture_aspect(request);
  SceneState& state = request.state;
  state.views = default_views(state.layout, map, analysis, aspect);
  if (state.layout == Layout::kBullseye && state.views.front().kind != ViewKind::kBullseye)
    throw UsageError(
        "a bull's-eye needs the anterior RV insertion, which the map does not have; --landmark anterior_rv_insertion=X,Y,Z gives it");
  if (!options.overlay.empty()) state.views.front().overlay = overlay_of(options.overlay, map, analysis);
  for (View& view : state.views) view.camera = zoomed(view.camera, picture_zoom(request));
  if (options.view.empty()) return;
  const Camera camera = zoomed(fit_camera(map.surface, view_direction(options.view, map, analysis), aspect), picture_zoom(request));
  for (View& view : state.views) {
    view.camera = camera;
    view.title = view.kind == ViewKind::kSurface ? title_of(options.view) : "";
  }
}

PictureRequest make_request(const Options& options, const AnalysedMap& of) {
  PictureRequest request;
  request.map = {of.loaded, &of.map()};
  request.analysis = of.analysis;
  request.review = of.review;
  const std::array<int, 2> size = size_of(options.size);
  request.width = size[0];
  request.height = size[1];
  request.scale = options.scale;
  request.transparent = options.transparent;
  request.theme = options.theme;
  request.state.layout = layout_of(options, *request.analysis);
  request.state.thresholds = of.analysis->thresholds;
  request.state.display = options.display;
  request.state.display.points = !options.no_points;
  request.state.display.borders = !options.no_borders;
  request.state.display.zones = !options.no_zones;
  choose_views(options, of.map(), *of.analysis, request);
  for (const std::string& range : options.ranges) set_range(range, of.map(), *of.analysis, request.state);
  return request;
}

void check_words(const Options& options, const ReviewSource& source) {
  if (ending_of(options.out) != ".png") throw UsageError(fmt::format("{}: pictures are written as .png", options.out));
  if (options.theme != "dark" && options.theme != "light")
    throw UsageError(fmt::format("unknown theme '{}'; known are dark and light", options.theme));
  if (find_palette(options.display.palette) == nullptr) {
    std::string names;
    for (const Palette& palette : palettes()) names += " " + palette.name;
    throw UsageError(fmt::format("unknown palette '{}'; known are{}", options.display.palette, names));
  }
  refuse_kept_file(options.out, source.inputs_of(options.file, options.analysis, options.from));
}

int run(const Options& options) {
  const ReviewSource source(options.review);
  check_words(options, source);
  const AnalysedMap map = open_analysed(options.file, options.from, ChosenSettings(options.analysis), source, options.output.quiet);
  tell_reasons(map.review, options.output.quiet);
  naming_file(options.file, [&] {
    const PictureRequest request = make_request(options, map);
    const OffscreenContext context;
    write_text_file(options.out, to_png(render_picture(request), picture_texts(request)));
  });
  return kDone;
}

std::vector<Option> picture_options(Options& options) {
  return {{.name = "--overlay",
           .target = &options.overlay,
           .help = "unipolar, bipolar, shortening, activation, class, agreement, coverage or field:NAME",
           .shape = "NAME"},
          {.name = "--view",
           .target = &options.view,
           .help = "ap pa lao30 lao45 rao30 left right superior inferior apex septal lateral anterior inferior-wall, or AZIMUTH,ELEVATION "
                   "in degrees",
           .shape = "VIEW"},
          {.name = "--layout",
           .target = &options.layout,
           .help = "single, pair, quad or bullseye; quad unless a view or overlay is asked for",
           .shape = "NAME"},
          {.name = "--size", .target = &options.size, .help = "pixels; at least 480x360", .shape = "WxH", .shows_default = true},
          {.name = "--scale",
           .target = &options.scale,
           .help = "of texts and lines; from the size by default",
           .shape = "X",
           .range = {{0.5, 8.0}}},
          {.name = "--palette",
           .target = &options.display.palette,
           .help = "electromechanical, viridis, cividis or grey",
           .shape = "NAME",
           .shows_default = true},
          {.name = "--range", .target = &options.ranges, .help = "the colour bar's ends", .shape = "OVERLAY=LOW,HIGH"},
          {.name = "--theme", .target = &options.theme, .help = "dark or light", .shape = "NAME", .shows_default = true},
          {.name = "--transparent", .target = &options.transparent, .help = "no ground behind the views; head, band and foot stay"}};
}

std::vector<Option> display_options(Options& options) {
  Display& display = options.display;
  return {{.name = "--no-points", .target = &options.no_points, .help = "without mapping points"},
          {.name = "--no-borders", .target = &options.no_borders, .help = "without the lines at the thresholds"},
          {.name = "--no-zones", .target = &options.no_zones, .help = "without candidate zones"},
          {.name = "--band", .target = &display.band, .help = "stripe the area that a 10 % move of one threshold would flip"},
          {.name = "--segments", .target = &display.segments, .help = "AHA segment lines on the surface"},
          {.name = "--landmarks", .target = &display.landmarks, .help = "apex, annulus, RV insertions"},
          {.name = "--mesh-edges", .target = &display.mesh_edges, .help = "the triangles' edges"},
          {.name = "--clip", .target = &display.clip, .help = "cut through the middle, facing the viewer"},
          {.name = "--unlit", .target = &display.unlit, .help = "no shading at all"},
          {.name = "--opacity", .target = &display.opacity, .help = "of the surface", .range = {{0.1, 1.0}}},
          {.name = "--beat",
           .target = &display.beat,
           .help = "0 end-diastole to 1 end-systole, where the map has motion",
           .range = {{0.0, 1.0}}}};
}

}  // namespace

Command render_command() {
  auto options = std::make_shared<Options>();
  Command command{.name = "render", .help = "a picture without a screen", .run = [options] { return run(*options); }};
  command.options = {{.name = "file", .target = &options->file, .help = "the map", .shape = "FILE", .required = true},
                     {.name = "--out", .target = &options->out, .help = "the picture, .png", .shape = "FILE", .required = true}};
  add_options(command, picture_options(*options));
  add_options(command, display_options(*options));
  add_analysis_options(command, options->analysis);
  add_review_options(command, options->review);
  add_source_options(command, options->from);
  add_output_options(command, options->output);
  return command;
}

}  // namespace viamyo::cli
