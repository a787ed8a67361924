// SPDX-License-Identifier: Apache-2.0
// What kind of claim it is: denied or not, done or planned, who says so, when. Read from the predicate upwards: a claim
// is as certain as the clauses above it let it be.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "extract/claims.h"
#include "extract/quotations.h"
#include "model/date.h"

namespace entente::extract {
namespace {

class ContextReader {
 public:
  ContextReader(const Mentions& mentions, const Lexicon& lexicon) : mentions_(mentions), lexicon_(lexicon), quotations_(mentions, lexicon) {
    for (const auto& sentence : mentions.document->sentences) times_.push_back(find_times(sentence, mentions.document->reference_date));
    if (mentions.document->reference_date.empty()) find_years();
    count_times();
  }

  void read(Draft& draft) {
    tree_ = &mentions_.trees[draft.sentence];
    draft_ = &draft;
    if (!tree_->sentence().parsed) return;
    // "accession to" is planned by itself; what the sentence says of it weighs more.
    const auto preset = draft.modality;
    draft.modality = Modality::kActual;
    if (draft.standing) standing();
    else if (!draft.role && !tree_->is_verbal(draft.predicate) && !predicated(draft.predicate)) standing();
    else if (!draft.role || (tree_->is(draft.predicate, {Deprel::kCcomp}) && predicated(draft.predicate))) kind();  // "denied that he was president of"
    if (draft.modality == Modality::kActual && preset != Modality::kActual) draft.modality = conditioned(draft.predicate) ? Modality::kConditional : preset;
    if (draft.role) role_cues();
    if (draft.given_by) giving();
    if (!draft.role && !draft.standing) {
      auto last = static_cast<std::uint32_t>(tree().size()) - 1;
      while (last > 0 && quotation_mark(tree().token(last)) != 0) --last;
      // A question states nothing: at the end of the sentence, or of what is quoted in it ("“Who says that Chad expelled him?” she asked").
      for (auto i = draft.predicate; i < last; ++i) {
        if (quotation_mark(tree().token(i)) == 0 || i == draft.predicate) continue;
        if (tree().lower(i - 1) == "?") last = i - 1;
        break;
      }
      if (tree().lower(last) == "?") weaken(Modality::kPossible, last);
      if (draft.modality == Modality::kActual) made_up();
    }
    if (!draft.role) {
      speakers(draft.predicate, draft.standing || !tree_->is_verbal(draft.predicate));
      // "She was sworn in following the resignation of Hansen, according to the court": what came before is known without the source.
      const bool known = draft.standing && in(tree_->preposition(draft.predicate), {"following", "after", "since", "during", "before", "despite", "amid"});
      if (!known) sources();
      quotation();
    } else if (const auto verb = role_verb(); verb != Tree::kNone) {
      speakers(verb, false);
      sources();
    }
    if (draft.date.empty()) {
      if (draft.role) since();
      else when();
    }
    // Of two sentences that say the same the one that states it as done is the better evidence.
    if (draft.modality != Modality::kActual) draft.confidence -= 0.03;
    const auto& kind = tree_->sentence().kind;
    if (kind == SentenceKind::kFurniture || kind == SentenceKind::kHeading) draft.confidence -= 0.08;
  }

 private:
  [[nodiscard]] const Tree& tree() const { return *tree_; }
  [[nodiscard]] bool plans(std::string_view lemma) const { return lexicon_.stance(lemma).planned; }
  [[nodiscard]] bool asks(std::string_view lemma) const { return lexicon_.stance(lemma).requested; }
  [[nodiscard]] bool negates(std::string_view lemma) const { return lexicon_.stance(lemma).denied; }
  [[nodiscard]] bool doubts(std::string_view lemma) const { return lexicon_.stance(lemma).doubtful; }

  [[nodiscard]] Quote quote(std::uint32_t first, std::uint32_t last) const {
    const auto& tokens = tree().sentence().tokens;
    return mentions_.document->quote(tokens[first].begin, tokens[last - 1].end);
  }

  void cue(CueKind kind, std::uint32_t token) {
    draft_->cues.push_back({kind, quote(token, token + 1)});
  }

  void weaken(Modality modality, std::uint32_t token) {
    // The first cue met on the way up is the closest and decides; a condition outranks it.
    if (draft_->modality == Modality::kActual || modality == Modality::kConditional) {
      draft_->modality = modality;
      cue(CueKind::kModality, token);
    }
  }

  void flip(std::uint32_t token) {
    draft_->polarity = draft_->polarity == Polarity::kPositive ? Polarity::kNegative : Polarity::kPositive;
    cue(CueKind::kNegation, token);
  }

  [[nodiscard]] std::string_view word_at(std::uint32_t token) const { return token < tree().size() ? std::string_view(tree().lower(token)) : std::string_view(); }

  // What a noun makes of the clause or noun of action that it governs. Says whether it made anything of it.
  bool apply(const Stance& stance, std::uint32_t noun) {
    if (stance.denied) flip(noun);
    else if (stance.conditional) weaken(Modality::kConditional, noun);
    else if (stance.requested) weaken(Modality::kRequested, noun);
    else if (stance.planned) weaken(Modality::kPlanned, noun);
    else if (stance.doubtful) weaken(Modality::kPossible, noun);
    return stance.any();
  }

  // What the noun says of what hangs on it; "event" and "case" count only in "in the event of", "in case of".
  [[nodiscard]] Stance stance_of(std::uint32_t noun) const {
    auto stance = lexicon_.noun_stance(tree().lower(noun));
    if (!stance.conditional) return stance;
    const auto from = noun > 0 && word_at(noun - 1) == "the" ? 2u : 1u;
    if (noun < from || word_at(noun - from) != "in" || !in(word_at(noun + 1), {"of", "that"})) stance.conditional = false;
    return stance;
  }

  // The noun right before the words that open a clause or a phrase, whatever the parser made of it: "lacks the power to sanction",
  // "openness to supplying", "hopes for a meeting".
  [[nodiscard]] std::uint32_t noun_before(std::uint32_t node) const {
    for (const auto c : tree().children(node)) {
      if (c > node) break;
      if (!tree().is(c, {Deprel::kMark, Deprel::kCase})) continue;
      auto before = c;
      while (before > 1 && quotation_mark(tree().token(before - 1)) != 0) --before;
      if (before == 0 || tree().upos(before - 1) != Upos::kNoun || tree().dominates(node, before - 1)) return Tree::kNone;
      return before - 1;
    }
    return Tree::kNone;
  }

  // The word that opens a clause: "to", "of", "that".
  [[nodiscard]] std::string_view opener_of(std::uint32_t node) const {
    const auto mark = tree().child(node, {Deprel::kMark, Deprel::kCase});
    return mark == Tree::kNone || mark > node ? std::string_view() : std::string_view(tree().lower(mark));
  }

  // Words before a phrase that put it ahead or away: "ahead of the visit", "short of a treaty".
  void leading_words(std::uint32_t noun) {
    for (const auto c : tree().children(noun)) {
      if (c == 0 || c > noun || !tree().is(c, {Deprel::kCase, Deprel::kMark})) continue;
      const auto before = word_at(c - 1);
      const auto word = word_at(c);
      if (before == "ahead" && word == "of") weaken(Modality::kPlanned, c - 1);
      // "fell short of signing"; "stop" itself is seen above "short".
      const bool stops = in(word_at(c - 2), {"stop", "stops", "stopped", "stopping"});
      if (before == "short" && word == "of" && (!stops || (tree().is(noun, {Deprel::kAdvcl}) && tree().head(noun) != c - 1))) flip(c - 1);
      if (before == "close" && word == "to") weaken(Modality::kPossible, c - 1);
      return;
    }
  }

  // "bought drones rather than sign a treaty": whatever the parser made of the two words.
  void rejected_choice(std::uint32_t node) {
    constexpr std::uint32_t kReach = 3;  // words between: "rather than simply sign"
    for (auto at = node; at > 1 && node - at < kReach; --at) {
      if (word_at(at - 1) == "than" && in(word_at(at - 2), {"rather", "sooner"})) return flip(at - 2);
      if (!in(name_of(tree().upos(at - 1)), {"ADV", "PART", "ADP"})) return;
    }
  }

  // Cues that hang directly on a clause's head.
  // `shared`: those of the first of coordinated clauses, of which one with a subject or an auxiliary of its own takes the condition alone.
  void own_cues(std::uint32_t node, bool climb, bool shared = false) {
    if (!shared) rejected_choice(node);
    // "the would-be alliance"
    if (node > 2 && word_at(node - 1) == "be" && word_at(node - 2) == "-" && word_at(node - 3) == "would") weaken(Modality::kPlanned, node - 1);
    for (const auto c : tree().children(node)) {
      const auto word = tree().lower(c);
      if (shared && !tree().is(c, {Deprel::kMark})) continue;
      if (in(word, {"not", "n't", "never", "hardly", "barely", "scarcely", "almost", "nearly"}) && tree().is(c, {Deprel::kAdvmod, Deprel::kAux, Deprel::kPunct, Deprel::kDep})) flip(c);
      if (word == "longer" && c > 0 && tree().lower(c - 1) == "no") flip(c);
      if (word == "far" && word_at(c + 1) == "from" && tree().head(c + 1) == node) flip(c);  // "is far from signing"
      // "Had Russia attacked, …": an auxiliary before its subject opens a condition.
      if (c == 0 && in(word, {"had", "were", "should"}) && tree().is(c, {Deprel::kAux, Deprel::kAuxPass, Deprel::kCop})) weaken(Modality::kConditional, c);
      if (word == "no" && tree().is(c, {Deprel::kDet}) && !climb) flip(c);
      // "instead of sending"; "he met her instead" is no denial.
      if (word == "instead" && word_at(c + 1) == "of" && tree().is(c, {Deprel::kMark, Deprel::kCase, Deprel::kAdvmod}) && !climb) flip(c);
      if (word == "without" && tree().is(c, {Deprel::kMark, Deprel::kCase})) flip(c);  // "left without meeting her"
      if (word == "neither" && !tree().is(c, {Deprel::kObj})) flip(c);
      if (tree().is(c, {Deprel::kNsubj, Deprel::kNsubjPass}) && !tree().dominates(c, draft_->predicate)) {
        for (const auto d : tree().children(c)) {
          if (tree().lower(d) == "neither" || (d < c && tree().lower(d) == "not" && in(word_at(d + 1), {"a", "one"})) || (tree().lower(d) == "no" && tree().is(d, {Deprel::kDet}))) flip(d);
        }
      }
      if (tree().is(c, {Deprel::kAux})) {
        if (in(word, {"will", "'ll", "shall"})) weaken(Modality::kPlanned, c);
        if (in(word, {"would", "'d"})) weaken(reported_above(node) ? Modality::kPlanned : Modality::kConditional, c);
        if (in(word, {"may", "might", "could", "can"})) weaken(Modality::kPossible, c);
        if (in(word, {"should", "must", "ought"})) weaken(Modality::kRequested, c);
      }
      // "Provided that the court agrees, Kenya …"
      if (c < node && tree().is(c, {Deprel::kAdvcl}) && in(word, {"provided", "providing", "assuming", "supposing"}) && word_at(c + 1) == "that") weaken(Modality::kConditional, c);
      if (word == "though" && c > 0 && word_at(c - 1) == "as" && tree().is(c, {Deprel::kMark})) weaken(Modality::kConditional, c);  // "as though he were in charge"
      if (tree().is(c, {Deprel::kMark, Deprel::kAdvmod}) && in(word, {"if", "unless", "whether"})) weaken(word == "whether" ? Modality::kPossible : Modality::kConditional, c);
      if (in(word, {"allegedly", "reportedly", "possibly", "perhaps", "probably", "supposedly", "likely", "potentially"})) weaken(Modality::kPossible, c);
      if (tree().is(c, {Deprel::kAmod, Deprel::kCompound}) && c < node) {
        if (in(word, {"upcoming", "planned", "forthcoming", "proposed", "scheduled", "next", "future", "draft", "unsigned", "unratified", "prospective", "mooted", "envisaged", "intended", "tentative", "anticipated"})) weaken(Modality::kPlanned, c);
        if (in(word, {"cancelled", "canceled", "aborted", "scrapped", "abandoned", "averted", "foiled", "thwarted", "shelved", "nonexistent", "non-existent", "fictitious", "fictional", "imaginary", "fake", "bogus"})) flip(c);
      }
      if (in(word, {"possible", "alleged", "potential", "hypothetical", "suspected"}) && tree().is(c, {Deprel::kAmod})) weaken(Modality::kPossible, c);
    }
  }

