// SPDX-License-Identifier: Apache-2.0
#include "api/routes.h"

#include <set>

#include "api/handlers.h"
#include "api/openapi.h"
#include "doctest/doctest.h"
#include "fixture.h"
#include "schema_check.h"

namespace entente::api {
namespace {

using testing::header;
using testing::read_article;
using testing::schema_fault;
using testing::stream_of;
using testing::World;

const Json& description() {
  static const Json kDescription = describe_api("0.1.0");
  return kDescription;
}

void check_schema(const std::string& name, const Json& value) {
  const auto& schemas = description().at("components").at("schemas");
  const auto fault = schema_fault(schemas, schemas.at(name), value);
  CAPTURE(name);
  CHECK_MESSAGE(!fault, fault.value_or(""));
}

// Every error has the one shape; returns it.
Json check_problem(const Response& response, int status, const std::string& code) {
  CAPTURE(response.body.substr(0, 300));
  CHECK(response.status == status);
  CHECK(response.content_type == "application/problem+json");
  const auto json = Json::parse(response.body);
  check_schema("Problem", json);
  CHECK(json.at("status") == status);
  CHECK(json.at("code") == code);
  CHECK(json.at("type") == "urn:entente:problem:" + code);
  CHECK_FALSE(header(response, "ETag").size() > 0);
  return json;
}

std::vector<std::string> names_of(const Json& items) {
  std::vector<std::string> names;
  for (const auto& item : items) names.push_back(item.at("name"));
  return names;
}

Request with(std::string_view method, std::string_view target, Headers headers) {
  auto request = make_request(method, target);
  request.headers = std::move(headers);
  return request;
}

// --- answers and their shapes

TEST_CASE("every JSON route answers in the shape that its schema promises") {
  World world;
  const auto article = to_string('a', testing::sample_articles()[0].id);
  world.post("/v1/articles?source=versions", "Georgia met Russia on 2024-05-06.", "text/plain");
  world.post("/v1/articles?source=versions", "Georgia met Russia on 2024-05-07. Georgia visited China.", "text/plain");
  world.post("/v1/decisions", R"({"decision": "never-merge", "a": "Xi Jinping", "b": "Vladimir Putin"})", "application/json");
  const std::vector<std::pair<std::string, std::string>> calls{
      {"/v1/articles/{id}/diff", "/v1/articles/versions/diff"},
      {"/v1/articles/{id}/diff", "/v1/articles/versions/diff?from=1"},
      {"/v1/decisions", "/v1/decisions"},
      {"/v1/decisions", "/v1/decisions?ledger=true"},
      {"/v1/entities", "/v1/entities"},
      {"/v1/entities", "/v1/entities?q=kim"},
      {"/v1/entities/{id}", "/v1/entities/Kim%20Jong%20Un"},
      {"/v1/entities/{id}", "/v1/entities/Russia?include=planned,negative&max_rows=1"},
      {"/v1/entities/{id}/neighborhood", "/v1/entities/Russia/neighborhood?depth=3&include=negative"},
      {"/v1/paths", "/v1/paths?from=Russia&to=China&include=negative"},
      {"/v1/paths", "/v1/paths?from=Russia&to=China&via=North%20Korea&in_time_order=true&order=hops&types=Country"},
      {"/v1/why-not", "/v1/why-not?from=China&to=Strategic%20Partnership%20Treaty&max_hops=1"},
      {"/v1/why-not", "/v1/why-not?from=Russia&to=AC%2FDC&min_confidence=0.95"},
      {"/v1/common", "/v1/common?of=Vladimir%20Putin,Xi%20Jinping"},
      {"/v1/connections", "/v1/connections?of=Vladimir%20Putin&of=Xi%20Jinping&of=Russia"},
      {"/v1/entities/{id}/rings", "/v1/entities/Vladimir%20Putin/rings?max_length=6"},
      {"/v1/measures", "/v1/measures?by=betweenness&limit=3"},
      {"/v1/articles", "/v1/articles"},
      {"/v1/articles", "/v1/articles?source=wire/1"},
      {"/v1/articles/{id}", "/v1/articles/" + article},
      {"/v1/claims", "/v1/claims"},
      {"/v1/stats", "/v1/stats"},
      {"/healthz", "/healthz"},
      {"/readyz", "/readyz"},
      {"/openapi.json", "/openapi.json"},
  };
  std::set<std::string> seen;
  for (const auto& item : calls) {
    const auto& pattern = item.first;
    const auto& target = item.second;
    CAPTURE(target);
    const auto response = world.get(target);
    CHECK(response.status == 200);
    CHECK(response.content_type == "application/json");
    for (const auto& route : routes()) {
      if (route.method == "GET" && route.pattern == pattern)
        check_schema(std::string(route.answer), Json::parse(response.body));
    }
    seen.insert(pattern);
  }
  for (const auto& route : routes()) {
    if (route.method == "GET" && !route.answer.empty())
      CHECK_MESSAGE(seen.contains(std::string(route.pattern)), route.pattern);
  }
}

TEST_CASE("the rules of a path act, and an unknown name in them is not found") {
  World world;
  const auto paths = [&](const std::string& rest) {
    return world.get_json("/v1/paths?from=Vladimir%20Putin&to=Xi%20Jinping" + rest).at("paths");
  };
  REQUIRE(!paths("").empty());
  for (const auto& path : paths("&k=10")) CHECK(path.at("entities").size() >= 3);
  for (const auto& path : paths("&k=10&via=North%20Korea")) {
    const auto names = names_of(path.at("entities"));
    CHECK(std::find(names.begin(), names.end(), "North Korea") != names.end());
  }
  for (const auto& path : paths("&k=10&avoid=Kim%20Jong%20Un")) {
    const auto names = names_of(path.at("entities"));
    CHECK(std::find(names.begin(), names.end(), "Kim Jong Un") == names.end());
  }
  CHECK(paths("&source=nowhere").empty());
  CHECK(!paths("&source=WIRE/&source=daily").empty());
  CHECK(paths("&known_at=2024-06").empty());
  CHECK(paths("&as_of=2024").empty());
  CHECK(paths("&speaker=TASS").empty());
  for (const auto* name : {"via", "avoid", "speaker"}) {
    check_problem(world.get("/v1/paths?from=Russia&to=China&" + std::string(name) + "=Nobody"), 404, "not_found");
  }
  check_problem(world.get("/v1/common?of=Russia"), 400, "usage");
  check_problem(world.get("/v1/connections?of=Russia,Russia"), 400, "usage");
}

TEST_CASE("what is denied is named as the reason why there is no link") {
  World world;
  const auto answer = world.get_json("/v1/why-not?from=China&to=Strategic%20Partnership%20Treaty&max_hops=1");
  CHECK(!answer.contains("linked_in"));
  REQUIRE(answer.at("cut").size() == 1);
  CHECK(answer.at("cut").at(0).at("reasons") == Json::array({"negative"}));
  CHECK(answer.at("cut").at(0).at("evidence").at("quote").at("text") == "China did not sign the Strategic Partnership Treaty.");
  CHECK(answer.at("exceptions") == 1);
}

TEST_CASE("an entity shows its names, why it is one, its articles and its links with quotes") {
  World world;
  const auto json = world.get_json("/v1/entities/Russia?include=planned");
  CHECK(json.at("name") == "Russia");
  CHECK(json.at("type") == "Country");
  CHECK(json.at("ids").at(0) == Json{{"scheme", "iso3166"}, {"value", "RU"}});
  CHECK(json.at("keys").size() == 2);
  CHECK(json.at("in_articles").size() == 2);
  CHECK(json.at("cut") == false);
  REQUIRE(json.at("links").size() == 2);
  const auto& link = json.at("links").at(0);
  CHECK(link.at("relation") == "SIGNED");
  const auto& evidence = link.at("evidence").at(0);
  CHECK(evidence.at("quote").at("text") == "Russia signed the Strategic Partnership Treaty on 2024-06-19.");
  CHECK(evidence.at("date") == "2024-06-19");
  const auto& planned = json.at("links").at(1).at("evidence").at(0);
  CHECK(planned.at("speakers").at(0) == "TASS");
  CHECK(planned.at("modality") == "planned");

  const auto short_list = world.get_json("/v1/entities/Russia?include=planned&links=1&articles=1");
  CHECK(short_list.at("links").size() == 1);
  CHECK(short_list.at("in_articles").size() == 1);
  CHECK(short_list.at("cut") == true);
}

TEST_CASE("a path gives every hop with its sentences, cheapest path first") {
  World world;
  const auto json = world.get_json("/v1/paths?from=Vladimir%20Putin&to=Xi%20Jinping");
  CHECK(json.at("from").at("name") == "Vladimir Putin");
  REQUIRE_FALSE(json.at("paths").empty());
  const auto& path = json.at("paths").at(0);
  CHECK(names_of(path.at("entities")) ==
        std::vector<std::string>{"Vladimir Putin", "Kim Jong Un", "Xi Jinping"});
  REQUIRE(path.at("hops").size() == 2);
  const auto& link = path.at("hops").at(0).at("links").at(0);
  CHECK(link.at("relation") == "MEETS_WITH");
  CHECK(link.at("origins") == 2);
  CHECK(link.at("evidence").size() == 2);
  CHECK(path.at("weakest_hop") == 1);
  double cost = 0;
  for (const auto& item : json.at("paths")) {
    CHECK(item.at("cost").get<double>() >= cost);
    cost = item.at("cost").get<double>();
  }
  CHECK(json.at("truncated") == false);
}

TEST_CASE("every filter changes what a path may use") {
  World world;
  const auto paths = [&world](const std::string& rest) {
    return world.get_json("/v1/paths?from=Russia&to=North%20Korea&max_hops=2" + rest).at("paths").size();
  };
  CHECK(paths("") == 1);  // by the treaty
  CHECK(paths("&relation=SIGNED") == 1);
  CHECK(paths("&relation=VISITS") == 0);
  CHECK(paths("&relation=VISITS&relation=SIGNED") == 1);
  CHECK(paths("&relation=pressure") == 0);
  CHECK(paths("&since=2024-06-19&until=2024-06-19") == 1);
  CHECK(paths("&since=2024-07") == 0);
  CHECK(paths("&until=2023") == 0);
  CHECK(paths("&min_confidence=0.95") == 1);
  CHECK(paths("&min_confidence=0.951") == 0);
  CHECK(world.get_json("/v1/paths?from=Russia&to=North%20Korea&max_hops=1").at("paths").empty());

  const auto visits = [&world](const std::string& rest) {
    return world.get_json("/v1/paths?from=Kim%20Jong%20Un&to=Russia&max_hops=1" + rest).at("paths").size();
  };
  CHECK(visits("") == 0);
  CHECK(visits("&include=negative,possible,conditional,requested,undated") == 0);
  CHECK(visits("&include=planned") == 1);
  CHECK(visits("&include=planned&since=2024") == 0);
  CHECK(visits("&include=planned,undated&since=2024") == 1);
  CHECK(world.get_json("/v1/paths?from=China&to=Strategic%20Partnership%20Treaty&max_hops=1")
            .at("paths")
            .empty());
  CHECK(world.get_json("/v1/paths?from=China&to=Strategic%20Partnership%20Treaty&max_hops=1&include=negative")
            .at("paths")
            .size() == 1);
}

TEST_CASE("possible, conditional and requested claims are walked only when asked for") {
  World world({testing::make_article("x", "", "",
                                     "Xi Jinping may visit Russia. Kim Jong Un would visit China. "
                                     "Vladimir Putin was asked to visit Georgia.")});
  const auto found = [&world](const char* from, const char* to, const char* include) {
    const auto json =
        world.get_json("/v1/paths?from=" + percent_encode(from) + "&to=" + to + "&include=" + include);
    return json.at("paths").size() == 1;
  };
  for (const char* word : {"possible", "conditional", "requested"}) {
    CAPTURE(word);
    CHECK(found("Xi Jinping", "Russia", word) == (std::string(word) == "possible"));
    CHECK(found("Kim Jong Un", "China", word) == (std::string(word) == "conditional"));
    CHECK(found("Vladimir Putin", "Georgia", word) == (std::string(word) == "requested"));
  }
}

TEST_CASE("limits of a query are kept and reported") {
  World world;
  const auto stopped = world.get_json("/v1/paths?from=Russia&to=Xi%20Jinping&max_rows=1");
  CHECK(stopped.at("truncated") == true);
  CHECK(stopped.at("stopped_by") == "rows");
  CHECK(stopped.at("explored").at("rows").get<int>() >= 1);
  const auto hubless = world.get_json("/v1/paths?from=Vladimir%20Putin&to=Xi%20Jinping&skip_degree=1");
  CHECK(hubless.at("paths").empty());
  const auto quotes = world.get_json("/v1/paths?from=Vladimir%20Putin&to=Kim%20Jong%20Un&quotes=1&k=1");
  CHECK(quotes.at("paths").at(0).at("hops").at(0).at("links").at(0).at("evidence").size() == 1);
  CHECK(quotes.at("paths").size() == 1);
}

TEST_CASE("a neighborhood keeps depth, nodes and links, and says when something was cut") {
  World world;
  const std::string base = "/v1/entities/Kim%20Jong%20Un/neighborhood";
  const auto near = world.get_json(base);
  CHECK(near.at("nodes").at(0).at("name") == "Kim Jong Un");
  CHECK(near.at("nodes").size() == 3);
  CHECK(near.at("cut") == false);
  const auto far = world.get_json(base + "?depth=2");
  CHECK(far.at("nodes").size() > near.at("nodes").size());
  const auto cut = world.get_json(base + "?depth=2&max_nodes=2&max_links=1");
  CHECK(cut.at("nodes").size() == 2);
  CHECK(cut.at("links").size() == 1);
  CHECK(cut.at("cut") == true);
  CHECK(world.get_json(base + "?relation=SIGNED").at("nodes").size() == 1);
}

TEST_CASE("claims can be narrowed by entity, article, relation, date, polarity and modality") {
  World world;
  const auto count = [&world](const std::string& rest) {
    return world.get_json("/v1/claims" + rest).at("items").size();
  };
  CHECK(count("") == 12);
  CHECK(count("?entity=Kim%20Jong%20Un") == 4);
  CHECK(count("?article=wire/1") == 4);
  CHECK(count("?entity=Russia&article=wire/1") == 1);
  CHECK(count("?entity=Russia&article=daily/3") == 0);
  CHECK(count("?relation=MEETS_WITH") == 6);
  CHECK(count("?relation=MEETS_WITH&entity=China") == 2);
  CHECK(count("?polarity=negative") == 1);
  CHECK(count("?modality=planned") == 1);
  CHECK(count("?modality=planned&polarity=negative") == 0);
  CHECK(count("?since=2025") == 2);
  CHECK(count("?since=2025&include=undated") == 5);
  CHECK(count("?min_confidence=0.95") == 2);
  const auto claim = world.get_json("/v1/claims?polarity=negative").at("items").at(0);
  CHECK(claim.at("subject_entity").at("name") == "China");
  CHECK(claim.at("object_entity").at("type") == "Agreement");
  CHECK(claim.at("evidence").at("text") == "China did not sign the Strategic Partnership Treaty.");
}

TEST_CASE("articles are found by id, by source and by URL") {
  World world;
  CHECK(world.post("/v1/articles", R"({"text":"Georgia met China.","url":"https://example.org/a?b=c"})")
            .status == 201);
  const auto by_source = world.get_json("/v1/articles/wire%2F1");
  CHECK(by_source.at("title") == "A treaty in Pyongyang");
  CHECK(by_source.at("claims").size() == 4);
  CHECK(by_source.at("text").get<std::string>().substr(0, 14) == "Vladimir Putin");
  CHECK(world.get("/v1/articles/" + by_source.at("id").get<std::string>()).status == 200);
  CHECK(world.get("/v1/articles/https%3A%2F%2Fexample.org%2Fa%3Fb%3Dc").status == 200);
  CHECK(world.get_json("/v1/articles?source=https://example.org/a?b%3Dc").at("items").size() == 1);
  CHECK(world.get_json("/v1/articles?source=nowhere").at("items").empty());
  check_problem(world.get("/v1/articles/nowhere"), 404, "not_found");
}

// --- names

TEST_CASE(
    "an entity is found by any name, percent-encoded, in any script, with a slash in it, and by its id") {
  World world;
  const auto id = world.get_json("/v1/entities/Kim%20Jong%20Un").at("id").get<std::string>();
  for (const auto* name :
       {"kim%20jong-un", "KIM%20JONG%20UN", "%EA%B9%80%EC%A0%95%EC%9D%80", "%4Bim%20Jong%20Un"}) {
    CAPTURE(name);
    CHECK(world.get_json(std::string("/v1/entities/") + name).at("id") == id);
  }
  CHECK(world.get_json("/v1/entities/" + id).at("name") == "Kim Jong Un");
  CHECK(world.get_json("/v1/entities/AC%2FDC").at("name") == "AC/DC");
  CHECK(world.get_json("/v1/entities/AC%2fDC/neighborhood").at("nodes").at(0).at("name") == "AC/DC");
  CHECK(world.get("/v1/entities/AC/DC").status == 404);
}

TEST_CASE("an ambiguous name is a conflict that lists the candidates, and each candidate's id answers") {
  World world;
  const auto problem = check_problem(world.get("/v1/entities/Georgia"), 409, "ambiguous");
  REQUIRE(problem.at("candidates").size() == 2);
  for (const auto& candidate : problem.at("candidates")) {
    CHECK(candidate.at("name") == "Georgia");
    CHECK(world.get_json("/v1/entities/" + candidate.at("id").get<std::string>()).at("type") ==
          candidate.at("type"));
  }
  check_problem(world.get("/v1/paths?from=Georgia&to=China"), 409, "ambiguous");
  check_problem(world.get("/v1/claims?entity=Georgia"), 409, "ambiguous");
  check_problem(world.get("/v1/export?around=Georgia"), 409, "ambiguous");
}

TEST_CASE("an unknown name is not found, and the nearest names are offered") {
  World world;
  const auto problem = check_problem(world.get("/v1/entities/Vladimir%20Putman"), 404, "not_found");
  REQUIRE_FALSE(problem.at("candidates").empty());
  CHECK(problem.at("candidates").at(0).at("name") == "Vladimir Putin");
  check_problem(world.get("/v1/entities/e:aaaaaaaaaaaaaaaaaaaaaaaa"), 404, "not_found");
  CHECK(check_problem(world.get("/v1/entities/Zzyzx"), 404, "not_found").at("candidates").is_array());
}

// --- errors

TEST_CASE("every kind of error has the one shape") {
  World world;
  check_problem(world.get("/nowhere"), 404, "no_route");
  check_problem(world.get("/v1/entities/"), 404, "no_route");
  check_problem(world.get("/v1/paths/"), 404, "no_route");
  check_problem(world.get("/v1/paths?from=Russia&to=Russia"), 400, "usage");
  check_problem(world.get("/v1/paths?from=Russia"), 400, "usage");
  check_problem(world.send(make_request("PUT", "/v1/articles")), 405, "method");
  check_problem(world.post("/v1/articles", "{}", "application/xml"), 415, "media_type");
  check_problem(world.post("/v1/articles", "{\"text\":"), 400, "usage");
  check_problem(world.post("/v1/articles", std::string(9u << 20u, 'a'), "text/plain"), 413, "limit");

  auto& service = world.service();
  service.extract = [](const Article&) -> Extraction { throw std::runtime_error("secret /etc/entente"); };
  auto response = world.post("/v1/articles", "Georgia met China.", "text/plain");
  CHECK(check_problem(response, 500, "internal").dump().find("secret") == std::string::npos);
  CHECK(response.note == "secret /etc/entente");
  service.extract = [](const Article&) -> Extraction { throw Error(ErrorKind::kStore, "secret"); };
  response = world.post("/v1/articles", "Georgia met China.", "text/plain");
  CHECK(check_problem(response, 503, "store").dump().find("secret") == std::string::npos);
  service.extract = [](const Article&) -> Extraction { throw Error(ErrorKind::kLimit, "too many"); };
  check_problem(world.post("/v1/articles", "Georgia met China.", "text/plain"), 413, "limit");
  service.extract = [](const Article& article) {
    auto out = read_article(article);
    out.entities.clear();  // the claims have nobody left
    return out;
  };
  check_problem(world.post("/v1/articles", "Georgia met China.", "text/plain"), 422, "input");
  service.extract = {};
  check_problem(world.post("/v1/articles", "Georgia met China.", "text/plain"), 403, "read_only");
  check_problem(world.remove("/v1/articles/wire%2F1"), 403, "read_only");
}

TEST_CASE("an error carries the request's id and never the query") {
  World world;
  auto request = make_request("GET", "/v1/paths?from=secret");
  request.id = "abc-1";
  const auto response = world.send(request);
  const auto problem = check_problem(response, 400, "usage");
  CHECK(problem.at("request_id") == "abc-1");
  CHECK(problem.at("instance") == "/v1/paths");
  CHECK(header(response, "X-Request-Id") == "abc-1");
}

TEST_CASE("an unknown parameter is refused by name on every route") {
  World world;
  for (const auto& route : routes()) {
    auto target = std::string(route.pattern);
    if (const auto at = target.find("{id}"); at != std::string::npos) target.replace(at, 4, "Russia");
    CAPTURE(target);
    CAPTURE(route.method);
    auto request = make_request(route.method, target + "?nonsense=1");
    request.headers.emplace("Content-Type", "text/plain");
    request.body = "Georgia met China.";
    const auto problem = check_problem(world.send(request), 400, "usage");
    CHECK(problem.at("detail").get<std::string>().find("nonsense") != std::string::npos);
  }
}

TEST_CASE("every parameter keeps its bounds on every route") {
  World world;
  std::size_t checked = 0;
  for (const auto& route : routes()) {
    if (route.method != "GET") continue;
    auto target = std::string(route.pattern);
    if (const auto at = target.find("{id}"); at != std::string::npos) target.replace(at, 4, "Russia");
    std::string needed;
    for (const auto& param : route.params) {
      if (param.required) needed += std::string(param.name) + (needed.empty() ? "=Russia&" : "=China&");
    }
    for (const auto& param : route.params) {
      std::vector<std::string> bad;
      switch (param.kind) {
        case ParamKind::kCount:
          bad = {std::to_string(param.most + 1), "-1", "x", "1.5", "", "99999999999999999999"};
          if (param.least > 0) bad.push_back(std::to_string(param.least - 1));
          break;
        case ParamKind::kShare:
          bad = {"-0.1", "1.1", "x", ""};
          break;
        case ParamKind::kDate:
          bad = {"x", "2024-13", ""};
          break;
        case ParamKind::kText:
          bad = {""};
          break;
        case ParamKind::kList:
          bad = {"", ",", "no_such_word"};
          break;
        case ParamKind::kNames:
        case ParamKind::kTexts:
          bad = {"", ","};
          break;
      }
      if (!param.words.empty()) bad.emplace_back("no_such_word");
      for (const auto& value : bad) {
        const auto call = target + "?" + needed + std::string(param.name) + "=" + value;
        CAPTURE(call);
        const auto problem = check_problem(world.get(call), 400, "usage");
        CHECK(problem.at("detail").get<std::string>().find(param.name) != std::string::npos);
        ++checked;
      }
    }
  }
  CHECK(checked > 150);
}

TEST_CASE("a broken address is a usage error, not a crash") {
  for (const auto* target : {"/v1/entities/%", "/v1/entities/%G0", "/v1/entities/%4", "/v1/entities/%FF",
                             "/%00", "/v1/claims?entity=%C0%80", "/v1/claims?%zz=1"}) {
    CAPTURE(target);
    CHECK_THROWS_AS((void)make_request("GET", target), Error);
  }
  const auto request = make_request("GET", "/a%2Fb/c?x=1+2&y&&x=%2B#part");
  CHECK(request.path == "/a%2Fb/c");
  CHECK(split_path(request.path) == std::vector<std::string>{"a/b", "c"});
  CHECK(request.query.count("x") == 2);
  CHECK(request.query.find("x")->second == "1 2");
  CHECK(request.query.find("y")->second.empty());
}

// --- lists

std::vector<std::string> walk(World& world, const std::string& target) {
  std::vector<std::string> ids;
  std::string cursor;
  for (int pages = 0; pages < 1000; ++pages) {
    const auto mark = target.find('?') == std::string::npos ? "?" : "&";
    const auto response = world.get(target + (cursor.empty() ? "" : mark + ("cursor=" + cursor)));
    REQUIRE(response.status == 200);
    const auto json = Json::parse(response.body);
    for (const auto& item : json.at("items")) ids.push_back(item.at("id"));
    if (!json.contains("next_cursor")) {
      CHECK(header(response, "Link").empty());
      return ids;
    }
    cursor = json.at("next_cursor");
    CHECK(header(response, "Link").find("cursor=" + cursor + ">; rel=\"next\"") != std::string::npos);
  }
  FAIL("the list does not end");
  return ids;
}

TEST_CASE("pages of any size walk every item exactly once, in one order") {
  World world;
  for (const std::string list :
       {"/v1/entities", "/v1/entities?q=i", "/v1/entities?type=Person", "/v1/articles", "/v1/claims",
        "/v1/claims?entity=China", "/v1/claims?article=wire/1",
        "/v1/claims?relation=MEETS_WITH&min_confidence=0.5"}) {
    CAPTURE(list);
    const auto mark = list.find('?') == std::string::npos ? "?" : "&";
    const auto all = walk(world, list + mark + "limit=1000");
    CHECK(std::set<std::string>(all.begin(), all.end()).size() == all.size());
    for (const auto* limit : {"1", "2", "3", "7"}) CHECK(walk(world, list + mark + "limit=" + limit) == all);
  }
  CHECK(walk(world, "/v1/entities?limit=3").size() == 11);
  CHECK(walk(world, "/v1/articles?limit=2").size() == 5);
  CHECK(walk(world, "/v1/claims?limit=5").size() == 12);
}

TEST_CASE("the next link repeats what was asked and is a whole address") {
  World world;
  const auto link = header(world.get("/v1/claims?limit=1&relation=VISITS,MEETS_WITH"), "Link");
  CHECK(link.find("</v1/claims?") == 0);
  const auto target = link.substr(1, link.find('>') - 1);
  const auto next = world.get_json(target).at("items");
  REQUIRE(next.size() == 1);
  CHECK(next.at(0).at("relation") == "MEETS_WITH");
}

TEST_CASE("a cursor of another list, or no cursor at all, is refused") {
  World world;
  const auto cursor = world.get_json("/v1/articles?limit=1").at("next_cursor").get<std::string>();
  for (const auto& target :
       {"/v1/entities?cursor=" + cursor, "/v1/claims?cursor=" + cursor, "/v1/entities?q=kim&cursor=" + cursor,
        std::string("/v1/articles?cursor=a12"), "/v1/articles?cursor=" + cursor + "0",
        std::string("/v1/articles?cursor=azzzzzzzzzzzzzzzz"),
        "/v1/articles?source=wire/1&cursor=" + cursor}) {
    CAPTURE(target);
    check_problem(world.get(target), 400, "usage");
  }
}

TEST_CASE("a search ranks the exact name first and can be narrowed by type") {
  World world;
  const auto hits = world.get_json("/v1/entities?q=china").at("items");
  REQUIRE_FALSE(hits.empty());
  CHECK(hits.at(0).at("name") == "China");
  CHECK(hits.at(0).at("matched") == "exact");
  const auto places = world.get_json("/v1/entities?q=georgia&type=Place").at("items");
  REQUIRE(places.size() == 1);
  CHECK(places.at(0).at("type") == "Place");
  CHECK(world.get_json("/v1/entities?type=MediaOutlet").at("items").size() == 1);
}

TEST_CASE("lists come as JSON Lines when asked for") {
  World world;
  const auto response = world.get("/v1/claims?limit=3", {{"Accept", "application/x-ndjson"}});
  CHECK(response.content_type == "application/x-ndjson");
  CHECK(std::count(response.body.begin(), response.body.end(), '\n') == 3);
  CHECK(Json::parse(response.body.substr(0, response.body.find('\n'))).at("kind") == "claim");
  CHECK_FALSE(header(response, "Link").empty());
}

// --- articles come and go

TEST_CASE("posting, reading and deleting an article leaves the store as it was") {
  World world;
  const auto digest = world.get_json("/v1/stats").at("digest");
  const std::string body =
      R"({"text":"Xi Jinping visited Russia on 2025-02-02.","title":"Moscow","source":"daily/6","published":"2025-02-03"})";
  const auto posted = world.post("/v1/articles", body);
  CHECK(posted.status == 201);
  const auto json = Json::parse(posted.body);
  check_schema("PostedArticle", json);
  CHECK(json.at("outcome") == "added");
  CHECK(json.at("claims") == 1);
  CHECK(json.at("entities") == 2);
  const auto place = header(posted, "Location");
  CHECK(place == "/v1/articles/" + json.at("id").get<std::string>());
  CHECK(world.get_json(place).at("title") == "Moscow");
  CHECK(world.get_json("/v1/stats").at("digest") != digest);
  CHECK(world.get_json("/v1/paths?from=Xi%20Jinping&to=Russia&max_hops=1").at("paths").size() == 1);

  const auto again = world.post("/v1/articles", body);
  CHECK(again.status == 200);
  CHECK(Json::parse(again.body).at("outcome") == "unchanged");

  const auto changed =
      world.post("/v1/articles", R"({"text":"Xi Jinping visited China.","source":"daily/6"})");
  CHECK(changed.status == 201);
  CHECK(Json::parse(changed.body).at("outcome") == "replaced");
  CHECK(world.get(place).status == 404);

  const auto removed = world.remove("/v1/articles/daily%2F6");
  CHECK(removed.status == 200);
  check_schema("RemovedArticle", Json::parse(removed.body));
  CHECK(world.get_json("/v1/stats").at("digest") == digest);
  check_problem(world.remove("/v1/articles/daily%2F6"), 404, "not_found");
}

TEST_CASE(
    "plain text may be posted with its facts in the address, and has a source of its own when none is "
    "given") {
  World world;
  const auto plain = world.post("/v1/articles?title=Talks&url=https://example.org/1&published=2025-02",
                                "Georgia met China.", "text/plain; charset=utf-8");
  CHECK(plain.status == 201);
  const auto json = Json::parse(plain.body);
  CHECK(json.at("title") == "Talks");
  CHECK(json.at("source") == "https://example.org/1");
  CHECK(json.at("published") == "2025-02");
  const auto bare = Json::parse(world.post("/v1/articles", "Georgia met Russia.", "text/plain").body);
  CHECK(bare.at("source").get<std::string>().find("posted:") == 0);
  CHECK(Json::parse(world.post("/v1/articles", "Georgia met Russia.", "text/plain").body).at("outcome") ==
        "unchanged");
}

TEST_CASE("claims of another service can be posted, and what is faulty among them is set aside with its line") {
  World world;
  World other;
  CHECK(other.post("/v1/articles", R"({"text":"Xi Jinping visited Russia on 2025-02-02.","source":"daily/6"})").status == 201);
  const auto records = stream_of(other.get("/v1/export?format=jsonl"));
  const auto posted = world.post("/v1/claims", records, "application/x-ndjson");
  CHECK(posted.status == 201);
  const auto json = Json::parse(posted.body);
  check_schema("PostedClaims", json);
  CAPTURE(posted.body);
  CHECK(json.at("added") == 1);  // the others were there
  CHECK(json.at("set_aside").empty());
  CHECK(world.get_json("/v1/stats").at("digest") == other.get_json("/v1/stats").at("digest"));
  CHECK(world.get_json("/v1/paths?from=Xi%20Jinping&to=Russia&max_hops=1").at("paths").size() == 1);

  CHECK(world.post("/v1/claims", records, "application/x-ndjson").status == 200);
  const auto faulty = world.post("/v1/claims", "no record\n" + records, "application/jsonl");
  CHECK(faulty.status == 200);
  const auto set_aside = Json::parse(faulty.body).at("set_aside");
  REQUIRE(set_aside.size() == 1);
  CHECK(set_aside[0].at("line") == 1);
  check_problem(world.post("/v1/claims", records), 415, "media_type");
  check_problem(world.post("/v1/claims", "\xff", "application/x-ndjson"), 422, "input");
}

TEST_CASE("material that cannot be an article is refused and changes nothing") {
  World world;
  const auto digest = world.get_json("/v1/stats").at("digest");
  const auto post = [&world](const std::string& body) { return world.post("/v1/articles", body); };
  check_problem(post(R"({"text":""})"), 422, "input");
  check_problem(post(R"({"text":" \n\t"})"), 422, "input");
  check_problem(post("{\"text\":\"\xff\"}"), 422, "input");
  check_problem(world.post("/v1/articles", "\xc3", "text/plain"), 422, "input");
  check_problem(world.post("/v1/articles", "", "text/plain"), 422, "input");
  check_problem(world.post("/v1/articles", std::string(kMaxArticleBytes + 1, 'a'), "text/plain"), 422,
                "input");
  check_problem(post(R"({"text":"a","published":"soon"})"), 422, "input");
  check_problem(post(R"({"text":"a","source":"a\nb"})"), 422, "input");
  check_problem(post(R"({"text":"a","title":")" + std::string(2001, 'x') + "\"}"), 422, "input");
  check_problem(post("[]"), 400, "usage");
  check_problem(post("\"text\""), 400, "usage");
  check_problem(post("{}"), 400, "usage");
  check_problem(post(R"({"text":1})"), 400, "usage");
  check_problem(post(R"({"text":"a","author":"b"})"), 400, "usage");
  check_problem(post(std::string(100000, '[')), 400, "usage");
  check_problem(world.post("/v1/articles?title=x", R"({"text":"a"})"), 400, "usage");
  CHECK(world.get_json("/v1/stats").at("digest") == digest);
}

TEST_CASE("decisions act at once, can be listed and taken back, and contradictions are refused") {
  World world;
  const auto digest = world.get_json("/v1/stats").at("digest");
  const auto decide = [&](const std::string& body) { return world.post("/v1/decisions", body, "application/json"); };
  const auto merged = decide(R"({"decision": "merge", "a": "Xi Jinping", "b": "Vladimir Putin", "author": "desk", "reason": "a test"})");
  REQUIRE(merged.status == 201);
  const auto id = Json::parse(merged.body).at("id").get<std::string>();
  CHECK(Json::parse(merged.body).at("outcome") == "decided");
  CHECK(world.get_json("/v1/entities/Xi%20Jinping").at("id") == world.get_json("/v1/entities/Vladimir%20Putin").at("id"));
  CHECK(world.get_json("/v1/stats").at("digest") != digest);
  CHECK(decide(R"({"decision": "merge", "b": "Xi Jinping", "a": "Vladimir Putin"})").status == 200);
  const auto refused = decide(R"({"decision": "never-merge", "a": "Xi Jinping", "b": "Vladimir Putin"})");
  CHECK(refused.status == 422);
  CHECK(refused.body.find(id) != std::string::npos);
  CHECK(world.get_json("/v1/decisions").at("items").size() == 1);
  const auto undone = world.remove("/v1/decisions/" + id + "?author=desk&reason=enough");
  CHECK(undone.status == 200);
  CHECK(Json::parse(undone.body).at("outcome") == "undone");
  CHECK(world.get_json("/v1/decisions").at("items").empty());
  const auto ledger = world.get_json("/v1/decisions?ledger=true").at("items");
  REQUIRE(ledger.size() == 2);
  CHECK(ledger[1].at("undone") == true);
  CHECK(ledger[1].at("reason") == "enough");
  CHECK(world.get_json("/v1/stats").at("digest") == digest);
  CHECK(world.remove("/v1/decisions/" + id).status == 404);
  CHECK(world.remove("/v1/decisions/nonsense").status == 400);
  CHECK(decide(R"({"decision": "merge", "a": "Nobody At All", "b": "Xi Jinping"})").status == 404);
  CHECK(decide(R"({"decision": "marry", "a": "Xi Jinping", "b": "Vladimir Putin"})").status == 400);
  CHECK(decide(R"({"decision": "merge", "a": "Xi Jinping", "c": "Vladimir Putin"})").status == 400);
  CHECK(decide(R"({"decision": "split", "entity": "Xi Jinping"})").status == 400);
  CHECK(decide("[]").status == 400);
  CHECK(world.post("/v1/decisions", "{}", "text/plain").status == 415);
}

TEST_CASE("a split gives some articles an entity of their own") {
  World world;
  world.post("/v1/articles?source=sports/1", "Georgia met Russia.", "text/plain");
  const auto articles_of = [](const Json& item) { return item.at("articles").get<int>(); };
  int before_number = 0;
  const auto first = world.get_json("/v1/entities?q=Russia").at("items");
  for (const auto& item : first) {
    if (item.at("name") == "Russia") before_number = articles_of(item);
  }
  const auto split = world.post("/v1/decisions", R"({"decision": "split", "entity": "Russia", "articles": ["sports/1"], "reason": "a team"})", "application/json");
  REQUIRE(split.status == 201);
  const auto found = world.get_json("/v1/entities?q=Russia").at("items");
  std::vector<int> articles;
  for (const auto& item : found) {
    if (item.at("name") == "Russia") articles.push_back(articles_of(item));
  }
  std::sort(articles.begin(), articles.end());
  CHECK(articles == std::vector<int>{1, before_number - 1});
}

TEST_CASE("a new version says what it changed") {
  World world;
  CHECK(world.get("/v1/articles/wire%2F1/diff").status == 404);
  world.post("/v1/articles?source=v", "Georgia met Russia on 2024-05-06. Vladimir Putin visited China. Kim Jong Un met TASS.", "text/plain");
  world.post("/v1/articles?source=v", "Georgia met Russia on 2024-05-07. Vladimir Putin plans to visit China. Xi Jinping met TASS.", "text/plain");
  const auto changes = world.get_json("/v1/articles/v/diff").at("changes");
  std::vector<std::string> lines;
  for (const auto& change : changes) {
    lines.push_back(change.at("change").get<std::string>() + " " + change.at("subject").get<std::string>() + " " + change.at("relation").get<std::string>() + " " +
                    change.at("object").get<std::string>());
  }
  CHECK(std::find(lines.begin(), lines.end(), "re-dated Georgia MEETS_WITH Russia") != lines.end());
  CHECK(std::find(lines.begin(), lines.end(), "kind Vladimir Putin VISITS China") != lines.end());
  CHECK(std::find(lines.begin(), lines.end(), "confidence Vladimir Putin VISITS China") != lines.end());
  const auto has = [&](const std::string& what, const std::string& name) {
    return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) { return line.rfind(what, 0) == 0 && line.find(name) != std::string::npos; });
  };
  CHECK(has("added", "Xi Jinping"));
  CHECK(has("removed", "Kim Jong Un"));
  CHECK(lines.size() == 5);
  CHECK(world.get("/v1/articles/v/diff?from=7").status == 404);
}

