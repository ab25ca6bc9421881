#!/bin/sh
# Tries the last commit on bare Debian releases, with both compilers: sh tests/platforms.sh [RELEASE...]  (bookworm and trixie unless told)
# Each release is a chroot that debootstrap makes once, of the mirror that apt uses here, in build/platforms or $DECONVLAB_PLATFORMS. In it run
# app/run.sh, which writes the demo, the debug half of tests/run.sh, and a release of each compiler with warnings as errors. Needs root.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/app/setup.sh"
folder=${DECONVLAB_PLATFORMS:-$root/build/platforms}

refuse() {
  say "$1"
  exit 2
}

# mirror: where apt gets Debian's main packages from.
mirror() {
  apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' 'Component: main' | head -n 1
}

# mount_system FOLDER: what a real machine has there; the terminals and the shared memory are the chroot's own.
mount_system() {
  mountpoint -q "$1/proc" || mount -t proc proc "$1/proc"
  mountpoint -q "$1/dev" || { mount --bind /dev "$1/dev" && mount --make-private "$1/dev"; }
  mountpoint -q "$1/dev/pts" || mount -t devpts -o newinstance,ptmxmode=666,gid=5,mode=620 devpts "$1/dev/pts"
  mountpoint -q "$1/dev/shm" || mount -t tmpfs -o mode=1777 tmpfs "$1/dev/shm"
}

unmount_all() {
  for release in $releases; do
    for inner in dev/shm dev/pts dev proc; do
      ! mountpoint -q "$folder/$release/$inner" || umount "$folder/$release/$inner"
    done
  done
}

# bare RELEASE: its chroot, made where there is none that is whole.
bare() {
  if [ ! -f "$folder/$1/whole" ]; then
    say "Making a bare $1..."
    rm -rf "${folder:?}/$1"
    quietly debootstrap --variant=minbase "$1" "$folder/$1" "$from" || exit
    : >"$folder/$1/whole"
  fi
  cp /etc/resolv.conf "$folder/$1/etc/resolv.conf"
  mount_system "$folder/$1"
}

# bring RELEASE: the last commit, in the chroot; files that are the same stay as they are, so that only what changed is built.
bring() {
  git init -q "$folder/$1/deconvlab"
  git -C "$folder/$1/deconvlab" fetch -q "$root" HEAD
  git -C "$folder/$1/deconvlab" checkout -q -f --detach FETCH_HEAD
}

# inside RELEASE COMMAND: in the project's folder there, with nothing of this shell's environment but the address of a proxy.
inside() {
  chroot "$folder/$1" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 ${http_proxy:+http_proxy="$http_proxy"} \
    sh -ec "cd /deconvlab; $2"
}

# release COMPILER: a command that builds what app/run.sh builds, and the tests, with warnings as errors.
release() {
  echo "cmake --preset release -B build/release-$1 -DCMAKE_CXX_COMPILER=$1 -DDECONVLAB_TESTS=ON -DDECONVLAB_WERROR=ON >/dev/null &&
    ninja -C build/release-$1 >build/release-$1.log || { cat build/release-$1.log; exit 1; }"
}

try_release() {
  bare "$1"
  bring "$1"
  say "$1: app/run.sh..."
  inside "$1" "rm -rf deconvlab-demo; sh app/run.sh >/dev/null; test -f deconvlab-demo/index.html"
  say "$1: tests with g++..."
  inside "$1" "DECONVLAB_PRESETS=debug sh tests/run.sh"
  say "$1: tests with clang++..."
  inside "$1" ". app/setup.sh; root=.; install tests/fuzz/packages.txt; DECONVLAB_PRESETS=clang sh tests/run.sh"
  for compiler in g++ clang++; do
    say "$1: a release of $compiler..."
    inside "$1" "$(release "$compiler")"
  done
}

[ "$(id -u)" = 0 ] || refuse "Only root can make and enter a chroot: run this as root."
command -v debootstrap >/dev/null || refuse "debootstrap is missing: apt-get install debootstrap"
command -v git >/dev/null || refuse "git is missing: apt-get install git"
from=$(mirror)
[ -n "$from" ] || refuse "apt names no mirror of Debian's packages here."
[ $# -gt 0 ] || set -- bookworm trixie
releases=$*
mkdir -p "$folder"
trap unmount_all EXIT
trap 'exit 1' HUP INT TERM
for release in $releases; do
  try_release "$release"
  say "$release: all is well."
done
