// SPDX-License-Identifier: Apache-2.0
// What short texts on people and companies say by the words alone, where the tree of a long or loose sentence is of little help: who was born, raised
// and lives where, with whom; who works where as what; whose children, founders, seats and parent companies are told beside a name; what a list goes on with.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "extract/claims.h"

namespace entente::extract {
namespace {

bool is_site(EntityType type) { return type == EntityType::kPlace || type == EntityType::kCountry; }

// A noun for somebody by what he does: "reporter", "economist", "pilot".
bool is_agent_noun(std::string_view word) {
  constexpr std::array<std::string_view, 8> kEnds{"ist", "ian", "er", "or", "naut", "logue", "eur", "ant"};
  if (in(word, {"partner", "fellow", "attorney", "coach", "pilot", "clerk", "nurse", "chef", "critic", "analyst", "associate", "chief", "head", "scholar", "chair", "trustee", "secretary", "executive", "cfo", "coo", "cto", "aide"})) return true;
  if (in(word, {"supporter", "founder", "owner", "rival", "prisoner", "customer", "defector", "follower", "successor", "predecessor", "voter", "donor", "investor", "shareholder", "survivor", "opponent", "brother", "sister", "father", "mother", "daughter", "elder", "leader", "member", "winner", "number", "other", "order", "center", "quarter", "river", "honor", "career", "offer", "tour", "power", "paper", "letter", "summer", "winter", "october", "september", "november", "december", "sector", "factor", "major", "minor", "error", "former", "later", "latter", "player", "competitor", "grant", "plant", "restaurant", "participant", "applicant", "contender", "challenger", "subscriber", "user", "visitor", "prior", "senior", "junior", "superior", "interior", "exterior", "corner", "matter", "chapter", "character", "water", "weather", "computer", "server", "theater", "master", "bachelor", "settler", "tenor", "tutor", "newsletter", "over", "under", "after", "per", "ever", "never", "together", "however", "either", "rather", "whether"})) return false;
  return word.size() > 4 && std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return word.size() > end.size() + 1 && word.ends_with(end); });
}

class LifeFinder {
 public:
  LifeFinder(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts) : mentions_(mentions), lexicon_(lexicon), drafts_(drafts) {}

  void run() {
    for (sentence_ = 0; sentence_ < mentions_.trees.size(); ++sentence_) {
      tree_ = &mentions_.trees[sentence_];
      if (!tree_->sentence().parsed || mentions_.of_sentence[sentence_].size() < 2) continue;  // a claim has two ends
      const auto size = static_cast<std::uint32_t>(tree_->size());
      for (std::uint32_t i = 0; i < size; ++i) {
        homes(i);
        births(i);
        subsidiaries(i);
        seats(i);
        founders(i);
        occupations(i);
        posts(i);
        schooling(i);
        boards(i);
        marriages(i);
        possessed(i);
        members(i);
        joining(i);
        parties(i);
        offspring(i);
      }
      sites();
    }
    continue_lists();
    companions();
  }