  // "reports of a meeting", "rumours of a deal"
  [[nodiscard]] bool hearsay(std::uint32_t noun) const {
    return !tree().is_verbal(noun) && in(tree().lower(noun), {"claim", "claims", "report", "reports", "allegation", "allegations", "accusation", "accusations", "rumour", "rumours", "rumor", "rumors", "speculation", "suggestion", "suggestions", "idea", "prospect", "possibility", "story", "stories", "tale", "tales", "narrative", "theory", "theories"});
  }

  // "a likely president of", "the presumptive prime minister of": not yet in office.
  void role_cues() {
    for (auto i = draft_->trigger_first; i > 0 && draft_->trigger_first - i < 4; --i) {
      if (!in(word_at(i - 1), {"likely", "possible", "potential", "would-be", "prospective", "presumptive", "aspiring", "future", "next", "incoming"})) continue;
      // "the next president" is spoken of as such only after "to be", "become"; a bare title before a name is a post held or about to be.
      weaken(in(word_at(i - 1), {"likely", "possible", "potential"}) ? Modality::kPossible : Modality::kPlanned, i - 1);
      return;
    }
  }

  // A post is as real as what gives it, and wishes and proposals give none: "want Ana Ruiz as minister", "the nomination of Ana Ruiz as".
  void giving() {
    const auto by = *draft_->given_by;
    const auto own = std::exchange(draft_->predicate, by);
    if (draft_->modality == Modality::kActual) kind();
    draft_->predicate = own;
    const auto lemma = tree().is_verbal(by) ? lexicon_.verb_lemma(tree().lower(by)) : Lexicon::noun_lemma(tree().lower(by));
    if (in(lemma, {"reject", "oppose", "block", "veto", "rejection", "opposition"})) flip(by);
    else if (in(lemma, {"want", "need", "seek", "propose", "nominate", "suggest", "recommend", "float", "tip", "tout", "push", "promote", "demand", "imagine", "envisage", "envision", "favour", "favor", "prefer", "consider",
                        "back", "support", "endorse", "nomination", "candidacy", "candidature", "proposal", "bid"})) weaken(Modality::kPlanned, by);
  }

  // "is a subsidiary of", "could become a subsidiary of": what is said of a subject is as real as the clause.
  [[nodiscard]] bool predicated(std::uint32_t noun) const {
    if (tree().child(noun, {Deprel::kCop}) != Tree::kNone) {
      const auto preposition = tree().preposition(noun);
      if (preposition.empty() || (preposition == "among" && in(tree().lower(noun), {"participants", "signatories", "founders", "members"}))) return true;
      // "is in talks with", "is at the helm of"; not "was not on the call between", "was not in the talks between"
      const bool article = std::any_of(tree().children(noun).begin(), tree().children(noun).end(), [&](std::uint32_t c) { return c < noun && tree().is(c, {Deprel::kDet}); });
      return in(tree().lower(noun), {"helm", "payroll"}) || (!article && in(tree().lower(noun), {"talks", "negotiations", "charge", "breach", "violation", "investigation", "ties", "contact"}));
    }
    return tree().is(noun, {Deprel::kXcomp}) && !tree().is_root(noun) && in(lexicon_.verb_lemma(tree().lower(tree().head(noun))), {"become", "remain"});
  }

  // A description states that its thing is there, whatever the sentence does with it ("did not mention the treaty between …"); but
  // what is newly brought up ("failed to reach an agreement with …"), planned or called off is as real as the verb makes it.
  void standing() {
    const auto noun = draft_->predicate;
    if (tree().is_root(noun)) {
      // "She was not on the call between …" says nothing of the call.
      const bool the = std::any_of(tree().children(noun).begin(), tree().children(noun).end(), [&](std::uint32_t c) { return c < noun && in(tree().lower(c), {"the", "this", "that"}); });
      const bool where = the && tree().child(noun, {Deprel::kCop}) != Tree::kNone && !tree().preposition(noun).empty();
      if (!where) own_cues(noun, false);
      return;
    }
    // "is due for a visit and talks with": the second is as real as the first.
    auto outer = noun;
    while (tree().is(outer, {Deprel::kConj}) && !tree().is_verbal(tree().head(outer)) && !tree().is_root(tree().head(outer))) outer = tree().head(outer);
    if (outer != noun && tree().is(outer, {Deprel::kObl, Deprel::kNmod}) && tree().preposition(outer) == "for" && (tree().is_verbal(tree().head(outer)) || tree().upos(tree().head(outer)) == Upos::kAdj)) return kind();
    const auto above = tree().head(noun);
    const auto lemma = lexicon_.verb_lemma(tree().lower(above));
    bool climbs = false;
    if (draft_->relation == Relation::kPartyTo) {
      // Whoever does not sign a treaty is no party by it: "did not sign the treaty with", "the signing of a treaty between … was postponed".
      if (tree().is(noun, {Deprel::kObj, Deprel::kNsubjPass}) && in(lemma, {"sign", "initial", "ink", "conclude", "seal", "strike", "finalise", "finalize", "reach", "negotiate", "draft"})) return kind();
      if (tree().is(noun, {Deprel::kNmod}) && in(tree().lower(above), {"signing", "signature", "conclusion", "ratification", "adoption"})) {
        draft_->predicate = above;
        kind();
        draft_->predicate = noun;
        return;
      }
    }
    if (tree().is(noun, {Deprel::kNmod, Deprel::kObl}) && !in(tree().preposition(noun), {"on", "over"}) && hearsay(above)) weaken(Modality::kPossible, above);
    bool indefinite = false;
    bool definite = false;
    for (const auto c : tree().children(noun)) {
      if (c < noun && (tree().is(c, {Deprel::kNmodPoss}) || in(tree().lower(c), {"the", "this", "that", "these", "those"}))) definite = true;
      if (c < noun && in(tree().lower(c), {"a", "an", "any", "no", "another"})) indefinite = true;
    }
    leading_words(noun);
    // "preparations for his visit", "in the event of an attack"; but fears and claims about a thing that is there: "the threat of Russia's war".
    if (const auto frame = noun_before(noun); frame != Tree::kNone) {
      const auto stance = stance_of(frame);
      auto behind = frame + 1;
      while (behind < tree().size() && quotation_mark(tree().token(behind)) != 0) ++behind;
      const auto preposition = word_at(behind);
      const bool brings = in(preposition, {"of", "for"}) || (indefinite && in(preposition, {"on", "about", "over", "to"})) || word_at(frame) == "run-up";
      if (stance.any() && brings && (!stance.doubtful || !definite || tree().is(noun, {Deprel::kObj}))) climbs = apply(stance, frame);
      // "pave the way for talks", "open the door to a visit": what may come of it.
      if (!climbs && !definite && in(word_at(frame), {"way", "door", "path", "road", "ground", "stage"}) && in(preposition, {"for", "to"})) weaken(Modality::kPossible, frame);
      // "talks about a visit", "work on a meeting"
      const auto topic = tree().child(above, {Deprel::kNsubj});
      const auto talks = [&](std::uint32_t token) { return in(word_at(token), {"talks", "discussions", "negotiations", "work", "consultations"}); };
      if (!climbs && indefinite && in(preposition, {"on", "about", "over"}) && (talks(frame) || (topic != Tree::kNone && talks(topic)))) weaken(Modality::kPlanned, frame);
    }
    if (tree().is(noun, {Deprel::kNmod}) && !definite && tree().preposition(noun) == "for" && is_visit(above)) climbs = true;  // "cancelled a visit for talks with"
    if (tree().is(noun, {Deprel::kObj, Deprel::kNsubjPass, Deprel::kObl}) && tree().is_verbal(above)) {
      const auto preposition = tree().preposition(noun);
      const bool light = in(lemma, {"make", "pay", "hold", "take", "receive", "host", "attend", "join", "begin", "start", "give", "launch", "end", "conclude"});
      const bool undone = in(lemma, {"plan", "schedule", "propose", "expect", "prepare", "arrange", "scrap", "call", "oppose", "suspend", "await", "cancel", "achieve", "obtain", "secure", "seek", "request", "solicit", "need", "want", "demand"}) || (negates(lemma) && lemma != "reject") || drops(above) ||
                          (tree().is(noun, {Deprel::kObl}) && preposition == "for" && (plans(lemma) || asks(lemma)));
      // "is due to visit Chile for talks with": as real as the journey.
      const bool journey = !definite && preposition == "for" && in(lemma, {"visit", "travel", "fly", "go", "come", "arrive", "head", "host", "receive", "welcome", "return",
                                                                           "join", "tour", "send", "dispatch", "invite", "summon"});
      climbs = climbs || (!definite && !tree().is(noun, {Deprel::kObl})) || light || undone || journey;
      if (journey && has_to(above) && tree().is(above, {Deprel::kAcl})) weaken(Modality::kPlanned, above);  // "Norway's Hansen to visit Chile for talks with"
      if (tree().is(noun, {Deprel::kObl})) {
        // "hinted at a visit", "are working on a meeting", "agreed on an exchange"
        if (in(preposition, {"at", "to"}) && in(lemma, {"hint", "allude"})) weaken(Modality::kPossible, above);
        if (in(preposition, {"on", "for", "towards", "toward"}) && in(lemma, {"work", "wait", "look", "hope", "push", "lobby", "campaign", "press", "opt", "vie"})) weaken(Modality::kPlanned, above);
        if (indefinite && in(preposition, {"on", "to", "about"}) && in(lemma, {"agree", "decide", "negotiate", "talk", "speak", "think"})) weaken(Modality::kPlanned, above);
      }
      // "announced a visit to Chile"
      if (!definite && lemma == "announce" && tree().is(noun, {Deprel::kObj, Deprel::kNsubjPass}) && info(draft_->relation).group == "interaction") weaken(Modality::kPlanned, above);
      if (indefinite && tree().is(noun, {Deprel::kObj, Deprel::kNsubjPass}) && in(lemma, {"discuss", "debate", "negotiate", "mention"})) weaken(Modality::kPossible, above);
    }
    // "the visit will begin on Monday", "the visit is likely", "remains in doubt"
    if (tree().is(noun, {Deprel::kNsubj, Deprel::kNsubjPass})) {
      if (in(lemma, {"begin", "start", "take", "occur", "happen", "end", "last", "come", "go"})) climbs = true;
      if (in(lemma, {"depend", "hinge", "hang", "loom", "near", "approach", "await"})) weaken(Modality::kPlanned, above);
      if (!tree().is_verbal(above) && tree().child(above, {Deprel::kCop}) != Tree::kNone) {
        const auto stance = tree().upos(above) == Upos::kAdj ? lexicon_.stance(tree().lower(above)) : stance_of(above);
        if (stance.any()) own_cues(above, true);
        if (stance.any() && tree().upos(above) == Upos::kAdj) apply(stance, above);
      }
      if (in(lemma, {"remain", "be", "stay"}) || tree().child(above, {Deprel::kCop}) != Tree::kNone) {
        for (std::uint32_t i = noun + 1; i + 1 < tree().size() && i < noun + 12; ++i) {
          if (word_at(i) == "in" && in(word_at(i + 1), {"doubt", "question", "limbo"})) weaken(Modality::kPossible, i + 1);
          if (word_at(i) == "out" && word_at(i + 1) == "of" && (in(word_at(i + 2), {"reach"}) || (word_at(i + 2) == "the" && word_at(i + 3) == "question"))) flip(i);
          if (in(word_at(i), {"off", "on"}) && in(word_at(i + 1), {"hold", "agenda", "cards", "table", "schedule"})) weaken(Modality::kPlanned, i + 1);
        }
      }
    }
    if (climbs) kind();
    else own_cues(noun, false);
  }

