// DECONVLAB_VECTOR_WIDTHS before a function: one build of it for each vector width, chosen when the program starts. Sanitizers can't run
// before that choice, and clang has no such builds.
#pragma once

#include <cstdint>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define DECONVLAB_VECTOR_WIDTHS __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define DECONVLAB_VECTOR_WIDTHS
#endif

namespace deconvlab {

constexpr std::int64_t kLanes = 16;
typedef float Vector __attribute__((vector_size(kLanes * sizeof(float))));
// The same at any address of a float. In a `using` clang would leave it the alignment of the vector, and `auto` does so with GCC: pointers
// to it are spelled out.
typedef float LooseVector __attribute__((vector_size(kLanes * sizeof(float)), aligned(alignof(float)), may_alias));
static_assert(alignof(LooseVector) == alignof(float));

}  // namespace deconvlab
