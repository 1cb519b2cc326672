// PLY: text or binary in either order; numbers on vertices become fields, numbers on faces are told or carried to the vertices.
#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <optional>
#include <span>

#include "../value.h"
#include "byte_reader.h"
#include "cell_arrays.h"
#include "cell_words.h"
#include "import_tools.h"
#include "known_names.h"
#include "mesh_files.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

struct Property {
  std::string name;
  std::string_view type;        //!< of a list: of its items
  std::string_view count_type;  //!< of a list; empty for a number
};

struct Element {
  std::string name;
  std::uint64_t count = 0;
  std::vector<Property> properties;
};

class PlyReader {
 public:
  PlyReader(std::string_view text, const std::string& name, const ImportRequest& request, Import& import)
      : text_(text), lines_(text, name), name_(name), request_(request), limits_(request.limits), import_(import) {}

  void read() {
    read_header();
    for (const Element& element : elements_) read_element(element);
    if (!columns_.empty()) add_columns();
    tell_unread();
    accept_mesh(name_, limits_, import_);
    add_cell_arrays(name_, face_arrays_, face_of_triangle_, request_, import_);
  }

 private:
  void read_header() {
    std::string_view line;
    if (!lines_.next(line) || stripped(line) != "ply") lines_.fail("a PLY file begins with ply");
    while (lines_.next(line)) {
      const std::vector<std::string_view> words = words_of(line);
      if (words.empty() || words[0] == "comment" || words[0] == "obj_info") continue;
      if (words[0] == "end_header") break;
      read_header_line(words);
    }
    if (format_.empty()) lines_.fail("the format is missing");
    // The bytes begin behind the line break of end_header.
    const std::size_t at = text_.find("end_header");
    if (at == std::string_view::npos) lines_.fail("the header does not end");
    const std::size_t line_end = text_.find('\n', at);
    body_ = line_end == std::string_view::npos ? std::string_view() : text_.substr(line_end + 1);
    bytes_ = std::make_unique<ByteReader>(std::as_bytes(std::span(body_.data(), body_.size())), format_ == "binary_big_endian");
  }

  void read_header_line(const std::vector<std::string_view>& words) {
    if (words[0] == "format" && words.size() >= 2) {
      format_ = words[1];
      if (format_ != "ascii" && format_ != "binary_little_endian" && format_ != "binary_big_endian") lines_.fail("the format is not known");
    } else if (words[0] == "element" && words.size() == 3) {
      const std::optional<long long> count = to_integer(words[2]);
      if (!count || *count < 0) lines_.fail("an element has no count");
      check_count(name_, words[1], static_cast<std::uint64_t>(*count), words[1] == "vertex" ? limits_.vertices : limits_.triangles);
      elements_.push_back({std::string(words[1]), static_cast<std::uint64_t>(*count), {}});
    } else if (words[0] == "property" && !elements_.empty() && words.size() == 3) {
      elements_.back().properties.push_back({to_utf8(words[2]), words[1], {}});
    } else if (words[0] == "property" && !elements_.empty() && words.size() == 5 && words[1] == "list") {
      elements_.back().properties.push_back({to_utf8(words[4]), words[3], words[2]});
    } else {
      lines_.fail("is no line of a header");
    }
  }

  [[noreturn]] void cut_off() const { throw InputError(fmt::format("{}: is cut off", name_)); }

  template <class Number>
  double binary() {
    const std::optional<Number> number = bytes_->next<Number>();
    if (!number) cut_off();
    return static_cast<double>(*number);
  }

  //! A word in a text is a mistake, unless whoever asks counts them.
  double number_of(std::string_view type, std::size_t* words_lost = nullptr) {
    if (format_ == "ascii") {
      if (next_word_ >= words_.size()) lines_.fail("a number is missing");
      const std::string_view word = words_[next_word_++];
      const std::optional<double> number = to_number(word);
      if (number) return *number;
      if (words_lost == nullptr) lines_.fail("is not a row of numbers");
      *words_lost += is_nothing(word) ? 0U : 1U;
      return std::numeric_limits<double>::quiet_NaN();
    }
    if (type == "float" || type == "float32") return binary<float>();
    if (type == "double" || type == "float64") return binary<double>();
    if (type == "char" || type == "int8") return binary<std::int8_t>();
    if (type == "uchar" || type == "uint8") return binary<std::uint8_t>();
    if (type == "short" || type == "int16") return binary<std::int16_t>();
    if (type == "ushort" || type == "uint16") return binary<std::uint16_t>();
    if (type == "int" || type == "int32") return binary<std::int32_t>();
    if (type == "uint" || type == "uint32") return binary<std::uint32_t>();
    throw InputError(fmt::format("{}: has the type '{}', which is not known", name_, printable(type)));
  }

  void begin_row() {
    if (format_ != "ascii") return;
    std::string_view line;
    do {
      if (!lines_.next(line)) cut_off();
    } while (stripped(line).empty());
    words_ = words_of(line);
    next_word_ = 0;
  }

