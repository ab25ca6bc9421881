#!/bin/sh
# Installs what is missing, builds the tests and runs them all, plain and then under the sanitizers. Arguments go to ctest: -R Sparse
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/app/setup.sh"

install "$root/app/packages.txt" "$root/tests/packages.txt"
for preset in debug asan; do
  build "$preset"
  ctest --test-dir "$root/build/$preset" --output-on-failure -j 2 "$@"
done
