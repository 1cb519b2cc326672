#include "vtkhdf.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>

#include "../value.h"
#include "cell_arrays.h"
#include "import_tools.h"
#include "known_names.h"
#include "mesh_files.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr int kTriangle = 5;
constexpr int kStrip = 6;
constexpr int kPolygon = 7;
constexpr int kQuadrangle = 9;

std::uint64_t as_count(double number, const std::string& path) {
  if (!(number >= 0 && number <= 1e12)) throw InputError(fmt::format("{}: a count is no whole number", path));
  return static_cast<std::uint64_t>(number);
}

// Cells of one kind: each partition's connectivity and offsets stand behind those of the one before.
struct Cells {
  std::vector<double> offsets;
  std::vector<double> corners;
  std::vector<double> types;  //!< empty where all are of one type
  std::vector<std::uint64_t> cells;
  std::vector<std::uint64_t> connected;
  int type = kPolygon;
};

class VtkHdfReader {
 public:
  VtkHdfReader(Hdf5Arrays& file, const std::string& name, const ImportRequest& request, Import& import)
      : file_(file), name_(name), request_(request), import_(import) {}

  void read() {
    const std::string type = file_.text_of_attribute("/VTKHDF", "Type").value_or("");
    const std::vector<std::int64_t> version = file_.integers_of_attribute("/VTKHDF", "Version");
    if (version.size() < 2 || version[0] < 1 || version[0] > 2)
      throw InputError(fmt::format("{}: is VTKHDF of a version that is not known; 1.x and 2.x are read", name_));
    if (type != "UnstructuredGrid" && type != "PolyData")
      throw InputError(fmt::format("{}: is VTKHDF of the type {}; UnstructuredGrid and PolyData are read: extract its surface first", name_,
                                   printable(type)));
    import_.report.format = fmt::format("VTKHDF {}.{}, {}", version[0], version[1], type);
    read_steps();
    read_points();
    if (type == "PolyData")
      read_poly_data();
    else
      add_cells(grid_cells());
    if (others_ > 0)
      import_.lost(NoteKind::kDropped, "{}: {} no surface", name_,
                   others_ == 1 ? "1 cell that is" : fmt::format("{} cells that are", others_));
    add_arrays_on_points();
    accept_mesh(name_, request_.limits, import_);
    add_arrays_on_cells();
  }

 private:
  void read_steps() {
    const std::vector<std::int64_t> steps = file_.integers_of_attribute("/VTKHDF/Steps", "NSteps");
    const std::vector<std::uint64_t> all = counts("/VTKHDF/NumberOfPoints");
    parts_ = all.size();
    if (steps.empty() || steps[0] <= 1) return;
    parts_ = 1;
    if (file_.has("/VTKHDF/Steps/NumberOfParts")) parts_ = counts("/VTKHDF/Steps/NumberOfParts").at(0);
    parts_ = std::min<std::uint64_t>(parts_, all.size());
    for (const char* const place : {"PartOffsets", "PointOffsets", "CellOffsets", "ConnectivityIdOffsets"}) {
      if (first_of_step(place) != 0)
        throw InputError(fmt::format("/VTKHDF/Steps/{}: the first time step does not stand first in the file, which is not read", place));
    }
    import_.lost(NoteKind::kDropped, "{}: {} time steps behind the first", name_, steps[0] - 1);
  }

  // Where the first time step begins in the array; without steps at its beginning.
  std::uint64_t first_of_step(const std::string& place) {
    const std::string path = "/VTKHDF/Steps/" + place;
    if (!file_.has(path)) return 0;
    const Hdf5Numbers offsets = file_.numbers(path);
    return offsets.values.empty() ? 0 : as_count(offsets.values.front(), path);
  }

  std::vector<std::uint64_t> counts(const std::string& path) {
    std::vector<std::uint64_t> numbers;
    for (const double number : file_.numbers(path).values) numbers.push_back(as_count(number, path));
    if (numbers.empty()) throw InputError(fmt::format("{}: is empty", path));
    return numbers;
  }

