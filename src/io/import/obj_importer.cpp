// Wavefront OBJ: vertices and faces; everything about looks is left behind.
#include <set>

#include "import_tools.h"
#include "mesh_files.h"
#include "text_scan.h"
#include "viamyo/errors.h"

namespace viamyo {

namespace {

void read_vertex(const Lines& lines, std::string_view rest, Surface& surface) {
  std::vector<double> numbers;
  lines.numbers(rest, numbers);
  if (numbers.size() < 3) lines.fail("a vertex has three numbers");
  surface.vertices.push_back({numbers[0], numbers[1], numbers[2]});
}

// "f 1/2/3 4//5 -1": the vertex stands first; negative ones count from the last vertex back.
void read_face(const Lines& lines, std::string_view rest, Surface& surface) {
  std::vector<std::int32_t> corners;
  for (const std::string_view word : words_of(rest)) {
    const std::optional<long long> index = to_integer(word.substr(0, word.find('/')));
    const auto vertices = static_cast<long long>(surface.vertices.size());
    const long long place = index.value_or(0) < 0 ? vertices + index.value_or(0) : index.value_or(0) - 1;
    if (!index || *index == 0 || place < 0 || place >= 2147483647LL) lines.fail("a corner names no vertex");
    corners.push_back(static_cast<std::int32_t>(place));
  }
  if (corners.size() < 3) lines.fail("a face has at least three corners");
  add_fan(corners, surface.triangles);
}

// A line that ends in a backslash goes on in the next.
bool next_whole(Lines& lines, std::string& whole) {
  std::string_view line;
  if (!lines.next(line)) return false;
  whole = line;
  while (stripped(whole).ends_with('\\')) {
    whole.resize(whole.rfind('\\'));
    if (!lines.next(line)) break;
    whole += ' ';
    whole += line;
  }
  return true;
}

// Points, lines, curves and surfaces, of which a map has none; all other keywords are about looks and names.
bool is_shape(std::string_view keyword) {
  return keyword == "p" || keyword == "l" || keyword == "curv" || keyword == "curv2" || keyword == "surf";
}

bool recognizes(SourceFiles& files) { return is_lone_file(files, ".obj"); }

Import read(SourceFiles& files, const ImportRequest& request) {
  Import import;
  import.report.format = "Wavefront OBJ";
  const SourceFile& file = files.files().front();
  const std::string name(base_name(file.name));
  const std::vector<std::byte> bytes = files.read(file);
  Lines lines(as_text(bytes), name);
  std::string whole;
  Surface& surface = import.map.surface;
  std::set<std::string> unread;
  while (next_whole(lines, whole)) {
    const std::vector<std::string_view> words = words_of(whole);
    if (words.empty() || words[0].starts_with('#')) continue;
    const std::string_view rest = stripped(whole).substr(words[0].size());
    if (words[0] == "v")
      read_vertex(lines, rest, surface);
    else if (words[0] == "f")
      read_face(lines, rest, surface);
    else if (is_shape(words[0]))
      unread.emplace(words[0]);
    check_count(name, "triangles", surface.triangles.size(), request.limits.triangles);
  }
  for (const std::string& kind : unread)
    import.lost(NoteKind::kDropped, "{}: elements '{}': faces of straight edges alone are read", name, kind);
  accept_mesh(name, request.limits, import);
  return import;
}

}  // namespace

const Importer kObjImporter{"OBJ", recognizes, nullptr, read};

}  // namespace viamyo
