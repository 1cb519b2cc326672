// What lies on the surface in one view: outlines, covered regions, dots of mapping points. Each is one actor that moves with the heart.
#pragma once

#include <vtkActor.h>
#include <vtkNew.h>
#include <vtkOpenGLPolyDataMapper.h>

#include <cstdint>
#include <vector>

#include "geometry.h"
#include "viamyo/palette.h"
#include "viamyo/patch_shape.h"

namespace viamyo {

class LineLayer {
 public:
  enum class Kind : std::uint8_t { kLines, kFill, kDots };
  LineLayer(Kind kind, double lift);

  [[nodiscard]] vtkActor& actor() { return *actor_; }

  void clear();
  //! Outline pieces of patches as lines, or their polygons as a filled area, by kind.
  void set_shapes(const std::vector<PatchShape>& shapes, const Surface& surface, const VertexPlaces& places);
  //! One chain through these places.
  void set_chain(const std::vector<AnimatedPoint>& chain);
  //! Dots with a colour each; alpha below 0.75 = hollow.
  struct Dot {
    AnimatedPoint place;
    Rgb colour;
    bool hollow = false;
  };
  void set_dots(const std::vector<Dot>& dots);

  void set_look(const Rgb& colour, double width, double pixel_scale);
  void set_beat(double beat);

 private:
  void show(const std::vector<AnimatedPoint>& places, vtkCellArray* lines, vtkCellArray* polygons, vtkCellArray* vertices);

  Kind kind_;
  vtkNew<vtkOpenGLPolyDataMapper> mapper_;
  vtkNew<vtkActor> actor_;
};

}  // namespace viamyo