  std::vector<std::uint64_t> counts_of_parts(const std::string& path) {
    std::vector<std::uint64_t> numbers = counts(path);
    if (numbers.size() < parts_) throw InputError(fmt::format("{}: has {} counts for {} partitions", path, numbers.size(), parts_));
    numbers.resize(parts_);
    return numbers;
  }

  void read_points() {
    points_ = counts_of_parts("/VTKHDF/NumberOfPoints");
    const std::uint64_t all = std::accumulate(points_.begin(), points_.end(), std::uint64_t{0});
    check_count(name_, "vertices", all, request_.limits.vertices);
    const Hdf5Numbers places = file_.numbers("/VTKHDF/Points");
    if (places.columns() != 3 || places.rows() < all)
      throw InputError(fmt::format("/VTKHDF/Points: has {} x {} values for {} points", places.rows(), places.columns(), all));
    for (std::uint64_t v = 0; v < all; ++v)
      import_.map.surface.vertices.push_back({places.values[3 * v], places.values[3 * v + 1], places.values[3 * v + 2]});
  }

  Cells grid_cells() {
    Cells cells = cells_in("/VTKHDF", 0);
    cells.types = file_.numbers("/VTKHDF/Types").values;
    return cells;
  }

  Cells cells_in(const std::string& group, int type) {
    return {file_.numbers(group + "/Offsets").values,  file_.numbers(group + "/Connectivity").values,       {},
            counts_of_parts(group + "/NumberOfCells"), counts_of_parts(group + "/NumberOfConnectivityIds"), type};
  }

  // Values on cells count through the kinds, partition by partition.
  void read_poly_data() {
    std::vector<Cells> kinds;
    for (const auto& [group, type] :
         {std::pair{"Vertices", 1}, std::pair{"Lines", 4}, std::pair{"Polygons", kPolygon}, std::pair{"Strips", kStrip}}) {
      const std::string path = fmt::format("/VTKHDF/{}", group);
      if (file_.has(path)) kinds.push_back(cells_in(path, type));
    }
    std::vector<Place> places(kinds.size());
    for (std::size_t part = 0; part < parts_; ++part) {
      for (std::size_t k = 0; k < kinds.size(); ++k) add_part(kinds[k], part, places[k]);
      first_vertex_ += points_[part];
    }
  }

  void add_cells(const Cells& cells) {
    Place place;
    for (std::size_t part = 0; part < parts_; ++part) {
      add_part(cells, part, place);
      first_vertex_ += points_[part];
    }
  }

  // Where a partition's numbers begin.
  struct Place {
    std::uint64_t offset = 0;
    std::uint64_t corner = 0;
    std::uint64_t cell = 0;
  };

  void add_part(const Cells& cells, std::size_t part, Place& place) {
    const std::uint64_t count = cells.cells[part];
    check_count(name_, "cells", cells_ + count, 2 * request_.limits.triangles);
    const bool fits = place.offset + count + (count > 0 ? 1 : 0) <= cells.offsets.size() &&
                      place.corner + cells.connected[part] <= cells.corners.size() &&
                      (cells.types.empty() || place.cell + count <= cells.types.size());
    if (!fits) throw InputError(fmt::format("{}: has fewer offsets, corners or types than its counts of cells tell", name_));
    for (std::uint64_t c = 0; c < count; ++c) {
      const std::uint64_t first = as_count(cells.offsets[place.offset + c], name_);
      const std::uint64_t end = as_count(cells.offsets[place.offset + c + 1], name_);
      if (end < first || end > cells.connected[part])
        throw InputError(fmt::format("{}: the offsets of cell {} are out of order", name_, c));
      const auto corners = std::span(cells.corners).subspan(place.corner + first, end - first);
      add_cell(cells.types.empty() ? cells.type : static_cast<int>(cells.types[place.cell + c]), corners, part);
      ++cells_;
    }
    place.offset += count + (cells.offsets.size() > place.offset + count ? 1 : 0);
    place.corner += cells.connected[part];
    place.cell += count;
  }

