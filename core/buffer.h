// A vector whose elements start without a value: for large arrays that are filled completely at once, by several threads.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace deconvlab {

// Memory for large arrays, in huge pages where the system has them: a first write to each small page would cost more than the data.
void* allocate_large(std::size_t bytes);
void release_large(void* memory);

template <class T>
struct Unfilled {
  using value_type = T;

  Unfilled() = default;
  template <class U>
  Unfilled(const Unfilled<U>&) {}
  T* allocate(std::size_t count) { return static_cast<T*>(allocate_large(count * sizeof(T))); }
  void deallocate(T* memory, std::size_t) { release_large(memory); }
  template <class U>
  void construct(U* at) noexcept {
    ::new (static_cast<void*>(at)) U;
  }
  template <class U, class... Args>
  void construct(U* at, Args&&... args) {
    std::construct_at(at, std::forward<Args>(args)...);
  }
  bool operator==(const Unfilled&) const { return true; }
};

template <class T>
using Buffer = std::vector<T, Unfilled<T>>;

}  // namespace deconvlab
