#!/bin/sh
# Every script of the repository can be read by the program that runs it: scripts_test.sh ROOT
set -u
root=$1 failures=0

for script in $(find "$root/app" "$root/core" "$root/tests" -name '*.sh' -o -name '*.py'); do
  case $script in
    *.sh) sh -n "$script" ;;
    *.py) /usr/bin/python3 -c 'import ast, sys; ast.parse(open(sys.argv[1]).read(), sys.argv[1])' "$script" ;;
  esac || failures=$((failures + 1))
done
exit "$failures"
