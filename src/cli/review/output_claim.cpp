#include "output_claim.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <map>
#include <span>

#include "../json.h"
#include "io/file_bytes.h"
#include "viamyo/errors.h"
#include "viamyo/native_file.h"

namespace viamyo::cli {
namespace {

using Texts = std::map<std::string, std::string, std::less<>>;

constexpr std::uint64_t kMostBytes = std::uint64_t{2} << 30U;
constexpr std::string_view kPng = "\x89PNG\r\n\x1a\n";
constexpr std::string_view kHdf5 = "\x89HDF\r\n\x1a\n";

constexpr std::string_view kNotToCheck =
    "is no output that can be checked: those are JSON of `analyze`, surfaces exported to .csv .h5 .hdf .vtkhdf, and pictures; exports to "
    ".vtk "
    "and .vtp, the tables of a run and the decision sheet cannot be checked by themselves";

[[noreturn]] void refuse(const std::string& file, std::string_view cause) { throw InputError(fmt::format("{}: {}", file, cause)); }

std::string value_of(const Texts& texts, std::string_view key) {
  const auto found = texts.find(key);
  return found == texts.end() ? std::string() : found->second;
}

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t number = 0;
  for (const char byte : bytes.substr(0, 4)) number = number << 8U | static_cast<unsigned char>(byte);
  return number;
}

//! keyword, NUL, text; iTXt has flags, language and translated keyword in between. Compressed texts are not ours.
void take_text(std::string_view type, std::string_view data, Texts& texts) {
  const std::size_t end = data.find('\0');
  if (end == std::string_view::npos) return;
  const std::string key(data.substr(0, end));
  data.remove_prefix(end + 1);
  if (type == "iTXt") {
    if (data.size() < 2 || data[0] != 0) return;
    data.remove_prefix(2);
    for (int skipped = 0; skipped < 2; ++skipped) {
      const std::size_t nul = data.find('\0');
      if (nul == std::string_view::npos) return;
      data.remove_prefix(nul + 1);
    }
  }
  // Programs that show one of two texts of the same name do not agree on which.
  const bool is_new = texts.emplace(key, data).second;
  if (!is_new && key.starts_with("viamyo:")) texts[key].clear();
}

Texts png_texts(std::string_view bytes) {
  constexpr std::size_t kFrame = 12;  // length, type, checksum
  Texts texts;
  bytes.remove_prefix(kPng.size());
  while (bytes.size() >= kFrame) {
    const std::uint64_t length = big_endian(bytes);
    if (length + kFrame > bytes.size()) break;
    const std::string_view type = bytes.substr(4, 4);
    if (type == "tEXt" || type == "iTXt") take_text(type, bytes.substr(8, length), texts);
    bytes.remove_prefix(length + kFrame);
  }
  return texts;
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

OutputClaim from_png(std::string_view bytes) {
  const Texts texts = png_texts(bytes);
  const std::string head = value_of(texts, "viamyo:log_head");
  OutputClaim claim =
      basic_claim(value_of(texts, "viamyo:fingerprint"), value_of(texts, "viamyo:review_status"), head == "none" ? "" : head);
  claim.map_id = value_of(texts, "viamyo:map_id");
  claim.subject_id = told(texts, "viamyo:subject_id");
  claim.synthetic = told(texts, "viamyo:synthetic");
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

OutputClaim of_export(const ExportFacts& facts) {
  const Texts texts(facts.begin(), facts.end());
  OutputClaim claim = basic_claim(value_of(texts, "Fingerprint"), value_of(texts, "ReviewStatus"), value_of(texts, "ReviewLogHead"));
  claim.sha256 = value_of(texts, "SourceSHA256");
  claim.synthetic = told(texts, "Synthetic");
  claim.facts = facts;
  return claim;
}

OutputClaim from_csv(const std::string& file, std::string_view text) {
  OutputClaim claim = of_export(take_head(text));
  try {
    claim.rows = parse_csv(text, file);
  } catch (const UsageError& error) {
    throw InputError(error.what());
  }
  return claim;
}

std::string text_at(const Json& json, const char* key) {
  const auto found = json.is_object() ? json.find(key) : json.end();
  return json.is_object() && found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

OutputClaim from_json(const std::string& file, std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (text_at(json, "schema") != "viamyo.analysis/1") refuse(file, "is no JSON of `viamyo analyze`, which alone can be checked");
  const Json map = json.value("map", Json());
  const Json review = json.value("review", Json::object());
  const Json log = review.is_object() ? review.value("log", Json()) : Json();
  OutputClaim claim = basic_claim(text_at(json, "fingerprint"), text_at(review, "status"), text_at(log, "head"));
  claim.map = text_at(map, "file");
  claim.sha256 = text_at(map, "sha256");
  claim.map_id = text_at(map, "map_id");
  claim.subject_id = text_at(map, "subject_id");
  const Json synthetic = map.is_object() ? map.value("synthetic", Json()) : Json();
  claim.synthetic = word_of(synthetic.is_boolean() ? std::optional(synthetic.get<bool>()) : std::nullopt);
  claim.report = json;
  return claim;
}

OutputClaim from_map(const std::string& file) {
  const auto loaded = std::make_shared<const LoadedMap>(read_native(file));
  Json last_export;
  for (const std::string& line : loaded->map.provenance) {
    const Json json = Json::parse(line, nullptr, false);
    if (text_at(json, "action") == "export") last_export = json;
  }
  if (last_export.is_null()) return {};
  OutputClaim claim =
      basic_claim(text_at(last_export, "fingerprint"), text_at(last_export, "review_status"), text_at(last_export, "review_log_head"));
  claim.sha256 = text_at(last_export, "source_sha256");
  claim.map_id = loaded->map.study.map_id;
  claim.subject_id = loaded->map.study.subject_id;
  claim.synthetic = word_of(loaded->map.study.synthetic);
  for (const FieldText& text : loaded->field_texts) claim.facts.emplace_back(text.name, text.text);
  claim.exported = loaded;
  return claim;
}

OutputClaim claim_of(const std::string& file, std::string_view bytes) {
  if (bytes.starts_with(kPng)) return from_png(bytes);
  if (bytes.starts_with(kHdf5)) return from_map(file);
  if (bytes.starts_with("# ") && !bytes.starts_with("# vtk")) return from_csv(file, bytes);
  if (bytes.starts_with("{")) return from_json(file, bytes);
  refuse(file, kNotToCheck);
}

}  // namespace

std::vector<CsvRow> table_of(std::string_view text) {
  take_head(text);
  return parse_csv(text, "the export");
}

OutputClaim read_claim(const std::string& file) {
  const std::vector<std::byte> bytes = read_file(file, kMostBytes);
  OutputClaim claim = claim_of(file, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  if (claim.fingerprint.empty() || claim.status.empty())
    refuse(file, "does not say which analysis it is of: it is no output that can be checked, or was changed");
  return claim;
}

}  // namespace viamyo::cli
