// SPDX-License-Identifier: Apache-2.0
// The path search on plain Boost graphs: the very code that runs on a store, against the enumeration of all
// paths.
#include "graph/search.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <functional>
#include <limits>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "tests/support/random_world.h"

using namespace entente::graph;  // NOLINT(google-build-using-namespace)
using entente::testing::RandomWorld;

namespace {

using Plain = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property,
                                    boost::property<boost::edge_weight_t, double>>;
using Vertex = boost::graph_traits<Plain>::vertex_descriptor;
using Found = FoundPath<Vertex>;

Plain random_graph(RandomWorld& world, std::size_t vertices, std::size_t edges) {
  Plain graph(vertices);
  for (std::size_t i = 0; i < edges; ++i) {
    // Eighths are exact, so that equal costs are equal; parallel edges and loops come by themselves.
    add_edge(world.pick(vertices), world.pick(vertices), static_cast<double>(1 + world.pick(16)) / 8.0,
             graph);
  }
  return graph;
}

double cheapest_step(const Plain& graph, Vertex a, Vertex b) {
  double best = std::numeric_limits<double>::infinity();
  for (auto [it, end] = out_edges(a, graph); it != end; ++it) {
    if (target(*it, graph) == b) best = std::min(best, get(boost::edge_weight, graph, *it));
  }
  return best;
}

// Every loopless path within the bound, cheapest first.
std::vector<Found> every_path(const Plain& graph, Vertex from, Vertex to, std::size_t max_hops,
                              const std::function<double(Vertex)>& pass_cost) {
  std::vector<Found> all;
  std::vector<Vertex> walk{from};
  const std::function<void(double)> go = [&](double cost) {
    const auto at = walk.back();
    if (at == to) {
      all.push_back({walk, cost});
      return;
    }
    if (walk.size() > max_hops) return;
    const auto passing = at == from ? 0.0 : pass_cost(at);
    if (passing == std::numeric_limits<double>::infinity()) return;
    for (Vertex next = 0; next < num_vertices(graph); ++next) {
      const auto step = cheapest_step(graph, at, next);
      if (step == std::numeric_limits<double>::infinity()) continue;
      if (std::find(walk.begin(), walk.end(), next) != walk.end()) continue;
      walk.push_back(next);
      go(cost + passing + step);
      walk.pop_back();
    }
  };
  go(0);
  std::sort(all.begin(), all.end(), [](const Found& a, const Found& b) { return a.cost < b.cost; });
  return all;
}

const std::function<bool()> kAlways = [] { return true; };

// A plain graph that can tell the edges between two vertices, as the store's view can; so hubs are asked and not walked.
struct AskedGraph : Plain {
  explicit AskedGraph(Plain plain) : Plain(std::move(plain)) {}
  using Edges = std::vector<boost::graph_traits<Plain>::edge_descriptor>;
  [[nodiscard]] std::pair<Edges::const_iterator, Edges::const_iterator> edges_between(Vertex a, Vertex b) const {
    auto& edges = between[{a, b}];
    if (edges.empty()) {
      const Plain& plain = *this;
      for (auto [it, end] = out_edges(a, plain); it != end; ++it) {
        if (target(*it, plain) == b) edges.push_back(*it);
      }
    }
    return {edges.begin(), edges.end()};
  }
  [[nodiscard]] bool spend(std::size_t steps) const {
    spent += steps;
    return true;
  }
  mutable std::map<std::pair<Vertex, Vertex>, Edges> between;
  mutable std::size_t spent = 0;
};

Plain reversed(const Plain& graph) {
  Plain out(num_vertices(graph));
  for (auto [it, end] = edges(graph); it != end; ++it) add_edge(target(*it, graph), source(*it, graph), get(boost::edge_weight, graph, *it), out);
  return out;
}

}  // namespace

