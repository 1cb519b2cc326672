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

// A text may be called "solid", and so may a binary file: the length tells.
bool is_binary(std::span<const std::byte> bytes) {
  if (bytes.size() < kHeadBytes) return false;
  const std::uint32_t count = ByteReader(bytes.subspan(80), false).next<std::uint32_t>().value_or(0);
  return bytes.size() == kHeadBytes + std::size_t{count} * kFacetBytes;
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
  if (!lines.next(line) || !stripped(line).starts_with("solid"))
    lines.fail("is neither an STL text, which begins with solid, nor a whole binary STL");
  bool ended = false;
  while (lines.next(line)) {
    const std::string_view row = stripped(line);
    ended = ended || row.starts_with("endsolid");
    if (!row.starts_with("vertex")) continue;
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
  if (is_binary(bytes))
    read_binary(bytes, name, request.limits, import.map.surface);
  else
    read_text(as_text(bytes), name, request.limits, import.map.surface);
  for (const Vec3& p : import.map.surface.vertices) {
    if (!is_finite(p)) throw InputError(fmt::format("{}: a vertex is not finite", name));
  }
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
