// The program `viamyo-vtk`: as `viamyo`, with VTK linked in, for the formats that are VTK's own.
#include "hand_over.h"
#include "program.h"
#include "vtk_writer.h"

int main(int argc, char** argv) {
  using namespace viamyo::cli;
  return run_program(argc, argv, {{{}, write_vtk}, {}, hand_over_to_view, {hand_over_to_view, {}}});
}
