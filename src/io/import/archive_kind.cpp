#include "archive_kind.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "source_files.h"
#include "text_scan.h"

namespace viamyo {

namespace {

struct Beginning {
  std::string_view kind;
  std::string_view bytes;
};

bool are_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string_view archive_kind(std::span<const std::byte> head) {
  using namespace std::string_view_literals;
  constexpr std::array kBeginnings{Beginning{"ZIP", "PK\3\4"sv},        Beginning{"ZIP", "PK\5\6"sv},
                                   Beginning{"ZIP", "PK\7\10"sv},       Beginning{"7-Zip", "7z\xBC\xAF\x27\x1C"sv},
                                   Beginning{"gzip", "\x1F\x8B\x08"sv}, Beginning{"bzip2", "BZh"sv},
                                   Beginning{"xz", "\xFD\x37zXZ\0"sv},  Beginning{"Zstandard", "\x28\xB5\x2F\xFD"sv},
                                   Beginning{"RAR", "Rar!\x1A\x07"sv}};
  constexpr std::size_t kTarAt = 257;
  const std::string_view text = as_text(head);
  for (const Beginning& beginning : kBeginnings) {
    if (text.starts_with(beginning.bytes)) return beginning.kind;
  }
  return text.size() > kTarAt && text.substr(kTarAt).starts_with("ustar") ? "tar" : std::string_view();
}

bool is_program(std::span<const std::byte> head) {
  const std::string_view text = as_text(head);
  return text.starts_with(
             "\x7F"
             "ELF") ||
         (text.starts_with("MZ") && text.find('\0') != std::string_view::npos);
}

bool is_part_of_archive(std::string_view name) {
  const std::string ending = lower_ending(name);
  if (ending.size() < 2) return false;
  const std::string_view behind = std::string_view(ending).substr(1);
  const std::string before = lower_ending(name.substr(0, name.size() - ending.size()));
  const bool is_archive =
      before == ".zip" || before == ".7z" || before == ".tar" || before == ".tgz" || before == ".gz" || before == ".rar";
  if (behind.size() == 3 && are_digits(behind)) return is_archive;
  if (behind.size() == 3 && behind[0] == 'z' && are_digits(behind.substr(1))) return true;
  return ending == ".rar" && before.starts_with(".part") && are_digits(std::string_view(before).substr(5));
}

std::string part_sentence(std::string_view name) {
  return fmt::format("{}: is one part of an archive that was split; join the parts or unpack them, and open the folder", name);
}

}  // namespace viamyo
