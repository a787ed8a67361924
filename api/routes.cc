// SPDX-License-Identifier: Apache-2.0
#include "api/routes.h"

#include <algorithm>
#include <array>
#include <exception>
#include <optional>
#include <utility>

#include "api/explorer.h"
#include "api/handlers.h"
#include "api/json_views.h"
#include "graph/export.h"
#include "graph/measures.h"
#include "model/vocabulary.h"

namespace entente::api {
namespace {

constexpr std::string_view kEntityHelp = "an entity's id (e:…), or any name it goes by, percent-encoded";
constexpr std::string_view kArticleHelp = "an article's id (a:…), its source or its URL, percent-encoded";

std::vector<std::string_view> type_words() {
  std::vector<std::string_view> words;
  for (const auto& row : entity_types()) words.push_back(row.name);
  return words;
}

std::vector<std::string_view> format_words() {
  std::vector<std::string_view> words;
  for (const auto& row : graph::export_formats()) words.push_back(row.name);
  return words;
}

ParamList operator+(ParamList list, const ParamList& more) {
  list.insert(list.end(), more.begin(), more.end());
  return list;
}

ParamList page_params() {
  return {{.name = "limit",
           .kind = ParamKind::kCount,
           .help = "items a page at most",
           .fallback = "50",
           .least = 1,
           .most = kMaxLimit},
          {.name = "cursor", .help = "next_cursor of the page before"}};
}

Param count_param(std::string_view name, std::string_view help, std::string_view fallback,
                  std::uint64_t least, std::uint64_t most) {
  return {.name = name,
          .kind = ParamKind::kCount,
          .help = help,
          .fallback = fallback,
          .least = least,
          .most = most};
}

std::vector<Route> make_routes() {
  const Param type{.name = "type", .help = "only entities of this type", .words = type_words()};
  const auto filter = filter_params();
  const auto query = filter_params() + walk_params() + budget_params();
  const Param from{.name = "from", .help = "an entity's id or a name it goes by", .required = true};
  const Param to{.name = "to", .help = "an entity's id or a name it goes by", .required = true};
  const Param of{.name = "of", .kind = ParamKind::kNames, .help = "the entities: ids or names", .required = true};
  const auto yes_or_no = [](std::string_view name, std::string_view help) {
    return Param{.name = name, .help = help, .fallback = "false", .words = {"true", "false"}};
  };
  const ParamList path_rules{
      {.name = "via", .kind = ParamKind::kNames, .help = "every path passes through all of these, in any order: ids or names"},
      yes_or_no("in_time_order", "each hop overlaps in time with the one before or follows it"),
      {.name = "order", .help = "trust: few hops, sure claims, no hubs; hops: few hops alone", .fallback = "trust", .words = {"trust", "hops"}},
      yes_or_no("only_shortest", "only paths of as few hops as there are")};
  auto claim_filter = filter_params();
  claim_filter.back().help = "undated: with since or until, claims without a date too";
  claim_filter.back().words = {"undated"};
  return {
      {.method = "GET",
       .pattern = "/v1/entities",
       .handler = list_entities,
       .name = "listEntities",
       .help = "Finds entities by name, or lists them all",
       .params = ParamList{{.name = "q", .help = "a name, its beginning, another spelling of it"}, type} +
                 page_params(),
       .answer = "EntityList",
       .media_type = "application/json",
       .tagged = true},
      {.method = "GET",
       .pattern = "/v1/entities/{id}",
       .handler = get_entity,
       .name = "getEntity",
       .help = "One entity: its names, why its mentions are one, its articles, its links with quotes",
       .params = ParamList{count_param("articles", "articles listed at most", "20", 0, 1000),
                           count_param("links", "links listed at most", "50", 0, 1000)} +
                 query,
       .id_help = kEntityHelp,
       .answer = "EntityPage",
       .media_type = "application/json",
       .tagged = true},
      {.method = "GET",
       .pattern = "/v1/entities/{id}/neighborhood",
       .handler = get_neighborhood,
       .name = "getNeighborhood",
       .help = "Who is around an entity, and how they are linked",
       .params = ParamList{count_param("depth", "hops from the centre", "1", 1, graph::kMaxDepth),
                           count_param("max_nodes", "entities at most, the centre included", "200", 1, 5000),
                           count_param("max_links", "links at most", "1000", 0, 20000)} +
                 query,
       .id_help = kEntityHelp,
       .answer = "Neighborhood",
       .media_type = "application/json",
       .tagged = true},
      {.method = "GET",
       .pattern = "/v1/paths",
       .handler = find_paths,
       .name = "findPaths",
       .help = "How two entities are linked, hop by hop, with the sentences that say so",
       .params = ParamList{from, to, count_param("max_hops", "hops of a path at most", "4", 1, graph::kMaxHops),
                           count_param("k", "paths at most, the cheapest first", "3", 1, graph::kMaxPaths)} +
                 path_rules + query,
       .answer = "Paths",
       .media_type = "application/json",
       .tagged = true},
      {.method = "GET",
       .pattern = "/v1/why-not",
       .handler = why_not,
       .name = "whyNot",
       .help = "Why two entities are not linked: what was said of them and made no link, what the filter cut, and the path that is nearly there",
       .params = ParamList{from, to, count_param("max_hops", "hops of a path at most", "4", 1, graph::kMaxHops),
                           count_param("limit", "claims and sentences at most, each", "10", 1, 1000)} +
                 query,
       .answer = "WhyNot",
       .media_type = "application/json",
       .tagged = true},
      {.method = "GET",
       .pattern = "/v1/common",
       .handler = find_common,
       .name = "findCommon",
       .help = "Whom several entities have in common, with the sentences that say so",
       .params = ParamList{of, count_param("limit", "entities at most, the best first", "50", 1, 1000)} + query,
       .answer = "Common",
       .media_type = "application/json",
       .tagged = true},
      {.method = "GET",
       .pattern = "/v1/connections",
       .handler = find_connections,
       .name = "findConnections",
       .help = "How the entities of a list hang together: a cheap tree through them, with quotes",
       .params = ParamList{of, count_param("max_hops", "hops between two of them at most", "4", 1, graph::kMaxHops)} + query,
       .answer = "Connections",
       .media_type = "application/json",
       .tagged = true},
      {.method = "GET",
       .pattern = "/v1/entities/{id}/rings",
       .handler = find_rings,
       .name = "findRings",
       .help = "The rings that an entity stands in: loops of at least three links",
       .params = ParamList{count_param("max_length", "links of a ring at most", "4", 3, graph::kMaxHops),
                           count_param("k", "rings at most, the cheapest first", "5", 1, graph::kMaxPaths)} +
                 query,
       .id_help = kEntityHelp,
       .answer = "Rings",
       .media_type = "application/json",
       .tagged = true},
      {.method = "GET",
       .pattern = "/v1/measures",
       .handler = get_measures,
       .name = "getMeasures",
       .help = "Who is central, over the whole graph: degree, strength, PageRank, betweenness, core, component, community",
       .params = ParamList{{.name = "by", .help = "the measure that orders", .fallback = "pagerank", .words = graph::measure_names()},
                           count_param("limit", "entities at most", "50", 1, 1000)} +
                 filter,
       .answer = "Measures",
       .media_type = "application/json",
       .tagged = true},
      {.method = "GET",
       .pattern = "/v1/articles",
       .handler = list_articles,
       .name = "listArticles",
       .help = "The articles in the order in which they came",
       .params =
           ParamList{{.name = "source", .help = "the one article of this source, URL or id"}} + page_params(),
       .answer = "ArticleList",
       .media_type = "application/json",
       .tagged = true},
      {.method = "POST",
       .pattern = "/v1/articles",
       .handler = post_article,
       .name = "postArticle",
       .help = "Reads an article and keeps what it claims; one from a known source replaces what that source "
               "said",
       .params =
           ParamList{{.name = "title", .help = "with a text/plain body: the headline"},
                     {.name = "source", .help = "with a text/plain body: where it is from; default the URL"},
                     {.name = "url", .help = "with a text/plain body: where it was published"},
                     {.name = "published",
                      .kind = ParamKind::kDate,
                      .help = "with a text/plain body: when it was published"}},
       .body = "NewArticle",
       .text_body = "text/plain",
       .answer = "PostedArticle",
       .media_type = "application/json",
       .status = 201},
      {.method = "GET",
       .pattern = "/v1/articles/{id}",
       .handler = get_article,
       .name = "getArticle",
       .help = "One article with its text, its entities and its claims",
       .id_help = kArticleHelp,
       .answer = "ArticlePage",
       .media_type = "application/json",
       .tagged = true},
      {.method = "DELETE",
       .pattern = "/v1/articles/{id}",
       .handler = delete_article,
       .name = "deleteArticle",
       .help = "Takes an article out: the store is then as if it had never come",
       .id_help = kArticleHelp,
       .answer = "RemovedArticle",
       .media_type = "application/json"},
      {.method = "GET",
       .pattern = "/v1/articles/{id}/diff",
       .handler = get_diff,
       .name = "getArticleDiff",
       .help = "What the newest version of an article changed, edge by edge, with quotes",
       .params = ParamList{{.name = "from", .kind = ParamKind::kCount, .help = "the older version to compare with; default: the one before", .least = 1, .most = 1'000'000'000}},
       .id_help = kArticleHelp,
       .answer = "ArticleDiff",
       .media_type = "application/json",
       .tagged = true},
      {.method = "GET",
       .pattern = "/v1/decisions",
       .handler = list_decisions,
       .name = "listDecisions",
       .help = "What was decided about who is who",
       .params = ParamList{yes_or_no("ledger", "all that was ever decided, and what was undone by whom")},
       .answer = "DecisionList",
       .media_type = "application/json",
       .tagged = true},
      {.method = "POST",
       .pattern = "/v1/decisions",
       .handler = post_decision,
       .name = "postDecision",
       .help = "Decides that two names are one entity, never one, or that some articles mean another by the name",
       .body = "NewDecision",
       .answer = "Decision",
       .media_type = "application/json",
       .status = 201},
      {.method = "DELETE",
       .pattern = "/v1/decisions/{id}",
       .handler = delete_decision,
       .name = "deleteDecision",
       .help = "Takes a decision back: the store is as if it had never been taken",
       .params = ParamList{{.name = "author", .help = "who takes it back"}, {.name = "reason", .help = "why"}},
       .id_help = "a decision's id (d:…)",
       .answer = "Decision",
       .media_type = "application/json"},
      {.method = "GET",
       .pattern = "/v1/claims",
       .handler = list_claims,
       .name = "listClaims",
       .help = "Claims of every kind, denied and planned ones too, in the order of their articles",
       .params =
           ParamList{{.name = "entity", .help = "only claims about this entity: an id or a name"},
                     {.name = "article", .help = "only claims of this article: an id, a source or a URL"},
                     {.name = "polarity",
                      .help = "only claims of this polarity",
                      .words = {"positive", "negative"}},
                     {.name = "modality",
                      .help = "only claims of this modality",
                      .words = {"actual", "planned", "conditional", "possible", "requested"}}} +
           claim_filter + page_params(),
       .answer = "ClaimList",
       .media_type = "application/json",
       .tagged = true},
      {.method = "POST",
       .pattern = "/v1/claims",
       .handler = post_claims,
       .name = "postClaims",
       .help = "Takes in claims that are there already: the records of entente extract or of the jsonl export, one a line",
       .text_body = "application/x-ndjson",
       .answer = "PostedClaims",
       .media_type = "application/json",
       .status = 201},
      {.method = "GET",
       .pattern = "/v1/export",
       .handler = export_graph,
       .name = "exportGraph",
       .help = "The graph as a file, streamed; the media type is that of the format",
       .params = ParamList{{.name = "format",
                            .help = "the format of the file",
                            .fallback = "graphml",
                            .words = format_words()},
                           {.name = "around", .help = "only what lies around this entity: an id or a name"},
                           count_param("depth", "with around: hops from it", "1", 1, graph::kMaxDepth),
                           {.name = "profile",
                            .help = "graphml: gephi keeps parallel relations apart there; strict validates "
                                    "against the schema",
                            .fallback = "gephi",
                            .words = {"gephi", "strict"}}} +
                 filter,
       .media_type = "application/octet-stream",
       .tagged = true},
      {.method = "GET",
       .pattern = "/v1/stats",
       .handler = get_stats,
       .name = "getStats",
       .help = "How much of what the store holds, and the digest of its content",
       .answer = "Stats",
       .media_type = "application/json",
       .tagged = true},
      {.method = "GET",
       .pattern = "/healthz",
       .handler = get_health,
       .name = "getHealth",
       .help = "The process runs",
       .answer = "Health",
       .media_type = "application/json",
       .open = true},
      {.method = "GET",
       .pattern = "/readyz",
       .handler = get_readiness,
       .name = "getReadiness",
       .help = "The store answers",
       .answer = "Readiness",
       .media_type = "application/json",
       .open = true},
      {.method = "GET",
       .pattern = "/metrics",
       .handler = get_metrics,
       .name = "getMetrics",
       .help = "Counters in the text format of Prometheus",
       .media_type = "text/plain"},
      {.method = "GET",
       .pattern = "/openapi.json",
       .handler = get_openapi,
       .name = "getOpenapi",
       .help = "This description of the API",
       .answer = "OpenApi",
       .media_type = "application/json",
       .open = true},
      {.method = "GET",
       .pattern = "/",
       .handler = get_explorer_page,
       .name = "getExplorer",
       .help = "The explorer: a page for people",
       .media_type = "text/html",
       .open = true},
      {.method = "GET",
       .pattern = "/explorer.js",
       .handler = get_explorer_script,
       .name = "getExplorerScript",
       .help = "The explorer's script",
       .media_type = "text/javascript",
       .open = true},
      {.method = "GET",
       .pattern = "/explorer.css",
       .handler = get_explorer_style,
       .name = "getExplorerStyle",
       .help = "The explorer's style",
       .media_type = "text/css",
       .open = true},
  };
}

// Whether the path is one of the pattern; sets `id` to what stands at {id}.
bool matches(std::string_view pattern, const std::vector<std::string>& parts, std::string& id) {
  pattern.remove_prefix(1);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto slash = pattern.find('/');
    const auto part = pattern.substr(0, slash);
    if (part == "{id}") {
      if (parts[i].empty()) return false;
      id = parts[i];
    } else if (part != parts[i]) {
      return false;
    }
    const bool last = slash == std::string_view::npos;
    if (last) return i + 1 == parts.size();
    pattern.remove_prefix(slash + 1);
  }
  return false;
}

struct Found {
  std::vector<const Route*> routes;  // one a method
  std::string id;
};

Found find_routes(const Request& request) {
  const auto parts = split_path(request.path);
  Found found;
  for (const auto& route : routes()) {
    if (matches(route.pattern, parts, found.id)) found.routes.push_back(&route);
  }
  return found;
}

std::string allowed_methods(const Found& found) {
  std::string out;
  for (const auto* route : found.routes) {
    if (!out.empty()) out += ", ";
    out += route->method;
    if (route->method == "GET") out += ", HEAD";
  }
  return out + ", OPTIONS";
}

void check_host(const Request& request, const Service& service) {
  if (service.allowed_hosts.empty()) return;
  auto host = find_header(request.headers, "Host").value_or("");
  const auto colon = host.rfind(':');
  if (colon != std::string::npos && host.find(']', colon) == std::string::npos) host.resize(colon);
  std::transform(host.begin(), host.end(), host.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (std::find(service.allowed_hosts.begin(), service.allowed_hosts.end(), host) !=
      service.allowed_hosts.end())
    return;
  throw HttpError(421, "host", "The service is not called by this name",
                  "\"" + host + "\" is no name of this service");
}

void check_token(const Request& request, const Service& service) {
  if (service.token.empty()) return;
  constexpr std::string_view kBearer = "bearer ";
  const auto given = find_header(request.headers, "Authorization").value_or("");
  auto scheme = given.substr(0, kBearer.size());
  std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const bool once = request.headers.count("Authorization") == 1;
  if (once && scheme == kBearer && equal_in_constant_time(given.substr(kBearer.size()), service.token))
    return;
  throw HttpError(401, "unauthorized", "A token is needed", "send the header \"Authorization: Bearer …\"",
                  {{"WWW-Authenticate", "Bearer realm=\"entente\""}});
}

// The origin of the page that calls, when it is one that may.
std::optional<std::string> allowed_origin(const Request& request, const Service& service) {
  auto origin = find_header(request.headers, "Origin");
  if (!origin) return std::nullopt;
  const auto& allowed = service.allowed_origins;
  if (std::find(allowed.begin(), allowed.end(), *origin) == allowed.end()) return std::nullopt;
  return origin;
}

// A page of another origin can send a plain POST without asking first; its answer would be hidden from it,
// but the article would be in.
void check_origin(const Request& request, const Service& service) {
  if (request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS") return;
  const auto origin = find_header(request.headers, "Origin");
  if (!origin || allowed_origin(request, service)) return;
  const auto scheme = origin->find("://");
  const auto host = find_header(request.headers, "Host");
  if (scheme != std::string::npos && host && origin->substr(scheme + 3) == *host) return;
  throw HttpError(403, "origin", "This page may not change the store",
                  "\"" + *origin + "\" is not among the allowed origins");
}

void put_cors(const Request& request, const Service& service, Response& response) {
  if (service.allowed_origins.empty()) return;
  response.headers.emplace("Vary", "Origin");
  const auto origin = allowed_origin(request, service);
  if (!origin) return;
  response.headers.emplace("Access-Control-Allow-Origin", *origin);
  response.headers.emplace("Access-Control-Expose-Headers", "ETag, Link, Location, X-Request-Id");
}

Response answer_options(const Request& request, const Service& service, const Found& found) {
  Response response;
  response.status = 204;
  const auto methods = allowed_methods(found);
  response.headers.emplace("Allow", methods);
  if (allowed_origin(request, service) && find_header(request.headers, "Access-Control-Request-Method")) {
    response.headers.emplace("Access-Control-Allow-Methods", methods);
    response.headers.emplace("Access-Control-Allow-Headers", "Authorization, Content-Type");
    response.headers.emplace("Access-Control-Max-Age", "600");
  }
  return response;
}

// Names the state that the snapshot sees. The digest alone would not do: after taking an article out and
// putting it in again, lists stand in another order. Weak, since "explored" differs from one answer to the
// next.
std::string tag_of(const graph::Snapshot& snapshot, const Service& service) {
  const auto next = snapshot.rocks().get(graph::Family::kMeta, graph::kMetaNextIngest, snapshot.view());
  std::string number = "0";
  if (next && next->size() == 4) {
    std::uint32_t value = 0;
    for (const char c : *next) value = value << 8u | static_cast<unsigned char>(c);
    number = std::to_string(value);
  }
  return "W/\"" + service.version + "-" + number + "-" + snapshot.digest().substr(0, 24) + "\"";
}

bool is_known(const Request& request, const std::string& tag) {
  const auto header = find_header(request.headers, "If-None-Match");
  if (!header) return false;
  const auto value = tag.substr(2);  // weak comparison: without W/
  return *header == "*" || header->find(value) != std::string::npos;
}

Response answer(const Request& request, Service& service) {
  check_host(request, service);
  const auto found = find_routes(request);
  const bool all_open = !found.routes.empty() && std::all_of(found.routes.begin(), found.routes.end(),
                                                             [](const Route* route) { return route->open; });
  // A preflight carries no token by its nature; it tells nothing but methods.
  if (!all_open && request.method != "OPTIONS") check_token(request, service);
  if (found.routes.empty()) {
    throw HttpError(404, "no_route", "Not found",
                    "there is no \"" + request.path + "\" here; GET /openapi.json lists what is");
  }
  if (request.method == "OPTIONS") return answer_options(request, service, found);
  const auto method = request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
  const auto route = std::find_if(found.routes.begin(), found.routes.end(),
                                  [&](const Route* item) { return item->method == method; });
  if (route == found.routes.end()) {
    throw HttpError(405, "method", "The method is not for this",
                    request.method + " is not for " + request.path, {{"Allow", allowed_methods(found)}});
  }
  check_origin(request, service);
  if (request.body.size() > service.max_body_bytes) {
    throw Error(ErrorKind::kLimit,
                "the body has more than " + std::to_string(service.max_body_bytes) + " bytes");
  }
  Params params((*route)->params, request.query);
  auto snapshot = std::make_shared<const graph::Snapshot>(service.store.snapshot());
  auto tag = (*route)->tagged ? tag_of(*snapshot, service) : std::string();
  Response response;
  if ((*route)->tagged && is_known(request, tag)) {
    response.status = 304;
    response.headers.emplace("ETag", tag);
    response.headers.emplace("Cache-Control", "no-cache");
    return response;
  }
  response = (*route)->handler(Call{request, service, std::move(snapshot), std::move(params), found.id, tag});
  if (!response.headers.contains("Cache-Control")) {
    response.headers.emplace("Cache-Control", (*route)->tagged ? "no-cache" : "no-store");
    if ((*route)->tagged) response.headers.emplace("ETag", std::move(tag));
  }
  return response;
}

Response problem_of(const Request& request, const Error& error) {
  const auto& row = info(error.kind());
  // What is wrong inside is for the log: it may name files of this machine.
  const bool inside = error.kind() == ErrorKind::kStore || error.kind() == ErrorKind::kSystem ||
                      error.kind() == ErrorKind::kInternal;
  auto response = make_problem(request, row.http_status, row.code, row.title,
                               inside ? std::string("the log of the service says why") : error.what());
  if (inside) response.note = error.what();
  return response;
}

}  // namespace

const std::vector<Route>& routes() {
  static const std::vector<Route> kRoutes = make_routes();
  return kRoutes;
}

Response make_problem(const Request& request, int status, std::string_view code, std::string_view title,
                      const std::string& detail) {
  Json json{{"type", "urn:entente:problem:" + std::string(code)},
            {"title", title},
            {"status", status},
            {"detail", detail}};
  if (request.path.size() <= 1000) json["instance"] = request.path;
  json["code"] = code;
  if (!request.id.empty()) json["request_id"] = request.id;
  Response response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = write_line(json) + "\n";
  response.headers.emplace("Cache-Control", "no-store");
  return response;
}

Response handle(const Request& request, Service& service) {
  Response response;
  try {
    response = answer(request, service);
  } catch (const HttpError& error) {
    response = make_problem(request, error.status(), error.code(), error.title(), error.what());
    for (const auto& [name, value] : error.headers()) response.headers.emplace(name, value);
  } catch (const NameError& error) {
    response = problem_of(request, error);
    auto json = Json::parse(response.body);
    json["candidates"] = to_candidates(error.candidates());
    response.body = write_line(json) + "\n";
  } catch (const Error& error) {
    response = problem_of(request, error);
  } catch (const std::exception& error) {
    response = problem_of(request, Error(ErrorKind::kInternal, error.what()));
  }
  put_cors(request, service, response);
  response.headers.emplace("X-Content-Type-Options", "nosniff");
  response.headers.emplace("Cross-Origin-Resource-Policy", "same-origin");
  response.headers.emplace("Referrer-Policy", "no-referrer");
  if (!request.id.empty()) response.headers.emplace("X-Request-Id", request.id);
  service.state.count(response.status);
  return response;
}

}  // namespace entente::api
