// SPDX-License-Identifier: Apache-2.0
// What the tagger's network sees of a sentence, as feature keys, and the sizes of its parts. Shared by the program that runs
// the network and the one that trains it, so that both always see the same.
#pragma once

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

namespace entente::extract::tag_network {

inline constexpr std::string_view kModelKind = "tagger 2";
inline constexpr std::size_t kWidth = 64;  // of a word's vector: a row of 8 bits fills a line of the cache
inline constexpr std::size_t kLayers = 2;
inline constexpr std::size_t kTags = 32;   // kUposCount, filled up so that rows are even
inline constexpr std::size_t kKeys = 21;   // features of a word
inline constexpr std::array<std::size_t, 3> kPairs{17, 18, 19};  // those of two forms, which are many

using Keys = std::array<std::uint64_t, kKeys>;

inline void keys_of(std::span<const syntax::Word> words, std::size_t i, Keys& keys) {
  static constexpr std::uint64_t kEdge = hash_bytes("<edge>");
  static constexpr syntax::Word kOutside{kEdge, kEdge, {}, {}};
  const auto at = [&](std::size_t shifted) -> const syntax::Word& {  // by 2
    const auto j = i + shifted;
    return j >= 2 && j - 2 < words.size() ? words[j - 2] : kOutside;
  };
  const auto &w = at(2), &l = at(1), &r = at(3);
  std::size_t n = 0;
  const auto add = [&](std::uint64_t value) {
    keys[n] = mix(n + 1, value);
    ++n;
  };
  add(w.form);
  for (std::size_t k = 0; k < 4; ++k) add(w.suffix[k]);
  for (std::size_t k = 0; k < 3; ++k) add(w.prefix[k]);
  add(mix(w.shape, i == 0 ? 1 : 0));
  add(mix(w.suffix[2], w.shape));
  add(l.form);
  add(r.form);
  add(at(0).form);
  add(at(4).form);
  add(l.suffix[2]);
  add(r.suffix[2]);
  add(mix(l.shape, mix(w.shape, r.shape)));
  add(mix(l.form, w.form));
  add(mix(w.form, r.form));
  add(mix(l.form, r.form));
  add(mix(w.suffix[2], r.suffix[2]));
}

// Valid as long as the model it was loaded from.
struct Network {
  network::FeatureRows features;
  std::array<network::Affine, kLayers> layers;
  network::Affine tags;
};

// Throws Error{kInput} when a part is missing, too short or could leave the range of whole numbers.
[[nodiscard]] Network load(const LinearModel& model);

// Room for the numbers of one stretch of words, to be used again for the next.
struct Work {
  std::vector<std::uint64_t> keys;
  network::FeatureRows::Found found;
  std::vector<std::int16_t> x;
  std::vector<std::int32_t> sums;  // the result: kTags scores a word
  network::Registers registers = network::fastest_registers();
};

void score_tags(const Network& net, std::span<const syntax::Word> words, Work& work);

}  // namespace entente::extract::tag_network
