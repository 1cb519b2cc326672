// The program's state and how it changes: tabs, what is wanted, and what the background brings.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "background.h"
#include "commands.h"
#include "comparing.h"
#include "io/value.h"
#include "opened.h"
#include "preferences.h"
#include "review_reader.h"
#include "thresholds.h"
#include "viamyo/errors.h"

namespace viamyo::viewer {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kRecentFiles = 10;

Document* find_document(AppState& state, std::uint64_t id) {
  for (Document& document : state.documents) {
    if (document.id == id) return &document;
  }
  return nullptr;
}

bool same_file(const std::string& a, const std::string& b) {
  std::error_code error;
  return fs::absolute(a, error).lexically_normal() == fs::absolute(b, error).lexically_normal() || fs::equivalent(a, b, error);
}

void note_recent(Preferences& preferences, const std::string& file) {
  std::error_code error;
  const fs::path full = fs::absolute(file, error).lexically_normal();
  std::vector<std::string>& recent = preferences.recent;
  recent.erase(std::remove(recent.begin(), recent.end(), full.string()), recent.end());
  recent.insert(recent.begin(), full.string());
  if (recent.size() > kRecentFiles) recent.resize(kRecentFiles);
  preferences.last_folder = full.parent_path().string();
}

//! What was assumed and what was lost on the way out of another system's export; the rest stands in the dialog about the map.
std::string import_note(const ImportReport& report) {
  std::string note;
  for (const ImportNote& one : report.notes) {
    if (one.loss || one.kind == NoteKind::kAssumed)
      note += fmt::format("{}{}: {}", note.empty() ? "" : "; ", to_string(one.kind), one.text);
  }
  return note;
}

}  // namespace

AnalysedMap analysed_map_of(const Document& document) {
  return {document.file, document.loaded, document.analysis, {}, reviewed_map(*document.loaded), document.review};
}

bool is_current(const Document& document) {
  return document.analysis && document.analysed && *document.analysed == (document.tried ? *document.proposed : document.wanted);
}

bool numbers_match_picture(const Document& document) {
  return is_current(document) && document.scene.thresholds == document.analysis->thresholds;
}

App::App(Preferences preferences)
    : background_(std::make_unique<Background>([this] {
        if (services_.wake) services_.wake();
      })),
      reader_(std::make_unique<ReviewReader>([this] {
        if (services_.wake) services_.wake();
      })) {
  state_.preferences = std::move(preferences);
  saved_ = state_.preferences;
}

App::~App() = default;

void App::open(const fs::path& file, const std::string& map, bool anew) {
  for (std::size_t i = 0; i < state_.documents.size(); ++i) {
    if (state_.documents[i].map_of_source != map || !same_file(state_.documents[i].file, file.string())) continue;
    state_.current = static_cast<int>(i);
    if (!anew) return;
    close(static_cast<int>(i));
    break;
  }
  for (const Loading& loading : state_.loading) {
    if (loading.map == map && same_file(loading.file, file.string())) return;
  }
  state_.message.reset();  // what was said of another file
  background_->read({++last_id_, file.string(), make_settings({}, {}), false, map, import_of(file.string())});
  state_.loading.push_back({last_id_, file.string(), map, 0});
}

void App::reload(Document& document) {
  document.stamp = stamp_of(document.file);
  document.note = "The file is being read again.";
  background_->read({document.id, document.file, document.wanted, true, document.map_of_source, import_of(document.file)});
}

void App::cancel_loading() {
  for (const Loading& loading : state_.loading) background_->forget(loading.document);
  state_.loading.clear();
}

void App::want(Document& document, const Settings& settings) {
  compare(document, false);
  document.wanted = settings;
  document.analysis_error.clear();
  if (!is_current(document)) background_->analyse({document.id, document.loaded, std::make_shared<const Settings>(settings)});
  follow_wanted(document);
}

void App::change_settings(Document& document, const Settings& settings, const std::string& name) {
  if (settings == document.wanted) return;
  document.undo.push_back({name, document.wanted, take_snapshot(document)});
  document.redo.clear();
  want(document, settings);
}

void App::close(int tab) {
  const auto at = state_.documents.begin() + tab;
  background_->forget(at->id);
  state_.documents.erase(at);
  if (state_.current > tab || state_.current == static_cast<int>(state_.documents.size())) --state_.current;
  clear_clicks(state_);
}

//! Several files may be read at once: what is said of one does not take away that another could not be read.
void App::tell_of_reading(const std::string& text, bool is_error) {
  constexpr std::size_t kMaxLetters = 1000;
  const bool adds = state_.message && state_.message->is_error && state_.message->text.size() <= kMaxLetters;
  if (adds) return say(state_, state_.message->text + "\n" + text, true);
  say(state_, text, is_error);
}

//! A source with several maps is a question, not an error; scripts, which nobody answers for, end with its sentence all the same.
void App::refuse(Result& result) {
  if (result.maps.empty()) return tell_of_reading(printable(result.error), true);
  std::stable_sort(result.maps.begin(), result.maps.end(), [](const ListedMap& a, const ListedMap& b) {
    return std::pair(a.note.empty(), a.points) > std::pair(b.note.empty(), b.points);
  });
  state_.choice = {result.file, std::move(result.maps), printable(result.error)};
  state_.dialog = Dialog::kChooseMap;
}

