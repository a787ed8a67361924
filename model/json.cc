// SPDX-License-Identifier: Apache-2.0
#include "model/json.h"

#include <cmath>
#include <utility>

#include "model/error.h"
#include "model/event.h"

namespace entente {
namespace {

// Three decimals: what the store keeps, and free of binary noise in print.
double rounded(double confidence) { return std::round(confidence * 1000.0) / 1000.0; }

void put_if(Json& json, const char* key, const std::string& value) {
  if (!value.empty()) json[key] = value;
}

Error fault(const std::string& what) { return {ErrorKind::kInput, what}; }

std::string text_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end() || found->is_null()) return {};
  if (!found->is_string()) throw fault(std::string(key) + " must be a string");
  return found->get<std::string>();
}

Id id_of(const Json& json, const char* key, char kind) {
  const auto text = text_of(json, key);
  const auto id = parse_id(kind, text);
  if (!id) throw fault(std::string(key) + " is no id of the form " + kind + ":…: \"" + text + "\"");
  return *id;
}

// A count of code points; nothing when the key is absent.
std::optional<std::uint32_t> count_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end() || found->is_null()) return std::nullopt;
  if (!found->is_number_unsigned() || found->get<std::uint64_t>() > 0xffffffffu) {
    throw fault(std::string(key) + " must be a count of code points");
  }
  return found->get<std::uint32_t>();
}

Quote quote_of(const Json& json) {
  if (!json.is_object()) throw fault("a span must be an object with start, end and text");
  const auto start = count_of(json, "start");
  const auto end = count_of(json, "end");
  if (!start || !end) throw fault("a span must have start and end, counts of code points");
  return {{*start, *end}, text_of(json, "text")};
}

Quote optional_quote(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found == json.end() || found->is_null() ? Quote{} : quote_of(*found);
}

template <class Value>
Value known(std::optional<Value> value, const char* what, const std::string& text) {
  if (!value) throw fault(std::string("unknown ") + what + ": \"" + text + "\"");
  return *value;
}

const Json& list_of(const Json& json, const char* key) {
  static const Json kNone = Json::array();
  const auto found = json.find(key);
  if (found == json.end() || found->is_null()) return kNone;
  if (!found->is_array()) throw fault(std::string(key) + " must be a list");
  return *found;
}

Article article_of(const Json& json) {
  Article article;
  article.id = id_of(json, "id", 'a');
  article.source = text_of(json, "source");
  article.url = text_of(json, "url");
  article.title = text_of(json, "title");
  article.published = text_of(json, "published");
  article.language = text_of(json, "language");
  article.text = text_of(json, "text");
  article.body_start = count_of(json, "body_start").value_or(0);
  if (const auto found = json.find("derived_text"); found != json.end() && !found->is_null()) {
    if (!found->is_boolean()) throw fault("derived_text must be true or false");
    article.derived_text = found->get<bool>();
  }
  if (text_of(json, "status") == "language_not_read") article.status = ArticleStatus::kLanguageNotRead;
  if (article.text.empty()) throw fault("the article record has no text; write it with --text");
  return article;
}

Entity entity_of(const Json& json) {
  Entity entity;
  entity.id = id_of(json, "id", 'e');
  const auto type = text_of(json, "type");
  entity.type = known(find_entity_type(type), "entity type", type);
  entity.name = text_of(json, "name");
  for (const auto& item : list_of(json, "mentions")) {
    const auto form = text_of(item, "form");
    entity.mentions.push_back({quote_of(item), known(find_mention_form(form), "mention form", form)});
  }
  for (const auto& item : list_of(json, "keys")) {
    const auto reason = text_of(item, "reason");
    entity.keys.push_back({text_of(item, "key"), known(find_key_reason(reason), "key reason", reason)});
  }
  if (const auto found = json.find("ids"); found != json.end() && found->is_object()) {
    for (const auto& [scheme, value] : found->items()) {
      if (!value.is_string()) throw fault("an outside id must be a string");
      entity.outside_ids.emplace_back(scheme, value.get<std::string>());
    }
  }
  return entity;
}

