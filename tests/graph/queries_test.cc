// SPDX-License-Identifier: Apache-2.0
// Questions to a store against answers worked out by enumeration over the claims as they were made.
#include "graph/queries.h"

#include <algorithm>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "doctest/doctest.h"
#include "graph/search.h"
#include "graph/store.h"
#include "model/date.h"
#include "model/error.h"
#include "tests/support/builders.h"
#include "tests/support/random_world.h"

using namespace entente;         // NOLINT(google-build-using-namespace)
using namespace entente::graph;  // NOLINT(google-build-using-namespace)
using entente::testing::ArticleBuilder;
using entente::testing::ClaimDetails;
using entente::testing::RandomWorld;

namespace {

struct Said {
  std::size_t from;
  Relation relation;
  std::size_t to;
  ClaimDetails details;
  std::size_t article;
};

std::string person(std::size_t number) { return "Person " + std::to_string(number); }

// A store of people and what articles say of them, and the same as a plain list.
struct World {
  std::unique_ptr<Store> store = Store::open("queries", OpenMode::kMemory);
  std::vector<Said> said;
  std::size_t people = 0;
  std::map<std::size_t, IngestId> origin;  // of the articles: some texts are so alike that they are one

  void put() {
    std::map<std::size_t, std::vector<const Said*>> articles;
    for (const auto& item : said) articles[item.article].push_back(&item);
    for (const auto& [number, items] : articles) {
      ArticleBuilder builder(std::to_string(number) + ".txt");
      std::map<std::size_t, std::size_t> local;
      for (const auto* item : items) {
        for (const auto who : {item->from, item->to}) {
          if (!local.contains(who)) local.emplace(who, builder.person(person(who)));
        }
      }
      for (const auto* item : items)
        builder.claim(local.at(item->from), item->relation, local.at(item->to), item->details);
      store->put(builder.build(), false);
    }
    ArticleBuilder everybody("everybody.txt");  // those too of whom nothing is said
    for (std::size_t i = 0; i < people; ++i) everybody.person(person(i));
    store->put(everybody.build(), false);
    const auto snapshot = store->snapshot();
    for (const auto& [number, items] : articles) origin[number] = snapshot.origin_of(snapshot.find_article(std::to_string(number) + ".txt").value());
  }
};

World random_world(RandomWorld& random, std::size_t people, std::size_t claims) {
  World world;
  world.people = people;
  const std::vector<Relation> used{Relation::kMeetsWith, Relation::kSupports, Relation::kFamilyOf,
                                   Relation::kContacts};
  for (std::size_t i = 0; i < claims; ++i) {
    Said item{
        random.pick(people), random.pick_from(used), random.pick(people), {}, random.pick(1 + claims / 3)};
    if (item.from == item.to) continue;
    item.details.confidence = static_cast<double>(random.pick(1001)) / 1000.0;
    if (random.chance(60)) item.details.date = "202" + std::to_string(random.pick(7));
    if (random.chance(15)) item.details.polarity = Polarity::kNegative;
    if (random.chance(20)) item.details.modality = static_cast<Modality>(random.pick(5));
    world.said.push_back(item);
  }
  world.put();
  return world;
}

ClaimFilter random_filter(RandomWorld& random) {
  ClaimFilter filter;
  if (random.chance(30)) {
    filter.relations.set(static_cast<std::size_t>(Relation::kMeetsWith));
    filter.relations.set(static_cast<std::size_t>(Relation::kContacts));
  }
  if (random.chance(30)) filter.since = to_days(2021 + static_cast<int>(random.pick(4)), 7, 1);
  if (random.chance(30)) filter.until = to_days(2022 + static_cast<int>(random.pick(4)), 7, 1);
  filter.undated = random.chance(50);
  if (random.chance(30)) filter.min_confidence = static_cast<std::uint16_t>(random.pick(700));
  filter.negative = random.chance(30);
  filter.planned = random.chance(30);
  filter.conditional = random.chance(30);
  filter.possible = random.chance(30);
  filter.requested = random.chance(30);
  return filter;
}

// (other end, relation, direction) -> confidence, for every person.
struct PlainEdges {
  using Key = std::tuple<std::size_t, Relation, bool>;
  std::vector<std::map<Key, double>> of;
  std::vector<std::size_t> claims;  // of each person, whatever the filter
};

PlainEdges plain_edges(const World& world, const ClaimFilter& filter) {
  std::vector<std::map<PlainEdges::Key, std::map<std::size_t, double>>> best(world.people);
  for (const auto& item : world.said) {
    const auto& details = item.details;
    const auto days = parse_date(details.date);
    const bool dated = !filter.since && !filter.until ? true
                       : !days                        ? filter.undated
                                                      : (!filter.since || days->last >= *filter.since) &&
                                     (!filter.until || days->first <= *filter.until);
    const bool wanted = !filter.relations.any() || filter.relations[static_cast<std::size_t>(item.relation)];
    const bool modality = details.modality == Modality::kActual ||
                          (details.modality == Modality::kPlanned && filter.planned) ||
                          (details.modality == Modality::kConditional && filter.conditional) ||
                          (details.modality == Modality::kPossible && filter.possible) ||
                          (details.modality == Modality::kRequested && filter.requested);
    const bool polarity = details.polarity == Polarity::kPositive || filter.negative;
    if (!dated || !wanted || !modality || !polarity) continue;
    if (std::lround(details.confidence * 1000) < filter.min_confidence) continue;
    const bool symmetric = info(item.relation).symmetric;
    auto& there = best[item.from][{item.to, item.relation, true}][world.origin.at(item.article)];
    auto& back = best[item.to][{item.from, item.relation, symmetric}][world.origin.at(item.article)];
    there = std::max(there, details.confidence);
    back = std::max(back, details.confidence);
  }
  PlainEdges edges;
  edges.of.resize(world.people);
  edges.claims.resize(world.people);
  for (const auto& item : world.said) {
    ++edges.claims[item.from];
    ++edges.claims[item.to];
  }
  for (std::size_t i = 0; i < world.people; ++i) {
    for (const auto& [key, articles] : best[i]) {
      double doubt = 1;
      for (const auto& [origin, confidence] : articles) doubt *= 1 - confidence;
      edges.of[i][key] = 1 - doubt;
    }
  }
  return edges;
}

struct PlainPath {
  std::vector<std::size_t> people;
  double cost;
};

std::vector<PlainPath> every_path(const PlainEdges& edges, std::size_t from, std::size_t to,
                                  std::size_t max_hops) {
  std::vector<PlainPath> all;
  std::vector<std::size_t> walk{from};
  const std::function<void(double)> go = [&](double cost) {
    const auto at = walk.back();
    if (at == to) {
      all.push_back({walk, cost});
      return;
    }
    if (walk.size() > max_hops) return;
    const auto passing = at == from ? 0.0 : 0.08 * std::log2(1.0 + static_cast<double>(edges.claims[at]));
    std::map<std::size_t, double> steps;
    for (const auto& [key, confidence] : edges.of[at]) {
      const auto step = 1.0 + 0.5 * (1.0 - confidence);
      const auto known = steps.emplace(std::get<0>(key), step);
      known.first->second = std::min(known.first->second, step);
    }
    for (const auto& [next, step] : steps) {
      if (std::find(walk.begin(), walk.end(), next) != walk.end()) continue;
      walk.push_back(next);
      go(cost + passing + step);
      walk.pop_back();
    }
  };
  go(0);
  std::sort(all.begin(), all.end(), [](const PlainPath& a, const PlainPath& b) { return a.cost < b.cost; });
  return all;
}

VertexId vertex(const Snapshot& snapshot, std::size_t number) { return snapshot.require(person(number)); }

std::size_t number_of(const Snapshot& snapshot, VertexId at) {
  return std::stoul(snapshot.entity(at).name.substr(7));
}

struct EdgeHash {
  std::size_t operator()(const Edge& edge) const { return std::hash<const void*>()(&edge.first.head()); }
};

ErrorKind kind_of_error(const auto& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.kind();
  }
  FAIL("no error");
  return ErrorKind::kInternal;
}

}  // namespace

