// SPDX-License-Identifier: Apache-2.0
// Posts and memberships: titles before and after names, "X, president of Y", "X is the Z of Y"; births, homes, schools and kin; bodies of states
// ("Russian state news agency TASS"), their seats and founders; places in countries.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "extract/claims.h"
#include "names/names.h"

namespace entente::extract {
namespace {

bool is_firm_noun(std::string_view lower) {
  return in(lower, {"airline", "bank", "insurer", "startup", "up", "maker", "manufacturer", "company", "firm", "lender", "automaker", "carmaker", "drugmaker", "brewer", "retailer", "conglomerate", "giant", "carrier", "operator", "developer"});
}

bool is_subject_pronoun(std::string_view lower) { return in(lower, {"he", "she", "i"}); }

class RoleFinder {
 public:
  RoleFinder(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts)
      : mentions_(mentions), lexicon_(lexicon), drafts_(drafts) {}

  void run() {
    for (std::uint32_t s = 0; s < mentions_.of_sentence.size(); ++s) {
      const auto list = mentions_.of_sentence[s];  // positions are added to the original meanwhile
      for (const auto index : list) {
        const auto mention = mentions_.mentions[index];
        const auto type = mentions_.entities[mention.entity].type;
        if (mention.form == MentionForm::kPronoun) {
          // "She is the deputy head of the ministry."
          if (type == EntityType::kPerson && is_subject_pronoun(tokens(s)[mention.first].lower)) copula(index, s, mention.last);
          continue;
        }
        if (type == EntityType::kPerson) {
          title_before(index, mention);
          title_after(index, mention);
          kin_before(index, mention);
          citizen_before(index, mention);
          employer_after(index, mention);
          employer_before(index, mention);
          staff_before(index, mention);
        } else if (identity_class(type) == IdentityClass::kBody || type == EntityType::kPlace) {
          part_of(index, mention);
          if (type == EntityType::kPlace) part_of_country(index, mention);
          if (type == EntityType::kOrganization) seat_by_demonym(index, mention);
        }
      }
    }
    for (std::uint32_t s = 0; s < mentions_.of_sentence.size(); ++s) {
      residence(s);
      origin(s);
      degrees(s);
      children(s);
      seat(s);
      seated_or_founded(s);
      served_as(s);
    }
    find_missing_states(true);  // "the French leader" needs to know that Macron is one
    link_counterparts();
    link_lists();
    link_bare_titles();
    link_bare_bodies();
    find_missing_states(false);
    link_ministries();
    link_bodies_of_states();
  }

 private:
  // "the Egyptian president", "the prime minister": a post without a name stands for the one person of the article who holds
  // it; with a demonym it also says whose post it is.
  void link_bare_titles() {
    struct Holder {
      std::uint32_t person;
      std::uint32_t at;  // country or body, or kNoEntity
      const TitleEntry* title;
      bool planned;
    };
    std::vector<Holder> holders;
    for (const auto& [position, holder] : holder_of_) holders.push_back({holder, mentions_.entities[position].at, title_of_[position], to_come_[position]});
    for (std::uint32_t s = 0; s < mentions_.of_sentence.size(); ++s) {
      const auto& words = tokens(s);
      for (std::uint32_t i = 0; i + 1 < words.size(); ++i) {
        if (!in(words[i].lower, {"the", "his", "her"}) && i > 0) continue;
        auto at = words[i].lower == "the" ? i + 1 : i;
        std::optional<std::uint32_t> owner;
        if (const auto found = actor_starting_at(s, at); found && mentions_.mentions[*found].form == MentionForm::kDemonym) {
          owner = found;
          at = mentions_.mentions[*found].last;
        }
        if (at == i && !owner) continue;
        const auto match = lexicon_.find_title(words, at);
        if (!match || match->first != at || match->effect == TitleEffect::kFormer) continue;
        const auto last = static_cast<std::uint32_t>(match->last);
        const auto scope = match->title->scope;
        if (scope != TitleScope::kState && scope != TitleScope::kMinistry && scope != TitleScope::kBody && scope != TitleScope::kEnvoy) continue;
        // "the president's visit", but not "the president's office".
        if (last + 1 < words.size() && words[last].lower == "'s" && in(words[last + 1].lower, {"office", "spokesman", "spokeswoman", "spokesperson", "party", "residence", "palace", "house", "press", "aide", "aides", "adviser", "advisor", "cabinet", "wife", "husband", "chief", "deputy"})) continue;
        if (last < words.size() && (in(words[last].lower, {"of", "for", "-", "elect"}) || words[last].upos == Upos::kPropn || (words[last].lower == "," && mentions_.at(s, std::min<std::uint32_t>(last + 1, static_cast<std::uint32_t>(words.size()) - 1))))) continue;
        if (mentions_.at(s, last - 1)) continue;  // part of somebody's title already
        const auto country = owner ? mentions_.mentions[*owner].entity : kNoEntity;
        const bool generic = in(match->title->title, {"leader", "head of state"});
        if (generic && country == kNoEntity) continue;  // "the present leader": of what?
        std::set<std::uint32_t> people;
        for (const auto& holder : holders) {
          const bool same = holder.title == match->title || (generic && holder.title != nullptr && holder.title->scope == TitleScope::kState) ||
                            (holder.title != nullptr && match->title->title.find(' ') == std::string::npos && ends_with_word(holder.title->title, match->title->title));
          // "the president" is not the president-elect.
          if (same && holder.planned == match->planned && (country == kNoEntity || holder.at == kNoEntity || holder.at == country)) people.insert(holder.person);
        }
        if (country != kNoEntity && people.size() > 1) {
          std::set<std::uint32_t> exact;
          for (const auto& holder : holders) {
            if (holder.at == country && people.contains(holder.person)) exact.insert(holder.person);
          }
          if (!exact.empty()) people = exact;
        }
        if (people.size() != 1) continue;
        const auto person = *people.begin();
        const auto index = mentions_.add_stand_in(s, at, last, person);
        if (country == kNoEntity || !match->title->relation) continue;
        auto relation = *match->title->relation;
        if (scope == TitleScope::kMinistry) relation = Relation::kRepresents;
        if (!fits(relation, EntityType::kPerson, EntityType::kCountry) || scope == TitleScope::kBody) continue;
        Draft draft;
        draft.sentence = s;
        draft.relation = relation;
        draft.subject = person;
        draft.object = country;
        draft.subject_mention = index;
        draft.object_mention = owner;
        draft.trigger_first = at;
        draft.trigger_last = last;
        draft.predicate = last - 1;
        draft.role = true;
        draft.confidence = 0.82;
        if (match->planned) draft.modality = Modality::kPlanned;
        draft.extractor = "roles/bare_title@1";
        drafts_.push_back(draft);
        for (const auto& [position, holder] : holder_of_) {
          if (holder == person && title_of_[position] == match->title && mentions_.entities[position].at == kNoEntity) mentions_.entities[position].at = country;
        }
      }
    }
  }

  // "The bank said", of the one body named before whose name ends so; "Peru's state news agency", of the one such outlet that the article names.
  void link_bare_bodies() {
    for (std::uint32_t s = 0; s < mentions_.of_sentence.size(); ++s) {
      const auto& words = tokens(s);
      for (std::uint32_t i = 1; i < words.size(); ++i) {
        if (words[i].upos != Upos::kNoun) continue;
        const bool outlet = in(words[i].lower, {"agency", "broadcaster", "newspaper"});
        const bool bare = words[i - 1].lower == "the" && in(words[i].lower, {"bank", "commission", "council", "agency", "ministry", "court", "committee", "federation", "association", "university", "institute", "foundation", "parliament", "party", "union", "tribunal", "assembly", "department", "newspaper", "office"});
        if (!outlet && !bare) continue;
        // "the agency's director", but not "the bank account", "the council of elders", "the newspaper Novosti".
        if (i + 1 < words.size() && (words[i + 1].upos == Upos::kNoun || words[i + 1].upos == Upos::kPropn || in(words[i + 1].lower, {"of", "for", "-", ","}))) continue;
        if (covering_mention(mentions_, s, i)) continue;
        const auto body = bare ? named_so(s, i) : outlet_of_state(s, i);
        if (!body) continue;
        mentions_.add_stand_in(s, i, i + 1, *body);
      }
    }
  }

  // The one body whose name ends in the noun, or begins with it ("Bank of Peru"), and that was named up to some sentences before.
  [[nodiscard]] std::optional<std::uint32_t> named_so(std::uint32_t s, std::uint32_t noun) const {
    const auto& word = tokens(s)[noun].lower;
    std::optional<std::uint32_t> found;
    constexpr std::uint32_t kReach = 6;  // sentences
    bool near = false;
    constexpr std::uint32_t kLooked = 64;  // no other of the name in so many
    for (std::uint32_t back = 0; back <= std::min(s, kLooked); ++back) {
      for (const auto index : mentions_.of_sentence[s - back]) {
        const auto& mention = mentions_.mentions[index];
        if (mention.form == MentionForm::kPronoun || mention.form == MentionForm::kDescription || !is_body(mentions_.entities[mention.entity].type) || (back == 0 && mention.first > noun)) continue;
        const auto& name = tokens(s - back);
        const bool begins = mention.last - mention.first > 2 && name[mention.first].lower == word && name[mention.first + 1].lower == "of";
        if (name[mention.last - 1].lower != word && !begins) continue;
        if (found && *found != mention.entity) return std::nullopt;
        found = mention.entity;
        near = near || back <= kReach;
      }
    }
    return near ? found : std::nullopt;
  }

  [[nodiscard]] std::optional<std::uint32_t> outlet_of_state(std::uint32_t s, std::uint32_t noun) {
    const auto& words = tokens(s);
    auto at = noun;
    bool state = false;
    constexpr std::uint32_t kReach = 4;  // words between the state and the noun
    while (at > 0 && noun - at < kReach && (in(words[at - 1].lower, {"news", "state", "official", "government", "public", "national", "main", "-", "run", "owned", "controlled"}))) {
      --at;
      state = state || in(words[at].lower, {"state", "official", "government", "public", "national"});
    }
    const bool owned = at > 0 && in(words[at - 1].lower, {"'s", "'"});
    const auto owner = at > 0 ? actor_ending_at(s, owned ? at - 1 : at) : std::nullopt;
    if (!owner || !state || mentions_.entities[mentions_.mentions[*owner].entity].type != EntityType::kCountry || (!owned && mentions_.mentions[*owner].form != MentionForm::kDemonym)) return std::nullopt;
    const auto country = mentions_.mentions[*owner].entity;
    std::optional<std::uint32_t> found;
    for (std::uint32_t e = 0; e < mentions_.entities.size(); ++e) {
      const auto& entity = mentions_.entities[e];
      if (entity.type != EntityType::kMediaOutlet || entity.mentions.empty() || entity.iso2.empty() || entity.iso2 != mentions_.entities[country].iso2) continue;
      if (found) return std::nullopt;
      found = e;
    }
    if (!found) return std::nullopt;
    const bool told = std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& draft) { return draft.relation == Relation::kPartOf && draft.subject == *found && draft.object == country && draft.sentence == s; });
    if (told) return found;
    Draft draft;
    draft.sentence = s;
    draft.relation = Relation::kPartOf;
    draft.subject = *found;
    draft.object = country;
    draft.object_mention = owner;
    draft.trigger_first = at;
    draft.trigger_last = noun + 1;
    draft.predicate = noun;
    draft.role = true;
    draft.confidence = 0.8;
    draft.extractor = "roles/state_outlet@1";
    drafts_.push_back(std::move(draft));
    return found;
  }

  // "the prime ministers of Norway and Sweden, A and B": each for his own, in order.
  void link_lists() {
    for (std::uint32_t s = 0; s < mentions_.of_sentence.size(); ++s) {
      const auto& words = tokens(s);
      for (std::uint32_t i = 0; i + 2 < words.size(); ++i) {
        if (words[i].upos != Upos::kNoun && words[i].upos != Upos::kPropn) continue;
        const auto singular = Lexicon::noun_lemma(words[i].lower);
        if (singular == words[i].lower || words[i + 1].lower != "of") continue;
        std::vector<Token> post{words[i]};
        post.back().lower = singular;
        auto first = i;
        auto match = lexicon_.find_title(post, 0);
        if (i > 0) {
          std::vector<Token> longer{words[i - 1], post.back()};
          if (const auto found = lexicon_.find_title(longer, 0); found && found->last == 2) {
            match = found;
            first = i - 1;
          }
        }
        if (!match || !match->title->relation || match->effect == TitleEffect::kFormer || match->planned || (match->title->scope != TitleScope::kState && match->title->scope != TitleScope::kMinistry)) continue;
        auto at = i + 2;
        const auto states = listed_mentions(mentions_, s, at, EntityType::kCountry);
        const auto persons = listed_mentions(mentions_, s, at, EntityType::kPerson);
        if (states.size() < 2 || states.size() != persons.size()) continue;
        const auto relation = match->title->scope == TitleScope::kMinistry || match->effect == TitleEffect::kDeputy ? Relation::kRepresents : *match->title->relation;
        for (std::size_t k = 0; k < states.size() && fits(relation, EntityType::kPerson, EntityType::kCountry); ++k) {
          mentions_.entities[mentions_.mentions[persons[k]].entity].state = mentions_.mentions[states[k]].entity;
          add_role(relation, s, persons[k], states[k], first, i + 1, 0.88, "roles/list@1");
        }
      }
    }
  }

