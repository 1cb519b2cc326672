// The tables of a run: rows of many maps, each of which says which analysis and which point of a log it was made from.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "output_claim.h"
#include "review/names.h"
#include "viamyo/errors.h"
#include "viamyo/report.h"

namespace viamyo::cli {
namespace {

struct KnownTable {
  std::string_view name;
  std::string header;
};

std::array<KnownTable, 4> known_tables() {
  return {{{"summary", summary_header()}, {"segments", segments_header()}, {"regions", regions_header()}, {"zones", zones_header()}}};
}

//! Its first line, whatever a spreadsheet made of the line's end.
std::string_view first_line(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::string_view line = text.substr(0, text.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string cell(const TableClaim& table, const CsvRow& row, std::string_view column) {
  const auto found = std::find(table.columns.begin(), table.columns.end(), column);
  const auto index = static_cast<std::size_t>(found - table.columns.begin());
  return index < row.cells.size() ? row.cells[index] : std::string();
}

OutputClaim claim_of_rows(TableClaim table) {
  const CsvRow& row = table.rows.front();
  OutputClaim claim;
  claim.fingerprint = cell(table, row, "fingerprint");
  claim.status = cell(table, row, "review_status");
  claim.head = cell(table, row, "review_log_head");
  claim.map = cell(table, row, "file");
  claim.map_id = cell(table, row, "map_id");
  claim.subject_id = cell(table, row, "subject_id");
  claim.visit = cell(table, row, "visit");
  claim.group = table.grouped ? cell(table, row, "group") : "";
  const std::string synthetic = cell(table, row, "synthetic");
  claim.synthetic = synthetic.empty() ? "unknown" : (synthetic == "1" ? "yes" : "no");
  claim.table = std::move(table);
  return claim;
}

//! Of a map that could not be analysed nothing is told but why, and whose it was meant to be.
bool is_failed(const TableClaim& table, const CsvRow& row) {
  constexpr std::size_t kTold = 6;
  if (table.table != "summary" || cell(table, row, "status") != "failed" || row.cells.size() != table.columns.size()) return false;
  for (std::size_t i = kTold; i < row.cells.size() - (table.grouped ? 1 : 0); ++i) {
    if (!row.cells[i].empty()) return false;
  }
  return true;
}

//! Its free texts are whose it was meant to be and why it failed; a file's own name stands in the reason, whatever words it has.
OutputClaim claim_of_failed(const TableClaim& table, const CsvRow& row) {
  FailedRow failed{row.line, cell(table, row, "file"), {}};
  for (const char* const column : {"error", "map_id", "subject_id", "visit", "group"}) {
    std::string text = cell(table, row, column);
    const std::size_t at = failed.file.empty() ? std::string::npos : text.find(failed.file);
    if (at != std::string::npos) text.erase(at, failed.file.size());
    if (failed.word.empty()) failed.word = word_of_the_band_in(text);
  }
  OutputClaim claim;
  claim.map = failed.file;
  claim.table = table;
  claim.failed = std::move(failed);
  return claim;
}

}  // namespace

bool is_table(std::string_view text) {
  const std::array<KnownTable, 4> known = known_tables();
  return std::any_of(known.begin(), known.end(), [&](const KnownTable& table) { return first_line(text).starts_with(table.header); });
}

std::vector<OutputClaim> claims_of_table(const std::string& file, std::string_view text) {
  TableClaim like;
  const std::string_view line = first_line(text);
  for (const KnownTable& known : known_tables()) {
    if (line.starts_with(known.header)) {
      like.table = known.name;
      like.grouped = line == known.header + ",group";
      if (line != known.header && !like.grouped) throw InputError(fmt::format("{}: has columns that no table of a run has", file));
    }
  }
  std::vector<CsvRow> rows;
  try {
    rows = parse_csv(text, file);
  } catch (const UsageError& error) {
    throw InputError(error.what());
  }
  like.columns = rows.front().cells;
  std::map<std::string, TableClaim> by_map;  // by file and analysis: two rows of a manifest may analyse one file in two ways
  std::vector<std::string> order;
  std::vector<OutputClaim> claims;
  for (auto row = rows.begin() + 1; row != rows.end(); ++row) {
    if (is_failed(like, *row)) {
      claims.push_back(claim_of_failed(like, *row));
      continue;
    }
    const std::string key = fmt::format("{}\n{}", cell(like, *row, "file"), cell(like, *row, "fingerprint"));
    if (by_map.emplace(key, like).second) order.push_back(key);
    by_map.at(key).rows.push_back(*row);
  }
  claims.reserve(claims.size() + order.size());
  for (const std::string& key : order) claims.push_back(claim_of_rows(std::move(by_map.at(key))));
  return claims;
}

}  // namespace viamyo::cli
