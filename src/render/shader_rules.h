// Snippets of GLSL (shaders/) put into VTK's own shaders, and the numbers that they read.
#pragma once

#include <vtkActor.h>

namespace viamyo {

//! Classes, borders, patterns and colour maps of the surface.
void add_surface_shader(vtkActor& actor);
//! Places that move with the heart and are lifted towards the eye: lines, dots, fills.
void add_flat_shader(vtkActor& actor);
void add_point_shader(vtkActor& actor);

}  // namespace viamyo
