// SPDX-License-Identifier: Apache-2.0
// A small store in memory, and a reader that knows a dozen names and a few verbs: enough to post an article
// and to see claims of every kind come out of it, always the same.
#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "api/routes.h"
#include "api/service.h"
#include "graph/store.h"
#include "model/claim.h"
#include "model/json.h"

namespace entente::api::testing {

struct Name {
  std::string_view text;
  EntityType type;
  std::string_view outside_id;
};
inline constexpr std::array<Name, 10> kNames{{
    {"Kim Jong Un", EntityType::kPerson, ""},
    {"Vladimir Putin", EntityType::kPerson, ""},
    {"Xi Jinping", EntityType::kPerson, ""},
    {"North Korea", EntityType::kCountry, "iso3166:KP"},
    {"Russia", EntityType::kCountry, "iso3166:RU"},
    {"China", EntityType::kCountry, "iso3166:CN"},
    {"TASS", EntityType::kMediaOutlet, ""},
    {"Georgia", EntityType::kCountry, ""},
    {"AC/DC", EntityType::kOrganization, ""},
    {"Strategic Partnership Treaty", EntityType::kAgreement, ""},
}};

struct Verb {
  std::string_view words;
  Relation relation;
  double confidence;
  Polarity polarity = Polarity::kPositive;
  Modality modality = Modality::kActual;
};
inline constexpr std::array<Verb, 8> kVerbs{{
    {" did not sign ", Relation::kSigned, 0.9, Polarity::kNegative},
    {" plans to visit ", Relation::kVisits, 0.8, Polarity::kPositive, Modality::kPlanned},
    {" may visit ", Relation::kVisits, 0.6, Polarity::kPositive, Modality::kPossible},
    {" was asked to visit ", Relation::kVisits, 0.6, Polarity::kPositive, Modality::kRequested},
    {" would visit ", Relation::kVisits, 0.6, Polarity::kPositive, Modality::kConditional},
    {" visited ", Relation::kVisits, 0.9},
    {" met ", Relation::kMeetsWith, 0.9},
    {" signed ", Relation::kSigned, 0.95},
}};

inline Quote quote_at(std::string_view text, std::size_t begin, std::size_t length) {
  const auto start = code_points(text.substr(0, begin));
  const auto words = text.substr(begin, length);
  return {{start, start + code_points(words)}, std::string(words)};
}

// "Georgia" is a country, and a place in an article whose title says so.
inline Extraction read_article(Article article) {
  Extraction out;
  article.language = "en";
  out.article = std::move(article);
  const std::string_view text = out.article.text;
  const bool place = out.article.title.find("state of Georgia") != std::string::npos;
  std::vector<std::pair<std::size_t, std::size_t>> found;  // byte, index into kNames
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    const auto& name = kNames.at(i);
    Entity entity;
    entity.type = name.text == "Georgia" && place ? EntityType::kPlace : name.type;
    entity.name = name.text;
    for (auto at = text.find(name.text); at != std::string_view::npos; at = text.find(name.text, at + 1)) {
      entity.mentions.push_back({quote_at(text, at, name.text.size()), MentionForm::kName});
      found.emplace_back(at, i);
    }
    if (entity.mentions.empty()) continue;
    std::string key(name.text);
    std::transform(key.begin(), key.end(), key.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    entity.keys.push_back({key, KeyReason::kName});
    if (!name.outside_id.empty()) {
      entity.keys.push_back({std::string(name.outside_id), KeyReason::kOutsideId});
      entity.outside_ids.emplace_back("iso3166", name.outside_id.substr(8));
    }
    entity.id = make_entity_id(out.article.id, entity);
    out.entities.push_back(std::move(entity));
  }
  std::sort(found.begin(), found.end());
  std::sort(out.entities.begin(), out.entities.end(), [](const Entity& a, const Entity& b) {
    return a.mentions.front().quote.span < b.mentions.front().quote.span;
  });
  const auto entity_at = [&](std::size_t begin, std::size_t end, bool last) -> const Entity* {
    const Entity* entity = nullptr;
    for (const auto& [at, index] : found) {
      if (at < begin || at >= end) continue;
      for (const auto& item : out.entities) {
        if (item.name == kNames.at(index).text) entity = &item;
      }
      if (!last) break;
    }
    return entity;
  };
  const auto mention_in = [&](const Entity& entity, std::size_t begin) {
    return quote_at(text, text.find(entity.name, begin), entity.name.size());
  };
  for (std::size_t begin = 0; begin < text.size();) {
    const auto stop = text.find('.', begin);
    const auto end = stop == std::string_view::npos ? text.size() : stop + 1;
    const auto sentence = text.substr(begin, end - begin);
    for (const auto& verb : kVerbs) {
      const auto at = sentence.find(verb.words);
      if (at == std::string_view::npos) continue;
      Claim claim;
      auto from = begin;
      if (const auto said = sentence.find(" said "); said != std::string_view::npos && said < at) {
        if (const auto* speaker = entity_at(begin, begin + said, true)) {
          claim.attribution.push_back({speaker->id, mention_in(*speaker, begin)});
          from = begin + said;
        }
      }
      const auto* subject = entity_at(from, begin + at, true);
      const auto* object = entity_at(begin + at + verb.words.size(), end, false);
      if (subject == nullptr || object == nullptr || !fits(verb.relation, subject->type, object->type)) break;
      claim.subject = subject->id;
      claim.relation = verb.relation;
      claim.object = object->id;
      claim.polarity = verb.polarity;
      claim.modality = verb.modality;
      claim.confidence = verb.confidence;
      if (const auto on = sentence.find(" on 20"); on != std::string_view::npos)
        claim.date = sentence.substr(on + 4, 10);
      claim.evidence = quote_at(text, begin, end - begin);
      claim.subject_mention = mention_in(*subject, from);
      claim.trigger = quote_at(text, begin + at + 1, verb.words.size() - 2);
      claim.object_mention = mention_in(*object, begin + at);
      claim.extractor = "test/verbs@1";
      claim.id = make_claim_id(out.article.id, claim);
      out.claims.push_back(std::move(claim));
      break;
    }
    begin = end;
    while (begin < text.size() && (text[begin] == ' ' || text[begin] == '\n')) ++begin;
  }
  return out;
}

inline Article make_article(std::string source, std::string title, std::string published, std::string text) {
  Article article;
  article.source = std::move(source);
  article.title = std::move(title);
  article.published = std::move(published);
  article.text = std::move(text);
  set_article_id(article);
  return article;
}

// The five articles that the examples of docs/http_api.md stand on.
inline std::vector<Article> sample_articles() {
  return {
      make_article(
          "wire/1", "A treaty in Pyongyang", "2024-06-20",
          "Vladimir Putin visited North Korea on 2024-06-18. Vladimir Putin met Kim Jong Un on 2024-06-19. "
          "Russia signed the Strategic Partnership Treaty on 2024-06-19. "
          "North Korea signed the Strategic Partnership Treaty on 2024-06-19."),
      make_article(
          "wire/2", "After the visit", "2024-06-21",
          "Kim Jong Un met Vladimir Putin on 2024-06-19. TASS said Kim Jong Un plans to visit Russia."),
      make_article(
          "daily/3", "Beijing looks on", "2025-01-11",
          "China did not sign the Strategic Partnership Treaty. China met North Korea on 2025-01-10. "
          "Xi Jinping met Kim Jong Un on 2025-01-10. Xi Jinping met AC/DC."),
      make_article("daily/4", "Tbilisi", "2023-05-06", "Georgia met China on 2023-05-05."),
      make_article("daily/5", "A tour of the state of Georgia", "2023-05-07",
                   "Xi Jinping visited Georgia on 2023-05-06."),
  };
}

// The service over a store of its own.
class World {
 public:
  explicit World(const std::vector<Article>& articles = sample_articles()) {
    for (const auto& article : articles) store_->put(read_article(article));
  }
  graph::Store& store() { return *store_; }
  Service& service() { return service_; }

  Response send(Request request) { return handle(request, service_); }
  Response get(std::string_view target, Headers headers = {}) {
    auto request = make_request("GET", target);
    request.headers = std::move(headers);
    return send(request);
  }
  Json get_json(std::string_view target) { return Json::parse(get(target).body); }
  Response post(std::string_view target, std::string body, std::string type = "application/json") {
    auto request = make_request("POST", target);
    request.headers.emplace("Content-Type", std::move(type));
    request.body = std::move(body);
    return send(request);
  }
  Response remove(std::string_view target) { return send(make_request("DELETE", target)); }

 private:
  std::unique_ptr<graph::Store> store_ = graph::Store::open("api-test", graph::OpenMode::kMemory);
  Service service_{.store = *store_, .extract = read_article, .version = "0.1.0"};
};

inline std::string header(const Response& response, std::string_view name) {
  return find_header(response.headers, name).value_or("");
}

inline std::string stream_of(const Response& response) {
  std::string out;
  response.stream([&out](std::string_view piece) { out += piece; });
  return out;
}

}  // namespace entente::api::testing
