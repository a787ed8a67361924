// SPDX-License-Identifier: Apache-2.0
#include "extract/train/word_clusters.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace entente::extract {
namespace {

using Neighbours = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // word, times

}  // namespace

std::map<std::string, std::uint32_t> cluster_words(const std::vector<std::vector<std::string>>& sentences,
                                                   std::size_t clusters, std::size_t least, int rounds) {
  std::map<std::string, std::size_t> counts;
  std::size_t total = 0;
  for (const auto& sentence : sentences) {
    for (const auto& word : sentence) ++counts[word], ++total;
  }
  std::vector<std::pair<std::size_t, std::string>> ranked;
  for (const auto& [word, count] : counts) {
    if (count >= least) ranked.emplace_back(count, word);
  }
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  // Word 0 stands for sentence ends, word 1 for rare words; their classes are fixed: the last two.
  std::unordered_map<std::string, std::uint32_t> number;
  for (std::size_t i = 0; i < ranked.size(); ++i)
    number[ranked[i].second] = static_cast<std::uint32_t>(i + 2);
  const auto words = ranked.size() + 2;
  std::vector<std::map<std::uint32_t, std::uint32_t>> after(words);
  std::vector<std::map<std::uint32_t, std::uint32_t>> before(words);
  for (const auto& sentence : sentences) {
    std::uint32_t last = 0;
    const auto step = [&](std::uint32_t now) {
      if (now != last || now < 2) {
        ++after[last][now];
        ++before[now][last];
      }
      last = now;
    };
    for (const auto& word : sentence) {
      const auto found = number.find(word);
      step(found == number.end() ? 1u : found->second);
    }
    step(0);
  }
  std::vector<Neighbours> right(words);
  std::vector<Neighbours> left(words);
  for (std::size_t w = 0; w < words; ++w) {
    right[w].assign(after[w].begin(), after[w].end());
    left[w].assign(before[w].begin(), before[w].end());
  }
  after.clear();
  before.clear();

  const auto classes = clusters + 2;
  std::vector<std::uint32_t> class_of(words);
  class_of[0] = static_cast<std::uint32_t>(clusters);
  class_of[1] = static_cast<std::uint32_t>(clusters + 1);
  for (std::size_t w = 2; w < words; ++w) class_of[w] = static_cast<std::uint32_t>((w - 2) % clusters);
  std::vector<float> x_log_x(total + sentences.size() + 2, 0.0F);
  for (std::size_t n = 1; n < x_log_x.size(); ++n) {
    x_log_x[n] = static_cast<float>(static_cast<double>(n) * std::log(static_cast<double>(n)));
  }
  std::vector<std::uint32_t> pair(classes * classes, 0);       // [before][after]
  std::vector<std::uint32_t> pair_back(classes * classes, 0);  // [after][before]
  std::vector<std::uint32_t> as_before(classes, 0);
  std::vector<std::uint32_t> as_after(classes, 0);
  const auto change = [&](std::size_t a, std::size_t b, std::uint32_t by) {
    pair[a * classes + b] += by;
    pair_back[b * classes + a] += by;
    as_before[a] += by;
    as_after[b] += by;
  };
  for (std::size_t w = 0; w < words; ++w) {
    for (const auto& [v, n] : right[w]) change(class_of[w], class_of[v], n);
  }

  std::vector<std::uint32_t> to_right(classes, 0);
  std::vector<std::uint32_t> to_left(classes, 0);
  for (int round = 0; round < rounds; ++round) {
    std::size_t moved = 0;
    for (std::size_t w = 2; w < words; ++w) {
      std::fill(to_right.begin(), to_right.end(), 0u);
      std::fill(to_left.begin(), to_left.end(), 0u);
      std::uint32_t rights = 0;
      std::uint32_t lefts = 0;
      const auto old = class_of[w];
      for (const auto& [v, n] : right[w]) {
        to_right[class_of[v]] += n;
        rights += n;
        change(old, class_of[v], 0u - n);
      }
      for (const auto& [v, n] : left[w]) {
        to_left[class_of[v]] += n;
        lefts += n;
        change(class_of[v], old, 0u - n);
      }
      Neighbours used_right;
      Neighbours used_left;
      for (std::uint32_t c = 0; c < classes; ++c) {
        if (to_right[c] != 0) used_right.emplace_back(c, to_right[c]);
        if (to_left[c] != 0) used_left.emplace_back(c, to_left[c]);
      }
      std::uint32_t best = old;
      double best_gain = -1e300;
      for (std::uint32_t c = 0; c < clusters; ++c) {
        double gain =
            static_cast<double>(x_log_x[as_before[c]]) - static_cast<double>(x_log_x[as_before[c] + rights]) +
            static_cast<double>(x_log_x[as_after[c]]) - static_cast<double>(x_log_x[as_after[c] + lefts]);
        const auto* row = &pair[c * classes];
        for (const auto& [d, n] : used_right) {
          gain += static_cast<double>(x_log_x[row[d] + n]) - static_cast<double>(x_log_x[row[d]]);
        }
        const auto* back = &pair_back[c * classes];
        for (const auto& [d, n] : used_left) {
          gain += static_cast<double>(x_log_x[back[d] + n]) - static_cast<double>(x_log_x[back[d]]);
        }
        if (gain > best_gain) {
          best_gain = gain;
          best = c;
        }
      }
      moved += best != old ? 1u : 0u;
      class_of[w] = best;
      for (const auto& [v, n] : right[w]) change(best, class_of[v], n);
      for (const auto& [v, n] : left[w]) change(class_of[v], best, n);
    }
    if (moved * 200 < words) break;
  }
  std::map<std::string, std::uint32_t> out;
  for (std::size_t w = 2; w < words; ++w) out[ranked[w - 2].second] = class_of[w];
  return out;
}

}  // namespace entente::extract