TEST_CASE("paths in a store are those that enumeration finds, under any filter") {
  RandomWorld random(41);
  std::size_t seen = 0;
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    const auto people = 3 + random.pick(6);
    const auto world = random_world(random, people, people + random.pick(4 * people));
    const auto snapshot = world.store->snapshot();
    for (int question = 0; question < 8; ++question) {
      CAPTURE(question);
      PathOptions options;
      if (question > 1) options.filter = random_filter(random);
      options.max_hops = 1 + random.pick(6);
      options.k = 1 + random.pick(8);
      const auto from = random.pick(people);
      const auto to = (from + 1 + random.pick(people - 1)) % people;
      const auto edges = plain_edges(world, options.filter);
      const auto all = every_path(edges, from, to, options.max_hops);
      const auto answer = find_paths(snapshot, vertex(snapshot, from), vertex(snapshot, to), options);
      CHECK(!answer.explored.truncated);
      REQUIRE(answer.paths.size() == std::min(options.k, all.size()));
      seen += answer.paths.size();
      std::set<std::vector<std::size_t>> known;
      for (std::size_t i = 0; i < answer.paths.size(); ++i) {
        const auto& path = answer.paths[i];
        CHECK(path.cost == doctest::Approx(all[i].cost).epsilon(1e-6));
        std::vector<std::size_t> walked;
        for (const auto at : path.vertices) walked.push_back(number_of(snapshot, at));
        CHECK(known.insert(walked).second);
        const auto same = std::find_if(all.begin(), all.end(),
                                       [&](const PlainPath& other) { return other.people == walked; });
        REQUIRE(same != all.end());
        CHECK(path.cost == doctest::Approx(same->cost).epsilon(1e-6));
        REQUIRE(path.hops.size() + 1 == path.vertices.size());
        double weakest = 2;
        for (std::size_t hop = 0; hop < path.hops.size(); ++hop) {
          const auto& links = path.hops[hop].links;
          std::map<PlainEdges::Key, double> expected;
          for (const auto& [key, confidence] : edges.of[walked[hop]]) {
            if (std::get<0>(key) == walked[hop + 1]) expected[key] = confidence;
          }
          REQUIRE(links.size() == expected.size());
          for (std::size_t link = 0; link < links.size(); ++link) {
            const auto& item = links[link];
            CHECK(item.confidence ==
                  doctest::Approx(expected.at({walked[hop + 1], item.relation, item.forward})).epsilon(1e-9));
            if (link > 0) CHECK(item.confidence <= links[link - 1].confidence);
            CHECK(!item.evidence.empty());
            for (const auto& evidence : item.evidence) CHECK(evidence.get().relation == item.relation);
          }
          if (links.front().confidence < weakest) weakest = links.front().confidence;
        }
        CHECK(path.hops[path.weakest_hop].links.front().confidence == weakest);
      }
    }
  }
  CHECK(seen > 500);  // the worlds are not so thin that nothing was tested
}