// --- the protocol

TEST_CASE("an unchanged store answers 304 to a known ETag, a changed one answers anew") {
  World world;
  for (const auto& route : routes()) {
    if (!route.tagged || route.name == "exportGraph") continue;
    if (route.name == "getArticleDiff") {
      world.post("/v1/articles?source=versions", "Georgia met Russia.", "text/plain");
      world.post("/v1/articles?source=versions", "Georgia met China.", "text/plain");
    }
    auto target = std::string(route.pattern);
    if (const auto at = target.find("{id}"); at != std::string::npos) {
      target.replace(at, 4, route.name == "getArticle" ? "wire%2F1" : route.name == "getArticleDiff" ? "versions" : "Russia");
    }
    if (route.name == "findPaths" || route.name == "whyNot") target += "?from=Russia&to=China";
    if (route.name == "findCommon" || route.name == "findConnections") target += "?of=Russia,China";
    CAPTURE(target);
    const auto first = world.get(target);
    const auto tag = header(first, "ETag");
    CHECK(tag.find("W/\"") == 0);
    CHECK(header(first, "Cache-Control") == "no-cache");
    const auto second = world.get(target, {{"If-None-Match", "\"other\", " + tag}});
    CHECK(second.status == 304);
    CHECK(second.body.empty());
    CHECK(header(second, "ETag") == tag);
    CHECK(world.get(target, {{"If-None-Match", "*"}}).status == 304);
    CHECK(world.get(target, {{"If-None-Match", "W/\"other\""}}).status == 200);
  }
  const auto tag = header(world.get("/v1/stats"), "ETag");
  CHECK(world.post("/v1/articles", "Georgia met Russia.", "text/plain").status == 201);
  CHECK(world.get("/v1/stats", {{"If-None-Match", tag}}).status == 200);
}

