// Standing in for others: what the unlocked member could uphold or set aside of the map in front, and the signatures for it.
#pragma once

#include <string>
#include <vector>

#include "command_groups.h"
#include "viamyo/standing_in.h"

namespace viamyo::viewer {

struct StandIn {
  std::vector<WordsOfPerson> uphold, set_aside, take_back;
};

//! Of the review that is shown, for the member who is unlocked; nothing where nobody is, or what they sign for others does not count.
StandIn stand_in(const AppState& state, const Document& document);

//! What the member would sign, as it is shown before: "I, A. Able, imaging cardiologist, uphold 3 lines of «B. Best», after reading them".
std::string uphold_sentence(const KeyFacts& signer, const WordsOfPerson& words);
std::string set_aside_sentence(const KeyFacts& signer, const WordsOfPerson& words);
std::string take_back_sentence(const KeyFacts& signer, const WordsOfPerson& words);
//! What falls, or is disputed, once that is signed, in sentences; empty = nothing.
std::string unsettled_text(const AppState& state, const Document& document, const LogEntry& entry);

//! Whose words, on which items ("R1,Z1"; empty = on all), and how many of them the member has read.
struct WordsRead {
  std::string member, items;
  int count = 0;
};
//! Sign for them. Throw UsageError, OutputError; nothing was signed then.
void uphold(App& app, const WordsRead& read, const std::string& reason);
void set_aside(App& app, const WordsRead& read, const std::string& reason);
void take_back(App& app, const WordsRead& read, const std::string& reason);

//! Whether a log that was seen on this computer is missed, so that nothing counts until it is back or another is begun in its place.
bool misses_log(const Document& document);
//! Signs that this log, which may be empty, stands in the place of the one that was lost. Throws UsageError, OutputError; nothing was signed then.
void restart(App& app, const std::string& reason);

}  // namespace viamyo::viewer
