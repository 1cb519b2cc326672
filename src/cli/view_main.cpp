// The program `viamyo-view`: as `viamyo`, with OpenGL linked in, for everything that draws.
#include "hand_over.h"
#include "program.h"
#include "sheet_painter.h"

int main(int argc, char** argv) {
  using namespace viamyo::cli;
  return run_program(argc, argv, {{hand_over_to_vtk, {}}, {add_view, add_render}, {}, {{}, draw_sheet_pictures}});
}
