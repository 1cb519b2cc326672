// nan and inf in legacy ASCII files, which VTK writes and cannot read.
#pragma once

#include <string>
#include <string_view>

class vtkPointSet;

namespace viamyo {

class LegacyNumbers {
 public:
  //! Of a legacy text: with a number that occurs nowhere in it in place of each nan, inf and their like. Of anything else: as it is.
  LegacyNumbers(std::string_view bytes, bool is_legacy);

  [[nodiscard]] const std::string& text() const { return text_; }

  //! Makes "no value" of that number in everything that was read of the text.
  void restore(vtkPointSet& data) const;

 private:
  std::string text_;
  double stand_in_ = 0;
  bool replaced_ = false;
};

}  // namespace viamyo
