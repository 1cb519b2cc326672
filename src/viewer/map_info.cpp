#include "map_info.h"

#include <fmt/format.h>

#include "io/value.h"
#include "map/letters.h"
#include "typeset.h"

namespace viamyo::viewer {
namespace {

void add(std::vector<InfoLine>& lines, const std::string& name, const std::string& text, bool important = false) {
  if (!text.empty()) lines.push_back({name, printable(text), important});
}

void add_facts(std::vector<InfoLine>& lines, const Document& document) {
  const Study& study = document.map->study;
  const auto said = [](const std::string& text) { return text.empty() ? std::string("not told") : quotation(text, kLongQuote); };
  add(lines, "File", quotation(document.file, kLongQuote));
  add(lines, "Subject", said(study.subject_id));
  add(lines, "Map", said(study.map_id));
  if (!study.visit.empty()) add(lines, "Visit", said(study.visit));
  if (!study.acquired.empty()) add(lines, "Acquired", said(study.acquired));
  add(lines, "System", said(study.system));
  add(lines, "Synthetic", !study.synthetic ? "not told" : *study.synthetic ? "yes" : "no");
  add(lines, "Surface",
      fmt::format("{} vertices, {} triangles", document.map->surface.vertices.size(), document.map->surface.triangles.size()));
  const MappingPoints& points = document.map->points;
  add(lines, "Points", fmt::format("{}, {} accepted", points.positions.size(), accepted_count(points)));
}

}  // namespace

std::vector<InfoLine> map_info(const Document& document) {
  std::vector<InfoLine> lines;
  add_facts(lines, document);
  for (const Warning& warning : document.analysis->warnings) add(lines, "Warning", typeset(warning.text), true);
  if (!document.note.empty()) add(lines, "File now", document.note, true);
  const ImportReport& report = document.import;
  if (document.loaded->native) {
    add(lines, "Import", "This is a native map: nothing had to be converted or assumed.");
    return lines;
  }
  add(lines, "Imported from", report.format + (report.map_name.empty() ? "" : ", map " + report.map_name));
  for (const QuantityCount& quantity : report.quantities)
    add(lines, "Quantity",
        fmt::format("{}{}{}: {} of {} {} have a value", quantity.name, quantity.unit.empty() ? "" : ", ", quantity.unit, quantity.values,
                    quantity.of, quantity.on_points ? "points" : "vertices"));
  for (const bool important : {true, false}) {
    for (const ImportNote& note : report.notes) {
      const bool counts = note.loss || note.kind == NoteKind::kAssumed;
      if (counts == important) add(lines, note.loss ? "LOSS" : std::string(to_string(note.kind)), note.text, counts);
    }
  }
  return lines;
}

}  // namespace viamyo::viewer
