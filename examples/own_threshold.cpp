// A threshold of one's own: how much of the surface a function of voltage and shortening says yes to, cut inside triangles as Viamyo's classes are.
//   own_threshold MAP MILLIVOLT
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <vector>

#include <viamyo/analysed_map.h>
#include <viamyo/clipping.h>
#include <viamyo/measures.h>
#include <viamyo/reader_folder.h>

namespace {

//! At least 0 where the tissue counts. It is asked at vertices and taken as linear between them: exact for every linear rule.
using Rule = std::function<double(double voltage_mV, double shortening_percent)>;

double area_mm2(const viamyo::AnalysedMap& map, const Rule& rule) {
  const viamyo::Surface& surface = map.map().surface;
  const viamyo::ValuesInUse& values = map.analysis->values;
  if (values.unipolar_mV.empty() || values.shortening_percent.empty()) return viamyo::kNoValue;
  std::vector<double> verdict(surface.vertices.size());
  for (std::size_t v = 0; v < verdict.size(); ++v) verdict[v] = rule(values.unipolar_mV[v], values.shortening_percent[v]);

  const std::vector<double> areas = viamyo::triangle_areas_mm2(surface, viamyo::build_topology(surface));
  double sum = 0;
  for (std::size_t t = 0; t < areas.size(); ++t) {
    std::array<std::array<double, viamyo::kMaxCutFields>, 3> corners{};
    for (std::size_t c = 0; c < 3; ++c) corners.at(c)[0] = verdict[static_cast<std::size_t>(surface.triangles[t].at(c))];
    if (std::isnan(corners[0][0] + corners[1][0] + corners[2][0])) continue;  // a corner has no value: not mapped
    viamyo::Polygon below;
    viamyo::Polygon above;
    viamyo::split(viamyo::whole_triangle(corners), 0, 0.0, below, above);
    if (!above.empty()) sum += areas[t] * viamyo::area_share(above).share;
  }
  return sum;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return std::fprintf(stderr, "usage: own_threshold MAP MILLIVOLT\n"), 2;
  viamyo::set_reader_folder(VIAMYO_READER_FOLDER);
  try {
    const viamyo::AnalysedMap map = viamyo::open_map(arguments[1]);
    const double limit_mV = std::atof(arguments[2]);
    std::printf("%.6f mm2 have at least %g mV\n", area_mm2(map, [=](double voltage_mV, double) { return voltage_mV - limit_mV; }),
                limit_mV);
    std::printf("%.6f mm2 lie above the line of 1 %% of shortening less per mV\n",
                area_mm2(map, [=](double voltage_mV, double shortening_percent) { return voltage_mV + shortening_percent - limit_mV; }));
  } catch (const std::exception& error) {
    return std::fprintf(stderr, "own_threshold: %s\n", error.what()), 1;
  }
  return 0;
}
