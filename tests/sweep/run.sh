#!/bin/sh
# Installs what is missing, builds the program and compares it with PyTorch and ONNX: sh tests/sweep/run.sh --count 20000 --seed 7 --device gpu
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd -P)
. "$root/app/setup.sh"

install "$root/app/packages.txt" "$root/tests/packages.txt" "$root/tests/sweep/packages.txt"
build debug deconvlab run_cases
exec /usr/bin/python3 "$root/tests/sweep/sweep.py" "$root/build/debug/app/deconvlab" "$root/build/debug/tests/run_cases" "$@"
