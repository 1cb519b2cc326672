#include "shader_rules.h"

#include <vtkShaderProperty.h>

#include <algorithm>
#include <stdexcept>
#include <string>

#include "shader_snippets.h"

namespace viamyo {
namespace {

std::string snippet(std::string_view name) {
  for (const assets::Asset& asset : assets::shader_snippets()) {
    if (asset.name == name) return std::string(asset.text);
  }
  throw std::logic_error("there is no shader snippet " + std::string(name));
}

// Before VTK's own replacements, first occurrence: the snippet keeps VTK's tag where VTK's code is wanted as well.
void in_vertex(vtkActor& actor, const char* tag, const std::string& text) {
  actor.GetShaderProperty()->AddVertexShaderReplacement(tag, true, text, false);
}
void in_fragment(vtkActor& actor, const char* tag, const std::string& text) {
  actor.GetShaderProperty()->AddFragmentShaderReplacement(tag, true, text, false);
}

}  // namespace

void add_surface_shader(vtkActor& actor) {
  in_vertex(actor, "//VTK::Normal::Dec", snippet("surface_vertex_declarations.glsl"));
  in_vertex(actor, "//VTK::PositionVC::Impl", snippet("surface_vertex_position.glsl"));
  in_fragment(actor, "//VTK::Normal::Dec", snippet("surface_fragment_declarations.glsl"));
  in_fragment(actor, "//VTK::UniformFlow::Impl", snippet("surface_fragment_slopes.glsl"));
  in_fragment(actor, "//VTK::Light::Impl", snippet("surface_fragment_colour.glsl"));
}

void add_flat_shader(vtkActor& actor) {
  in_vertex(actor, "//VTK::Normal::Dec", "//VTK::Normal::Dec\nin vec3 displacementAttr;\n");
  in_vertex(actor, "//VTK::PositionVC::Impl", snippet("flat_vertex_position.glsl"));
}

void add_point_shader(vtkActor& actor) {
  add_flat_shader(actor);
  in_fragment(actor, "//VTK::Light::Impl", snippet("point_fragment_colour.glsl"));
}

}  // namespace viamyo
