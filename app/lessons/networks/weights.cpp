#include "app/lessons/networks/weights.h"

#include <cassert>
#include <optional>
#include <string_view>
#include <utility>

#include "core/network/weights.h"

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

namespace {

std::optional<Segmenter>& own_segmenter() {
  static std::optional<Segmenter> own;
  return own;
}

}  // namespace

Expected<void> use_weights(const std::string& file) {
  if (file.empty()) return {};
  return read_weights(file).map([](Segmenter read) { own_segmenter() = std::move(read); });
}

const Segmenter& segmenter_in_use() { return own_segmenter() ? *own_segmenter() : shipped_segmenter(); }

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
