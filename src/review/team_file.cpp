// Team files and requests to join: TOML whose last line is a signature over all that stands before it.
#include <fmt/format.h>

#include <set>

#include "../map/letters.h"
#include "names.h"
#include "small_file.h"
#include "sodium.h"
#include "toml_values.h"
#include "viamyo/digest.h"
#include "viamyo/errors.h"
#include "viamyo/team.h"
#include "viamyo/team_names.h"
#include "words.h"

namespace viamyo {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTeamSchema = "viamyo.team/1";
constexpr std::string_view kRequestSchema = "viamyo.request/1";
constexpr int kMaxConfirmations = 100;
constexpr int kHighestSerial = 1'000'000'000;
constexpr std::size_t kMaxMembers = 1000;

[[noreturn]] void refuse(const std::string& file, std::string_view cause) { throw InputError(fmt::format("{}: {}", file, cause)); }

using NameRule = std::string (*)(std::string_view name);

//! Of a request, which is never mended but made anew.
std::string checked(const std::string& file, const toml::table& table, std::string_view key, NameRule fault_of) {
  std::string name = toml_text(file, table, key);
  const std::string fault = fault_of(name);
  if (!fault.empty()) refuse(file, fmt::format("{} {}: {}", key, quotation(name, kLongQuote), fault));
  return name;
}

std::string checked_key(const std::string& file, const toml::table& table, std::string_view key) {
  std::string text = toml_text(file, table, key);
  if (text.size() != 64 || text.find_first_not_of("0123456789abcdef") != std::string::npos)
    refuse(file, fmt::format("{}: must be 64 hexadecimal digits", key));
  return text;
}

std::vector<std::string> roles_of(const std::string& file, const toml::table& table) {
  const toml::array* const list = table.get_as<toml::array>("counting_roles");
  if (list == nullptr || list->empty() || !list->is_homogeneous<std::string>())
    refuse(file, "counting_roles: must be a list of roles, at least one");
  std::vector<std::string> roles;
  for (const toml::node& role : *list) roles.push_back(role.as_string()->get());
  return roles;
}

std::string checked_reason(const std::string& file, const toml::table& table, std::string_view key) {
  std::string text = toml_text(file, table, key);
  const std::string fault = text.empty() ? "must not be empty" : text_violation(text, kLongestText);
  if (!fault.empty()) refuse(file, fmt::format("{}: {}", key, fault));
  return text;
}

TeamMember member_from(const std::string& file, const toml::table& table, int serial) {
  TeamMember member;
  member.name = toml_text(file, table, "name");
  member.role = toml_text(file, table, "role");
  member.public_key = checked_key(file, table, "public_key");
  member.accepted_in = toml_count(file, table, "accepted_in", 1, serial);
  if (table.contains("retired_in")) member.retired_in = toml_count(file, table, "retired_in", member.accepted_in + 1, serial);
  if (table.contains("voided")) member.voided = checked_reason(file, table, "voided");
  if (!table.contains("voided_in")) return member;
  if (!member.retired_in || member.voided.empty()) refuse(file, "voided_in: stands beside retired_in and voided alone");
  member.voided_in = toml_count(file, table, "voided_in", *member.retired_in, serial);
  return member;
}

//! A key stands for one name, and the owner's is no member's.
void check_keys(const std::string& file, const Team& team) {
  std::set<std::string> keys{team.owner_key};
  for (const TeamMember& member : team.members) {
    if (!keys.insert(member.public_key).second)
      refuse(file, fmt::format("{}: has a key that stands in the team twice", quotation(member.name, kLongQuote)));
  }
}

std::vector<TeamMember> members_of(const std::string& file, const toml::table& table, int serial) {
  std::vector<TeamMember> members;
  const toml::array* const list = table.get_as<toml::array>("members");
  if (list == nullptr) return members;
  if (list->size() > kMaxMembers) refuse(file, fmt::format("members: are more than {}", kMaxMembers));
  for (const toml::node& node : *list) {
    const toml::table* const entry = node.as_table();
    if (entry == nullptr) refuse(file, "members: must be tables");
    members.push_back(member_from(file, *entry, serial));
  }
  return members;
}

Team team_from(const std::string& file, const toml::table& table) {
  if (toml_text(file, table, "schema") != kTeamSchema) refuse(file, "is no team file of this version");
  Team team;
  team.name = toml_text(file, table, "name");
  team.serial = toml_count(file, table, "serial", 1, kHighestSerial);
  team.required_confirmations = toml_count(file, table, "required_confirmations", 1, kMaxConfirmations);
  team.counting_roles = roles_of(file, table);
  const auto* const blind = table.get_as<bool>("blind_reading");
  if (blind == nullptr) refuse(file, "blind_reading: true or false is missing");
  team.blind_reading = blind->get();
  team.owner_key = checked_key(file, table, "owner_key");
  team.members = members_of(file, table, team.serial);
  check_keys(file, team);
  return team;
}

std::string text_of(const Team& team) {
  std::string roles;
  for (const std::string& role : team.counting_roles) roles += (roles.empty() ? "" : ", ") + in_quotes(role);
  std::string text = fmt::format(
      "# A treating team. Its owner's key signs this file: change it with `viamyo team` alone.\n"
      "schema = {}\nname = {}\nserial = {}\nrequired_confirmations = {}\ncounting_roles = [{}]\nblind_reading = {}\nowner_key = {}\n",
      in_quotes(kTeamSchema), in_quotes(team.name), team.serial, team.required_confirmations, roles, team.blind_reading,
      in_quotes(team.owner_key));
  for (const TeamMember& m : team.members) {
    text += fmt::format("\n[[members]]\nname = {}\nrole = {}\npublic_key = {}\naccepted_in = {}\n", in_quotes(m.name), in_quotes(m.role),
                        in_quotes(m.public_key), m.accepted_in);
    if (m.retired_in) text += fmt::format("retired_in = {}\n", *m.retired_in);
    if (!m.voided.empty()) text += fmt::format("voided = {}\n", in_quotes(m.voided));
    if (m.voided_in) text += fmt::format("voided_in = {}\n", *m.voided_in);
  }
  return text + "\n";
}

}  // namespace