TEST_CASE("taking an article out and in again gives another ETag, since lists stand in another order") {
  World world;
  const auto tag = header(world.get("/v1/articles"), "ETag");
  const auto digest = world.get_json("/v1/stats").at("digest");
  CHECK(world.remove("/v1/articles/wire%2F1").status == 200);
  world.store().put(read_article(testing::sample_articles()[0]));
  CHECK(world.get_json("/v1/stats").at("digest") == digest);
  CHECK(header(world.get("/v1/articles"), "ETag") != tag);
}

TEST_CASE("an answer that the clock cut short is not to be kept") {
  World world({testing::make_article("x", "", "", "Xi Jinping met Kim Jong Un.")});
  // With one millisecond the search may or may not end in time; the header must say which.
  for (int i = 0; i < 20; ++i) {
    const auto response = world.get("/v1/paths?from=Xi%20Jinping&to=Kim%20Jong%20Un&timeout_ms=1");
    const bool cut = Json::parse(response.body).value("stopped_by", "") == "time";
    CHECK(header(response, "Cache-Control") == (cut ? "no-store" : "no-cache"));
    CHECK(header(response, "ETag").empty() == cut);
  }
}

TEST_CASE("a wrong method is answered with the right ones, and OPTIONS lists them") {
  World world;
  auto response = world.send(make_request("PATCH", "/v1/articles"));
  check_problem(response, 405, "method");
  CHECK(header(response, "Allow") == "GET, HEAD, POST, OPTIONS");
  response = world.remove("/v1/paths");
  check_problem(response, 405, "method");
  CHECK(header(response, "Allow") == "GET, HEAD, OPTIONS");
  check_problem(world.send(make_request("get", "/v1/stats")), 405, "method");
  response = world.send(make_request("OPTIONS", "/v1/articles/x"));
  CHECK(response.status == 204);
  CHECK(header(response, "Allow") == "GET, HEAD, DELETE, OPTIONS");
  CHECK(header(response, "Access-Control-Allow-Origin").empty());
  check_problem(world.send(make_request("OPTIONS", "/nowhere")), 404, "no_route");
}

