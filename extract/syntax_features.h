// SPDX-License-Identifier: Apache-2.0
// What the tagger and the parser see of a word. Shared by the programs that run the models and the one that trains them,
// so that both always see the same. Keys made of these are stored in model files: a change here needs both models trained anew.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/document.h"
#include "extract/linear_model.h"

namespace entente::extract::syntax {

// How the capitals of a sentence are used: a capital tells little in a headline.
enum class Casing : std::uint8_t { kNormal = 0, kTitle = 1, kUpper = 2 };

struct Word {
  std::uint64_t form = 0;                 // lower case, digits as 0, plain quotes and dashes
  std::uint64_t shape = 0;                // "Xx", "X", "x", "0", "x-0" ... with the casing of the sentence
  std::array<std::uint64_t, 3> prefix{};  // of 1..3 code points; 0 when the word is shorter
  std::array<std::uint64_t, 4> suffix{};  // of 1..4
};

[[nodiscard]] Casing casing_of(const Sentence& sentence);
void words_of(const Sentence& sentence, std::vector<Word>& out);

}  // namespace entente::extract::syntax
