// The formats, and the way from files to a map that the rest of the program understands.
#include "importer.h"

#include <algorithm>
#include <charconv>

#include "../value.h"
#include "finish_import.h"
#include "import_parts.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr std::size_t kMaxNames = 20;  // of a sentence

std::vector<Importer>& registered() {
  static std::vector<Importer> all{
      kCartoImporter, kOpenepImporter, kPycepsImporter, kEnsiteImporter, kOpencarpImporter,
      kHdf5Importer,  kPlyImporter,    kStlImporter,    kObjImporter,    kPointTableImporter,
  };
  return all;
}

template <class Text>
std::string listed(const std::vector<const MapOfPart*>& maps, std::string_view separator, Text text) {
  std::string all;
  for (std::size_t m = 0; m < std::min(maps.size(), kMaxNames); ++m)
    all += fmt::format("{}{}", m == 0 ? "" : separator, text(maps[m]->map));
  return maps.size() > kMaxNames ? fmt::format("{}{}... and {} more", all, separator, maps.size() - kMaxNames) : all;
}

ImportParts parts_or_refusal(SourceFiles& files, const ImportRequest& request) {
  ImportParts parts = parts_of(files, request);
  if (!parts.parts.empty()) return parts;
  std::string others;
  for (const std::string& other : parts.others) others += "; " + other;
  throw InputError(fmt::format("is no map, and no export of a system that is known (docs/formats.md lists them){}", others));
}

// The map of that name in the list; else "#2" is the second of the list, and "LV:2" the second that the source calls LV.
const MapOfPart& named_map(const std::vector<MapOfPart>& maps, const std::string& wanted) {
  const auto named = [&](const std::string& name) {
    return std::find_if(maps.begin(), maps.end(), [&](const MapOfPart& one) { return one.map.name == name; });
  };
  if (const auto found = named(wanted); found != maps.end()) return *found;
  const std::size_t mark = wanted.find_last_of("#:");
  std::size_t number = 0;
  const char* const end = wanted.data() + wanted.size();
  if (mark != std::string::npos && std::from_chars(wanted.data() + mark + 1, end, number).ptr == end && number > 0) {
    const std::string name = wanted.substr(0, mark);
    if (wanted[mark] == '#' && name.empty() && number <= maps.size()) return maps[number - 1];
    const auto found = named(number == 1 ? name : fmt::format("{} ({})", name, number));
    if (wanted[mark] == ':' && found != maps.end()) return *found;
  }
  throw UsageError(fmt::format("has no map '{}'; --list shows its maps", printable(wanted)));
}

const MapOfPart& chosen(const std::vector<MapOfPart>& maps, const std::string& wanted) {
  if (!wanted.empty()) return named_map(maps, wanted);
  if (maps.size() == 1) return maps.front();  // one that cannot be read says why itself
  std::vector<const MapOfPart*> all;
  std::vector<const MapOfPart*> usable;
  for (const MapOfPart& one : maps) {
    all.push_back(&one);
    if (one.map.note.empty()) usable.push_back(&one);
  }
  if (maps.empty()) throw InputError("holds no map");
  if (usable.empty())
    throw InputError(fmt::format("none of its {} maps can be read: {}", maps.size(), listed(all, "; ", [](const ListedMap& map) {
                                   return fmt::format("{}: {}", printable(map.name), map.note);
                                 })));
  if (usable.size() > 1)
    throw UsageError(fmt::format("holds {} maps ({}); choose one with --map NAME", usable.size(),
                                 listed(usable, ", ", [](const ListedMap& map) { return printable(map.name); })));
  return *usable.front();
}

}  // namespace

std::span<const Importer> importers() { return registered(); }

void add_importers(std::span<const Importer> more) { registered().insert(registered().begin(), more.begin(), more.end()); }

Import read_files(SourceFiles& files, const ImportOptions& options, const ReadLimits& limits) {
  const ImportRequest request{options, limits};
  const ImportParts parts = parts_or_refusal(files, request);
  const ImportPart& first = parts.parts.front();
  const bool is_one = parts.parts.size() == 1 && first.importer->list == nullptr;  // not to be read twice
  const std::vector<MapOfPart> maps =
      is_one ? std::vector<MapOfPart>{{&first, 0, {std::string(stem_of(first.place)), 0, true, "", ""}}} : maps_of(parts, request);
  const MapOfPart& map = chosen(maps, options.map);
  Import import = map.part->importer->read(*map.part->files, {options, limits, map.index});
  import.file = map.map.name;
  if (maps.size() > 1) import.report.map_name = import.map.study.map_id = map.map.name;
  for (const std::string& other : parts.others) import.note(NoteKind::kFound, "{}", other);
  for (const std::string& one : files.hidden()) import.lost(NoteKind::kDropped, "{}", one);
  return import;
}

Import import_files(SourceFiles& files, const ImportOptions& options, const ReadLimits& limits) {
  Import import = read_files(files, options, limits);
  finish_import(files, {options, limits}, import);
  return import;
}

SourceContents list_files(SourceFiles& files, const ImportOptions& options, const ReadLimits& limits) {
  const ImportRequest request{options, limits};
  ImportParts parts = parts_or_refusal(files, request);
  SourceContents contents;
  for (MapOfPart& one : maps_of(parts, request)) contents.maps.push_back(std::move(one.map));
  contents.others = std::move(parts.others);
  for (std::string& one : files.hidden()) contents.others.push_back(std::move(one));
  return contents;
}

}  // namespace viamyo
