// Work on many items with several threads, results handed over in the order of the items.
#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace viamyo::cli {

//! Calls `work(i)` for i in [0, count) on `threads` threads and `take(i, result)` one at a time, in order. At most a few results per thread wait for
//! their turn, so that memory does not grow with the count. The first exception of either ends the work and is thrown on.
template <class Result, class Work, class Take>
class OrderedWork {
 public:
  OrderedWork(std::size_t count, int threads, Work work, Take take)
      : count_(count), window_(4 * static_cast<std::size_t>(threads)), work_(std::move(work)), take_(std::move(take)) {
    std::vector<std::jthread> workers;
    for (int i = 1; i < threads; ++i) workers.emplace_back([this] { run(); });
    run();
    workers.clear();  // joins
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void run() {
    try {
      for (std::size_t i = next_++; i < count_; i = next_++) {
        if (!wait_for_room(i)) return;
        hand_over(i, work_(i));
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      turn_.notify_all();
    }
  }

  bool wait_for_room(std::size_t i) {
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [&] { return failure_ || i < taken_ + window_; });
    return !failure_;
  }

  void hand_over(std::size_t i, Result result) {
    const std::lock_guard lock(mutex_);
    if (failure_) return;
    waiting_.emplace(i, std::move(result));
    while (!waiting_.empty() && waiting_.begin()->first == taken_) {
      take_(taken_, std::move(waiting_.begin()->second));
      waiting_.erase(waiting_.begin());
      ++taken_;
    }
    turn_.notify_all();
  }

  std::size_t count_;
  std::size_t window_;
  Work work_;
  Take take_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::condition_variable turn_;
  std::map<std::size_t, Result> waiting_;
  std::size_t taken_ = 0;
  std::exception_ptr failure_;
};

template <class Result, class Work, class Take>
void for_each_in_order(std::size_t count, int threads, Work work, Take take) {
  OrderedWork<Result, Work, Take>(count, std::max(1, threads), std::move(work), std::move(take));
}

}  // namespace viamyo::cli
