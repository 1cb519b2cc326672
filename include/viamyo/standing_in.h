// Standing in for others: whose words a counting member could uphold, or set aside, and what has to be read before.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "viamyo/review_log.h"

namespace viamyo {

//! Words of one person, to be read before somebody signs for or against them. The lists go together, in the order of the log.
struct WordsOfPerson {
  std::string member;                //!< as the team has the name
  std::vector<std::string> digests;  //!< of the lines, as `Uphold`, `SetAside` and `TakeBack` name them
  std::vector<std::string> items;    //!< ids of the items that they are of; empty = of an analysis under other settings
  std::vector<std::string> texts;    //!< "line 7, 2026-11-25T10:00:00Z: confirm «R1 basal anterior» (normal)"
};

//! What a counting member could uphold today, person by person: words of keys that are no longer in use. `reader`: the name of who reads, empty = nobody.
//! What blind reading hides from the reader is in none of these lists, and nothing in them tells whether it is there.
std::vector<WordsOfPerson> words_to_uphold(const ReviewLog& log, const Team& team, const ReviewState& state, std::string_view reader);
//! What a counting member could set aside today: words of people who have left that stand against others in this state.
std::vector<WordsOfPerson> words_to_set_aside(const ReviewLog& log, const Team& team, const ReviewState& state, std::string_view reader);
//! What the reader has upheld and could take back.
std::vector<WordsOfPerson> words_to_take_back(const ReviewLog& log, const Team& team, const ReviewState& state, std::string_view reader);

//! Those of a person by name, in any case and spelling that stands for them; nullptr = none.
const WordsOfPerson* words_of(const std::vector<WordsOfPerson>& all, std::string_view name);
//! Those of these items alone, "R1,Z1" as in chosen_items of deciding.h; all where `items` is empty. Throws UsageError for an item that is none.
WordsOfPerson words_on(const WordsOfPerson& words, std::string_view items, const ReviewState& state);

//! Throws UsageError where the name is and was nobody's in the team.
void check_known(const Team& team, std::string_view name);
//! Why nothing of this person can be upheld, whatever the log holds; one sentence, empty = something may be. Throws UsageError as `check_known`.
std::string why_not_upheld(const Team& team, std::string_view name);
//! Why `words_to_uphold` has nothing of this person though something may be upheld; one sentence.
std::string nothing_to_uphold(const Team& team, std::string_view name);
//! Why no word of this person can be set aside where `words_to_set_aside` has none; one sentence. Tells the reader nothing that is hidden from them.
std::string why_not_set_aside(const ReviewLog& log, const Team& team, const ReviewState& state, std::string_view name,
                              std::string_view reader);
//! Why `words_to_take_back` has nothing of this person; one sentence.
std::string nothing_to_take_back(const Team& team, std::string_view name);
//! Why nothing that this key signs for others counts: the team does not know it, took it out, or does not count its role; one sentence, empty = it does.
std::string why_not_standing_in(const Team& team, const KeyFacts& signer);
//! Throws it as UsageError.
void check_stands_in(const Team& team, const KeyFacts& signer);
//! Throws UsageError where nothing is there to read, or its number is another than was said by who has read it.
//! `verb`: "uphold", "set aside" or "take back".
void check_read(const WordsOfPerson& words, int count, std::string_view verb);

//! What falls, or is disputed, once this member has signed this of others' words, a sentence each: the map, then items; and what was set aside and would
//! stand again. Of items that are hidden from the member nothing is told. Empty where nothing of the log counts.
std::vector<std::string> unsettled_by(const Analysis& analysis, const ReviewedMap& map, const ReviewLog& log, const Team& team,
                                      const KeyFacts& signer, const LogEntry& entry);

}  // namespace viamyo
