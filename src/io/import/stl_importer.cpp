// STL, text or binary: triangles without shared corners, which are joined where they are the same.
#include "byte_reader.h"
#include "import_tools.h"
#include "mesh_files.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

constexpr std::size_t kHeadBytes = 84;
constexpr std::size_t kFacetBytes = 50;

std::size_t whole_size(std::span<const std::byte> bytes) {
  const std::uint32_t count = ByteReader(bytes.subspan(80), false).next<std::uint32_t>().value_or(0);
  return kHeadBytes + std::size_t{count} * kFacetBytes;
}

bool begins_as_text(std::string_view text) {
  const std::string_view head = stripped(text.substr(0, kHeadBytes));
  return head.size() >= 5 && same_letters(head.substr(0, 5), "solid");
}

// A text may be called "solid", and so may a binary file: the length tells. Some programs leave bytes behind the last facet; a text has letters alone.
bool is_binary(std::span<const std::byte> bytes) {
  if (bytes.size() < kHeadBytes) return false;
  const std::size_t size = whole_size(bytes);
  if (bytes.size() == size) return true;
  const std::string_view text = as_text(bytes);
  const bool has_zeros = text.substr(0, 4096).find('\0') != std::string_view::npos;
  return bytes.size() > size && size > kHeadBytes && (has_zeros || !begins_as_text(text));
}

void add_corner(Surface& surface, const Vec3& corner) {
  surface.vertices.push_back(corner);
  const auto count = static_cast<std::int32_t>(surface.vertices.size());
  if (count % 3 == 0) surface.triangles.push_back({count - 3, count - 2, count - 1});
}

void read_binary(std::span<const std::byte> bytes, const std::string& name, const ReadLimits& limits, Surface& surface) {
  ByteReader reader(bytes.subspan(80), false);
  const std::uint32_t count = reader.next<std::uint32_t>().value_or(0);
  check_count(name, "triangles", count, limits.triangles);
  for (std::uint32_t f = 0; f < count; ++f) {
    for (int n = 0; n < 3; ++n) static_cast<void>(reader.next<float>());  // the normal
    for (int c = 0; c < 3; ++c) {
      const float x = reader.next<float>().value_or(0);
      const float y = reader.next<float>().value_or(0);
      const float z = reader.next<float>().value_or(0);
      add_corner(surface, {x, y, z});
    }
    static_cast<void>(reader.next<std::uint16_t>());
  }
}

void read_text(std::string_view text, const std::string& name, const ReadLimits& limits, Surface& surface) {
  Lines lines(text, name);
  std::string_view line;
  do {
    if (!lines.next(line)) break;
  } while (stripped(line).empty());
  if (!begins_as_text(line)) lines.fail("is neither an STL text, which begins with solid, nor a whole binary STL");
  bool ended = false;
  while (lines.next(line)) {
    const std::string_view row = stripped(line);
    const auto begins = [&](std::string_view word) { return row.size() >= word.size() && same_letters(row.substr(0, word.size()), word); };
    ended = ended || begins("endsolid") || begins("end solid");
    if (!begins("vertex")) continue;
    std::vector<double> numbers;
    lines.numbers(row.substr(6), numbers);
    if (numbers.size() != 3) lines.fail("a vertex has three numbers");
    add_corner(surface, {numbers[0], numbers[1], numbers[2]});
    check_count(name, "triangles", surface.triangles.size(), limits.triangles);
  }
  if (!ended || surface.vertices.size() % 3 != 0) throw InputError(fmt::format("{}: is cut off", name));
}

bool recognizes(SourceFiles& files) { return is_lone_file(files, ".stl"); }

Import read(SourceFiles& files, const ImportRequest& request) {
  Import import;
  import.report.format = "STL";
  const SourceFile& file = files.files().front();
  const std::string name(base_name(file.name));
  const std::vector<std::byte> bytes = files.read(file);
  if (is_binary(bytes)) {
    read_binary(bytes, name, request.limits, import.map.surface);
    if (bytes.size() > whole_size(bytes))
      import.note(NoteKind::kFound, "{}: {} behind the last facet, not read", name, counted(bytes.size() - whole_size(bytes), "byte"));
  } else {
    read_text(as_text(bytes), name, request.limits, import.map.surface);
  }
  check_used_vertices(name, import.map.surface);
  const std::size_t corners = import.map.surface.vertices.size();
  merge_equal_vertices(import.map.surface);
  accept_mesh(name, request.limits, import);
  import.note(NoteKind::kConverted, "{} corners became {} vertices: the same place is one vertex", corners,
              import.map.surface.vertices.size());
  return import;
}

}  // namespace

const Importer kStlImporter{"STL", recognizes, nullptr, read};

}  // namespace viamyo
