// The walk through the items of a review: where the reader stands, what comes next, what a decision is about.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app_state.h"

namespace viamyo::viewer {

//! The reader stands nowhere, and has seen nothing.
void forget_walk(Reviewing& reviewing);

//! Regions are numbered anew by every analysis: R2 may be another one now, and was not seen.
void forget_review_items(Reviewing& reviewing);

//! What the team rejected is drawn as such only while the picture is that of the review.
void follow_review(Document& document);

//! nullptr when there is none of that id.
const ReviewItem* find_item(const ReviewState& review, std::string_view id);

//! The items that a decision would be about, in the order of the list.
std::vector<ReviewItem> chosen_items(const Document& document);

//! Stands at the item: it is chosen alone, selected in every view, and the cameras turn to it.
void stand_at(Document& document, const std::string& id, double aspect);

//! After a click on the surface: the item there, which is seen already, so that no view turns. On a zone where the reader stands already: its region.
void stand_at_place(Document& document, const Vec3& place, double aspect);

//! The next item behind the one where the reader stands (before it with -1), around the end.
std::string neighbour(const Document& document, int step);
//! The next that the member has not decided on; empty = none is left.
std::string next_undecided(const Document& document, std::string_view member);

//! Whether the item stands where the reader can see it, by itself: many small regions cannot all be.
bool is_on_screen(const Document& document, const ReviewItem& item);

}  // namespace viamyo::viewer
