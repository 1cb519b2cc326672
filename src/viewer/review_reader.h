// Reads teams and logs, verifies them, and makes the state of a map from them, on a thread of its own: a long log takes longer than a frame.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "review_stamp.h"
#include "viamyo/native_file.h"
#include "viamyo/review_log.h"
#include "viamyo/superseded_items.h"

namespace viamyo::viewer {

struct ReviewJob {
  std::uint64_t document = 0;
  std::uint64_t asked = 0;
  std::shared_ptr<const LoadedMap> loaded;
  std::shared_ptr<const Analysis> analysis;
  std::string team_file, log_file;  //!< no team: empty
};

struct ReviewAnswer {
  std::uint64_t document = 0;
  std::uint64_t asked = 0;
  std::shared_ptr<const Team> team;
  std::shared_ptr<const ReviewLog> log;
  std::string missing, trouble, warning;
  ReviewState state;
  bool of_former_items = false;  //!< the second answer, which takes an analysis of each former proposal: `former` alone
  std::vector<SupersededItem> former;
};

class ReviewReader {
 public:
  explicit ReviewReader(std::function<void()> wake);
  ~ReviewReader() = default;  // the thread is asked to stop, and waited for
  ReviewReader(const ReviewReader&) = delete;
  ReviewReader& operator=(const ReviewReader&) = delete;

  //! Takes the place of what was asked of the same document before.
  void ask(ReviewJob job);
  [[nodiscard]] std::vector<ReviewAnswer> take();
  [[nodiscard]] bool is_idle() const;  //!< nothing waits, nothing is read, and every answer was taken
  void wait_for_answer();              //!< returns at once when idle

 private:
  struct KnownLog {
    ReviewStamp stamp;
    std::shared_ptr<const ReviewLog> log;
    std::size_t most_lines = 0;  //!< that it ever had in this program
  };

  void read_all(const std::stop_token& stop);
  void read_one(const ReviewJob& job);
  void read_sources(const ReviewJob& job, ReviewAnswer& answer);
  std::shared_ptr<const ReviewLog> log_of(const std::string& file);
  void answer_with(ReviewAnswer answer);

  std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<ReviewJob> jobs_;
  bool reading_ = false;
  std::vector<ReviewAnswer> answers_;
  std::map<std::string, KnownLog> known_;  //!< the thread's own: a log that has not changed is not verified again
  std::jthread thread_;                    // last: it uses all of the above
};

}  // namespace viamyo::viewer
