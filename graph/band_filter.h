// SPDX-License-Identifier: Apache-2.0
// Which bands of prints (graph/text_print.h) a store may have, for its writer: nearly every article has sixteen that nobody else has, and to ask the database
// for each costs some microseconds. A Bloom filter of two bits a band: it never denies what is there. Bands that went stay in it. Not safe from several
// threads.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace entente::graph {

class BandFilter {
 public:
  explicit BandFilter(std::size_t bytes) : words_(std::bit_floor(bytes / sizeof(std::uint64_t) + 1)) {}
  void add(std::uint32_t band) {
    const auto hash = hash_of(band);
    word(hash) |= bit(hash);
    word(hash >> 32u) |= bit(hash >> 32u);
    ++added_;
  }
  [[nodiscard]] bool may_have(std::uint32_t band) const {
    const auto hash = hash_of(band);
    return (at(hash) & bit(hash)) != 0 && (at(hash >> 32u) & bit(hash >> 32u)) != 0;
  }
  [[nodiscard]] std::size_t bytes() const { return words_.size() * sizeof(std::uint64_t); }
  // So many are too many for it: it would say yes to one in six that are not there.
  [[nodiscard]] bool full() const { return added_ > most_of(bytes()); }
  [[nodiscard]] static std::uint64_t most_of(std::size_t bytes) { return bytes * 2; }

 private:
  static std::uint64_t hash_of(std::uint32_t band) {
    auto hash = (band + 1) * 0x9e3779b97f4a7c15u;
    hash ^= hash >> 29u;
    return hash * 0xbf58476d1ce4e5b9u;
  }
  static std::uint64_t bit(std::uint64_t hash) { return std::uint64_t{1} << (hash & 63u); }
  [[nodiscard]] std::size_t place(std::uint64_t hash) const { return (hash >> 6u) & (words_.size() - 1); }
  std::uint64_t& word(std::uint64_t hash) { return words_[place(hash)]; }
  [[nodiscard]] std::uint64_t at(std::uint64_t hash) const { return words_[place(hash)]; }

  std::vector<std::uint64_t> words_;
  std::uint64_t added_ = 0;
};

}  // namespace entente::graph
