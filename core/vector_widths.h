// DECONVLAB_VECTOR_WIDTHS before a function: one build of it for each vector width, chosen when the program starts. Sanitizers can't run
// before that choice.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define DECONVLAB_VECTOR_WIDTHS __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define DECONVLAB_VECTOR_WIDTHS
#endif
