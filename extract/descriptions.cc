// SPDX-License-Identifier: Apache-2.0
// Agreements and events that are described rather than named: "the cooperation agreement signed on March 28", "the
// 2019 Kim-Putin summit", "Russia's war against Ukraine"; and what the description itself says: parties,
// participants, place.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "extract/claims.h"

namespace entente::extract {
namespace {

bool is_war(std::string_view noun) { return in(noun, {"war", "invasion", "incursion", "aggression", "conflict", "offensive", "attack"}); }
bool is_visit(std::string_view noun) { return in(noun, {"visit", "trip", "tour"}); }
bool is_call(std::string_view noun) { return in(noun, {"call", "conversation", "interview"}); }
bool is_meeting(std::string_view noun) {
  return is_visit(noun) || is_call(noun) || in(noun, {"meeting", "summit", "talk", "encounter", "negotiation", "audience", "consultation", "dialogue", "discussion", "conference", "session", "ceremony", "forum"});
}
// Those at which whoever takes part meets the others.
bool is_encounter(std::string_view noun) { return in(noun, {"meeting", "summit", "talk", "encounter", "negotiation", "audience", "consultation", "discussion"}); }
// Deeds of one side.
bool is_deed(std::string_view noun) {
  return in(noun, {"launch", "test", "exercise", "drill", "mission", "operation", "campaign", "insurgency", "strike", "inauguration", "resignation", "withdrawal",
                   "pull-out", "pullout", "deployment", "protest", "rally", "coup", "mutiny", "rebellion", "uprising", "raid", "speech", "address"});
}
// Instruments that have parties; a resolution or a law has none.
bool binds(std::string_view noun) {
  return in(noun, {"treaty", "pact", "agreement", "accord", "deal", "memorandum", "mou", "convention", "protocol", "framework", "contract",
                   "armistice", "ceasefire", "truce", "alliance", "declaration", "statement", "partnership"});
}
// Prepositions that belong to the noun before them, whatever a parser makes of them.
bool takes(std::string_view noun, std::string_view preposition) {
  if (is_visit(noun)) return in(preposition, {"to", "of", "by"});
  if (is_call(noun)) return in(preposition, {"with", "from", "between", "by"});
  if (is_meeting(noun)) return in(preposition, {"between", "with", "of", "among"});
  if (is_war(noun)) return in(preposition, {"against", "on", "between", "by", "of"});
  if (in(noun, {"withdrawal", "pull-out", "pullout"})) return in(preposition, {"from", "of", "by"});
  if (binds(noun)) return in(preposition, {"with", "between"});
  return is_deed(noun) && in(preposition, {"of", "by", "against", "to"});
}

bool is_instrument(std::string_view noun) {
  return binds(noun) || in(noun, {"resolution", "charter", "roadmap", "plan", "constitution"});
}

bool one_kind(EntityType type, std::string_view a, std::string_view b) {
  if (a == b) return true;
  // "The ceasefire" is not the treaty named before it.
  const auto stops_fighting = [](std::string_view noun) { return in(noun, {"ceasefire", "truce", "armistice"}); };
  if (type == EntityType::kAgreement) return binds(a) == binds(b) && (stops_fighting(a) == stops_fighting(b) || in(a, {"agreement", "deal", "accord"}) || in(b, {"agreement", "deal", "accord"}));
  if (is_war(a) && is_war(b)) return true;
  return is_meeting(a) && is_meeting(b) && is_visit(a) == is_visit(b);
}

struct Description {
  std::uint32_t sentence = 0;
  std::uint32_t head = 0;
  std::uint32_t first = 0;  // premodifiers without article and possessor
  std::uint32_t last = 0;
  std::uint32_t full_first = 0;
  std::uint32_t full_last = 0;  // with every complement that follows at once
  EntityType type = EntityType::kEvent;
  std::string kind;
  bool definite = false;
  bool indefinite = false;  // "a summit": a new one
  bool acted = false;       // object of a verb that makes it: "signed a deal"
  std::vector<std::pair<std::uint32_t, std::string>> actors;  // mention, slot: poss, compound, of, between, with, against
  std::set<std::uint32_t> signers;                            // entities, no people: whose agreement it is, too
  std::optional<std::uint32_t> place;                         // mention
  std::string date;
  std::set<std::string> words;  // adjectives and nouns before the head
};

class DescriptionFinder {
 public:
  DescriptionFinder(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts)
      : mentions_(mentions), lexicon_(lexicon), drafts_(drafts) {}

