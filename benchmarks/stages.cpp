// Milliseconds per stage of an analysis, for maps of several sizes: the median of several runs, one line per stage.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "large_map.h"
#include "viamyo/native_file.h"
#include "viamyo/report.h"

namespace {

using namespace viamyo;

double now_ms() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

//! Adds up time by stage name, in the order in which the stages first came.
class Stages {
 public:
  void enter(const std::string& name) {
    leave();
    current_ = name;
    since_ = now_ms();
    if (std::find(order.begin(), order.end(), name) == order.end()) order.push_back(name);
  }
  void leave() {
    if (!current_.empty()) runs[current_].back() += now_ms() - since_;
    current_.clear();
  }
  void next_run() {
    for (auto& [name, values] : runs) values.push_back(0);
  }

  std::vector<std::string> order;
  std::map<std::string, std::vector<double>> runs;

 private:
  std::string current_;
  double since_ = 0;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::size_t run_once(const std::filesystem::path& file, Stages& stages, bool first) {
  const auto enter = [&](std::string_view name) {
    const std::string key(name);
    if (first && stages.runs.find(key) == stages.runs.end()) stages.runs[key] = {0};
    stages.enter(key);
  };
  enter("read");
  const LoadedMap loaded = read_native(file);
  Task task;
  task.stage = enter;
  const Analysis analysis = analyze(loaded.map, make_settings("", {}), loaded.analysis_digest, task, &loaded.defects);
  enter("JSON");
  const std::string json = to_json({loaded.file, loaded.sha256, loaded.content_digest}, loaded.map, analysis, review_state(analysis));
  stages.leave();
  return json.size();
}

}  // namespace

int main() {
  for (const int vertices : {5'000, 80'000, 325'000}) {
    const std::filesystem::path file = std::filesystem::temp_directory_path() / fmt::format("viamyo-benchmark-{}.h5", vertices);
    save_native(benchmarks::large_map(vertices), file);
    Stages stages;
    const int runs = vertices < 10'000 ? 21 : 5;
    std::size_t bytes = 0;
    for (int run = 0; run < runs; ++run) {
      if (run > 0) stages.next_run();
      bytes += run_once(file, stages, run == 0);
    }
    std::filesystem::remove(file);
    fmt::print("{} vertices, median of {} runs, {} bytes of JSON each\n", vertices, runs, bytes / static_cast<std::size_t>(runs));
    double total = 0;
    for (const std::string& name : stages.order) {
      const double ms = median(stages.runs[name]);
      total += ms;
      fmt::print("  {:<26}{:>10.2f} ms\n", name, ms);
    }
    fmt::print("  {:<26}{:>10.2f} ms\n\n", "sum", total);
  }
}
