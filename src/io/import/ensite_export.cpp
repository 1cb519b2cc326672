#include "ensite_export.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "../value.h"
#include "content_kind.h"
#include "import_tools.h"
#include "reconstruct.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr double kSamePlace = 1e-3;  // of text of three decimals
constexpr double kNear_mm = 30;      // points that are farther from a surface than this are not its own
constexpr std::size_t kSampledPoints = 200;

// A name without the words that tell a quantity: what the files of one map have in common.
std::string without_quantity(std::string_view name) {
  constexpr std::array<std::string_view, 36> kWords{
      "pp",        "p",       "bi",      "uni",     "omni",       "bipolar",    "unipolar",  "omnipolar",     "bpolar", "bipol",
      "unipol",    "voltage", "volt",    "lat",     "activation", "isochronal", "isochrone", "pneg",          "neg",    "peak",
      "to",        "cfe",     "cfemean", "mean",    "stddev",     "cfestddev",  "score",     "fractionation", "pfreq",  "freq",
      "frequency", "map",     "contact", "mapping", "model",      "data"};
  std::string left;
  std::string word;
  for (const char c : lower_case(name) + ' ') {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80) {
      word += c;
      continue;
    }
    if (!word.empty() && std::find(kWords.begin(), kWords.end(), word) == kWords.end()) left += word + ' ';
    word.clear();
  }
  return left;
}

bool same_surface(const Surface& a, const Surface& b) {
  return a.vertices.size() == b.vertices.size() && a.triangles == b.triangles &&
         std::equal(a.vertices.begin(), a.vertices.end(), b.vertices.begin(),
                    [](const Vec3& p, const Vec3& q) { return distance(p, q) <= kSamePlace; });
}

// Of at most 200 of the points, whether half lie on it.
bool lie_on(const std::vector<Vec3>& points, const Surface& surface) {
  const std::size_t step = std::max<std::size_t>(1, points.size() / kSampledPoints);
  std::size_t near = 0;
  std::size_t all = 0;
  for (std::size_t p = 0; p < points.size(); p += step, ++all) {
    near += std::size_t{
        std::any_of(surface.vertices.begin(), surface.vertices.end(), [&](const Vec3& v) { return distance(v, points[p]) <= kNear_mm; })};
  }
  return 2 * near >= all;
}

void add_notes(const Import& from, Import& to) {
  for (const ImportNote& note : from.report.notes) {
    const bool is_told =
        std::any_of(to.report.notes.begin(), to.report.notes.end(), [&](const ImportNote& other) { return other.text == note.text; });
    if (!is_told) to.report.notes.push_back(note);
  }
}

struct JoinedSurface {
  EnsiteMap map;
  std::vector<std::string> files;
  std::vector<std::string> quantities;
};

class Joining {
 public:
  void add(EnsiteVolume volume) {
    const auto found = std::find_if(surfaces_.begin(), surfaces_.end(), [&](const JoinedSurface& s) { return belongs(volume, s); });
    if (found != surfaces_.end()) return join(std::move(volume), *found);
    JoinedSurface& made = surfaces_.emplace_back();
    made.files = {volume.file};
    if (!volume.quantity.empty()) made.quantities = {volume.quantity};
    made.map = {volume.name, volume.file, volume.fault, std::move(volume.import)};
  }

  void add(EnsitePoints points) {
    std::vector<JoinedSurface*> beside;
    for (JoinedSurface& s : surfaces_) {
      if (s.map.fault.empty() && lies_beside(points, s)) beside.push_back(&s);
    }
    if (!points.fault.empty()) return tell_fault(points, beside);
    std::erase_if(beside, [&](const JoinedSurface* s) { return !lie_on(points.import.map.points.positions, s->map.import.map.surface); });
    if (beside.size() > 1) prefer(beside, [&](const JoinedSurface& s) { return same_letters(s.map.name, points.map_name); });
    if (beside.size() > 1) prefer(beside, [](const JoinedSurface& s) { return !s.quantities.empty(); });
    if (beside.size() == 1 && take(points, *beside.front())) return;
    points_alone_.push_back(std::move(points));
  }

