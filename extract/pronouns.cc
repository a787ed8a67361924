// SPDX-License-Identifier: Apache-2.0
// Whom "he", "it" and "I" stand for; and those whom nobody names.
//
// A text that comes in pieces (the second page of an article, a passage of a life) has pronouns whose name it does not give. Such a "he" makes one
// unnamed entity of the article, which the following "he", "his" and "him" belong to, unless a name near by is plainly its own: the subject behind an
// opening phrase ("In his first year, Lopez …"), or the one person whom a whole passage is about.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extract/claims.h"
#include "extract/quotations.h"

namespace entente::extract {
namespace {

enum class Gender : std::uint8_t { kUnknown, kMale, kFemale };

Gender gender_of_pronoun(std::string_view word) {
  if (in(word, {"he", "him", "his", "himself"})) return Gender::kMale;
  return in(word, {"she", "her", "hers", "herself"}) ? Gender::kFemale : Gender::kUnknown;
}

// Of a word of address or kin that stands before a name or begins it.
Gender gender_of_word(std::string_view word) {
  if (in(word, {"mr", "mr.", "sir", "king", "prince", "lord", "husband", "son", "father", "brother", "grandfather", "grandson", "uncle", "nephew", "widower", "businessman", "spokesman", "congressman", "actor", "stepson"})) return Gender::kMale;
  if (in(word, {"mrs", "mrs.", "ms", "ms.", "miss", "lady", "queen", "princess", "wife", "daughter", "mother", "sister", "grandmother", "granddaughter", "aunt", "niece", "widow", "businesswoman", "spokeswoman", "congresswoman", "actress", "stepdaughter", "dame"})) return Gender::kFemale;
  return Gender::kUnknown;
}

class PronounResolver {
 public:
  PronounResolver(Mentions& mentions, const Lexicon& lexicon) : mentions_(mentions), lexicon_(lexicon), quotations_(mentions, lexicon) {
    for (const auto& entity : mentions.entities) genders_.push_back(entity.type == EntityType::kPerson ? told_gender(entity) : Gender::kUnknown);
  }

  void run() {
    for (sentence_ = 0; sentence_ < mentions_.document->sentences.size(); ++sentence_) {
      tree_ = &mentions_.trees[sentence_];
      candidates_.clear();
      for (const auto index : mentions_.of_sentence[sentence_]) {
        const auto& mention = mentions_.mentions[index];
        if (!mention.inside && mention.form != MentionForm::kDemonym) candidates_.push_back(index);
      }
      for (std::uint32_t i = 0; i < tree_->size(); ++i) word(i);
      barred_ = kNoEntity;
      constexpr std::uint32_t kEnd = 0xffffffffu;
      for (const auto gender : {Gender::kMale, Gender::kFemale}) {
        if (const auto person = salient(gender, kEnd, false)) last_person_[static_cast<std::size_t>(gender)] = person;
      }
      if (const auto thing = salient(Gender::kUnknown, kEnd, false)) last_thing_ = thing;
    }
    name_the_unnamed();
  }

 private:
  // By the words before the first of the names, or before half of them: one dog called Mr. Hansen does not make Hansen a man.
  [[nodiscard]] Gender told_gender(const LocalEntity& entity) const {
    std::array<std::size_t, 3> votes{};
    auto first = Gender::kUnknown;
    for (const auto index : entity.mentions) {
      const auto& mention = mentions_.mentions[index];
      const auto& tree = mentions_.trees[mention.sentence];
      auto found = gender_of_word(tree.lower(mention.first));
      if (found == Gender::kUnknown && mention.first > 0) found = gender_of_word(tree.lower(mention.first - 1));
      if (index == entity.mentions.front()) first = found;
      ++votes[static_cast<std::size_t>(found)];
    }
    for (const auto& [gender, other] : {std::pair(Gender::kMale, Gender::kFemale), std::pair(Gender::kFemale, Gender::kMale)}) {
      const auto told = votes[static_cast<std::size_t>(gender)];
      if (votes[static_cast<std::size_t>(other)] == 0 && told > 0 && (first == gender || 2 * told >= entity.mentions.size())) return gender;
    }
    return Gender::kUnknown;
  }

