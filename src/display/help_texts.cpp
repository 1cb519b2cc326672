#include "viamyo/help_texts.h"

#include <fmt/format.h>

#include <map>
#include <stdexcept>
#include <string_view>

#include "text_data.h"

namespace viamyo {
namespace {

//! "# Title", then paragraphs of one line each, parted by empty lines.
HelpText parse(std::string_view text) {
  HelpText parsed;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.starts_with("# "))
      parsed.title = line.substr(2);
    else if (!line.empty())
      parsed.paragraphs.emplace_back(line);
  }
  return parsed;
}

const HelpText& text_of(const std::string& name) {
  static const std::map<std::string, HelpText, std::less<>> all = [] {
    std::map<std::string, HelpText, std::less<>> read;
    for (const assets::Asset& asset : assets::text_data()) read.emplace(asset.name, parse(asset.text));
    return read;
  }();
  const auto found = all.find(name);
  if (found == all.end()) throw std::logic_error("there is no text " + name);
  return found->second;
}

}  // namespace

const HelpText& help_text(OverlayKind kind) {
  return text_of(fmt::format("overlay-{}.md", kind == OverlayKind::kField ? "field" : to_string(Overlay{kind})));
}

const HelpText& help_text(TissueClass tissue) { return text_of(fmt::format("class-{}.md", to_string(tissue))); }

}  // namespace viamyo
