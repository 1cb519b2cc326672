// viamyo phantom: synthetic maps with known truth.
#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <memory>

#include "console.h"
#include "endings.h"
#include "io/value.h"
#include "json.h"
#include "options.h"
#include "program.h"
#include "table.h"
#include "viamyo/errors.h"
#include "viamyo/kept_files.h"
#include "viamyo/native_file.h"
#include "viamyo/phantom.h"

namespace viamyo::cli {
namespace {

struct Options {
  OutputOptions output;
  std::string id;
  std::string out;
  std::string seed;
  bool list = false;
};

std::string listed(bool json) {
  Table table({Align::kLeft, Align::kRight, Align::kLeft});
  table.add({"CASE", "SEED", "TITLE"});
  Json cases = Json::array();
  for (const PhantomCase& each : phantom_cases()) {
    table.add({std::string(each.id), fmt::format("{}", each.seed), std::string(each.title)});
    cases.push_back({{"id", each.id}, {"seed", each.seed}, {"title", each.title}});
  }
  if (json) return document("viamyo.phantoms/1", {{"cases", cases}});
  return table.text() + "\nAll are synthetic and say so. `viamyo phantom CASE --out MAP.h5` makes one.\n";
}

std::uint64_t parsed_seed(const std::string& text) {
  std::uint64_t seed = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, seed);
  if (error != std::errc() || stop != end) throw UsageError(fmt::format("--seed {}: must be a whole number from 0 to 2^64-1", text));
  return seed;
}

bool is_synthetic_map(const std::string& file) {
  try {
    return read_native(file).map.study.synthetic.value_or(false);
  } catch (const InputError&) {
    return false;
  }
}

//! A patient's map must not be lost to a synthetic one by a slip of the name.
void refuse_output(const std::string& out) {
  if (!is_map_name(out)) throw UsageError(fmt::format("{}: a map's name ends in .h5, .hdf or .vtkhdf", out));
  std::error_code error;
  if (std::filesystem::is_regular_file(out, error) && !is_synthetic_map(out))
    throw UsageError(fmt::format("{}: exists and is no synthetic map; it is not replaced", out));
}

int make(const Options& options) {
  if (options.id.empty()) throw UsageError("phantom: name a case (`viamyo phantom --list`) and --out MAP.h5");
  if (options.out.empty()) throw UsageError("phantom: --out MAP.h5 is missing");
  refuse_output(options.out);
  const Map map = options.seed.empty() ? make_phantom(options.id) : make_phantom(options.id, parsed_seed(options.seed));
  refuse_kept_file(options.out, {});
  const std::string digest = save_native(map, options.out);
  if (options.output.json) {
    write_stdout(document("viamyo.phantom/1", {{"file", options.out}, {"case", options.id}, {"content_digest", digest}}));
  } else if (!options.output.quiet) {
    write_stdout(fmt::format("{}: {}, {} vertices, {} mapping points, content digest {}\n", printable(options.out), options.id,
                             map.surface.vertices.size(), map.points.positions.size(), digest));
  }
  return kDone;
}

int run(const Options& options) {
  if (!options.list) return make(options);
  write_stdout(listed(options.output.json));
  return kDone;
}

}  // namespace

Command phantom_command() {
  auto options = std::make_shared<Options>();
  Command command{.name = "phantom", .help = "synthetic maps with known truth", .run = [options] { return run(*options); }};
  command.options = {
      {.name = "case", .target = &options->id, .help = "which; --list tells them"},
      {.name = "--out", .target = &options->out, .help = "the map to write", .shape = "MAP.h5"},
      {.name = "--seed", .target = &options->seed, .help = "another draw of the same case; default: the sample map's", .shape = "N"},
      {.name = "--list", .target = &options->list, .help = "all cases"}};
  add_output_options(command, options->output);
  return command;
}

}  // namespace viamyo::cli