  // Salience in the order of speaking: subjects before others; a new paragraph does not end it. Of no gender are bodies and states.
  [[nodiscard]] std::optional<std::uint32_t> salient(Gender gender, std::uint32_t before, bool subject_only) const {
    std::optional<std::uint32_t> best;
    for (const auto index : candidates_) {
      const auto& mention = mentions_.mentions[index];
      if (mention.first >= before || mention.entity == barred_ || !fits_gender(mention.entity, gender)) continue;
      // "She travelled with Hansen on his last trip": who is called "she" here is not "he".
      if (mention.form == MentionForm::kPronoun && gender != Gender::kUnknown && gender_of_pronoun(tree_->lower(mention.first)) != gender) continue;
      const bool subject = tree_->is(mentions_.head_of(mention), {Deprel::kNsubj, Deprel::kNsubjPass});
      if (subject || !subject_only) best = mention.entity;
      if (subject && !subject_only) return mention.entity;
    }
    return best;
  }

  [[nodiscard]] bool fits_gender(std::uint32_t entity, Gender gender) const {
    const auto type = mentions_.entities[entity].type;
    if (gender == Gender::kUnknown) return is_body(type) || type == EntityType::kCountry;
    return type == EntityType::kPerson && (genders_[entity] == Gender::kUnknown || genders_[entity] == gender);
  }

  // "Hansen met him": another one than the subject.
  [[nodiscard]] std::uint32_t subject_above(std::uint32_t i) const {
    if (!tree_->is(i, {Deprel::kObj, Deprel::kIobj}) || tree_->lower(i).ends_with("self")) return kNoEntity;
    auto verb = tree_->head(i);
    auto subject = tree_->child(verb, {Deprel::kNsubj, Deprel::kNsubjPass});
    if (subject == Tree::kNone && tree_->is(verb, {Deprel::kConj})) subject = tree_->child(tree_->head(verb), {Deprel::kNsubj, Deprel::kNsubjPass});
    const auto named = subject == Tree::kNone ? std::nullopt : mentions_.at(sentence_, subject);
    return named ? mentions_.mentions[*named].entity : kNoEntity;
  }

  void word(std::uint32_t i) {
    const auto text = tree_->lower(i);
    std::optional<std::uint32_t> entity;
    barred_ = subject_above(i);
    if (in(text, {"he", "she", "his", "him", "her", "himself", "herself"})) {
      const auto gender = gender_of_pronoun(text);
      entity = owner_beside(i, gender);
      if (!entity) entity = name_at_birth(i, gender);
      if (!entity) entity = salient(gender, i, true);
      if (!entity) entity = salient(gender, i, false);
      if (const auto last = last_person_[static_cast<std::size_t>(gender)]; !entity && last && *last != barred_) entity = last;
      if (!entity) entity = subject_behind(i, gender);
      if (!entity && may_be_unnamed(i)) entity = make_unnamed(EntityType::kPerson, gender);
    } else if (in(text, {"it", "its", "itself"})) {
      if (text == "it" && tree_->deprel(i) == Deprel::kExpl) return;
      entity = owner_beside(i, Gender::kUnknown);
      if (!entity) entity = salient(Gender::kUnknown, i, true);
      if (!entity) entity = salient(Gender::kUnknown, i, false);
      if (!entity && last_thing_ && *last_thing_ != barred_ && !nameless_before(i)) entity = last_thing_;
      if (!entity && may_be_unnamed(i) && is_plainly_a_body(i)) entity = make_unnamed(EntityType::kOrganization, Gender::kUnknown);
    }
    if (!entity) return;
    const auto index = mentions_.add_stand_in(sentence_, i, i + 1, *entity);
    // Who is only called "he" can be meant by the next "he" as a name can; and so can any "he" who is the subject: "He met Ruiz. He left."
    if (!mentions_.entities[*entity].unnamed.empty() || (in(text, {"he", "she"}) && tree_->is(i, {Deprel::kNsubj, Deprel::kNsubjPass}))) candidates_.push_back(index);
  }

