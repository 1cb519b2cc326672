// What it costs that files from outside are taken apart by a process of their own: the same file read there and in this program, in turn.
//
//   reader_cost [RUNS]
//
// "first" is the first file of a program, for which the reader has to be started; "next" is every further one.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "../src/io/checked_map.h"
#include "../src/io/file_bytes.h"
#include "../src/io/import/importer.h"
#include "../src/io/import/source_files.h"
#include "large_map.h"
#include "viamyo/digest.h"
#include "viamyo/import.h"
#include "viamyo/load_map.h"
#include "viamyo/native_document.h"
#include "viamyo/validation.h"

namespace {

using namespace viamyo;
using benchmarks::large_map;
namespace fs = std::filesystem;

double milliseconds(const std::function<void()>& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void read_native_here(const fs::path& file) {
  ReadLimits limits;
  limits.containment = Containment::kThisProgram;
  read_native(file, limits);
}

//! As import_map, with the same digests and checks, but without the reader.
void import_here(const fs::path& file) {
  const ReadLimits limits;
  const std::vector<std::byte> bytes = read_file(file, limits.file_bytes);
  static_cast<void>(sha256_hex(bytes));
  MemoryFiles files;
  files.add(file.filename().string(), std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  LoadedMap loaded;
  loaded.map = import_files(files, {}, limits).map;
  loaded.defects = validate(loaded.map);
  compute_digests(encode_without_digest(loaded.map), loaded);
}

void read_apart(const fs::path& file) { load_map(file); }

//! In a process that has read nothing yet.
double first_time(const std::function<void()>& work) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) std::exit(1);
  const pid_t child = ::fork();
  double taken = 0;
  if (child == 0) {
    taken = milliseconds(work);
    std::_Exit(::write(ends[1], &taken, sizeof(taken)) == sizeof(taken) ? 0 : 1);
  }
  ::close(ends[1]);
  if (::read(ends[0], &taken, sizeof(taken)) != sizeof(taken)) std::exit(1);
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return taken;
}

//! Pairs in turn, so that a machine whose speed drifts still gives an honest difference.
void compare(const std::string& name, const char* which, int runs, const std::function<double()>& here,
             const std::function<double()>& apart) {
  std::vector<double> a;
  std::vector<double> b;
  std::vector<double> more;
  std::vector<double> ratio;
  here(), apart();
  for (int run = 0; run < runs; ++run) {
    a.push_back(here());
    b.push_back(apart());
    more.push_back(b.back() - a.back());
    ratio.push_back(b.back() / a.back());
  }
  std::printf("%-32s %-6s here %8.2f ms   apart %8.2f ms   more %7.2f ms   ratio %5.2f\n", name.c_str(), which, median(a), median(b),
              median(more), median(ratio));
}

void write_ply(const Surface& surface, const fs::path& file) {
  std::FILE* const out = std::fopen(file.c_str(), "w");
  if (out == nullptr) std::exit(1);
  std::fprintf(out, "ply\nformat ascii 1.0\nelement vertex %zu\nproperty float x\nproperty float y\nproperty float z\n",
               surface.vertices.size());
  std::fprintf(out, "element face %zu\nproperty list uchar int vertex_indices\nend_header\n", surface.triangles.size());
  for (const Vec3& v : surface.vertices) std::fprintf(out, "%.4f %.4f %.4f\n", v.x, v.y, v.z);
  for (const Triangle& t : surface.triangles) std::fprintf(out, "3 %d %d %d\n", t[0], t[1], t[2]);
  std::fclose(out);
}

struct Files {
  std::string size;
  fs::path native;
  fs::path ply;
  int runs;
};

std::vector<Files> write_files(const fs::path& folder, int runs) {
  std::vector<Files> all;
  for (const int vertices : {5'000, 80'000, 325'000}) {
    const Map map = large_map(vertices);
    const fs::path stem = folder / std::to_string(vertices);
    all.push_back(
        {std::to_string(vertices) + " vertices", stem.string() + ".h5", stem.string() + ".ply", vertices > 100'000 ? runs / 3 + 1 : runs});
    save_native(map, all.back().native);
    write_ply(map.surface, all.back().ply);
  }
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  const int runs = argc > 1 ? std::atoi(argv[1]) : 31;
  const fs::path folder = fs::temp_directory_path() / ("viamyo_reader_cost_" + std::to_string(::getpid()));
  fs::create_directories(folder);
  const std::vector<Files> all = write_files(folder, runs);
  // Before this process has started a reader, which its children would share.
  for (const Files& files : all)
    compare(
        "native, " + files.size, "first", files.runs, [&] { return first_time([&] { read_native_here(files.native); }); },
        [&] { return first_time([&] { read_apart(files.native); }); });
  for (const Files& files : all) {
    compare(
        "native, " + files.size, "next", files.runs, [&] { return milliseconds([&] { read_native_here(files.native); }); },
        [&] { return milliseconds([&] { read_apart(files.native); }); });
    compare(
        "PLY as text, " + files.size, "next", files.runs, [&] { return milliseconds([&] { import_here(files.ply); }); },
        [&] { return milliseconds([&] { read_apart(files.ply); }); });
  }
  fs::remove_all(folder);
}
