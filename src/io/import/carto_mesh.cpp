// CARTO 3's triangulated mesh: sections in brackets, rows "index = values".
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "../value.h"
#include "carto_files.h"
#include "cell_words.h"
#include "import_tools.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr double kDead = -1'000'000;  // group of what was replaced and is no part of the surface any more

struct ColorName {
  std::string_view carto;
  std::string_view field;
  std::string_view unit;
};
constexpr std::array kColorNames{ColorName{"Unipolar", field_name::kUnipolarVoltage, "mV"},
                                 ColorName{"Bipolar", field_name::kBipolarVoltage, "mV"},
                                 ColorName{"LAT", field_name::kLocalActivationTime, "ms"},
                                 ColorName{"Impedance", "Impedance", "ohm"},
                                 ColorName{"A1", "A1", "ms"},
                                 ColorName{"A2", "A2", "ms"},
                                 ColorName{"A2-A1", "A2-A1", "ms"},
                                 ColorName{"SCI", "SCI", "ms"},
                                 ColorName{"ICL", "ICL", ""},
                                 ColorName{"ACL", "ACL", "ms"},
                                 ColorName{"Force", "Force", "g"},
                                 ColorName{"Paso", "Paso", ""},
                                 ColorName{"\xC2\xB5"
                                           "Bi",
                                           "MicroBipolar", "mV"}};

class MeshReader {
 public:
  MeshReader(std::string_view text, const std::string& name, const ReadLimits& limits, Import& import)
      : lines_(text, name), name_(name), limits_(limits), import_(import) {}

  void read() {
    std::string_view line;
    if (!lines_.next(line) || !contains_letters(without_blanks(line), "TriangulatedMeshVersion2.0"))
      lines_.fail("a CARTO 3 mesh begins with #TriangulatedMeshVersion2.0");
    while (lines_.next(line)) read_line(stripped(line));
    finish();
  }

 private:
  static std::string without_blanks(std::string_view line) {
    std::string text;
    for (const std::string_view word : words_of(line)) text += word;
    return text;
  }

  void read_line(std::string_view line) {
    if (line.starts_with(';')) {
      if (section_ == "VerticesAttributesSection" && attribute_names_.empty()) attribute_names_ = names_in(line.substr(1));
    } else if (line.starts_with('[')) {
      section_ = line.substr(1, line.find(']') - 1);
      row_ = 0;
    } else if (!line.empty()) {
      const std::size_t sign = line.find('=');
      if (sign == std::string_view::npos) lines_.fail("a row has the form 'name = values'");
      read_row(stripped(line.substr(0, sign)), stripped(line.substr(sign + 1)));
    }
  }

  static std::vector<std::string> names_in(std::string_view text) {
    std::vector<std::string> names;
    for (const std::string_view word : words_of(text)) names.push_back(to_utf8(word));
    return names;
  }

  void read_row(std::string_view key, std::string_view value) {
    if (section_ == "GeneralAttributes") {
      read_general(key, value);
      return;
    }
    if (section_ != "VerticesSection" && section_ != "TrianglesSection" && section_ != "VerticesColorsSection" &&
        section_ != "VerticesAttributesSection")
      return;
    if (to_integer(key) != static_cast<long long>(row_)) lines_.fail(fmt::format("row {} of [{}] should stand here", row_, section_));
    ++row_;
    if (section_ == "VerticesColorsSection")
      read_values(value);
    else
      lines_.numbers(value, numbers_);
    if (section_ == "VerticesSection") read_vertex();
    if (section_ == "TrianglesSection") read_triangle();
    if (section_ == "VerticesColorsSection") read_columns(colors_, color_names_.size());
    if (section_ == "VerticesAttributesSection") read_columns(attributes_, 1);
  }

  // A word is no value at its vertex alone.
  void read_values(std::string_view row) {
    numbers_.clear();
    for (const std::string_view word : words_of(row)) {
      const std::optional<double> number = to_number(word);
      words_in_colors_ += number || is_nothing(word) ? 0U : 1U;
      numbers_.push_back(number.value_or(kCartoNothing));
    }
  }

