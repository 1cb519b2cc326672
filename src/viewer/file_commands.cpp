// Maps in and out, and the tabs they are in.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "command_groups.h"
#include "io/value.h"
#include "opened.h"
#include "review_texts.h"
#include "source_words.h"
#include "viamyo/decision_sheet.h"
#include "viamyo/errors.h"
#include "viamyo/import.h"
#include "viamyo/kept_files.h"
#include "viamyo/surface_export.h"
#include "viamyo/text_file.h"

namespace viamyo::viewer {
namespace {

namespace fs = std::filesystem;

void open(App& app, const Arguments& arguments) {
  if (arguments.empty()) {
    app.state().dialog = Dialog::kOpen;
    return;
  }
  for (const std::string& file : arguments) app.open(file);
}

void open_map(App& app, const Arguments& arguments) {
  need(arguments, 2, 2, "FILE NAME");
  if (!is_foreign(arguments[0])) throw UsageError(fmt::format("{}: is a native map, which is one map; `open` opens it", arguments[0]));
  app.open(arguments[0], arguments[1]);
}

//! As `open`, with what the user knows of the source and it does not say itself. Of one that is open already it takes the place.
void open_with(App& app, const Arguments& arguments) {
  if (arguments.empty()) {
    app.state().dialog = Dialog::kOpenWith;
    return;
  }
  const std::string& file = arguments[0];
  const ImportOptions options = source_options({arguments.begin() + 1, arguments.end()});
  if (!is_foreign(file)) throw UsageError(fmt::format("{}: is a native map, which says all of this itself; `open` opens it", file));
  app.use_import(file, options);
  app.open(file, options.map, true);
}

//! The file of the map in front holds another one: keep what is shown, or take it.
void other_map(App& app, const Arguments& arguments) {
  need(arguments, 1, 1, "keep or take");
  if (arguments[0] != "keep" && arguments[0] != "take") throw UsageError("needs keep or take");
  Document& document = document_of(app);
  if (!document.other) throw UsageError("the file holds the map that is shown");
  if (arguments[0] == "take") app.take_other_map(document);
}

void info(App& app, const Arguments& arguments) {
  need(arguments, 0, 0, "");
  document_of(app);
  app.state().dialog = Dialog::kInfo;
}

void cancel(App& app, const Arguments& arguments) {
  need(arguments, 0, 0, "");
  app.cancel_loading();
}

void reload(App& app, const Arguments& arguments) {
  need(arguments, 0, 0, "");
  app.reload(document_of(app));
}

//! The tab in front, once its numbers agree with its picture.
Document& settled_document(App& app) {
  document_of(app);
  wait_in_front(app);
  Document& document = document_of(app);
  if (!document.analysis_error.empty())
    throw UsageError(fmt::format("the map cannot be analysed as it is set: {}", document.analysis_error));
  return document;
}

//! The map as `viamyo export` writes it, with landmarks and exclusions made by hand.
Map map_to_save(const Document& document) {
  Map result = map_with_analysis(analysed_map_of(document));
  const Settings& settings = *document.analysed;
  result.landmarks = landmarks_with(result.landmarks, settings.landmarks);
  if (settings.excluded_points.empty()) return result;
  result.points.accepted.resize(result.points.positions.size(), 1);
  for (const int point : settings.excluded_points) result.points.accepted[static_cast<std::size_t>(point)] = 0;
  return result;
}

void save_as(App& app, const Arguments& arguments) {
  if (arguments.empty()) {
    document_of(app);
    app.state().dialog = Dialog::kSaveAs;
    return;
  }
  need(arguments, 1, 1, "FILE");
  const fs::path out = arguments[0];
  const std::string ending = out.extension().string();
  if (ending != ".h5" && ending != ".hdf" && ending != ".vtkhdf")
    throw UsageError(fmt::format("{}: must end in .h5, .hdf or .vtkhdf", out.string()));
  refuse_output(app.state(), out);
  Document& document = settled_document(app);
  refuse_output(app.state(), out);  // also not one that was opened meanwhile
  save_native(map_to_save(document), out, field_texts(analysed_map_of(document)));
  document.saved = *document.analysed;
  const std::size_t left_out = document.loaded->foreign_objects.size();
  const std::string rest = left_out == 0 ? "" : fmt::format(" {} objects of the file that are not of the layout are not in it.", left_out);
  say(app.state(), fmt::format("Saved as {}.{}", printable(out.string()), rest));
}

//! "1280x800".
std::pair<int, int> size_of(const std::string& text) {
  int width = 0;
  int height = 0;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, width);
  if (first.ec == std::errc() && first.ptr != end && *first.ptr == 'x') {
    const auto second = std::from_chars(first.ptr + 1, end, height);
    if (second.ec == std::errc() && second.ptr == end && width > 0 && height > 0) return {width, height};
  }
  throw UsageError(fmt::format("a size must be WIDTHxHEIGHT in pixels, not '{}'", text));
}

void screenshot(App& app, const Arguments& arguments) {
  if (arguments.empty()) {
    document_of(app);
    app.state().dialog = Dialog::kScreenshot;
    return;
  }
  need(arguments, 1, 2, "FILE [WIDTHxHEIGHT]");
  const auto [width, height] = arguments.size() == 2 ? size_of(arguments[1]) : std::pair{0, 0};
  if (!app.services().screenshot) throw UsageError("there is no window to take a picture of; `viamyo render` needs none");
  refuse_no_picture(arguments[0]);
  refuse_output(app.state(), arguments[0]);
  settled_document(app);
  app.services().screenshot(arguments[0], width, height);
}

//! With pictures where they can be drawn; a sheet without them says why, and is a sheet all the same.
SheetPictures sheet_pictures(App& app, const Document& document, const ReviewState& review) {
  if (!app.services().sheet_pictures) return {{}, std::string(kNoWindow)};
  try {
    return {app.services().sheet_pictures(document, review), {}};
  } catch (const RenderError&) {
    return {{}, std::string(kNothingDraws)};
  }
}

void sheet(App& app, const Arguments& arguments) {
  if (arguments.empty()) {
    document_of(app);
    app.state().dialog = Dialog::kSheet;
    return;
  }
  need(arguments, 1, 1, "FILE.html");
  const fs::path out = arguments[0];
  std::error_code error;
  if (out.extension() != ".html") throw UsageError(fmt::format("{}: the sheet's name must end in .html", out.string()));
  if (fs::exists(fs::symlink_status(out, error))) throw UsageError(fmt::format("{}: exists already and is not replaced", out.string()));
  const Document& document = settled_document(app);
  const ReviewState seen = seen_review(app.state(), document);
  AnalysedMap of = analysed_map_of(document);
  of.review = seen;
  const std::string looker = app.state().unlocked ? app.state().unlocked->name : "";
  write_text_file(out, decision_sheet(of, sheet_pictures(app, document, seen), looker));
  say(app.state(), fmt::format("The decision sheet is in {}.", printable(out.string())));
}

void tab(App& app, const Arguments& arguments) {
  need(arguments, 1, 1, "N, next or previous");
  AppState& state = app.state();
  const auto count = static_cast<int>(state.documents.size());
  if (count == 0) throw UsageError("no map is open");
  app.end_drag();
  if (arguments[0] == "next") {
    state.current = (state.current + 1) % count;
  } else if (arguments[0] == "previous") {
    state.current = (state.current + count - 1) % count;
  } else {
    state.current = static_cast<int>(index_of(arguments[0], state.documents.size(), "tab"));
  }
  clear_clicks(state);
}

void close(App& app, const Arguments& arguments) {
  need(arguments, 0, 1, "TAB");
  document_of(app);
  const std::size_t count = app.state().documents.size();
  app.end_drag();
  app.close(arguments.empty() ? app.state().current : static_cast<int>(index_of(arguments[0], count, "tab")));
}

void quit(App& app, const Arguments& arguments) {
  need(arguments, 0, 0, "");
  app.state().quit = true;
}

}  // namespace

