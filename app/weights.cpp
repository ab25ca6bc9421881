#include "app/weights.h"

#include <cassert>
#include <string_view>
#include <utility>

#include "core/weights.h"

// The file's bytes between two marks, put into the program by the assembler.
__asm__(
    ".section .rodata\n"
    ".balign 16\n"
    ".globl deconvlab_segment_weights\n"
    "deconvlab_segment_weights:\n"
    ".incbin \"" DECONVLAB_SEGMENT_WEIGHTS
    "\"\n"
    ".globl deconvlab_segment_weights_end\n"
    "deconvlab_segment_weights_end:\n"
    ".byte 0\n"
    ".previous\n");
extern "C" const char deconvlab_segment_weights[];
extern "C" const char deconvlab_segment_weights_end[];

namespace deconvlab {

const Segmenter& shipped_segmenter() {
  static const Segmenter shipped = [] {
    const std::string_view bytes(deconvlab_segment_weights,
                                 static_cast<std::size_t>(deconvlab_segment_weights_end - deconvlab_segment_weights));
    auto read = parse_weights(bytes, "segment.npz");
    assert(read.has_value());
    return std::move(*read);
  }();
  return shipped;
}

}  // namespace deconvlab
