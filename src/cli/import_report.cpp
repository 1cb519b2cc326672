#include "import_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "io/value.h"
#include "table.h"
#include "viamyo/measures.h"

namespace viamyo::cli {
namespace {

constexpr std::size_t kWidth = 120;

std::string label(NoteKind kind) { return kind == NoteKind::kLeftOut ? "left out" : std::string(to_string(kind)); }

double area_mm2(const Surface& surface) {
  double sum = 0;
  for (const double area : triangle_areas_mm2(surface, build_topology(surface))) sum += area;
  return sum;
}

}  // namespace

std::string import_text(const std::string& source, const std::string& out, const ImportedMap& imported) {
  const Map& map = imported.map;
  std::string text = fmt::format("{} -> {}\n{}{}\n", printable(source), printable(out), printable(imported.report.format),
                                 imported.report.map_name.empty() ? "" : fmt::format(", map {}", printable(imported.report.map_name)));
  text += fmt::format("{} vertices, {} triangles, {} mm2; {} mapping points{}\n\n", map.surface.vertices.size(),
                      map.surface.triangles.size(), fixed(area_mm2(map.surface), 2), map.points.positions.size(),
                      map.points.electrograms ? fmt::format(", electrograms of {} samples", map.points.electrograms->samples) : "");
  Table quantities({Align::kLeft, Align::kLeft, Align::kLeft, Align::kRight, Align::kRight});
  quantities.add({"QUANTITY", "ON", "UNIT", "VALUES", "OF"});
  for (const QuantityCount& q : imported.report.quantities)
    quantities.add({q.name, q.on_points ? "points" : "vertices", q.unit, fmt::format("{}", q.values), fmt::format("{}", q.of)});
  text += imported.report.quantities.empty() ? "no values, neither on vertices nor on points\n\n" : quantities.text() + "\n";
  for (const ImportNote& note : imported.report.notes) {
    const std::string head = fmt::format("{:<10}", label(note.kind));
    text +=
        wrapped(fmt::format("{}{}{}", head, note.loss ? "LOSS: " : "", printable(note.text)), kWidth, std::string(head.size(), ' ')) + "\n";
  }
  return text;
}

Json import_json(const std::string& out, const ImportedMap& imported) {
  Json notes = Json::array();
  for (const ImportNote& note : imported.report.notes)
    notes.push_back({{"kind", to_string(note.kind)}, {"text", note.text}, {"loss", note.loss}});
  Json quantities = Json::array();
  for (const QuantityCount& q : imported.report.quantities) {
    quantities.push_back(
        {{"name", q.name}, {"on", q.on_points ? "points" : "vertices"}, {"unit", q.unit}, {"values", q.values}, {"of", q.of}});
  }
  const Map& map = imported.map;
  return {{"out", out},
          {"format", imported.report.format},
          {"map", text_or_null(imported.report.map_name)},
          {"source_sha256", imported.sha256},
          {"vertices", map.surface.vertices.size()},
          {"triangles", map.surface.triangles.size()},
          {"area_mm2", area_mm2(map.surface)},
          {"points", map.points.positions.size()},
          {"electrogram_samples", map.points.electrograms ? Json(map.points.electrograms->samples) : Json(nullptr)},
          {"coordinate_frame", map.study.coordinate_frame.empty() ? "unknown" : map.study.coordinate_frame},
          {"quantities", quantities},
          {"notes", notes}};
}

std::string contents_text(const SourceContents& contents) {
  const std::vector<ListedMap>& maps = contents.maps;
  const bool lie_apart = std::any_of(maps.begin(), maps.end(), [&](const ListedMap& map) { return map.place != maps.front().place; });
  std::vector<Align> columns{Align::kLeft, Align::kRight, Align::kLeft, Align::kLeft};
  if (lie_apart) columns.push_back(Align::kLeft);
  Table table(columns);
  const auto add = [&](std::vector<std::string> row, const std::string& place) {
    if (lie_apart) row.insert(row.end() - 1, place);
    table.add(row);
  };
  add({"MAP", "POINTS", "SURFACE", ""}, "IN");
  for (const ListedMap& map : maps)
    add({map.name, fmt::format("{}", map.points), map.has_surface ? "yes" : "no", map.note}, map.place.empty() ? "." : map.place);
  std::string text = table.text();
  for (const std::string& other : contents.others) text += wrapped("not read: " + printable(other), kWidth, "          ") + "\n";
  return text;
}

Json maps_json(const std::vector<ListedMap>& maps) {
  Json list = Json::array();
  for (const ListedMap& map : maps)
    list.push_back({{"name", map.name},
                    {"points", map.points},
                    {"has_surface", map.has_surface},
                    {"note", text_or_null(map.note)},
                    {"place", text_or_null(map.place)}});
  return list;
}

}  // namespace viamyo::cli
