#!/bin/sh
# What app/setup.sh says where packages are missing: apt as it is here, without a network and with folders of its own, and a stand-in for it.
# The caller is taken for root.
set -u
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd -P)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0

expect() {  # expect WHAT FOUND WANTED: WANTED is a pattern of the shell
  case $2 in
    $3) ;;
    *) printf '%s: found "%s", wanted "%s"\n' "$1" "$2" "$3"; failures=$((failures + 1)) ;;
  esac
}

# try NAME: installs deconvlab-none with the tools of the folder NAME; leaves $status and $said.
try() {
  said=$(PATH="$folder/$1:$PATH" sh -euc '. "$0/app/setup.sh"; install "$1/list"; say done' "$root" "$folder" 2>&1)
  status=$?
}

# tool NAME COMMAND: a stand-in for the command, its text from standard input.
tool() {
  mkdir -p "$folder/$1"
  { printf '#!/bin/sh\n'; cat; } >"$folder/$1/$2"
  chmod +x "$folder/$1/$2"
}

printf 'deconvlab-none\n' >"$folder/list"
for name in real works refused cached; do printf 'echo 0\n' | tool "$name" id; done

mkdir -p "$folder/apt/lists/partial" "$folder/apt/cache/archives/partial" "$folder/apt/etc/apt.conf.d" "$folder/apt/etc/preferences.d"
: >"$folder/apt/status"
printf 'deb http://deb.invalid/debian stable main\n' >"$folder/apt/etc/sources.list"
cat >"$folder/apt.conf" <<END
Dir::State "$folder/apt";
Dir::State::lists "$folder/apt/lists";
Dir::State::status "$folder/apt/status";
Dir::Cache "$folder/apt/cache";
Dir::Etc "$folder/apt/etc";
Dir::Log "$folder/apt";
Acquire::http::Proxy "http://127.0.0.1:9";
END
export APT_CONFIG="$folder/apt.conf"
try real
expect "without a network: status" "$status" 2
expect "without a network: lines" "$(printf '%s\n' "$said" | wc -l)" 1
expect "without a network" "$said" "What is missing could not be installed (no package server can be reached); *apt-get install deconvlab-none*"
unset APT_CONFIG

tool works apt-get <<'END'
echo "Hit:1 http://deb.example/debian stable InRelease"
END
try works
expect "with a network: status" "$status" 0
expect "with a network" "$said" "Installing deconvlab-none...
done"

tool refused apt-get <<'END'
case "$*" in
  *update*) echo "Get:1 http://deb.example/debian stable InRelease" ;;
  *) echo "Reading package lists..."; echo "E: Unable to locate package deconvlab-none"; echo "E: more"; exit 100 ;;
esac
END
try refused
expect "an unknown package: status" "$status" 2
expect "an unknown package" "$said" "Installing deconvlab-none...
What is missing could not be installed (Unable to locate package deconvlab-none); *apt-get install deconvlab-none*"

tool cached apt-get <<'END'
case "$*" in
  *update*) echo "Err:1 http://deb.example/debian stable InRelease" ;;
  *--no-download*) ;;
  *) exit 100 ;;
esac
END
try cached
expect "packages that were downloaded before: status" "$status" 0
expect "packages that were downloaded before" "$said" "done"

[ "$failures" = 0 ]
