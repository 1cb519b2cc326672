#include "output_claim.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <map>

#include "../endings.h"
#include "io/file_bytes.h"
#include "io/value.h"
#include "json_text.h"
#include "png_chunks.h"
#include "viamyo/errors.h"

namespace viamyo::cli {
namespace {

using Texts = std::map<std::string, std::string, std::less<>>;

constexpr std::uint64_t kMaxBytes = std::uint64_t{2} << 30U;
constexpr std::string_view kHdf5 = "\x89HDF\r\n\x1a\n";

constexpr std::string_view kNotToCheck =
    "is no output that can be checked: those are JSON of `analyze`, surfaces exported to .csv .h5 .hdf .vtkhdf .vtk .vtp, the tables of a "
    "run, "
    "pictures and decision sheets";

[[noreturn]] void refuse(const std::string& file, std::string_view cause) { throw InputError(fmt::format("{}: {}", file, cause)); }

std::string value_of(const Texts& texts, std::string_view key) {
  const auto found = texts.find(key);
  return found == texts.end() ? std::string() : found->second;
}

std::optional<std::string> told(const Texts& texts, std::string_view key) {
  const auto found = texts.find(key);
  return found == texts.end() ? std::nullopt : std::optional(found->second);
}

std::string word_of(const std::optional<bool>& synthetic) { return !synthetic ? "unknown" : (*synthetic ? "yes" : "no"); }

OutputClaim basic_claim(std::string fingerprint, std::string status, std::string head) {
  OutputClaim claim;
  claim.fingerprint = std::move(fingerprint);
  claim.status = std::move(status);
  claim.head = std::move(head);
  return claim;
}

//! The lines "# Name: value" at the head of an exported table, all of them: one that no export writes is a claim, too.
ExportFacts take_head(std::string_view& text) {
  ExportFacts facts;
  while (text.starts_with("#")) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    line.remove_prefix(line.starts_with("# ") ? 2 : 0);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::size_t colon = std::min(line.find(": "), line.size());
    facts.emplace_back(line.substr(0, colon), colon == line.size() ? "" : line.substr(colon + 2));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return facts;
}

OutputClaim from_csv(const std::string& file, std::string_view text) {
  OutputClaim claim = claim_of_export(take_head(text));
  try {
    claim.rows = parse_csv(text, file);
  } catch (const UsageError& error) {
    throw InputError(error.what());
  }
  return claim;
}

OutputClaim from_vtk(const Program& program, std::string_view bytes) {
  const VtkParts parts = program.vtk.parts(bytes);
  ExportFacts facts;
  for (const VtkPart& part : parts.parts) {
    if (part.text) facts.emplace_back(part.name, text_before_nul(*part.text));
  }
  OutputClaim claim = claim_of_export(facts);
  claim.facts.clear();  // they are compared with all that stands between them
  claim.surplus = parts.surplus;
  claim.vtk = parts;
  return claim;
}

std::string text_at(const Json& json, const char* key) {
  const auto found = json.is_object() ? json.find(key) : json.end();
  return json.is_object() && found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

//! An HDF5 file says where it ends, in a place that its version tells (superblock 0 to 3); programs that read it never look beyond.
std::string bytes_behind(std::string_view bytes) {
  constexpr std::array<std::size_t, 4> kWhere{40, 44, 28, 28};
  const std::size_t version = bytes.size() < 64 ? kWhere.size() : static_cast<unsigned char>(bytes[8]);
  if (version >= kWhere.size()) return {};
  const std::size_t at = kWhere.at(version);
  std::uint64_t end = 0;
  std::memcpy(&end, bytes.data() + at, sizeof end);
  return end < bytes.size() ? fmt::format("{} bytes stand behind its end", bytes.size() - end) : std::string();
}

//! Beside the map and the group of the texts: what a save would not keep, no export has.
std::string foreign_object(const LoadedMap& loaded) {
  for (const std::string& path : loaded.foreign_objects) {
    if (path != "/VTKHDF/FieldData") return fmt::format("no export has {}", path);
  }
  return {};
}

bool is_vtk(std::string_view bytes) { return bytes.starts_with("# vtk") || bytes.starts_with("<?xml") || bytes.starts_with("<VTKFile"); }

bool is_page(std::string_view bytes) { return bytes.starts_with("<!DOCTYPE html>"); }

//! A report has no key for the group that a manifest named: it stands in the reason why nothing is confirmed then.
std::string group_in(const Json& review) {
  constexpr std::string_view kBegin = "the manifest gives the map group \u00AB";
  constexpr std::string_view kEnd = "\u00BB, and the map itself none";
  if (!review.is_object() || !review.contains("reasons") || !review["reasons"].is_array()) return {};
  for (const Json& reason : review["reasons"]) {
    const std::string text = text_at(reason, "text");
    const std::size_t at = text.find(kBegin);
    if (at != std::string::npos && text.ends_with(kEnd))
      return text.substr(at + kBegin.size(), text.size() - at - kBegin.size() - kEnd.size());
  }
  return {};
}

std::vector<OutputClaim> claims_of(const std::string& file, std::string_view bytes, const Program& program) {
  if (bytes.starts_with(kPngSignature)) return {claim_of_picture(bytes)};
  if (bytes.starts_with(kHdf5)) return {claim_of_map(file, bytes)};
  if (is_vtk(bytes)) {
    if (program.vtk.before_work) program.vtk.before_work(program.arguments);
    return {from_vtk(program, bytes)};
  }
  if (bytes.starts_with("# ")) return {from_csv(file, bytes)};
  if (bytes.starts_with("{")) return {claim_of_json(file, bytes)};
  if (is_page(bytes)) return {claim_of_sheet(file, bytes)};
  if (is_table(bytes)) return claims_of_table(file, bytes);
  refuse(file, kNotToCheck);
}

}  // namespace

std::vector<CsvRow> table_of(std::string_view text) {
  take_head(text);
  return parse_csv(text, "the export");
}

OutputClaim claim_of_export(const ExportFacts& facts) {
  const Texts texts(facts.begin(), facts.end());
  OutputClaim claim = basic_claim(value_of(texts, "Fingerprint"), value_of(texts, "ReviewStatus"), value_of(texts, "ReviewLogHead"));
  claim.sha256 = value_of(texts, "SourceSHA256");
  claim.synthetic = told(texts, "Synthetic");
  claim.facts = facts;
  return claim;
}

OutputClaim claim_of_picture(std::string_view bytes) {
  const PngChunks chunks = png_chunks(bytes);
  const Texts texts(chunks.texts.begin(), chunks.texts.end());
  const std::string head = value_of(texts, "viamyo:log_head");
  OutputClaim claim =
      basic_claim(value_of(texts, "viamyo:fingerprint"), value_of(texts, "viamyo:review_status"), head == "none" ? "" : head);
  claim.map_id = value_of(texts, "viamyo:map_id");
  claim.subject_id = told(texts, "viamyo:subject_id");
  claim.synthetic = told(texts, "viamyo:synthetic");
  claim.preset = told(texts, "viamyo:preset");
  claim.surplus = chunks.surplus;
  claim.picture = PictureClaim{"", chunks.texts, std::string(bytes)};
  return claim;
}

OutputClaim claim_of_report(const Json& json) {
  const Json map = json.value("map", Json());
  const Json review = json.value("review", Json::object());
  const Json log = review.is_object() ? review.value("log", Json()) : Json();
  OutputClaim claim = basic_claim(text_at(json, "fingerprint"), text_at(review, "status"), text_at(log, "head"));
  claim.map = text_at(map, "file");
  claim.log_file = text_at(log, "file");
  claim.sha256 = text_at(map, "sha256");
  claim.map_id = text_at(map, "map_id");
  claim.subject_id = text_at(map, "subject_id");
  claim.group = group_in(review);
  if (map.is_object() && map.contains("visit")) claim.visit = text_at(map, "visit");
  const Json synthetic = map.is_object() ? map.value("synthetic", Json()) : Json();
  const Json settings = json.value("settings", Json());
  if (settings.is_object() && settings.contains("preset")) claim.preset = text_at(settings, "preset");
  claim.synthetic = word_of(synthetic.is_boolean() ? std::optional(synthetic.get<bool>()) : std::nullopt);
  claim.report = json;
  return claim;
}

OutputClaim claim_of_json(const std::string& file, std::string_view text) {
  std::string twice;
  const Json json = parse_once(text, twice);
  if (text_at(json, "schema") != "viamyo.analysis/1") refuse(file, "is no JSON of `viamyo analyze`, which alone can be checked");
  OutputClaim claim = claim_of_report(json);
  if (!twice.empty()) claim.surplus = fmt::format("it says {} twice", printable(twice));
  return claim;
}

OutputClaim claim_of_map(const std::string& file, std::string_view bytes) {
  const auto loaded = std::make_shared<const LoadedMap>(read_native(file));
  Json last_export;
  for (const std::string& line : loaded->map.provenance) {
    const Json json = Json::parse(line, nullptr, false);
    if (text_at(json, "action") == "export") last_export = json;
  }
  if (last_export.is_null()) return {};
  ExportFacts facts;
  for (const FieldText& text : loaded->field_texts) facts.emplace_back(text.name, text.text);
  OutputClaim claim = claim_of_export(facts);
  claim.fingerprint = text_at(last_export, "fingerprint");
  claim.status = text_at(last_export, "review_status");
  claim.head = text_at(last_export, "review_log_head");
  claim.sha256 = text_at(last_export, "source_sha256");
  claim.map_id = loaded->map.study.map_id;
  claim.subject_id = loaded->map.study.subject_id;
  claim.synthetic = word_of(loaded->map.study.synthetic);
  claim.surplus = foreign_object(*loaded);
  if (claim.surplus.empty()) claim.surplus = bytes_behind(bytes);
  claim.exported = loaded;
  return claim;
}

std::vector<OutputClaim> read_claims(const std::string& file, const Program& program) {
  const std::vector<std::byte> bytes = read_file(file, kMaxBytes);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the file's bytes as text
  std::vector<OutputClaim> claims = claims_of(file, {reinterpret_cast<const char*>(bytes.data()), bytes.size()}, program);
  for (const OutputClaim& claim : claims) {
    if (!claim.failed && (claim.fingerprint.empty() || claim.status.empty()))
      refuse(file, "does not say which analysis it is of: it is no output that can be checked, or was changed");
  }
  return claims;
}

}  // namespace viamyo::cli
