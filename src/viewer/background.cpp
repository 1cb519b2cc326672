#include "background.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "viamyo/analysed_map.h"
#include "viamyo/errors.h"
#include "viamyo/load_map.h"
#include "viamyo/measures.h"
#include "viamyo/topology.h"

namespace viamyo::viewer {
namespace {

constexpr double kReadShare = 0.5;  // of the progress that is shown; the rest is the analysis

template <class Jobs>
void erase_jobs_of(Jobs& jobs, std::uint64_t document) {
  jobs.erase(std::remove_if(jobs.begin(), jobs.end(), [&](const auto& job) { return job.document == document; }), jobs.end());
}

//! An error of whatever kind becomes a sentence: a thread has nobody to throw to. Stopped work has none.
template <class Work>
std::string error_of(Work work) {
  try {
    work();
  } catch (const Stopped&) {
    return {};
  } catch (const std::bad_alloc&) {
    return "there is not enough memory for it";
  } catch (const std::exception& error) {
    return error.what();
  }
  return {};
}

//! With its report; of a source that holds several maps, where none was chosen, with their list.
LoadedMap load(const ReadJob& job, Result& result) {
  ImportOptions options = job.import;
  options.map = job.map;
  try {
    return load_map(job.file, options, {}, &result.import);
  } catch (const UsageError&) {
    if (job.map.empty()) result.maps = list_maps(job.file);
    throw;
  }
}

}  // namespace

Background::Background(std::function<void()> wake)
    : wake_(std::move(wake)),
      reader_([this](const std::stop_token& stop) { read_all(stop); }),
      analyser_([this](const std::stop_token& stop) { analyse_all(stop); }) {}

void Background::read(ReadJob job) {
  {
    const std::scoped_lock lock(mutex_);
    erase_jobs_of(reads_, job.document);
    reads_.push_back(std::move(job));
  }
  changed_.notify_all();
}

void Background::analyse(AnalysisJob job) {
  {
    const std::scoped_lock lock(mutex_);
    erase_jobs_of(analyses_, job.document);
    if (analysing_ == job.document) analysis_stop_.request_stop();
    analyses_.push_back(std::move(job));
  }
  changed_.notify_all();
}

void Background::forget(std::uint64_t document) {
  {
    const std::scoped_lock lock(mutex_);
    erase_jobs_of(reads_, document);
    erase_jobs_of(analyses_, document);
    erase_jobs_of(results_, document);
    if (reading_ && reading_->document == document) reading_stop_.request_stop();
    if (analysing_ == document) analysis_stop_.request_stop();
  }
  changed_.notify_all();
}

std::vector<Result> Background::take() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(results_, {});
}

std::vector<Progress> Background::progress() const {
  const std::scoped_lock lock(mutex_);
  std::vector<Progress> all;
  if (reading_ && !reading_stop_.stop_requested()) all.push_back(*reading_);
  for (const ReadJob& job : reads_) all.push_back({job.document, job.file, job.map, job.again, 0});
  return all;
}

bool Background::is_idle() const {
  const std::scoped_lock lock(mutex_);
  return reads_.empty() && analyses_.empty() && !reading_ && !analysing_ && results_.empty();
}

void Background::wait_for_result() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !results_.empty() || (reads_.empty() && analyses_.empty() && !reading_ && !analysing_); });
}

Result Background::read_one(const ReadJob& job, const std::stop_token& stop) {
  Result result;
  result.document = job.document;
  result.was_read = true;
  result.again = job.again;
  result.file = job.file;
  result.map = job.map;
  result.stamp = stamp_of(job.file);
  const auto tell = [&](double fraction) {
    const std::scoped_lock lock(mutex_);
    if (reading_) reading_->fraction = fraction;
  };
  result.error = error_of([&] {
    auto loaded = std::make_shared<const LoadedMap>(load(job, result));
    tell(kReadShare);
    const Task task{stop, [&](double fraction) { tell(kReadShare + (1 - kReadShare) * fraction); }, nullptr};
    Settings settings = job.settings;
    // What was placed by hand on one set of points means nothing on another: without it the map can be shown.
    const auto rows = static_cast<int>(loaded->map.points.positions.size());
    if (!settings.excluded_points.empty() && settings.excluded_points.back() >= rows) settings.excluded_points.clear();
    result.settings = std::make_shared<const Settings>(settings);
    result.analysis = std::make_shared<const Analysis>(analyze(*loaded, settings, task));
    result.closest = std::make_shared<const ClosestPoint>(loaded->map.surface, build_topology(loaded->map.surface, task.stop));
    result.loaded = std::move(loaded);
  });
  return result;
}

void Background::finish(Result result, const std::stop_token& stopped) {
  {
    const std::scoped_lock lock(mutex_);
    (result.was_read ? reading_.reset() : analysing_.reset());
    if (!stopped.stop_requested()) results_.push_back(std::move(result));
  }
  changed_.notify_all();
  if (wake_) wake_();
}

void Background::read_all(const std::stop_token& stop) {
  for (;;) {
    ReadJob job;
    std::stop_token job_stop;
    {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [this] { return !reads_.empty(); })) return;
      job = std::move(reads_.front());
      reads_.pop_front();
      reading_ = Progress{job.document, job.file, job.map, job.again, 0};
      reading_stop_ = std::stop_source();
      job_stop = reading_stop_.get_token();
    }
    const std::stop_callback with_us(stop, [this] { reading_stop_.request_stop(); });
    Result result = read_one(job, job_stop);
    finish(std::move(result), job_stop);
  }
}

void Background::analyse_all(const std::stop_token& stop) {
  for (;;) {
    AnalysisJob job;
    std::stop_token job_stop;
    {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [this] { return !analyses_.empty(); })) return;
      job = std::move(analyses_.front());
      analyses_.pop_front();
      analysing_ = job.document;
      analysis_stop_ = std::stop_source();
      job_stop = analysis_stop_.get_token();
    }
    const std::stop_callback with_us(stop, [this] { analysis_stop_.request_stop(); });
    Result result;
    result.document = job.document;
    result.loaded = job.loaded;
    result.settings = job.settings;
    result.error = error_of([&] { result.analysis = std::make_shared<const Analysis>(analyze(*job.loaded, *job.settings, {job_stop})); });
    job = {};
    finish(std::move(result), job_stop);
  }
}

}  // namespace viamyo::viewer
