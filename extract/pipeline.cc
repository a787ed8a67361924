// SPDX-License-Identifier: Apache-2.0
#include "extract/pipeline.h"

#include <algorithm>
#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "extract/claims.h"
#include "extract/collapse.h"
#include "extract/lexicon.h"
#include "extract/mentions.h"
#include "extract/name_tagger.h"
#include "extract/namesakes.h"
#include "extract/parser.h"
#include "extract/tagger.h"
#include "extract/text.h"

namespace entente::extract {
namespace {

constexpr std::array<ClaimFamily, 8> kFamilies{{{"roles", find_roles},
                                                {"descriptions", find_descriptions},
                                                {"predicates", find_predicates},
                                                {"event nouns", find_event_nouns},
                                                {"lives", find_lives},
                                                {"bare events", find_bare_events},
                                                {"plans", find_plans},
                                                {"stances", find_stances}}};

// How well a sentence names both ends of a claim, as an addition to confidence: a full name more than a surname, the state or body in the
// sentence more than one that only follows.
double named(const Claim& claim, const Entity& one, const Entity& other, bool whole_post) {
  constexpr double kFullName = 0.05;
  constexpr double kInSentence = 0.1;
  const auto& subject = claim.subject == one.id ? one : other;
  const auto& object = claim.subject == one.id ? other : one;
  double sum = claim.subject_mention.text == subject.name ? kFullName : 0.0;
  const auto& span = claim.object_mention.span;
  if (object.type != EntityType::kPosition && !claim.object_mention.empty() && span.start >= claim.evidence.span.start && span.end <= claim.evidence.span.end) sum += kInSentence;
  constexpr double kWholePost = 0.06;  // "the Chilean president" more than "the president"
  if (whole_post) sum += kWholePost;
  return sum;
}

// "the Chilean president", "president of Chile": whose post it is stands right beside it.
bool names_owner(const Mentions& mentions, const Draft& draft) {
  const auto owner = mentions.entities[draft.object].at;
  return owner != kNoEntity && std::any_of(mentions.of_sentence[draft.sentence].begin(), mentions.of_sentence[draft.sentence].end(), [&](std::uint32_t index) {
    const auto& mention = mentions.mentions[index];
    constexpr std::uint32_t kBeside = 3;  // words: "of the", "'s"
    return mention.entity == owner && mention.first <= draft.trigger_last + kBeside && mention.last + kBeside >= draft.trigger_first;
  });
}

// Drafts to claims: entities and spans in their final form, one claim a statement and sentence.
void finish(const Document& document, const Mentions& mentions, const Lexicon& lexicon, const std::vector<Draft>& drafts, const std::vector<std::uint32_t>& index, Extraction& out) {
  const auto& article = out.article;
  using Key = std::tuple<Span, std::uint32_t, Relation, std::uint32_t, Polarity, Modality>;
  std::map<Key, Claim> best;
  std::set<Id> whole_posts;  // claims whose sentence says beside the post whose it is
  for (const auto& draft : drafts) {
    const auto subject = index[draft.subject];
    const auto object = index[draft.object];
    if (subject == kNoEntity || object == kNoEntity || subject == object) continue;
    const auto& sentence = document.sentences[draft.sentence];
    Claim claim;
    claim.subject = out.entities[subject].id;
    claim.object = out.entities[object].id;
    claim.relation = draft.relation;
    claim.polarity = draft.polarity;
    claim.modality = draft.modality;
    claim.date = draft.date;
    claim.confidence = draft.confidence;  // the rule's own score until the best sentence is known
    constexpr double kUnnamed = 0.08;  // less sure: that one "he" is the other is a guess, and nobody is named
    for (const auto end : {draft.subject, draft.object}) {
      if (!mentions.entities[end].unnamed.empty()) claim.confidence -= kUnnamed;
    }
    claim.extractor = draft.extractor;
    claim.evidence = document.quote(sentence.begin, sentence.end);
    claim.trigger = document.quote(sentence.tokens[draft.trigger_first].begin, sentence.tokens[draft.trigger_last - 1].end);
    if (draft.subject_mention) claim.subject_mention = mentions.quote_of(mentions.mentions[*draft.subject_mention]);
    if (draft.object_mention) claim.object_mention = mentions.quote_of(mentions.mentions[*draft.object_mention]);
    for (const auto& [role, entity] : draft.roles) {
      if (index[entity] != kNoEntity) claim.roles.push_back({role, out.entities[index[entity]].id, {}});
    }
    if (!draft.context.empty()) claim.roles.push_back({Role::kContext, std::nullopt, draft.context});
    for (std::size_t i = 0; i < draft.attribution.size(); ++i) {
      auto speaker = draft.attribution[i];
      const auto entity = draft.speaker_entities[i];
      if (entity != kNoEntity && index[entity] != kNoEntity) speaker.entity = out.entities[index[entity]].id;
      if (!speaker.entity && speaker.words.empty()) continue;
      claim.attribution.push_back(std::move(speaker));
    }
    claim.cues = draft.cues;
    claim.id = make_claim_id(article.id, claim);
    if (draft.relation == Relation::kHoldsPosition && names_owner(mentions, draft)) whole_posts.insert(claim.id);
    // "Novak and his wife Ana" told from either side is one statement.
    auto one = subject;
    auto other = object;
    if (info(claim.relation).symmetric && other < one) std::swap(one, other);
    const Key key{claim.evidence.span, one, claim.relation, other, claim.polarity, claim.modality};
    const auto known = best.find(key);
    if (known == best.end() || std::tuple(claim.confidence, known->second.id) > std::tuple(known->second.confidence, claim.id)) best.insert_or_assign(key, std::move(claim));
  }
  // A statement made in several sentences is shown by the one that told the news: the first, unless it is much the weaker or only a later
  // one that is no weaker says when. It gets the highest confidence of all. A post is shown by the words that name it best: by the holder's full name, with the state or body.
  std::map<std::tuple<std::uint32_t, Relation, std::uint32_t, Polarity, Modality>, std::vector<Claim*>> statements;
  for (auto& [key, claim] : best) {
    statements[std::tuple(std::get<1>(key), std::get<2>(key), std::get<3>(key), std::get<4>(key), std::get<5>(key))].push_back(&claim);
  }
  constexpr double kStep = 0.001;  // the smallest difference that is written
  for (const auto& [statement, claims] : statements) {
    constexpr double kMuchWeaker = 0.15;
    constexpr double kAlike = 0.05;
    const bool role = info(claims.front()->relation).group == "role" && !info(claims.front()->relation).symmetric;  // an alliance is news as a meeting is
    double highest = 0;
    double clearest = 0;
    const auto& subject = out.entities[std::get<0>(statement)];
    const auto& object = out.entities[std::get<2>(statement)];
    const auto clarity = [&](const Claim& claim) { return claim.confidence + (role ? named(claim, subject, object, whole_posts.contains(claim.id)) : 0.0); };
    for (const auto* claim : claims) {
      highest = std::max(highest, claim->confidence);
      clearest = std::max(clearest, clarity(*claim));
    }
    auto shown = std::find_if(claims.begin(), claims.end(), [&](const Claim* claim) { return clarity(*claim) >= (role ? clearest : highest - kMuchWeaker); });
    // "Why are X and Y drawing closer?" takes for granted what another sentence says.
    const auto asks = [](const Claim* claim) { return claim->evidence.text.ends_with('?'); };
    if (asks(*shown)) {
      const auto said = std::find_if(shown, claims.end(), [&](const Claim* claim) { return !asks(claim) && claim->confidence >= highest - 2 * kMuchWeaker; });
      if (said != claims.end()) shown = said;
    }
    // An event has one date, whichever sentence says it.
    if (object.type == EntityType::kEvent && claims.front()->relation == Relation::kParticipatesIn) {
      const auto dated = std::find_if(claims.begin(), claims.end(), [&](const Claim* claim) { return !claim->date.empty(); });
      if (dated != claims.end()) {
        const std::string date = (*dated)->date;
        const bool one = std::all_of(claims.begin(), claims.end(), [&](const Claim* claim) { return claim->date.empty() || claim->date == date; });
        for (auto* claim : claims) {
          if (one && claim->date.empty()) claim->date = date;
        }
      }
    }
    if (!role && (*shown)->date.empty()) {
      const auto dated = std::find_if(shown, claims.end(), [&](const Claim* claim) { return !claim->date.empty() && claim->confidence >= highest - kAlike; });
      if (dated != claims.end()) shown = dated;
    }
    double best_known = 0;
    for (auto* claim : claims) {
      claim->confidence = std::clamp(std::round(lexicon.calibrated(claim->extractor, claim->confidence) / kStep) * kStep, 0.05, 0.99);
      best_known = std::max(best_known, claim->confidence);
    }
    for (auto* claim : claims) claim->confidence = claim == *shown ? best_known : std::min(claim->confidence, best_known - kStep);
  }
  // What is told as done is no less sure than the same as planned or supposed.
  for (const auto& [statement, claims] : statements) {
    auto done = statement;
    std::get<4>(done) = Modality::kActual;
    const auto known = std::get<4>(statement) == Modality::kActual ? statements.end() : statements.find(done);
    if (known == statements.end()) continue;
    double surest = 0;
    for (const auto* claim : known->second) surest = std::max(surest, claim->confidence);
    for (auto* claim : claims) claim->confidence = std::min(claim->confidence, std::max(surest - kStep, kStep));
  }
  std::set<Id> seen;
  for (auto& [key, claim] : best) {
    if (seen.insert(claim.id).second) out.claims.push_back(std::move(claim));
  }
}

// A claim is about somebody: a sentence that names nobody, points at nobody and tells no title is not worth a parse.
bool can_hold_claim(const Sentence& sentence, const std::vector<NamedSpan>& names) {
  if (!names.empty()) return true;
  static const std::unordered_set<std::string_view> kPointers{"he", "she", "him", "her", "his", "hers", "they", "them", "their", "it", "its", "both", "two", "president", "minister",
                                                              "leader", "leaders", "countries", "sides", "agencies", "nations", "king", "premier", "agreement", "treaty", "pact", "deal"};
  return std::any_of(sentence.tokens.begin(), sentence.tokens.end(), [](const Token& token) { return kPointers.contains(token.lower); });
}

// Whether some relation may hold between entities of these types, either way round.
bool may_be_linked(EntityType one, EntityType other) {
  constexpr std::size_t kTypes = 32;
  static const auto known = [] {
    std::array<std::array<bool, kTypes>, kTypes> out{};
    for (const auto& a : entity_types()) {
      for (const auto& b : entity_types()) {
        out.at(static_cast<std::size_t>(a.type)).at(static_cast<std::size_t>(b.type)) =
            std::any_of(relations().begin(), relations().end(), [&](const RelationInfo& row) { return fits(row.relation, a.type, b.type) || fits(row.relation, b.type, a.type); });
      }
    }
    return out;
  }();
  return known.at(static_cast<std::size_t>(one)).at(static_cast<std::size_t>(other));
}

// Pairs of named entities in one sentence that no claim links.
void add_candidates(const Document& document, const Mentions& mentions, const std::vector<std::uint32_t>& index, Extraction& out) {
  boost::unordered_flat_map<Id, std::uint32_t, std::hash<Id>> place;
  for (std::uint32_t i = 0; i < out.entities.size(); ++i) place.emplace(out.entities[i].id, i);
  const auto pair_of = [](std::uint32_t a, std::uint32_t b) { return std::uint64_t{std::min(a, b)} << 32u | std::max(a, b); };
  boost::unordered_flat_set<std::uint64_t> settled;  // linked, or said
  boost::unordered_flat_map<std::uint64_t, CandidateReason> weak;
  for (const auto& claim : out.claims) {
    const auto pair = pair_of(place.at(claim.subject), place.at(claim.object));
    if (claim.polarity == Polarity::kPositive && claim.modality == Modality::kActual) settled.insert(pair);
    else weak.emplace(pair, claim.polarity == Polarity::kNegative ? CandidateReason::kNegated : CandidateReason::kNotActual);
  }
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
    const auto& list = mentions.of_sentence[s];
    for (std::size_t i = 0; i < list.size(); ++i) {
      for (std::size_t j = i + 1; j < list.size(); ++j) {
        const auto a = index[mentions.mentions[list[i]].entity];
        const auto b = index[mentions.mentions[list[j]].entity];
        if (a == kNoEntity || b == kNoEntity || a == b || mentions.mentions[list[i]].inside || mentions.mentions[list[j]].inside) continue;
        const auto pair = pair_of(a, b);
        if (!settled.insert(pair).second) continue;
        if (out.candidates.size() >= kMaxCandidatesPerArticle) return;
        const auto& subject = out.entities[a];
        const auto& object = out.entities[b];
        Candidate candidate;
        candidate.subject = subject.id;
        candidate.object = object.id;
        const auto known = weak.find(pair);
        if (known != weak.end()) candidate.reason = known->second;
        else if (!may_be_linked(subject.type, object.type)) candidate.reason = CandidateReason::kTypesDoNotFit;
        candidate.evidence = document.quote(document.sentences[s].begin, document.sentences[s].end);
        out.candidates.push_back(std::move(candidate));
      }
    }
  }
}

}  // namespace

