// SPDX-License-Identifier: Apache-2.0
// Frames that tell what is to come without a verb of doing: itineraries ("Chile is next on his itinerary", "the tour will take her to
// Peru"), those who are expected or invited somewhere, and what an agreement provides for between its two parties.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/claims.h"

namespace entente::extract {
namespace {

bool is_journey(std::string_view noun) { return in(noun, {"itinerary", "tour", "trip", "journey"}); }
bool is_stop(std::string_view noun) { return in(noun, {"stop", "stopover", "leg", "destination", "visit", "stay"}); }
// Parts of an agreement that say what it provides for.
bool is_part(std::string_view noun) { return in(noun, {"clause", "article", "provision", "section", "chapter", "paragraph"}); }

class PlanFinder {
 public:
  PlanFinder(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts) : mentions_(mentions), lexicon_(lexicon), drafts_(drafts) {}

  void run() {
    for (sentence_ = 0; sentence_ < mentions_.trees.size(); ++sentence_) {
      tree_ = &mentions_.trees[sentence_];
      if (!tree_->sentence().parsed) continue;
      for (std::uint32_t i = 0; i < tree_->size(); ++i) {
        const auto noun = Lexicon::noun_lemma(tree_->lower(i));
        if (tree_->upos(i) == Upos::kNoun && is_journey(noun)) journey(i);
        if (tree_->upos(i) == Upos::kNoun && is_stop(noun)) stop(i);
        if (tree_->upos(i) == Upos::kNoun && in(noun, {"visit", "trip", "tour", "mission"})) on_visit(i);
        if (tree_->is_verbal(i) || tree_->upos(i) == Upos::kAdj) {
          const auto lemma = lexicon_.verb_lemma(tree_->lower(i));
          if (in(lemma, {"expect", "await", "due"})) expected(i);
          if (lemma == "invite") invited(i);
          if (tree_->is_verbal(i)) provision(i, lemma);
        }
      }
    }
  }

 private:
  [[nodiscard]] const Tree& tree() const { return *tree_; }
  [[nodiscard]] EntityType type_of(std::uint32_t mention) const { return mentions_.entities[mentions_.mentions[mention].entity].type; }

  [[nodiscard]] std::vector<std::uint32_t> of_type(std::uint32_t head, bool places) const {
    std::vector<std::uint32_t> out;
    for (const auto mention : phrase_mentions(mentions_, lexicon_, sentence_, head)) {
      const auto type = type_of(mention);
      if (places ? type == EntityType::kPlace || type == EntityType::kCountry : type == EntityType::kPerson) out.push_back(mention);
    }
    return out;
  }

  // Whose journey it is.
  [[nodiscard]] std::optional<std::uint32_t> owner(std::uint32_t noun) const {
    for (const auto c : tree().children(noun)) {
      const bool owns = tree().is(c, {Deprel::kNmodPoss}) || (tree().is(c, {Deprel::kNmod}) && tree().preposition(c) == "of");
      if (!owns) continue;
      const auto found = of_type(c, false);
      if (!found.empty()) return found.front();
    }
    return std::nullopt;
  }

  void draft(Relation relation, std::uint32_t subject_mention, std::uint32_t object_mention, std::uint32_t predicate, Modality modality, const std::string& extractor) {
    auto out = draft_between(mentions_, sentence_, relation, subject_mention, object_mention, predicate, 0.7, extractor);
    if (!out) return;
    out->modality = modality;
    drafts_.push_back(*std::move(out));
  }

