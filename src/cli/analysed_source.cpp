#include "analysed_source.h"

#include <utility>

namespace viamyo::cli {

AnalysedMap open_analysed(const std::string& file, const SourceOptions& from, const ChosenSettings& chosen, const ReviewSource& review,
                          bool quiet) {
  const AnalysisRequest request = chosen.request();
  LoadedMap loaded = open_source(file, from, quiet);
  AnalysedMap map;
  naming_file(file, [&] {
    if (!quiet) chosen.tell_exclusions(loaded.map);
    map = analysed(std::move(loaded), request);
    review.look_up(map);
  });
  return map;
}

}  // namespace viamyo::cli
