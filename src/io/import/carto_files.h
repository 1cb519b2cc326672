// The text files of a CARTO 3 export, each taken apart on its own. Layouts: docs/formats.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "import_tools.h"
#include "importer.h"

namespace viamyo {

//! `<map>.mesh`: adds surface, fields and notes to the import.
void read_carto_mesh(std::string_view text, const std::string& name, const ReadLimits& limits, Import& import);

struct CartoPoint {
  std::string id;
  Vec3 position;
  double unipolar_mV = -10000;
  double bipolar_mV = -10000;
  double activation_ms = -10000;
  double impedance_ohm = -10000;
  std::optional<double> window_from_ms;  //!< relative to the reference annotation
  std::optional<double> window_to_ms;
  std::optional<double> reference_ms;  //!< from the first sample
  char category = 0;                   //!< a letter, 'A' for accepted; 0: none is told

  bool operator==(const CartoPoint&) const = default;
};

struct CartoPointTable {
  std::string version;  //!< "5.0"
  bool has_impedance = false;
  std::vector<CartoPoint> points;
  std::size_t rows = 0;   //!< with those that cannot be read, or tell no place
  Faults faults;          //!< of such rows
  std::size_t words = 0;  //!< in place of voltages and times, which are then no values
};

//! `<map>_car.txt`; a table without points has its first line alone. Throws InputError where no row can be read.
CartoPointTable read_carto_points(std::string_view text, const std::string& name, const ReadLimits& limits);

//! What `<map>_P<n>_Point_Export.xml` adds to a point.
struct CartoPointExport {
  CartoPoint point;  //!< -10000 and nothing where the file does not say
  std::string ecg_file;
  std::string unipolar_channel;  //!< where the file names them
  std::string bipolar_channel;
  std::string reference_channel;
};
CartoPointExport read_carto_point_export(std::string_view text, const std::string& name);

//! The point's three traces of `<map>_P<n>_ECG_Export.txt`, mV at 1 kHz; empty where the file has no such channel. Throws InputError for a file of
//! another version or a damaged one.
struct CartoTraces {
  std::vector<float> unipolar;
  std::vector<float> bipolar;
  std::vector<float> reference;
};
CartoTraces read_carto_ecg(std::string_view text, const std::string& name, const CartoPointExport& point, const ReadLimits& limits);

struct CartoStudyMap {
  std::string name;
  std::string stem;                //!< of the names of its files, which may leave out what Windows forbids
  std::vector<CartoPoint> points;  //!< id and position alone
  std::vector<Vec3> annulus;       //!< positions of points tagged as mitral annulus
  std::vector<Vec3> apex;          //!< ... as apex
  std::size_t placeless = 0;       //!< points that it names without a place
  std::string length_unit = "mm";  //!< as the study's Units state it
};

struct CartoStudy {
  std::vector<CartoStudyMap> maps;
  std::vector<std::string> registered;  //!< files of further meshes, which are of no map: CT, MRI
  std::size_t registrations = 0;        //!< matrices that are not read
};

//! The study's own XML: its maps. Nothing of who it is about is taken out of the file.
CartoStudy read_carto_study(std::string_view text, const std::string& name, const ReadLimits& limits);

//! The file that each point of a map has, by id, from `<map>_Points_Export.xml`.
std::vector<std::pair<std::string, std::string>> read_carto_point_list(std::string_view text, const std::string& name);

}  // namespace viamyo
