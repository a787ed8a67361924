// SPDX-License-Identifier: Apache-2.0
// What the parser's network sees of a sentence, as feature keys, and the sizes of its parts. Shared by the program that runs
// the network and the one that trains it, so that both always see the same.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "extract/linear_model.h"
#include "extract/network_parts.h"
#include "extract/syntax_features.h"
#include "extract/tree_decoder.h"

namespace entente::extract::network {

inline constexpr std::string_view kModelKind = "parser 5";
inline constexpr std::size_t kWidth = 96;     // of a word's vector; half of it is read from each side
inline constexpr std::size_t kLayers = 2;
inline constexpr std::size_t kArc = 64;       // of a word as dependent and as head
inline constexpr std::size_t kRelation = 64;  // hidden units that decide the relation
inline constexpr std::size_t kProjected = 2 * kArc + 2 * kRelation;
inline constexpr std::size_t kDistances = 17;
inline constexpr std::size_t kKeys = 19;      // features of a word

// From a word to its head, signed; the root is the last.
inline std::size_t distance_class(std::size_t dependent, std::size_t head, std::size_t size) {
  if (head == size) return kDistances - 1;
  const auto far = head > dependent ? head - dependent : dependent - head;
  const std::size_t step = far <= 4 ? far - 1 : far <= 6 ? 4 : far <= 10 ? 5 : far <= 20 ? 6 : 7;
  return head > dependent ? step : 8 + step;
}

using Keys = std::array<std::uint64_t, kKeys>;

inline void keys_of(std::span<const syntax::Word> words, std::span<const Token> tokens, std::size_t i, Keys& keys) {
  const auto tag = [&](std::size_t shifted) -> std::uint64_t {  // by 2
    const auto j = i + shifted;
    return j >= 2 && j - 2 < tokens.size() ? static_cast<std::uint64_t>(tokens[j - 2].upos) : 31u;
  };
  const std::uint64_t t = tag(2), l = tag(1), l2 = tag(0), r = tag(3), r2 = tag(4);
  const auto& w = words[i];
  const auto left = i > 0 ? words[i - 1].form : kHashSeed;
  const auto right = i + 1 < words.size() ? words[i + 1].form : kHashSeed;
  std::size_t n = 0;
  const auto add = [&](std::uint64_t value) {
    keys[n] = mix(n + 1, value);
    ++n;
  };
  add(w.form);
  add(w.suffix[1]);
  add(w.suffix[2]);
  add(w.suffix[3]);
  add(w.prefix[1]);
  add(w.prefix[2]);
  add(w.shape);
  add(left);
  add(right);
  add(t);
  add(l << 5 | t);
  add(t << 5 | r);
  add(l << 10 | t << 5 | r);
  add(l2 << 10 | l << 5 | t);
  add(t << 10 | r << 5 | r2);
  add(mix(w.form, t));
  add(mix(w.suffix[2], t));
  add(mix(left, w.form));
  add(mix(w.form, right));
}

// Valid as long as the model it was loaded from.
struct Network {
  FeatureRows features;
  std::array<Affine, kLayers> layers;
  Affine project;   // to dependent, head, and both again for the relation
  Affine relation;
  const std::int16_t* root = nullptr;
  const std::int16_t* distance = nullptr;
  const std::int16_t* distance_relation = nullptr;
};

// Throws Error{kInput} when a part is missing, too short or could leave the range of whole numbers.
[[nodiscard]] Network load(const LinearModel& model);

// Room for the numbers of one stretch of words, to be used again for the next.
struct Work {
  std::vector<std::uint64_t> keys;
  FeatureRows::Found found;
  std::vector<std::int16_t> x, dependents, heads, relations, hidden;
  std::vector<std::int32_t> sums, scores, by_distance;
  TreeDecoder decoder;
  std::vector<std::int32_t> tree;     // the result: heads, the root as the number of words
  std::vector<std::uint8_t> deprels;  // and relations
  Registers registers = fastest_registers();
};

// At most TreeDecoder::kLongest words.
void find_tree(const Network& net, std::span<const syntax::Word> words, std::span<const Token> tokens, Work& work);

}  // namespace entente::extract::network
