// SPDX-License-Identifier: Apache-2.0
#include "extract/tree_decoder.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

namespace entente::extract {
namespace {

// Whether the heads are a tree with one root and no arcs that cross. A tree is one without crossing arcs exactly when the words
// below each word stand side by side; in one walk: `stack` holds the words whose place is still open.
bool is_plain_tree(const std::vector<std::int32_t>& heads, std::vector<std::int32_t>& stack) {
  const auto n = static_cast<std::int32_t>(heads.size());
  std::int32_t roots = 0;
  for (std::int32_t i = 0; i < n; ++i) roots += heads[static_cast<std::size_t>(i)] == n ? 1 : 0;
  if (roots != 1) return false;
  // How many words hang on each and are not yet read; a word leaves the stack once it has all of its own.
  std::vector<std::int32_t> open(heads.size() + 1, 0);
  for (const auto head : heads) ++open[static_cast<std::size_t>(head)];
  stack.clear();
  const auto head_of = [&](std::int32_t i) { return heads[static_cast<std::size_t>(i)]; };
  for (std::int32_t next = 0; next <= n; ++next) {
    while (!stack.empty() && open[static_cast<std::size_t>(stack.back())] == 0) {
      const auto top = stack.back();
      const bool to_next = head_of(top) == next;
      const bool to_below = stack.size() > 1 && head_of(top) == stack[stack.size() - 2];
      if (!to_next && !to_below) break;
      --open[static_cast<std::size_t>(head_of(top))];
      stack.pop_back();
    }
    if (next < n) stack.push_back(next);
  }
  return stack.empty();
}

std::int32_t best_sum(const std::int32_t* a, const std::int32_t* b, std::size_t from, std::size_t to) {
  auto best = std::numeric_limits<std::int32_t>::min();
  for (std::size_t k = from; k < to; ++k) best = std::max(best, a[k] + b[k]);
  return best;
}
std::size_t best_split(const std::int32_t* a, const std::int32_t* b, std::size_t from, std::size_t to) {
  const auto best = best_sum(a, b, from, to);
  auto k = from;
  while (a[k] + b[k] != best) ++k;
  return k;
}

}  // namespace

void TreeDecoder::run(std::span<const std::int32_t> scores, std::size_t n, std::vector<std::int32_t>& heads) {
  assert(n <= kLongest);
  const auto width = n + 1;
  heads.assign(n, static_cast<std::int32_t>(n));
  if (n < 2) return;
  for (std::size_t i = 0; i < n; ++i) {
    const auto* row = scores.data() + i * width;
    std::size_t best = i == 0 ? 1 : 0;
    for (std::size_t j = best + 1; j < width; ++j) {
      if (j != i && row[j] > row[best]) best = j;
    }
    heads[i] = static_cast<std::int32_t>(best);
  }
  if (is_plain_tree(heads, down_)) return;

  constexpr std::int32_t kMost = 1 << 23;
  arcs_.resize(n * width);
  for (std::size_t i = 0; i < n * width; ++i) arcs_[i] = std::clamp(scores[i] >> 4, -kMost, kMost);
  for (auto* table : {&right_, &right_to_, &left_, &left_to_, &arc_right_, &arc_left_to_}) table->assign(n * n, 0);
  const auto at = [n](std::size_t i, std::size_t j) { return i * n + j; };
  for (std::size_t length = 1; length < n; ++length) {
    for (std::size_t i = 0, j = length; j < n; ++i, ++j) {
      // An arc between the ends: what belongs to the left one, then what belongs to the right one, word k + 1 on.
      const auto inside = best_sum(&right_[at(i, 0)], &left_to_[at(j, 1)], i, j);
      arc_right_[at(i, j)] = inside + arcs_[j * width + i];
      arc_left_to_[at(j, i)] = inside + arcs_[i * width + j];
      right_[at(i, j)] = right_to_[at(j, i)] = best_sum(&arc_right_[at(i, 0)], &right_to_[at(j, 0)], i + 1, j + 1);
      left_[at(i, j)] = left_to_[at(j, i)] = best_sum(&left_[at(i, 0)], &arc_left_to_[at(j, 0)], i, j);
    }
  }
  std::size_t root = 0;
  auto most = std::numeric_limits<std::int64_t>::min();
  for (std::size_t r = 0; r < n; ++r) {
    const auto sum = std::int64_t{left_[at(0, r)]} + right_[at(r, n - 1)] + arcs_[r * width + n];
    if (sum > most) {
      most = sum;
      root = r;
    }
  }
  heads[root] = static_cast<std::int32_t>(n);
  // Down again, by the same sums. Each entry: first word, last word, and 1 when the head is the last.
  auto& open = down_;
  open.clear();
  const auto push = [&](std::size_t first, std::size_t last, std::int32_t at_last) {
    if (first < last) open.insert(open.end(), {static_cast<std::int32_t>(first), static_cast<std::int32_t>(last), at_last});
  };
  push(0, root, 1);
  push(root, n - 1, 0);
  while (!open.empty()) {
    const bool at_last = open.back() == 1;
    const auto j = static_cast<std::size_t>(open[open.size() - 2]), i = static_cast<std::size_t>(open[open.size() - 3]);
    open.resize(open.size() - 3);
    // The outermost child of the head, and what lies between the two.
    std::size_t first = i, last = j;
    if (at_last) {
      first = best_split(&left_[at(i, 0)], &arc_left_to_[at(j, 0)], i, j);
      heads[first] = static_cast<std::int32_t>(j);
      push(i, first, 1);
    } else {
      last = best_split(&arc_right_[at(i, 0)], &right_to_[at(j, 0)], i + 1, j + 1);
      heads[last] = static_cast<std::int32_t>(i);
      push(last, j, 0);
    }
    const auto split = best_split(&right_[at(first, 0)], &left_to_[at(last, 1)], first, last);
    push(first, split, 0);
    push(split + 1, last, 1);
  }
}

}  // namespace entente::extract
