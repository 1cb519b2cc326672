// viamyo export: the surface with its values and classes, for other programs.
#include <fmt/format.h>

#include <memory>

#include "analysed_source.h"
#include "console.h"
#include "endings.h"
#include "program.h"
#include "viamyo/errors.h"
#include "viamyo/kept_files.h"
#include "viamyo/native_file.h"
#include "viamyo/review_history.h"
#include "viamyo/surface_export.h"
#include "viamyo/text_file.h"

namespace viamyo::cli {
namespace {

struct Options {
  OutputOptions output;
  AnalysisOptions analysis;
  ReviewOptions review;
  SourceOptions from;
  std::string file;
  std::string out;
};

enum class Format { kNative, kCsv, kVtk };

Format format_of(const std::string& out) {
  const std::string ending = ending_of(out);
  if (is_map_name(out)) return Format::kNative;
  if (ending == ".csv") return Format::kCsv;
  if (ending == ".vtp" || ending == ".vtk") return Format::kVtk;
  throw UsageError(fmt::format("{}: unknown ending '{}'; known are .h5 .hdf .vtkhdf .csv .vtp .vtk", out, ending));
}

int run(const Options& options, const Program& program) {
  const Format format = format_of(options.out);
  const ReviewSource source(options.review);
  refuse_kept_file(options.out, source.inputs_of(options.file, options.analysis, options.from));
  if (format == Format::kVtk && program.vtk.before_work) program.vtk.before_work(program.arguments);
  const AnalysedMap map = open_analysed(options.file, options.from, ChosenSettings(options.analysis), source, options.output.quiet);
  tell_reasons(as_seen_by(map.review, source.team(), {}), options.output.quiet);
  if (format == Format::kNative) {
    save_native(map_with_analysis(map), options.out, field_texts(map));
  } else if (format == Format::kCsv) {
    write_text_file(options.out, to_csv(surface_export(map)));
  } else {
    write_text_file(options.out, program.vtk.text(surface_export(map), ending_of(options.out)));
  }
  const std::size_t left_out = map.loaded->foreign_objects.size();
  if (!options.output.quiet && left_out > 0 && format == Format::kNative) {
    write_error_line(fmt::format("warning: {}: {} objects that are not of the layout are not in {}", options.file, left_out, options.out));
  }
  return kDone;
}

}  // namespace

Command export_command(const Program& program) {
  auto options = std::make_shared<Options>();
  Command command{.name = "export", .help = "the surface with every value and class the analysis gave it", .run = [options, &program] {
                    return run(*options, program);
                  }};
  command.options = {{.name = "file", .target = &options->file, .help = "the map", .shape = "FILE", .required = true},
                     {.name = "--out",
                      .target = &options->out,
                      .help = "what to write; its ending says the form: .h5 .hdf .vtkhdf .csv .vtp .vtk",
                      .shape = "FILE",
                      .required = true}};
  add_analysis_options(command, options->analysis);
  add_review_options(command, options->review);
  add_source_options(command, options->from);
  add_output_options(command, options->output);
  return command;
}

}  // namespace viamyo::cli
