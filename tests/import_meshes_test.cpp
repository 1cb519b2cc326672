// Mesh files as other programs write them: what is read, what is told as lost, and what never counts as a value.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <functional>

#include <fmt/format.h>

#include "import_samples.h"
#include "meshes.h"

namespace viamyo {
namespace {

using namespace samples;

ImportedMap imported(const std::string& name, const std::string& content, const ImportOptions& options = {}) {
  const Folder folder;
  return import_map(folder.write(name, content), options);
}

std::string refused(const std::string& name, const std::string& content, const ImportOptions& options = {}) {
  const Folder folder;
  return refusal(folder.write(name, content), options);
}

std::string corners(const std::function<std::string(std::size_t)>& behind = [](std::size_t) { return std::string(); }) {
  std::string text;
  for (std::size_t v = 0; v < kCorners.size(); ++v)
    text += fmt::format("{} {} {}{}\n", kCorners.at(v)[0], kCorners.at(v)[1], kCorners.at(v)[2], behind(v));
  return text;
}

std::string faces(
    const std::string& before, int from = 0,
    const std::function<std::string(std::size_t)>& behind = [](std::size_t) { return std::string(); }) {
  std::string text;
  for (std::size_t f = 0; f < kFaces.size(); ++f)
    text += fmt::format("{}{} {} {}{}\n", before, kFaces.at(f)[0] + from, kFaces.at(f)[1] + from, kFaces.at(f)[2] + from, behind(f));
  return text;
}

std::string legacy(const std::string& arrays, const std::string& places = corners()) {
  return "# vtk DataFile Version 3.0\na surface\nASCII\nDATASET POLYDATA\nPOINTS 6 float\n" + places + "POLYGONS 8 32\n" + faces("3 ") +
         arrays;
}

std::string scalars(const std::string& name, const std::vector<std::string>& values, const std::string& where = "POINT_DATA 6") {
  std::string text = fmt::format("{}\nSCALARS {} float 1\nLOOKUP_TABLE default\n", where, name);
  for (const std::string& value : values) text += value + "\n";
  return text;
}

std::string ply(const std::string& vertex_properties, const std::string& face_properties,
                const std::function<std::string(std::size_t)>& of_vertex, const std::function<std::string(std::size_t)>& of_face,
                const std::string& more_head = "", const std::string& more = "") {
  return "ply\nformat ascii 1.0\nelement vertex 6\nproperty float x\nproperty float y\nproperty float z\n" + vertex_properties +
         "element face 8\nproperty list uchar int vertex_indices\n" + face_properties + more_head + "end_header\n" + corners(of_vertex) +
         faces("3 ", 0, of_face) + more;
}

std::string nothing(std::size_t /*place*/) { return {}; }
std::string counted_up(std::size_t place) { return fmt::format(" {}", place + 1); }

const Field* unipolar(const ImportedMap& map) { return field(map.map.surface.fields, field_name::kUnipolarVoltage); }

TEST(ImportMeshes, NotANumberInALegacyTextIsNoValue) {
  for (const char* const word :
       {"nan", "NaN", "-nan", "NAN", "inf", "-inf", "Infinity", "nan(ind)", "-nan(ind)", "1.#QNAN", "-1.#IND", "1.#INF"}) {
    const ImportedMap map = imported("surface.vtk", legacy(scalars("UnipolarVoltage", {"1", word, "3", "4", word, "6"})));
    ASSERT_NE(unipolar(map), nullptr) << word;
    for (std::size_t v = 0; v < 6; ++v) EXPECT_EQ(std::isnan(unipolar(map)->values[v]), v == 1 || v == 4) << word << v;
    EXPECT_EQ(unipolar(map)->values[5], 6) << word;
  }
  const ImportedMap rows = imported("surface.vtk", legacy("POINT_DATA 6\nFIELD FieldData 1\nuv 1 6 double\n1 nan 3\n4 5 inf \n"));
  ASSERT_NE(unipolar(rows), nullptr);
  EXPECT_TRUE(std::isnan(unipolar(rows)->values[1]) && std::isnan(unipolar(rows)->values[5]));
}

TEST(ImportMeshes, APlaceThatIsNoNumberIsRefusedAsSuch) {
  const std::string sentence = refused("surface.vtk", legacy("", "nan 0 0\n" + corners().substr(corners().find('\n') + 1)));
  EXPECT_NE(sentence.find("vertex 0 is not finite"), std::string::npos) << sentence;
}

// Whoever reads it: what no triangle uses costs nothing but itself.
TEST(ImportMeshes, AVertexWithoutAPlaceThatNoTriangleUsesIsLeftOut) {
  const auto replaced = [](std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
  };
  std::string vtk = legacy(scalars("UnipolarVoltage", {"1", "2", "3", "4", "5", "6", "7"}, "POINT_DATA 7"), corners() + "nan nan nan\n");
  vtk = replaced(vtk, "POINTS 6", "POINTS 7");
  std::string text = ply("property float UnipolarVoltage\n", "", counted_up, nothing);
  text = replaced(replaced(text, "element vertex 6", "element vertex 7"), faces("3 "), "nan nan nan 7\n" + faces("3 "));
  for (const auto& [name, content] :
       {std::pair<std::string, std::string>("s.vtk", vtk), std::pair<std::string, std::string>("s.ply", text)}) {
    const ImportedMap map = imported(name, content);
    EXPECT_EQ(map.map.surface.vertices.size(), 6) << name;
    EXPECT_TRUE(has_note(map.report, NoteKind::kDropped, "1 vertex without a place, which no triangle uses")) << name;
    EXPECT_EQ(unipolar(map)->values, (std::vector<float>{1, 2, 3, 4, 5, 6})) << name;
  }
}

TEST(ImportMeshes, AKnownNameOfAListInPlyIsALoss) {
  const ImportedMap map = imported("s.ply", ply(
                                                "property list uchar float uni\nproperty list uchar float other\n", "",
                                                [](std::size_t) { return " 1 5 1 6"; }, nothing));
  EXPECT_TRUE(has_loss(map.report, "uni: is no single number for each vertex")) << all_notes(map.report);
  EXPECT_FALSE(has_loss(map.report, "other")) << all_notes(map.report);
}

TEST(ImportMeshes, TheWordNanInANameStaysAName) {
  const ImportedMap map = imported("surface.vtk", legacy(scalars("nan", {"1", "2", "3", "4", "5", "6"})));
  EXPECT_NE(field(map.map.surface.fields, "nan"), nullptr) << all_notes(map.report);
}

TEST(ImportMeshes, ALegacyTextThatIsCutOffInItsNumbersIsStillRefused) {
  const std::string whole = legacy(scalars("UnipolarVoltage", {"1", "nan", "3", "4", "5", "6"}));
  EXPECT_EQ(refused("surface.vtk", whole), "");
  for (std::size_t at = whole.find("LOOKUP"); at < whole.size() - 1; ++at) EXPECT_NE(refused("surface.vtk", whole.substr(0, at)), "") << at;
}

TEST(ImportMeshes, MarksOfNoValueInEveryFormat) {
  const auto value = [](std::size_t v) { return std::string(v == 0 ? " -10000" : v == 1 ? " 10000" : " 5"); };
  const std::vector<std::pair<std::string, std::string>> files{
      {"a.ply", ply("property float UnipolarVoltage\n", "", value, nothing)},
      {"a.vtk", legacy(scalars("UnipolarVoltage", {"-10000", "10000", "5", "5", "5", "5"}))}};
  for (const auto& [name, content] : files) {
    const ImportedMap map = imported(name, content);
    ASSERT_NE(unipolar(map), nullptr) << name << all_notes(map.report);
    EXPECT_EQ(std::count_if(unipolar(map)->values.begin(), unipolar(map)->values.end(), [](float v) { return std::isnan(v); }), 2) << name;
    EXPECT_TRUE(has_note(map.report, NoteKind::kConverted, "UnipolarVoltage on vertices: 1 x -10000 is no value")) << all_notes(map.report);
    EXPECT_TRUE(has_note(map.report, NoteKind::kConverted, "UnipolarVoltage on vertices: 1 x 10000 is no value"));
  }
}

// Whatever the reader: a value on triangles is a loss, and with --cell-to-point one on vertices.
TEST(ImportMeshes, ValuesOnTrianglesAreTheSameLossEverywhere) {
  std::vector<std::string> eight;
  for (int f = 0; f < 8; ++f) eight.push_back(std::to_string(f + 1));
  const std::vector<std::pair<std::string, std::string>> files{{"a.ply", ply("", "property float UnipolarVoltage\n", nothing, counted_up)},
                                                               {"a.vtk", legacy(scalars("UnipolarVoltage", eight, "CELL_DATA 8"))}};
  for (const auto& [name, content] : files) {
    const ImportedMap map = imported(name, content);
    EXPECT_TRUE(has_loss(map.report, "values on triangles (UnipolarVoltage); --cell-to-point carries them to the vertices"))
        << all_notes(map.report);
    ImportOptions options;
    options.strict = true;
    EXPECT_NE(refused(name, content, options).find("--strict refuses"), std::string::npos) << name;
    options.cell_to_point = true;
    const ImportedMap carried = imported(name, content, options);
    ASSERT_NE(unipolar(carried), nullptr) << name;
    EXPECT_EQ(unipolar(carried)->values[0], (1 + 4 + 5 + 8) / 4.0F) << "the mean of the four equal triangles about it";
    EXPECT_EQ(unipolar(carried)->origin, Origin::kInterpolated);
  }
}

// However the surface lies: what is constant on all triangles is that constant on all vertices, and what has no value gives none.
TEST(ImportMeshes, CarriedValuesStayWithinThoseOfTheTriangles) {
  meshes::Random random(7);
  ImportOptions options;
  options.cell_to_point = true;
  for (int run = 0; run < 20; ++run) {
    std::vector<double> of_face;
    for (int f = 0; f < 8; ++f) of_face.push_back(1 + static_cast<double>(random.below(100)) / 10);
    of_face[random.below(8)] = -10000;
    const ImportedMap map = imported(
        "a.ply", ply("", "property float UnipolarVoltage\n", nothing, [&](std::size_t f) { return fmt::format(" {}", of_face[f]); }),
        options);
    ASSERT_NE(unipolar(map), nullptr);
    for (std::size_t v = 0; v < 6; ++v) {
      double low = 1e9;
      double high = -1e9;
      for (std::size_t f = 0; f < 8; ++f) {
        const bool touches = std::find(kFaces.at(f).begin(), kFaces.at(f).end(), static_cast<int>(v)) != kFaces.at(f).end();
        if (!touches || of_face[f] < 0) continue;
        low = std::min(low, of_face[f]);
        high = std::max(high, of_face[f]);
      }
      EXPECT_GE(unipolar(map)->values[v], low - 1e-4);
      EXPECT_LE(unipolar(map)->values[v], high + 1e-4);
    }
  }
}

TEST(ImportMeshes, WhatAPlyFileHoldsBesideIsTold) {
  const ImportedMap map = imported("a.ply", ply(
                                                "property uchar red\n", "", [](std::size_t) { return std::string(" 200"); }, nothing,
                                                "element edge 1\nproperty int vertex1\nproperty int vertex2\n", "0 1\n"));
  EXPECT_TRUE(has_note(map.report, NoteKind::kDropped, "a.ply: 1 edge, red: no part of a map")) << all_notes(map.report);
}

TEST(ImportMeshes, ATextArrayIsToldByItsName) {
  const ImportedMap map = imported(
      "a.vtk", legacy("POINT_DATA 6\nFIELD FieldData 2\nOperator 1 6 string\nDOE\nDOE\nDOE\nDOE\nDOE\nDOE\nuv 1 6 float\n1 2 3 4 5 6\n"));
  EXPECT_TRUE(has_note(map.report, NoteKind::kLeftOut, "array Operator on points holds texts")) << all_notes(map.report);
  EXPECT_EQ(all_notes(map.report).find("DOE"), std::string::npos);
  const ImportedMap ours = imported("a.vtk", legacy("POINT_DATA 6\nFIELD FieldData 1\nUnipolarVoltage 1 6 string\na\nb\nc\nd\ne\nf\n"));
  EXPECT_TRUE(has_loss(ours.report, "array UnipolarVoltage on points holds texts")) << all_notes(ours.report);
}

TEST(ImportMeshes, NumbersOfAPersonOnVerticesStayOutside) {
  for (const auto& [name, value] : std::vector<std::pair<std::string, std::function<std::string(std::size_t)>>>{
           {"PatientId", [](std::size_t) { return std::string(" 4711"); }},
           {"refTime", [](std::size_t v) { return fmt::format(" {}", 1700000000 + 1000 * v); }},
           {"birth", [](std::size_t v) { return fmt::format(" {}", 19590312 + v % 2); }}}) {
    const std::string content = ply("property double " + name + "\n", "", value, nothing);
    const ImportedMap map = imported("a.ply", content);
    EXPECT_EQ(field(map.map.surface.fields, name), nullptr) << name;
    EXPECT_TRUE(has_note(map.report, NoteKind::kLeftOut, "array " + name + ": ")) << all_notes(map.report);
    ImportOptions options;
    options.keep_columns = {name};
    EXPECT_NE(field(imported("a.ply", content, options).map.surface.fields, name), nullptr) << name;
  }
  EXPECT_NE(field(imported("a.ply", ply("property float curvature\n", "", counted_up, nothing)).map.surface.fields, "curvature"), nullptr);
}

TEST(ImportMeshes, StlWithBytesBehindItsEndOrCapitals) {
  std::string facets;
  std::string text = "SOLID heart\n";
  for (const auto& face : kFaces) {
    facets += std::string(12, '\0');
    text += " FACET NORMAL 0 0 0\n  OUTER LOOP\n";
    for (const int v : face) {
      for (const int c : kCorners.at(static_cast<std::size_t>(v))) {
        const auto number = static_cast<float>(c);
        facets += std::string(reinterpret_cast<const char*>(&number), sizeof(number));
      }
      text += fmt::format("   VERTEX {} {} {}\n", kCorners.at(static_cast<std::size_t>(v))[0], kCorners.at(static_cast<std::size_t>(v))[1],
                          kCorners.at(static_cast<std::size_t>(v))[2]);
    }
    facets += std::string(2, '\0');
    text += "  ENDLOOP\n ENDFACET\n";
  }
  text += "ENDSOLID heart\n";
  for (const std::string& head : {std::string("solid of a program"), std::string("binary")}) {
    std::string binary = head + std::string(80 - head.size(), '\0') + std::string("\x08\0\0\0", 4) + facets;
    EXPECT_EQ(imported("a.stl", binary).map.surface.triangles.size(), 8);
    for (const std::string& behind : {std::string("\n"), std::string(100, '\0'), std::string("made by a program")}) {
      const ImportedMap map = imported("a.stl", binary + behind);
      EXPECT_EQ(map.map.surface.triangles.size(), 8) << head;
      EXPECT_TRUE(has_note(map.report, NoteKind::kFound, fmt::format("{} byte", behind.size()))) << all_notes(map.report);
    }
    EXPECT_NE(refused("a.stl", binary.substr(0, binary.size() - 60)), "") << "a facet is missing";
  }
  EXPECT_EQ(imported("a.stl", text).map.surface.vertices.size(), 6);
  EXPECT_NE(refused("a.stl", text.substr(0, text.size() - 40)), "");
}

TEST(ImportMeshes, ObjLinesThatGoOnInTheNext) {
  std::string text = "# octahedron\nmtllib a.mtl\n";
  for (const auto& corner : kCorners) text += fmt::format("v {} \\\n {} \\\r\n  {}\n", corner[0], corner[1], corner[2]);
  for (const auto& face : kFaces) text += fmt::format("f\t{}/1 {}/2 \\\n {}/3\n", face[0] + 1, face[1] + 1, face[2] + 1);
  const ImportedMap map = imported("a.obj", text + "l 1 2\n");
  EXPECT_EQ(map.map.surface.vertices[5], (Vec3{0, 0, -30}));
  EXPECT_EQ(map.map.surface.triangles.size(), 8);
  EXPECT_TRUE(has_loss(map.report, "elements 'l'")) << all_notes(map.report);
}

}  // namespace
}  // namespace viamyo
