// The review of every open map, followed: answers of the reader taken in, files looked after, keys unlocked and locked.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "commands.h"
#include "map/letters.h"
#include "review_reader.h"
#include "review_walk.h"
#include "viamyo/analysed_map.h"
#include "viamyo/deciding.h"
#include "viamyo/errors.h"

namespace viamyo::viewer {
namespace {

std::string full_path(const std::string& file) {
  std::error_code error;
  return std::filesystem::absolute(file, error).lexically_normal().string();
}

//! The latest proposal of a log that counts for this map and this team, by the rule that everybody asks; without a team nobody's is taken.
const LogLine* proposal_for(const Document& document) {
  const Reviewing& r = document.reviewing;
  if (!r.team || !r.log || !r.trouble.empty()) return nullptr;
  const ReviewedMap map = reviewed_map(*document.loaded);
  return fault_of_log(*r.log, map, r.team.get(), r.missing).empty() ? latest_proposal(*r.log, r.team.get()) : nullptr;
}

}  // namespace

void App::use_team(const std::string& file) {
  if (!file.empty()) static_cast<void>(read_team(file));  // a file that is none is refused here, and the team that was stays
  state_.team_file = file;
  for (Document& document : state_.documents) ask_review(document);
}

void App::use_import(const std::string& source, const ImportOptions& options) { state_.imports[full_path(source)] = options; }

ImportOptions App::import_of(const std::string& source) const {
  const auto named = state_.imports.find(full_path(source));
  return named == state_.imports.end() ? ImportOptions() : named->second;
}

void App::use_log(const std::string& map, const std::string& log) { state_.log_files[full_path(map)] = log; }

void App::ask_review(Document& document) {
  Reviewing& r = document.reviewing;
  const auto named = state_.log_files.find(full_path(document.file));
  r.log_file = named == state_.log_files.end() ? default_log(document.file).string() : named->second;
  r.team_stamp = review_stamp_of(state_.team_file);
  r.log_stamp = review_stamp_of(r.log_file);
  r.asked_of = document.analysis;
  reader_->ask({document.id, ++r.asked, document.loaded, document.analysis, state_.team_file, r.log_file});
}

void App::ask_new_reviews() {
  for (Document& document : state_.documents) {
    if (!document.tried && document.reviewing.asked_of != document.analysis) ask_review(document);
  }
}

bool App::look_at_review_files() {
  bool changed = false;
  for (Document& document : state_.documents) {
    const Reviewing& r = document.reviewing;
    if (document.tried || (review_stamp_of(state_.team_file) == r.team_stamp && review_stamp_of(r.log_file) == r.log_stamp)) continue;
    ask_review(document);
    changed = true;
  }
  return changed;
}

bool App::take_review_answers() {
  bool changed = false;
  for (ReviewAnswer& answer : reader_->take()) {
    const auto document =
        std::find_if(state_.documents.begin(), state_.documents.end(), [&](const Document& d) { return d.id == answer.document; });
    if (document == state_.documents.end() || document->reviewing.asked != answer.asked) continue;
    changed = true;
    Reviewing& r = document->reviewing;
    if (answer.of_former_items) {
      r.former = std::move(answer.former);
      continue;
    }
    r.team = std::move(answer.team);
    r.log = std::move(answer.log);
    r.missing = std::move(answer.missing);
    r.trouble = std::move(answer.trouble);
    r.warning = std::move(answer.warning);
    (document->tried ? document->tried->review : document->review) = std::move(answer.state);
    follow_review(*document);
    if (!std::exchange(r.answered, true)) open_as_proposed(*document);
  }
  return changed;
}

//! The next reader sees the items that were proposed, unless the settings were changed by hand meanwhile.
void App::open_as_proposed(Document& document) {
  const LogLine* const line = proposal_for(document);
  if (line == nullptr || document.tried || document.wanted != document.opened) return;
  const auto& proposal = std::get<Proposal>(line->content);
  if (proposal.fingerprint == document.analysis->fingerprint) return;
  try {
    const Settings settings = settings_of(proposal);
    document.reviewing.own_settings = document.wanted;
    document.opened = document.saved = settings;
    want(document, settings);
    say(state_, fmt::format("Opened with the settings as proposed by {} on {}.", quotation(line->member), line->time.substr(0, 10)));
  } catch (const UsageError& error) {
    say(state_, fmt::format("The settings as proposed by {} cannot be used: {}", quotation(line->member), error.what()), true);
  }
}

void App::unlock(const std::string& name, const Passphrase& passphrase) {
  lock();
  const Document* const document = state_.document();
  const KeyFacts facts = key_of_member(name, document == nullptr ? nullptr : document->reviewing.team.get());
  session_.unlock(facts.public_key, passphrase);
  state_.unlocked = facts;
  state_.unlock_name.clear();
  const SigningKey* const key = session_.key();
  const std::string weak = key == nullptr ? std::string() : weak_seal_text(key->facts());
  if (!weak.empty()) say(state_, fmt::format("Take care: {}.", weak));
}

void App::lock() {
  session_.lock();
  state_.unlocked.reset();
  forget_what_was_said_to_member(state_);
  for (Document& document : state_.documents) {  // the next one says whose map it is, and has seen nothing yet
    document.reviewing.typed_by.clear();
    document.reviewing.basis.clear();
    forget_walk(document.reviewing);
  }
}

bool App::lock_when_idle() {
  if (!session_.lock_when_idle()) return false;
  const std::string name = state_.unlocked ? state_.unlocked->name : "";
  lock();
  say(state_, fmt::format("The key of {} was locked: nobody was at work for {} minutes.", quotation(name),
                          std::chrono::duration_cast<std::chrono::minutes>(session_.idle_limit()).count()));
  return true;
}

}  // namespace viamyo::viewer
