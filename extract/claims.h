// SPDX-License-Identifier: Apache-2.0
// From syntax to claims. Each family of extractors is a function from the shared state to drafts; context is added to
// all drafts afterwards by the same rules. Families are rows of one list (claim_families): adding one is
// one row and one file.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/lexicon.h"
#include "extract/mentions.h"
#include "extract/time.h"
#include "model/claim.h"

namespace entente::extract {

// A claim in the making. Positions are tokens of one sentence.
struct Draft {
  std::uint32_t sentence = 0;
  Relation relation = Relation::kSigned;
  std::uint32_t subject = kNoEntity;                 // local entity
  std::uint32_t object = kNoEntity;
  std::optional<std::uint32_t> subject_mention;      // index into Mentions::mentions
  std::optional<std::uint32_t> object_mention;
  std::uint32_t trigger_first = 0;                   // tokens [first, last)
  std::uint32_t trigger_last = 0;
  std::uint32_t predicate = 0;                       // token that context is read from
  bool role = false;                                 // a standing role: tense and plans around it do not touch it
  bool standing = false;                             // what a description itself says: only cues on its noun touch it
  std::optional<std::uint32_t> given_by;             // of a role: the verb or noun that gives it, as real as that: "expected to appoint her as minister"
  std::vector<std::pair<Role, std::uint32_t>> roles; // entities
  std::string context;                               // text of the role context
  Polarity polarity = Polarity::kPositive;
  Modality modality = Modality::kActual;
  std::string date;                                  // set by a family that knows better than the sentence
  double confidence = 0.5;
  std::string extractor;
  // filled by add_context
  std::vector<Speaker> attribution;                  // Speaker::entity is not set yet: see speaker_entities
  std::vector<std::uint32_t> speaker_entities;       // local entities, kNoEntity for unnamed; parallel to attribution
  std::vector<Cue> cues;
};

// What the word at `trigger` of the sentence says between two mentions. Nothing when they are of one entity, or the relation cannot link theirs.
[[nodiscard]] std::optional<Draft> draft_between(const Mentions& mentions, std::uint32_t sentence, Relation relation, std::uint32_t subject_mention,
                                                 std::uint32_t object_mention, std::uint32_t trigger, double confidence, std::string extractor);

struct ClaimFamily {
  std::string_view name;
  void (*find)(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts);
};
[[nodiscard]] std::span<const ClaimFamily> claim_families();

// The families.
void find_roles(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts);
void find_descriptions(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts);
void find_predicates(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts);
void find_event_nouns(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts);
void find_lives(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts);
void find_bare_events(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts);
void find_stances(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts);
void find_plans(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts);

// Polarity, modality, speakers and dates, from the words around the predicate.
void add_context(const Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts);

// Mentions that a noun phrase stands for: its name, its proxies ("Russian troops"), both of "the two leaders", every member
// of a coordination. `head` is the phrase's head token.
[[nodiscard]] std::vector<std::uint32_t> phrase_mentions(const Mentions& mentions, const Lexicon& lexicon,
                                                         std::uint32_t sentence, std::uint32_t head);
// The same without its coordinated phrases.
[[nodiscard]] std::vector<std::uint32_t> single_phrase_mentions(const Mentions& mentions, const Lexicon& lexicon,
                                                                std::uint32_t sentence, std::uint32_t head);
// The phrase behind the preposition at token `preposition`, by the words alone, because parsers hang "against Ukraine" on any
// verb: a name, or a noun with no name of its own ("with his counterparts, A and B"). Nothing when no such phrase follows within
// five words.
struct FollowingPhrase {
  std::uint32_t head = 0;                 // token to ask phrase_mentions about
  std::optional<std::uint32_t> mention;   // the name, when the phrase is one
  std::uint32_t last = 0;                 // one past the phrase
};
[[nodiscard]] std::optional<FollowingPhrase> following_phrase(const Mentions& mentions, std::uint32_t sentence, std::uint32_t preposition);
// Past the brackets that open at the token, where some do and are closed: "the Hansen Group (HG) is".
[[nodiscard]] std::uint32_t past_brackets(const Tree& tree, std::uint32_t at);
// The mention, pronouns apart, that covers a token and begins at `from` or later; the outermost.
[[nodiscard]] std::optional<std::uint32_t> covering_mention(const Mentions& mentions, std::uint32_t sentence, std::uint32_t token, std::uint32_t from = 0);
// The entities of one type that are listed from the token `at` on ("A, B and C"), by the words alone; `at` is left behind the list.
[[nodiscard]] std::vector<std::uint32_t> listed_mentions(const Mentions& mentions, std::uint32_t sentence, std::uint32_t& at, EntityType type);
// The noun that governs a clause by what it says of it (stance_nouns.tsv), by the words alone: "lacks the power to sanction", "the
// willingness of the government to receive". Tree::kNone when the words before the clause are no such noun.
[[nodiscard]] std::uint32_t governing_noun(const Tree& tree, const Lexicon& lexicon, std::uint32_t clause);
// "The chess federations of Norway and Peru": the bodies that the article names near by, each with the mention of its state. All of
// them or none.
[[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> bodies_of_states(const Mentions& mentions, const Lexicon& lexicon,
                                                                                   std::uint32_t sentence, std::uint32_t head);
// Does the phrase speak of armed forces ("thousands of troops")?
[[nodiscard]] bool is_forces(const Tree& tree, std::uint32_t head);

}  // namespace entente::extract
