// SPDX-License-Identifier: Apache-2.0
// Who does what to whom, from verbs and from nouns of action, by the tables verbs.tsv and event_nouns.tsv over the
// dependency tree.
#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "extract/claims.h"

namespace entente::extract {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

struct Argument {
  std::uint32_t head = 0;     // token
  std::string slot;           // obj, iobj, or a preposition
};

class PredicateFinder {
 public:
  PredicateFinder(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts)
      : mentions_(mentions), lexicon_(lexicon), drafts_(drafts) {}

  void verbs() {
    for (sentence_ = 0; sentence_ < mentions_.trees.size(); ++sentence_) {
      tree_ = &mentions_.trees[sentence_];
      if (!tree_->sentence().parsed) continue;
      for (std::uint32_t i = 0; i < tree_->size(); ++i) {
        supplied(i);
        received(i);
        delivered(i);
        if (tree_->is_verbal(i) || (tree_->upos(i) == Upos::kAdj && tree_->lower(i).size() > 4 && tree_->lower(i).compare(tree_->lower(i).size() - 2, 2, "ed") == 0)) verb(i);
      }
    }
  }

  void nouns() {
    for (sentence_ = 0; sentence_ < mentions_.trees.size(); ++sentence_) {
      tree_ = &mentions_.trees[sentence_];
      if (!tree_->sentence().parsed) continue;
      for (std::uint32_t i = 0; i < tree_->size(); ++i) {
        // "Manoeuvres by NATO", "Exercises in": with its capital the first word is taken for a verb.
        const bool first = i == 0 && tree_->upos(i) == Upos::kVerb && tree_->size() > 1 && tree_->upos(1) == Upos::kAdp && tree_->lower(0).ends_with("s") && !scheduled();
        if (tree_->upos(i) == Upos::kNoun || tree_->upos(i) == Upos::kPropn || first) noun(i);
      }
    }
  }

 private:
  [[nodiscard]] const Tree& tree() const { return *tree_; }

