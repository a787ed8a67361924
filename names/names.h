// SPDX-License-Identifier: Apache-2.0
// Names as people write them, made comparable: the room that extraction (identity keys), the store (name index)
// and search share, so that a name is folded the same way wherever it is met. ICU does the Unicode work.
// All functions are pure and safe from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::names {

// The version of the rules below. Stored in every database; another version needs a rebuild of its name index.
inline constexpr int kFoldingVersion = 1;

// Compatibility form (NFKC), other scripts transliterated to Latin, diacritics dropped, case folded, dots inside
// acronyms removed ("U.N." = "un"), every other mark a blank, blanks single. "Kim Jong-un" = "kim jong un",
// "Ким Чен Ын" = "kim chen yn", "김정은" = "gimjeong eun". Never throws; broken UTF-8 is replaced.
[[nodiscard]] std::string fold(std::string_view name);

// Words of a folded name.
[[nodiscard]] std::vector<std::string_view> words(std::string_view folded);

// A name as annotators' spellings are compared when extraction is scored: compatibility form (NFKC), case folded, a possessive with
// a typographic apostrophe and one leading article or form of address ("the", "Mr.") dropped, words joined by single blanks.
// Weaker than fold: scripts and diacritics stay. Never throws; broken UTF-8 is replaced.
[[nodiscard]] std::string surface(std::string_view name);

// A consonant skeleton that survives most romanisations: vowels and blanks dropped, voiced and unvoiced sounds
// joined (g k q c; b p; d t; j ch z s sh), doubled letters single, digits kept as they are.
// "kim jong un" = "kim chen yn" = "gimjeong eun". Two names with one skeleton need not be one; a search offers both.
[[nodiscard]] std::string skeleton(std::string_view folded);

// 0 to 1 from the edit distance (Levenshtein with transpositions, Damerau's restricted form) over folded names;
// 0 when the digits differ, since Resolution 1718 is not Resolution 1874.
[[nodiscard]] double similarity(std::string_view folded_a, std::string_view folded_b);

}  // namespace entente::names
