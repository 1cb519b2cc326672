// What other imaging can say of an item, and whether that goes with what is signed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "viamyo/deciding.h"

namespace viamyo::viewer {

//! "SPECT reversible" ...: the list that is offered. Others can be typed in scripts.
const std::vector<std::string>& imaging_bases();

//! "R4: confirming it as infarcted contradicts PET mismatch, which speaks for viable muscle."; empty where a basis of the list does not speak against the verdict. Which finding
//! speaks for what is a convention of Viamyo; transmural means beyond half the wall. A basis out of the list says nothing here.
std::string contradiction(const Verdict& verdict, const ReviewItem& item);

}  // namespace viamyo::viewer