std::span<const ClaimFamily> claim_families() { return kFamilies; }

struct Pipeline::Impl {
  PipelineOptions options;
  Lexicon lexicon;
  Tagger tagger;
  Parser parser;
  NameTagger names;
  EventTable events;
};

Pipeline::Pipeline(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
Pipeline::Pipeline(Pipeline&&) noexcept = default;
Pipeline& Pipeline::operator=(Pipeline&&) noexcept = default;
Pipeline::~Pipeline() = default;

Pipeline Pipeline::load(const std::string& seeds, PipelineOptions options) {
  return Pipeline(std::make_unique<const Impl>(Impl{options, Lexicon::load(seeds + "/lexicon"), Tagger::load(seeds + "/models/tagger.model"),
                                                    Parser::load(seeds + "/models/parser.model"), NameTagger::load(seeds + "/models/names.model"),
                                                    EventTable::load(seeds + "/lexicon/events.tsv")}));
}

Extraction Pipeline::run(Article article) const {
  Extraction out;
  out.article = std::move(article);
  if (out.article.status == ArticleStatus::kLanguageNotRead) return out;
  auto document = cut(out.article);
  for (auto& sentence : document.sentences) impl_->tagger.tag(sentence);
  const auto names = find_names(document, impl_->lexicon, impl_->names);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (can_hold_claim(document.sentences[i], names[i])) parse_collapsed(document.sentences[i], names[i], impl_->lexicon, impl_->parser);
  }
  auto mentions = find_mentions(document, names, impl_->lexicon);
  resolve_pronouns(mentions, impl_->lexicon);
  resolve_first_person(mentions, impl_->lexicon);
  std::vector<Draft> drafts;
  for (const auto& family : claim_families()) family.find(mentions, impl_->lexicon, drafts);
  add_context(mentions, impl_->lexicon, drafts);
  resolve_relatives(mentions);
  std::vector<bool> used(mentions.entities.size());
  for (const auto& draft : drafts) used[draft.subject] = used[draft.object] = true;
  drop_idle_unnamed(mentions, used);
  std::vector<std::uint32_t> index;
  out.entities = make_entities(mentions, out.article, impl_->lexicon, index);
  finish(document, mentions, impl_->lexicon, drafts, index, out);
  std::vector<bool> well_known(out.entities.size());
  for (std::size_t i = 0; i < mentions.entities.size(); ++i) {
    const auto* const entry = mentions.entities[i].entry;
    if (index[i] != kNoEntity && entry != nullptr && entry->kind == NameKind::kPerson) well_known[index[i]] = true;
  }
  add_names_of_countries(out, well_known);
  if (impl_->options.candidates) add_candidates(document, mentions, index, out);
  return out;
}

