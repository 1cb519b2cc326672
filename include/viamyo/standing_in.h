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
  std::vector<std::string> digests;  //!< of the lines, as `Uphold` and `SetAside` name them
  std::vector<std::string> texts;    //!< "line 7, 2026-11-25T10:00:00Z: confirm «R1 basal anterior» (normal)"
  bool hidden = false;               //!< blind reading hides some of them from the reader, who cannot have read them
};

//! What a counting member could uphold today, person by person: words of keys that are no longer in use. `reader`: the name of who reads, empty = nobody.
std::vector<WordsOfPerson> words_to_uphold(const ReviewLog& log, const Team& team, const ReviewState& state, std::string_view reader);
//! What a counting member could set aside today: words of people who have left that stand against others in this state.
std::vector<WordsOfPerson> words_to_set_aside(const ReviewLog& log, const Team& team, const ReviewState& state, std::string_view reader);

//! Those of a person by name, in any case and spelling that stands for them; nullptr = none.
const WordsOfPerson* words_of(const std::vector<WordsOfPerson>& all, std::string_view name);

//! Throws UsageError where the name is and was nobody's in the team.
void check_known(const Team& team, std::string_view name);
//! Why nothing of this person can be upheld, whatever the log holds; one sentence, empty = something may be. Throws UsageError as `check_known`.
std::string why_not_upheld(const Team& team, std::string_view name);
//! Why no word of this person can be set aside where `words_to_set_aside` has none; one sentence.
std::string why_not_set_aside(const ReviewLog& log, const Team& team, const ReviewState& state, std::string_view name);
//! Why nothing that this key signs for others counts: the team does not know it, took it out, or does not count its role; one sentence, empty = it does.
std::string why_not_standing_in(const Team& team, const KeyFacts& signer);
//! Throws it as UsageError.
void check_stands_in(const Team& team, const KeyFacts& signer);
//! Throws UsageError where the words are hidden from their reader, or their number is another than was said by who has read them.
//! `verb`: "uphold" or "set aside".
void check_read(const WordsOfPerson& words, int count, std::string_view verb);

}  // namespace viamyo
