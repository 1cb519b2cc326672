// viamyo view: the desktop program.
#include <fmt/format.h>

#include <charconv>
#include <memory>

#include "import_options.h"
#include "map/letters.h"
#include "program.h"
#include "review/review_source.h"
#include "review/secret_input.h"
#include "viamyo/errors.h"
#include "viewer/viewer.h"

namespace viamyo::cli {
namespace {

struct Options {
  SourceOptions from;
  viewer::ViewerOptions viewer;
  ReviewOptions review;
  PassphraseOptions passphrase;
  std::string size;
};

void read_size(const std::string& text, viewer::ViewerOptions& options) {
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, options.width);
  if (first.ec == std::errc() && first.ptr != end && *first.ptr == 'x') {
    const auto second = std::from_chars(first.ptr + 1, end, options.height);
    if (second.ec == std::errc() && second.ptr == end && options.width >= viewer::kMinWidth && options.height >= viewer::kMinHeight) return;
  }
  throw UsageError(fmt::format("--size {}: must be WIDTHxHEIGHT in pixels, at least {}x{}", text, viewer::kMinWidth, viewer::kMinHeight));
}

//! What the user says of sources must be of those that are named; what cannot be opened is for the window to tell.
ImportOptions checked_import(const SourceOptions& from, const std::vector<std::string>& files) {
  const std::string option = first_given(from);
  SourceOptions others = from;
  others.map.clear();
  if (!option.empty() && files.empty()) throw UsageError(fmt::format("{}: is of an export of another system; name it as well", option));
  if (!first_given(others).empty() && files.size() > 1)
    throw UsageError(fmt::format("{}: is of one source; name it, and no other", first_given(others)));
  for (const std::string& file : files) {
    try {
      refuse_for_native(file, option);
    } catch (const InputError&) {
      continue;
    }
  }
  return import_options(from);
}

int run(const Options& options) {
  viewer::ViewerOptions chosen = options.viewer;
  if (!options.size.empty()) read_size(options.size, chosen);
  chosen.team = options.review.team;
  chosen.log = options.review.log;
  if (!chosen.log.empty() && chosen.files.size() != 1) throw UsageError("--log: is of one map; name it, and no other");
  chosen.import = checked_import(options.from, chosen.files);
  if (options.passphrase.descriptor)
    chosen.passphrase = [&](const std::string& whose) { return ask_passphrase(options.passphrase, quotation(whose)); };
  apply_key_options(options.passphrase);
  viewer::run_viewer(chosen);
  return kDone;
}

}  // namespace

Command view_command() {
  auto options = std::make_shared<Options>();
  Command command{.name = "view", .help = "the desktop viewer", .run = [options] { return run(*options); }};
  command.options = {
      {.name = "files",
       .target = &options->viewer.files,
       .help = "maps and exports of other systems to open, each in a tab; none = the start page with the sample maps",
       .shape = "FILE"},
      {.name = "--script",
       .target = &options->viewer.script,
       .help = "commands to run first, one a line; docs/viewer-commands.md lists them",
       .shape = "FILE"},
      {.name = "--ui-scale",
       .target = &options->viewer.ui_scale,
       .help = "of texts and panels; the screen's by default",
       .shape = "X",
       .range = {{0.5, 4.0}}},
      {.name = "--theme", .target = &options->viewer.theme, .help = "dark or light", .shape = "NAME", .choices = {"dark", "light"}},
      {.name = "--size",
       .target = &options->size,
       .help = fmt::format("of the window in pixels, at least {}x{}", viewer::kMinWidth, viewer::kMinHeight),
       .shape = "WxH"},
      {.name = "--lock-after",
       .target = &options->viewer.lock_after,
       .help = "minutes without work, after which a member's key locks",
       .shape = "MINUTES",
       .shows_default = true,
       .range = {{0.05, 60.0}}}};
  add_source_options(command, options->from);
  add_review_options(command, options->review);
  add_key_options(command, options->passphrase);
  command.options.push_back({.name = "--fresh", .target = &options->viewer.fresh, .help = "neither read nor write what was remembered"});
  return command;
}

}  // namespace viamyo::cli
