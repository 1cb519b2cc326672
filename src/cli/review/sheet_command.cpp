// viamyo review MAP sheet: the decision sheet as a page of its own.
#include <fmt/format.h>

#include <algorithm>

#include "../console.h"
#include "../endings.h"
#include "review/names.h"
#include "review_command.h"
#include "viamyo/decision_sheet.h"
#include "viamyo/errors.h"
#include "viamyo/kept_files.h"
#include "viamyo/review_history.h"
#include "viamyo/text_file.h"

namespace viamyo::cli {

namespace {

//! With pictures where they can be drawn; a sheet without them says why, and is a sheet all the same.
SheetPictures pictures_of(const ReviewCase& c, const ReviewState& state, const SheetPainter& painter) {
  try {
    return {painter.draw({c.loaded, &c.map()}, c.analysis, state), {}};
  } catch (const RenderError& error) {
    write_error_line(fmt::format("note: the sheet has no pictures: {}", error.what()));
    return {{}, std::string(kNothingDraws)};
  }
}

//! For whose eyes the sheet is: a member, current or former, or nobody in particular.
void refuse_stranger(const std::string& looker, const Team* team) {
  if (looker.empty()) return;
  if (team == nullptr) throw UsageError("--as: who looks matters to a team alone; name its file with --team");
  const bool known =
      std::any_of(team->members.begin(), team->members.end(), [&](const TeamMember& member) { return same_person(member.name, looker); });
  if (!known) throw UsageError(fmt::format("--as {}: is and was no member of team {}", looker, team->name));
}

}  // namespace

int write_sheet(const ReviewCommandOptions& options, const Program& program) {
  if (options.out.empty()) throw UsageError("--out: name the page to write");
  if (ending_of(options.out) != ".html") throw UsageError(fmt::format("{}: the sheet's name must end in .html", options.out));
  const ReviewSource source(options.review);
  refuse_kept_file(options.out, source.inputs_of(options.file, options.analysis));
  refuse_stranger(options.as, source.team());
  SheetPictures pictures;
  try {
    if (program.sheet.before_work) program.sheet.before_work(program.arguments);
  } catch (const RenderError& error) {
    write_error_line(fmt::format("note: the sheet has no pictures: {}", error.what()));
    pictures.why_none = kNothingDraws;
  }
  const ReviewCase c = open_case(options);
  const ReviewState state = as_seen_by(c.state(), c.source.team(), options.as);
  note_head(c.log, c.source.team());
  if (program.sheet.draw) pictures = pictures_of(c, state, program.sheet);
  write_text_file(options.out, decision_sheet(c.under(state), pictures, options.as));
  tell_reasons(state, options.output.quiet);
  return state.log_verified ? kDone : kLogBroken;
}

}  // namespace viamyo::cli
