#include "app/gpu/compute.h"

#include <glad/gl.h>

#include <algorithm>

namespace deconvlab {

namespace {

constexpr std::int64_t kGroupSide = 8;
constexpr GLenum kStorage = GL_SHADER_STORAGE_BUFFER;

std::int64_t groups_of(std::int64_t invocations) { return (invocations + kGroupSide - 1) / kGroupSide; }

// Of a buffer's words, floats or ints.
std::int64_t bytes_of(std::int64_t words) { return words * static_cast<std::int64_t>(sizeof(float)); }

}  // namespace

// A shader's index is an int.
ComputeLimits compute_limits() {
  GLint64 bytes = 0;
  GLint columns = 0;
  GLint rows = 0;
  GLint planes = 0;
  glGetInteger64v(GL_MAX_SHADER_STORAGE_BLOCK_SIZE, &bytes);
  glGetIntegeri_v(GL_MAX_COMPUTE_WORK_GROUP_COUNT, 0, &columns);
  glGetIntegeri_v(GL_MAX_COMPUTE_WORK_GROUP_COUNT, 1, &rows);
  glGetIntegeri_v(GL_MAX_COMPUTE_WORK_GROUP_COUNT, 2, &planes);
  return {std::min<std::int64_t>(bytes, bytes_of(INT32_MAX)), {rows, columns}, planes};
}

// A buffer that is far too large is given back.
void Compute::reserve(unsigned int binding, std::int64_t words) {
  const std::int64_t bytes = bytes_of(words);
  Storage& storage = storage_.at(binding);
  if (bytes > storage.bytes || bytes < storage.bytes / 8) {
    storage = {make_buffer(), bytes};
    glBindBuffer(kStorage, storage.buffer.name());
    glBufferData(kStorage, bytes, nullptr, GL_DYNAMIC_COPY);
  }
  glBindBufferBase(kStorage, binding, storage.buffer.name());
}

template <class Word>
void Compute::fill(unsigned int binding, std::int64_t words, const std::type_identity_t<std::function<void(std::span<Word>)>>& write) {
  reserve(binding, words);
  void* memory = glMapBufferRange(kStorage, 0, bytes_of(words), GL_MAP_WRITE_BIT | GL_MAP_INVALIDATE_RANGE_BIT);
  if (!memory) return;
  write({static_cast<Word*>(memory), static_cast<std::size_t>(words)});
  glUnmapBuffer(kStorage);
}

template void Compute::fill<float>(unsigned int, std::int64_t, const std::function<void(std::span<float>)>&);
template void Compute::fill<std::int32_t>(unsigned int, std::int64_t, const std::function<void(std::span<std::int32_t>)>&);

void Compute::fill(unsigned int binding, std::span<const std::int32_t> values) {
  reserve(binding, std::ssize(values));
  glBufferSubData(kStorage, 0, static_cast<GLsizeiptr>(values.size_bytes()), values.data());
}

template <class Word>
void Compute::read(unsigned int binding, std::int64_t words, const std::type_identity_t<std::function<void(std::span<const Word>)>>& read) {
  glMemoryBarrier(GL_BUFFER_UPDATE_BARRIER_BIT);
  glBindBuffer(kStorage, storage_.at(binding).buffer.name());
  const void* memory = glMapBufferRange(kStorage, 0, bytes_of(words), GL_MAP_READ_BIT);
  if (!memory) return;
  read({static_cast<const Word*>(memory), static_cast<std::size_t>(words)});
  glUnmapBuffer(kStorage);
}

template void Compute::read<float>(unsigned int, std::int64_t, const std::function<void(std::span<const float>)>&);
template void Compute::read<std::int32_t>(unsigned int, std::int64_t, const std::function<void(std::span<const std::int32_t>)>&);

void Compute::dispatch(Extent invocations, std::int64_t planes) {
  const auto start = std::chrono::steady_clock::now();
  for (std::int64_t plane = 0; plane < planes; plane += limits_.planes)
    dispatch_planes(invocations, plane, std::min(limits_.planes, planes - plane));
  glMemoryBarrier(GL_SHADER_STORAGE_BARRIER_BIT);
  glFinish();
  busy_ += std::chrono::steady_clock::now() - start;
}

void Compute::dispatch_planes(Extent invocations, std::int64_t first, std::int64_t planes) const {
  const Extent most{limits_.groups.h * kGroupSide, limits_.groups.w * kGroupSide};
  for (std::int64_t row = 0; row < invocations.h; row += most.h) {
    const std::int64_t rows = std::min(most.h, invocations.h - row);
    for (std::int64_t column = 0; column < invocations.w; column += most.w) {
      const std::int64_t columns = std::min(most.w, invocations.w - column);
      glUniform3i(0, static_cast<GLint>(column), static_cast<GLint>(row), static_cast<GLint>(first));
      glDispatchCompute(static_cast<GLuint>(groups_of(columns)), static_cast<GLuint>(groups_of(rows)), static_cast<GLuint>(planes));
    }
  }
}

void set_uniform(int location, Extent value) { glUniform2i(location, static_cast<GLint>(value.w), static_cast<GLint>(value.h)); }

}  // namespace deconvlab
