// SPDX-License-Identifier: Apache-2.0
// "Lavrov received Choe in Moscow. During the meeting, …": a bare noun of meeting points back at what a verb said. It becomes an
// event of its own, whose participants are those of the verb, with the verb's sentence as evidence.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extract/claims.h"

namespace entente::extract {
namespace {

// Which relations a noun can point back at.
bool points_at(std::string_view noun, Relation relation) {
  if (in(noun, {"meeting", "talk", "encounter", "summit", "audience", "negotiation"})) {
    return relation == Relation::kMeetsWith || relation == Relation::kHosts || relation == Relation::kNegotiates;
  }
  if (in(noun, {"visit", "trip"})) return relation == Relation::kVisits;
  if (in(noun, {"call", "conversation"})) return relation == Relation::kContacts;
  return in(noun, {"signing"}) && relation == Relation::kSigned;
}

class BareEvents {
 public:
  BareEvents(Mentions& mentions, std::vector<Draft>& drafts) : mentions_(mentions), drafts_(drafts) {}

  void run() {
    said_ = drafts_.size();
    for (std::uint32_t s = 0; s < mentions_.trees.size(); ++s) {
      const auto& tree = mentions_.trees[s];
      if (!tree.sentence().parsed) continue;
      for (std::uint32_t i = 0; i < tree.size(); ++i) {
        if (tree.upos(i) != Upos::kNoun) continue;
        const auto covering = covering_mention(mentions_, s, i);
        const bool own = covering && is_bare_event(*covering);
        if (covering && !own && !points_back(*covering)) continue;
        const auto first = definite_from(tree, i);
        if (!first) continue;
        if (covering && !own) find_nearer(s, *first, i, *covering);
        else find(s, *first, i, covering ? std::optional(mentions_.mentions[*covering].entity) : std::nullopt);
      }
    }
    tell_apart();
  }

 private:
  // "During the meeting, Novak said": an event of Novak's already, by nothing but this noun.
  [[nodiscard]] bool is_bare_event(std::uint32_t index) const {
    const auto& mention = mentions_.mentions[index];
    const auto& entity = mentions_.entities[mention.entity];
    return mention.form == MentionForm::kDescription && entity.type == EntityType::kEvent && entity.described && entity.date.empty() && entity.parties.size() == 1 &&
           mentions_.mentions[entity.mentions.front()].sentence == mention.sentence;
  }

  // Of two meetings of one article the noun alone names neither: "a meeting" of "a meeting between Weber and Rossi" goes into the whole.
  void tell_apart() {
    const auto kind_of = [](const LocalEntity& entity) { return entity.type == EntityType::kEvent || entity.type == EntityType::kAgreement ? std::string_view(entity.kind) : std::string_view(); };
    std::map<std::string_view, std::size_t> of_kind;
    for (const auto& entity : mentions_.entities) ++of_kind[kind_of(entity)];
    for (const auto& entity : mentions_.entities) {
      if (!entity.described || kind_of(entity).empty() || of_kind[kind_of(entity)] < 2) continue;
      for (const auto index : entity.mentions) {
        auto& mention = mentions_.mentions[index];
        const bool bare = mention.last - mention.first == 1 || (mention.last - mention.first == 2 && mentions_.trees[mention.sentence].upos(mention.first) == Upos::kDet);
        if (!bare) continue;
        for (const auto other : mentions_.of_sentence[mention.sentence]) {
          const auto& longer = mentions_.mentions[other];
          if (longer.entity == mention.entity && longer.first == mention.first) mention.last = std::max(mention.last, longer.last);
        }
      }
    }
  }

  // "the meeting", by the noun alone the same as one that is described before.
  [[nodiscard]] bool points_back(std::uint32_t index) const {
    const auto& mention = mentions_.mentions[index];
    const auto& entity = mentions_.entities[mention.entity];
    return mention.form == MentionForm::kDescription && entity.type == EntityType::kEvent && entity.described && mention.last - mention.first == 1 && mentions_.mentions[entity.mentions.front()].sentence < mention.sentence;
  }

