// What VTK's own readers cannot take, made into what they can before they see it: nan and inf in texts, and two arrays of one name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

class vtkPointSet;

namespace viamyo {

class VtkText {
 public:
  //! With numbers that occur nowhere in it in place of each nan, inf and their like, and with a mark of its own behind the name of an array that an earlier
  //! one of the points, or of the cells, has: VTK would replace that one.
  VtkText(std::string_view bytes, bool is_legacy);

  [[nodiscard]] const std::string& text() const { return text_; }

  //! Makes "no value" and infinity of those numbers in everything that was read of the text.
  void restore(vtkPointSet& data) const;

  //! The name of an array as the file has it.
  [[nodiscard]] std::string name_of(const std::string& array) const { return array.substr(0, array.find(mark_)); }

 private:
  void prepare_legacy(std::string_view body, bool is_ascii);
  void prepare_xml(std::string_view text);
  void add_numbers(std::string_view numbers);
  void add_tag(std::string_view tag, std::vector<std::string>& names);

  std::string mark_;  //!< begins where a name ends
  std::string text_;
  std::string no_value_;  //!< the numbers that stand in
  std::string infinite_;
  bool replaced_ = false;
};

}  // namespace viamyo
