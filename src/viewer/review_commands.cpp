// Who reviews, and under which settings: team, keys, proposals taken and left.
#include <fmt/format.h>

#include "command_groups.h"
#include "review_signing.h"
#include "viamyo/errors.h"
#include "viamyo/member_key.h"

namespace viamyo::viewer {
namespace {

void team(App& app, const Arguments& arguments) {
  need(arguments, 0, 1, "FILE or none");
  if (arguments.empty()) {
    app.state().dialog = Dialog::kTeam;
  } else {
    app.use_team(arguments[0] == "none" ? "" : arguments[0]);
  }
}

//! The passphrase is never part of a line: it comes from a descriptor, or from the dialog that this opens.
void unlock(App& app, const Arguments& arguments) {
  need(arguments, 0, 1, "NAME");
  app.lock();
  if (arguments.size() == 1 && app.services().passphrase) return app.unlock(arguments[0], app.services().passphrase(arguments[0]));
  app.state().unlock_name = arguments.empty() ? "" : arguments[0];
  app.state().dialog = Dialog::kUnlock;
}

void choose_key_folder(App& app, const Arguments& arguments) {
  need(arguments, 1, 1, "DIR or none");
  app.lock();
  use_key_folder(arguments[0] == "none" ? "" : arguments[0]);
}

void lock(App& app, const Arguments& arguments) {
  need(arguments, 0, 0, "");
  app.lock();
}

void subject(App& app, const Arguments& arguments) {
  need(arguments, 1, 1, "PSEUDONYM");
  Document& document = document_of(app);
  if (!app.state().unlocked) throw UsageError("no key is unlocked: `unlock NAME` first");
  const std::string needed = pseudonym_needed(app.state(), document);
  if (!needed.empty() && arguments[0] != needed) throw UsageError(fmt::format("{}: this map is of another subject", arguments[0]));
  document.reviewing.typed_by = app.state().unlocked->public_key;
}

void take_proposal(App& app, const Arguments& arguments) {
  need(arguments, 0, 0, "");
  Document& document = document_of(app);
  const Reviewing& r = document.reviewing;
  const LogLine* const line = r.log ? latest_proposal(*r.log, r.team.get()) : nullptr;
  if (line == nullptr) throw UsageError("nobody has proposed settings for this map");
  const Settings settings = settings_of(std::get<Proposal>(line->content));
  document.reviewing.own_settings = document.wanted;
  app.change_settings(document, settings, "settings as proposed");
}

void own_settings(App& app, const Arguments& arguments) {
  need(arguments, 0, 0, "");
  Document& document = document_of(app);
  if (!document.reviewing.own_settings) throw UsageError("no proposal was taken in place of your own settings");
  app.change_settings(document, *document.reviewing.own_settings, "own settings");
}

}  // namespace

std::vector<Command> review_commands() {
  return {
      {"team", "FILE|none", "the treating team whose word counts", "", team},
      {"unlock", "NAME", "unlock a member's key with its passphrase; it locks after idle time", "U", unlock},
      {"key_folder", "DIR|none", "the folder that private keys lie in, on a stick say; none = this account's", "", choose_key_folder},
      {"lock", "", "lock the key again", "Shift+U", lock},
      {"subject", "PSEUDONYM", "whose map this is, typed before one's first signature on it", "", subject},
      {"take_proposal", "", "the settings as they were proposed for review", "", take_proposal},
      {"own_settings", "", "the settings as they were before", "", own_settings},
  };
}

}  // namespace viamyo::viewer
