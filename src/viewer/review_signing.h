// Signatures of the unlocked member: what is proposed or decided becomes lines of the map's log.
#pragma once

#include <string>
#include <vector>

#include "command_groups.h"
#include "viamyo/deciding.h"

namespace viamyo::viewer {

//! The tab in front, once its picture and numbers agree and its review was read. Throws UsageError where nobody can sign on it: no key is unlocked, the
//! pseudonym was not typed yet, the log cannot be added to.
enum class LogToSign : unsigned char { kWhole, kInPlaceOfLost };  //!< whether nothing may be missing of it, or that is what is signed about
Document& document_to_sign(App& app, LogToSign log = LogToSign::kWhole);

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

//! What has to be said before the verdict is signed: it overturns what the member or the team has signed, it contradicts the imaging basis, or the member has
//! signed it already on another basis. Sentences that name items and what was signed, under a title that says no more; both empty = nothing.
struct Objection {
  std::string title, text;
};
Objection objection_to(const AppState& state, const Document& document, const Verdict& verdict);

//! The classes of the chosen items, in their order, and those of which nobody has said yet what other imaging shows.
std::vector<TissueClass> chosen_classes(const Document& document);
std::vector<TissueClass> classes_without_basis(const Document& document);

//! What the imaging that was chosen for the item's class says against the verdict; empty = nothing.
std::string contradiction_of(const Document& document, const ReviewItem& item, const Verdict& verdict);

//! "R1, R2, Z1": the items that a decision is about.
std::string chosen_ids(const Document& document);

//! Why whoever is unlocked cannot sign on this map: nothing of the log counts, or the key was taken out of the team; empty = they can.
std::string why_not_sign(const AppState& state, const Document& document);

//! The pseudonym that the unlocked member has to type first; empty = none.
std::string pseudonym_needed(const AppState& state, const Document& document);

//! Whether a member of the team has proposed the settings that are shown.
bool is_proposed(const Document& document);

}  // namespace viamyo::viewer
