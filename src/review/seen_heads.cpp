// The longest head of each log that was seen on this computer. Whoever cuts a log's tail is noticed here.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "small_file.h"
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

//! Of the log that begins with this very line, wherever it lies.
fs::path file_of(const ReviewLog& log) { return data_folder() / "heads" / (log.lines.front().digest + ".json"); }

std::optional<SeenHead> seen_head(const ReviewLog& log) {
  std::error_code error;
  const fs::path file = file_of(log);
  if (!fs::exists(file, error)) return std::nullopt;
  const Json json = Json::parse(read_small_file(file), nullptr, false);
  const bool whole = json.is_object() && json.value("lines", Json()).is_number_unsigned() && json.value("head", Json()).is_string();
  if (!whole) throw InputError(fmt::format("{}: is damaged; remove it if you trust the log {}", file.string(), log.file));
  return SeenHead{json["lines"].get<std::size_t>(), json["head"].get<std::string>()};
}

}  // namespace

std::string missing_lines(const ReviewLog& log) {
  if (log.lines.empty() || !log.broken.empty()) return {};  // a broken log says nothing anyway
  std::optional<SeenHead> seen;
  try {
    seen = seen_head(log);
  } catch (const OutputError&) {
    return {};  // no data folder: nothing was seen
  }
  if (!seen || seen->lines == 0) return {};
  if (seen->lines > log.lines.size())
    return fmt::format(
        "had {} lines when it was last seen on this computer, and has {}: its end was cut off, or a copy of it went on elsewhere",
        seen->lines, log.lines.size());
  if (log.lines[seen->lines - 1].digest != seen->head)
    return fmt::format("is not the log that was seen on this computer: line {} was another", seen->lines);
  return {};
}

void remember_head(const ReviewLog& log) {
  if (log.lines.empty() || !log.broken.empty() || !missing_lines(log).empty()) return;
  const std::optional<SeenHead> seen = seen_head(log);
  if (seen && seen->head == log.head) return;
  make_private_folder(file_of(log).parent_path());
  write_small_file(
      file_of(log),
      Json{{"lines", log.lines.size()}, {"head", log.head}, {"file", log.file}}.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n",
      kOwnerOnly);
}

}  // namespace viamyo
