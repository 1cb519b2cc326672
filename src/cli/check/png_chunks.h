// The parts of a PNG file, as Viamyo writes them and nobody else's.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace viamyo::cli {

struct PngChunks {
  std::vector<std::pair<std::string, std::string>> texts;  //!< of iTXt without compression, in their order
  std::string surplus;  //!< the first thing in the file that no picture of Viamyo has, one sentence; empty = nothing
};

inline constexpr std::string_view kPngSignature = "\x89PNG\r\n\x1a\n";

//! Of bytes that begin with the signature.
PngChunks png_chunks(std::string_view bytes);

}  // namespace viamyo::cli
