#include "json_text.h"

#include <set>
#include <vector>

namespace viamyo::cli {

Json parse_once(std::string_view text, std::string& twice) {
  std::vector<std::set<std::string>> open;  // keys of the objects that are not closed yet
  const Json::parser_callback_t see = [&](int /*depth*/, Json::parse_event_t event, const Json& parsed) {
    if (event == Json::parse_event_t::object_start) open.emplace_back();
    if (event == Json::parse_event_t::object_end && !open.empty()) open.pop_back();
    if (event == Json::parse_event_t::key && !open.empty()) {
      const auto& key = parsed.get_ref<const std::string&>();
      if (!open.back().insert(key).second && twice.empty()) twice = key;
    }
    return true;
  };
  // The parser takes a NUL for the end, and what stands behind it for nothing.
  return text.find('\0') == std::string_view::npos ? Json::parse(text, see, false) : Json(Json::value_t::discarded);
}

}  // namespace viamyo::cli
