// SPDX-License-Identifier: Apache-2.0
// A parsed sentence as a tree to walk: children by token, common questions in one place. A view: keep the sentence.
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "extract/document.h"

namespace entente::extract {

// Whether the word is one of a few. With the list spelled out in the call the compiler knows every size and letter, and compares numbers in place of strings.
template <std::size_t kSize>
[[nodiscard]] __attribute__((always_inline)) inline bool in(std::string_view word, const std::string_view (&list)[kSize]) {  // NOLINT(modernize-avoid-c-arrays): what a list in braces is deduced as
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC unroll 64
#endif
  for (const auto other : list) {
    if (word.size() == other.size() && __builtin_memcmp(word.data(), other.data(), other.size()) == 0) return true;
  }
  return false;
}

[[nodiscard]] inline bool in(std::string_view word, std::span<const std::string_view> list) { return std::find(list.begin(), list.end(), word) != list.end(); }

class Tree {
 public:
  explicit Tree(const Sentence& sentence) : sentence_(&sentence), first_(sentence.tokens.size() + 2, 0) {
    const auto n = sentence.tokens.size();
    const auto hangs = [&](std::size_t i) {
      const auto head = sentence.tokens[i].head;
      return head >= 0 && static_cast<std::size_t>(head) < n && static_cast<std::size_t>(head) != i;
    };
    // Counted one place further on, so that filling in the children moves each beginning to its own place.
    for (std::size_t i = 0; i < n; ++i) first_[static_cast<std::size_t>(hangs(i) ? sentence.tokens[i].head : -1) + 2] += hangs(i) ? 1 : 0;
    for (std::size_t i = 2; i < first_.size(); ++i) first_[i] += first_[i - 1];
    children_.resize(first_.back());
    for (std::uint32_t i = 0; i < n; ++i) {
      if (hangs(i)) children_[first_[static_cast<std::size_t>(sentence.tokens[i].head) + 1]++] = i;
    }
  }

  [[nodiscard]] const Sentence& sentence() const { return *sentence_; }
  [[nodiscard]] std::size_t size() const { return sentence_->tokens.size(); }
  [[nodiscard]] const Token& token(std::uint32_t i) const { return sentence_->tokens[i]; }
  [[nodiscard]] std::string_view lower(std::uint32_t i) const { return sentence_->tokens[i].lower; }
  [[nodiscard]] Deprel deprel(std::uint32_t i) const { return sentence_->tokens[i].deprel; }
  [[nodiscard]] Upos upos(std::uint32_t i) const { return sentence_->tokens[i].upos; }
  [[nodiscard]] std::span<const std::uint32_t> children(std::uint32_t i) const { return {children_.data() + first_[i], first_[i + 1] - first_[i]}; }
  [[nodiscard]] bool is_root(std::uint32_t i) const { return sentence_->tokens[i].head < 0; }
  [[nodiscard]] std::uint32_t head(std::uint32_t i) const {
    const auto head = sentence_->tokens[i].head;
    return head < 0 ? i : static_cast<std::uint32_t>(head);
  }
  [[nodiscard]] bool is(std::uint32_t i, std::initializer_list<Deprel> any) const {
    return std::find(any.begin(), any.end(), deprel(i)) != any.end();
  }

  // First child by one of the relations, or kNone.
  static constexpr std::uint32_t kNone = 0xffffffffu;
  [[nodiscard]] std::uint32_t child(std::uint32_t i, std::initializer_list<Deprel> any) const {
    for (const auto c : children(i)) {
      if (is(c, any)) return c;
    }
    return kNone;
  }
  // The preposition of a nominal ("with" of "with Kim"), lower-cased; empty when it has none.
  [[nodiscard]] std::string_view preposition(std::uint32_t i) const {
    const auto c = child(i, {Deprel::kCase});
    return c == kNone || upos(c) == Upos::kPart ? std::string_view() : lower(c);
  }
  [[nodiscard]] bool is_verbal(std::uint32_t i) const { return upos(i) == Upos::kVerb || upos(i) == Upos::kAux; }
  // Is `below` in the subtree of `above`?
  [[nodiscard]] bool dominates(std::uint32_t above, std::uint32_t below) const {
    for (std::size_t steps = 0; steps <= size(); ++steps) {
      if (below == above) return true;
      if (is_root(below)) return false;
      below = head(below);
    }
    return false;
  }

 private:
  const Sentence* sentence_;
  std::vector<std::uint32_t> first_;     // where the children of each word begin
  std::vector<std::uint32_t> children_;  // of all words
};

}  // namespace entente::extract
