#include "desktop.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "map/letters.h"
#include "panels.h"
#include "review_parts.h"
#include "viamyo/picture.h"
#include "viamyo/text_file.h"
#include "view_input.h"
#include "viewer/preferences.h"
#include "viewer/review_texts.h"
#include "viewer/sheet_pictures.h"
#include "viewer/viewer.h"

namespace viamyo::viewer {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kStandsStill = std::chrono::milliseconds(150);
constexpr double kBeatSeconds = 1.0;
constexpr int kSmooth = 2;                   // pixels of the texture to one of the screen, each way
constexpr double kMaxPixels = 24'000'000.0;  // beyond, edges are fine enough without

double seconds_since(Clock::time_point from) { return std::chrono::duration<double>(Clock::now() - from).count(); }

//! The title says what the band says: it is all that a list of windows shows.
std::string title_of(const Document* document) {
  if (document == nullptr || !document->analysis) return "Viamyo";
  return fmt::format("{} – {} – Viamyo", quotation(std::filesystem::path(document->file).filename().string()), short_status(*document));
}

}  // namespace

Desktop::Desktop(App& app, double ui_scale)
    : app_(app),
      wanted_scale_(ui_scale),
      window_(app.state().preferences.window_width, app.state().preferences.window_height,
              {[this](const InputEvent& event) {
                 resumed_ = resumed_ || (event.down && event.key == "Pause");
                 input_.push(event);
               },
               [this](const std::vector<std::string>& files) {
                 for (const std::string& file : files) app_.open(file);
               },
               [this] { app_.try_execute("ask quit"); }}),
      beat_from_(Clock::now()) {
  scene_ = std::make_unique<Scene>();
  fit_style();
  fit_to(layout_of(*ui_, static_cast<float>(window_.width()), static_cast<float>(window_.height())));
  app_.services().wake = [] { GlfwWindow::wake(); };
  app_.services().screenshot = [this](const std::filesystem::path& file, int width, int height) { screenshot(file, width, height); };
  app_.services().sheet_pictures = [](const Document& document, const ReviewState& review) {
    return draw_sheet_pictures(document.map, document.analysis, review);
  };
  app_.services().window_items = [this](const std::filesystem::path& file) { window_items(file); };
  app_.services().text_room = [this] { return static_cast<int>(std::floor(100 * largest_scale() / usual_scale() + 1e-6)); };
  app_.services().pause = [this](double seconds) { pause(seconds); };
  app_.services().window_screenshot = [this](const std::filesystem::path& file) { window_screenshot(file); };
}

Desktop::~Desktop() {
  app_.services() = {};
  scene_.reset();  // while its context is current
}

double Desktop::usual_scale() const { return wanted_scale_ > 0 ? wanted_scale_ : window_.content_scale(); }

//! In steps, so that a window that is drawn larger does not make its fonts anew all the time.
double Desktop::largest_scale() const {
  constexpr double kStep = 0.05;
  const double room = std::min(static_cast<double>(window_.width()) / kMinWidth, static_cast<double>(window_.height()) / kMinHeight);
  return std::max(std::floor(room / kStep) * kStep, kMinTextSize / 100.0);
}

//! As large as the user wants it and the window has room for.
double Desktop::fitting_scale() const { return std::min(usual_scale() * app_.state().preferences.text_size / 100, largest_scale()); }

void Desktop::fit_style() {
  const double scale = fitting_scale();
  const Theme& wanted = theme(app_.state().preferences.theme);
  if (style_ && std::abs(static_cast<double>(style_->scale()) - scale) < 0.01) {
    if (&style_->theme() != &wanted) style_->set_theme(wanted);
    return;
  }
  style_ = std::make_unique<Style>(wanted, scale);
  GlfwWindow::renew_fonts();
  const Memory memory = ui_ ? ui_->memory : Memory{};
  ui_ = std::make_unique<Ui>(Ui{.app = app_, .style = *style_, .scene = scene_.get(), .memory = memory});
}

double Desktop::seconds_to_wait() const {
  if (window_.wants_frame() || !input_.is_empty()) return 0;
  if (coarse_) return 0.05;
  if (app_.state().beating || is_pulsing(*ui_)) return 1.0 / 40;
  if (ImGui::GetIO().WantTextInput) return 0.25;    // the caret
  return app_.state().documents.empty() ? 5 : 0.5;  // files are looked after
}

void Desktop::beat() {
  Document* const document = app_.state().document();
  if (!app_.state().beating || document == nullptr) return;
  const double phase = seconds_since(beat_from_) / kBeatSeconds;
  document->scene.display.beat = 0.5 - 0.5 * std::cos(2 * std::numbers::pi * phase);
  window_.request_frames(1);
}

//! Views of another shape show as much of the heart as before: no bar and no edge cuts it off after the window or the layout has changed.
void Desktop::fit_to(const WindowLayout& layout) {
  AppState& state = app_.state();
  const Layout shown = state.document() == nullptr ? Layout::kQuad : state.document()->scene.layout;
  const ViewRect first = view_rects(shown, static_cast<int>(layout.views.width), static_cast<int>(layout.views.height),
                                    gap_between_views(static_cast<double>(style_->scale())))
                             .front();
  const double aspect = aspect_beside_bar(std::max(first.width, 1), std::max(first.height, 1), static_cast<double>(style_->scale()));
  const double before = std::exchange(state.view_aspect, aspect);
  if (std::abs(before - aspect) < 1e-3) return;
  for (Document& document : state.documents) {
    for (View& view : document.scene.views) {
      if (view.kind != ViewKind::kSurface || view.camera.perspective) continue;
      const ViewDirection direction{view.camera.direction, view.camera.up};
      const double was = fit_camera(document.map->surface, direction, before).half_height_mm;
      view.camera = zoomed(view.camera, was / fit_camera(document.map->surface, direction, aspect).half_height_mm);
    }
  }
}

