// SPDX-License-Identifier: Apache-2.0
// Whether two texts are one: reprints, cuts and light rewrites of one wire report share most pairs of neighbouring words, independent
// reports of one event share few. A print is a sample of these pairs: one-permutation minimum hashing (Li, Owen, Zhang 2012) with the
// optimal densification of Shrivastava (2017), so that the share of equal slots estimates the share of common pairs (Jaccard), and
// bands of slots as keys under which similar prints find each other (locality-sensitive hashing). Pairs of short words ("to do") are left
// out, since they are everywhere, and slots of a band lie far apart: what a site prints under every article must not fill a band.
//
// Decided from two texts alone, so that the order of articles cannot matter. All functions are pure and safe from any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entente::graph {

struct TextPrint {
  static constexpr std::size_t kSlots = 128;
  static constexpr std::size_t kBands = 16;
  static constexpr std::size_t kBandSlots = 3;
  static_assert(kBands * kBandSlots <= kSlots);
  std::array<std::uint8_t, kSlots> slots{};  // eight bits of each minimum (b-bit minwise hashing, Li and König 2010): equal by chance once in 256
  auto operator<=>(const TextPrint&) const = default;
};

// Texts whose pairs fall into fewer slots than this (some 25 different pairs) are never reprints of another: too little to tell chance from copying.
inline constexpr std::size_t kLeastSlots = 20;
// Letters of a pair at least.
inline constexpr std::size_t kLeastLetters = 9;
// The least estimated share of common pairs at which two texts are one. docs/storage.md says how it was chosen.
inline constexpr double kSameText = 0.25;

// Of the text from the code point `from` on (where the body begins); nothing when it is too short to tell. Words are runs of letters and
// digits; ASCII letters in either case are the same.
[[nodiscard]] std::optional<TextPrint> print_of(std::string_view text, std::uint32_t from);
// 0 to 1.
[[nodiscard]] double similarity(const TextPrint& a, const TextPrint& b);
// Whether they share a band and are similar enough: the whole rule, symmetric.
[[nodiscard]] bool same_text(const TextPrint& a, const TextPrint& b);
// The band's number and its slots; equal bytes in two prints make them candidates.
[[nodiscard]] std::string band_key(const TextPrint& print, std::size_t band);
[[nodiscard]] std::uint32_t band_number(const TextPrint& print, std::size_t band);  // the same four bytes as a number

[[nodiscard]] std::string encode(const TextPrint& print);
[[nodiscard]] TextPrint decode_print(std::string_view bytes);  // throws Error kStore

}  // namespace entente::graph
