#include "json.h"

#include <array>
#include <charconv>

#include "viamyo/version.h"

namespace viamyo::cli {

std::string document(std::string_view schema, const Json& members) {
  Json json{{"schema", schema}, {"viamyo_version", kVersion}, {"notice", kNotice}};
  json.update(members);
  return dumped(json);
}

Json float_number(float value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  double shortest = value;
  std::from_chars(text.data(), end, shortest);
  return shortest;
}

}  // namespace viamyo::cli
