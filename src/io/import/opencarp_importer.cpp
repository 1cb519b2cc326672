// openCARP: points in .pts, triangles in .elem, one value per point in .dat.
#include <algorithm>
#include <limits>

#include "../value.h"
#include "cell_words.h"
#include "import_tools.h"
#include "importer.h"
#include "mesh_files.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

std::uint64_t read_count(Lines& lines, const std::string& name, std::string_view what, std::uint64_t most) {
  std::string_view line;
  const std::optional<long long> count = lines.next(line) ? to_integer(line) : std::nullopt;
  if (!count || *count < 0) lines.fail("the first line is the number of rows");
  check_count(name, what, static_cast<std::uint64_t>(*count), most);
  return static_cast<std::uint64_t>(*count);
}

void read_points(std::string_view text, const std::string& name, const ReadLimits& limits, Surface& surface) {
  Lines lines(text, name);
  const std::uint64_t count = read_count(lines, name, "vertices", limits.vertices);
  std::string_view line;
  std::vector<double> numbers;
  while (surface.vertices.size() < count) {
    if (!lines.next(line))
      lines.fail(fmt::format("{} points are promised and {} are there: it is cut off", count, surface.vertices.size()));
    lines.numbers(line, numbers);
    if (numbers.size() != 3) lines.fail("a point has three numbers");
    surface.vertices.push_back({numbers[0], numbers[1], numbers[2]});
  }
}

void read_elements(std::string_view text, const std::string& name, const ReadLimits& limits, Import& import) {
  Lines lines(text, name);
  const std::uint64_t count = read_count(lines, name, "triangles", limits.triangles);
  Surface& surface = import.map.surface;
  std::string_view line;
  std::size_t others = 0;
  for (std::uint64_t row = 0; row < count; ++row) {
    if (!lines.next(line)) lines.fail(fmt::format("{} elements are promised and {} are there: it is cut off", count, row));
    const std::vector<std::string_view> words = words_of(line);
    if (words.empty()) lines.fail("an element begins with its type");
    if (words[0] != "Tr") {
      ++others;
      continue;
    }
    Triangle triangle{};
    for (std::size_t c = 0; c < 3; ++c) {
      const std::optional<long long> index = c + 1 < words.size() ? to_integer(words[c + 1]) : std::nullopt;
      if (!index || *index < 0 || static_cast<std::size_t>(*index) >= surface.vertices.size())
        lines.fail(fmt::format("a corner names none of the {} points", surface.vertices.size()));
      triangle[c] = static_cast<std::int32_t>(*index);
    }
    surface.triangles.push_back(triangle);
  }
  if (surface.triangles.empty()) throw InputError(fmt::format("{}: has no triangles (Tr); of a volume mesh, export the surface", name));
  check_used_vertices(name, surface);
  if (others > 0) import.lost(NoteKind::kDropped, "{}: {} elements that are no triangles", name, others);
}

void read_values(std::string_view text, const std::string& name, const ImportRequest& request, Import& import) {
  Lines lines(text, name);
  std::string_view line;
  Field field{std::string(stem_of(name)), "", 1, Origin::kInterpolated, R"({"made_by":"openCARP"})"};
  std::size_t words = 0;
  bool has_rows = false;  // of a vector
  while (lines.next(line) && field.values.size() <= import.map.surface.vertices.size()) {
    if (stripped(line).empty()) continue;
    const std::vector<std::string_view> values = words_of(line);
    has_rows = has_rows || values.size() > 1;
    const std::optional<double> number = to_number(values.front());
    words += number || is_nothing(values.front()) ? 0U : 1U;
    field.values.push_back(number ? static_cast<float>(*number) : std::numeric_limits<float>::quiet_NaN());
  }
  if (!has_rows && field.values.size() == import.map.surface.vertices.size()) {
    lose_words(import, name, field.name, words, field.values.size());
    add_mesh_array(request, import, std::move(field));
  } else {
    import.lost(NoteKind::kDropped, "{}: does not hold one value for each of {} points", name, import.map.surface.vertices.size());
  }
}

const SourceFile* with_ending(const SourceFiles& files, std::string_view ending) {
  const auto found = std::find_if(files.files().begin(), files.files().end(), [&](const SourceFile& file) {
    return file.role == FileRole::kSource && lower_ending(file.name) == ending;
  });
  return found == files.files().end() ? nullptr : &*found;
}

bool recognizes(SourceFiles& files) { return with_ending(files, ".pts") != nullptr || with_ending(files, ".elem") != nullptr; }

Import read(SourceFiles& files, const ImportRequest& request) {
  const SourceFile* const points = with_ending(files, ".pts");
  if (points == nullptr) throw InputError("the .pts file with the points is missing beside the .elem file");
  const SourceFile* const elements = find_file(files, std::string(stem_of(points->name)) + ".elem");
  if (elements == nullptr) throw InputError(fmt::format("{}: the .elem file of the same name is missing", base_name(points->name)));
  Import import;
  import.report.format = "openCARP mesh";
  import.length_unit = "um";
  read_points(as_text(files.read(*points)), std::string(base_name(points->name)), request.limits, import.map.surface);
  read_elements(as_text(files.read(*elements)), std::string(base_name(elements->name)), request.limits, import);
  import.note(NoteKind::kRead, "{}: {} vertices and {} triangles", stem_of(points->name), import.map.surface.vertices.size(),
              import.map.surface.triangles.size());
  if (request.options.length_unit.empty())
    import.note(NoteKind::kAssumed, "coordinates: micrometres, as openCARP's are; some programs write mm: --units length=mm");
  import.note(NoteKind::kAssumed, "coordinate frame: unknown, because the format does not state one");
  for (const SourceFile& file : files.files()) {
    if (file.role != FileRole::kSource || lower_ending(file.name) != ".dat") continue;
    read_values(as_text(files.read(file)), std::string(base_name(file.name)), request, import);
  }
  return import;
}

}  // namespace

const Importer kOpencarpImporter{"openCARP", recognizes, nullptr, read};

}  // namespace viamyo
