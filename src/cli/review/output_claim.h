// What an output of Viamyo says of itself: the analysis and the point of the log that it was made from.
#pragma once

#include <string>

namespace viamyo::cli {

struct OutputClaim {
  std::string fingerprint;
  std::string status;  //!< of the review
  std::string head;    //!< of the log; empty = there was none
  std::string map;     //!< the map's file as it was named then; empty = not told
};

//! Of a JSON of `analyze`, an exported surface (.csv, .h5, .hdf, .vtkhdf), or a picture (.png). Throws InputError when the file is none of them
//! or does not say.
OutputClaim read_claim(const std::string& file);

}  // namespace viamyo::cli
