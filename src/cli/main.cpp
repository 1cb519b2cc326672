// The program `viamyo`. It links no VTK, so that it starts in a millisecond; for VTK's formats it hands over to `viamyo-vtk`.
#include "hand_over.h"
#include "program.h"

int main(int argc, char** argv) { return viamyo::cli::run_program(argc, argv, {viamyo::cli::hand_over_to_vtk, {}}); }
