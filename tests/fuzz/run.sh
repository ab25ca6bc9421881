#!/bin/sh
# Installs what is missing, builds the fuzzers and runs each for some time (seconds, 60 unless told): sh tests/fuzz/run.sh 600 npy csv
# What they find lies in build/fuzz/found: once mended, it belongs into tests/fuzz/corpus.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd -P)
. "$root/app/setup.sh"

install "$root/app/packages.txt" "$root/tests/packages.txt" "$root/tests/fuzz/packages.txt"
build fuzz fuzzers
seconds=${1:-60}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- npy npz csv json picture link layers chain
mkdir -p "$root/build/fuzz/found"
for name in "$@"; do
  mkdir -p "$root/build/fuzz/corpus/$name"
  "$root/build/fuzz/tests/fuzz/fuzz_$name" -max_total_time="$seconds" -rss_limit_mb=4096 -malloc_limit_mb=2048 -timeout=10 -max_len=65536 \
    -artifact_prefix="$root/build/fuzz/found/$name-" -print_final_stats=1 "$root/build/fuzz/corpus/$name" "$root/tests/fuzz/corpus/$name"
done