  void run() {
    const auto& document = *mentions_.document;
    for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
      if (document.sentences[s].kind == SentenceKind::kFurniture && document.sentences[s].tokens.size() < 4) continue;
      times_ = find_times(document.sentences[s], document.reference_date);
      const auto& tree = mentions_.trees[s];
      for (std::uint32_t i = 0; i < tree.size(); ++i) {
        if (tree.upos(i) != Upos::kNoun && tree.upos(i) != Upos::kPropn) continue;
        const auto* head = lexicon_.find_head(tree.lower(i));
        if (head == nullptr || head->kind != HeadKind::kType) continue;
        if (head->type != EntityType::kAgreement && head->type != EntityType::kEvent) continue;
        if (tree.is(i, {Deprel::kCompound, Deprel::kFlat}) && !tree.is_root(i)) continue;  // "war crimes", "partnership treaty"
        if (i > 1 && tree.lower(i - 1) == "-" && tree.lower(i - 2) == "co") continue;     // "co-operation" is no operation
        const auto kind = Lexicon::noun_lemma(tree.lower(i));
        const auto holder = covering(s, i);
        if (!holder && head->type == EntityType::kAgreement && !is_instrument(kind)) continue;
        if (holder && mentions_.entities[mentions_.mentions[*holder].entity].type != head->type) continue;
        auto description = describe(s, i, head->type);
        if (kind == "call" && !is_phone(description)) continue;  // "the call on Russia to stop"
        if (!holder && vague(description)) continue;
        if (holder) named(description, *holder);
        else join(description);
      }
    }
  }

 private:
  static bool is_phone(const Description& d) {
    return d.words.contains("phone") || d.words.contains("telephone") || d.words.contains("video") ||
           std::any_of(d.actors.begin(), d.actors.end(), [](const auto& actor) { return in(actor.second, {"from", "with", "between"}); });
  }

  // "any new agreements", "not prepared for a war with": nothing that a reader could point at; "held talks with" is said by the verb.
  [[nodiscard]] bool vague(const Description& d) const {
    const auto& tree = mentions_.trees[d.sentence];
    bool indefinite = false;
    for (const auto c : tree.children(d.head)) {
      if (c < d.head && in(tree.lower(c), {"any", "no", "another", "such", "every", "each"})) return true;
      if (c < d.head && in(tree.lower(c), {"a", "an"})) indefinite = true;
    }
    if (in(d.kind, {"war", "conflict"}) && indefinite && d.date.empty()) return true;
    // "oil operations", "their exercises": which ones?
    if (is_deed(d.kind) && tree.lower(d.head) != d.kind && d.date.empty() && !d.place) return true;
    if (!in(d.kind, {"talk", "discussion", "consultation", "negotiation", "conversation"}) || d.definite || !d.date.empty() || !tree.is(d.head, {Deprel::kObj})) return false;
    return in(lexicon_.verb_lemma(tree.lower(tree.head(d.head))), {"hold", "have", "conduct"});
  }

  // A name that the noun is part of.
  [[nodiscard]] std::optional<std::uint32_t> covering(std::uint32_t s, std::uint32_t token) const { return covering_mention(mentions_, s, token); }

  void add_actors(Description& d, std::uint32_t token, const std::string& slot) {
    std::optional<bool> person;
    for (const auto index : phrase_mentions(mentions_, lexicon_, d.sentence, token)) {
      const auto type = mentions_.entities[mentions_.mentions[index].entity].type;
      if (!has(kActorMask, type)) continue;
      // "tests by Iran, Weber and Rossi agreed": states and people do not act in one list.
      if (slot == "by" && person && *person != (type == EntityType::kPerson)) continue;
      person = type == EntityType::kPerson;
      if (std::none_of(d.actors.begin(), d.actors.end(), [&](const auto& actor) { return actor.first == index; })) d.actors.emplace_back(index, slot);
    }
  }

