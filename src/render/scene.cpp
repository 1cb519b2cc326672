#include "viamyo/scene.h"

#include <vtkCommand.h>
#include <vtkRendererCollection.h>

#include <vtkActorCollection.h>
#include <vtkMapper.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "oversampling.h"
#include "render_window.h"
#include "view_layer.h"

namespace viamyo {

int gap_between_views(double scale) { return std::max(1, static_cast<int>(2 * scale)); }

class Scene::Implementation {
 public:
  Implementation() {
    backdrop_->SetErase(1);
    window_.vtk().AddRenderer(backdrop_);
  }

  void set_map(std::shared_ptr<const Map> map, std::shared_ptr<const Analysis> analysis) {
    if (data_ && data_->map == map && data_->analysis == analysis) return;
    data_ = make_scene_data(std::move(map), std::move(analysis), data_.get());
    dirty_ = true;
  }

  void set_theme(const Theme& theme, double alpha) {
    if (alpha == ground_alpha_ && theme_ == &theme) return;
    theme_ = &theme;
    ground_alpha_ = alpha;
    dirty_ = true;
  }

  void draw(const SceneState& state, int width, int height, double scale, int oversampling) {
    const std::array<double, 4> size{static_cast<double>(width), static_cast<double>(height), scale, static_cast<double>(oversampling)};
    if (!dirty_ && size == size_ && state == state_) return;
    rects_ = view_rects(state.layout, width * oversampling, height * oversampling, gap_between_views(scale) * oversampling);
    while (views_.size() < rects_.size()) {
      views_.push_back(std::make_unique<ViewLayer>());
      window_.vtk().AddRenderer(&views_.back()->renderer());
      count_programs(*views_.back());
    }
    if (data_) {
      for (std::size_t i = 0; i < views_.size(); ++i)
        place_view(state, i, width * oversampling, height * oversampling, scale * oversampling);
    }
    set_ground(*backdrop_, theme_->view_line);
    window_.draw(width * oversampling, height * oversampling);
    ++draws_;
    state_ = state;
    size_ = size;
    dirty_ = false;
  }

  [[nodiscard]] int oversampling() const { return static_cast<int>(size_[3]); }
  [[nodiscard]] const ViewLayer* view(int index) const {
    return index >= 0 && index < static_cast<int>(rects_.size()) && data_ ? views_[static_cast<std::size_t>(index)].get() : nullptr;
  }
  [[nodiscard]] double scale() const { return size_[2]; }
  [[nodiscard]] const SceneData* data() const { return data_.get(); }
  RenderWindow& window() { return window_; }
  [[nodiscard]] std::uint64_t draws() const { return draws_; }
  [[nodiscard]] int programs() const { return static_cast<int>(programs_.size()); }

 private:
  void place_view(const SceneState& state, std::size_t i, int width, int height, double scale) {
    vtkRenderer& renderer = views_[i]->renderer();
    const bool shown = i < rects_.size() && i < state.views.size();
    renderer.SetDraw(shown ? 1 : 0);
    if (!shown) return;
    const ViewRect& rect = rects_[i];
    const auto share = [](int part, int whole) { return static_cast<double>(part) / whole; };
    renderer.SetViewport(share(rect.x, width), 1 - share(rect.y + rect.height, height), share(rect.x + rect.width, width),
                         1 - share(rect.y, height));
    set_ground(renderer, theme_->ground);
    views_[i]->update(state, static_cast<int>(i), data_, rect, scale, *theme_);
  }

  void set_ground(vtkRenderer& renderer, const Rgb& colour) const {
    renderer.SetBackground(static_cast<double>(colour.r), static_cast<double>(colour.g), static_cast<double>(colour.b));
    renderer.SetBackgroundAlpha(ground_alpha_);
  }

  //! VTK tells the program it is about to use.
  void count_programs(ViewLayer& view) {
    vtkActorCollection* const actors = view.renderer().GetActors();
    actors->InitTraversal();
    while (vtkActor* const actor = actors->GetNextActor())
      actor->GetMapper()->AddObserver(vtkCommand::UpdateShaderEvent, this, &Implementation::note_program);
  }
  void note_program(vtkObject* /*caller*/, unsigned long /*event*/, void* program) { programs_.insert(program); }

  RenderWindow window_;
  vtkNew<vtkRenderer> backdrop_;
  std::vector<std::unique_ptr<ViewLayer>> views_;
  std::shared_ptr<const SceneData> data_;
  const Theme* theme_ = &theme("dark");
  double ground_alpha_ = 1;
  std::vector<ViewRect> rects_;
  SceneState state_;
  std::array<double, 4> size_{};
  bool dirty_ = true;
  std::uint64_t draws_ = 0;
  std::set<void*> programs_;
};

Scene::Scene() : implementation_(std::make_unique<Implementation>()) {}
Scene::~Scene() = default;

void Scene::set_map(std::shared_ptr<const Map> map, std::shared_ptr<const Analysis> analysis) {
  implementation_->set_map(std::move(map), std::move(analysis));
}
void Scene::set_theme(const Theme& theme, double ground_alpha) { implementation_->set_theme(theme, ground_alpha); }
void Scene::draw(const SceneState& state, int width, int height, double scale, int oversampling) {
  implementation_->draw(state, width, height, scale, oversampling);
}
unsigned Scene::texture() const { return implementation_->window().texture(); }
Image Scene::pixels() { return reduced(implementation_->window().pixels(), implementation_->oversampling()); }

std::optional<SurfacePoint> Scene::pick(int view, double x, double y) const {
  const ViewLayer* const layer = implementation_->view(view);
  const int factor = implementation_->oversampling();
  return layer != nullptr ? layer->pick(x * factor, y * factor) : std::nullopt;
}

int Scene::pick_point(int view, double x, double y) const {
  constexpr double kReach = 8;
  const ViewLayer* const layer = implementation_->view(view);
  const int factor = implementation_->oversampling();
  return layer != nullptr ? layer->pick_point(x * factor, y * factor, kReach * implementation_->scale() * factor) : -1;
}

namespace {
//! Of the larger picture that is drawn, in the pixels of the one that is asked for.
ScreenPlace reduced_place(const ScreenPlace& place, int factor) {
  return {place.x / factor, place.y / factor, place.visible, place.room / factor};
}
}  // namespace

ScreenPlace Scene::project(int view, const Vec3& place) const {
  const ViewLayer* const layer = implementation_->view(view);
  return layer != nullptr ? reduced_place(layer->project(place), implementation_->oversampling()) : ScreenPlace{};
}

ScreenPlace Scene::region_place(int view, int region) const {
  const ViewLayer* const layer = implementation_->view(view);
  return layer != nullptr ? reduced_place(layer->region_place(region), implementation_->oversampling()) : ScreenPlace{};
}

ScreenPlace Scene::zone_place(int view, int zone) const {
  const ViewLayer* const layer = implementation_->view(view);
  return layer != nullptr ? reduced_place(layer->zone_place(zone), implementation_->oversampling()) : ScreenPlace{};
}

std::optional<Vec3> Scene::segment_anchor(int segment) const {
  if (implementation_->data() == nullptr) return std::nullopt;
  const std::vector<Vec3>& anchors = implementation_->data()->segment_anchors;
  return segment >= 1 && segment <= static_cast<int>(anchors.size()) ? std::optional(anchors[static_cast<std::size_t>(segment - 1)])
                                                                     : std::nullopt;
}

std::uint64_t Scene::draw_count() const { return implementation_->draws(); }
int Scene::program_count() const { return implementation_->programs(); }

}  // namespace viamyo
