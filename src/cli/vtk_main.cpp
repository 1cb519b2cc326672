// The program `viamyo-vtk`: as `viamyo`, with VTK linked in, for the formats that are VTK's own.
#include "check/vtk_parts.h"
#include "hand_over.h"
#include "program.h"
#include "vtk_writer.h"

namespace {

viamyo::cli::VtkParts vtk_parts(std::string_view bytes) {
  return bytes.starts_with("# vtk") ? viamyo::cli::legacy_parts(bytes) : viamyo::cli::xml_parts(bytes);
}

}  // namespace

int main(int argc, char** argv) {
  using namespace viamyo::cli;
  return run_program(argc, argv, {{{}, vtk_text, vtk_parts}, {}, hand_over_to_view, {hand_over_to_view, {}, {}}});
}