  // "paid an official visit to", "held talks with", "signed a memorandum": the verb's parties are those of its object.
  void light_verb(Description& d) {
    const auto& tree = mentions_.trees[d.sentence];
    // "Weber and Rossi smile at the summit in Oslo": whoever does something at it takes part.
    // "In a call with Ruiz, Weber said …" tells the other party as well.
    const bool with_somebody = !d.actors.empty() && std::all_of(d.actors.begin(), d.actors.end(), [](const auto& actor) { return actor.second == "with"; });
    const auto within = tree.preposition(d.head);
    const bool inside = (d.actors.empty() && in(within, {"at", "during"})) || (with_somebody && in(within, {"at", "during", "in", "after", "following"}));
    if (tree.is(d.head, {Deprel::kObl, Deprel::kNmod}) && inside && is_meeting(d.kind) && !is_visit(d.kind)) {
      auto verb = tree.head(d.head);
      if (!tree.is_verbal(verb) && !tree.is_root(verb)) verb = tree.head(verb);
      const auto subject = tree.is_verbal(verb) ? tree.child(verb, {Deprel::kNsubj}) : Tree::kNone;
      if (subject != Tree::kNone) {
        for (const auto index : phrase_mentions(mentions_, lexicon_, d.sentence, subject)) {
          const auto& mention = mentions_.mentions[index];
          if (mentions_.entities[mention.entity].type == EntityType::kPerson && mention.form == MentionForm::kName) d.actors.emplace_back(index, "subject");
        }
      }
      return;
    }
    if (!tree.is(d.head, {Deprel::kObj, Deprel::kNsubjPass}) && !(tree.is(d.head, {Deprel::kObl}) && in(tree.preposition(d.head), {"on", "in"}))) return;
    const auto verb = tree.head(d.head);
    const auto lemma = lexicon_.verb_lemma(tree.lower(verb));
    if (d.type == EntityType::kAgreement) {
      const bool acts = in(lemma, {"sign", "ink", "conclude", "reach", "ratify", "seal", "initial", "strike"});
      d.acted = d.acted || acts;
      const auto signer = acts && tree.is(d.head, {Deprel::kObj}) ? tree.child(verb, {Deprel::kNsubj}) : Tree::kNone;
      if (signer == Tree::kNone) return;
      for (const auto index : phrase_mentions(mentions_, lexicon_, d.sentence, signer)) {
        const auto entity = mentions_.mentions[index].entity;
        if (mentions_.entities[entity].type != EntityType::kPerson && has(kActorMask, mentions_.entities[entity].type)) d.signers.insert(entity);
      }
      return;
    }
    // "The talks took place at the city hall", "was held in Oslo"
    if (!in(lemma, {"hold", "pay", "make", "begin", "start", "attend", "conclude", "conduct", "open", "have", "participate", "co-chair", "chair", "answer", "receive",
                    "take", "give", "join", "lead", "kick", "end", "finish", "undertake", "witness"})) return;
    if (in(lemma, {"answer", "receive", "take", "give"}) && !is_call(d.kind)) return;
    if (tree.is(d.head, {Deprel::kNsubjPass})) {
      place_of(d, verb);
      return;
    }
    if (tree.is(d.head, {Deprel::kObl}) && lemma != "participate") return;
    const auto subject = tree.child(verb, {Deprel::kNsubj});
    if (subject != Tree::kNone) add_actors(d, subject, "poss");
    for (const auto c : tree.children(verb)) {
      if (tree.is(c, {Deprel::kObl}) && tree.preposition(c) == "with") add_actors(d, c, "with");
    }
    place_of(d, verb);
  }

  void place_of(Description& d, std::uint32_t verb) const {
    const auto& tree = mentions_.trees[d.sentence];
    for (const auto c : tree.children(verb)) {
      if (!tree.is(c, {Deprel::kObl}) || !in(tree.preposition(c), {"in", "at"}) || d.place) continue;
      if (const auto at = mentions_.at(d.sentence, c); at && mentions_.entities[mentions_.mentions[*at].entity].type == EntityType::kPlace) d.place = *at;
    }
  }

  static bool known_slot(const Description& d, std::string_view preposition) {
    return std::any_of(d.actors.begin(), d.actors.end(), [&](const auto& actor) { return actor.second == preposition; });
  }

