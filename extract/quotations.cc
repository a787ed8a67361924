// SPDX-License-Identifier: Apache-2.0
#include "extract/quotations.h"

#include <cstddef>

#include "extract/claims.h"

namespace entente::extract {

int quotation_mark(const Token& token) {
  const auto first = token.lower.empty() ? '\0' : token.lower.front();
  if (first != '"' && first != '\xE2' && first != '\xC2') return 0;  // nearly all; the others begin with these bytes
  if (token.lower == "\u201C" || token.lower == "\u201E" || token.lower == "\u00AB") return 1;
  if (token.lower == "\u201D" || token.lower == "\u00BB") return -1;
  return token.lower == "\"" ? 2 : 0;
}

Quotations::Quotations(const Mentions& mentions, const Lexicon& lexicon) : mentions_(&mentions), lexicon_(&lexicon) {
  const auto& sentences = mentions.document->sentences;
  bool inside = false;
  std::optional<std::uint32_t> opened;  // sentence
  for (std::uint32_t s = 0; s < sentences.size(); ++s) {
    const auto& tokens = sentences[s].tokens;
    quoted_.emplace_back(tokens.size(), false);
    if (sentences[s].kind == SentenceKind::kHeading) inside = false;
    // A paragraph that opens a quotation anew goes on with the one before; one that does not ends it.
    const bool fresh = s > 0 && sentences[s].paragraph != sentences[s - 1].paragraph;
    if (fresh && (tokens.empty() || quotation_mark(tokens.front()) <= 0)) inside = false;
    continues_.push_back(inside ? opened : std::nullopt);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const auto mark = quotation_mark(tokens[i]);
      const bool opens = mark == 1 || (mark == 2 && (!inside || (fresh && i == 0)));
      if (opens) {
        if (!inside) opened = s;
        inside = true;
      } else if (mark != 0) {
        inside = false;
      }
      quoted_[s][i] = inside;
    }
  }
}

std::optional<std::uint32_t> Quotations::teller_in(std::uint32_t sentence) const {
  const auto& tree = mentions_->trees[sentence];
  if (!tree.sentence().parsed) return std::nullopt;
  std::optional<std::uint32_t> best;
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    if (!tree.is_verbal(i) || quoted_[sentence][i] || lexicon_->find_report(lexicon_->verb_lemma(tree.lower(i))) == nullptr) continue;
    // "in Santiago, said Juan Diaz": of two subjects the one behind the verb.
    for (const auto c : tree.children(i)) {
      if (tree.is(c, {Deprel::kNsubj}) && !quoted_[sentence][c]) best = c;
    }
  }
  return best;
}

std::optional<Quotations::Teller> Quotations::speaker(std::uint32_t sentence, std::uint32_t token) const {
  if (!quoted_[sentence][token]) return std::nullopt;
  const auto told_in = [&](std::uint32_t s) -> std::optional<Teller> {
    const auto head = teller_in(s);
    return head ? std::optional(Teller{s, *head}) : std::nullopt;
  };
  if (const auto own = told_in(sentence)) return own;
  if (continues_[sentence]) return told_in(*continues_[sentence]);
  const auto& sentences = mentions_->document->sentences;
  if (quotation_mark(sentences[sentence].tokens.front()) <= 0) return std::nullopt;
  const auto paragraph = sentences[sentence].paragraph;
  if (sentence > 0 && paragraph - sentences[sentence - 1].paragraph <= 1) {
    if (const auto before = told_in(sentence - 1)) return before;
  }
  if (sentence + 1 < sentences.size() && sentences[sentence + 1].paragraph == paragraph) return told_in(sentence + 1);
  return std::nullopt;
}

}  // namespace entente::extract
