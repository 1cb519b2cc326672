// viamyo info: what is in a map, before any analysis.
#include <memory>

#include "console.h"
#include "import_options.h"
#include "info_report.h"
#include "options.h"
#include "program.h"
#include "review/review_source.h"

namespace viamyo::cli {
namespace {

struct Options {
  OutputOptions output;
  ReviewOptions review;
  SourceOptions from;
  std::string file;
};

int run(const Options& options) {
  const ReviewSource source(options.review);
  const LoadedMap loaded = open_source(options.file, options.from, options.output.quiet);
  const ReviewLog log = read_log(source.log_of(options.file));
  write_stdout(options.output.json ? info_json(loaded, log) : info_text(loaded, log));
  return kDone;
}

}  // namespace

Command info_command() {
  auto options = std::make_shared<Options>();
  Command command{.name = "info", .help = "what is in a map", .run = [options] { return run(*options); }};
  command.options = {{.name = "file", .target = &options->file, .help = "the map", .shape = "FILE", .required = true}};
  add_review_options(command, options->review);
  add_source_options(command, options->from);
  add_output_options(command, options->output);
  return command;
}

}  // namespace viamyo::cli
