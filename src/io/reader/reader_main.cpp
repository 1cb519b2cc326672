// The program `viamyo-reader`: takes apart what comes from outside, and can do nothing else. Started by the other programs, never by hand.
#include <cstdio>
#include <cstring>

#include "reader.h"

int main(int argc, char** argv) {
  if (argc != 2 || std::strcmp(argv[1], "--serve") != 0) {
    std::fputs("viamyo-reader: is started by viamyo, to read files from outside\n", stderr);
    return 2;
  }
  return viamyo::serve_requests(3);
}
