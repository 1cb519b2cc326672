#include "xml_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr int kDeepest = 100;

// pugixml takes a tree down by recursion, so its depth is limited before there is one. Counts open elements without understanding more.
void check_depth(std::string_view text, std::string_view name) {
  int depth = 0;
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at)) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("<!--")) {
      at = std::min(text.find("-->", at), text.size() - 1) + 1;
    } else if (rest.starts_with("<![CDATA[")) {
      at = std::min(text.find("]]>", at), text.size() - 1) + 1;
    } else if (rest.starts_with("<!")) {
      throw InputError(fmt::format("{}: has a document type or entities, which are not read", name));
    } else {
      const std::size_t end = text.find('>', at);
      if (end == std::string_view::npos) return;  // cut off: the parser says where
      const bool closes = rest.starts_with("</");
      const bool stands_alone = rest.starts_with("<?") || text[end - 1] == '/';
      if (closes) --depth;
      if (!closes && !stands_alone) ++depth;
      if (depth > kDeepest) throw InputError(fmt::format("{}: is nested deeper than {} elements", name, kDeepest));
      at = end;
    }
  }
}

}  // namespace

void parse_xml(pugi::xml_document& document, std::string_view stored, std::string_view name) {
  const std::string text = text_of(std::as_bytes(std::span(stored.data(), stored.size())));
  check_depth(text, name);
  const pugi::xml_parse_result result = document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_comments);
  if (!result) throw InputError(fmt::format("{}: is no XML ({} at byte {})", name, result.description(), result.offset));
}

std::vector<double> xml_numbers(std::string_view text) {
  std::vector<double> numbers;
  std::string plain(text);
  std::replace(plain.begin(), plain.end(), ',', ' ');
  for (const std::string_view word : words_of(plain)) {
    const std::optional<double> number = to_number(word);
    if (!number) return {};
    numbers.push_back(*number);
  }
  return numbers;
}

std::optional<double> xml_number(const pugi::xml_node& node, const char* attribute) { return to_number(node.attribute(attribute).value()); }

}  // namespace viamyo