std::vector<Speaker> speakers_of(const Json& json) {
  std::vector<Speaker> speakers;
  std::size_t index = 0;
  const auto& spans = list_of(json, "attribution_spans");
  for (const auto& item : list_of(json, "attribution")) {
    Speaker speaker;
    if (item.is_string()) {
      const auto text = item.get<std::string>();
      speaker.entity = known(parse_id('e', text), "entity id in attribution", text);
      if (index < spans.size() && spans[index].is_object()) speaker.words = quote_of(spans[index]);
    } else {
      speaker.words = quote_of(item);
    }
    speakers.push_back(std::move(speaker));
    ++index;
  }
  return speakers;
}

Claim claim_of(const Json& json) {
  Claim claim;
  claim.id = id_of(json, "id", 'c');
  claim.subject = id_of(json, "subject", 'e');
  claim.object = id_of(json, "object", 'e');
  const auto relation = text_of(json, "relation");
  claim.relation = known(find_relation(relation), "relation", relation);
  if (const auto found = json.find("roles"); found != json.end() && found->is_object()) {
    for (const auto& [name, value] : found->items()) {
      const auto role = known(find_role(name), "role", name);
      for (const auto& item : value.is_array() ? value : Json::array({value})) {
        if (!item.is_string()) throw fault("a role must be a string or a list of strings");
        RoleFiller filler;
        filler.role = role;
        const auto text = item.get<std::string>();
        if (const auto id = parse_id('e', text)) filler.entity = id;
        else filler.text = text;
        claim.roles.push_back(std::move(filler));
      }
    }
  }
  const auto polarity = text_of(json, "polarity");
  claim.polarity = polarity.empty() ? Polarity::kPositive : known(find_polarity(polarity), "polarity", polarity);
  const auto modality = text_of(json, "modality");
  claim.modality = modality.empty() ? Modality::kActual : known(find_modality(modality), "modality", modality);
  claim.attribution = speakers_of(json);
  claim.date = text_of(json, "date");
  if (const auto found = json.find("confidence"); found != json.end() && !found->is_null()) {
    if (!found->is_number()) throw fault("confidence must be a number");
    claim.confidence = found->get<double>();
  }
  claim.evidence = optional_quote(json, "evidence");
  claim.subject_mention = optional_quote(json, "subject_mention");
  claim.trigger = optional_quote(json, "trigger");
  claim.object_mention = optional_quote(json, "object_mention");
  for (const auto& item : list_of(json, "cues")) {
    const auto kind = text_of(item, "kind");
    claim.cues.push_back({known(find_cue_kind(kind), "cue kind", kind), quote_of(item)});
  }
  claim.extractor = text_of(json, "extractor");
  return claim;
}

}  // namespace

Json to_json(const Quote& quote) {
  return Json{{"start", quote.span.start}, {"end", quote.span.end}, {"text", quote.text}};
}

Json to_json(const Article& article, bool with_text) {
  Json json{{"kind", "article"}, {"id", to_string('a', article.id)}, {"source", article.source}};
  put_if(json, "url", article.url);
  put_if(json, "title", article.title);
  put_if(json, "published", article.published);
  put_if(json, "language", article.language);
  if (article.status == ArticleStatus::kLanguageNotRead) json["status"] = "language_not_read";
  if (article.body_start > 0) json["body_start"] = article.body_start;
  if (article.derived_text) json["derived_text"] = true;
  if (with_text || article.derived_text) json["text"] = article.text;
  return json;
}

Json to_json(const Id& article, const Entity& entity) {
  Json json{{"kind", "entity"},
            {"article", to_string('a', article)},
            {"id", to_string('e', entity.id)},
            {"type", name_of(entity.type)},
            {"name", entity.name}};
  if (!entity.outside_ids.empty()) {
    auto ids = Json::object();
    for (const auto& [scheme, value] : entity.outside_ids) ids[scheme] = value;
    json["ids"] = std::move(ids);
  }
  auto mentions = Json::array();
  for (const auto& mention : entity.mentions) {
    auto item = to_json(mention.quote);
    item["form"] = name_of(mention.form);
    mentions.push_back(std::move(item));
  }
  json["mentions"] = std::move(mentions);
  auto keys = Json::array();
  for (const auto& key : entity.keys) keys.push_back(Json{{"key", key.text}, {"reason", name_of(key.reason)}});
  json["keys"] = std::move(keys);
  return json;
}

