#!/bin/sh
# Installs what is missing, builds the fuzzers and runs each for some time (seconds, 60 unless told): sh tests/fuzz/run.sh 600 npy csv
# What they find lies in build/fuzz/found: once mended, it belongs into tests/fuzz/corpus.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd -P)
. "$root/app/setup.sh"

install "$root/app/packages.txt" "$root/tests/packages.txt" "$root/tests/fuzz/packages.txt"
build fuzz fuzzer
fuzzer="$root/build/fuzz/tests/fuzz/fuzzer"
seconds=${1:-60}
[ $# -eq 0 ] || shift
mkdir -p "$root/build/fuzz/found"
"$fuzzer" --targets >"$root/build/fuzz/targets"
failed=
while read -r name corpus; do
  case " ${*:-$name} " in *" $name "*) ;; *) continue ;; esac
  mkdir -p "$root/build/fuzz/corpus/$name"
  "$fuzzer" --target="$name" -max_total_time="$seconds" -rss_limit_mb=4096 -malloc_limit_mb=2048 -timeout=10 -max_len=65536 \
    -artifact_prefix="$root/build/fuzz/found/$name-" -print_final_stats=1 "$root/build/fuzz/corpus/$name" "$root/tests/fuzz/corpus/$corpus" \
    </dev/null || failed="$failed $name"
done <"$root/build/fuzz/targets"
[ -z "$failed" ] || {
  say "Something was found in:$failed"
  exit 1
}