  // "met his Chinese counterpart, Qin Gang", "her Iranian and Omani counterparts, A and B": they hold the post of the one whose
  // counterparts they are, each for his state.
  void link_counterparts() {
    for (std::uint32_t s = 0; s < mentions_.of_sentence.size(); ++s) {
      const auto& words = tokens(s);
      for (std::uint32_t i = 1; i + 1 < words.size(); ++i) {
        if (!in(words[i].lower, {"counterpart", "counterparts"})) continue;
        std::vector<std::uint32_t> states;
        auto at = i;
        while (at > 0) {
          const auto found = actor_ending_at(s, at);
          if (found && mentions_.entities[mentions_.mentions[*found].entity].type == EntityType::kCountry) {
            states.insert(states.begin(), *found);
            at = mentions_.mentions[*found].first;
          } else if (!states.empty() && in(words[at - 1].lower, {"and", ","})) {
            --at;
          } else {
            break;
          }
        }
        const auto of = at == 0 ? std::optional<std::uint32_t>{} : mentions_.at(s, at - 1);
        if (states.empty() || !of || !in(words[at - 1].lower, {"his", "her"})) continue;
        auto next = i + 1;
        const auto persons = listed_mentions(mentions_, s, next, EntityType::kPerson);
        if (persons.size() != states.size()) continue;
        const auto whose = mentions_.mentions[*of].entity;
        const TitleEntry* title = nullptr;
        bool deputy = false;
        for (const auto& [position, holder] : holder_of_) {
          const auto* held = title_of_[position];
          if (holder != whose || held == nullptr || !held->relation || to_come_[position] || (held->scope != TitleScope::kState && held->scope != TitleScope::kMinistry)) continue;
          title = held;
          const auto post = names::fold(mentions_.entities[position].kind);
          deputy = post.rfind("deputy", 0) == 0 || post.rfind("vice", 0) == 0;
        }
        if (title == nullptr) continue;
        const auto relation = title->scope == TitleScope::kMinistry || deputy ? Relation::kRepresents : *title->relation;
        for (std::size_t k = 0; k < persons.size(); ++k) {
          const auto state = mentions_.mentions[states[k]].entity;
          if (!fits(relation, EntityType::kPerson, EntityType::kCountry)) continue;
          mentions_.entities[mentions_.mentions[persons[k]].entity].state = state;
          add_role(relation, s, persons[k], states[k], i, i + 1, 0.8, "roles/counterpart@1");
        }
      }
    }
  }

  // "Foreign Minister X of Norway" in an article that names the Foreign Ministry: he heads it, and it is Norway's.
  // "The chess federations of Norway and Peru" says where each has its seat.
  void link_bodies_of_states() {
    for (std::uint32_t s = 0; s < mentions_.trees.size(); ++s) {
      const auto& words = tokens(s);
      for (std::uint32_t i = 0; i + 3 < words.size(); ++i) {
        if (words[i + 1].lower != "of" || (words[i].upos != Upos::kNoun && words[i].upos != Upos::kPropn) || covering_mention(mentions_, s, i)) continue;
        for (const auto& [body, state] : bodies_of_states(mentions_, lexicon_, s, i)) {
          const bool seated = mentions_.entities[mentions_.mentions[body].entity].type == EntityType::kOrganization;
          add_role(seated ? Relation::kBasedIn : Relation::kPartOf, s, body, state, i, i + 1, seated ? 0.75 : 0.85, seated ? "roles/seat@1" : "roles/part_of@1");
        }
      }
    }
  }

