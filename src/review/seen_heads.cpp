// The longest log of each map and team that was seen on this computer. Whoever cuts a log's tail, takes it away or begins another in its place is noticed
// here.
#include "seen_heads.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "signer_validity.h"
#include "small_file.h"
#include "viamyo/digest.h"
#include "viamyo/errors.h"
#include "viamyo/review_log.h"

namespace viamyo {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

struct SeenHead {
  std::size_t lines = 0;
  std::string head;
};

//! Of what the log is of: it says the same of a copy, and of another log that is begun for the same map and team.
fs::path file_of(std::string_view content, std::string_view team) {
  return data_folder() / "heads" / (sha256_hex(fmt::format("viamyo.heads/1\n{}\n{}\n", content, team)) + ".json");
}

//! As earlier versions kept it: by the digest of the log's first line.
fs::path old_file_of(const ReviewLog& log) { return data_folder() / "heads" / (log.lines.front().digest + ".json"); }

std::optional<SeenHead> seen_head(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) return std::nullopt;
  const Json json = Json::parse(read_small_file(file), nullptr, false);
  const bool whole = json.is_object() && json.value("lines", Json()).is_number_unsigned() && json.value("head", Json()).is_string();
  if (!whole) throw InputError(fmt::format("{}: is damaged; remove it if you trust the log", file.string()));
  return SeenHead{json["lines"].get<std::size_t>(), json["head"].get<std::string>()};
}

std::string digest_of(const Team* team) { return team == nullptr ? std::string() : team_digest(*team); }

bool holds(const ReviewLog& log, const SeenHead& seen) {
  return seen.lines == 0 || (seen.lines <= log.lines.size() && log.lines[seen.lines - 1].digest == seen.head);
}

std::optional<LostLog> lost(const fs::path& file, const ReviewLog& log, const Team* team) {
  const std::optional<SeenHead> seen = seen_head(file);
  if (!seen || holds(log, *seen)) return std::nullopt;
  if (team != nullptr && SignerValidity(log, *team).restart_for(seen->head) != nullptr) return std::nullopt;
  return LostLog{seen->head, seen->lines, missing_text(log, seen->lines, seen->head)};
}

}  // namespace

std::string missing_text(const ReviewLog& log, std::size_t seen_lines, std::string_view seen_head) {
  if (log.lines.empty())
    return fmt::format("is gone: when it was last seen on this computer it had {} lines, head {}", seen_lines, seen_head.substr(0, 12));
  if (seen_lines > log.lines.size())
    return fmt::format(
        "had {} lines when it was last seen on this computer, and has {}: its end was cut off, or a copy of it went on elsewhere",
        seen_lines, log.lines.size());
  return fmt::format("is not the log that was seen on this computer: line {} was another", seen_lines);
}

std::optional<LostLog> lost_log(const ReviewLog& log, const ReviewedMap& map, const Team* team) {
  if (!log.broken.empty()) return std::nullopt;  // a broken log says nothing anyway
  const LogBinding* const binding = binding_of(log);
  const std::string team_of_log = team == nullptr && binding != nullptr ? binding->team_digest : digest_of(team);
  try {
    std::optional<LostLog> found = lost(file_of(map.content, team_of_log), log, team);
    if (!found && binding != nullptr) found = lost(old_file_of(log), log, team);
    return found;
  } catch (const OutputError&) {
    return std::nullopt;  // no data folder: nothing was seen
  }
}

std::string missing_lines(const ReviewLog& log, const ReviewedMap& map, const Team* team) {
  const std::optional<LostLog> lost = lost_log(log, map, team);
  return lost ? lost->text : std::string();
}

void remember_head(const ReviewLog& log, const Team* team) {
  const LogBinding* const binding = binding_of(log);
  if (binding == nullptr || !log.broken.empty()) return;
  if (team != nullptr && binding->team_digest != team_digest(*team)) return;  // nothing of it counts
  if (lost_log(log, {binding->content, {}, {}, {}}, team)) return;
  const fs::path file = file_of(binding->content, binding->team_digest);
  const std::optional<SeenHead> seen = seen_head(file);
  if (seen && seen->head == log.head) return;
  make_private_folder(file.parent_path());
  write_small_file(
      file,
      Json{{"lines", log.lines.size()}, {"head", log.head}, {"file", log.file}}.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n",
      kOwnerOnly);
}

}  // namespace viamyo
