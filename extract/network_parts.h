// SPDX-License-Identifier: Apache-2.0
// What the tagger's and the parser's networks are made of: rows of features found by key, and layers of whole numbers; how they
// lie in a model file, and the checks at loading that keep every later step inside the file and the range of its numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "extract/linear_model.h"

namespace entente::extract::network {

// Whole numbers for what was learnt as real ones: an activation of 1 is 512, a weight of 1 is 2048, and 1 in a row of a
// feature is 64.
inline constexpr int kActivationBits = 9;
inline constexpr int kWeightBits = 11;
inline constexpr int kRowBitsOfUnit = 6;
inline constexpr std::int32_t kMost = 8191;  // of an activation: 16 in units of 1 / 512

// Outputs whose weights stand together: for every two inputs those of kBlock outputs, two each.
inline constexpr std::size_t kBlock = 16;
[[nodiscard]] constexpr std::size_t weight_at(std::size_t output, std::size_t input, std::size_t depth) {
  return output / kBlock * kBlock * depth + input / 2 * 2 * kBlock + output % kBlock * 2 + input % 2;
}

// A matrix by weight_at(), and what is added to each output (in units of activation times weight).
struct Affine {
  const std::int16_t* weights = nullptr;
  const std::int32_t* bias = nullptr;
};

// The rows of features, `width` numbers each. Valid as long as the model they were loaded from.
struct FeatureRows {
  const std::uint32_t* slots = nullptr;  // 14 check bits of a key above 18 bits of its row; all ones when free
  std::size_t slot_mask = 0;
  const std::int8_t* rows = nullptr;
  std::size_t width = 0;

  // What was found of the keys of some words: the rows of word i end at ends[i].
  struct Found {
    std::vector<std::uint32_t> rows, ends;
  };
  // What find() takes for a key; the place to look at is on its way from memory afterwards.
  [[nodiscard]] std::uint64_t expect(std::uint64_t key) const;
  // `each` keys a word. What is found is on its way from memory afterwards.
  void find(const std::vector<std::uint64_t>& expected, std::size_t each, Found& found) const;
};

// These throw Error{kInput} with the file and the part when it is missing, too short or could leave the range of whole numbers.
[[nodiscard]] FeatureRows load_rows(const LinearModel& model, std::size_t width);                       // "keys" and "rows"
[[nodiscard]] Affine load_affine(const LinearModel& model, const std::string& name, std::size_t outputs, std::size_t depth);
[[nodiscard]] std::span<const std::int16_t> load_numbers(const LinearModel& model, const std::string& name, std::size_t count, std::int32_t most);

// The section "keys" for rows in the order of `keys`.
[[nodiscard]] std::string write_keys(const std::vector<std::uint64_t>& keys);

// Ways to reckon that give the same numbers. Which is the fastest here: the widest registers (AVX-512 with VNNI), else wide ones (AVX2), else those that every
// processor of the kind has, else the plain loops.
enum class Registers { kPlain, kNarrow, kWide, kWidest };
[[nodiscard]] Registers fastest_registers();

}  // namespace entente::extract::network
