// JSON and CSV: the contract's keys, null for what does not exist, the same bytes in every locale.
#include "viamyo/report.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <clocale>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "meshes.h"
#include "put_together.h"
#include "viamyo/version.h"

namespace viamyo {
namespace {

using Json = nlohmann::json;

struct Reported {
  Map map;
  Analysis analysis;
  ReviewState review;

  [[nodiscard]] AnalysedMap whole() const { return put_together(map, analysis, review, "maps/a,b.h5", "00ff", "aa11"); }
  [[nodiscard]] std::string json() const { return to_json(whole()); }
};

//! A hemisphere of 9 mV and 5 % with points, landmarks and so a candidate zone.
Reported reported() {
  Reported r;
  r.map.surface = meshes::uv_hemisphere(30, 24, 48);
  meshes::add_field(r.map.surface, field_name::kUnipolarVoltage, "mV", [](const Vec3&) { return 9; });
  meshes::add_field(r.map.surface, field_name::kLinearLocalShortening, "%", [](const Vec3&) { return 5; });
  for (std::size_t v = 0; v < r.map.surface.vertices.size(); v += 11) r.map.points.positions.push_back(r.map.surface.vertices[v]);
  r.map.landmarks.anterior_rv_insertion = Vec3{-15, 26, 0};
  r.map.study.subject_id = "=cmd()";
  r.map.study.synthetic = true;
  r.analysis = analyze(r.map, make_settings("", {}), "test");
  r.review = review_state(r.analysis);
  return r;
}

TEST(Report, TheJsonHasTheContractsKeys) {
  const Json json = Json::parse(reported().json());
  for (const char* key : {"schema", "viamyo_version", "algorithm_version", "notice", "map", "settings", "fingerprint", "review", "surface",
                          "classes", "classes_as_reviewed", "whole_map", "rings", "segments", "regions", "candidate_zones", "warnings"}) {
    EXPECT_TRUE(json.contains(key)) << key;
  }
  EXPECT_EQ(json["schema"], "viamyo.analysis/1");
  EXPECT_EQ(json["notice"], std::string(kNotice));
  EXPECT_EQ(json["rings"].size(), 4U);
  EXPECT_EQ(json["segments"].size(), 17U);
  EXPECT_EQ(json["segments"][12]["name"], "apical anterior");
  EXPECT_EQ(json["segments"][12]["territory"], "LAD");
}

//! Calls `see` with every key of a JSON value, at any depth.
//! Keys are written with their units ("fill_distance_mm"), groups as objects ("landmarks": {"apex": ...}).
TEST(Report, EverySettingIsInTheJsonAndInItsDescription) {
  const Json settings = Json::parse(reported().json())["settings"];
  std::ifstream file(VIAMYO_SOURCE_DIR "/docs/json.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  for (const SettingKey& setting : setting_keys()) {
    const std::string key(setting.key.substr(0, setting.key.find('.')));
    const auto stands = [&](const char* unit) { return settings.contains(key + unit) && page.find("`" + key + unit + "`") != page.npos; };
    EXPECT_TRUE(stands("") || stands("_mm") || stands("_mm2") || stands("_mV") || stands("_percent")) << setting.key;
  }
}

void visit_keys(const Json& json, const std::function<void(const std::string&)>& see) {
  for (const auto& [key, value] : json.items()) {
    if (json.is_object()) see(key);
    if (value.is_structured()) visit_keys(value, see);
  }
}

TEST(Report, EveryKeyIsDocumented) {
  std::ifstream file(std::string(VIAMYO_SOURCE_DIR) + "/docs/json.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  visit_keys(Json::parse(reported().json()),
             [&](const std::string& key) { EXPECT_NE(page.find("`" + key + "`"), std::string::npos) << key; });
}

TEST(Report, WhatDoesNotExistIsNull) {
  const Json json = Json::parse(reported().json());
  EXPECT_TRUE(json["surface"]["end_systolic_volume_ml"].is_null());
  EXPECT_TRUE(json["map"]["visit"].is_null());
  EXPECT_TRUE(json["settings"]["reference_voltage_mV"].is_null());
  EXPECT_TRUE(json["whole_map"]["bipolar_voltage_mV"]["mean"].is_null());
  EXPECT_EQ(json["whole_map"]["bipolar_voltage_mV"]["n"], 0);
  EXPECT_TRUE(json["candidate_zones"][0]["wall_thickness_mm"].is_null());
  EXPECT_TRUE(json["classes_as_reviewed"].is_null());
}

TEST(Report, ThresholdsAreWrittenAsTheyWereTyped) { EXPECT_NE(reported().json().find("\"voltage_viable_mV\": 6.9,"), std::string::npos); }

TEST(Report, NothingReadsAsConfirmed) {
  const Json json = Json::parse(reported().json());
  EXPECT_EQ(json["review"]["status"], "unconfirmed");
  EXPECT_EQ(json["review"]["settled"], 0);
  for (const Json& region : json["regions"]) {
    EXPECT_EQ(region["review"], "unconfirmed");
    EXPECT_TRUE(region["reviewed_class"].is_null());
  }
  ASSERT_FALSE(json["candidate_zones"].empty());
  for (const Json& zone : json["candidate_zones"]) {
    EXPECT_EQ(zone["review"], "unconfirmed");
    EXPECT_EQ(zone["for_review_only"], true);
  }
}

TEST(Report, TheLocaleChangesNoByte) {
  const Reported r = reported();
  const std::string before = r.json() + summary_row(r.whole());
  if (std::setlocale(LC_ALL, "de_DE.UTF-8") == nullptr && std::setlocale(LC_ALL, "C.UTF-8") == nullptr)
    GTEST_SKIP() << "no other locale here";
  const std::string after = r.json() + summary_row(r.whole());
  std::setlocale(LC_ALL, "C");
  EXPECT_EQ(before, after);
}

TEST(Report, BytesThatAreNoTextDoNotEndTheRun) {
  Reported r = reported();
  r.map.study.map_id = "\xff\xfe";
  EXPECT_EQ(Json::parse(r.json())["map"]["map_id"], "\uFFFD\uFFFD");
}

//! Cells of one CSV line; quotes respected.
std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> found(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      found.emplace_back();
    else if (c != '\n')
      found.back() += c;
  }
  return found;
}

TEST(Report, EveryRowHasAsManyCellsAsItsHeader) {
  const Reported r = reported();
  const auto check = [](const std::string& header, const std::string& rows) {
    std::size_t begin = 0;
    int count = 0;
    while (begin < rows.size()) {
      const std::size_t end = rows.find('\n', begin);
      EXPECT_EQ(cells(rows.substr(begin, end - begin)).size(), cells(header).size());
      begin = end + 1;
      ++count;
    }
    EXPECT_GT(count, 0);
  };
  check(summary_header(), summary_row(r.whole()));
  check(summary_header(), summary_error_row({"x.h5", "1-LV", "S-1", "v2"}, "damaged"));
  check(segments_header(), segments_rows(r.whole()));
  check(regions_header(), regions_rows(r.whole()));
  check(zones_header(), zones_rows(r.whole()));
}

TEST(Report, EveryRowCarriesIdentityAndReviewStatus) {
  const Reported r = reported();
  for (const std::string& header : {segments_header(), regions_header(), zones_header()}) {
    EXPECT_EQ(
        header.rfind("file,map_id,subject_id,visit,species,system,synthetic,chamber,support,fingerprint,review_status,items_confirmed,"
                     "items_rejected,items_reclassified,items_open,review_log_head,",
                     0),
        0U);
  }
  EXPECT_NE(zones_rows(r.whole()).find(fmt::format("{},unconfirmed,0,0,0,{},,Z1,", r.analysis.fingerprint, r.review.items)),
            std::string::npos);
}

TEST(Report, EveryRowAndReportCountsWhatTheTeamSaid) {
  Reported r = reported();
  r.review.counts = {7, 2, 1, 4};
  r.review.log_head = std::string(64, 'c');
  const std::string said = ",7,2,1,4," + r.review.log_head;
  for (const std::string& rows : {summary_row(r.whole()), segments_rows(r.whole()), regions_rows(r.whole()), zones_rows(r.whole())}) {
    std::istringstream lines(rows);
    for (std::string line; std::getline(lines, line);) EXPECT_NE(line.find(said), std::string::npos) << line;
  }
  const nlohmann::json json = nlohmann::json::parse(to_json(r.whole()));
  EXPECT_EQ(json["review"]["counts"], nlohmann::json({{"confirmed", 7}, {"rejected", 2}, {"reclassified", 1}, {"open", 4}}));
}

TEST(Report, TheTablesSayThatTheirClassesAreAsComputed) {
  const Reported r = reported();
  const auto cell_before_normal = [](const std::string& header, const std::string& row) {
    const std::vector<std::string> names = cells(header);
    const auto at = std::find(names.begin(), names.end(), "classes_as") - names.begin();
    EXPECT_EQ(names.at(static_cast<std::size_t>(at) + 1).rfind("normal_", 0), 0U) << "it stands before the columns that it is about";
    return cells(row.substr(0, row.find('\n'))).at(static_cast<std::size_t>(at));
  };
  EXPECT_EQ(cell_before_normal(summary_header(), summary_row(r.whole())), "computed");
  EXPECT_EQ(cell_before_normal(segments_header(), segments_rows(r.whole())), "computed");
}

TEST(Report, CsvQuotesWhatNeedsItAndDefusesFormulas) {
  EXPECT_EQ(csv_cell("plain"), "plain");
  EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_cell("say \"x\""), "\"say \"\"x\"\"\"");
  EXPECT_EQ(csv_cell("=cmd()"), "'=cmd()");
  EXPECT_EQ(csv_number(0.1), "0.1");
  EXPECT_EQ(csv_number(std::numeric_limits<double>::quiet_NaN()), "");
}

}  // namespace
}  // namespace viamyo
