# Sourced by the other scripts, from the root of the tree: configures and builds, only when something changed.

say() { printf 'viamyo: %s\n' "$*" >&2; }

# Everything that a build reads. A folder's own time changes when a file in it comes or goes.
build_inputs=(CMakeLists.txt CMakePresets.json cmake include src assets tests benchmarks shaders)

# is_built STAMP: true when that build began after the last change of any input, in this very place.
# The change time (ctime) is looked at, which copying with old times and renaming cannot fool.
is_built() {
  local stamp=$1 input inputs=()
  [[ -f $stamp && $(<"$stamp") == "$PWD" ]] || return 1
  for input in "${build_inputs[@]}"; do
    if [[ -e $input ]]; then inputs+=("$input"); fi
  done
  [[ -z $(find "${inputs[@]}" -name __pycache__ -prune -o -cnewer "$stamp" -print -quit) ]]
}

# can_be_built_in PATH: CMake and ninja write the path into files of theirs where these characters mean something else, and fail half-way. Blanks, single
# quotes, umlauts and all others are no trouble.
can_be_built_in() {
  if [[ $1 != *[\"\\\;\#\|\<\>]* && $1 != *'${'* ]]; then return 0; fi
  say "CMake cannot build below a folder with one of these in its name: \" \\ ; # | < > \${ -- move the tree to another place than $1"
  return 1
}

# build PRESET NAME [TARGET...]: builds the targets (all without any) in build/PRESET. NAME tells one set of targets from another.
build() {
  local preset=$1 name=$2 folder=build/$1
  local stamp=$folder/.built-$name
  shift 2
  if is_built "$stamp"; then return 0; fi
  can_be_built_in "$PWD" || return 1

  # A tree that was moved, or copied with its build folder: CMake would go on building the old place.
  if [[ -f $folder/CMakeCache.txt ]] && ! grep --quiet --fixed-strings --line-regexp "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "$folder/CMakeCache.txt"; then
    rm -rf "$folder"
  fi
  mkdir -p "$folder"
  (
    flock 9  # one build at a time in one folder
    printf '%s' "$PWD" >"$stamp.new"  # its time is when the build began: what changes meanwhile is built the next time
    say "building ($preset)"
    quietly "$folder/configure.log" cmake --preset "$preset" || exit 1
    with_progress "$folder/build.log" cmake --build "$folder" ${1:+--target "$@"} || exit 1
    mv "$stamp.new" "$stamp"
  ) 9>"$folder/.lock"
}

# with_progress LOG COMMAND...: as quietly, for a build by Ninja: how many steps are done and how long the rest takes, on a terminal in one line that
# changes, else every half minute.
with_progress() {
  local log=$1 code=0
  shift
  if [[ -n ${VIAMYO_VERBOSE:-} ]]; then "$@" >&2; return; fi
  NINJA_STATUS='[%f/%t] ' "$@" 2>&1 | tee "$log" | show_progress || code=1
  if [[ $code -ne 0 ]]; then
    tail -n 60 "$log" >&2
    say "this failed: $* (the whole output: $log)"
  fi
  return "$code"
}

show_progress() {
  local line began=$SECONDS last=$SECONDS text
  while IFS= read -r line; do
    if [[ ! $line =~ ^\[([0-9]+)/([0-9]+)\] ]]; then continue; fi
    local finished=${BASH_REMATCH[1]} steps=${BASH_REMATCH[2]} elapsed=$((SECONDS - began))
    if [[ $elapsed -lt 5 || $finished -eq 0 ]]; then continue; fi
    text="$finished of $steps steps, about $(((elapsed * (steps - finished) / finished + 59) / 60)) min left"
    if [[ -t 2 ]]; then
      printf '\rviamyo: %s\033[K' "$text" >&2
    elif [[ $((SECONDS - last)) -ge 30 ]]; then
      last=$SECONDS
      say "$text"
    fi
  done
  if [[ -t 2 && -n ${text:-} ]]; then printf '\r\033[K' >&2; fi
}

# quietly LOG COMMAND...: shows the command's output only when it fails; LOG keeps it. With VIAMYO_VERBOSE set, shows it always.
quietly() {
  local log=$1
  shift
  if [[ -n ${VIAMYO_VERBOSE:-} ]]; then
    "$@" >&2
  elif ! "$@" >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    say "this failed: $* (the whole output: $log)"
    return 1
  fi
}