  // "the international community in its resolve", "a company and its staff": of a body that is told without a name here, and of none named before.
  [[nodiscard]] bool nameless_before(std::uint32_t pronoun) const {
    for (std::uint32_t i = 1; i < pronoun; ++i) {
      if (tree_->upos(i) != Upos::kNoun) continue;
      if (tree_->lower(i) == "community" && tree_->lower(i - 1) == "international") return true;
      const bool indefinite = in(tree_->lower(i - 1), {"a", "an"}) || (i > 1 && tree_->upos(i - 1) == Upos::kAdj && in(tree_->lower(i - 2), {"a", "an"}));
      const auto* head = indefinite ? lexicon_.find_head(tree_->lower(i)) : nullptr;
      if (head != nullptr && head->kind == HeadKind::kType && is_body(head->type) && tree_->child(i, {Deprel::kCop}) == Tree::kNone) return true;
    }
    return false;
  }

  // "She was born Ana Hansen in Oslo"
  [[nodiscard]] std::optional<std::uint32_t> name_at_birth(std::uint32_t i, Gender gender) const {
    if (i + 3 >= tree_->size() || tree_->lower(i + 1) != "was" || tree_->lower(i + 2) != "born") return std::nullopt;
    const auto named = covering_mention(mentions_, sentence_, i + 3, i + 3);
    const bool only = std::none_of(last_person_.begin(), last_person_.end(), [](const auto& person) { return person.has_value(); });
    return named && only && fits_gender(mentions_.mentions[*named].entity, gender) ? std::optional(mentions_.mentions[*named].entity) : std::nullopt;
  }

  // "the son of Peter Hansen and his wife Ana", "Hansen Oil and its founder": of the name that it is joined to.
  [[nodiscard]] std::optional<std::uint32_t> owner_beside(std::uint32_t i, Gender gender) const {
    if (i < 2 || tree_->lower(i - 1) != "and" || !in(tree_->lower(i), {"his", "her", "its"})) return std::nullopt;
    auto end = i - 1;
    if (tree_->lower(end - 1) == "," && end > 1) --end;
    // "Peter Hansen, a butcher, and his wife"
    auto article = end;
    while (article > 1 && end - article < 3 && (tree_->upos(article - 1) == Upos::kNoun || tree_->upos(article - 1) == Upos::kAdj)) --article;
    if (article < end && article > 2 && in(tree_->lower(article - 1), {"a", "an", "the"}) && tree_->lower(article - 2) == ",") end = article - 2;
    for (const auto index : candidates_) {
      const auto& mention = mentions_.mentions[index];
      if (mention.last == end && fits_gender(mention.entity, gender)) return mention.entity;
    }
    return std::nullopt;
  }

  // "In his first year, Lopez …", "Before he joined the bank, Lopez …": the subject of a clause that the pronoun's phrase opens.
  [[nodiscard]] std::optional<std::uint32_t> subject_behind(std::uint32_t pronoun, Gender gender) const {
    if (quotations_.quoted(sentence_, pronoun)) return std::nullopt;
    auto at = pronoun;
    for (std::size_t steps = 0; steps < tree_->size() && !tree_->is_root(at); ++steps) {
      if (tree_->is(at, {Deprel::kCcomp, Deprel::kParataxis, Deprel::kConj})) return std::nullopt;
      at = tree_->head(at);
      for (const auto c : tree_->children(at)) {
        if (c <= pronoun || !tree_->is(c, {Deprel::kNsubj, Deprel::kNsubjPass}) || tree_->dominates(c, pronoun)) continue;
        bool comma = false;
        for (auto i = pronoun; i < c; ++i) comma = comma || tree_->lower(i) == ",";
        const auto named = mentions_.at(sentence_, c);
        if (comma && named && mentions_.mentions[*named].form != MentionForm::kPronoun && fits_gender(mentions_.mentions[*named].entity, gender)) return mentions_.mentions[*named].entity;
      }
    }
    return subject_behind_comma(pronoun, gender);
  }

