// SPDX-License-Identifier: Apache-2.0
// What kind of claim it is: denied or not, done or planned, who says so, when. Read from the predicate upwards: a claim
// is as certain as the clauses above it let it be.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "extract/claims.h"

namespace entente::extract {
namespace {

bool in(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

class ContextReader {
 public:
  ContextReader(const Mentions& mentions, const Lexicon& lexicon) : mentions_(mentions), lexicon_(lexicon) {
    for (const auto& sentence : mentions.document->sentences) times_.push_back(find_times(sentence, mentions.document->reference_date));
  }

  void read(Draft& draft) {
    tree_ = &mentions_.trees[draft.sentence];
    draft_ = &draft;
    if (!tree_->sentence().parsed) return;
    if (draft.standing) standing();
    else if (!draft.role && !tree_->is_verbal(draft.predicate)) standing();
    else if (!draft.role) kind();
    if (!draft.role && !draft.standing && tree().lower(static_cast<std::uint32_t>(tree().size()) - 1) == "?") {
      weaken(Modality::kPossible, static_cast<std::uint32_t>(tree().size()) - 1);  // a question states nothing
    }
    if (!draft.role && !draft.standing) {
      speakers();
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

  // Cues that hang directly on a clause's head.
  void own_cues(std::uint32_t node, bool climb) {
    for (const auto c : tree().children(node)) {
      const auto word = tree().lower(c);
      if (in(word, {"not", "n't", "never", "hardly", "barely", "scarcely", "almost", "nearly"}) && tree().is(c, {Deprel::kAdvmod, Deprel::kAux, Deprel::kPunct, Deprel::kDep})) flip(c);
      if (word == "longer" && c > 0 && tree().lower(c - 1) == "no") flip(c);
      // "Had Russia attacked, …": an auxiliary before its subject opens a condition.
      if (c == 0 && in(word, {"had", "were", "should"}) && tree().is(c, {Deprel::kAux, Deprel::kAuxPass, Deprel::kCop})) weaken(Modality::kConditional, c);
      if (word == "no" && tree().is(c, {Deprel::kDet}) && !climb) flip(c);
      if (word == "instead" && tree().is(c, {Deprel::kMark, Deprel::kCase, Deprel::kAdvmod}) && !climb) flip(c);  // "instead of sending"
      if (word == "without" && tree().is(c, {Deprel::kMark, Deprel::kCase})) flip(c);  // "left without meeting her"
      if (word == "neither" && !tree().is(c, {Deprel::kObj})) flip(c);
      if (tree().is(c, {Deprel::kNsubj, Deprel::kNsubjPass}) && !tree().dominates(c, draft_->predicate)) {
        for (const auto d : tree().children(c)) {
          if (tree().lower(d) == "neither" || (tree().lower(d) == "no" && tree().is(d, {Deprel::kDet}))) flip(d);
        }
      }
      if (tree().is(c, {Deprel::kAux})) {
        if (in(word, {"will", "'ll", "shall"})) weaken(Modality::kPlanned, c);
        if (in(word, {"would", "'d"})) weaken(reported_above(node) ? Modality::kPlanned : Modality::kConditional, c);
        if (in(word, {"may", "might", "could", "can"})) weaken(Modality::kPossible, c);
        if (in(word, {"should", "must", "ought"})) weaken(Modality::kRequested, c);
      }
      if (tree().is(c, {Deprel::kMark, Deprel::kAdvmod}) && in(word, {"if", "unless", "whether"})) weaken(word == "whether" ? Modality::kPossible : Modality::kConditional, c);
      if (in(word, {"allegedly", "reportedly", "possibly", "perhaps", "probably", "supposedly", "likely", "potentially"})) weaken(Modality::kPossible, c);
      if (in(word, {"upcoming", "planned", "forthcoming", "proposed", "scheduled", "next", "future"}) && tree().is(c, {Deprel::kAmod})) weaken(Modality::kPlanned, c);
      if (in(word, {"possible", "alleged", "potential", "hypothetical", "suspected"}) && tree().is(c, {Deprel::kAmod})) weaken(Modality::kPossible, c);
    }
  }

  // "reports of a meeting", "rumours of a deal"
  [[nodiscard]] bool hearsay(std::uint32_t noun) const {
    return !tree().is_verbal(noun) && in(tree().lower(noun), {"claim", "claims", "report", "reports", "allegation", "allegations", "accusation", "accusations", "rumour", "rumours", "rumor", "rumors", "speculation", "suggestion", "suggestions", "idea", "prospect", "possibility"});
  }

  // A description states that its thing is there, whatever the sentence does with it ("did not mention the treaty between …"); but
  // what is newly brought up ("failed to reach an agreement with …"), planned or called off is as real as the verb makes it.
  void standing() {
    const auto noun = draft_->predicate;
    if (tree().is_root(noun)) {
      own_cues(noun, false);
      return;
    }
    const auto above = tree().head(noun);
    const auto lemma = lexicon_.verb_lemma(tree().lower(above));
    bool climbs = false;
    if (tree().is(noun, {Deprel::kNmod, Deprel::kObl}) && hearsay(above)) weaken(Modality::kPossible, above);
    if (tree().is(noun, {Deprel::kNmod}) && in(tree().lower(above), {"plan", "plans", "preparations", "invitation", "proposal", "proposals", "hopes", "call", "calls"})) climbs = true;
    if (tree().is(noun, {Deprel::kObj, Deprel::kNsubjPass, Deprel::kObl}) && tree().is_verbal(above)) {
      bool definite = false;
      for (const auto c : tree().children(noun)) {
        if (c < noun && (tree().is(c, {Deprel::kNmodPoss}) || in(tree().lower(c), {"the", "this", "that", "these", "those"}))) definite = true;
      }
      const bool light = in(lemma, {"make", "pay", "hold", "take", "attend", "join", "begin", "start", "give", "launch", "end", "conclude"});
      const bool undone = in(lemma, {"plan", "schedule", "propose", "expect", "prepare", "arrange", "scrap", "call", "oppose", "suspend"}) || (negates(lemma) && lemma != "reject") || drops(above) ||
                          (tree().is(noun, {Deprel::kObl}) && tree().preposition(noun) == "for" && plans(lemma));
      climbs = (!definite && !tree().is(noun, {Deprel::kObl})) || light || undone;
    }
    // "the visit will begin on Monday"
    if (tree().is(noun, {Deprel::kNsubj}) && in(lemma, {"begin", "start", "take", "occur", "happen", "end", "last", "come", "go"})) climbs = true;
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
      if (!own_tense) own_cues(node, climb);
      own_tense = false;
      // "is yet to visit", "has yet to visit"; "were to meet"
      if (!climb && has_to(node)) {
        for (const auto c : tree().children(node)) {
          if (tree().lower(c) == "yet") flip(c);
          if (tree().lower(c) == "to" && c > 0 && in(tree().lower(c - 1), {"is", "are", "was", "were"})) weaken(Modality::kPlanned, c - 1);
        }
      }
      if (tree().is_root(node)) return;
      const auto above = tree().head(node);
      const auto deprel = tree().deprel(node);
      const auto lemma = lexicon_.verb_lemma(tree().lower(above));
      const bool verb_above = tree().is_verbal(above) || tree().upos(above) == Upos::kAdj;
      climb = true;
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
          // "Before visiting India he must win a vote": as real as the clause above.
          if (tenseless && marked({"before"})) weaken(Modality::kPossible, mark);  // "left before meeting her"
          if (tenseless && marked({"after", "before", "when", "while"})) break;
          if (whenever || marked({"after", "before", "when", "while", "since", "because", "although", "though"})) return;  // a clause of its own
          // "highlighted accusations from officials that Moscow supplied …"
          if (const auto object = tree().child(above, {Deprel::kObj}); deprel == Deprel::kCcomp && object != Tree::kNone && object < node && hearsay(object)) weaken(Modality::kPossible, object);
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
          else if (verb_above && marked({"about"})) weaken(Modality::kPlanned, above);  // "is thinking about sending"
          else if (verb_above && ((negates(lemma) && deprel != Deprel::kAdvcl) || yet)) flip(above);
          else if (verb_above && asks(lemma) && deprel != Deprel::kAdvcl && infinitive) weaken(Modality::kRequested, above);
          else if (verb_above && (plans(lemma) || plans(tree().lower(above))) && (infinitive || gerund(node) || marked({"in", "on"}))) weaken(Modality::kPlanned, above);
          else if (verb_above && doubts(lemma) && deprel != Deprel::kAdvcl) weaken(Modality::kPossible, above);
          else if (deprel == Deprel::kAdvcl && infinitive) draft_->confidence -= 0.08;  // a purpose: as real as what serves it
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
          break;
        case Deprel::kAcl:
          if (has_to(node)) to_come(above);
          // "its stance on providing weapons", "the prospect of joining"
          if (const auto of = tree().child(node, {Deprel::kMark}); of != Tree::kNone && in(tree().lower(of), {"of", "on"}) && !tree().is_verbal(above) &&
              !in(tree().lower(above), {"act", "acts", "history", "practice", "process", "campaign", "crime", "crimes", "cost", "result", "year", "years", "day", "days", "policy", "evidence"})) {
            weaken(Modality::kPossible, above);
          }
          // "no evidence that", "no intention of"
          for (const auto c : tree().children(above)) {
            if (tree().lower(c) == "no" && tree().is(c, {Deprel::kDet})) {
              flip(c);
              return;
            }
          }
          // "rejected the claim that …", "reports that … are false": what is claimed is no fact, and what is denied is denied.
          if (hearsay(above)) {
            const auto verb = tree().head(above);
            if (tree().is(above, {Deprel::kObj, Deprel::kNsubjPass}) && tree().is_verbal(verb) && negates(lexicon_.verb_lemma(tree().lower(verb)))) flip(verb);
            else weaken(Modality::kPossible, above);
            return;
          }
          // "a proposal that Turkey ratify", "calls for … to"
          if (in(tree().lower(above), {"proposal", "proposals", "motion", "bill", "demand", "demands", "request", "requests", "suggestion", "plan", "plans"}) && !has_to(node)) {
            weaken(Modality::kPlanned, above);
            return;
          }
          if (!in(tree().lower(above), {"plan", "plans", "intention", "decision", "willingness", "readiness", "refusal", "clause", "attempt", "effort", "efforts", "call", "calls"})) return;
          if (in(tree().lower(above), {"refusal"})) flip(above);
          break;
        case Deprel::kObj:
        case Deprel::kNsubj:
        case Deprel::kNsubjPass:
        case Deprel::kObl:
        case Deprel::kNmod: {
          // Nouns of action: "denied the invasion", "plans for a visit", "called for talks".
          if (!tree().is_verbal(draft_->predicate)) {
            const bool of_deed = deprel == Deprel::kObj || deprel == Deprel::kNsubjPass;
            if (verb_above && (negates(lemma) || drops(above)) && of_deed) flip(above);
            else if (verb_above && plans(lemma) && deprel != Deprel::kNsubj) weaken(Modality::kPlanned, above);
            else if (verb_above && asks(lemma) && lemma != "call" && deprel != Deprel::kNsubj) weaken(Modality::kRequested, above);
            else if (in(tree().lower(above), {"plan", "plans", "preparations", "invitation", "proposal"})) weaken(Modality::kPlanned, above);
            else if (hearsay(above) || in(tree().lower(above), {"risk", "threat"})) weaken(Modality::kPossible, above);
            if (verb_above) break;
            if (in(tree().lower(above), {"plan", "plans"})) break;
          }
          return;
        }
        default: return;
      }
      node = above;
    }
  }

  // An infinitive under a noun: "a plan to visit", "an offer to talk", "a chance to win". Under a thing it is a purpose, as real as the
  // giving of the thing: "sent equipment to aid Russia".
  void to_come(std::uint32_t noun) {
    const auto word = Lexicon::noun_lemma(tree().lower(noun));
    if (in(word, {"call", "request", "invitation", "demand", "appeal", "order", "obligation", "duty"})) weaken(Modality::kRequested, noun);
    else if (in(word, {"ability", "chance", "opportunity", "right", "power", "possibility", "permission", "capacity", "means"})) weaken(Modality::kPossible, noun);
    else if (in(word, {"plan", "intention", "decision", "willingness", "readiness", "keenness", "eagerness", "desire", "wish", "hope", "pledge", "promise", "commitment", "vow", "offer",
                       "proposal", "attempt", "effort", "bid", "interest", "refusal", "threat", "aim", "goal", "ambition", "move", "agreement", "deal", "determination", "resolve", "push", "pact", "will"})) {
      weaken(Modality::kPlanned, noun);
    } else {
      draft_->confidence -= 0.08;
    }
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

  void add_speaker(std::uint32_t head, std::uint32_t cue_token, bool outer = true) {
    const auto found = single_phrase_mentions(mentions_, lexicon_, draft_->sentence, head);
    Speaker speaker;
    std::uint32_t entity = kNoEntity;
    if (!found.empty()) {
      entity = mentions_.mentions[found.front()].entity;
      speaker.words = mentions_.quote_of(mentions_.mentions[found.front()]);
    } else {
      if (tree().upos(head) == Upos::kPron) return;
      // The words of an unnamed speaker: the noun with what stands before it.
      auto first = head;
      while (first > 0 && tree().dominates(head, first - 1) && tree().upos(first - 1) != Upos::kPunct && head - first < 5) --first;
      speaker.words = quote(first, head + 1);
    }
    // Nobody speaks of himself in the third person through himself: one speaker once.
    if (entity != kNoEntity && std::find(draft_->speaker_entities.begin(), draft_->speaker_entities.end(), entity) != draft_->speaker_entities.end()) return;
    if (outer) {
      draft_->attribution.insert(draft_->attribution.begin(), speaker);
      draft_->speaker_entities.insert(draft_->speaker_entities.begin(), entity);
    } else {
      // Behind the one who reports.
      const auto at = static_cast<std::ptrdiff_t>(std::min<std::size_t>(1, draft_->attribution.size()));
      draft_->attribution.insert(draft_->attribution.begin() + at, speaker);
      draft_->speaker_entities.insert(draft_->speaker_entities.begin() + at, entity);
    }
    cue(CueKind::kAttribution, cue_token);
  }

  void speakers() {
    auto node = draft_->predicate;
    for (std::size_t steps = 0; steps < 16; ++steps) {
      for (const auto c : tree().children(node)) {
        // "…, TASS said": the saying hangs on what is said.
        if (tree().is(c, {Deprel::kParataxis, Deprel::kCcomp}) && c > node) {
          const auto lemma = lexicon_.verb_lemma(tree().lower(c));
          const auto subject = tree().child(c, {Deprel::kNsubj});
          if (tree().is(c, {Deprel::kParataxis}) && lexicon_.find_report(lemma) != nullptr && subject != Tree::kNone && tree().is_verbal(c)) add_speaker(subject, c);
        }
      }
      if (tree().is_root(node)) break;
      const auto above = tree().head(node);
      const auto deprel = tree().deprel(node);
      if (tree().is_verbal(above) && above != draft_->predicate) {
        const auto lemma = lexicon_.verb_lemma(tree().lower(above));
        const auto* report = lexicon_.find_report(lemma);
        const bool content = deprel == Deprel::kCcomp || deprel == Deprel::kParataxis || (deprel == Deprel::kXcomp && report != nullptr) || deprel == Deprel::kAdvcl || deprel == Deprel::kObl || deprel == Deprel::kObj;
        // Who asks for something says it.
        const bool asked = (deprel == Deprel::kXcomp || deprel == Deprel::kCcomp) && asks(lemma) && has_to(node);
        if (asked || (report != nullptr && content && (deprel == Deprel::kCcomp || deprel == Deprel::kParataxis))) {
          auto teller = above;
          auto subject = tree().child(teller, {Deprel::kNsubj});
          for (int up = 0; up < 3 && subject == Tree::kNone && tree().is(teller, {Deprel::kConj, Deprel::kXcomp, Deprel::kAdvcl}); ++up) {
            // "quoted X as saying": the object speaks, the subject quotes.
            const auto quoted = tree().child(tree().head(teller), {Deprel::kObj});
            teller = tree().head(teller);
            if (quoted != Tree::kNone && !tree().is(teller, {Deprel::kConj}) && in(lexicon_.verb_lemma(tree().lower(teller)), {"quote", "cite"})) {
              add_speaker(quoted, teller);
            }
            subject = tree().child(teller, {Deprel::kNsubj});
          }
          if (subject != Tree::kNone) {
            if (in(tree().lower(subject), {"who", "which", "that"}) && tree().is(teller, {Deprel::kAclRelcl})) subject = tree().head(teller);
            add_speaker(subject, above);
          }
        }
      }
      node = above;
    }
  }

  // "according to analysts", "KBS, citing TASS, reported": the words alone tell.
  void sources() {
    const auto& tokens = tree().sentence().tokens;
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
      bool inner = false;
      const auto after = lexicon_.find_source_phrase(tokens, i, inner);
      if (after == 0) continue;
      // The noun phrase that follows: up to its last noun.
      std::uint32_t head = Tree::kNone;
      for (auto at = static_cast<std::uint32_t>(after); at < tokens.size() && at < after + 6; ++at) {
        const auto upos = tokens[at].upos;
        if (upos == Upos::kNoun || upos == Upos::kPropn) head = at;
        else if (upos != Upos::kDet && upos != Upos::kAdj && upos != Upos::kNum && !in(tokens[at].lower, {"'s", "-"})) break;
      }
      if (head == Tree::kNone || (draft_->predicate >= i && draft_->predicate <= head)) continue;
      while (head > after && tree().head(head) >= after && tree().head(head) < head && !tree().is_root(head)) head = tree().head(head);
      add_speaker(head, i, !inner);
    }
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

  // The date of the claim: a time that hangs on the predicate before any other verb.
  void when() {
    const auto predicate = draft_->predicate;
    const TimeMention* best = nullptr;
    std::size_t best_distance = 99;
    for (const auto& time : times_[draft_->sentence]) {
      if (time.iso.empty() || names_object(time)) continue;
      // "the first visit since 2000" was not in 2000; what lasts since then is dated so.
      if (time.first > 0 && tree().lower(time.first - 1) == "since" && info(draft_->relation).group != "role") continue;
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
    if (best == nullptr) return;
    draft_->date = best->iso;
    draft_->cues.push_back({CueKind::kDate, quote(best->first, best->last)});
  }

  const Mentions& mentions_;
  const Lexicon& lexicon_;
  std::vector<std::vector<TimeMention>> times_;
  const Tree* tree_ = nullptr;
  Draft* draft_ = nullptr;
};

}  // namespace

void add_context(const Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts) {
  ContextReader reader(mentions, lexicon);
  for (auto& draft : drafts) reader.read(draft);
}

}  // namespace entente::extract
