// VTK's XML format as its writer makes it: elements, and the arrays' content behind them, in base64 of zlib blocks.
#include <fmt/format.h>
#include <sodium.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include <pugixml.hpp>

#include "io/value.h"
#include "vtk_parts.h"

namespace viamyo::cli {
namespace {

constexpr std::uint64_t kMaxBytes = std::uint64_t{1} << 30U;
constexpr std::size_t kShownLetters = 80;

std::string shown(std::string_view text) { return printable(text.substr(0, kShownLetters)); }

//! Length of n bytes in base64.
std::size_t encoded(std::size_t n) { return (n + 2) / 3 * 4; }

//! Base64 from the front of `text`, which loses it.
std::string take_base64(std::string_view& text, std::size_t bytes) {
  const std::size_t length = encoded(bytes);
  if (length > text.size()) throw std::runtime_error("its data ends too early");
  std::string decoded(bytes, '\0');
  std::size_t made = 0;
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): libsodium's bytes
  const int failed = sodium_base642bin(reinterpret_cast<unsigned char*>(decoded.data()), bytes, text.data(), length, nullptr, &made,
                                       nullptr, sodium_base64_VARIANT_ORIGINAL);
  if (failed != 0 || made != bytes) throw std::runtime_error("its data is no base64");
  text.remove_prefix(length);
  return decoded;
}

std::uint32_t word_at(std::string_view bytes, std::size_t index) {
  std::uint32_t word = 0;
  std::memcpy(&word, bytes.data() + index * sizeof word, sizeof word);
  return word;
}

//! Number of blocks, size of a whole one, size of the last where it is smaller, then each one's size as it is packed; all of that in base64, and then
//! the blocks in base64.
std::string content_of(std::string_view text) {
  constexpr std::size_t kFixed = 3;  // words
  std::string_view peek = text;
  // The head's length stands in its first word, which four letters and two more hold.
  const std::string first = take_base64(peek, 3 * sizeof(std::uint32_t));
  const std::uint64_t blocks = word_at(first, 0);
  if (blocks > text.size()) throw std::runtime_error("more blocks than bytes");
  const std::string head = take_base64(text, (kFixed + blocks) * sizeof(std::uint32_t));
  std::uint64_t packed = 0;
  for (std::size_t i = 0; i < blocks; ++i) packed += word_at(head, kFixed + i);
  const std::string data = take_base64(text, packed);
  if (!text.empty()) throw std::runtime_error("more data than its arrays have");
  const std::uint64_t whole = word_at(head, 1);
  const std::uint64_t last = word_at(head, 2) == 0 ? whole : word_at(head, 2);
  if (blocks > 0 && whole * blocks > kMaxBytes) throw std::runtime_error("too much data");
  std::string content;
  std::size_t at = 0;
  for (std::size_t i = 0; i < blocks; ++i) {
    const std::uint32_t size = word_at(head, kFixed + i);
    std::string block(i + 1 == blocks ? last : whole, '\0');
    uLongf made = block.size();
    // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast): zlib's bytes
    const int failed = ::uncompress(reinterpret_cast<Bytef*>(block.data()), &made, reinterpret_cast<const Bytef*>(data.data() + at), size);
    // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
    if (failed != Z_OK || made != block.size()) throw std::runtime_error("a block of its data is damaged");
    content += block;
    at += size;
  }
  return content;
}

template <class Number>
std::vector<double> numbers_in(std::string_view bytes) {
  if (bytes.size() % sizeof(Number) != 0) throw std::runtime_error("an array with part of a number");
  std::vector<double> numbers;
  for (std::size_t at = 0; at < bytes.size(); at += sizeof(Number)) {
    Number number{};
    std::memcpy(&number, bytes.data() + at, sizeof number);
    numbers.push_back(static_cast<double>(number));
  }
  return numbers;
}

std::vector<double> numbers_of(std::string_view type, std::string_view bytes) {
  if (type == "Float32") return numbers_in<float>(bytes);
  if (type == "Float64") return numbers_in<double>(bytes);
  if (type == "Int32") return numbers_in<std::int32_t>(bytes);
  if (type == "Int64") return numbers_in<std::int64_t>(bytes);
  throw std::runtime_error(fmt::format("no export has an array of the type {}", shown(type)));
}

class Xml {
 public:
  VtkParts read(std::string_view bytes) {
    try {
      pugi::xml_document document;
      const pugi::xml_parse_result parsed = document.load_buffer(bytes.data(), bytes.size(), pugi::parse_full | pugi::parse_fragment);
      if (!parsed) throw std::runtime_error("it is no whole XML");
      take_appended(document.child("VTKFile").child("AppendedData"));
      for (const pugi::xml_node& node : document.children()) take(node, 0);
      read_arrays();
    } catch (const std::runtime_error& error) {
      say(error.what());
    }
    return std::move(result_);
  }

