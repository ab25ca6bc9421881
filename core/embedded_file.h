// A file that stands in the program as it was when the program was built; embed_files in CMakeLists.txt makes the lists of them.
#pragma once

#include <string_view>

namespace deconvlab {

struct EmbeddedFile {
  std::string_view name;  // without folder and extension
  std::string_view bytes;
};

}  // namespace deconvlab
