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
  say "Installing $packages..."
  quietly $as_root apt-get update || say "The package lists could not be refreshed; trying those that are here."
  if ! quietly $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages; then
    say "These packages could not be installed: $packages"
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