TEST_CASE("HEAD answers as GET does") {
  World world;
  const auto get = world.get("/v1/stats");
  const auto head = world.send(make_request("HEAD", "/v1/stats"));
  CHECK(head.status == 200);
  CHECK(head.body == get.body);  // the server leaves it out and keeps its length
  CHECK(header(head, "ETag") == header(get, "ETag"));
  check_problem(world.send(make_request("HEAD", "/v1/paths")), 400, "usage");
}

TEST_CASE("pages of other origins may call only when they are on the list") {
  World world;
  CHECK(header(world.get("/v1/stats", {{"Origin", "https://a.example"}}), "Access-Control-Allow-Origin")
            .empty());
  world.service().allowed_origins = {"https://a.example"};
  const auto good = world.get("/v1/stats", {{"Origin", "https://a.example"}});
  CHECK(header(good, "Access-Control-Allow-Origin") == "https://a.example");
  CHECK(header(good, "Vary") == "Origin");
  const auto bad = world.get("/v1/stats", {{"Origin", "https://b.example"}});
  CHECK(header(bad, "Access-Control-Allow-Origin").empty());
  CHECK(header(bad, "Vary") == "Origin");
  const auto preflight =
      world.send(with("OPTIONS", "/v1/articles",
                      {{"Origin", "https://a.example"}, {"Access-Control-Request-Method", "POST"}}));
  CHECK(preflight.status == 204);
  CHECK(header(preflight, "Access-Control-Allow-Methods").find("POST") != std::string::npos);
  CHECK(header(preflight, "Access-Control-Allow-Headers") == "Authorization, Content-Type");
  const auto refused =
      world.send(with("OPTIONS", "/v1/articles",
                      {{"Origin", "https://b.example"}, {"Access-Control-Request-Method", "POST"}}));
  CHECK(header(refused, "Access-Control-Allow-Methods").empty());
}

