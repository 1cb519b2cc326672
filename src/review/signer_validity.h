// Whether a line of a log counts for a team, and if not, why; and which lines stand in spite of it, or no longer stand.
//
// Adding is strict and taking away is free: whatever depends on a line that counts falls when its signer's key is taken out of the team, and nothing that was
// signed before is made good by that.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "viamyo/review_log.h"

namespace viamyo {

class SignerValidity {
 public:
  //! The references must outlive this.
  SignerValidity(const ReviewLog& log, const Team& team);

  //! The entry of the line's key; nullptr = the team does not know it, and the line says nothing.
  [[nodiscard]] const TeamMember* signer(const LogLine& line) const;
  //! Who signed, by number; only of a line that has a signer. Several keys may be one person's.
  [[nodiscard]] int person(const LogLine& line) const;
  [[nodiscard]] std::size_t persons() const { return gone_in_.size(); }

  //! Empty when the line is of a member of today, under their own name and role, which may not count; else why not.
  [[nodiscard]] std::string fault_of_author(const LogLine& line) const;
  //! Empty when the line is of a counting member of today; else why not.
  [[nodiscard]] std::string fault_of_signer(const LogLine& line) const;
  //! Empty when a decision counts as its signer's: by itself, or because it is upheld.
  [[nodiscard]] std::string fault_of_word(const LogLine& line) const;

  //! The line that upholds this one, and makes it count; nullptr = none.
  [[nodiscard]] const LogLine* upheld_by(const LogLine& line) const;
  //! The line that says why this one no longer stands against others; nullptr = none.
  [[nodiscard]] const LogLine* set_aside_by(const LogLine& line) const;
  //! Of one that is set aside: the number of the line since which it is, that one, or a later one by which somebody took back that they had upheld it.
  [[nodiscard]] std::size_t set_aside_since(const LogLine& line) const;
  //! The line by which this person upholds this one, whether that counts or not, and has not taken it back; nullptr = none.
  [[nodiscard]] const LogLine* uphold_of(const LogLine& line, std::string_view name) const;

  //! The line that counts and says that this log stands in the place of the one that ended in `lost_head`; nullptr = none.
  [[nodiscard]] const LogLine* restart_for(std::string_view lost_head) const;

  //! Why nobody could uphold this line today; empty = a counting member can.
  [[nodiscard]] std::string fault_of_upholding(const LogLine& line) const;
  //! Why nobody could set this line aside today; empty = a counting member can.
  [[nodiscard]] std::string fault_of_setting_aside(const LogLine& line) const;

 private:
  struct Signer {
    const TeamMember* entry = nullptr;
    int person = 0;
  };
  //! Of a line that names a word, and what its signer said of that later.
  struct Upholding {
    const LogLine* line = nullptr;
    bool lapsed = false;                  //!< it supports nothing any more: taking away is free
    const LogLine* taken_back = nullptr;  //!< the line of a member that says so: as if the word had never been upheld
  };
  struct Aside {
    const LogLine* line = nullptr;
    std::size_t since = 0;  //!< number of a line
  };

  [[nodiscard]] const Signer* find(const LogLine& line) const;
  [[nodiscard]] std::string fault_of_name(const LogLine& line, const Signer* signer) const;
  void add_persons();
  void add_upholds();
  void take_back(const LogLine& line, std::size_t index);
  void find_upheld();
  void add_set_asides();
  [[nodiscard]] const Upholding* last_upholder(std::size_t index) const;
  template <class See>
  void for_each_named(See see) const;
  [[nodiscard]] std::string fault_of_former_key(const LogLine& line, const TeamMember& entry) const;

  const ReviewLog& log_;
  const Team& team_;
  std::unordered_map<std::string_view, Signer> signers_;  //!< by public key
  std::vector<int> gone_in_;  //!< per person: the serial that took their last key away; kNever while they have one
  std::unordered_map<std::string_view, std::size_t> line_of_digest_;    //!< filled where lines name others
  std::unordered_map<std::size_t, std::vector<Upholding>> upholdings_;  //!< by the line's index: all, whether they count or not
  std::unordered_map<std::size_t, const LogLine*> upheld_;              //!< by the line's index
  std::unordered_map<std::size_t, Aside> set_aside_;                    //!< by the line's index
};

}  // namespace viamyo