TEST_CASE("what lies beyond a vertex is what reaches the goal without it") {
  RandomWorld world(34);
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    const auto vertices = 3 + world.pick(10);
    const auto graph = random_graph(world, vertices, world.pick(3 * vertices + 1));
    const auto back = reversed(graph);
    const auto to = world.pick(vertices);
    const auto hub = (to + 1 + world.pick(vertices - 1)) % vertices;
    const auto hops = world.pick(5);
    const auto weight = [&](Vertex vertex) { return out_degree(vertex, back); };
    const Ball<Plain> ball(back, to, hub, 6, 1000, weight);
    std::set<Vertex> expected{to};
    for (std::size_t i = 0; i < hops; ++i) {
      const auto before = expected;
      for (auto [it, end] = edges(graph); it != end; ++it) {
        if (before.contains(target(*it, graph)) && source(*it, graph) != hub) expected.insert(source(*it, graph));
      }
    }
    const auto* const found = ball.beyond(hub, hops);
    REQUIRE(found != nullptr);
    CHECK(std::set<Vertex>(found->begin(), found->end()) == expected);
    CHECK(found->size() == expected.size());
  }
  Plain line(3);
  add_edge(0, 1, 1.0, line);
  add_edge(1, 2, 1.0, line);
  const Ball<Plain> poor(line, 0, 2, 6, 1, [](Vertex) { return std::size_t{1}; });
  CHECK(poor.beyond(2, 1) != nullptr);
  CHECK(poor.beyond(2, 3) == nullptr);  // more work than it may take
}

TEST_CASE("asking hubs instead of walking them finds the same paths") {
  RandomWorld world(35);
  std::size_t spent = 0;
  for (int round = 0; round < 400; ++round) {
    CAPTURE(round);
    const auto vertices = 2 + world.pick(7);
    auto plain = random_graph(world, vertices, world.pick(3 * vertices + 1));
    for (auto [it, end] = edges(plain); it != end; ++it) put(boost::edge_weight, plain, *it, 1.0 + get(boost::edge_weight, plain, *it));
    const AskedGraph graph(plain);
    const AskedGraph back(reversed(plain));
    const auto from = world.pick(vertices);
    const auto to = (from + 1 + world.pick(vertices - 1)) % vertices;
    const auto max_hops = 1 + world.pick(6);
    const auto k = 1 + world.pick(8);
    const auto most_work = world.pick(30);
    const Ball<AskedGraph> hops_left(back, to, from, max_hops, most_work, [&](Vertex vertex) { return out_degree(vertex, back); });
    // To the search every list is long.
    const auto weight = [](Vertex) { return std::size_t{1'000'000}; };
    const auto edge_cost = [&](const auto& edge) { return get(boost::edge_weight, graph, edge); };
    const auto no_cost = [](Vertex) { return 0.0; };
    const auto found = cheapest_paths(graph, from, to, max_hops, k, edge_cost, no_cost, kAlways, hops_left, weight);
    const auto all = every_path(plain, from, to, max_hops, no_cost);
    REQUIRE(found.size() == std::min(k, all.size()));
    for (std::size_t i = 0; i < found.size(); ++i) {
      CHECK(found[i].cost == all[i].cost);
      CHECK(std::find(all.begin(), all.end(), found[i]) != all.end());
    }
    spent += graph.spent;
  }
  CHECK(spent > 0);
}

TEST_CASE("a shortest path has as few steps as a search by breadth finds, never through closed vertices, in graphs larger than the search has room for at first") {
  RandomWorld world(36);
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    const auto vertices = round % 4 == 0 ? 20'000 + world.pick(20'000) : 2 + world.pick(40);
    const auto graph = random_graph(world, vertices, world.pick(3 * vertices + 1));
    const auto back = reversed(graph);
    const auto every = world.pick(5);  // one vertex in so many is closed
    const auto closed = [&](Vertex vertex) { return every > 1 && vertex % every == 1; };
    const auto weight = [&](Vertex vertex) { return out_degree(vertex, graph); };
    const auto from = world.pick(vertices);
    std::vector<std::size_t> steps(vertices, vertices);
    steps[from] = 0;
    std::vector<Vertex> level{from};
    for (std::size_t i = 0; i < level.size(); ++i) {
      if (level[i] != from && closed(level[i])) continue;
      for (auto [it, end] = out_edges(level[i], graph); it != end; ++it) {
        const auto next = target(*it, graph);
        if (steps[next] < vertices) continue;
        steps[next] = steps[level[i]] + 1;
        level.push_back(next);
      }
    }
    for (int question = 0; question < 20; ++question) {
      const auto to = world.pick(vertices);
      const auto max_hops = 1 + world.pick(30);
      const auto path = shortest_path(graph, back, from, to, max_hops, closed, weight);
      if (steps[to] == vertices || steps[to] > max_hops) {
        CHECK(path.empty());
        continue;
      }
      REQUIRE(path.size() == steps[to] + 1);
      CHECK(path.front() == from);
      CHECK(path.back() == to);
      for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        CHECK(edge(path[i], path[i + 1], graph).second);
        CHECK((i == 0 || !closed(path[i])));
      }
    }
  }
}

