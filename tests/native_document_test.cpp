// The document between file and map: what a map becomes and comes back as, what enters the digest, and the defects of a document.
#include "viamyo/native_document.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <set>
#include <span>

#include "native_equal.h"
#include "native_sample.h"
#include "viamyo/digest.h"
#include "viamyo/errors.h"

namespace viamyo {
namespace {

using namespace std::string_literals;

Record& record(NativeDocument& document, std::string_view path) {
  const auto found = std::find_if(document.records.begin(), document.records.end(), [&](const Record& r) { return r.path == path; });
  if (found == document.records.end()) throw std::out_of_range(std::string(path));
  return *found;
}

Attribute& attribute(Record& record, std::string_view name) {
  const auto found = std::find_if(record.attributes.begin(), record.attributes.end(), [&](const Attribute& a) { return a.name == name; });
  if (found == record.attributes.end()) throw std::out_of_range(std::string(name));
  return *found;
}

void remove(NativeDocument& document, std::string_view path) {
  std::erase_if(document.records, [&](const Record& r) { return r.path == path; });
}

void remove_attribute(NativeDocument& document, std::string_view path, std::string_view name) {
  std::erase_if(record(document, path).attributes, [&](const Attribute& a) { return a.name == name; });
}

template <class T>
Value numbers(std::vector<T> values, std::vector<std::uint64_t> shape, ValueType type) {
  const auto bytes = std::as_bytes(std::span(values));
  return {type, std::move(shape), std::vector<std::byte>(bytes.begin(), bytes.end()), {}};
}

std::vector<std::byte> copy_of(const Bytes& bytes) { return {bytes.begin(), bytes.end()}; }

// As many, cut or filled up with zeros.
Bytes resized(const Bytes& bytes, std::size_t size) {
  std::vector<std::byte> changed = copy_of(bytes);
  changed.resize(size);
  return changed;
}

Value text(std::string content) { return {ValueType::kString, {}, {}, {std::move(content)}}; }

std::string flipped(std::string text) {
  if (text.empty()) return "x";
  text.back() = static_cast<char>(text.back() ^ 1);
  return text;
}

// The smallest change that the value can have: one bit.
Value flipped(Value value) {
  if (value.type == ValueType::kString) {
    value.strings.back() = flipped(value.strings.back());
  } else {
    std::vector<std::byte> bytes = copy_of(value.bytes);
    bytes.back() ^= std::byte{1};
    value.bytes = std::move(bytes);
  }
  return value;
}

std::vector<Defect> defects_of(const NativeDocument& document) {
  std::vector<Defect> defects;
  decode(document, defects);
  return defects;
}

// ---- there and back ----

TEST(NativeDocument, AMapComesBackAsItWas) {
  const Map map = sample::full_map();
  std::vector<Defect> defects;
  expect_equal(decode(encode(map), defects), map);
  EXPECT_TRUE(defects.empty()) << defects.front().object << " " << defects.front().text;
}

TEST(NativeDocument, ABareMapHasNothingButItsSurface) {
  const NativeDocument document = encode(sample::bare_map());
  std::vector<std::string> paths;
  for (const Record& r : document.records) paths.push_back(r.path);
  EXPECT_EQ(paths, (std::vector<std::string>{"/", "/VTKHDF", "/VTKHDF/Connectivity", "/VTKHDF/NumberOfCells",
                                             "/VTKHDF/NumberOfConnectivityIds", "/VTKHDF/NumberOfPoints", "/VTKHDF/Offsets",
                                             "/VTKHDF/PointData", "/VTKHDF/Points", "/VTKHDF/Types"}));
  std::vector<Defect> defects;
  expect_equal(decode(document, defects), sample::bare_map());
  EXPECT_TRUE(defects.empty());
}

TEST(NativeDocument, EncodingIsTheSameEveryTimeAndSorted) {
  const NativeDocument a = encode(sample::full_map());
  const NativeDocument b = encode(sample::full_map());
  ASSERT_EQ(a.records.size(), b.records.size());
  for (std::size_t i = 0; i < a.records.size(); ++i) EXPECT_EQ(a.records[i].path, b.records[i].path);
  EXPECT_TRUE(std::is_sorted(a.records.begin(), a.records.end(), [](const Record& x, const Record& y) { return x.path < y.path; }));
  EXPECT_EQ(content_digest(a), content_digest(b));
}

TEST(NativeDocument, FieldsThatCannotBeNamedInAFileAreRefused) {
  for (const char* name : {"", ".", "a/b"}) {
    Map map = sample::full_map();
    map.surface.fields[0].name = name;
    EXPECT_THROW(encode(map), OutputError) << name;
  }
  for (const char* name : {"Position", "Name", "Accepted", "Electrograms", "UnipolarVoltage"}) {
    Map map = sample::full_map();
    map.points.fields.back().name = name;
    EXPECT_THROW(encode(map), OutputError) << name;
  }
  Map map = sample::full_map();
  map.study.description = std::string(70'000, 'x');
  EXPECT_THROW(encode(map), OutputError);
}

// ---- the digest ----

TEST(ContentDigest, IsTheDigestOfTheBytesThatTheDocumentationNames) {
  NativeDocument document;
  document.records.push_back({"/", true, {}, {{"Conventions", text("viamyo-1.0")}, {"ContentDigest", text("whatever")}}});
  document.records.push_back({"/Landmarks/Apex", false, numbers<float>({1, 2, 3}, {3}, ValueType::kFloat32), {{"units", text("mm")}}});
  document.records.push_back({"/MappingPoints/Name", false, {ValueType::kString, {2}, {}, {"P1", ""}}, {}});
  const std::string bytes =
      "/@Conventions\0|S\0\0viamyo-1.0\0"s
      "/Landmarks/Apex\0<f4\0"
      "3\0"
      "\0\0\x80\x3f"
      "\0\0\0\x40"
      "\0\0\x40\x40"s
      "/Landmarks/Apex@units\0|S\0\0mm\0"s
      "/MappingPoints/Name\0|S\0"
      "2\0P1\0\0"s;
  EXPECT_EQ(content_digest(document), sha256_hex(bytes));
}

TEST(ContentDigest, EveryBitOfEveryDatasetAndAttributeCounts) {
  const NativeDocument original = encode(sample::full_map());
  std::set<std::string> digests{content_digest(original)};
  std::size_t changes = 0;
  const auto try_change = [&](const std::string& what, const NativeDocument& changed) {
    ++changes;
    EXPECT_TRUE(digests.insert(content_digest(changed)).second) << what;
  };
  for (std::size_t r = 0; r < original.records.size(); ++r) {
    const Record& record = original.records[r];
    if (record.path == "/Provenance") continue;
    if (!record.is_group) {
      NativeDocument changed = original;
      changed.records[r].value = flipped(record.value);
      try_change(record.path, changed);
    }
    for (std::size_t a = 0; a < record.attributes.size(); ++a) {
      if (record.attributes[a].name == "ContentDigest") continue;
      NativeDocument changed = original;
      changed.records[r].attributes[a].value = flipped(record.attributes[a].value);
      try_change(record.path + "@" + record.attributes[a].name, changed);
      changed = original;
      changed.records[r].attributes.erase(changed.records[r].attributes.begin() + static_cast<std::ptrdiff_t>(a));
      try_change("without " + record.path + "@" + record.attributes[a].name, changed);
    }
  }
  EXPECT_GT(changes, 120U);
}

TEST(ContentDigest, ShapeAndTypeCountBesideTheBytes) {
  const NativeDocument original = encode(sample::full_map());
  NativeDocument reshaped = original;
  record(reshaped, "/VTKHDF/Connectivity").value.shape.push_back(1);
  EXPECT_NE(content_digest(reshaped), content_digest(original));
  NativeDocument retyped = original;
  record(retyped, "/VTKHDF/Connectivity").value.type = ValueType::kUInt32;
  EXPECT_NE(content_digest(retyped), content_digest(original));
}

TEST(ContentDigest, ProvenanceAndTheStoredDigestDoNotCount) {
  const NativeDocument original = encode(sample::full_map());
  NativeDocument changed = original;
  remove(changed, "/Provenance");
  attribute(record(changed, "/"), "ContentDigest").value = text("other");
  EXPECT_EQ(content_digest(changed), content_digest(original));
  EXPECT_EQ(attribute(record(changed = original, "/"), "ContentDigest").value.strings[0], content_digest(original));
}

TEST(ContentDigest, WhatIsForeignDoesNotCount) {
  const NativeDocument original = encode(sample::full_map());
  NativeDocument changed = original;
  changed.records.push_back({"/Extra", true, {}, {{"a", text("b")}}});
  changed.records.push_back({"/VTKHDF/PointData/Words", false, text("not a field"), {}});
  record(changed, "/VTKHDF/Points").attributes.push_back({"note", text("by others")});
  EXPECT_EQ(content_digest(changed), content_digest(original));
}

TEST(ContentDigest, TheOrderOfRecordsAndAttributesDoesNotCount) {
  const NativeDocument original = encode(sample::full_map());
  NativeDocument turned = original;
  std::reverse(turned.records.begin(), turned.records.end());
  for (Record& r : turned.records) std::reverse(r.attributes.begin(), r.attributes.end());
  EXPECT_EQ(content_digest(turned), content_digest(original));
}

TEST(ContentDigest, WithoutTruthItIsThatOfTheMapWithoutTruth) {
  Map map = sample::full_map();
  const NativeDocument with = encode(map);
  map.ground_truth.reset();
  const NativeDocument without = encode(map);
  EXPECT_NE(content_digest(with), content_digest(without));
  EXPECT_EQ(content_digest(with, false), content_digest(without));
  EXPECT_EQ(content_digest(without, false), content_digest(without));
}

// ---- defects ----

struct Damage {
  std::string name;
  std::function<void(NativeDocument&)> apply;
  std::string code;
  std::string object;
};

void PrintTo(const Damage& damage, std::ostream* out) { *out << damage.name; }

class DocumentDefect : public testing::TestWithParam<Damage> {};

TEST_P(DocumentDefect, IsTold) {
  NativeDocument document = encode(sample::full_map());
  GetParam().apply(document);
  const std::vector<Defect> defects = defects_of(document);
  const bool told = std::any_of(defects.begin(), defects.end(), [](const Defect& d) {
    return d.severity == Severity::kError && d.code == GetParam().code && d.object == GetParam().object && !d.text.empty();
  });
  std::string all;
  for (const Defect& d : defects) all += d.code + " " + d.object + ": " + d.text + "\n";
  EXPECT_TRUE(told) << all;
}

Damage without(const std::string& path, const std::string& code = "missing") {
  return {"without " + path, [path](NativeDocument& d) { remove(d, path); }, code, path};
}

Damage without_attribute(const std::string& path, const std::string& name, const std::string& code, const std::string& object) {
  return {"without " + path + "@" + name, [path, name](NativeDocument& d) { remove_attribute(d, path, name); }, code, object};
}

Damage retyped(const std::string& path, ValueType type) {
  return {path + " as " + std::string(digest_name(type)),
          [path, type](NativeDocument& d) {
            Value& value = record(d, path).value;
            value.type = type;
            const std::size_t count = value.shape[0] * (value.shape.size() == 2 ? value.shape[1] : 1);
            value.bytes = resized(value.bytes, count * size_of(type));
          },
          "wrong_type", path};
}

Damage longer(const std::string& path, const std::string& code = "wrong_shape") {
  return {path + " of another length",
          [path](NativeDocument& d) {
            Value& value = record(d, path).value;
            const std::size_t row = value.bytes.size() / static_cast<std::size_t>(value.shape[0]);
            value.bytes = resized(value.bytes, value.bytes.size() + row);
            if (value.type == ValueType::kString) value.strings.emplace_back("more");
            ++value.shape[0];
          },
          code, path};
}

Damage with_attribute(const std::string& path, const std::string& name, const Value& value, const std::string& code,
                      const std::string& object) {
  return {path + "@" + name, [=](NativeDocument& d) { attribute(record(d, path), name).value = value; }, code, object};
}

Damage with_number(const std::string& path, std::size_t at, std::int32_t number, const std::string& code) {
  return {path + " with " + std::to_string(number),
          [=](NativeDocument& d) {
            Value& value = record(d, path).value;
            std::vector<std::byte> bytes = copy_of(value.bytes);
            std::memcpy(bytes.data() + at * sizeof(number), &number, sizeof(number));
            value.bytes = std::move(bytes);
          },
          code, path};
}

std::vector<Damage> all_damages() {
  const std::string uv = "/VTKHDF/PointData/UnipolarVoltage";
  const std::string point_uv = "/MappingPoints/UnipolarVoltage";
  const std::string egm = "/MappingPoints/Electrograms";
  std::vector<Damage> damages{
      without("/VTKHDF/Points"),
      without("/VTKHDF/Connectivity"),
      without("/VTKHDF/Offsets"),
      without("/VTKHDF/Types"),
      without("/VTKHDF/NumberOfPoints"),
      without("/VTKHDF/NumberOfCells"),
      without("/VTKHDF/NumberOfConnectivityIds"),
      without("/MappingPoints/Position"),
      without(egm + "/ReferenceAnnotation"),
      without("/GroundTruth/Class"),
      without_attribute("/", "Conventions", "not_a_map", "/@Conventions"),
      without_attribute("/VTKHDF", "Type", "missing", "/VTKHDF@Type"),
      without_attribute("/VTKHDF", "Version", "missing", "/VTKHDF@Version"),
      without_attribute(uv, "units", "missing_unit", uv),
      without_attribute(point_uv, "units", "missing_unit", point_uv),
      without_attribute(egm, "sampling_rate_Hz", "missing", egm + "@sampling_rate_Hz"),
      retyped("/VTKHDF/Points", ValueType::kInt32),
      retyped("/VTKHDF/Connectivity", ValueType::kUInt32),
      retyped("/VTKHDF/Connectivity", ValueType::kUInt64),
      retyped("/VTKHDF/Connectivity", ValueType::kFloat32),
      retyped("/VTKHDF/Offsets", ValueType::kUInt64),
      retyped("/VTKHDF/Types", ValueType::kInt32),
      retyped(uv, ValueType::kInt32),
      retyped("/MappingPoints/Position", ValueType::kInt64),
      retyped("/MappingPoints/Accepted", ValueType::kFloat32),
      retyped("/Landmarks/Apex", ValueType::kInt16),
      retyped("/GroundTruth/Class", ValueType::kFloat64),
      longer("/VTKHDF/Offsets"),
      longer("/VTKHDF/Connectivity"),
      longer("/VTKHDF/Points", "wrong_shape"),
      longer(uv),
      longer(point_uv),
      longer("/MappingPoints/EndSystolicPosition"),
      longer("/MappingPoints/Accepted"),
      longer("/MappingPoints/Name"),
      longer(egm + "/Bipolar"),
      longer(egm + "/WindowOfInterest"),
      longer("/Landmarks/Apex"),
      longer("/GroundTruth/Class"),
      with_attribute("/", "Conventions", text("viamyo-2.0"), "unknown_version", "/@Conventions"),
      with_attribute("/", "Conventions", text("CF-1.8"), "not_a_map", "/@Conventions"),
      with_attribute("/VTKHDF", "Type", text("PolyData"), "wrong_value", "/VTKHDF@Type"),
      with_attribute("/VTKHDF", "Version", numbers<std::int64_t>({2, 0}, {2}, ValueType::kInt64), "wrong_value", "/VTKHDF@Version"),
      with_attribute(uv, "units", text("V"), "wrong_unit", uv),
      with_attribute(point_uv, "units", text(""), "wrong_unit", point_uv),
      with_attribute("/VTKHDF/Points", "units", text("cm"), "wrong_unit", "/VTKHDF/Points"),
      with_attribute("/Landmarks/Apex", "units", text("m"), "wrong_unit", "/Landmarks/Apex"),
      with_attribute(egm + "/Unipolar", "units", text("uV"), "wrong_unit", egm + "/Unipolar"),
      with_attribute(uv, "origin", text("guessed"), "wrong_origin", uv + "@origin"),
      with_attribute(uv, "parameters", numbers<float>({1}, {}, ValueType::kFloat32), "wrong_type", uv + "@parameters"),
      with_attribute(egm, "sampling_rate_Hz", numbers<double>({0}, {}, ValueType::kFloat64), "wrong_value", egm + "@sampling_rate_Hz"),
      with_attribute(egm, "window_of_interest_ms", numbers<double>({9, 2}, {2}, ValueType::kFloat64), "wrong_value",
                     egm + "@window_of_interest_ms"),
      with_attribute("/Study", "synthetic", numbers<double>({2}, {}, ValueType::kFloat64), "wrong_value", "/Study@synthetic"),
      with_attribute("/Study", "species", numbers<double>({2}, {}, ValueType::kFloat64), "wrong_type", "/Study@species"),
      with_number("/VTKHDF/Offsets", 1, 4, "wrong_offset"),
      with_number("/VTKHDF/NumberOfPoints", 0, 5, "wrong_count"),
      with_number("/VTKHDF/NumberOfCells", 0, -1, "wrong_count"),
      with_number("/VTKHDF/NumberOfConnectivityIds", 0, 0, "wrong_count"),
      with_number("/VTKHDF/Types", 0, 0x05050905, "not_a_triangle"),
      with_number("/GroundTruth/Class", 0, 6, "wrong_value")};
  // A longer Points is well formed in itself: the count beside it disagrees.
  for (Damage& d : damages) {
    if (d.name == "/VTKHDF/Points of another length") d.code = "wrong_count", d.object = "/VTKHDF/NumberOfPoints";
  }
  return damages;
}

INSTANTIATE_TEST_SUITE_P(Every, DocumentDefect, testing::ValuesIn(all_damages()));

TEST(NativeDocument, AnIndexBeyond32BitsIsTold) {
  NativeDocument document = encode(sample::bare_map());
  Value& connectivity = record(document, "/VTKHDF/Connectivity").value;
  std::vector<std::int64_t> wide(static_cast<std::size_t>(connectivity.shape[0]), 1);
  wide[4] = std::int64_t{1} << 40;
  connectivity = numbers<std::int64_t>(wide, connectivity.shape, ValueType::kInt64);
  const std::vector<Defect> defects = defects_of(document);
  ASSERT_EQ(defects.size(), 1U);
  EXPECT_EQ(defects[0].code, "index_out_of_range");
  EXPECT_NE(defects[0].text.find("1099511627776"), std::string::npos);
}

TEST(NativeDocument, EveryDefectIsToldAtOnce) {
  NativeDocument document = encode(sample::full_map());
  remove(document, "/VTKHDF/Types");
  remove_attribute(document, "/VTKHDF/PointData/BipolarVoltage", "units");
  attribute(record(document, "/MappingPoints/LoopStability"), "units").value = text("cm");
  attribute(record(document, "/Study"), "paced").value = numbers<double>({7}, {}, ValueType::kFloat64);
  std::set<std::string> objects;
  for (const Defect& d : defects_of(document)) objects.insert(d.object);
  EXPECT_EQ(objects,
            (std::set<std::string>{"/VTKHDF/Types", "/VTKHDF/PointData/BipolarVoltage", "/MappingPoints/LoopStability", "/Study@paced"}));
}

TEST(NativeDocument, UnknownFieldsThatDoNotFitAreLeftOutWithAWord) {
  NativeDocument document = encode(sample::full_map());
  Record& force = record(document, "/VTKHDF/PointData/ContactForce");
  force.value = numbers<float>({1, 2, 3}, {3}, ValueType::kFloat32);
  std::vector<Defect> defects;
  const Map map = decode(document, defects);
  EXPECT_EQ(find_field(map.surface.fields, "ContactForce"), nullptr);
  ASSERT_EQ(defects.size(), 1U);
  EXPECT_EQ(defects[0].severity, Severity::kWarning);
  EXPECT_EQ(defects[0].code, "field_left_out");
}

// ---- what others write ----

TEST(NativeDocument, NumbersOfOtherTypesAreReadAsTheSameMap) {
  const Map map = sample::bare_map();
  NativeDocument document = encode(map);
  for (const char* path : {"/VTKHDF/Connectivity", "/VTKHDF/Offsets"}) {
    Value& value = record(document, path).value;
    std::vector<std::int32_t> narrow(static_cast<std::size_t>(value.shape[0]));
    std::memcpy(narrow.data(), value.bytes.data(), value.bytes.size());
    value = numbers<std::int64_t>({narrow.begin(), narrow.end()}, value.shape, ValueType::kInt64);
  }
  Value& count = record(document, "/VTKHDF/NumberOfPoints").value;
  count = numbers<std::uint16_t>({static_cast<std::uint16_t>(map.surface.vertices.size())}, {1}, ValueType::kUInt16);
  const std::size_t rows = map.surface.vertices.size();
  document.records.push_back(
      {"/VTKHDF/PointData/Score", false, numbers<std::int16_t>(std::vector<std::int16_t>(rows, -3), {rows}, ValueType::kInt16), {}});
  document.records.push_back({"/VTKHDF/PointData/WallThickness",
                              false,
                              numbers<double>(std::vector<double>(rows, 0.1), {rows, 1}, ValueType::kFloat64),
                              {{"units", text("mm")}}});
  std::vector<Defect> defects;
  const Map read = decode(document, defects);
  EXPECT_TRUE(defects.empty()) << defects.front().object << " " << defects.front().text;
  EXPECT_EQ(read.surface.triangles, map.surface.triangles);
  ASSERT_NE(find_field(read.surface.fields, "Score"), nullptr);
  EXPECT_EQ(find_field(read.surface.fields, "Score")->values[0], -3.0F);
  EXPECT_EQ(find_field(read.surface.fields, "WallThickness")->values[0], 0.1F);
  EXPECT_EQ(find_field(read.surface.fields, "WallThickness")->origin, Origin::kMappingSystem);
}

TEST(NativeDocument, TextThatIsNotUtf8IsMadeSo) {
  NativeDocument document = encode(sample::full_map());
  attribute(record(document, "/Study"), "rhythm").value = text("a\xB5z");
  attribute(record(document, "/Study"), "visit").value = numbers<std::int64_t>({2}, {}, ValueType::kInt64);
  std::vector<Defect> defects;
  const Map map = decode(document, defects);
  EXPECT_TRUE(defects.empty());
  EXPECT_EQ(map.study.rhythm, "a\xEF\xBF\xBDz");
  EXPECT_EQ(map.study.visit, "2");
}

}  // namespace
}  // namespace viamyo
