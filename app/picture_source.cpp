#include "app/picture_source.h"

#include <filesystem>
#include <utility>

#include "core/formats/formats.h"
#include "core/samples.h"

namespace deconvlab {

namespace {

Expected<Reading> load(const std::string& name, Extent size) {
  if (is_picture_file(name)) return read_noted(name);
  return make_sample(name, size).map([](Tensor sample) { return Reading{std::move(sample), {}}; });
}

}  // namespace

bool is_picture_file(const std::string& name) {
  std::error_code unknown;
  return std::filesystem::is_regular_file(name, unknown);
}

Expected<std::shared_ptr<const Tensor>> PictureSource::get(const std::string& name, Extent size) {
  const std::lock_guard lock(mutex_);
  if (picture_ && name == name_ && (size == asked_ || size == picture_->shape().plane())) return picture_;
  auto loaded = load(name, size);
  if (!loaded) return tl::make_unexpected(loaded.error());
  name_ = name;
  asked_ = size;
  picture_ = std::make_shared<const Tensor>(std::move(loaded->array));
  note_ = loaded->note;
  return picture_;
}

std::string_view PictureSource::note() {
  const std::lock_guard lock(mutex_);
  return note_;
}

}  // namespace deconvlab
