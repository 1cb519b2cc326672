#include "log_line.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <unordered_set>

#include "viamyo/digest.h"
#include "viamyo/errors.h"
#include "viamyo/version.h"
#include "words.h"

namespace viamyo {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSchema = "viamyo.review-log/";  // and the version
constexpr int kVersionNow = 3;
constexpr int kMaxLevels = 16;  // of objects and lists inside one another
constexpr std::size_t kDigestDigits = 64;
constexpr std::string_view kSignatureMark = R"(,"signature":")";
constexpr std::size_t kSignatureDigits = 128;
constexpr std::size_t kSignatureEnd = kSignatureMark.size() + kSignatureDigits + 2;  // and `"}`

[[noreturn]] void refuse(std::string_view cause) { throw InputError(std::string(cause)); }

const Json& member(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end()) refuse(fmt::format("'{}' is missing", key));
  return *found;
}

std::string text_of(const Json& json, const char* key) {
  const Json& value = member(json, key);
  if (!value.is_string()) refuse(fmt::format("'{}' is no text", key));
  return value.get<std::string>();
}

double number_of(const Json& json, const char* key) {
  const Json& value = member(json, key);
  if (!value.is_number()) refuse(fmt::format("'{}' is no number", key));
  return value.get<double>();
}

int count_of(const Json& json, const char* key) {
  const Json& value = member(json, key);
  if (!value.is_number_integer()) refuse(fmt::format("'{}' is no whole number", key));
  const auto count = value.get<std::int64_t>();
  if (count < 0 || count > 1'000'000'000) refuse(fmt::format("'{}' is out of range", key));
  return static_cast<int>(count);
}

bool is_digest(const std::string& text) {
  return text.size() == kDigestDigits && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::string digest_of(const Json& json, const char* key) {
  std::string text = text_of(json, key);
  if (!is_digest(text)) refuse(fmt::format("'{}' is not 64 hexadecimal digits in small letters", key));
  return text;
}

TissueClass class_of_text(const std::string& text) {
  const std::optional<TissueClass> tissue = tissue_class_from_string(text);
  if (!tissue) refuse(fmt::format("class '{}' is not known to this version", text));
  return *tissue;
}

Json to_json(const LogBinding& binding) {
  Json team = nullptr;
  if (!binding.team_digest.empty()) team = {{"name", binding.team_name}, {"digest", binding.team_digest}};
  return {{"map", {{"content", binding.content}, {"map_id", binding.map_id}, {"subject_id", binding.subject_id}}}, {"team", team}};
}

Json to_json(const Proposal& proposal) {
  Json settings = Json::object();
  for (const SettingChange& change : proposal.settings) settings[change.key] = change.value;
  return {{"fingerprint", proposal.fingerprint}, {"preset", proposal.preset}, {"settings", settings}, {"items", proposal.items}};
}

Json to_json(const Decision& d) {
  const Vec3& c = d.item.centroid_mm;
  return {{"action", to_string(d.action)},
          {"item",
           {{"id", d.item.id},
            {"label", d.item.label},
            {"class", to_string(d.item.tissue)},
            {"area_mm2", d.item.area_mm2},
            {"centroid_mm", {c.x, c.y, c.z}}}},
          {"to_class", d.to_class ? Json(to_string(*d.to_class)) : Json(nullptr)},
          {"reason", d.reason},
          {"basis", d.basis},
          {"sentence", d.sentence},
          {"on_screen", d.on_screen},
          {"how", to_string(d.how)},
          {"in_one_act", d.in_one_act},
          {"fingerprint", d.fingerprint}};
}

Json to_json(const Uphold& u) { return {{"lines", u.lines}, {"reason", u.reason}}; }
Json to_json(const SetAside& s) { return {{"lines", s.lines}, {"reason", s.reason}}; }
Json to_json(const TakeBack& t) { return {{"lines", t.lines}, {"reason", t.reason}}; }
Json to_json(const Restart& r) { return {{"lost_head", r.lost_head}, {"reason", r.reason}}; }

std::string_view type_of(const LogLine& line) {
  constexpr std::array<std::string_view, 7> kTypes{"begin", "proposal", "decision", "uphold", "set_aside", "restart", "take_back"};
  return kTypes.at(line.content.index());
}

LogBinding binding_from(const Json& json) {
  const Json& map = member(json, "map");
  LogBinding binding{text_of(map, "content"), text_of(map, "map_id"), text_of(map, "subject_id"), {}, {}};
  const Json& team = member(json, "team");
  if (team.is_null()) return binding;
  binding.team_name = text_of(team, "name");
  binding.team_digest = digest_of(team, "digest");
  return binding;
}

Proposal proposal_from(const Json& json) {
  Proposal proposal{text_of(json, "fingerprint"), text_of(json, "preset"), {}, count_of(json, "items")};
  const Json& settings = member(json, "settings");
  if (!settings.is_object()) refuse("'settings' is no object");
  for (const auto& [key, value] : settings.items()) {
    if (!value.is_string()) refuse(fmt::format("setting '{}' is no text", key));
    proposal.settings.push_back({key, value.get<std::string>()});
  }
  return proposal;
}

Vec3 place_from(const Json& json) {
  const bool three = json.is_array() && json.size() == 3 && json[0].is_number() && json[1].is_number() && json[2].is_number();
  if (!three) refuse("'centroid_mm' is no place");
  return {json[0].get<double>(), json[1].get<double>(), json[2].get<double>()};
}

void take_how(const Json& json, Decision& d) {
  const std::string how = text_of(json, "how");
  const std::optional<SignedHow> known = signed_how_from_string(how);
  if (!known) refuse(fmt::format("'{}' is no way of signing that this version knows", how));
  d.how = *known;
  d.in_one_act = count_of(json, "in_one_act");
}

Decision decision_from(const Json& json, int version) {
  Decision d;
  const std::string action = text_of(json, "action");
  const std::optional<ReviewAction> known = review_action_from_string(action);
  if (!known) refuse(fmt::format("action '{}' is not known to this version", action));
  d.action = *known;
  const Json& item = member(json, "item");
  d.item = {text_of(item, "id"), text_of(item, "label"), class_of_text(text_of(item, "class")), number_of(item, "area_mm2"),
            place_from(member(item, "centroid_mm"))};
  if (!member(json, "to_class").is_null()) d.to_class = class_of_text(text_of(json, "to_class"));
  d.reason = text_of(json, "reason");
  d.basis = text_of(json, "basis");
  d.sentence = text_of(json, "sentence");
  const Json& seen = member(json, "on_screen");
  if (!seen.is_boolean()) refuse("'on_screen' is neither true nor false");
  d.on_screen = seen.get<bool>();
  d.fingerprint = text_of(json, "fingerprint");
  if (version > 1) take_how(json, d);
  return d;
}

std::vector<std::string> digests_from(const Json& json) {
  const Json& list = member(json, "lines");
  if (!list.is_array() || list.empty()) refuse("'lines' is no list of lines");
  std::vector<std::string> digests;
  for (const Json& digest : list) {
    if (!digest.is_string() || !is_digest(digest.get<std::string>())) refuse("'lines' is no list of digests");
    digests.push_back(digest.get<std::string>());
  }
  return digests;
}

decltype(LogLine::content) content_from(const Json& json, bool first, int version) {
  const std::string type = text_of(json, "type");
  if (first != (type == "begin"))
    refuse(first ? "the first line does not say which map and team it is for" : "a line that begins a log stands inside one");
  if (type == "begin") return binding_from(json);
  if (type == "proposal") return proposal_from(json);
  if (type == "decision") return decision_from(json, version);
  if (version > 1 && type == "uphold") return Uphold{digests_from(json), text_of(json, "reason")};
  if (version > 1 && type == "set_aside") return SetAside{digests_from(json), text_of(json, "reason")};
  if (version > 2 && type == "take_back") return TakeBack{digests_from(json), text_of(json, "reason")};
  if (version > 1 && type == "restart") return Restart{digest_of(json, "lost_head"), text_of(json, "reason")};
  refuse(fmt::format("type '{}' is not known to this version", type));
}

//! Looks on while JSON is parsed: a name that stands twice in one object would be read otherwise by another program, and so would a line too deep for it.
class Strictness {
 public:
  bool see(int depth, Json::parse_event_t event, const Json& parsed) {
    if (event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start) {
      too_deep_ = too_deep_ || depth >= kMaxLevels;
      names_.emplace_back();
    } else if (event == Json::parse_event_t::object_end || event == Json::parse_event_t::array_end) {
      names_.pop_back();
    } else if (event == Json::parse_event_t::key) {
      twice_ = twice_ || !names_.back().insert(parsed.get<std::string>()).second;
    }
    return true;
  }
  [[nodiscard]] bool is_kept() const { return !too_deep_ && !twice_; }

 private:
  std::vector<std::unordered_set<std::string>> names_;  //!< of the objects that are open
  bool too_deep_ = false, twice_ = false;
};

Json object_of(std::string_view text) {
  Strictness strictness;
  const bool begins = text.starts_with('{');  // no mark of an encoding, no blank
  Json json = Json::parse(
      text, [&](int depth, Json::parse_event_t event, const Json& parsed) { return strictness.see(depth, event, parsed); }, false);
  if (!begins || json.is_discarded() || !json.is_object()) refuse("is no JSON object");
  if (!strictness.is_kept()) refuse("is JSON with a name twice in one object, or with more than 16 levels");
  return json;
}

//! Refuses what this version does not know.
int version_of(const Json& json) {
  const std::string schema = text_of(json, "schema");
  for (int version = 1; version <= kVersionNow; ++version) {
    if (schema == fmt::format("{}{}", kSchema, version)) return version;
  }
  refuse(fmt::format("schema '{}' is not known to this version", schema));
}

//! Of the team's file that the line was made under.
void take_team_file(const Json& json, LogLine& line) {
  line.team_serial = count_of(json, "team_serial");
  if (line.version == 1) return;
  line.team_file = line.team_serial == 0 ? text_of(json, "team_file") : digest_of(json, "team_file");
  if (line.team_serial == 0 && !line.team_file.empty()) refuse("'team_file' is named, and no 'team_serial'");
}

bool ends_in_signature(std::string_view text) {
  return text.size() > kSignatureEnd && text.ends_with("\"}") && text.substr(text.size() - kSignatureEnd).starts_with(kSignatureMark);
}

std::string signed_message(int version, std::string_view before_signature) {
  return fmt::format("{}{}\n{}", kSchema, version, before_signature);
}

}  // namespace

std::string written_line(const LogLine& line, const SigningKey& signer, std::string_view previous) {
  const KeyFacts& facts = signer.facts();
  Json json{{"schema", fmt::format("{}{}", kSchema, kVersionNow)},
            {"type", type_of(line)},
            {"previous", previous},
            {"time", line.time},
            {"program", fmt::format("viamyo {}", kVersion)},
            {"member", facts.name},
            {"role", facts.role},
            {"key", facts.public_key},
            {"team_serial", line.team_serial},
            {"team_file", line.team_file}};
  json.update(std::visit([](const auto& content) { return to_json(content); }, line.content));
  // Texts from a map may be no UTF-8; whoever reads sees U+FFFD.
  std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  text.pop_back();  // the closing brace comes after the signature
  const std::string signature = signer.sign(signed_message(kVersionNow, text));
  return fmt::format("{}{}{}\"}}", text, kSignatureMark, signature);
}

LogLine parsed_line(std::string_view text, std::string_view previous, int version_before) {
  if (text.size() > kLongestLine) refuse(fmt::format("is longer than {} bytes", kLongestLine));
  if (!ends_in_signature(text)) refuse("does not end in a signature");
  const Json json = object_of(text);
  LogLine line;
  line.version = version_of(json);
  if (line.version < version_before) refuse("is of an older version than the line before it");
  if (text_of(json, "previous") != previous) refuse("does not follow the line before: a line was changed, taken out, added or moved");
  line.digest = sha256_hex(text);
  line.member = text_of(json, "member");
  line.role = text_of(json, "role");
  line.key = digest_of(json, "key");
  line.time = text_of(json, "time");
  if (seconds_of(line.time) < 0) refuse(fmt::format("time '{}' is none", line.time));
  line.program = text_of(json, "program");
  take_team_file(json, line);
  line.content = content_from(json, previous == kNoLineBefore, line.version);
  return line;
}

bool has_good_signature(std::string_view text, const LogLine& line) {
  if (!ends_in_signature(text)) return false;
  const std::string_view before = text.substr(0, text.size() - kSignatureEnd);
  const std::string signature(text.substr(before.size() + kSignatureMark.size(), kSignatureDigits));
  return is_signed_by(line.key, signed_message(line.version, before), signature);
}

}  // namespace viamyo
