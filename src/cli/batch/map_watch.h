// A watch over the maps that are worked on: over their time, and over signals that end the run.
#pragma once

#include <chrono>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>

namespace viamyo::cli {

class MapWatch {
 public:
  using Clock = std::chrono::steady_clock;

  //! `limit` for each map; 0 = none. Once a signal has come all work is asked to stop, and `abandon`, which ends the process, is called where some of
  //! it has not within half a second: work that does not listen, a disk that does not answer.
  MapWatch(std::chrono::duration<double> limit, std::function<void(int signal)> abandon);
  MapWatch(const MapWatch&) = delete;
  MapWatch& operator=(const MapWatch&) = delete;
  ~MapWatch() = default;

  //! The work on one map, for as long as it lives. From any thread.
  class Turn {
   public:
    explicit Turn(MapWatch& watch);
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn();

    [[nodiscard]] std::stop_token token() const { return entry_->stop.get_token(); }

   private:
    friend class MapWatch;
    struct Entry {
      Clock::time_point deadline;
      std::stop_source stop;
    };
    MapWatch& watch_;
    std::list<Entry>::iterator entry_;
  };

  //! "x.h5: was given up after 120 s, the time limit for one map (--time-limit)", of work that its turn stopped while no signal was heard.
  [[nodiscard]] static std::string given_up(std::string_view what, double limit_s);

  //! Nothing is abandoned any more: what is written now is written whole.
  void end();

 private:
  void look(std::optional<Clock::time_point>& signalled);
  void run(const std::stop_token& end);

  std::chrono::duration<double> limit_;
  std::function<void(int signal)> abandon_;
  std::mutex mutex_;
  std::list<Turn::Entry> entries_;
  std::jthread thread_;  //!< last: it uses all the others
};

}  // namespace viamyo::cli
