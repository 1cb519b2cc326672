# Sourced by scripts/test: the cases that ctest saw failing, for the very end of the output, which is what people read.

failed_cases=()

# forget_failed_cases BUILD_FOLDER: before a run, so that cases of an earlier one are not told.
forget_failed_cases() { rm -f "$1/Testing/Temporary/LastTestsFailed.log"; }

# keep_failed_cases BUILD_FOLDER: ctest writes "NUMBER:NAME" for each; nothing where it ended before any case ran.
keep_failed_cases() {
  local log=$1/Testing/Temporary/LastTestsFailed.log line
  if [[ ! -f $log ]]; then return 0; fi
  while IFS= read -r line || [[ -n $line ]]; do
    if [[ -n $line ]]; then failed_cases+=("${1##*/}: ${line#*:}"); fi
  done <"$log"
}

# tell_failed_cases: one line for each, with the build it failed in.
tell_failed_cases() {
  if [[ ${#failed_cases[@]} -gt 0 ]]; then printf 'failed case  %s\n' "${failed_cases[@]}"; fi
}
