// SPDX-License-Identifier: Apache-2.0
// Praise and blame that a speaker puts into words of his own instead of a verb: "called the decision a disgrace", "Norway's attack is
// unjustifiable, she said", "spoke highly of Norway's help". Words by evaluations.tsv.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/claims.h"
#include "extract/quotations.h"

namespace entente::extract {
namespace {

class StanceFinder {
 public:
  StanceFinder(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts) : mentions_(mentions), lexicon_(lexicon), drafts_(drafts), quotations_(mentions, lexicon) {}

  void run() {
    for (sentence_ = 0; sentence_ < mentions_.trees.size(); ++sentence_) {
      tree_ = &mentions_.trees[sentence_];
      if (!tree_->sentence().parsed) continue;
      for (std::uint32_t i = 0; i < tree_->size(); ++i) {
        if (tree_->is_verbal(i)) {
          named_so(i);
          spoke_highly(i);
        } else {
          predicated(i);
          attributed(i);
        }
      }
    }
  }

 private:
  [[nodiscard]] const Tree& tree() const { return *tree_; }

  struct Speaker {
    std::uint32_t mention = 0;
    std::uint32_t predicate = 0;  // the verb of saying, or the evaluating word itself when that stands elsewhere
  };

  [[nodiscard]] std::optional<std::uint32_t> actor_at(std::uint32_t sentence, std::uint32_t head) const {
    for (const auto mention : single_phrase_mentions(mentions_, lexicon_, sentence, head)) {
      const auto& entity = mentions_.entities[mentions_.mentions[mention].entity];
      if (has(kActorMask, entity.type)) return mention;
    }
    return std::nullopt;
  }

  // Who says the clause of the token: the subject of the verb of saying above, else whose quotation it is.
  [[nodiscard]] std::optional<Speaker> speaker_of(std::uint32_t token) const {
    auto at = token;
    for (int steps = 0; steps < 5 && !tree().is_root(at); ++steps) {
      const bool content = tree().is(at, {Deprel::kCcomp, Deprel::kParataxis});
      const auto above = tree().head(at);
      if (content && tree().is_verbal(above) && lexicon_.find_report(lexicon_.verb_lemma(tree().lower(above))) != nullptr) {
        const auto effect = lexicon_.find_report(lexicon_.verb_lemma(tree().lower(above)))->effect;
        if (effect == ReportEffect::kDenied || effect == ReportEffect::kRequested) return std::nullopt;
        for (const auto c : tree().children(above)) {
          if (!tree().is(c, {Deprel::kNsubj})) continue;
          if (const auto actor = actor_at(sentence_, c)) return Speaker{*actor, above};
        }
        return std::nullopt;
      }
      at = above;
    }
    if (const auto teller = quotations_.speaker(sentence_, token)) {
      if (const auto actor = actor_at(teller->sentence, teller->head)) return Speaker{*actor, token};
    }
    return std::nullopt;
  }

  // What is judged: the phrase's own name, else whose deed it is.
  [[nodiscard]] std::vector<std::uint32_t> targets(std::uint32_t head) const {
    auto out = phrase_mentions(mentions_, lexicon_, sentence_, head);
    for (const auto c : tree().children(head)) {
      const bool owner = tree().is(c, {Deprel::kNmodPoss}) || (tree().is(c, {Deprel::kNmod}) && in(tree().preposition(c), {"of", "by", "from"})) || (c < head && tree().is(c, {Deprel::kAmod, Deprel::kCompound}) && mentions_.at(sentence_, c));
      if (!owner) continue;
      const bool deed_of = tree().preposition(c) == "of";
      for (const auto mention : phrase_mentions(mentions_, lexicon_, sentence_, c)) {
        // "the invasion of Peru by Norway" blames Norway.
        if (deed_of && std::any_of(tree().children(head).begin(), tree().children(head).end(), [&](std::uint32_t d) { return tree().is(d, {Deprel::kNmodPoss, Deprel::kAmod}) && mentions_.at(sentence_, d); })) continue;
        if (deed_of && std::any_of(tree().children(head).begin(), tree().children(head).end(), [&](std::uint32_t d) { return tree().preposition(d) == "by"; })) continue;
        if (deed_of && lexicon_.find_event_noun(tree().lower(head)) == nullptr) continue;
        out.push_back(mention);
      }
    }
    return out;
  }

  [[nodiscard]] bool denied(std::uint32_t node) const {
    return std::any_of(tree().children(node).begin(), tree().children(node).end(), [&](std::uint32_t c) { return in(tree().lower(c), {"not", "n't", "never", "no", "hardly", "neither", "nor", "if", "whether", "would", "could", "may", "might"}); });
  }