TEST_CASE("a neighborhood is what breadth first search reaches, under any filter") {
  RandomWorld random(42);
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    const auto people = 3 + random.pick(12);
    const auto world = random_world(random, people, random.pick(3 * people));
    const auto snapshot = world.store->snapshot();
    NeighborhoodOptions options;
    if (round % 2 == 1) options.filter = random_filter(random);
    options.depth = 1 + random.pick(4);
    const auto centre = random.pick(people);
    const auto edges = plain_edges(world, options.filter);
    std::map<std::size_t, std::size_t> distance{{centre, 0}};
    std::vector<std::size_t> queue{centre};
    for (std::size_t i = 0; i < queue.size(); ++i) {
      if (distance[queue[i]] == options.depth) continue;
      for (const auto& [key, confidence] : edges.of[queue[i]]) {
        if (distance.emplace(std::get<0>(key), distance[queue[i]] + 1).second)
          queue.push_back(std::get<0>(key));
      }
    }
    const auto answer = find_neighborhood(snapshot, vertex(snapshot, centre), options);
    CHECK(!answer.cut);
    CHECK(!answer.explored.truncated);
    REQUIRE(answer.nodes.size() == distance.size());
    CHECK(answer.nodes.front().vertex == vertex(snapshot, centre));
    std::size_t before = 0;
    for (const auto& node : answer.nodes) {
      const auto number = number_of(snapshot, node.vertex);
      REQUIRE(distance.contains(number));
      CHECK(node.distance == distance.at(number));
      CHECK(node.distance >= before);
      before = node.distance;
      double score = 0;
      for (const auto& [key, confidence] : edges.of[number]) {
        const auto other = distance.find(std::get<0>(key));
        if (other != distance.end() && other->second + 1 == node.distance) score += confidence;
      }
      CHECK(node.score == doctest::Approx(score).epsilon(1e-9));
    }
    std::set<std::tuple<std::size_t, std::size_t, Relation, bool>> links;
    for (const auto& link : answer.links) {
      auto a = number_of(snapshot, link.source);
      auto b = number_of(snapshot, link.target);
      bool forward = link.forward;
      if (a > b) {
        std::swap(a, b);
        forward = info(link.relation).symmetric || !forward;
      }
      CHECK(links.emplace(a, b, link.relation, forward).second);
    }
    std::size_t expected = 0;
    for (const auto& [number, steps] : distance) {
      for (const auto& [key, confidence] : edges.of[number]) {
        const auto& [other, relation, forward] = key;
        if (other < number || !distance.contains(other)) continue;
        ++expected;
        CHECK(links.contains({number, other, relation, forward}));
      }
    }
    CHECK(links.size() == expected);
  }
}

