// SPDX-License-Identifier: Apache-2.0
// What a noun phrase stands for.
#include <algorithm>
#include <set>
#include <string_view>

#include "extract/claims.h"

namespace entente::extract {
namespace {

// Known to lead, or called so before the name: "President Macron".
bool leads(const Mentions& mentions, std::uint32_t entity) {
  for (const auto index : mentions.entities[entity].mentions) {
    const auto& mention = mentions.mentions[index];
    if (mention.entry != nullptr && mention.entry->kind == NameKind::kPerson) return true;
    const auto& tokens = mentions.document->sentences[mention.sentence].tokens;
    if (mention.first > 0 && in(tokens[mention.first - 1].lower, {"president", "leader", "minister", "premier", "chancellor", "king", "queen", "emir", "sultan", "secretary", "pope"})) return true;
  }
  return false;
}

// "their two nations": the states of the two persons named last before it in the sentence, when both are known to serve one.
std::vector<std::uint32_t> states_of_persons(const Mentions& mentions, std::uint32_t sentence, std::uint32_t before) {
  std::vector<std::uint32_t> states;
  std::set<std::uint32_t> persons;
  const auto& list = mentions.of_sentence[sentence];
  for (auto it = list.rbegin(); it != list.rend() && persons.size() < 2; ++it) {
    const auto& mention = mentions.mentions[*it];
    if (mention.last > before || mention.form == MentionForm::kPronoun || mentions.entities[mention.entity].type != EntityType::kPerson) continue;
    if (!persons.insert(mention.entity).second) continue;
    const auto state = mentions.entities[mention.entity].state;
    if (state == kNoEntity || mentions.entities[state].mentions.empty()) return {};
    if (std::find(states.begin(), states.end(), state) == states.end()) states.push_back(state);
  }
  if (states.size() != 2) return {};
  return {mentions.entities[states[1]].mentions.front(), mentions.entities[states[0]].mentions.front()};
}

// "the two leaders", "both countries": the two entities of the kind that were named last.
std::vector<std::uint32_t> group(const Mentions& mentions, std::uint32_t sentence, std::uint32_t head) {
  const auto& tree = mentions.trees[sentence];
  const auto noun = Lexicon::noun_lemma(tree.lower(head));
  if (noun == tree.lower(head)) return {};  // singular
  bool two = false;
  bool definite = false;
  for (const auto c : tree.children(head)) {
    if (tree.is(c, {Deprel::kNummod}) && !in(tree.lower(c), {"two", "2"})) return {};  // "the three leaders"
    if (in(tree.lower(c), {"two", "both", "2"})) two = true;
    if (in(tree.lower(c), {"the", "these", "their"})) definite = true;
  }
  bool (*fits_kind)(EntityType) = nullptr;
  if (in(noun, {"leader", "president", "minister", "official", "statesman"})) {
    fits_kind = [](EntityType type) { return type == EntityType::kPerson; };
  } else if (in(noun, {"country", "nation", "side", "state", "neighbour", "neighbor", "capital", "government", "partner"})) {
    fits_kind = [](EntityType type) { return type == EntityType::kCountry; };
  } else if (in(noun, {"agency", "outlet", "organ", "newspaper", "broadcaster"})) {
    fits_kind = [](EntityType type) { return type == EntityType::kMediaOutlet; };
  }
  const bool theirs = std::any_of(tree.children(head).begin(), tree.children(head).end(), [&](std::uint32_t c) { return tree.lower(c) == "their"; });
  if (fits_kind == nullptr || (!two && !(definite && in(noun, {"side", "agency", "outlet", "leader"})) && !theirs)) return {};
  if (theirs && fits_kind(EntityType::kCountry)) {
    if (auto states = states_of_persons(mentions, sentence, head); !states.empty()) return states;
  }
  if (!two && theirs && !in(noun, {"side", "agency", "outlet", "leader"})) return {};
  std::vector<std::uint32_t> out;
  std::set<std::uint32_t> seen;
  constexpr std::uint32_t kReach = 8;  // sentences back
  for (auto s = sentence + 1; s-- > 0 && out.size() < 2 && sentence - s <= kReach;) {
    const auto& list = mentions.of_sentence[s];
    for (auto it = list.rbegin(); it != list.rend() && out.size() < 2; ++it) {
      const auto& mention = mentions.mentions[*it];
      if (s == sentence && mention.first >= head) continue;
      if (mention.inside || (mention.form == MentionForm::kPronoun && mentions.trees[s].upos(mention.first) == Upos::kPron)) continue;
      if (!fits_kind(mentions.entities[mention.entity].type) || seen.contains(mention.entity)) continue;
      if (in(noun, {"leader", "president", "minister"}) && !leads(mentions, mention.entity)) continue;
      seen.insert(mention.entity);
      out.push_back(*it);
    }
  }
  if (out.size() != 2) return {};
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace

bool is_forces(const Tree& tree, std::uint32_t head) {
  const auto force = [](std::string_view word) {
    return in(word, {"troops", "soldiers", "forces", "army", "servicemen", "units", "fighters", "military", "marines",
                     "warships", "navy", "contingent", "battalion", "brigade", "personnel", "soldier", "peacekeepers"});
  };
  if (force(tree.lower(head))) return true;
  for (const auto c : tree.children(head)) {
    if (tree.is(c, {Deprel::kNmod, Deprel::kConj}) && force(tree.lower(c))) return true;
  }
  return false;
}

std::optional<Draft> draft_between(const Mentions& mentions, std::uint32_t sentence, Relation relation, std::uint32_t subject_mention, std::uint32_t object_mention,
                                   std::uint32_t trigger, double confidence, std::string extractor) {
  const auto subject = mentions.mentions[subject_mention].entity;
  const auto object = mentions.mentions[object_mention].entity;
  if (subject == object || subject == kNoEntity || object == kNoEntity) return std::nullopt;
  if (!fits(relation, mentions.entities[subject].type, mentions.entities[object].type)) return std::nullopt;
  Draft draft;
  draft.sentence = sentence;
  draft.relation = relation;
  draft.subject = subject;
  draft.object = object;
  draft.subject_mention = subject_mention;
  draft.object_mention = object_mention;
  draft.trigger_first = trigger;
  draft.trigger_last = trigger + 1;
  draft.predicate = trigger;
  draft.confidence = confidence;
  draft.extractor = std::move(extractor);
  return draft;
}

std::uint32_t past_brackets(const Tree& tree, std::uint32_t at) {
  int depth = 0;
  for (auto i = at; i < tree.size(); ++i) {
    if (tree.lower(i) == "(") ++depth;
    if (depth == 0) return at;
    if (tree.lower(i) == ")" && --depth == 0) return i + 1;
  }
  return at;
}

std::optional<std::uint32_t> covering_mention(const Mentions& mentions, std::uint32_t sentence, std::uint32_t token, std::uint32_t from) {
  for (const auto index : mentions.of_sentence[sentence]) {
    const auto& mention = mentions.mentions[index];
    if (mention.first >= from && mention.first <= token && token < mention.last && mention.form != MentionForm::kPronoun) return index;
  }
  return std::nullopt;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> bodies_of_states(const Mentions& mentions, const Lexicon& lexicon, std::uint32_t sentence, std::uint32_t head) {
  const auto& tree = mentions.trees[sentence];
  if (head + 3 >= tree.size() || tree.lower(head + 1) != "of") return {};
  const auto noun = Lexicon::noun_lemma(tree.lower(head));
  const auto* entry = noun == tree.lower(head) ? nullptr : lexicon.find_head(noun);  // the plural alone
  if (entry == nullptr || entry->kind != HeadKind::kType || identity_class(entry->type) != IdentityClass::kBody) return {};
  auto next = head + 2;
  const auto states = listed_mentions(mentions, sentence, next, EntityType::kCountry);
  if (states.size() < 2) return {};
  std::vector<std::string_view> words{noun};
  constexpr std::uint32_t kWords = 3;
  for (auto at = head; at > 0 && head - at < kWords && in(name_of(tree.upos(at - 1)), {"ADJ", "NOUN", "PROPN"}); --at) words.push_back(tree.lower(at - 1));
  constexpr std::uint32_t kReach = 8;  // sentences
  const auto first = sentence > kReach ? sentence - kReach : 0;
  const auto last = std::min<std::size_t>(mentions.of_sentence.size(), sentence + kReach + 1);
  constexpr std::size_t kSteps = 4096;  // looked at in all: a text of nothing but names must not take for ever
  std::size_t steps = 0;
  const auto body_of = [&](std::uint32_t state) -> std::optional<std::uint32_t> {
    for (auto s = first; s < last; ++s) {
      const auto& tokens = mentions.trees[s].sentence().tokens;
      for (const auto index : mentions.of_sentence[s]) {
        if (++steps > kSteps) return std::nullopt;
        const auto& body = mentions.mentions[index];
        if (body.form != MentionForm::kName || identity_class(mentions.entities[body.entity].type) != IdentityClass::kBody) continue;
        const bool named = std::all_of(words.begin(), words.end(), [&](std::string_view word) {
          return std::any_of(tokens.begin() + body.first, tokens.begin() + body.last, [&](const Token& token) { return token.lower == word; });
        });
        if (!named) continue;
        for (const auto inner : mentions.of_sentence[s]) {
          if (++steps > kSteps) return std::nullopt;
          const auto& inside = mentions.mentions[inner];
          if (inside.entity == state && inside.first >= body.first && inside.last <= body.last) return index;
        }
      }
    }
    return std::nullopt;
  };
  std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
  for (const auto state : states) {
    const auto body = body_of(mentions.mentions[state].entity);
    if (!body) return {};
    out.emplace_back(*body, state);
  }
  return out;
}

std::vector<std::uint32_t> single_phrase_mentions(const Mentions& mentions, const Lexicon& lexicon,
                                                  std::uint32_t sentence, std::uint32_t head) {
  const auto& tree = mentions.trees[sentence];
  // A description stands for itself, not for every noun in it: "a visit to the capital".
  auto at = mentions.at(sentence, head);
  if (at && mentions.mentions[*at].form == MentionForm::kDescription && mentions.head_of(mentions.mentions[*at]) != head) at.reset();
  if (at) {
    const auto& mention = mentions.mentions[*at];
    // "TASS and North Korea's KCNA": a possessor stands for what it owns, when the owned has a name.
    auto list_head = head;
    while (tree.is(list_head, {Deprel::kConj}) && !tree.is_root(list_head)) list_head = tree.head(list_head);
    if (mention.last < tree.size() && in(tree.lower(mention.last), {"'s", "'"}) && !tree.is(list_head, {Deprel::kNmodPoss})) {
      constexpr std::uint32_t kReach = 4;  // words between
      for (auto i = mention.last + 1; i < tree.size() && i <= mention.last + kReach; ++i) {
        if (const auto owned = covering_mention(mentions, sentence, i, mention.last + 1)) return {*owned};
        if (tree.upos(i) != Upos::kAdj && tree.upos(i) != Upos::kNoun && tree.upos(i) != Upos::kPropn) break;
      }
      return {};
    }
    // "the Minister of Foreign Affairs of Portugal, João Cravinho": a post stands for the person named with it.
    if (mention.entity != kNoEntity && mentions.entities[mention.entity].type == EntityType::kPosition) {
      for (const auto c : tree.children(head)) {
        if (!tree.is(c, {Deprel::kFlat, Deprel::kAppos})) continue;
        const auto named = mentions.at(sentence, c);
        if (named && mentions.entities[mentions.mentions[*named].entity].type == EntityType::kPerson) return {*named};
      }
    }
    // "Russian" inside "Russian officials" has the noun as its head; a demonym that is the head stands for its people.
    return {mention.entity == kNoEntity ? std::vector<std::uint32_t>{} : std::vector<std::uint32_t>{*at}};
  }
  // "the Chilean capital, Santiago"
  if (in(tree.lower(head), {"capital", "city", "town", "port", "resort", "region", "province", "village"}) && head + 2 < tree.size() && tree.lower(head + 1) == ",") {
    const auto named = covering_mention(mentions, sentence, head + 2, head + 2);
    if (named && mentions.entities[mentions.mentions[*named].entity].type == EntityType::kPlace) return {*named};
  }
  // "Lopez called Novak after the latter resigned": who was named last.
  if (tree.lower(head) == "latter" && head > 0 && tree.lower(head - 1) == "the") {
    std::optional<std::uint32_t> last;
    for (const auto index : mentions.of_sentence[sentence]) {
      const auto& mention = mentions.mentions[index];
      if (mention.last < head && !mention.inside && mention.form == MentionForm::kName && has(kActorMask, mentions.entities[mention.entity].type)) last = index;
    }
    if (last) return {*last};
  }
  // "Peru's agency and Kenyan counterpart Novatel": the name right behind the word, whatever the parser hung it on.
  if (tree.lower(head) == "counterpart") {
    if (const auto named = covering_mention(mentions, sentence, head + 1, head + 1); named && has(kActorMask, mentions.entities[mentions.mentions[*named].entity].type)) return {*named};
  }
  // A name hung under its title or description: "Foreign Minister Choe", "its ally, China".
  for (const auto c : tree.children(head)) {
    if (!tree.is(c, {Deprel::kFlat, Deprel::kAppos, Deprel::kCompound})) continue;
    const auto named = mentions.at(sentence, c);
    if (!named) continue;
    const auto& mention = mentions.mentions[*named];
    const auto type = mentions.entities[mention.entity].type;
    if (tree.is(c, {Deprel::kFlat}) || (tree.is(c, {Deprel::kAppos}) && type != EntityType::kPosition) ||
        (c > head && type == EntityType::kPerson)) {
      return {*named};
    }
  }
  std::vector<std::uint32_t> bodies;
  for (const auto& [body, state] : bodies_of_states(mentions, lexicon, sentence, head)) bodies.push_back(body);
  if (!bodies.empty()) return bodies;
  auto both = group(mentions, sentence, head);
  if (!both.empty()) return both;
  // Nouns by which a state or body acts.
  const auto* entry = lexicon.find_head(tree.lower(head));
  const bool proxy = entry != nullptr && entry->proxy;
  const bool quantity = in(tree.lower(head), {"thousands", "hundreds", "dozens", "number", "group", "members", "part", "parts", "tens", "series", "people", "families", "city", "town", "port", "region", "province", "village", "island"});
  if (proxy) {
    for (const auto c : tree.children(head)) {
      if (!tree.is(c, {Deprel::kAmod, Deprel::kCompound, Deprel::kNmodPoss, Deprel::kNmod})) continue;
      if (tree.is(c, {Deprel::kNmod}) && tree.preposition(c) != "of" && tree.preposition(c) != "from") continue;
      const auto named = mentions.at(sentence, c);
      if (!named) continue;
      const auto type = mentions.entities[mentions.mentions[*named].entity].type;
      if (type == EntityType::kCountry || identity_class(type) == IdentityClass::kBody || (type == EntityType::kPerson && tree.is(c, {Deprel::kNmodPoss}))) return {*named};
    }
    // "Prosecutors in Peru": those who are a state wherever they are in it; not troops.
    if (in(tree.lower(head), {"authorities", "police", "prosecutors", "officials", "judges", "investigators", "lawmakers"})) {
      for (const auto c : tree.children(head)) {
        const auto named = tree.is(c, {Deprel::kNmod}) && tree.preposition(c) == "in" ? mentions.at(sentence, c) : std::nullopt;
        if (named && mentions.entities[mentions.mentions[*named].entity].type == EntityType::kCountry) return {*named};
      }
    }
  }
  if (quantity) {
    for (const auto c : tree.children(head)) {
      if (tree.is(c, {Deprel::kNmod}) && tree.preposition(c) == "of") return single_phrase_mentions(mentions, lexicon, sentence, c);
    }
  }
  // "Rockstar is a developer based in Leeds": what is said of the predicate noun is said of its subject.
  // and of a noun beside it: "is an airline, the largest carrier, based in Leeds", "was an actor and comedian born in".
  auto said = head;
  while (tree.is(said, {Deprel::kAppos, Deprel::kConj}) && !tree.is_root(said) && tree.child(said, {Deprel::kCop}) == Tree::kNone && tree.upos(said) == Upos::kNoun) said = tree.head(said);
  if (tree.child(said, {Deprel::kCop}) != Tree::kNone) {
    const auto subject = tree.child(said, {Deprel::kNsubj});
    const bool denied = std::any_of(tree.children(said).begin(), tree.children(said).end(), [&](std::uint32_t c) { return in(tree.lower(c), {"not", "n't", "never", "no"}); });
    if (subject != Tree::kNone && !denied && mentions.at(sentence, subject)) return {*mentions.at(sentence, subject)};
  }
  return {};
}

std::vector<std::uint32_t> listed_mentions(const Mentions& mentions, std::uint32_t sentence, std::uint32_t& at, EntityType type) {
  const auto& tree = mentions.trees[sentence];
  std::vector<std::uint32_t> out;
  while (at < tree.size()) {
    const auto named = covering_mention(mentions, sentence, at, at);
    if (named && mentions.entities[mentions.mentions[*named].entity].type == type) {
      out.push_back(*named);
      at = mentions.mentions[*named].last;
    } else if (in(tree.lower(at), {",", "and", "the"}) && !(named && !out.empty())) {
      ++at;
    } else {
      break;
    }
  }
  return out;
}

std::vector<std::uint32_t> phrase_mentions(const Mentions& mentions, const Lexicon& lexicon, std::uint32_t sentence,
                                           std::uint32_t head) {
  const auto& tree = mentions.trees[sentence];
  // "her Chilean and Kenyan counterparts, A and B": those who are named behind the word, whatever the parser made of them.
  if (in(tree.lower(head), {"counterpart", "counterparts"})) {
    auto next = head + 1;
    auto named = listed_mentions(mentions, sentence, next, EntityType::kPerson);
    if (tree.lower(head) == "counterpart" && named.size() > 1) named.erase(named.begin() + 1, named.end());
    if (!named.empty()) return named;
    // "his counterpart, the leader of the party ruling there, Ana Ruiz": the name behind what describes him, without a clause between.
    constexpr std::uint32_t kReach = 24;  // words
    if (head + 2 < tree.size() && tree.lower(head) == "counterpart" && tree.lower(head + 1) == "," && in(tree.lower(head + 2), {"the", "a", "an"})) {
      for (auto at = head + 3; at + 1 < tree.size() && at < head + kReach; ++at) {
        const bool clause = tree.upos(at) == Upos::kAux || (tree.upos(at) == Upos::kVerb && !tree.lower(at).ends_with("ing") && !tree.lower(at).ends_with("ed"));
        if (clause || in(tree.lower(at), {"who", "which", "that", ";"})) break;
        if (tree.lower(at) != ",") continue;
        const auto name = covering_mention(mentions, sentence, at + 1, at + 1);
        if (!name || mentions.entities[mentions.mentions[*name].entity].type != EntityType::kPerson) break;
        const auto end = mentions.mentions[*name].last;
        if (end >= tree.size() || tree.upos(end) == Upos::kPunct) return {*name};
        break;
      }
    }
  }
  auto out = single_phrase_mentions(mentions, lexicon, sentence, head);
  // "Novak and his wife Ana live in": both, where the parser took the first for a word apart.
  if (out.size() == 1 && mentions.mentions[out.front()].sentence == sentence && mentions.entities[mentions.mentions[out.front()].entity].type == EntityType::kPerson) {
    auto at = mentions.mentions[out.front()].first;
    constexpr std::uint32_t kReach = 4;  // words between "his" and the name
    const auto first = at;
    while (at > 0 && first - at < kReach && (tree.upos(at - 1) == Upos::kNoun || tree.upos(at - 1) == Upos::kAdj || tree.lower(at - 1) == ",")) --at;
    if (at < first && at > 2 && in(tree.lower(at - 1), {"his", "her"}) && tree.lower(at - 2) == "and") {
      const auto end = tree.lower(at - 3) == "," ? at - 4 : at - 3;
      const auto named = covering_mention(mentions, sentence, end);
      if (named && mentions.mentions[*named].last == end + 1 && mentions.entities[mentions.mentions[*named].entity].type == EntityType::kPerson && mentions.mentions[*named].entity != mentions.mentions[out.front()].entity) out.insert(out.begin(), *named);
    }
  }
  // "his counterparts, A and B"
  if (out.size() == 1 && !mentions.at(sentence, head)) {
    for (const auto c : tree.children(head)) {
      if (!tree.is(c, {Deprel::kAppos}) || mentions.at(sentence, c) != out.front()) continue;
      for (const auto d : tree.children(c)) {
        if (!tree.is(d, {Deprel::kConj})) continue;
        for (const auto more : phrase_mentions(mentions, lexicon, sentence, d)) out.push_back(more);
      }
    }
  }
  for (const auto c : tree.children(head)) {
    if (!tree.is(c, {Deprel::kConj}) || tree.is_verbal(c)) continue;
    for (const auto more : phrase_mentions(mentions, lexicon, sentence, c)) out.push_back(more);
  }
  return out;
}

std::uint32_t governing_noun(const Tree& tree, const Lexicon& lexicon, std::uint32_t clause) {
  for (const auto c : tree.children(clause)) {
    if (c > clause) break;
    if (!tree.is(c, {Deprel::kMark, Deprel::kCase})) continue;
    if (c == 0) return Tree::kNone;
    auto noun = c - 1;
    if ((tree.upos(noun) != Upos::kNoun && tree.upos(noun) != Upos::kPropn) || tree.dominates(clause, noun)) return Tree::kNone;
    // "the willingness of the government to", "the decision by Norway to"
    for (int links = 0; links < 4 && !lexicon.noun_stance(tree.lower(noun)).any() && !tree.is_root(noun); ++links) {
      const bool owner = tree.is(noun, {Deprel::kNmod}) && in(tree.preposition(noun), {"of", "by", "from", "among"});
      if (!owner && !tree.is(noun, {Deprel::kFlat, Deprel::kConj, Deprel::kAppos})) break;
      noun = tree.head(noun);
    }
    return lexicon.noun_stance(tree.lower(noun)).any() && tree.upos(noun) == Upos::kNoun && noun < clause ? noun : Tree::kNone;
  }
  return Tree::kNone;
}

std::optional<FollowingPhrase> following_phrase(const Mentions& mentions, std::uint32_t sentence, std::uint32_t preposition) {
  const auto& tree = mentions.trees[sentence];
  constexpr std::uint32_t kReach = 5;  // words between the preposition and the name
  std::optional<std::uint32_t> found;
  std::optional<std::uint32_t> noun;
  bool demonym = false;
  const auto is_demonym = [&](std::uint32_t token) {
    const auto named = mentions.at(sentence, token);
    return named && mentions.mentions[*named].form == MentionForm::kDemonym;
  };
  for (auto at = preposition + 1; at < tree.size() && at <= preposition + kReach && !found; ++at) {
    found = covering_mention(mentions, sentence, at, preposition + 1);
    // "with his Iranian counterpart", "with U.S. President Trump"
    const auto before_noun = [&](const LocalMention& mention) {
      return mentions.entities[mention.entity].type == EntityType::kCountry && mention.last < tree.size() &&
             (mention.form == MentionForm::kDemonym || tree.upos(mention.last) == Upos::kNoun || tree.upos(mention.last) == Upos::kPropn);
    };
    // The post before a name is its holder's.
    if (found && mentions.entities[mentions.mentions[*found].entity].type == EntityType::kPosition) {
      const auto holder = covering_mention(mentions, sentence, mentions.mentions[*found].last, mentions.mentions[*found].last);
      if (holder && mentions.entities[mentions.mentions[*holder].entity].type == EntityType::kPerson) found = holder;
    }
    if (found && before_noun(mentions.mentions[*found])) {
      demonym = mentions.mentions[*found].form == MentionForm::kDemonym;
      found.reset();
    } else if (!found && tree.upos(at) == Upos::kNoun) noun = at;
    // "with his Kenyan and Peruvian counterparts"
    else if (!found && tree.lower(at) == "and" && demonym && is_demonym(at + 1)) continue;
    // "with long-ruling President Diaz"
    else if (!found && !in(name_of(tree.upos(at)), {"DET", "ADJ", "NUM", "PRON", "PROPN"}) && tree.lower(at) != "-" && tree.lower(at - 1) != "-" && tree.lower(at) != "owned") break;
  }
  if (noun && (!found || mentions.mentions[*found].first > *noun + 1)) return FollowingPhrase{*noun, std::nullopt, *noun + 1};
  if (!found) return std::nullopt;
  const auto& mention = mentions.mentions[*found];
  if (mention.last < tree.size() && in(tree.lower(mention.last), {"'s", "'"})) return std::nullopt;  // "on Russia's terms"
  return FollowingPhrase{mentions.head_of(mention), *found, mention.last};
}

}  // namespace entente::extract
