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

// What an analysis or a team made of another map is no data of this one, whichever program carried it along.
TEST(ImportMeshes, ResultsOfAnEarlierAnalysisStayOutside) {
  for (const char* const result : {"Class", "ClassAsComputed", "ReviewedClass", "ReviewState", "SegmentAHA17"}) {
    for (const auto& [name, content] :
         {std::pair{"surface.vtk", legacy(scalars("UnipolarVoltage", {"1", "2", "3", "4", "5", "6"}) +
                                          fmt::format("SCALARS {} float 1\nLOOKUP_TABLE default\n2\n2\n2\n2\n2\n255\n", result))},
          std::pair{"surface.ply", ply(
                                       fmt::format("property float uni\nproperty float {}\n", result), "",
                                       [](std::size_t v) { return fmt::format(" {} 2", v + 1); }, nothing)}}) {
      const ImportedMap map = imported(name, content);
      EXPECT_EQ(find_field(map.map.surface.fields, result), nullptr) << name << " " << result;
      EXPECT_NE(unipolar(map), nullptr) << name;
      const std::vector<ImportNote>& notes = map.report.notes;
      EXPECT_TRUE(std::any_of(notes.begin(), notes.end(), [&](const ImportNote& n) { return n.text.find(result) != std::string::npos; }))
          << name << " " << result;
    }
  }
}

TEST(ImportMeshes, APlaceThatIsNoNumberIsRefusedAsSuch) {
  const std::string sentence = refused("surface.vtk", legacy("", "nan 0 0\n" + corners().substr(corners().find('\n') + 1)));
  EXPECT_NE(sentence.find("vertex 0 is not finite"), std::string::npos) << sentence;
}

std::string xml(const std::string& point_arrays, const std::string& places) {
  return "<?xml version=\"1.0\"?>\n<VTKFile type=\"PolyData\" version=\"0.1\" byte_order=\"LittleEndian\"><PolyData>"
         "<Piece NumberOfPoints=\"7\" NumberOfVerts=\"0\" NumberOfLines=\"0\" NumberOfStrips=\"0\" NumberOfPolys=\"8\"><PointData>" +
         point_arrays + "</PointData><Points><DataArray type=\"Float32\" NumberOfComponents=\"3\" format=\"ascii\">" + places +
         "</DataArray></Points><Polys><DataArray type=\"Int64\" Name=\"connectivity\" format=\"ascii\">" + faces("") +
         "</DataArray><DataArray type=\"Int64\" Name=\"offsets\" format=\"ascii\">3 6 9 12 15 18 21 24</DataArray></Polys></Piece>"
         "</PolyData></VTKFile>\n";
}

std::string xml_array(const std::string& values, const std::string& name = "UnipolarVoltage") {
  return "<DataArray type=\"Float32\" Name=\"" + name + "\" format=\"ascii\">" + values + "</DataArray>";
}

const std::vector<std::string> kNoNumbers{"nan",       "-nan",    "inf",     "-inf",   "Infinity", "nan(ind)",
                                          "-nan(ind)", "1.#QNAN", "-1.#IND", "1.#INF", "NANQ"};

// Whoever wrote it, and in whatever format of text.
TEST(ImportMeshes, NoNumberIsNoValueInEveryText) {
  for (const std::string& word : kNoNumbers) {
    const auto value = [&](std::size_t v) { return " " + (v == 1 ? word : std::to_string(v + 1)); };
    const std::string table = "1\n" + word + "\n3\n4\n5\n6\n";
    const std::vector<std::pair<std::string, ImportedMap>> maps{
        {"vtp", imported("a.vtp", xml(xml_array("1 " + word + " 3 4 5 6 7"), corners() + "9 9 9"))},
        {"vtp at the end", imported("a.vtp", xml(xml_array("1 2 3 4 5 6 " + word), corners() + "9 9 9"))},
        {"ply", imported("a.ply", ply("property float UnipolarVoltage\n", "", value, nothing))},
        {"vtk", imported("a.vtk", legacy("POINT_DATA 6\nSCALARS UnipolarVoltage float 1\nLOOKUP_TABLE default\n" + table))}};
    for (const auto& [format, map] : maps) {
      ASSERT_NE(unipolar(map), nullptr) << format << word << all_notes(map.report);
      const std::vector<float>& values = unipolar(map)->values;
      EXPECT_EQ(std::count_if(values.begin(), values.end(), [](float v) { return std::isnan(v); }), 1) << format << word;
      const bool is_infinite = word.find_first_of("fF") != std::string::npos;
      EXPECT_EQ(has_note(map.report, NoteKind::kConverted, "1 x infinite is no value"), is_infinite) << format << word;
    }
  }
}

