// SPDX-License-Identifier: Apache-2.0
// What one article yields: mentions, entities, claims. A claim is one assertion with its evidence; edges between
// entities are derived from claims later, in graph/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/article.h"
#include "model/id.h"
#include "model/span.h"
#include "model/vocabulary.h"

namespace entente {

enum class MentionForm : std::uint8_t { kName = 0, kAcronym = 1, kDemonym = 2, kDescription = 3, kPronoun = 4 };
[[nodiscard]] std::string_view name_of(MentionForm form);
[[nodiscard]] std::optional<MentionForm> find_mention_form(std::string_view name);

// A stretch of the article that names or refers to something.
struct Mention {
  Quote quote;
  MentionForm form = MentionForm::kName;
  auto operator<=>(const Mention&) const = default;
};

// Why two article-local entities with an equal key are taken for one: the reason that a user is shown.
enum class KeyReason : std::uint8_t {
  kName = 0,         // the same full name after folding
  kAcronym = 1,      // the same acronym
  kOutsideId = 2,    // the same ISO 3166 or Wikidata id
  kDescription = 3,  // the same kind of agreement or event with the same parties and date
  kArticle = 4,      // known inside this article alone; never shared
  kOffice = 5,       // the same full name, and an office of the same state
  kCitizen = 6,      // the same full name, and the same country
};
[[nodiscard]] std::string_view name_of(KeyReason reason);
[[nodiscard]] std::optional<KeyReason> find_key_reason(std::string_view name);

// Identity across articles is decided by these alone: two local entities of one IdentityClass that share a key are
// one, and so is whatever hangs together by shared keys. Each key is computed from one article only, so the
// order of articles cannot matter.
struct IdentityKey {
  std::string text;
  KeyReason reason = KeyReason::kName;
  auto operator<=>(const IdentityKey&) const = default;
};

// What the article says of a person's country goes into a key of its own, so that people who only share a name can be kept apart:
// "john smith of iso3166:GB". `reason` is kOffice or kCitizen.
[[nodiscard]] IdentityKey name_of_country(std::string_view name, std::string_view iso2, KeyReason reason);
// Both parts of such a key; they lie in its text. Nothing for other keys.
struct NameOfCountry {
  std::string_view name;
  std::string_view iso2;
};
[[nodiscard]] std::optional<NameOfCountry> find_name_of_country(const IdentityKey& key);

// An entity of one article.
struct Entity {
  Id id;  // hash of article, type and first mention
  EntityType type = EntityType::kPerson;
  std::string name;                // the fullest form in the article
  std::vector<Mention> mentions;   // in text order, at least one
  std::vector<IdentityKey> keys;   // sorted, at least one; the first-listed name's key is among them
  std::vector<std::pair<std::string, std::string>> outside_ids;  // {"iso3166","KP"}, sorted
};

// Who says it: an entity of the article, or the words for somebody unnamed ("analysts").
struct Speaker {
  std::optional<Id> entity;
  Quote words;  // where the text names the speaker; may be empty when the speaker is carried over a quotation
};

struct RoleFiller {
  Role role = Role::kAt;
  std::optional<Id> entity;
  std::string text;  // for fillers that are no entity: context "media"
};

// The words that made a claim negative, not actual, or dated it.
enum class CueKind : std::uint8_t { kNegation = 0, kModality = 1, kAttribution = 2, kDate = 3 };
[[nodiscard]] std::string_view name_of(CueKind kind);
[[nodiscard]] std::optional<CueKind> find_cue_kind(std::string_view name);
struct Cue {
  CueKind kind = CueKind::kNegation;
  Quote quote;
};

struct Claim {
  Id id;  // hash of article, spans, relation, roles' entities and extractor
  Id subject;
  Relation relation = Relation::kSigned;
  Id object;
  std::vector<RoleFiller> roles;
  Polarity polarity = Polarity::kPositive;
  Modality modality = Modality::kActual;
  std::vector<Speaker> attribution;  // outermost first; empty = the article's own voice
  std::string date;                  // ISO 8601: 2026, 2026-03, 2026-03-28, 2022/2024; empty when unknown
  double confidence = 0;             // 0 to 1, kept in steps of 1/1000
  Quote evidence;                    // the sentence
  Quote subject_mention;
  Quote trigger;
  Quote object_mention;
  std::vector<Cue> cues;
  std::string extractor;  // "agreements/sign@1"
};

// Two entities in one sentence that made no claim, with the reason. Answers "why is there no link".
enum class CandidateReason : std::uint8_t {
  kNoTrigger = 0,
  kTypesDoNotFit = 1,
  kBelowThreshold = 2,
  kNegated = 3,
  kNotActual = 4,
};
[[nodiscard]] std::string_view name_of(CandidateReason reason);
[[nodiscard]] std::optional<CandidateReason> find_candidate_reason(std::string_view name);
struct Candidate {
  Id subject;
  Id object;
  CandidateReason reason = CandidateReason::kNoTrigger;
  Quote evidence;
};
inline constexpr std::size_t kMaxCandidatesPerArticle = 200;

// All that one article yields; the one value handed from extract/ to graph/.
struct Extraction {
  Article article;
  std::vector<Entity> entities;  // by first mention
  std::vector<Claim> claims;     // by evidence, then by the rest; no two with one id
  std::vector<Candidate> candidates;
};

// The id of a claim or an entity from its content.
[[nodiscard]] Id make_claim_id(const Id& article, const Claim& claim);
[[nodiscard]] Id make_entity_id(const Id& article, const Entity& entity);

// Checks everything the contract promises: known ids, domain and range, spans that slice to their words, no id
// twice, ISO dates. Returns the first thing wrong, or nothing.
[[nodiscard]] std::optional<std::string> find_fault(const Extraction& extraction);

}  // namespace entente
