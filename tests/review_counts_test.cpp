#include "viamyo/review_counts.h"

#include <gtest/gtest.h>

#include <random>
#include <sstream>

namespace viamyo {
namespace {

TEST(ReviewCounts, SayAllFourAlsoWhereThereIsNone) {
  EXPECT_EQ(counts_text({7, 2, 1, 0}), "7 confirmed, 2 rejected, 1 reclassified, 0 open");
  EXPECT_EQ(counts_text({}), "0 confirmed, 0 rejected, 0 reclassified, 0 open");
}

TEST(ReviewCounts, AddUpToTheItemsWhateverTheirStates) {
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    std::vector<ReviewItem> items(random() % 20);
    int settled = 0;
    for (ReviewItem& item : items) {
      item.state = static_cast<ItemState>(random() % (static_cast<unsigned>(ItemState::kHidden) + 1));
      settled += is_settled_state(item.state) ? 1 : 0;
    }
    const ItemCounts counts = counts_of(items);
    EXPECT_EQ(counts.confirmed + counts.rejected + counts.reclassified, settled);
    EXPECT_EQ(counts.open, static_cast<int>(items.size()) - settled);
    std::istringstream words(counts_text(counts));
    int sum = 0;
    int count = 0;
    for (std::string word; words >> count >> word;) sum += count;
    EXPECT_EQ(sum, static_cast<int>(items.size())) << counts_text(counts);
  }
}

}  // namespace
}  // namespace viamyo