TEST_CASE("a page of another origin cannot change the store behind the user's back") {
  World world;
  const auto post = [&world](Headers headers) {
    auto request = with("POST", "/v1/articles", std::move(headers));
    request.headers.emplace("Content-Type", "text/plain");
    request.body = "Georgia met Russia.";
    return world.send(request);
  };
  check_problem(post({{"Origin", "https://evil.example"}, {"Host", "localhost:8080"}}), 403, "origin");
  check_problem(post({{"Origin", "null"}, {"Host", "localhost:8080"}}), 403, "origin");
  CHECK(post({{"Origin", "http://localhost:8080"}, {"Host", "localhost:8080"}}).status == 201);
  check_problem(world.send(with("DELETE", "/v1/articles/wire%2F1", {{"Origin", "https://evil.example"}})),
                403, "origin");
}

TEST_CASE("a service with names of its own does not answer to another") {
  World world;
  world.service().allowed_hosts = loopback_hosts();
  for (const auto* host : {"localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]:8080", "[::1]"}) {
    CAPTURE(host);
    CHECK(world.get("/healthz", {{"Host", host}}).status == 200);
  }
  for (const auto* host : {"evil.example", "localhost.evil.example:80", "", "[::2]"}) {
    CAPTURE(host);
    check_problem(world.get("/v1/stats", {{"Host", host}}), 421, "host");
  }
}

