// Keys as people meet them: chosen by name, compared by eye.
#pragma once

#include <string>

#include "secret_input.h"
#include "viamyo/member_key.h"
#include "viamyo/team.h"

namespace viamyo::cli {

//! The first half of a public key in groups of four, to be read to one another.
std::string shown_key(const std::string& public_key);

//! The key of this member on this computer, preferring the one that the team knows as current. Throws UsageError when there is none.
KeyFacts key_of_member(const std::string& name, const Team* team);

}  // namespace viamyo::cli