  void draft(const Speaker& speaker, std::uint32_t target, Evaluation evaluation, std::uint32_t word) {
    Draft out;
    out.sentence = sentence_;
    out.relation = evaluation == Evaluation::kGood ? Relation::kSupports : Relation::kCriticisesOrAccuses;
    out.subject = mentions_.mentions[speaker.mention].entity;
    out.object = mentions_.mentions[target].entity;
    const auto& parties = mentions_.entities[out.object].parties;
    if (std::find(parties.begin(), parties.end(), out.subject) != parties.end()) return;  // "my visit was a success"
    if (out.subject == out.object || !fits(out.relation, mentions_.entities[out.subject].type, mentions_.entities[out.object].type)) return;
    if (mentions_.mentions[speaker.mention].sentence == sentence_) out.subject_mention = speaker.mention;
    out.object_mention = target;
    out.trigger_first = word;
    out.trigger_last = word + 1;
    out.predicate = speaker.predicate;
    out.confidence = 0.66;
    out.extractor = "stances/evaluation@1";
    drafts_.push_back(std::move(out));
  }

  // "called Norway's decision a disgrace", "described her as a reliable partner"
  void named_so(std::uint32_t verb) {
    if (!in(lexicon_.verb_lemma(tree().lower(verb)), {"describe", "call", "brand", "label", "term", "characterise", "characterize", "hail", "regard", "see", "view", "consider", "deem", "portray"})) return;
    const auto object = tree().child(verb, {Deprel::kObj});
    const auto subject = tree().child(verb, {Deprel::kNsubj});
    if (object == Tree::kNone || subject == Tree::kNone || denied(verb)) return;
    const auto actor = actor_at(sentence_, subject);
    if (!actor) return;
    constexpr std::uint32_t kReach = 12;  // tokens
    for (auto i = object + 1; i < tree().size() && i <= object + kReach; ++i) {
      const auto evaluation = lexicon_.evaluation(tree().lower(i));
      if (evaluation == Evaluation::kNone || !tree().dominates(verb, i) || denied(i)) continue;
      // What hangs on the object itself describes it: "called the illegal strike off".
      const bool own = tree().is(i, {Deprel::kAmod}) && tree().head(i) == object;
      if (own) continue;
      // "described it to friends"
      const auto phrase = tree().is(i, {Deprel::kAmod, Deprel::kCompound}) ? tree().head(i) : i;
      if (!tree().preposition(phrase).empty() && tree().preposition(phrase) != "as") continue;
      for (const auto target : targets(object)) draft({*actor, verb}, target, evaluation, i);
      return;
    }
  }

  // "spoke highly of Norway's help"
  void spoke_highly(std::uint32_t verb) {
    if (!in(lexicon_.verb_lemma(tree().lower(verb)), {"speak", "think"})) return;
    const auto subject = tree().child(verb, {Deprel::kNsubj});
    const bool highly = std::any_of(tree().children(verb).begin(), tree().children(verb).end(), [&](std::uint32_t c) { return in(tree().lower(c), {"highly", "well", "warmly", "fondly"}); });
    if (subject == Tree::kNone || !highly) return;
    const auto actor = actor_at(sentence_, subject);
    if (!actor) return;
    for (const auto c : tree().children(verb)) {
      if (!tree().is(c, {Deprel::kObl}) || tree().preposition(c) != "of") continue;
      for (const auto target : targets(c)) draft({*actor, verb}, target, Evaluation::kGood, verb);
    }
  }

  // "Norway's attack is unjustifiable", as somebody says.
  void predicated(std::uint32_t word) {
    const auto evaluation = lexicon_.evaluation(tree().lower(word));
    if (evaluation == Evaluation::kNone || tree().child(word, {Deprel::kCop}) == Tree::kNone || denied(word)) return;
    const auto subject = tree().child(word, {Deprel::kNsubj});
    if (subject == Tree::kNone || (tree().upos(subject) == Upos::kPron && in(tree().lower(subject), {"it", "this", "that", "which", "there", "what"}))) return;
    const auto speaker = speaker_of(word);
    if (!speaker) return;
    for (const auto target : targets(subject)) draft(*speaker, target, evaluation, word);
  }

  // "the unjustified invasion of Peru by Norway", in somebody's own words.
  void attributed(std::uint32_t word) {
    if (!tree().is(word, {Deprel::kAmod, Deprel::kConj})) return;
    if (lexicon_.evaluation(tree().lower(word)) != Evaluation::kBad || !quotations_.quoted(sentence_, word)) return;
    const auto noun = tree().head(word);
    if (tree().is_root(word) || lexicon_.find_event_noun(tree().lower(noun)) == nullptr) return;
    const auto speaker = speaker_of(word);
    if (!speaker) return;
    for (const auto target : targets(noun)) draft(*speaker, target, Evaluation::kBad, word);
  }

  Mentions& mentions_;
  const Lexicon& lexicon_;
  std::vector<Draft>& drafts_;
  Quotations quotations_;
  std::uint32_t sentence_ = 0;
  const Tree* tree_ = nullptr;
};

}  // namespace

void find_stances(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts) { StanceFinder(mentions, lexicon, drafts).run(); }

}  // namespace entente::extract
