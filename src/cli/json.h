// JSON that the commands print: keys in the order of writing, a number that does not exist is null.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "viamyo/vec3.h"

namespace viamyo::cli {

using Json = nlohmann::ordered_json;

//! Indented by two, with a newline. Bytes that are no UTF-8 (file names may hold any) are replaced.
inline std::string dumped(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

//! A whole object as a command prints it: schema, version and notice, then its members.
std::string document(std::string_view schema, const Json& members);

inline Json position(const Vec3& p) { return Json::array({p.x, p.y, p.z}); }

template <class Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

inline Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

//! Float32 in its shortest form that reads back the same: 6.9, not 6.900000095367432.
Json float_number(float value);

}  // namespace viamyo::cli
