// SPDX-License-Identifier: Apache-2.0
// Words in quotation marks and whose they are, across sentences: "… he said. "Norway condemns Russia."".
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extract/lexicon.h"
#include "extract/mentions.h"

namespace entente::extract {

// A mark of quotation: 1 opens, -1 closes, 2 either, 0 is none.
[[nodiscard]] int quotation_mark(const Token& token);

// Made once for an article whose sentences are parsed; keep the mentions and the lexicon.
class Quotations {
 public:
  Quotations(const Mentions& mentions, const Lexicon& lexicon);

  [[nodiscard]] bool quoted(std::uint32_t sentence, std::uint32_t token) const { return quoted_[sentence][token]; }

  struct Teller {
    std::uint32_t sentence = 0;
    std::uint32_t head = 0;  // token that heads the speaker's phrase
  };
  // Who speaks the words that the token stands among: the subject of the sentence's verb of saying outside of the marks; else of the sentence that opened
  // the quotation; else, when the sentence is one quotation from its first word on, of the sentence before it, or behind it in
  // the paragraph. Nothing for a token outside of marks.
  [[nodiscard]] std::optional<Teller> speaker(std::uint32_t sentence, std::uint32_t token) const;

 private:
  [[nodiscard]] std::optional<std::uint32_t> teller_in(std::uint32_t sentence) const;

  const Mentions* mentions_;
  const Lexicon* lexicon_;
  std::vector<std::vector<bool>> quoted_;                // of each sentence: which tokens stand in marks
  std::vector<std::optional<std::uint32_t>> continues_;  // of each sentence: where the quotation was opened that it begins in
};

}  // namespace entente::extract
