#!/bin/sh
# Runs the trials that are too long for tests/run.sh, all of them or those named, and writes their figures into the table of tests/README.md:
# sh tests/reliability/run.sh [mutation kills quiet soak monkey-asan monkey-tsan monkey-release fuzz platforms]
# DECONVLAB_MUTANTS, DECONVLAB_KILLS, DECONVLAB_SOAK_MINUTES, DECONVLAB_EVENTS and DECONVLAB_FUZZ_SECONDS make them shorter. Debian's bare
# releases are tried only where platforms is named: that needs root.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd -P)
. "$root/app/setup.sh"
here=$root/tests/reliability
kept=$root/build/reliability
python=/usr/bin/python3

program() {
  build release deconvlab
  echo "$root/build/release/app/deconvlab"
}

# monkey PRESET: the tests' own monkey, built so.
monkey() {
  build "$1" app_tests
  "$python" "$root/tests/monkey.py" "$root/build/$1/tests/app_tests" --events "${DECONVLAB_EVENTS:-200000}" --seed 1
}

# trial NAME: its last line is its figure.
trial() {
  case $1 in
    mutation) build debug && "$python" "$here/mutate.py" "$root/build/debug" --mutants "${DECONVLAB_MUTANTS:-300}" ;;
    kills) "$python" "$here/kills.py" "$(program)" --kills "${DECONVLAB_KILLS:-400}" ;;
    quiet) "$python" "$here/quiet.py" "$(program)" ;;
    soak) "$python" "$here/soak.py" "$(program)" --minutes "${DECONVLAB_SOAK_MINUTES:-60}" ;;
    monkey-asan) ASAN_OPTIONS=intercept_tls_get_addr=0:detect_leaks=0 monkey asan ;;
    monkey-tsan) TSAN_OPTIONS=suppressions=$root/tests/tsan.txt G_SLICE=always-malloc monkey tsan ;;
    monkey-release) LD_PRELOAD=libc_malloc_debug.so.0 MALLOC_CHECK_=3 monkey bench ;;
    fuzz) sh "$root/tests/fuzz/run.sh" "${DECONVLAB_FUZZ_SECONDS:-600}" 2>&1 | "$python" "$here/executions.py" ;;
    platforms) sh "$root/tests/platforms.sh" ;;
    *) say "There is no trial named $1." && false ;;
  esac
}

# record NAME: runs it and keeps its row of the table; false where it failed.
record() {
  say "$1..."
  begin=$(date +%s) passed=yes
  (trial "$1") >"$kept/$1.log" 2>"$kept/$1.errors" || passed=  # a build that fails ends its own shell
  minutes=$((($(date +%s) - begin + 59) / 60))
  figure=$(tail -n 1 "$kept/$1.log")
  [ -n "$passed" ] || figure="**failed**: $figure (build/reliability/$1.errors says more)"
  echo "| $1 | $figure | $minutes min | $(date +%F) |" >"$kept/$1.row"
  say "$figure"
  [ -n "$passed" ]
}

install "$root/app/packages.txt" "$root/tests/packages.txt" "$here/packages.txt"
mkdir -p "$kept"
[ $# -gt 0 ] || set -- mutation kills quiet soak monkey-asan monkey-tsan monkey-release fuzz
failed=
for name in "$@"; do
  record "$name" || failed="$failed $name"
  "$python" "$here/table.py" "$kept" "$root/tests/README.md"
done
[ -z "$failed" ] || {
  say "Not passed:$failed"
  exit 1
}
