// Small TOML files: their values checked, and texts written.
#pragma once

#include <toml++/toml.h>

#include <string>
#include <string_view>

namespace viamyo {

//! A TOML string in quotes.
std::string in_quotes(std::string_view text);

//! A text or number of a TOML table. Throws InputError naming file and key when it is missing or something else.
std::string toml_text(const std::string& file, const toml::table& table, std::string_view key);
int toml_count(const std::string& file, const toml::table& table, std::string_view key, int low, int high);

//! Throws InputError with file, line and cause.
toml::table parse_toml(const std::string& file, std::string_view text);

}  // namespace viamyo