TEST_CASE("a chain is not walked over a link that the filter forbids") {
  World world;
  world.people = 3;
  world.said = {{0, Relation::kMeetsWith, 1, {.date = "2020"}, 1},
                {1, Relation::kMeetsWith, 2, {.date = "2026"}, 2}};
  world.put();
  const auto snapshot = world.store->snapshot();
  const auto paths = [&](const ClaimFilter& filter) {
    PathOptions options;
    options.filter = filter;
    return find_paths(snapshot, vertex(snapshot, 0), vertex(snapshot, 2), options).paths.size();
  };
  CHECK(paths({}) == 1);
  ClaimFilter late;
  late.since = to_days(2025, 1, 1);
  CHECK(paths(late) == 0);
  ClaimFilter early;
  early.until = to_days(2025, 1, 1);
  CHECK(paths(early) == 0);
  ClaimFilter both;
  both.since = to_days(2020, 12, 31);
  both.until = to_days(2026, 1, 1);
  CHECK(paths(both) == 1);
}

TEST_CASE("denied and unreal claims make a path only when they are asked for") {
  struct Case {
    ClaimDetails details;
    bool ClaimFilter::*flag;
  };
  const std::vector<Case> cases{{{.polarity = Polarity::kNegative}, &ClaimFilter::negative},
                                {{.modality = Modality::kPlanned}, &ClaimFilter::planned},
                                {{.modality = Modality::kConditional}, &ClaimFilter::conditional},
                                {{.modality = Modality::kPossible}, &ClaimFilter::possible},
                                {{.modality = Modality::kRequested}, &ClaimFilter::requested}};
  for (const auto& item : cases) {
    World world;
    world.people = 2;
    world.said = {{0, Relation::kMeetsWith, 1, item.details, 1}};
    world.put();
    const auto snapshot = world.store->snapshot();
    PathOptions options;
    CHECK(find_paths(snapshot, vertex(snapshot, 0), vertex(snapshot, 1), options).paths.empty());
    options.filter.*item.flag = true;
    CHECK(find_paths(snapshot, vertex(snapshot, 0), vertex(snapshot, 1), options).paths.size() == 1);
  }
}

