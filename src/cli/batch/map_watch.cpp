#include "map_watch.h"

#include <condition_variable>
#include <utility>

#include <fmt/format.h>

#include "interruption.h"

namespace viamyo::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto kBetweenLooks = 20ms;
constexpr auto kGrace = 500ms;  // with all that follows, a signal's answer takes less than a second

}  // namespace

MapWatch::MapWatch(std::chrono::duration<double> limit, std::function<void(int signal)> abandon)
    : limit_(limit), abandon_(std::move(abandon)), thread_([this](const std::stop_token& end) { run(end); }) {}

MapWatch::Turn::Turn(MapWatch& watch) : watch_(watch) {
  const Clock::time_point deadline =
      watch.limit_.count() > 0 ? Clock::now() + std::chrono::duration_cast<Clock::duration>(watch.limit_) : Clock::time_point::max();
  const std::lock_guard lock(watch.mutex_);
  entry_ = watch.entries_.insert(watch.entries_.end(), {deadline, {}});
}

MapWatch::Turn::~Turn() {
  const std::lock_guard lock(watch_.mutex_);
  watch_.entries_.erase(entry_);
}

std::string MapWatch::given_up(std::string_view what, double limit_s) {
  return fmt::format("{}: was given up after {} s, the time limit for one map (--time-limit)", what, limit_s);
}

void MapWatch::end() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

void MapWatch::look(std::optional<Clock::time_point>& signalled) {
  const int signal = Interruption::heard();
  const Clock::time_point now = Clock::now();
  {
    const std::lock_guard lock(mutex_);
    for (Turn::Entry& entry : entries_) {
      if (signal != 0 || now >= entry.deadline) entry.stop.request_stop();
    }
  }
  if (signal == 0) return;
  if (!signalled) signalled = now;
  if (now - *signalled >= kGrace) abandon_(signal);
}

void MapWatch::run(const std::stop_token& end) {
  std::mutex mutex;
  std::condition_variable_any pause;
  std::optional<Clock::time_point> signalled;
  std::unique_lock lock(mutex);
  while (!end.stop_requested()) {
    look(signalled);
    pause.wait_for(lock, end, kBetweenLooks, [] { return false; });
  }
}

}  // namespace viamyo::cli
