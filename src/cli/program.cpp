#include "program.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <new>
#include <system_error>
#include <utility>

#include "analysis/text_values.h"
#include "console.h"
#include "viamyo/errors.h"
#include "viamyo/version.h"

namespace viamyo::cli {
namespace {

//! A stream that the caller closed would be the first file that is opened: a map could then be taken for stdout and be written into.
void occupy_closed_streams() {
  constexpr std::array kModes{O_RDONLY, O_RDONLY, O_WRONLY};  // nothing can be written to a stdout that was closed
  for (int stream = 0; stream < 3; ++stream) {
    if (::fcntl(stream, F_GETFD) < 0 && errno == EBADF) static_cast<void>(::open("/dev/null", kModes.at(static_cast<std::size_t>(stream))));
  }
}

void set_up(CLI::App& app) {
  app.name("viamyo");
  app.description(fmt::format("Views and analyses left-ventricular electromechanical maps.\n{}", kNotice));
  app.footer(
      "`viamyo COMMAND --help` tells more. Exit codes: 0 done, 1 internal error, 2 wrong usage, 3 an input cannot be read,\n"
      "4 some inputs failed, 5 an output cannot be written, 6 a review log does not verify, 7 no OpenGL to draw with.");
  app.require_subcommand(1);
  app.failure_message([](const CLI::App*, const CLI::Error& error) { return std::string(error.what()); });
}

//! An empty value is a script's unset variable, never meant.
void refuse_empty_values(CLI::App& command) {
  for (CLI::Option* const option : command.get_options()) {
    if (option->get_items_expected_max() > 0)
      option->check([](const std::string& value) { return value.empty() ? std::string("must not be empty") : std::string(); });
  }
  for (CLI::App* const nested : command.get_subcommands({})) refuse_empty_values(*nested);
}

struct DrawingCommand {
  std::string_view name;
  std::string_view description;
};
constexpr std::array kDrawingCommands{DrawingCommand{"view", "the desktop viewer"}, DrawingCommand{"render", "a picture without a screen"}};

//! Only their names: whoever asks for one never gets as far as parsing here.
void name_drawing_commands(CLI::App& app) {
  for (const DrawingCommand& command : kDrawingCommands) app.add_subcommand(std::string(command.name), std::string(command.description));
}

bool asks_to_draw(const std::vector<std::string>& arguments) {
  return !arguments.empty() && std::any_of(kDrawingCommands.begin(), kDrawingCommands.end(),
                                           [&](const DrawingCommand& c) { return c.name == arguments.front(); });
}

void add_commands(Program& program, const Parts& parts) {
  add_analyze(program);
  add_explain(program);
  add_info(program);
  add_validate(program);
  add_export(program);
  add_import(program);
  add_phantom(program);
  add_presets(program);
  if (parts.before_drawing) name_drawing_commands(program.app);
  for (const auto add : parts.drawing_commands) add(program);
  add_team(program);
  add_review(program);
  const std::string version = fmt::format("viamyo {}", kVersion);
  program.app.set_version_flag("--version", version);
  for (CLI::App* const command : program.app.get_subcommands({})) {
    command->set_version_flag("--version", version);
    refuse_empty_values(*command);
  }
}

std::string unknown_command(const CLI::App& app, const std::string& word) {
  std::vector<std::string> names;
  for (const CLI::App* const command : app.get_subcommands({})) names.push_back(command->get_name());
  const std::string_view nearest = nearest_word(word, {names.begin(), names.end()});
  return fmt::format("unknown command '{}'{}", word, nearest.empty() ? "" : fmt::format("; did you mean '{}'?", nearest));
}

int refuse(const Program& program, const CLI::Error& error) {
  const std::vector<CLI::App*> chosen = program.app.get_subcommands();
  const std::string first = program.arguments.empty() ? "-" : program.arguments.front();
  const bool unknown = chosen.empty() && !first.starts_with('-');
  const std::string command = chosen.empty() ? "" : chosen.front()->get_name() + " ";
  write_error_line(fmt::format("{}; see `viamyo {}--help`", unknown ? unknown_command(program.app, first) : error.what(), command));
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
    return refuse(program, error);
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

int run_program(int argc, char** argv, const Parts& parts) {
  for (const int signal : {SIGPIPE, SIGXFSZ}) std::signal(signal, SIG_IGN);  // a failed write is told where it happens
  occupy_closed_streams();
  try {
    CLI::App app;
    set_up(app);
    Program program{app, {argv + std::min(argc, 1), argv + argc}, parts.vtk, parts.sheet, {}};
    if (parts.before_drawing && asks_to_draw(program.arguments)) parts.before_drawing(program.arguments);
    add_commands(program, parts);
    return parse_and_run(program, argc, argv);
  } catch (const ReaderGone&) {
    return kDone;
  } catch (const UsageError& error) {
    return told(kUsage, error.what());
  } catch (const InputError& error) {
    return told(kBadInput, error.what());
  } catch (const OutputError& error) {
    return told(kNotWritten, error.what());
  } catch (const RenderError& error) {
    return told(kNothingToDrawWith, error.what());
  } catch (const std::bad_alloc&) {
    return told(kBadInput, "not enough memory for this input");
  } catch (const std::system_error& error) {
    if (error.code() == std::errc::resource_unavailable_try_again)
      return told(kBadInput, "not enough memory or processes for this input under the limits in force");
    return told(kInternalError, fmt::format("internal error: {}", error.what()));
  } catch (const std::exception& error) {
    return told(kInternalError, fmt::format("internal error: {}", error.what()));
  } catch (...) {
    return told(kInternalError, "internal error");
  }
}

}  // namespace viamyo::cli
