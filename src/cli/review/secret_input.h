// What a person types to sign: the passphrase without echo, and the pseudonym of the subject.
#pragma once

#include <optional>
#include <string>

#include "../command_line.h"
#include "viamyo/member_key.h"

namespace viamyo::cli {

struct PassphraseOptions {
  std::optional<int> descriptor;  //!< --passphrase-fd
};

void add_passphrase_option(Command& command, PassphraseOptions& options);

//! One line of the file descriptor, else typed at the terminal. Never from an argument or the environment, which other programs see. Throws
//! UsageError when there is neither.
Passphrase ask_passphrase(const PassphraseOptions& options, const std::string& whose);
//! The same for a new key: typed twice at a terminal.
Passphrase ask_new_passphrase(const PassphraseOptions& options, const std::string& whose);

//! A line typed at the terminal; empty without a terminal.
std::optional<std::string> ask_line(const std::string& question);

}  // namespace viamyo::cli
