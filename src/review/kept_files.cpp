#include "viamyo/kept_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <array>

#include "descriptor.h"
#include "viamyo/errors.h"
#include "viamyo/review_log.h"

namespace viamyo {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHead_bytes = 1024;

//! The start of a regular file; empty where there is none, or it cannot be read.
std::string head_of(const fs::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat facts {};
  const bool regular = file.is_open() && ::fstat(file.number(), &facts) == 0 && S_ISREG(facts.st_mode);
  return regular ? read_at(file.number(), 0, kHead_bytes) : std::string();
}

//! What the file is, by its name or by what is in it; empty = nothing that is kept.
std::string_view kept_as(const fs::path& path) {
  struct Mark {
    std::string_view text, what;
  };
  constexpr std::array kMarks{Mark{"viamyo.review-log/", "a review log"}, Mark{"schema = \"viamyo.team/", "a team's file"},
                              Mark{"schema = \"viamyo.request/", "a request to join a team"},
                              Mark{"schema = \"viamyo.key/", "a private key"}};
  if (path.string().ends_with(default_log({}).string())) return kMarks.front().what;
  const std::string head = head_of(path);
  for (const Mark& mark : kMarks) {
    if (head.find(mark.text) != std::string::npos) return mark.what;
  }
  return {};
}

void refuse_input(const fs::path& out, const std::string& input) {
  std::error_code error;
  if (input.empty()) return;
  if (fs::equivalent(input, out, error) || fs::absolute(input, error).lexically_normal() == fs::absolute(out, error).lexically_normal())
    throw UsageError(fmt::format("{}: is an input; choose another name", out.string()));
}

}  // namespace

void refuse_kept_file(const fs::path& out, const std::vector<std::string>& inputs) {
  for (const std::string& input : inputs) refuse_input(out, input);
  std::error_code error;
  if (!fs::exists(out, error)) return;
  if (const std::string_view what = kept_as(out); !what.empty())
    throw UsageError(fmt::format("{}: is {}, and is not replaced; choose another name", out.string(), what));
  const fs::path log = default_log(out);
  if (fs::exists(log, error))
    throw UsageError(
        fmt::format("{}: is a map with a review log ({}), and is not replaced; choose another name", out.string(), log.string()));
}

}  // namespace viamyo
