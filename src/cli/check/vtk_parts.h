// A surface in one of VTK's formats, part by part: what stands in the file, and nothing that is passed over.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace viamyo::cli {

//! One array, text or element: what it is called, with all that the file says of it, and its content.
struct VtkPart {
  std::string head;                 //!< "Class 1 2836 int", "Array type=String Name=Notice ..."
  std::string name;                 //!< of an array or text: "Class"; else empty
  std::optional<std::string> text;  //!< of a text
  std::vector<double> numbers;      //!< of an array
};

struct VtkParts {
  std::vector<VtkPart> parts;
  std::string surplus;  //!< what cannot be a part of an export, one sentence; empty = nothing
};

//! Of .vtk (legacy, binary) and .vtp (XML, appended base64), as Viamyo writes both.
VtkParts legacy_parts(std::string_view bytes);
VtkParts xml_parts(std::string_view bytes);

//! Where the two differ, numbers but for rounding, one sentence; empty = nowhere.
std::string parts_differ(const VtkParts& says, const VtkParts& is);

}  // namespace viamyo::cli
