#!/bin/sh
# How the program is linked, as readelf sees it: hardened_test.sh PROGRAM
set -u
failures=0

expect() {  # expect WHAT OPTION PATTERN: a line of readelf
  readelf -W "$2" "$program" | grep -q -E -e "$3" || { printf '%s: no line of readelf %s is "%s"\n' "$1" "$2" "$3"; failures=$((failures + 1)); }
}

program=$1
expect "it may lie anywhere in memory" -h 'Type: +DYN'
expect "no stack is executed" -l 'GNU_STACK .* RW +0x'
expect "what is linked is read-only" -l 'GNU_RELRO'
expect "all of it is linked at the start" -d 'BIND_NOW|Flags:.*NOW'
exit "$failures"
