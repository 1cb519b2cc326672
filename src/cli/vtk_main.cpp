// The program `viamyo-vtk`: as `viamyo`, with VTK linked in, for the formats that are VTK's own.
#include "program.h"
#include "vtk_writer.h"

int main(int argc, char** argv) { return viamyo::cli::run_program(argc, argv, {{}, viamyo::cli::write_vtk}); }
