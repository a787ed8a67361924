// SPDX-License-Identifier: Apache-2.0
// An allocator for arrays of many megabytes that are read here and there: it asks the system for large pages (2 MiB on x86-64 and arm64), so that
// a step to another place in the array seldom has to look up first where its page lies. Small arrays come from the usual heap. Where the
// system has no large pages, or gives none, the array is as any other.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <limits>
#include <new>

namespace entente {

template <class T>
struct LargePages {
  using value_type = T;
  static constexpr std::size_t kPage = std::size_t{2} << 20u;
  static constexpr std::size_t kWorthIt = 2 * kPage;  // bytes

  LargePages() = default;
  template <class U>
  LargePages(const LargePages<U>& /*other*/) {}  // NOLINT(google-explicit-constructor): allocators convert

  [[nodiscard]] T* allocate(std::size_t count) {
    if (count > std::numeric_limits<std::size_t>::max() / sizeof(T) - kPage) throw std::bad_alloc();
    const auto bytes = count * sizeof(T);
    if (bytes < kWorthIt) return static_cast<T*>(::operator new(bytes));
    const auto whole = (bytes + kPage - 1) / kPage * kPage;
    void* const memory = std::aligned_alloc(kPage, whole);
    if (memory == nullptr) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
    (void)madvise(memory, whole, MADV_HUGEPAGE);  // a wish: without it all works, only slower
#endif
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t count) {
    if (count * sizeof(T) < kWorthIt) ::operator delete(memory);
    else std::free(memory);
  }
  template <class U>
  bool operator==(const LargePages<U>& /*other*/) const {
    return true;
  }
};

}  // namespace entente
