// SPDX-License-Identifier: Apache-2.0
#include "api/handlers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <map>
#include <optional>
#include <queue>
#include <sstream>
#include <utility>

#include "api/json_views.h"
#include "api/openapi.h"
#include "graph/claim_records.h"
#include "graph/decision_json.h"
#include "graph/diff.h"
#include "graph/coding.h"
#include "graph/connections.h"
#include "graph/export.h"
#include "graph/fragility.h"
#include "graph/measures.h"
#include "graph/why_not.h"
#include "model/date.h"

namespace entente::api {
namespace {

using graph::IngestId;
using graph::VertexId;

// Articles that one page of claims looks through before it lets the caller ask for the next.
constexpr std::size_t kArticlesAPage = 2000;
// Entities that one page looks through for those of one type.
constexpr std::size_t kEntitiesAPage = 20000;
constexpr std::size_t kMaxFieldBytes = 2000;  // of title, source and URL of a posted article

Error usage(const std::string& message) { return {ErrorKind::kUsage, message}; }

Response json_response(const Json& json, int status = 200) {
  Response response;
  response.status = status;
  response.content_type = "application/json";
  response.body = write_line(json) + "\n";
  return response;
}

// An answer that the clock cut short is not what the store says: nobody should keep it.
Response query_response(const Json& json) {
  auto response = json_response(json);
  if (json.value("stopped_by", std::string()) == "time")
    response.headers.emplace("Cache-Control", "no-store");
  return response;
}

// --- cursors: where a page ended, in hexadecimal so that nobody takes its inside for a promise.

std::string write_cursor(char list, const std::string& position) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out(1, list);
  for (const char c : position) {
    out.push_back(kDigits[static_cast<unsigned char>(c) >> 4u]);
    out.push_back(kDigits[static_cast<unsigned char>(c) & 15u]);
  }
  return out;
}

std::optional<std::string> read_cursor(char list, const Params& params, std::size_t size) {
  if (!params.has("cursor")) return std::nullopt;
  const auto text = params.text("cursor");
  const auto digit = [](char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  };
  bool good = text.size() == 1 + 2 * size && text.front() == list;
  std::string out;
  for (std::size_t i = 1; good && i + 1 < text.size(); i += 2) {
    const int high = digit(text[i]);
    const int low = digit(text[i + 1]);
    good = high >= 0 && low >= 0;
    out.push_back(static_cast<char>(high * 16 + low));
  }
  if (!good) throw usage("cursor is none that this list gave; take next_cursor of the page before");
  return out;
}

std::string bytes_of_numbers(std::uint32_t a, std::uint32_t b) {
  graph::Writer out;
  out.big32(a);
  out.big32(b);
  return out.take();
}

std::pair<std::uint32_t, std::uint32_t> numbers_of(std::string_view bytes) {
  graph::Reader in(bytes);
  const auto a = in.big32();
  return {a, in.big32()};
}

struct Page {
  Json items = Json::array();
  std::optional<std::string> next;
};

bool wants_lines(const Request& request) {
  const auto accept = find_header(request.headers, "Accept");
  return accept && accept->find("application/x-ndjson") != std::string::npos;
}

Response page_response(const Call& call, const Page& page) {
  Response response;
  if (wants_lines(call.request)) {
    response.content_type = "application/x-ndjson";
    for (const auto& item : page.items) response.body += write_line(item) + "\n";
  } else {
    Json json{{"items", page.items}};
    if (page.next) json["next_cursor"] = *page.next;
    response = json_response(json);
  }
  response.headers.emplace("Vary", "Accept");
  if (page.next) {
    std::string link = "<" + call.request.path + "?";
    for (const auto& [name, value] : call.request.query) {
      if (name != "cursor") link += percent_encode(name) + "=" + percent_encode(value) + "&";
    }
    response.headers.emplace("Link", link + "cursor=" + *page.next + ">; rel=\"next\"");
  }
  return response;
}

std::optional<EntityType> type_of(const Params& params) {
  if (!params.has("type")) return std::nullopt;
  return find_entity_type(params.text("type"));
}

IngestId require_article(const graph::Snapshot& snapshot, const std::string& reference) {
  const auto found = snapshot.find_article(reference);
  if (!found) throw Error(ErrorKind::kNotFound, "no article has the id, source or URL \"" + reference + "\"");
  return *found;
}

Json item_of(const graph::EntityRecord& entity) {
  auto item = to_reference(entity);
  item["articles"] = entity.articles;
  item["mentions"] = entity.mentions;
  return item;
}

Page search_page(const Call& call) {
  const auto limit = call.params.count("limit");
  const auto type = type_of(call.params);
  // Every page of one search comes from one window, so that pages neither overlap nor leave anything out.
  std::uint32_t window = limit > kSearchWindow ? kMaxLimit : kSearchWindow;
  std::uint32_t offset = 0;
  if (const auto cursor = read_cursor('s', call.params, 8)) {
    std::tie(offset, window) = numbers_of(*cursor);
    if (window > kMaxLimit || offset > window) throw usage("cursor is none that this list gave");
  }
  auto hits = call.snapshot->search(call.params.text("q"), type ? kMaxLimit : window);
  if (type) std::erase_if(hits, [&](const graph::SearchHit& hit) { return hit.entity.type != *type; });
  if (hits.size() > window) hits.resize(window);
  Page page;
  const auto begin = std::min<std::size_t>(offset, hits.size());
  const auto end = std::min<std::size_t>(begin + limit, hits.size());
  for (auto i = begin; i < end; ++i) page.items.push_back(to_json(hits[i]));
  if (end < hits.size())
    page.next = write_cursor('s', bytes_of_numbers(static_cast<std::uint32_t>(end), window));
  return page;
}

// In the order of public ids: it depends on content alone, and a page stays right when articles come in
// meanwhile.
Page entity_page(const Call& call) {
  const auto& snapshot = *call.snapshot;
  const auto limit = call.params.count("limit");
  const auto type = type_of(call.params);
  Page page;
  graph::Rocks::Cursor rows(snapshot.rocks(), graph::Family::kNodeKey, {}, snapshot.view());
  const auto after = read_cursor('e', call.params, Id::kSize);
  if (after) rows.seek(*after);
  if (after && rows.valid() && rows.key() == *after) rows.next();
  std::string last;
  for (std::size_t looked_at = 0; rows.valid(); rows.next()) {
    if (page.items.size() == limit || looked_at == kEntitiesAPage) {
      page.next = write_cursor('e', last);
      break;
    }
    last = std::string(rows.key());
    ++looked_at;
    graph::Reader value(rows.value());
    const auto node = value.big32();
    if (!snapshot.is_entity(node)) continue;
    const auto& entity = snapshot.entity(node);
    if (!type || entity.type == *type) page.items.push_back(item_of(entity));
  }
  return page;
}

// The words of one claim's own kind, if any, that a list of claims asks for.
struct ClaimWanted {
  graph::RowFilter filter;
  std::optional<Polarity> polarity;
  std::optional<Modality> modality;

