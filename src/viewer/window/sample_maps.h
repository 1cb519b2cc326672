// The sample maps that stand beside the program, with their stories.
#pragma once

#include <string>
#include <vector>

namespace viamyo::viewer {

struct SampleMap {
  std::string name;   //!< "anterior-lad-infarct"
  std::string file;   //!< its .h5
  std::string title;  //!< the heading of its text
  std::string story;  //!< one paragraph
};

//! Looked for once: in sample_maps/ above the program or the working folder, and in share/viamyo beside bin. Empty when they are nowhere.
const std::vector<SampleMap>& sample_maps();

}  // namespace viamyo::viewer
