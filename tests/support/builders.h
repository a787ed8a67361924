// SPDX-License-Identifier: Apache-2.0
// Extractions written by hand in a few lines, for tests: each entity and claim gets its sentence, so that
// every span slices to its words and find_fault has nothing to say.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/claim.h"

namespace entente::testing {

// What a claim says beyond subject, relation and object.
struct ClaimDetails {
  double confidence = 0.9;
  std::string date;
  Polarity polarity = Polarity::kPositive;
  Modality modality = Modality::kActual;
  std::vector<std::size_t> speakers;  // numbers of entities, outermost first
  std::string unnamed_speaker;        // "analysts"
  std::vector<std::pair<Role, std::size_t>> roles;
  std::string context;  // the role context, in words
};

class ArticleBuilder {
 public:
  explicit ArticleBuilder(std::string source);

  ArticleBuilder& url(std::string url);
  ArticleBuilder& title(std::string title);
  ArticleBuilder& published(std::string date);
  ArticleBuilder& status(ArticleStatus status);
  // Any words, as a sentence of its own.
  ArticleBuilder& say(std::string_view words);

  // An entity, mentioned once in a sentence of its own. Without keys it gets its name as the only one.
  std::size_t entity(EntityType type, const std::string& name, std::vector<IdentityKey> keys = {},
                     MentionForm form = MentionForm::kName);
  std::size_t person(const std::string& name) { return entity(EntityType::kPerson, name); }
  std::size_t country(const std::string& name) { return entity(EntityType::kCountry, name); }
  std::size_t organization(const std::string& name) { return entity(EntityType::kOrganization, name); }
  // One more mention, in other words.
  ArticleBuilder& mention(std::size_t entity, std::string_view words, MentionForm form);
  ArticleBuilder& outside_id(std::size_t entity, std::string scheme, std::string value);

  std::size_t claim(std::size_t subject, Relation relation, std::size_t object,
                    const ClaimDetails& details = {});
  ArticleBuilder& candidate(std::size_t subject, std::size_t object, CandidateReason reason);

  // Ids are hashes over the finished text, so they are made here.
  [[nodiscard]] Extraction build() const;

 private:
  struct LocalClaim {
    std::size_t subject;
    std::size_t object;
    Claim claim;
    ClaimDetails details;
  };
  struct LocalCandidate {
    std::size_t subject;
    std::size_t object;
    CandidateReason reason;
    Quote evidence;
  };
  Quote append(std::string_view words);

  Article article_;
  std::uint32_t length_ = 0;  // code points of the text so far
  std::vector<Entity> entities_;
  std::vector<LocalClaim> claims_;
  std::vector<LocalCandidate> candidates_;
};

// A name's key as an extractor would make it.
[[nodiscard]] IdentityKey name_key_of(std::string_view name);

// One article: subject, relation, object, all by name. The types are the first that fit the relation.
[[nodiscard]] Extraction simple_article(const std::string& source, const std::string& subject,
                                        Relation relation, const std::string& object,
                                        const ClaimDetails& details = {});

}  // namespace entente::testing
