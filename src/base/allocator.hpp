// The real allocators: the C library's, or under the address sanitizer the sanitizer's. The
// thread sanitizer keeps its own (PENSUM_WATCHES_THREADS): it allocates before it can watch anything.
#pragma once

#include <cstddef>

#ifdef __SANITIZE_THREAD__
#define PENSUM_WATCHES_THREADS
#endif
#ifdef PENSUM_SANITIZED  // defined by the build
#elif defined(__SANITIZE_ADDRESS__)
#define PENSUM_SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PENSUM_SANITIZED
#elif __has_feature(thread_sanitizer)
#define PENSUM_WATCHES_THREADS
#endif
#endif

#ifdef PENSUM_SANITIZED
#define PENSUM_ALLOCATOR(name) __interceptor_##name
#else
#define PENSUM_ALLOCATOR(name) __libc_##name
#endif

extern "C" {
void* PENSUM_ALLOCATOR(malloc)(std::size_t size) noexcept;
void* PENSUM_ALLOCATOR(calloc)(std::size_t count, std::size_t size) noexcept;
void* PENSUM_ALLOCATOR(realloc)(void* block, std::size_t size) noexcept;
void* PENSUM_ALLOCATOR(memalign)(std::size_t alignment, std::size_t size) noexcept;
}
