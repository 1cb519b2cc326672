// How a program that lives for one job deals with memory that it has freed.
#pragma once

#include <malloc.h>

#include <climits>

namespace viamyo {

//! Freed memory stays with the process and is used again. Otherwise each large array is given back to the system and the next one is fetched and
//! zeroed page by page, which for a map of 325,000 vertices takes a quarter of all system time. Not for programs that stay open.
inline void disable_malloc_trim() {
  ::mallopt(M_MMAP_THRESHOLD, 32 << 20);  // as much as it allows
  ::mallopt(M_TRIM_THRESHOLD, INT_MAX);
}

}  // namespace viamyo
