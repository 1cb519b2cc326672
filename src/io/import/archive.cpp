#include "archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <optional>

#include "../allowance.h"
#include "../value.h"
#include "archive_kind.h"
#include "archive_stream.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr std::uint64_t kMaxGrowth = 1000;           // no text of a mapping system packs better
constexpr std::size_t kMaxCompared = 100;            // of files that lie there twice; beyond, each counts as another
constexpr int kMaxDamages = 50;                      // behind each of which all entries are passed again
constexpr std::uint64_t kAlwaysAllowed = 1'000'000;  // bytes, below which growth harms nobody

// Neither absolute nor upwards, in any system's way of writing it.
bool leads_out(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\0') != std::string_view::npos) return true;
  if (name.size() > 1 && name[1] == ':') return true;
  const std::vector<std::string_view> parts = cells_of(name, '/');
  return std::any_of(parts.begin(), parts.end(), [](std::string_view part) { return part == ".."; });
}

// What file managers leave behind, and no export holds.
bool is_hidden(std::string_view name) {
  const std::vector<std::string_view> parts = cells_of(name, '/');
  return std::any_of(parts.begin(), parts.end(),
                     [](std::string_view part) { return (part.starts_with('.') && part != ".") || part == "__MACOSX"; });
}

class Archive : public SourceFiles {
 public:
  Archive(std::unique_ptr<ByteSource> bytes, std::string name, const ReadLimits& limits, SourceFiles& beside)
      : bytes_(std::move(bytes)), name_(std::move(name)), limits_(limits), beside_(beside) {
    list();
  }

  [[nodiscard]] const std::vector<SourceFile>& files() const override { return files_; }

  std::vector<std::byte> read(const SourceFile& file) override {
    if (file.role != FileRole::kSource) {
      for (const SourceFile& other : beside_.files()) {
        if (other.role == file.role && other.name == file.name) return beside_.read(other);
      }
    }
    return unpacked(file);
  }

  // In the order in which they are packed, each entry is passed once.
  void read_each(const std::vector<const SourceFile*>& wanted, const TakeFile& take, const TakeFault& fault) override {
    std::vector<std::size_t> order(wanted.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return place_of(*wanted[a]) < place_of(*wanted[b]); });
    std::vector<const SourceFile*> in_order;
    in_order.reserve(order.size());
    for (const std::size_t w : order) in_order.push_back(wanted[w]);
    SourceFiles::read_each(
        in_order, [&](std::size_t at, std::vector<std::byte> bytes) { take(order[at], std::move(bytes)); },
        [&](std::size_t at, std::string_view cause) { fault(order[at], cause); });
  }

  [[nodiscard]] std::vector<std::string> hidden() const override { return hidden_; }

 private:
  [[noreturn]] void refuse(std::string_view text) const { throw InputError(fmt::format("{}: {}", name_, text)); }

  template <class Work>
  auto named(Work work) {
    try {
      return work();
    } catch (const InputError& error) {
      refuse(error.what());
    }
  }

  struct Found {
    SourceFile file;
    std::size_t place;
  };

  std::size_t place_of(const SourceFile& file) const {
    return file.role == FileRole::kSource ? places_.at(static_cast<std::size_t>(&file - files_.data())) : 0;
  }

  std::vector<std::byte> unpacked(const SourceFile& file) {
    allow_file(file.bytes);
    const std::size_t place = place_of(file);
    return named([&] {
      try {
        go_to(place);
        return stream_->read(file.bytes);
      } catch (const InputError& error) {
        if (stream_ && stream_->is_stuck()) {
          stream_.reset();
          ++damages_;
        }
        throw InputError(fmt::format("{}: {}", printable(file.name), error.what()));
      }
    });
  }

  // To the entry at that place, of which the contents come next.
  void go_to(std::size_t place) {
    if (!stream_ || place < next_) {
      if (damages_ > kMaxDamages) throw InputError("is damaged in many places");
      stream_ = std::make_unique<ArchiveStream>(*bytes_);
      next_ = 0;
    }
    ArchiveEntry entry;
    for (; next_ <= place; ++next_) {
      if (!stream_->next(entry)) throw InputError("became shorter while it was read");
    }
  }

  void list() {
    std::vector<std::pair<Found, Found>> twice;
    std::map<std::string, Found> found;  // of two of one name the last counts, as for programs that unpack
    named([&] {
      ArchiveStream stream(*bytes_);
      ArchiveEntry entry;
      for (std::size_t place = 0; stream.next(entry); ++place) {
        if (place >= limits_.archive_files) throw InputError(fmt::format("holds more than {} files", limits_.archive_files));
        check(entry);
        if (entry.is_folder || is_hidden(entry.name)) continue;
        const Found now{{entry.name, entry.bytes, FileRole::kSource}, place};
        const auto [before, is_new] = found.try_emplace(entry.name, now);
        if (is_new) continue;
        twice.emplace_back(before->second, now);
        before->second = now;
      }
    });
    std::uint64_t total = 0;
    for (const auto& [name, one] : found) {
      files_.push_back(one.file);
      places_.push_back(one.place);
      total += one.file.bytes;
    }
    check_total(total);
    tell_hidden(twice);
    for (const SourceFile& other : beside_.files()) {
      if (other.role != FileRole::kSource) files_.push_back(other);
    }
  }

  // Of two files of one name that are equal none is lost.
  void tell_hidden(const std::vector<std::pair<Found, Found>>& twice) {
    for (std::size_t t = 0; t < twice.size(); ++t) {
      const auto& [before, now] = twice[t];
      const bool is_equal = t < kMaxCompared && before.file.bytes == now.file.bytes && are_equal(before, now);
      if (!is_equal)
        hidden_.push_back(
            fmt::format("{}: {}: lies there once more under the same name; the last is read", name_, printable(now.file.name)));
    }
  }

  bool are_equal(const Found& before, const Found& now) {
    try {
      allow_file(2 * now.file.bytes);
      go_to(before.place);
      const std::vector<std::byte> first = stream_->read(before.file.bytes);
      go_to(now.place);
      return stream_->read(now.file.bytes) == first;
    } catch (const InputError&) {
      stream_.reset();  // a damaged one is not equal, and whoever reads it says why
      return false;
    }
  }

  void check(const ArchiveEntry& entry) const {
    const std::string shown = printable(entry.name);
    if (leads_out(entry.name)) throw InputError(fmt::format("{}: a name that leads out of the archive", shown));
    if (entry.is_folder) return;
    if (entry.is_encrypted) throw InputError("is protected by a password; unpack it first");
    if (!entry.is_file) throw InputError(fmt::format("{}: is a link, which is not followed", shown));
    if (!entry.has_size) throw InputError(fmt::format("{}: has no size", shown));
    if (entry.bytes > limits_.file_bytes)
      throw InputError(fmt::format("{}: has {} bytes; at most {} are read", shown, entry.bytes, limits_.file_bytes));
  }

  void check_total(std::uint64_t total) const {
    if (total > limits_.archive_bytes)
      refuse(fmt::format("unpacks to {} bytes; at most {} are read; unpack it and open the folder", total, limits_.archive_bytes));
    if (total > kAlwaysAllowed && total / kMaxGrowth > bytes_->size())
      refuse(fmt::format("grows from {} to {} bytes, as no export does", bytes_->size(), total));
  }

  std::unique_ptr<ByteSource> bytes_;
  std::string name_;
  const ReadLimits& limits_;
  SourceFiles& beside_;
  std::vector<SourceFile> files_;
  std::vector<std::size_t> places_;  //!< in the order of the archive
  std::vector<std::string> hidden_;
  int damages_ = 0;  //!< behind which the archive had to be begun anew
  std::unique_ptr<ArchiveStream> stream_;
  std::size_t next_ = 0;  //!< the entry that the stream comes to next
};

