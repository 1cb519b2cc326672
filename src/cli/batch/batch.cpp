#include "batch.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
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
#include "map_watch.h"
#include "ordered_work.h"
#include "outcome.h"
#include "output_lock.h"
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

std::set<std::filesystem::path> folders_of(const std::vector<BatchInput>& inputs, const std::filesystem::path& out) {
  std::set<std::filesystem::path> folders{out};
  for (const BatchInput& input : inputs) folders.insert((out / input.output).parent_path());
  return folders;
}

int exit_code(std::size_t failed, std::size_t all) {
  if (failed == 0) return kDone;
  return failed == all ? kBadInput : kSomeFailed;
}

//! One run, from the lock on its folder to its tables.
class Run {
 public:
  Run(const CollectedInputs& collected, const ChosenSettings& settings, const std::optional<Settings>& common, const BatchOptions& options)
      : inputs_(collected.maps),
        options_(options),
        threads_(thread_count(options.output.jobs, inputs_.size())),
        review_(options.review),
        work_{settings, review_, options.out, options.time_limit_s},
        folders_(folders_of(inputs_, options.out)),
        lock_(locked(options.out)),
        tables_(prepared(options.out), is_grouped(inputs_)),
        record_(options.out, {options.arguments, settings.changes(), common, threads_, options.time_limit_s}),
        bar_(inputs_.size(), !options.output.quiet && stderr_is_terminal()),
        warnings_(collected.warnings) {}

  int analyse() {
    const Interruption interruption;
    MapWatch watch(std::chrono::duration<double>(options_.time_limit_s), [this](int signal) { abandon(signal); });
    try {
      for_each_in_order<Outcome>(
          inputs_.size(), threads_, [&](std::size_t i) { return done(inputs_[i], watch); },
          [&](std::size_t i, const Outcome& outcome) { take(inputs_[i], outcome); });
      bar_.clear();
      tell_warnings();
      watch.end();
      Interruption::check();
    } catch (const Interrupted& interrupted) {
      bar_.clear();
      write_error_line(ending(interrupted));
      return interrupted.exit_code();
    } catch (const OutputError& error) {
      throw OutputError(fmt::format("{} ({})", error.what(), what_is_there()));
    }
    tables_.commit();
    record_.commit(warnings_);
    return exit_code(failed_, inputs_.size());
  }

 private:
  static bool is_grouped(const std::vector<BatchInput>& inputs) {
    return std::any_of(inputs.begin(), inputs.end(), [](const BatchInput& input) { return !input.group.empty(); });
  }

  //! Nothing is made or removed in a folder that another run holds.
  static std::unique_ptr<OutputLock> locked(const std::string& out) {
    make_folder(out);
    return std::make_unique<OutputLock>(out);
  }

  const std::string& prepared(const std::string& out) {
    if (!lock_->missing().empty() && !options_.output.quiet) write_error_line("warning: " + lock_->missing());
    for (const std::filesystem::path& folder : folders_) {
      make_folder(folder);
      if (!std::filesystem::equivalent(folder, out)) OutputLock::refuse_held(folder);
      remove_stale_files(folder);
    }
    return out;
  }

  Outcome done(const BatchInput& input, MapWatch& watch) {
    Interruption::check();
    const MapWatch::Turn turn(watch);
    Outcome outcome = process(input, work_, turn.token());
    Interruption::check();  // the signal may have ended the reader as well: no word on the map
    return outcome;
  }

  void tell(const std::string& line) {
    bar_.clear();
    write_error_line(line);
  }

  void take(const BatchInput& input, const Outcome& outcome) {
    if (!outcome.error.empty()) {
      ++failed_;
      tell(outcome.error);
    } else {
      outputs_.insert(std::filesystem::path(input.output).lexically_normal().generic_string());
    }
    if (!options_.output.quiet) {
      for (const std::string& line : outcome.assumptions) tell(line);
      if (!outcome.review_note.empty()) tell(outcome.review_note);
    }
    tables_.add(outcome, input.group);
    record_.add(input, outcome);
    checks_.add(input, outcome);
    bar_.show(++taken_);
  }

  void tell_warnings() {
    const std::vector<Warning> across = checks_.warnings();
    warnings_.insert(warnings_.end(), across.begin(), across.end());
    if (options_.output.quiet) return;
    for (const Warning& warning : warnings_) write_error_line("warning: " + warning.text);
    // Not in run.json, which the same inputs make the same.
    if (const std::string kept = kept_outputs_text(options_.out, outputs_); !kept.empty()) write_error_line("warning: " + kept);
  }

  [[nodiscard]] std::string ending(const Interrupted& interrupted) const {
    return fmt::format("stopped by {} {}", interrupted.what(), what_is_there());
  }

  //! Of a run that does not come to its tables.
  [[nodiscard]] std::string what_is_there() const {
    std::error_code unknown;
    const bool has_earlier = std::filesystem::exists(std::filesystem::path(options_.out) / "run.json", unknown);
    return fmt::format("after {} of {} maps; no tables were written{}, and each JSON file in {} is whole", taken_.load(), inputs_.size(),
                       has_earlier ? " (those that are there, and run.json, are of an earlier run)" : "", options_.out);
  }

  //! For work that does not come to its end by itself.
  void abandon(int signal) {
    for (const std::filesystem::path& folder : folders_) remove_own_files(folder);
    lock_->release();
    const Interrupted interrupted(signal);
    write_error_line(ending(interrupted));
    ::_exit(interrupted.exit_code());
  }

  const std::vector<BatchInput>& inputs_;
  const BatchOptions& options_;
  int threads_;
  ReviewSource review_;
  CommonWork work_;
  std::set<std::filesystem::path> folders_;
  std::unique_ptr<OutputLock> lock_;
  RunTables tables_;
  RunRecord record_;
  CrossChecks checks_;
  ProgressBar bar_;
  std::vector<Warning> warnings_;
  std::size_t failed_ = 0;
  std::atomic<std::size_t> taken_{0};
  std::set<std::string> outputs_;
};

}  // namespace

int run_batch(const CollectedInputs& collected, const ChosenSettings& settings, const BatchOptions& options) {
  const std::vector<BatchInput>& inputs = collected.maps;
  const std::optional<Settings> common = common_settings(inputs, settings);
  check_settings(inputs, settings);
  refuse_overwriting(inputs, options.also_read, options.out);
  return Run(collected, settings, common, options).analyse();
}

}  // namespace viamyo::cli
