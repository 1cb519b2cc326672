#include <CLI/CLI.hpp>

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

void add_info(Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const command = program.app.add_subcommand("info", "what is in a map");
  command->add_option("file", options->file, "the map")->required()->type_name("FILE");
  add_review_options(*command, options->review);
  add_source_options(*command, options->from);
  add_output_options(*command, options->output);
  command->callback([&program, options] { program.action = [options] { return run(*options); }; });
}

}  // namespace viamyo::cli