std::string team_file_digest(const Team& team) { return team.file_digest.empty() ? sha256_hex(text_of(team)) : team.file_digest; }

Team read_team_to_mend(const fs::path& path) {
  const std::string file = path.string();
  const std::string whole = read_small_file(path);
  const SignedText parts = split_signature_line(whole);
  Team team = team_from(file, parse_toml(file, parts.text));
  if (!is_signed_by(team.owner_key, parts.text, parts.signature))
    refuse(file, "is not signed by the team's owner: it was changed by somebody else, or is damaged");
  team.file_digest = sha256_hex(parts.text);
  team.outdated = outdated_text(team);
  return team;
}

Team read_team(const fs::path& path) {
  Team team = read_team_to_mend(path);
  const std::vector<NameFault> faults = name_faults(team);
  if (faults.empty()) return team;
  const bool can_be_mended = faults.front().entry != 0;
  refuse(path.string(),
         fmt::format("{}{}; {}", faults.front().text, faults.size() == 1 ? "" : fmt::format(" (and {} more)", faults.size() - 1),
                     can_be_mended ? "its owner gives another with `viamyo team mend`, and nothing counts by this file until then"
                                   : "logs are bound to that name, and nothing counts by it: begin another team with `viamyo team init`"));
}

void write_team(const Team& team, const fs::path& path, const SigningKey& owner) {
  if (owner.facts().public_key != team.owner_key)
    throw UsageError(fmt::format("{}: only the owner of team {} can change it", path.string(), team.name));
  const std::string text = text_of(team);
  write_small_file(path, with_signature_line(text, owner.sign(text)), kAsUsual);
}

void write_request(const SigningKey& member, const fs::path& path) {
  const KeyFacts& facts = member.facts();
  const std::string text = fmt::format(
      "# A request to join a team: the team's owner takes it in with `viamyo team accept`.\n"
      "schema = {}\nname = {}\nrole = {}\npublic_key = {}\ntime = {}\n",
      in_quotes(kRequestSchema), in_quotes(facts.name), in_quotes(facts.role), in_quotes(facts.public_key), in_quotes(utc_now()));
  write_small_file(path, with_signature_line(text, member.sign(text)), kAsUsual);
}

JoinRequest read_request(const fs::path& path) {
  const std::string file = path.string();
  const std::string whole = read_small_file(path);
  const SignedText parts = split_signature_line(whole);
  const toml::table table = parse_toml(file, parts.text);
  if (toml_text(file, table, "schema") != kRequestSchema) refuse(file, "is no request to join a team");
  JoinRequest request{checked(file, table, "name", fault_of_member_name), checked(file, table, "role", fault_of_role),
                      checked_key(file, table, "public_key")};
  if (!is_signed_by(request.public_key, parts.text, parts.signature)) refuse(file, "is not signed by the key that it brings");
  return request;
}

}  // namespace viamyo
