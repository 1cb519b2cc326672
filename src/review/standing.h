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

class Standing {
 public:
  //! The references must outlive this.
  Standing(const ReviewLog& log, const Team& team);

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

  //! The line that upholds this one; nullptr = none.
  [[nodiscard]] const LogLine* upheld_by(const LogLine& line) const;
  //! The line that says why this one no longer stands against others; nullptr = none.
  [[nodiscard]] const LogLine* set_aside_by(const LogLine& line) const;

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
  struct Upholder {
    const LogLine* line = nullptr;
    int gone_in = 0;  //!< as in gone_in_
  };

  [[nodiscard]] const Signer* find(const LogLine& line) const;
  [[nodiscard]] std::string fault_of_name(const LogLine& line, const Signer* signer) const;
  void add_persons();
  void add_upholds();
  void add_set_asides();
  template <class Act, class See>
  void for_each_named(See see) const;

  const ReviewLog& log_;
  const Team& team_;
  std::unordered_map<std::string_view, Signer> signers_;  //!< by public key
  std::vector<int> gone_in_;  //!< per person: the serial that took their last key away; kNever while they have one
  std::unordered_map<std::string_view, std::size_t> line_of_digest_;    //!< filled where lines name others
  std::unordered_map<std::size_t, const LogLine*> upheld_, set_aside_;  //!< by the line's index
  std::unordered_map<std::size_t, Upholder>
      upholders_;  //!< by the line's index: of all who ever upheld it, whether that counts or not, the last to leave
};

}  // namespace viamyo
