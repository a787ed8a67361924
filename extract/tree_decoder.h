// SPDX-License-Identifier: Apache-2.0
// The best tree over scored arcs: each word one head, one word below the root, no arcs that cross (Eisner 1996). Scores
// are whole numbers and every tie falls the same way, so the tree is the same everywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace entente::extract {

class TreeDecoder {
 public:
  static constexpr std::size_t kLongest = 128;  // words

  // scores[i * (n + 1) + j] is the score of head j for word i; column n is the root, a word's own column is ignored.
  // heads[i] is set to 0..n. Scores count in steps of 16 and beyond 2^27 not at all, so that their sums stay within 32 bits.
  // Time is n^2 where each word's best head makes such a tree already, which is usual, and n^3 elsewhere.
  void run(std::span<const std::int32_t> scores, std::size_t n, std::vector<std::int32_t>& heads);

 private:
  // Best sums over the words from one to another, by where the head is and whether it has got all of its words there; twice, so
  // that every sum is read in order: *_to_ rows are of the last word.
  std::vector<std::int32_t> right_, right_to_, left_, left_to_, arc_right_, arc_left_to_, arcs_, down_;
};

}  // namespace entente::extract