  void journey(std::uint32_t noun) {
    const auto who = owner(noun);
    const auto above = tree().head(noun);
    if (tree().is_root(noun) && tree().child(noun, {Deprel::kCop}) == Tree::kNone) return;
    const auto lemma = lexicon_.verb_lemma(tree().lower(above));
    if (tree().is(noun, {Deprel::kNsubj})) {
      // "the itinerary includes (a stop in) Chile"
      if (who && in(lemma, {"include", "feature", "cover", "comprise"})) {
        const auto modality = in(tree().lower(above), {"included", "featured", "covered", "comprised"}) ? Modality::kActual : Modality::kPlanned;
        for (const auto c : tree().children(above)) {
          if (tree().is(c, {Deprel::kObj})) {
            for (const auto place : of_type(c, true)) draft(Relation::kVisits, *who, place, above, modality, "plans/itinerary@1");
            stops_of(c, above, *who, modality);
          }
        }
      }
      // "the tour took her to Chile and Peru"
      if (in(lemma, {"take", "bring", "lead", "carry"})) {
        const auto object = tree().child(above, {Deprel::kObj});
        const auto carried = object == Tree::kNone ? std::vector<std::uint32_t>{} : of_type(object, false);
        for (const auto c : tree().children(above)) {
          if (!tree().is(c, {Deprel::kObl}) || !in(tree().preposition(c), {"to", "through"})) continue;
          for (const auto place : of_type(c, true)) {
            if (!carried.empty()) draft(Relation::kVisits, carried.front(), place, above, Modality::kActual, "plans/tour@1");
            else if (who) draft(Relation::kVisits, *who, place, above, Modality::kActual, "plans/tour@1");
          }
        }
      }
      return;
    }
    // "Chile and Peru are next on his itinerary"
    if (!who || !in(tree().preposition(noun), {"on", "in", "of", "next"})) return;
    bool next = false;
    for (std::uint32_t i = 0; i < noun; ++i) next = next || (in(tree().lower(i), {"next"}) && noun - i < 8);
    if (!next) return;
    auto clause = noun;
    for (int steps = 0; steps < 4 && tree().child(clause, {Deprel::kNsubj}) == Tree::kNone && !tree().is_root(clause); ++steps) clause = tree().head(clause);
    const auto subject = tree().child(clause, {Deprel::kNsubj});
    if (subject == Tree::kNone) return;
    for (const auto place : of_type(subject, true)) draft(Relation::kVisits, *who, place, noun, Modality::kPlanned, "plans/itinerary@1");
  }

  // "a stop in Chile", "visits to Chile and Peru" under what an itinerary includes.
  void stops_of(std::uint32_t noun, std::uint32_t predicate, std::uint32_t who, Modality modality) {
    if (is_stop(Lexicon::noun_lemma(tree().lower(noun)))) {
      for (const auto c : tree().children(noun)) {
        if (!tree().is(c, {Deprel::kNmod, Deprel::kObl}) || !in(tree().preposition(c), {"in", "to", "at"})) continue;
        for (const auto place : of_type(c, true)) draft(Relation::kVisits, who, place, predicate, modality, "plans/itinerary@1");
      }
    }
    for (const auto c : tree().children(noun)) {
      if (tree().is(c, {Deprel::kConj})) stops_of(c, predicate, who, modality);
    }
  }

  // "is on a visit to Chile", "arrived on a visit to Chile", "opened the tour with a visit to Chile"
  void on_visit(std::uint32_t noun) {
    const auto preposition = tree().preposition(noun);
    if (!in(preposition, {"on", "with", "for"}) || owner(noun)) return;
    const bool root = tree().child(noun, {Deprel::kCop}) != Tree::kNone;  // "is on a visit"
    if (preposition != "on" && root) return;
    const auto verb = root ? noun : tree().head(noun);
    if (!root && (!tree().is(noun, {Deprel::kObl, Deprel::kNmod}) || !tree().is_verbal(verb))) return;
    auto subject = tree().child(verb, {Deprel::kNsubj, Deprel::kNsubjPass});
    if (subject != Tree::kNone && tree().is(verb, {Deprel::kAclRelcl}) && in(tree().lower(subject), {"who", "that"})) subject = tree().head(verb);
    if (subject == Tree::kNone) return;
    const auto lemma = lexicon_.verb_lemma(tree().lower(verb));
    if (!root && preposition == "with" && !in(lemma, {"begin", "start", "open", "kick", "launch", "end", "conclude", "finish", "close", "wrap", "continue"})) return;
    if (!root && preposition == "for" && !in(lemma, {"arrive", "come", "land", "leave", "depart", "fly", "travel"})) return;
    const auto modality = !root && in(lemma, {"leave", "depart"}) ? Modality::kPlanned : Modality::kActual;
    for (const auto c : tree().children(noun)) {
      if (!tree().is(c, {Deprel::kNmod, Deprel::kObl}) || !in(tree().preposition(c), {"to", "in"})) continue;
      for (const auto who : of_type(subject, false)) {
        for (const auto place : of_type(c, true)) draft(Relation::kVisits, who, place, verb, modality, "plans/on_visit@1");
      }
    }
  }

  // "The next stop on her tour is Chile", "her first destination was Peru"
  void stop(std::uint32_t noun) {
    if (!tree().is(noun, {Deprel::kNsubj})) return;
    const auto place = tree().head(noun);
    const auto copula = tree().child(place, {Deprel::kCop});
    if (copula == Tree::kNone) return;
    auto who = owner(noun);
    for (const auto c : tree().children(noun)) {
      if (!who && tree().is(c, {Deprel::kNmod}) && is_journey(Lexicon::noun_lemma(tree().lower(c)))) who = owner(c);
    }
    if (!who) return;
    const auto modality = in(tree().lower(copula), {"was", "were"}) ? Modality::kActual : Modality::kPlanned;
    for (const auto mention : of_type(place, true)) draft(Relation::kVisits, *who, mention, noun, modality, "plans/stop@1");
  }

