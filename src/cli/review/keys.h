// Keys as people meet them: compared by eye, unlocked by a passphrase.
#pragma once

#include <string>

#include "viamyo/member_key.h"

namespace viamyo::cli {

//! The first half of a public key in groups of four, to be read to one another.
std::string shown_key(const std::string& public_key);

//! As unlock_key; stderr is told of a key that is weakly sealed.
SigningKey unlocked_key(const std::string& public_key, const Passphrase& passphrase);

}  // namespace viamyo::cli
