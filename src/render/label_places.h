// Labels in a view: none covers another, none stands where it would name something else.
#pragma once

#include <string_view>
#include <vector>

#include "annotation_painter.h"

namespace viamyo {

class LabelPlaces {
 public:
  //! Keeps free what stands in every view: title, identity, bar, letters of the axes.
  explicit LabelPlaces(const AnnotationPainter& pen);

  //! Names a region or zone: inside it where its room holds the label, else beside the heart, or at least beside the place, with a line that leads to
  //! it. Always set while anything of it is seen.
  void name(const ScreenPlace& place, std::string_view text, const Rgb& colour);
  //! Sets a label at a place, or a little lower where that is taken, or nowhere.
  void add(const ScreenPlace& place, std::string_view text, const Rgb& colour);

 private:
  struct Box {
    double left, top, right, bottom;
  };
  [[nodiscard]] Box around(double x, double y, std::string_view text) const;
  [[nodiscard]] bool is_free(const Box& box) const;
  [[nodiscard]] bool is_beside_heart(const Box& box) const;
  //! The nearest place for a label that may not stand where it belongs.
  [[nodiscard]] Point2 aside(const ScreenPlace& place, std::string_view text) const;
  void set(double x, double y, std::string_view text, const Rgb& colour);

  const AnnotationPainter& pen_;
  std::vector<Box> taken_;
};

}  // namespace viamyo
