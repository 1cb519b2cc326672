#include "run_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>

#include "../json.h"
#include "environment.h"
#include "viamyo/version.h"

namespace viamyo::cli {
namespace {

using Clock = std::chrono::system_clock;

Json settings_json(const RunFacts& facts) {
  Json given = Json::array();
  for (const SettingChange& change : facts.changes) given.push_back(change.key + "=" + change.value);
  Json json{{"given", given}};
  if (!facts.settings) return json;
  const Settings& s = *facts.settings;
  json["preset"] = s.preset;
  json["voltage"] = to_string(s.voltage);
  json["threshold_unit"] = to_string(s.threshold_unit);
  json["voltage_infarct"] = float_number(s.voltage_infarct);
  json["voltage_viable"] = float_number(s.voltage_viable);
  json["shortening_ischemic_percent"] = float_number(s.shortening_ischemic_percent);
  return json;
}

Json points_json(const PointFlow& points) {
  Json excluded = Json::array();
  for (const PointExclusion& e : points.excluded)
    excluded.push_back({{"rule", e.rule}, {"points", e.points}, {"left_out", e.left_out}, {"unknown", e.unknown}});
  return {{"total", points.total}, {"accepted", points.accepted}, {"used", points.used}, {"excluded", excluded}};
}

Json input_json(const BatchInput& input, const Outcome& outcome) {
  const bool done = outcome.error.empty();
  Json changes = Json::array();
  for (const SettingChange& change : input.changes) changes.push_back(change.key + "=" + change.value);
  return {{"file", input.file},
          {"map", text_or_null(input.map)},
          {"subject_id", text_or_null(input.subject_id)},
          {"visit", text_or_null(input.visit)},
          {"status", done ? "ok" : "failed"},
          {"error", text_or_null(outcome.error)},
          {"output", done ? Json(input.output) : Json(nullptr)},
          {"sha256", text_or_null(outcome.sha256)},
          {"content_digest", text_or_null(outcome.content_digest)},
          {"fingerprint", text_or_null(outcome.fingerprint)},
          {"group", text_or_null(input.group)},
          {"settings", changes},
          {"settings_used", done ? Json::parse(outcome.settings) : Json(nullptr)},
          {"points", done ? points_json(outcome.points) : Json(nullptr)}};
}

//! Rules are the same for all maps, but rows that are named are so for some only.
void add_points(const PointFlow& more, PointFlow& sum) {
  sum.total += more.total;
  sum.accepted += more.accepted;
  sum.used += more.used;
  for (const PointExclusion& e : more.excluded) {
    const auto same = std::find_if(sum.excluded.begin(), sum.excluded.end(), [&](const PointExclusion& s) { return s.rule == e.rule; });
    if (same == sum.excluded.end()) {
      sum.excluded.push_back(e);
      continue;
    }
    same->points += e.points;
    same->left_out += e.left_out;
    same->unknown += e.unknown;
  }
}

//! `"key": value` as it stands inside the outermost object.
std::string member(std::string_view key, const Json& value) {
  const std::string text = dumped({{std::string(key), value}});
  return text.substr(2, text.size() - 5);  // without "{\n" and "\n}\n"
}

//! The object as an element of an array inside the outermost object.
std::string element(const Json& value) {
  const std::string text = dumped(Json::array({Json::array({value})}));
  const std::size_t begin = text.find('{');
  return "    " + text.substr(begin, text.rfind('}') - begin + 1);
}

}  // namespace

RunRecord::RunRecord(const std::string& folder, RunFacts facts)
    : facts_(std::move(facts)), file_(std::filesystem::path(folder) / "run.json") {
  file_.write("{\n" + member("schema", "viamyo.run/1") + ",\n" + member("viamyo_version", kVersion) + ",\n" +
              member("algorithm_version", kAlgorithmVersion) + ",\n" + member("notice", kNotice) + ",\n" +
              member("command", reproducible_arguments(facts_.arguments)) + ",\n" + member("settings", settings_json(facts_)) + ",\n" +
              member("time_limit_s", facts_.time_limit_s) + ",\n  \"inputs\": [");
}

void RunRecord::add(const BatchInput& input, const Outcome& outcome) {
  file_.write((first_ ? "\n" : ",\n") + element(input_json(input, outcome)));
  first_ = false;
  if (outcome.error.empty()) add_points(outcome.points, points_);
}

void RunRecord::commit(const std::vector<Warning>& warnings) {
  Json told = Json::array();
  for (const Warning& warning : warnings) told.push_back({{"code", warning.code}, {"text", warning.text}});
  const Clock::time_point now = Clock::now();
  const Json environment{{"arguments", facts_.arguments}, {"threads", facts_.threads},
                         {"host", host_name()},           {"started", utc(started_)},
                         {"finished", utc(now)},          {"seconds", std::chrono::duration<double>(now - started_).count()}};
  file_.write("\n  ],\n" + member("points", points_json(points_)) + ",\n" + member("warnings", told) + ",\n" +
              member("environment", environment) + "\n}\n");
  file_.commit();
}

std::vector<std::string> reproducible_arguments(const std::vector<std::string>& arguments) {
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view word = arguments[i];
    const bool takes_next = word == "--out" || word == "--jobs";
    const bool dropped = takes_next || word == "--quiet" || word.starts_with("--out=") || word.starts_with("--jobs=");
    if (!dropped) kept.push_back(arguments[i]);
    if (takes_next) ++i;
  }
  return kept;
}

}  // namespace viamyo::cli