 private:
  void say(std::string sentence) {
    if (result_.surplus.empty()) result_.surplus = std::move(sentence);
  }

  struct Slice {
    std::size_t part, offset;
    std::string type;
  };

  //! "_" and then base64; white space around it.
  void take_appended(const pugi::xml_node& node) {
    appended_ = node.child_value();
    const std::size_t begin = appended_.find('_');
    if (begin == std::string_view::npos || appended_.substr(0, begin).find_first_not_of(" \n") != std::string_view::npos)
      throw std::runtime_error("its appended data is not where an export has it");
    appended_.remove_prefix(begin + 1);
    while (!appended_.empty() && (appended_.back() == '\n' || appended_.back() == ' ')) appended_.remove_suffix(1);
  }

  void take(const pugi::xml_node& node, int depth) {
    constexpr int kDeepest = 8;
    if (depth > kDeepest) throw std::runtime_error("no export is nested as deep");
    if (node.type() == pugi::node_pcdata && std::string_view(node.parent().name()) == "AppendedData") return;
    // What else the file says is read all the same, so that it is known whose it is.
    if (node.type() != pugi::node_element && node.type() != pugi::node_declaration)
      return say(fmt::format("no export has \"{}\" between its elements",
                             shown(std::string_view(node.value()).empty() ? node.name() : node.value())));
    VtkPart part{
        fmt::format("{}{}", std::string(static_cast<std::size_t>(depth), ' '), node.name()), node.attribute("Name").value(), {}, {}};
    for (const pugi::xml_attribute& attribute : node.attributes()) take_attribute(attribute, part);
    if (node.attribute("offset"))
      slices_.push_back({result_.parts.size(), node.attribute("offset").as_ullong(), node.attribute("type").value()});
    result_.parts.push_back(std::move(part));
    for (const pugi::xml_node& child : node.children()) take(child, depth + 1);
  }

  //! Where its data begins follows from how well it was packed; lowest and highest value are compared as numbers.
  static void take_attribute(const pugi::xml_attribute& attribute, VtkPart& part) {
    const std::string_view name = attribute.name();
    if (name == "offset") return;
    const std::string_view value = attribute.value();
    const bool range = name == "RangeMin" || name == "RangeMax";
    if (!range || value.empty()) {
      part.head += fmt::format(" {}={}", name, value);
      return;
    }
    char* end = nullptr;
    part.numbers.push_back(std::strtod(attribute.value(), &end));
    part.head += fmt::format(" {}{}", name, end);  // what is no number is compared as it stands
  }

  void read_arrays() {
    for (std::size_t i = 0; i < slices_.size(); ++i) {
      const Slice& slice = slices_[i];
      const std::size_t end = i + 1 < slices_.size() ? slices_[i + 1].offset : appended_.size();
      if ((i == 0 && slice.offset != 0) || slice.offset > end || end > appended_.size())
        throw std::runtime_error("its arrays do not share its data as those of an export do");
      VtkPart& part = result_.parts[slice.part];
      const std::string content = content_of(appended_.substr(slice.offset, end - slice.offset));
      if (slice.type == "String") {
        part.text = content;
        continue;
      }
      const std::vector<double> numbers = numbers_of(slice.type, content);
      part.numbers.insert(part.numbers.end(), numbers.begin(), numbers.end());
    }
  }

  std::string_view appended_;
  std::vector<Slice> slices_;
  VtkParts result_;
};

}  // namespace

VtkParts xml_parts(std::string_view bytes) { return Xml().read(bytes); }

}  // namespace viamyo::cli
