#include <fmt/format.h>
#include <CLI/CLI.hpp>

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
  std::string unreadable;  //!< why there is no map to look into; empty = there is one
  std::vector<Defect> defects;
  std::vector<std::string> foreign_objects;

  [[nodiscard]] bool valid() const { return unreadable.empty() && !has_errors(defects); }
};

std::string_view word(Severity severity) { return severity == Severity::kError ? "error" : "warning"; }

Verdict judge(const std::string& file) {
  try {
    LoadedMap loaded = is_foreign(file) ? load_map(file) : inspect_native(file);
    return {file, {}, std::move(loaded.defects), std::move(loaded.foreign_objects)};
  } catch (const InputError& error) {
    return {file, error.what(), {}, {}};
  } catch (const UsageError& error) {  // a study whose maps are to be told apart first
    return {file, error.what(), {}, {}};
  }
}

std::string text_of(const Verdict& verdict) {
  const std::string file = printable(verdict.file);
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
  return {{"file", verdict.file},
          {"valid", verdict.valid()},
          {"unreadable", text_or_null(verdict.unreadable)},
          {"defects", defects},
          {"foreign_objects", verdict.foreign_objects}};
}

int run(const Options& options) {
  Json files = Json::array();
  bool all_valid = true;
  for (const std::string& file : options.files) {
    const Verdict verdict = judge(file);
    all_valid = all_valid && verdict.valid();
    if (!verdict.unreadable.empty()) write_error_line(verdict.unreadable);
    if (options.output.json) {
      files.push_back(json_of(verdict));
    } else if (verdict.unreadable.empty()) {
      write_stdout(text_of(verdict));
    }
  }
  if (options.output.json) write_stdout(document("viamyo.validate/1", {{"files", files}}));
  return all_valid ? kDone : kBadInput;
}

}  // namespace

void add_validate(Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const command = program.app.add_subcommand("validate", "every defect found, one line each");
  command->add_option("files", options->files, "maps")->required()->type_name("FILE");
  add_output_options(*command, options->output);
  command->footer("Exit code 3 when a map has an error; warnings alone do not keep a map from being analysed.");
  command->callback([&program, options] { program.action = [options] { return run(*options); }; });
}

}  // namespace viamyo::cli