bool App::take_results() {
  bool changed = false;
  for (Result& result : background_->take()) {
    changed = true;
    Document* const document = find_document(state_, result.document);
    if (result.was_read && !result.again) {
      if (result.loaded == nullptr) {
        refuse(result);
        continue;
      }
      note_recent(state_.preferences, result.file);
      state_.documents.push_back(opened_document(result, state_.view_aspect, state_.preferences.palette));
      state_.current = static_cast<int>(state_.documents.size()) - 1;
      clear_clicks(state_);
      if (const std::string note = import_note(result.import); !note.empty())
        tell_of_reading(
            printable(fmt::format("{}, kept in File, About this map (Ctrl+I): {}", fs::path(result.file).filename().string(), note)),
            false);
    } else if (document != nullptr && result.was_read) {
      take_reread(*document, result);
      if (!is_current(*document)) want(*document, document->wanted);
    } else if (document != nullptr && result.loaded == document->loaded && *result.settings == document->wanted) {
      take_analysis(*document, result);
    } else if (document != nullptr && result.loaded == document->loaded && result.analysis && *result.settings == as_proposed(*document)) {
      keep_proposed(*document, result.settings, result.analysis);
      if (document->compare) compare(*document, true);
    }
  }
  ask_new_reviews();
  return changed;
}

bool App::look_at_files() {
  constexpr std::chrono::milliseconds kBetweenLooks(500);
  const auto now = std::chrono::steady_clock::now();
  if (now - last_look_ < kBetweenLooks) return false;
  last_look_ = now;
  bool changed = false;
  for (Document& document : state_.documents) {
    const FileStamp stamp = stamp_of(document.file);
    if (stamp == document.stamp) continue;
    changed = true;
    document.stamp = stamp;
    if (stamp.exists()) {
      reload(document);
    } else {
      document.note = "The file is gone. What is shown was read before.";
    }
  }
  return look_at_review_files() || changed;
}

bool App::save_preferences() {
  if (preferences_file_.empty() || state_.preferences == saved_) return false;
  saved_ = state_.preferences;
  try {
    write_preferences(preferences_file_, saved_);
  } catch (const Error& error) {
    say(state_, printable(error.what()), true);
    return true;
  }
  return false;
}

//! What went well is read in a while; an error stays until it is dismissed.
bool App::let_message_go() {
  constexpr std::chrono::seconds kShown(5);
  if (!state_.message || state_.message->is_error || std::chrono::steady_clock::now() - state_.message->since < kShown) return false;
  state_.message.reset();
  return true;
}

//! The file of the map in front holds another one: whoever looks at it is asked, once nothing else is.
bool App::ask_about_other_map() {
  const Document* const document = state_.document();
  if (document == nullptr || !document->other || document->other == asked_about_ || state_.dialog != Dialog::kNone) return false;
  asked_about_ = document->other;
  state_.dialog = Dialog::kOtherMap;
  return true;
}

void App::take_other_map(Document& document) {
  take_other(document);
  if (!is_current(document)) want(document, document.wanted);
  ask_new_reviews();
}

void App::compare(Document& document, bool on) {
  document.compare = on;
  if (!on) {
    show_tried(document);
  } else if (!show_proposed(document)) {
    background_->analyse({document.id, document.loaded, std::make_shared<const Settings>(as_proposed(document))});
  }
  follow_wanted(document);
  if (!on && !is_current(document) && document.analysis_error.empty())
    background_->analyse({document.id, document.loaded, std::make_shared<const Settings>(document.wanted)});
}

bool App::tick() {
  bool changed = take_results();
  changed = let_message_go() || changed;
  changed = take_review_answers() || changed;
  changed = lock_when_idle() || changed;
  changed = look_at_files() || changed;
  changed = ask_about_other_map() || changed;
  changed = save_preferences() || changed;
  std::vector<Loading> loading;
  for (const Progress& progress : background_->progress()) {
    if (!progress.again) loading.push_back({progress.document, progress.file, progress.map, progress.fraction});
  }
  if (loading != state_.loading) {
    state_.loading = std::move(loading);
    changed = true;
  }
  return changed;
}

void App::wait() {
  for (;;) {
    tick();
    if (background_->is_idle() && reader_->is_idle()) return;
    background_->wait_for_result();
    reader_->wait_for_answer();
  }
}

bool App::is_busy() const { return !background_->is_idle() || !reader_->is_idle(); }

void App::remember_in(fs::path file) { preferences_file_ = std::move(file); }

void App::begin_drag() {
  end_drag();
  if (Document* const document = state_.document()) document->drag_from = document->wanted;
}

void App::end_drag() {
  for (Document& document : state_.documents) {
    if (!document.drag_from) continue;
    const Settings from = *std::exchange(document.drag_from, std::nullopt);
    Settings now = document.wanted;
    now.preset = from.preset;
    if (now == from) {  // a drag that came back leaves nothing behind, the name of the preset included
      want(document, from);
    } else {
      document.undo.push_back({"drag of a threshold", from, take_snapshot(document)});
      document.redo.clear();
    }
    follow_wanted(document);
  }
}

void App::drag_setting(std::string_view key, double value) {
  Document* const document = state_.document();
  if (document == nullptr || !document->drag_from) return;
  want(*document, dragged(document->wanted, key, value));
}

}  // namespace viamyo::viewer
