// HDF5 of other programs: VTKHDF, and any file that keeps vertices, faces and values as arrays.
#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "../hdf5_reader.h"
#include "../value.h"
#include "cell_arrays.h"
#include "hdf5_arrays.h"
#include "identity.h"
#include "import_tools.h"
#include "known_names.h"
#include "mesh_files.h"
#include "text_scan.h"
#include "units.h"
#include "viamyo/errors.h"
#include "vtkhdf.h"

namespace viamyo {

namespace {

constexpr std::array<std::string_view, 8> kVertexNames{"vertices", "points", "nodes", "verts", "coordinates", "xyz", "pts", "vertex"};
constexpr std::array<std::string_view, 9> kFaceNames{"faces",    "triangles", "triangulation", "connectivity", "cells",
                                                     "elements", "tri",       "polygons",      "face"};

std::string shown(const Hdf5Listed& listed) {
  std::string shape;
  for (const std::uint64_t extent : listed.shape) shape += (shape.empty() ? "" : " x ") + std::to_string(extent);
  return fmt::format("{} [{}]", printable(listed.path), shape);
}

std::string_view own_name(const Hdf5Listed& listed) { return base_name(listed.path); }

// "data/uv", "/data/uv" and "uv" name the same dataset.
bool is_called(const Hdf5Listed& listed, std::string_view name) {
  return listed.path == name || std::string_view(listed.path).substr(1) == name || own_name(listed) == name;
}

class PlainHdf5Reader {
 public:
  PlainHdf5Reader(Hdf5Arrays& file, const std::string& name, const ImportRequest& request, Import& import)
      : file_(file), name_(name), request_(request), import_(import) {}

  void read() {
    import_.report.format = "HDF5";
    const Hdf5Listed& vertices = chosen("vertices", kVertexNames);
    const Hdf5Listed& faces = chosen("faces", kFaceNames);
    read_vertices(vertices.path);
    read_faces(faces.path);
    import_.note(NoteKind::kAssumed, "{}: the surface is taken from {} and {}", name_, printable(vertices.path), printable(faces.path));
    accept_mesh(name_, request_.limits, import_);
    for (const Hdf5Listed& listed : file_.all()) {
      if (listed.path != vertices.path && listed.path != faces.path) add_array(listed);
    }
    assume_measured(import_, name_, names_);
    add_cell_arrays(name_, on_faces_, face_of_triangle_, request_, import_);
    tell_others();
  }

 private:
  static bool is_table_of_three(const Hdf5Listed& listed) {
    return listed.is_number && listed.shape.size() == 2 && (listed.shape[1] == 3 || listed.shape[1] == 4 || listed.shape[0] == 3);
  }

  template <std::size_t N>
  const Hdf5Listed& chosen(std::string_view part, const std::array<std::string_view, N>& known) const {
    for (const ArrayChoice& choice : request_.options.arrays) {
      if (choice.field != part) continue;
      const auto found =
          std::find_if(file_.all().begin(), file_.all().end(), [&](const Hdf5Listed& listed) { return is_called(listed, choice.array); });
      if (found == file_.all().end()) throw UsageError(fmt::format("has no array '{}'; it holds: {}", printable(choice.array), contents()));
      return *found;
    }
    const Hdf5Listed* found = nullptr;
    for (const Hdf5Listed& listed : file_.all()) {
      const bool is_it = is_table_of_three(listed) && std::any_of(known.begin(), known.end(), [&](std::string_view name) {
                           return same_letters(own_name(listed), name);
                         });
      if (is_it && found != nullptr)
        throw UsageError(fmt::format("{} and {} may both be the {}; --array {}=PATH says which", printable(found->path),
                                     printable(listed.path), part, part));
      if (is_it) found = &listed;
    }
    if (found == nullptr)
      throw InputError(fmt::format(
          "{}: is HDF5 of a layout that is not known; --array vertices=PATH and --array faces=PATH name a surface in it; it holds: {}",
          name_, contents()));
    return *found;
  }

  [[nodiscard]] std::string contents() const {
    constexpr std::size_t kMaxShown = 12;
    std::string text;
    for (std::size_t a = 0; a < std::min(kMaxShown, file_.all().size()); ++a) text += (text.empty() ? "" : ", ") + shown(file_.all()[a]);
    if (file_.all().size() > kMaxShown) text += fmt::format(" and {} more", file_.all().size() - kMaxShown);
    return text.empty() ? "no arrays" : text;
  }