  std::vector<EnsiteMap> finish() {
    std::vector<EnsiteMap> maps;
    for (JoinedSurface& s : surfaces_) {
      s.map.place = common_place(s.files);
      maps.push_back(std::move(s.map));
    }
    for (EnsitePoints& points : points_alone_) maps.push_back(with_own_surface(std::move(points)));
    return maps;
  }

 private:
  template <class Which>
  static void prefer(std::vector<JoinedSurface*>& of, Which which) {
    std::vector<JoinedSurface*> those;
    std::copy_if(of.begin(), of.end(), std::back_inserter(those), [&](const JoinedSurface* s) { return which(*s); });
    if (!those.empty()) of = those;
  }

  static bool are_called_alike(const std::string& a, const std::string& b) {
    if (without_quantity(stem_of(a)) != without_quantity(stem_of(b))) return false;
    return folder_of(a) == folder_of(b) || without_quantity(base_name(folder_of(a))) == without_quantity(base_name(folder_of(b)));
  }

  static bool lie_together(std::string_view a, std::string_view b) {
    const std::string_view first = folder_of(a);
    const std::string_view second = folder_of(b);
    return first == second || (!first.empty() && !second.empty() && folder_of(first) == folder_of(second));
  }

  static bool contradict(const Field& field, const std::vector<Field>& fields) {
    const Field* const other = find_field(fields, field.name);
    return other != nullptr && field.name != "MapStatus" && !same_field(field, *other);
  }

  static bool belongs(const EnsiteVolume& volume, const JoinedSurface& s) {
    if (!volume.fault.empty() || !s.map.fault.empty() || !lie_together(volume.file, s.files.front())) return false;
    if (!same_surface(volume.import.map.surface, s.map.import.map.surface)) return false;
    if (volume.file == s.files.front() && !volume.quantity.empty() && !s.quantities.empty())
      return false;  // two volumes of one file are two
    const std::vector<Field>& fields = volume.import.map.surface.fields;
    if (std::any_of(fields.begin(), fields.end(), [&](const Field& f) { return contradict(f, s.map.import.map.surface.fields); }))
      return false;
    if (volume.quantity.empty() || s.quantities.empty()) return volume.file != s.files.front();  // an anatomy mixes no quantities
    return volume.name == s.map.name && are_called_alike(volume.file, s.files.front());
  }

  static void join(EnsiteVolume volume, JoinedSurface& s) {
    std::vector<Field>& fields = s.map.import.map.surface.fields;
    std::erase_if(s.map.import.report.notes, [&](const ImportNote& note) {
      return !volume.quantity.empty() && note.kind == NoteKind::kMissing && note.text.starts_with("values on the surface");
    });
    std::erase_if(volume.import.report.notes, [&](const ImportNote& note) {
      return note.kind == NoteKind::kMissing && note.text.starts_with("values on the surface");
    });
    for (Field& field : volume.import.map.surface.fields) {
      const Field* const other = find_field(fields, field.name);
      if (other != nullptr && !same_field(*other, field)) field.name = fmt::format("{} of {}", field.name, volume.quantity);
      add_measured(s.map.import, fields, std::move(field));
    }
    s.map.import.note(NoteKind::kConverted, "{}{}: joined, because its surface is the same as that of {}", printable(volume.file),
                      volume.quantity.empty() ? "" : fmt::format(", {}", volume.quantity), printable(s.files.front()));
    add_notes(volume.import, s.map.import);
    if (s.quantities.empty()) s.map.name = volume.name;
    if (!volume.quantity.empty()) s.quantities.push_back(volume.quantity);
    s.files.push_back(volume.file);
  }

  static bool lies_beside(const EnsitePoints& points, const JoinedSurface& s) {
    return std::any_of(s.files.begin(), s.files.end(), [&](const std::string& file) {
      const std::string_view folder = folder_of(file);
      return points.folder == folder || (!points.folder.empty() && folder_of(points.folder) == folder);
    });
  }

  void tell_fault(EnsitePoints& points, const std::vector<JoinedSurface*>& beside) {
    if (beside.empty()) return points_alone_.push_back(std::move(points));
    for (JoinedSurface* const s : beside)
      s->map.import.lost(NoteKind::kDropped, "a table of points that cannot be read ({})", points.fault);
  }

