// Where everything stands: a fixed split, computed from the window's size alone.
#pragma once

namespace viamyo::viewer {

struct Rect {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;

  [[nodiscard]] float right() const { return x + width; }
  [[nodiscard]] float bottom() const { return y + height; }
  [[nodiscard]] bool contains(float px, float py) const { return px >= x && px < right() && py >= y && py < bottom(); }
};

struct WindowLayout {
  Rect menu;
  Rect band;  //!< review state
  Rect tabs;  //!< of open maps; without height while there is one map or none
  Rect left;
  Rect views;
  Rect legend;  //!< of classes and marks, once for all views
  Rect right;
  Rect message;  //!< an error, until it is dismissed; without height while there is none
  Rect status;
};

//! `scale` of all sizes; `maps`: how many are open; `band`: the height of its sentence; `message`: that of an error. What both take the views give.
WindowLayout window_layout(float width, float height, float scale, int maps, float band, float message = 0);

}  // namespace viamyo::viewer
