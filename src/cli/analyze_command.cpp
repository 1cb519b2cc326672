// viamyo analyze: one map to stdout, or many into a folder.
#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <memory>
#include <utility>

#include "analysed_source.h"
#include "analysis_text.h"
#include "batch/batch.h"
#include "console.h"
#include "endings.h"
#include "program.h"
#include "viamyo/errors.h"
#include "viamyo/report.h"
#include "viamyo/review_history.h"

namespace viamyo::cli {
namespace {

constexpr double kNotGiven_s = -1;

struct Options {
  OutputOptions output;
  AnalysisOptions analysis;
  ReviewOptions review;
  SourceOptions from;
  std::vector<std::string> inputs;
  std::string manifest;
  std::string out;
  std::string as;
  double time_limit_s = kNotGiven_s;
  bool sources = false;
  bool text = false;
};

int analyze_one(const Options& options) {
  const ChosenSettings chosen(options.analysis);
  const ReviewSource source(options.review);
  AnalysedMap map = open_analysed(options.inputs.front(), options.from, chosen, source, options.output.quiet);
  if (options.text) map.review = as_seen_by(map.review, source.team(), options.as);
  tell_reasons(as_seen_by(map.review, source.team(), options.as), options.output.quiet);
  write_stdout(options.text ? analysis_text(map) : to_json(map));
  return kDone;
}

//! A folder that a mapping system exported is one source; one that holds maps of ours is many.
bool is_export(const std::string& folder) {
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (is_map_name(entry->path())) return false;
  }
  try {
    return !list_maps(folder).empty();
  } catch (const InputError&) {
    return false;
  }
}

int analyze_many(const Options& options, const std::vector<std::string>& arguments) {
  if (!options.review.log.empty()) throw UsageError("--log: is of one map; with --out each map's own log is read, MAP.review.jsonl");
  const ChosenSettings settings(options.analysis);
  const double time_limit_s = options.time_limit_s == kNotGiven_s ? kTimeLimit_s : options.time_limit_s;
  try {
    return run_batch(collect_inputs({options.inputs, options.manifest, options.sources}, time_limit_s), settings,
                     {options.out,
                      options.output,
                      options.review,
                      arguments,
                      {options.manifest, options.analysis.config, options.review.team},
                      time_limit_s});
  } catch (const Interrupted& interrupted) {  // the run itself answers one that comes later
    write_error_line(told_before_work(interrupted));
    return interrupted.exit_code();
  }
}

int run(const Options& options, const std::vector<std::string>& arguments) {
  if (options.inputs.empty() && options.manifest.empty()) throw UsageError("analyze: name a map, a folder or --manifest maps.csv");
  if (!options.as.empty() && !options.text) throw UsageError("--as: says who looks, and goes with --text");
  if (options.text && options.output.json) throw UsageError("analyze: give --text or --json, not both");
  if (std::isnan(options.time_limit_s)) throw UsageError("--time-limit: must be a number of seconds");
  if (!options.out.empty()) {
    if (options.text) throw UsageError("analyze: --text shows one map on the screen; with --out there are files");
    if (!first_given(options.from).empty())
      throw UsageError("analyze: --map, --array, --units, --frame, --points and --add are for one source, without --out");
    return analyze_many(options, arguments);
  }
  if (options.time_limit_s != kNotGiven_s) throw UsageError("analyze: --time-limit is for many maps; their results need --out DIR");
  if (options.sources) throw UsageError("analyze: --sources is for many maps; their results need --out DIR");
  const bool one = options.inputs.size() == 1 && options.manifest.empty();
  std::error_code error;
  if (one && (!std::filesystem::is_directory(options.inputs.front(), error) || is_export(options.inputs.front())))
    return analyze_one(options);
  const std::string what = one ? fmt::format("{}: is a folder", options.inputs.front()) : "analyze: several inputs";
  throw UsageError(fmt::format("{}; its results need --out DIR", what));
}

}  // namespace

Command analyze_command(const Program& program) {
  auto options = std::make_shared<Options>();
  Command command{.name = "analyze", .help = "one map: JSON on stdout; more: results in a folder", .run = [options, &program] {
                    return run(*options, program.arguments);
                  }};
  command.options = {
      {.name = "inputs",
       .target = &options->inputs,
       .help = "maps (*.h5, *.hdf, *.vtkhdf) or folders of them; or one export of another system",
       .shape = "INPUT..."},
      {.name = "--out",
       .target = &options->out,
       .help = "folder for one JSON per map, summary.csv, segments.csv, regions.csv, zones.csv, run.json",
       .shape = "DIR"},
      {.name = "--manifest",
       .target = &options->manifest,
       .help = "maps in a table: file, and optionally map, subject_id, visit, group, landmarks, preset, any setting",
       .shape = "CSV"},
      {.name = "--sources",
       .target = &options->sources,
       .help = "also the exports of other systems in the folders, and every map of a study that holds several; needs --out"},
      {.name = "--time-limit",
       .target = &options->time_limit_s,
       .help = fmt::format("with --out: seconds for each map, after which it is given up and is one failed row; 0: none; default: {}",
                           kTimeLimit_s),
       .shape = "SECONDS",
       .range = std::pair(0.0, 1e6)},
      {.name = "--text", .target = &options->text, .help = "a summary to read instead of JSON"},
      {.name = "--as",
       .target = &options->as,
       .help = "with --text: the member who looks; blind reading hides what they may not see",
       .shape = "NAME"}};
  add_analysis_options(command, options->analysis);
  add_review_options(command, options->review);
  add_source_options(command, options->from);
  add_output_options(command, options->output);
  command.details = settings_help;
  return command;
}

}  // namespace viamyo::cli
