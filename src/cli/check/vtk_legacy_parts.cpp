// VTK's legacy format as its writer makes it: lines of text, and big-endian numbers or texts with their length between them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <stdexcept>

#include "io/value.h"
#include "vtk_parts.h"

namespace viamyo::cli {
namespace {

using Words = std::vector<std::string_view>;

constexpr std::size_t kShownLetters = 80;

Words words_of(std::string_view line) {
  Words words;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(' '), line.size());
    words.push_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return words;
}

std::uint64_t number_of(std::string_view word) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  constexpr std::uint64_t kMax = std::uint64_t{1} << 31U;
  if (error != std::errc() || end != word.data() + word.size() || number > kMax) throw std::runtime_error("a count that is none");
  return number;
}

class Legacy {
 public:
  explicit Legacy(std::string_view bytes) : left_(bytes) {}

  VtkParts read() {
    try {
      while (!left_.empty()) take_line();
    } catch (const std::runtime_error&) {
      result_.surplus = fmt::format("no export has the line \"{}\" with what follows it", printable(line_.substr(0, kShownLetters)));
    }
    return std::move(result_);
  }

 private:
  std::string_view line() {
    const std::size_t end = left_.find('\n');
    if (end == std::string_view::npos) throw std::runtime_error("no end of a line");
    line_ = left_.substr(0, end);
    left_.remove_prefix(end + 1);
    return line_;
  }

  std::string_view bytes(std::uint64_t count) {
    if (count > left_.size()) throw std::runtime_error("it ends too early");
    const std::string_view taken = left_.substr(0, count);
    left_.remove_prefix(count);
    return taken;
  }

  void end_of_data() {
    if (bytes(1) != "\n") throw std::runtime_error("data that does not end");
  }

  void take_line() {
    const std::string_view head = line();
    const Words words = words_of(head);
    result_.parts.push_back({std::string(head), {}, std::nullopt, {}});
    const std::string_view first = words.empty() ? "" : words.front();
    if (first == "FIELD" && words.size() == 3) {
      for (std::uint64_t left = number_of(words[2]); left > 0; --left) take_array();
    } else if (first == "POINTS" && words.size() == 3) {
      take_numbers(words[2], 3 * number_of(words[1]), "Points");
    } else if (first == "POLYGONS" && words.size() == 3) {
      take_cells(number_of(words[1]), number_of(words[2]));
    }
  }

  void take_cells(std::uint64_t offsets, std::uint64_t corners) {
    for (const auto& [keyword, count] :
         {std::pair{std::string_view("OFFSETS"), offsets}, std::pair{std::string_view("CONNECTIVITY"), corners}}) {
      const std::string_view head = line();
      const Words words = words_of(head);
      if (words.size() != 2 || words[0] != keyword) throw std::runtime_error("no triangles");
      result_.parts.push_back({std::string(head), {}, std::nullopt, {}});
      take_numbers(words[1], count, keyword);
    }
  }

  //! "Class 1 2836 int": name, components, tuples, type.
  void take_array() {
    const std::string_view head = line();
    const Words words = words_of(head);
    if (words.size() != 4) throw std::runtime_error("no array");
    const std::uint64_t count = number_of(words[1]) * number_of(words[2]);
    result_.parts.push_back({std::string(head), {}, std::nullopt, {}});
    if (words[3] != "string") return take_numbers(words[3], count, words[0]);
    result_.parts.back().name = words[0];
    for (std::uint64_t i = 0; i < count; ++i)
      result_.parts.back().text = result_.parts.back().text.value_or("") + std::string(bytes(length()));
    end_of_data();
  }

  //! Of a text: the two highest bits of the first byte say in how many bytes its length stands.
  std::uint64_t length() {
    constexpr std::array<std::size_t, 4> kFurtherBytes{7, 3, 1, 0};
    const auto first = static_cast<unsigned char>(bytes(1).front());
    std::uint64_t length = first & 0x3FU;
    for (const char byte : bytes(kFurtherBytes.at(first >> 6U))) length = length << 8U | static_cast<unsigned char>(byte);
    return length;
  }

  template <class Number, class Bits>
  void take_each(std::uint64_t count) {
    std::vector<double>& numbers = result_.parts.back().numbers;
    const std::string_view data = bytes(count * sizeof(Number));
    numbers.reserve(count);
    for (std::size_t at = 0; at < data.size(); at += sizeof(Number)) {
      Bits bits = 0;
      for (const char byte : data.substr(at, sizeof(Number))) bits = static_cast<Bits>(bits << 8U | static_cast<unsigned char>(byte));
      numbers.push_back(static_cast<double>(std::bit_cast<Number>(bits)));
    }
    end_of_data();
  }

  void take_numbers(std::string_view type, std::uint64_t count, std::string_view name) {
    result_.parts.back().name = name;
    if (type == "double") return take_each<double, std::uint64_t>(count);
    if (type == "float") return take_each<float, std::uint32_t>(count);
    if (type == "int") return take_each<std::int32_t, std::uint32_t>(count);
    if (type == "vtktypeint64") return take_each<std::int64_t, std::uint64_t>(count);
    throw std::runtime_error("a type that no export has");
  }

  std::string_view left_;
  std::string_view line_;
  VtkParts result_;
};

}  // namespace

VtkParts legacy_parts(std::string_view bytes) { return Legacy(bytes).read(); }

}  // namespace viamyo::cli
