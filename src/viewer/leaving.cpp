// What would be lost with a map or the program, said before it is.
#include <fmt/format.h>

#include "command_groups.h"
#include "comparing.h"
#include "io/value.h"
#include "viamyo/errors.h"

namespace viamyo::viewer {
namespace {

bool other_thresholds(const Settings& a, const Settings& b) {
  return a.preset != b.preset || a.criteria != b.criteria || a.voltage != b.voltage || a.threshold_unit != b.threshold_unit ||
         a.reference_segments != b.reference_segments || a.voltage_infarct != b.voltage_infarct || a.voltage_viable != b.voltage_viable ||
         a.shortening_ischemic_percent != b.shortening_ischemic_percent;
}

std::string sentence(const Document& document) {
  const std::string changes = unsaved_changes(document);
  if (changes.empty()) return {};
  return fmt::format("{}: {}.", printable(std::filesystem::path(document.file).filename().string()), changes);
}

}  // namespace

std::string unsaved_changes(const Document& document) {
  const Settings& now = document.wanted;
  const Settings& saved = document.saved;
  if (now == saved) return {};
  std::string words;
  const auto add = [&](const std::string& what) { words += (words.empty() ? "" : ", ") + what; };
  if (other_thresholds(now, saved)) add("thresholds");
  if (now.excluded_points != saved.excluded_points)
    add(now.excluded_points.size() == 1 ? "1 point left out" : fmt::format("{} points left out", now.excluded_points.size()));
  if (!(now.landmarks == saved.landmarks)) add("landmarks");
  return words.empty() ? "settings" : words;
}

void ask_to_leave(App& app, const Arguments& arguments) {
  AppState& state = app.state();
  std::string line = arguments[0];
  std::string question;
  if (line == "quit") {
    need(arguments, 1, 1, "quit");
    for (const Document& document : state.documents) {
      const std::string one = sentence(document);
      if (!one.empty()) question += (question.empty() ? "" : "\n") + one;
    }
  } else {
    document_of(app);
    const std::size_t tab =
        arguments.size() == 2 ? index_of(arguments[1], state.documents.size(), "tab") : static_cast<std::size_t>(state.current);
    line = fmt::format("close {}", tab + 1);
    question = sentence(state.documents[tab]);
  }
  if (question.empty()) return app.execute(line);
  state.leaving = {line, question};
  state.dialog = Dialog::kLeave;
}

}  // namespace viamyo::viewer
