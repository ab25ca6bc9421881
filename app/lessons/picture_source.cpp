#include "app/lessons/picture_source.h"

#include <filesystem>
#include <utility>

#include "core/formats/formats.h"
#include "core/samples/samples.h"
#include "core/try.h"

namespace deconvlab {

namespace {

// Whether there is a file to tell of, be it that it cannot be read: a sample's name has neither a dot nor a slash, and no folder is one.
bool names_a_file(const std::string& name) {
  std::error_code unknown;
  return !choose_sample(name) && (name.find_first_of("./\\") != std::string::npos || std::filesystem::is_directory(name, unknown));
}

Expected<Reading> load(const std::string& name, Extent size) {
  if (is_picture_file(name) || names_a_file(name)) return read_noted(name);
  return make_sample(name, size).map([](Tensor sample) { return Reading{std::move(sample), {}}; });
}

}  // namespace

bool is_picture_file(const std::string& name) {
  std::error_code unknown;
  return std::filesystem::is_regular_file(file_of(name), unknown);
}

Expected<std::shared_ptr<const Tensor>> PictureSource::get(const std::string& name, Extent size) {
  const std::lock_guard lock(mutex_);
  if (picture_ && name == name_ && (size == asked_ || size == picture_->shape().plane())) return picture_;
  auto loaded = TRY(load(name, size));
  name_ = name;
  asked_ = size;
  picture_ = std::make_shared<const Tensor>(std::move(loaded.array));
  notes_ = std::move(loaded.notes);
  return picture_;
}

std::vector<std::string> PictureSource::notes() {
  const std::lock_guard lock(mutex_);
  return notes_;
}

}  // namespace deconvlab
