// An analysed map out of parts that a test made by hand.
#pragma once

#include <memory>
#include <string>

#include "viamyo/analysed_map.h"

namespace viamyo {

inline AnalysedMap put_together(const Map& map, const Analysis& analysis, const ReviewState& review, const std::string& file = "heart.h5",
                                const std::string& sha256 = std::string(64, 'a'), const std::string& digest = std::string(64, 'b')) {
  LoadedMap loaded;
  loaded.map = map;
  loaded.file = file;
  loaded.sha256 = sha256;
  loaded.content_digest = loaded.analysis_digest = digest;
  AnalysedMap made;
  made.file = file;
  made.reviewed = reviewed_map(loaded);
  made.loaded = std::make_shared<const LoadedMap>(std::move(loaded));
  made.analysis = std::make_shared<const Analysis>(analysis);
  made.review = review;
  return made;
}

}  // namespace viamyo
