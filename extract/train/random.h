// SPDX-License-Identifier: Apache-2.0
// A seeded generator that gives the same numbers everywhere (xorshift, 64 bits).
#pragma once

#include <cstddef>
#include <cstdint>

namespace entente::extract {

class Random {
 public:
  explicit Random(std::uint64_t seed = 0x2545F4914F6CDD1DULL) : state_(seed) {}
  std::uint64_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_;
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>((next() >> 11) % n); }
  bool percent(std::size_t p) { return below(100) < p; }
  template <typename List>
  const auto& any(const List& list) {
    return list[below(list.size())];
  }

 private:
  std::uint64_t state_;
};

}  // namespace entente::extract
