#!/usr/bin/python3
"""Fails when the source breaks docs/architecture.md: an #include against the arrows, a foreign type in a public header, a file or function too long."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60

# Every room, and the rooms whose headers it may include beside its own.
ARROWS = {
    "map": set(),
    "io": {"map"},
    "analysis": {"map"},
    "phantom": {"map", "analysis"},
    "review": {"map", "analysis"},
    "study": {"map", "io", "analysis", "review"},
    "display": {"map", "analysis", "review"},
    "report": {"map", "io", "analysis", "review", "study", "display"},
    "render": {"map", "analysis", "review", "display"},
    "viewer": {"map", "io", "analysis", "phantom", "review", "study", "display", "report", "render"},
    "cli": {"map", "io", "analysis", "phantom", "review", "study", "display", "report", "render", "viewer"},
}

# The room that each public header belongs to.
ROOM_OF_HEADER = {
    "analysed_map.h": "study",
    "analysis.h": "analysis",
    "bytes.h": "io",
    "clipping.h": "analysis",
    "deciding.h": "review",
    "decision_sheet.h": "report",
    "digest.h": "map",
    "electrograms.h": "analysis",
    "errors.h": "map",
    "explain.h": "analysis",
    "superseded_items.h": "review",
    "geodesics.h": "analysis",
    "help_texts.h": "display",
    "import.h": "io",
    "interpolation.h": "analysis",
    "kept_files.h": "review",
    "load_map.h": "io",
    "map.h": "map",
    "member_key.h": "review",
    "measures.h": "map",
    "native_document.h": "io",
    "native_file.h": "io",
    "phantom.h": "phantom",
    "point_quality.h": "analysis",
    "presets.h": "analysis",
    "reader_folder.h": "io",
    "report.h": "report",
    "result_fields.h": "map",
    "review_counts.h": "review",
    "review_history.h": "review",
    "standing_in.h": "review",
    "review_log.h": "review",
    "review_state.h": "review",
    "camera.h": "display",
    "offscreen.h": "render",
    "overlay.h": "display",
    "palette.h": "display",
    "patch_shape.h": "analysis",
    "picture.h": "render",
    "picture_options.h": "render",
    "scene.h": "render",
    "scene_state.h": "display",
    "theme.h": "display",
    "segments.h": "analysis",
    "settings.h": "analysis",
    "shortening.h": "analysis",
    "surface_export.h": "report",
    "task.h": "map",
    "team.h": "review",
    "team_names.h": "review",
    "text_file.h": "io",
    "tissue_class.h": "analysis",
    "topology.h": "map",
    "untold.h": "map",
    "validation.h": "map",
    "vec3.h": "map",
    "version.h": "map",
    "weld.h": "map",
}

# Libraries that a room may see. Whatever is not named here may be used anywhere in src/, and nowhere in include/.
GUARDED_LIBRARIES = {
    re.compile(r"^(hdf5|H5\w+|hdf5_hl)\.h$"): {"io"},
    re.compile(r"^(GL|EGL)/"): {"render", "viewer"},
    re.compile(r"^(GLFW/|imgui|backends/imgui)"): {"viewer"},
    re.compile(r"^vtk\w+\.h$"): {"io", "render", "cli"},  # of io the reader of its own alone
    re.compile(r"^CLI/"): {"cli"},
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
STANDARD_HEADER = re.compile(r"^[a-z_0-9]+$")


def strip_text(source):
    """The source with comments and literals blanked, line breaks kept, so that braces can be counted."""
    token = re.compile(
        r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Za-z_])\'(?:\\.|[^\'\\\n])+\'', re.DOTALL
    )
    return token.sub(lambda match: " " + "\n" * match.group().count("\n"), source)


def opens_function(head, before):
    """Whether a brace after the statement text `head` opens a function's body; `before` is the character in front of it."""
    if "(" not in head or before not in " \n":
        return False  # a_{1} of an initialiser list, an array, a type
    return not re.match(r"\s*(namespace|class|struct|union|enum|extern)\b", head) and "=" not in re.sub(r"\(.*\)|operator\W+", "", head, flags=re.DOTALL)


def functions(source):
    """(first line, number of lines, head) of each function that stands in a namespace or type."""
    text = strip_text(source)
    scopes, start, found = [], 0, []
    for position, letter in enumerate(text):
        inside_function = any(kind == "function" for kind, _ in scopes)
        if letter == "{":
            head = text[start:position]
            kind = "initialiser"
            if opens_function(head, text[position - 1 : position]):
                kind = "function"
            elif re.search(r"\b(namespace|class|struct|union|enum|extern)\b", head) and "=" not in head:
                kind = "scope"
            first = text.count("\n", 0, start + len(head) - len(head.lstrip())) + 1
            scopes.append((kind if not inside_function else "block", (first, " ".join(head.split()))))
            if kind != "initialiser" or inside_function:
                start = position + 1
        elif letter == "}" and scopes:
            kind, (first, head) = scopes.pop()
            if kind == "function":
                found.append((first, text.count("\n", 0, position) + 2 - first, head))
            if kind != "initialiser":
                start = position + 1
        elif letter in ";#" and not inside_function:
            # A preprocessor line is no part of the next statement.
            start = text.find("\n", position) if letter == "#" else position + 1
    return found


