// SPDX-License-Identifier: Apache-2.0
// Names in a sentence: exact boundaries and a coarse type, found by a trained linear sequence model.
//
// What counts as a name: a proper name without its article and without titles ("President" is outside).
// Demonyms
// ("Russian") and dates are not names. Types are coarse on purpose: which body is a ministry, a company or a
// newspaper, and which place is a country, is decided later by rules and gazetteers.
//
// All scores are whole numbers and every feature is a hash of bytes: the same text gives the same names on
// any processor. A loaded tagger is immutable; any number of threads may use it at once.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"

namespace entente::extract {

enum class NameLabel : std::uint8_t {
  kPerson = 0,
  kBody = 1,   // state body, organisation, company, party, media outlet
  kPlace = 2,  // country, city, region, facility, geographic feature
  kEvent = 3,  // war, election, summit, games
  kThing = 4,  // agreement, law, work, award, product, programme
};
inline constexpr std::size_t kNameLabelCount = 5;
[[nodiscard]] std::string_view name_of(NameLabel label);  // "PERSON"

struct NameSpan {
  std::uint32_t first = 0;  // token range [first, last)
  std::uint32_t last = 0;
  NameLabel label = NameLabel::kPerson;
  NameLabel second = NameLabel::kPerson;  // the next best label for these tokens
  std::int32_t margin = 0;  // how much the best reading of the sentence without this very name falls behind
  std::int32_t type_margin = 0;  // how much `second` falls behind `label` on these tokens
};

class NameTagger {
 public:
  // Throws Error{kInput} when the file is absent, damaged or of another version.
  [[nodiscard]] static NameTagger load(const std::string& path);

  NameTagger(NameTagger&&) noexcept;
  NameTagger& operator=(NameTagger&&) noexcept;
  ~NameTagger();

  // The names of one sentence, in order, not overlapping.
  [[nodiscard]] std::vector<NameSpan> find(const Sentence& sentence) const;

  // The names of a whole article, one list a sentence: a name seen clearly in one place helps the same words
  // elsewhere in the article.
  [[nodiscard]] std::vector<std::vector<NameSpan>> find(const std::vector<Sentence>& sentences) const;

  // Margins are in whole numbers; this many make one natural logarithm of odds (a margin of 2 units: about 7
  // to 1).
  [[nodiscard]] std::int32_t unit() const;

  struct Impl;

 private:
  explicit NameTagger(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

}  // namespace entente::extract