  void read_general(std::string_view key, std::string_view value) {
    const auto count = [&](std::uint64_t most, std::string_view what) {
      const std::optional<long long> number = to_integer(value);
      if (!number || *number < 0) lines_.fail(fmt::format("{} is not a number", key));
      check_count(name_, what, static_cast<std::uint64_t>(*number), most);
      return static_cast<std::size_t>(*number);
    };
    if (key == "NumVertex") vertex_count_ = count(limits_.vertices, "vertices");
    if (key == "NumTriangle") triangle_count_ = count(limits_.triangles, "triangles");
    if (key == "NumVertexColors") color_count_ = count(1000, "colours");
    if (key == "ColorsNames") color_names_ = names_in(value);
    if (key == "Matrix") has_matrix_ = without_blanks(value) != "1000010000100001";
  }

  void need(std::size_t count) const {
    if (numbers_.size() < count) lines_.fail(fmt::format("has {} numbers; {} are needed", numbers_.size(), count));
  }

  void read_vertex() {
    need(3);
    if (row_ > vertex_count_) lines_.fail(fmt::format("there are more vertices than the {} that NumVertex says", vertex_count_));
    import_.map.surface.vertices.push_back({numbers_[0], numbers_[1], numbers_[2]});
    dead_vertex_.push_back(numbers_.size() >= 7 && numbers_[6] == kDead ? 1 : 0);
  }

  void read_triangle() {
    need(3);
    if (row_ > triangle_count_) lines_.fail(fmt::format("there are more triangles than the {} that NumTriangle says", triangle_count_));
    Triangle triangle{};
    for (std::size_t c = 0; c < 3; ++c) {
      const double index = numbers_[c];
      if (!(index >= 0 && index < static_cast<double>(vertex_count_)) || index != std::floor(index))
        lines_.fail(fmt::format("names vertex {}, and there are {}", index, vertex_count_));
      triangle[c] = static_cast<std::int32_t>(index);
    }
    const double group = numbers_.size() >= 7 ? numbers_[6] : 0;
    if (group == kDead) {
      ++dead_triangles_;
      return;
    }
    if (group < 0) ++transparent_triangles_;
    import_.map.surface.triangles.push_back(triangle);
  }

  // One more row of as many columns as the first row has.
  void read_columns(std::vector<std::vector<float>>& columns, std::size_t least) {
    need(least);
    if (row_ > vertex_count_) lines_.fail("there are more rows than vertices");
    if (columns.empty()) columns.resize(numbers_.size());
    if (numbers_.size() != columns.size())
      lines_.fail(fmt::format("has {} numbers; the rows before have {}", numbers_.size(), columns.size()));
    for (std::size_t c = 0; c < columns.size(); ++c) columns[c].push_back(carto_value(numbers_[c]));
  }

  void check_rows() const {
    const auto check = [&](std::string_view what, std::size_t held, std::size_t told) {
      if (held != told) throw InputError(fmt::format("{}: says {} {} and holds {}: it is cut off", name_, told, what, held));
    };
    check("vertices", import_.map.surface.vertices.size(), vertex_count_);
    check("triangles", import_.map.surface.triangles.size() + dead_triangles_, triangle_count_);
    if (!colors_.empty()) check("rows of colours", colors_[0].size(), vertex_count_);
    if (!attributes_.empty()) check("rows of attributes", attributes_[0].size(), vertex_count_);
  }

  void finish() {
    check_rows();
    check_used_vertices(name_, import_.map.surface);
    import_.length_unit = "mm";
    import_.voltage_unit = "mV";
    import_.note(NoteKind::kRead, "{}: {} vertices and {} triangles", name_, vertex_count_, triangle_count_);
    add_colors();
    add_attributes();
    if (has_matrix_) import_.note(NoteKind::kAssumed, "{}: the mesh has a matrix that is not the identity; it was not applied", name_);
    if (transparent_triangles_ > 0)
      import_.note(NoteKind::kRead, "{}: kept: {} that CARTO shows transparent (a valve, say)", name_,
                   counted(transparent_triangles_, "triangle"));
    drop_dead();
  }

