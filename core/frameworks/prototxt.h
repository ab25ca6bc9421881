// Protocol Buffers' text format, as Caffe's networks and ONNX's models are written in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/frameworks/call_text.h"

namespace deconvlab {

// A field: a value, or a message with fields of its own.
struct ProtoField {
  std::string name = {};
  Value value = {};  // of a message: other
  std::vector<ProtoField> fields = {};
  bool is_message = false;
  int line = 1;
};

// Whether the text begins as a message does: a name and a brace, or a name and a colon.
bool is_prototxt(std::string_view text);
// Errors: cannot_open, with source and line: reason.want_... (word), reason.text_ends, reason.unclosed, reason.text_unclosed,
// reason.too_deep.
Expected<std::vector<ProtoField>> parse_prototxt(std::string_view source, std::string_view text);

}  // namespace deconvlab
