#include "core/buffer.h"

#include <cstdlib>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace deconvlab {

namespace {
constexpr std::size_t kHugePage = std::size_t{2} << 20;
}

void* allocate_large(std::size_t bytes) {
  const bool large = bytes >= kHugePage;
  const std::size_t whole_pages = (bytes + kHugePage - 1) / kHugePage * kHugePage;
  void* memory = large ? std::aligned_alloc(kHugePage, whole_pages) : std::malloc(bytes);
  if (!memory) throw std::bad_alloc();
#ifdef __linux__
  if (large) madvise(memory, whole_pages, MADV_HUGEPAGE);
#endif
  return memory;
}

void release_large(void* memory) { std::free(memory); }

}  // namespace deconvlab