  [[nodiscard]] bool takes(const graph::Row& row) const {
    return (!polarity || row.polarity == *polarity) && (!modality || row.modality == *modality) &&
           filter.passes(row);
  }
  [[nodiscard]] bool takes(const Claim& claim) const {
    graph::Row row;
    row.relation = claim.relation;
    row.polarity = claim.polarity;
    row.modality = claim.modality;
    row.confidence = static_cast<std::uint16_t>(std::lround(claim.confidence * 1000));
    if (const auto days = parse_date(claim.date)) {
      row.dated = true;
      row.first_day = days->first;
      row.last_day = days->last;
    }
    return takes(row);
  }
};

ClaimWanted claims_wanted(const Params& params) {
  FilterWords words;
  words.relations = params.list("relation");
  words.since = params.text("since");
  words.until = params.text("until");
  words.min_confidence = params.text("min_confidence");
  words.include = {"negative", "planned", "conditional", "possible", "requested"};
  for (const auto& word : params.list("include")) words.include.push_back(word);
  ClaimWanted wanted{graph::RowFilter(parse_filter(words)), {}, {}};
  if (params.has("polarity")) wanted.polarity = find_polarity(params.text("polarity"));
  if (params.has("modality")) wanted.modality = find_modality(params.text("modality"));
  return wanted;
}

using ClaimPlace = std::pair<IngestId, std::uint32_t>;  // article, index of the claim

// The first `count` claims of the vertex behind `after`, in order: one pass over its rows, whatever its
// degree.
std::vector<ClaimPlace> claims_of(const graph::Snapshot& snapshot, VertexId vertex, const ClaimWanted& wanted,
                                  std::optional<IngestId> article, std::optional<ClaimPlace> after,
                                  std::size_t count) {
  std::priority_queue<ClaimPlace> first;
  snapshot.for_each_row(vertex, [&](const graph::Row& row) {
    const ClaimPlace place{row.ingest, row.claim};
    if ((after && place <= *after) || (article && row.ingest != *article) || !wanted.takes(row)) return true;
    if (first.size() < count) {
      first.push(place);
    } else if (place < first.top()) {
      first.pop();
      first.push(place);
    }
    return true;
  });
  std::vector<ClaimPlace> places(first.size());
  for (auto i = places.size(); i-- > 0; first.pop()) places[i] = first.top();
  return places;
}

std::string text_field(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || found->is_null()) return {};
  if (!found->is_string()) throw usage(std::string(name) + " must be a string");
  return found->get<std::string>();
}

