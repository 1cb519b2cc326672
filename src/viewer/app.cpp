// The program's state and how it changes: tabs, what is wanted, and what the background brings.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "background.h"
#include "commands.h"
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

}  // namespace

bool is_current(const Document& document) { return document.analysis && document.analysed && *document.analysed == document.wanted; }

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

void App::open(const fs::path& file, const std::string& map) {
  for (std::size_t i = 0; i < state_.documents.size(); ++i) {
    if (state_.documents[i].map_of_source != map || !same_file(state_.documents[i].file, file.string())) continue;
    state_.current = static_cast<int>(i);
    return;
  }
  for (const Loading& loading : state_.loading) {
    if (loading.map == map && same_file(loading.file, file.string())) return;
  }
  state_.message.reset();
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
  document.wanted = settings;
  document.analysis_error.clear();
  if (!is_current(document)) background_->analyse({document.id, document.loaded, std::make_shared<const Settings>(settings)});
  follow_wanted(document);
}

void App::change_settings(Document& document, const Settings& settings, const std::string& name) {
  if (settings == document.wanted) return;
  document.undo.push_back({name, document.wanted, looks_of(document)});
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
  constexpr std::size_t kMostLetters = 1000;
  if (!state_.message || !state_.message->is_error || state_.message->text.size() > kMostLetters)
    state_.message = Message{text, is_error};
  else
    state_.message->text += "\n" + text;
}

//! A source with several maps is a question, not an error; scripts, which nobody answers for, end with the sentence all the same.
void App::refuse(const Result& result) {
  tell_of_reading(printable(result.error), true);
  if (result.maps.empty()) return;
  state_.choice = {result.file, result.maps};
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
      if (!result.import_note.empty())
        tell_of_reading(fmt::format("{}: {}", fs::path(result.file).filename().string(), result.import_note), false);
    } else if (document != nullptr && result.was_read) {
      take_reread(*document, result);
      if (!is_current(*document)) want(*document, document->wanted);
    } else if (document != nullptr && result.loaded == document->loaded && *result.settings == document->wanted) {
      take_analysis(*document, result);
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
    state_.message = Message{printable(error.what()), true};
    return true;
  }
  return false;
}

//! What was said goes after a while, an error later: it must not outlive what it speaks of.
bool App::let_message_go() {
  constexpr std::chrono::seconds kShown(12);
  constexpr std::chrono::seconds kErrorShown(30);
  const auto now = std::chrono::steady_clock::now();
  const std::string text = state_.message ? state_.message->text : "";
  if (text != message_) {
    message_ = text;
    message_since_ = now;
  }
  if (!state_.message || now - message_since_ < (state_.message->is_error ? kErrorShown : kShown)) return false;
  state_.message.reset();
  return true;
}

bool App::tick() {
  bool changed = take_results();
  changed = let_message_go() || changed;
  changed = take_review_answers() || changed;
  changed = lock_when_idle() || changed;
  changed = look_at_files() || changed;
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
      document.undo.push_back({"drag of a threshold", from, looks_of(document)});
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