  // By rows, whichever way the array lies.
  std::vector<std::array<double, 3>> rows_of_three(const std::string& path) {
    const Hdf5Numbers read = file_.numbers(path);
    const bool upright = read.columns() == 3;
    if (!upright && (read.shape.size() != 2 || read.rows() != 3))
      throw InputError(fmt::format("{}: has {} x {} values; three columns are needed", printable(path), read.rows(), read.columns()));
    const std::uint64_t count = upright ? read.rows() : read.columns();
    std::vector<std::array<double, 3>> rows(count);
    for (std::uint64_t r = 0; r < count; ++r) {
      for (std::size_t c = 0; c < 3; ++c) rows[r].at(c) = upright ? read.values[3 * r + c] : read.values[c * count + r];
    }
    if (!upright) import_.note(NoteKind::kConverted, "{}: {} is taken column by column", name_, printable(path));
    return rows;
  }

  void read_vertices(const std::string& path) {
    const std::vector<std::array<double, 3>> rows = rows_of_three(path);
    check_count(name_, "vertices", rows.size(), request_.limits.vertices);
    for (const auto& row : rows) import_.map.surface.vertices.push_back({row[0], row[1], row[2]});
    const std::string unit = file_.text_of_attribute(path, "units").value_or("");
    if (unit_factor(unit, "mm")) import_.length_unit = unit;
  }

  // Each face as a list of corners; three or four columns.
  std::vector<std::vector<double>> faces_of(const std::string& path) {
    const auto listed = std::find_if(file_.all().begin(), file_.all().end(), [&](const Hdf5Listed& one) { return one.path == path; });
    std::vector<std::vector<double>> faces;
    if (listed->shape.size() == 2 && listed->shape[1] == 4) {
      const Hdf5Numbers read = file_.numbers(path);
      for (std::uint64_t f = 0; f < read.rows(); ++f)
        faces.emplace_back(read.values.begin() + static_cast<std::ptrdiff_t>(4 * f),
                           read.values.begin() + static_cast<std::ptrdiff_t>(4 * f + 4));
      return faces;
    }
    for (const auto& row : rows_of_three(path)) faces.emplace_back(row.begin(), row.end());
    return faces;
  }

  // Counted from 0, or from 1 where no corner is 0 and one is the number of vertices.
  void read_faces(const std::string& path) {
    const std::vector<std::vector<double>> faces = faces_of(path);
    check_count(name_, "triangles", faces.size(), request_.limits.triangles);
    double low = 1e300;
    double high = -1e300;
    for (const auto& face : faces) {
      low = std::min(low, *std::min_element(face.begin(), face.end()));
      high = std::max(high, *std::max_element(face.begin(), face.end()));
    }
    const bool from_one = low >= 1 && high == static_cast<double>(import_.map.surface.vertices.size());
    if (from_one) import_.note(NoteKind::kConverted, "{}: the corners of {} count from 1", name_, printable(path));
    for (std::size_t f = 0; f < faces.size(); ++f) {
      std::vector<std::int32_t> corners;
      for (const double index : faces[f]) {
        const double place = index - (from_one ? 1 : 0);
        corners.push_back(place >= 0 && place < 2147483647.0 && place == std::floor(place) ? static_cast<std::int32_t>(place) : -1);
      }
      add_fan(corners, import_.map.surface.triangles);
      face_of_triangle_.resize(import_.map.surface.triangles.size(), static_cast<std::int32_t>(f));
    }
    faces_ = faces.size();
  }

  // Its own name, unless another has it too or the user calls it by its path.
  std::string field_name_of(const Hdf5Listed& listed) const {
    for (const ArrayChoice& choice : request_.options.arrays) {
      if (is_called(listed, choice.array)) return choice.array;
    }
    for (const std::string& name : request_.options.keep_columns) {
      if (is_called(listed, name)) return name;
    }
    const auto alike =
        std::count_if(file_.all().begin(), file_.all().end(), [&](const Hdf5Listed& one) { return own_name(one) == own_name(listed); });
    return alike > 1 ? listed.path.substr(1) : std::string(own_name(listed));
  }

