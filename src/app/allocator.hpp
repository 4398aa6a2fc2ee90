// The functions that allocate indeed: the C library's, or under a sanitizer the sanitizer's.
#pragma once

#include <cstddef>

#ifdef PENSUM_SANITIZED  // said by whoever builds
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define PENSUM_SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define PENSUM_SANITIZED
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