// The archive that the source consists of, and its bytes; nothing where it is more, or something else.
struct OnlyArchive {
  const SourceFile* file = nullptr;
  std::unique_ptr<ByteSource> bytes;
};

std::optional<OnlyArchive> only_archive(SourceFiles& files) {
  std::vector<const SourceFile*> sources;
  for (const SourceFile& file : files.files()) {
    if (file.role == FileRole::kSource) sources.push_back(&file);
  }
  const bool are_parts = !sources.empty() &&
                         std::all_of(sources.begin(), sources.end(), [](const SourceFile* file) { return is_part_of_archive(file->name); });
  if (are_parts) throw InputError(part_sentence(base_name(sources.front()->name)));
  if (sources.size() != 1) return std::nullopt;
  OnlyArchive only{sources.front(), files.open(*sources.front())};
  std::array<std::byte, kArchiveHeadBytes> head{};
  const std::string_view kind = archive_kind(std::span(head).first(only.bytes->read_at(0, head)));
  if (kind.empty()) return std::nullopt;
  if (kind == "RAR") throw InputError(fmt::format("{}: is a RAR archive, which is not read; unpack it first", base_name(only.file->name)));
  return only;
}

// The outer archive is kept for as long as the inner one is read.
class Nested : public SourceFiles {
 public:
  Nested(std::unique_ptr<SourceFiles> outer, std::unique_ptr<SourceFiles> inner) : outer_(std::move(outer)), inner_(std::move(inner)) {}
  [[nodiscard]] const std::vector<SourceFile>& files() const override { return inner_->files(); }
  std::vector<std::byte> read(const SourceFile& file) override { return inner_->read(file); }
  void read_each(const std::vector<const SourceFile*>& wanted, const TakeFile& take, const TakeFault& fault) override {
    inner_->read_each(wanted, take, fault);
  }
  [[nodiscard]] std::vector<std::string> hidden() const override { return inner_->hidden(); }

 private:
  std::unique_ptr<SourceFiles> outer_;
  std::unique_ptr<SourceFiles> inner_;
};

}  // namespace

std::unique_ptr<SourceFiles> opened_archive(SourceFiles& files, const ReadLimits& limits) {
  std::optional<OnlyArchive> only = only_archive(files);
  if (!only) return nullptr;
  auto outer = std::make_unique<Archive>(std::move(only->bytes), std::string(base_name(only->file->name)), limits, files);
  std::optional<OnlyArchive> inside = only_archive(*outer);
  if (!inside) return outer;
  auto inner = std::make_unique<Archive>(std::move(inside->bytes), std::string(base_name(inside->file->name)), limits, *outer);
  return std::make_unique<Nested>(std::move(outer), std::move(inner));
}

}  // namespace viamyo