def types(source):
    """Qualified names of the types that the source defines where other files could see them: not in an unnamed namespace, not in a function."""
    text = strip_text(source)
    scopes, start, found = [], 0, []
    for position, letter in enumerate(text):
        if letter == "{":
            head = " ".join(text[start:position].split())
            namespace = re.search(r"\bnamespace\b\s*([\w:]*)$", head)
            kind = re.search(r"\b(?:class|struct|union|enum(?: class| struct)?)\s+(?:\[\[.*?\]\]\s*)?([\w:]+)(?: final)?(?: ?: ?[^:].*)?$", head)
            if namespace:
                scopes.append(namespace.group(1))
            elif kind and "(" not in head.split(kind.group(0))[0] and "=" not in head:
                scopes.append(kind.group(1))
                if all(scopes):
                    found.append("::".join(scopes))
            else:
                scopes.append("")  # a function, a lambda, an initialiser: what stands in it has no name outside
            start = position + 1
        elif letter == "}" and scopes:
            scopes.pop()
            start = position + 1
        elif letter in ";#":
            alias = re.match(r"\s*using (\w+) =", text[start:position])
            if alias and all(scopes):
                found.append("::".join([*scopes, alias.group(1)]))
            start = text.find("\n", position) if letter == "#" else position + 1
    return found


def check_types(paths):
    """Two types of one name in one namespace: where both are linked, one takes the other's functions, and no compiler tells."""
    homes = {}
    for path in paths:
        for name in types(path.read_text()):
            homes.setdefault(name, set()).add(str(path.relative_to(ROOT)))
    for name, files in sorted(homes.items()):
        if len(files) > 1:
            yield f"{name} is defined in {' and in '.join(sorted(files))}"


def room_of_include(name, quoted, path):
    """The room that an include points to, or None when it is no header of ours."""
    if name.startswith("viamyo/"):
        return ROOM_OF_HEADER.get(name.removeprefix("viamyo/"), "unknown")
    for base in (path.parent, ROOT / "src") if quoted else ():
        target = (base / name).resolve()
        if target.is_file() and (ROOT / "src") in target.parents:
            return target.relative_to(ROOT / "src").parts[0]
    return None


def check_includes(path, room):
    allowed = ARROWS[room] | {room}
    for mark, name in INCLUDE.findall(path.read_text()):
        target = room_of_include(name, mark == '"', path)
        if target is not None and target not in allowed:
            yield f'{path.relative_to(ROOT)}: src/{room} may not include "{name}" (room: {target})'
        for pattern, rooms in GUARDED_LIBRARIES.items():
            if pattern.match(name) and room not in rooms:
                yield f"{path.relative_to(ROOT)}: {name} is for {', '.join(sorted(rooms))} alone"


def check_public_header(path):
    room = ROOM_OF_HEADER.get(path.name)
    if room is None:
        yield f"{path.relative_to(ROOT)}: name its room in tests/check_architecture.py"
        return
    for home in (ROOT / "src").rglob(f"{path.stem}.cpp"):
        if home.parent.name != room:
            yield f"{path.relative_to(ROOT)}: belongs to {room}, but its source stands in {home.relative_to(ROOT)}"
    yield from check_includes(path, room)
    for _, name in INCLUDE.findall(path.read_text()):
        if not name.startswith("viamyo/") and not STANDARD_HEADER.match(name):
            yield f"{path.relative_to(ROOT)}: a public header knows the standard library and viamyo/ alone, not {name}"


def check_length(path):
    source = path.read_text()
    lines = source.count("\n")
    if lines > MAX_FILE_LINES:
        yield f"{path.relative_to(ROOT)}: {lines} lines, more than {MAX_FILE_LINES}"
    for first, length, head in functions(source):
        if length > MAX_FUNCTION_LINES:
            yield f"{path.relative_to(ROOT)}:{first}: {length} lines, more than {MAX_FUNCTION_LINES}: {head}"


def sources(folder):
    return sorted(path for path in (ROOT / folder).rglob("*") if path.suffix in (".h", ".cpp"))


def findings():
    for path in sources("include"):
        yield from check_public_header(path)
        yield from check_length(path)
    for path in sources("src"):
        room = path.relative_to(ROOT / "src").parts[0]
        if room not in ARROWS:
            yield f"{path.relative_to(ROOT)}: no room is called {room}"
            continue
        yield from check_includes(path, room)
        yield from check_length(path)
    yield from check_types(sources("include") + sources("src"))


def check_the_checker():
    """The function counter on shapes that it must see, so that a silent failure of it fails this test."""
    body = "\n".join(["  f();"] * 5)
    sample = (
        f"namespace n {{\nint f(int a) {{\n{body}\n}}\nS::S(int a) : a_{{a}}, b_(1) {{\n{body}\n}}\n"
        f"struct T {{\n  bool operator==(const T&) const = default;\n  int m() const noexcept {{\n{body}\n  }}\n  int x = 0;\n}};\n"
        f"const int k[] = {{1, 2}};\nconst auto g = []() {{ return 1; }};\ntemplate <typename X>\nauto h(X x = {{}}) -> int {{\n{body}\n}}\n}}\n"
    )
    lengths = [length for _, length, _ in functions(sample)]
    assert lengths == [7, 7, 7, 8], lengths
    two = "namespace v {\nclass A final : public B<int> {\n  struct In { int x; };\n};\nnamespace {\nstruct C { int y; };\n}\nenum class D : char { kE };\nvoid f() { struct G {}; }\nusing H = int;\n}"
    assert types(two) == ["v::A", "v::A::In", "v::D", "v::H"], types(two)
    assert any(length > 10 for path in sources("src") for _, length, _ in functions(path.read_text())), "no function found in src/"


def main():
    check_the_checker()
    wrong = list(findings())
    print("\n".join(wrong) if wrong else f"{len(sources('src')) + len(sources('include'))} files keep to docs/architecture.md")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
