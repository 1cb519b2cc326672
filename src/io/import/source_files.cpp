#include "source_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

std::unique_ptr<ByteSource> SourceFiles::open(const SourceFile& file) { return std::make_unique<MemoryBytes>(read(file)); }

void SourceFiles::read_each(const std::vector<const SourceFile*>& wanted, const TakeFile& take, const TakeFault& fault) {
  for (std::size_t w = 0; w < wanted.size(); ++w) {
    std::optional<std::vector<std::byte>> bytes;
    try {
      bytes = read(*wanted[w]);
    } catch (const InputError& error) {
      fault(w, error.what());
    }
    if (bytes) take(w, std::move(*bytes));
  }
}

std::vector<std::byte> SourceFiles::head(const SourceFile& file, std::size_t most) {
  const std::unique_ptr<ByteSource> source = open(file);
  std::vector<std::byte> bytes(std::min<std::uint64_t>(source->size(), most));
  for (std::size_t done = 0; done < bytes.size();) {
    const std::size_t got = source->read_at(done, std::span(bytes).subspan(done));
    if (got == 0) bytes.resize(done);
    done += got;
  }
  return bytes;
}

SomeFiles::SomeFiles(SourceFiles& all, std::vector<const SourceFile*> some) : all_(all), some_(std::move(some)) {
  files_.reserve(some_.size());
  for (const SourceFile* const file : some_) files_.push_back(*file);
}

void SomeFiles::read_each(const std::vector<const SourceFile*>& wanted, const TakeFile& take, const TakeFault& fault) {
  std::vector<const SourceFile*> originals;
  originals.reserve(wanted.size());
  for (const SourceFile* const file : wanted) originals.push_back(&original(*file));
  all_.read_each(originals, take, fault);
}

std::size_t MemoryBytes::read_at(std::uint64_t offset, std::span<std::byte> into) {
  if (offset >= bytes_.size()) return 0;
  const std::size_t count = std::min<std::uint64_t>(into.size(), bytes_.size() - offset);
  std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(offset), count, into.begin());
  return count;
}

void MemoryFiles::add(const std::string& name, std::vector<std::byte> bytes, FileRole role) {
  const SourceFile file{name, bytes.size(), role};
  const auto place = std::lower_bound(files_.begin(), files_.end(), file, [](const SourceFile& a, const SourceFile& b) {
    return a.role != b.role ? a.role < b.role : a.name < b.name;
  });
  files_.insert(place, file);
  bytes_[name] = std::move(bytes);
}

void MemoryFiles::add(const std::string& name, std::string_view text, FileRole role) {
  const auto bytes = std::as_bytes(std::span(text.data(), text.size()));
  add(name, std::vector(bytes.begin(), bytes.end()), role);
}

std::vector<std::byte> MemoryFiles::read(const SourceFile& file) {
  const auto found = bytes_.find(file.name);
  if (found == bytes_.end()) throw InputError(fmt::format("{}: is not there", file.name));
  return found->second;
}

std::string_view base_name(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

std::string_view folder_of(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : name.substr(0, slash);
}

std::string_view stem_of(std::string_view name) {
  const std::string_view base = base_name(name);
  return base.substr(0, base.rfind('.'));
}

std::string lower_ending(std::string_view name) {
  const std::string_view base = base_name(name);
  const std::size_t dot = base.rfind('.');
  return dot == std::string_view::npos ? std::string() : lower_case(base.substr(dot));
}

const SourceFile* find_file(const SourceFiles& files, std::string_view name, FileRole role) {
  const auto found = std::find_if(files.files().begin(), files.files().end(),
                                  [&](const SourceFile& file) { return file.role == role && same_letters(base_name(file.name), name); });
  return found == files.files().end() ? nullptr : &*found;
}

}  // namespace viamyo
