// SPDX-License-Identifier: Apache-2.0
// What the tagger and the parser see of a word, and what the tagger sees of a place, as feature keys. Shared by the
// programs that run the models and the one that trains them, so that both always see the same. Keys are
// stored in model files: a change here needs both models trained anew.
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

// Keys of one decision; the capacity is a bound on the templates below.
class Keys {
 public:
  void clear() { size_ = 0; }
  void add(std::uint64_t key) { keys_[size_++] = key; }
  [[nodiscard]] std::span<const std::uint64_t> view() const { return {keys_.data(), size_}; }
  template <typename Keep>
  void filter(Keep keep) {
    size_ = static_cast<std::size_t>(std::remove_if(keys_.begin(),
                                                    keys_.begin() + static_cast<std::ptrdiff_t>(size_),
                                                    [&](std::uint64_t) { return !keep(); }) -
                                     keys_.begin());
  }

 private:
  std::array<std::uint64_t, 64> keys_;  // the tagger asks for 47 at most
  std::size_t size_ = 0;
};

// How the capitals of a sentence are used: a capital tells little in a headline.
enum class Casing : std::uint8_t { kNormal = 0, kTitle = 1, kUpper = 2 };

struct Word {
  std::uint64_t form = 0;                 // lower case, digits as 0, plain quotes and dashes
  std::uint64_t shape = 0;                // "Xx", "X", "x", "0", "x-0" ... with the casing of the sentence
  std::array<std::uint64_t, 5> prefix{};  // of 1..5 code points; 0 when the word is shorter
  std::array<std::uint64_t, 5> suffix{};
  std::uint8_t known = 0;  // class of tags the word was seen with; 0 = rare or unknown
};

[[nodiscard]] Casing casing_of(const Sentence& sentence);
void words_of(const Sentence& sentence, std::vector<Word>& out);

inline constexpr std::uint8_t kNoTag = 255;  // before the first word

// `before` is the label of the word on the left, `before2` of the one before that.
void tag_keys(std::span<const Word> words, std::size_t i, std::uint8_t before, std::uint8_t before2,
              Keys& keys);

// The classes of tags frequent words were seen with, and the words that have one tag only: an open-addressed
// table of 64-bit entries, 48 bits of the form's hash above 8 bits of class above 8 bits of label.
class WordList {
 public:
  struct Entry {
    std::uint8_t known = 0;
    std::uint8_t only = kNoTag;  // the label of a word that has no other
  };
  WordList() = default;
  explicit WordList(std::string_view section) : section_(section) {}
  [[nodiscard]] Entry find(std::uint64_t form) const;
  [[nodiscard]] static std::string write(const std::vector<std::pair<std::uint64_t, Entry>>& entries);

 private:
  std::string_view section_;
};

}  // namespace entente::extract::syntax
