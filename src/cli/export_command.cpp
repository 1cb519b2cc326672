#include <fmt/format.h>

#include <memory>

#include "console.h"
#include "endings.h"
#include "import_options.h"
#include "options.h"
#include "program.h"
#include "review/review_source.h"
#include "viamyo/errors.h"
#include "viamyo/kept_files.h"
#include "viamyo/native_file.h"
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
  const ChosenSettings chosen(options.analysis);
  Settings settings = chosen.make();
  const LoadedMap loaded = open_source(options.file, options.from, options.output.quiet);
  const InputIdentity identity{options.file, loaded.sha256, loaded.content_digest};
  naming_file(options.file, [&] {
    chosen.exclude_points(loaded.map, options.output.quiet, settings);
    const Analysis analysis = analyze(loaded.map, settings, loaded.analysis_digest, {}, &loaded.defects);
    const ReviewState review = source.state(options.file, reviewed_map(loaded.map.study, loaded.analysis_digest), analysis);
    tell_reasons(review, options.output.quiet);
    if (format == Format::kNative) {
      std::vector<FieldText> texts;
      for (const auto& [name, text] : surface_export(identity, loaded.map, analysis, review).facts) texts.push_back({name, text});
      save_native(analysed_map(identity, loaded.map, analysis, review), options.out, texts);
    } else if (format == Format::kCsv) {
      write_text_file(options.out, to_csv(surface_export(identity, loaded.map, analysis, review)));
    } else {
      write_text_file(options.out, program.vtk.text(surface_export(identity, loaded.map, analysis, review), ending_of(options.out)));
    }
  });
  if (!options.output.quiet && !loaded.foreign_objects.empty() && format == Format::kNative) {
    write_error_line(fmt::format("warning: {}: {} objects that are not of the layout are not in {}", options.file,
                                 loaded.foreign_objects.size(), options.out));
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