  // The same by the words alone: an opening without another name, a comma, the name, its verb.
  [[nodiscard]] std::optional<std::uint32_t> subject_behind_comma(std::uint32_t pronoun, Gender gender) const {
    if (!in(name_of(tree_->upos(0)), {"ADP", "SCONJ", "ADV"}) && !in(tree_->lower(0), {"before", "after", "since", "during", "when", "while"})) return std::nullopt;
    auto comma = pronoun + 1;
    while (comma < tree_->size() && tree_->lower(comma) != ",") ++comma;
    for (const auto index : candidates_) {
      const auto& mention = mentions_.mentions[index];
      if (mentions_.entities[mention.entity].type != EntityType::kPerson) continue;
      if (mention.first < comma || mention.last >= tree_->size()) {
        if (mention.first > pronoun) return std::nullopt;
        continue;
      }
      return mention.first == comma + 1 && tree_->is_verbal(mention.last) && fits_gender(mention.entity, gender) ? std::optional(mention.entity) : std::nullopt;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool may_be_unnamed(std::uint32_t i) const {
    return tree_->sentence().parsed && tree_->sentence().kind == SentenceKind::kBody && !quotations_.quoted(sentence_, i);
  }

  // "It was founded by", "It is headquartered in", "It is a subsidiary of", "Its headquarters": what is so is a body.
  [[nodiscard]] bool is_plainly_a_body(std::uint32_t i) const {
    const auto body_noun = [&](std::uint32_t at) {
      const auto noun = Lexicon::noun_lemma(tree_->lower(at));
      const auto* head = lexicon_.find_head(noun);
      return (head != nullptr && head->kind == HeadKind::kType && is_body(head->type)) || in(noun, {"subsidiary", "division", "unit", "arm", "company", "firm", "manufacturer", "maker", "retailer", "supplier", "publisher", "organization", "organisation", "charity", "provider"});
    };
    const auto above = tree_->head(i);
    if (tree_->is_root(i)) return false;
    if (tree_->lower(i) == "its") return in(tree_->lower(above), {"headquarters", "headquarter", "founder", "founders", "ceo", "chairman", "chairwoman", "subsidiary", "subsidiaries", "employees", "shareholders", "co-founder", "co-founders"});
    // "It was formed in 1997 as a wholly owned subsidiary of", by the words: "owned" misleads parsers.
    if (in(tree_->lower(std::min<std::uint32_t>(i + 1, static_cast<std::uint32_t>(tree_->size()) - 1)), {"is", "was", "operates", "became", "remains"})) {
      constexpr std::uint32_t kReach = 14;  // tokens
      for (auto k = i + 2; k + 1 < tree_->size() && k < i + kReach && !in(tree_->lower(k), {",", ".", "that", "by"}); ++k) {
        if (in(tree_->lower(k), {"subsidiary", "division"}) && tree_->lower(k + 1) == "of") return true;
      }
    }
    if (!tree_->is(i, {Deprel::kNsubj, Deprel::kNsubjPass})) return false;
    if (tree_->child(above, {Deprel::kCop}) != Tree::kNone) return body_noun(above);
    const auto tells = [&](std::uint32_t verb) {
      const auto lemma = lexicon_.verb_lemma(tree_->lower(verb));
      if (in(lemma, {"found", "headquarter", "establish", "acquire", "incorporate", "base"}) && tree_->is(i, {Deprel::kNsubjPass})) return true;
      if (in(tree_->lower(verb), {"based", "headquartered", "founded", "established"}) && verb == i + 2) return true;
      return std::any_of(tree_->children(verb).begin(), tree_->children(verb).end(), [&](std::uint32_t c) { return c > verb && tree_->preposition(c) == "as" && body_noun(c); });
    };
    if (tells(above)) return true;
    return std::any_of(tree_->children(above).begin(), tree_->children(above).end(), [&](std::uint32_t c) { return tree_->is(c, {Deprel::kConj}) && in(tree_->lower(c), {"headquartered", "based", "founded"}); });
  }

  std::uint32_t make_unnamed(EntityType type, Gender gender) {
    const auto made = static_cast<std::uint32_t>(mentions_.entities.size());
    LocalEntity entity;
    entity.type = type;
    entity.unnamed = gender == Gender::kMale ? "he" : gender == Gender::kFemale ? "she" : "it";
    mentions_.entities.push_back(std::move(entity));
    genders_.push_back(gender);
    return made;
  }

  // "He was born in Oslo. Hansen studied in Bergen.": a life, told of one person, whom a bare surname or given name points back to. No other person is the subject
  // of a sentence, nobody reports, and the name never does something to "him". Not "He resigned. Hansen took over."
  void name_the_unnamed() {
    std::optional<std::uint32_t> unnamed;
    for (std::uint32_t e = 0; e < mentions_.entities.size(); ++e) {
      if (mentions_.entities[e].unnamed.empty() || mentions_.entities[e].type != EntityType::kPerson) continue;
      if (unnamed) return;  // two of them: whose name is it?
      unnamed = e;
    }
    if (!unnamed) return;
    std::optional<std::uint32_t> name;
    for (std::uint32_t s = 0; s < mentions_.of_sentence.size(); ++s) {
      const auto& tree = mentions_.trees[s];
      for (const auto index : mentions_.of_sentence[s]) {
        const auto& mention = mentions_.mentions[index];
        if (mentions_.entities[mention.entity].type != EntityType::kPerson || mention.inside) continue;
        const auto head = mentions_.head_of(mention);
        if (!tree.is(head, {Deprel::kNsubj, Deprel::kNsubjPass})) continue;
        if (lexicon_.find_report(lexicon_.verb_lemma(tree.lower(tree.head(head)))) != nullptr) return;
        if (mention.entity == *unnamed) continue;
        if (name && *name != mention.entity) return;
        if (!name && mention.last - mention.first > 1) return;  // a full name behind "he" brings in somebody new
        name = mention.entity;
        // The same clause, or one with "he" before the name, is about two.
        for (const auto other : mentions_.of_sentence[s]) {
          const auto& pronoun = mentions_.mentions[other];
          if (pronoun.entity == *unnamed && (pronoun.first < mention.first || !tree.is(pronoun.first, {Deprel::kNmodPoss, Deprel::kNsubj, Deprel::kNsubjPass}))) return;
        }
      }
    }
    if (!name || !tells_birth(*unnamed)) return;
    const auto gender = genders_[*name];
    if (gender != Gender::kUnknown && gender != genders_[*unnamed]) return;
    auto& from = mentions_.entities[*unnamed].mentions;
    auto& to = mentions_.entities[*name].mentions;
    for (const auto index : from) mentions_.mentions[index].entity = *name;
    to.insert(to.end(), from.begin(), from.end());
    std::sort(to.begin(), to.end());
    from.clear();
  }

  // "He was born", "he grew up"
  [[nodiscard]] bool tells_birth(std::uint32_t entity) const {
    const auto& all = mentions_.entities[entity].mentions;
    return std::any_of(all.begin(), all.end(), [&](std::uint32_t index) {
      const auto& mention = mentions_.mentions[index];
      const auto& tree = mentions_.trees[mention.sentence];
      if (mention.last + 1 >= tree.size()) return false;
      return (tree.lower(mention.last) == "was" && tree.lower(mention.last + 1) == "born") || (tree.lower(mention.last) == "grew" && tree.lower(mention.last + 1) == "up");
    });
  }

  Mentions& mentions_;
  const Lexicon& lexicon_;
  Quotations quotations_;
  std::vector<Gender> genders_;  // by entity
  std::uint32_t sentence_ = 0;
  const Tree* tree_ = nullptr;
  std::vector<std::uint32_t> candidates_;  // mentions of the sentence that a pronoun can stand for
  std::array<std::optional<std::uint32_t>, 3> last_person_{};  // by Gender
  std::optional<std::uint32_t> last_thing_;
  std::uint32_t barred_ = kNoEntity;  // the entity that the pronoun in hand is not
};

// A text that says "I" outside of all marks of quotation tells of its own author, unnamed unless it says "My name is" or "I am". Not an interview: who
// "I" is there the paragraphs' labels would have to say.
class Narrator {
 public:
  Narrator(Mentions& mentions, const Quotations& quotations) : mentions_(mentions), quotations_(quotations) {}

  void run() {
    if (asks_somebody()) return;
    for (const auto& sentence : mentions_.document->sentences) {
      constexpr std::size_t kLabel = 4;  // words before the colon: "Q:", "Ana Ruiz:"
      for (std::size_t i = 0; i < std::min(kLabel, sentence.tokens.size()); ++i) {
        if (sentence.tokens[i].lower == ":") return;
      }
    }
    for (std::uint32_t s = 0; s < mentions_.trees.size(); ++s) {
      const auto& tree = mentions_.trees[s];
      if (!tree.sentence().parsed || tree.sentence().kind != SentenceKind::kBody || single_quoted(tree)) continue;
      for (std::uint32_t i = 0; i < tree.size(); ++i) {
        const auto word = tree.lower(i);
        const bool speaks = (tree.token(i).text == "I" && tree.is(i, {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kConj})) || (word == "my" && tree.is(i, {Deprel::kNmodPoss})) || word == "me" || word == "myself";
        if (!speaks || tree.upos(i) != Upos::kPron || quotations_.quoted(s, i) || mentions_.at(s, i)) continue;
        if (!entity_) entity_ = author(s);
        mentions_.add_stand_in(s, i, i + 1, *entity_);
      }
    }
  }

 private:
  // Two questions to "you" make an interview, labelled or not.
  [[nodiscard]] bool asks_somebody() const {
    int questions = 0;
    for (const auto& sentence : mentions_.document->sentences) {
      if (sentence.tokens.empty() || sentence.tokens.back().lower != "?") continue;
      if (std::any_of(sentence.tokens.begin(), sentence.tokens.end(), [](const Token& token) { return in(token.lower, {"you", "your"}); })) ++questions;
    }
    return questions >= 2;
  }

  // 'I was there,' he said: which of the marks are apostrophes nobody knows.
  static bool single_quoted(const Tree& tree) {
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
      if (in(tree.token(i).text, {"'", "\u2018", "`"})) return true;
    }
    return false;
  }

  [[nodiscard]] std::uint32_t author(std::uint32_t from) {
    for (auto s = from; s < mentions_.trees.size(); ++s) {
      const auto& tree = mentions_.trees[s];
      for (std::uint32_t i = 0; i + 2 < tree.size(); ++i) {
        if (quotations_.quoted(s, i)) continue;
        auto name = i + 2;
        const bool called = tree.lower(i) == "my" && tree.lower(i + 1) == "name" && i + 3 < tree.size() && in(tree.lower(i + 2), {"is", "'s"});
        if (called) name = i + 3;
        const bool am = tree.token(i).text == "I" && in(tree.lower(i + 1), {"am", "'m", ","});
        if (!called && !am) continue;
        const auto named = covering_mention(mentions_, s, name, name);
        if (!named || mentions_.entities[mentions_.mentions[*named].entity].type != EntityType::kPerson) continue;
        const auto last = mentions_.mentions[*named].last;
        if (called || last >= tree.size() || in(tree.lower(last), {",", ".", "and"})) return mentions_.mentions[*named].entity;
      }
    }
    LocalEntity entity;
    entity.type = EntityType::kPerson;
    entity.unnamed = "I";
    mentions_.entities.push_back(std::move(entity));
    return static_cast<std::uint32_t>(mentions_.entities.size() - 1);
  }

  Mentions& mentions_;
  const Quotations& quotations_;
  std::optional<std::uint32_t> entity_;
};

}  // namespace

void resolve_pronouns(Mentions& mentions, const Lexicon& lexicon) { PronounResolver(mentions, lexicon).run(); }

void resolve_first_person(Mentions& mentions, const Lexicon& lexicon) {
  const Quotations quotations(mentions, lexicon);
  for (std::uint32_t s = 0; s < mentions.trees.size(); ++s) {
    const auto& tree = mentions.trees[s];
    if (!tree.sentence().parsed) continue;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
      const auto word = tree.lower(i);
      const bool one = word == "i" || word == "me" || word == "my";
      if ((!one && word != "we" && word != "our") || tree.upos(i) != Upos::kPron) continue;
      const auto teller = quotations.speaker(s, i);
      if (!teller) continue;
      const auto found = single_phrase_mentions(mentions, lexicon, teller->sentence, teller->head);
      if (found.empty()) continue;
      const auto entity = mentions.mentions[found.front()].entity;
      if (entity == kNoEntity || !has(kActorMask, mentions.entities[entity].type) || (one && mentions.entities[entity].type != EntityType::kPerson) || mentions.entities[entity].type == EntityType::kCountry) continue;
      mentions.add_stand_in(s, i, i + 1, entity);
    }
  }
  Narrator(mentions, quotations).run();
}

void resolve_relatives(Mentions& mentions) {
  for (std::uint32_t s = 0; s < mentions.trees.size(); ++s) {
    const auto& tree = mentions.trees[s];
    if (!tree.sentence().parsed) continue;
    for (std::uint32_t i = 1; i < tree.size(); ++i) {
      const auto word = tree.lower(i);
      const bool person = in(word, {"who", "whom"});
      const bool place = word == "where";
      if (!person && !place && !in(word, {"which", "whose"})) continue;
      // The name right before, a comma and a preposition between: "Hansen, who", "the Oslo School, at which".
      auto end = i;
      if (end > 1 && tree.upos(end - 1) == Upos::kAdp) --end;
      if (end > 1 && in(tree.lower(end - 1), {",", ")"})) {
        if (tree.lower(end - 1) == ")") {
          while (end > 1 && tree.lower(end - 1) != "(") --end;
        }
        --end;
      }
      auto named = end > 0 ? covering_mention(mentions, s, end - 1) : std::nullopt;
      if (named && mentions.mentions[*named].last != end) named.reset();
      if (!named) {
        // "Hansen Oil, a company which": the noun above the clause, or what it describes.
        auto clause = i;
        for (int links = 0; links < 3 && !tree.is_root(clause) && !tree.is(clause, {Deprel::kAclRelcl}); ++links) clause = tree.head(clause);
        if (!tree.is(clause, {Deprel::kAclRelcl}) || tree.is_root(clause)) continue;
        auto noun = tree.head(clause);
        if (noun >= i) continue;
        if (!mentions.at(s, noun) && tree.is(noun, {Deprel::kAppos})) noun = tree.head(noun);
        named = covering_mention(mentions, s, noun);
      }
      if (!named) continue;
      const auto entity = mentions.mentions[*named].entity;
      if (entity == kNoEntity || mentions.mentions[*named].form == MentionForm::kDemonym || mentions.at(s, i)) continue;
      const auto type = mentions.entities[entity].type;
      const bool fits = person ? type == EntityType::kPerson : place ? is_body(type) || type == EntityType::kPlace || type == EntityType::kCountry : word == "whose" || type != EntityType::kPerson;
      if (!fits) continue;
      mentions.add_stand_in(s, i, i + 1, entity);
    }
  }
}

void drop_idle_unnamed(Mentions& mentions, const std::vector<bool>& used) {
  for (std::size_t i = 0; i < mentions.entities.size(); ++i) {
    if (!mentions.entities[i].unnamed.empty() && !used[i]) mentions.entities[i].mentions.clear();
  }
}

}  // namespace entente::extract
