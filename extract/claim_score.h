// SPDX-License-Identifier: Apache-2.0
// Extracted claims against what careful readers wrote down. A pure function of one article's gold and its extraction; counts of
// several articles are added. Nothing is read or printed here.
//
// A gold claim is required, or optional: recall asks for the required ones alone, and any gold claim makes an extracted one right. An
// extracted entity is the gold entity that shares most of its surface forms (names::surface), one to one, best first; what is left
// over counts as a false entity but its claims are compared. Of several claims with one (subject, relation, object) the most
// confident one is compared; symmetric relations read the same either way.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/claim.h"

namespace entente::extract {

struct GoldEntity {
  std::string id;
  std::string type;
  std::string name;
  std::vector<std::string> names;
  bool required = true;
};

struct GoldClaim {
  std::string subject;  // ids of entities
  std::string relation;
  std::string object;
  std::string polarity = "positive";
  std::string modality = "actual";
  std::string also_polarity;  // what the other reader wrote; empty when they agree
  std::string also_modality;
  std::vector<std::string> attribution;  // outermost first
  std::string date;
  std::string also_date;
  std::string quote;  // exact words of the article
  bool required = true;
};

struct GoldArticle {
  std::string doc;  // stem of the text's file name
  std::vector<GoldEntity> entities;
  std::vector<GoldClaim> claims;
};

// Right and false ones among those said; found and asked for among the required.
struct Tally {
  std::uint32_t right = 0;
  std::uint32_t wrong = 0;
  std::uint32_t found = 0;
  std::uint32_t required = 0;
  [[nodiscard]] double precision() const;
  [[nodiscard]] double recall() const;
  [[nodiscard]] double f1() const;
  void add(const Tally& other);
};

struct Share {
  std::uint32_t right = 0;
  std::uint32_t of = 0;
  void add(bool is_right) {
    right += is_right ? 1 : 0;
    ++of;
  }
  void add(const Share& other) {
    right += other.right;
    of += other.of;
  }
};

// Wilson's interval for a share at 95 %; 0 to 1 when nothing was counted.
struct Interval {
  double low = 0;
  double high = 1;
};
[[nodiscard]] Interval wilson(const Share& share);

// Bins of confidence: below 0.5, then tenths.
inline constexpr std::size_t kConfidenceBins = 6;
[[nodiscard]] std::size_t confidence_bin(double confidence);
[[nodiscard]] std::string_view name_of_confidence_bin(std::size_t bin);  // "0.5-0.6"

// What stays when only claims of some confidence and more count, as --min-confidence has it.
inline constexpr std::array<double, 4> kThresholds{0.5, 0.7, 0.8, 0.9};

struct ScoreError {
  bool missed = false;  // else said and false
  std::string doc;
  std::string subject;
  std::string relation;
  std::string object;
  std::string words;    // the gold quote, or the sentence of the claim
};

struct ClaimScore {
  Tally entities;        // whatever their type
  Tally typed_entities;
  Tally links;           // are the two linked at all, in either direction
  Tally claims;
  Tally strict_claims;   // with polarity and modality right
  Tally kinds;           // denied, planned, possible … ones among the right claims
  Share polarity;
  Share modality;
  Share date;            // where gold or claim has one
  Share attribution;     // the first speaker, where gold or claim has one
  Share evidence;        // overlaps the gold quote and is at most 700 code points long
  Share exact_spans;     // slice to their words
  std::map<std::string, Tally> by_relation;
  std::array<Share, kConfidenceBins> confidence{};
  std::array<double, kConfidenceBins> confidence_sum{};   // of the confidence that the claims of a bin carry
  std::array<Tally, kThresholds.size()> at_least{};       // claims of a threshold's confidence and more
  std::map<std::string, Share> by_family;  // first part of Claim::extractor
  std::vector<ScoreError> errors;
  std::uint32_t articles = 0;
  void add(const ClaimScore& other);
};

// `extraction` is empty, with the article's text, when the article was not extracted.
[[nodiscard]] ClaimScore score_claims(const GoldArticle& gold, const Extraction& extraction);

}  // namespace entente::extract