void check_field(const char* name, const std::string& value) {
  if (value.size() > kMaxFieldBytes) {
    throw Error(ErrorKind::kInput,
                std::string(name) + " is longer than " + std::to_string(kMaxFieldBytes) + " bytes");
  }
  for (const char c : value) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      throw Error(ErrorKind::kInput, std::string(name) + " holds a control character");
    }
  }
}

// The media type of the body, which must be one of these, in UTF-8.
std::string require_body(const Call& call, std::initializer_list<std::string_view> types) {
  auto type = media_type_of(find_header(call.request.headers, "Content-Type").value_or(""));
  if (std::find(types.begin(), types.end(), type) == types.end()) {
    throw HttpError(415, "media_type", "The body is of a kind that is not read", fmt::format("send {}, not \"{}\"", fmt::join(types, " or "), type),
                    {{"Accept", fmt::format("{}", fmt::join(types, ", "))}});
  }
  if (!is_utf8(call.request.body)) throw Error(ErrorKind::kInput, "the body is not UTF-8; convert it first");
  return type;
}

Article article_of(const Call& call) {
  const auto& request = call.request;
  const auto type = require_body(call, {"application/json", "text/plain"});
  Article article;
  if (type == "text/plain") {
    article.text = request.body;
    article.title = call.params.text("title");
    article.source = call.params.text("source");
    article.url = call.params.text("url");
    article.published = call.params.text("published");
  } else {
    if (!request.query.empty()) {
      throw usage("with a JSON body the fields stand in the body; \"" + request.query.begin()->first +
                  "\" stands in the address");
    }
    const auto json = Json::parse(request.body, nullptr, false);
    if (json.is_discarded()) throw usage("the body is no JSON");
    if (!json.is_object()) throw usage("the body must be a JSON object with a field \"text\"");
    for (const auto& [name, value] : json.items()) {
      if (name != "text" && name != "title" && name != "source" && name != "url" && name != "published") {
        throw usage("there is no field \"" + name + "\"; there are: text, title, source, url, published");
      }
    }
    if (!json.contains("text")) throw usage("the field \"text\" is missing");
    article.text = text_field(json, "text");
    article.title = text_field(json, "title");
    article.source = text_field(json, "source");
    article.url = text_field(json, "url");
    article.published = text_field(json, "published");
  }
  check_field("title", article.title);
  check_field("source", article.source);
  check_field("url", article.url);
  check_field("published", article.published);
  if (article.text.find_first_not_of(" \t\r\n") == std::string::npos)
    throw Error(ErrorKind::kInput, "the text is empty");
  if (article.text.size() > kMaxArticleBytes) {
    throw Error(ErrorKind::kInput, "the text has " + std::to_string(article.text.size()) +
                                       " bytes; at most " + std::to_string(kMaxArticleBytes) +
                                       " are read: split it");
  }
  if (!article.published.empty() && !parse_date(article.published)) {
    throw Error(ErrorKind::kInput, "published is no ISO 8601 date: \"" + article.published + "\"");
  }
  // The same text posted twice without a source is one article.
  if (article.source.empty()) article.source = article.url;
  if (article.source.empty()) article.source = "posted:" + to_base32(make_id({"posted", article.text}));
  set_article_id(article);
  return article;
}

// A JSON object with these fields and no others.
Json json_body(const Call& call, std::initializer_list<std::string_view> fields) {
  (void)require_body(call, {"application/json"});
  auto json = Json::parse(call.request.body, nullptr, false);
  if (json.is_discarded() || !json.is_object()) throw usage("the body must be a JSON object");
  for (const auto& [name, value] : json.items()) {
    if (std::find(fields.begin(), fields.end(), name) == fields.end()) throw usage("there is no field \"" + name + "\"");
  }
  return json;
}