  static bool take(EnsitePoints& points, JoinedSurface& s) {
    Import& import = s.map.import;
    if (import.map.points.positions.empty()) {
      import.map.points = std::move(points.import.map.points);
      add_notes(points.import, import);
      return true;
    }
    return add_same_points(points.import, import);
  }

  static std::string common_place(const std::vector<std::string>& files) {
    if (files.size() == 1) return files.front();
    std::string_view place = folder_of(files.front());
    const bool is_one = std::all_of(files.begin(), files.end(), [&](const std::string& file) { return folder_of(file) == place; });
    return std::string(is_one ? place : folder_of(place));
  }

  static EnsiteMap with_own_surface(EnsitePoints points) {
    EnsiteMap map;
    map.name = points.map_name;
    map.place = points.files.size() > 1 ? points.folder : points.folder + (points.folder.empty() ? "" : "/") + points.files.front();
    map.fault = points.fault;
    map.import = std::move(points.import);
    if (!map.fault.empty()) return map;
    Import& import = map.import;
    try {
      import.length_unit = "mm";
      import.voltage_unit = "mV";
      import.is_points_alone = true;
      import.map.surface = reconstructed_surface(import.map.points.positions, "the points");
      import.map.study.description = "the surface is reconstructed from the mapping points";
      import.note(NoteKind::kConverted, "surface: reconstructed from {} (the convex hull of their directions), closed everywhere",
                  counted(import.map.surface.vertices.size(), "point"));
    } catch (const InputError& error) {
      map.fault = error.what();
    }
    return map;
  }

  std::vector<JoinedSurface> surfaces_;
  std::vector<EnsitePoints> points_alone_;
};

struct EnsiteTables {
  std::vector<const SourceFile*> dxl, points, waves;
  std::vector<std::string> others;
};

EnsiteTables sorted_tables(SourceFiles& files) {
  EnsiteTables tables;
  for (const SourceFile& file : files.files()) {
    if (file.role != FileRole::kSource || lower_ending(file.name) == ".xml" || file.bytes == 0) continue;
    const std::vector<std::byte> head = files.head(file, kContentHeadBytes);
    if (content_kind(file.name, as_text(head)) != ContentKind::kEnsite) continue;
    const EnsiteTableKind kind = ensite_table_kind(as_text(head));
    if (kind == EnsiteTableKind::kDxl) tables.dxl.push_back(&file);
    if (kind == EnsiteTableKind::kPoints) tables.points.push_back(&file);
    if (kind == EnsiteTableKind::kWaves) tables.waves.push_back(&file);
    if (kind == EnsiteTableKind::kOther) tables.others.push_back(printable(base_name(file.name)));
  }
  return tables;
}

void tell_others(const std::vector<std::string>& others, std::vector<EnsiteMap>& maps) {
  if (others.empty()) return;
  constexpr std::size_t kShown = 3;
  std::string names;
  for (std::size_t n = 0; n < std::min(others.size(), kShown); ++n) names += (n == 0 ? "" : ", ") + others[n];
  if (others.size() > kShown) names += ", ...";
  for (EnsiteMap& map : maps)
    map.import.note(NoteKind::kFound, "{} of EnSite that {} no points of a map, not read ({})", counted(others.size(), "table"),
                    others.size() == 1 ? "holds" : "hold", names);
}

}  // namespace

std::vector<EnsiteMap> read_ensite_export(SourceFiles& files, const ImportRequest& request) {
  const ReadLimits& limits = request.limits;
  Joining joining;
  for (const SourceFile& file : files.files()) {
    if (file.role != FileRole::kSource || lower_ending(file.name) != ".xml" || file.bytes == 0) continue;
    if (!is_ensite_surface(as_text(files.head(file, kContentHeadBytes)))) continue;
    const std::vector<std::byte> bytes = files.read(file);
    for (EnsiteVolume& volume : read_ensite_volumes(as_text(bytes), file.name, limits)) joining.add(std::move(volume));
  }
  const EnsiteTables tables = sorted_tables(files);
  for (EnsitePoints& points : read_dxl_tables(files, tables.dxl, limits)) joining.add(std::move(points));
  for (EnsitePoints& points : read_point_tables(files, tables.points, tables.waves, request)) joining.add(std::move(points));
  std::vector<EnsiteMap> maps = joining.finish();
  tell_others(tables.others, maps);
  return maps;
}

}  // namespace viamyo
