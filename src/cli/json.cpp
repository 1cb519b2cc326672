#include "json.h"

#include "analysis/shortest_decimal.h"
#include "viamyo/version.h"

namespace viamyo::cli {

std::string document(std::string_view schema, const Json& members) {
  Json json{{"schema", schema}, {"viamyo_version", kVersion}, {"notice", kNotice}};
  json.update(members);
  return dumped(json);
}

Json float_number(float value) { return shortest_decimal(value); }

}  // namespace viamyo::cli