TEST_CASE("parallel relations are one hop with several links, the surest first") {
  World world;
  world.people = 2;
  world.said = {{0, Relation::kMeetsWith, 1, {.confidence = 0.5}, 1},
                {0, Relation::kSupports, 1, {.confidence = 0.9}, 2},
                {1, Relation::kSupports, 0, {.confidence = 0.7}, 3},
                {1, Relation::kMeetsWith, 0, {.confidence = 0.5}, 4}};
  world.put();
  const auto snapshot = world.store->snapshot();
  const auto answer = find_paths(snapshot, vertex(snapshot, 0), vertex(snapshot, 1), {});
  REQUIRE(answer.paths.size() == 1);
  const auto& links = answer.paths.front().hops.front().links;
  REQUIRE(links.size() == 3);
  CHECK(links[0].relation == Relation::kSupports);
  CHECK(links[0].forward);
  CHECK(links[1].relation == Relation::kMeetsWith);
  CHECK(links[1].confidence == doctest::Approx(0.75));
  CHECK(links[1].origins == 2);
  CHECK(links[2].relation == Relation::kSupports);
  CHECK(!links[2].forward);
  CHECK(answer.paths.front().cost == doctest::Approx(1.05));
}

TEST_CASE("one article counts once, however often it repeats itself") {
  World world;
  world.people = 2;
  for (int i = 0; i < 5; ++i) world.said.push_back({0, Relation::kMeetsWith, 1, {.confidence = 0.5}, 1});
  world.put();
  const auto snapshot = world.store->snapshot();
  const auto links = links_of(snapshot, vertex(snapshot, 0), {}, 10);
  REQUIRE(links.size() == 1);
  CHECK(links[0].claims == 5);
  CHECK(links[0].origins == 1);
  CHECK(links[0].confidence == doctest::Approx(0.5));
}

TEST_CASE("quotes come from different articles before any article is quoted twice") {
  World world;
  world.people = 2;
  for (int i = 0; i < 3; ++i) world.said.push_back({0, Relation::kMeetsWith, 1, {.confidence = 0.9}, 1});
  world.said.push_back({0, Relation::kMeetsWith, 1, {.confidence = 0.3}, 2});
  world.put();
  const auto snapshot = world.store->snapshot();
  for (const std::size_t quotes : {0u, 1u, 2u, 3u, 4u, 9u}) {
    QueryOptions options;
    options.quotes = quotes;
    const auto link = links_of(snapshot, vertex(snapshot, 0), options, 10).front();
    CHECK(link.evidence.size() == std::min<std::size_t>(quotes, 4));
    if (quotes >= 1) CHECK(link.evidence[0].get().confidence == doctest::Approx(0.9));
    if (quotes >= 2) CHECK(link.evidence[1].get().confidence == doctest::Approx(0.3));
    std::set<std::pair<Id, std::size_t>> different;
    for (const auto& evidence : link.evidence)
      different.emplace(evidence.article->article.id, evidence.claim);
    CHECK(different.size() == link.evidence.size());
  }
}

TEST_CASE("speakers are named, outermost first") {
  ArticleBuilder builder("a.txt");
  const auto a = builder.person("Ana Ruiz");
  const auto b = builder.person("Omar Haddad");
  const auto agency = builder.organization("Harbour News");
  builder.claim(a, Relation::kMeetsWith, b, {.speakers = {agency}, .unnamed_speaker = "analysts"});
  const auto store = Store::open("m", OpenMode::kMemory);
  store->put(builder.build());
  const auto snapshot = store->snapshot();
  const auto links = links_of(snapshot, snapshot.require("Ana Ruiz"), {}, 10);
  REQUIRE(links.size() == 1);
  CHECK(links[0].evidence.front().speakers() == std::vector<std::string>{"Harbour News", "analysts"});
}

