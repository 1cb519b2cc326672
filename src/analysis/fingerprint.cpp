#include "fingerprint.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "setting_rules.h"
#include "viamyo/digest.h"
#include "viamyo/version.h"

namespace viamyo {

std::string fingerprint_of(const std::string& analysis_digest, const Settings& s) {
  std::string text = fmt::format("viamyo.fingerprint/1\ncontent={}\nalgorithm_version={}\n", analysis_digest, kAlgorithmVersion);
  for (const SettingRule& rule : setting_rules()) {
    // A preset is its values. Territories stand below, with every segment's name.
    if (rule.key.key == "preset" || rule.key.key.starts_with("territories.")) continue;
    text += fmt::format("{}={}\n", output_name(rule.key), rule.text(s, rule.key.key).value_or("none"));
  }
  text += fmt::format("territories={}\n", fmt::join(s.territories, ","));
  return sha256_hex(text);
}

}  // namespace viamyo
