#include "command_line.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <iterator>
#include <string_view>
#include <type_traits>

#include "analysis/text_values.h"
#include "console.h"
#include "viamyo/errors.h"

namespace viamyo::cli {
namespace {

using Run = std::function<int()>;

CLI::Option* add_target(CLI::App& app, const Option& option) {
  return std::visit(
      [&](auto* target) {
        if constexpr (std::is_same_v<decltype(target), bool*>)
          return app.add_flag(option.name, *target, option.help);
        else
          return app.add_option(option.name, *target, option.help);
      },
      option.target);
}

void add(CLI::App& app, const Option& option) {
  CLI::Option* const added = add_target(app, option);
  added->required(option.required);
  if (option.repeatable) added->expected(1)->allow_extra_args(false)->take_all();
  if (!option.shape.empty()) added->type_name(option.shape);
  if (option.whole_range) added->check(CLI::Range(option.whole_range->first, option.whole_range->second));
  if (option.range) added->check(CLI::Range(option.range->first, option.range->second));
  if (!option.choices.empty()) added->check(CLI::IsMember(option.choices));
  if (option.shows_default) added->capture_default_str();
  if (!option.group.empty()) added->group(option.group);
  // An empty value is a script's unset variable, never meant.
  if (added->get_items_expected_max() > 0)
    added->check([](const std::string& value) { return value.empty() ? std::string("must not be empty") : std::string(); });
}

//! `chosen` is set by the command that the arguments name.
void fill(CLI::App& app, const Command& command, Run& chosen) {
  for (const Option& option : command.options) add(app, option);
  if (!command.footer.empty()) app.footer(command.footer);
  if (command.details) app.footer(command.details);
  if (!command.commands.empty()) app.require_subcommand(1);
  for (const Command& nested : command.commands) fill(*app.add_subcommand(nested.name, nested.help), nested, chosen);
  if (command.run) app.callback([&] { chosen = command.run; });
}

std::string unknown_command(const CLI::App& app, const std::string& word) {
  std::vector<std::string> names;
  for (const CLI::App* const command : app.get_subcommands({})) names.push_back(command->get_name());
  const std::string_view nearest = nearest_word(word, {names.begin(), names.end()});
  return fmt::format("unknown command '{}'{}", word, nearest.empty() ? "" : fmt::format("; did you mean '{}'?", nearest));
}

UsageError wrong_usage(const CLI::App& app, const std::vector<std::string>& arguments, const CLI::Error& error) {
  const std::vector<CLI::App*> chosen = app.get_subcommands();
  const std::string first = arguments.empty() ? "-" : arguments.front();
  const bool unknown = chosen.empty() && !app.get_subcommands({}).empty() && !first.starts_with('-');
  const std::string command = chosen.empty() ? "" : chosen.front()->get_name() + " ";
  return UsageError(fmt::format("{}; see `viamyo {}--help`", unknown ? unknown_command(app, first) : error.what(), command));
}

}  // namespace

void add_options(Command& command, std::vector<Option> options) {
  command.options.insert(command.options.end(), std::make_move_iterator(options.begin()), std::make_move_iterator(options.end()));
}

std::function<int()> parse_command_line(const Command& program, const std::string& version, const std::vector<std::string>& arguments) {
  Run chosen;
  CLI::App app(program.help, program.name);
  fill(app, program, chosen);
  app.set_version_flag("--version", version);
  for (CLI::App* const command : app.get_subcommands({})) command->set_version_flag("--version", version);
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));  // the library takes them from the back
  } catch (const CLI::CallForVersion& asked) {
    write_stdout(std::string(asked.what()) + "\n");
    return {};
  } catch (const CLI::CallForHelp&) {
    const std::vector<CLI::App*> named = app.get_subcommands();
    write_stdout(named.empty() ? app.help() : named.front()->help("viamyo"));
    return {};
  } catch (const CLI::ParseError& error) {
    throw wrong_usage(app, arguments, error);
  }
  return chosen;
}

}  // namespace viamyo::cli