  // The complements that follow the noun at once, by the words alone: parsers hang "against Ukraine" on any verb.
  void complements(Description& d) {
    const auto& tree = mentions_.trees[d.sentence];
    auto end = d.head + 1;
    for (int links = 0; links < 3 && end + 1 < tree.size(); ++links) {
      const auto preposition = tree.lower(end);
      const auto time = std::find_if(times_.begin(), times_.end(), [&](const TimeMention& t) { return t.first == end + 1 || t.first == end; });
      if (time != times_.end() && links > 0 && (time->first == end || in(preposition, {"in", "on"}))) {
        end = time->last;
        if (d.date.empty()) d.date = time->iso;
        continue;
      }
      // "an audience with the minister of Portugal": the second "of" belongs to the minister.
      // "signed a treaty with Peru" says with whom it was signed.
      const bool acted_with = preposition == "with" && binds(d.kind) && !tree.is_root(d.head) &&
                              in(lexicon_.verb_lemma(tree.lower(tree.head(d.head))), {"sign", "ink", "conclude", "reach", "strike", "make", "seal", "initial", "negotiate", "have"});
      const bool own = takes(d.kind, preposition) && (links == 0 || preposition != "of") && !acted_with;
      // "Weber and Rossi's encounter in Oslo": a meeting whose sides are told before it has its place right behind it, whatever the parser hung it on.
      const bool place = in(preposition, {"in", "at"}) && (links > 0 || tree.dominates(d.head, end) || (is_encounter(d.kind) && d.actors.size() > 1));
      if (!own && !place) break;
      const auto follows = following_phrase(mentions_, d.sentence, end);
      if (!follows) break;
      if (!follows->mention) {
        if (own && !known_slot(d, preposition)) add_actors(d, follows->head, std::string(preposition));
        if (preposition == "with" && own && known_slot(d, preposition)) end = follows->last;  // "his meeting with his Kenyan counterparts, A and B, in which": as far as the noun
        break;
      }
      const auto& mention = mentions_.mentions[*follows->mention];
      const auto type = mentions_.entities[mention.entity].type;
      const bool known = std::any_of(d.actors.begin(), d.actors.end(), [&](const auto& actor) { return mentions_.mentions[actor.first].entity == mention.entity; });
      if (own && !known && has(kActorMask, type)) add_actors(d, follows->head, std::string(preposition));
      if (!own && !d.place && (type == EntityType::kPlace || type == EntityType::kCountry)) d.place = *follows->mention;
      end = follows->last;
    }
    d.full_last = std::max(d.full_last, end);
  }

