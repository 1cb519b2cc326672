#include "keys.h"

#include <fmt/format.h>

#include "viamyo/errors.h"

namespace viamyo::cli {

std::string shown_key(const std::string& public_key) {
  constexpr std::size_t kShown = 32;
  std::string text;
  for (std::size_t i = 0; i < kShown && i < public_key.size(); i += 4) text += (text.empty() ? "" : " ") + public_key.substr(i, 4);
  return text;
}

KeyFacts key_of_member(const std::string& name, const Team* team) {
  std::optional<KeyFacts> latest;
  for (const KeyFacts& key : stored_keys()) {
    if (key.kind != KeyKind::kMember || key.name != name) continue;
    const TeamMember* const member = team == nullptr ? nullptr : member_of_key(*team, key.public_key);
    if (member != nullptr && !member->retired_in) return key;
    latest = key;
  }
  if (!latest)
    throw UsageError(fmt::format("--as {}: there is no key of that name on this computer; `viamyo team enroll` makes one", name));
  return *latest;
}

}  // namespace viamyo::cli
