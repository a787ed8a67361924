// SPDX-License-Identifier: Apache-2.0
// The words of a name in Latin letters, each with what is known of its writing: the first step of matching (match.h).
// Unlike fold() it keeps Hangul and Han characters beside their romanisation, since their syllables can be compared with every
// romanisation at once (syllables.h), and marks words of scripts that write no vowels.
// Pure; safe from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "names/word_lists.h"

namespace entente::names {

enum class Writing : std::uint8_t { kLatin, kCyrillic, kHangul, kHan, kAbjad, kOther };

struct Letters {
  std::string latin;   // lower-case letters and digits; of Hangul and Han one usual romanisation
  std::u32string own;  // Hangul and Han only: the characters themselves
  Writing writing = Writing::kLatin;
  bool capitals = false;   // every letter a capital
  bool single = false;     // one letter in its own script
  bool dotted = false;     // "J." or "A.B.C."
  bool hyphened = false;   // joined by a hyphen to the next word
  bool bracketed = false;  // inside brackets
  WordFacts facts;         // of the Latin letters
};

// Names longer than this many bytes are cut: names, not sentences.
inline constexpr std::size_t kLongestName = 400;

// The Mandarin reading without its tone, family names as such; empty for what is no Han character. Lives as long as the thread.
[[nodiscard]] const std::string& pinyin_of(char32_t character);
// Hangul or Han characters as split_letters() writes them.
[[nodiscard]] std::string latin_of(const std::u32string& own, Writing writing);

[[nodiscard]] std::vector<Letters> split_letters(std::string_view name);

}  // namespace entente::names