  void add_colors() {
    if (colors_.empty() && color_count_ > 0) {
      import_.lost(NoteKind::kMissing, "{}: says {} values on each of {} vertices and holds none: it is cut off", name_, color_count_,
                   vertex_count_);
      return;
    }
    if (colors_.empty()) {
      import_.note(NoteKind::kMissing, "{}: the mesh was exported without values on its vertices", name_);
      return;
    }
    if (color_names_.empty()) {
      for (std::size_t c = 0; c < 4; ++c) color_names_.emplace_back(kColorNames.at(c).carto);
      import_.note(NoteKind::kAssumed, "{}: names no columns; the first four were taken in CARTO's order", name_);
    }
    split_last_name();
    lose_words(import_, name_, "[VerticesColorsSection]", words_in_colors_, colors_.size() * vertex_count_);
    for (std::size_t c = 0; c < colors_.size(); ++c) {
      const std::string name = c < color_names_.size() ? color_names_[c] : fmt::format("Column{}", c + 1);
      const auto known = std::find_if(kColorNames.begin(), kColorNames.end(), [&](const ColorName& k) { return k.carto == name; });
      Field field{name, "", 1, Origin::kMappingSystem, {}, std::move(colors_[c])};
      if (known != kColorNames.end()) {
        field.name = known->field;
        field.unit = known->unit;
      }
      const bool nameless = c >= color_names_.size();
      if (nameless && !has_values(&field))
        import_.note(NoteKind::kDropped, "{}: column {} has neither a name nor a value", name_, c + 1);
      else
        add_measured(import_, import_.map.surface.fields, std::move(field));
    }
  }

  // CARTO may write the names of the last two columns as one: A[B].
  void split_last_name() {
    if (color_names_.empty() || color_names_.size() + 1 != colors_.size()) return;
    const std::string both = color_names_.back();
    const std::size_t open = both.find('[');
    if (open == std::string::npos || open == 0 || !both.ends_with(']')) return;
    color_names_.back() = both.substr(0, open);
    color_names_.push_back(both.substr(open + 1, both.size() - open - 2));
  }

  void add_attributes() {
    for (std::size_t c = 0; c < attributes_.size() && c < attribute_names_.size(); ++c) {
      const bool marked = std::any_of(attributes_[c].begin(), attributes_[c].end(), [](float value) { return value != 0; });
      if (marked)
        add_measured(import_, import_.map.surface.fields,
                     {attribute_names_[c], "", 1, Origin::kMappingSystem, {}, std::move(attributes_[c])});
    }
  }

  void drop_dead() {
    if (dead_triangles_ > 0)
      import_.note(NoteKind::kDropped, "{}: {} that CARTO replaced (group -1000000), no part of its surface", name_,
                   counted(dead_triangles_, "triangle"));
    std::vector<std::uint8_t> keep = used_vertices(import_.map.surface);
    for (std::size_t v = 0; v < keep.size(); ++v) keep[v] = keep[v] != 0 || (dead_vertex_[v] == 0 && dead_triangles_ == 0) ? 1 : 0;
    const auto dropped = std::count(keep.begin(), keep.end(), 0);
    if (dropped == 0) return;
    import_.note(NoteKind::kDropped, "{}: {} that no triangle of the surface uses", name_,
                 counted(static_cast<std::uint64_t>(dropped), "vertex", "vertices"));
    keep_vertices(import_.map.surface, keep);
  }

  Lines lines_;
  const std::string& name_;
  const ReadLimits& limits_;
  Import& import_;
  std::string section_;
  std::size_t row_ = 0;
  std::vector<double> numbers_;
  std::size_t vertex_count_ = 0;
  std::size_t triangle_count_ = 0;
  std::size_t color_count_ = 0;
  std::size_t dead_triangles_ = 0;
  std::size_t transparent_triangles_ = 0;
  bool has_matrix_ = false;
  std::size_t words_in_colors_ = 0;
  std::vector<std::string> color_names_;
  std::vector<std::string> attribute_names_;
  std::vector<std::vector<float>> colors_;
  std::vector<std::vector<float>> attributes_;
  std::vector<std::uint8_t> dead_vertex_;
};

}  // namespace

void read_carto_mesh(std::string_view text, const std::string& name, const ReadLimits& limits, Import& import) {
  MeshReader(text, name, limits, import).read();
}

}  // namespace viamyo
