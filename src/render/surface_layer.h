// The surface in one view.
#pragma once

#include <vtkActor.h>
#include <vtkNew.h>
#include <vtkOpenGLPolyDataMapper.h>

#include <vector>

#include "geometry.h"
#include "viamyo/palette.h"
#include "viamyo/scene_state.h"

namespace viamyo {

class SurfaceLayer {
 public:
  SurfaceLayer();

  [[nodiscard]] vtkActor& surface() { return *surface_; }
  [[nodiscard]] vtkActor& edges() { return *edges_; }

  //! Drawn last of all that is opaque, to be seen nowhere: it hides of the wall itself what lies behind the front, and nothing else.
  [[nodiscard]] vtkActor& front() { return *front_; }

  //! New geometry or values: the only calls that upload anything.
  void set_data(const SurfaceArrays& shared, const std::vector<float>& values);

  //! Numbers alone: nothing is uploaded, and no shader made.
  void set_state(const SceneState& state, const View& view, const Map& map, const Analysis& analysis, double scale);
  void set_accent(const Rgb& accent);

 private:
  void set_overlay(const SceneState& state, const View& view, const Map& map, const Analysis& analysis);
  void set_thresholds(const SceneState& state, const View& view, const Analysis& analysis);
  void set_axis(const SceneState& state, const Analysis& analysis);

  vtkNew<vtkOpenGLPolyDataMapper> mapper_;
  vtkNew<vtkActor> surface_;
  vtkNew<vtkOpenGLPolyDataMapper> edge_mapper_;
  vtkNew<vtkActor> edges_;
  vtkNew<vtkOpenGLPolyDataMapper> front_mapper_;
  vtkNew<vtkActor> front_;
  std::string palette_;
};

}  // namespace viamyo
