// One line of the log as somebody may read it.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "viamyo/review_history.h"

namespace viamyo {

//! ", reason: «poor contact»"; empty where none was given.
std::string reason_text(const std::string& reason);
//! " (walked through)"; empty for an empty text.
std::string in_brackets(const std::string& text);

//! Tells what the lines of a log say, by what of them counts: the item is named as the analysis of today names it, never by the words of the line alone.
class LineTeller {
 public:
  //! `team` may be nullptr. The references must outlive this.
  LineTeller(const ReviewLog& log, const Team* team, const ReviewState& state, std::string_view looker);
  //! All of a history's line but `fault`, which takes a look at the whole log.
  [[nodiscard]] HistoryLine tell(const LogLine& line) const;

 private:
  [[nodiscard]] bool is_hidden_line(const LogLine& line) const;
  [[nodiscard]] bool names_hidden_line(const std::vector<std::string>& digests) const;
  [[nodiscard]] std::string standing_text(std::string_view what, const std::vector<std::string>& digests, const std::string& reason,
                                          std::size_t number) const;
  [[nodiscard]] std::string item_text(const Decision& decision) const;
  [[nodiscard]] std::string decision_text(const Decision& decision) const;
  [[nodiscard]] std::string named_text(const std::vector<std::string>& digests, std::size_t number) const;
  [[nodiscard]] std::string content_text(const LogLine& line) const;

  const Team* team_;
  const ReviewState& state_;
  std::string_view looker_;
  std::unordered_map<std::string_view, const LogLine*> line_of_digest_;
};

}  // namespace viamyo
