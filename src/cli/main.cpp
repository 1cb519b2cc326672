// The program `viamyo`. It links no VTK, so that it starts in a millisecond; for VTK's formats it hands over to `viamyo-vtk`, for pictures and the window
// to `viamyo-view`.
#include "../io/malloc_tuning.h"
#include "hand_over.h"
#include "program.h"

int main(int argc, char** argv) {
  using namespace viamyo::cli;
  viamyo::disable_malloc_trim();
  return run_program(argc, argv, {{hand_over_to_vtk, {}, {}}, {}, hand_over_to_view, {hand_over_to_view, {}, {}}});
}
