#include "import_parts.h"

#include <algorithm>
#include <map>
#include <set>

#include "../value.h"
#include "archive_kind.h"
#include "content_kind.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr std::string_view kLockedStudy = "StudyEncMetadata";

const Importer* importer_for(SourceFiles& files) {
  for (const Importer& importer : importers()) {
    if (importer.recognizes(files)) return &importer;
  }
  return nullptr;
}

class Parting {
 public:
  Parting(SourceFiles& files, const ImportRequest& request) : files_(files), request_(request) {}

  ImportParts take_apart() {
    std::vector<const SourceFile*> own;
    for (const SourceFile& file : files_.files()) {
      if (file.role == FileRole::kSource) own.push_back(&file);
    }
    if (own.size() == 1) {
      add_part(own.front()->name, own);
      return std::move(parted_);
    }
    for (const SourceFile* const file : own) sort_in(*file);
    for (const std::string& group : order_) add_part(places_[group], groups_[group]);
    return std::move(parted_);
  }

 private:
  // Groups have a first letter that no two kinds share, and stand in the order of their first files.
  void join(const std::string& group, std::string_view place, const SourceFile& file) {
    if (groups_[group].empty()) {
      order_.push_back(group);
      places_[group] = place;
    }
    groups_[group].push_back(&file);
  }

  void sort_in(const SourceFile& file) {
    if (is_part_of_archive(file.name)) return tell_part(file);
    if (contains_letters(base_name(file.name), kLockedStudy)) {
      parted_.others.push_back(
          fmt::format("{}: CARTO writes it beside a study that it exported encrypted, which is not read; export the "
                      "study without encryption",
                      printable(file.name)));
      return;
    }
    switch (kind_of(file)) {
      case ContentKind::kCarto:
        return join("c" + std::string(carto_folder(file.name)), carto_folder(file.name), file);
      case ContentKind::kEnsite:
        return join("e", "", file);
      case ContentKind::kOpencarp:
        return add_opencarp(file);
      case ContentKind::kAlone:
      case ContentKind::kTable:
        return join("f" + file.name, file.name, file);
      case ContentKind::kOtherTable:
        if (is_table_by_option(file)) return join("f" + file.name, file.name, file);
        return tell_other_table(file);
      case ContentKind::kArchive:
        parted_.others.push_back(fmt::format("{}: an archive, which is a source of its own", printable(file.name)));
        return;
      case ContentKind::kNative:
        parted_.others.push_back(fmt::format("{}: HDF5, which is a source of its own", printable(file.name)));
        return;
      case ContentKind::kNothing:
        return;
    }
  }

  // The first of an archive's parts speaks for all.
  void tell_part(const SourceFile& file) {
    const std::string archive(file.name.substr(0, file.name.rfind('.')));
    if (split_.insert(archive).second) parted_.others.push_back(part_sentence(printable(file.name)));
  }

  void tell_other_table(const SourceFile& file) {
    const std::vector<std::byte> head = files_.head(file, kContentHeadBytes);
    const OwnTable own = own_table(text_of(head));
    parted_.others.push_back(own == OwnTable::kNone ? fmt::format("{}: a table without columns x, y and z", printable(file.name))
                                                    : fmt::format("{}: {}, and no table of points", printable(file.name), told(own)));
  }

  ContentKind kind_of(const SourceFile& file) {
    std::vector<std::byte> head;
    if (needs_head(file.name) && file.bytes > 0) head = files_.head(file, kContentHeadBytes);
    return content_kind(file.name, as_text(head));
  }

  // Who says which columns are the positions, says that it is a table of points.
  [[nodiscard]] bool is_table_by_option(const SourceFile& file) {
    std::vector<const ArrayChoice*> positions;
    for (const ArrayChoice& choice : request_.options.arrays) {
      if (choice.field == "x" || choice.field == "y" || choice.field == "z") positions.push_back(&choice);
    }
    if (positions.size() != 3) return false;
    const std::vector<std::byte> head = files_.head(file, kContentHeadBytes);
    const std::string text = text_of(head);
    return std::all_of(positions.begin(), positions.end(),
                       [&](const ArrayChoice* choice) { return text.find(choice->array) != std::string::npos; });
  }

  // Values may lie beside any mesh of the folder.
  void add_opencarp(const SourceFile& file) {
    const std::string folder(folder_of(file.name));
    const bool is_value = lower_ending(file.name) == ".dat";
    bool has_mesh = false;
    std::set<std::string> meshes;
    for (const SourceFile& other : files_.files()) {
      const std::string ending = lower_ending(other.name);
      if (other.role != FileRole::kSource || folder_of(other.name) != folder || (ending != ".pts" && ending != ".elem")) continue;
      has_mesh = true;
      const std::string mesh = other.name.substr(0, other.name.rfind('.'));
      if (is_value ? meshes.insert(mesh).second : (&other == &file)) join("o" + mesh, is_value ? other.name : file.name, file);
    }
    if (!has_mesh) parted_.others.push_back(fmt::format("{}: of no known kind", printable(file.name)));
  }

  void add_part(const std::string& place, const std::vector<const SourceFile*>& own) {
    auto some = std::make_unique<SomeFiles>(files_, own);
    const Importer* const importer = importer_for(*some);
    if (importer != nullptr)
      parted_.parts.push_back({importer, std::move(some), place});
    else if (own.size() == 1 && !order_.empty() && lower_ending(place) != ".txt")
      parted_.others.push_back(fmt::format("{}: of no known kind", printable(own.front()->name)));
  }

  SourceFiles& files_;
  const ImportRequest& request_;
  ImportParts parted_;
  std::set<std::string> split_;  //!< archives of which there are parts
  std::vector<std::string> order_;
  std::map<std::string, std::string> places_;
  std::map<std::string, std::vector<const SourceFile*>> groups_;
};

std::vector<ListedMap> listed_in(const ImportPart& part, const ImportRequest& request) {
  const Importer& importer = *part.importer;
  if (importer.list != nullptr) return importer.list(*part.files, request);
  const std::string name(stem_of(part.place));
  if (!importer.holds_points) return {{name, 0, true, "", ""}};
  try {
    return {{name, importer.read(*part.files, request).map.points.positions.size(), true, "", ""}};
  } catch (const Error& error) {
    return {{name, 0, false, error.what(), ""}};  // which option helps stands there
  }
}

void number_names(std::vector<MapOfPart>& maps) {
  std::set<std::string> taken;
  std::set<std::string> given;
  for (const MapOfPart& one : maps) given.insert(one.map.name);
  for (MapOfPart& one : maps) {
    const std::string name = one.map.name;
    for (int number = 2; !taken.insert(one.map.name).second; ++number) {
      one.map.name = fmt::format("{} ({})", name, number);
      while (given.contains(one.map.name)) one.map.name = fmt::format("{} ({})", name, ++number);
    }
  }
}

}  // namespace

ImportParts parts_of(SourceFiles& files, const ImportRequest& request) { return Parting(files, request).take_apart(); }

std::vector<MapOfPart> maps_of(const ImportParts& parts, const ImportRequest& request) {
  std::vector<MapOfPart> maps;
  for (const ImportPart& part : parts.parts) {
    std::vector<ListedMap> listed = listed_in(part, request);
    for (std::size_t i = 0; i < listed.size(); ++i) {
      if (listed[i].place.empty()) listed[i].place = part.place;
      maps.push_back({&part, i, std::move(listed[i])});
    }
  }
  number_names(maps);
  return maps;
}

}  // namespace viamyo
