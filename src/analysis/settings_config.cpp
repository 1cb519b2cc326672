// Settings in a TOML file: the keys of the command line, with tables [landmarks] and [territories].
#include <fmt/format.h>
#include <toml++/toml.h>

#include <filesystem>

#include "setting_rules.h"
#include "viamyo/errors.h"
#include "viamyo/settings.h"

namespace viamyo {
namespace {

[[noreturn]] void refuse(const std::string& path, std::string_view key, std::string_view cause) {
  throw UsageError(fmt::format("{}: {}: {}", path, key, cause));
}

//! Opening a folder gives no sensible error, and opening a pipe would wait for somebody to write to it.
void refuse_what_is_no_file(const std::string& path) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (std::filesystem::is_directory(status)) throw UsageError(fmt::format("{}: is a folder, not a file of settings", path));
  if (std::filesystem::is_other(status)) throw UsageError(fmt::format("{}: is not a regular file", path));
}

toml::table parse_file(const std::string& path) {
  refuse_what_is_no_file(path);
  try {
    return toml::parse_file(path);
  } catch (const toml::parse_error& error) {
    const auto line = error.source().begin.line;
    throw UsageError(line == 0 ? fmt::format("{}: {}", path, error.description())
                               : fmt::format("{}: line {}: {}", path, line, error.description()));
  }
}

//! A scalar as the command line would write it; empty for anything else.
std::optional<std::string> scalar_text(const toml::node& node) {
  if (const auto* const text = node.as_string()) return text->get();
  if (const auto* const whole = node.as_integer()) return fmt::format("{}", whole->get());
  if (const auto* const number = node.as_floating_point()) return fmt::format("{}", number->get());
  return std::nullopt;
}

std::optional<std::string> value_text(const toml::node& node) {
  const toml::array* const list = node.as_array();
  if (list == nullptr) return scalar_text(node);
  std::string joined;
  for (const toml::node& element : *list) {
    const std::optional<std::string> part = scalar_text(element);
    if (!part) return std::nullopt;
    joined += (joined.empty() ? "" : ",") + *part;
  }
  return joined;
}

void collect(const std::string& path, const toml::table& table, const std::string& prefix, std::vector<SettingChange>& changes) {
  for (const auto& [name, node] : table) {
    const std::string key = prefix + std::string(name.str());
    const toml::table* const inner = node.as_table();
    if (inner != nullptr && prefix.empty()) {
      collect(path, *inner, key + ".", changes);
      continue;
    }
    const std::optional<std::string> value = value_text(node);
    if (!value) refuse(path, key, "must be a number, a text or a list of them");
    changes.push_back({key, *value});
  }
}

//! Every key is known and every value has its form; how values fit together is make_settings's to judge.
void check(const std::string& path, const std::vector<SettingChange>& changes) {
  Settings scratch;
  for (const SettingChange& change : changes) {
    try {
      setting_rule(change.key).apply(scratch, change.key, change.value);
    } catch (const UsageError& error) {
      throw UsageError(fmt::format("{}: {}", path, error.what()));
    }
  }
}

}  // namespace

std::vector<SettingChange> read_config(const std::string& path) {
  std::vector<SettingChange> changes;
  collect(path, parse_file(path), "", changes);
  check(path, changes);
  return changes;
}

}  // namespace viamyo