  // Words by which something is still to come.
  [[nodiscard]] bool scheduled() const {
    const auto& tokens = tree_->sentence().tokens;
    return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) { return in(token.lower, {"will", "would", "slated", "scheduled", "planned", "due", "expected", "postponed", "cancelled", "canceled", "scrapped", "not", "never", "if"}); });
  }

  [[nodiscard]] bool is_passive(std::uint32_t verb) const {
    if (tree().child(verb, {Deprel::kNsubjPass, Deprel::kAuxPass}) != Tree::kNone) return true;
    const auto& lower = tree().lower(verb);
    // "The party, led by Hansen, won", whatever the parser made of the clause.
    if (in(lower, {"led", "run", "founded", "headed", "owned"}) && tree().child(verb, {Deprel::kOblAgent}) != Tree::kNone && tree().child(verb, {Deprel::kObj}) == Tree::kNone) return true;
    // "founded in 1986 and headquartered in", "Born in Dublin, he": nobody bases anything there.
    if (in(lower, {"born", "based", "headquartered", "located", "situated"}) && tree().child(verb, {Deprel::kNsubj, Deprel::kObj}) == Tree::kNone) return true;
    // "was born and raised in", "was arrested and charged": the second of a pair is passive with the first; not "was born in Oslo and moved to".
    const bool moves = in(lower, {"moved", "relocated", "settled", "emigrated", "immigrated", "migrated", "retired", "graduated", "lived", "resided", "worked", "served", "travelled", "traveled", "arrived", "returned", "died", "attended", "joined", "married", "studied"});
    if (!moves && tree().is(verb, {Deprel::kConj}) && verb > 1 && tree().head(verb) < verb && in(tree().lower(verb - 1), {"and", "or"}) && lower.size() > 2 && lower.ends_with("ed") &&
        tree().child(verb, {Deprel::kObj, Deprel::kNsubj}) == Tree::kNone && tree().child(tree().head(verb), {Deprel::kAuxPass}) != Tree::kNone) {
      return true;
    }
    const bool participle = lower.size() > 3 && (lower.compare(lower.size() - 2, 2, "ed") == 0 || lower.compare(lower.size() - 2, 2, "en") == 0 || in(lower, {"held", "made", "sent", "sold", "built", "found", "led", "brought", "put", "set", "shot", "struck"}));
    // "an agreement signed on March 28", "troops deployed to Kursk"
    return participle && tree().is(verb, {Deprel::kAcl}) && tree().child(verb, {Deprel::kObj, Deprel::kNsubj}) == Tree::kNone && tree().child(verb, {Deprel::kMark}) == Tree::kNone;
  }

  // Heads of the phrases that are the verb's subject in the active sense of its grammar (passives: the thing done to).
  [[nodiscard]] std::vector<std::uint32_t> grammatical_subjects(std::uint32_t verb) const {
    auto at = verb;
    for (int steps = 0; steps < 6; ++steps) {
      auto subject = tree().child(at, {Deprel::kNsubj, Deprel::kNsubjPass});
      if (subject != Tree::kNone) {
        // "after the vote before Norway imposed": of two subjects the one right before the verb.
        if (!mentions_.at(sentence_, subject)) {
          for (const auto c : tree().children(at)) {
            if (c > subject && c + 1 == at && tree().is(c, {Deprel::kNsubj}) && mentions_.at(sentence_, c)) subject = c;
          }
        }
        // "…Putin, who visited": the relative word stands for the noun above the clause.
        // "Hansen, who had come by train, met …", "a motion against Hansen, who was appointed …": the person named right before the word, whatever
        // the parser hung the clause on.
        if (tree().lower(subject) == "who" && subject > 1) {
          const auto before = tree().lower(subject - 1) == "," ? subject - 2 : subject - 1;
          if (const auto named = covering_mention(mentions_, sentence_, before); named && type_of(*named) == EntityType::kPerson && mentions_.mentions[*named].last == before + 1) return {mentions_.head_of(mentions_.mentions[*named])};
        }
        if (in(tree().lower(subject), {"who", "which", "that", "whom"}) && tree().is(at, {Deprel::kAclRelcl, Deprel::kAcl})) {
          // "a swimmer from Chile, who competed": no state is "who".
          const auto whose = tree().head(at);
          const auto state = tree().lower(subject) == "who" ? mentions_.at(sentence_, whose) : std::nullopt;
          if (state && type_of(*state) == EntityType::kCountry && tree().is(whose, {Deprel::kNmod}) && tree().preposition(whose) == "from") return {tree().head(whose)};
          return {whose};
        }
        return {subject};
      }
      if (tree().is_root(at)) return {};
      const auto above = tree().head(at);
      // "…, and Angola sent", "the forum, which Oslo College hosted": the name right before the verb, which the parser took for something else.
      if (at == verb && verb > 1 && tree().upos(verb) == Upos::kVerb && tree().is(verb, {Deprel::kConj, Deprel::kAclRelcl}) && !tree().lower(verb).ends_with("ing") && tree().child(verb, {Deprel::kMark, Deprel::kAux, Deprel::kAuxPass}) == Tree::kNone) {
        if (const auto named = covering_mention(mentions_, sentence_, verb - 1); named && mentions_.mentions[*named].last == verb && mentions_.mentions[*named].form != MentionForm::kDemonym && mentions_.mentions[*named].first > 0) {
          const auto head = mentions_.head_of(mentions_.mentions[*named]);
          const auto before = mentions_.mentions[*named].first - 1;
          const bool joined = tree().is(verb, {Deprel::kConj}) && tree().is(head, {Deprel::kConj}) && tree().head(head) == above && in(tree().lower(before), {"and", "but"}) && before > 0 && tree().lower(before - 1) == ",";
          const bool relative = tree().is(head, {Deprel::kObj}) && tree().head(head) == verb && in(tree().lower(before), {"which", "that", "whom"});
          if (joined || relative) return {head};
        }
      }
      // "the willingness of the government to receive", "Norway's interest in receiving": whose it is does it. Calls and invitations are
      // for somebody else to follow.
      if (const auto frame = governing_noun(tree(), lexicon_, at); frame != Tree::kNone) {
        const auto word = Lexicon::noun_lemma(tree().lower(frame));
        const bool others = in(word, {"call", "invitation", "demand", "appeal", "plea", "order", "petition", "motion", "recommendation", "ultimatum", "instruction", "condition"});
        for (const auto c : tree().children(frame)) {
          const bool owns = tree().is(c, {Deprel::kNmodPoss}) || (tree().is(c, {Deprel::kNmod}) && in(tree().preposition(c), {"of", "by"}) && c < at);
          if (owns && !others) return {c};
          if (owns && tree().is(c, {Deprel::kNmodPoss})) return {};
        }
        // "EU plans to expand", "Russian threats to attack"
        for (const auto c : tree().children(frame)) {
          if (!others && c < frame && tree().is(c, {Deprel::kCompound, Deprel::kAmod, Deprel::kNmod}) && mentions_.at(sentence_, c)) return {c};
        }
        // "accepted an invitation to visit", "voiced hope of joining"
        if (tree().is(frame, {Deprel::kObj, Deprel::kObl}) && tree().is_verbal(tree().head(frame)) && (!others || in(lexicon_.verb_lemma(tree().lower(tree().head(frame))), {"accept", "receive", "get", "follow", "heed", "reject", "decline", "refuse"}))) {
          at = tree().head(frame);
          continue;
        }
        if (others) return {};
      }
      if (tree().is(at, {Deprel::kAcl, Deprel::kAclRelcl}) && !tree().is_verbal(above)) {
        // "the pact aimed at countering…", "a man accused of": the noun above, for participles; "a plan to visit": its owner
        if (tree().child(at, {Deprel::kMark}) != Tree::kNone) {
          const auto owner = tree().child(above, {Deprel::kNmodPoss});
          if (owner != Tree::kNone) return {owner};
          at = above;
          continue;
        }
        return {above};
      }
      if (tree().is(at, {Deprel::kConj, Deprel::kXcomp, Deprel::kAdvcl, Deprel::kAux, Deprel::kParataxis, Deprel::kCcomp})) {
        // What is asked of somebody is done by him: "urged Russia to stop".
        // "thanked Germany for sending", "accused Russia of bombing", "kept Iran from joining"
        const auto mark = tree().child(at, {Deprel::kMark});
        const auto& form = tree().lower(at);
        const bool gerund = form.size() > 4 && form.compare(form.size() - 3, 3, "ing") == 0;
        const bool of_object = tree().is(at, {Deprel::kAdvcl}) && mark != Tree::kNone && (in(tree().lower(mark), {"for", "of", "from", "against", "into"}) || (gerund && tree().lower(mark) == "to"));
        if (of_object && is_passive(above)) {
          const auto done_to = tree().child(above, {Deprel::kNsubjPass});
          if (done_to != Tree::kNone) return {done_to};
        }
        if (tree().is(at, {Deprel::kXcomp, Deprel::kCcomp}) || of_object) {
          // "called on Norway to stop"
          for (const auto c : tree().children(above)) {
            if (c < at && tree().is(c, {Deprel::kObl}) && in(tree().preposition(c), {"on", "upon"}) && in(lexicon_.verb_lemma(tree().lower(above)), {"call", "prevail", "press"}) && mark != Tree::kNone && tree().lower(mark) == "to") return {c};
          }
          const auto asked = tree().child(above, {Deprel::kObj, Deprel::kIobj});
          if (asked != Tree::kNone && asked < at && tree().is_verbal(above)) return {asked};
          // "fumed at Ruiz for visiting"
          if (of_object && mark != Tree::kNone && tree().lower(mark) == "for" && tree().is_verbal(above) && in(lexicon_.verb_lemma(tree().lower(above)), {"fume", "lash", "hit", "rail", "rage", "scoff", "snap", "shout", "laugh"})) {
            for (const auto c : tree().children(above)) {
              if (c < at && c > above && tree().is(c, {Deprel::kObl}) && in(tree().preposition(c), {"at", "against", "out"})) return {c};
            }
          }
        }
        if (tree().is(at, {Deprel::kParataxis})) return {};
        // "confirmed supplying", "admits having met": without a subject of its own a gerund is done by whose verb it is.
        const auto first_aux = tree().child(at, {Deprel::kAux});
        // "condemned supplying", "discussed sanctioning": anybody's deed, or nobody's.
        if (gerund && first_aux == Tree::kNone && !tree().is(at, {Deprel::kConj}) && mark == Tree::kNone &&
            in(lexicon_.verb_lemma(tree().lower(above)), {"condemn", "criticise", "criticize", "denounce", "discuss", "debate", "mention", "favour", "favor", "recommend", "advise",
                                                          "advocate", "welcome", "praise", "defend", "support"}) &&
            tree().is(at, {Deprel::kCcomp, Deprel::kXcomp})) {
          return {};
        }
        const bool own_deed = (gerund && first_aux == Tree::kNone) || (first_aux != Tree::kNone && tree().lower(first_aux) == "having");
        if (tree().is(at, {Deprel::kCcomp}) && mark == Tree::kNone && !own_deed) return {};
        if (tree().is(at, {Deprel::kAdvcl})) {
          const auto auxiliary = tree().child(at, {Deprel::kAux});
          if (auxiliary != Tree::kNone && tree().lower(auxiliary) != "having") return {};
        }
        at = above;
        continue;
      }
      return {};
    }
    return {};
  }

  [[nodiscard]] std::vector<Argument> arguments(std::uint32_t verb) const {
    std::vector<Argument> out;
    // "urged China to": without another object, whoever is asked is the object, called indirect or not.
    const bool asked = tree().child(verb, {Deprel::kObj}) == Tree::kNone;
    const auto collect = [&](std::uint32_t at, bool own) {
      for (const auto c : tree().children(at)) {
        if (tree().is(c, {Deprel::kObj}) && own) {
          // "the treaty that Russia and North Korea signed"
          const bool relative = tree().is(at, {Deprel::kAclRelcl}) && in(tree().lower(c), {"that", "which", "whom"});
          // "the mandate of Ruiz, whom it named": the person right before the word, as with "who".
          std::optional<std::uint32_t> named;
          if (relative && tree().lower(c) == "whom" && c > 1) named = covering_mention(mentions_, sentence_, tree().lower(c - 1) == "," ? c - 2 : c - 1);
          out.push_back({named && type_of(*named) == EntityType::kPerson ? mentions_.head_of(mentions_.mentions[*named]) : relative ? tree().head(at) : c, "obj"});
        }
        if (tree().is(c, {Deprel::kIobj}) && own) out.push_back({c, asked ? "obj" : "iobj"});
        if (tree().is(c, {Deprel::kObl, Deprel::kNmod, Deprel::kOblAgent, Deprel::kAdvmod})) {
          const auto preposition = tree().preposition(c);
          if (!preposition.empty()) out.push_back({c, std::string(preposition)});
          // "moved from Chile to Peru": the parser hangs the second on the first.
          if (own && preposition == "from") {
            for (const auto below : tree().children(c)) {
              if (below > c && tree().is(below, {Deprel::kNmod}) && tree().preposition(below) == "to") out.push_back({below, "to"});
            }
          }
        }
      }
    };
    collect(verb, true);
    // "the treaty Russia signed"
    const auto own_subject = tree().child(verb, {Deprel::kNsubj});
    if (asked && tree().is(verb, {Deprel::kAclRelcl}) && !tree().is_root(verb) && tree().child(verb, {Deprel::kIobj}) == Tree::kNone && own_subject != Tree::kNone &&
        !in(tree().lower(own_subject), {"who", "which", "that"}) && std::none_of(tree().children(verb).begin(), tree().children(verb).end(), [&](std::uint32_t c) { return in(tree().lower(c), {"where", "when", "why", "how"}); })) {
      out.push_back({tree().head(verb), "obj"});
    }
    // "talks with X", "aid to X": the object's own complements count as the verb's.
    const auto object = tree().child(verb, {Deprel::kObj});
    if (object != Tree::kNone) collect(object, false);
    // "lives and works in", "born and raised in": what stands behind the last verb is of all.
    for (auto last = verb; object == Tree::kNone && out.empty();) {
      const auto next = tree().child(last, {Deprel::kConj});
      if (next == Tree::kNone || next != last + 2 || !tree().is_verbal(next) || !in(tree().lower(last + 1), {"and", "or"}) || tree().child(next, {Deprel::kObj}) != Tree::kNone) break;
      collect(next, false);
      last = next;
    }
    if (object == Tree::kNone && out.empty() && verb > 1 && tree().is(verb, {Deprel::kConj}) && tree().head(verb) + 2 == verb && in(tree().lower(verb - 1), {"and", "or"}) && tree().child(tree().head(verb), {Deprel::kObj}) == Tree::kNone) {
      for (const auto c : tree().children(tree().head(verb))) {
        if (c > verb && tree().is(c, {Deprel::kObl}) && !tree().preposition(c).empty()) out.push_back({c, std::string(tree().preposition(c))});
      }
    }
    // What follows at once is the verb's, though the parser hung it on a verb above: "is suspected of supplying shells to Russia".
    auto end = verb + 1;
    if (object != Tree::kNone && object > verb) {
      end = object + 1;
      while (end < tree().size() && tree().dominates(object, end)) ++end;
    }
    // "met with long-ruling President Diaz": the parser saw a clause.
    if (end == verb + 1 && end < tree().size() && tree().lower(end) == "with" && tree().is(end, {Deprel::kMark})) {
      if (const auto follows = following_phrase(mentions_, sentence_, end); follows && follows->mention) out.push_back({follows->head, "with"});
    }
    if (end < tree().size() && tree().is(end, {Deprel::kCase})) {
      const auto argument = tree().head(end);
      const auto above = tree().head(argument);
      if (argument > end && !tree().is_root(argument) && above != verb && above < verb && tree().dominates(above, verb) && tree().is(argument, {Deprel::kObl, Deprel::kNmod}) &&
          tree().is_verbal(above)) {
        out.push_back({argument, std::string(tree().preposition(argument))});
      }
    }
    return out;
  }

  [[nodiscard]] bool has_noun(std::uint32_t head, const std::vector<std::string>& wanted) const {
    if (contains(wanted, tree().lower(head)) || contains(wanted, Lexicon::noun_lemma(tree().lower(head)))) return true;
    for (const auto c : tree().children(head)) {
      // "armoured vehicles": rows of two words
      if (c + 1 == head && tree().is(c, {Deprel::kAmod, Deprel::kCompound}) && std::any_of(wanted.begin(), wanted.end(), [&](const std::string& row) {
            const auto& first = tree().lower(c);
            const auto& second = tree().lower(head);
            return row.size() == first.size() + second.size() + 1 && row.starts_with(first) && row[first.size()] == ' ' && row.ends_with(second);
          })) {
        return true;
      }
      if (tree().is(c, {Deprel::kConj}) && has_noun(c, wanted)) return true;
      if (tree().is(c, {Deprel::kNmod}) && (tree().preposition(c) == "of" || tree().preposition(c) == "as") && has_noun(c, wanted)) return true;
      if (tree().is(c, {Deprel::kNmod}) && tree().preposition(c) == "in" && in(Lexicon::noun_lemma(tree().lower(head)), {"dollar", "euro", "pound", "yen", "million", "billion"}) && has_noun(c, wanted)) return true;  // "ten million euros in aid"
      if (tree().is(c, {Deprel::kCompound}) && contains(wanted, tree().lower(c))) return true;
    }
    return false;
  }

  void draft(Relation relation, std::uint32_t subject_mention, std::uint32_t object_mention, std::uint32_t trigger, double confidence, const std::string& extractor, Modality modality = Modality::kActual) {
    // Who imposes sanctions as president or minister does it for his state.
    if (relation == Relation::kSanctions && acts_for_state(subject_mention)) subject_mention = state_of(subject_mention).value_or(subject_mention);
    // "The union began its strike against the ministry", "fired a missile into the Sea of Japan": nobody is attacked.
    if (relation == Relation::kAttacks && is_labour(subject_mention) && has_word_below(trigger, {"strike", "strikes"})) relation = Relation::kProtestsAgainst;
    if (relation == Relation::kAttacks && is_waters(object_mention) && in(lexicon_.verb_lemma(tree().lower(trigger)), {"fire", "launch", "test"})) relation = Relation::kShowsForce;
    auto out = draft_between(mentions_, sentence_, relation, subject_mention, object_mention, trigger, confidence, extractor);
    // What only a state can do it does by its head.
    if (!out && relation == Relation::kWithdrawsFrom && acts_for_state(subject_mention)) {
      if (const auto state = state_of(subject_mention)) out = draft_between(mentions_, sentence_, relation, *state, object_mention, trigger, confidence - 0.06, extractor);
    }
    if (!out) return;
    subject_mention = *out->subject_mention;
    const auto subject = out->subject;
    const auto object = out->object;
    // "met senior Norwegian officials": her own are not the other side.
    if (relation == Relation::kMeetsWith && (mentions_.entities[subject].state == object || mentions_.entities[object].state == subject)) return;
    // "we" are more than the one who speaks: what they think he thinks, what they do he need not do.
    // Asked of the mention's own sentence: who speaks may be named in another one.
    const auto several = [&](std::uint32_t mention) {
      const auto& m = mentions_.mentions[mention];
      return m.form == MentionForm::kPronoun && in(mentions_.trees[m.sentence].lower(m.first), {"we", "our"});
    };
    const bool thought = relation == Relation::kSupports || relation == Relation::kCriticisesOrAccuses || relation == Relation::kRejects || relation == Relation::kRequests || relation == Relation::kThreatens;
    if (!thought && (several(subject_mention) || several(object_mention))) return;
    out->modality = modality;
    for (const auto mention : {subject_mention, object_mention}) {
      if (mentions_.mentions[mention].form == MentionForm::kPronoun) out->confidence -= 0.1;
    }
    drafts_.push_back(*out);
    // "was born in Vinton, Iowa": who is in the one is in the other.
    if (relation != Relation::kBornIn && relation != Relation::kLivesIn && relation != Relation::kBasedIn) return;
    auto last = mentions_.mentions[object_mention].last;
    for (int links = 0; links < 2; ++links) {
      if (last + 1 >= tree().size() || tree().lower(last) != ",") return;
      const auto next = covering_mention(mentions_, sentence_, last + 1, last + 1);
      if (!next) return;
      const auto& place = mentions_.mentions[*next];
      const auto type = mentions_.entities[place.entity].type;
      if ((type != EntityType::kPlace && type != EntityType::kCountry) || place.form == MentionForm::kDemonym || place.entity == object) return;
      if (place.last < tree().size() && in(tree().lower(place.last), {"and", "or", "'s"})) return;  // a list, or a possessor
      out->object = place.entity;
      out->object_mention = *next;
      drafts_.push_back(*out);
      last = place.last;
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> mentions_of(const std::vector<std::uint32_t>& heads) const {
    std::vector<std::uint32_t> out;
    for (const auto head : heads) {
      const auto named = phrase_mentions(mentions_, lexicon_, sentence_, head);
      for (const auto mention : named) {
        if (std::find(out.begin(), out.end(), mention) == out.end()) out.push_back(mention);
      }
      if (!named.empty()) continue;
      if (const auto home = homeland(head)) out.push_back(*home);
    }
    return out;
  }

  // The mention of an entity in this sentence, else its first.
  [[nodiscard]] std::uint32_t mention_near(std::uint32_t entity) const {
    const auto& all = mentions_.entities[entity].mentions;
    const auto here = std::find_if(all.begin(), all.end(), [&](std::uint32_t mention) { return mentions_.mentions[mention].sentence == sentence_; });
    return here == all.end() ? all.front() : *here;
  }

  // The state that a person's post is of.
  [[nodiscard]] std::optional<std::uint32_t> state_of(std::uint32_t mention) const {
    const auto& entity = mentions_.entities[mentions_.mentions[mention].entity];
    if (entity.type != EntityType::kPerson || entity.state == kNoEntity || mentions_.entities[entity.state].mentions.empty()) return std::nullopt;
    return mention_near(entity.state);
  }

  // Heads of state or government and ministers, not leaders of the opposition.
  [[nodiscard]] bool acts_for_state(std::uint32_t mention) const {
    const auto person = mentions_.mentions[mention].entity;
    const auto state = mentions_.entities[person].state;
    return state != kNoEntity && std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& made) { return (made.relation == Relation::kHeads || made.relation == Relation::kRepresents) && made.subject == person && made.object == state; });
  }

  // "his country", "her government": the state that he serves.
  [[nodiscard]] std::optional<std::uint32_t> homeland(std::uint32_t head) const {
    if (!in(tree().lower(head), {"country", "nation", "government"})) return std::nullopt;
    const auto owner = tree().child(head, {Deprel::kNmodPoss});
    if (owner == Tree::kNone || owner + 1 != head || !in(tree().lower(owner), {"his", "her"})) return std::nullopt;
    const auto whose = mentions_.at(sentence_, owner);
    return whose ? state_of(*whose) : std::nullopt;
  }

  // "left the bloc": the one known body that the text has named last, here or up to two sentences before.
  [[nodiscard]] std::optional<std::uint32_t> bloc(std::uint32_t head) const {
    if (!in(tree().lower(head), {"bloc", "alliance", "organisation", "organization", "union", "coalition", "grouping"}) || mentions_.at(sentence_, head)) return std::nullopt;
    bool definite = false;
    for (const auto c : tree().children(head)) {
      if (c < head && tree().lower(c) == "the") definite = true;
      else if (!tree().is(c, {Deprel::kCase, Deprel::kPunct})) return std::nullopt;
    }
    if (!definite) return std::nullopt;
    constexpr std::uint32_t kReach = 2;  // sentences back
    for (std::uint32_t back = 0; back <= kReach && back <= sentence_; ++back) {
      std::optional<std::uint32_t> found;
      for (const auto index : mentions_.of_sentence[sentence_ - back]) {
        const auto& mention = mentions_.mentions[index];
        if ((back == 0 && mention.first >= head) || mention.form == MentionForm::kPronoun || mention.inside) continue;
        const auto type = type_of(index);
        if (type != EntityType::kOrganization && type != EntityType::kPublicBody) continue;
        if (found && mentions_.mentions[*found].entity != mention.entity) return std::nullopt;  // which of them?
        found = index;
      }
      if (found) return is_union(*found) ? found : std::nullopt;
    }
    return std::nullopt;
  }

  // Of states by its name, or where it is spoken of as one that has members; no party.
  [[nodiscard]] bool is_union(std::uint32_t mention) const {
    const auto& named = mentions_.mentions[mention];
    const auto& words = mentions_.trees[named.sentence];
    bool joined = false;
    for (std::uint32_t i = 0; i < words.size(); ++i) {
      const bool inside = named.first <= i && i < named.last;
      if (inside && in(words.lower(i), {"party", "movement", "front"})) return false;
      if (inside && in(words.lower(i), {"treaty", "organization", "organisation", "association", "commonwealth", "league", "pact", "cooperation", "nations", "states"})) joined = true;
      if (!inside && in(words.lower(i), {"member", "members", "membership", "bloc", "joined", "acceded", "alliance"})) joined = true;
    }
    return joined;
  }

  // "Norway and Chad signed the pact. Peru did not sign.", "hoped to join": the agreement that others were told to sign just before.
  void bare_signing(std::uint32_t verb, std::string_view lemma, const std::vector<std::uint32_t>& subject_heads, std::vector<std::uint32_t> agents) {
    if (tree().child(verb, {Deprel::kObj, Deprel::kIobj, Deprel::kCcomp, Deprel::kXcomp}) != Tree::kNone) return;
    const auto next = verb + 1 < tree().size() ? std::string_view(tree().lower(verb + 1)) : std::string_view(".");
    if (!in(next, {".", ",", ";", "yet", "either", "before", "until", "because", "but", "later", "soon", "too", "on", "though", "after", "by", "this", "next"})) return;
    // "signed on Ruiz"
    if (in(next, {"on", "after", "by", "before", "until"}) && tree().is(verb + 1, {Deprel::kCase}) && mentions_.at(sentence_, tree().head(verb + 1))) return;
    // Who joins may join anything; who hopes or declines to do so behind a treaty means the treaty.
    if (lemma == "join" && !tree().is(verb, {Deprel::kXcomp})) return;
    // "its delegation did not sign"
    if (agents.empty() && !subject_heads.empty() &&
        in(Lexicon::noun_lemma(tree().lower(subject_heads.front())), {"delegation", "envoy", "delegate", "representative", "negotiator", "government"})) {
      const auto owner = tree().child(subject_heads.front(), {Deprel::kNmodPoss});
      if (owner != Tree::kNone) agents = mentions_of({owner});
    }
    if (agents.empty()) return;
    // The one signed last near by; farther up only where no other is.
    constexpr std::uint32_t kNear = 4;  // sentences
    constexpr std::uint32_t kFar = 10;
    const Draft* told = nullptr;
    bool several = false;
    for (const auto& signing : drafts_) {
      if (signing.relation != Relation::kSigned || signing.sentence >= sentence_ || sentence_ - signing.sentence > kFar || !signing.object_mention) continue;
      if (mentions_.entities[signing.object].type != EntityType::kAgreement || mentions_.document->sentences[signing.sentence].kind == SentenceKind::kHeading) continue;
      several = several || (told != nullptr && told->object != signing.object);
      if (told == nullptr || signing.sentence >= told->sentence) told = &signing;
    }
    if (told != nullptr && several && sentence_ - told->sentence > kNear) return;
    if (told == nullptr) return;
    const auto agreement = *told->object_mention;
    const auto relation = lemma == "sign" ? Relation::kSigned : lemma == "ratify" ? Relation::kRatified : Relation::kPartyTo;
    for (const auto agent : agents) draft(relation, agent, agreement, verb, 0.72, "verbs/" + std::string(lemma) + "_bare@1");
  }

  void verb(std::uint32_t verb) {
    const auto lemma = lexicon_.verb_lemma(tree().lower(verb));
    const auto* readings = lexicon_.find_verb(lemma);
    if (readings == nullptr) return;
    const bool passive = is_passive(verb);
    auto arguments = this->arguments(verb);
    const auto subject_heads = grammatical_subjects(verb);
    std::vector<std::uint32_t> agents;   // mentions that do it
    std::vector<std::uint32_t> objects;  // mentions directly done to
    if (passive) {
      objects = mentions_of(subject_heads);
      // "a maker of airships based in Oslo": the maker is.
      if (objects.empty() && !subject_heads.empty() && in(lemma, {"base", "headquarter", "locate", "situate"})) {
        auto at = subject_heads.front();
        for (int links = 0; links < 3 && objects.empty() && tree().is(at, {Deprel::kNmod, Deprel::kConj, Deprel::kAppos, Deprel::kCompound}) && !mentions_.at(sentence_, at); ++links) {
          at = tree().head(at);
          objects = mentions_of({at});
        }
      }
      for (const auto& argument : arguments) {
        if (argument.slot == "by") {
          for (const auto mention : mentions_of({argument.head})) agents.push_back(mention);
        }
      }
      // "was sentenced to ten years in prison by a court in Chad": the parser hung the court on the prison.
      for (const auto& argument : arguments) {
        if (!agents.empty() || !in(tree().lower(argument.head), {"prison", "jail", "custody", "years", "months"})) continue;
        for (const auto c : tree().children(argument.head)) {
          if (c > argument.head && tree().is(c, {Deprel::kNmod}) && tree().preposition(c) == "by") agents = mentions_of({c});
        }
      }
      // "Swedish howitzers were delivered to Chad": whose they are sends them.
      if (agents.empty() && subject_heads.size() == 1 && in(lemma, {"deliver", "ship", "send", "supply", "donate", "hand", "fly", "airlift"}) && !mentions_.at(sentence_, subject_heads.front()) && !is_forces(tree(), subject_heads.front())) {
        for (const auto c : tree().children(subject_heads.front())) {
          const auto maker = c < subject_heads.front() && tree().is(c, {Deprel::kAmod}) ? mentions_.at(sentence_, c) : std::nullopt;
          if (maker && mentions_.mentions[*maker].form == MentionForm::kDemonym) agents = {*maker};
        }
      }
    } else {
      agents = mentions_of(subject_heads);
      // "Mali's parliament ratified": by it the state does.
      if (agents.empty() && lemma == "ratify" && subject_heads.size() == 1 && in(tree().lower(subject_heads.front()), {"parliament", "senate", "assembly", "congress", "legislature", "lawmakers", "deputies", "cabinet"})) {
        for (const auto c : tree().children(subject_heads.front())) {
          if (!tree().is(c, {Deprel::kNmodPoss}) && !(c < subject_heads.front() && tree().is(c, {Deprel::kAmod})) && !(tree().is(c, {Deprel::kNmod}) && tree().preposition(c) == "of")) continue;
          for (const auto mention : mentions_of({c})) {
            if (type_of(mention) == EntityType::kCountry) agents.push_back(mention);
          }
        }
      }
    }
    // "Ruiz and Hansen spoke by phone"
    if (!passive && agents.size() == 2 && in(lemma, {"speak", "talk", "confer"}) && std::any_of(arguments.begin(), arguments.end(), [&](const Argument& argument) { return in(argument.slot, {"by", "on", "over"}) && in(tree().lower(argument.head), {"phone", "telephone", "video"}); }) &&
        std::none_of(arguments.begin(), arguments.end(), [](const Argument& argument) { return in(argument.slot, {"with", "to"}); })) {
      draft(Relation::kContacts, agents[0], agents[1], verb, 0.72, "verbs/" + lemma + "@1");
    }
    if (lemma == "sell" && in_hands(verb, passive, arguments, objects)) return;
    if (!passive && in(lemma, {"demand", "insist", "request", "urge", "ask"})) demanded(verb, agents);
    // "A thousand containers were shipped from Cuba to Chile"
    if (passive && agents.empty() && objects.empty() && in(lemma, {"ship", "export", "import", "sell"})) shipped(verb, arguments, subject_heads);
    if (!passive && in(lemma, {"sign", "join", "ratify"})) bare_signing(verb, lemma, subject_heads, agents);
    auto direct = passive ? (subject_heads.empty() ? Tree::kNone : subject_heads.front()) : tree().child(verb, {Deprel::kObj});
    // "the weapons that North Korea supplied"
    const bool relative = tree().is(verb, {Deprel::kAclRelcl}) && !passive && (direct == Tree::kNone || in(tree().lower(direct), {"that", "which", "whom"}));
    if (relative && !tree().is_root(verb) && (subject_heads.empty() || subject_heads.front() != tree().head(verb))) direct = tree().head(verb);
    // "received $2 million in relief from": what the sum is given in tells what it is, and from whom.
    auto in_kind = Tree::kNone;
    if (direct != Tree::kNone && (is_sum(direct))) {
      for (std::size_t i = 0, known = arguments.size(); i < known; ++i) {
        if (arguments[i].slot != "in" || arguments[i].head < direct) continue;
        in_kind = arguments[i].head;
        complements(in_kind, arguments);
      }
    }
    bool by_need = false;
    const auto base = "verbs/" + lemma + "@1";
    // "A and B co-chaired a session of the commission in Oslo": who chairs an occasion with somebody meets him.
    if (lemma == "chair" && !passive && agents.size() == 2 && verb > 1 && tree().lower(verb - 1) == "-" && tree().lower(verb - 2) == "co" && direct != Tree::kNone && is_occasion(verb, direct)) {
      draft(Relation::kMeetsWith, agents[0], agents[1], verb, 0.72, base);
    }
    for (const bool needing : {true, false}) {
      if (!needing && by_need) return;  // "sent troops to X" is not also "sent X"
      for (const auto& reading : *readings) {
        if ((reading.needs.empty() && reading.through.empty()) == needing) continue;
        // "took to the streets against", "sat at the table with": the noun behind a preposition, and what hangs on it.
        const auto through = std::find_if(arguments.begin(), arguments.end(), [&](const Argument& argument) {
          return std::any_of(reading.through.begin(), reading.through.end(), [&](const auto& row) { return argument.slot == row.first && (tree().lower(argument.head) == row.second || Lexicon::noun_lemma(tree().lower(argument.head)) == row.second); });
        });
        const bool by_phrase = through != arguments.end();
        if (by_phrase) {
          if (std::any_of(tree().children(through->head).begin(), tree().children(through->head).end(), [&](std::uint32_t c) { return tree().lower(c) == "no"; })) continue;
          auto more = std::vector<Argument>{};
          complements(through->head, more);
          for (const auto& argument : more) {
            if (std::none_of(arguments.begin(), arguments.end(), [&](const Argument& known) { return known.head == argument.head; })) arguments.push_back(argument);
          }
        }
        // "provided Ukraine with tanks": the needed noun stands behind "with", the receiver is the object.
        const bool given_with = needing && contains(reading.slots, "obj") && std::any_of(arguments.begin(), arguments.end(), [&](const Argument& argument) {
          return argument.slot == "with" && has_noun(argument.head, reading.needs);
        });
        if (needing && !given_with && !by_phrase && (direct == Tree::kNone || !(has_noun(direct, reading.needs) || (in_kind != Tree::kNone && has_noun(in_kind, reading.needs))))) continue;
        if (reading.passive_only && !passive) continue;
        if (reading.needs_phone && !has_word_below(verb, {"phone", "telephone"})) continue;
        if (reading.needs_low && !has_word_below(verb, {"last", "bottom", "lowest", "worst", "low"})) continue;
        if (reading.needs_act && !asks_to(verb)) continue;
        if (!reading.particle.empty() && (verb + 1 >= tree().size() || tree().lower(verb + 1) != reading.particle) &&
            std::none_of(tree().children(verb).begin(), tree().children(verb).end(), [&](std::uint32_t c) { return c > verb && tree().lower(c) == reading.particle && tree().is(c, {Deprel::kCompoundPrt}); })) continue;
        // A station or company belongs to its owner; a party belongs to a movement of parties.
        if (lemma == "belong" && std::any_of(agents.begin(), agents.end(), [&](std::uint32_t m) { return is_business(m); }) != (reading.relation == Relation::kPartOf)) continue;
        if (lemma == "join" && reading.relation == Relation::kMemberOf && std::any_of(arguments.begin(), arguments.end(), [&](const Argument& argument) { return argument.slot == "as" && is_paid(argument.head); })) continue;
        // "joined the bank as an adviser"
        if (reading.post && std::none_of(arguments.begin(), arguments.end(), [&](const Argument& argument) { return argument.slot == "as" && is_paid(argument.head); })) continue;
        // "held him responsible", "held talks": nobody is held.
        if (lemma == "hold" && reading.relation == Relation::kDetainsOrCharges && ((passive && agents.empty()) || tree().child(verb, {Deprel::kXcomp}) != Tree::kNone || has_word_below(verb, {"responsible", "accountable", "liable", "guilty", "hostage", "up", "back", "off"}))) continue;
        if (reading.envoys && (direct == Tree::kNone || !has_word_below(direct, {"ambassador", "envoy", "consul", "diplomat", "diplomats", "chargé", "attaché", "nuncio"}))) continue;
        // "called his counterpart", not "called his counterpart a liar"
        if (reading.counterpart && (direct == Tree::kNone || !has_word_below(direct, {"counterpart"}) || tree().child(verb, {Deprel::kXcomp, Deprel::kIobj}) != Tree::kNone)) continue;
        // "has no stake in", "has no degree from": there is nothing that could be denied.
        if (needing && (reading.relation == Relation::kOwns || lemma == "have") && direct != Tree::kNone && std::any_of(tree().children(direct).begin(), tree().children(direct).end(), [&](std::uint32_t c) { return tree().lower(c) == "no"; })) continue;
        if (reading.relation == Relation::kSuppliesArmsTo && lemma == "order" && asks_to(verb)) continue;  // "ordered the tanks to leave"
        // "led the team with 67 runs" is no office, "named her attacker" no appointment.
        if (reading.relation == Relation::kHeads && lemma == "lead" && !passive && std::any_of(arguments.begin(), arguments.end(), [&](const Argument& argument) { return in(argument.slot, {"with", "in"}) && tree().child(argument.head, {Deprel::kNummod}) != Tree::kNone; })) continue;
        if (reading.relation == Relation::kAppointedBy && lemma == "name" && !passive && !names_to_post(verb)) continue;
        // "moved the bank to Oslo"
        if (reading.relation == Relation::kLivesIn && !passive && tree().child(verb, {Deprel::kObj}) != Tree::kNone) continue;
        if (reading.needs_as && tree().child(verb, {Deprel::kXcomp, Deprel::kObl}) == Tree::kNone) continue;
        auto doers = agents;
        if (reading.forces && direct != Tree::kNone) {
          if (!is_forces(tree(), direct)) continue;
          if (passive || agents.empty()) doers = mentions_of({direct});  // "North Korean soldiers deployed to Russia"
        } else if (reading.forces) {
          if (subject_heads.empty() || !is_forces(tree(), subject_heads.front())) continue;
        }
        if (passive && !reading.forces && reading.passive_only) doers = objects;
        std::vector<std::pair<std::uint32_t, double>> others;
        for (const auto& slot : reading.slots) {
          const bool to_object = !needing || given_with || (by_phrase && reading.needs.empty());  // "put Ruiz behind bars"
          if (slot == "obj" && to_object && passive && !reading.passive_only) {
            for (const auto mention : objects) others.emplace_back(mention, 0.8);
          } else {
            for (const auto& argument : arguments) {
              if (argument.slot != slot) continue;
              if ((reading.relation == Relation::kBornIn || reading.relation == Relation::kLivesIn) && behind_another_verb(verb, argument.head)) continue;
              // "hosts American troops" says nothing of hosting the United States.
              if (slot == "obj" && is_forces(tree(), argument.head) && (reading.relation == Relation::kHosts || reading.relation == Relation::kSeizesOrBlockades)) continue;
              const bool whole = slot != "obj" || to_object;
              if (!whole) continue;
              if (reading.relation == Relation::kShowsForce) {
                for (const auto mention : waters_off(argument.head, slot)) others.emplace_back(mention, 0.76);
                continue;
              }
              // "visited the French ambassador": no journey to France
              if (reading.relation == Relation::kVisits && !mentions_.at(sentence_, argument.head)) {
                const auto* acts = lexicon_.find_head(tree().lower(argument.head));
                if (acts != nullptr && acts->proxy) continue;
              }
              for (const auto mention : mentions_of({argument.head})) others.emplace_back(mention, slot == "obj" ? 0.82 : 0.78);
              // "attacked villages in Chad"
              if (slot == "obj" && others.empty() && reading.relation == Relation::kAttacks && argument.head + 2 < tree().size() &&
                  in(tree().lower(argument.head), {"villages", "village", "towns", "town", "cities", "targets", "bases", "base", "camps", "camp", "positions", "sites", "areas", "districts"}) &&
                  in(tree().lower(argument.head + 1), {"in", "near", "inside"})) {
                // "in Chad's Lake region", too, where the tree has it
                const auto where = following_phrase(mentions_, sentence_, argument.head + 1);
                if (where && where->mention) {
                  others.emplace_back(*where->mention, 0.74);
                } else {
                  const auto inside = where ? where->head : tree().child(argument.head, {Deprel::kNmod});
                  if (inside != Tree::kNone) {
                    for (const auto mention : mentions_of({inside})) others.emplace_back(mention, 0.74);
                  }
                }
              } else if (others.empty() && needing && slot != "obj" && (reading.relation == Relation::kSanctions || reading.relation == Relation::kConcedesOrEases)) {
                // "lifted tariffs on wine from Chile", "on Chilean wine"
                if (slot == "on") {
                  for (const auto& origin : arguments) {
                    if (origin.slot != "from" || origin.head < argument.head) continue;
                    for (const auto mention : mentions_of({origin.head})) {
                      if (type_of(mention) == EntityType::kCountry) others.emplace_back(mention, 0.72);
                    }
                  }
                }
                for (const auto c : tree().children(argument.head)) {
                  const bool of = tree().is(c, {Deprel::kNmod}) && in(tree().preposition(c), {"from", "by"});
                  if (!of && !tree().is(c, {Deprel::kAmod})) continue;
                  for (const auto mention : mentions_of({c})) {
                    if (type_of(mention) == EntityType::kCountry) others.emplace_back(mention, 0.74);
                  }
                }
              } else if (others.empty() && reading.relation == Relation::kWithdrawsFrom) {
                if (const auto named = bloc(argument.head)) others.emplace_back(*named, 0.74);
              }
              // "condemned Chad's treatment of prisoners", "praised Chad's efforts": whose deeds they are.
              const bool judged = slot == "obj" && (reading.relation == Relation::kCriticisesOrAccuses || in(lemma, {"praise", "hail", "applaud", "commend"}));
              const bool thanked = slot == "for" && needing && reading.relation == Relation::kSupports;  // "voiced appreciation for Peru's help"
              if ((judged || thanked) && others.empty() && is_deed(argument.head)) {
                for (const auto c : tree().children(argument.head)) {
                  if (!tree().is(c, {Deprel::kNmodPoss}) || tree().upos(c) == Upos::kPron) continue;
                  for (const auto mention : mentions_of({c})) others.emplace_back(mention, 0.72);
                }
              }
            }
            if (slot == "amod" && direct != Tree::kNone) {
              for (const auto c : tree().children(direct)) {
                if (tree().is(c, {Deprel::kAmod, Deprel::kNmodPoss})) {
                  for (const auto mention : mentions_of({c})) others.emplace_back(mention, 0.7);
                }
              }
            }
          }
        }
        for (const auto doer : doers) {
          for (const auto& candidate : others) {
            const auto other = candidate.first;  // clang lets no lambda take a structured binding
            const auto confidence = candidate.second;
            // "Ukraine and the United States criticised it": not one of themselves.
            const bool pronoun = mentions_.mentions[other].form == MentionForm::kPronoun;
            if (pronoun && std::any_of(doers.begin(), doers.end(), [&](std::uint32_t m) { return mentions_.mentions[m].entity == mentions_.mentions[other].entity; })) continue;
            if (needing && (reading.relation == Relation::kSupports || reading.relation == Relation::kWithdrawsFrom) && direct != Tree::kNone && anothers(direct, doer)) continue;
            // States leave the bodies that states have made; whoever else left one had been in its house.
            if (reading.relation == Relation::kWithdrawsFrom && type_of(other) == EntityType::kPublicBody && type_of(doer) != EntityType::kCountry) continue;
            // "owns 20 percent of the market in Oslo"
            if (needing && reading.relation == Relation::kOwns && type_of(other) == EntityType::kPlace && mentions_.mentions[other].entry != nullptr) continue;
            // "held a press conference" has no host; "held the Oslo Forum" has.
            if (reading.relation == Relation::kHosts && in(lemma, {"hold", "stage"}) && mentions_.entities[mentions_.mentions[other].entity].described) continue;
            // "lifted restrictions on American citizens": a ministry eases nothing for its own state.
            if (needing && reading.relation == Relation::kConcedesOrEases && type_of(other) == EntityType::kCountry && !mentions_.mentions[other].iso2.empty() && mentions_.entities[mentions_.mentions[doer].entity].iso2 == mentions_.mentions[other].iso2) continue;
            // Money for a state is aid.
            if (needing && reading.relation == Relation::kFunds && (type_of(doer) == EntityType::kCountry || type_of(other) == EntityType::kCountry) && type_of(reading.inverse ? doer : other) == EntityType::kCountry) continue;
            if (reading.outlets && (type_of(other) != EntityType::kMediaOutlet || asks_to(verb))) continue;
            if (reading.firms && !(is_firm(doer) && (is_firm(other) || type_of(other) == EntityType::kAsset))) continue;
            // To agree with somebody that it rains is no commitment; "agreed with her to …", "on …" is.
            if (reading.relation == Relation::kAgreesTo && lemma == "agree" && type_of(other) == EntityType::kPerson && !commits(verb)) continue;
            if (reading.things && has(kActorMask, type_of(other))) continue;
            if (reading.actors && !has(kActorMask, type_of(other))) continue;
            if (reading.no_persons && (type_of(doer) == EntityType::kPerson || type_of(other) == EntityType::kPerson)) continue;
            if (reading.persons && (type_of(doer) != EntityType::kPerson || type_of(other) != EntityType::kPerson)) continue;
            if (reading.inverse) draft(reading.relation, other, doer, verb, confidence, base, reading.planned ? Modality::kPlanned : Modality::kActual);
            else draft(reading.relation, doer, other, verb, confidence, base, reading.planned ? Modality::kPlanned : Modality::kActual);
            by_need = by_need || needing;
          }
        }
        // "Ruiz and Hansen have been married since"
        if (others.empty() && passive && reading.relation == Relation::kFamilyOf && agents.empty() && objects.size() == 2) draft(reading.relation, objects[0], objects[1], verb, 0.72, base);
        // "A and B met", "A and B signed": the subjects among themselves; not where a third is told without a name, "met with members of the club".
        const bool third = std::any_of(arguments.begin(), arguments.end(), [&](const Argument& argument) { return contains(reading.slots, argument.slot); });
        if (others.empty() && !third && !passive && doers.size() == 2 && info(reading.relation).symmetric && reading.needs.empty() == !needing) {
          draft(reading.relation, doers[0], doers[1], verb, 0.72, base, reading.planned ? Modality::kPlanned : Modality::kActual);
        }
        if (reading.relation == Relation::kSigned) sign(verb, doers, others, arguments);
      }
    }
  }

  // Goods that go from one state or company to another are trade, arms are arms.
  void shipped(std::uint32_t verb, const std::vector<Argument>& arguments, const std::vector<std::uint32_t>& goods) {
    if (goods.empty() || is_forces(tree(), goods.front())) return;
    const auto relation = is_of_arms(goods.front()) ? Relation::kSuppliesArmsTo : Relation::kTradesWith;
    for (const auto& from : arguments) {
      if (from.slot != "from") continue;
      for (const auto& to : arguments) {
        if (to.slot != "to" || to.head < from.head) continue;
        for (const auto sender : mentions_of({from.head})) {
          for (const auto receiver : mentions_of({to.head})) {
            if (type_of(sender) != EntityType::kPerson && type_of(receiver) != EntityType::kPerson) draft(relation, sender, receiver, verb, 0.72, "verbs/shipped@1");
          }
        }
      }
    }
  }

  // "Orbis Bank was sold to Hansen Group", "Hansen sold Orbis Bank to Novak Group": who has it now.
  bool in_hands(std::uint32_t verb, bool passive, const std::vector<Argument>& arguments, const std::vector<std::uint32_t>& sold) {
    auto things = sold;
    if (!passive) {
      const auto object = tree().child(verb, {Deprel::kObj});
      if (object != Tree::kNone) things = mentions_of({object});
    }
    std::erase_if(things, [&](std::uint32_t mention) { return mentions_.mentions[mention].form == MentionForm::kPronoun || (!is_firm(mention) && type_of(mention) != EntityType::kAsset); });
    if (things.empty()) return false;
    for (const auto& argument : arguments) {
      if (argument.slot != "to") continue;
      for (const auto buyer : mentions_of({argument.head})) {
        for (const auto thing : things) draft(Relation::kOwns, buyer, thing, verb, 0.74, "verbs/sell@1");
      }
    }
    return true;
  }

  // "demanded that Chad free the sailors": with a bare verb or "must" behind it, the subject of the clause is asked.
  void demanded(std::uint32_t verb, const std::vector<std::uint32_t>& agents) {
    for (const auto clause : tree().children(verb)) {
      if (clause < verb || !tree().is(clause, {Deprel::kCcomp})) continue;
      const auto mark = tree().child(clause, {Deprel::kMark});
      if (mark == Tree::kNone || tree().lower(mark) != "that") continue;
      const auto named = covering_mention(mentions_, sentence_, mark + 1, mark + 1);
      if (!named) continue;
      const auto next = mentions_.mentions[*named].last;
      const bool asked = next < tree().size() && (in(tree().lower(next), {"must", "should", "be", "not"}) || (next == clause && lexicon_.verb_lemma(tree().lower(next)) == tree().lower(next)));
      if (!asked) continue;
      for (const auto agent : agents) draft(Relation::kRequests, agent, *named, verb, 0.76, "verbs/demand_that@1");
    }
  }

  [[nodiscard]] bool is_sum(std::uint32_t noun) const { return in(tree().lower(noun), {"$", "€", "£", "¥"}) || in(Lexicon::noun_lemma(tree().lower(noun)), {"dollar", "euro", "pound", "yen", "million", "billion"}); }

  // The phrases that hang on a noun by prepositions.
  void complements(std::uint32_t noun, std::vector<Argument>& out) const {
    for (const auto c : tree().children(noun)) {
      if (!tree().is(c, {Deprel::kNmod, Deprel::kObl})) continue;
      const auto preposition = tree().child(c, {Deprel::kCase});
      if (preposition == Tree::kNone || tree().preposition(c).empty() || (preposition > 0 && in(tree().lower(preposition - 1), {"response", "addition", "reaction"}))) continue;  // "in response to"
      out.push_back({c, std::string(tree().preposition(c))});
    }
  }

  [[nodiscard]] bool is_waters(std::uint32_t mention) const {
    const auto& named = mentions_.mentions[mention];
    if (type_of(mention) != EntityType::kPlace) return false;
    for (auto i = named.first; i < named.last; ++i) {
      if (in(tree().lower(i), {"sea", "ocean", "strait", "straits", "gulf", "bay", "channel", "waters", "sound"})) return true;
    }
    return false;
  }
  // Where force is shown: a sea, or what lies behind "off", "near", "off the coast of". Exercises in a country are its own as a rule.
  [[nodiscard]] std::vector<std::uint32_t> waters_off(std::uint32_t head, std::string_view preposition) const {
    auto at = head;
    bool beside = in(preposition, {"off", "near", "around", "outside"});
    if (in(Lexicon::noun_lemma(tree().lower(head)), {"coast", "shore", "border", "water", "coastline", "airspace", "frontier"}) && !mentions_.at(sentence_, head)) {
      at = Tree::kNone;
      for (const auto c : tree().children(head)) {
        if (tree().is(c, {Deprel::kNmodPoss}) || (tree().is(c, {Deprel::kNmod}) && in(tree().preposition(c), {"of", "with"})) || (c < head && tree().is(c, {Deprel::kAmod}) && mentions_.at(sentence_, c))) at = c;
      }
      if (at == Tree::kNone) return {};
      beside = true;
    }
    auto found = mentions_of({at});
    if (!beside) std::erase_if(found, [&](std::uint32_t mention) { return !is_waters(mention); });
    return found;
  }

  // Outlets, and what its last word or a known product calls a company.
  [[nodiscard]] bool is_business(std::uint32_t mention) const {
    const auto& named = mentions_.mentions[mention];
    if (type_of(mention) == EntityType::kMediaOutlet || type_of(mention) == EntityType::kAsset) return true;
    if (named.form == MentionForm::kPronoun || type_of(mention) != EntityType::kOrganization) return false;
    const auto last = mentions_.trees[named.sentence].lower(named.last - 1);
    return in(last, {"bank", "airline", "airlines", "airways", "group", "company", "mining", "oil", "steel", "television", "radio", "tv", "newspaper", "hotel", "refinery", "brewery", "factory"}) || lexicon_.company_word(last) != Lexicon::CompanyWord::kNone;
  }
  // Somebody by his work, without a name: "as a senior adviser", "as head of research"; not "as a member".
  [[nodiscard]] bool is_paid(std::uint32_t noun) const {
    return !mentions_.at(sentence_, noun) && in(Lexicon::noun_lemma(tree().lower(noun)), {"adviser", "advisor", "consultant", "analyst", "director", "manager", "chief", "head", "economist", "lawyer", "counsel", "engineer", "reporter", "correspondent", "editor", "executive",
                                                                                              "officer", "lobbyist", "strategist", "researcher", "lecturer", "professor", "teacher", "clerk", "spokesman", "spokeswoman", "accountant", "trader", "partner", "coach", "scientist"});
  }

  // Unions and guilds strike against employers and laws, armies against towns.
  [[nodiscard]] bool is_labour(std::uint32_t mention) const {
    const auto& named = mentions_.mentions[mention];
    const auto& words = mentions_.trees[named.sentence];
    if (type_of(mention) != EntityType::kOrganization) return false;
    for (auto i = named.first; i < named.last; ++i) {
      if (in(words.lower(i), {"union", "unions", "workers", "teachers", "nurses", "drivers", "pilots", "miners", "farmers", "students", "guild", "syndicate", "labour", "labor", "doctors"})) return true;
    }
    return false;
  }

  // What is chaired is held once: a session, or a council "in Oslo".
  [[nodiscard]] bool is_occasion(std::uint32_t verb, std::uint32_t object) const {
    const auto noun = Lexicon::noun_lemma(tree().lower(object));
    if (in(noun, {"meeting", "session", "talk", "summit", "conference", "consultation", "dialogue", "round", "forum", "discussion", "negotiation"})) return true;
    if (!in(noun, {"council", "committee", "commission"})) return false;
    return std::any_of(mentions_.of_sentence[sentence_].begin(), mentions_.of_sentence[sentence_].end(), [&](std::uint32_t index) {
      const auto& place = mentions_.mentions[index];
      return place.first > object && tree().lower(place.first - 1) == "in" && tree().head(mentions_.head_of(place)) == verb && type_of(index) == EntityType::kPlace;
    });
  }

  // "was born in Oslo and attended a school in Bergen": not born in Bergen, whatever the parser hung it on.
  [[nodiscard]] bool behind_another_verb(std::uint32_t verb, std::uint32_t argument) const {
    return std::any_of(tree().children(verb).begin(), tree().children(verb).end(), [&](std::uint32_t c) { return tree().is(c, {Deprel::kConj}) && tree().is_verbal(c) && c > verb + 2 && c < argument; });
  }

  // "named her minister", "named Ruiz as head of": a post stands behind the verb.
  [[nodiscard]] bool names_to_post(std::uint32_t verb) const {
    const auto& words = tree().sentence().tokens;
    constexpr std::uint32_t kReach = 12;  // tokens
    for (auto i = verb + 1; i < tree().size() && i < verb + kReach; ++i) {
      if (tree().lower(i) == "as" || lexicon_.find_title(words, i)) return true;
      // "named Ruiz to the court"
      if (tree().lower(i) == "to" && tree().is(i, {Deprel::kCase}) && tree().head(tree().head(i)) == verb &&
          in(Lexicon::noun_lemma(tree().lower(tree().head(i))), {"commission", "court", "board", "post", "cabinet", "committee", "council", "panel", "bench", "office", "position", "job", "seat", "role"})) return true;
    }
    return false;
  }

  // What somebody does, or fails to: praise and blame of it are his.
  [[nodiscard]] bool is_deed(std::uint32_t noun) const {
    return in(Lexicon::noun_lemma(tree().lower(noun)), {"treatment", "decision", "policy", "action", "act", "move", "behaviour", "behavior", "conduct", "role", "stance", "position", "plan", "failure", "refusal", "use", "crackdown", "threat", "remark",
                                                        "comment", "statement", "handling", "response", "help", "assistance", "aid", "support", "cooperation", "generosity", "solidarity", "hospitality", "approach", "violation", "record", "effort", "attempt", "abuse", "rhetoric", "involvement", "interference", "silence", "inaction", "leadership", "work", "contribution", "commitment", "initiative", "practice"});
  }

  // "confirmed Norway's support": whose it is, when the noun tells and it is not the doer's. A person's own he calls his or hers, and "his
  // country's" is not his.
  [[nodiscard]] bool anothers(std::uint32_t noun, std::uint32_t doer) const {
    for (const auto c : tree().children(noun)) {
      const bool owner = tree().is(c, {Deprel::kNmodPoss}) || (c < noun && tree().is(c, {Deprel::kAmod, Deprel::kCompound}) && mentions_.at(sentence_, c)) ||
                         (c > noun && tree().is(c, {Deprel::kNmod}) && in(tree().preposition(c), {"of", "from"}));
      if (!owner) continue;
      if (tree().upos(c) == Upos::kPron) {
        const bool personal = in(tree().lower(c), {"his", "her", "my"});
        if (in(tree().lower(c), {"their", "our"}) || personal == (type_of(doer) == EntityType::kPerson)) continue;
        return true;
      }
      const auto owners = mentions_of({c});
      if (std::none_of(owners.begin(), owners.end(), [&](std::uint32_t m) { return mentions_.mentions[m].entity == mentions_.mentions[doer].entity; })) return true;
    }
    return false;
  }

  // "agreed to", "agreed on"
  [[nodiscard]] bool commits(std::uint32_t verb) const {
    return asks_to(verb) || std::any_of(tree().children(verb).begin(), tree().children(verb).end(), [&](std::uint32_t c) { return tree().is(c, {Deprel::kObl}) && in(tree().preposition(c), {"on", "upon", "to"}); });
  }

  // "received helicopters supplied by Chad": who has them has them from him.
  void received(std::uint32_t word) {
    if (!in(tree().lower(word), {"supplied", "provided", "donated", "delivered", "sold"}) || !tree().is(word, {Deprel::kAcl}) || tree().is_root(word)) return;
    const auto noun = tree().head(word);
    if (!tree().is(noun, {Deprel::kObj}) || !in(lexicon_.verb_lemma(tree().lower(tree().head(noun))), {"receive", "get", "obtain", "accept"}) || !is_of_arms(noun) || is_passive(tree().head(noun))) return;
    for (const auto c : tree().children(word)) {
      if (tree().preposition(c) != "by") continue;
      for (const auto giver : mentions_of({c})) {
        for (const auto receiver : mentions_of(grammatical_subjects(tree().head(noun)))) draft(Relation::kSuppliesArmsTo, giver, receiver, tree().head(noun), 0.74, "verbs/supplied@1");
      }
    }
  }

  // "took delivery of Swedish howitzers", "received Swedish jets": whose they were sent them.
  void delivered(std::uint32_t word) {
    if (tree().upos(word) != Upos::kNoun || tree().is_root(word) || !is_of_arms(word)) return;
    auto at = word;
    if (tree().is(at, {Deprel::kNmod}) && tree().preposition(at) == "of" && tree().lower(tree().head(at)) == "delivery") at = tree().head(at);
    if (!tree().is(at, {Deprel::kObj}) || !tree().is_verbal(tree().head(at))) return;
    const auto verb = tree().head(at);
    if (!in(lexicon_.verb_lemma(tree().lower(verb)), at == word ? std::span<const std::string_view>(kGets) : std::span<const std::string_view>(kTakes)) || is_passive(verb)) return;
    for (const auto c : tree().children(word)) {
      const auto giver = c < word && tree().is(c, {Deprel::kAmod}) ? mentions_.at(sentence_, c) : std::nullopt;
      if (!giver || mentions_.mentions[*giver].form != MentionForm::kDemonym) continue;
      for (const auto receiver : mentions_of(grammatical_subjects(verb))) draft(Relation::kSuppliesArmsTo, *giver, receiver, verb, 0.72, "verbs/supplied@1");
    }
  }
  static constexpr std::array<std::string_view, 2> kGets{"receive", "get"};
  static constexpr std::array<std::string_view, 2> kTakes{"take", "receive"};

  // "Ukraine fired German-supplied shells": who supplied them to those who have them.
  void supplied(std::uint32_t word) {
    if (word < 2 || !in(tree().lower(word), {"supplied", "provided", "donated", "delivered"}) || tree().lower(word - 1) != "-" || tree().is_root(word) || tree().is_verbal(tree().head(word))) return;
    const auto noun = tree().head(word);
    const auto* readings = lexicon_.find_verb("supply");
    const bool arms = readings != nullptr && std::any_of(readings->begin(), readings->end(), [&](const VerbReading& reading) { return reading.relation == Relation::kSuppliesArmsTo && has_noun(noun, reading.needs); });
    if (!arms || !tree().is(noun, {Deprel::kObj, Deprel::kObl}) || !tree().preposition(noun).empty() || !in(lexicon_.verb_lemma(tree().lower(tree().head(noun))), {"use", "fire", "launch", "deploy", "employ", "receive", "operate", "field"})) return;
    std::optional<std::uint32_t> giver;
    for (const auto index : mentions_.of_sentence[sentence_]) {
      if (mentions_.mentions[index].last == word - 1 && mentions_.mentions[index].form != MentionForm::kPronoun) giver = index;
    }
    if (!giver) return;
    for (const auto receiver : mentions_of(grammatical_subjects(tree().head(noun)))) draft(Relation::kSuppliesArmsTo, *giver, receiver, word, 0.74, "verbs/supplied@1");
  }

  // "told X to leave", not "told X that he left"
  [[nodiscard]] bool asks_to(std::uint32_t verb) const {
    // "called on Norway to free": parsers take "free" for an adjective, and the name for whose it is.
    if (verb + 2 < tree().size() && in(tree().lower(verb + 1), {"on", "upon"})) {
      const auto asked = following_phrase(mentions_, sentence_, verb + 1);
      if (asked) {
        auto to = asked->last;
        while (to < asked->last + 3 && to + 1 < tree().size() && tree().upos(to) == Upos::kAdv) ++to;  // "called on Norway yet again to"
        if (to + 1 < tree().size() && tree().lower(to) == "to" && in(name_of(tree().upos(to + 1)), {"VERB", "ADJ", "AUX"})) return true;
      }
    }
    for (const auto c : tree().children(verb)) {
      if (!tree().is(c, {Deprel::kXcomp, Deprel::kCcomp, Deprel::kAdvcl})) continue;
      const auto mark = tree().child(c, {Deprel::kMark});
      if (mark != Tree::kNone && tree().lower(mark) == "to") return true;
    }
    return false;
  }

  // Who signs with whom, and who is bound by it.
  void sign(std::uint32_t verb, const std::vector<std::uint32_t>& doers, const std::vector<std::pair<std::uint32_t, double>>& others, const std::vector<Argument>& arguments) {
    auto signers = doers;
    for (const auto& argument : arguments) {
      if (argument.slot != "with") continue;
      for (const auto mention : mentions_of({argument.head})) {
        signers.push_back(mention);
        for (const auto& [agreement, confidence] : others) draft(Relation::kSigned, mention, agreement, verb, confidence - 0.04, "verbs/sign_with@1");
      }
    }
    for (const auto& [agreement, confidence] : others) {
      const auto entity = mentions_.mentions[agreement].entity;
      if (entity == kNoEntity || mentions_.entities[entity].type != EntityType::kAgreement) continue;
      if (signers.empty()) {
        // "the agencies' agreement signed on March 28": its parties signed it.
        const auto owner = tree().child(mentions_.head_of(mentions_.mentions[agreement]), {Deprel::kNmodPoss});
        const auto parties = mentions_.entities[entity].parties;
        for (const auto party : parties) {
          const auto& all = mentions_.entities[party].mentions;
          if (all.empty()) continue;
          const auto here = std::find_if(all.begin(), all.end(), [&](std::uint32_t m) { return mentions_.mentions[m].sentence == sentence_; });
          if (here == all.end() && owner == Tree::kNone) continue;
          const auto before = drafts_.size();
          draft(Relation::kSigned, here == all.end() ? all.front() : *here, agreement, verb, 0.7, "verbs/sign_parties@1");
          if (here == all.end() && drafts_.size() > before) drafts_.back().subject_mention.reset();  // spans are of the sentence
        }
      }
      for (const auto signer : signers) {
        const auto type = mentions_.entities[mentions_.mentions[signer].entity].type;
        if (type != EntityType::kPerson) draft(Relation::kPartyTo, signer, agreement, verb, confidence - 0.04, "verbs/sign_party@1");
        auto& parties = mentions_.entities[entity].parties;
        if (std::find(parties.begin(), parties.end(), mentions_.mentions[signer].entity) == parties.end()) parties.push_back(mentions_.mentions[signer].entity);
      }
    }
  }

  [[nodiscard]] bool is_firm(std::uint32_t mention) const { return type_of(mention) == EntityType::kOrganization || type_of(mention) == EntityType::kMediaOutlet; }

  [[nodiscard]] EntityType type_of(std::uint32_t mention) const { return mentions_.entities[mentions_.mentions[mention].entity].type; }

  [[nodiscard]] bool has_word_below(std::uint32_t above, std::initializer_list<std::string_view> words) const {
    for (std::uint32_t i = 0; i < tree().size(); ++i) {
      if (in(tree().lower(i), words) && tree().dominates(above, i)) return true;
    }
    return false;
  }

  // Whom a noun describes: "its traditional main backer China", "China, an ally of North Korea", "Ruiz is a lawyer and the founder of the bank",
  // "Ruiz became the owner of".
  [[nodiscard]] std::vector<std::uint32_t> described(std::uint32_t noun) const {
    std::vector<std::uint32_t> self;
    const auto take = [&](const std::vector<std::uint32_t>& more) { self.insert(self.end(), more.begin(), more.end()); };
    for (const auto c : tree().children(noun)) {
      if (tree().is(c, {Deprel::kAppos, Deprel::kFlat})) take(mentions_of({c}));
    }
    if (self.empty()) {
      // "bank founder Ana Ruiz", "its founder, Ana Ruiz", whatever the parser made of it; not "a friend of the founder, Ana Ruiz said".
      auto next = noun + 1;
      const bool comma = next < tree().size() && tree().lower(next) == ",";
      if (comma) ++next;
      const auto named = next < tree().size() ? covering_mention(mentions_, sentence_, next, next) : std::nullopt;
      if (named && type_of(*named) == EntityType::kPerson) {
        const auto last = mentions_.mentions[*named].last;
        const bool closed = last >= tree().size() || in(tree().lower(last), {",", ".", ";", ")"});
        if (!comma || (closed && (tree().child(noun, {Deprel::kNmodPoss}) != Tree::kNone || name_before(noun)))) self.push_back(*named);
        // "its founders Ana Ruiz and Lars Hansen"
        if (!self.empty() && Lexicon::noun_lemma(tree().lower(noun)) != tree().lower(noun)) {
          auto after = last;
          for (const auto more : listed_mentions(mentions_, sentence_, after, EntityType::kPerson)) self.push_back(more);
        }
      }
    }
    auto at = noun;
    // "was one of the participants in"
    if (tree().is(at, {Deprel::kNmod}) && !tree().is_root(at) && tree().lower(tree().head(at)) == "one" && tree().preposition(at) == "of") at = tree().head(at);
    for (int links = 0; links < 6; ++links) {
      if (tree().is(at, {Deprel::kAppos, Deprel::kCompound})) take(single_phrase_mentions(mentions_, lexicon_, sentence_, tree().head(at)));
      if (tree().child(at, {Deprel::kCop}) != Tree::kNone) take(mentions_of(grammatical_subjects(at)));
      if (!self.empty() || tree().is_root(at)) break;
      const auto above = tree().head(at);
      // "a lawyer, writer and founder of": what the first of a list describes the others do.
      if (tree().is(at, {Deprel::kConj, Deprel::kAppos}) && tree().upos(above) == Upos::kNoun && !mentions_.at(sentence_, above)) {
        at = above;
        continue;
      }
      const bool as = tree().is(at, {Deprel::kObl, Deprel::kXcomp, Deprel::kNmod, Deprel::kAdvcl}) && tree().preposition(at) == "as";
      const auto verb = tree().is_verbal(above) ? lexicon_.verb_lemma(tree().lower(above)) : std::string();
      if ((as && in(verb, {"serve", "work", "act", "know", "continue", "begin", "start", "join", "retire", "resign", "appoint", "elect", "name", "hire"})) || (as && in(tree().lower(above), {"operates", "operate", "operated", "operating", "exists", "existed"})) ||
          (tree().is(at, {Deprel::kXcomp, Deprel::kObj}) && in(verb, {"become", "remain"}))) {
        take(mentions_of(grammatical_subjects(above)));
      }
      break;
    }
    return self;
  }

  // "Oslo native Ana Ruiz", "Harvard Law School graduate": the name right before a noun, an adjective between at most.
  [[nodiscard]] std::optional<std::uint32_t> name_before(std::uint32_t noun) const {
    auto at = noun;
    constexpr std::uint32_t kReach = 3;  // words between
    while (at > 0 && noun - at < kReach && (tree().lower(at - 1) == "-" || tree().upos(at - 1) == Upos::kAdj || tree().lower(at - 1) == "co") && !covering_mention(mentions_, sentence_, at - 1)) --at;
    // "Hansen Institute (HI) professors"
    if (at > 3 && tree().lower(at - 1) == ")" && tree().lower(at - 3) == "(") at -= 3;
    const auto owner = at > 0 ? covering_mention(mentions_, sentence_, at - 1) : std::nullopt;
    return owner && mentions_.mentions[*owner].last == at && mentions_.mentions[*owner].form != MentionForm::kDemonym ? owner : std::nullopt;
  }

  // "Talks between Norway and Peru are to deepen their alliance": the two states that the sentence has named, when it has named two.
  [[nodiscard]] std::vector<std::uint32_t> their_pair(std::uint32_t noun) const {
    const auto owner = tree().child(noun, {Deprel::kNmodPoss});
    if (owner == Tree::kNone || owner > noun || tree().lower(owner) != "their" || (noun + 1 < tree().size() && tree().lower(noun + 1) == "with")) return {};
    std::vector<std::uint32_t> out;
    for (const auto index : mentions_.of_sentence[sentence_]) {
      const auto& mention = mentions_.mentions[index];
      if (mention.last > owner || mention.form == MentionForm::kPronoun || type_of(index) != EntityType::kCountry) continue;
      if (std::any_of(out.begin(), out.end(), [&](std::uint32_t known) { return mentions_.mentions[known].entity == mention.entity; })) continue;
      out.push_back(index);
    }
    return out.size() == 2 ? out : std::vector<std::uint32_t>{};
  }

  // "the dispatch of Norwegian experts and food aid to Peru": what is sent together comes from one.
  [[nodiscard]] std::vector<std::uint32_t> shared_sender(std::uint32_t noun) const {
    constexpr std::uint32_t kReach = 3;  // words between
    const auto named = [&](std::uint32_t token) -> std::optional<std::uint32_t> {
      for (const auto index : mentions_.of_sentence[sentence_]) {
        const auto& mention = mentions_.mentions[index];
        if (mention.first <= token && token < mention.last && (mention.form == MentionForm::kName || mention.form == MentionForm::kDemonym)) return index;
      }
      return std::nullopt;
    };
    const auto back = [&](std::uint32_t at) {
      const auto from = at;
      while (at > 0 && from - at < kReach && in(name_of(tree().upos(at - 1)), {"ADJ", "NOUN"}) && !named(at - 1)) --at;
      return at;
    };
    const auto joint = back(noun);
    if (joint < 5 || tree().lower(joint - 1) != "and") return {};
    const auto first = back(joint - 1);
    const auto sender = first < joint - 1 && first > 0 ? named(first - 1) : std::nullopt;
    if (!sender || mentions_.mentions[*sender].form != MentionForm::kDemonym || mentions_.mentions[*sender].first < 2) return {};
    const auto start = mentions_.mentions[*sender].first;
    if (tree().lower(start - 1) != "of" || !in(Lexicon::noun_lemma(tree().lower(start - 2)), {"deployment", "dispatch", "delivery", "supply", "provision", "shipment", "transfer", "arrival"})) return {};
    return {*sender};
  }

  // The body whose name ends the noun phrase that begins here.
  [[nodiscard]] std::optional<std::uint32_t> body_behind(std::uint32_t at) const {
    constexpr std::uint32_t kReach = 8;  // words
    for (const auto end = std::min<std::size_t>(tree().size(), at + kReach); at < end; ++at) {
      const auto named = covering_mention(mentions_, sentence_, at, at);
      if (named && identity_class(type_of(*named)) == IdentityClass::kBody) return named;
      if (!named && !in(name_of(tree().upos(at)), {"DET", "ADJ", "NOUN", "PROPN"}) && tree().lower(at) != "-") return std::nullopt;
    }
    return std::nullopt;
  }

  // "the delivery of fighter jets", "arms supplies"
  [[nodiscard]] bool is_of_arms(std::uint32_t noun) const {
    const auto* readings = lexicon_.find_verb("supply");
    return readings != nullptr && std::any_of(readings->begin(), readings->end(), [&](const VerbReading& reading) { return reading.relation == Relation::kSuppliesArmsTo && has_noun(noun, reading.needs); });
  }

  // The first phrase behind a noun and below it with one of the prepositions, whatever the parser hung it on: "arms supplies from A to B".
  [[nodiscard]] std::vector<std::uint32_t> below(std::uint32_t noun, const std::vector<std::string>& slots) const {
    constexpr std::uint32_t kReach = 12;  // words
    const auto above = tree().is(noun, {Deprel::kObj}) ? tree().head(noun) : noun;
    for (auto at = noun + 1; at < tree().size() && at < noun + kReach && !tree().is_verbal(at); ++at) {
      if (!tree().is(at, {Deprel::kNmod, Deprel::kObl}) || !contains(slots, std::string(tree().preposition(at))) || !tree().dominates(above, at)) continue;
      if (auto found = mentions_of({at}); !found.empty()) return found;
    }
    return {};
  }

  // "completed the delivery of jets to": who did. "The sale of Turkish drones to": whose they are, unless a verb says what else becomes of it.
  [[nodiscard]] std::vector<std::uint32_t> sender_of_arms(std::uint32_t noun) const {
    const auto above = tree().is_root(noun) ? Tree::kNone : tree().head(noun);
    if (above != Tree::kNone && tree().is(noun, {Deprel::kObj}) && tree().is_verbal(above)) {
      if (!in(lexicon_.verb_lemma(tree().lower(above)), {"complete", "begin", "start", "finish", "continue", "resume", "conclude", "confirm"})) return {};
      return mentions_of(grammatical_subjects(above));
    }
    if (tree().child(noun, {Deprel::kNmod}) == Tree::kNone || (above != Tree::kNone && is_passive(above) && tree().is_verbal(above))) return {};
    for (const auto c : tree().children(noun)) {
      if (!tree().is(c, {Deprel::kNmod}) || tree().preposition(c) != "of") continue;
      for (const auto d : tree().children(c)) {
        const auto maker = tree().is(d, {Deprel::kAmod}) ? mentions_.at(sentence_, d) : std::nullopt;
        if (maker && mentions_.mentions[*maker].form == MentionForm::kDemonym) return {*maker};
      }
    }
    return {};
  }

  void noun(std::uint32_t noun) {
    const auto* readings = lexicon_.find_event_noun(tree().lower(noun));
    if (readings == nullptr) return;
    if (tree().is(noun, {Deprel::kCompound})) {
      const auto named = mentions_.at(sentence_, tree().head(noun));
      if (!named || type_of(*named) != EntityType::kPerson) return;  // "support staff", but "bank founder Ana Ruiz"
    }
    const auto base = "nouns/" + Lexicon::noun_lemma(tree().lower(noun)) + "@1";
    const auto in_slots = [&](const std::vector<std::string>& slots) {
      std::vector<std::uint32_t> out;
      for (const auto c : tree().children(noun)) {
        const auto preposition = tree().preposition(c);
        const bool takes = (tree().is(c, {Deprel::kNmodPoss}) && contains(slots, "poss")) || (tree().is(c, {Deprel::kAmod}) && contains(slots, "amod")) ||
                           (tree().is(c, {Deprel::kCompound}) && (contains(slots, "compound") || contains(slots, "amod"))) ||
                           (tree().is(c, {Deprel::kNmod, Deprel::kObl}) && !preposition.empty() && contains(slots, preposition));
        if (!takes) continue;
        for (const auto mention : mentions_of({c})) out.push_back(mention);
        // "Kim-Putin summit", "Russia-North Korea partnership": the left part of a hyphenated pair hangs under the right.
        if (tree().is(c, {Deprel::kCompound})) {
          for (const auto below : tree().children(c)) {
            if (tree().is(below, {Deprel::kCompound, Deprel::kConj, Deprel::kFlat, Deprel::kNmod})) {
              for (const auto mention : mentions_of({below})) {
                if (std::find(out.begin(), out.end(), mention) == out.end()) out.push_back(mention);
              }
            }
          }
        }
      }
      // A complement that the parser hung elsewhere: "Russia's war" + "against Ukraine".
      if (out.empty()) {
        auto at = noun + 1;
        if (at + 1 < tree().size() && tree().lower(at) == "held" && in(tree().lower(at + 1), {"between", "with"})) ++at;  // "the talks held between"
        for (int links = 0; links < 3 && at + 1 < tree().size() && tree().upos(at) == Upos::kAdp; ++links) {
          const auto follows = following_phrase(mentions_, sentence_, at);
          if (!follows) break;
          if (contains(slots, tree().lower(at))) {
            for (const auto mention : mentions_of({follows->head})) out.push_back(mention);
            if (!out.empty() || tree().lower(at) != "of") break;
          }
          if ((!follows->mention || links == 2) && tree().lower(at) != "of") break;  // "the deployment of Chadian troops" + "to Kenya"
          at = follows->last;
        }
      }
      return out;
    };
    bool narrower = false;
    const bool arms = std::any_of(readings->begin(), readings->end(), [](const NounReading& reading) { return reading.arms; }) && is_of_arms(noun);
    for (const auto& reading : *readings) {
      // "sales of jets to", "arms exports to": no trade besides
      if (reading.arms != arms && (reading.arms || reading.relation == Relation::kTradesWith)) continue;
      if (reading.relation == Relation::kOwns && !in(name_of(tree().upos(noun)), {"NOUN"})) continue;
      if (reading.forces && !is_forces(tree(), noun)) continue;
      if (!reading.preposition.empty() && tree().preposition(noun) != reading.preposition) continue;
      if (!reading.needs_adjective.empty()) {
        const bool there = std::any_of(tree().children(noun).begin(), tree().children(noun).end(), [&](std::uint32_t c) { return tree().lower(c) == reading.needs_adjective; });
        if (!there) continue;
        narrower = true;
      } else if (narrower) {
        continue;  // a strategic partnership is an alliance, and not cooperation besides
      }
      auto subjects = in_slots(reading.subject);
      // What an adjective makes of a noun is said less outright than by a noun of its own: "alliance" before "strategic partnership".
      const double outright = reading.needs_adjective.empty() ? 0.0 : 0.16;
      if (reading.object.size() == 1 && reading.object.front() == "pair") {
        if (reading.subject.size() == 1 && reading.subject.front() == "self") {
          // "Hansen and Ruiz are brothers", "A and B are in talks"
          if (tree().child(noun, {Deprel::kCop}) == Tree::kNone || tree().child(noun, {Deprel::kNmodPoss}) != Tree::kNone) continue;
          subjects = described(noun);
          if (subjects.size() != 2) continue;
        }
        const bool lasting = reading.relation == Relation::kAlliedWith || reading.relation == Relation::kCooperatesWith;
        if (const auto both = lasting ? their_pair(noun) : std::vector<std::uint32_t>{}; !both.empty()) subjects = both;
        for (std::size_t i = 0; i < subjects.size(); ++i) {
          for (std::size_t j = i + 1; j < subjects.size(); ++j) draft(reading.relation, subjects[i], subjects[j], noun, 0.72 - outright, base);
        }
        continue;
      }
      if (reading.object.size() == 1 && reading.object.front() == "self") {
        // "Oslo native Ana Ruiz": the parser hung the owner on the name behind.
        if (subjects.empty() && contains(reading.subject, "compound")) {
          if (const auto owner = name_before(noun)) subjects.push_back(*owner);
        }
        // "is part of the Norwegian holding Orkla": of the body, not of the state in its description
        if (reading.relation == Relation::kPartOf && std::any_of(subjects.begin(), subjects.end(), [&](std::uint32_t mention) { return mentions_.mentions[mention].form == MentionForm::kDemonym; })) {
          subjects.clear();
          if (const auto whole = noun + 1 < tree().size() && tree().lower(noun + 1) == "of" ? body_behind(noun + 2) : std::nullopt) subjects.push_back(*whole);
        }
        // "part of the United Nations subregion of …"
        if (reading.relation == Relation::kPartOf && tree().lower(noun) == "part") {
          std::erase_if(subjects, [&](std::uint32_t mention) { return mentions_.mentions[mention].last < tree().size() && tree().upos(mentions_.mentions[mention].last) == Upos::kNoun; });
        }
        // "is under investigation by the police"; not "is an investigation by"
        if (reading.relation == Relation::kInvestigates && reading.inverse && tree().preposition(noun) != "under") continue;
        auto self = described(noun);
        const auto said = drafts_.size();
        auto maker = Tree::kNone;
        // "was not one of the participants in": as real as the clause of "one"
        if (tree().is(noun, {Deprel::kNmod}) && tree().preposition(noun) == "of" && tree().lower(tree().head(noun)) == "one") maker = tree().head(noun);
        if (self.empty()) self = made(noun, maker);
        for (const auto own : self) {
          for (const auto subject : subjects) {
            if (reading.inverse) draft(reading.relation, subject, own, noun, 0.75, base);
            else draft(reading.relation, own, subject, noun, 0.75, base);
          }
        }
        if (maker != Tree::kNone) {
          for (auto d = said; d < drafts_.size(); ++d) drafts_[d].predicate = maker;  // as real as the making
        }
        continue;
      }
      auto objects = in_slots(reading.object);
      if (reading.arms) {
        if (objects.empty()) objects = below(noun, reading.object);
        if (subjects.empty()) subjects = below(noun, {"from", "by"});
        if (subjects.empty()) subjects = sender_of_arms(noun);
      }
      if (reading.relation == Relation::kExpels && subjects.empty() && contains(reading.subject, "from")) subjects = below(noun, reading.subject);
      if (reading.relation == Relation::kOwns) {
        objects.erase(std::remove_if(objects.begin(), objects.end(), [&](std::uint32_t mention) { return !is_firm(mention) && type_of(mention) != EntityType::kAsset; }), objects.end());
        // "the takeover of Hansen Oil, a producer with 900 workers, by Novak"
        if (subjects.empty() && !objects.empty() && contains(reading.subject, "by")) subjects = behind_apposition(objects.back());
      }
      if (reading.relation == Relation::kShowsForce) objects = shown_at(noun, reading);
      // "renounced its claim to", "gave up its claim to": it has none.
      if (reading.relation == Relation::kClaimsTerritory && tree().is(noun, {Deprel::kObj}) && tree().is_verbal(tree().head(noun)) &&
          in(lexicon_.verb_lemma(tree().lower(tree().head(noun))), {"drop", "renounce", "relinquish", "abandon", "waive", "withdraw", "surrender", "cede", "end", "give", "forsake", "shelve"})) continue;
      // "Assistance from Norway has reached Chad", "arrived in Chad"
      auto arrival = Tree::kNone;
      if (reading.relation == Relation::kAids && objects.empty() && tree().is(noun, {Deprel::kNsubj}) && tree().is_verbal(tree().head(noun)) && in(lexicon_.verb_lemma(tree().lower(tree().head(noun))), {"reach", "arrive"})) {
        arrival = tree().head(noun);
        for (const auto c : tree().children(arrival)) {
          if (tree().is(c, {Deprel::kObj}) || (tree().is(c, {Deprel::kObl}) && tree().preposition(c) == "in")) {
            for (const auto mention : mentions_of({c})) objects.push_back(mention);
          }
        }
      }
      // "aid to Peru's campaign in Chad": it is Peru that gets it.
      if (reading.relation == Relation::kAids && noun + 3 < tree().size() && contains(reading.object, tree().lower(noun + 1))) {
        const auto owner = covering_mention(mentions_, sentence_, noun + 2, noun + 2);
        if (owner && has(kActorMask, type_of(*owner)) && mentions_.mentions[*owner].last < tree().size() && in(tree().lower(mentions_.mentions[*owner].last), {"'s", "'"})) objects = {*owner};
      }
      if (subjects.empty() && contains(reading.subject, "amod")) subjects = shared_sender(noun);
      // "a long trip": the words of a description stand for it, and it does nothing.
      subjects.erase(std::remove_if(subjects.begin(), subjects.end(), [&](std::uint32_t mention) { return !has(kActorMask, type_of(mention)); }), subjects.end());
      // "cancelled a planned trip to Chile": whose trip it was to be.
      if (subjects.empty() && contains(reading.subject, "poss") && tree().is(noun, {Deprel::kObj}) &&
          in(lexicon_.verb_lemma(tree().lower(tree().head(noun))), {"cancel", "postpone", "plan", "scrap", "delay", "announce", "call", "put", "cut", "skip", "abandon", "prepare", "consider", "schedule", "propose"})) {
        if (const auto doer = tree().child(tree().head(noun), {Deprel::kNsubj}); doer != Tree::kNone) subjects = mentions_of({doer});
      }
      // "opened her tour with a visit to Chile"
      if (subjects.empty() && contains(reading.subject, "poss") && tree().preposition(noun) == "with") {
        auto verb = tree().head(noun);
        if (!tree().is_verbal(verb) && tree().is(verb, {Deprel::kObj, Deprel::kObl})) verb = tree().head(verb);
        if (tree().is_verbal(verb) && verb < noun && in(lexicon_.verb_lemma(tree().lower(verb)), {"begin", "start", "open", "kick", "launch", "continue", "resume", "end", "conclude", "finish", "wrap", "close", "cap"})) subjects = mentions_of(grammatical_subjects(verb));
      }
      // "killed ten in a strike on Beirut"
      if (subjects.empty() && reading.relation == Relation::kAttacks && tree().is(noun, {Deprel::kObl, Deprel::kNmod}) && in(tree().preposition(noun), {"in", "during", "with"})) {
        auto verb = tree().head(noun);
        if (tree().is(verb, {Deprel::kObj})) verb = tree().head(verb);
        if (tree().is_verbal(verb) && !is_passive(verb) && in(lexicon_.verb_lemma(tree().lower(verb)), {"kill", "wound", "injure", "destroy", "hit", "target", "damage"})) subjects = mentions_of(grammatical_subjects(verb));
      }
      // "spoke during a visit to Chile", "returned after a trip to Chile"
      if (subjects.empty() && reading.relation == Relation::kVisits && tree().is(noun, {Deprel::kObl}) && in(tree().preposition(noun), {"after", "during", "following"}) && tree().is_verbal(tree().head(noun))) {
        for (const auto mention : mentions_of(grammatical_subjects(tree().head(noun)))) {
          if (type_of(mention) == EntityType::kPerson && tree().child(noun, {Deprel::kNmodPoss}) == Tree::kNone) subjects.push_back(mention);
        }
      }
      // "Ruiz, on a visit to Chile, praised"
      if (subjects.empty() && reading.relation == Relation::kVisits && tree().is(noun, {Deprel::kNmod}) && tree().preposition(noun) == "on") {
        const auto traveller = mentions_.at(sentence_, tree().head(noun));
        if (traveller && type_of(*traveller) == EntityType::kPerson && tree().lower(mentions_.mentions[*traveller].last) == ",") subjects = {*traveller};
      }
      // "is in Chile for a three-day visit"
      if (subjects.empty() && objects.empty() && reading.relation == Relation::kVisits && tree().is(noun, {Deprel::kObl, Deprel::kNmod}) && in(tree().preposition(noun), {"for", "on"}) && tree().child(noun, {Deprel::kNmodPoss}) == Tree::kNone) {
        const auto where = tree().head(noun);
        const auto place = tree().child(where, {Deprel::kCop}) != Tree::kNone && tree().preposition(where) == "in" ? mentions_.at(sentence_, where) : std::nullopt;
        if (place) {
          objects = {*place};
          subjects = mentions_of(grammatical_subjects(where));
          arrival = where;
        }
      }
      // "is due to visit Chile for talks with Ruiz": whoever travels for them.
      if (subjects.empty() && reading.relation == Relation::kMeetsWith && !objects.empty() && tree().is(noun, {Deprel::kObl, Deprel::kNmod}) && tree().preposition(noun) == "for") {
        auto verb = tree().head(noun);
        if (!tree().is_verbal(verb) && tree().is(verb, {Deprel::kObj, Deprel::kObl})) verb = tree().head(verb);
        if (tree().is_verbal(verb) && verb < noun && !tree().is(verb, {Deprel::kAcl}) &&
            in(lexicon_.verb_lemma(tree().lower(verb)), {"visit", "travel", "fly", "go", "come", "arrive", "return"})) subjects = mentions_of(grammatical_subjects(verb));
      }
      // "The admission of Chad to the bloc took effect": no longer planned.
      auto modality = reading.modality;
      if (modality == Modality::kPlanned && !objects.empty()) {
        const auto behind = mentions_.mentions[objects.back()].last;
        if (behind + 1 < tree().size() && ((tree().lower(behind) == "took" && tree().lower(behind + 1) == "effect") || (in(tree().lower(behind), {"came", "entered", "went"}) && in(tree().lower(behind + 1), {"into", "through"})))) {
          modality = Modality::kActual;
          arrival = behind;
        }
      }
      const auto said = drafts_.size();
      auto bearer = arrival;  // the verb that says whose deed it is
      if (subjects.empty() && !objects.empty()) subjects = borne(noun, reading, bearer);
      for (const auto subject : subjects) {
        for (const auto object : objects) {
          if (subject == object) continue;
          if (reading.inverse) draft(reading.relation, object, subject, noun, 0.74 - outright, base, modality);
          else draft(reading.relation, subject, object, noun, 0.74 - outright, base, modality);
        }
      }
      if (bearer != Tree::kNone) {
        for (auto d = said; d < drafts_.size(); ++d) drafts_[d].predicate = bearer;
      }
    }
  }

  // "The bill made the patrol a branch of the ministry", "put Chad in breach of the pact": of whom something is made; `maker` is the verb.
  [[nodiscard]] std::vector<std::uint32_t> made(std::uint32_t noun, std::uint32_t& maker) const {
    if (tree().is_root(noun) || !tree().is(noun, {Deprel::kObj, Deprel::kXcomp, Deprel::kObl, Deprel::kNmod})) return {};
    auto verb = tree().head(noun);
    if (!tree().is_verbal(verb) && tree().is(verb, {Deprel::kObj}) && tree().preposition(noun) == "in") verb = tree().head(verb);
    if (!tree().is_verbal(verb) || verb > noun) return {};
    const auto lemma = lexicon_.verb_lemma(tree().lower(verb));
    const bool in_state = tree().preposition(noun) == "in" && in(lemma, {"put", "place", "leave"});
    if (!in_state && !(tree().preposition(noun).empty() && lemma == "make")) return {};
    std::vector<std::uint32_t> out;
    if (is_passive(verb)) {
      out = mentions_of(grammatical_subjects(verb));
    } else {
      for (const auto c : tree().children(verb)) {
        if (c != noun && c > verb && c < noun && tree().is(c, {Deprel::kObj, Deprel::kIobj})) out = mentions_of({c});
      }
      // "made Abyei part of": the parser took both for one.
      if (out.empty()) {
        if (const auto named = noun > verb + 1 ? covering_mention(mentions_, sentence_, noun - 1, verb + 1) : std::nullopt; named && mentions_.mentions[*named].last == noun && mentions_.mentions[*named].form != MentionForm::kDemonym) out = {*named};
      }
    }
    if (!out.empty()) maker = verb;
    return out;
  }

  // Behind the apposition of a name, where the parser hung what follows on its nouns: "…, a producer with 900 workers, by Novak".
  [[nodiscard]] std::vector<std::uint32_t> behind_apposition(std::uint32_t mention) const {
    auto at = mentions_.mentions[mention].last;
    if (at >= tree().size() || tree().lower(at) != ",") return {};
    constexpr std::uint32_t kReach = 12;  // words
    for (const auto end = std::min<std::size_t>(tree().size() - 1, at + kReach); ++at < end && !tree().is_verbal(at);) {
      if (tree().lower(at) != "," || tree().lower(at + 1) != "by") continue;
      const auto follows = following_phrase(mentions_, sentence_, at + 1);
      return follows && follows->mention ? std::vector<std::uint32_t>{*follows->mention} : std::vector<std::uint32_t>{};
    }
    return {};
  }

  // Where manoeuvres are held: the phrases on the noun and on the verb above it.
  [[nodiscard]] std::vector<std::uint32_t> shown_at(std::uint32_t noun, const NounReading& reading) const {
    std::vector<Argument> places;
    complements(noun, places);
    for (const auto c : tree().children(noun)) {
      if (tree().is(c, {Deprel::kNmod, Deprel::kObl})) complements(c, places);  // "drills by Chile in"
    }
    if (!tree().is_root(noun) && tree().is(noun, {Deprel::kObj, Deprel::kNsubj, Deprel::kNsubjPass}) && tree().is_verbal(tree().head(noun))) complements(tree().head(noun), places);
    std::vector<std::uint32_t> out;
    for (const auto& place : places) {
      if (!contains(reading.object, place.slot)) continue;
      for (const auto mention : waters_off(place.head, place.slot)) out.push_back(mention);
    }
    return out;
  }

  // Whose deed a noun without an owner is, by the verb that it hangs on: "issued a threat against Peru"; "the report by Amnesty contains
  // criticism of Peru". `bearer` is that verb.
  [[nodiscard]] std::vector<std::uint32_t> borne(std::uint32_t noun, const NounReading& reading, std::uint32_t& bearer) const {
    const auto& group = info(reading.relation).group;
    if (reading.modality != Modality::kActual || !contains(reading.subject, "poss") || (group != "pressure" && reading.relation != Relation::kSupports)) return {};
    if (tree().child(noun, {Deprel::kNmodPoss}) != Tree::kNone) return {};
    auto at = noun;
    for (int links = 0; links < 4; ++links) {
      if (tree().is_root(at)) return {};
      const auto above = tree().head(at);
      if (tree().is_verbal(above)) {
        // "contains no threat", "not one word of criticism"
        for (auto i = above + 1; i < noun; ++i) {
          if (in(tree().lower(i), {"no", "not", "any", "little", "few", "hardly", "without", "never", "neither", "nothing"})) return {};
        }
        if (above > at || is_passive(above) || !tree().is(at, {Deprel::kObj, Deprel::kObl})) return {};
        const auto lemma = lexicon_.verb_lemma(tree().lower(above));
        const bool own = at == noun && tree().is(at, {Deprel::kObj}) && in(lemma, {"make", "issue", "launch", "mount", "begin", "start", "stage", "carry", "file", "lodge", "voice", "level", "hurl", "direct", "repeat", "renew", "resume"});
        const bool holds = in(lemma, {"contain", "carry", "include", "convey", "hold"});
        if (!own && !holds) return {};
        for (const auto subject : grammatical_subjects(above)) {
          if (own) {
            if (auto found = mentions_of({subject}); !found.empty()) {
              bearer = above;
              return found;
            }
          }
          if (!holds || !in(Lexicon::noun_lemma(tree().lower(subject)), {"report", "statement", "letter", "speech", "editorial", "communique", "note", "message", "study", "resolution", "declaration", "post", "article", "address", "paper", "document"})) continue;
          for (const auto c : tree().children(subject)) {
            if (!tree().is(c, {Deprel::kNmodPoss}) && !(tree().is(c, {Deprel::kNmod}) && in(tree().preposition(c), {"by", "from", "of"}))) continue;
            if (auto found = mentions_of({c}); !found.empty()) {
              bearer = above;
              return found;
            }
          }
        }
        return {};
      }
      if (!tree().is(at, {Deprel::kNmod, Deprel::kConj})) return {};
      at = above;
    }
    return {};
  }

  Mentions& mentions_;
  const Lexicon& lexicon_;
  std::vector<Draft>& drafts_;
  std::uint32_t sentence_ = 0;
  const Tree* tree_ = nullptr;
};

}  // namespace

void find_predicates(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts) {
  PredicateFinder(mentions, lexicon, drafts).verbs();
}

void find_event_nouns(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts) {
  PredicateFinder(mentions, lexicon, drafts).nouns();
}

}  // namespace entente::extract
