#include "program.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <csignal>
#include <new>
#include <utility>

#include "console.h"
#include "viamyo/errors.h"
#include "viamyo/version.h"

namespace viamyo::cli {
namespace {

void set_up(CLI::App& app) {
  app.name("viamyo");
  app.description(fmt::format("Views and analyses left-ventricular electromechanical maps.\n{}", kNotice));
  app.footer(
      "`viamyo COMMAND --help` tells more. Exit codes: 0 done, 2 wrong usage, 3 an input cannot be read, 4 some inputs failed,\n"
      "5 an output cannot be written.");
  app.require_subcommand(1);
  app.failure_message([](const CLI::App*, const CLI::Error& error) { return std::string(error.what()); });
}

void add_commands(Program& program) {
  add_analyze(program);
  add_explain(program);
  add_info(program);
  add_validate(program);
  add_export(program);
  add_phantom(program);
  add_presets(program);
  const std::string version = fmt::format("viamyo {}", kVersion);
  program.app.set_version_flag("--version", version);
  for (CLI::App* const command : program.app.get_subcommands({})) command->set_version_flag("--version", version);
}

int refuse(const CLI::Error& error) {
  write_error_line(fmt::format("{}; see `viamyo --help`", error.what()));
  return kUsage;
}

//! The text of --help or --version goes to stdout; everything else that stops the parsing is wrong usage.
int parse(Program& program, int argc, char** argv) {
  try {
    program.app.parse(argc, argv);
  } catch (const CLI::CallForVersion& version) {
    write_stdout(std::string(version.what()) + "\n");
  } catch (const CLI::CallForHelp&) {
    const std::vector<CLI::App*> chosen = program.app.get_subcommands();
    write_stdout(chosen.empty() ? program.app.help() : chosen.front()->help("viamyo"));
  } catch (const CLI::ParseError& error) {
    return refuse(error);
  }
  return kDone;
}

int parse_and_run(Program& program, int argc, char** argv) {
  const int parsed = parse(program, argc, argv);
  return parsed == kDone && program.action ? program.action() : parsed;
}

int told(int code, std::string_view text) {
  write_error_line(text);
  return code;
}

}  // namespace

int run_program(int argc, char** argv, VtkExporter vtk) {
  for (const int signal : {SIGPIPE, SIGXFSZ}) std::signal(signal, SIG_IGN);  // a failed write is told where it happens
  try {
    CLI::App app;
    set_up(app);
    Program program{app, {argv + std::min(argc, 1), argv + argc}, std::move(vtk), {}};
    add_commands(program);
    return parse_and_run(program, argc, argv);
  } catch (const ReaderGone&) {
    return kDone;
  } catch (const UsageError& error) {
    return told(kUsage, error.what());
  } catch (const InputError& error) {
    return told(kBadInput, error.what());
  } catch (const OutputError& error) {
    return told(kNotWritten, error.what());
  } catch (const std::bad_alloc&) {
    return told(kBadInput, "not enough memory for this input");
  } catch (const std::exception& error) {
    return told(kInternalError, fmt::format("internal error: {}", error.what()));
  } catch (...) {
    return told(kInternalError, "internal error");
  }
}

}  // namespace viamyo::cli