  // "is expected in Chile on Friday"
  void expected(std::uint32_t verb) {
    const auto subject = tree().child(verb, {Deprel::kNsubjPass, Deprel::kNsubj});
    if (subject == Tree::kNone || tree().child(verb, {Deprel::kXcomp, Deprel::kCcomp, Deprel::kObj}) != Tree::kNone) return;
    if (tree().child(verb, {Deprel::kAuxPass, Deprel::kCop}) == Tree::kNone) return;
    for (const auto c : tree().children(verb)) {
      if (!tree().is(c, {Deprel::kObl, Deprel::kNmod}) || !in(tree().preposition(c), {"in", "at"})) continue;
      for (const auto who : of_type(subject, false)) {
        for (const auto place : of_type(c, true)) draft(Relation::kVisits, who, place, verb, Modality::kPlanned, "plans/expected@1");
      }
    }
  }

  // "invited her to Chile"
  void invited(std::uint32_t verb) {
    const auto guest = tree().child(verb, {Deprel::kObj, Deprel::kNsubjPass});
    if (guest == Tree::kNone) return;
    for (const auto c : tree().children(verb)) {
      if (!tree().is(c, {Deprel::kObl}) || tree().preposition(c) != "to") continue;
      for (const auto who : of_type(guest, false)) {
        for (const auto place : of_type(c, true)) draft(Relation::kVisits, who, place, verb, Modality::kRequested, "plans/invited@1");
      }
    }
  }

  // --- What an agreement provides for.

  // The two parties of the agreement that a phrase stands for; nothing for one with more, fewer or unknown ones.
  [[nodiscard]] std::optional<std::pair<std::uint32_t, std::uint32_t>> parties_of(std::uint32_t head) const {
    for (const auto mention : phrase_mentions(mentions_, lexicon_, sentence_, head)) {
      const auto& entity = mentions_.entities[mentions_.mentions[mention].entity];
      if (entity.type != EntityType::kAgreement) continue;
      std::vector<std::uint32_t> bound;
      std::vector<std::uint32_t> behind;  // the states whose leaders are all that is known of the parties
      for (const auto party : entity.parties) {
        if (!has(kActorMask, mentions_.entities[party].type) || mentions_.entities[party].mentions.empty()) continue;
        if (mentions_.entities[party].type != EntityType::kPerson) bound.push_back(party);
        else if (const auto state = headed_by(party)) behind.push_back(*state);
      }
      if (bound.empty()) bound = behind;
      if (bound.size() == 2) return std::pair(bound[0], bound[1]);
    }
    return std::nullopt;
  }

  // The one state that the person heads, as the article says.
  [[nodiscard]] std::optional<std::uint32_t> headed_by(std::uint32_t person) const {
    std::optional<std::uint32_t> out;
    for (const auto& made : drafts_) {
      if (made.relation != Relation::kHeads || made.subject != person || mentions_.entities[made.object].type != EntityType::kCountry) continue;
      if (out && *out != made.object) return std::nullopt;
      out = made.object;
    }
    return out;
  }

  [[nodiscard]] std::uint32_t subject_of(std::uint32_t verb) const {
    const auto subject = tree().child(verb, {Deprel::kNsubj});
    const bool relative = tree().is(verb, {Deprel::kAclRelcl, Deprel::kAcl}) && !tree().is_verbal(tree().head(verb));
    if (subject != Tree::kNone) return relative && in(tree().lower(subject), {"which", "that"}) ? tree().head(verb) : subject;
    return relative ? tree().head(verb) : Tree::kNone;
  }

