#include "review_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "viamyo/analysed_map.h"
#include "viamyo/errors.h"

namespace viamyo::viewer {
namespace {

//! What is needed to notice an older log or team's file the next time.
std::string keep_what_was_seen(const ReviewLog& log, const Team* team) {
  try {
    if (team != nullptr) remember_team(*team);
    remember_head(log, team);
  } catch (const std::exception& error) {
    return fmt::format("What was seen of log and team could not be kept on this computer: {}.", error.what());
  }
  return {};
}

}  // namespace

ReviewReader::ReviewReader(std::function<void()> wake)
    : wake_(std::move(wake)), thread_([this](const std::stop_token& stop) { read_all(stop); }) {}

void ReviewReader::ask(ReviewJob job) {
  {
    const std::scoped_lock lock(mutex_);
    jobs_.erase(std::remove_if(jobs_.begin(), jobs_.end(), [&](const ReviewJob& other) { return other.document == job.document; }),
                jobs_.end());
    jobs_.push_back(std::move(job));
  }
  changed_.notify_all();
}

std::vector<ReviewAnswer> ReviewReader::take() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(answers_, {});
}

bool ReviewReader::is_idle() const {
  const std::scoped_lock lock(mutex_);
  return jobs_.empty() && !reading_ && answers_.empty();
}

void ReviewReader::wait_for_answer() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !answers_.empty() || (jobs_.empty() && !reading_); });
}

std::shared_ptr<const ReviewLog> ReviewReader::log_of(const std::string& file) {
  const ReviewStamp stamp = review_stamp_of(file);  // before it is read: what is added meanwhile is read the next time
  const auto known = known_.find(file);
  if (known != known_.end() && known->second.stamp == stamp) return known->second.log;
  auto log = std::make_shared<const ReviewLog>(read_log(file));
  const std::size_t most = known == known_.end() ? 0 : known->second.most_lines;
  known_[file] = {stamp, log, std::max(most, log->lines.size())};
  return log;
}

void ReviewReader::read_sources(const ReviewJob& job, ReviewAnswer& answer) {
  const ReviewedMap map = reviewed_map(*job.loaded);
  try {
    if (!job.team_file.empty()) answer.team = std::make_shared<const Team>(read_team(job.team_file));
    const std::shared_ptr<const ReviewLog> log = log_of(job.log_file);
    answer.missing = missing_lines(*log, map, answer.team.get());
    answer.state = review_state(*job.analysis, map, *log, answer.team.get(), answer.missing);
    answer.log = log;
    answer.warning = keep_what_was_seen(*log, answer.team.get());
    // Without a team's file nothing is remembered of a log that is gone but in this program.
    if (const std::size_t most = known_[job.log_file].most_lines; log->lines.empty() && most > 0)
      answer.warning =
          fmt::format("The log {} is gone: it had {} lines. Nothing counts until it is back; do not begin another.", job.log_file, most);
  } catch (const std::exception& error) {  // also no memory: whatever it is, nothing is confirmed
    answer.trouble = error.what();
    answer.state = review_state(*job.analysis);
    answer.state.log_verified = false;
    answer.state.reasons.push_back({0, answer.trouble});
  }
}

void ReviewReader::read_one(const ReviewJob& job) {
  ReviewAnswer answer;
  answer.document = job.document;
  answer.asked = job.asked;
  read_sources(job, answer);
  ReviewAnswer former{job.document, job.asked, answer.team, answer.log, {}, {}, {}, {}, true, {}};
  const bool wants_former = answer.log && answer.team && answer.state.log_verified && !answer.team->blind_reading;
  answer_with(std::move(answer));
  if (!wants_former) return;
  try {
    const ReviewedMap map = reviewed_map(*job.loaded);
    former.former = superseded_items(job.loaded->map, map, *former.log, *former.team, *job.analysis);
  } catch (const std::exception&) {
    return;  // they are a help, no more
  }
  answer_with(std::move(former));
}

void ReviewReader::answer_with(ReviewAnswer answer) {
  {
    const std::scoped_lock lock(mutex_);
    answers_.push_back(std::move(answer));
  }
  changed_.notify_all();
  if (wake_) wake_();
}

void ReviewReader::read_all(const std::stop_token& stop) {
  for (;;) {
    ReviewJob job;
    {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [this] { return !jobs_.empty(); })) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
      reading_ = true;
    }
    read_one(job);
    job = {};  // who finds nothing at work may rely on nothing being held
    {
      const std::scoped_lock lock(mutex_);
      reading_ = false;
    }
    changed_.notify_all();
    if (wake_) wake_();
  }
}

}  // namespace viamyo::viewer
