// SPDX-License-Identifier: Apache-2.0
// Korean and Chinese names across scripts and romanisations. A syllable is an onset, a rime and a coda, each a set of sounds that
// its spelling may stand for: Latin "chong" may be 정, 종, 청 or 총, Hangul 정 is one sound, 正 is 정 as Koreans read it. Two
// names agree when they have the same number of syllables and every two sets meet; so no romanisation has to be guessed.
//
// Korean: Hangul; Han characters by their Sino-Korean reading (about 600 that names use, hanja.cc); Latin in the Revised,
// McCune-Reischauer and North Korean manner and as families write themselves (Lee, Park, Choi); Cyrillic after Kontsevich.
// Mandarin: Han characters (ICU's readings); pinyin, Wade-Giles; Cyrillic after Palladius. Tones are not compared.
// Pure; safe from any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "names/letters.h"

namespace entente::names {

enum class Tongue : std::uint8_t { kKorean, kMandarin };

// Whether the words of two names can be one name of that tongue. `free_order`: the family name may stand last on either side
// (persons). Where neither side is Hangul or Han, both must look like a name of that tongue: a known family name, then a given name.
[[nodiscard]] bool syllables_agree(std::span<const Letters> a, std::span<const Letters> b, Tongue tongue, bool free_order);

// Whether both are written in letters, both look like a Korean name, and no reading of one is a reading of the other: Kim Yong Nam and Kim Jong
// Nam, Kim Song and Kim Song Nam. What merely sounds near is then another person.
[[nodiscard]] bool korean_names_differ(std::span<const Letters> a, std::span<const Letters> b);

// Whether a name in Han characters can be read in Japanese as the words, family name first or last ("安倍晋三", "Shinzo Abe"). About 330
// characters are known (kanji.cc); length of vowels does not count.
[[nodiscard]] bool japanese_agree(std::span<const Letters> characters, std::span<const Letters> letters);

// The Sino-Korean readings of a Han character as Hangul syllables; empty when it is not in the table.
[[nodiscard]] std::u32string sino_korean(char32_t character);

}  // namespace entente::names