  // Verbs with a particle that undo what follows: "ruled out sending", "called off the talks".
  [[nodiscard]] bool drops(std::uint32_t verb) const {
    const auto lemma = lexicon_.verb_lemma(tree().lower(verb));
    for (const auto c : tree().children(verb)) {
      const auto word = tree().lower(c);
      if (word == "out" && (in(lemma, {"rule", "back"}) || in(tree().lower(verb), {"ruled", "rules", "ruling"}))) return true;
      if (word == "off" && in(lemma, {"call", "put", "hold", "break"})) return true;
      if (word == "down" && lemma == "turn") return true;
      if (in(word, {"back", "away"}) && in(lemma, {"hold", "shy", "back"})) return true;
    }
    return false;
  }

  [[nodiscard]] bool reported_above(std::uint32_t node) const {
    const auto above = tree().head(node);
    return !tree().is_root(node) && tree().is(node, {Deprel::kCcomp}) && lexicon_.find_report(lexicon_.verb_lemma(tree().lower(above))) != nullptr;
  }

  void kind() {
    auto node = draft_->predicate;
    bool climb = false;
    bool own_tense = false;
    for (std::size_t steps = 0; steps < 12; ++steps) {
      own_cues(node, climb, own_tense);
      own_tense = false;
      // "imposed no sanctions on", "paid no visit to"
      if (node == draft_->predicate && tree().is_verbal(node) && draft_->extractor.starts_with("verbs/")) {
        const auto deed = tree().child(node, {Deprel::kObj});
        if (deed != Tree::kNone) {
          for (const auto c : tree().children(deed)) {
            if (c < deed && tree().lower(c) == "no" && tree().is(c, {Deprel::kDet})) flip(c);
          }
        }
      }
      // "is yet to visit", "has yet to visit"; "were to meet"
      if (has_to(node)) {
        for (const auto c : tree().children(node)) {
          if (tree().lower(c) == "yet") flip(c);
          if (tree().lower(c) == "to" && c > 0 && in(tree().lower(c - 1), {"is", "are", "was", "were"})) weaken(Modality::kPlanned, c - 1);
        }
      }
      // "NATO will respond if …", "in the event of an attack the treaty obliges …"
      if (draft_->modality != Modality::kActual && conditioned(node)) weaken(Modality::kConditional, node);
      // "Chile to visit Peru", "Peru and Chile to sign pact": where nothing is finite, an infinitive stands for what is to come.
      if (node > 0 && tree().is_verbal(node) && word_at(node - 1) == "to" && headline()) weaken(Modality::kPlanned, node);
      if (tree().is_root(node)) {
        // "Should it come to war, Iran attacks": the main clause hangs on the condition.
        const auto& tokens = tree().sentence().tokens;
        const auto comma = std::find_if(tokens.begin(), tokens.end(), [](const Token& token) { return token.lower == ","; });
        const auto comma_at = static_cast<std::uint32_t>(comma - tokens.begin());  // past the end where there is none
        // "Had Novak visited, he would have been welcomed", whatever became of its tree.
        const bool would = std::any_of(comma, tokens.end(), [](const Token& token) { return in(token.lower, {"would", "could", "might"}); });
        if (in(word_at(0), {"had", "were", "should"}) &&
            ((draft_->predicate < comma_at && would) || (draft_->predicate > comma_at && tree().upos(0) == Upos::kAux))) {
          weaken(Modality::kConditional, 0);
        }
        return;
      }
      const auto above = tree().head(node);
      const auto deprel = tree().deprel(node);
      const auto lemma = lexicon_.verb_lemma(tree().lower(above));
      const bool verb_above = tree().is_verbal(above) || tree().upos(above) == Upos::kAdj;
      climb = true;
      // "lacks the power to sanction", "openness to supplying": the noun right before the clause, when the parser hung it on a verb.
      if (deprel != Deprel::kAcl && tree().is_verbal(node)) {
        const auto frame = governing_noun(tree(), lexicon_, node);
        const auto before = noun_before(node);
        const auto opens = before == Tree::kNone && frame == Tree::kNone ? std::string_view() : opener_of(node);
        const bool gerund_form = tree().lower(node).size() > 4 && tree().lower(node).compare(tree().lower(node).size() - 3, 3, "ing") == 0;
        if (frame != Tree::kNone && frame != above && (in(opens, {"to", "that"}) || (gerund_form && in(opens, {"of", "on", "for", "in", "about", "over", "against"})))) apply(stance_of(frame), frame);
        else if (before != Tree::kNone && before != above && gerund_form && opens == "on") weaken(Modality::kPossible, before);  // "its stance on providing weapons"
      }
      leading_words(node);
      // "is far from signing" with the clause below the word; an adjective is seen below.
      if (tree().lower(above) == "far" && word_at(above + 1) == "from" && !(verb_above && tree().head(above + 1) == node)) flip(above);
      switch (deprel) {
        case Deprel::kXcomp:
        case Deprel::kAdvcl:
        case Deprel::kCcomp:
        case Deprel::kCsubj: {
          const bool infinitive = has_to(node);
          const bool yet = in(tree().lower(above), {"has", "have", "had"}) && infinitive && std::any_of(tree().children(above).begin(), tree().children(above).end(), [&](std::uint32_t c) { return tree().lower(c) == "yet"; });
          const auto mark = tree().child(node, {Deprel::kMark});
          const auto marked = [&](std::initializer_list<std::string_view> words) { return mark != Tree::kNone && in(tree().lower(mark), words); };
          const auto opener = tree().child(node, {Deprel::kAdvmod});
          const bool whenever = opener != Tree::kNone && opener < node && in(tree().lower(opener), {"when", "where", "whenever"});
          const auto& form = tree().lower(node);
          const bool tenseless = form.size() > 4 && form.compare(form.size() - 3, 3, "ing") == 0 && tree().child(node, {Deprel::kNsubj, Deprel::kAux}) == Tree::kNone;
          // "left before meeting her"; who waited before signing has signed. "Before visiting India he must win a vote": as real as the clause above.
          if (tenseless && marked({"before"}) && !in(lemma, {"balk", "hesitate", "wait", "stall", "dither", "waver", "pause", "agonise", "agonize"})) weaken(Modality::kPossible, mark);
          if (tenseless && marked({"after", "before", "when", "while"})) break;
          if (whenever || marked({"after", "before", "when", "while", "since", "because", "although", "though"})) return;  // a clause of its own
          // "It is a myth that …": the noun of the sentence judges the clause.
          if (!verb_above && marked({"that"}) && tree().child(above, {Deprel::kCop}) != Tree::kNone && apply(stance_of(above), above)) return;
          // "Speculation is growing that Chad sent …"
          if (const auto about = tree().child(above, {Deprel::kNsubj}); deprel == Deprel::kCcomp && marked({"that"}) && about != Tree::kNone && lexicon_.find_report(lemma) == nullptr) {
            const auto stance = stance_of(about);
            if (stance.any() || hearsay(about)) {
              if (!apply(stance, about)) weaken(Modality::kPossible, about);
              return;
            }
          }
          // "highlighted accusations from officials that Moscow supplied …"
          if (const auto object = tree().child(above, {Deprel::kObj}); deprel == Deprel::kCcomp && object != Tree::kNone && object < node && hearsay(object)) weaken(Modality::kPossible, object);
          // "was shocked by reports that …", "reacted to claims that …"
          if (deprel == Deprel::kCcomp && marked({"that"}) && mark > 0 && hearsay(mark - 1) && !tree().is(mark - 1, {Deprel::kObj})) {
            weaken(Modality::kPossible, mark - 1);
            return;
          }
          // "neither confirmed nor denied that Chad sent …"
          if (deprel == Deprel::kCcomp && marked({"that"}) && negates(lemma) && after_nor(above)) {
            weaken(Modality::kPossible, above);
            return;
          }
          // "is accused of supplying", "is suspected of …"
          const bool of = marked({"of"});
          const bool near = infinitive && in(tree().lower(above), {"going", "supposed", "about", "due"});
          if (verb_above && of && doubts(lemma)) weaken(Modality::kPossible, above);
          else if (near) weaken(Modality::kPlanned, above);
          // "is said to have", "was reported to be"
          else if (infinitive && lexicon_.find_report(lemma) != nullptr && tree().child(above, {Deprel::kNsubjPass, Deprel::kAuxPass}) != Tree::kNone && !asks(lemma) && !plans(lemma) &&
                   !in(lemma, {"find", "prove", "show", "confirm", "reveal", "discover", "know"})) weaken(Modality::kPossible, above);
          else if (verb_above && marked({"against"})) weaken(Modality::kPossible, above);  // "warned Iran against joining"
          // "refrained from criticising", "ruled out sending"
          else if (verb_above && marked({"at"}) && negates(lemma)) flip(above);
          else if (verb_above && marked({"from"}) && !in(lemma, {"return", "benefit", "profit", "gain", "come", "learn", "recover", "suffer", "earn", "switch", "move", "go", "result", "arise", "emerge", "stem"})) flip(above);
          else if (drops(above)) flip(above);
          else if (tenseless && doubts(lemma) && marked({"at", "to"})) weaken(Modality::kPossible, above);  // "hinted at joining"
          else if (verb_above && marked({"about"})) weaken(Modality::kPlanned, above);  // "is thinking about sending"
          else if (verb_above && ((negates(lemma) && deprel != Deprel::kAdvcl) || yet)) flip(above);
          else if (const auto asker = subject_of(above); verb_above && asker != Tree::kNone && is_instrument(asker) && (infinitive || deprel == Deprel::kAdvcl) &&
                                                         in(lemma, {"oblige", "obligate", "mandate", "require", "commit", "bind", "call", "allow", "permit", "enable", "entitle", "authorise", "authorize", "ask", "urge", "order", "empower"})) {
            // What a treaty obliges its parties to.
            weaken(conditioned(node) || conditioned(above) ? Modality::kConditional : Modality::kPlanned, above);
          }
          else if (verb_above && asks(lemma) && plans(lemma) && infinitive && tree().child(above, {Deprel::kObj, Deprel::kIobj}) == Tree::kNone) weaken(Modality::kPlanned, above);  // "wants to buy"
          else if (verb_above && asks(lemma) && infinitive && (deprel != Deprel::kAdvcl || asks_for(above))) weaken(Modality::kRequested, above);
          else if (verb_above && (plans(lemma) || plans(tree().lower(above))) && (infinitive || gerund(node) || marked({"in", "on"}))) weaken(Modality::kPlanned, above);
          else if (verb_above && deprel == Deprel::kCcomp && in(lemma, {"hope", "wish", "dream", "pray", "expect"})) weaken(Modality::kPossible, above);  // "hopes that Norway sanctions"
          else if (verb_above && doubts(lemma) && deprel != Deprel::kAdvcl) weaken(Modality::kPossible, above);
          else if (tenseless && marked({"in"}) && in(lemma, {"support", "help", "assist", "aid", "back", "join"})) weaken(Modality::kPlanned, above);  // "supports Iraq in defeating"
          // What force is to be used for is not done by what serves it: "stands by Chad to defeat the rebels".
          else if ((deprel == Deprel::kAdvcl || in(lemma, {"stand", "side", "rally", "join"})) && infinitive && info(draft_->relation).group == "pressure" && node == draft_->predicate && !in(tree().lower(above), {"quick", "swift", "prompt", "first"})) weaken(Modality::kPlanned, above);
          else if (deprel == Deprel::kAdvcl && infinitive) draft_->confidence -= 0.08;  // a purpose: as real as what serves it
          // "threatened to leave the bloc unless": the condition hangs on what is threatened.
          if (draft_->modality != Modality::kActual && infinitive && conditioned(node)) weaken(Modality::kConditional, node);
          if (const auto* report = lexicon_.find_report(lemma); report != nullptr && deprel == Deprel::kCcomp) {
            if (report->effect == ReportEffect::kDenied && !negates(lemma)) flip(above);
            if (report->effect == ReportEffect::kPlanned && infinitive) weaken(Modality::kPlanned, above);
            if (report->effect == ReportEffect::kRequested) weaken(Modality::kRequested, above);
            if (report->effect == ReportEffect::kDoubtful) weaken(Modality::kPossible, above);
            // "did not deny that" affirms, "did not say that" leaves it open.
            for (const auto c : tree().children(above)) {
              if (!in(tree().lower(c), {"not", "n't", "never"})) continue;
              if (report->effect == ReportEffect::kDenied || negates(lemma)) flip(c);
              else weaken(Modality::kPossible, c);
            }
            if (word_at(0) == "nowhere") weaken(Modality::kPossible, 0);
            // "failed to show that he was a partner of"
            if (marked({"that"}) && in(lemma, {"show", "prove", "establish", "demonstrate", "substantiate"}) && has_to(above) && !tree().is_root(above) && negates(lexicon_.verb_lemma(tree().lower(tree().head(above))))) weaken(Modality::kPossible, tree().head(above));
            // "It is too early to say that …", "it would be wrong to claim that …"
            if (has_to(above) && !tree().is_root(above)) {
              const auto judged = tree().head(above);
              if (in(tree().lower(judged), {"early", "soon", "premature", "wrong", "false", "incorrect", "inaccurate", "misleading", "absurd", "ridiculous", "mistake", "unfair", "exaggeration", "overstatement", "hard", "difficult", "impossible", "tempting", "naive", "simplistic"})) weaken(Modality::kPossible, judged);
            }
            // "waved away reports that …": the parser took the noun for a verb.
            if (in(tree().lower(above), {"reports", "claims"}) && tree().child(above, {Deprel::kNsubj, Deprel::kAux}) == Tree::kNone && marked({"that"})) weaken(Modality::kPossible, above);
            return;  // what lies above the saying is about the saying
          }
          if (deprel == Deprel::kAdvcl && !infinitive) {
            if (!marked({"as"})) break;
            return;  // a finite clause of its own
          }
          break;
        }
        case Deprel::kConj:
          // Shares the auxiliaries before its first member when it has none of its own.
          // "did not wait and attacked": a past form does not share "did not".
          own_tense = tree().is_verbal(above) && lemma == tree().lower(above) && lexicon_.verb_lemma(tree().lower(node)) != tree().lower(node) && tree().child(above, {Deprel::kAux}) != Tree::kNone;
          if (tree().is_verbal(node) && tree().child(node, {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kAux}) != Tree::kNone) own_tense = true;
          // "was not admitted and never studied": denied once.
          if (std::any_of(tree().children(node).begin(), tree().children(node).end(), [&](std::uint32_t c) { return c < node && tree().lower(c) == "never"; })) own_tense = true;
          break;
        case Deprel::kAclRelcl:
          // "the denial that they met": the parser took "that" for the clause's object.
          if (word_at(above + 1) == "that" && stance_of(above).denied) {
            flip(above);
            return;
          }
          // "shocked by reports that Chad has killed …": the parser took the word for the clause's object.
          if (hearsay(above) && word_at(above + 1) == "that" && above + 2 < tree().size() && tree().upos(above + 2) != Upos::kVerb && tree().upos(above + 2) != Upos::kAux) {
            const auto verb = tree().head(above);
            if (tree().is(above, {Deprel::kObj, Deprel::kNsubjPass}) && tree().is_verbal(verb) && negates(lexicon_.verb_lemma(tree().lower(verb))) && !after_nor(verb)) flip(verb);
            else weaken(Modality::kPossible, above);
            return;
          }
          // "a plan under which it sends troops", "the treaty by which each defends the other"
          if (const auto pronoun = tree().child(node, {Deprel::kObl}); pronoun != Tree::kNone && in(tree().lower(pronoun), {"which"}) && in(tree().preposition(pronoun), {"under", "by"}) &&
              (lexicon_.noun_stance(tree().lower(above)).planned || is_instrument(above)) && !past(node)) {
            weaken(Modality::kPlanned, above);
          }
          return;
        case Deprel::kAcl: {
          const auto stance = stance_of(above);
          const bool infinitive = has_to(node);
          const auto mark = tree().child(node, {Deprel::kMark});
          const auto opener = mark == Tree::kNone ? std::string_view() : std::string_view(tree().lower(mark));
          const bool content = infinitive || in(opener, {"that", "of", "on", "for", "in", "about", "over", "to", "against", "from", "whether"});
          if (content && !apply(stance, above)) {
            // Under a thing an infinitive is a purpose, as real as the giving of the thing: "sent equipment to aid Russia".
            if (infinitive) draft_->confidence -= 0.08;
            // "its stance on providing weapons"
            else if (in(opener, {"of", "on"}) && !tree().is_verbal(above) && word_at(mark + 1) != "how" &&
                     (opener == "on" || !in(tree().lower(above), {"act", "acts", "history", "practice", "process", "campaign", "crime", "crimes", "cost", "result", "year", "years", "day", "days", "policy",
                                               "evidence", "pleasure", "honour", "honor", "privilege", "habit", "experience", "satisfaction", "memory", "joy", "success", "stance", "tradition", "role"}))) {
              weaken(Modality::kPossible, above);
            }
          }
          // "no evidence that", "no intention of"
          for (const auto c : tree().children(above)) {
            if (tree().lower(c) == "no" && tree().is(c, {Deprel::kDet})) {
              flip(c);
              return;
            }
          }
          // "its story on how the group bought a stake"
          if (in(opener, {"on", "about", "of"}) && word_at(mark + 1) == "how") return;
          // "rejected the claim that …", "reports that … are false": what is claimed is no fact, and what is denied is denied.
          if (hearsay(above)) {
            const auto verb = tree().head(above);
            if (tree().is(above, {Deprel::kObj, Deprel::kNsubjPass}) && tree().is_verbal(verb) && negates(lexicon_.verb_lemma(tree().lower(verb))) && !after_nor(verb)) flip(verb);
            else weaken(Modality::kPossible, above);
            return;
          }
          // "The news that … turned out to be a hoax"
          if (opener == "that" && !infinitive) {
            for (auto i = node + 1; i < tree().size(); ++i) {
              if (word_at(i) == "true") break;
              if (in(word_at(i), {"joke", "hoax", "fabrication", "invention", "prank", "untrue"}) && tree().dominates(above, i)) {
                weaken(Modality::kPossible, i);
                break;
              }
            }
          }
          // "a proposal that Turkey ratify"
          if (opener == "that" && !infinitive) return;
          if (!stance.any() && !is_instrument(above) && !infinitive) return;
          break;
        }
        case Deprel::kObj:
        case Deprel::kNsubj:
        case Deprel::kNsubjPass:
        case Deprel::kObl:
        case Deprel::kNmod: {
          // Nouns of action: "denied the invasion", "plans for a visit", "called for talks".
          if (!tree().is_verbal(draft_->predicate)) {
            // "cancelled a visit to Lima for talks with Ruiz"
            const auto deed = tree().child(above, {Deprel::kObj});
            const bool of_visit = deprel == Deprel::kObl && deed != Tree::kNone && is_visit(deed) && tree().preposition(node) == "for";
            if (deprel == Deprel::kNmod && is_visit(above) && tree().preposition(node) == "for") break;
            const bool of_deed = deprel == Deprel::kObj || deprel == Deprel::kNsubjPass || of_visit;
            if (verb_above && (negates(lemma) || drops(above)) && of_deed) flip(above);
            else if (verb_above && plans(lemma) && deprel != Deprel::kNsubj) weaken(Modality::kPlanned, above);
            else if (verb_above && asks(lemma) && lemma != "call" && deprel != Deprel::kNsubj) weaken(Modality::kRequested, above);
            else if (!verb_above && hearsay(above)) weaken(Modality::kPossible, above);
            // "The lack of relations has never troubled traders": what the sentence says of the thing does not make the thing.
            if (verb_above && deprel == Deprel::kNsubj && tree().upos(above) != Upos::kAdj &&
                !in(lemma, {"take", "happen", "occur", "begin", "start", "come", "go", "materialise", "materialize", "follow", "proceed", "continue", "resume", "end", "last", "collapse", "fail", "be", "remain", "exist", "depend", "hinge"})) {
              for (const auto c : tree().children(above)) {
                if (tree().is(c, {Deprel::kAux}) && in(tree().lower(c), {"will", "'ll", "shall", "would"})) weaken(Modality::kPlanned, c);
              }
              return;
            }
            if (verb_above) break;
            if (stance_of(above).any()) break;
          }
          return;
        }
        case Deprel::kParataxis: {
          const bool inverted = tree().is_root(above) && in(word_at(0), {"should", "had", "were"}) && tree().upos(0) == Upos::kAux && tree().head(0) == above;
          if (inverted) weaken(Modality::kConditional, 0);  // "Should it come to war, Iran attacks"
          return;
        }
        default: return;
      }
      node = above;
    }
  }

