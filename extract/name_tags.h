// SPDX-License-Identifier: Apache-2.0
// The tags behind the name labels: outside, or a label and the word's part in the name (BILOU). Shared by the
// tagger and its trainer; the numbers are stored in model files.
#pragma once

#include <cstddef>
#include <cstdint>

#include "extract/name_tagger.h"

namespace entente::extract {

enum class Part : std::uint8_t { kBegin = 0, kInside = 1, kLast = 2, kUnit = 3 };

inline constexpr std::size_t kOutsideTag = 0;
inline constexpr std::size_t kTagCount = 1 + 4 * kNameLabelCount;

[[nodiscard]] constexpr std::size_t tag_of(NameLabel label, Part part) {
  return 1 + 4 * static_cast<std::size_t>(label) + static_cast<std::size_t>(part);
}
[[nodiscard]] constexpr Part part_of(std::size_t tag) { return static_cast<Part>((tag - 1) % 4); }
[[nodiscard]] constexpr NameLabel label_of(std::size_t tag) { return static_cast<NameLabel>((tag - 1) / 4); }

// Outside, last or unit word: the next word is free of this one.
[[nodiscard]] constexpr bool closed(std::size_t tag) {
  return tag == kOutsideTag || part_of(tag) == Part::kLast || part_of(tag) == Part::kUnit;
}
[[nodiscard]] constexpr bool may_start(std::size_t tag) {
  return tag == kOutsideTag || part_of(tag) == Part::kBegin || part_of(tag) == Part::kUnit;
}
[[nodiscard]] constexpr bool may_follow(std::size_t before, std::size_t after) {
  return closed(before) ? may_start(after) : !may_start(after) && label_of(before) == label_of(after);
}

}  // namespace entente::extract