void refuse_when_reading_only(const Service& service) {
  if (!service.extract) {
    throw HttpError(403, "read_only", "This service only reads",
                    "it was started without the right to change the store");
  }
}

}  // namespace

Response list_entities(const Call& call) {
  return page_response(call, call.params.has("q") ? search_page(call) : entity_page(call));
}

Response get_entity(const Call& call) {
  const auto& snapshot = *call.snapshot;
  EntityPage page;
  page.vertex = require_entity(snapshot, call.id);
  const auto articles = call.params.count("articles");
  const auto links = call.params.count("links");
  // One more than asked for tells whether there is more.
  page.articles = snapshot.articles_of(page.vertex, articles + 1);
  page.links = graph::links_of(snapshot, page.vertex, query_of(snapshot, call.params), links + 1, &page.explored);
  page.cut = page.articles.size() > articles || page.links.size() > links;
  if (page.articles.size() > articles) page.articles.resize(articles);
  if (page.links.size() > links) page.links.resize(links);
  return query_response(to_json(snapshot, page));
}

Response get_neighborhood(const Call& call) {
  const auto& snapshot = *call.snapshot;
  graph::NeighborhoodOptions options;
  static_cast<graph::QueryOptions&>(options) = query_of(snapshot, call.params);
  options.depth = call.params.count("depth");
  options.max_nodes = call.params.count("max_nodes");
  options.max_links = call.params.count("max_links");
  return query_response(
      to_json(snapshot, graph::find_neighborhood(snapshot, require_entity(snapshot, call.id), options)));
}

namespace {

std::vector<VertexId> list_of(const Call& call, std::size_t most) {
  const auto names = call.params.list("of");
  if (names.size() < 2 || names.size() > most) throw usage("of must name 2 to " + std::to_string(most) + " entities");
  return require_entities(*call.snapshot, names);
}

}  // namespace

Response find_paths(const Call& call) {
  const auto& snapshot = *call.snapshot;
  const auto& params = call.params;
  graph::PathOptions options;
  static_cast<graph::QueryOptions&>(options) = query_of(snapshot, params);
  options.max_hops = params.count("max_hops");
  options.k = params.count("k");
  options.via = require_entities(snapshot, params.list("via"));
  options.in_time_order = params.text("in_time_order") == "true";
  options.order = params.text("order") == "hops" ? graph::PathOrder::kHops : graph::PathOrder::kTrust;
  options.only_shortest = params.text("only_shortest") == "true";
  const auto from = require_entity(snapshot, call.params.text("from"));
  const auto to = require_entity(snapshot, call.params.text("to"));
  Json json{{"from", to_reference(snapshot.entity(from))}, {"to", to_reference(snapshot.entity(to))}};
  const auto answer = graph::find_paths(snapshot, from, to, options);
  json.update(to_json(snapshot, answer, graph::find_fragility(snapshot, answer, options)));
  return query_response(json);
}

Response find_common(const Call& call) {
  const auto& snapshot = *call.snapshot;
  graph::CommonOptions options;
  static_cast<graph::QueryOptions&>(options) = query_of(snapshot, call.params);
  options.limit = call.params.count("limit");
  return query_response(to_json(snapshot, graph::find_common(snapshot, list_of(call, graph::kMaxCommon), options)));
}

Response find_rings(const Call& call) {
  const auto& snapshot = *call.snapshot;
  graph::RingOptions options;
  static_cast<graph::QueryOptions&>(options) = query_of(snapshot, call.params);
  options.max_length = call.params.count("max_length");
  options.k = call.params.count("k");
  return query_response(rings_to_json(snapshot, graph::find_rings(snapshot, require_entity(snapshot, call.id), options)));
}

Response find_connections(const Call& call) {
  const auto& snapshot = *call.snapshot;
  graph::ConnectionOptions options;
  static_cast<graph::QueryOptions&>(options) = query_of(snapshot, call.params);
  options.max_hops = call.params.count("max_hops");
  return query_response(to_json(snapshot, graph::find_connections(snapshot, list_of(call, graph::kMaxTerminals), options)));
}