TEST_CASE("in a clique every path is offered once, and no path is longer than asked") {
  World world;
  world.people = 6;
  for (std::size_t a = 0; a < 6; ++a) {
    for (std::size_t b = a + 1; b < 6; ++b) world.said.push_back({a, Relation::kMeetsWith, b, {}, a * 6 + b});
  }
  world.put();
  const auto snapshot = world.store->snapshot();
  PathOptions options;
  options.k = 50;
  for (const auto& [hops, count] :
       std::vector<std::pair<std::size_t, std::size_t>>{{1, 1}, {2, 5}, {3, 17}, {4, 41}}) {
    options.max_hops = hops;
    const auto answer = find_paths(snapshot, vertex(snapshot, 0), vertex(snapshot, 5), options);
    CHECK(answer.paths.size() == count);
    for (std::size_t i = 1; i < answer.paths.size(); ++i)
      CHECK(answer.paths[i - 1].cost <= answer.paths[i].cost);
  }
}

TEST_CASE("of two paths of equal length the one that avoids a hub comes first, and a hub can be forbidden") {
  World world;
  world.people = 204;
  world.said = {{0, Relation::kMeetsWith, 2, {}, 1},
                {2, Relation::kMeetsWith, 1, {}, 2},
                {0, Relation::kMeetsWith, 3, {}, 3},
                {3, Relation::kMeetsWith, 1, {}, 4}};
  for (std::size_t i = 4; i < 204; ++i) world.said.push_back({2, Relation::kMeetsWith, i, {}, 5});
  world.put();
  const auto snapshot = world.store->snapshot();
  PathOptions options;
  auto answer = find_paths(snapshot, vertex(snapshot, 0), vertex(snapshot, 1), options);
  REQUIRE(answer.paths.size() == 2);
  CHECK(number_of(snapshot, answer.paths[0].vertices[1]) == 3);
  CHECK(number_of(snapshot, answer.paths[1].vertices[1]) == 2);
  options.budget.skip_degree = 100;
  answer = find_paths(snapshot, vertex(snapshot, 0), vertex(snapshot, 1), options);
  REQUIRE(answer.paths.size() == 1);
  CHECK(number_of(snapshot, answer.paths[0].vertices[1]) == 3);
  // From and to the hub itself one may go.
  CHECK(find_paths(snapshot, vertex(snapshot, 2), vertex(snapshot, 1), options).paths.size() >= 1);

  NeighborhoodOptions around;
  around.depth = 2;
  around.budget.skip_degree = 100;
  const auto near = find_neighborhood(snapshot, vertex(snapshot, 0), around);
  CHECK(near.nodes.size() == 4);  // not the two hundred behind the hub
}

