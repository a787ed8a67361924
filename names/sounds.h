// SPDX-License-Identifier: Apache-2.0
// How a word sounds, near enough that spellings of one name in different languages come close: "Chruschtschow", "Khrushchev".
// One character a sound: vowels a e i o u; S sh, Z zh, C ch, J j of "jam", H kh; the others as written. ASCII in, ASCII out.
// Pure; safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace entente::names {

// Of a word of letters.cc (lower-case Latin letters and digits). Digits stay.
[[nodiscard]] std::string sound_of(std::string_view latin);
// The consonants of a sound.
[[nodiscard]] std::string consonants_of(std::string_view sound);

inline constexpr std::size_t kLongestSound = 40;
// The weighted edit distance of two sounds in hundredths: 100 for another consonant, less for sounds that are heard or written
// for each other (b p, g h, s sh), 25 to 50 between vowels, 60 for two neighbours exchanged. Longer words than kLongestSound are cut.
[[nodiscard]] int sound_distance(std::string_view a, std::string_view b);
// The same between a word of a script without short vowels (Arabic, Hebrew), first, and one of a script with them.
[[nodiscard]] int abjad_distance(std::string_view abjad, std::string_view other);

}  // namespace entente::names
