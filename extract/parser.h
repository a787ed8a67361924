// SPDX-License-Identifier: Apache-2.0
// The dependency tree of a tagged sentence (Universal Dependencies): a small network scores every pair of words, and
// the best tree over the scores is taken (docs/models.md).
//
// Every sentence gets one tree: one root, every other token below it, no arcs that cross. Time grows with the square
// of the length up to 128 words, at worst with its cube; what is longer is read in stretches. The same
// tokens and tags get the same tree on any processor: there are whole numbers only. A loaded parser is immutable; any
// number of threads may use it.
#pragma once

#include <memory>
#include <string>

#include "extract/document.h"

namespace entente::extract {

class Parser {
 public:
  // Throws Error{kInput} when the file is absent, damaged or of another version.
  [[nodiscard]] static Parser load(const std::string& path);

  Parser(Parser&&) noexcept;
  Parser& operator=(Parser&&) noexcept;
  ~Parser();

  // Needs Token::upos (Tagger::tag); sets Token::head and deprel of every token, and Sentence::parsed.
  void parse(Sentence& sentence) const;

 private:
  struct Impl;
  explicit Parser(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

}  // namespace entente::extract
