// viamyo validate: every defect of a map.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "console.h"
#include "io/value.h"
#include "json.h"
#include "options.h"
#include "program.h"
#include "viamyo/errors.h"
#include "viamyo/load_map.h"

namespace viamyo::cli {
namespace {

struct Options {
  OutputOptions output;
  std::vector<std::string> files;
};

struct Verdict {
  std::string file;
  std::string map;         //!< of a study that holds several; empty = the only one
  std::string unreadable;  //!< why there is no map to look into; empty = there is one
  std::vector<Defect> defects;
  std::vector<std::string> foreign_objects;

  [[nodiscard]] bool valid() const { return unreadable.empty() && !has_errors(defects); }
};

std::string_view word(Severity severity) { return severity == Severity::kError ? "error" : "warning"; }

//! Empty names: the only map of each file.
std::vector<std::string> map_names(const std::string& file, bool foreign) {
  std::vector<std::string> names;
  if (foreign) {
    for (const ListedMap& map : list_maps(file)) names.push_back(map.name);
  }
  return names.size() > 1 ? names : std::vector<std::string>{""};
}

Verdict judge_map(const std::string& file, const std::string& map, bool foreign) {
  try {
    ImportOptions options;
    options.map = map;
    LoadedMap loaded = foreign ? load_map(file, options) : inspect_native(file);
    return {file, map, {}, std::move(loaded.defects), std::move(loaded.foreign_objects)};
  } catch (const InputError& error) {
    return {file, map, error.what(), {}, {}};
  }
}

std::vector<Verdict> judge(const std::string& file) {
  try {
    const bool foreign = is_foreign(file);
    std::vector<Verdict> verdicts;
    for (const std::string& map : map_names(file, foreign)) verdicts.push_back(judge_map(file, map, foreign));
    return verdicts;
  } catch (const InputError& error) {
    return {{file, {}, error.what(), {}, {}}};
  }
}

std::string text_of(const Verdict& verdict) {
  const std::string file = printable(verdict.map.empty() ? verdict.file : fmt::format("{}: map {}", verdict.file, verdict.map));
  std::string text;
  for (const Defect& defect : verdict.defects) {
    const std::string what = fmt::format("{}: {}", defect.object, defect.text);
    text += fmt::format("{}: {}: {} [{}]\n", file, word(defect.severity), printable(what), defect.code);
  }
  return verdict.defects.empty() ? fmt::format("{}: no defects\n", file) : text;
}

Json json_of(const Verdict& verdict) {
  Json defects = Json::array();
  for (const Defect& defect : verdict.defects) {
    defects.push_back({{"severity", word(defect.severity)}, {"code", defect.code}, {"object", defect.object}, {"text", defect.text}});
  }
  return {{"file", verdict.file},     {"map", text_or_null(verdict.map)},
          {"valid", verdict.valid()}, {"unreadable", text_or_null(verdict.unreadable)},
          {"defects", defects},       {"foreign_objects", verdict.foreign_objects}};
}

int run(const Options& options) {
  Json files = Json::array();
  bool all_valid = true;
  const auto tell = [&](const Verdict& verdict) {
    all_valid = all_valid && verdict.valid();
    if (!verdict.unreadable.empty()) write_error_line(verdict.unreadable);
    if (options.output.json) {
      files.push_back(json_of(verdict));
    } else if (verdict.unreadable.empty()) {
      write_stdout(text_of(verdict));
    }
  };
  for (const std::string& file : options.files) {
    for (const Verdict& verdict : judge(file)) tell(verdict);
  }
  if (options.output.json) write_stdout(document("viamyo.validate/1", {{"files", files}}));
  return all_valid ? kDone : kBadInput;
}

}  // namespace

Command validate_command() {
  auto options = std::make_shared<Options>();
  Command command{.name = "validate", .help = "every defect found, one line each", .run = [options] { return run(*options); }};
  command.options = {{.name = "files",
                      .target = &options->files,
                      .help = "maps, and exports of other systems: every map of those that hold several",
                      .shape = "FILE",
                      .required = true}};
  add_output_options(command, options->output);
  command.footer = "Exit code 3 when a map has an error; warnings alone do not keep a map from being analysed.";
  return command;
}

}  // namespace viamyo::cli
