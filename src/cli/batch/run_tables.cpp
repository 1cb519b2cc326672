#include "run_tables.h"

#include <filesystem>

#include "viamyo/report.h"

namespace viamyo::cli {
namespace {

std::filesystem::path in(const std::string& folder, const char* name) { return std::filesystem::path(folder) / name; }

}  // namespace

RunTables::RunTables(const std::string& folder, bool grouped)
    : grouped_(grouped),
      summary_(in(folder, "summary.csv")),
      segments_(in(folder, "segments.csv")),
      regions_(in(folder, "regions.csv")),
      zones_(in(folder, "zones.csv")) {
  const std::string end = grouped ? ",group\n" : "\n";
  summary_.write(summary_header() + end);
  segments_.write(segments_header() + end);
  regions_.write(regions_header() + end);
  zones_.write(zones_header() + end);
}

void RunTables::add(const Outcome& outcome, const std::string& group) {
  const auto rows = [&](const std::string& text) { return grouped_ ? with_cell(text, csv_cell(group)) : text; };
  summary_.write(rows(outcome.summary));
  segments_.write(rows(outcome.segments));
  regions_.write(rows(outcome.regions));
  zones_.write(rows(outcome.zones));
}

void RunTables::commit() {
  for (TextFile* const file : {&summary_, &segments_, &regions_, &zones_}) file->commit();
}

std::string with_cell(const std::string& rows, const std::string& cell) {
  std::string result;
  bool quoted = false;
  for (const char c : rows) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) result += "," + cell;
    result += c;
  }
  return result;
}

}  // namespace viamyo::cli