Response why_not(const Call& call) {
  const auto& snapshot = *call.snapshot;
  graph::WhyNotOptions options;
  static_cast<graph::QueryOptions&>(options) = query_of(snapshot, call.params);
  options.max_hops = call.params.count("max_hops");
  options.limit = call.params.count("limit");
  const auto from = require_entity(snapshot, call.params.text("from"));
  const auto to = require_entity(snapshot, call.params.text("to"));
  Json json{{"from", to_reference(snapshot.entity(from))}, {"to", to_reference(snapshot.entity(to))}};
  json.update(to_json(snapshot, graph::why_not(snapshot, from, to, options)));
  return query_response(json);
}

Response get_measures(const Call& call) {
  const auto& snapshot = *call.snapshot;
  const auto measures = graph::measure(snapshot, graph::all_entities(snapshot), filter_of(call.params));
  return query_response(to_json(snapshot, measures, graph::best_rows(measures, call.params.text("by"), call.params.count("limit"))));
}

Response list_articles(const Call& call) {
  const auto& snapshot = *call.snapshot;
  Page page;
  const auto item = [&snapshot](IngestId ingest) {
    const auto extraction = snapshot.article(ingest);
    auto json = to_reference(extraction->article);
    if (!extraction->article.language.empty()) json["language"] = extraction->article.language;
    json["entities"] = extraction->entities.size();
    json["claims"] = extraction->claims.size();
    return json;
  };
  const auto after = read_cursor('a', call.params, 8);
  if (call.params.has("source")) {
    if (after) throw usage("source names one article: there is no next page, so cursor has no place");
    if (const auto found = snapshot.find_article(call.params.text("source")))
      page.items.push_back(item(*found));
    return page_response(call, page);
  }
  const auto limit = call.params.count("limit");
  IngestId last = after ? numbers_of(*after).first : 0;
  graph::Rocks::Cursor rows(snapshot.rocks(), graph::Family::kArticle, {}, snapshot.view());
  if (after) rows.seek(graph::ingest_key(last + 1));
  for (; rows.valid(); rows.next()) {
    if (page.items.size() == limit) {
      page.next = write_cursor('a', bytes_of_numbers(last, 0));
      break;
    }
    last = graph::Reader(rows.key()).big32();
    page.items.push_back(item(last));
  }
  return page_response(call, page);
}

Response post_article(const Call& call) {
  refuse_when_reading_only(call.service);
  const auto extraction = call.service.extract(article_of(call));
  const auto outcome = call.service.store.put(extraction, true, now_in_utc());
  const auto& article = extraction.article;
  auto json = to_reference(article);
  if (!article.language.empty()) json["language"] = article.language;
  if (article.status == ArticleStatus::kLanguageNotRead) json["status"] = "language_not_read";
  std::size_t mentions = 0;
  for (const auto& entity : extraction.entities) mentions += entity.mentions.size();
  json["outcome"] = outcome == graph::PutOutcome::kAdded      ? "added"
                    : outcome == graph::PutOutcome::kReplaced ? "replaced"
                                                              : "unchanged";
  json["entities"] = extraction.entities.size();
  json["mentions"] = mentions;
  json["claims"] = extraction.claims.size();
  auto response = json_response(json, outcome == graph::PutOutcome::kUnchanged ? 200 : 201);
  response.headers.emplace("Location", "/v1/articles/" + to_string('a', article.id));
  return response;
}

Response post_claims(const Call& call) {
  refuse_when_reading_only(call.service);
  (void)require_body(call, {"application/x-ndjson", "application/jsonl"});
  auto& store = call.service.store;
  std::vector<Extraction> taken;
  std::uint64_t decided = 0;
  auto set_aside = Json::array();
  std::istringstream lines(call.request.body);
  graph::read_claim_records(lines, {.take = [&](const Extraction& extraction) {
                                      graph::Store::validate(extraction);
                                      taken.push_back(extraction);
                                    },
                                    .decide = [&](const graph::Decision& decision) { decided += store.decide(decision, false) ? 1 : 0; },
                                    .set_aside = [&](std::uint64_t line, const std::string& reason) {
                                      set_aside.push_back(Json{{"line", line}, {"reason", reason}});
                                    }});
  std::map<graph::PutOutcome, std::uint64_t> outcomes;
  if (!taken.empty()) {
    for (const auto outcome : store.put_all(taken, false, now_in_utc())) ++outcomes[outcome];
  }
  store.sync();
  const auto added = outcomes[graph::PutOutcome::kAdded];
  const auto replaced = outcomes[graph::PutOutcome::kReplaced];
  return json_response(Json{{"added", added}, {"replaced", replaced}, {"unchanged", outcomes[graph::PutOutcome::kUnchanged]},
                            {"decisions", decided}, {"set_aside", std::move(set_aside)}},
                       added + replaced + decided > 0 ? 201 : 200);
}

