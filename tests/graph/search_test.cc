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

}  // namespace

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