  // "shipped", "sold", without an auxiliary: done.
  [[nodiscard]] bool past(std::uint32_t verb) const {
    const auto lemma = lexicon_.verb_lemma(tree().lower(verb));
    return tree().upos(verb) == Upos::kVerb && tree().child(verb, {Deprel::kAux, Deprel::kAuxPass}) == Tree::kNone && tree().lower(verb) != lemma && !tree().lower(verb).ends_with("s") && !tree().lower(verb).ends_with("ing");
  }

  [[nodiscard]] bool is_visit(std::uint32_t noun) const { return in(Lexicon::noun_lemma(tree().lower(noun)), {"visit", "trip", "tour", "journey"}); }

  // "neither confirmed nor denied": says nothing.
  [[nodiscard]] bool after_nor(std::uint32_t verb) const { return verb > 0 && tree().lower(verb - 1) == "nor"; }

  // A sentence without a finite verb, as headlines are.
  [[nodiscard]] bool headline() const {
    for (std::uint32_t i = 0; i < tree().size(); ++i) {
      // "Peru, Chile ministers to sign": a noun, whatever tag it got.
      if (word_at(i + 1) == "to" && in(tree().lower(i), {"ministers", "leaders", "officials", "presidents", "envoys", "negotiators", "lawmakers", "diplomats"})) continue;
      if (tree().upos(i) == Upos::kAux || (tree().upos(i) == Upos::kVerb && word_at(i - 1) != "to" && !tree().is(i, {Deprel::kAcl, Deprel::kAmod}))) return false;
    }
    return true;
  }

