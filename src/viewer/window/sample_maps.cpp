#include "sample_maps.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace viamyo::viewer {
namespace {

namespace fs = std::filesystem;

//! The folder itself or the nearest one above that has sample_maps.
fs::path above(fs::path from) {
  std::error_code error;
  for (int level = 0; level < 6 && !from.empty(); ++level, from = from.parent_path()) {
    if (fs::is_directory(from / "sample_maps", error)) return from / "sample_maps";
    if (fs::is_directory(from / "share/viamyo/sample_maps", error)) return from / "share/viamyo/sample_maps";
    if (from == from.parent_path()) break;
  }
  return {};
}

fs::path folder() {
  std::error_code error;
  const fs::path beside = above(fs::read_symlink("/proc/self/exe", error).parent_path());
  return beside.empty() ? above(fs::current_path(error)) : beside;
}

//! "[pair-follow-up](pair-follow-up.md)" becomes "pair-follow-up".
void drop_links(std::string& line) {
  for (std::size_t middle = line.find("]("); middle != std::string::npos; middle = line.find("](", middle)) {
    const std::size_t begin = line.rfind('[', middle);
    const std::size_t end = line.find(')', middle);
    if (begin == std::string::npos || end == std::string::npos) return;
    line = line.substr(0, begin) + line.substr(begin + 1, middle - begin - 1) + line.substr(end + 1);
    middle = begin;
  }
}

//! Stories are Markdown: the heading, and the paragraph that begins with "**Story.**", its lines joined and its marks taken off.
void read_story(const fs::path& file, SampleMap& sample) {
  std::ifstream in(file);
  std::string line;
  bool inside = false;
  while (std::getline(in, line)) {
    if (line.starts_with("# ")) sample.title = line.substr(2);
    if (line.starts_with("**Story.**")) {
      inside = true;
      line = line.substr(std::min(line.size(), std::string("**Story.** ").size()));
    } else if (line.empty()) {
      inside = false;
    }
    if (!inside) continue;
    line.erase(std::remove_if(line.begin(), line.end(), [](char c) { return c == '*' || c == '`'; }), line.end());
    drop_links(line);
    sample.story += (sample.story.empty() ? "" : " ") + line;
  }
}

std::vector<SampleMap> read_all() {
  std::vector<SampleMap> samples;
  std::error_code error;
  for (fs::directory_iterator entry(folder(), error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() != ".h5") continue;
    SampleMap sample{entry->path().stem().string(), entry->path().string(), entry->path().stem().string(), {}};
    read_story(fs::path(entry->path()).replace_extension(".md"), sample);
    samples.push_back(std::move(sample));
  }
  std::sort(samples.begin(), samples.end(), [](const SampleMap& a, const SampleMap& b) { return a.name < b.name; });
  return samples;
}

}  // namespace

const std::vector<SampleMap>& sample_maps() {
  static const std::vector<SampleMap> all = read_all();
  return all;
}

}  // namespace viamyo::viewer
