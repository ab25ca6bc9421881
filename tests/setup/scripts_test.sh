#!/bin/sh
# Every script of the repository can be read by the program that runs it: scripts_test.sh ROOT PYTHON
set -u
root=$1 python=$2 failures=0 read=0

read_by() {  # read_by SCRIPT PROGRAM...
  script=$1 read=$((read + 1))
  shift
  "$@" "$script" || failures=$((failures + 1))
}

cd "$root" || exit 1
for script in .ci/run $(find app core tests -name '*.sh'); do read_by "$script" sh -n; done
for script in $(find app core tests -name '*.py'); do
  read_by "$script" "$python" -c 'import ast, sys; ast.parse(open(sys.argv[1]).read(), sys.argv[1])'
done
[ "$read" -gt 20 ] || { echo "Only $read scripts were found in $root." && exit 1; }
exit "$failures"
