# Functions of app/run.sh and tests/run.sh: packages and builds. Needs $root, the folder of the project.
# All messages go to standard error: standard output is the program's.

say() { printf '%s\n' "$*" >&2; }

# quietly COMMAND...: its output is shown only when it fails.
quietly() {
  log=$(mktemp)
  if "$@" >"$log" 2>&1 </dev/null; then
    rm -f "$log"
  else
    status=$?
    cat "$log" >&2
    rm -f "$log"
    return "$status"
  fi
}

# missing LIST...: the packages of the lists that are not installed.
missing() {
  wanted=$(sed 's/#.*//' "$@")
  installed=" $(dpkg-query -W -f '${Package}:${db:Status-Status} ' $wanted 2>/dev/null || true) "
  for package in $wanted; do
    case $installed in
      *" $package:installed "*) ;;
      *) printf '%s ' "$package" ;;
    esac
  done
}

# with_apt LOG ARGUMENT...: apt-get as root, soon at its end where nobody answers; what it says goes to the file LOG.
with_apt() {
  apt_log=$1
  shift
  $as_root env LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=0 -o Acquire::http::Timeout=5 \
    -o Acquire::https::Timeout=5 "$@" >"$apt_log" 2>&1 </dev/null
}

# get PACKAGE...: installs them; else false, and $why is apt's own reason. Without a network there is only what was downloaded before.
get() {
  log=$(mktemp)
  offline=
  with_apt "$log" update || true
  grep -Eq '^(Hit|Get):' "$log" || offline=--no-download
  [ -n "$offline" ] || say "Installing $*..."
  why=
  if ! with_apt "$log" install -y --no-install-recommends $offline "$@"; then
    why=$(sed -n 's/^E: //p' "$log" | head -n 1)
    why=${why:-apt-get failed}
    [ -z "$offline" ] || why="no package server can be reached"
  fi
  rm -f "$log"
  [ -z "$why" ]
}

# install LIST...: what is missing of the lists. Elsewhere than on Debian and its kin CMake says what it does not find.
install() {
  command -v dpkg-query >/dev/null || return 0
  packages=$(missing "$@")
  [ -n "$packages" ] || return 0
  as_root=
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
      say "Only root can install what is missing; run as root: apt-get install $packages"
      exit 2
    fi
    as_root=sudo
  fi
  if ! get $packages; then
    say "What is missing could not be installed ($why); once that is mended, start this again, or run as root: apt-get install $packages"
    exit 2
  fi
}

# build PRESET [TARGET...]: configures where needed, and builds what changed.
build() {
  folder=$root/build/$1
  if [ ! -f "$folder/build.ninja" ] || ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
    say "Building $1 for the first time: this takes a few minutes..."
    rm -rf "$folder"
    (cd "$root" && quietly cmake --preset "$1") || exit
  fi
  shift
  quietly ninja -C "$folder" "$@" || exit
}