  // "asked her for support to achieve …": what the thing asked for is for is asked for, too.
  [[nodiscard]] bool asks_for(std::uint32_t verb) const {
    return std::any_of(tree().children(verb).begin(), tree().children(verb).end(), [&](std::uint32_t c) { return tree().is(c, {Deprel::kObl}) && tree().preposition(c) == "for"; });
  }

  // Treaties, laws and their parts: what they oblige somebody to is not done yet.
  [[nodiscard]] bool is_instrument(std::uint32_t noun) const {
    return in(Lexicon::noun_lemma(tree().lower(noun)), {"treaty", "pact", "agreement", "accord", "deal", "memorandum", "convention", "protocol", "contract", "charter", "clause", "article", "provision",
                                                        "law", "bill", "legislation", "decree", "resolution", "constitution", "alliance", "partnership", "rule", "statute", "mandate"});
  }

  // The subject of a clause; the noun above for "which", "that".
  [[nodiscard]] std::uint32_t subject_of(std::uint32_t verb) const {
    const auto subject = tree().child(verb, {Deprel::kNsubj});
    if (subject != Tree::kNone) return in(tree().lower(subject), {"which", "that", "who"}) && tree().is(verb, {Deprel::kAclRelcl}) ? tree().head(verb) : subject;
    if (tree().is(verb, {Deprel::kAcl}) && !tree().is_verbal(tree().head(verb))) return tree().head(verb);  // "a clause obliging"
    return Tree::kNone;
  }

  // Does the clause hang on a condition: "will … if", "… in the event of", "in case of"?
  [[nodiscard]] bool conditioned(std::uint32_t node) const {
    for (const auto c : tree().children(node)) {
      if (tree().is(c, {Deprel::kAdvcl}) || (tree().is(c, {Deprel::kCcomp}) && c > node && lexicon_.find_report(lexicon_.verb_lemma(tree().lower(node))) == nullptr)) {
        const auto mark = tree().child(c, {Deprel::kMark});
        const bool even = mark != Tree::kNone && mark > 0 && word_at(mark - 1) == "even";
        if (mark != Tree::kNone && !even && in(tree().lower(mark), {"if", "unless", "provided", "should"})) return true;
        if (in(tree().lower(c), {"provided"})) return true;
      }
      if (tree().is(c, {Deprel::kObl, Deprel::kNmod, Deprel::kAdvmod}) && in(tree().lower(c), {"event", "case"}) && stance_of(c).conditional) return true;
    }
    // "in case of war" as one preposition, however it was taken apart
    for (auto d = node + 1; d + 2 < tree().size(); ++d) {
      if (tree().lower(d) == "in" && word_at(d + 1) == "case" && word_at(d + 2) == "of" && (tree().dominates(node, d) || tree().dominates(node, d + 1))) return true;
    }
    return false;
  }

  [[nodiscard]] bool has_to(std::uint32_t node) const {
    for (const auto c : tree().children(node)) {
      if (tree().lower(c) == "to" && tree().is(c, {Deprel::kMark, Deprel::kAux, Deprel::kCase})) return true;
    }
    return false;
  }

  // "is considering sending"
  [[nodiscard]] bool gerund(std::uint32_t node) const {
    const auto& word = tree().lower(node);
    return tree().is(node, {Deprel::kXcomp, Deprel::kCcomp}) && word.size() > 4 && word.compare(word.size() - 3, 3, "ing") == 0 && tree().child(node, {Deprel::kNsubj, Deprel::kAux}) == Tree::kNone;
  }

  enum class Place : std::uint8_t { kOuter, kSecond, kInner };

  // "President Novak met … . The official said": who was the subject last, up to two sentences before. Not "the officials", "an official", "the official in charge".
  [[nodiscard]] std::optional<std::uint32_t> subject_before(std::uint32_t sentence, std::uint32_t head) const {
    const auto& said_in = mentions_.trees[sentence];
    if (!in(said_in.lower(head), {"official", "dignitary", "diplomat", "politician", "statesman", "stateswoman", "lawmaker", "envoy"})) return std::nullopt;
    bool the = false;
    for (const auto c : said_in.children(head)) {
      the = the || in(said_in.lower(c), {"the", "this"});
      if (!said_in.is(c, {Deprel::kDet}) && !(said_in.is(c, {Deprel::kAmod}) && in(said_in.lower(c), {"top", "senior", "high", "ranking", "visiting", "veteran"}))) return std::nullopt;
    }
    if (!the) return std::nullopt;
    constexpr std::uint32_t kBack = 2;  // sentences
    for (std::uint32_t back = 1; back <= kBack && back <= sentence; ++back) {
      const auto& before = mentions_.trees[sentence - back];
      for (const auto index : mentions_.of_sentence[sentence - back]) {
        const auto& mention = mentions_.mentions[index];
        if (mentions_.entities[mention.entity].type == EntityType::kPerson && before.is(mentions_.head_of(mention), {Deprel::kNsubj, Deprel::kNsubjPass})) return index;
      }
    }
    return std::nullopt;
  }

  // "A Foreign Office spokesman", "a spokeswoman for the World Bank", "sources in the ministry": the body for which somebody without a name speaks.
  [[nodiscard]] std::optional<std::uint32_t> spoken_for(std::uint32_t sentence, std::uint32_t head) const {
    const auto& said_in = mentions_.trees[sentence];
    if (!in(said_in.lower(head), {"spokesman", "spokeswoman", "spokesperson", "spokespeople", "official", "officials", "source", "sources", "statement", "representative", "representatives"})) return std::nullopt;
    for (const auto c : said_in.children(head)) {
      const bool of = said_in.is(c, {Deprel::kNmod}) && in(said_in.preposition(c), {"for", "of", "at", "in", "from"});
      if (!of && !(c < head && said_in.is(c, {Deprel::kCompound, Deprel::kNmodPoss, Deprel::kAmod, Deprel::kNmod}))) continue;
      for (const auto index : single_phrase_mentions(mentions_, lexicon_, sentence, c)) {
        if (is_body(mentions_.entities[mentions_.mentions[index].entity].type)) return index;
      }
    }
    return std::nullopt;
  }

  // The speaker at token `head` of a sentence; without a cue when it is another sentence than the claim's.
  void add_speaker(std::uint32_t head, std::optional<std::uint32_t> cue_token, Place place = Place::kOuter, std::optional<std::uint32_t> in_sentence = std::nullopt) {
    const auto sentence = in_sentence.value_or(draft_->sentence);
    const auto& said_in = mentions_.trees[sentence];
    auto found = single_phrase_mentions(mentions_, lexicon_, sentence, head);
    if (found.empty()) {
      if (const auto told = subject_before(sentence, head)) found.push_back(*told);
      else if (const auto body = spoken_for(sentence, head)) found.push_back(*body);
    }
    // "These sanctions show that": what shows something says nothing.
    if (found.empty() && cue_token && in(lexicon_.verb_lemma(tree().lower(*cue_token)), {"show", "indicate", "reveal", "prove", "suggest", "imply"})) return;
    // "Ukrainian media" are not Ukraine.
    if (in(said_in.lower(head), {"media", "outlets", "press", "newspapers", "newspaper", "broadcasters", "broadcaster", "reports", "report", "tabloids", "analysts", "experts", "observers"}) && !mentions_.at(sentence, head) &&
        std::none_of(found.begin(), found.end(), [&](std::uint32_t mention) { return mentions_.entities[mentions_.mentions[mention].entity].type == EntityType::kMediaOutlet; })) found.clear();
    Speaker speaker;
    std::uint32_t entity = kNoEntity;
    if (!found.empty()) {
      entity = mentions_.mentions[found.front()].entity;
      // "the agreement says": a thing does not speak, its words are quoted by somebody else.
      if (!has(kActorMask, mentions_.entities[entity].type)) return;
      const auto& named = mentions_.mentions[found.front()];
      const auto& tokens = said_in.sentence().tokens;
      speaker.words = named.sentence == sentence ? mentions_.quote_of(named) : mentions_.document->quote(tokens[head].begin, tokens[head].end);
    } else {
      if (said_in.upos(head) == Upos::kPron) return;
      // The words of an unnamed speaker: the noun with what stands before it.
      const auto& tokens = said_in.sentence().tokens;
      auto first = head;
      while (first > 0 && said_in.dominates(head, first - 1) && said_in.upos(first - 1) != Upos::kPunct && said_in.upos(first - 1) != Upos::kAdp && said_in.upos(first - 1) != Upos::kSconj && said_in.upos(first - 1) != Upos::kVerb && head - first < 7) --first;
      speaker.words = mentions_.document->quote(tokens[first].begin, tokens[head].end);
    }
    // Nobody speaks of himself in the third person through himself: one speaker once.
    if (entity != kNoEntity && std::find(draft_->speaker_entities.begin(), draft_->speaker_entities.end(), entity) != draft_->speaker_entities.end()) return;
    if (entity == kNoEntity && std::any_of(draft_->attribution.begin(), draft_->attribution.end(), [&](const Speaker& known) { return known.words.span.start == speaker.words.span.start; })) return;
    const auto known = draft_->attribution.size();
    const auto at = static_cast<std::ptrdiff_t>(place == Place::kOuter ? 0 : place == Place::kSecond ? std::min<std::size_t>(1, known) : known);
    draft_->attribution.insert(draft_->attribution.begin() + at, speaker);
    draft_->speaker_entities.insert(draft_->speaker_entities.begin() + at, entity);
    if (cue_token) cue(CueKind::kAttribution, *cue_token);
  }

