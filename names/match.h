// SPDX-License-Identifier: Apache-2.0
// Whether two names can be the name of one thing, across spellings, scripts and orders of words, without a model.
//
// A name becomes words: forms of address, particles, legal forms and numbers are told apart, the others are compared by how
// they sound and aligned. Numbers are never fuzzy: Resolution 1718 is not 1874. Korean and Chinese names are compared by
// syllables (syllables.h). What is compared are names: two people called John Smith match. docs/matching.md says more.
//
// Pure and safe from any thread; throws Error kInternal when ICU's data are missing, nothing else. Broken UTF-8 parts words.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace entente::names {

enum class NameKind : unsigned char {
  kAny,     // not known: guessed from legal forms, numbers and words that bodies share
  kPerson,  // order of words free, initials, short forms of given names
  kBody,    // companies, authorities, media: legal forms, acronyms
  kPlace,   // countries, cities, addresses: spelling strict
  kThing,   // ships, agreements, events: spelling strict
};

// "Person", "Organization", "Company", "PublicBody", "Country", "Address", "Vessel", … : our types and those of FollowTheMoney, any
// case. Anything else, and nothing, is kAny.
[[nodiscard]] NameKind name_kind(std::string_view type);

// A score at or above it is the verdict "same".
inline constexpr double kSameThreshold = 0.7;

struct NameMatch {
  double score = 0;    // 0 to 1
  bool same = false;   // score >= kSameThreshold
  std::string reason;  // a few words for people
};

// A name made ready once, to be compared with many.
class PreparedName {
 public:
  PreparedName(std::string_view name, NameKind kind);
  PreparedName(const PreparedName&) = delete;
  PreparedName& operator=(const PreparedName&) = delete;
  PreparedName(PreparedName&&) noexcept;
  PreparedName& operator=(PreparedName&&) noexcept;
  ~PreparedName();

  struct Form;
  [[nodiscard]] const Form& form() const { return *form_; }

 private:
  std::unique_ptr<Form> form_;
};

// Symmetric. A name without letters and digits matches nothing. Of two prepared names with different kinds the first decides.
[[nodiscard]] NameMatch match(const PreparedName& a, const PreparedName& b);
[[nodiscard]] NameMatch match(std::string_view a, std::string_view b, NameKind kind = NameKind::kAny);

}  // namespace entente::names