void Desktop::draw_scene() {
  const Document* const document = app_.state().document();
  if (document == nullptr || !document->analysis) return;
  const WindowLayout layout = layout_of(*ui_, static_cast<float>(window_.width()), static_cast<float>(window_.height()));
  fit_to(layout);
  const SceneState state = shown_scene(*document);
  const bool moved = !(state == drawn_);
  if (moved) moved_ = Clock::now();
  const double pixels = static_cast<double>(layout.views.width) * static_cast<double>(layout.views.height) * kSmooth * kSmooth;
  coarse_ = (moved || Clock::now() - moved_ < kStandsStill) && pixels < kMaxPixels;
  const int oversampling = coarse_ || pixels >= kMaxPixels ? 1 : kSmooth;
  drawn_ = state;
  drawn_analysis_ = document->analysis;
  scene_->set_map(document->map, document->analysis);
  scene_->set_theme(style_->theme(), 1);
  scene_->draw(state, static_cast<int>(layout.views.width), static_cast<int>(layout.views.height), static_cast<double>(style_->scale()),
               oversampling);
}

//! What mouse and keys did, each stroke in a frame of its own that nobody sees: none is lost while pictures are slow to draw. Not for longer than a person
//! waits for a picture.
void Desktop::take_input() {
  constexpr double kLongest = 0.2;
  const Clock::time_point from = Clock::now();
  while (!input_.is_empty() && seconds_since(from) < kLongest && !app_.state().quit) {
    app_.tick();
    // Places are looked up in the picture that was drawn last: it must be of the same map, in as many views.
    const Document* const document = app_.state().document();
    const bool stale =
        document != nullptr && (document->analysis != drawn_analysis_ || document->scene.views.size() != drawn_.views.size());
    if (stale) draw_scene();
    window_.begin_frame([this] { input_.feed(*ui_, GlfwWindow::now()); });
    draw_window(*ui_, static_cast<float>(window_.width()), static_cast<float>(window_.height()));
    ImGui::EndFrame();
    window_.request_frames();
  }
}

void Desktop::frame(Image* shot) {
  if (window_.width() < 1 || window_.height() < 1) return;  // iconified
  fit_style();
  take_input();
  fit_style();
  beat();
  draw_scene();
  window_.begin_frame([this] { input_.hold(*ui_, GlfwWindow::now()); });
  draw_window(*ui_, static_cast<float>(window_.width()), static_cast<float>(window_.height()));
  window_.end_frame(shot);
  const std::string title = title_of(ui_->document());
  if (title != title_) window_.set_title(title_ = title);
}

void Desktop::step() {
  window_.wait_events(seconds_to_wait());
  if (app_.tick()) window_.request_frames();
  if (coarse_ && Clock::now() - moved_ >= kStandsStill) window_.request_frames(1);
  if (app_.state().beating || is_pulsing(*ui_) || ImGui::GetIO().WantTextInput) window_.request_frames(1);
  if (window_.wants_frame()) frame();
}

void Desktop::pause(double seconds) {
  const Clock::time_point from = Clock::now();
  window_.request_frames();
  // What was struck before the key that resumes is done first.
  for (resumed_ = false; (!resumed_ || !input_.is_empty()) && seconds_since(from) < seconds && !app_.state().quit;) step();
}

void Desktop::run() {
  while (!app_.state().quit) step();
  app_.state().preferences.window_width = window_.width();
  app_.state().preferences.window_height = window_.height();
  app_.tick();  // what is remembered is written
}

void Desktop::screenshot(const std::filesystem::path& file, int width, int height) {
  const Document& document = *app_.state().document();
  PictureRequest request;
  request.map = document.map;
  request.analysis = document.analysis;
  request.review = document.review;
  request.state = shown_scene(document);
  if (width > 0) request.width = width;
  if (height > 0) request.height = height;
  request.theme = app_.state().preferences.theme;
  write_text_file(file.string(), to_png(render_picture(request), picture_texts(request)));
}

void Desktop::window_screenshot(const std::filesystem::path& file) {
  Image image;
  // The first frames lay tables and texts out; the last draws the scene with smooth edges.
  for (int i = 0; i < 4; ++i) {
    window_.wait_events(0);
    frame();
  }
  moved_ = Clock::now() - kStandsStill;
  frame(&image);
  write_text_file(file.string(), to_png(image, {}));
}

void Desktop::window_items(const std::filesystem::path& file) {
  for (int i = 0; i < 4; ++i) {
    window_.wait_events(0);
    frame();
  }
  std::string text;
  for (const auto& [name, rect] : ui_->items)
    text += fmt::format("{} {:.0f} {:.0f} {:.0f} {:.0f}\n", name, rect.x, rect.y, rect.width, rect.height);
  write_text_file(file.string(), text);
}

}  // namespace viamyo::viewer
