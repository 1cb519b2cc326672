// The program `viamyo-reader-vtk`: as `viamyo-reader`, for the formats that only VTK's own parsers read, and for archives.
#include <vtkObject.h>

#include <clocale>
#include <cstdio>
#include <cstring>
#include <span>

#include "../import/archive.h"
#include "../import/vtk_importer.h"
#include "reader.h"

int main(int argc, char** argv) {
  if (argc != 2 || std::strcmp(argv[1], "--serve") != 0) {
    std::fputs("viamyo-reader-vtk: is started by viamyo, to read files from outside\n", stderr);
    return 2;
  }
  vtkObject::GlobalWarningDisplayOn();  // without which nobody is told of errors; what is printed goes nowhere
  viamyo::add_importers(std::span(&viamyo::kVtkImporter, 1));
  std::setlocale(LC_CTYPE, "C.UTF-8");  // in which libarchive tells names of files
  return viamyo::serve_requests(3, viamyo::opened_archive);
}
