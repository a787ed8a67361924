// SPDX-License-Identifier: Apache-2.0
#include "tests/support/builders.h"

#include <algorithm>
#include <stdexcept>

#include "names/names.h"

namespace entente::testing {

ArticleBuilder::ArticleBuilder(std::string source) {
  article_.source = std::move(source);
  article_.language = "en";
}

ArticleBuilder& ArticleBuilder::url(std::string url) {
  article_.url = std::move(url);
  return *this;
}

ArticleBuilder& ArticleBuilder::title(std::string title) {
  article_.title = std::move(title);
  return *this;
}

ArticleBuilder& ArticleBuilder::published(std::string date) {
  article_.published = std::move(date);
  return *this;
}

ArticleBuilder& ArticleBuilder::status(ArticleStatus status) {
  article_.status = status;
  return *this;
}

Quote ArticleBuilder::append(std::string_view words) {
  const auto start = length_;
  article_.text += words;
  length_ += code_points(words);
  return {{start, length_}, std::string(words)};
}

ArticleBuilder& ArticleBuilder::say(std::string_view words) {
  append(words);
  append("\n");
  return *this;
}

IdentityKey name_key_of(std::string_view name) { return {"name:" + names::fold(name), KeyReason::kName}; }

std::size_t ArticleBuilder::entity(EntityType type, const std::string& name, std::vector<IdentityKey> keys,
                                   MentionForm form) {
  Entity entity;
  entity.type = type;
  entity.name = name;
  entity.keys = std::move(keys);
  if (entity.keys.empty()) entity.keys.push_back(name_key_of(name));
  std::sort(entity.keys.begin(), entity.keys.end());
  append("There was ");
  entity.mentions.push_back({append(name), form});
  append(".\n");
  entities_.push_back(std::move(entity));
  return entities_.size() - 1;
}

ArticleBuilder& ArticleBuilder::mention(std::size_t entity, std::string_view words, MentionForm form) {
  append("Once more ");
  entities_.at(entity).mentions.push_back({append(words), form});
  append(".\n");
  return *this;
}

ArticleBuilder& ArticleBuilder::outside_id(std::size_t entity, std::string scheme, std::string value) {
  auto& ids = entities_.at(entity).outside_ids;
  ids.emplace_back(std::move(scheme), std::move(value));
  std::sort(ids.begin(), ids.end());
  return *this;
}

std::size_t ArticleBuilder::claim(std::size_t subject, Relation relation, std::size_t object,
                                  const ClaimDetails& details) {
  LocalClaim local{subject, object, {}, details};
  auto& claim = local.claim;
  const auto start = length_;
  const auto text_start = article_.text.size();
  claim.relation = relation;
  claim.polarity = details.polarity;
  claim.modality = details.modality;
  claim.date = details.date;
  claim.confidence = details.confidence;
  claim.extractor = "tests/hand@1";
  for (const auto speaker : details.speakers) {
    Speaker item;
    item.words = append(entities_.at(speaker).name);
    append(" says: ");
    claim.attribution.push_back(std::move(item));
  }
  if (!details.unnamed_speaker.empty()) {
    Speaker item;
    item.words = append(details.unnamed_speaker);
    append(" say: ");
    claim.attribution.push_back(std::move(item));
  }
  claim.subject_mention = append(entities_.at(subject).name);
  append(" ");
  if (details.polarity == Polarity::kNegative) {
    claim.cues.push_back({CueKind::kNegation, append("never")});
    append(" ");
  }
  claim.trigger = append(name_of(relation));
  append(" ");
  claim.object_mention = append(entities_.at(object).name);
  append(".");
  claim.evidence = {{start, length_}, article_.text.substr(text_start)};
  append("\n");
  claims_.push_back(std::move(local));
  return claims_.size() - 1;
}

ArticleBuilder& ArticleBuilder::candidate(std::size_t subject, std::size_t object, CandidateReason reason) {
  auto evidence = append(entities_.at(subject).name + " beside " + entities_.at(object).name + ".");
  append("\n");
  candidates_.push_back({subject, object, reason, std::move(evidence)});
  return *this;
}

Extraction ArticleBuilder::build() const {
  Extraction out;
  out.article = article_;
  set_article_id(out.article);
  const auto& id = out.article.id;
  out.entities = entities_;
  for (auto& entity : out.entities) entity.id = make_entity_id(id, entity);
  const auto id_of = [&](std::size_t number) { return out.entities.at(number).id; };
  for (const auto& local : claims_) {
    auto claim = local.claim;
    claim.subject = id_of(local.subject);
    claim.object = id_of(local.object);
    for (std::size_t i = 0; i < local.details.speakers.size(); ++i) {
      claim.attribution[i].entity = id_of(local.details.speakers[i]);
    }
    for (const auto& [role, entity] : local.details.roles) claim.roles.push_back({role, id_of(entity), {}});
    if (!local.details.context.empty())
      claim.roles.push_back({Role::kContext, std::nullopt, local.details.context});
    claim.id = make_claim_id(id, claim);
    out.claims.push_back(std::move(claim));
  }
  for (const auto& local : candidates_) {
    out.candidates.push_back({id_of(local.subject), id_of(local.object), local.reason, local.evidence});
  }
  if (const auto fault = find_fault(out))
    throw std::logic_error("the test builds a faulty article: " + *fault);
  return out;
}

Extraction simple_article(const std::string& source, const std::string& subject, Relation relation,
                          const std::string& object, const ClaimDetails& details) {
  for (const auto& from : entity_types()) {
    for (const auto& to : entity_types()) {
      if (!fits(relation, from.type, to.type)) continue;
      ArticleBuilder article(source);
      const auto a = article.entity(from.type, subject);
      const auto b = article.entity(to.type, object);
      article.claim(a, relation, b, details);
      return article.build();
    }
  }
  throw std::logic_error("a relation that fits nothing");
}

}  // namespace entente::testing
