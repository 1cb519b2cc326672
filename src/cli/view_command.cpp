#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <charconv>
#include <memory>

#include "import_options.h"
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
    if (second.ec == std::errc() && second.ptr == end && options.width >= viewer::kLeastWidth && options.height >= viewer::kLeastHeight)
      return;
  }
  throw UsageError(
      fmt::format("--size {}: must be WIDTHxHEIGHT in pixels, at least {}x{}", text, viewer::kLeastWidth, viewer::kLeastHeight));
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
    chosen.passphrase = [&](const std::string& whose) { return ask_passphrase(options.passphrase, whose); };
  viewer::run_viewer(chosen);
  return kDone;
}

}  // namespace

void add_view(Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const command = program.app.add_subcommand("view", "the desktop viewer");
  command
      ->add_option("files", options->viewer.files,
                   "maps and exports of other systems to open, each in a tab; none = the start page with the sample maps")
      ->type_name("FILE");
  command->add_option("--script", options->viewer.script, "commands to run first, one a line; docs/viewer-commands.md lists them")
      ->type_name("FILE");
  command->add_option("--ui-scale", options->viewer.ui_scale, "of texts and panels; the screen's by default")
      ->type_name("X")
      ->check(CLI::Range(0.5, 4.0));
  command->add_option("--theme", options->viewer.theme, "dark or light")->type_name("NAME")->check(CLI::IsMember({"dark", "light"}));
  command
      ->add_option("--size", options->size,
                   fmt::format("of the window in pixels, at least {}x{}", viewer::kLeastWidth, viewer::kLeastHeight))
      ->type_name("WxH");
  command->add_option("--lock-after", options->viewer.lock_after, "minutes without work, after which a member's key locks")
      ->type_name("MINUTES")
      ->check(CLI::Range(0.05, 60.0))
      ->capture_default_str();
  add_source_options(*command, options->from);
  add_review_options(*command, options->review);
  add_passphrase_option(*command, options->passphrase);
  command->add_flag("--fresh", options->viewer.fresh, "neither read nor write what was remembered");
  command->callback([&program, options] { program.action = [options] { return run(*options); }; });
}

}  // namespace viamyo::cli
