// Comparing two maps part by part, NaN being equal to NaN.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstdint>

#include "viamyo/map.h"

namespace viamyo {

inline std::vector<std::uint32_t> bits_of(const std::vector<float>& values) {
  std::vector<std::uint32_t> bits;
  for (const float v : values) bits.push_back(v != v ? 0x7FC00000U : std::bit_cast<std::uint32_t>(v));
  return bits;
}

inline std::vector<std::uint64_t> bits_of(const std::vector<Vec3>& points) {
  std::vector<std::uint64_t> bits;
  for (const Vec3& p : points) {
    for (const double v : {p.x, p.y, p.z}) bits.push_back(v != v ? 0x7FF8000000000000U : std::bit_cast<std::uint64_t>(v));
  }
  return bits;
}

//! The order of fields is no part of a map.
inline void expect_equal(std::vector<Field> a, std::vector<Field> b) {
  const auto by_name = [](const Field& x, const Field& y) { return x.name < y.name; };
  std::sort(a.begin(), a.end(), by_name);
  std::sort(b.begin(), b.end(), by_name);
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].name, b[i].name);
    EXPECT_EQ(a[i].unit, b[i].unit) << a[i].name;
    EXPECT_EQ(a[i].components, b[i].components) << a[i].name;
    EXPECT_EQ(a[i].origin, b[i].origin) << a[i].name;
    EXPECT_EQ(a[i].parameters, b[i].parameters) << a[i].name;
    EXPECT_EQ(bits_of(a[i].values), bits_of(b[i].values)) << a[i].name;
  }
}

inline void expect_equal(const Electrograms& a, const Electrograms& b) {
  EXPECT_EQ(a.samples, b.samples);
  EXPECT_EQ(a.sampling_rate_hz, b.sampling_rate_hz);
  EXPECT_EQ(a.unipolar, b.unipolar);
  EXPECT_EQ(a.bipolar, b.bipolar);
  EXPECT_EQ(a.reference, b.reference);
  EXPECT_EQ(a.window_of_interest_ms, b.window_of_interest_ms);
  EXPECT_EQ(a.point_windows_ms, b.point_windows_ms);
  EXPECT_EQ(a.reference_annotation_ms, b.reference_annotation_ms);
}

inline void expect_equal(const Study& a, const Study& b) {
  for (const auto member :
       {&Study::map_id, &Study::subject_id, &Study::visit, &Study::species, &Study::system, &Study::acquired, &Study::rhythm,
        &Study::coordinate_frame, &Study::chamber, &Study::description, &Study::derived_from, &Study::licence}) {
    EXPECT_EQ(a.*member, b.*member);
  }
  EXPECT_EQ(a.paced, b.paced);
  EXPECT_EQ(a.qrs_ms, b.qrs_ms);
  EXPECT_EQ(a.synthetic, b.synthetic);
}

inline void expect_equal(const MappingPoints& a, const MappingPoints& b) {
  EXPECT_EQ(bits_of(a.positions), bits_of(b.positions));
  EXPECT_EQ(bits_of(a.end_systolic_positions), bits_of(b.end_systolic_positions));
  EXPECT_EQ(a.accepted, b.accepted);
  EXPECT_EQ(a.names, b.names);
  expect_equal(a.fields, b.fields);
  ASSERT_EQ(a.electrograms.has_value(), b.electrograms.has_value());
  if (a.electrograms) expect_equal(*a.electrograms, *b.electrograms);
}

inline void expect_equal(const Map& a, const Map& b) {
  EXPECT_EQ(bits_of(a.surface.vertices), bits_of(b.surface.vertices));
  EXPECT_EQ(a.surface.triangles, b.surface.triangles);
  expect_equal(a.surface.fields, b.surface.fields);
  expect_equal(a.points, b.points);
  EXPECT_EQ(a.landmarks, b.landmarks);
  expect_equal(a.study, b.study);
  ASSERT_EQ(a.ground_truth.has_value(), b.ground_truth.has_value());
  if (a.ground_truth) {
    EXPECT_EQ(a.ground_truth->classes, b.ground_truth->classes);
    EXPECT_EQ(a.ground_truth->note, b.ground_truth->note);
  }
  EXPECT_EQ(a.provenance, b.provenance);
}

}  // namespace viamyo