TEST_CASE("a spent budget cuts an answer short and says so") {
  World world;
  world.people = 300;
  for (std::size_t i = 1; i < 300; ++i) {
    world.said.push_back({0, Relation::kMeetsWith, i, {}, i % 10});
    world.said.push_back({i, Relation::kSupports, (i * 7) % 299 + 1, {}, i % 10});
  }
  std::erase_if(world.said, [](const Said& item) { return item.from == item.to; });
  world.put();
  const auto snapshot = world.store->snapshot();
  NeighborhoodOptions options;
  options.depth = 3;
  options.max_nodes = 1000;
  options.max_links = 10000;
  const auto whole = find_neighborhood(snapshot, vertex(snapshot, 0), options);
  CHECK(whole.nodes.size() == 300);
  CHECK(!whole.explored.truncated);
  CHECK(whole.explored.stopped_by.empty());
  CHECK(whole.explored.rows > 1000);
  CHECK(whole.explored.vertices >= 300);

  options.budget.rows = 100;
  const auto few_rows = find_neighborhood(snapshot, vertex(snapshot, 0), options);
  CHECK(few_rows.explored.truncated);
  CHECK(few_rows.explored.stopped_by == "rows");
  CHECK(few_rows.nodes.size() <= 101);

  options.budget = {};
  options.budget.vertices = 5;
  const auto few_vertices = find_neighborhood(snapshot, vertex(snapshot, 0), options);
  CHECK(few_vertices.explored.truncated);
  CHECK(few_vertices.explored.stopped_by == "vertices");
  CHECK(few_vertices.explored.vertices == 5);

  options.budget = {};
  options.budget.time = std::chrono::milliseconds(-1);
  const auto no_time = find_neighborhood(snapshot, vertex(snapshot, 0), options);
  CHECK(no_time.explored.truncated);
  CHECK(no_time.explored.stopped_by == "time");

  options.budget = {};
  options.max_nodes = 10;
  const auto few_nodes = find_neighborhood(snapshot, vertex(snapshot, 0), options);
  CHECK(few_nodes.cut);
  CHECK(few_nodes.nodes.size() == 10);
  for (const auto& link : few_nodes.links) {
    const auto inside = [&](VertexId at) {
      return std::any_of(few_nodes.nodes.begin(), few_nodes.nodes.end(),
                         [&](const auto& node) { return node.vertex == at; });
    };
    CHECK(inside(link.source));
    CHECK(inside(link.target));
  }
  options.max_nodes = 1000;
  options.max_links = 7;
  const auto few_links = find_neighborhood(snapshot, vertex(snapshot, 0), options);
  CHECK(few_links.cut);
  CHECK(few_links.links.size() == 7);

  PathOptions paths;
  paths.max_hops = 8;
  paths.k = 50;
  paths.budget.rows = 350;
  const auto answer = find_paths(snapshot, vertex(snapshot, 1), vertex(snapshot, 200), paths);
  CHECK(answer.explored.truncated);

  Explored explored;
  CHECK(links_of(snapshot, vertex(snapshot, 0), {}, 7, &explored).size() == 7);
  CHECK(!explored.truncated);
}

TEST_CASE("questions that make no sense are refused") {
  World world;
  world.people = 2;
  world.said = {{0, Relation::kMeetsWith, 1, {}, 1}};
  world.put();
  const auto snapshot = world.store->snapshot();
  const auto a = vertex(snapshot, 0);
  const auto b = vertex(snapshot, 1);
  PathOptions options;
  CHECK(kind_of_error([&] { (void)find_paths(snapshot, a, a, options); }) == ErrorKind::kUsage);
  for (const std::size_t hops : {std::size_t{0}, kMaxHops + 1}) {
    options.max_hops = hops;
    CHECK(kind_of_error([&] { (void)find_paths(snapshot, a, b, options); }) == ErrorKind::kUsage);
  }
  options.max_hops = kMaxHops;
  for (const std::size_t k : {std::size_t{0}, kMaxPaths + 1}) {
    options.k = k;
    CHECK(kind_of_error([&] { (void)find_paths(snapshot, a, b, options); }) == ErrorKind::kUsage);
  }
  NeighborhoodOptions around;
  for (const std::size_t depth : {std::size_t{0}, kMaxDepth + 1}) {
    around.depth = depth;
    CHECK(kind_of_error([&] { (void)find_neighborhood(snapshot, a, around); }) == ErrorKind::kUsage);
  }
}

TEST_CASE("a claim between two names of one entity makes no link") {
  ArticleBuilder builder("a.txt");
  const auto full =
      builder.entity(EntityType::kOrganization, "Northern Transit Union", {{"ntu", KeyReason::kName}});
  const auto short_form = builder.entity(EntityType::kOrganization, "NTU", {{"ntu", KeyReason::kName}});
  const auto other = builder.organization("Harbour News");
  builder.claim(full, Relation::kMeetsWith, short_form);
  builder.claim(full, Relation::kMeetsWith, other);
  const auto store = Store::open("m", OpenMode::kMemory);
  store->put(builder.build());
  const auto snapshot = store->snapshot();
  const auto links = links_of(snapshot, snapshot.require("NTU"), {}, 10);
  REQUIRE(links.size() == 1);
  CHECK(snapshot.entity(links[0].target).name == "Harbour News");
}

