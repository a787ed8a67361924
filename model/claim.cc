// SPDX-License-Identifier: Apache-2.0
#include "model/claim.h"

#include <array>
#include <string_view>

#include "model/date.h"

namespace entente {
namespace {

constexpr std::array<std::string_view, 5> kForms{"name", "acronym", "demonym", "description", "pronoun"};
constexpr std::array<std::string_view, 7> kReasons{"name", "acronym", "outside_id", "description", "article", "name_and_office", "name_and_country"};
constexpr std::string_view kOfCountry = " of iso3166:";
constexpr std::array<std::string_view, 4> kCues{"negation", "modality", "attribution", "date"};
constexpr std::array<std::string_view, 5> kCandidates{"no_trigger", "types_do_not_fit", "below_threshold", "negated",
                                                      "not_actual"};

template <class Enum, std::size_t N>
std::optional<Enum> find_in(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

std::string written(Span span) { return std::to_string(span.start) + "-" + std::to_string(span.end); }

// Slices many spans of one text without counting from its start each time.
class Slicer {
 public:
  explicit Slicer(std::string_view text) : text_(text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if ((static_cast<unsigned char>(text[i]) & 0xC0u) != 0x80u) starts_.push_back(i);
    }
    starts_.push_back(text.size());
  }
  [[nodiscard]] bool holds(const Quote& quote) const {
    if (quote.span.end <= quote.span.start || quote.span.end >= starts_.size()) return false;
    const auto begin = starts_[quote.span.start];
    return text_.substr(begin, starts_[quote.span.end] - begin) == quote.text;
  }
  // For quotes that may be absent: then neither span nor words may pretend otherwise.
  [[nodiscard]] bool holds_if_any(const Quote& quote) const {
    return (quote.empty() && quote.text.empty()) || holds(quote);
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

Id id_of(const Article& article) { return make_id({"article", article.source, article.text}); }

}  // namespace

std::string_view name_of(MentionForm form) { return kForms.at(static_cast<std::size_t>(form)); }
std::string_view name_of(KeyReason reason) { return kReasons.at(static_cast<std::size_t>(reason)); }
std::string_view name_of(CueKind kind) { return kCues.at(static_cast<std::size_t>(kind)); }
std::string_view name_of(CandidateReason reason) { return kCandidates.at(static_cast<std::size_t>(reason)); }
std::optional<MentionForm> find_mention_form(std::string_view name) { return find_in<MentionForm>(kForms, name); }
std::optional<KeyReason> find_key_reason(std::string_view name) { return find_in<KeyReason>(kReasons, name); }

IdentityKey name_of_country(std::string_view name, std::string_view iso2, KeyReason reason) {
  return {std::string(name).append(kOfCountry).append(iso2), reason};
}

std::optional<NameOfCountry> find_name_of_country(const IdentityKey& key) {
  constexpr std::size_t kIso = 2;
  if (key.reason != KeyReason::kOffice && key.reason != KeyReason::kCitizen) return std::nullopt;
  const std::string_view text = key.text;
  const auto at = text.rfind(kOfCountry);
  if (at == std::string_view::npos || at == 0 || text.size() != at + kOfCountry.size() + kIso) return std::nullopt;
  return NameOfCountry{text.substr(0, at), text.substr(at + kOfCountry.size())};
}

std::optional<CueKind> find_cue_kind(std::string_view name) { return find_in<CueKind>(kCues, name); }
std::optional<CandidateReason> find_candidate_reason(std::string_view name) {
  return find_in<CandidateReason>(kCandidates, name);
}

void set_article_id(Article& article) { article.id = id_of(article); }

Id make_entity_id(const Id& article, const Entity& entity) {
  const auto at = entity.mentions.empty() ? std::string() : written(entity.mentions.front().quote.span);
  return make_id({"entity", bytes_of(article), name_of(entity.type), at, entity.name});
}

Id make_claim_id(const Id& article, const Claim& claim) {
  std::string roles;
  for (const auto& filler : claim.roles) {
    roles += name_of(filler.role);
    roles += '=';
    roles += filler.entity ? std::string(bytes_of(*filler.entity)) : filler.text;
    roles += ';';
  }
  const auto spans = written(claim.evidence.span) + "," + written(claim.subject_mention.span) + "," +
                     written(claim.trigger.span) + "," + written(claim.object_mention.span);
  return make_id({"claim", bytes_of(article), bytes_of(claim.subject), name_of(claim.relation), bytes_of(claim.object),
                  roles, spans, claim.extractor, name_of(claim.polarity), name_of(claim.modality)});
}

std::optional<std::string> find_fault(const Extraction& extraction) {
  const auto& article = extraction.article;
  const Slicer text(article.text);
  if (id_of(article) != article.id) return "the article's id is not the hash of its source and text";
  if (!article.published.empty() && !parse_date(article.published)) {
    return "published is no ISO 8601 date: " + article.published;
  }
  const auto& entities = extraction.entities;
  const auto& claims = extraction.claims;
  const IdIndex entity_at(entities.size(), [&](std::size_t i) { return entities[i].id; });
  const IdIndex claim_at(claims.size(), [&](std::size_t i) { return claims[i].id; });
  const auto repeated_entity = entity_at.find_repeated();
  for (std::size_t i = 0; i < entities.size(); ++i) {
    const auto& entity = entities[i];
    const auto name = [&] { return to_string('e', entity.id); };
    if (repeated_entity == i) return "entity " + name() + " stands there twice";
    if (entity.mentions.empty()) return "entity " + name() + " has no mention";
    if (entity.keys.empty()) return "entity " + name() + " has no identity key";
    for (const auto& mention : entity.mentions) {
      if (!text.holds(mention.quote)) return "a mention of " + name() + " does not slice to its words";
    }
  }
  const auto repeated_claim = claim_at.find_repeated();
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const auto& claim = claims[i];
    const auto name = [&] { return "claim " + to_string('c', claim.id); };
    if (repeated_claim == i) return name() + " stands there twice";
    const auto subject = entity_at.find(claim.subject);
    const auto object = entity_at.find(claim.object);
    if (!subject) return name() + ": its subject is no entity of the article";
    if (!object) return name() + ": its object is no entity of the article";
    const auto subject_type = entities[*subject].type;
    const auto object_type = entities[*object].type;
    if (!fits(claim.relation, subject_type, object_type)) {
      return name() + ": " + std::string(name_of(claim.relation)) + " cannot link " + std::string(name_of(subject_type)) + " to " + std::string(name_of(object_type));
    }
    if (!claim.date.empty() && !parse_date(claim.date)) return name() + ": its date is no ISO 8601 date: " + claim.date;
    if (!(claim.confidence >= 0 && claim.confidence <= 1)) return name() + ": its confidence is not between 0 and 1";
    if (!text.holds(claim.evidence)) return name() + ": its evidence does not slice to its words";
    for (const auto* part : {&claim.subject_mention, &claim.trigger, &claim.object_mention}) {
      if (!text.holds_if_any(*part)) return name() + ": one of its spans does not slice to its words";
    }
    for (const auto& cue : claim.cues) {
      if (!text.holds(cue.quote)) return name() + ": a cue does not slice to its words";
    }
    for (const auto& filler : claim.roles) {
      if (filler.entity && !entity_at.find(*filler.entity)) return name() + ": a role's entity is not of the article";
    }
    for (const auto& speaker : claim.attribution) {
      if (speaker.entity && !entity_at.find(*speaker.entity)) return name() + ": a speaker is not of the article";
      if (!speaker.entity && speaker.words.empty()) return name() + ": a speaker has neither entity nor words";
      if (!text.holds_if_any(speaker.words)) return name() + ": a speaker's words do not slice";
    }
  }
  for (const auto& candidate : extraction.candidates) {
    if (!entity_at.find(candidate.subject) || !entity_at.find(candidate.object)) {
      return "a candidate's entity is not of the article";
    }
    if (!text.holds(candidate.evidence)) return "a candidate's evidence does not slice to its words";
  }
  return std::nullopt;
}

}  // namespace entente