Json to_json(const Id& article, const Claim& claim) {
  Json json{{"kind", "claim"},
            {"article", to_string('a', article)},
            {"id", to_string('c', claim.id)},
            {"subject", to_string('e', claim.subject)},
            {"relation", name_of(claim.relation)},
            {"object", to_string('e', claim.object)}};
  if (!claim.roles.empty()) {
    auto roles = Json::object();
    for (const auto& filler : claim.roles) {
      auto& known_filler = roles[std::string(name_of(filler.role))];
      const auto text = filler.entity ? to_string('e', *filler.entity) : filler.text;
      if (known_filler.is_null()) known_filler = text;
      else if (known_filler.is_array()) known_filler.push_back(text);
      else known_filler = Json::array({known_filler, text});  // two parties signed for
    }
    json["roles"] = std::move(roles);
  }
  json["polarity"] = name_of(claim.polarity);
  json["modality"] = name_of(claim.modality);
  auto attribution = Json::array();
  auto spans = Json::array();
  for (const auto& speaker : claim.attribution) {
    if (speaker.entity) attribution.push_back(to_string('e', *speaker.entity));
    else attribution.push_back(to_json(speaker.words));
    spans.push_back(speaker.words.empty() ? Json() : to_json(speaker.words));
  }
  json["attribution"] = std::move(attribution);
  if (!claim.attribution.empty()) json["attribution_spans"] = std::move(spans);
  put_if(json, "date", claim.date);
  json["confidence"] = rounded(claim.confidence);
  json["evidence"] = to_json(claim.evidence);
  if (!claim.subject_mention.empty()) json["subject_mention"] = to_json(claim.subject_mention);
  if (!claim.trigger.empty()) json["trigger"] = to_json(claim.trigger);
  if (!claim.object_mention.empty()) json["object_mention"] = to_json(claim.object_mention);
  if (!claim.cues.empty()) {
    auto cues = Json::array();
    for (const auto& cue : claim.cues) {
      auto item = to_json(cue.quote);
      item["kind"] = name_of(cue.kind);
      cues.push_back(std::move(item));
    }
    json["cues"] = std::move(cues);
  }
  json["extractor"] = claim.extractor;
  if (const auto code = event_code(claim)) json["event_code"] = Json{{"plover", code->plover}, {"cameo", code->cameo}};
  return json;
}

Json to_json(const Id& article, const Candidate& candidate) {
  return Json{{"kind", "candidate"},
              {"article", to_string('a', article)},
              {"subject", to_string('e', candidate.subject)},
              {"object", to_string('e', candidate.object)},
              {"reason", name_of(candidate.reason)},
              {"evidence", to_json(candidate.evidence)}};
}

std::string write_line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }
std::string write_pretty(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace); }

std::string to_ndjson(const Extraction& extraction, WriteOptions options) {
  const auto& id = extraction.article.id;
  auto out = write_line(to_json(extraction.article, options.with_text)) + "\n";
  for (const auto& entity : extraction.entities) out += write_line(to_json(id, entity)) + "\n";
  for (const auto& claim : extraction.claims) out += write_line(to_json(id, claim)) + "\n";
  if (options.with_candidates) {
    for (const auto& candidate : extraction.candidates) out += write_line(to_json(id, candidate)) + "\n";
  }
  return out;
}

std::optional<Extraction> ExtractionReader::take(const Json& record) {
  if (!record.is_object()) throw fault("a record must be a JSON object");
  const auto kind = text_of(record, "kind");
  if (kind == "article") {
    auto article = article_of(record);
    auto finished = finish();
    current_.emplace().article = std::move(article);
    return finished;
  }
  if (kind != "entity" && kind != "claim" && kind != "candidate") return std::nullopt;  // records of other readers
  if (!current_ || id_of(record, "article", 'a') != current_->article.id) {
    throw fault("a record must follow the record of its article");
  }
  if (kind == "entity") current_->entities.push_back(entity_of(record));
  if (kind == "claim") current_->claims.push_back(claim_of(record));
  if (kind == "candidate") {
    const auto reason = text_of(record, "reason");
    current_->candidates.push_back({id_of(record, "subject", 'e'), id_of(record, "object", 'e'),
                                    known(find_candidate_reason(reason), "candidate reason", reason),
                                    optional_quote(record, "evidence")});
  }
  return std::nullopt;
}

std::optional<Extraction> ExtractionReader::finish() {
  auto finished = std::move(current_);
  current_.reset();
  if (finished) {
    if (const auto wrong = find_fault(*finished)) throw fault(*wrong);
  }
  return finished;
}

}  // namespace entente
