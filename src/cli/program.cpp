#include "program.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <new>
#include <system_error>

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

struct DrawingCommand {
  std::string_view name;
  std::string_view help;
};
constexpr std::array kDrawingCommands{DrawingCommand{"view", "the desktop viewer"}, DrawingCommand{"render", "a picture without a screen"}};

bool asks_to_draw(const std::vector<std::string>& arguments) {
  return !arguments.empty() && std::any_of(kDrawingCommands.begin(), kDrawingCommands.end(),
                                           [&](const DrawingCommand& c) { return c.name == arguments.front(); });
}

Command whole_program(const Program& program, const Parts& parts) {
  Command whole{.name = "viamyo", .help = fmt::format("Views and analyses left-ventricular electromechanical maps.\n{}", kNotice)};
  whole.footer =
      "`viamyo COMMAND --help` tells more. Exit codes: 0 done, 1 internal error, 2 wrong usage, 3 an input cannot be read,\n"
      "4 some inputs failed, 5 an output cannot be written, 6 a review log does not verify, 7 no OpenGL to draw with.";
  whole.commands = {analyze_command(program), explain_command(), info_command(),    validate_command(),
                    export_command(program),  import_command(),  phantom_command(), presets_command()};
  if (parts.before_drawing) {  // only their names: whoever asks for one never gets as far as parsing here
    for (const DrawingCommand& command : kDrawingCommands) whole.commands.push_back({std::string(command.name), std::string(command.help)});
  }
  for (const auto make : parts.drawing_commands) whole.commands.push_back(make());
  whole.commands.push_back(team_command());
  whole.commands.push_back(review_command(program));
  return whole;
}

int parse_and_run(const Program& program, const Parts& parts) {
  const Command whole = whole_program(program, parts);
  const std::function<int()> run = parse_command_line(whole, fmt::format("viamyo {}", kVersion), program.arguments);
  return run ? run() : kDone;
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
    const Program program{{argv + std::min(argc, 1), argv + argc}, parts.vtk, parts.sheet};
    if (parts.before_drawing && asks_to_draw(program.arguments)) parts.before_drawing(program.arguments);
    return parse_and_run(program, parts);
  } catch (const BrokenPipe&) {
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