  Description describe(std::uint32_t s, std::uint32_t head, EntityType type) {
    const auto& tree = mentions_.trees[s];
    Description d;
    d.sentence = s;
    d.head = head;
    d.type = type;
    d.kind = Lexicon::noun_lemma(tree.lower(head));
    d.first = head;
    d.last = head + 1;
    // Premodifiers: tokens to the left that hang on the head as its modifiers, without a gap.
    std::vector<bool> modifies(head + 1, false);
    for (const auto c : tree.children(head)) {
      if (c > head || !tree.is(c, {Deprel::kDet, Deprel::kDetPredet, Deprel::kAmod, Deprel::kCompound, Deprel::kNummod, Deprel::kNmodPoss, Deprel::kNmodUnmarked, Deprel::kFlat, Deprel::kNmod})) continue;
      for (std::uint32_t i = 0; i < head; ++i) {
        if (tree.dominates(c, i)) modifies[i] = true;
      }
    }
    auto first = head;
    while (first > 0 && (modifies[first - 1] || tree.lower(first - 1) == "-") && !in(tree.lower(first - 1), {",", ":", ";", "(", "\""})) --first;
    d.full_first = first;
    while (d.full_first < head && tree.upos(d.full_first) == Upos::kPron) ++d.full_first;
    while (first < head && (tree.upos(first) == Upos::kDet || tree.upos(first) == Upos::kAdp || tree.upos(first) == Upos::kPunct || (tree.upos(first) == Upos::kPron))) {
      if (in(tree.lower(first), {"the", "this", "that", "these", "its", "their", "his"})) d.definite = true;
      if (in(tree.lower(first), {"a", "an"})) d.indefinite = true;
      ++first;
    }
    d.first = first;
    for (const auto c : tree.children(head)) {
      const auto preposition = tree.preposition(c);
      if (c < head && tree.is(c, {Deprel::kNmodPoss})) {
        add_actors(d, c, "poss");
        d.definite = true;
        // The possessor is not part of the shorter form.
        auto after = c + 1;
        while (after < head && in(tree.lower(after), {"'s", "'"})) ++after;
        bool possessor_first = true;
        for (auto i = d.first; i < c; ++i) possessor_first = possessor_first && tree.dominates(c, i);
        if (possessor_first && after <= head) d.first = after;
      } else if (c < head && tree.is(c, {Deprel::kCompound, Deprel::kAmod, Deprel::kNmod, Deprel::kNmodUnmarked, Deprel::kNummod, Deprel::kFlat})) {
        for (std::uint32_t i = 0; i < head; ++i) {
          if (!tree.dominates(c, i)) continue;
          if (const auto at = mentions_.at(s, i); at && has(kActorMask, mentions_.entities[mentions_.mentions[*at].entity].type)) {
            const auto& named = mentions_.mentions[*at];
            // "the Syria conference": what it is about.
            const bool topic = in(d.kind, {"conference", "talk", "negotiation"}) && named.form == MentionForm::kName && mentions_.entities[named.entity].type == EntityType::kCountry && named.last == head && (named.first == 0 || tree.lower(named.first - 1) != "-");
            if (topic) continue;
            if (std::none_of(d.actors.begin(), d.actors.end(), [&](const auto& actor) { return actor.first == *at; })) d.actors.emplace_back(*at, "compound");
          } else if (tree.upos(i) == Upos::kAdj || tree.upos(i) == Upos::kNoun) {
            d.words.insert(std::string(tree.lower(i)));
          }
        }
      } else if (c > head && tree.is(c, {Deprel::kNmod, Deprel::kObl})) {
        if (in(preposition, {"between", "with", "of", "against", "on", "by", "among"})) add_actors(d, c, std::string(preposition));
        if (in(preposition, {"in", "at"})) {
          if (const auto at = mentions_.at(s, c)) {
            const auto place_type = mentions_.entities[mentions_.mentions[*at].entity].type;
            if (place_type == EntityType::kPlace || place_type == EntityType::kCountry) d.place = *at;
          }
        }
      }
    }
    // The complement that makes the description whole: "war against Ukraine", "meeting in Beijing".
    for (const auto c : tree.children(head)) {
      if (c != d.last + (tree.preposition(c).empty() ? 0u : 1u) && c != d.last + 2) continue;
      if (!tree.is(c, {Deprel::kNmod}) || !in(tree.preposition(c), {"between", "of", "against", "on", "in", "with"})) continue;
      auto end = c + 1;
      while (end < tree.size() && tree.dominates(c, end) && tree.upos(end) != Upos::kPunct) ++end;
      if (covering(s, c) && end - head <= 10) d.last = end;
      break;
    }
    both_possessors(d);
    light_verb(d);
    // "the treaty signed by Norway and Peru"
    if (d.type == EntityType::kAgreement) {
      for (const auto c : tree.children(head)) {
        d.acted = d.acted || (tree.is(c, {Deprel::kAcl}) && tree.child(c, {Deprel::kMark}) == Tree::kNone && in(lexicon_.verb_lemma(tree.lower(c)), {"sign", "ink", "conclude", "reach", "ratify", "seal"}));
      }
    }
    d.full_last = d.last;
    complements(d);
    for (const auto& time : times_) {
      if (time.iso.empty()) continue;
      const auto at = time.first;
      if (at < d.full_first || !tree.dominates(head, at) || (at > 0 && tree.lower(at - 1) == "since")) continue;
      // Not the date of a clause inside, unless it is the signing itself.
      d.date = time.iso;
    }
    return d;
  }

  // "Weber and Rossi's autumn summit" is a meeting of both, read by the words: parsers give the first of them to what stands before.
  void both_possessors(Description& d) const {
    if (!is_encounter(d.kind)) return;
    const auto& tree = mentions_.trees[d.sentence];
    constexpr std::uint32_t kReach = 3;  // words between
    auto at = d.head;
    while (at > 0 && d.head - at < kReach && in(name_of(tree.upos(at - 1)), {"ADJ", "NOUN", "PROPN", "NUM"})) --at;
    if (at < 4 || tree.upos(at - 1) != Upos::kPart || !in(tree.lower(at - 1), {"'s", "'"})) return;
    const auto second = covering_mention(mentions_, d.sentence, at - 2);
    if (!second || mentions_.mentions[*second].last != at - 1 || mentions_.mentions[*second].first < 2 || tree.lower(mentions_.mentions[*second].first - 1) != "and") return;
    const auto joint = mentions_.mentions[*second].first - 1;
    const auto first = covering_mention(mentions_, d.sentence, joint - 1);
    if (!first || mentions_.mentions[*first].last != joint) return;
    const auto type_of = [&](std::uint32_t mention) { return mentions_.entities[mentions_.mentions[mention].entity].type; };
    if (type_of(*first) != type_of(*second) || !has(kActorMask, type_of(*first))) return;
    for (const auto owner : {*first, *second}) {
      if (std::none_of(d.actors.begin(), d.actors.end(), [&](const auto& actor) { return actor.first == owner; })) d.actors.emplace_back(owner, "poss");
    }
    d.definite = true;
    d.first = at;
    d.full_first = mentions_.mentions[*first].first;
  }

