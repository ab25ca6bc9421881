#!/bin/sh
# Installs what is missing, builds the benchmarks and runs them all. Arguments go to Google Benchmark: --benchmark_filter=Matrix
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd -P)
. "$root/app/setup.sh"

install "$root/app/packages.txt" "$root/tests/packages.txt" "$root/tests/bench/packages.txt"
build bench bench
build bench deconvlab
/usr/bin/python3 "$root/tests/bench/first_frame.py" "$root/build/bench/app/deconvlab"
/usr/bin/python3 "$root/tests/bench/films.py" "$root/build/bench/app/deconvlab"
exec "$root/build/bench/tests/bench/bench" --benchmark_counters_tabular=true "$@"
