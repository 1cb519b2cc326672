// viamyo review MAP sheet: the decision sheet as a page of its own.
#include <fmt/format.h>

#include <filesystem>

#include "../console.h"
#include "../endings.h"
#include "../program.h"
#include "review_command.h"
#include "viamyo/decision_sheet.h"
#include "viamyo/errors.h"
#include "viamyo/text_file.h"

namespace viamyo::cli {

int write_sheet(const ReviewCommandOptions& options) {
  if (options.out.empty()) throw UsageError("--out: name the page to write");
  if (ending_of(options.out) != ".html") throw UsageError(fmt::format("{}: the sheet's name must end in .html", options.out));
  const ReviewCase c = open_case(options);
  const ReviewState state = c.state();
  note_head(c.log);
  write_text_file(options.out, decision_sheet({options.file, c.loaded.sha256, c.loaded.content_digest}, c.loaded.map, c.analysis, state));
  tell_reasons(state, options.output.quiet);
  return state.log_verified ? kDone : kLogBroken;
}

}  // namespace viamyo::cli