Response get_article(const Call& call) {
  const auto& snapshot = *call.snapshot;
  const auto article = snapshot.article(require_article(snapshot, call.id));
  auto json = to_json(snapshot, *article);
  if (auto seen = snapshot.first_seen(article->article.source); !seen.empty()) json["first_seen"] = std::move(seen);
  return json_response(json);
}

Response delete_article(const Call& call) {
  refuse_when_reading_only(call.service);
  auto json = to_reference(call.service.store.retract(call.id));
  json["outcome"] = "removed";
  return json_response(json);
}

Response get_diff(const Call& call) {
  const auto& snapshot = *call.snapshot;
  const auto now = snapshot.article(require_article(snapshot, call.id));
  std::optional<std::uint32_t> number;
  if (call.params.has("from")) number = static_cast<std::uint32_t>(call.params.count("from"));
  const auto before = snapshot.require_version(now->article.source, number);
  return json_response(to_json(now->article, before, graph::diff(before.extraction, *now)));
}

Response list_decisions(const Call& call) {
  const auto& snapshot = *call.snapshot;
  auto items = Json::array();
  if (call.params.text("ledger") == "true") {
    for (const auto& entry : snapshot.ledger()) {
      items.push_back(to_json(entry.decision));
      items.back()["undone"] = entry.undone;
    }
  } else {
    for (const auto& [id, decision] : snapshot.decisions().all()) items.push_back(to_json(decision));
  }
  return json_response(Json{{"items", std::move(items)}});
}

Response post_decision(const Call& call) {
  refuse_when_reading_only(call.service);
  const auto json = json_body(call, {"decision", "a", "b", "entity", "articles", "author", "reason"});
  const auto kind = graph::find_decision_kind(text_field(json, "decision"));
  if (!kind) throw usage("\"decision\" must be merge, never-merge or split");
  graph::Decision decision;
  if (*kind == graph::DecisionKind::kSplit) {
    std::vector<std::string> articles;
    for (const auto& item : json.value("articles", Json::array())) {
      if (!item.is_string()) throw usage("\"articles\" must be a list of strings");
      articles.push_back(item.get<std::string>());
    }
    if (articles.empty()) throw usage(R"(a split needs "entity" and "articles")");
    decision = graph::decision_of_split(*call.snapshot, text_field(json, "entity"), articles);
  } else {
    decision = graph::decision_of_pair(*call.snapshot, *kind, text_field(json, "a"), text_field(json, "b"));
  }
  decision.author = text_field(json, "author");
  decision.reason = text_field(json, "reason");
  decision.when = now_in_utc();
  const bool changed = call.service.store.decide(decision);
  auto answer = to_json(decision);
  answer["outcome"] = changed ? "decided" : "unchanged";
  return json_response(answer, changed ? 201 : 200);
}

Response delete_decision(const Call& call) {
  refuse_when_reading_only(call.service);
  const auto id = parse_id('d', call.id);
  if (!id) throw usage("\"" + call.id + "\" is no id of a decision");
  auto json = to_json(call.service.store.undo(*id, call.params.text("author"), call.params.text("reason"), now_in_utc()));
  json["outcome"] = "undone";
  return json_response(json);
}

