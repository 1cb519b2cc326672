// viamyo team: who decides, and with which keys.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "../console.h"
#include "../json.h"
#include "../program.h"
#include "../table.h"
#include "keys.h"
#include "map/letters.h"
#include "maps_of_team.h"
#include "review_source.h"
#include "secret_input.h"
#include "viamyo/errors.h"
#include "viamyo/team.h"
#include "viamyo/team_names.h"

namespace viamyo::cli {
namespace {

struct Options {
  PassphraseOptions passphrase;
  std::string team;
  std::string name;
  std::string role;
  std::string out;
  std::string request;
  std::string void_reason;
  std::string maps;
  std::string new_name;
  std::string new_role;
  std::optional<int> entry;
  int required = 2;
  std::vector<std::string> roles;
  bool blind = false;
  bool replace_key = false;
  bool json = false;
};

void refuse_existing(const std::string& file) {
  std::error_code error;
  if (std::filesystem::exists(std::filesystem::symlink_status(file, error)))
    throw UsageError(fmt::format("{}: exists already and is not replaced", file));
}

int init(const Options& options) {
  apply_key_options(options.passphrase);
  refuse_existing(options.team);
  Team team;
  team.name = options.name;
  team.required_confirmations = options.required;
  team.counting_roles = options.roles.empty() ? default_counting_roles() : options.roles;
  team.blind_reading = options.blind;
  const SigningKey owner =
      make_key(KeyKind::kOwner, options.name, {}, ask_new_passphrase(options.passphrase, "the owner of " + labelled("team", options.name)));
  team.owner_key = owner.facts().public_key;
  write_team(team, options.team, owner);
  note_team(team);
  write_stdout(fmt::format("Team {} ({}) is in {}; its members' requests come in with `viamyo team accept`.\n", quotation(team.name),
                           std::string_view(team_digest(team)).substr(0, 12), options.team));
  return kDone;
}

int enroll(const Options& options) {
  apply_key_options(options.passphrase);
  refuse_existing(options.out);
  const SigningKey member =
      make_key(KeyKind::kMember, options.name, options.role, ask_new_passphrase(options.passphrase, quotation(options.name)));
  write_request(member, options.out);
  write_stdout(fmt::format("Send {} to the team's owner, and tell them by another way that your key is\n  {}\n", options.out,
                           shown_key(member.facts().public_key)));
  return kDone;
}

//! Signs the changed team as its owner. In an old file a change would bring back who was removed, under a number that is taken.
Team change(const Options& options, const Team& team, const std::function<Team(const Team&)>& changed) {
  apply_key_options(options.passphrase);
  if (!team.outdated.empty()) throw UsageError(fmt::format("{}: {}; nothing is changed in it", options.team, team.outdated));
  Team next = changed(team);  // what cannot be is told before the passphrase is asked for
  const Passphrase passphrase = ask_passphrase(options.passphrase, "the owner of " + labelled("team", team.name));
  write_team(next, options.team, unlocked_key(team.owner_key, passphrase));
  note_team(next);
  return next;
}

int accept(const Options& options) {
  const JoinRequest request = read_request(options.request);
  const Team next =
      change(options, read_team(options.team), [&](const Team& team) { return with_member(team, request, options.replace_key); });
  const std::string former = !options.replace_key
                                 ? ""
                                 : "What was signed with their former key supports nothing from now on, until a member whose role "
                                   "counts upholds it: `viamyo review MAP|FOLDER uphold`.\n";
  write_stdout(fmt::format("{}, {}, is a member now. Ask them whether their key is\n  {}\nand remove them if it is not.\n{}",
                           quotation(next.members.back().name), quotation(request.role), shown_key(request.public_key), former));
  return kDone;
}

//! What falls on the maps of a folder, each with the items that rested on what counts no longer.
void list_fallen_maps(const std::string& folder, const Team& before, const Team& after, std::string_view name) {
  int fallen = 0;
  int seen = 0;
  for_each_map_of_team(
      folder, before,
      [&](ReviewCase& c) {
        ++seen;
        const FallenMap map = fallen_by(c, before, after);
        if (map.items.empty()) return;
        ++fallen;
        write_stdout(fmt::format("  {}: was {}, is {}; rested on them: {}\n", labelled("file", map.file, kLongQuote), map.before, map.after,
                                 fmt::join(map.items, ", ")));
      },
      [](const std::string& trouble) { write_error_line("warning: " + trouble); });
  write_stdout(fmt::format("{} of {} maps of this team in {} rested on {}.\n", fallen, seen, labelled("folder", folder, kLongQuote),
                           quotation(name)));
}

int remove(const Options& options) {
  std::error_code error;
  if (!options.maps.empty() && !std::filesystem::is_directory(options.maps, error))
    throw InputError(fmt::format("{}: there is no such folder", options.maps));
  const Team before = read_team(options.team);
  const Team after = change(options, before, [&](const Team& team) { return without_member(team, options.name, options.void_reason); });
  write_stdout(fmt::format("{} is no member any more, and what they signed supports nothing from now on{}.\n", quotation(options.name),
                           options.void_reason.empty()
                               ? "; a member whose role counts may uphold it: `viamyo review MAP|FOLDER uphold --member NAME`"
                               : ": it is void, and nobody may uphold it"));
  if (!options.maps.empty()) list_fallen_maps(options.maps, before, after, options.name);
  return kDone;
}

//! What is wrong with names and roles, an entry a line.
std::string faults_text(const Team& team) {
  std::string text;
  for (const NameFault& fault : name_faults(team)) {
    text += fault.entry == 0 ? fmt::format("{}; it cannot be mended, since logs are bound to it: begin another team\n", fault.text)
                             : fmt::format("entry {}, {}\n", fault.entry, fault.text);
  }
  return text;
}

//! The one command that reads a file whose names break the rules: it tells which, and lets the owner give others.
int mend(const Options& options) {
  const Team team = read_team_to_mend(options.team);
  const std::string wrong = faults_text(team);
  if (!options.entry) {
    write_stdout(wrong.empty() ? "No name and no role breaks a rule.\n" : wrong);
    return kDone;
  }
  const Team next = change(options, team, [&](const Team& given) {
    return with_mended_entry(given, static_cast<std::size_t>(*options.entry), options.new_name, options.new_role);
  });
  const TeamMember& entry = next.members.at(static_cast<std::size_t>(*options.entry) - 1);
  const std::string left = faults_text(next);
  write_stdout(fmt::format(
      "Entry {} is {}, {} now. What was signed under another name or role supports nothing, and stands against others all "
      "the same; a member whose name is another now makes a new key (`viamyo team enroll`, `accept --replace-key`).\n{}",
      *options.entry, quotation(entry.name), quotation(entry.role), left.empty() ? "" : "Nothing counts by this file yet:\n" + left));
  return kDone;
}

Json as_json(const Team& team) {
  Json members = Json::array();
  for (const TeamMember& m : team.members) {
    members.push_back({{"name", m.name},
                       {"role", m.role},
                       {"public_key", m.public_key},
                       {"counts", !m.retired_in && role_counts(team, m.role)},
                       {"voided", text_or_null(m.voided)},
                       {"voided_in", or_null(m.voided_in)},
                       {"accepted_in", m.accepted_in},
                       {"retired_in", or_null(m.retired_in)}});
  }
  return {{"name", team.name},
          {"digest", team_digest(team)},
          {"serial", team.serial},
          {"required_confirmations", team.required_confirmations},
          {"counting_roles", team.counting_roles},
          {"blind_reading", team.blind_reading},
          {"owner_key", team.owner_key},
          {"members", members}};
}

std::string as_text(const Team& team) {
  Table table({Align::kLeft, Align::kLeft, Align::kLeft, Align::kLeft});
  table.add({"MEMBER", "ROLE", "COUNTS", "KEY"});
  for (const TeamMember& m : team.members) {
    const std::string counts = !m.voided.empty() ? "void, " + labelled("reason", m.voided)
                               : m.retired_in    ? "no longer"
                                                 : (role_counts(team, m.role) ? "yes" : "no");
    table.add({quotation(m.name), quotation(m.role), counts, shown_key(m.public_key)});
  }
  return fmt::format("Team {} ({}), change {}: {} confirmations needed{}\n\n{}", quotation(team.name),
                     std::string_view(team_digest(team)).substr(0, 12), team.serial, team.required_confirmations,
                     team.blind_reading ? ", blind reading" : "", table.text());
}

int list(const Options& options) {
  const Team team = read_team(options.team);
  note_team(team);
  if (!team.outdated.empty()) write_error_line("warning: " + team.outdated);
  write_stdout(options.json ? document("viamyo.team/1", as_json(team)) : as_text(team));
  return kDone;
}

Option team_option(Options& o) {
  return {.name = "--team", .target = &o.team, .help = "the team's file", .shape = "FILE", .required = true};
}

Command init_command(const std::shared_ptr<Options>& options) {
  Options& o = *options;
  Command command{.name = "init", .help = "begin a team as its owner", .run = [options] { return init(*options); }};
  command.options = {
      team_option(o),
      {.name = "--name", .target = &o.name, .help = "the team's name", .shape = "TEAM", .required = true},
      {.name = "--required", .target = &o.required, .help = "members who must agree on an item", .shape = "N", .whole_range = {{1, 100}}},
      {.name = "--counting-role",
       .target = &o.roles,
       .help = "a role that counts; may be repeated (the four clinical roles by default)",
       .shape = "ROLE",
       .repeatable = true},
      {.name = "--blind", .target = &o.blind, .help = "blind reading: others' decisions are hidden until one has decided oneself"}};
  add_key_options(command, o.passphrase);
  return command;
}

Command enroll_command(const std::shared_ptr<Options>& options) {
  Options& o = *options;
  Command command{.name = "enroll", .help = "make your key, and a request to join a team", .run = [options] { return enroll(*options); }};
  command.options = {
      {.name = "name", .target = &o.name, .help = "your name, as it shall stand beside your decisions", .shape = "NAME", .required = true},
      {.name = "--role", .target = &o.role, .help = "your role, such as 'interventional cardiologist'", .shape = "ROLE", .required = true},
      {.name = "--out", .target = &o.out, .help = "the request, for the team's owner", .shape = "FILE", .required = true}};
  add_key_options(command, o.passphrase);
  return command;
}

Command accept_command(const std::shared_ptr<Options>& options) {
  Options& o = *options;
  Command command{.name = "accept", .help = "take a member in, as the team's owner", .run = [options] { return accept(*options); }};
  command.options = {{.name = "request", .target = &o.request, .help = "the member's request", .shape = "REQUEST", .required = true},
                     {.name = "--replace-key", .target = &o.replace_key, .help = "a member's new key, in place of the one they had"},
                     team_option(o)};
  add_key_options(command, o.passphrase);
  return command;
}

Command remove_command(const std::shared_ptr<Options>& options) {
  Options& o = *options;
  Command command{.name = "remove", .help = "take a member out, as the team's owner", .run = [options] { return remove(*options); }};
  command.options = {{.name = "name", .target = &o.name, .help = "the member", .shape = "NAME", .required = true},
                     {.name = "--void",
                      .target = &o.void_reason,
                      .help = "nobody may uphold what they signed, for this reason; also of who has left already",
                      .shape = "REASON"},
                     {.name = "--maps", .target = &o.maps, .help = "list the maps of this folder that rested on them", .shape = "FOLDER"},
                     team_option(o)};
  add_key_options(command, o.passphrase);
  return command;
}

Command mend_command(const std::shared_ptr<Options>& options) {
  Options& o = *options;
  Command command{.name = "mend",
                  .help = "tell which names and roles of the file break a rule, and give another, as the team's owner",
                  .run = [options] { return mend(*options); }};
  command.options = {{.name = "--entry",
                      .target = &o.entry,
                      .help = "the member's entry that is mended, as it is told",
                      .shape = "N",
                      .whole_range = {{1, 1000}}},
                     {.name = "--name", .target = &o.new_name, .help = "its name from now on", .shape = "NAME"},
                     {.name = "--role", .target = &o.new_role, .help = "its role from now on", .shape = "ROLE"},
                     team_option(o)};
  add_key_options(command, o.passphrase);
  return command;
}

Command list_command(const std::shared_ptr<Options>& options) {
  Options& o = *options;
  Command command{.name = "list", .help = "who belongs to a team", .run = [options] { return list(*options); }};
  command.options = {team_option(o), {.name = "--json", .target = &o.json, .help = "JSON on stdout"}};
  return command;
}

}  // namespace

Command team_command() {
  const auto options = std::make_shared<Options>();
  Command command{.name = "team", .help = "the treating team: its members, their keys, how many must agree"};
  command.commands = {init_command(options),   enroll_command(options), accept_command(options),
                      remove_command(options), mend_command(options),   list_command(options)};
  return command;
}

}  // namespace viamyo::cli