  // Verbs by which somebody says what stands in their object: "confirmed Norway's support", "thanked Norway for its support".
  [[nodiscard]] bool says_object(std::string_view lemma) const {
    return in(lemma, {"confirm", "announce", "reiterate", "repeat", "reaffirm", "affirm", "mention", "highlight", "stress", "emphasise", "emphasize", "underline", "underscore", "note", "acknowledge",
                      "admit", "declare", "ask", "request", "demand", "propose", "promise", "pledge", "offer", "thank", "express", "voice", "convey", "welcome", "point", "report", "deny"});
  }

  // Who made the accusation, the report, the statement that a clause hangs on: "accusations from officials that …".
  void owners_of(std::uint32_t noun) {
    for (const auto c : tree().children(noun)) {
      const bool owns = tree().is(c, {Deprel::kNmodPoss}) || (tree().is(c, {Deprel::kNmod}) && in(tree().preposition(c), {"from", "by", "of"}));
      if (owns) add_speaker(c, noun, Place::kInner);
    }
  }

  // Who says it: of two subjects the one right behind the verb ("in Santiago, said Juan Diaz"), else the first.
  [[nodiscard]] std::uint32_t teller_of(std::uint32_t verb) const {
    auto best = tree().child(verb, {Deprel::kNsubj});
    if (best == Tree::kNone || best > verb) return best;
    for (const auto c : tree().children(verb)) {
      if (c > verb && tree().is(c, {Deprel::kNsubj})) return c;
    }
    return best;
  }

  // `from`: the token whose clauses are walked up; `nominal`: a noun of action or a description, which may be an object itself.
  void speakers(std::uint32_t from, bool nominal) {
    auto node = from;
    for (std::size_t steps = 0; steps < 16; ++steps) {
      for (const auto c : tree().children(node)) {
        const auto lemma = lexicon_.verb_lemma(tree().lower(c));
        const auto subject = tree().child(c, {Deprel::kNsubj});
        if (subject == Tree::kNone || !tree().is_verbal(c) || lexicon_.find_report(lemma) == nullptr) continue;
        // "…, TASS said": the saying hangs on what is said.
        if (tree().is(c, {Deprel::kParataxis}) && c > node) add_speaker(subject, c);
        // "As Reuters reported, …"
        const auto mark = tree().child(c, {Deprel::kMark});
        if (tree().is(c, {Deprel::kAdvcl}) && mark != Tree::kNone && tree().lower(mark) == "as" && tree().child(c, {Deprel::kObj, Deprel::kCcomp}) == Tree::kNone) add_speaker(subject, c);
      }
      if (tree().is_root(node)) break;
      const auto above = tree().head(node);
      const auto deprel = tree().deprel(node);
      if (tree().is(node, {Deprel::kAcl}) && !tree().is_verbal(above) && (hearsay(above) || in(tree().lower(above), {"statement", "announcement", "warning", "complaint"}))) owners_of(above);
      if (tree().is_verbal(above) && above != draft_->predicate) {
        const auto lemma = lexicon_.verb_lemma(tree().lower(above));
        const auto* report = lexicon_.find_report(lemma);
        // Who asks for something says it.
        const bool asked = (deprel == Deprel::kXcomp || deprel == Deprel::kCcomp || (deprel == Deprel::kAdvcl && asks_for(above))) && asks(lemma) && !(plans(lemma) && tree().child(above, {Deprel::kObj, Deprel::kIobj}) == Tree::kNone) && has_to(node) && (subject_of(above) == Tree::kNone || !is_instrument(subject_of(above)));
        const bool object = (deprel == Deprel::kObj || deprel == Deprel::kNsubjPass || (deprel == Deprel::kObl && in(tree().preposition(node), {"for", "of", "about", "to"}))) &&
                            (nominal || node != from) && steps <= 1 && says_object(lemma);
        // "reiterated Peru's interest in receiving": the clause hangs on the verb, what it says on the noun.
        const auto frame = tree().is_verbal(node) && deprel == Deprel::kAdvcl ? governing_noun(tree(), lexicon_, node) : Tree::kNone;
        const bool through = frame != Tree::kNone && tree().head(frame) == above && tree().is(frame, {Deprel::kObj}) && says_object(lemma);
        // A description only stands in what is said; it is said itself where all of the sentence is: "…, she added".
        // "Meeting X in Oslo, Y said: “…”": what stands before a quotation that follows the verb at once is not said.
        const bool beside = from < above && !quotations_.quoted(draft_->sentence, from) && quotation_follows(above);
        const bool reached = lemma == "conclude" && tree().child(above, {Deprel::kObj}) != Tree::kNone;  // "concluded a deal with Peru, whose minister visited …"
        const bool content = report != nullptr && !reached && (deprel == Deprel::kCcomp || deprel == Deprel::kParataxis) && (!draft_->standing || node < above) && !beside;
        if (const auto noun = tree().child(above, {Deprel::kObj}); deprel == Deprel::kCcomp && noun != Tree::kNone && noun < node && hearsay(noun)) owners_of(noun);
        if (asked || object || through || content) {
          auto teller = above;
          auto subject = teller_of(teller);
          for (int up = 0; up < 3 && subject == Tree::kNone && tree().is(teller, {Deprel::kConj, Deprel::kXcomp, Deprel::kAdvcl}); ++up) {
            // "quoted X as saying": the object speaks, the subject quotes.
            teller = tree().head(teller);
            const auto quoted = tree().child(teller, {Deprel::kObj, Deprel::kNsubjPass});
            if (quoted != Tree::kNone && in(lexicon_.verb_lemma(tree().lower(teller)), {"quote", "cite"})) add_speaker(quoted, teller);
            subject = teller_of(teller);
          }
          if (subject != Tree::kNone) {
            if (in(tree().lower(subject), {"who", "which", "that"}) && tree().is(teller, {Deprel::kAclRelcl})) subject = tree().head(teller);
            // What somebody does himself he need not say: "announced his visit".
            const auto owner = tree().child(frame != Tree::kNone ? frame : node, {Deprel::kNmodPoss});
            const bool own = owner != Tree::kNone && in(tree().lower(owner), {"its", "his", "her", "their"}) && single_phrase_mentions(mentions_, lexicon_, draft_->sentence, subject).empty();
            if (!(object || through) || (!own && !speaks_of_himself(subject))) add_speaker(subject, above);
          }
        }
      }
      node = above;
    }
  }

  // Whether the word behind the token, but for marks, stands in quotation marks.
  [[nodiscard]] bool quotation_follows(std::uint32_t token) const {
    auto next = token + 1;
    while (next < tree().size() && tree().token(next).upos == Upos::kPunct) ++next;
    return next < tree().size() && quotations_.quoted(draft_->sentence, next);
  }

  [[nodiscard]] bool speaks_of_himself(std::uint32_t subject) const {
    for (const auto mention : single_phrase_mentions(mentions_, lexicon_, draft_->sentence, subject)) {
      if (mentions_.mentions[mention].entity == draft_->subject) return true;
    }
    return false;
  }

  // What is told in a novel, a film, a game, a satire or a simulation did not happen: "The thriller begins when Iran attacks …", "in the second season of the drama,
  // Norway invades …". Of the novel itself the sentence may say what it likes.
  void made_up() {
    for (const auto fiction : fictions()) {
      auto top = fiction;
      while (!tree().is_root(top) && tree().is(top, {Deprel::kNmod, Deprel::kNmodPoss, Deprel::kCompound, Deprel::kAppos, Deprel::kConj}) && !tree().is_verbal(tree().head(top))) top = tree().head(top);
      if (tree().is_root(top)) continue;
      const auto verb = tree().head(top);
      const bool teller = tree().is(top, {Deprel::kNsubj}) && verb != draft_->predicate;
      const auto preposition = tree().preposition(top);
      const bool scene = tree().is(top, {Deprel::kObl, Deprel::kNmod}) && in(preposition, {"in", "during", "throughout"});
      // What stands in a clause of its own below the scene is told of the world: "had a part in the comedy, which he took after being asked by".
      auto clause = draft_->predicate;
      while (clause != verb && tree().is(clause, {Deprel::kConj}) && !tree().is_root(clause)) clause = tree().head(clause);
      if ((teller && tree().dominates(verb, draft_->predicate)) || (scene && clause == verb)) return weaken(Modality::kPossible, fiction);
    }
  }
  // The words of the sentence that stand for something made up.
  [[nodiscard]] const std::vector<std::uint32_t>& fictions() {
    if (fictions_of_ == draft_->sentence) return fictions_;
    fictions_of_ = draft_->sentence;
    fictions_.clear();
    static const std::unordered_set<std::string_view> kMadeUp{"novel", "novella", "thriller", "film", "movie", "drama", "miniseries", "mini-series", "sitcom", "comedy", "musical", "opera", "cartoon", "satire", "parody", "simulation", "wargame", "fiction", "forgery", "hoax", "screenplay", "allegory"};
    for (std::uint32_t i = 0; i < tree().size(); ++i) {
      if (tree().upos(i) == Upos::kNoun && kMadeUp.contains(tree().lower(i))) fictions_.push_back(i);
      else if (tree().lower(i) == "game" && i > 0 && in(word_at(i - 1), {"video", "computer", "war", "board"})) fictions_.push_back(i);
      else if (i > 0 && in(word_at(i - 1), {"satirical", "forged", "fictional", "fictitious", "parody"}) && tree().upos(i) == Upos::kNoun) fictions_.push_back(i);
      else if (tree().lower(i) == "series" && i > 0 && in(word_at(i - 1), {"tv", "television", "drama", "fantasy"})) fictions_.push_back(i);
      else if (tree().lower(i) == "history" && i > 0 && in(word_at(i - 1), {"alternative", "alternate", "counterfactual"})) fictions_.push_back(i);
    }
    return fictions_;
  }

  // Posts that a verb gives: "was sworn in as president, TASS said"; the verb, or kNone for a title that only stands there.
  [[nodiscard]] std::uint32_t role_verb() const {
    auto at = draft_->predicate;
    for (int steps = 0; steps < 3 && !tree().is_root(at); ++steps) {
      if (!tree().is(at, {Deprel::kObl, Deprel::kXcomp, Deprel::kObj, Deprel::kNmod, Deprel::kFlat, Deprel::kCompound})) return Tree::kNone;
      at = tree().head(at);
      if (!tree().is_verbal(at)) continue;
      return in(lexicon_.verb_lemma(tree().lower(at)), {"swear", "elect", "appoint", "name", "become", "nominate", "choose", "install", "inaugurate", "resign", "re-elect", "reelect", "make"}) ? at : Tree::kNone;
    }
    return Tree::kNone;
  }

