#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <charconv>
#include <filesystem>
#include <memory>

#include "analysis/text_values.h"
#include "console.h"
#include "endings.h"
#include "import_options.h"
#include "options.h"
#include "program.h"
#include "review/review_source.h"
#include "viamyo/errors.h"
#include "viamyo/offscreen.h"
#include "viamyo/picture.h"
#include "viamyo/text_file.h"

namespace viamyo::cli {
namespace {

namespace fs = std::filesystem;

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

//! Without a layout: one view where a view or overlay was asked for, else all four.
Layout layout_of(const Options& options) {
  if (options.layout.empty()) return options.overlay.empty() && options.view.empty() ? Layout::kQuad : Layout::kSingle;
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

PictureRequest make_request(const Options& options, const std::shared_ptr<const Map>& map, const std::shared_ptr<const Analysis>& analysis,
                            ReviewState review) {
  PictureRequest request;
  request.map = map;
  request.analysis = analysis;
  request.review = std::move(review);
  const std::array<int, 2> size = size_of(options.size);
  request.width = size[0];
  request.height = size[1];
  request.scale = options.scale;
  request.transparent = options.transparent;
  request.theme = options.theme;
  request.state.layout = layout_of(options);
  request.state.thresholds = analysis->thresholds;
  request.state.display = options.display;
  request.state.display.points = !options.no_points;
  request.state.display.borders = !options.no_borders;
  request.state.display.zones = !options.no_zones;
  choose_views(options, *map, *analysis, request);
  for (const std::string& range : options.ranges) set_range(range, *map, *analysis, request.state);
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
  std::error_code error;
  for (const std::string& input : {options.file, options.analysis.config, options.review.team, source.log_of(options.file)}) {
    if (fs::equivalent(input, options.out, error))
      throw UsageError(fmt::format("{}: is an input; render writes another file", options.out));
  }
}

int run(const Options& options) {
  const ReviewSource source(options.review);
  check_words(options, source);
  const ChosenSettings chosen(options.analysis);
  Settings settings = chosen.make();
  const auto loaded = std::make_shared<const LoadedMap>(open_source(options.file, options.from, options.output.quiet));
  naming_file(options.file, [&] {
    const std::shared_ptr<const Map> map(loaded, &loaded->map);
    chosen.exclude_points(*map, options.output.quiet, settings);
    const auto analysis = std::make_shared<const Analysis>(analyze(*map, settings, loaded->analysis_digest, {}, &loaded->defects));
    ReviewState review = source.state(options.file, reviewed_map(map->study, loaded->analysis_digest), *analysis);
    tell_reasons(review, options.output.quiet);
    const PictureRequest request = make_request(options, map, analysis, std::move(review));
    const OffscreenContext context;
    write_text_file(options.out, to_png(render_picture(request), picture_texts(request)));
  });
  return kDone;
}

void add_picture_options(CLI::App& command, Options& options) {
  command.add_option("--overlay", options.overlay, "unipolar, bipolar, shortening, activation, class, agreement, coverage or field:NAME")
      ->type_name("NAME");
  command
      .add_option("--view", options.view,
                  "ap pa lao30 lao45 rao30 left right superior inferior apex septal lateral anterior inferior-wall, or AZIMUTH,ELEVATION "
                  "in degrees")
      ->type_name("VIEW");
  command.add_option("--layout", options.layout, "single, pair, quad or bullseye; quad unless a view or overlay is asked for")
      ->type_name("NAME");
  command.add_option("--size", options.size, "pixels; at least 480x360")->type_name("WxH")->capture_default_str();
  command.add_option("--scale", options.scale, "of texts and lines; from the size by default")->type_name("X")->check(CLI::Range(0.5, 8.0));
  command.add_option("--palette", options.display.palette, "electromechanical, viridis, cividis or grey")
      ->type_name("NAME")
      ->capture_default_str();
  command.add_option("--range", options.ranges, "the colour bar's ends")->type_name("OVERLAY=LOW,HIGH");
  command.add_option("--theme", options.theme, "dark or light")->type_name("NAME")->capture_default_str();
  command.add_flag("--transparent", options.transparent, "no ground behind the views; head, band and foot stay");
}

void add_display_options(CLI::App& command, Options& options) {
  command.add_flag("--no-points", options.no_points, "without mapping points");
  command.add_flag("--no-borders", options.no_borders, "without the lines at the thresholds");
  command.add_flag("--no-zones", options.no_zones, "without candidate zones");
  command.add_flag("--band", options.display.band, "stripe the area that a 10 % move of one threshold would flip");
  command.add_flag("--segments", options.display.segments, "AHA segment lines on the surface");
  command.add_flag("--landmarks", options.display.landmarks, "apex, annulus, RV insertions");
  command.add_flag("--mesh-edges", options.display.mesh_edges, "the triangles' edges");
  command.add_flag("--clip", options.display.clip, "cut through the middle, facing the viewer");
  command.add_flag("--unlit", options.display.unlit, "no shading at all");
  command.add_option("--opacity", options.display.opacity, "of the surface")->check(CLI::Range(0.1, 1.0));
  command.add_option("--beat", options.display.beat, "0 end-diastole to 1 end-systole, where the map has motion")
      ->check(CLI::Range(0.0, 1.0));
}

}  // namespace

void add_render(Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const command = program.app.add_subcommand("render", "a picture without a screen");
  command->add_option("file", options->file, "the map")->required()->type_name("FILE");
  command->add_option("--out", options->out, "the picture, .png")->required()->type_name("FILE");
  add_picture_options(*command, *options);
  add_display_options(*command, *options);
  add_analysis_options(*command, options->analysis);
  add_review_options(*command, options->review);
  add_source_options(*command, options->from);
  add_output_options(*command, options->output);
  command->callback([&program, options] { program.action = [options] { return run(*options); }; });
}

}  // namespace viamyo::cli
