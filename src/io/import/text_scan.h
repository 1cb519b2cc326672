// Text of other programs, line by line: any line ends, numbers that no locale changes, and the encodings that mapping systems write.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace viamyo {

std::string_view as_text(std::span<const std::byte> bytes);

//! ASCII letters alone: not of the locale.
std::string lower_case(std::string_view text);
bool same_letters(std::string_view a, std::string_view b);
bool contains_letters(std::string_view text, std::string_view part);
std::string_view stripped(std::string_view text);

//! The whole of the text (blanks around it and one '+' allowed) as a number; "nan", "-nan(ind)" and "1.#QNAN" are NaN, as the
//! libraries of Linux, macOS and Windows write it. Nothing for anything else.
std::optional<double> to_number(std::string_view text);
std::optional<long long> to_integer(std::string_view text);

//! Between blanks and tabs.
std::vector<std::string_view> words_of(std::string_view line);

//! Between separators, trimmed; empty cells count.
std::vector<std::string_view> cells_of(std::string_view line, char separator);

//! UTF-8 as it is; anything else is taken as Windows-1252, which CARTO writes.
std::string to_utf8(std::string_view text);

//! The bytes of a text file as UTF-8: UTF-16 of both orders (by its mark, or by every second byte of its beginning being zero), anything else as to_utf8.
//! Without a byte order mark in front.
std::string text_of(std::span<const std::byte> bytes);

//! Whether text_of takes the bytes for Windows-1252, since they are neither UTF-8 nor UTF-16.
bool is_windows_1252(std::span<const std::byte> bytes);

//! Lines of a text, ended by LF, CR LF or CR. Longer ones than the cap are refused.
class Lines {
 public:
  explicit Lines(std::string_view text, std::string name);

  bool next(std::string_view& line);
  [[nodiscard]] std::size_t number() const { return number_; }  //!< of the line given last, from 1

  [[nodiscard]] std::string_view rest() const { return rest_; }  //!< behind the line given last

  //! The line that comes next is given again.
  void step_back() { rest_ = before_, --number_; }

  //! Throws InputError: "NAME: line 7: TEXT".
  [[noreturn]] void fail(std::string_view text) const;

  //! The numbers of a line, or `fail`.
  void numbers(std::string_view line, std::vector<double>& numbers) const;

 private:
  std::string_view rest_;
  std::string_view before_;
  std::string name_;
  std::size_t number_ = 0;
};

}  // namespace viamyo
