// SPDX-License-Identifier: Apache-2.0
// What the name tagger looks at, word by word: one 64-bit key for each feature, made of bytes and whole
// numbers only. The tagger and its trainer share this file, so that both see the same thing.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "extract/linear_model.h"

namespace entente::extract {

// What is known of a phrase beforehand: classes (bits), and a cluster of words of like use. The first four
// may be of several words.
enum class WordClass : std::uint8_t {
  kCountry = 0,
  kMedia = 1,
  kPlace = 2,  // city, capital, region
  kBody = 3,
  kGiven = 4,  // a person's given name
  kFamily = 5,
  kEastFamily = 6,  // Korean, Chinese: stands first
  kTitle = 7,
  kDemonym = 8,
  kBodyHead = 9,    // "Ministry", "Council"
  kPlaceHead = 10,  // "River", "Province"
  kEventHead = 11,
  kMediaHead = 12,
  kThingHead = 13,  // "Treaty", "Act", "Award"
  kCommon = 14,     // mostly written small
  kCalendar = 15,   // months and weekdays
};
inline constexpr std::size_t kWordClassCount = 16;

// A lexicon value: classes in bits 0-18, bit 19 = begins a longer phrase, cluster number + 1 in bits 20-31.
inline constexpr std::uint32_t kPhraseClasses = 0xFu;
inline constexpr std::uint32_t kWordClasses = 0x7FFF0u;
inline constexpr std::uint32_t kBeginsLonger = 1u << 19;
inline constexpr std::uint32_t kClusterShift = 20;
[[nodiscard]] constexpr std::uint32_t class_bit(WordClass c) { return 1u << static_cast<unsigned>(c); }
[[nodiscard]] constexpr std::uint64_t phrase_start() { return 0x5EED; }
[[nodiscard]] constexpr std::uint64_t phrase_add(std::uint64_t phrase, std::uint64_t lower_hash) {
  return mix(phrase, lower_hash);
}
inline constexpr std::size_t kLongestPhrase = 7;

// Phrase hash to value. Lookup of an unknown phrase gives 0.
class NameLexicon {
 public:
  virtual ~NameLexicon() = default;
  [[nodiscard]] virtual std::uint32_t value(std::uint64_t phrase) const = 0;
  // The value will be asked for soon.
  virtual void expect(std::uint64_t /*phrase*/) const {}
};

inline constexpr std::size_t kMaxNameFeatures = 112;
struct NameFeatureList {
  std::array<std::uint64_t, kMaxNameFeatures> keys;
  std::size_t count = 0;
  void add(std::uint64_t key) {
    if (count < kMaxNameFeatures) keys[count++] = key;
  }
};

// One sentence, prepared once; then the features of each word. Reuse the object: it keeps its memory.
class NameFeatures {
 public:
  void prepare(const Sentence& sentence, const NameLexicon& lexicon);
  [[nodiscard]] std::size_t size() const { return words_.size(); }
  void extract(std::size_t at, NameFeatureList& out) const;
  // Whether the word may be part of a name at all: a capital is at it, right behind it or within two words before it. A first word
  // that is mostly written small says nothing by its capital. In a sentence without any other capital every word may be.
  [[nodiscard]] bool may_name(std::size_t at) const { return near_[at] != 0; }
  [[nodiscard]] bool is(std::size_t at, WordClass word_class) const {
    return (words_[at].classes & class_bit(word_class)) != 0;
  }

 private:
  void mark_near();
  struct WordFacts {
    std::uint64_t lower = 0;
    std::uint64_t shape = 0;
    std::array<std::uint64_t, 3> prefix{};  // of 2, 3, 4 characters; 0 when shorter
    std::array<std::uint64_t, 4> suffix{};  // of 1, 2, 3, 4
    std::uint32_t classes = 0;              // of the word itself and of phrases it is in
    std::uint32_t phrase_place = 0;  // two bits for each of the first four classes: begin, inside, last, unit
    std::uint32_t cluster = 0;       // +1; 0 none
    bool capital = false;    // the first letter is one
    bool any_capital = false;
    bool joint = false;      // a hyphen without blanks
    std::uint32_t run = 0;   // index into runs_, when capital
    std::uint32_t wide = 0;  // index into wides_
  };
  struct Run {  // capitalised words in a row
    std::uint32_t first = 0;
    std::uint32_t last = 0;
  };
  [[nodiscard]] std::uint64_t lower_at(std::ptrdiff_t at) const;
  [[nodiscard]] const WordFacts& facts_at(std::ptrdiff_t at) const;

  std::vector<WordFacts> words_;
  std::vector<Run> runs_;
  std::vector<Run> wides_;  // the same, going over small words such as "of"
  WordFacts before_;
  WordFacts after_;
  std::vector<std::uint8_t> near_;  // may_name() of each word
  bool shouting_ = false;  // no small letters: a headline in capitals
  bool titled_ = false;    // nearly all words begin with a capital
};

}  // namespace entente::extract
