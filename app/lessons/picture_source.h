// The pictures that lessons are about, by name: samples of the program's own, or files. The last one is kept.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/tensor.h"

namespace deconvlab {

// Whether the name is a file's, whatever samples there are.
bool is_picture_file(const std::string& name);

// On any thread.
class PictureSource {
 public:
  // 1 x channels x rows x cols, values 0 to 255. A sample is drawn at `size`; a file has its own.
  // Errors: unknown_name where it is neither a sample nor a file, and those of reading the file.
  Expected<std::shared_ptr<const Tensor>> get(const std::string& name, Extent size);
  // What its file had and the last one got has not: as in Reading.
  std::vector<std::string> notes();

 private:
  std::mutex mutex_;
  std::string name_;
  Extent asked_;
  std::shared_ptr<const Tensor> picture_;
  std::vector<std::string> notes_;
};

}  // namespace deconvlab
