// Arguments of commands, read the same way by all of them.
#include <fmt/format.h>

#include <filesystem>

#include "analysis/text_values.h"
#include "command_groups.h"
#include "viamyo/errors.h"

namespace viamyo::viewer {

Document& document_of(App& app) {
  Document* const document = app.state().document();
  if (document == nullptr) throw UsageError("no map is open");
  return *document;
}

void wait_in_front(App& app) {
  AppState& state = app.state();
  if (state.document() == nullptr) return app.wait();
  const std::uint64_t id = state.document()->id;
  app.wait();
  for (std::size_t i = 0; i < state.documents.size(); ++i) {
    if (state.documents[i].id == id) state.current = static_cast<int>(i);
  }
}

double number(const std::string& text, std::string_view what) {
  const std::optional<double> value = parse_double(text);
  if (!value) throw UsageError(fmt::format("{} must be a number, not '{}'", what, text));
  return *value;
}

int whole_number(const std::string& text, std::string_view what) {
  const std::optional<int> value = parse_int(text);
  if (!value) throw UsageError(fmt::format("{} must be a whole number, not '{}'", what, text));
  return *value;
}

std::string text_of(const Arguments& arguments, std::size_t from) {
  std::string text;
  for (std::size_t i = from; i < arguments.size(); ++i) text += (text.empty() ? "" : " ") + arguments[i];
  return text;
}

bool on_or_off(const std::string& text) {
  if (text == "on") return true;
  if (text == "off") return false;
  throw UsageError(fmt::format("must be on or off, not '{}'", text));
}

Vec3 place(const std::string& text) {
  const std::optional<Vec3> position = parse_vec3(text);
  if (!position) throw UsageError(fmt::format("a place must be X,Y,Z in mm, not '{}'", text));
  return *position;
}

void need(const Arguments& arguments, std::size_t least, std::size_t most, std::string_view shape) {
  if (arguments.size() >= least && arguments.size() <= most) return;
  throw UsageError(shape.empty() ? "takes no arguments" : fmt::format("needs {}", shape));
}

void refuse_no_picture(const std::string& file) {
  if (std::filesystem::path(file).extension() != ".png") throw UsageError(fmt::format("{}: pictures are written as .png", file));
}

std::size_t index_of(const std::string& text, std::size_t count, std::string_view what) {
  const int value = whole_number(text, what);
  if (value < 1 || static_cast<std::size_t>(value) > count)
    throw UsageError(fmt::format("there is no {} {}: there are {}", what, value, count));
  return static_cast<std::size_t>(value - 1);
}

}  // namespace viamyo::viewer