EventClass Pipeline::code_event(const std::string& sentence, ByteRange source, ByteRange target) const {
  Article article;
  article.text = sentence;
  auto document = cut(article);
  for (auto& part : document.sentences) impl_->tagger.tag(part);
  const auto names = find_names(document, impl_->lexicon, impl_->names);
  // The sentence cutter may see two sentences in one: the one with the source is read.
  const auto tokens_of = [](const Sentence& part, ByteRange span) {
    TokenRange range;
    for (std::uint32_t i = 0; i < part.tokens.size(); ++i) {
      if (part.tokens[i].begin >= span.end || part.tokens[i].end <= span.begin) continue;
      if (range.last == 0) range.first = i;
      range.last = i + 1;
    }
    return range;
  };
  for (const auto& span : {source, target}) {
    for (std::size_t i = 0; i < document.sentences.size(); ++i) {
      auto& part = document.sentences[i];
      if (tokens_of(part, span).last == 0) continue;
      parse_collapsed(part, names[i], impl_->lexicon, impl_->parser);
      const auto found = find_event(Tree(part), impl_->events, impl_->lexicon, tokens_of(part, source), tokens_of(part, target));
      if (found.event != EventClass::kNone) return found.event;
      break;
    }
  }
  return EventClass::kNone;
}

std::string find_seeds() {
  if (const char* set = std::getenv("ENTENTE_SEEDS"); set != nullptr && *set != '\0') return set;
  return ENTENTE_SEEDS_DIR;
}

}  // namespace entente::extract
