// viamyo import: a native map from another system's export.
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <vector>

#include "batch/output_names.h"
#include "console.h"
#include "endings.h"
#include "import_options.h"
#include "import_progress.h"
#include "import_report.h"
#include "options.h"
#include "program.h"
#include "viamyo/errors.h"
#include "viamyo/import.h"
#include "viamyo/kept_files.h"
#include "viamyo/native_file.h"
#include "viamyo/text_file.h"

namespace viamyo::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  OutputOptions output;
  SourceOptions from;
  std::string source;
  std::string out;
  std::string subject_id;
  bool list = false;
  bool all = false;
  bool strict = false;
};

ImportOptions options_of(const Options& options) {
  ImportOptions made = import_options(options.from);
  made.subject_id = options.subject_id;
  made.strict = options.strict;
  return made;
}

void refuse_out(const Options& options, const fs::path& out) {
  std::vector<std::string> inputs = options.from.add;
  inputs.push_back(options.source);
  inputs.push_back(options.from.points);
  refuse_kept_file(out, inputs);
}

void refuse_native(const std::string& source) {
  if (is_foreign(source)) return;
  static_cast<void>(read_native(source));  // says what is wrong with a file that only has the name of one
  throw UsageError(fmt::format("{}: is a native map already; there is nothing to import", source));
}

ImportedMap import_one(const Options& options, const ImportOptions& how, const fs::path& out) {
  ImportedMap imported = import_map(options.source, how, {}, {.stop = {}, .progress = progress_on_terminal(options.output.quiet)});
  save_native(imported.map, out);
  return imported;
}

int import_single(const Options& options) {
  if (!is_map_name(options.out)) throw UsageError(fmt::format("{}: a map's name ends in .h5, .hdf or .vtkhdf", options.out));
  refuse_out(options, options.out);
  const ImportedMap imported = import_one(options, options_of(options), options.out);
  if (options.output.json) {
    write_stdout(document("viamyo.import/1", {{"source", options.source}, {"maps", Json::array({import_json(options.out, imported)})}}));
  } else if (!options.output.quiet) {
    write_stdout(import_text(options.source, options.out, imported));
  }
  return kDone;
}

//! One bad map does not stop the others.
int import_all(const Options& options) {
  if (!options.from.map.empty()) throw UsageError("import: give --map or --all, not both");
  const std::vector<ListedMap> maps = list_maps(options.source);
  std::vector<std::string> files;
  for (const std::string& stem : file_stems(maps)) files.push_back((fs::path(options.out) / (stem + ".h5")).string());
  for (const std::string& file : files) refuse_out(options, file);  // before any work
  make_folder(options.out);
  Json done = Json::array();
  std::size_t failed = 0;
  for (std::size_t m = 0; m < maps.size(); ++m) {
    ImportOptions how = options_of(options);
    how.map = maps[m].name;
    const std::string& out = files[m];
    try {
      const ImportedMap imported = import_one(options, how, out);
      if (options.output.json) done.push_back(import_json(out, imported));
      if (!options.output.json && !options.output.quiet) write_stdout(import_text(options.source, out, imported) + "\n");
    } catch (const InputError& error) {
      ++failed;
      write_error_line(error.what());
    }
  }
  if (options.output.json) write_stdout(document("viamyo.import/1", {{"source", options.source}, {"maps", done}}));
  if (failed == 0) return kDone;
  return failed == maps.size() ? kBadInput : kSomeFailed;
}

int list(const Options& options) {
  const SourceContents contents = list_source(options.source);
  write_stdout(options.output.json ? document("viamyo.import-list/1",
                                              {{"source", options.source}, {"maps", maps_json(contents.maps)}, {"others", contents.others}})
                                   : contents_text(contents));
  return kDone;
}

int run(const Options& options) {
  if (options.list || !options.out.empty()) refuse_native(options.source);
  if (options.list) return list(options);
  if (options.out.empty()) throw UsageError("import: say where to with --out MAP.h5 (--all: --out FOLDER), or --list the maps");
  return options.all ? import_all(options) : import_single(options);
}

}  // namespace

Command import_command() {
  auto options = std::make_shared<Options>();
  Command command{.name = "import", .help = "a map out of another system's export, with a report of what became of it", .run = [options] {
                    return run(*options);
                  }};
  command.options = {
      {.name = "source",
       .target = &options->source,
       .help = "a folder, a ZIP, 7-Zip or tar archive, or a file",
       .shape = "SOURCE",
       .required = true},
      {.name = "--out", .target = &options->out, .help = "the map to write; with --all a folder", .shape = "MAP.h5"},
      {.name = "--list", .target = &options->list, .help = "the maps of the source, and nothing else"},
      {.name = "--all", .target = &options->all, .help = "every map of the source, each into a file of its name in the folder --out"},
      {.name = "--strict", .target = &options->strict, .help = "refuse when anything was lost"},
      {.name = "--keep-subject-id",
       .target = &options->subject_id,
       .help = "a pseudonym for the subject; nothing of the source ever becomes one",
       .shape = "PSEUDONYM"}};
  add_source_options(command, options->from);
  add_output_options(command, options->output);
  command.footer = "What is read of which system and version: docs/formats.md.";
  return command;
}

}  // namespace viamyo::cli
