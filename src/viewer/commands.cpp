#include "commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "analysis/split_line.h"
#include "analysis/text_values.h"
#include "command_groups.h"
#include "io/value.h"
#include "viamyo/errors.h"

namespace viamyo::viewer {
namespace {

std::vector<Command> all_commands() {
  std::vector<Command> all;
  for (const std::vector<Command>& group :
       {file_commands(), settings_commands(), view_commands(), camera_commands(), selection_commands(), tool_commands(), review_commands(),
        deciding_commands(), standing_commands(), program_commands()})
    all.insert(all.end(), group.begin(), group.end());
  return all;
}

const Command& find_command(std::string_view name) {
  std::vector<std::string_view> names;
  for (const Command& command : commands()) {
    if (command.name == name) return command;
    names.push_back(command.name);
  }
  const std::string_view nearest = nearest_word(name, names);
  throw UsageError(fmt::format("unknown command '{}'{}", name, nearest.empty() ? "" : fmt::format("; did you mean '{}'?", nearest)));
}

//! The tab in front, before a command.
struct Shown {
  std::uint64_t document = 0;
  DisplaySnapshot looks;
  std::size_t undo = 0;
  std::size_t redo = 0;
};

std::optional<Shown> shown(const Document* document) {
  if (document == nullptr) return std::nullopt;
  return Shown{document->id, take_snapshot(*document), document->undo.size(), document->redo.size()};
}

//! A command that made a map look otherwise, and is no step of undo by itself, becomes one.
void note_other_looks(AppState& state, std::string_view command, const std::optional<Shown>& before) {
  Document* const document = state.document();
  if (!before || document == nullptr || document->id != before->document) return;
  if (document->undo.size() != before->undo || document->redo.size() != before->redo || take_snapshot(*document) == before->looks) return;
  std::string name(command);
  std::replace(name.begin(), name.end(), '_', ' ');
  document->undo.push_back({name, document->wanted, before->looks});
  document->redo.clear();
}

//! An error that began in the background, a file that could not be read say, ends the script as well.
void stop_at_message(const App& app) {
  const std::optional<Message>& message = app.state().message;
  if (message && message->is_error) throw InputError(message->text);
  if (app.state().dialog == Dialog::kChooseMap) throw InputError(app.state().choice.sentence);
}

void run_line(App& app, const std::string& line) {
  app.wait();
  stop_at_message(app);
  app.execute(line);
  app.wait();
  stop_at_message(app);
  const Document* const document = app.state().document();
  if (document != nullptr && !document->analysis_error.empty()) throw UsageError(document->analysis_error);
}

}  // namespace

const std::vector<Command>& commands() {
  static const std::vector<Command> all = all_commands();
  return all;
}

void App::execute(std::string_view line) {
  std::vector<std::string> words = split_line(line);
  if (words.empty()) return;
  const Command& command = find_command(words.front());
  words.erase(words.begin());
  lock_when_idle();
  session_.touch();
  const std::optional<Shown> before = shown(state_.document());
  try {
    command.run(*this, words);
    note_other_looks(state_, command.name, before);
  } catch (const UsageError& error) {
    throw UsageError(fmt::format("{}: {}", command.name, error.what()));
  }
}

void App::try_execute(std::string_view line) {
  try {
    execute(line);
  } catch (const Error& error) {
    say(state_, printable(error.what()), true);
  }
}

void run_script(App& app, const std::filesystem::path& file) {
  std::ifstream script(file);
  std::error_code error;
  if (!script || std::filesystem::is_directory(file, error)) throw UsageError(fmt::format("{}: cannot be read", file.string()));
  std::string line;
  for (int number = 1; std::getline(script, line) && !app.state().quit; ++number) {
    const auto at = [&](const Error& cause) { return fmt::format("{}:{}: {}", file.string(), number, cause.what()); };
    try {
      run_line(app, line);
    } catch (const UsageError& cause) {
      throw UsageError(at(cause));
    } catch (const InputError& cause) {
      throw InputError(at(cause));
    } catch (const OutputError& cause) {
      throw OutputError(at(cause));
    } catch (const RenderError& cause) {
      throw RenderError(at(cause));
    }
  }
}

}  // namespace viamyo::viewer