  void provision(std::uint32_t verb, std::string_view lemma) {
    if (!in(lemma, {"provide", "include", "cover", "mandate", "oblige", "require", "stipulate", "envisage", "contain", "guarantee", "commit", "call", "foresee", "aim", "promise", "regulate", "govern", "pledge"})) return;
    auto subject = subject_of(verb);
    // "signed an agreement with TASS aimed at …": the parser hung the participle on the verb.
    if (subject == Tree::kNone && !tree().is_root(verb) && tree().is(verb, {Deprel::kConj, Deprel::kAdvcl, Deprel::kXcomp}) && tree().child(verb, {Deprel::kCc, Deprel::kMark, Deprel::kAux}) == Tree::kNone) {
      subject = tree().child(tree().head(verb), {Deprel::kObj});
    }
    if (subject == Tree::kNone) return;
    auto parties = parties_of(subject);
    // "a clause of the treaty", "includes a clause that …"
    if (!parties && is_part(Lexicon::noun_lemma(tree().lower(subject)))) {
      for (const auto c : tree().children(subject)) {
        if (!parties && tree().is(c, {Deprel::kNmod, Deprel::kNmodPoss})) parties = parties_of(c);
      }
      if (!parties && tree().is(subject, {Deprel::kObj}) && tree().is_verbal(tree().head(subject))) {
        const auto whole = subject_of(tree().head(subject));
        if (whole != Tree::kNone) parties = parties_of(whole);
      }
    }
    if (!parties) return;
    // What is said of the signing holds for what is signed: "on Monday", "plan to sign".
    auto predicate = verb;
    const bool participle = tree().child(verb, {Deprel::kNsubj}) == Tree::kNone;
    if (participle && !is_part(Lexicon::noun_lemma(tree().lower(subject))) && tree().is(subject, {Deprel::kObj}) && tree().is_verbal(tree().head(subject))) predicate = tree().head(subject);
    for (std::uint32_t i = verb + 1; i < tree().size(); ++i) {
      if (tree().upos(i) != Upos::kNoun || !reaches(verb, i)) continue;
      const auto noun = Lexicon::noun_lemma(tree().lower(i));
      if (in(noun, {"assistance", "aid", "help", "defence", "defense", "support"})) both(Relation::kAids, *parties, predicate, i);
      else if (in(noun, {"cooperation", "co-operation", "collaboration"})) both(Relation::kCooperatesWith, *parties, predicate, i);
      else if (noun == "trade" && !tree().is(i, {Deprel::kCompound})) both(Relation::kTradesWith, *parties, predicate, i);
      else if (in(noun, {"exchange", "sharing"}) && of_information(i)) both(Relation::kSharesInformationWith, *parties, predicate, i);
    }
  }

  // Below the verb without another clause of its own between: "aimed at coordinating exchanges" is, "includes a clause that" is not.
  [[nodiscard]] bool reaches(std::uint32_t verb, std::uint32_t noun) const {
    auto at = noun;
    for (int steps = 0; steps < 6; ++steps) {
      if (at == verb) return true;
      if (tree().is_root(at) || tree().is(at, {Deprel::kAclRelcl, Deprel::kConj, Deprel::kParataxis, Deprel::kNsubj}) || is_part(Lexicon::noun_lemma(tree().lower(at)))) return false;
      const auto mark = tree().child(at, {Deprel::kMark});
      if (mark != Tree::kNone && in(tree().lower(mark), {"if", "unless", "because", "while", "when", "as"})) return false;
      at = tree().head(at);
    }
    return false;
  }

  [[nodiscard]] bool of_information(std::uint32_t noun) const {
    for (std::uint32_t i = 0; i < tree().size(); ++i) {
      const bool near = tree().dominates(noun, i) || i + 1 == noun;
      if (near && in(Lexicon::noun_lemma(tree().lower(i)), {"information", "intelligence", "new", "news", "data", "article", "report", "material", "content", "photograph", "photo", "footage", "text"})) return true;
    }
    return false;
  }

  // Each towards the other; the provision is to be kept, not done.
  void both(Relation relation, const std::pair<std::uint32_t, std::uint32_t>& parties, std::uint32_t verb, std::uint32_t noun) {
    const auto first = mention_near(parties.first);
    const auto second = mention_near(parties.second);
    for (const bool forward : {true, false}) {
      if (!forward && info(relation).symmetric) break;
      const auto before = drafts_.size();
      draft(relation, forward ? first : second, forward ? second : first, verb, Modality::kPlanned, "plans/provision@1");
      if (drafts_.size() == before) continue;
      auto& made = drafts_.back();
      made.trigger_first = noun;
      made.trigger_last = noun + 1;
      // Spans are of the sentence: a party named elsewhere has none here.
      if (mentions_.mentions[*made.subject_mention].sentence != sentence_) made.subject_mention.reset();
      if (mentions_.mentions[*made.object_mention].sentence != sentence_) made.object_mention.reset();
    }
  }

  [[nodiscard]] std::uint32_t mention_near(std::uint32_t entity) const {
    const auto& all = mentions_.entities[entity].mentions;
    for (const auto mention : all) {
      if (mentions_.mentions[mention].sentence == sentence_) return mention;
    }
    return all.front();
  }

  Mentions& mentions_;
  const Lexicon& lexicon_;
  std::vector<Draft>& drafts_;
  std::uint32_t sentence_ = 0;
  const Tree* tree_ = nullptr;
};

}  // namespace

void find_plans(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts) { PlanFinder(mentions, lexicon, drafts).run(); }

}  // namespace entente::extract
