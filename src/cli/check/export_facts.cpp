#include "export_facts.h"

#include <fmt/format.h>

#include <algorithm>

#include "forms.h"
#include "io/value.h"
#include "json_text.h"
#include "output_difference.h"

namespace viamyo::cli {

std::string differs(const std::string& what, std::string_view says, std::string_view is) {
  return fmt::format("it says {} is \"{}\"{}\"{}\"", what, printable(says), kAndThatIs, printable(is));
}

bool is_told_of_file(std::string_view name, std::string_view says) {
  if (name == "SourceSHA256") return is_digest(says);
  constexpr std::string_view kProgram = "viamyo ";
  return name == "Program" && says.starts_with(kProgram) && is_version(says.substr(kProgram.size()));
}

std::string facts_differ(const ExportFacts& says, const ExportFacts& is) {
  for (std::size_t i = 0; i < is.size(); ++i) {
    const auto& [name, text] = is[i];
    const bool told = std::any_of(says.begin(), says.end(), [&](const auto& fact) { return fact.first == is[i].first; });
    if (!told) return fmt::format("it does not say its {} any more", name);
    if (says[i].first != name) return fmt::format("no export says \"{}: {}\" there", printable(says[i].first), printable(says[i].second));
    if (says[i].second != text && says[i].second != printable(text) && !is_told_of_file(name, says[i].second))
      return differs(name, says[i].second, text);
  }
  if (says.size() > is.size())
    return fmt::format("no export says \"{}: {}\"", printable(says[is.size()].first), printable(says[is.size()].second));
  return {};
}

std::string parameters_differ(std::string_view says, std::string_view is) {
  std::string twice;
  const Json told = parse_once(says, twice);
  const Json expected = Json::parse(is, nullptr, false);
  if (!twice.empty()) return fmt::format("beside its classes it says {} twice", printable(twice));
  if (!told.is_object()) return "what it says beside its classes is no JSON any more";
  for (const auto& [key, value] : expected.items()) {
    if (!told.contains(key)) return fmt::format("beside its classes it does not say its {} any more", key);
    if (told[key] != value && !(told[key].is_string() && is_told_of_file(key, told[key].get<std::string>())))
      return "beside its classes " + differs(key, told[key].dump(-1, ' ', false, Json::error_handler_t::replace), value.dump());
  }
  for (const auto& [key, value] : told.items()) {
    if (!expected.contains(key)) return fmt::format("beside its classes no export says {}", printable(key));
  }
  return {};
}

}  // namespace viamyo::cli
