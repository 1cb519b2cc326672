// Reads and writes native files for the tests in Python, which cannot call the library.
//   native_tool show FILE        what the library reads, as JSON; errors on stderr with exit code 3
//   native_tool inspect FILE     the same with every defect
//   native_tool copy FILE OUT    reads and saves
//   native_tool sample OUT       saves a map that has every part
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "native_sample.h"
#include "viamyo/errors.h"
#include "viamyo/native_file.h"

namespace {

using nlohmann::json;
using namespace viamyo;

json numbers(const std::vector<float>& values) {
  json list = json::array();
  for (const float v : values) list.push_back(std::isfinite(v) ? json(static_cast<double>(v)) : json(nullptr));
  return list;
}

json places(const std::vector<Vec3>& points) {
  json list = json::array();
  for (const Vec3& p : points) list.push_back({p.x, p.y, p.z});
  return list;
}

json fields(const std::vector<Field>& all) {
  json list = json::object();
  for (const Field& f : all) {
    list[f.name] = {{"unit", f.unit},
                    {"components", f.components},
                    {"origin", to_string(f.origin)},
                    {"parameters", f.parameters},
                    {"values", numbers(f.values)}};
  }
  return list;
}

json landmark(const std::optional<Vec3>& place) { return place ? json({place->x, place->y, place->z}) : json(nullptr); }

json study(const Study& s) {
  return {{"map_id", s.map_id},
          {"subject_id", s.subject_id},
          {"visit", s.visit},
          {"species", s.species},
          {"description", s.description},
          {"synthetic", s.synthetic ? json(*s.synthetic) : json(nullptr)},
          {"paced", s.paced ? json(*s.paced) : json(nullptr)},
          {"qrs_ms", s.qrs_ms ? json(*s.qrs_ms) : json(nullptr)}};
}

json points(const MappingPoints& p) {
  json shown = {{"positions", places(p.positions)}, {"names", p.names}, {"accepted", p.accepted}, {"fields", fields(p.fields)}};
  if (p.electrograms) {
    shown["electrograms"] = {{"samples", p.electrograms->samples},
                             {"rate_hz", p.electrograms->sampling_rate_hz},
                             {"unipolar", numbers(p.electrograms->unipolar)}};
  }
  return shown;
}

json shown(const LoadedMap& loaded) {
  json defects = json::array();
  for (const Defect& d : loaded.defects) {
    defects.push_back({{"error", d.severity == Severity::kError}, {"code", d.code}, {"object", d.object}, {"text", d.text}});
  }
  const Map& map = loaded.map;
  return {{"vertices", places(map.surface.vertices)},
          {"triangles", map.surface.triangles},
          {"fields", fields(map.surface.fields)},
          {"points", points(map.points)},
          {"apex", landmark(map.landmarks.apex)},
          {"study", study(map.study)},
          {"truth", map.ground_truth ? json(map.ground_truth->classes) : json(nullptr)},
          {"note", map.ground_truth ? json(map.ground_truth->note) : json(nullptr)},
          {"provenance", map.provenance},
          {"content_digest", loaded.content_digest},
          {"has_stored_digest", loaded.has_stored_digest},
          {"foreign", loaded.foreign_objects},
          {"defects", defects}};
}

int run(const std::string& action, const std::string& file, const std::string& out) {
  if (action == "show") fmt::print("{}\n", shown(read_native(file)).dump());
  if (action == "inspect") fmt::print("{}\n", shown(inspect_native(file)).dump());
  if (action == "copy") fmt::print("{}\n", save_native(read_native(file).map, out));
  if (action == "sample") fmt::print("{}\n", save_native(sample::full_map(), file));
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return 2;
  try {
    return run(arguments[1], arguments[2], count > 3 ? arguments[3] : "");
  } catch (const viamyo::InputError& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 3;
  } catch (const viamyo::OutputError& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 5;
  }
}