TEST_CASE("with a token every route but the open ones wants it") {
  World world;
  world.service().token = "s3cret";
  for (const auto& route : routes()) {
    auto target = std::string(route.pattern);
    if (const auto at = target.find("{id}"); at != std::string::npos) target.replace(at, 4, "Russia");
    CAPTURE(target);
    const auto response = world.send(make_request(route.method, target));
    if (route.open) {
      CHECK(response.status == 200);
    } else {
      check_problem(response, 401, "unauthorized");
      CHECK(header(response, "WWW-Authenticate").find("Bearer") == 0);
    }
  }
  check_problem(world.get("/nowhere"), 401, "unauthorized");
  for (const auto* value :
       {"Bearer s3cre", "Bearer s3crets", "Basic s3cret", "Bearer", "s3cret", "Bearer  s3cret", ""}) {
    CAPTURE(value);
    check_problem(world.get("/v1/stats", {{"Authorization", value}}), 401, "unauthorized");
  }
  check_problem(world.get("/v1/stats", {{"Authorization", "Bearer s3cret"}, {"Authorization", "Bearer x"}}),
                401, "unauthorized");
  CHECK(world.get("/v1/stats", {{"authorization", "bearer s3cret"}}).status == 200);
  CHECK(world.get("/v1/stats?token=s3cret").status == 401);
  CHECK(world.send(make_request("OPTIONS", "/v1/stats")).status == 204);
}