TEST_CASE("the k cheapest paths of a plain graph are those that enumeration finds") {
  RandomWorld world(31);
  for (int round = 0; round < 400; ++round) {
    CAPTURE(round);
    const auto vertices = 2 + world.pick(7);
    const auto graph = random_graph(world, vertices, world.pick(3 * vertices + 1));
    const auto from = world.pick(vertices);
    const auto to = world.pick(vertices);
    const auto max_hops = 1 + world.pick(6);
    const auto k = 1 + world.pick(8);
    std::vector<double> passing;
    for (std::size_t i = 0; i < vertices; ++i) {
      passing.push_back(world.chance(10) ? std::numeric_limits<double>::infinity()
                                         : static_cast<double>(world.pick(8)) / 8.0);
    }
    const auto pass_cost = [&](Vertex vertex) { return passing[vertex]; };
    const auto edge_cost = [&](const auto& edge) { return get(boost::edge_weight, graph, edge); };
    const auto found = cheapest_paths(graph, from, to, max_hops, k, edge_cost, pass_cost, kAlways);
    if (from == to) {
      CHECK(found.empty());
      continue;
    }
    const auto all = every_path(graph, from, to, max_hops, pass_cost);
    REQUIRE(found.size() == std::min(k, all.size()));
    for (std::size_t i = 0; i < found.size(); ++i) {
      CHECK(found[i].cost ==
            all[i].cost);  // of several with one cost any will do, so long as it is a path of that cost
      const auto same = std::find(all.begin(), all.end(), found[i]);
      CHECK(same != all.end());
      for (std::size_t j = 0; j < i; ++j) CHECK(found[i].vertices != found[j].vertices);
    }
  }
}

TEST_CASE("without a bound that bites, the cheapest path is Dijkstra's") {
  RandomWorld world(32);
  for (int round = 0; round < 100; ++round) {
    const auto graph = random_graph(world, 30, 80);
    std::vector<double> distance(30);
    boost::dijkstra_shortest_paths(graph, Vertex{0}, boost::distance_map(distance.data()));
    for (Vertex to = 1; to < 30; ++to) {
      const auto path = cheapest_path(
          graph, Vertex{0}, to, 30,
          [&](const auto& edge) { return get(boost::edge_weight, graph, edge); }, [](Vertex) { return 0.0; });
      if (distance[to] == std::numeric_limits<double>::max())
        CHECK(!path);
      else
        CHECK(path.value().cost == distance[to]);
    }
  }
}

TEST_CASE("a dear short path is found when the cheap one has too many hops") {
  Plain graph(4);
  add_edge(0, 1, 1.0, graph);
  add_edge(1, 2, 1.0, graph);
  add_edge(2, 3, 1.0, graph);
  add_edge(1, 3, 9.0, graph);
  const auto path = cheapest_path(
      graph, Vertex{0}, Vertex{3}, 2,
      [&](const auto& edge) { return get(boost::edge_weight, graph, edge); }, [](Vertex) { return 0.0; });
  REQUIRE(path);
  CHECK(path->vertices == std::vector<Vertex>{0, 1, 3});
  CHECK(path->cost == 10.0);
}

TEST_CASE("the search stops early when told to, with what it has") {
  RandomWorld world(33);
  const auto graph = random_graph(world, 10, 80);
  int asked = 0;
  const auto paths = cheapest_paths(
      graph, Vertex{0}, Vertex{9}, 6, 50,
      [&](const auto& edge) { return get(boost::edge_weight, graph, edge); }, [](Vertex) { return 0.0; },
      [&] { return ++asked < 3; });
  CHECK(!paths.empty());
  CHECK(paths.size() <= 3);
}
