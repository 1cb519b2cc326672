#include "archive.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <zip.h>

#include <algorithm>
#include <cstring>

#include "../value.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr std::uint64_t kMostGrowth = 1000;          // no text of a mapping system packs better
constexpr std::uint64_t kAlwaysAllowed = 1'000'000;  // bytes, below which growth harms nobody

struct CloseArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

// Neither absolute nor upwards, in any system's way of writing it.
bool leads_out(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos || name.find('\0') != std::string_view::npos)
    return true;
  if (name.size() > 1 && name[1] == ':') return true;
  for (const std::string_view part : cells_of(name, '/')) {
    if (part == "..") return true;
  }
  return false;
}

class Archive : public SourceFiles {
 public:
  Archive(std::vector<std::byte> bytes, std::string name, const ReadLimits& limits, SourceFiles& beside)
      : bytes_(std::move(bytes)), name_(std::move(name)), limits_(limits), beside_(beside) {
    open();
    list();
  }

  [[nodiscard]] const std::vector<SourceFile>& files() const override { return files_; }

  std::vector<std::byte> read(const SourceFile& file) override {
    if (file.role != FileRole::kSource) {
      for (const SourceFile& other : beside_.files()) {
        if (other.role == file.role && other.name == file.name) return beside_.read(other);
      }
    }
    const auto place = static_cast<std::size_t>(&file - files_.data());
    total_ += file.bytes;
    if (total_ > limits_.archive_bytes) refuse(fmt::format("unpacks to more than {} bytes", limits_.archive_bytes));
    const std::unique_ptr<zip_file_t, CloseFile> open(zip_fopen_index(archive_.get(), indices_.at(place), 0));
    if (!open) refuse(fmt::format("{}: cannot be unpacked ({})", printable(file.name), zip_strerror(archive_.get())));
    std::vector<std::byte> bytes(file.bytes);
    for (std::size_t done = 0; done < bytes.size();) {
      const zip_int64_t got = zip_fread(open.get(), bytes.data() + done, bytes.size() - done);
      if (got <= 0) refuse(fmt::format("{}: is damaged in the archive", printable(file.name)));
      done += static_cast<std::size_t>(got);
    }
    return bytes;
  }

 private:
  [[noreturn]] void refuse(const std::string& text) const { throw InputError(fmt::format("{}: {}", name_, text)); }

  void open() {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const source = zip_source_buffer_create(bytes_.data(), bytes_.size(), 0, &error);
    if (source != nullptr) archive_.reset(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error));
    if (archive_) return;
    const std::string reason = zip_error_strerror(&error);
    zip_error_fini(&error);
    if (source != nullptr) zip_source_free(source);
    refuse(fmt::format("is a damaged ZIP archive ({})", reason));
  }

  void list() {
    const zip_int64_t count = zip_get_num_entries(archive_.get(), 0);
    if (count < 0 || static_cast<std::uint64_t>(count) > limits_.archive_files)
      refuse(fmt::format("holds {} files; at most {} are read", count, limits_.archive_files));
    std::vector<std::pair<SourceFile, zip_uint64_t>> found;
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
      zip_stat_t facts;
      if (zip_stat_index(archive_.get(), i, 0, &facts) != 0 || (facts.valid & ZIP_STAT_NAME) == 0) refuse("an entry cannot be read");
      const std::string name = to_utf8(facts.name);
      check(name, i, facts);
      if (!name.ends_with('/')) found.push_back({{name, facts.size, FileRole::kSource}, i});
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first.name < b.first.name; });
    for (const auto& [file, index] : found) {
      files_.push_back(file);
      indices_.push_back(index);
    }
    for (const SourceFile& other : beside_.files()) {
      if (other.role != FileRole::kSource) files_.push_back(other);
    }
  }

  void check(const std::string& name, zip_uint64_t index, const zip_stat_t& facts) const {
    if (leads_out(name)) refuse(fmt::format("{}: a name that leads out of the archive", printable(name)));
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    zip_file_get_external_attributes(archive_.get(), index, 0, &system, &attributes);
    if (system == ZIP_OPSYS_UNIX && S_ISLNK(attributes >> 16U))
      refuse(fmt::format("{}: is a link, which is not followed", printable(name)));
    if ((facts.valid & ZIP_STAT_SIZE) == 0 || (facts.valid & ZIP_STAT_COMP_SIZE) == 0)
      refuse(fmt::format("{}: has no size", printable(name)));
    if ((facts.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && facts.encryption_method != ZIP_EM_NONE)
      refuse("is protected by a password; unpack it first");
    if (facts.size > limits_.file_bytes)
      refuse(fmt::format("{}: has {} bytes; at most {} are read", printable(name), facts.size, limits_.file_bytes));
    if (facts.size > kAlwaysAllowed && facts.size / kMostGrowth > facts.comp_size)
      refuse(fmt::format("{}: grows from {} to {} bytes, as no export does", printable(name), facts.comp_size, facts.size));
  }

  std::vector<std::byte> bytes_;
  std::string name_;
  const ReadLimits& limits_;
  SourceFiles& beside_;
  std::unique_ptr<zip_t, CloseArchive> archive_;
  std::vector<SourceFile> files_;
  std::vector<zip_uint64_t> indices_;
  std::uint64_t total_ = 0;
};

const SourceFile* only_archive(const SourceFiles& files) {
  const SourceFile* found = nullptr;
  for (const SourceFile& file : files.files()) {
    if (file.role != FileRole::kSource) continue;
    if (found != nullptr || lower_ending(file.name) != ".zip") return nullptr;
    found = &file;
  }
  return found;
}

// The outer archive is kept for as long as the inner one is read.
struct Nested : SourceFiles {
  std::unique_ptr<SourceFiles> outer;
  std::unique_ptr<SourceFiles> inner;
  [[nodiscard]] const std::vector<SourceFile>& files() const override { return inner->files(); }
  std::vector<std::byte> read(const SourceFile& file) override { return inner->read(file); }
};

}  // namespace

std::unique_ptr<SourceFiles> opened_archive(SourceFiles& files, const ReadLimits& limits) {
  const SourceFile* const file = only_archive(files);
  if (file == nullptr) return nullptr;
  auto outer = std::make_unique<Archive>(files.read(*file), std::string(base_name(file->name)), limits, files);
  const SourceFile* const inside = only_archive(*outer);
  if (inside == nullptr) return outer;
  auto nested = std::make_unique<Nested>();
  nested->inner = std::make_unique<Archive>(outer->read(*inside), std::string(base_name(inside->name)), limits, *outer);
  nested->outer = std::move(outer);
  return nested;
}

}  // namespace viamyo
