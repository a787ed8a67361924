// SPDX-License-Identifier: Apache-2.0
#include "graph/adjacency.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace entente::graph {
namespace {

// What is sorted instead of the rows: eight bytes and no branch but one, where a row has 24 and a rule of five parts.
std::uint64_t key_of(const Row& row, std::size_t index) { return std::uint64_t{row.neighbour} << 32u | index; }

// By neighbour; the keys come in order of index and keep it among equals.
void sort_by_digits(std::vector<std::uint64_t>& keys) {
  constexpr unsigned kBits = 11;
  constexpr std::size_t kDigits = std::size_t{1} << kBits;
  std::vector<std::uint64_t> other(keys.size());
  for (unsigned shift = 32; shift < 64; shift += kBits) {
    std::array<std::size_t, kDigits> place{};
    const auto digit = [&](std::uint64_t key) { return static_cast<std::size_t>(key >> shift) & (kDigits - 1); };
    for (const auto key : keys) ++place[digit(key)];
    if (place[digit(keys.front())] == keys.size()) continue;
    std::size_t sum = 0;
    for (auto& count : place) {
      const auto here = count;
      count = sum;
      sum += here;
    }
    for (const auto key : keys) other[place[digit(key)]++] = key;
    keys.swap(other);
  }
}

}  // namespace

void arrange_block(std::span<Row> rows) {
  constexpr std::size_t kFew = 32;     // sorted where they are
  constexpr std::size_t kMany = 2048;  // sorted by digits
  if (rows.size() <= kFew) {
    std::sort(rows.begin(), rows.end(), before_in_block);
    return;
  }
  std::vector<std::uint64_t> keys;
  keys.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) keys.push_back(key_of(rows[i], i));
  if (rows.size() < kMany) std::sort(keys.begin(), keys.end());
  else sort_by_digits(keys);
  std::vector<Row> sorted;
  sorted.reserve(rows.size());
  for (const auto key : keys) sorted.push_back(rows[static_cast<std::uint32_t>(key)]);
  for (auto run = sorted.begin(); run != sorted.end();) {
    auto end = run + 1;
    while (end != sorted.end() && end->neighbour == run->neighbour) ++end;
    if (end - run > 1) std::sort(run, end, before_in_block);
    run = end;
  }
  std::copy(sorted.begin(), sorted.end(), rows.begin());
}

}  // namespace entente::graph
