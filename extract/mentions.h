// SPDX-License-Identifier: Apache-2.0
// Who and what an article speaks of: names found by the tagger and the gazetteers, joined into entities inside the
// article. Later stages add positions, agreements and events that are described rather than named.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/lexicon.h"
#include "extract/name_tagger.h"
#include "extract/tree.h"
#include "model/claim.h"

namespace entente::extract {

inline constexpr std::uint32_t kNoEntity = 0xffffffffu;

[[nodiscard]] inline bool is_body(EntityType type) { return identity_class(type) == IdentityClass::kBody; }

struct LocalMention {
  std::uint32_t sentence = 0;
  std::uint32_t first = 0;  // tokens [first, last)
  std::uint32_t last = 0;
  EntityType type = EntityType::kPerson;
  MentionForm form = MentionForm::kName;
  std::string iso2;                  // of the country it is or names
  const NameEntry* entry = nullptr;  // when a gazetteer knows it
  std::uint32_t entity = kNoEntity;
  bool inside = false;               // part of a longer mention ("Russian" of "Russian Foreign Ministry")
};

struct LocalEntity {
  EntityType type = EntityType::kPerson;
  std::string name;
  std::string iso2;                    // countries; and bodies known to belong to one
  const NameEntry* entry = nullptr;
  std::vector<std::uint32_t> mentions; // indexes into Mentions::mentions
  std::vector<std::uint32_t> parties;  // agreements and events: entities bound by it or taking part
  std::string date;                    // agreements and events: ISO, when known
  std::string kind;                    // agreements and events: head noun; positions: title
  std::uint32_t at = kNoEntity;        // positions: the body or country
  std::uint32_t state = kNoEntity;     // persons: the country that their post is of, once roles are found
  bool described = false;              // known by description only
  std::string unnamed;                 // what a reader is shown for somebody whom the article gives no name: “he”; empty for all others
};

// The state that the stages of one article share. Movable.
struct Mentions {
  const Document* document = nullptr;
  std::vector<Tree> trees;  // one a sentence
  std::vector<LocalMention> mentions;
  std::vector<LocalEntity> entities;
  std::vector<std::vector<std::uint32_t>> of_sentence;  // mentions by sentence, in text order

  // The mention that stands for the token: the longest whose head it is, else the shortest that holds it.
  [[nodiscard]] std::optional<std::uint32_t> at(std::uint32_t sentence, std::uint32_t token) const;
  // Adds a mention of an entity; returns its index.
  std::uint32_t add(LocalMention mention, std::uint32_t entity);
  // Adds words that only stand for it: a pronoun, "the bank", "the president".
  std::uint32_t add_stand_in(std::uint32_t sentence, std::uint32_t first, std::uint32_t last, std::uint32_t entity);
  [[nodiscard]] std::string text_of(const LocalMention& mention) const;
  [[nodiscard]] std::uint32_t head_of(const LocalMention& mention) const;  // token whose head lies outside
  [[nodiscard]] Quote quote_of(const LocalMention& mention) const;
};

// A name in a sentence, before it is known whom it stands for.
struct NamedSpan {
  std::uint32_t first = 0;  // tokens [first, last)
  std::uint32_t last = 0;
  EntityType type = EntityType::kPerson;
  MentionForm form = MentionForm::kName;
  std::string iso2;
  const NameEntry* entry = nullptr;
};
// The names of every tagged sentence, from the tagger and the gazetteers. Shorter ones may lie inside longer ones.
[[nodiscard]] std::vector<std::vector<NamedSpan>> find_names(const Document& document, const Lexicon& lexicon, const NameTagger& tagger);

// Joins names that stand for one thing. The sentences must be parsed.
[[nodiscard]] Mentions find_mentions(const Document& document, const std::vector<std::vector<NamedSpan>>& names, const Lexicon& lexicon);

// Pronouns: "he", "she", "it", "his"… to the entity that the text last made the likely one. Adds mentions of form kPronoun. A pronoun
// whose name the text does not give ("He was born in Oslo." begins the second page) makes an unnamed entity of this article.
void resolve_pronouns(Mentions& mentions, const Lexicon& lexicon);
// "I" and "we" in quotations: the one who speaks. "We" often means more than the speaker; claims that follow from it are limited
// to what he thinks and asks for (see predicates). After resolve_pronouns, which finds the "he" of "he said".
// Outside of quotations "I" is the author of the text, unnamed as a rule.
void resolve_first_person(Mentions& mentions, const Lexicon& lexicon);
// "who", "which", "where" to the name before them: mentions for the reader. The rules read relative clauses by the tree, so this comes after them.
void resolve_relatives(Mentions& mentions);

// Unnamed entities that no claim is about are none. `used[i]`: a claim has the local entity i at one end.
void drop_idle_unnamed(Mentions& mentions, const std::vector<bool>& used);

// The entities in their final form, with identity keys; `index[i]` is where local entity i went, or kNoEntity.
[[nodiscard]] std::vector<Entity> make_entities(const Mentions& mentions, const Article& article, const Lexicon& lexicon,
                                                std::vector<std::uint32_t>& index);

}  // namespace entente::extract
