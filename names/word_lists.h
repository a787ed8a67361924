// SPDX-License-Identifier: Apache-2.0
// What single words of a name are: forms of address, particles, legal forms of companies, words that many bodies share, numbers,
// short forms of given names. Folded words in, facts out. Written by hand for this project from general knowledge.
// Pure; safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace entente::names {

enum class WordFact : std::uint16_t {
  kTitle = 1,        // "president": dropped before a person's name
  kAddress = 2,      // "sheikh", "mr": dropped anywhere in it
  kParticle = 4,     // "bin", "al", "von": says little about who it is
  kStop = 8,         // "the", "of", "and"
  kShared = 16,      // "group", "bank": many bodies have it in their names
  kPlace = 32,       // "europe", "uk": a branch of the same body more often than another body
  kRegion = 64,      // "region", "city": kinds of places
  kVessel = 128,     // "mv", "uss": before the name of a ship
  kLegal = 256,      // occurs in a legal form
  kNumber = 512,     // spells a number
  kShort = 1024,     // is an abbreviation
  kGiven = 2048,     // a given name with other forms
};

class WordFacts {
 public:
  constexpr WordFacts() = default;
  constexpr explicit WordFacts(std::uint16_t bits) : bits_(bits) {}
  [[nodiscard]] constexpr bool has(WordFact fact) const { return (bits_ & static_cast<std::uint16_t>(fact)) != 0; }
  constexpr void add(WordFact fact) { bits_ = static_cast<std::uint16_t>(bits_ | static_cast<std::uint16_t>(fact)); }

 private:
  std::uint16_t bits_ = 0;
};

[[nodiscard]] WordFacts facts_of(std::string_view word);

// Legal forms that state the same kind of company in different countries are one: AG, S.A., OAO, PLC; GmbH, Ltd, OOO, SARL.
enum class LegalForm : std::uint8_t { kNone, kGeneral, kStock, kLimited, kPartnership, kNonProfit, kState, kSole };
struct LegalMatch {
  LegalForm form = LegalForm::kNone;
  std::size_t words = 0;
};
// The longest legal form that begins at the first of the words ("limited liability company" of three); form kNone when none does.
[[nodiscard]] LegalMatch legal_form_at(std::span<const std::string_view> words);
// A long word of a legal form with one slip of the pen ("compnay", "aktiengeselschaft"), put right; any other word as it is.
[[nodiscard]] std::string_view legal_spelling(std::string_view word);
// kGeneral ("Company", "Inc.") goes with every other but those below.
[[nodiscard]] bool legal_forms_agree(LegalForm a, LegalForm b);

// "three", "third", "forty", "fourty"; cardinals as well as ordinals.
struct SpelledNumber {
  unsigned value = 0;
  bool ordinal = false;
};
[[nodiscard]] std::optional<SpelledNumber> spelled_number(std::string_view word);
// "ii" is 2. Only well-formed numerals up to 39; the caller knows whether the word may be one ("Xi" is a name).
[[nodiscard]] std::optional<unsigned> roman_number(std::string_view word);

// "intl" is "international", "govt" "government"; the word itself when it is no abbreviation.
[[nodiscard]] std::string_view unabbreviated(std::string_view word);

// One person may be called by both: Bill and William, Volodymyr and Vladimir, Mohd and Mohammed.
[[nodiscard]] bool same_given_name(std::string_view a, std::string_view b);

// A legal form at the end or the beginning of a Hangul or Han word.
struct OwnLegalMatch {
  LegalForm form = LegalForm::kNone;
  std::size_t characters = 0;
  bool at_end = true;
};
[[nodiscard]] OwnLegalMatch own_legal_form(std::u32string_view word);

// Length of the form of address at the end of a Hangul or Han word that still leaves two characters: 김정은위원장, 习近平主席.
[[nodiscard]] std::size_t address_suffix(std::u32string_view word);
// Whether the whole word is one: 대통령.
[[nodiscard]] bool is_address(std::u32string_view word);

}  // namespace entente::names
