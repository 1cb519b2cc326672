// The work that no frame waits for: maps are read on one thread, analysed on another. Results are taken by whoever owns the state.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "../io/file_stamp.h"
#include "viamyo/analysis.h"
#include "viamyo/import.h"
#include "viamyo/measures.h"
#include "viamyo/native_file.h"
#include "viamyo/settings.h"

namespace viamyo::viewer {

//! A map to be read, and to be analysed at once, so that a picture never lacks its numbers.
struct ReadJob {
  std::uint64_t document = 0;
  std::string file;
  Settings settings;
  bool again = false;      //!< the map is open already
  std::string map{};       //!< its name in a source that holds several
  ImportOptions import{};  //!< what else the user knows of the source
};

struct AnalysisJob {
  std::uint64_t document = 0;
  std::shared_ptr<const LoadedMap> loaded;
  std::shared_ptr<const Settings> settings;
};

//! What became of a job: an analysis, or why there is none.
struct Result {
  std::uint64_t document = 0;
  std::shared_ptr<const LoadedMap> loaded;
  std::shared_ptr<const Settings> settings;
  std::shared_ptr<const Analysis> analysis;
  std::shared_ptr<const ClosestPoint> closest;  //!< of a ReadJob
  std::string error;
  bool was_read = false;  //!< of a ReadJob
  bool again = false;
  std::string file;
  std::string map;
  ImportReport import;          //!< of another system's export: what became of everything in it
  std::vector<ListedMap> maps;  //!< of a source that holds several, where none was chosen
  FileStamp stamp;              //!< of the file before it was read
};

struct Progress {
  std::uint64_t document = 0;
  std::string file;
  std::string map;
  bool again = false;
  double fraction = 0;
};

class Background {
 public:
  explicit Background(std::function<void()> wake);
  ~Background() = default;  // the threads are asked to stop, and waited for
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  void read(ReadJob job);
  //! Takes the place of an earlier analysis of the same document, also of one in progress.
  void analyse(AnalysisJob job);
  //! Drops everything of a document; a result of it never comes. A read in progress ends by itself, its analysis is stopped.
  void forget(std::uint64_t document);

  [[nodiscard]] std::vector<Result> take();
  [[nodiscard]] std::vector<Progress> progress() const;
  [[nodiscard]] bool is_idle() const;  //!< nothing waits, nothing works, and every result was taken
  void wait_for_result();              //!< returns at once when idle

 private:
  void read_all(const std::stop_token& stop);
  void analyse_all(const std::stop_token& stop);
  Result read_one(const ReadJob& job, const std::stop_token& stop);
  void finish(Result result, const std::stop_token& stopped);

  std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<ReadJob> reads_;
  std::deque<AnalysisJob> analyses_;
  std::optional<Progress> reading_;
  std::optional<std::uint64_t> analysing_;
  std::stop_source reading_stop_;
  std::stop_source analysis_stop_;
  std::vector<Result> results_;
  std::jthread reader_;  // last: they use all of the above
  std::jthread analyser_;
};

}  // namespace viamyo::viewer
