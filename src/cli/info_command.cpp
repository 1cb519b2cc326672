#include <CLI/CLI.hpp>

#include <memory>

#include "console.h"
#include "info_report.h"
#include "options.h"
#include "program.h"
#include "viamyo/native_file.h"

namespace viamyo::cli {
namespace {

struct Options {
  OutputOptions output;
  std::string file;
};

int run(const Options& options) {
  const LoadedMap loaded = read_native(options.file);
  write_stdout(options.output.json ? info_json(loaded) : info_text(loaded));
  return kDone;
}

}  // namespace

void add_info(Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const command = program.app.add_subcommand("info", "what is in a map");
  command->add_option("file", options->file, "the map")->required()->type_name("FILE");
  add_output_options(*command, options->output);
  command->callback([&program, options] { program.action = [options] { return run(*options); }; });
}

}  // namespace viamyo::cli
