#!/bin/sh
# Installs what is missing, builds the tests and runs them all, plain and then under the sanitizers. Arguments go to ctest: -R Sparse
# DECONVLAB_PRESETS names other presets than these two.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/app/setup.sh"

install "$root/app/packages.txt" "$root/tests/packages.txt"
# GCC's leak checker, up to 13, takes some threads' own memory for glibc 2.19's and then fails itself, now and then: it is told not to look.
export ASAN_OPTIONS="intercept_tls_get_addr=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}"
for preset in ${DECONVLAB_PRESETS:-debug asan}; do
  build "$preset"
  ctest --test-dir "$root/build/$preset" --output-on-failure -j 2 "$@"
done