  void link_ministries() {
    std::vector<std::pair<std::uint32_t, std::set<std::string>>> ministries;  // entity, words of its field
    for (std::uint32_t e = 0; e < mentions_.entities.size(); ++e) {
      if (mentions_.entities[e].type != EntityType::kPublicBody) continue;
      std::set<std::string> field;
      bool ministry = false;
      for (const auto m : mentions_.entities[e].mentions) {
        const auto& mention = mentions_.mentions[m];
        if (mention.form == MentionForm::kPronoun) continue;
        const auto& words = tokens(mention.sentence);
        for (auto i = mention.first; i < mention.last; ++i) {
          if (in(words[i].lower, {"ministry", "department"})) ministry = true;
          else if (words[i].upos != Upos::kAdp && words[i].upos != Upos::kDet && words[i].upos != Upos::kCconj) field.insert(field_word(words[i].lower));
        }
      }
      if (ministry && !field.empty()) ministries.emplace_back(e, std::move(field));
    }
    if (ministries.empty()) return;
    std::map<std::uint32_t, std::uint32_t> ministry_state;
    const auto said = drafts_.size();
    // A minister who stands in a sentence with the ministry heads it before one who is named earlier.
    const auto beside = [&](const Draft& draft, std::uint32_t ministry) {
      return std::any_of(mentions_.of_sentence[draft.sentence].begin(), mentions_.of_sentence[draft.sentence].end(), [&](std::uint32_t index) { return mentions_.mentions[index].entity == ministry; });
    };
    for (std::size_t i = 0; i < 2 * said; ++i) {
      const auto draft = drafts_[i % said];
      if (draft.relation != Relation::kHoldsPosition) continue;
      const auto* title = title_of_[draft.object];
      if (title == nullptr || title->scope != TitleScope::kMinistry) continue;
      const auto state = mentions_.entities[draft.object].at;
      std::set<std::string> field;
      for (auto t = draft.trigger_first; t < draft.trigger_last; ++t) {
        const auto& word = tokens(draft.sentence)[t];
        if (!in(word.lower, {"minister", "secretary", "of", "for", "and", "the", "-"})) field.insert(field_word(word.lower));
      }
      for (const auto& candidate : ministries) {
        const auto ministry = candidate.first;  // clang lets no lambda take a structured binding
        const auto& words = candidate.second;
        const auto match = std::count_if(field.begin(), field.end(), [&](const std::string& word) { return words.contains(word); });
        if (match == 0 || static_cast<std::size_t>(match) < field.size() || (i < said && !beside(draft, ministry))) continue;
        const auto& body = mentions_.entities[ministry];
        const bool foreign = state != kNoEntity && !body.iso2.empty() && body.iso2 != mentions_.entities[state].iso2;
        if (foreign) continue;
        auto heads = draft;
        heads.relation = Relation::kHeads;
        heads.object = ministry;
        heads.object_mention.reset();
        heads.roles.clear();
        heads.confidence = draft.confidence - 0.12;
        heads.extractor = "roles/ministry@1";
        // One ministry serves one state: the first minister's.
        const auto serves = ministry_state.emplace(ministry, state).first;
        if (serves->second != state) continue;
        if (std::none_of(drafts_.begin(), drafts_.end(), [&](const Draft& other) { return other.relation == Relation::kHeads && other.subject == heads.subject && other.object == ministry; })) drafts_.push_back(heads);
        if (state == kNoEntity || mentions_.entities[state].type != EntityType::kCountry) break;
        if (std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& other) { return other.relation == Relation::kPartOf && other.subject == ministry; })) break;
        auto part = heads;
        part.relation = Relation::kPartOf;
        part.subject = ministry;
        part.object = state;
        part.subject_mention.reset();
        part.confidence = 0.7;
        // Best shown by a sentence that names the state with the post: "the Japanese foreign minister".
        for (const auto& other : drafts_) {
          const bool named = other.subject == draft.subject && other.object == state && other.object_mention && mentions_.mentions[*other.object_mention].sentence == other.sentence;
          if (!named) continue;
          part.sentence = other.sentence;
          part.object_mention = other.object_mention;
          part.trigger_first = other.trigger_first;
          part.trigger_last = other.trigger_last;
          part.predicate = other.predicate;
          break;
        }
        drafts_.push_back(part);
        break;
      }
    }
  }

  // "Foreign Affairs" and "Foreign", "Interior" and "the Interior"
  static std::string field_word(std::string_view lower) {
    if (lower == "affairs" || lower == "affair") return "foreign";
    if (lower == "defense") return "defence";
    return std::string(lower);
  }

  // "President X" without a country: the state whose well-known leader or minister X is, when the article names it; else, for
  // the head of a state or government, the state of the dateline's capital.
  void find_missing_states(bool well_known_only) {
    const auto country_of = [&](const std::string& iso2) -> std::uint32_t {
      for (std::uint32_t i = 0; i < mentions_.entities.size(); ++i) {
        const auto& entity = mentions_.entities[i];
        if (entity.type == EntityType::kCountry && entity.iso2 == iso2 && !entity.mentions.empty()) return i;
      }
      return kNoEntity;
    };
    std::string dateline;
    for (const auto* entry : lexicon_.find_name(mentions_.document->dateline_place)) {
      if (entry->kind == NameKind::kCapital) dateline = entry->iso2;
    }
    for (const auto& [position, person] : holder_of_) {
      const auto holder = person;  // clang lets no lambda take a structured binding
      const auto* title = title_of_[position];
      if (mentions_.entities[position].at != kNoEntity || title == nullptr || !title->relation || past_[position]) continue;
      if (title->scope != TitleScope::kState && title->scope != TitleScope::kMinistry) continue;
      std::string iso2;
      bool well_known = false;
      for (const auto m : mentions_.entities[holder].mentions) {
        const auto* entry = mentions_.mentions[m].entry;
        if (entry == nullptr || entry->kind != NameKind::kPerson) continue;
        well_known = true;
        iso2 = entry->iso2;
      }
      if (!well_known && well_known_only) continue;
      if (!well_known && title->scope == TitleScope::kState) iso2 = dateline;
      const auto country = iso2.empty() ? kNoEntity : country_of(iso2);
      // "The party's leader, Ana Ruiz": of the party, named or not.
      if (!well_known && std::any_of(mentions_.entities[position].mentions.begin(), mentions_.entities[position].mentions.end(), [&](std::uint32_t m) {
            const auto& span = mentions_.mentions[m];
            const auto& words = tokens(span.sentence);
            return span.first > 1 && in(words[span.first - 1].lower, {"'s", "'"}) && words[span.first - 2].upos == Upos::kNoun && !in(words[span.first - 2].lower, {"country", "nation", "state", "republic", "kingdom", "island", "today", "yesterday"});
          })) {
        continue;
      }
      // Not the dateline's where the sentence has come to another state ("a trip to Kenya, where he met President Diaz"), or somebody else holds that post there.
      if (!well_known && country != kNoEntity) {
        const bool elsewhere = std::any_of(mentions_.entities[position].mentions.begin(), mentions_.entities[position].mentions.end(), [&](std::uint32_t m) {
          const auto& list = mentions_.of_sentence[mentions_.mentions[m].sentence];
          auto last = kNoEntity;
          for (const auto other : list) {
            const auto& mention = mentions_.mentions[other];
            if (mention.form != MentionForm::kPronoun && mention.first < mentions_.mentions[m].first && mentions_.entities[mention.entity].type == EntityType::kCountry) last = mention.entity;
          }
          return last != kNoEntity && last != country;
        });
        const bool taken = std::any_of(holder_of_.begin(), holder_of_.end(), [&](const auto& other) { return other.second != holder && mentions_.entities[other.first].at == country && title_of_[other.first] == title; });
        if (elsewhere || taken) continue;
      }
      if (country == kNoEntity || mentions_.entities[position].mentions.empty()) continue;
      const auto post = names::fold(mentions_.entities[position].kind);
      const bool deputy = post.rfind("deputy", 0) == 0 || post.rfind("vice", 0) == 0 || post.rfind("first deputy", 0) == 0;
      const auto relation = title->scope == TitleScope::kMinistry || deputy ? Relation::kRepresents : *title->relation;
      if (!fits(relation, EntityType::kPerson, EntityType::kCountry)) continue;
      const bool said = std::any_of(drafts_.begin(), drafts_.end(), [&](const Draft& draft) { return draft.subject == holder && draft.object == country && draft.relation == relation; });
      mentions_.entities[position].at = country;
      mentions_.entities[holder].state = country;
      if (said) continue;
      // The best sentence names the country as well; one that does not states less.
      auto best = mentions_.entities[position].mentions.front();
      std::optional<std::uint32_t> named;
      for (const auto m : mentions_.entities[position].mentions) {
        for (const auto other : mentions_.of_sentence[mentions_.mentions[m].sentence]) {
          if (!named && mentions_.mentions[other].entity == country) {
            best = m;
            named = other;
          }
        }
      }
      const auto& span = mentions_.mentions[best];
      Draft draft;
      draft.sentence = span.sentence;
      draft.relation = relation;
      draft.subject = holder;
      draft.object = country;
      draft.object_mention = named ? *named : mentions_.entities[country].mentions.front();
      draft.trigger_first = span.first;
      draft.trigger_last = span.last;
      draft.predicate = span.last - 1;
      draft.role = true;
      draft.confidence = (well_known ? 0.8 : 0.7) - (named ? 0.0 : 0.2);
      if (to_come_[position]) draft.modality = Modality::kPlanned;
      draft.extractor = well_known ? "roles/known_leader@1" : "roles/dateline_leader@1";
      drafts_.push_back(draft);
    }
  }

  static bool ends_with_word(const std::string& phrase, const std::string& word) {
    return phrase.size() > word.size() && phrase.compare(phrase.size() - word.size(), word.size(), word) == 0 && phrase[phrase.size() - word.size() - 1] == ' ';
  }

  [[nodiscard]] const std::vector<Token>& tokens(std::uint32_t s) const { return mentions_.document->sentences[s].tokens; }

  // A mention that ends at the token (one past its last), outermost first; of a state, a body or a place.
  [[nodiscard]] std::optional<std::uint32_t> actor_ending_at(std::uint32_t s, std::uint32_t end) const {
    std::optional<std::uint32_t> best;
    for (const auto index : mentions_.of_sentence[s]) {
      const auto& mention = mentions_.mentions[index];
      if (mention.last != end) continue;
      const auto type = mentions_.entities[mention.entity].type;
      if (type != EntityType::kCountry && identity_class(type) != IdentityClass::kBody) continue;
      if (!best || mention.first < mentions_.mentions[*best].first) best = index;
    }
    return best;
  }

  [[nodiscard]] std::optional<std::uint32_t> actor_starting_at(std::uint32_t s, std::uint32_t first) const {
    std::optional<std::uint32_t> best;
    for (const auto index : mentions_.of_sentence[s]) {
      const auto& mention = mentions_.mentions[index];
      if (mention.first != first) continue;
      const auto type = mentions_.entities[mention.entity].type;
      if (type != EntityType::kCountry && identity_class(type) != IdentityClass::kBody && type != EntityType::kPlace) continue;
      if (!best || mention.last > mentions_.mentions[*best].last) best = index;
    }
    return best;
  }

  // Whose title it is: "Russian", "North Korea's", "its" before token `first`, a few adjectives between.
  [[nodiscard]] std::optional<std::uint32_t> owner_before(std::uint32_t s, std::uint32_t first) const {
    const auto& words = tokens(s);
    for (std::uint32_t skipped = 0; skipped <= 3; ++skipped) {
      if (first < skipped) break;
      const auto end = first - skipped;
      if (end > 0 && in(words[end - 1].lower, {"'s", "'"})) {
        if (const auto found = actor_ending_at(s, end - 1)) return found;
      }
      if (const auto found = actor_ending_at(s, end)) {
        // "In Turkey Minister Diaz met": where, not whose.
        const auto& owner = mentions_.mentions[*found];
        if (owner.form == MentionForm::kName && owner.first > 0 && words[owner.first - 1].lower == "in" && mentions_.entities[owner.entity].type == EntityType::kCountry) return std::nullopt;
        return found;
      }
      if (end == 0) break;
      // "Ghana, whose finance minister, Ana Ruiz,"
      if (words[end - 1].lower == "whose" && end > 1) return actor_ending_at(s, words[end - 2].lower == "," ? end - 2 : end - 1);
      const auto& word = words[end - 1];
      const bool adjective = word.upos == Upos::kAdj || word.lower == "-" || (word.upos == Upos::kNoun && skipped > 0);
      if (!adjective && !(word.upos == Upos::kVerb && word.lower.size() > 3 && word.lower.compare(word.lower.size() - 3, 3, "ing") == 0)) break;
    }
    return std::nullopt;
  }

  void emit_title(std::uint32_t person, const Lexicon::TitleMatch& match, std::uint32_t s, std::optional<std::uint32_t> body, double confidence,
                  std::uint32_t long_last = 0) {
    const auto& title = *match.title;
    if (title.scope == TitleScope::kHonorific) return;
    const auto holder = mentions_.mentions[person].entity;
    const auto body_entity = body ? mentions_.mentions[*body].entity : kNoEntity;
    if (title.scope == TitleScope::kStaff && (body_entity == kNoEntity || mentions_.entities[body_entity].type == EntityType::kCountry)) {
      // "Russian opposition politician Maxim Katz": an occupation is no post; the demonym says whose citizen he is.
      if (!body || mentions_.mentions[*body].form != MentionForm::kDemonym) return;
      const auto first = mentions_.mentions[*body].first;
      const auto last = static_cast<std::uint32_t>(match.last);
      if (first < last) add_role(Relation::kCitizenOf, s, person, *body, first, last, confidence - 0.12, "roles/citizen@1");
      return;
    }
    const bool member = title.title == "member" || title.title == "party member";  // no post
    LocalMention span;
    span.sentence = s;
    span.first = static_cast<std::uint32_t>(match.first);
    while (span.first + 1 < match.last && in(tokens(s)[span.first].lower, {"then", "former", "ex", "late", "current", "new", "newly", "-"})) ++span.first;
    span.last = static_cast<std::uint32_t>(match.last);
    span.type = EntityType::kPosition;
    span.form = MentionForm::kDescription;
    const bool is_state = body_entity != kNoEntity && mentions_.entities[body_entity].type == EntityType::kCountry;
    // One post of one body is one entity; a title whose body the text does not give is its holder's own.
    const auto key = std::tuple(names::fold(mentions_.text_of(span)), body_entity, body_entity == kNoEntity ? holder : kNoEntity);
    const auto known = positions_.find(key);
    std::uint32_t position = 0;
    if (known != positions_.end()) {
      position = known->second;
    } else {
      // A person whose post is named twice, once with its body and once without, holds one post.
      std::optional<std::uint32_t> same;
      for (const auto& [other, entity] : positions_) {
        if (std::get<0>(other) == std::get<0>(key) && holder_of_[entity] == holder && (body_entity == kNoEntity || mentions_.entities[entity].at == kNoEntity)) same = entity;
      }
      if (same) {
        position = *same;
      } else {
        position = static_cast<std::uint32_t>(mentions_.entities.size());
        LocalEntity entity;
        entity.type = EntityType::kPosition;
        entity.described = true;
        mentions_.entities.push_back(std::move(entity));
      }
      positions_.emplace(key, position);
    }
    auto& entity = mentions_.entities[position];
    entity.kind = mentions_.text_of(span);
    if (body_entity != kNoEntity) entity.at = body_entity;
    if (is_state) mentions_.entities[holder].state = body_entity;
    holder_of_[position] = holder;
    title_of_[position] = &title;
    const bool to_come = match.planned || planned_;
    past_[position] = past_.emplace(position, true).first->second && match.effect == TitleEffect::kFormer;
    to_come_[position] = to_come_.emplace(position, true).first->second && to_come;  // named as held once, it is held
    const auto position_mention = mentions_.add(span, position);
    // The longer forms of the post: "Ambassador to Peru", "Russian President", "president of KCNA".
    if (long_last > span.last && long_last - span.first < 14) {
      auto longer = span;
      longer.last = long_last;
      mentions_.add(longer, position);
    }
    if (body && mentions_.mentions[*body].last <= span.first && span.first - mentions_.mentions[*body].last <= 1) {
      auto longer = span;
      longer.first = mentions_.mentions[*body].first;
      longer.last = std::max(span.last, long_last);
      mentions_.add(longer, position);
    }

    Draft draft;
    draft.sentence = s;
    draft.relation = Relation::kHoldsPosition;
    draft.subject = holder;
    draft.object = position;
    draft.subject_mention = person;
    draft.object_mention = position_mention;
    draft.trigger_first = span.first;
    draft.trigger_last = span.last;
    draft.predicate = span.last - 1;
    draft.role = true;
    draft.confidence = confidence + (body_entity != kNoEntity ? 0.01 : 0.0);  // "Russian President Putin" says more than "President Putin"
    draft.extractor = "roles/title@1";
    // A president-elect is one already, but no president.
    if (planned_ || (match.planned && !match.called_so)) draft.modality = Modality::kPlanned;
    if (body_entity != kNoEntity) draft.roles.emplace_back(Role::kAt, body_entity);
    if (!member) drafts_.push_back(draft);
    if (body_entity == kNoEntity || !title.relation) return;

    auto relation = *title.relation;
    const auto body_type = mentions_.entities[body_entity].type;
    // "former foreign minister", "former US President"
    const auto owner_first = mentions_.mentions[*body].sentence == s ? mentions_.mentions[*body].first : 0;
    const bool former_before = owner_first > 0 && owner_first < match.first && in(tokens(s)[owner_first - 1].lower, {"former", "ex", "then", "late"});
    if (match.effect == TitleEffect::kFormer || former_before) return;
    if (title.scope == TitleScope::kMinistry && is_state) relation = Relation::kRepresents;
    if (title.scope == TitleScope::kMinistry && body_type == EntityType::kPlace) return;  // "minister for the Middle East": what it is about
    if (match.effect == TitleEffect::kDeputy) relation = is_state ? Relation::kRepresents : Relation::kEmployedBy;
    if (relation == Relation::kHeads && is_state && title.scope == TitleScope::kBody) return;  // "the Turkish director": of what?
    if ((relation == Relation::kEmployedBy || relation == Relation::kMemberOf) && is_state) relation = Relation::kCitizenOf;
    if (relation == Relation::kMemberOf && body_type == EntityType::kMediaOutlet) relation = Relation::kEmployedBy;
    if (to_come) draft.modality = Modality::kPlanned;
    draft.relation = relation;
    draft.object = body_entity;
    draft.object_mention = body;
    draft.roles.clear();
    draft.confidence = relation == Relation::kCitizenOf ? confidence - 0.12 : confidence - 0.02;
    if (fits(relation, EntityType::kPerson, body_type)) drafts_.push_back(draft);
  }

  void title_before(std::uint32_t index, const LocalMention& mention) {
    const auto s = mention.sentence;
    const auto& words = tokens(s);
    auto end = mention.first;
    // "the foreign minister, Sergei Lavrov"
    if (end > 1 && words[end - 1].lower == ",") --end;
    for (int round = 0; round < 2; ++round) {
      const auto post = lexicon_.find_post_before(words, end);
      if (!post) return;
      const auto* best = &post->title;
      // "Unlike Peter Novak, a member of the party, Ruiz left": what stands between commas is the first one's.
      if (end != mention.first && best->first > 2 && in(words[best->first - 1].lower, {"a", "an"}) && words[best->first - 2].lower == ",") {
        if (const auto first = covering_mention(mentions_, s, static_cast<std::uint32_t>(best->first) - 3); first && mentions_.entities[mentions_.mentions[*first].entity].type == EntityType::kPerson) return;
      }
      std::optional<std::uint32_t> owner;
      if (post->field && !post->envoy) {
        auto body_end = end;
        // "Head of Turkey's Development Organization (KOSGEB) Hasan Kurt"
        if (body_end > 2 && words[body_end - 1].lower == ")" && words[body_end - 3].lower == "(") body_end -= 3;
        owner = actor_ending_at(s, body_end);
      }
      if (!owner) owner = owner_before(s, static_cast<std::uint32_t>(best->first));
      // "Foreign Minister Ana Ruiz of Bolivia"
      const auto scope = best->title->scope;
      if (!owner && end == mention.first && (scope == TitleScope::kState || scope == TitleScope::kMinistry) && mention.last + 1 < words.size() && words[mention.last].lower == "of") {
        const auto state = actor_starting_at(s, words[mention.last + 1].lower == "the" ? mention.last + 2 : mention.last + 1);
        if (state && mentions_.entities[mentions_.mentions[*state].entity].type == EntityType::kCountry) owner = state;
      }
      emit_title(index, *best, s, owner, end == mention.first ? 0.95 : 0.85, end);
      // "Deputy Prime Minister and Local Administration Minister X"
      if (best->first == 0 || words[best->first - 1].lower != "and") return;
      end = static_cast<std::uint32_t>(best->first) - 1;
    }
  }

  // The phrase that begins at token `at` as somebody's post: [the] [Russian] [former] title [of Y].
  bool read_post(std::uint32_t person, std::uint32_t s, std::uint32_t at, double confidence) {
    const auto& words = tokens(s);
    std::optional<std::uint32_t> owner;
    const auto limit = std::min<std::size_t>(words.size(), at + 8);
    while (at < limit) {
      if (auto match = lexicon_.find_title(words, at)) {
        std::uint32_t long_last = 0;
        bool of_field = false;
        std::uint32_t list_from = 0;
        // "Chairman A, Director B": the next one's title.
        if (const auto next = covering_mention(mentions_, s, static_cast<std::uint32_t>(match->last), static_cast<std::uint32_t>(match->last)); next && match->last < words.size() && mentions_.mentions[*next].entity != mentions_.mentions[person].entity && mentions_.entities[mentions_.mentions[*next].entity].type == EntityType::kPerson) return false;
        auto after = static_cast<std::uint32_t>(match->last);
        if (!owner) {
          for (auto back = static_cast<std::uint32_t>(match->first); back > 0 && !owner; --back) {
            if (in(words[back - 1].lower, {"and", ",", "of"})) break;  // "the owner of A and founder of": the first one's
            owner = actor_ending_at(s, back);
            if (back + 2 < match->first) break;
          }
        }
        if (after < words.size() && in(words[after].lower, {"of", "at", "for", "with", "in"})) {
          ++after;
          if (after < words.size() && in(words[after].lower, {"the", "a"})) ++after;
          if (const auto body = actor_starting_at(s, after); body && mentions_.mentions[*body].form != MentionForm::kDemonym) {
            owner = body;
            long_last = mentions_.mentions[*body].last;
          } else if (const auto behind = body_behind(s, after)) {
            owner = behind;
            list_from = mentions_.mentions[*behind].last;
          } else if (body) {
            owner = body;
            long_last = mentions_.mentions[*body].last;
          } else {
            // "professor of medicine at the University of Oslo"
            auto field = after;
            while (field < words.size() && field < after + 5 && (in(name_of(words[field].upos), {"NOUN", "ADJ", "PROPN", "CCONJ"}))) ++field;
            if (field > after && field < words.size() && words[field].lower == "at") {
              if (const auto school = body_behind(s, field + 1)) owner = school;
              of_field = owner.has_value();
              if (of_field) list_from = mentions_.mentions[*owner].last;
            }
          }
        }
        // "radio host (Sputnik)"
        if (!owner && after + 2 < words.size() && words[after].lower == "(") {
          if (const auto body = actor_starting_at(s, after + 1); body && mentions_.mentions[*body].last < words.size() && words[mentions_.mentions[*body].last].lower == ")") owner = body;
        }
        // "president and chief executive officer of the bank": one body for both.
        const auto joined = static_cast<std::uint32_t>(match->last);
        const auto own = owner;
        if (long_last == 0 && joined + 1 < words.size() && in(words[joined].lower, {"and", ",", "&"})) {
          if (const auto second = lexicon_.find_title(words, joined + 1); second && second->first == joined + 1) {
            auto of = static_cast<std::uint32_t>(second->last);
            if (of < words.size() && in(words[of].lower, {"of", "at", "for"})) {
              ++of;
              if (of < words.size() && in(words[of].lower, {"the", "a"})) ++of;
              if (const auto body = actor_starting_at(s, of)) owner = body;
            }
            emit_title(person, *second, s, owner, confidence, 0);
            // "a German scientist and professor at the Hansen Institute": the demonym is the first one's.
            if (own && match->title->scope == TitleScope::kStaff) owner = own;
          }
        }
        // "director of exhibits at the museum" does not head the museum.
        if (of_field && match->effect == TitleEffect::kSame) match->effect = TitleEffect::kDeputy;
        emit_title(person, *match, s, owner, confidence, long_last);
        if (list_from == 0) list_from = long_last;
        if (list_from != 0) {
          for (const auto more : further_bodies(s, list_from)) emit_title(person, *match, s, more, confidence - 0.05, 0);
        }
        return true;
      }
      const auto& word = words[at];
      const bool passes = word.upos == Upos::kDet || in(word.lower, {"then", "former", "formerly", "now", "currently", "ex"}) || word.upos == Upos::kAdj || word.upos == Upos::kPropn || word.lower == "'s" || word.lower == "-" || word.lower == "/" || (word.upos == Upos::kNoun && at + 1 < limit);
      if (!passes) return false;
      ++at;
    }
    return false;
  }

  // "chief executive of A, B and the C group": the bodies behind the first, when "and" closes the list and no verb follows it.
  [[nodiscard]] std::vector<std::uint32_t> further_bodies(std::uint32_t s, std::uint32_t at) const {
    const auto& words = tokens(s);
    std::vector<std::uint32_t> bodies;
    for (bool closed = false; at + 1 < words.size() && !closed;) {
      if (!in(words[at].lower, {",", "and", "&"})) return {};
      closed = words[at].lower != ",";
      ++at;
      if (!closed && words[at].lower == "and") {
        closed = true;
        ++at;
      }
      if (at < words.size() && words[at].lower == "the") ++at;
      const auto body = actor_starting_at(s, at);
      if (!body || !is_body(mentions_.entities[mentions_.mentions[*body].entity].type)) return {};
      bodies.push_back(*body);
      at = mentions_.mentions[*body].last;
    }
    if (at < words.size() && !in(words[at].lower, {".", ",", ";", ")", "from", "since", "until", "in"})) return {};
    return bodies;
  }

  // A standing role of somebody or something towards something that the sentence names.
  void add_role(Relation relation, std::uint32_t s, std::uint32_t subject, std::uint32_t object, std::uint32_t trigger_first, std::uint32_t trigger_last, double confidence, const char* extractor) {
    Draft draft;
    draft.sentence = s;
    draft.relation = relation;
    draft.subject = mentions_.mentions[subject].entity;
    draft.object = mentions_.mentions[object].entity;
    draft.subject_mention = subject;
    draft.object_mention = object;
    draft.trigger_first = trigger_first;
    draft.trigger_last = trigger_last;
    draft.predicate = trigger_last - 1;
    draft.role = true;
    draft.confidence = confidence;
    draft.extractor = extractor;
    drafts_.push_back(std::move(draft));
  }

  // "is a Maldivian economist", ", a Ukrainian expert on …": whatever the occupation, the demonym says whose citizen.
  void citizen(std::uint32_t person, std::uint32_t s, std::uint32_t at) {
    const auto& words = tokens(s);
    if (at >= words.size() || !in(words[at].lower, {"a", "an"})) return;
    constexpr std::uint32_t kReach = 6;  // words between the article and the demonym
    for (auto i = at + 1; i < words.size() && i <= at + kReach; ++i) {
      const auto country = covering_mention(mentions_, s, i, i);
      if (!country) {
        if (words[i].upos != Upos::kAdj && words[i].upos != Upos::kVerb && words[i].lower != "-" && words[i].lower != ",") return;
        continue;
      }
      const auto mention = mentions_.mentions[*country];
      if (mention.form != MentionForm::kDemonym || mentions_.entities[mention.entity].type != EntityType::kCountry || mention.last + 1 >= words.size()) return;
      const auto next = mention.last;
      const bool paired = in(words[next].lower, {"-", "and"});
      if (paired) {
        // "a German-born Australian", "a French and American citizen"
        const auto second = covering_mention(mentions_, s, next + 1, next + 1);
        if (!second && words[next].lower == "-" && words[next + 1].upos == Upos::kVerb) {
          i = next + 1;
          continue;
        }
        if (!second || mentions_.mentions[*second].form != MentionForm::kDemonym) return;
      } else if (in(words[next].lower, {"teacher", "tutor", "instructor", "lecturer", "translator", "ally", "asset", "agent", "captive", "hostage", "prisoner", "proxy", "puppet", "target"})) {
        return;  // what is taught, whose ally
      } else if (words[next].upos != Upos::kNoun && words[next].upos != Upos::kAdj && words[next].upos != Upos::kPropn && !covering_mention(mentions_, s, next, next)) {
        return;
      }
      add_role(Relation::kCitizenOf, s, person, *country, mention.first, mention.last + 1, 0.75, "roles/citizen@1");
      if (!paired) return;
      i = next;
    }
  }

  static bool is_kin(std::string_view word) {
    return in(word, {"wife", "husband", "widow", "widower", "spouse", "son", "daughter", "sons", "daughters", "father", "mother", "brother", "sister", "stepson", "stepdaughter", "grandson", "granddaughter", "child", "nephew", "niece"});
  }

  // The person named within a few words, past titles and adjectives: "of the late King Harald".
  [[nodiscard]] std::optional<std::uint32_t> person_from(std::uint32_t s, std::uint32_t at) const {
    const auto& words = tokens(s);
    constexpr std::uint32_t kReach = 7;  // tokens
    for (auto i = at; i < words.size() && i < at + kReach; ++i) {
      if (const auto found = covering_mention(mentions_, s, i, i); found && mentions_.entities[mentions_.mentions[*found].entity].type == EntityType::kPerson) return found;
      if (!in(name_of(words[i].upos), {"DET", "ADJ", "NOUN", "PROPN"}) && !in(words[i].lower, {"-", ",", "his", "her"})) return std::nullopt;
    }
    return std::nullopt;
  }

  // ", the second wife of Peter Novak", "was the son of Peter Novak and his wife Ana Ruiz"
  void kin_of(std::uint32_t person, std::uint32_t s, std::uint32_t at) {
    const auto& words = tokens(s);
    constexpr std::uint32_t kReach = 6;  // tokens before the kin
    auto kin = at;
    while (kin < words.size() && kin < at + kReach && !is_kin(words[kin].lower) && (in(name_of(words[kin].upos), {"DET", "ADJ", "NUM"}) || in(words[kin].lower, {"-", "former", "only", "eldest", "youngest", "first", "child", "and"}))) ++kin;
    if (kin + 2 >= words.size() || !is_kin(words[kin].lower) || words[kin + 1].lower != "of") return;
    const auto first = person_from(s, kin + 2);
    if (!first) return;
    add_role(Relation::kFamilyOf, s, person, *first, kin, kin + 1, 0.85, "roles/kin@1");
    const auto and_word = mentions_.mentions[*first].last;
    // "wife of Peter Novak and mother of Lars Hansen"
    if (and_word + 1 < words.size() && words[and_word].lower == "and") kin_of(person, s, and_word + 1);
    if (!in(words[kin].lower, {"son", "daughter", "child"}) || and_word >= words.size() || words[and_word].lower != "and") return;
    if (const auto second = person_from(s, and_word + 1)) add_role(Relation::kFamilyOf, s, person, *second, kin, kin + 1, 0.8, "roles/kin@1");
  }

  // "his wife, actress Ana Ruiz", "Peter Novak's son Lars"
  void kin_before(std::uint32_t index, const LocalMention& mention) {
    const auto s = mention.sentence;
    const auto& words = tokens(s);
    auto at = mention.first;
    constexpr std::uint32_t kReach = 4;  // tokens between kin and name
    while (at > 0 && mention.first - at < kReach && !is_kin(words[at - 1].lower) && (in(words[at - 1].lower, {",", "-"}) || words[at - 1].upos == Upos::kNoun)) --at;
    if (at < 2 || !is_kin(words[at - 1].lower)) return;
    const auto kin = at - 1;
    auto owner = kin;
    while (owner > 0 && in(name_of(words[owner - 1].upos), {"ADJ", "NUM"})) --owner;
    if (owner == 0) return;
    std::optional<std::uint32_t> of;
    if (in(words[owner - 1].lower, {"his", "her", "my"})) of = mentions_.at(s, owner - 1);
    else if (in(words[owner - 1].lower, {"'s", "'"}) && owner > 1) of = covering_mention(mentions_, s, owner - 2);
    if (!of || mentions_.entities[mentions_.mentions[*of].entity].type != EntityType::kPerson || mentions_.mentions[*of].entity == mention.entity) return;
    add_role(Relation::kFamilyOf, s, *of, index, kin, kin + 1, mentions_.mentions[*of].form == MentionForm::kPronoun ? 0.8 : 0.88, "roles/kin@1");
  }

  // "Swedish businessman Peter Novak": what he is no table needs to know. Not "Russian ally", who is another's.
  void citizen_before(std::uint32_t index, const LocalMention& mention) {
    const auto s = mention.sentence;
    const auto& words = tokens(s);
    if (mention.first == 0 || lexicon_.find_post_before(words, mention.first)) return;
    auto at = mention.first;
    constexpr std::uint32_t kReach = 3;  // words between the demonym and the name
    while (at > 0 && mention.first - at < kReach && words[at - 1].text == words[at - 1].lower && (words[at - 1].upos == Upos::kNoun || words[at - 1].upos == Upos::kAdj)) --at;
    const auto noun = mention.first - 1;
    if (at == mention.first || words[noun].upos != Upos::kNoun || is_kin(words[noun].lower) || in(words[noun].lower, {"counterpart", "ally", "rival", "opponent", "envoy", "partner", "friend", "foe", "enemy", "critic", "host", "colleague", "backer", "guest", "agent", "captive"})) return;
    const auto country = actor_ending_at(s, at);
    if (!country || mentions_.mentions[*country].form != MentionForm::kDemonym || mentions_.entities[mentions_.mentions[*country].entity].type != EntityType::kCountry) return;
    add_role(Relation::kCitizenOf, s, index, *country, at, mention.first, 0.75, "roles/citizen@1");
  }

  // A person's name that ends right before the token, or a pronoun for one; adverbs between.
  [[nodiscard]] std::optional<std::uint32_t> person_ending_at(std::uint32_t s, std::uint32_t end) const {
    const auto& words = tokens(s);
    while (end > 1 && in(words[end - 1].lower, {"now", "currently", "still", "also", "then", "later"})) --end;
    if (end == 0) return std::nullopt;
    for (const auto index : mentions_.of_sentence[s]) {
      const auto& mention = mentions_.mentions[index];
      if (mention.last == end && mention.entity != kNoEntity && mentions_.entities[mention.entity].type == EntityType::kPerson && (mention.form != MentionForm::kPronoun || is_subject_pronoun(words[end - 1].lower))) return index;
    }
    return std::nullopt;
  }

  // "Vinton, Iowa": who is in the one is in the other. Adds the role for each.
  void add_places(Relation relation, std::uint32_t s, std::uint32_t subject, std::uint32_t at, std::uint32_t trigger, double confidence, const char* extractor) {
    const auto& words = tokens(s);
    for (int links = 0; links < 3 && at < words.size(); ++links) {
      if (words[at].lower == "the" && at + 1 < words.size()) ++at;
      const auto place = covering_mention(mentions_, s, at, at);
      if (!place || mentions_.mentions[*place].form == MentionForm::kDemonym) break;
      const auto type = mentions_.entities[mentions_.mentions[*place].entity].type;
      const bool located = relation != Relation::kEducatedAt && (type == EntityType::kPlace || type == EntityType::kCountry);
      if (!located && (links > 0 || !fits(relation, EntityType::kPerson, type))) break;
      add_role(relation, s, subject, *place, trigger, trigger + 1, confidence, extractor);
      at = mentions_.mentions[*place].last;
      if (!located || at + 1 >= words.size() || words[at].lower != "," || !covering_mention(mentions_, s, at + 1, at + 1)) break;
      ++at;
    }
  }

  // "Ruiz lives and works in Oslo": right behind the name it is the verb, whatever the tagger made of it.
  void residence(std::uint32_t s) {
    const auto& words = tokens(s);
    for (std::uint32_t i = 1; i + 2 < words.size(); ++i) {
      const bool several = in(words[i].lower, {"live", "reside"});
      if (!several && !in(words[i].lower, {"lives", "resides"})) continue;
      std::vector<std::uint32_t> persons;
      if (several) {
        persons = couple_before(s, i);
        if (!persons.empty() && mentions_.mentions[persons.back()].last != i) persons.clear();
      } else if (const auto person = person_ending_at(s, i)) {
        persons.push_back(*person);
      }
      auto at = i + 1;
      if (at + 1 < words.size() && words[at].lower == "and" && in(words[at + 1].lower, {"works", "studies", "teaches", "practices", "writes", "paints"})) at += 2;
      if (at >= words.size() || words[at].lower != "in") continue;
      for (const auto person : persons) add_places(Relation::kLivesIn, s, person, at + 1, i, 0.78, "roles/lives@1");
    }
  }

  // "A native of Oslo, Ruiz …", "Originally from Oslo, Ruiz …", "Ruiz is originally from Oslo", "A graduate of the University of Oslo, she …".
  void origin(std::uint32_t s) {
    const auto& words = tokens(s);
    for (std::uint32_t i = 0; i + 2 < words.size(); ++i) {
      const auto& word = words[i].lower;
      const auto& next = words[i + 1].lower;
      // "Oslo native Ana Ruiz"
      if (word == "native" && i > 0 && is_place_at(s, i - 1)) {
        const auto place = covering_mention(mentions_, s, i - 1);
        const auto named = covering_mention(mentions_, s, i + 1, i + 1);
        if (place && named && mentions_.mentions[*place].last == i && mentions_.mentions[*place].form != MentionForm::kDemonym && mentions_.entities[mentions_.mentions[*named].entity].type == EntityType::kPerson) {
          add_role(Relation::kBornIn, s, *named, *place, i, i + 1, 0.78, "roles/origin@1");
        }
      }
      std::optional<Relation> relation;
      if (word == "originally" && next == "from") relation = Relation::kBornIn;
      else if (next == "of" && word == "native") relation = Relation::kBornIn;
      else if (next == "of" && word == "resident") relation = Relation::kLivesIn;
      else if (next == "of" && in(word, {"graduate", "alumnus", "alumna"})) relation = Relation::kEducatedAt;
      if (!relation) continue;
      std::optional<std::uint32_t> person;
      // In front of its subject: nothing but an article and adjectives before it in the sentence.
      bool first = true;
      for (std::uint32_t before = 0; before < i && first; ++before) first = words[before].upos == Upos::kDet || words[before].upos == Upos::kAdj || words[before].upos == Upos::kPunct || words[before].upos == Upos::kNoun;
      if (first && i < 5) {
        auto end = i + 2;
        while (end < words.size() && !(words[end].lower == "," && end + 1 < words.size() && !is_place_at(s, end + 1))) ++end;
        constexpr std::uint32_t kReach = 12;  // tokens of the place's name
        if (end + 1 < words.size() && end < i + kReach) person = subject_from(s, end + 1);
      } else if (i > 1 && word == "originally" && in(words[i - 1].lower, {"is", "was", "are"})) {
        person = person_ending_at(s, i - 1);
      }
      if (person) add_places(*relation, s, *person, i + 2, i, 0.78, "roles/origin@1");
    }
  }
  [[nodiscard]] bool is_place_at(std::uint32_t s, std::uint32_t at) const {
    const auto place = covering_mention(mentions_, s, at);
    if (!place) return false;
    const auto type = mentions_.entities[mentions_.mentions[*place].entity].type;
    return type == EntityType::kPlace || type == EntityType::kCountry;
  }
  // The person who is the subject that begins at the token, a form of address before the name: "Dr. Ruiz", "she".
  [[nodiscard]] std::optional<std::uint32_t> subject_from(std::uint32_t s, std::uint32_t at) const {
    const auto& words = tokens(s);
    if (at < words.size() && is_subject_pronoun(words[at].lower)) return mentions_.at(s, at);
    constexpr std::uint32_t kReach = 4;  // tokens
    for (auto i = at; i < words.size() && i < at + kReach; ++i) {
      if (const auto found = covering_mention(mentions_, s, i, i)) return mentions_.entities[mentions_.mentions[*found].entity].type == EntityType::kPerson ? found : std::nullopt;
      if (!in(name_of(words[i].upos), {"PROPN", "NOUN"})) return std::nullopt;
    }
    return std::nullopt;
  }

  // "received his degree in environmental science from Oslo College and a doctorate from the University of Bergen": the school stands
  // behind "from" or "at", the person is the subject of the verb of having.
  void degrees(std::uint32_t s) {
    const auto& words = tokens(s);
    const auto& tree = mentions_.trees[s];
    if (!tree.sentence().parsed) return;
    std::optional<std::uint32_t> holder;
    for (std::uint32_t i = 1; i + 2 < words.size(); ++i) {
      if (!in(words[i].lower, {"degree", "degrees", "doctorate", "diploma", "phd", "ph.d.", "ba", "b.a.", "bs", "b.s.", "bsc", "mba", "bachelor", "master", "masters", "master's", "bachelor's", "m.a.", "ma", "msc", "llb", "llm", "jd", "j.d.", "m.d.", "graduated", "studied", "majored", "majoring"})) continue;
      constexpr std::uint32_t kReach = 12;  // tokens between the degree and its school
      auto at = i + 1;
      while (at < words.size() && at <= i + kReach && !in(words[at].lower, {"from", "at", ";", "."}) && !tree.is_verbal(at)) ++at;
      if (at + 1 >= words.size() || !in(words[at].lower, {"from", "at"})) continue;
      const auto school = body_behind(s, at + 1);
      if (!school || mentions_.entities[mentions_.mentions[*school].entity].type != EntityType::kOrganization) continue;
      // Up to the verb, over lists of degrees.
      auto above = i;
      for (int links = 0; links < 6 && !tree.is_root(above) && !tree.is_verbal(above); ++links) above = tree.head(above);
      const bool studied = above == i && tree.is_verbal(i);
      if (studied && !is_school(*school)) continue;
      if (studied || (tree.is_verbal(above) && above < i && in(lexicon_.verb_lemma(tree.lower(above)), {"have", "hold", "receive", "earn", "obtain", "complete", "get", "gain", "take", "pursue", "finish", "graduate"}))) {
        const auto denied = words[i - 1].lower == "no" || std::any_of(tree.children(above).begin(), tree.children(above).end(), [&](std::uint32_t c) { return in(tree.lower(c), {"not", "n't", "never", "will", "would", "could", "to", "if"}); });
        holder = denied ? std::nullopt : person_doing(s, above);
      }
      if (!holder) continue;
      add_role(Relation::kEducatedAt, s, *holder, *school, i, i + 1, 0.82, "roles/degree@1");
      if (studied) drafts_.back().role = false;  // a deed like others: "pretended that he studied at"
    }
  }

  // The person who is the subject of the verb, or of the verb that it is joined to.
  [[nodiscard]] std::optional<std::uint32_t> person_doing(std::uint32_t s, std::uint32_t verb) const {
    const auto& tree = mentions_.trees[s];
    auto subject = tree.child(verb, {Deprel::kNsubj});
    if (subject == Tree::kNone && tree.is(verb, {Deprel::kConj}) && tree.is_verbal(tree.head(verb))) subject = tree.child(tree.head(verb), {Deprel::kNsubj, Deprel::kNsubjPass});
    const auto found = subject == Tree::kNone ? std::nullopt : mentions_.at(s, subject);
    return found && mentions_.entities[mentions_.mentions[*found].entity].type == EntityType::kPerson ? found : std::nullopt;
  }

  [[nodiscard]] bool is_school(std::uint32_t mention) const {
    const auto& name = mentions_.mentions[mention];
    const auto& words = tokens(name.sentence);
    return std::any_of(words.begin() + name.first, words.begin() + name.last, [](const Token& token) { return in(token.lower, {"university", "college", "school", "institute", "academy", "conservatory", "polytechnic", "seminary", "politecnico"}); });
  }

  // "their children, A, B and C", "her sons A and B", "with their son A and daughter B". "Their" are two who are named together before.
  void children(std::uint32_t s) {
    const auto& words = tokens(s);
    std::vector<std::uint32_t> owners;
    std::uint32_t behind = 0;  // one past the last child named
    for (std::uint32_t i = 1; i + 1 < words.size(); ++i) {
      if (!in(words[i].lower, {"children", "sons", "daughters", "kids", "son", "daughter", "child", "twins", "brothers", "sisters"})) continue;
      auto before = i;
      while (before > 0 && (in(name_of(words[before - 1].upos), {"ADJ", "NUM"}) || words[before - 1].lower == "-")) --before;
      if (before == 0) continue;
      const auto& owner = words[before - 1].lower;
      if (in(owner, {"his", "her", "my"})) {
        owners.clear();
        if (const auto of = mentions_.at(s, before - 1); of && mentions_.entities[mentions_.mentions[*of].entity].type == EntityType::kPerson) owners.push_back(*of);
      } else if (owner == "their") {
        owners = couple_before(s, before - 1);
      } else if (owner == "'s") {
        owners.clear();
        if (const auto of = before > 1 ? covering_mention(mentions_, s, before - 2) : std::nullopt; of && mentions_.entities[mentions_.mentions[*of].entity].type == EntityType::kPerson) owners.push_back(*of);
      } else if (!(owner == "and" && behind != 0 && before - 1 == behind)) {
        owners.clear();
      }
      if (owners.empty()) continue;
      auto at = i + 1;
      while (at + 1 < words.size() && in(words[at].lower, {",", ":", "-", "("})) ++at;
      const bool several = !in(words[i].lower, {"son", "daughter", "child"});
      std::vector<std::uint32_t> named;
      while (at < words.size()) {
        const auto child = covering_mention(mentions_, s, at, at);
        if (!child || mentions_.entities[mentions_.mentions[*child].entity].type != EntityType::kPerson) break;
        named.push_back(*child);
        at = mentions_.mentions[*child].last;
        behind = at;
        if (!several) break;
        if (at + 1 < words.size() && words[at].lower == ",") ++at;
        if (at + 1 < words.size() && words[at].lower == "and") ++at;
      }
      // "his children, Ana Ruiz said": one name behind a comma is no list.
      if (several && named.size() < 2) continue;
      if (!several && words[i + 1].lower == "," && (behind >= words.size() || !in(words[behind].lower, {",", ".", "and", ")"}))) continue;
      for (const auto parent : owners) {
        for (const auto child : named) {
          if (mentions_.mentions[parent].entity != mentions_.mentions[child].entity) add_role(Relation::kFamilyOf, s, parent, child, i, i + 1, owners.size() > 1 ? 0.78 : 0.82, "roles/children@1");
        }
      }
    }
  }
  // The two persons last named before the token when they are named together: "Novak and his wife Ana", "Novak and Ruiz".
  [[nodiscard]] std::vector<std::uint32_t> couple_before(std::uint32_t s, std::uint32_t before) const {
    std::vector<std::uint32_t> pair;
    const auto& list = mentions_.of_sentence[s];
    for (auto it = list.rbegin(); it != list.rend() && pair.size() < 2; ++it) {
      const auto& mention = mentions_.mentions[*it];
      if (mention.last > before || mention.inside || mention.entity == kNoEntity || mentions_.entities[mention.entity].type != EntityType::kPerson) continue;
      if (mention.form == MentionForm::kPronoun && !is_subject_pronoun(tokens(s)[mention.first].lower)) continue;
      if (pair.empty() || mentions_.mentions[pair.front()].entity != mention.entity) pair.push_back(*it);
    }
    if (pair.size() < 2) return {};
    bool joined = false;
    const auto& first = mentions_.mentions[pair[1]];
    const auto& second = mentions_.mentions[pair[0]];
    constexpr std::uint32_t kReach = 5;  // tokens between them
    if (second.first < first.last || second.first - first.last > kReach) return {};
    for (auto i = first.last; i < second.first; ++i) {
      const auto& word = tokens(s)[i];
      joined = joined || word.lower == "and";
      if (!in(word.lower, {"and", ",", "his", "her"}) && word.upos != Upos::kNoun && word.upos != Upos::kAdj) return {};
    }
    return joined ? std::vector<std::uint32_t>{pair[1], pair[0]} : std::vector<std::uint32_t>{};
  }

  // "the Oslo-based Hansen Group", "the Hansen Group, an Oslo-based shipping company", "is an Oslo-based airline".
  void seat(std::uint32_t s) {
    const auto& words = tokens(s);
    for (std::uint32_t i = 2; i + 1 < words.size(); ++i) {
      if (!in(words[i].lower, {"based", "headquartered"}) || words[i - 1].lower != "-") continue;
      const auto place = covering_mention(mentions_, s, i - 2);
      if (!place || mentions_.mentions[*place].last != i - 1 || mentions_.mentions[*place].form == MentionForm::kDemonym) continue;
      const auto is_seated = [&](std::optional<std::uint32_t> found) {
        return found && fits(Relation::kBasedIn, mentions_.entities[mentions_.mentions[*found].entity].type, mentions_.entities[mentions_.mentions[*place].entity].type) && is_body(mentions_.entities[mentions_.mentions[*found].entity].type);
      };
      std::optional<std::uint32_t> body;
      constexpr std::uint32_t kReach = 6;  // words between
      auto at = i + 1;
      while (at < words.size() && at <= i + kReach && !covering_mention(mentions_, s, at, at) && (in(name_of(words[at].upos), {"NOUN", "ADJ", "ADV"}) || words[at].lower == "-")) ++at;
      if (const auto behind = at < words.size() ? covering_mention(mentions_, s, at, at) : std::nullopt; is_seated(behind)) {
        body = behind;
      } else {
        auto end = mentions_.mentions[*place].first;
        while (end > 1 && (words[end - 1].upos == Upos::kAdj || words[end - 1].lower == "-")) --end;
        if (end > 1 && in(words[end - 1].lower, {"a", "an", "the"}) && in(words[end - 2].lower, {",", "is", "was"})) {
          end -= 2;
          // Behind the name's brackets: "the Hansen Group (HG) is".
          if (end > 1 && words[end - 1].lower == ")") {
            while (end > 1 && words[end - 1].lower != "(") --end;
            if (end > 1) --end;
          }
          const auto found = end > 0 ? covering_mention(mentions_, s, end - 1) : std::nullopt;
          if (is_seated(found) && mentions_.mentions[*found].last == end) body = found;
        }
      }
      if (!body) continue;
      if (mentions_.mentions[*body].entity != mentions_.mentions[*place].entity) add_role(Relation::kBasedIn, s, *body, *place, i, i + 1, 0.85, "roles/based@1");
    }
  }

  // The body that a participle or noun phrase at the token tells of: its name ends right before, or stands before a comma or "is" and a plain noun
  // phrase: "the Hansen Group (HG), a maker of heating systems based in", "the Hansen Group is a trade fair organiser headquartered in".
  [[nodiscard]] std::optional<std::uint32_t> body_before(std::uint32_t s, std::uint32_t at) const {
    const auto& words = tokens(s);
    constexpr std::uint32_t kReach = 16;  // tokens of the phrase
    const auto named = [&](std::uint32_t end) -> std::optional<std::uint32_t> {
      if (end > 1 && words[end - 1].lower == ")") {
        while (end > 1 && words[end - 1].lower != "(") --end;
        --end;
      }
      const auto found = actor_ending_at(s, end);  // not the post that ends with it: "head of Hansen Oil"
      const bool body = found && mentions_.mentions[*found].form != MentionForm::kPronoun && is_body(mentions_.entities[mentions_.mentions[*found].entity].type);
      return body ? found : std::nullopt;
    };
    auto end = at;
    if (end > 1 && words[end - 1].lower == ",") --end;
    if (const auto found = named(end)) return found;
    if (end < at) return std::nullopt;
    for (; end > 1 && at - end < kReach; --end) {
      const auto& word = words[end - 1];
      if (in(word.lower, {"is", "was"})) return named(end > 1 && words[end - 2].lower == "," ? end - 2 : end - 1);
      if (word.lower == ",") {
        // "a maker, an importer and a seller of": a list goes on only before an article.
        const bool article = in(words[end].lower, {"a", "an", "the", "one"});
        return article ? named(end - 1) : std::nullopt;
      }
      const auto other = covering_mention(mentions_, s, end - 1);
      if (other && mentions_.mentions[*other].form != MentionForm::kDemonym) return std::nullopt;
      if (!other && word.lower != "-" && word.lower != "of" && word.lower != "and" && !in(name_of(word.upos), {"NOUN", "ADJ", "DET", "NUM", "ADV", "PROPN"})) return std::nullopt;
    }
    return std::nullopt;
  }

  // "… based in Oslo, Norway", "… founded in 1990 by Ana Ruiz and Peter Novak", of the body that the words before name.
  void seated_or_founded(std::uint32_t s) {
    const auto& words = tokens(s);
    for (std::uint32_t i = 1; i + 2 < words.size(); ++i) {
      const bool seated = in(words[i].lower, {"based", "headquartered", "located"});
      const bool founded = in(words[i].lower, {"founded", "established", "created", "formed"});
      if ((!seated && !founded) || words[i - 1].lower == "-") continue;
      auto first = i;
      if (first > 1 && words[first - 1].upos == Upos::kAdv) --first;  // "originally founded by"
      if (in(words[first].lower, {"not", "never", "no"})) continue;
      if (seated) {
        if (words[i + 1].lower != "in") continue;
        const auto body = body_before(s, first);
        if (body) add_places(Relation::kBasedIn, s, *body, i + 2, i, 0.8, "roles/based@1");
        continue;
      }
      constexpr std::uint32_t kReach = 6;  // tokens before "by"
      auto by = i + 1;
      while (by < words.size() && by <= i + kReach && words[by].lower != "by" && (in(words[by].lower, {"in", "on", ","}) || in(name_of(words[by].upos), {"NUM", "PROPN", "ADV"}))) ++by;
      if (by + 1 >= words.size() || words[by].lower != "by") continue;
      if (first > 0 && in(words[first - 1].lower, {"was", "were"})) --first;
      const auto body = body_before(s, first);
      if (!body) continue;
      auto at = by + 1;
      if (const auto founder = person_from(s, at)) {
        add_role(Relation::kFounded, s, *founder, *body, i, i + 1, 0.82, "roles/founded@1");
        at = mentions_.mentions[*founder].last;
        for (const auto more : listed_mentions(mentions_, s, at, EntityType::kPerson)) add_role(Relation::kFounded, s, more, *body, i, i + 1, 0.78, "roles/founded@1");
      }
    }
  }

  // "Ruiz served a full term as treasurer of the bank", "worked as a reporter for": the subject of the verb holds the post.
  void served_as(std::uint32_t s) {
    const auto& words = tokens(s);
    const auto& tree = mentions_.trees[s];
    if (!tree.sentence().parsed) return;
    for (std::uint32_t i = 2; i + 1 < words.size(); ++i) {
      if (words[i].lower != "as") continue;
      constexpr std::uint32_t kReach = 8;  // tokens between verb and "as"
      auto verb = i;
      while (verb > 0 && i - verb < kReach && !tree.is_verbal(verb)) --verb;
      if (!in(words[verb].lower, {"serves", "served", "works", "worked", "acts", "acted"})) continue;
      const bool open = std::any_of(tree.children(verb).begin(), tree.children(verb).end(), [&](std::uint32_t c) { return c < verb && in(tree.lower(c), {"not", "n't", "never", "will", "would", "could", "may", "might", "should", "to", "if"}); });
      const auto person = open ? std::nullopt : person_doing(s, verb);
      if (!person) continue;
      if (read_post(*person, s, i + 1, 0.82)) further_posts(*person, s, i + 1);
    }
  }

  // What "of" and "'s" say of somebody and a body: of a party one is a member; of a body of state, an outlet, a school or a company its man; of what
  // else the word does not say.
  [[nodiscard]] Relation tie_to(std::uint32_t body) const {
    if (mentions_.entities[body].type != EntityType::kOrganization) return Relation::kEmployedBy;
    for (const auto index : mentions_.entities[body].mentions) {
      const auto& form = mentions_.mentions[index];
      if (form.form == MentionForm::kPronoun) continue;
      for (auto i = form.first; i < form.last; ++i) {
        const auto& word = tokens(form.sentence)[i].lower;
        if (in(word, {"party", "democrats", "alliance", "front", "movement", "league", "coalition", "congress", "republicans", "greens"})) return Relation::kMemberOf;
        if (in(word, {"university", "college", "institute", "institution", "school", "bank", "hospital", "laboratory", "foundation", "center", "centre", "museum", "company"}) || lexicon_.company_word(word) != Lexicon::CompanyWord::kNone) return Relation::kEmployedBy;
      }
    }
    return Relation::kAssociatedWith;
  }

  // "the Labour Party's Lars Hansen"
  void employer_before(std::uint32_t index, const LocalMention& mention) {
    const auto s = mention.sentence;
    const auto& words = tokens(s);
    if (mention.first < 2 || mention.last - mention.first < 2 || !in(words[mention.first - 1].lower, {"'s", "'"}) || lexicon_.find_title(words, mention.first)) return;
    const auto body = actor_ending_at(s, mention.first - 1);
    if (!body || !is_body(mentions_.entities[mentions_.mentions[*body].entity].type) || mentions_.mentions[*body].form == MentionForm::kPronoun) return;
    add_role(tie_to(mentions_.mentions[*body].entity), s, index, *body, mention.first - 1, mention.first, 0.75, "roles/of@1");
  }

  // "NASA astronaut Ana Ruiz", "Oslo University psychologist Lars Hansen": what he is no table needs to know; not "the Labour Party rival Hansen".
  void staff_before(std::uint32_t index, const LocalMention& mention) {
    const auto s = mention.sentence;
    const auto& words = tokens(s);
    if (mention.first < 2 || mention.last - mention.first < 2 || lexicon_.find_post_before(words, mention.first)) return;
    const auto& noun = words[mention.first - 1];
    const auto agent = [](std::string_view word) {
      constexpr std::array<std::string_view, 9> kEnds{"ist", "ian", "er", "or", "ant", "naut", "man", "logue", "eur"};
      return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return word.size() > end.size() + 1 && word.ends_with(end); });
    };
    if (noun.upos != Upos::kNoun || noun.text != noun.lower || !agent(noun.lower) || is_kin(noun.lower) ||
        in(noun.lower, {"supporter", "member", "founder", "owner", "leader", "rival", "prisoner", "customer", "defector", "attacker", "killer", "murderer", "stalker", "follower", "successor", "predecessor", "contender", "challenger", "creditor", "competitor", "imposter", "outsider", "insider", "voter", "donor", "investor", "shareholder", "survivor", "opponent"})) return;
    auto at = mention.first - 1;
    constexpr std::uint32_t kReach = 3;  // words between
    while (at > 0 && mention.first - at < kReach && words[at - 1].text == words[at - 1].lower && in(name_of(words[at - 1].upos), {"NOUN", "ADJ"})) --at;
    const auto body = actor_ending_at(s, at);
    if (!body || !is_body(mentions_.entities[mentions_.mentions[*body].entity].type) || mentions_.mentions[*body].form == MentionForm::kPronoun) return;
    const auto first = mentions_.mentions[*body].first;
    if (first > 0 && in(words[first - 1].lower, {"ex", "former", "-"})) return;
    // A profession tells more than "of": "Harvard mathematician Ana Ruiz" works there.
    auto relation = tie_to(mentions_.mentions[*body].entity);
    const bool profession = noun.lower.ends_with("ist") || noun.lower.ends_with("ian") || noun.lower.ends_with("eer") || in(noun.lower, {"professor", "researcher", "lecturer", "reporter", "editor", "lawyer", "spokesman", "spokeswoman", "astronaut", "manager"});
    if (relation == Relation::kAssociatedWith && profession && !noun.lower.ends_with("politician")) relation = Relation::kEmployedBy;
    add_role(relation, s, index, *body, at, mention.first, 0.75, "roles/of@1");
  }

  // "Hansen Oil is a Finnish energy company", "Hansen Oil, a Finnish energy company,": the demonym says where it has its seat.
  void seat_by_demonym(std::uint32_t index, const LocalMention& mention) {
    const auto s = mention.sentence;
    const auto& words = tokens(s);
    if (mention.inside) return;
    const auto at = past_brackets(mentions_.trees[s], mention.last);
    if (at + 3 >= words.size() || !in(words[at].lower, {"is", "was", ","}) || !in(words[at + 1].lower, {"a", "an"})) return;
    std::optional<std::uint32_t> country;
    constexpr std::uint32_t kReach = 8;  // words of the phrase
    auto noun = at + 2;
    for (; noun < words.size() && noun < at + kReach; ++noun) {
      if (const auto found = covering_mention(mentions_, s, noun, noun)) {
        const auto& named = mentions_.mentions[*found];
        if (country || mentions_.entities[named.entity].type != EntityType::kCountry || named.last - named.first > 2) return;
        country = found;
        noun = named.last - 1;
        continue;
      }
      if (!in(name_of(words[noun].upos), {"NOUN", "ADJ", "ADV"}) && words[noun].lower != "-") break;
    }
    if (!country || noun < at + 3 || (noun < words.size() && words[noun - 1].upos != Upos::kNoun)) return;
    const auto* head = lexicon_.find_head(words[noun - 1].lower);
    if (head == nullptr || head->kind != HeadKind::kType || !is_body(head->type)) return;
    add_role(Relation::kBasedIn, s, index, *country, mentions_.mentions[*country].first, noun, 0.78, "roles/seat@1");
  }

  // "Bergen is a city in western Norway", "Bergen, a city in Norway"
  void part_of_country(std::uint32_t index, const LocalMention& mention) {
    const auto s = mention.sentence;
    const auto& words = tokens(s);
    const auto at = past_brackets(mentions_.trees[s], mention.last);
    if (at + 3 >= words.size() || !in(words[at].lower, {"is", "was", ","}) || !in(words[at + 1].lower, {"a", "an", "the"})) return;
    auto noun = at + 2;
    constexpr std::uint32_t kReach = 6;  // words before the noun
    while (noun < words.size() && noun < at + kReach && in(name_of(words[noun].upos), {"ADJ", "ADV"}) ) ++noun;
    if (noun + 2 >= words.size() || !in(words[noun].lower, {"city", "town", "village", "port", "region", "province", "district", "island", "municipality", "capital", "neighbourhood", "neighborhood", "resort"})) return;
    if (words[noun + 1].lower != "in" && !(words[noun + 1].lower == "of" && words[noun].lower == "capital")) return;
    auto where = noun + 2;
    while (where + 1 < words.size() && in(words[where].lower, {"the", "northern", "southern", "eastern", "western", "central", "north", "south", "east", "west", "-", "northeastern", "northwestern", "southeastern", "southwestern"}) && !covering_mention(mentions_, s, where, where)) ++where;
    const auto whole = covering_mention(mentions_, s, where, where);
    if (!whole || mentions_.mentions[*whole].form == MentionForm::kDemonym || mentions_.mentions[*whole].entity == mention.entity) return;
    const auto type = mentions_.entities[mentions_.mentions[*whole].entity].type;
    if (type != EntityType::kCountry && type != EntityType::kPlace) return;
    add_role(Relation::kPartOf, s, index, *whole, noun, noun + 1, 0.85, "roles/part_of@1");
  }

  // "Ana Ruiz of Reporters Without Borders": whom one is of, where no post says more; not "accused Ana Ruiz of".
  void employer_after(std::uint32_t index, const LocalMention& mention) {
    const auto s = mention.sentence;
    const auto& words = tokens(s);
    if (mention.last - mention.first < 2 || mention.last + 1 >= words.size() || words[mention.last].lower != "of") return;
    if (mention.first > 0 && (words[mention.first - 1].upos == Upos::kVerb || lexicon_.find_post_before(words, mention.first))) return;
    const auto at = words[mention.last + 1].lower == "the" ? mention.last + 2 : mention.last + 1;
    const auto body = actor_starting_at(s, at);
    if (!body || !is_body(mentions_.entities[mentions_.mentions[*body].entity].type)) return;
    const auto& named = mentions_.mentions[*body];
    if (named.last < words.size() && (words[named.last].upos == Upos::kNoun || words[named.last].lower == "'s" || words[named.last].lower == "-")) return;
    add_role(tie_to(named.entity), s, index, *body, mention.last, mention.last + 1, 0.75, "roles/of@1");
  }

  // The body behind "of": "the Finance Ministry", "the American toy company Hasbro".
  [[nodiscard]] std::optional<std::uint32_t> body_behind(std::uint32_t s, std::uint32_t at) const {
    const auto& words = tokens(s);
    constexpr std::uint32_t kReach = 7;  // words before the name
    if (at < words.size() && in(words[at].lower, {"the", "a", "an"})) ++at;
    for (auto i = at; i < words.size() && i < at + kReach; ++i) {
      const auto found = actor_starting_at(s, i);
      if (found && is_body(mentions_.entities[mentions_.mentions[*found].entity].type)) return found;
      if (found && (mentions_.mentions[*found].form == MentionForm::kDemonym || in(words[mentions_.mentions[*found].last < words.size() ? mentions_.mentions[*found].last : i].lower, {"-"}))) {
        i = mentions_.mentions[*found].last - 1;
        continue;
      }
      if (found || (!in(name_of(words[i].upos), {"ADJ", "NOUN"}) && !in(words[i].lower, {"-", "and", "based", "run", "owned"}))) return std::nullopt;
    }
    return std::nullopt;
  }

  void title_after(std::uint32_t index, const LocalMention& mention) {
    const auto s = mention.sentence;
    const auto& words = tokens(s);
    auto at = mention.last;
    if (at >= words.size()) return;
    // "Robert Crawford (1874 – 1946) was …", "Kim Yo Jong (left), the sister of …", "Ana Ruiz (Anna (Ani) Ruiz; born in Oslo), a …"
    if (words[at].lower == "(") {
      constexpr std::uint32_t kReach = 60;  // tokens within the brackets
      const auto closed = closing_bracket(s, at, kReach);
      birth_within(index, s, at + 1, closed);
      auto next = closed + 1;
      if (next + 2 < words.size() && words[next].lower == "[" && words[next + 2].lower == "]") next += 3;  // a footnote
      if (next < words.size()) {
        if (words[next].lower == "," && next + 1 < words.size()) {
          ++next;
          if (const auto behind = past_alias(s, next); behind != next) next = behind;
          else if (!copula_word(words[next].lower)) read_description(index, s, next, 0.88);
        }
        if (copula_word(words[next].lower)) copula(index, s, next);
        return;
      }
    }
    if (words[at].lower == "," || words[at].lower == "(") {
      ++at;
      if (at < words.size() && in(words[at].lower, {"who"})) {
        ++at;
        copula(index, s, at);
        // "Ruiz, who pulled out of the race, is finance minister": past a clause without another comma.
        constexpr std::uint32_t kClause = 16;  // words
        auto end = at;
        while (end < words.size() && end < at + kClause && words[end].lower != ",") ++end;
        if (end + 1 < words.size() && words[end].lower == "," && in(words[end + 1].lower, {"is", "was", "became"})) copula(index, s, end + 1);
        return;
      }
      if (const auto behind = past_alias(s, at); behind != at) {
        copula(index, s, behind);
        return;
      }
      // "Ruiz, sworn in as finance minister on Friday,"
      if (at + 2 < words.size() && words[at].lower == "sworn" && words[at + 1].lower == "in" && words[at + 2].lower == "as") {
        copula(index, s, at);
        return;
      }
      read_description(index, s, at, 0.9);
      return;
    }
    // "met Ana Ruiz the head of the bank"
    if (words[at].lower == "the") {
      if (const auto match = lexicon_.find_title(words, at + 1); match && match->first == at + 1 && match->last < words.size() && words[match->last].lower == "of") read_post(index, s, at, 0.8);
    }
    copula(index, s, at);
  }

  // Past "known as Leo Holm, " to the "is" behind it; the token itself where nothing of the kind stands there.
  [[nodiscard]] std::uint32_t past_alias(std::uint32_t s, std::uint32_t at) const {
    const auto& words = tokens(s);
    constexpr std::uint32_t kReach = 12;  // tokens
    bool known = false;
    for (auto i = at; i + 1 < words.size() && i < at + kReach; ++i) {
      known = known || in(words[i].lower, {"known", "aka", "alias", "n\u00e9e", "n\u00e9"});
      if (words[i].lower == ",") return known && copula_word(words[i + 1].lower) ? i + 1 : at;
    }
    return at;
  }

  static bool copula_word(std::string_view lower) { return in(lower, {"is", "was", "has"}); }

  // The bracket that closes the one at `open`, inner ones passed over; the end of the sentence when none does within `reach`.
  [[nodiscard]] std::uint32_t closing_bracket(std::uint32_t s, std::uint32_t open, std::uint32_t reach) const {
    const auto& words = tokens(s);
    int depth = 0;
    for (auto at = open; at < words.size() && at <= open + reach; ++at) {
      if (in(words[at].lower, {"(", "["})) ++depth;
      if (in(words[at].lower, {")", "]"}) && --depth <= 0) return at;
    }
    return static_cast<std::uint32_t>(words.size());
  }

  // "(born March 1, 1956 in Cleveland, Ohio)", "(born 1956, Cleveland)", "(1 March 1956 in Cleveland – 3 May 2001)": where the person was born.
  void birth_within(std::uint32_t person, std::uint32_t s, std::uint32_t first, std::uint32_t last) {
    const auto& words = tokens(s);
    last = std::min(last, static_cast<std::uint32_t>(words.size()));
    auto word = first;
    while (word < last && !in(words[word].lower, {"born", "b", "b."})) ++word;
    auto end = last;
    if (word == last) {
      // Without the word only a date that a dash and the other date follow says so.
      if (first >= last || words[first].upos != Upos::kNum) return;
      for (end = first; end < last && !(words[end].lower == "-" && words[end].space_before);) ++end;
      if (end == last) return;
      word = first;
    }
    bool in_place = false;
    for (auto at = word + 1; at < end; ++at) {
      const auto& lower = words[at].lower;
      if (in(lower, {";", "died", "d.", "raised", "known", "lives"}) || (lower == "-" && words[at].space_before)) return;
      if (in(lower, {"in", "at", "near", ",", ":"})) in_place = lower != "near";
      const auto place = in_place || at == word + 1 ? covering_mention(mentions_, s, at, at) : std::nullopt;
      if (!place) continue;
      if (mentions_.mentions[*place].form == MentionForm::kDemonym || !fits(Relation::kBornIn, EntityType::kPerson, mentions_.entities[mentions_.mentions[*place].entity].type)) return;
      add_role(Relation::kBornIn, s, person, *place, word, word + 1, 0.85, "roles/born@1");
      at = mentions_.mentions[*place].last;
      if (at >= end || words[at].lower != ",") return;  // "Cleveland, Ohio": in the one is in the other
    }
  }

  // What stands behind "Ana Ruiz," or "Ana Ruiz is": posts, kin, citizenship.
  void read_description(std::uint32_t person, std::uint32_t s, std::uint32_t at, double confidence) {
    kin_of(person, s, at);
    const bool post = read_post(person, s, at, confidence);
    citizen(person, s, at);
    if (post) further_posts(person, s, at);
  }

  // "a lawyer who has been mayor of Oslo since 2019 and head of the council since …", "the owner, director and editor of": further posts of the
  // same person, until another person is named or another clause begins.
  void further_posts(std::uint32_t person, std::uint32_t s, std::uint32_t at) {
    const auto& words = tokens(s);
    for (; at + 1 < words.size(); ++at) {
      const auto other = mentions_.at(s, at);
      if (other && mentions_.mentions[*other].form != MentionForm::kPronoun && mentions_.entities[mentions_.mentions[*other].entity].type == EntityType::kPerson) return;
      if (in(words[at].lower, {",", "and"})) kin_of(person, s, at + 1);
      const bool serves = words[at].lower == "as" && at > 0 && in(words[at - 1].lower, {"served", "serves", "serving"});
      const bool more = in(words[at].lower, {"been", "and"}) && (in(words[at + 1].lower, {"the", "a", "an"}) || lexicon_.find_title(words, at + 1));
      if (serves || more) read_post(person, s, at + 1, 0.8);
    }
  }

  // The word that gives somebody the post told behind "as" or "become": "expected to appoint Ana Ruiz as minister", "the nomination of Ana Ruiz as", "had
  // she become". The one by whom somebody is appointed does not hold it.
  struct Giver {
    std::uint32_t by = 0;
    bool holds = true;
  };
  [[nodiscard]] std::optional<Giver> giver_of(std::uint32_t person, std::uint32_t s, std::uint32_t begin, std::uint32_t end) const {
    const auto& tree = mentions_.trees[s];
    if (!tree.sentence().parsed) return std::nullopt;
    for (auto at = begin; at < end; ++at) {
      if (tree.lower(at) == "become") return Giver{at, true};
    }
    if (tree.lower(begin) != "as") return std::nullopt;
    // "by President Ana Ruiz as": whatever the parser made of the title.
    constexpr std::uint32_t kTitle = 4;  // words
    for (auto at = mentions_.mentions[person].first; at > 0 && mentions_.mentions[person].first - at < kTitle; --at) {
      if (tree.lower(at - 1) == "by") return Giver{at - 1, false};
      if (!in(name_of(tree.upos(at - 1)), {"PROPN", "NOUN", "ADJ", "DET"})) break;
    }
    auto head = mentions_.head_of(mentions_.mentions[person]);
    while (!tree.is_root(head) && tree.is(head, {Deprel::kFlat, Deprel::kAppos, Deprel::kCompound})) head = tree.head(head);
    if (tree.is_root(head) || !tree.is(head, {Deprel::kObj, Deprel::kIobj, Deprel::kNsubjPass, Deprel::kObl, Deprel::kNmod, Deprel::kXcomp})) return std::nullopt;
    const auto above = tree.head(head);
    return Giver{above, !(tree.preposition(head) == "by" && tree.is_verbal(above))};
  }

  // "is the", "was elected", "has served as", "was sworn in as"
  void copula(std::uint32_t person, std::uint32_t s, std::uint32_t at) {
    const auto& words = tokens(s);
    const auto begin = at;
    bool seen = false;
    bool act = false;
    planned_ = false;
    for (std::uint32_t steps = 0; at < words.size() && steps < 8; ++at, ++steps) {
      const auto& word = words[at].lower;
      // "is expected to become the next foreign minister", "will be the ambassador"
      if (in(word, {"expected", "set", "due", "likely", "poised", "tipped", "nominated", "will", "slated"})) {
        planned_ = true;
        continue;
      }
      if (planned_ && in(word, {"to", "be", "become", "serve", "next", "the", "as"})) {
        seen = true;
        if (word != "the" && word != "next") continue;
        break;
      }
      if (in(word, {"is", "am", "'m", "was", "became", "become", "remains", "been", "as", "elected", "re-elected", "appointed", "named", "sworn"})) {
        seen = seen || in(word, {"is", "am", "'m", "was", "became", "become", "remains", "been", "as"});
        act = act || in(word, {"elected", "re-elected", "appointed", "named"});
        continue;
      }
      if (in(word, {"has", "had", "have", "serves", "served", "also", "currently", "again", "now", "still", "once", "in", "since", "-", "previously", "formerly", "later", "then", "first", "briefly", "recently", "originally"})) continue;
      break;
    }
    if (!seen && !act) {
      planned_ = false;
      return;
    }
    const bool to_come = planned_;
    if (!to_come) kin_of(person, s, at);
    const auto first_draft = drafts_.size();
    const auto giver = giver_of(person, s, begin, at);
    if (giver && !giver->holds) return;
    read_post(person, s, at, 0.85);
    for (auto i = first_draft; giver && i < drafts_.size(); ++i) drafts_[i].given_by = giver->by;
    planned_ = false;
    citizen(person, s, at);
    further_posts(person, s, at);
  }

  // "the French city of Brest", "the French capital, Paris": the words between owner and place.
  [[nodiscard]] bool city_noun(std::uint32_t s, std::uint32_t first) const {
    const auto& words = tokens(s);
    for (auto i = first; i > 0 && first - i < 4; --i) {
      if (in(words[i - 1].lower, {"city", "town", "capital", "region", "province", "port", "village", "island"})) return true;
    }
    return false;
  }

  // "the Norwegian-Chilean Joint Commission" is part of neither state: both are its members. Says whether the name begins with two states.
  bool joint_body(std::uint32_t index, const LocalMention& mention) {
    const auto s = mention.sentence;
    const auto& words = tokens(s);
    std::vector<std::uint32_t> states;
    auto next = mention.first;
    for (const auto other : mentions_.of_sentence[s]) {
      const auto& inner = mentions_.mentions[other];
      if (!inner.inside || inner.first != next || inner.last >= mention.last || mentions_.entities[inner.entity].type != EntityType::kCountry) continue;
      states.push_back(other);
      if (!in(words[inner.last].lower, {"-", "and", "/"})) break;
      next = inner.last + 1;
    }
    if (states.size() < 2) return false;
    if (!in(words[mention.last - 1].lower, {"commission", "committee", "council", "board", "forum", "assembly", "alliance"})) return true;
    for (const auto state : states) {
      if (fits(Relation::kMemberOf, EntityType::kCountry, mentions_.entities[mention.entity].type)) add_role(Relation::kMemberOf, s, state, index, mention.last - 1, mention.last, 0.8, "roles/joint_body@1");
    }
    return true;
  }

  void part_of(std::uint32_t index, const LocalMention& mention) {
    const auto s = mention.sentence;
    const auto& words = tokens(s);
    const auto type = mentions_.entities[mention.entity].type;
    std::optional<std::uint32_t> owner;
    std::uint32_t trigger_first = mention.first;
    std::uint32_t trigger_last = mention.last;
    if (mention.inside || joint_body(index, mention)) return;
    // A demonym that begins the name: "Russian Ministry of Foreign Affairs".
    if (type != EntityType::kPlace) {
      for (const auto other : mentions_.of_sentence[s]) {
        const auto& inner = mentions_.mentions[other];
        const bool first = inner.inside && inner.first == mention.first && inner.last < mention.last && mentions_.entities[inner.entity].type == EntityType::kCountry;
        // "Jordan Armed Forces": of a state's body the state's own name says so, too.
        if (first && (inner.form == MentionForm::kDemonym || type == EntityType::kPublicBody || type == EntityType::kMediaOutlet)) owner = other;
      }
    }
    if (!owner) {
      auto at = mention.first;
      if (at > 0 && words[at - 1].lower == "the") --at;
      if (type == EntityType::kPlace && at > 0 && in(words[at - 1].lower, {"of", ","}) && city_noun(s, at)) --at;
      bool noun = type == EntityType::kPlace || type == EntityType::kPublicBody;
      for (std::uint32_t skipped = 0; skipped <= 5 && at > 0; ++skipped) {
        const bool possessive = in(words[at - 1].lower, {"'s", "'"});
        const auto end = possessive ? at - 1 : at;
        const auto found = actor_ending_at(s, end);
        const auto owner_type = found ? mentions_.entities[mentions_.mentions[*found].entity].type : EntityType::kPerson;
        const bool pronoun = found && mentions_.mentions[*found].form == MentionForm::kPronoun;
        // "Harvard University's Kennedy School" as well as "Russia's Kursk region"
        const bool may_own = owner_type == EntityType::kCountry || (possessive && identity_class(owner_type) == IdentityClass::kBody);
        if (found && may_own && !pronoun && (noun || possessive) && !(type == EntityType::kPlace && !possessive && !city_noun(s, mention.first))) {
          owner = found;
          trigger_first = at;
          if (trigger_first < mention.first) trigger_last = mention.first;
          break;
        }
        if (possessive) break;
        const auto& word = words[at - 1];
        const auto* head = lexicon_.find_head(word.lower);
        if (head != nullptr || in(word.lower, {"counterpart", "agency", "outlet"})) noun = true;
        const bool state_run = word.upos == Upos::kVerb && in(word.lower, {"run", "owned", "controlled", "backed", "funded", "led"});
        if (!(word.upos == Upos::kAdj || word.upos == Upos::kNoun || word.lower == "-" || state_run || (word.lower == "the" && noun))) break;
        if (type == EntityType::kPlace && !in(word.lower, {"city", "town", "capital", "region", "province", "port", "village", "island", "coastal", "eastern", "western", "northern", "southern"})) break;
        --at;
      }
    }
    // "the Institute of Asian Studies at Moscow State University"
    if (!owner && is_body(type) && mention.last + 1 < words.size() && words[mention.last].lower == "at") {
      const auto at = words[mention.last + 1].lower == "the" ? mention.last + 2 : mention.last + 1;
      if (const auto found = actor_starting_at(s, at); found && is_body(mentions_.entities[mentions_.mentions[*found].entity].type)) owner = found;
    }
    // "KCNA, North Korea's state news agency,"
    if (!owner && type != EntityType::kPlace && mention.last + 1 < words.size() && words[mention.last].lower == ",") {
      auto at = mention.last + 1;
      if (words[at].lower == "the") ++at;
      if (const auto found = actor_starting_at(s, at); found && mentions_.entities[mentions_.mentions[*found].entity].type == EntityType::kCountry) {
        auto noun = mentions_.mentions[*found].last;
        const bool possessive = noun < words.size() && in(words[noun].lower, {"'s", "'"});
        if (possessive) ++noun;
        if (possessive || mentions_.mentions[*found].form == MentionForm::kDemonym) {
          for (const auto limit = std::min<std::size_t>(words.size(), noun + 5); noun < limit; ++noun) {
            const auto* head = lexicon_.find_head(words[noun].lower);
            // "the Kyrgyz service of Radio Liberty" is the radio's, not the state's.
            if (in(words[noun].lower, {"service", "edition", "bureau", "branch", "arm", "unit", "division", "section", "desk", "office"}) && noun + 1 < words.size() && words[noun + 1].lower == "of") break;
            if ((head != nullptr && head->kind == HeadKind::kType && is_body(head->type)) || in(words[noun].lower, {"outlet", "broadcaster"})) {
              owner = found;
              trigger_first = mention.last + 1;
              trigger_last = noun + 1;
              break;
            }
            if (words[noun].upos != Upos::kAdj && words[noun].upos != Upos::kNoun && words[noun].lower != "-" && !in(words[noun].lower, {"run", "owned", "controlled"})) break;
          }
        }
      }
    }
    // "the Old Library in Oslo"
    if (!owner && type == EntityType::kPlace && mention.last + 1 < words.size() && words[mention.last].lower == "in") {
      if (const auto found = actor_starting_at(s, mention.last + 1); found && mentions_.mentions[*found].form == MentionForm::kName) owner = found;
    }
    // "Beijing, China"
    if (!owner && type == EntityType::kPlace && mention.last + 1 < words.size() && words[mention.last].lower == ",") {
      if (const auto found = actor_starting_at(s, mention.last + 1)) {
        const auto& country = mentions_.mentions[*found];
        if (mentions_.entities[country.entity].type == EntityType::kCountry && country.form == MentionForm::kName && (country.last >= words.size() || !in(words[country.last].lower, {"and"}))) owner = found;
      }
    }
    if (!owner) return;
    auto& body = mentions_.entities[mention.entity];
    if (body.iso2.empty()) body.iso2 = mentions_.mentions[*owner].iso2;
    Draft draft;
    draft.sentence = s;
    // A state's body is part of it; an association or company of a country has its seat there.
    const bool of_state = mentions_.entities[mentions_.mentions[*owner].entity].type == EntityType::kCountry;
    // "the Dutch insurer Aegon" is no part of the Netherlands, unless the state's.
    const bool firm = type == EntityType::kOrganization && of_state && mentions_.mentions[*owner].form == MentionForm::kDemonym && mention.first > 0 && is_firm_noun(words[mention.first - 1].lower) &&
                      std::none_of(words.begin() + trigger_first, words.begin() + mention.first, [](const Token& word) { return in(word.lower, {"state", "public", "national", "owned", "run", "controlled"}); });
    const bool seated = firm || (type == EntityType::kOrganization && trigger_first == mention.first && of_state && mentions_.mentions[*owner].inside);
    // "the American University of Kabul" is not in America.
    for (auto i = mention.first + 1; seated && i + 1 < mention.last; ++i) {
      if (in(words[i].lower, {"of", "in"}) && lexicon_.find_name(words, i + 1)) return;
    }
    draft.relation = seated ? Relation::kBasedIn : Relation::kPartOf;
    draft.subject = mention.entity;
    draft.object = mentions_.mentions[*owner].entity;
    draft.subject_mention = index;
    draft.object_mention = owner;
    draft.trigger_first = trigger_first;
    draft.trigger_last = trigger_last;
    draft.predicate = mention.last - 1;
    draft.role = true;
    draft.confidence = seated ? 0.75 : 0.9;
    draft.extractor = seated ? "roles/seat@1" : "roles/part_of@1";
    if (draft.subject != draft.object) drafts_.push_back(draft);
  }

  Mentions& mentions_;
  const Lexicon& lexicon_;
  std::vector<Draft>& drafts_;
  std::map<std::tuple<std::string, std::uint32_t, std::uint32_t>, std::uint32_t> positions_;
  std::map<std::uint32_t, std::uint32_t> holder_of_;    // position -> person
  std::map<std::uint32_t, const TitleEntry*> title_of_;  // position -> its title
  std::map<std::uint32_t, bool> past_;                   // position -> only told as a former one
  std::map<std::uint32_t, bool> to_come_;                // position -> nobody holds it yet
  bool planned_ = false;                                 // the post that is being read is still to come
};

}  // namespace

void find_roles(Mentions& mentions, const Lexicon& lexicon, std::vector<Draft>& drafts) {
  RoleFinder(mentions, lexicon, drafts).run();
}

}  // namespace entente::extract
