#include "batch.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <thread>

#include <fmt/format.h>

#include "../console.h"
#include "../program.h"
#include "cross_checks.h"
#include "interruption.h"
#include "leftovers.h"
#include "ordered_work.h"
#include "outcome.h"
#include "output_names.h"
#include "progress_bar.h"
#include "run_record.h"
#include "run_tables.h"
#include "viamyo/errors.h"
#include "viamyo/text_file.h"

namespace viamyo::cli {
namespace {

int thread_count(int jobs, std::size_t inputs) {
  const int wanted = jobs > 0 ? jobs : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  return static_cast<int>(std::min(static_cast<std::size_t>(wanted), std::max<std::size_t>(1, inputs)));
}

//! Everything that can be refused is refused before the first map is opened.
void check_settings(const std::vector<BatchInput>& inputs, const ChosenSettings& settings) {
  for (const BatchInput& input : inputs) {
    if (!input.changes.empty()) naming_file(told(input), [&] { static_cast<void>(settings.make(input.changes)); });
  }
}

//! The settings without those of single maps; empty when every map brings some and they are not whole without.
std::optional<Settings> common_settings(const std::vector<BatchInput>& inputs, const ChosenSettings& settings) {
  const bool needed = std::any_of(inputs.begin(), inputs.end(), [](const BatchInput& input) { return input.changes.empty(); });
  try {
    return settings.make();
  } catch (const UsageError&) {
    if (needed) throw;
    return std::nullopt;
  }
}

void make_folders(const std::vector<BatchInput>& inputs, const std::string& out) {
  std::set<std::filesystem::path> folders{std::filesystem::path(out)};
  for (const BatchInput& input : inputs) folders.insert((std::filesystem::path(out) / input.output).parent_path());
  for (const std::filesystem::path& folder : folders) {
    make_folder(folder);
    remove_stale_files(folder);
  }
}

int exit_code(std::size_t failed, std::size_t all) {
  if (failed == 0) return kDone;
  return failed == all ? kBadInput : kSomeFailed;
}

}  // namespace

int run_batch(const CollectedInputs& collected, const ChosenSettings& settings, const BatchOptions& options) {
  const std::vector<BatchInput>& inputs = collected.maps;
  const bool grouped = std::any_of(inputs.begin(), inputs.end(), [](const BatchInput& input) { return !input.group.empty(); });
  const int threads = thread_count(options.output.jobs, inputs.size());
  const ReviewSource review(options.review);
  const std::optional<Settings> common = common_settings(inputs, settings);
  check_settings(inputs, settings);
  refuse_overwriting(inputs, options.also_read, options.out);
  make_folders(inputs, options.out);
  const Interruption interruption;

  RunTables tables(options.out, grouped);
  RunRecord record(options.out, {options.arguments, settings.changes(), common, threads});
  CrossChecks checks;
  ProgressBar bar(inputs.size(), !options.output.quiet && stderr_is_terminal());
  std::size_t failed = 0;
  std::size_t taken = 0;
  std::set<std::string> outputs;

  const auto work = [&](std::size_t i) {
    Interruption::check();
    Outcome outcome = process(inputs[i], settings, review, options.out);
    Interruption::check();  // the signal may have ended the reader as well: no word on the map
    return outcome;
  };
  const auto take = [&](std::size_t i, const Outcome& outcome) {
    if (!outcome.error.empty()) {
      ++failed;
      bar.clear();
      write_error_line(outcome.error);
    }
    if (!options.output.quiet && !outcome.assumptions.empty()) {
      bar.clear();
      for (const std::string& line : outcome.assumptions) write_error_line(line);
    }
    if (!options.output.quiet && !outcome.review_note.empty()) {
      bar.clear();
      write_error_line(outcome.review_note);
    }
    tables.add(outcome, inputs[i].group);
    record.add(inputs[i], outcome);
    checks.add(told(inputs[i]), outcome);
    if (outcome.error.empty()) outputs.insert(std::filesystem::path(inputs[i].output).lexically_normal().generic_string());
    taken = i + 1;
    bar.show(taken);
  };
  try {
    for_each_in_order<Outcome>(inputs.size(), threads, work, take);
  } catch (const Interrupted& interrupted) {
    bar.clear();
    write_error_line(fmt::format("stopped by {} after {} of {} maps; no tables were written, and each JSON file in {} is whole",
                                 interrupted.what(), taken, inputs.size(), options.out));
    return interrupted.exit_code();
  }
  bar.clear();

  std::vector<Warning> warnings = collected.warnings;
  const std::vector<Warning> across = checks.warnings();
  warnings.insert(warnings.end(), across.begin(), across.end());
  if (!options.output.quiet) {
    for (const Warning& warning : warnings) write_error_line("warning: " + warning.text);
    // Not in run.json, which the same inputs make the same.
    if (const std::string kept = kept_outputs_text(options.out, outputs); !kept.empty()) write_error_line("warning: " + kept);
  }
  tables.commit();
  record.commit(warnings);
  return exit_code(failed, inputs.size());
}

}  // namespace viamyo::cli