  // The article's token of "the [phone|closed] meeting" without any complement.
  [[nodiscard]] static std::optional<std::uint32_t> definite_from(const Tree& tree, std::uint32_t noun) {
    std::optional<std::uint32_t> first;
    for (const auto c : tree.children(noun)) {
      if (c > noun && !tree.is(c, {Deprel::kPunct})) return std::nullopt;
      if (in(tree.lower(c), {"the", "their", "this"})) first = c;
      else if (c < noun && !tree.is(c, {Deprel::kAmod, Deprel::kCompound, Deprel::kCase, Deprel::kPunct})) return std::nullopt;
    }
    return first;
  }

  void find(std::uint32_t s, std::uint32_t first, std::uint32_t noun, std::optional<std::uint32_t> told) {
    const auto kind = Lexicon::noun_lemma(mentions_.trees[s].lower(noun));
    const auto best = source_of(s, first, kind, told);
    if (!best || is_anothers(s, noun, drafts_[*best])) return;
    const auto source = drafts_[*best];  // a copy: the vector grows below
    const auto event = event_of(source, kind, told);
    if (told) return;  // its words stand there already
    LocalMention mention;
    mention.sentence = s;
    mention.first = first + 1;
    mention.last = noun + 1;
    mention.type = EntityType::kEvent;
    mention.form = MentionForm::kDescription;
    mentions_.add(mention, event);
  }

  // What a verb last said that the noun can point back at; nothing for other nouns.
  [[nodiscard]] std::optional<std::size_t> source_of(std::uint32_t s, std::uint32_t first, std::string_view kind, std::optional<std::uint32_t> told) const {
    if (!points_at(kind, Relation::kMeetsWith) && !points_at(kind, Relation::kVisits) && !points_at(kind, Relation::kContacts) && !points_at(kind, Relation::kSigned)) return std::nullopt;
    constexpr std::uint32_t kBack = 4;  // sentences
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < said_; ++i) {
      const auto& draft = drafts_[i];
      if (!points_at(kind, draft.relation) || draft.sentence > s || s - draft.sentence > kBack) continue;
      if (draft.sentence == s && draft.predicate >= first) continue;
      if (draft.standing || draft.extractor.rfind("verbs/", 0) != 0) continue;  // described already
      if (told && mentions_.entities[*told].parties.front() != draft.subject && mentions_.entities[*told].parties.front() != draft.object) continue;
      if (!best || std::tie(draft.sentence, draft.predicate) > std::tie(drafts_[*best].sentence, drafts_[*best].predicate)) best = i;
    }
    return best;
  }

  // "… before his meeting with Weber in March. Later Novak met Ruiz. During the meeting": the one that a verb told in between.
  void find_nearer(std::uint32_t s, std::uint32_t first, std::uint32_t noun, std::uint32_t index) {
    const auto entity = mentions_.mentions[index].entity;
    std::uint32_t told = 0;
    const auto& all = mentions_.entities[entity].mentions;  // in the order of the text
    for (auto it = all.rbegin(); it != all.rend() && told == 0; ++it) {
      if (mentions_.mentions[*it].sentence < s) told = mentions_.mentions[*it].sentence;
    }
    const auto source = source_of(s, first, Lexicon::noun_lemma(mentions_.trees[s].lower(noun)), std::nullopt);
    const auto& parties = mentions_.entities[entity].parties;
    const auto who = taking_part(s, noun);
    const bool anothers = who && std::find(parties.begin(), parties.end(), *who) == parties.end();
    if (!anothers && (!source || drafts_[*source].sentence <= told || is_anothers(s, noun, drafts_[*source]) || tells_again(drafts_[*source], parties))) return;
    std::erase(mentions_.entities[entity].mentions, index);
    std::erase(mentions_.of_sentence[s], index);
    find(s, first, noun, std::nullopt);
  }