  // "according to analysts", "KBS, citing TASS, reported": the words alone tell.
  void sources() {
    const auto& tokens = tree().sentence().tokens;
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
      bool inner = false;
      const auto after = lexicon_.find_source_phrase(tokens, i, inner);
      if (after == 0) continue;
      // The noun phrase that follows: up to its last noun.
      const auto phrase = [&](std::uint32_t from) {
        std::uint32_t head = Tree::kNone;
        for (auto at = from; at < tokens.size() && at < from + 8; ++at) {
          const auto upos = tokens[at].upos;
          if (upos == Upos::kNoun || upos == Upos::kPropn) head = at;
          else if (upos != Upos::kDet && upos != Upos::kAdj && upos != Upos::kNum && !in(tokens[at].lower, {"'s", "-", "state", "run"})) break;
        }
        while (head != Tree::kNone && head > from && tree().head(head) >= from && tree().head(head) < head && !tree().is_root(head)) head = tree().head(head);
        return head;
      };
      auto head = phrase(static_cast<std::uint32_t>(after));
      // "according to a report by Reuters", "citing a statement from the ministry"
      if (head != Tree::kNone && in(Lexicon::noun_lemma(tree().lower(head)), {"report", "statement", "article", "interview", "post", "account", "dispatch", "document", "release", "comment", "source", "official"}) &&
          in(word_at(head + 1), {"by", "from", "in", "at", "of"})) {
        if (const auto behind = phrase(head + 2); behind != Tree::kNone && !single_phrase_mentions(mentions_, lexicon_, draft_->sentence, behind).empty()) head = behind;
      }
      if (head == Tree::kNone || (draft_->predicate >= i && draft_->predicate <= head)) continue;
      add_speaker(head, i, inner ? Place::kSecond : Place::kOuter);
    }
  }

  // "On March 28 … the March 2026 agreement": of an article without a date of its own, a month without a year is the one that is told with its year elsewhere.
  void find_years() {
    constexpr std::size_t kMonth = 7;  // "2026-03"
    std::map<std::string, std::string> years;  // by month; empty where there are two
    for (const auto& times : times_) {
      for (const auto& time : times) {
        if (!time.explicit_year || time.iso.size() < kMonth || time.iso[4] != '-') continue;
        const auto [known, fresh] = years.emplace(time.iso.substr(4, 3), time.iso.substr(0, 4));
        if (!fresh && known->second != time.iso.substr(0, 4)) known->second.clear();
      }
    }
    if (years.empty()) return;
    for (std::size_t s = 0; s < times_.size(); ++s) {
      for (auto& time : times_[s]) {
        if (!time.yearless || !time.iso.empty()) continue;
        std::string words;
        for (auto i = time.first; i < time.last; ++i) words += std::string(mentions_.trees[s].lower(i)) + " ";
        const auto month = parse_plain_date(words + "2000").substr(4, 3);
        if (const auto year = years.find(month); year != years.end() && !year->second.empty()) time.iso = parse_plain_date(words + year->second);
      }
    }
  }

  // "A day later": counted from the date told last, in the sentence or up to two before it in the text.
  void count_times() {
    constexpr std::size_t kReach = 2;  // sentences
    for (std::size_t s = 0; s < times_.size(); ++s) {
      for (std::size_t i = 0; i < times_[s].size(); ++i) {
        auto& time = times_[s][i];
        if (time.unit == 0) continue;
        const TimeMention* told = nullptr;
        for (std::size_t j = 0; j < times_[s].size(); ++j) {
          if (j != i && !times_[s][j].iso.empty() && times_[s][j].unit == 0 && (told == nullptr || j < i)) told = &times_[s][j];
        }
        for (std::size_t back = 1; back <= kReach && back <= s && told == nullptr; ++back) {
          for (const auto& before : times_[s - back]) {
            if (!before.iso.empty()) told = &before;
          }
        }
        // "a day earlier" where no date has been told near by: than the one day of the sentence that opens the news.
        if (told == nullptr && time.unit == 'd' && time.steps < 0) told = opening_day(s);
        if (told != nullptr) time.iso = count_from(time, told->iso);
      }
    }
  }

  // The day of which the first sentence of the text before sentence `before` tells, when it tells of just one.
  [[nodiscard]] const TimeMention* opening_day(std::size_t before) const {
    for (std::size_t s = 0; s < before; ++s) {
      if (mentions_.document->sentences[s].kind != SentenceKind::kBody) continue;
      if (times_[s].size() != 1) return nullptr;
      const auto day = parse_date(times_[s].front().iso);
      return day && day->first == day->last && times_[s].front().unit == 0 ? times_[s].data() : nullptr;
    }
    return nullptr;
  }

  // A bare day of the week, or a month without a year, of what is still to come lies behind the article: "will meet on Friday", "is
  // likely to visit in May".
  [[nodiscard]] std::string date_of(const TimeMention& time) const {
    if ((!time.weekday && !time.yearless) || draft_->modality == Modality::kActual) return time.iso;
    const auto& tokens = tree().sentence().tokens;
    const bool possible = draft_->modality == Modality::kPossible;
    const bool past = std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) { return in(token.lower, {"was", "were", "had"}) || (possible && in(token.lower, {"has", "have", "did"})); });
    // "agreed in May to send": the day of the promise.
    const bool ahead = std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
      return in(token.lower, {"will", "'ll", "shall", "is", "are", "may", "might", "could", "plans", "plan", "hopes", "hope", "intends", "intend", "expects", "wants", "aims"});
    });
    const auto day = parse_date(time.iso);
    const auto today = parse_date(mentions_.document->reference_date);
    if (const auto promised = day && today && day->last < today->first ? promised_on(draft_->predicate, today->first) : std::nullopt) {
      // "said on Monday that he would meet her on Friday": the next one after the day of the promise.
      constexpr std::int32_t kDays = 7;
      if (time.weekday) return day->first > *promised ? time.iso : write_day(day->first + kDays);
      const auto civil = to_civil(day->first);
      if (*promised == today->first && day->first != day->last) return write_month(civil.year + 1, civil.month);
    }
    if (past || !ahead || draft_->extractor == "plans/provision@1" || !day || !today || day->last >= today->first) return time.iso;
    constexpr std::int32_t kWeek = 7;
    if (time.weekday) return write_day(day->first + kWeek);
    const auto civil = to_civil(day->first);
    return day->first == day->last ? (is_day(civil.year + 1, civil.month, civil.day) ? write_day(to_days(civil.year + 1, civil.month, civil.day)) : time.iso) : write_month(civil.year + 1, civil.month);
  }

  // The day on which what the verb tells of was still to come: "will meet", "said on Monday that he would meet"; the article's where no
  // other is told. Nothing for what may be over ("had said that he would", "said in May that he would").
  [[nodiscard]] std::optional<std::int32_t> promised_on(std::uint32_t verb, std::int32_t today) const {
    if (draft_->modality == Modality::kConditional || draft_->extractor == "plans/provision@1") return std::nullopt;
    bool would = false;
    bool will = false;
    for (const auto c : tree().children(verb)) {
      if (!tree().is(c, {Deprel::kAux})) continue;
      would = would || in(tree().lower(c), {"would", "'d"});
      will = will || in(tree().lower(c), {"will", "'ll", "shall"});
      if (in(tree().lower(c), {"have"})) return std::nullopt;  // "would have met on Friday"
    }
    if (!would && !will) return std::nullopt;
    const auto told = report_above();
    if (told == Tree::kNone) return will ? std::optional(today) : std::nullopt;
    const auto helpers = tree().children(told);
    if (std::any_of(helpers.begin(), helpers.end(), [&](std::uint32_t c) { return tree().is(c, {Deprel::kAux}) && tree().lower(c) == "had"; })) return std::nullopt;
    for (const auto& time : times_[draft_->sentence]) {
      if (verb_of(tree(), time) != told) continue;
      const auto day = parse_date(time.iso);
      return day && day->first == day->last ? std::optional(day->first) : std::nullopt;
    }
    return today;
  }

  // Words in marks of quotation without a verb of saying above them.
  void quotation() {
    if (!draft_->attribution.empty()) return;
    const auto teller = quotations_.speaker(draft_->sentence, draft_->predicate);
    if (teller) add_speaker(teller->head, std::nullopt, Place::kOuter, teller->sentence);
  }

  // Posts: "has been supreme leader since 2011".
  void since() {
    for (const auto& time : times_[draft_->sentence]) {
      if (time.iso.empty() || time.first == 0 || tree().lower(time.first - 1) != "since") continue;
      constexpr std::uint32_t kReach = 8;  // tokens between the post and the word
      // "In office since 2019, she is the mayor of Oslo."
      const bool opens = time.first <= 4 && time.last <= draft_->trigger_first;
      if (!opens && (time.first < draft_->trigger_last || time.first - draft_->trigger_last > kReach)) continue;
      draft_->date = time.iso;
      draft_->cues.push_back({CueKind::kDate, quote(time.first, time.last)});
      return;
    }
  }

  // "criticised the treaty of 2024" was not in 2024.
  [[nodiscard]] bool names_object(const TimeMention& time) const {
    if (!draft_->object_mention || draft_->relation == Relation::kSigned || draft_->relation == Relation::kPartyTo || draft_->relation == Relation::kParticipatesIn) return false;
    for (const auto index : mentions_.of_sentence[draft_->sentence]) {
      const auto& mention = mentions_.mentions[index];
      if (mention.entity == draft_->object && mention.first <= time.first && time.last <= mention.last) return true;
    }
    return false;
  }

  // "has supported", "has been supplying": a state that lasts.
  [[nodiscard]] bool lasts(std::uint32_t verb) const {
    if (!tree().is_verbal(verb)) return false;
    return std::any_of(tree().children(verb).begin(), tree().children(verb).end(), [&](std::uint32_t c) { return tree().is(c, {Deprel::kAux}) && in(tree().lower(c), {"has", "have"}); });
  }

  // A time that follows the verb in its own clause, by the words alone: parsers hang "on the 12th of March" on any noun.
  [[nodiscard]] const TimeMention* following_time() const {
    constexpr std::uint32_t kReach = 12;  // tokens
    const auto predicate = draft_->predicate;
    if (!tree().is_verbal(predicate)) return nullptr;
    for (const auto& time : times_[draft_->sentence]) {
      if (time.first <= predicate || time.first - predicate > kReach) continue;
      for (auto i = predicate + 1; i < time.first; ++i) {
        if (tree().is_verbal(i) || tree().upos(i) == Upos::kPunct || tree().upos(i) == Upos::kSconj || tree().upos(i) == Upos::kCconj || in(tree().lower(i), {"who", "which", "that", "since", "of", "before", "after", "until"})) return nullptr;
      }
      return time.iso.empty() || names_object(time) ? nullptr : &time;
    }
    return nullptr;
  }

  // The verb that a time hangs on; kNone when there is none.
  [[nodiscard]] static std::uint32_t verb_of(const Tree& tree, const TimeMention& time) {
    auto node = time.first;
    for (int steps = 0; steps < 8 && !tree.is_root(node); ++steps) {
      node = tree.head(node);
      if ((node < time.first || node >= time.last) && tree.is_verbal(node)) return node;
    }
    return Tree::kNone;
  }

  [[nodiscard]] bool is_report(const Tree& tree, std::uint32_t token) const { return tree.is_verbal(token) && lexicon_.find_report(lexicon_.verb_lemma(tree.lower(token))) != nullptr; }

  // "Diaz added": the day of the statement that goes on, from up to three sentences before.
  [[nodiscard]] const TimeMention* told_before() const {
    constexpr std::uint32_t kReach = 3;  // sentences
    for (std::uint32_t back = 1; back <= kReach && back <= draft_->sentence; ++back) {
      const auto s = draft_->sentence - back;
      const auto& before = mentions_.trees[s];
      if (!before.sentence().parsed) continue;
      for (const auto& time : times_[s]) {
        const auto verb = verb_of(before, time);
        if (verb != Tree::kNone && is_report(before, verb)) return &time;
      }
    }
    return nullptr;
  }

  // The verb of saying above the predicate, or beside it ("…, TASS said"); kNone for what the article says itself.
  [[nodiscard]] std::uint32_t report_above() const {
    auto node = draft_->predicate;
    for (int steps = 0; steps < 12; ++steps) {
      for (const auto c : tree().children(node)) {
        if (c > node && tree().is(c, {Deprel::kParataxis}) && is_report(tree(), c)) return c;
      }
      if (tree().is_root(node)) return Tree::kNone;
      const auto above = tree().head(node);
      if (tree().is(node, {Deprel::kCcomp, Deprel::kParataxis}) && is_report(tree(), above)) return above;
      node = above;
    }
    return Tree::kNone;
  }

  // An occasion that is news and has no date of its own took place lately: the month of the day on which it was told ("received the
  // delegation, TASS reported on Tuesday"). Not early in a month, and not what had been before.
  void month_of_report() {
    const auto relation = draft_->relation;
    const bool occasion = relation == Relation::kMeetsWith || relation == Relation::kVisits || relation == Relation::kHosts || relation == Relation::kContacts || relation == Relation::kParticipatesIn || relation == Relation::kSigned;
    if (draft_->modality != Modality::kActual || draft_->polarity != Polarity::kPositive || !occasion) return;
    const auto verb = report_above();
    if (verb == Tree::kNone || verb == draft_->predicate) return;
    const auto& tokens = tree().sentence().tokens;
    if (std::any_of(tokens.begin(), tokens.end(), [](const Token& token) { return in(token.lower, {"had", "ago", "earlier", "previously", "last", "former", "past"}); })) return;
    const TimeMention* told = nullptr;
    for (const auto& time : times_[draft_->sentence]) {
      if (verb_of(tree(), time) != verb || told != nullptr) return;  // another time may be the occasion's own
      told = &time;
    }
    if (told == nullptr && in(lexicon_.verb_lemma(tree().lower(verb)), {"add", "continue"})) told = told_before();
    if (told == nullptr) return;
    const auto day = parse_date(told->iso);
    if (!day || day->first != day->last) return;
    const auto civil = to_civil(day->first);
    constexpr unsigned kSettled = 3;  // from this day of a month on, lately is this month
    if (static_cast<unsigned>(civil.day) < kSettled) return;
    draft_->date = write_month(civil.year, civil.month);
    const bool here = std::any_of(times_[draft_->sentence].begin(), times_[draft_->sentence].end(), [&](const TimeMention& time) { return &time == told; });
    if (here) draft_->cues.push_back({CueKind::kDate, quote(told->first, told->last)});
  }

  // The date of the claim: a time that hangs on the predicate before any other verb.
  void when() {
    const auto predicate = draft_->predicate;
    const TimeMention* best = nullptr;
    std::size_t best_distance = 99;
    for (const auto& time : times_[draft_->sentence]) {
      if (time.iso.empty() || names_object(time)) continue;
      // "has supported Ukraine since 2022" is; "the first visit since 2000" was not in 2000.
      if (time.first > 0 && tree().lower(time.first - 1) == "since" && info(draft_->relation).group != "role" && !lasts(predicate)) continue;
      auto head = time.first;
      for (auto i = time.first; i < time.last; ++i) {
        const auto above = tree().head(i);
        if (tree().is_root(i) || above < time.first || above >= time.last) {
          head = i;
          break;
        }
      }
      std::size_t distance = 0;
      auto node = head;
      bool reached = false;
      while (distance < 6) {
        if (node == predicate) {
          reached = true;
          break;
        }
        if (tree().is_root(node)) break;
        node = tree().head(node);
        ++distance;
        if (node != predicate && tree().is_verbal(node)) {
          // A time of the verb above a verbless or dependent predicate: "began a visit on Monday", "went to meet Kim on Monday".
          auto up = predicate;
          for (int steps = 0; steps < 3 && !reached && !tree().is_root(up); ++steps) {
            if (!tree().is(up, {Deprel::kXcomp, Deprel::kObj, Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kConj, Deprel::kObl, Deprel::kNmod, Deprel::kAdvcl})) break;
            if (tree().is(up, {Deprel::kAdvcl}) && !has_to(up)) break;  // "…, when he had met": another day
            if (in(opener_of(up), {"after", "before", "since", "when", "as", "while", "until", "because"}) && tree().is_verbal(up)) break;  // "two months after it joined"
            up = tree().head(up);
            if (up == node) {
              reached = true;
              distance += static_cast<std::size_t>(steps) + 1;
            }
          }
          // "visited Brest to take part in the summit in February 2022": a purpose shares the day of what serves it.
          if (!reached && !tree().is_root(node) && tree().is(node, {Deprel::kAdvcl, Deprel::kXcomp}) && has_to(node) && tree().head(node) == predicate) {
            reached = true;
            distance += 2;
          }
          // Not the day on which it was said.
          if (reached && lexicon_.find_report(lexicon_.verb_lemma(tree().lower(node))) != nullptr && node != predicate) reached = false;
          break;
        }
      }
      // "the invasion of Ukraine in 2022": what follows a noun at once is its date, whatever the parser made of it.
      if (!reached && !tree().is_verbal(predicate) && time.first > predicate && time.first - predicate <= 7) {
        bool close = true;
        for (auto i = predicate + 1; i < time.first; ++i) close = close && !tree().is_verbal(i) && tree().upos(i) != Upos::kPunct;
        if (close) {
          reached = true;
          distance = 3;
        }
      }
      if (reached && distance < best_distance) {
        best = &time;
        best_distance = distance;
      }
    }
    if (best == nullptr) best = following_time();
    if (best == nullptr) {
      month_of_report();
      return;
    }
    draft_->date = date_of(*best);
    draft_->cues.push_back({CueKind::kDate, quote(best->first, best->last)});
  }

  const Mentions& mentions_;
  const Lexicon& lexicon_;
  Quotations quotations_;
  std::vector<std::vector<TimeMention>> times_;
  std::vector<std::uint32_t> fictions_;  // of the sentence of this number
  std::uint32_t fictions_of_ = Tree::kNone;
  const Tree* tree_ = nullptr;
  Draft* draft_ = nullptr;
};

