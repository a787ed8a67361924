// SPDX-License-Identifier: Apache-2.0
// How well `cut` finds the sentences and tokens of a treebank in its raw text. The text is built from CoNLL-U as the
// CoNLL 2018 shared task did: a blank line before "newdoc" and "newpar", a space between sentences and after every token
// without SpaceAfter=No. A span counts when both its ends are right; what lies between is then the same by itself.
//
// Tokens are surface tokens: "don't" is one. Words are syntactic words: "do" and "n't" are two. `cut` gives words; those
// written together as the treebank writes clitics together make one token.
//
// Reference: Zeman et al., CoNLL 2018 Shared Task: Multilingual Parsing from Raw Text to Universal Dependencies.
#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <string>
#include <utility>
#include <vector>

namespace entente::extract::train {

struct RawText {
  using Spans = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // bytes, half open, in order
  std::string text;
  Spans sentences, tokens, words;
};

// One text a document. Throws Error{kInput} with name and line when something is malformed.
[[nodiscard]] std::vector<RawText> read_raw(std::istream& in, const std::string& name);
// The same spans as `cut` finds them in `text`.
[[nodiscard]] RawText cut_raw(const std::string& text);

struct SpanScore {
  std::size_t gold = 0, found = 0, right = 0;
  void add(const RawText::Spans& gold_spans, const RawText::Spans& found_spans);
  [[nodiscard]] double precision() const { return share(right, found); }
  [[nodiscard]] double recall() const { return share(right, gold); }
  [[nodiscard]] double f1() const { return share(2 * right, gold + found); }

 private:
  static double share(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
  }
};

}  // namespace entente::extract::train