// A vertex without a place that no triangle uses goes with its values, in every format; one that is used is no surface.
TEST(ImportMeshes, StrayVerticesWithoutAPlaceAreLeftOutAndTold) {
  const std::string places = corners();
  const std::string after_first = places.substr(places.find('\n') + 1);
  std::string v_lines;
  for (const auto& corner : kCorners) v_lines += fmt::format("v {} {} {}\n", corner[0], corner[1], corner[2]);
  for (const std::string& word : kNoNumbers) {
    const std::string stray = fmt::format("{} 2 {}\n", word, word);
    const auto with = [&](const std::string& vertices) {
      return std::vector<std::pair<std::string, std::string>>{
          {"a.vtk", "# vtk DataFile Version 3.0\nt\nASCII\nDATASET POLYDATA\nPOINTS 7 float\n" + vertices + "POLYGONS 8 32\n" +
                        faces("3 ") + "POINT_DATA 7\nSCALARS uv float 1\nLOOKUP_TABLE default\n1\n2\n3\n4\n5\n6\n7\n"},
          {"a.vtp", xml(xml_array("1 2 3 4 5 6 7"), vertices)},
          {"a.ply",
           "ply\nformat ascii 1.0\nelement vertex 7\nproperty float x\nproperty float y\nproperty float z\nelement face 8\n"
           "property list uchar int vertex_indices\nend_header\n" +
               vertices + faces("3 ")}};
    };
    for (const auto& [name, content] : with(places + stray)) {
      const ImportedMap map = imported(name, content);
      EXPECT_EQ(map.map.surface.vertices.size(), 6) << name << word;
      EXPECT_TRUE(has_note(map.report, NoteKind::kDropped, "1 vertex without a place, which no triangle uses")) << all_notes(map.report);
      const bool has_values = name != "a.ply";
      ASSERT_EQ(unipolar(map) != nullptr, has_values) << name << all_notes(map.report);
      EXPECT_TRUE(!has_values || unipolar(map)->values == (std::vector<float>{1, 2, 3, 4, 5, 6})) << name;
    }
    for (const auto& [name, content] : with(stray + after_first + "1 1 1\n"))
      EXPECT_NE(refused(name, content).find("vertex 0 is not finite"), std::string::npos) << name << refused(name, content);
    EXPECT_EQ(imported("a.obj", v_lines + "v " + stray + faces("f ", 1)).map.surface.vertices.size(), 6) << word;
    const Folder folder;
    folder.write("lv.pts", "7\n" + places + stray);
    folder.write("lv.elem", "8\n" + faces("Tr "));
    folder.write("uv.dat", "1\n2\n3\n4\n5\n6\n7\n");
    const ImportedMap carp = import_map(folder.path());
    EXPECT_EQ(carp.map.surface.vertices.size(), 6) << word;
    ASSERT_NE(unipolar(carp), nullptr) << all_notes(carp.report);
    EXPECT_EQ(unipolar(carp)->values.back(), 6);
  }
}

