// make_large_map VERTICES FILE: writes the benchmark's map, for timing the whole program on it.
#include <cstdlib>

#include "large_map.h"
#include "viamyo/native_file.h"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  viamyo::save_native(viamyo::benchmarks::large_map(std::atoi(argv[1])), argv[2]);
}