  // The verb tells of those who take part in the event already: "made a visit to Peru. … She arrived in Lima."
  [[nodiscard]] bool tells_again(const Draft& source, const std::vector<std::uint32_t>& parties) const {
    std::set<std::uint32_t> actors;
    for (std::size_t i = 0; i < said_; ++i) {
      const auto& draft = drafts_[i];
      if (draft.sentence != source.sentence || draft.predicate != source.predicate || draft.relation != source.relation) continue;
      actors.insert(draft.subject);
      if (draft.relation != Relation::kVisits) actors.insert(draft.object);
    }
    const bool known = std::all_of(actors.begin(), actors.end(), [&](std::uint32_t actor) { return std::find(parties.begin(), parties.end(), actor) != parties.end(); });
    return known && (source.relation == Relation::kVisits || actors.size() == parties.size());
  }

  // "In this meeting Lopez said": who takes part in it, and must have been told of as one who does.
  [[nodiscard]] std::optional<std::uint32_t> taking_part(std::uint32_t s, std::uint32_t noun) const {
    const auto& tree = mentions_.trees[s];
    if (!in(tree.preposition(noun), {"in", "at", "during"}) || tree.is_root(noun)) return std::nullopt;
    const auto subject = tree.child(tree.head(noun), {Deprel::kNsubj});
    const auto named = subject == Tree::kNone ? std::nullopt : mentions_.at(s, subject);
    if (!named || mentions_.mentions[*named].form != MentionForm::kName || mentions_.entities[mentions_.mentions[*named].entity].type != EntityType::kPerson) return std::nullopt;
    return mentions_.mentions[*named].entity;
  }

  [[nodiscard]] bool is_anothers(std::uint32_t s, std::uint32_t noun, const Draft& source) const {
    const auto who = taking_part(s, noun);
    return who && std::none_of(drafts_.begin(), drafts_.begin() + static_cast<std::ptrdiff_t>(said_), [&](const Draft& draft) {
      return draft.sentence == source.sentence && draft.predicate == source.predicate && (draft.subject == *who || draft.object == *who);
    });
  }

  // One event a verb, however often it is pointed at.
  std::uint32_t event_of(const Draft& source, const std::string& kind, std::optional<std::uint32_t> told) {
    for (const auto& [key, event] : made_) {
      if (key.first == source.sentence && key.second == source.predicate) return event;
    }
    const auto event = told.value_or(static_cast<std::uint32_t>(mentions_.entities.size()));
    if (!told) {
      LocalEntity made;
      made.type = EntityType::kEvent;
      made.described = true;
      made.kind = kind;
      mentions_.entities.push_back(std::move(made));
    }
    made_.push_back({{source.sentence, source.predicate}, event});
    std::set<std::uint32_t> known;
    for (std::size_t i = 0; i < said_; ++i) {
      const auto draft = drafts_[i];
      if (draft.sentence != source.sentence || draft.predicate != source.predicate || !points_at(kind, draft.relation)) continue;
      for (const bool subject : {true, false}) {
        const auto actor = subject ? draft.subject : draft.object;
        if (!has(kActorMask, mentions_.entities[actor].type) || (!subject && draft.relation == Relation::kVisits) || !known.insert(actor).second) continue;
        auto& parties = mentions_.entities[event].parties;
        if (std::find(parties.begin(), parties.end(), actor) != parties.end()) continue;  // told by the noun's own sentence
        parties.push_back(actor);
        Draft out;
        out.sentence = draft.sentence;
        out.relation = Relation::kParticipatesIn;
        out.subject = actor;
        out.object = event;
        out.subject_mention = subject ? draft.subject_mention : draft.object_mention;
        out.trigger_first = draft.trigger_first;
        out.trigger_last = draft.trigger_last;
        out.predicate = draft.predicate;
        out.confidence = draft.confidence - 0.12;
        out.extractor = "events/pointed_at@1";
        drafts_.push_back(std::move(out));
      }
    }
    return event;
  }

  Mentions& mentions_;

  std::vector<Draft>& drafts_;
  std::size_t said_ = 0;
  std::vector<std::pair<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t>> made_;
};

}  // namespace

void find_bare_events(Mentions& mentions, const Lexicon& /*lexicon*/, std::vector<Draft>& drafts) {
  BareEvents(mentions, drafts).run();
}

}  // namespace entente::extract