  // Whose war or visit it is.
  [[nodiscard]] std::optional<std::uint32_t> agent_of(const Description& d) const {
    for (const auto& [mention, slot] : d.actors) {
      if (in(slot, {"poss", "compound", "by"})) return mentions_.mentions[mention].entity;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::set<std::uint32_t> actor_entities(const Description& d) const {
    std::set<std::uint32_t> out;
    for (const auto& [mention, slot] : d.actors) out.insert(mentions_.mentions[mention].entity);
    return out;
  }

  void named(const Description& d, std::uint32_t mention) {
    const auto entity = mentions_.mentions[mention].entity;
    auto& local = mentions_.entities[entity];
    if (local.kind.empty()) local.kind = d.kind;
    auto whole = d;
    // Countries inside the name itself: "Russia-North Korea Defence Pact".
    const auto& span = mentions_.mentions[mention];
    for (const auto index : mentions_.of_sentence[d.sentence]) {
      const auto& inner = mentions_.mentions[index];
      if (index != mention && inner.inside && span.first <= inner.first && inner.last <= span.last && mentions_.entities[inner.entity].type == EntityType::kCountry) whole.actors.emplace_back(index, "compound");
    }
    for (const auto party : actor_entities(whole)) {
      if (std::find(local.parties.begin(), local.parties.end(), party) == local.parties.end()) local.parties.push_back(party);
    }
    if (local.date.empty()) local.date = d.date;
    known_.push_back(entity);
    emit(whole, entity, mention);
  }

  void join(const Description& d) {
    const auto actors = actor_entities(d);
    const bool bare = actors.empty() && d.date.empty() && !d.place && d.words.empty();
    std::optional<std::uint32_t> match;
    // "the treaty" means a treaty before it means any other agreement.
    if (bare && d.definite && d.type == EntityType::kAgreement) {
      for (auto it = known_.rbegin(); it != known_.rend() && !match; ++it) {
        const auto& other = mentions_.entities[*it];
        if (other.type == d.type && other.kind == d.kind && !other.described) match = *it;
      }
      for (auto it = known_.rbegin(); it != known_.rend() && !match; ++it) {
        const auto& other = mentions_.entities[*it];
        if (other.type == d.type && other.kind == d.kind) match = *it;
      }
    }
    for (auto it = known_.rbegin(); it != known_.rend() && !match; ++it) {
      const auto& other = mentions_.entities[*it];
      if (other.type != d.type || !one_kind(d.type, other.kind, d.kind)) continue;
      if (!other.date.empty() && !d.date.empty() && other.date.substr(0, std::min(other.date.size(), d.date.size())) != d.date.substr(0, std::min(other.date.size(), d.date.size()))) continue;
      if (bare) {
        if (d.definite && (d.type == EntityType::kAgreement || other.kind == d.kind)) match = *it;
        continue;
      }
      std::size_t common = 0;
      for (const auto party : other.parties) common += actors.contains(party);
      // "The contract" is none of "eight memorandums".
      const bool several = mentions_.trees[d.sentence].lower(d.head) != d.kind;
      if (d.type == EntityType::kAgreement && common < actors.size() && several_.contains(*it) != several) continue;
      const auto& signers = signers_[*it];
      for (const auto party : signers) common += actors.contains(party) && std::find(other.parties.begin(), other.parties.end(), party) == other.parties.end();
      const bool contradicts = common == 0 && !other.parties.empty() && !actors.empty();
      if (contradicts) continue;
      // Russia's war against Ukraine is not the Ukrainian incursion into Russia.
      const auto agent = agent_of(d);
      const auto other_agent = agents_.find(*it);
      if (is_war(d.kind) && agent && other_agent != agents_.end() && other_agent->second != *agent) continue;
      const auto& other_words = words_[*it];
      std::size_t shared_words = 0;
      for (const auto& word : d.words) shared_words += other_words.contains(word);
      const bool same_head = other.kind == d.kind;
      // "A conference" is none of the meetings told before, unless both are of one day; a conversation is what a call was.
      const bool new_one = d.indefinite && !same_head && d.date.empty() && !(is_call(d.kind) && is_call(other.kind));
      if (d.type == EntityType::kAgreement) {
        const bool same_date = !d.date.empty() && other.date == d.date;
        if (same_date || (common == actors.size() && common >= 2 && (d.definite || shared_words > 0)) || (d.definite && same_head && shared_words > 0 && shared_words == d.words.size()) || (d.definite && common > 0 && common == actors.size() && binds(d.kind) && binds(other.kind))) match = *it;
      } else if (is_war(d.kind)) {
        if (common > 0) match = *it;
      } else if (common > 0 && common == actors.size() && (d.definite || (d.date == other.date && !new_one))) {
        match = *it;
      }
    }
    const bool specific = d.type == EntityType::kAgreement ? (d.acted || !d.words.empty() || !actors.empty() || !d.date.empty())
                                                           : (!actors.empty() || (!d.date.empty() && d.definite) || (d.place && d.definite));
    if (!match && (!specific || (bare && !d.acted))) return;
    std::uint32_t entity = 0;
    if (match) {
      entity = *match;
    } else {
      entity = static_cast<std::uint32_t>(mentions_.entities.size());
      LocalEntity made;
      made.type = d.type;
      made.described = true;
      made.kind = d.kind;
      mentions_.entities.push_back(std::move(made));
      known_.push_back(entity);
      if (mentions_.trees[d.sentence].lower(d.head) != d.kind) several_.insert(entity);
    }
    auto& local = mentions_.entities[entity];
    for (const auto party : actors) {
      if (std::find(local.parties.begin(), local.parties.end(), party) == local.parties.end()) local.parties.push_back(party);
    }
    if (local.date.empty()) local.date = d.date;
    if (const auto agent = agent_of(d)) agents_.emplace(entity, *agent);
    words_[entity].insert(d.words.begin(), d.words.end());
    signers_[entity].insert(d.signers.begin(), d.signers.end());
    LocalMention mention;
    mention.sentence = d.sentence;
    mention.first = d.first;
    mention.last = d.last;
    mention.type = d.type;
    mention.form = MentionForm::kDescription;
    const auto index = mentions_.add(mention, entity);
    // The head with its own modifiers alone, and the whole with its possessor, are forms of the same description.
    if (d.last > d.head + 1 && d.head + 1 > d.first) {
      auto shorter = mention;
      shorter.last = d.head + 1;
      mentions_.add(shorter, entity);
    }
    // "meeting in Beijing in 2025", "memorandum of understanding": with every complement that follows at once.
    {
      const auto& tree = mentions_.trees[d.sentence];
      auto end = d.last;
      for (const auto c : tree.children(d.head)) {
        if (c < end || !tree.is(c, {Deprel::kNmod, Deprel::kNmodUnmarked, Deprel::kAcl})) continue;
        std::uint32_t begin = c;
        std::uint32_t stop = c + 1;
        while (begin > 0 && tree.dominates(c, begin - 1)) --begin;
        while (stop < tree.size() && tree.dominates(c, stop)) ++stop;
        if (begin != end || stop - d.first > 14) break;
        end = stop;
      }
      while (end > d.last && tree.upos(end - 1) == Upos::kPunct) --end;
      // "memorandum of understanding (MoU)": without a bracket that it does not close.
      for (auto at = end; at > d.last && tree.lower(at - 1) != ")"; --at) {
        if (tree.lower(at - 1) == "(") end = at - 1;
      }
      end = std::max(end, d.full_last);
      if (end > d.last) {
        auto whole = mention;
        whole.last = end;
        mentions_.add(whole, entity);
        // "meeting with his counterparts, Weber and Rossi": without the names behind the comma, too.
        for (auto at = d.head + 3; at < end; ++at) {
          if (tree.lower(at) != ",") continue;
          whole.last = at;
          mentions_.add(whole, entity);
          break;
        }
      }
      if (d.full_first < d.first && !actors.empty()) {
        auto longer = mention;
        longer.first = d.full_first;
        while (longer.first < d.first && tree.upos(longer.first) == Upos::kAdp) ++longer.first;
        mentions_.add(longer, entity);
        if (end > d.last && longer.first < d.first) {
          longer.last = end;
          mentions_.add(longer, entity);
        }
      }
      // "the broader Russia-North Korea treaty": without what stands before its parties.
      for (const auto& [actor, slot] : d.actors) {
        const auto& party = mentions_.mentions[actor];
        if (slot != "compound" || party.sentence != d.sentence || party.first <= d.first || party.first >= d.head) continue;
        auto inner = mention;
        inner.first = party.first;
        inner.last = d.last;
        mentions_.add(inner, entity);
        break;
      }
    }
    emit(d, entity, index);
  }

  void draft(const Description& d, Relation relation, std::uint32_t subject, std::optional<std::uint32_t> subject_mention,
             std::uint32_t object, std::optional<std::uint32_t> object_mention, double confidence, const char* extractor) {
    if (subject == object || !fits(relation, mentions_.entities[subject].type, mentions_.entities[object].type)) return;
    Draft out;
    out.sentence = d.sentence;
    out.relation = relation;
    out.subject = subject;
    out.object = object;
    out.subject_mention = subject_mention;
    out.object_mention = object_mention;
    out.trigger_first = d.head;
    out.trigger_last = d.head + 1;
    out.predicate = d.head;
    out.date = d.date;
    out.confidence = subject_mention && mentions_.mentions[*subject_mention].form == MentionForm::kPronoun ? confidence - 0.1 : confidence;
    out.standing = true;
    out.extractor = extractor;
    drafts_.push_back(std::move(out));
  }

  void emit(const Description& d, std::uint32_t entity, std::uint32_t mention) {
    const auto type = mentions_.entities[entity].type;
    for (const auto& [actor, slot] : d.actors) {
      const auto subject = mentions_.mentions[actor].entity;
      if (type == EntityType::kAgreement) {
        const bool person = mentions_.entities[subject].type == EntityType::kPerson;
        if (!binds(d.kind) || (person && slot != "between")) continue;
        if (in(slot, {"poss", "compound", "between", "with"}) || (slot == "of" && d.definite)) draft(d, Relation::kPartyTo, subject, actor, entity, mention, slot == "of" ? 0.6 : 0.82, "agreements/party@1");
      } else if (is_war(d.kind) || is_meeting(d.kind)) {
        const bool person = mentions_.entities[subject].type == EntityType::kPerson;
        if (is_visit(d.kind) && !in(slot, {"poss", "compound", "by"}) && !(slot == "of" && person)) continue;
        if (is_meeting(d.kind) && in(slot, {"on", "against"})) continue;  // what it is about
        // The victim of an attack takes no part in it; both sides of a war do.
        if (is_war(d.kind) && !in(d.kind, {"war", "conflict"}) && !in(slot, {"poss", "compound", "by", "between"})) continue;
        draft(d, Relation::kParticipatesIn, subject, actor, entity, mention, 0.8, "events/participant@1");
      } else if (is_deed(d.kind) && (in(slot, {"poss", "between", "by", "compound"}) || (slot == "of" && in(d.kind, {"resignation", "inauguration"}) && mentions_.entities[subject].type == EntityType::kPerson))) {
        draft(d, Relation::kParticipatesIn, subject, actor, entity, mention, 0.7, "events/participant@1");
      }
    }
    if (type == EntityType::kEvent && d.place && !is_visit(d.kind)) {
      draft(d, Relation::kBasedIn, entity, mention, mentions_.mentions[*d.place].entity, d.place, 0.8, "events/place@1");
    }
    const bool call = in(d.kind, {"call", "conversation"}) && std::any_of(d.actors.begin(), d.actors.end(), [](const auto& actor) { return actor.second == "subject"; });
    if (type == EntityType::kEvent && (is_encounter(d.kind) || call)) {
      for (std::size_t i = 0; i < d.actors.size(); ++i) {
        for (std::size_t j = i + 1; j < d.actors.size(); ++j) {
          if (d.actors[i].second == "with" && d.actors[j].second == "with") continue;  // "his meeting with A and B" may have been two
          // Whoever speaks of a call is the one who called, as far as the words tell.
          const auto one = call && d.actors[j].second == "subject" ? j : i;
          const auto other = one == i ? j : i;
          draft(d, call ? Relation::kContacts : Relation::kMeetsWith, mentions_.mentions[d.actors[one].first].entity, d.actors[one].first, mentions_.mentions[d.actors[other].first].entity, d.actors[other].first, 0.75, "events/meeting@1");
        }
      }
    }
  }

  Mentions& mentions_;
  const Lexicon& lexicon_;
  std::vector<Draft>& drafts_;
  std::vector<TimeMention> times_;
  std::vector<std::uint32_t> known_;  // entities of the two kinds, in text order
  std::map<std::uint32_t, std::set<std::string>> words_;
  std::map<std::uint32_t, std::uint32_t> agents_;
  std::map<std::uint32_t, std::set<std::uint32_t>> signers_;
  std::set<std::uint32_t> several_;  // told in the plural
};

}  // namespace

void find_descriptions(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts) {
  DescriptionFinder(mentions, lexicon, drafts).run();
}

}  // namespace entente::extract