 private:
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(tree_->size()); }
  [[nodiscard]] std::string_view word(std::uint32_t i) const { return i < size() ? tree_->lower(i) : std::string_view(); }
  [[nodiscard]] bool tagged(std::uint32_t i, std::initializer_list<Upos> any) const { return i < size() && std::find(any.begin(), any.end(), tree_->upos(i)) != any.end(); }
  [[nodiscard]] EntityType type_of(std::uint32_t mention) const { return mentions_.entities[mentions_.mentions[mention].entity].type; }
  [[nodiscard]] const LocalMention& at(std::uint32_t mention) const { return mentions_.mentions[mention]; }

  // The name of a kind that begins at the token, the longest; demonyms apart.
  template <class Fits>
  [[nodiscard]] std::optional<std::uint32_t> name_at(std::uint32_t first, Fits fits) const {
    std::optional<std::uint32_t> best;
    for (const auto index : mentions_.of_sentence[sentence_]) {
      const auto& mention = at(index);
      if (mention.first != first || mention.form == MentionForm::kPronoun || mention.form == MentionForm::kDemonym || mention.form == MentionForm::kDescription) continue;
      if (fits(type_of(index)) && (!best || mention.last > at(*best).last)) best = index;
    }
    return best;
  }
  template <class Fits>
  [[nodiscard]] std::optional<std::uint32_t> name_before(std::uint32_t end, Fits fits) const {
    std::optional<std::uint32_t> best;
    for (const auto index : mentions_.of_sentence[sentence_]) {
      const auto& mention = at(index);
      if (mention.last != end || mention.form == MentionForm::kPronoun || mention.form == MentionForm::kDemonym || mention.form == MentionForm::kDescription) continue;
      if (fits(type_of(index)) && (!best || mention.first < at(*best).first)) best = index;
    }
    return best;
  }
  static bool person(EntityType type) { return type == EntityType::kPerson; }

  // "the", "a" and the words of a description before a name: "the American toy company Hansen".
  template <class Fits>
  [[nodiscard]] std::optional<std::uint32_t> name_from(std::uint32_t from, std::uint32_t reach, Fits fits) const {
    for (auto i = from; i < size() && i <= from + reach; ++i) {
      if (const auto found = name_at(i, fits)) return found;
      const auto other = covering_mention(mentions_, sentence_, i);
      const bool demonym = other && (at(*other).form == MentionForm::kDemonym || at(*other).form == MentionForm::kDescription);
      if (other && !demonym) return std::nullopt;
      if (!demonym && !tagged(i, {Upos::kDet, Upos::kAdj, Upos::kNoun, Upos::kPropn, Upos::kNum}) && !in(word(i), {"-", "his", "her", "their", "its"})) return std::nullopt;
    }
    return std::nullopt;
  }

  void add(Relation relation, std::uint32_t subject, std::uint32_t object, std::uint32_t trigger, double confidence, const char* extractor) {
    if (auto draft = draft_between(mentions_, sentence_, relation, subject, object, trigger, confidence, extractor)) drafts_.push_back(*std::move(draft));
  }

  [[nodiscard]] std::uint32_t past_brackets(std::uint32_t i) const { return extract::past_brackets(*tree_, i); }
  [[nodiscard]] std::uint32_t before_brackets(std::uint32_t end) const {
    if (end < 2 || word(end - 1) != ")") return end;
    auto k = end - 1;
    while (k > 0 && word(k) != "(") --k;
    return k > 0 ? k : end;
  }

  static bool denies(std::string_view w) { return in(w, {"not", "n't", "never", "no", "without", "nor", "neither", "if", "unless", "would", "could", "should", "may", "might", "will", "to"}); }

  // The person who does what the verb at the token says, by the words: right before it ("Ruiz also moved"), or the one whose clause is carried on ("Ruiz was
  // born in Oslo and moved to"). Nobody when another name could be the subject.
  [[nodiscard]] std::optional<std::uint32_t> doer(std::uint32_t verb) const {
    auto end = verb;
    while (end > 0 && (tagged(end - 1, {Upos::kAdv, Upos::kAux}) || in(word(end - 1), {"also", "then", "later", "now", "first", "has", "had", "have"}))) {
      if (denies(word(end - 1))) return std::nullopt;
      --end;
    }
    if (const auto found = subject_ending(end)) return found;
    if (end == 0 || denies(word(end - 1))) return std::nullopt;
    // "Ruiz, who moved to"
    if (word(end - 1) == "who") {
      auto name = end - 1;
      if (name > 1 && word(name - 1) == ",") --name;
      return name_before(before_brackets(name), person);
    }
    if (!in(word(end - 1), {"and", ",", "but"})) return std::nullopt;
    std::optional<std::uint32_t> subject;
    for (const auto index : mentions_.of_sentence[sentence_]) {
      const auto& mention = at(index);
      if (mention.last > end - 1 || mention.inside || !is_subject(index)) continue;
      subject = type_of(index) == EntityType::kPerson ? std::optional(index) : std::nullopt;
    }
    // A subject without a name or known pronoun takes over: "his father came and moved to".
    if (subject) {
      for (auto i = at(*subject).last; i < end; ++i) {
        if (tree_->is(i, {Deprel::kNsubj, Deprel::kNsubjPass}) && !in(word(i), {"who", "which", "that"})) return std::nullopt;
      }
    }
    return subject;
  }
  // With the one that he is joined to: "Ruiz and her husband Lars Hansen", "He and his brother, Lars Hansen,".
  [[nodiscard]] std::vector<std::uint32_t> together(std::uint32_t subject) const {
    std::vector<std::uint32_t> out{subject};
    if (at(subject).form == MentionForm::kPronoun) return out;
    auto k = at(subject).first;
    constexpr std::uint32_t kReach = 5;  // words between "and" and the name
    while (k > 1 && at(subject).first - k < kReach && (tagged(k - 1, {Upos::kNoun, Upos::kAdj}) || in(word(k - 1), {"his", "her", "my", ",", "-"}))) --k;
    if (k < 2 || word(k - 1) != "and") return out;
    auto end = k - 1;
    if (word(end - 1) == ",") --end;
    for (const auto index : mentions_.of_sentence[sentence_]) {
      const auto& mention = at(index);
      if (mention.last != end || mention.inside || type_of(index) != EntityType::kPerson || mention.entity == at(subject).entity) continue;
      if (mention.form == MentionForm::kPronoun && !in(word(mention.first), {"he", "she", "i"})) continue;
      if (mention.first > 0 && tagged(mention.first - 1, {Upos::kAdp})) continue;  // "the son of Novak and Ruiz moved"
      out.push_back(index);
    }
    return out;
  }

  [[nodiscard]] bool is_subject(std::uint32_t index) const {
    const auto& mention = at(index);
    if (mention.form == MentionForm::kPronoun) return in(word(mention.first), {"he", "she", "i", "it"});
    return tree_->is(mentions_.head_of(mention), {Deprel::kNsubj, Deprel::kNsubjPass});
  }
  // A person named, or called he, she or I, right before the token.
  [[nodiscard]] std::optional<std::uint32_t> subject_ending(std::uint32_t end) const {
    end = before_brackets(end);
    for (const auto index : mentions_.of_sentence[sentence_]) {
      const auto& mention = at(index);
      if (mention.last != end || mention.form == MentionForm::kDemonym || mention.form == MentionForm::kDescription || type_of(index) != EntityType::kPerson) continue;
      if (mention.form != MentionForm::kPronoun || in(word(mention.first), {"he", "she", "i"})) {
        // "the wife of Peter Ruiz moved": who stands behind a preposition does nothing.
        if (mention.form != MentionForm::kPronoun && mention.first > 0 && tagged(mention.first - 1, {Upos::kAdp})) return std::nullopt;
        return index;
      }
    }
    return std::nullopt;
  }
  // The person who is the subject behind an opening participle: "Born in Oslo, Ruiz", "Raised in Oslo, she".
  [[nodiscard]] std::optional<std::uint32_t> subject_behind(std::uint32_t comma) const {
    if (word(comma) == ",") ++comma;
    if (in(word(comma), {"he", "she", "i"})) return mentions_.at(sentence_, comma);
    for (auto i = comma; i < size() && i < comma + 4; ++i) {
      if (const auto found = name_at(i, person)) return found;
      if (!tagged(i, {Upos::kNoun, Upos::kPropn, Upos::kDet, Upos::kAdj}) || covering_mention(mentions_, sentence_, i)) return std::nullopt;
    }
    return std::nullopt;
  }

  // The places from the token on: "Parra, Goa", "the small town of Vinton, Iowa". Returns one past them; no places when none stands there.
  std::uint32_t places(std::uint32_t from, std::vector<std::uint32_t>& out) const {
    auto i = from;
    for (std::uint32_t skipped = 0; skipped < 6 && i < size(); ++skipped, ++i) {
      if (covering_mention(mentions_, sentence_, i, i)) break;
      if (!tagged(i, {Upos::kDet, Upos::kAdj}) && !in(word(i), {"small", "town", "city", "village", "of", "suburbs", "island", "area", "outskirts", "state", "the", "northern", "southern", "eastern", "western", "north", "south", "east", "west", "central", "northwest", "northeast", "southeast", "southwest", "downtown", "nearby", "neighborhood", "neighbourhood", "suburb"})) return from;
    }
    auto end = from;
    while (i < size()) {
      const auto found = name_at(i, is_site);
      if (!found || (word(at(*found).last) == "'s")) break;
      // "London" for the state is not where one lives.
      const auto* entry = at(*found).entry;
      if (type_of(*found) == EntityType::kCountry && entry != nullptr && entry->kind == NameKind::kCapital) break;
      out.push_back(*found);
      end = at(*found).last;
      i = past_brackets(end);
      if (in(word(i), {",", "of"})) ++i;  // "Oslo, Norway", "the town of Eik of Oslo County"
      if (!name_at(i, is_site)) {
        if (word(end) == "(" && name_at(end + 1, is_site)) {
          i = end + 1;
          continue;
        }
        break;
      }
    }
    return end;
  }

  // moved to, grew up in, lives at …
  void homes(std::uint32_t i) {
    const auto w = word(i);
    auto next = i + 1;
    bool from = false;
    if (in(w, {"moved", "relocated", "emigrated", "immigrated", "migrated", "moving", "immigrating", "emigrating", "relocating"})) {
      from = true;
    } else if (in(w, {"grew", "growing"}) && word(next) == "up") {
      ++next;
    } else if (!in(w, {"settled", "lived", "lives", "live", "resided", "resides", "reside", "raised", "settling", "living", "residing"})) {
      return;
    }
    if (from && tagged(next, {Upos::kDet, Upos::kNoun, Upos::kAdj, Upos::kPropn, Upos::kPron})) return;  // "moved the bank to Oslo"
    if (w == "raised" && (i == 0 || !in(word(i - 1), {"and", "was", "were", ","}))) return;
    std::optional<std::uint32_t> subject;
    // "before settling in", "after moving to": the subject of the clause.
    if (w.ends_with("ing")) {
      if (i == 0 || !in(word(i - 1), {"before", "after", "since", "and"})) return;
      if (i == 1) {
        auto comma = i;
        while (comma < size() && word(comma) != ",") ++comma;
        subject = subject_behind(comma);
      } else {
        for (const auto index : mentions_.of_sentence[sentence_]) {
          if (at(index).last < i && is_subject(index) && !at(index).inside) subject = type_of(index) == EntityType::kPerson ? std::optional(index) : std::nullopt;
        }
      }
    } else {
      subject = doer(i);
      if (!subject && i + 2 < size() && w == "raised" && i <= 3) subject = fronted_subject(i);
    }
    std::vector<std::uint32_t> subjects;
    if (subject) subjects = together(*subject);
    else if (i > 0 && (word(i - 1) == "they" || (i > 1 && word(i - 1) == "couple" && word(i - 2) == "the"))) subjects = couple_before(i - 1);
    if (subjects.empty()) return;
    bool found = false;
    // "moved back with his family from Chile to Peru", "moved in 1990 to Peru"
    for (auto k = next; k < size() && k < next + 12; ++k) {
      const auto p = word(k);
      if (p == "there" && !from) {
        // "was born in Oslo and lived there"
        const auto& list = mentions_.of_sentence[sentence_];
        for (auto left = list.size(); left > 0; --left) {
          const auto back = list[left - 1];
          if (at(back).last > i || !is_site(type_of(back)) || at(back).form != MentionForm::kName) continue;
          for (const auto who : subjects) add(Relation::kLivesIn, who, back, i, 0.72, "lives/home@1");
          break;
        }
        return;
      }
      if (in(p, {"to", "in", "at", "on", "from", "into", "near"})) {
        if (p == "near") return;
        std::vector<std::uint32_t> sites;
        const auto end = places(k + 1, sites);
        if (!sites.empty()) {
          if (from && in(p, {"in", "at", "on"})) return;
          if (p == "from") {  // where somebody does not live any more
            k = end - 1;
            continue;
          }
          for (const auto who : subjects) {
            for (const auto site : sites) add(Relation::kLivesIn, who, site, i, 0.75, "lives/home@1");
          }
          found = true;
          k = end - 1;
          // "in Oslo and Bergen"
          if (!from && in(word(end), {"and", ","}) && name_at(end + 1, is_site)) k = end - 1;
          continue;
        }
        if (covering_mention(mentions_, sentence_, k + 1)) return;
      }
      if (found && !in(p, {"from", "to", "and", ",", "then", "later", "in", "with", "at"}) && !tagged(k, {Upos::kNum})) return;
      if (tree_->is_verbal(k) || in(p, {".", ";", "where", "who", "which"})) return;
      if (found && p == "and" && !in(word(k + 1), {"to", "then", "in", "later"})) return;
    }
  }

  // "Born and raised in Oslo, Ruiz": the participle opens the sentence.
  [[nodiscard]] std::optional<std::uint32_t> fronted_subject(std::uint32_t participle) const {
    for (std::uint32_t k = 0; k < participle; ++k) {
      if (!in(word(k), {"born", "and", "originally", "raised", "educated"}) && !tagged(k, {Upos::kAdv})) return std::nullopt;
    }
    for (auto k = participle + 1; k < size() && k < participle + 14; ++k) {
      if (in(word(k), {"he", "she", "i"})) return mentions_.at(sentence_, k);
      if (word(k) == "," && (in(word(k + 1), {"he", "she", "i"}) || !name_at(k + 1, is_site))) return subject_behind(k);
    }
    return std::nullopt;
  }

  // "was born (Carolyn Wood) on 26 June 1922, the youngest of three children, in Oslo", "a producer born and raised in Oslo"
  void births(std::uint32_t i) {
    if (word(i) != "born") return;
    std::optional<std::uint32_t> subject;
    if (i > 0 && in(word(i - 1), {"was", "were"})) {
      subject = doer(i - 1);
    } else if (i == 0 || (i == 1 && tagged(0, {Upos::kAdv}))) {
      subject = fronted_subject(i);
    } else {
      // An apposition or what the subject is: ", born in Oslo,", "is an American producer born in".
      auto end = i;
      if (word(end - 1) == ",") --end;
      subject = subject_ending(end);
      for (auto k = end; !subject && k > 1 && end - k < 10; --k) {
        if (in(word(k - 1), {"is", "was"})) {
          subject = subject_ending(k - 1);
          break;
        }
        const auto other = covering_mention(mentions_, sentence_, k - 1);
        if (other && at(*other).form != MentionForm::kDemonym && at(*other).form != MentionForm::kDescription) break;
        if (!other && !tagged(k - 1, {Upos::kNoun, Upos::kAdj, Upos::kDet, Upos::kCconj, Upos::kAdv, Upos::kNum}) && word(k - 1) != "-") break;
      }
    }
    if (!subject) return;
    auto next = i + 1;
    const bool raised = word(next) == "and" && in(word(next + 1), {"raised", "bred", "educated"});
    if (raised) next += 2;
    if (const auto alias = name_at(next, person)) next = at(*alias).last;
    for (auto k = next; k < size() && k < next + 18; ++k) {
      if (tree_->is_verbal(k) || in(word(k), {";", ".", "to", "into"})) return;
      if (covering_mention(mentions_, sentence_, k)) {
        const auto other = *covering_mention(mentions_, sentence_, k);
        if (type_of(other) == EntityType::kPerson) continue;
      }
      if (!in(word(k), {"in", "at", "on"})) continue;
      std::vector<std::uint32_t> sites;
      places(k + 1, sites);
      if (sites.empty()) continue;
      for (const auto site : sites) {
        add(Relation::kBornIn, *subject, site, i, 0.8, "lives/born@1");
        if (raised) add(Relation::kLivesIn, *subject, site, i, 0.75, "lives/home@1");
      }
      return;
    }
  }

  // The body that a noun phrase at the token tells of: right before it ("Hansen Oil, a wholly owned"), or the first name of a sentence that says what it is.
  [[nodiscard]] std::optional<std::uint32_t> body_described(std::uint32_t from) const {
    auto end = from;
    for (std::uint32_t steps = 0; steps < 24 && end > 0; ++steps, --end) {
      const auto w = word(end - 1);
      if (in(w, {",", "is", "was", "as", "became", "become"})) {
        auto name = end - 1;
        if (name > 1 && word(name - 1) == ",") --name;
        const auto found = name_before(before_brackets(name), is_body);
        if (found && (w != "as")) return found;
        if (in(w, {"is", "was"}) && end > 1 && word(end - 2) == "it") {
          const auto it = mentions_.at(sentence_, end - 2);
          return it && is_body(type_of(*it)) ? it : std::nullopt;
        }
        if (w == "as") continue;
        // "at Hansen Oil in Oslo, a subsidiary of": the place between.
        if (w == ",") {
          const auto place = name_before(name, is_site);
          if (place && at(*place).first > 1 && word(at(*place).first - 1) == "in") {
            if (const auto seated = name_before(at(*place).first - 1, is_body)) return seated;
          }
          if (in(word(end), {"a", "an", "the", "itself", "in"})) return std::nullopt;
          continue;
        }
        return std::nullopt;
      }
      const auto other = covering_mention(mentions_, sentence_, end - 1);
      if (other && at(*other).form != MentionForm::kDemonym && at(*other).form != MentionForm::kDescription && !is_site(type_of(*other))) return std::nullopt;
      if (denies(w) || in(w, {".", ";", "by"})) return std::nullopt;
    }
    return std::nullopt;
  }

  // The body whose is what begins at the token: "Hansen Oil's", "its".
  [[nodiscard]] std::optional<std::uint32_t> owning_body(std::uint32_t end) const {
    if (end == 0) return std::nullopt;
    if (word(end - 1) == "'s") return name_before(end - 1, is_body);
    if (word(end - 1) != "its") return std::nullopt;
    const auto owner = mentions_.at(sentence_, end - 1);
    return owner && is_body(type_of(*owner)) ? owner : std::nullopt;
  }

  // "a (wholly owned) subsidiary (company) of Hansen Oil"
  void subsidiaries(std::uint32_t i) {
    if (!in(word(i), {"subsidiary", "subsidiaries", "division", "arm", "affiliate"})) {
      // "Gold Travel's parent company Hansen Oil", "its parent company, Hansen Oil"
      if (word(i) == "parent" && in(word(i + 1), {"company", "corporation", "organization", "firm"})) {
        auto next = i + 2;
        if (word(next) == ",") ++next;
        const auto parent = name_at(next, is_body);
        if (!parent || i == 0) return;
        if (const auto owned = owning_body(i)) add(Relation::kPartOf, *owned, *parent, i, 0.8, "lives/parent@1");
      }
      return;
    }
    auto of = i + 1;
    if (in(word(of), {"company", "bank", "unit"})) ++of;
    // "its subsidiary Novak Oil", "Hansen Oil's subsidiary, Novak Oil"
    if (word(of) != "of") {
      if (word(of) == "," || word(of) == ":") ++of;
      const auto owned = name_at(of, is_body);
      auto owner = i;
      while (owner > 0 && (tagged(owner - 1, {Upos::kAdj, Upos::kNoun, Upos::kAdv, Upos::kVerb}) || word(owner - 1) == "-")) --owner;
      if (!owned || owner == 0) return;
      if (const auto parent = owning_body(owner)) add(Relation::kPartOf, *owned, *parent, i, 0.8, "lives/subsidiary@1");
      return;
    }
    const auto parent = name_from(of + 1, 7, is_body);
    if (!parent) return;
    auto owned = body_described(i);
    // "As a subsidiary of Hansen Oil, Novak Oil sells"
    if (!owned && word(0) == "as") {
      auto comma = at(*parent).last;
      while (comma < size() && word(comma) != ",") ++comma;
      for (auto k = comma; k < size() && !owned; ++k) {
        if (k > comma && tree_->is_verbal(k)) break;
        owned = name_at(k, is_body);
        if (owned && !tree_->is_verbal(past_brackets(at(*owned).last))) owned.reset();
      }
    }
    if (owned) add(Relation::kPartOf, *owned, *parent, i, 0.82, "lives/subsidiary@1");
  }

  // The body that the sentence is about: its first name, which "is", brackets between.
  [[nodiscard]] std::optional<std::uint32_t> body_of_sentence(std::uint32_t before) const {
    for (std::uint32_t k = 0; k < before && k < 3; ++k) {
      const auto first = name_at(k, is_body);
      if (!first) {
        if (!tagged(k, {Upos::kDet, Upos::kAdv}) && word(k) != ",") return std::nullopt;
        continue;
      }
      auto next = past_brackets(at(*first).last);
      if (word(next) == ",") ++next;
      if (!in(word(next), {"is", "was"})) return std::nullopt;
      for (const auto index : mentions_.of_sentence[sentence_]) {
        const auto& mention = at(index);
        if (mention.first >= next && mention.last <= before && mention.form != MentionForm::kDemonym && mention.form != MentionForm::kDescription && mention.form != MentionForm::kPronoun && (is_body(type_of(index)) || person(type_of(index)))) return std::nullopt;
      }
      for (auto i = next; i < before; ++i) {
        if (in(word(i), {"not", "n't", "never", "no"})) return std::nullopt;
      }
      return first;
    }
    return std::nullopt;
  }

  // "based in", "headquartered in", "located at"; "Headquartered in Oslo, Hansen Oil"
  void seats(std::uint32_t i) {
    if (!in(word(i), {"based", "headquartered", "located", "situated"})) return;
    if (i > 0 && (word(i - 1) == "-" || in(word(i - 1), {"not", "never", "n't"}))) return;
    auto next = i + 1;
    if (word(next) == "out" && word(next + 1) == "of") next += 2;
    else if (in(word(next), {"in", "at"})) ++next;
    else return;
    std::vector<std::uint32_t> sites;
    const auto end = places(next, sites);
    if (sites.empty()) return;
    std::optional<std::uint32_t> body;
    auto name = i;
    while (name > 0 && (tagged(name - 1, {Upos::kAdv, Upos::kAux}) || in(word(name - 1), {"is", "are", "was", "were", "also", "originally", "now", ",", "which", "both"}))) {
      if (in(word(name - 1), {"not", "never", "n't"})) return;
      --name;
    }
    body = name_before(before_brackets(name), is_body);
    bool front = true;
    for (std::uint32_t k = 0; k < i; ++k) front = front && (in(word(k), {"founded", "established", "originally", "and", "in", ",", "currently"}) || tagged(k, {Upos::kNum, Upos::kAdv}));
    if (!body && front && word(end) == ",") body = name_from(end + 1, 2, is_body);
    if (!body && name > 0 && word(name - 1) == "it") {
      const auto it = mentions_.at(sentence_, name - 1);
      if (it && is_body(type_of(*it))) body = it;
    }
    if (!body && in(word(i), {"based", "headquartered"})) body = body_of_sentence(i);
    if (!body) return;
    for (const auto site : sites) add(Relation::kBasedIn, *body, site, i, 0.78, "lives/seat@1");
    // ", later in Bergen and now in Oslo"
    for (auto k = end; k + 2 < size() && k < end + 30;) {
      while (in(word(k), {",", "and", "later", "now", "then"})) ++k;
      if (word(k) != "in" || in(word(k - 1), {"."})) break;
      if (!in(word(k - 1), {"later", "now", "then"})) break;
      std::vector<std::uint32_t> more;
      const auto last = places(k + 1, more);
      if (more.empty()) break;
      for (const auto site : more) add(Relation::kBasedIn, *body, site, i, 0.75, "lives/seat@1");
      k = last;
    }
  }

  // A school, museum or hospital is where it stands: "the National Museum in Oslo".
  void sites() {
    for (const auto index : mentions_.of_sentence[sentence_]) {
      const auto& mention = at(index);
      if (mention.inside || mention.form != MentionForm::kName || !is_body(type_of(index)) || word(mention.last) != "in") continue;
      bool institution = false;
      for (auto i = mention.first; i < mention.last; ++i) institution = institution || in(word(i), {"university", "college", "school", "museum", "hospital", "institute", "academy", "library", "seminary", "conservatory", "laboratory", "cathedral", "church", "gallery", "clinic"});
      std::vector<std::uint32_t> places_of;
      if (institution) places(mention.last + 1, places_of);
      for (const auto site : places_of) add(Relation::kBasedIn, index, site, mention.last, 0.72, "lives/site@1");
    }
  }

  // Persons listed from the token on; words of description before each: "French engineers Ana Ruiz and Lars Hansen".
  [[nodiscard]] std::vector<std::uint32_t> persons_from(std::uint32_t from) const {
    std::vector<std::uint32_t> out;
    auto i = from;
    while (i < size()) {
      const auto found = name_from(i, 6, person);
      if (!found) break;
      out.push_back(*found);
      i = past_brackets(at(*found).last);
      if (word(i) == ",") ++i;
      if (in(word(i), {"and", "&"})) ++i;
      else if (i > 0 && word(i - 1) != ",") break;
    }
    return out;
  }

  void founders(std::uint32_t i) {
    // "a founding member of Hansen Oil", "founding chair of"
    if (in(word(i), {"founding", "founder"}) && in(word(i + 1), {"member", "members", "partner", "chair", "chairman", "chairwoman", "president", "director", "ceo", "editor"})) {
      auto of = i + 2;
      if (word(of) != "of") {
        while (of < size() && of < i + 7 && word(of) != "of" && (tagged(of, {Upos::kNoun, Upos::kPropn, Upos::kCconj, Upos::kAdj, Upos::kAdv}))) ++of;
        if (word(of) != "of") return;
      }
      const auto body = name_from(of + 1, 5, is_body);
      const auto person = body ? described_person(i) : std::nullopt;
      if (person) add(Relation::kFounded, *person, *body, i, 0.78, "lives/founder@1");
      return;
    }
    const bool plain = in(word(i), {"founded", "cofounded", "established"});
    const bool set_up = word(i) == "set" && word(i + 1) == "up";
    if (!plain && !set_up && !in(word(i), {"created", "formed", "started", "launched"})) return;
    auto next = set_up ? i + 2 : i + 1;
    auto verb = i;
    if (verb > 1 && word(verb - 1) == "-" && word(verb - 2) == "co") verb -= 2;
    // Passive: "(was) founded (in 1990) by A and B"
    auto by = next;
    while (by < size() && by < next + 6 && word(by) != "by" && (in(word(by), {"in", "on", ",", "originally"}) || tagged(by, {Upos::kNum, Upos::kPropn, Upos::kAdv}))) ++by;
    if (word(by) == "by") {
      const auto persons = persons_from(by + 1);
      if (persons.empty()) return;
      std::optional<std::uint32_t> body;
      auto name = verb;
      while (name > 0 && (tagged(name - 1, {Upos::kAdv, Upos::kAux}) || in(word(name - 1), {"was", "been", "has", "is", "that", "which", ","}))) {
        if (denies(word(name - 1))) return;
        --name;
      }
      body = name_before(before_brackets(name), is_body);
      if (!body && verb <= 1) {
        auto comma = at(persons.back()).last;
        while (comma < size() && word(comma) != ",") ++comma;
        body = name_from(comma + 1, 2, is_body);
      }
      if (!body) body = body_of_sentence(verb);
      for (const auto founder : persons) {
        if (body) add(Relation::kFounded, founder, *body, i, 0.78, "lives/founder@1");
      }
      return;
    }
    // Active: "Ruiz co-founded Hansen Oil with Lars Hansen", "founded and built Hansen Oil"
    if (word(next) == "and" && tree_->is_verbal(next + 1) && plain) next += 2;
    const auto body = name_from(next, 5, is_body);
    if (!body || (!plain && !set_up && at(*body).first > next + 1)) return;
    if (type_of(*body) == EntityType::kPublicBody || word(at(*body).last) == "'s") return;
    const auto subject = doer(verb);
    if (!subject) return;
    for (const auto founder : together(*subject)) add(Relation::kFounded, founder, *body, i, 0.78, "lives/founder@1");
    auto with = at(*body).last;
    for (auto k = with; k < size() && k < with + 6; ++k) {
      if (!in(word(k), {"with", "alongside"})) {
        if (tree_->is_verbal(k) || in(word(k), {".", ";", ","})) break;
        continue;
      }
      for (const auto other : persons_from(k + 1)) add(Relation::kFounded, other, *body, i, 0.72, "lives/founder@1");
      break;
    }
  }

  // Whom a noun phrase at the token describes: "Ruiz is a …", "Ruiz, a …", "Ruiz (born 1950) is a painter and …", "Ruiz worked as a …", "A …, Ruiz".
  [[nodiscard]] std::optional<std::uint32_t> described_person(std::uint32_t from) const {
    constexpr std::uint32_t kReach = 22;  // tokens of the phrase
    auto end = from;
    for (; end > 0 && from - end < kReach; --end) {
      const auto w = word(end - 1);
      if (w == "as") return described_behind_as(end - 1);
      if (w == "becoming") return carried_subject(end - 1);
      if (in(w, {"is", "was", "am", "became", "become", "'m", "been", "being"})) return doer_or_passive(end - 1);
      if (w == ",") {
        // "Ruiz, a reporter for": an apposition begins with an article or without one at a name.
        const auto found = name_before(before_brackets(end - 1), person);
        if (!found) continue;
        const bool governed = at(*found).first > 0 && tagged(at(*found).first - 1, {Upos::kAdp});
        return governed && end - 1 == at(*found).last && !tagged(end, {Upos::kDet}) ? std::nullopt : found;
      }
      const auto other = covering_mention(mentions_, sentence_, end - 1);
      if (other && type_of(*other) == EntityType::kPerson) return std::nullopt;
      const bool participle = in(w, {"retired", "founding", "managing", "acting", "visiting", "leading", "assisting", "consulting", "naturalized", "known", "appointed", "elected", "named", "made", "promoted"});
      if (denies(w) || in(w, {".", ";", "who", "which", "that", "where", "when", "by"}) || (tree_->upos(end - 1) == Upos::kVerb && !participle)) return std::nullopt;
    }
    if (end != 0 || !tagged(0, {Upos::kDet, Upos::kNoun, Upos::kAdj, Upos::kPropn})) return std::nullopt;
    // "A professor at the University of Oslo, she": an opening apposition, up to its comma.
    auto comma = from;
    while (comma < size() && comma < from + 20 && word(comma) != "," && !tree_->is_verbal(comma)) ++comma;
    return word(comma) == "," ? subject_behind(comma) : std::nullopt;
  }
  // "worked as a", "in his role as a", "was known in Peru as a": the subject, unless another person stands between.
  [[nodiscard]] std::optional<std::uint32_t> described_behind_as(std::uint32_t as) const {
    constexpr std::uint32_t kReach = 14;  // tokens between verb and "as"
    for (auto verb = as; verb > 0 && as - verb < kReach; --verb) {
      const auto w = word(verb - 1);
      if (in(w, {"worked", "works", "work", "served", "serves", "serve", "acted", "appointed", "employed", "hired", "joined", "began", "started", "continued"})) return doer_or_passive(verb - 1);
      if (in(w, {"working", "serving"}) && verb > 1 && in(word(verb - 2), {"am", "is", "was", "been"})) return doer_or_passive(verb - 2);
      if (in(w, {".", ";", "such", "well", "described", "regarded", "denounced", "dismissed", "long", "far", "soon", "same"})) return std::nullopt;
    }
    // "spent a year in Oslo as a fellow at"; not "was rejected as a".
    const auto subject = in(word(as + 1), {"a", "an"}) ? carried_subject(as) : std::nullopt;
    for (auto i = subject ? at(*subject).last : as; i < as; ++i) {
      if (tree_->upos(i) == Upos::kVerb && !in(lexicon_.verb_lemma(word(i)), {"spend", "return", "move", "come", "go", "join", "begin", "start", "continue", "remain", "play", "live", "teach"})) return std::nullopt;
    }
    return subject;
  }
  // The last subject before the token when it is a person, and nobody else is named behind it.
  [[nodiscard]] std::optional<std::uint32_t> carried_subject(std::uint32_t before) const {
    std::optional<std::uint32_t> subject;
    for (const auto index : mentions_.of_sentence[sentence_]) {
      const auto& mention = at(index);
      if (mention.last > before || mention.inside) continue;
      if (is_subject(index)) subject = type_of(index) == EntityType::kPerson ? std::optional(index) : std::nullopt;
      else if (type_of(index) == EntityType::kPerson && mention.form != MentionForm::kPronoun) subject.reset();
    }
    for (auto i = subject ? at(*subject).last : before; i < before; ++i) {
      if (denies(word(i)) && word(i) != "to") return std::nullopt;
      if (tree_->is(i, {Deprel::kNsubj, Deprel::kNsubjPass})) return std::nullopt;
    }
    return subject;
  }
  [[nodiscard]] std::optional<std::uint32_t> doer_or_passive(std::uint32_t verb) const {
    auto at_verb = verb;
    while (at_verb > 0 && in(word(at_verb - 1), {"was", "is", "has", "had", "been", "were", "also", "currently", "previously", "later", "then", "now", "formerly", "first"})) --at_verb;
    for (auto k = at_verb; k <= verb; ++k) {
      if (denies(word(k))) return std::nullopt;
    }
    return doer(at_verb);
  }

  // A post that heads or stands for its body is told by its title.
  [[nodiscard]] bool leads(std::uint32_t noun) const {
    constexpr std::uint32_t kLongest = 4;  // words of a title
    for (auto first = noun; first + kLongest > noun; --first) {
      const auto title = lexicon_.find_title(tree_->sentence().tokens, first);
      if (title && title->last > noun && title->title->relation && *title->title->relation != Relation::kEmployedBy && *title->title->relation != Relation::kMemberOf) return true;
      if (first == 0) break;
    }
    return false;
  }
  [[nodiscard]] bool tied(std::uint32_t subject, std::uint32_t object) const {
    return std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& draft) {
      return draft.sentence == sentence_ && draft.subject == at(subject).entity && draft.object == at(object).entity &&
             (draft.relation == Relation::kHeads || draft.relation == Relation::kRepresents || draft.relation == Relation::kMemberOf || draft.relation == Relation::kEmployedBy || draft.relation == Relation::kAssociatedWith);
    });
  }

  // "a reporter for Novak News", "is Assistant Professor for New Media at Utrecht College": somebody by what he does, and where.
  void occupations(std::uint32_t i) {
    if (!tagged(i, {Upos::kNoun, Upos::kPropn}) || !is_agent_noun(word(i)) || leads(i)) return;
    // The field: "of Psychology and Law", "for New Media & Culture", "in charge of sales".
    auto k = i + 1;
    constexpr std::uint32_t kReach = 12;  // tokens of the field
    std::vector<std::uint32_t> bodies;
    for (; k < size() && k < i + kReach; ++k) {
      const auto w = word(k);
      if (in(w, {"at", "for", "with"}) || (bodies.empty() && k == i + 1 && in(w, {"of", "in"}))) {
        auto from = k + 1;
        if (const auto body = name_from(from, 4, is_body)) {
          bodies.push_back(*body);
          k = at(*body).last - 1;
          continue;
        }
        if (w == "at" || w == "with") break;
        continue;
      }
      if (!bodies.empty()) break;
      const auto other = covering_mention(mentions_, sentence_, k);
      if (other && person(type_of(*other))) break;
      if (!tagged(k, {Upos::kNoun, Upos::kPropn, Upos::kAdj, Upos::kCconj, Upos::kNum, Upos::kDet, Upos::kSym}) && !in(w, {"of", "in", "-", "&", "'s", ","})) break;
      if (w == "," && !tagged(k + 1, {Upos::kNoun, Upos::kPropn, Upos::kAdj})) break;
      if (tree_->is_verbal(k)) break;
    }
    if (bodies.empty()) return;
    const auto subject = described_person(i);
    if (!subject) return;
    for (const auto body : bodies) {
      if (mentions_.entities[at(body).entity].type == EntityType::kPublicBody && in(word(at(body).first), {"parliament", "congress", "senate"})) continue;
      if (!tied(*subject, body)) add(Relation::kEmployedBy, *subject, body, i, 0.74, "lives/work@1");
    }
  }

  // "was made President and Chief Executive Officer of Novak Oil": the words of a post, and the body behind them.
  void posts(std::uint32_t i) {
    if (!tagged(i, {Upos::kNoun, Upos::kPropn, Upos::kAdj})) return;
    const auto& words = tree_->sentence().tokens;
    auto title = lexicon_.find_title(words, i);
    if (!title || title->first != i || covering_position(i)) return;
    if (i > 0 && in(word(i - 1), {"former", "past", "late", "then", "deputy", "vice", "assistant", "associate", "ex", "-", "a", "an"}) && !(in(word(i - 1), {"a", "an"}) && word(i) != "director")) return;
    auto relation = std::optional<Relation>();
    auto k = i;
    while (title && title->first == k) {
      if (title->effect != TitleEffect::kSame || title->planned || !title->title->relation) return;
      if (*title->title->relation == Relation::kHeads) relation = Relation::kHeads;
      k = static_cast<std::uint32_t>(title->last);
      if (!in(word(k), {",", "and", "&"})) break;
      auto next = k + 1;
      if (in(word(next), {"and", "&"})) ++next;
      if (in(word(next), {"the", "a"})) ++next;
      const auto further = lexicon_.find_title(words, next);
      if (!further || further->first != next) break;
      title = further;
      k = next;
    }
    if (!relation || !in(word(k), {"of", "at", "for"})) return;
    const auto body = name_from(k + 1, 7, is_body);
    if (!body || word(at(*body).last) == "'s" || tagged(at(*body).last, {Upos::kNoun})) return;
    const auto subject = described_person(i);
    if (subject && !tied(*subject, *body)) add(*relation, *subject, *body, i, 0.76, "lives/post@1");
  }
  // Is the title one that roles have read already?
  [[nodiscard]] bool covering_position(std::uint32_t i) const {
    return std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& draft) { return draft.sentence == sentence_ && draft.relation == Relation::kHeads && draft.trigger_first <= i && i < draft.trigger_last; });
  }

  // "was married on 25 December to Olga Ruiz", "married, secondly, Olga Ruiz", "first to Olga Ruiz, then to Maria Novak"
  void marriages(std::uint32_t i) {
    if (!in(word(i), {"married", "marries", "wed", "remarried"})) return;
    const auto subject = i > 0 && in(word(i - 1), {"was", "is", "were", "been", "got", "am", "'m", "were"}) ? doer_or_passive(i - 1) : doer(i);
    if (!subject) return;
    auto k = i + 1;
    for (std::uint32_t steps = 0; k < size() && steps < 10; ++steps) {
      const bool time = tagged(k, {Upos::kNum, Upos::kAdv}) || in(word(k), {",", "on", "in", "first", "secondly", "firstly", "thirdly", "twice", "once", "to", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"});
      if (!time || covering_mention(mentions_, sentence_, k)) break;
      ++k;
    }
    const auto spouse = name_from(k, 8, person);
    if (!spouse) return;
    add(Relation::kFamilyOf, *subject, *spouse, i, 0.78, "lives/marriage@1");
    for (auto then = at(*spouse).last; then + 2 < size() && then < at(*spouse).last + 16; ++then) {
      if (!in(word(then), {"then", "secondly", "second", "later"}) || word(then + 1) != "to") continue;
      if (const auto next = name_from(then + 2, 6, person)) add(Relation::kFamilyOf, *subject, *next, i, 0.74, "lives/marriage@1");
      break;
    }
  }

  // "His first wife was the editor Olga Ruiz", "Novak Oil's chief executive is Lars Hansen", "Its founder was Peter Novak"
  void possessed(std::uint32_t i) {
    if (!in(word(i), {"is", "was"}) || i < 2) return;
    const auto named = name_from(i + 1, 5, person);
    if (!named || (at(*named).last < size() && word(at(*named).last) == "'s")) return;
    for (auto first = i - 1; first > 0 && i - first < 6; --first) {
      const auto owner = word(first - 1);
      if (!in(owner, {"his", "her", "my", "its", "'s"})) {
        if (!tagged(first - 1, {Upos::kAdj, Upos::kNoun, Upos::kNum, Upos::kPropn}) && owner != "-") return;
        continue;
      }
      std::optional<std::uint32_t> whose;
      if (owner == "'s") {
        whose = name_before(first - 1, person);
        if (!whose) whose = name_before(first - 1, is_body);
      } else {
        whose = mentions_.at(sentence_, first - 1);
      }
      if (!whose) return;
      if (type_of(*whose) == EntityType::kPerson) {
        if (in(word(i - 1), {"wife", "husband", "spouse", "father", "mother", "son", "daughter", "brother", "sister", "widow"})) add(Relation::kFamilyOf, *whose, *named, i - 1, 0.8, "lives/kin@1");
        return;
      }
      if (!is_body(type_of(*whose))) return;
      for (auto title_first = first; title_first < i; ++title_first) {
        if (in(word(title_first), {"former", "first", "last", "previous", "next", "deputy", "vice", "acting", "then"})) return;
        const auto title = lexicon_.find_title(tree_->sentence().tokens, title_first);
        if (!title || title->first != title_first || title->last != i || !title->title->relation || title->effect != TitleEffect::kSame || title->planned) continue;
        if (*title->title->relation == Relation::kHeads || *title->title->relation == Relation::kFounded) add(*title->title->relation, *named, *whose, i - 1, 0.8, "lives/post@1");
        return;
      }
      return;
    }
  }

  // "A member of the Labour Party, she", "a member of the Central Committee of the Labour Party", "the candidate of the Green Party"
  void members(std::uint32_t i) {
    const bool candidate = in(word(i), {"candidate", "politician", "deputy", "activist"});
    if ((word(i) != "member" && !candidate) || !in(word(i + 1), {"of", "for"}) || (i > 0 && in(word(i - 1), {"former", "ex", "past"}))) return;
    const auto body = name_from(i + 2, 5, is_body);
    if (!body || word(at(*body).last) == "'s" || (candidate && !is_party(*body))) return;
    const auto subject = described_person(i);
    if (!subject) return;
    std::vector<std::uint32_t> bodies{*body};
    if (word(at(*body).last) == "of") {
      if (const auto whole = name_from(at(*body).last + 1, 3, is_body)) bodies.push_back(*whole);
    }
    for (const auto of : bodies) {
      if (!tied(*subject, of)) add(Relation::kMemberOf, *subject, of, i, 0.76, "lives/member@1");
    }
  }

  // "Before joining Novak Oil in 1990, Ruiz was", "Since joining Novak Oil, Ruiz has": taken for granted, so it was done.
  void joining(std::uint32_t i) {
    if (word(i) != "joining" || i == 0 || !in(word(i - 1), {"before", "to", "since", "after", "upon"}) || (word(i - 1) == "to" && (i < 2 || word(i - 2) != "prior"))) return;
    const auto body = name_from(i + 1, 4, is_body);
    if (!body || word(at(*body).last) == "'s") return;
    const bool opens = i <= 2;
    auto comma = at(*body).last;
    while (opens && comma < size() && word(comma) != "," && !tree_->is_verbal(comma)) ++comma;
    const auto subject = opens && word(comma) == "," ? subject_behind(comma) : std::nullopt;
    // "Before joining the party, Ruiz wants to": not yet.
    const auto next = subject ? at(*subject).last : 0;
    const bool told = subject && (in(word(i - 1), {"since", "after", "upon"}) || in(word(next), {"was", "worked", "served", "held", "had", "spent", "led", "taught", "ran", "practiced", "practised"}));
    const auto said = drafts_.size();
    if (told) add(Relation::kMemberOf, *subject, *body, i, 0.74, "lives/joining@1");
    if (drafts_.size() > said) drafts_.back().role = true;  // no "before" makes it doubtful
  }

  // "serves on the boards of Novak Oil and Oslo College", "served on the Council of Advisers"
  void boards(std::uint32_t i) {
    if (!in(word(i), {"serves", "served", "sits", "sat", "serve"}) || word(i + 1) != "on") return;
    auto k = i + 2;
    while (in(word(k), {"the", "advisory", "executive", "its"})) ++k;
    const bool of = in(word(k), {"board", "boards", "committee", "council"}) && !name_at(k, is_body);
    if (of) {
      while (k < size() && k < i + 10 && !in(word(k), {"of", "for"})) ++k;
      if (!in(word(k), {"of", "for"})) return;
      ++k;
      if (in(word(k), {"directors", "trustees", "governors", "visitors", "regents"})) {
        if (!in(word(k + 1), {"of", "for"})) return;
        k += 2;
      }
    }
    const auto body = name_from(k, 4, is_body);
    if (!body || type_of(*body) == EntityType::kMediaOutlet) return;
    const auto subject = doer(i);
    if (subject) add(Relation::kMemberOf, *subject, *body, i, 0.74, "lives/board@1");
  }

  [[nodiscard]] bool is_school(std::uint32_t mention) const {
    for (auto i = at(mention).first; i < at(mention).last; ++i) {
      if (in(word(i), {"university", "college", "school", "institute", "academy", "conservatory", "polytechnic", "seminary", "mit", "universität", "université", "universidad", "gymnasium"})) return true;
    }
    return false;
  }
  // "studied painting in Bergen College", "attended graduate school at", "holds an MFA from", "is a student at"
  void schooling(std::uint32_t i) {
    const bool studies = in(word(i), {"studied", "studying", "graduated", "attended", "enrolled", "matriculated", "educated", "schooled", "entered"});
    const bool degree = in(word(i), {"degree", "degrees", "mfa", "mba", "ba", "b.a.", "bs", "b.s.", "ma", "m.a.", "msc", "bsc", "phd", "ph.d.", "ph.d", "doctorate", "diploma", "llb", "llm", "jd", "j.d.", "bfa", "bachelor", "master", "masters", "bachelors"});
    const bool pupil = in(word(i), {"student", "graduate", "alumnus", "alumna", "alumni", "undergraduate", "pupil"});
    if (!studies && !degree && !pupil) return;
    // "had studied there": the school named last before, when it has named one.
    if (studies && word(i + 1) == "there") {
      std::optional<std::uint32_t> named;
      bool several = false;
      for (const auto index : mentions_.of_sentence[sentence_]) {
        if (at(index).last > i || at(index).inside || !is_body(type_of(index)) || at(index).form == MentionForm::kPronoun || !is_school(index)) continue;
        several = several || (named && at(*named).entity != at(index).entity);
        named = index;
      }
      const auto subject = named && !several ? doer(i) : std::nullopt;
      if (subject) add(Relation::kEducatedAt, *subject, *named, i, 0.76, "lives/school@1");
      return;
    }
    if (pupil && !in(word(i + 1), {"at", "of", "from", "in", "majoring", "studying"})) return;  // "a graduate assistant at"
    // The school, behind a preposition or at once.
    std::optional<std::uint32_t> school;
    for (auto k = i + 1; k < size() && k < i + 15 && !school; ++k) {
      const bool direct = studies && k == i + 1;
      if (direct || in(word(k), {"from", "at", "in", "to", "of"})) {
        const auto found = name_from(direct ? k : k + 1, 5, is_body);
        if (found && (!is_school(*found) || word(at(*found).last) == "'s")) return;
        school = found;
      }
      if (tree_->is_verbal(k) && !direct) break;
      const auto other = covering_mention(mentions_, sentence_, k);
      if (other && person(type_of(*other)) && !school) return;
      if (in(word(k), {";", "where", "who", "which"})) break;
    }
    if (!school) return;
    std::optional<std::uint32_t> subject;
    if (studies) {
      subject = word(i) == "studying" || word(i) == "educated" || word(i) == "schooled" || word(i) == "enrolled" ? doer_or_passive(i) : doer(i);
      if (!subject && i <= 1) subject = fronted_subject(i);
    } else if (pupil) {
      subject = described_person(i);
    } else {
      for (auto verb = i; verb > 0 && i - verb < 12 && !subject; --verb) {
        if (in(word(verb - 1), {"received", "receives", "earned", "holds", "held", "has", "had", "have", "hold", "obtained", "completed", "got", "gained", "took", "pursuing", "earning", "completing", "received"})) {
          subject = in(word(verb - 1), {"pursuing", "earning", "completing"}) ? doer_or_passive(verb - 1) : doer(verb - 1);
          break;
        }
        if (tree_->upos(verb - 1) == Upos::kVerb || denies(word(verb - 1)) || in(word(verb - 1), {".", ";"})) break;
      }
    }
    if (subject) add(Relation::kEducatedAt, *subject, *school, i, 0.78, "lives/school@1");
  }

  [[nodiscard]] bool is_party(std::uint32_t mention) const {
    for (const auto index : mentions_.entities[at(mention).entity].mentions) {
      const auto& form = at(index);
      if (form.form == MentionForm::kPronoun || type_of(mention) != EntityType::kOrganization) continue;
      const auto& tree = mentions_.trees[form.sentence];
      for (auto i = form.first; i < form.last; ++i) {
        if (in(tree.lower(i), {"party", "democrats", "republicans", "greens", "labour", "communists", "socialists", "liberals", "conservatives"})) return true;
      }
    }
    return false;
  }

  // "representing the Labour Party", "Ana Ruiz (Labour Party)"
  void parties(std::uint32_t i) {
    if (in(word(i), {"representing", "represented"})) {
      const auto party = name_from(i + 1, 2, is_body);
      if (!party || !is_party(*party)) return;
      const auto subject = word(i) == "representing" ? described_person(i) : doer(i);
      if (subject) add(Relation::kMemberOf, *subject, *party, i, 0.76, "lives/party@1");
      return;
    }
    if (word(i) != "(" || i == 0) return;
    const auto party = name_from(i + 1, 1, is_body);
    const auto subject = name_before(i, person);
    if (party && subject && word(at(*party).last) == ")" && is_party(*party)) add(Relation::kMemberOf, *subject, *party, at(*party).first, 0.78, "lives/party@1");
  }

  static bool is_child(std::string_view w) { return in(w, {"children", "sons", "daughters", "son", "daughter", "child", "twins", "kids"}); }
  // "they have two children, Olga and Lars", "he had a daughter, Olga", "the parents of Lars and Olga", "their children were Olga and Lars"; and "the son of Lars
  // Hansen, Duke of Oslo, and (his wife) Ana Ruiz".
  void offspring(std::uint32_t i) {
    if (!is_child(word(i)) || i == 0) return;
    const bool one = in(word(i), {"son", "daughter", "child"});
    if (word(i + 1) == "of" && one) {
      second_parent(i);
      return;
    }
    auto before = i;
    while (before > 0 && word(before - 1) != "no" && (tagged(before - 1, {Upos::kAdj, Upos::kNum, Upos::kDet}) || in(word(before - 1), {"-", "year", "old"}))) --before;
    auto at_names = i + 1;
    std::vector<std::uint32_t> owners;
    if (before > 0 && in(word(before - 1), {"have", "has", "had"})) {
      auto subject = before - 1;
      while (subject > 0 && tagged(subject - 1, {Upos::kAdv})) --subject;
      if (subject > 0 && denies(word(subject - 1))) return;
      if (subject > 0 && word(subject - 1) == "they") owners = couple_before(subject - 1);
      else if (const auto parent = doer(before - 1)) owners.push_back(*parent);
    } else if (before > 0 && word(before - 1) == "their") {
      if (!in(word(at_names), {"are", "were", "is", "was"})) return;  // the plain apposition is told elsewhere
      owners = couple_before(before - 1);
    }
    if (owners.empty()) return;
    while (in(word(at_names), {",", ":", "-", "(", "are", "were", "named", "called", "is", "was"})) ++at_names;
    std::vector<std::uint32_t> named;
    while (at_names < size()) {
      const auto child = name_at(at_names, person);
      if (!child) break;
      named.push_back(*child);
      at_names = past_brackets(at(*child).last);
      if (word(at_names) == ",") ++at_names;
      if (word(at_names) == "and") ++at_names;
      // "a daughter, Olga, and a son, Lars"
      auto more = at_names;
      while (more < at_names + 3 && (tagged(more, {Upos::kDet, Upos::kNum, Upos::kAdj}) || is_child(word(more)) || word(more) == ",")) ++more;
      if (more > at_names && is_child(word(more - 1) == "," ? word(more - 2) : word(more - 1))) at_names = more;
      else if (one) break;
    }
    for (const auto parent : owners) {
      for (const auto child : named) add(Relation::kFamilyOf, parent, child, i, 0.78, "lives/children@1");
    }
  }
  void second_parent(std::uint32_t i) {
    const auto subject = described_person(i);
    const auto first = name_from(i + 2, 6, person);
    if (!subject || !first) return;
    add(Relation::kFamilyOf, *subject, *first, i, 0.8, "lives/parents@1");
    auto k = past_brackets(at(*first).last);
    // ", 5th Baronet", ", Duke of Prussia,", "of Oslo", "in Bavaria"
    for (std::uint32_t steps = 0; k < size() && steps < 10 && word(k) != "and"; ++steps) {
      const auto other = covering_mention(mentions_, sentence_, k, k);
      if (other && person(type_of(*other))) return;
      if (other) {
        k = at(*other).last;
        continue;
      }
      if (!tagged(k, {Upos::kNoun, Upos::kPropn, Upos::kAdj, Upos::kNum, Upos::kDet}) && !in(word(k), {",", "of", "in"})) return;
      ++k;
    }
    if (word(k) != "and") return;
    ++k;
    if (in(word(k), {"his", "her", "the"})) ++k;
    const auto second = name_from(k, 6, person);
    if (!second || tree_->is_verbal(past_brackets(at(*second).last))) return;  // "the son of A, and Novak visited"
    add(Relation::kFamilyOf, *subject, *second, i, 0.75, "lives/parents@1");
  }
  // "Novak is married to Ana; they": the two persons named last before the token, when the sentence marries or joins them.
  [[nodiscard]] std::vector<std::uint32_t> couple_before(std::uint32_t before) const {
    std::vector<std::uint32_t> pair;
    const auto& list = mentions_.of_sentence[sentence_];
    for (auto left = list.size(); left > 0; --left) {
      const auto id = list[left - 1];
      const auto& mention = at(id);
      if (mention.last > before || mention.inside || type_of(id) != EntityType::kPerson) continue;
      if (mention.form == MentionForm::kPronoun && !in(word(mention.first), {"he", "she", "i"})) continue;
      if (std::none_of(pair.begin(), pair.end(), [&](std::uint32_t known) { return at(known).entity == mention.entity; })) pair.push_back(id);
    }
    if (pair.size() != 2) return {};
    const bool couple = std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& draft) {
      const auto a = at(pair[0]).entity;
      const auto b = at(pair[1]).entity;
      return draft.relation == Relation::kFamilyOf && ((draft.subject == a && draft.object == b) || (draft.subject == b && draft.object == a));
    });
    return couple ? pair : std::vector<std::uint32_t>{};
  }

  // "studied at Oslo College, Bergen College and the University of Peru": what a list of names goes on with is said of each.
  void continue_lists() {
    const auto said = drafts_.size();
    for (std::size_t d = 0; d < said; ++d) {
      const auto draft = drafts_[d];
      if (!draft.object_mention || at(*draft.object_mention).sentence != draft.sentence) continue;
      const auto relation = draft.relation;
      if (relation != Relation::kEducatedAt && relation != Relation::kEmployedBy && relation != Relation::kFounded && relation != Relation::kMemberOf) continue;
      if (draft.predicate >= at(*draft.object_mention).first) continue;
      sentence_ = draft.sentence;
      tree_ = &mentions_.trees[sentence_];
      auto k = past_brackets(at(*draft.object_mention).last);
      std::vector<std::uint32_t> more;
      bool closed = false;
      while (!closed && k < size()) {
        if (word(k) == "in" && name_at(k + 1, is_site)) {  // "Oslo College in Oslo and"
          std::vector<std::uint32_t> skipped;
          k = places(k + 1, skipped);
        }
        if (!in(word(k), {",", "and", "&"})) break;
        closed = word(k) != ",";
        ++k;
        if (!closed && in(word(k), {"and", "&"})) {
          closed = true;
          ++k;
        }
        if (in(word(k), {"then", "later", "also"})) ++k;
        if (relation != Relation::kFounded && in(word(k), {"at", "from", "of", "for"})) ++k;
        if (in(word(k), {"the", "a"})) ++k;
        const auto next = name_at(k, is_body);
        if (!next) {
          more.clear();
          break;
        }
        more.push_back(*next);
        k = past_brackets(at(*next).last);
      }
      // A list has an end: "and", and no verb behind it.
      if (!closed || tree_->is_verbal(std::min(k, size() - 1)) || word(k) == "'s") continue;
      for (const auto object : more) {
        auto another = draft;
        another.object = at(object).entity;
        another.object_mention = object;
        another.confidence = draft.confidence - 0.05;
        another.extractor = "lives/list@1";
        if (another.subject != another.object && fits(relation, mentions_.entities[another.subject].type, mentions_.entities[another.object].type)) drafts_.push_back(another);
      }
    }
  }

  // "lives in Oslo with his wife Ana and their son Lars": they live there, too.
  void companions() {
    const auto said = drafts_.size();
    for (std::size_t d = 0; d < said; ++d) {
      const auto draft = drafts_[d];
      if (draft.relation != Relation::kLivesIn || draft.sentence >= mentions_.trees.size()) continue;
      sentence_ = draft.sentence;
      tree_ = &mentions_.trees[sentence_];
      if (!in(word(draft.trigger_first), {"live", "lives", "lived", "reside", "resides", "resided", "moved", "settled", "emigrated", "living", "residing"})) continue;
      for (auto k = draft.trigger_first + 1; k + 2 < size() && k < draft.trigger_first + 16; ++k) {
        if (word(k) != "with" || !in(word(k + 1), {"his", "her", "their", "my"})) continue;
        auto i = k + 2;
        while (i < size()) {
          bool kin = false;
          while (i < size() && (tagged(i, {Upos::kAdj, Upos::kNoun, Upos::kNum}) || in(word(i), {",", "their", "his", "her", "and", "-", ":"})) && !covering_mention(mentions_, sentence_, i)) {
            kin = kin || is_child(word(i)) || in(word(i), {"wife", "husband", "family", "partner", "parents", "mother", "father", "brother", "sister", "spouse"});
            ++i;
          }
          const auto named = i < size() ? name_at(i, person) : std::nullopt;
          if (!named || (!kin && i == k + 2)) break;
          auto another = draft;
          another.subject = at(*named).entity;
          another.subject_mention = *named;
          another.confidence = draft.confidence - 0.06;
          another.extractor = "lives/with@1";
          if (another.subject != draft.subject) drafts_.push_back(another);
          i = at(*named).last;
        }
        break;
      }
    }
  }

  Mentions& mentions_;
  const Lexicon& lexicon_;
  std::vector<Draft>& drafts_;
  std::uint32_t sentence_ = 0;
  const Tree* tree_ = nullptr;
};

}  // namespace

void find_lives(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts) { LifeFinder(mentions, lexicon, drafts).run(); }

}  // namespace entente::extract