Response list_claims(const Call& call) {
  const auto& snapshot = *call.snapshot;
  const auto wanted = claims_wanted(call.params);
  const auto limit = call.params.count("limit");
  std::optional<ClaimPlace> after;
  if (const auto cursor = read_cursor('c', call.params, 8)) after = numbers_of(*cursor);
  std::optional<IngestId> article;
  if (call.params.has("article")) article = require_article(snapshot, call.params.text("article"));

  Page page;
  ClaimPlace last;
  const auto full = [&] {
    if (page.items.size() < limit) return false;
    page.next = write_cursor('c', bytes_of_numbers(last.first, last.second));
    return true;
  };
  const auto add = [&](IngestId ingest, std::uint32_t index) {
    const auto extraction = snapshot.article(ingest);
    page.items.push_back(to_json(snapshot, *extraction, extraction->claims.at(index)));
    last = {ingest, index};
  };
  if (call.params.has("entity")) {
    const auto vertex = require_entity(snapshot, call.params.text("entity"));
    for (const auto& [ingest, index] : claims_of(snapshot, vertex, wanted, article, after, limit + 1)) {
      if (full()) break;
      add(ingest, index);
    }
    return page_response(call, page);
  }
  // Claims of one article; false when the page is full.
  const auto add_article = [&](IngestId ingest) {
    const auto extraction = snapshot.article(ingest);
    for (std::uint32_t i = 0; i < extraction->claims.size(); ++i) {
      if ((after && ClaimPlace{ingest, i} <= *after) || !wanted.takes(extraction->claims[i])) continue;
      if (full()) return false;
      add(ingest, i);
    }
    return true;
  };
  if (article) {
    add_article(*article);
    return page_response(call, page);
  }
  graph::Rocks::Cursor rows(snapshot.rocks(), graph::Family::kArticle, {}, snapshot.view());
  if (after) rows.seek(graph::ingest_key(after->first));
  for (std::size_t looked_at = 0; rows.valid(); rows.next()) {
    const auto ingest = graph::Reader(rows.key()).big32();
    if (looked_at++ == kArticlesAPage) {
      page.next = write_cursor('c', bytes_of_numbers(ingest - 1, 0xffffffffu));
      break;
    }
    if (!add_article(ingest)) break;
  }
  return page_response(call, page);
}

Response export_graph(const Call& call) {
  const auto& params = call.params;
  const auto format = graph::find_export_format(params.text("format")).value();
  const bool jsonl = format == graph::ExportFormat::kJsonl;
  graph::ExportOptions options;
  if (params.has("profile") && format != graph::ExportFormat::kGraphml)
    throw usage("profile is for graphml alone");
  options.strict = params.text("profile") == "strict";
  if (params.has("depth") && !params.has("around")) throw usage("depth needs around");
  options.depth = params.count("depth");
  if (params.has("around")) options.around = require_entity(*call.snapshot, params.text("around"));
  options.filter = filter_of(params);
  if (jsonl && !params.has("around")) {
    for (const auto& item : filter_params()) {
      if (params.has(item.name))
        throw usage("jsonl without around holds every claim; " + std::string(item.name) + " has no place");
    }
  }
  Response response;
  for (const auto& row : graph::export_formats()) {
    if (row.format != format) continue;
    response.content_type = row.media_type;
    response.headers.emplace("Content-Disposition",
                             "attachment; filename=\"entente" + std::string(row.extension) + "\"");
  }
  // The handler has returned by the time the body is written: the snapshot goes along.
  response.stream = [snapshot = call.snapshot, format, options](const BodySink& sink) {
    graph::write_export(*snapshot, format, options, sink);
  };
  return response;
}

Response get_stats(const Call& call) {
  return json_response(call.service.state.statistics(call.tag, [&] {
    auto json = to_json(call.snapshot->stats());
    json["digest"] = call.snapshot->digest();
    return json;
  }));
}

Response get_health(const Call& call) {
  return json_response(Json{{"status", "ok"}, {"version", call.service.version}});
}

Response get_readiness(const Call& call) {
  (void)call.snapshot->counts();  // reads from the store; throws kStore, that is 503, when it cannot
  return json_response(Json{{"status", "ready"}});
}

Response get_metrics(const Call& call) {
  const auto counts = call.snapshot->counts();
  std::string out;
  const auto add = [&out](const std::string& name, const char* kind, const char* help) {
    out += "# HELP " + name + " " + help + "\n# TYPE " + name + " " + kind + "\n";
  };
  add("entente_http_responses_total", "counter", "Answers by the first digit of their status");
  for (int i = 1; i <= 5; ++i) {
    out += "entente_http_responses_total{class=\"" + std::to_string(i) + "xx\"} " +
           std::to_string(call.service.state.answers(i)) + "\n";
  }
  for (const auto& [name, help, value] :
       {std::tuple{"entente_articles", "Articles in the store", counts.articles},
        std::tuple{"entente_articles_unread", "Articles of a language that is not read", counts.unread},
        std::tuple{"entente_claims", "Claims in the store", counts.claims},
        std::tuple{"entente_mentions", "Mentions in the store", counts.mentions}}) {
    add(name, "gauge", help);
    out += std::string(name) + " " + std::to_string(value) + "\n";
  }
  Response response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  response.body = std::move(out);
  return response;
}

Response get_openapi(const Call& call) { return json_response(describe_api(call.service.version)); }

}  // namespace entente::api