// VTK would keep the last in silence.
TEST(ImportMeshes, OfTwoArraysOfOneNameTheFirstIsKeptAndTheOtherALoss) {
  const std::string uv = scalars("UnipolarVoltage", {"1", "2", "3", "4", "5", "6"});
  const std::string other = "SCALARS UnipolarVoltage double 1\nLOOKUP_TABLE default\n9\n9\n9\n9\n9\n9\n";
  const std::string in_field = "FIELD FieldData 1\nUnipolarVoltage 1 6 float\n9 9 9 9 9 9\n";
  const std::string twice_in_field =
      "POINT_DATA 6\nFIELD FieldData 2\nUnipolarVoltage 1 6 float\n1 2 3 4 5 6\nUnipolarVoltage 1 6 float\n9 9 9 9 9 9\n";
  const std::string seven = "1 2 3 4 5 6 7";
  for (const auto& [name, content] : std::vector<std::pair<std::string, std::string>>{
           {"a.vtk", legacy(uv + other)},
           {"a.vtk", legacy(uv + in_field)},
           {"a.vtk", legacy(twice_in_field)},
           {"a.vtp", xml(xml_array(seven) + xml_array("9 9 9 9 9 9 9") + xml_array(seven, "z"), corners() + "1 1 1")}}) {
    const ImportedMap map = imported(name, content);
    ASSERT_NE(unipolar(map), nullptr) << all_notes(map.report);
    EXPECT_EQ(unipolar(map)->values[1], 2) << content;
    EXPECT_TRUE(has_loss(map.report, "UnipolarVoltage: there are two arrays of this name; the first is kept")) << all_notes(map.report);
  }
  const ImportedMap equal = imported("a.vtk", legacy(uv + uv.substr(uv.find("SCALARS"))));
  EXPECT_EQ(all_notes(equal.report).find("LOSS"), std::string::npos) << all_notes(equal.report);
}

TEST(ImportMeshes, WhatVtkSaysOfItselfIsNotPassedOn) {
  std::vector<std::string> ends{"POINT_DATA 6\nSCALARS a double 1\nLOOKUP_TABLE t\n1 2"};
#if !defined(VIAMYO_SANITIZED)  // the address sanitizer ends a program that asks for so much
  ends.emplace_back("POINT_DATA 6\nFIELD F 1\nA 1000000000 6 double\n1 2 3\n");
#endif
  for (const std::string& end : ends) {
    const std::string sentence = refused("a.vtk", legacy(end));
    EXPECT_NE(sentence.find("is cut off or damaged"), std::string::npos) << sentence;
    for (const char* const word : {"0x", "\n", "Algorithm", "Debug", "vtkInformation"})
      EXPECT_EQ(sentence.find(word), std::string::npos) << sentence;
  }
}

TEST(ImportMeshes, ACarriedArrayThatGivesWayIsNotSaidToBeCarried) {
  ImportOptions options;
  options.cell_to_point = true;
  const std::string eight = "CELL_DATA 8\nSCALARS UnipolarVoltage float 1\nLOOKUP_TABLE default\n9\n9\n9\n9\n9\n9\n9\n9\n";
  const ImportedMap map = imported("a.vtk", legacy(scalars("UnipolarVoltage", {"1", "2", "3", "4", "5", "6"}) + eight), options);
  EXPECT_TRUE(has_loss(map.report, "the first is kept")) << all_notes(map.report);
  EXPECT_FALSE(has_note(map.report, NoteKind::kConverted, "carried from triangles")) << all_notes(map.report);
}

TEST(ImportMeshes, AListUnderAKnownNameIsALoss) {
  const auto list = [](std::size_t v) { return fmt::format(" 1 {}", v); };
  for (const char* const name : {"uni", "UnipolarVoltage", "bipolar", "LAT"}) {
    const ImportedMap on_vertices = imported("a.ply", ply(fmt::format("property list uchar float {}\n", name), "", list, nothing));
    EXPECT_TRUE(has_loss(on_vertices.report, fmt::format("{} of each vertex is a list of numbers", name))) << all_notes(on_vertices.report);
    const ImportedMap on_faces = imported("a.ply", ply("", fmt::format("property list uchar float {}\n", name), nothing, list));
    EXPECT_TRUE(has_loss(on_faces.report, fmt::format("{} of each face is a list of numbers", name))) << all_notes(on_faces.report);
  }
}

TEST(ImportMeshes, TheWordNanInANameStaysAName) {
  ImportOptions kept;
  kept.keep_columns = {"nan"};
  const ImportedMap map = imported("surface.vtk", legacy(scalars("nan", {"1", "2", "3", "4", "5", "6"})), kept);
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
