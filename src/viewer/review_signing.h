// Signatures of the unlocked member: what is proposed or decided becomes lines of the map's log.
#pragma once

#include <string>
#include <vector>

#include "command_groups.h"
#include "viamyo/deciding.h"

namespace viamyo::viewer {

//! The tab in front, once its picture and numbers agree and its review was read. Throws UsageError where nobody can sign on it: no key is unlocked, the
//! pseudonym was not typed yet, the log cannot be added to.
Document& document_to_sign(App& app);

//! Signs and appends, then makes the state anew. Throws UsageError, OutputError; nothing was signed then.
void sign(App& app, Document& document, std::vector<LogEntry> entries);

//! One verdict on all chosen items, as one append; then goes on to what the member has not decided. What they have said already is not signed again.
//! Throws as `sign` does.
void decide(App& app, const Verdict& verdict);

//! What a member would sign of an item, with the imaging basis that goes with it, as it is shown before; empty while nobody is unlocked.
std::string sentence_to_sign(const AppState& state, const Document& document, const ReviewItem& item, const Verdict& verdict);

//! Of the chosen items those of which the verdict, with the basis that was chosen, would say anything that the member has not signed already. A withdrawal
//! of nothing says nothing either.
std::vector<ReviewItem> items_to_sign(const AppState& state, const Document& document, const Verdict& verdict);

//! What the verdict would overturn: other decisions of the member on the chosen items, and items that are settled, as sentences that name them and what
//! was signed; empty = nothing.
std::string overturned_text(const AppState& state, const Document& document, const Verdict& verdict);

//! "R1, R2, Z1": the items that a decision is about.
std::string chosen_ids(const Document& document);

//! Why whoever is unlocked cannot sign on this map: nothing of the log counts, or the key was taken out of the team; empty = they can.
std::string why_not_sign(const AppState& state, const Document& document);

//! The pseudonym that the unlocked member has to type first; empty = none.
std::string pseudonym_needed(const AppState& state, const Document& document);

//! Whether a member of the team has proposed the settings that are shown.
bool is_proposed(const Document& document);

}  // namespace viamyo::viewer