TEST_CASE("answers carry the headers that keep browsers careful") {
  World world;
  const auto response = world.get("/v1/stats");
  CHECK(header(response, "X-Content-Type-Options") == "nosniff");
  CHECK(header(response, "Cross-Origin-Resource-Policy") == "same-origin");
}

// --- export, statistics, description

TEST_CASE("the graph is exported as a stream in every format, the snapshot kept until its end") {
  World world;
  for (const auto* format : {"graphml", "jsonl", "dot"}) {
    CAPTURE(format);
    const auto response = world.get(std::string("/v1/export?format=") + format);
    CHECK(response.status == 200);
    REQUIRE(response.stream);
    CHECK(world.post("/v1/articles", std::string("Georgia met Russia. ") + format, "text/plain").status ==
          201);
    const auto file = stream_of(response);
    CHECK(file.find("Strategic Partnership Treaty") != std::string::npos);
    CHECK(file.find("met Russia") == std::string::npos);
    CHECK(header(response, "Content-Disposition").find("attachment") == 0);
    CHECK(world
              .remove("/v1/articles/" +
                      percent_encode(
                          "posted:" +
                          to_base32(make_id({"posted", std::string("Georgia met Russia. ") + format}))))
              .status == 200);
  }
  const auto around = stream_of(world.get("/v1/export?format=dot&around=TASS&depth=1"));
  CHECK(around.find("Xi Jinping") == std::string::npos);
}

