#include "review_command.h"

#include <fmt/format.h>

#include <functional>
#include <map>
#include <memory>

#include "../console.h"
#include "viamyo/errors.h"

namespace viamyo::cli {
namespace {

constexpr std::string_view kActions =
    "propose, confirm, reject, reclassify, comment, withdraw, uphold, set-aside, take-back, restart, status, history, verify, check, "
    "sheet, session";

bool chooses_settings(const AnalysisOptions& o) {
  return !o.preset.empty() || !o.config.empty() || !o.set.empty() || !o.landmarks.empty() || o.interpolate || !o.exclude.empty();
}

Settings settings_for(const ReviewCommandOptions& options, const Map& map) {
  const ChosenSettings chosen(options.analysis);
  if (!options.output.quiet) chosen.tell_exclusions(map);
  const AnalysisRequest request = chosen.request();
  Settings settings = make_settings({}, request.settings);
  leave_out_points(map, request.exclude, settings);
  return settings;
}

//! False where this version does not know the settings, or the map lacks what they need: the log can be looked at all the same.
bool analyse_as_proposed(ReviewCase& c, const LogLine& proposal) {
  try {
    c.analysis = std::make_shared<const Analysis>(analyze(*c.loaded, settings_of(std::get<Proposal>(proposal.content))));
  } catch (const UsageError& error) {
    c.unused_proposal =
        fmt::format("line {}: the settings that {} proposed cannot be used: {}", proposal.number, proposal.member, error.what());
    return false;
  }
  c.proposal = proposal;
  return true;
}

//! `review check OUTPUT` has its words the other way round.
void sort_words(ReviewCommandOptions& options) {
  if (options.file == "check") std::swap(options.file, options.action);
}

int run(ReviewCommandOptions options, const Program& program) {
  sort_words(options);
  apply_key_options(options.passphrase);
  options.key = std::make_shared<HeldKey>(options.passphrase);
  return run_action(options, program);
}

}  // namespace

int run_action(const ReviewCommandOptions& options, const Program& program) {
  using Action = std::function<int(const ReviewCommandOptions&)>;
  std::map<std::string, Action, std::less<>> actions{{"propose", propose},
                                                     {"status", show_status},
                                                     {"history", show_history},
                                                     {"verify", verify_log},
                                                     {"uphold", uphold},
                                                     {"set-aside", set_aside},
                                                     {"take-back", take_back},
                                                     {"restart", restart},
                                                     {"check", [&](const ReviewCommandOptions& o) { return check_output(o, program); }},
                                                     {"session", [&](const ReviewCommandOptions& o) { return run_session(o, program); }},
                                                     {"sheet", [&](const ReviewCommandOptions& o) { return write_sheet(o, program); }}};
  for (const ReviewAction action :
       {ReviewAction::kConfirm, ReviewAction::kReject, ReviewAction::kReclassify, ReviewAction::kComment, ReviewAction::kWithdraw})
    actions.emplace(to_string(action), [action](const ReviewCommandOptions& o) { return decide(o, action); });
  const auto found = actions.find(options.action);
  if (found == actions.end()) throw UsageError(fmt::format("review: unknown action '{}'; known are {}", options.action, kActions));
  const bool stands_in = options.action == "uphold" || options.action == "set-aside" || options.action == "take-back";
  if (!options.items.empty() && !stands_in && !review_action_from_string(options.action))
    throw UsageError(fmt::format("--item: {} does not go by items; leave it out", options.action));
  return found->second(options);
}

void add_action_options(Command& command, ReviewCommandOptions& o, ItemPlace place) {
  add_options(
      command,
      {{.name = place == ItemPlace::kAlsoFirstWord ? "items,--item" : "--item",
        .target = &o.items,
        .help = "items to decide on: R1,Z1,small:infarcted or all; uphold, set-aside, take-back: words on these alone",
        .shape = "ITEMS"},
       {.name = "--count",
        .target = &o.count,
        .help = "with --item all: how many items that are; uphold, set-aside, take-back: how many lines",
        .shape = "N"},
       {.name = "--member", .target = &o.member, .help = "uphold, set-aside, take-back: whose words", .shape = "NAME"},
       {.name = "--to", .target = &o.to, .help = "reclassify: to this class", .shape = "CLASS"},
       {.name = "--reason", .target = &o.reason, .help = "why; needed to reclassify and to comment", .shape = "TEXT"},
       {.name = "--basis", .target = &o.basis, .help = "what other imaging says: SPECT, PET, LGE, echo, none available", .shape = "TEXT"},
       {.name = "--overturn",
        .target = &o.overturn,
        .help = "confirm: also over your own earlier rejection, or over what is settled otherwise"},
       {.name = "--subject",
        .target = &o.subject,
        .help = "the subject's pseudonym, typed before one's first signature on a map",
        .shape = "PSEUDONYM"}});
}

ReviewCase open_case(const ReviewCommandOptions& options) { return open_case(options, ReviewSource(options.review)); }

ReviewCase open_case(const ReviewCommandOptions& options, ReviewSource source) {
  ReviewCase c{{}, std::move(source), {}, {}, {}, {}, {}};
  c.file = options.file;
  c.loaded = std::make_shared<const LoadedMap>(read_native(options.file));
  c.reviewed = reviewed_map(*c.loaded);
  c.log = read_log(c.source.log_of(options.file));
  c.missing = missing_lines(c.log, c.reviewed, c.source.team());
  c.fault = fault_of_log(c.log, c.reviewed, c.source.team(), c.missing);
  const LogLine* const latest = latest_proposal(c.log, c.source.team());
  const bool taken = latest != nullptr && c.fault.empty() && !chooses_settings(options.analysis);
  if (!taken || !analyse_as_proposed(c, *latest)) {
    const Settings settings = settings_for(options, c.map());
    naming_file(options.file, [&] { c.analysis = std::make_shared<const Analysis>(analyze(*c.loaded, settings)); });
  }
  c.review = c.state();
  return c;
}

Command review_command(const Program& program) {
  auto options = std::make_shared<ReviewCommandOptions>();
  ReviewCommandOptions& o = *options;
  Command command{.name = "review",
                  .help = "what the treating team says of a map: propose, decide, look, verify",
                  .run = [options, &program] { return run(*options, program); }};
  command.options = {{.name = "file",
                      .target = &o.file,
                      .help = "the map (uphold: or a folder of maps; `review check OUTPUT`: the word check)",
                      .shape = "FILE",
                      .required = true},
                     {.name = "action",
                      .target = &o.action,
                      .help = fmt::format("{} (`review check OUTPUT`: the output)", kActions),
                      .shape = "ACTION",
                      .required = true},
                     {.name = "--as", .target = &o.as, .help = "the member who signs, or who looks", .shape = "NAME"},
                     {.name = "--out", .target = &o.out, .help = "sheet: the page to write", .shape = "FILE"},
                     {.name = "--map", .target = &o.map, .help = "check: the map that the output is of", .shape = "FILE"}};
  add_action_options(command, o, ItemPlace::kOption);
  add_review_options(command, o.review);
  add_key_options(command, o.passphrase);
  add_analysis_options(command, o.analysis);
  add_output_options(command, o.output);
  command.footer = "Without settings of its own the command takes those of the latest proposal in the log.";
  return command;
}

}  // namespace viamyo::cli
