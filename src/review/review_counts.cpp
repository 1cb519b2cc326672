#include "viamyo/review_counts.h"

#include <fmt/format.h>

namespace viamyo {

std::string counts_text(const ItemCounts& counts) {
  return fmt::format("{} confirmed, {} rejected, {} reclassified, {} open", counts.confirmed, counts.rejected, counts.reclassified,
                     counts.open);
}

}  // namespace viamyo
