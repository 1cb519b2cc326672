// Exports of mapping systems as small as can be, made from an octahedron of 30 mm: tests change one thing in them.
#pragma once

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace viamyo::small {

struct Place {
  double x, y, z;
};
inline constexpr std::array<Place, 6> kPlaces{{{30, 0, 0}, {-30, 0, 0}, {0, 30, 0}, {0, -30, 0}, {0, 0, 30}, {0, 0, -30}}};
inline constexpr std::array<std::array<int, 3>, 8> kTriangles{
    {{0, 2, 4}, {2, 1, 4}, {1, 3, 4}, {3, 0, 4}, {2, 0, 5}, {1, 2, 5}, {3, 1, 5}, {0, 3, 5}}};

// CARTO 3. `shift` moves it along x, so that one map's surface is not another's.
inline std::string carto_mesh(double shift = 0) {
  std::string text =
      "#TriangulatedMeshVersion2.0\n[GeneralAttributes]\nNumVertex = 6\nNumTriangle = 8\nNumVertexColors = 2\n"
      "ColorsNames = Unipolar Bipolar\n[VerticesSection]\n";
  for (std::size_t v = 0; v < 6; ++v) text += fmt::format("{} = {} {} {} 0 0 1 0\n", v, kPlaces[v].x + shift, kPlaces[v].y, kPlaces[v].z);
  text += "[TrianglesSection]\n";
  for (std::size_t t = 0; t < 8; ++t)
    text += fmt::format("{} = {} {} {} 0 0 1 0\n", t, kTriangles[t][0], kTriangles[t][1], kTriangles[t][2]);
  text += "[VerticesColorsSection]\n";
  for (int v = 0; v < 6; ++v) text += fmt::format("{} = {} {}\n", v, 10 + v, 1 + v);
  return text;
}

struct CartoMap {
  std::string name;
  std::string file_names;  //!< of the XML; usually "NAME.mesh"
  int points = 0;
};

inline std::string carto_study(const std::vector<CartoMap>& maps, std::string_view more = "") {
  std::string text = fmt::format("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Study name=\"DOE JOHN\"><Maps Count=\"{}\">", maps.size());
  for (const CartoMap& map : maps) {
    text += fmt::format("<Map Name=\"{}\" FileNames=\"{}\"><CartoPoints Count=\"{}\">", map.name, map.file_names, map.points);
    for (int p = 0; p < map.points; ++p) {
      const Place& place = kPlaces[static_cast<std::size_t>(p)];
      text += fmt::format("<Point Id=\"{}\" Position3D=\"{} {} {}\"/>", p + 1, place.x, place.y, place.z);
    }
    text += "</CartoPoints></Map>";
  }
  return text + fmt::format("</Maps>{}</Study>", more);
}

//! A row per point; the category of point p is categories[p], '0' where it is shorter.
inline std::string carto_table(int points, std::string_view categories = "", double shift = 0, std::string_view version = "5_0") {
  std::string text = fmt::format("VERSION_{} map\n", version);
  for (int p = 0; p < points; ++p) {
    const auto at = static_cast<std::size_t>(p);
    text += fmt::format("P\t1\t{}\t0\t{}\t{}\t{}\t0\t0\t0\t{}\t{}\t-7\t120\t0\t0\t0\t{}\n", p + 1, kPlaces[at].x + shift, kPlaces[at].y,
                        kPlaces[at].z, 8 + p, 0.5 + p, at < categories.size() ? categories[at] : '0');
  }
  return text;
}

inline std::string carto_point(int id, std::string_view ecg_file, std::string_view window = "From=\"-5\" To=\"5\"") {
  return fmt::format(
      "<Point ID=\"{}\"><Annotations Reference_Annotation=\"20\" Map_Annotation=\"13\"/><WOI {}/>"
      "<Voltages Unipolar=\"{}\" Bipolar=\"{}\"/><ECG FileName=\"{}\"/></Point>",
      id, window, 7 + id, id - 0.5, ecg_file);
}

//! 40 samples, a spike of 1 mV at sample 20 in every channel.
inline std::string carto_ecg(std::string_view version = "4.0", const std::vector<std::string>& channels = {"M1", "M1-M2", "V5"},
                             int rows = 40) {
  std::string text = fmt::format("ECG_Export_{}\nRaw ECG to MV (gain) = 0.001\n", version);
  text += "Unipolar Mapping Channel=M1 Bipolar Mapping Channel=M1-M2 Reference Channel=V5\n";
  for (std::size_t c = 0; c < channels.size(); ++c) text += fmt::format("{}({})  ", channels[c], c + 1);
  for (int row = 0; row < rows; ++row) {
    text += "\n";
    for (std::size_t c = 0; c < channels.size(); ++c) text += row == 20 ? " 1000" : " 0";
  }
  return text + "\n";
}

// EnSite

struct EnsiteMap {
  std::string name = "LV";
  std::string kind = "P-P Voltage (bi)";                          //!< in the comment; empty: no comment
  std::vector<std::string> values{"1", "2", "3", "4", "5", "6"};  //!< empty: no Map_data
  std::string status_comment;
  std::vector<int> status;  //!< empty: no Map_status
  bool has_surface = true;
  double shift = 0;
};

inline std::string ensite_volume(const EnsiteMap& map) {
  std::string text = fmt::format("<Volume name=\"{}\"><Vertices number=\"6\">\n", map.name);
  for (const Place& p : kPlaces) text += fmt::format("{} {} {}\n", p.x + map.shift, p.y, p.z);
  text += "</Vertices>";
  if (map.has_surface) {
    text += "<Polygons number=\"8\">\n";
    for (const auto& t : kTriangles) text += fmt::format("{} {} {}\n", t[0] + 1, t[1] + 1, t[2] + 1);
    text += "</Polygons>";
  }
  if (!map.kind.empty()) text += fmt::format("<!-- Data values at each vertex of DxL map {} -->", map.kind);
  if (!map.values.empty()) {
    text += fmt::format("<Map_data number=\"{}\">", map.values.size());
    for (const std::string& value : map.values) text += value + " ";
    text += "</Map_data>";
  }
  if (!map.status_comment.empty()) text += fmt::format("<!-- {} -->", map.status_comment);
  if (!map.status.empty()) {
    text += fmt::format("<Map_status number=\"{}\">", map.status.size());
    for (const int code : map.status) text += fmt::format("{} ", code);
    text += "</Map_status>";
  }
  return text + "</Volume>";
}

inline std::string ensite_file(const std::vector<EnsiteMap>& maps) {
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DIF><DIFHeader><Version>SJM_DIF_5.0</Version></DIFHeader><DIFBody><Volumes>";
  for (const EnsiteMap& map : maps) text += ensite_volume(map);
  return text + "</Volumes></DIFBody></DIF>\n";
}

//! EnSite X: a row per point. The header ends in "...", rows hold as many ticks as they have.
inline std::string ensite_table(std::string_view type = "PP_bi", std::string_view quantity = "P-P", double first = 0.5,
                                std::string_view map = "LV") {
  std::string text = fmt::format(
      "Export File Version: 11\nExport Data Element: DxL\nExport from Study: DOE\nData starts in row,7\nMap name:,{}\nMap type:,{}\n"
      "Rov trace,Freeze Grp #,(Point #),roving x,roving y,roving z,displayed,utilized,{},{} valid,refTime (abs),left curtain (ms),"
      "right curtain (ms),force (g),Ref Tick,# rov ticks,Rov Tick 1,...\n",
      map, type, quantity, quantity);
  for (std::size_t p = 0; p < 6; ++p) {
    text += fmt::format("A1-A2,{},{},{},{},{},1,{},{},{},1700000000.5,-5,5,invalid,20,1,1012{}\n", p, p + 1, kPlaces[p].x, kPlaces[p].y,
                        kPlaces[p].z, p == 5 ? 0 : 1, first + static_cast<double>(p), p == 4 ? 0 : 1, p % 2 == 0 ? "" : ",1013");
  }
  return text + "EOF\n";
}

//! A row per point, with a spike of `height` at sample 20 of 40.
inline std::string ensite_wave(double height, std::string_view key = "(Point #)", int first = 1) {
  std::string text = fmt::format("Export Data Element: DxL\nSample rate:,1000\nTrace,{},startTime (abs)", key);
  for (int s = 0; s < 40; ++s) text += fmt::format(",{}", s);
  for (int p = 0; p < 6; ++p) {
    text += fmt::format("\nA1,{},1700000000.5", first + p);
    for (int s = 0; s < 40; ++s) text += s == 20 ? fmt::format(",{}", height) : ",0";
  }
  return text + "\nEOF\n";
}

//! Velocity and Precision: a line per quantity, a column per point.
inline std::string dxl_table(std::string_view map = "LV", double shift = 0) {
  std::string text =
      fmt::format("St. Jude Medical. File Revision : 5.2\nExport Data Element : dxl\nThis is file 1 of 1 for map,{}\nBegin data\n", map);
  const auto row = [&](std::string_view name, auto value) {
    text += name;
    for (std::size_t p = 0; p < 6; ++p) text += fmt::format(",{}", value(p));
    text += "\n";
  };
  row("pt number:", [](std::size_t p) { return static_cast<double>(p + 1); });
  row("roving x:", [&](std::size_t p) { return kPlaces[p].x + shift; });
  row("roving y:", [](std::size_t p) { return kPlaces[p].y; });
  row("roving z:", [](std::size_t p) { return kPlaces[p].z; });
  row("peak2peak:", [](std::size_t p) { return 0.5 + static_cast<double>(p); });
  row("utilized:", [](std::size_t p) { return p == 5 ? 0.0 : 1.0; });
  text += "Seg data len:,0.01\nExported seconds:,0.01\nSample rate:,1000\n";
  row("rov trace:", [](std::size_t) { return 0.0; });
  for (int s = 0; s < 10; ++s) row("", [&](std::size_t) { return s * 0.1; });
  return text + "EOF\n";
}

}  // namespace viamyo::small