  void add_cell(int type, std::span<const double> corners, std::size_t part) {
    std::vector<std::int32_t> ids;
    for (const double corner : corners) {
      const bool is_vertex = corner >= 0 && corner < static_cast<double>(points_[part]);
      ids.push_back(is_vertex ? static_cast<std::int32_t>(static_cast<std::uint64_t>(corner) + first_vertex_) : -1);
    }
    std::vector<Triangle>& triangles = import_.map.surface.triangles;
    if (type == kStrip) {
      add_strip(ids, triangles);
    } else if (type == kTriangle || type == kQuadrangle || type == kPolygon) {
      add_fan(ids, triangles);
    } else {
      ++others_;
    }
    check_count(name_, "triangles", triangles.size(), request_.limits.triangles);
    cell_of_triangle_.resize(triangles.size(), static_cast<std::int32_t>(cells_));
  }

  // The arrays directly in a group, with their names.
  std::vector<std::pair<std::string, Hdf5Listed>> arrays_in(const std::string& group) const {
    std::vector<std::pair<std::string, Hdf5Listed>> arrays;
    for (const Hdf5Listed& listed : file_.all()) {
      if (!listed.path.starts_with(group + "/")) continue;
      const std::string called = listed.path.substr(group.size() + 1);
      if (called.find('/') == std::string::npos) arrays.emplace_back(called, listed);
    }
    return arrays;
  }

  void tell_unread(const std::string& called, std::string_view where, std::string_view why) {
    if (!known_name(called).field.empty())
      import_.lost(NoteKind::kDropped, "{}: array {} on {} {}", name_, printable(called), where, why);
    else
      import_.note(NoteKind::kDropped, "{}: array {} on {} {}", name_, printable(called), where, why);
  }

  void add_arrays_on_points() {
    std::vector<std::string> names;
    const std::uint64_t vertices = import_.map.surface.vertices.size();
    for (const auto& [called, listed] : arrays_in("/VTKHDF/PointData")) {
      if (!listed.is_number || listed.shape.empty() || listed.shape.size() > 2 || (listed.shape.size() == 2 && listed.shape[1] > 9)) {
        tell_unread(called, "points", listed.is_number ? "has more than nine components" : "holds no numbers");
        continue;
      }
      const Hdf5Numbers read = file_.numbers(listed.path);
      const std::uint64_t first = first_of_step("PointDataOffsets/" + called);
      if (first > read.rows() || read.rows() - first < vertices)
        throw InputError(fmt::format("{}: has {} values for {} points", printable(listed.path), read.rows(), vertices));
      const auto values = std::span(read.values).subspan(first * read.columns(), vertices * read.columns());
      add_mesh_array(request_, import_,
                     {called, read.unit, static_cast<int>(read.columns()), Origin::kMappingSystem, {}, {values.begin(), values.end()}});
      names.push_back(called);
    }
    assume_measured(import_, name_, names);
  }

  void add_arrays_on_cells() {
    std::vector<CellArray> arrays;
    for (const auto& [called, listed] : arrays_in("/VTKHDF/CellData")) {
      const bool is_column = listed.is_number && (listed.shape.size() == 1 || (listed.shape.size() == 2 && listed.shape[1] == 1));
      if (!is_column) {
        tell_unread(called, "cells", "is no column of numbers");
        continue;
      }
      const Hdf5Numbers read = file_.numbers(listed.path);
      const std::uint64_t first = std::min<std::uint64_t>(first_of_step("CellDataOffsets/" + called), read.values.size());
      arrays.push_back({called, read.unit, {read.values.begin() + static_cast<std::ptrdiff_t>(first), read.values.end()}});
    }
    add_cell_arrays(name_, arrays, cell_of_triangle_, request_, import_);
  }

  Hdf5Arrays& file_;
  const std::string& name_;
  const ImportRequest& request_;
  Import& import_;
  std::uint64_t parts_ = 1;
  std::vector<std::uint64_t> points_;
  std::uint64_t first_vertex_ = 0;
  std::uint64_t cells_ = 0;
  std::uint64_t others_ = 0;
  std::vector<std::int32_t> cell_of_triangle_;
};

}  // namespace

void read_vtkhdf(Hdf5Arrays& file, const std::string& name, const ImportRequest& request, Import& import) {
  VtkHdfReader(file, name, request, import).read();
}

}  // namespace viamyo
