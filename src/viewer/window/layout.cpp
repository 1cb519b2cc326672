#include "layout.h"

#include <algorithm>
#include <cmath>

namespace viamyo::viewer {
namespace {

constexpr float kWideLegend = 900;  // classes with their totals and some marks in one line, the rest in a second

}  // namespace

WindowLayout window_layout(float width, float height, float scale, int maps, float band, float message) {
  const auto px = [&](float length) { return std::round(length * scale); };
  // Shares of the drawing at 1920 x 1080; panels keep what their tables need on a small screen and leave the rest to the views on a large one.
  const float left = std::clamp(std::round(width * 0.1625F), px(248), px(320));
  const float right = std::clamp(std::round(width * 0.22F), px(364), px(440));
  WindowLayout l;
  l.menu = {0, 0, width, px(32)};
  l.band = {0, l.menu.bottom(), width, band};
  l.tabs = {0, l.band.bottom(), width, maps > 1 ? px(34) : 0};
  l.status = {0, height - px(30), width, px(30)};
  l.message = {0, l.status.y - message, width, message};
  const float top = l.tabs.bottom();
  const float body = std::max(l.message.y - top, 1.0F);
  l.left = {0, top, left, body};
  l.right = {width - right, top, right, body};
  const float middle = std::max(width - left - right, 1.0F);
  const float legend = px(middle < px(kWideLegend) ? 88 : 68);
  l.views = {left, top, middle, std::max(body - legend, 1.0F)};
  l.legend = {left, l.views.bottom(), middle, legend};
  return l;
}

}  // namespace viamyo::viewer