TEST_CASE("Boost's own searches run on a store") {
  RandomWorld random(43);
  const auto world = random_world(random, 25, 60);
  const auto snapshot = world.store->snapshot();
  const ClaimGraph graph(snapshot, {}, {});
  const auto edges = plain_edges(world, {});
  const auto start = vertex(snapshot, 0);

  // What can be reached at all, by union of the plain edges.
  std::set<std::size_t> reached{0};
  for (bool grown = true; grown;) {
    grown = false;
    for (const auto number : std::set<std::size_t>(reached)) {
      for (const auto& [key, confidence] : edges.of[number]) grown |= reached.insert(std::get<0>(key)).second;
    }
  }
  CHECK(reached.size() > 5);

  std::unordered_map<VertexId, boost::default_color_type> colours;
  boost::queue<VertexId> queue;
  boost::breadth_first_visit(graph, start, queue, boost::default_bfs_visitor{},
                             boost::associative_property_map(colours));
  std::set<std::size_t> visited;
  for (const auto& [at, colour] : colours) {
    if (colour == boost::black_color) visited.insert(number_of(snapshot, at));
  }
  CHECK(visited == reached);

  colours.clear();
  boost::depth_first_visit(graph, start, boost::default_dfs_visitor{},
                           boost::associative_property_map(colours));
  visited.clear();
  for (const auto& [at, colour] : colours) {
    if (colour == boost::black_color) visited.insert(number_of(snapshot, at));
  }
  CHECK(visited == reached);

  std::map<VertexId, double> distance;
  std::map<VertexId, VertexId> predecessor;
  std::map<VertexId, std::size_t> index;
  std::unordered_map<Edge, double, EdgeHash> weights;
  std::map<VertexId, boost::default_color_type> white;
  for (std::size_t i = 0; i < world.people; ++i) {
    const auto at = vertex(snapshot, i);
    distance[at] = std::numeric_limits<double>::max();
    predecessor[at] = at;
    index[at] = i;
    white[at] = boost::white_color;
    for (auto [it, end] = out_edges(at, graph); it != end; ++it)
      weights[*it] = 1.0 + 0.5 * (1.0 - graph.support(*it).confidence);
  }
  distance[start] = 0;
  boost::dijkstra_shortest_paths_no_init(
      graph, start, boost::associative_property_map(predecessor), boost::associative_property_map(distance),
      boost::associative_property_map(weights), boost::associative_property_map(index), std::less<>(),
      std::plus<>(), 0.0, boost::default_dijkstra_visitor{}, boost::associative_property_map(white));
  for (std::size_t i = 1; i < world.people; ++i) {
    const auto at = vertex(snapshot, i);
    const auto path = cheapest_path(
        graph, start, at, 100, [&](const Edge& edge) { return 1.0 + 0.5 * (1.0 - graph.support(edge).confidence); },
        [](VertexId) { return 0.0; });
    if (path)
      CHECK(path->cost == doctest::Approx(distance[at]).epsilon(1e-9));
    else
      CHECK(distance[at] == std::numeric_limits<double>::max());
  }

  std::size_t degree = 0;
  for (auto [it, end] = adjacent_vertices(start, graph); it != end; ++it) ++degree;
  CHECK(degree == out_degree(start, graph));
  CHECK(degree == edges.of[0].size());
  for (auto [it, end] = out_edges(start, graph); it != end; it++) {
    CHECK(source(*it, graph) == start);
    CHECK(target(*it, graph) != start);
  }
}
