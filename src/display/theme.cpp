#include "viamyo/theme.h"

namespace viamyo {
namespace {

Theme dark() {
  Theme t;
  t.ground = rgb_from_hex("#0F1216");
  t.panel = rgb_from_hex("#15191F");
  t.field = rgb_from_hex("#0F1216");
  t.field_border = rgb_from_hex("#2A313B");
  t.view_line = rgb_from_hex("#2A313B");
  t.text = rgb_from_hex("#E6EAF0");
  t.second_text = rgb_from_hex("#9AA6B2");
  t.accent = rgb_from_hex("#4FB3FF");
  t.accent_dark = rgb_from_hex("#1E5F8C");
  t.band_open = rgb_from_hex("#3A2C0B");
  t.band_open_text = rgb_from_hex("#F2C86B");
  t.band_settled = rgb_from_hex("#12362A");
  t.band_settled_text = rgb_from_hex("#5FD3A0");
  t.border = rgb_from_hex("#0D0F14");
  t.ghost_border = rgb_from_hex("#E6EAF0");
  return t;
}

//! The same roles on a light ground; texts keep a contrast of at least 4.5 to 1 to what they stand on.
Theme light() {
  Theme t;
  t.ground = rgb_from_hex("#F4F6F8");
  t.panel = rgb_from_hex("#E9EDF1");
  t.field = rgb_from_hex("#FFFFFF");
  t.field_border = rgb_from_hex("#C3CBD4");
  t.view_line = rgb_from_hex("#C3CBD4");
  t.text = rgb_from_hex("#161B21");
  t.second_text = rgb_from_hex("#4A5560");
  t.accent = rgb_from_hex("#0B6BB5");
  t.accent_dark = rgb_from_hex("#9FCBEC");
  t.band_open = rgb_from_hex("#FBE7B4");
  t.band_open_text = rgb_from_hex("#5C4304");
  t.band_settled = rgb_from_hex("#C9EEDD");
  t.band_settled_text = rgb_from_hex("#0B4A32");
  t.border = rgb_from_hex("#0D0F14");
  t.ghost_border = rgb_from_hex("#E6EAF0");
  return t;
}

}  // namespace

const Theme& theme(std::string_view name) {
  static const Theme dark_one = dark();
  static const Theme light_one = light();
  return name == "light" ? light_one : dark_one;
}

}  // namespace viamyo
