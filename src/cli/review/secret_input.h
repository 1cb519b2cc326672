// What a person types to sign: the passphrase without echo, and the pseudonym of the subject.
#pragma once

#include <optional>
#include <string>

#include "../command_line.h"
#include "viamyo/member_key.h"

namespace viamyo::cli {

struct PassphraseOptions {
  std::optional<int> descriptor;  //!< --passphrase-fd
  std::string keys;               //!< --keys: the folder that private keys lie in; empty = in the data folder
};

//! Those, of a command that takes a passphrase.
void add_key_options(Command& command, PassphraseOptions& options);

//! From now on keys lie where --keys says. Throws InputError where there is no such folder.
void apply_key_options(const PassphraseOptions& options);

//! One line of the file descriptor, else typed at the terminal. Never from an argument or the environment, which other programs see. Throws
//! UsageError when there is neither.
Passphrase ask_passphrase(const PassphraseOptions& options, const std::string& whose);
//! The same for a new key: typed twice at a terminal.
Passphrase ask_new_passphrase(const PassphraseOptions& options, const std::string& whose);

//! A line typed at the terminal; empty without a terminal.
std::optional<std::string> ask_line(const std::string& question);

}  // namespace viamyo::cli