// --- Dates that another sentence tells of the same.

bool is_done(const Draft& draft) { return draft.polarity == Polarity::kPositive && draft.modality == Modality::kActual; }

// The one date of all drafts that satisfy `same`; empty when there is none, or several.
template <class Same>
std::string one_date(const std::vector<Draft>& drafts, Same&& same) {
  std::string out;
  for (const auto& draft : drafts) {
    if (draft.date.empty() || !same(draft)) continue;
    if (!out.empty() && out != draft.date) return {};
    out = draft.date;
  }
  return out;
}

// "the ceremony", "the signing": by the words between article and noun.
bool is_ceremony(const Mentions& mentions, const Draft& draft) {
  if (!draft.object_mention) return false;
  const auto& mention = mentions.mentions[*draft.object_mention];
  const auto& tokens = mentions.document->sentences[mention.sentence].tokens;
  const auto article = mention.first > 0 && mention.last - mention.first < 3 ? mention.first - 1 : mention.first;
  return (in(tokens[article].lower, {"the", "this"}) || in(tokens[mention.first].lower, {"the", "this"})) && in(tokens[mention.last - 1].lower, {"ceremony", "signing"});
}

// A described event that is over in a day or two, not a war.
bool is_occasion(const LocalEntity& entity) {
  return entity.described && in(entity.kind, {"meeting", "talk", "talks", "summit", "visit", "call", "conversation", "ceremony", "signing", "trip"});
}

// Words that make what is told another occasion than the one before.
bool looks_elsewhere(const Sentence& sentence) {
  return std::any_of(sentence.tokens.begin(), sentence.tokens.end(), [](const Token& token) {
    return in(token.lower, {"had", "again", "earlier", "later", "previously", "last", "before", "since", "ago", "once", "first", "when"});
  });
}

void share_dates(const Mentions& mentions, std::vector<Draft>& drafts) {
  const auto kind_of = [&](const Draft& draft) { return mentions.document->sentences[draft.sentence].kind; };
  for (auto& draft : drafts) {
    if (!draft.date.empty() || draft.role || (draft.standing && draft.relation != Relation::kParticipatesIn)) continue;
    // "Norway and Chile signed on Monday. Peru did not sign."
    if (draft.extractor == "verbs/sign_bare@1" && draft.polarity == Polarity::kNegative && draft.modality == Modality::kActual && draft.predicate > 1 &&
        in(mentions.trees[draft.sentence].lower(draft.predicate - 2), {"did"})) {
      draft.date = one_date(drafts, [&](const Draft& other) { return other.relation == Relation::kSigned && other.object == draft.object && is_done(other); });
    }
    if (!is_done(draft)) continue;
    constexpr std::uint32_t kNear = 3;  // sentences
    const auto just_told = [&](const Draft& other) { return other.sentence <= draft.sentence && draft.sentence - other.sentence <= kNear; };
    const auto relation = draft.relation;
    std::string date;
    if (relation == Relation::kSigned) {
      // "The accord was signed by": an agreement is signed once.
      date = one_date(drafts, [&](const Draft& other) { return other.relation == relation && other.object == draft.object && is_done(other); });
    } else if (relation == Relation::kPartyTo) {
      // "concluded a deal with": one became a party when the other did.
      date = one_date(drafts, [&](const Draft& other) { return other.relation == relation && other.object == draft.object && other.sentence == draft.sentence && is_done(other); });
    } else if (relation == Relation::kParticipatesIn && is_occasion(mentions.entities[draft.object])) {
      date = one_date(drafts, [&](const Draft& other) { return other.relation == relation && other.object == draft.object && is_done(other); });
    } else if ((relation == Relation::kMeetsWith || relation == Relation::kHosts) && !looks_elsewhere(mentions.document->sentences[draft.sentence])) {
      // "met her on Monday. Ruiz welcomed him at the palace."
      date = one_date(drafts, [&](const Draft& other) {
        const bool pair = (other.subject == draft.subject && other.object == draft.object) || (other.subject == draft.object && other.object == draft.subject);
        return pair && (other.relation == Relation::kMeetsWith || other.relation == Relation::kHosts) && is_done(other) && other.sentence <= draft.sentence &&
               draft.sentence - other.sentence <= 1;
      });
    }
    if (date.empty() && relation == Relation::kParticipatesIn && is_ceremony(mentions, draft)) {
      date = one_date(drafts, [&](const Draft& other) { return other.relation == Relation::kSigned && is_done(other) && just_told(other); });
    }
    // A headline tells what the text tells.
    if (date.empty() && kind_of(draft) == SentenceKind::kHeading && info(relation).group != "role") {
      date = one_date(drafts, [&](const Draft& other) {
        return other.relation == relation && other.subject == draft.subject && other.object == draft.object && is_done(other) && kind_of(other) == SentenceKind::kBody;
      });
    }
    draft.date = std::move(date);
  }
}

}  // namespace

void add_context(const Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts) {
  ContextReader reader(mentions, lexicon);
  for (auto& draft : drafts) reader.read(draft);
  share_dates(mentions, drafts);
}

}  // namespace entente::extract