void refuse_output(const AppState& state, const fs::path& out) {
  std::vector<std::string> inputs{state.team_file};
  for (const Document& document : state.documents) inputs.insert(inputs.end(), {document.file, document.reviewing.log_file});
  refuse_kept_file(out, inputs);
}

std::vector<Command> file_commands() {
  return {
      {"open", "FILE...", "open maps, each in a tab", "Ctrl+O", open},
      {"open_map", "FILE NAME", "open one map of a study that holds several", "", open_map},
      {"open_with", "FILE [KEY=VALUE...]",
       "open an export with what it does not say: map=, frame=, length=, voltage=, chamber=, points=, array=, add= and more", "",
       open_with},
      {"other_map", "keep|take", "the file holds another map now: keep what is shown, or take it", "", other_map},
      {"info", "", "about this map: whose it is, warnings, and what became of the export that it came from", "Ctrl+I", info},
      {"cancel", "", "stop opening maps", "", cancel},
      {"reload", "", "read the map's file again", "Ctrl+R", reload},
      {"save_as", "FILE", "save the analysed map as a new file", "Ctrl+S", save_as},
      {"screenshot", "FILE [WIDTHxHEIGHT]", "a picture of the views, once the numbers agree with them", "Ctrl+P", screenshot},
      {"sheet", "FILE.html", "the decision sheet as a page to print and to keep; never in place of another file", "", sheet},
      {"tab", "N|next|previous", "bring a map to the front", "Ctrl+Tab", tab},
      {"close", "[TAB]", "close a map", "Ctrl+W", close},
      {"quit", "", "end the program", "Ctrl+Q", quit},
  };
}

}  // namespace viamyo::viewer