  void add_array(const Hdf5Listed& listed) {
    const std::uint64_t vertices = import_.map.surface.vertices.size();
    std::vector<std::uint64_t> shape = listed.shape;
    if (shape.size() == 2 && shape[0] == 1) shape = {shape[1]};
    const bool may_be = listed.is_number && (shape.size() == 1 || (shape.size() == 2 && shape[1] <= 9));
    const std::string called = field_name_of(listed);
    if (may_be && shape[0] == vertices) {
      const Hdf5Numbers read = file_.numbers(listed.path);
      const int components = shape.size() == 2 ? static_cast<int>(shape[1]) : 1;
      add_mesh_array(request_, import_,
                     {called, read.unit, components, Origin::kMappingSystem, {}, {read.values.begin(), read.values.end()}});
      names_.push_back(called);
    } else if (may_be && shape.size() == 1 && shape[0] == faces_) {
      const Hdf5Numbers read = file_.numbers(listed.path);
      on_faces_.push_back({called, read.unit, {read.values.begin(), read.values.end()}});
    } else if (is_asked_for(request_.options, called)) {
      throw UsageError(fmt::format("{}: is no number for each of {} vertices", shown(listed), vertices));
    } else if (!known_name(own_name(listed)).field.empty()) {
      import_.lost(NoteKind::kDropped, "{}: {}: is no number for each of {} vertices", name_, shown(listed), vertices);
    } else {
      others_.push_back(listed.path);
    }
  }

  void tell_others() {
    if (others_.empty()) return;
    import_.note(NoteKind::kFound, "{}: {} of other sizes or types, not read", name_, counted(others_.size(), "array"));
  }

  Hdf5Arrays& file_;
  const std::string& name_;
  const ImportRequest& request_;
  Import& import_;
  std::uint64_t faces_ = 0;
  std::vector<std::int32_t> face_of_triangle_;
  std::vector<CellArray> on_faces_;
  std::vector<std::string> names_;
  std::vector<std::string> others_;
};

bool recognizes(SourceFiles& files) {
  constexpr std::array<std::string_view, 6> kEndings{".h5", ".hdf", ".hdf5", ".vtkhdf", ".he5", ".vtp"};
  if (files.files().empty() || files.files().front().role != FileRole::kSource) return false;
  const SourceFile& file = files.files().front();
  if (std::find(kEndings.begin(), kEndings.end(), lower_ending(file.name)) == kEndings.end()) return false;
  std::array<std::byte, 4096> head{};
  return has_hdf5_signature(std::span(head).first(files.open(file)->read_at(0, head)));
}

// A native map whose mark is damaged must not come in as a surface without its points.
void refuse_native(const Hdf5Arrays& file, const std::string& name) {
  constexpr std::array<std::string_view, 5> kParts{"/MappingPoints", "/Landmarks", "/Study", "/GroundTruth", "/Provenance"};
  const bool is_native = file.has_attribute("/", "ContentDigest") || file.has_attribute("/", "Conventions") ||
                         std::any_of(kParts.begin(), kParts.end(), [&](std::string_view part) { return file.has(part); });
  if (is_native)
    throw InputError(
        fmt::format("{}: /@Conventions: is missing or damaged, and the file has parts of a Viamyo map; it must be \"viamyo-1.0\"", name));
}

Import read(SourceFiles& files, const ImportRequest& request) {
  Import import;
  const SourceFile& source = files.files().front();
  const std::string name(base_name(source.name));
  const std::vector<std::byte> bytes = files.read(source);
  try {
    Hdf5Arrays file(bytes, request.limits);
    if (file.has("/VTKHDF")) {
      refuse_native(file, name);
      read_vtkhdf(file, name, request, import);
    } else {
      import.has_named_mesh = true;
      PlainHdf5Reader(file, name, request, import).read();
    }
  } catch (const Hdf5Error& error) {
    throw InputError(fmt::format("{}: is a damaged or cut-off HDF5 file (HDF5: {})", name, error.what()));
  }
  return import;
}

}  // namespace

const Importer kHdf5Importer{"HDF5", recognizes, nullptr, read};

}  // namespace viamyo
