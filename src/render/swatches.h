// What stands for each class and mark of the views in a legend: small squares that show the fill, the figure or the line.
#pragma once

#include <cstdint>
#include <optional>

#include "annotation_painter.h"
#include "viamyo/tissue_class.h"

namespace viamyo {

inline constexpr double kSwatch = 16;  // side, at scale 1

enum class Mark : std::uint8_t {
  kClass,
  kSeeThrough,
  kNoPointNear,
  kRejected,
  kZone,
  kBand,
  kBorder,
  kGhost,
  kPoint,
  kPointBehind,
  kExcluded
};

//! Its top left corner in pixels of the canvas. `tissue` of kClass alone.
void draw_swatch(const AnnotationPainter& pen, Point2 corner, Mark mark, TissueClass tissue = TissueClass::kUnmapped);

}  // namespace viamyo
