#!/bin/sh
# Installs what is missing, builds the program where needed and starts it with the arguments given.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/app/setup.sh"

install "$root/app/packages.txt"
build release deconvlab
program=$root/build/release/app/deconvlab

if [ $# -eq 0 ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  written=$("$program" demo -o deconvlab-demo)
  printf '%s\n' "$written" | paste -s -d ' ' -
  say "No window was opened: there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)."
else
  exec "$program" "$@"
fi
