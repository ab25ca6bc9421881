#!/bin/sh
# Installs what is missing, builds the tests and runs them all, plain and then under the sanitizers. Arguments go to ctest: -R Sparse
# DECONVLAB_PRESETS names other presets than these two.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/app/setup.sh"

install "$root/app/packages.txt" "$root/tests/packages.txt"
# GCC's leak checker, up to 13, takes some threads' own memory for glibc 2.19's and then fails itself, now and then: it is told not to look.
export ASAN_OPTIONS="intercept_tls_get_addr=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}"
# What every page says at every size and in every language, and how much room it has there. Under AddressSanitizer
# that is a third of the time, and there each page is drawn, each exercise and lesson played by other tests.
sweeps='^(Room|Tags|Looks|Pages|Numbers|UnpoolStatements)\.|EverySentenceHasRoom|^Seeds/.*/1( |$)|^Lessons/.*/(zh|es)( |$)'
for preset in ${DECONVLAB_PRESETS:-debug asan}; do
  build "$preset"
  if [ "$preset" = asan ]; then without=$sweeps; else without=''; fi
  ctest --test-dir "$root/build/$preset" --output-on-failure -j 2 ${without:+-E "$without"} "$@"
done