TEST_CASE("an export refuses parameters that its format has no use for") {
  World world;
  for (const auto* query :
       {"format=dot&profile=strict", "format=jsonl&profile=gephi", "depth=2", "format=jsonl&relation=SIGNED",
        "format=jsonl&min_confidence=0.5", "format=pdf"}) {
    CAPTURE(query);
    check_problem(world.get(std::string("/v1/export?") + query), 400, "usage");
  }
  CHECK(world.get("/v1/export?format=jsonl&around=China&relation=SIGNED").status == 200);
  const auto all = stream_of(world.get("/v1/export?format=graphml"));
  const auto few = stream_of(world.get("/v1/export?format=graphml&relation=VISITS"));
  CHECK(few.size() < all.size());
  CHECK(stream_of(world.get("/v1/export?profile=strict")) != all);
}

TEST_CASE("a stream ends when its reader has gone") {
  World world;
  const auto response = world.get("/v1/export?format=jsonl");
  struct Gone {};
  CHECK_THROWS_AS(response.stream([](std::string_view) { throw Gone(); }), Gone);
}

TEST_CASE("statistics count what is there and are made once for a state of the store") {
  World world;
  const auto json = world.get_json("/v1/stats");
  CHECK(json.at("articles") == 5);
  CHECK(json.at("claims") == 12);
  CHECK(json.at("entities") == 11);
  CHECK(json.at("by_type").at("Person") == 3);
  CHECK(json.at("by_relation").at("SIGNED") == 3);
  CHECK(world.get_json("/v1/stats") == json);
  CHECK(world.remove("/v1/articles/wire%2F1").status == 200);
  CHECK(world.get_json("/v1/stats").at("articles") == 4);
}

TEST_CASE("metrics count answers by class and the contents of the store") {
  World world;
  CHECK(world.get("/nowhere").status == 404);
  CHECK(world.get("/v1/stats").status == 200);
  const auto text = world.get("/metrics").body;
  CHECK(text.find("entente_http_responses_total{class=\"4xx\"} 1\n") != std::string::npos);
  CHECK(text.find("entente_http_responses_total{class=\"2xx\"} 1\n") != std::string::npos);
  CHECK(text.find("entente_articles 5\n") != std::string::npos);
}

TEST_CASE("the description has every route with its parameters, and every reference in it leads somewhere") {
  const auto& json = description();
  CHECK(json.at("openapi") == "3.1.0");
  std::set<std::string> names;
  for (const auto& route : routes()) {
    std::string method(route.method);
    std::transform(method.begin(), method.end(), method.begin(),
                   [](char c) { return static_cast<char>(c + 32); });
    const auto& operation = json.at("paths").at(std::string(route.pattern)).at(method);
    CHECK(names.insert(operation.at("operationId")).second);
    const std::size_t parameters = operation.contains("parameters") ? operation.at("parameters").size() : 0;
    CHECK(parameters == route.params.size() + (route.id_help.empty() ? 0 : 1));
  }
  const auto text = json.dump();
  const std::string start = "#/components/schemas/";
  for (auto at = text.find(start); at != std::string::npos; at = text.find(start, at + 1)) {
    const auto name = text.substr(at + start.size(), text.find('"', at) - at - start.size());
    CHECK_MESSAGE(json.at("components").at("schemas").contains(name), name);
  }
}

}  // namespace
}  // namespace entente::api
