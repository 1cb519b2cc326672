// viamyo render: pictures without a window.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <charconv>
#include <memory>

#include "analysed_source.h"
#include "analysis/text_values.h"
#include "console.h"
#include "endings.h"
#include "map/letters.h"
#include "program.h"
#include "viamyo/errors.h"
#include "viamyo/kept_files.h"
#include "viamyo/offscreen.h"
#include "viamyo/picture.h"
#include "viamyo/review_history.h"
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
  std::array<bool, kDisplaySwitches.size()> turned{};  //!< to the side where they do not stand by themselves
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

//! Of views or palettes.
template <class Named>
std::vector<std::string_view> names_of(const std::vector<Named>& all) {
  std::vector<std::string_view> names;
  names.reserve(all.size());
  for (const Named& each : all) names.push_back(each.name);
  return names;
}

std::vector<std::string_view> layouts() { return {kLayoutNames.begin(), kLayoutNames.end()}; }

//! Without a layout: one view where a view or overlay was asked for, else all that the map has.
Layout layout_of(const Options& options, const Analysis& analysis) {
  if (options.layout.empty()) return options.overlay.empty() && options.view.empty() ? default_layout(analysis) : Layout::kSingle;
  const std::optional<Layout> layout = layout_from_string(options.layout);
  if (!layout) throw UsageError(fmt::format("unknown layout '{}'; known are {}", options.layout, listed(layouts(), "and")));
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
  SceneState& state = request.state;
  const auto show = [&](double aspect) {
    state.views = default_views(state.layout, map, analysis, aspect);
    if (!options.overlay.empty()) state.views.front().overlay = overlay_of(options.overlay, map, analysis);
  };
  show(1);  // what is shown has a legend, which decides what room there is for it
  if (state.layout == Layout::kBullseye && state.views.front().kind != ViewKind::kBullseye)
    throw UsageError(
        "a bull's-eye needs the anterior RV insertion, which the map does not have; --landmark anterior_rv_insertion=X,Y,Z gives it");
  const double aspect = picture_aspect(request);
  show(aspect);
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
  for (std::size_t i = 0; i < kDisplaySwitches.size(); ++i) {
    bool& on = request.state.display.*kDisplaySwitches.at(i).on;
    if (options.turned.at(i)) on = !on;
  }
  choose_views(options, of.map(), *of.analysis, request);
  for (const std::string& range : options.ranges) set_range(range, of.map(), *of.analysis, request.state);
  return request;
}

void check_words(const Options& options, const ReviewSource& source) {
  if (ending_of(options.out) != ".png") throw UsageError(fmt::format("{}: pictures are written as .png", options.out));
  if (options.theme != "dark" && options.theme != "light")
    throw UsageError(fmt::format("unknown theme '{}'; known are dark and light", options.theme));
  if (find_palette(options.display.palette) == nullptr)
    throw UsageError(fmt::format("unknown palette '{}'; known are {}", options.display.palette, fmt::join(names_of(palettes()), " ")));
  refuse_kept_file(options.out, source.inputs_of(options.file, options.analysis, options.from));
}

int run(const Options& options) {
  const ReviewSource source(options.review);
  check_words(options, source);
  const AnalysedMap map = open_analysed(options.file, options.from, ChosenSettings(options.analysis), source, options.output.quiet);
  tell_reasons(as_seen_by(map.review, source.team(), {}), options.output.quiet);
  naming_file(options.file, [&] {
    const PictureRequest request = make_request(options, map);
    const OffscreenContext context;
    write_text_file(options.out, to_png(render_picture(request), picture_texts(request)));
  });
  return kDone;
}

std::vector<Option> picture_options(Options& options) {
  return {{.name = "--overlay", .target = &options.overlay, .help = listed(overlay_words()), .shape = "NAME"},
          {.name = "--view",
           .target = &options.view,
           .help = fmt::format("{}, or AZIMUTH,ELEVATION in degrees", fmt::join(names_of(standard_views()), " ")),
           .shape = "VIEW"},
          {.name = "--layout",
           .target = &options.layout,
           .help = fmt::format("{}; quad unless a view or overlay is asked for", listed(layouts())),
           .shape = "NAME"},
          {.name = "--size", .target = &options.size, .help = "pixels; at least 480x360", .shape = "WxH", .shows_default = true},
          {.name = "--scale",
           .target = &options.scale,
           .help = "of texts and lines, at 1 of 12 pixels and more; from the size by default",
           .shape = "X",
           .range = {{1.0, 8.0}}},
          {.name = "--palette",
           .target = &options.display.palette,
           .help = listed(names_of(palettes())),
           .shape = "NAME",
           .shows_default = true},
          {.name = "--range", .target = &options.ranges, .help = "the colour bar's ends", .shape = "OVERLAY=LOW,HIGH"},
          {.name = "--theme", .target = &options.theme, .help = "dark or light", .shape = "NAME", .shows_default = true},
          {.name = "--transparent", .target = &options.transparent, .help = "no ground behind the views; head, band and foot stay"}};
}

std::vector<Option> display_options(Options& options) {
  std::vector<Option> rows;
  for (std::size_t i = 0; i < kDisplaySwitches.size(); ++i) {
    const DisplaySwitch& each = kDisplaySwitches.at(i);
    if (!each.option.empty())
      rows.push_back({.name = std::string(each.option), .target = &options.turned.at(i), .help = std::string(each.help)});
  }
  rows.push_back({.name = "--opacity", .target = &options.display.opacity, .help = "of the surface", .range = {{0.1, 1.0}}});
  rows.push_back({.name = "--beat",
                  .target = &options.display.beat,
                  .help = "0 end-diastole to 1 end-systole, where the map has motion",
                  .range = {{0.0, 1.0}}});
  return rows;
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
