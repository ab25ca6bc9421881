#!/bin/sh
# Makes the README's pictures anew: sh app/pictures/make.sh [PROGRAM]  (what app/run.sh builds, unless told)
set -eu
folder=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd -P)
program=${1:-$folder/../../build/release/app/deconvlab}

"$program" render convolution -o "$folder/convolution.png"
"$program" render fractional --steps 0-16 --fps 5 --size 720x405 -o "$folder/fractional.gif"
"$program" render picture -o "$folder/picture.png"
"$program" render unpool --sheet 7 --crop content -o "$folder/unpool.svg"
"$program" render 'matrix?i=4&k=3&s=1&p=0' --sheet 0 --crop content -o "$folder/matrix.svg"
"$program" decoder objects --size 1600x760 -o "$folder/decoder.png"