  void read_element(const Element& element) {
    const bool is_vertex = element.name == "vertex";
    const bool is_face = element.name == "face";
    std::vector<std::vector<double>> columns(element.properties.size());
    std::vector<std::size_t> words(element.properties.size(), 0);
    if (is_vertex) vertex_ = &element;
    if (!is_vertex && !is_face && element.count > 0) unread_.push_back(counted(element.count, element.name));
    if (element.properties.empty()) return;
    for (std::uint64_t row = 0; row < element.count; ++row) {
      begin_row();
      for (std::size_t p = 0; p < element.properties.size(); ++p) {
        const Property& property = element.properties[p];
        if (property.count_type.empty()) {
          const bool is_value = is_face || (is_vertex && property.name != "x" && property.name != "y" && property.name != "z");
          const double number = number_of(property.type, is_value ? &words[p] : nullptr);
          if (is_vertex || is_face) columns[p].push_back(number);
        } else {
          read_list(element, property, row);
        }
      }
    }
    for (std::size_t p = 0; p < words.size(); ++p) lose_words(import_, name_, element.properties[p].name, words[p], element.count);
    if (is_vertex) columns_ = std::move(columns);
    if (is_face) keep_face_arrays(element, columns);
  }

  static bool is_look(std::string_view property) {
    constexpr std::array<std::string_view, 21> kLook{
        "nx", "ny", "nz", "red", "green", "blue", "alpha", "diffuse_red", "diffuse_green", "diffuse_blue", "diffuse_alpha",
        "r",  "g",  "b",  "u",   "v",     "s",    "t",     "flags",       "texture_u",     "texture_v"};
    return std::find(kLook.begin(), kLook.end(), property) != kLook.end();
  }

  void keep_face_arrays(const Element& element, std::vector<std::vector<double>>& columns) {
    for (std::size_t p = 0; p < columns.size(); ++p) {
      const Property& property = element.properties[p];
      if (columns[p].empty()) continue;
      if (is_look(property.name)) {
        unread_.push_back(property.name + " of faces");
      } else {
        face_arrays_.push_back({property.name, "", {columns[p].begin(), columns[p].end()}});
      }
    }
  }

  void tell_unread() {
    std::string names;
    for (const std::string& part : unread_) names += (names.empty() ? "" : ", ") + printable(part);
    if (!names.empty()) import_.note(NoteKind::kDropped, "{}: {}: no part of a map", name_, names);
  }

  void read_list(const Element& element, const Property& property, std::uint64_t row) {
    const double count = number_of(property.count_type);
    if (!(count >= 0 && count <= 1000)) throw InputError(fmt::format("{}: a face has {} corners", name_, count));
    std::vector<std::int32_t> corners;
    for (int c = 0; c < static_cast<int>(count); ++c) {
      const double index = number_of(property.type);
      corners.push_back(index >= 0 && index < 2147483647.0 ? static_cast<std::int32_t>(index) : -1);
    }
    if (element.name == "face" && (property.name == "vertex_indices" || property.name == "vertex_index")) {
      add_fan(corners, import_.map.surface.triangles);
      face_of_triangle_.resize(import_.map.surface.triangles.size(), static_cast<std::int32_t>(row));
    } else if (row == 0 && !known_name(property.name).field.empty()) {
      import_.lost(NoteKind::kDropped, "{}: {} of each {} is a list of numbers, and no number; it is not read", name_,
                   printable(property.name), printable(element.name));
    } else if (row == 0 && (element.name == "face" || element.name == "vertex")) {
      unread_.push_back(property.name);
    }
  }

  void add_columns() {
    std::array<const std::vector<double>*, 3> places{};
    for (std::size_t p = 0; p < columns_.size(); ++p) {
      const std::string& property = vertex_->properties[p].name;
      if (property == "x") places[0] = &columns_[p];
      if (property == "y") places[1] = &columns_[p];
      if (property == "z") places[2] = &columns_[p];
    }
    if (places[0] == nullptr || places[1] == nullptr || places[2] == nullptr)
      throw InputError(fmt::format("{}: vertices have no x, y and z", name_));
    for (std::size_t v = 0; v < places[0]->size(); ++v)
      import_.map.surface.vertices.push_back({(*places[0])[v], (*places[1])[v], (*places[2])[v]});
    std::vector<std::string> names;
    for (std::size_t p = 0; p < columns_.size(); ++p) {
      const std::string& property = vertex_->properties[p].name;
      if (columns_[p].empty() || property == "x" || property == "y" || property == "z") continue;
      if (is_look(property)) {
        unread_.push_back(property);
        continue;
      }
      add_mesh_array(request_, import_, {property, "", 1, Origin::kMappingSystem, {}, {columns_[p].begin(), columns_[p].end()}});
      names.push_back(property);
    }
    assume_measured(import_, name_, names);
  }

  std::string_view text_;
  Lines lines_;
  const std::string& name_;
  const ImportRequest& request_;
  const ReadLimits& limits_;
  Import& import_;
  std::string_view format_;
  std::string_view body_;
  std::unique_ptr<ByteReader> bytes_;
  std::vector<Element> elements_;
  const Element* vertex_ = nullptr;
  std::vector<std::vector<double>> columns_;
  std::vector<CellArray> face_arrays_;
  std::vector<std::int32_t> face_of_triangle_;
  std::vector<std::string> unread_;
  std::vector<std::string_view> words_;
  std::size_t next_word_ = 0;
};

bool recognizes(SourceFiles& files) { return is_lone_file(files, ".ply"); }

Import read(SourceFiles& files, const ImportRequest& request) {
  Import import;
  import.report.format = "PLY";
  const SourceFile& file = files.files().front();
  const std::vector<std::byte> bytes = files.read(file);
  PlyReader(as_text(bytes), std::string(base_name(file.name)), request, import).read();
  return import;
}

}  // namespace

const Importer kPlyImporter{"PLY", recognizes, nullptr, read};

}  // namespace viamyo
