// XML through pugixml, which neither loads nor expands anything; what could still hurt it (depth, a document type) is refused before.
#pragma once

#include <pugixml.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace viamyo {

//! Throws InputError ("NAME: ...") when the text is no XML, nests deeper than 100 elements, or has a document type.
void parse_xml(pugi::xml_document& document, std::string_view text, std::string_view name);

//! The numbers of an attribute or of an element's text, between blanks or commas. Empty when one is not a number.
std::vector<double> xml_numbers(std::string_view text);

//! The attribute as a number; nothing when it is absent or none.
std::optional<double> xml_number(const pugi::xml_node& node, const char* attribute);

}  // namespace viamyo
