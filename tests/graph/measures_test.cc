// SPDX-License-Identifier: Apache-2.0
#include "graph/measures.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <set>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "tests/support/random_world.h"

using namespace entente::graph;  // NOLINT(google-build-using-namespace)
using entente::testing::RandomWorld;

namespace {

std::vector<PlainEdge> random_edges(RandomWorld& random, std::size_t count, std::size_t edges) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::size_t i = 0; i < edges; ++i) {
    const auto a = static_cast<std::uint32_t>(random.pick(count));
    const auto b = static_cast<std::uint32_t>(random.pick(count));
    if (a != b) pairs.emplace(std::min(a, b), std::max(a, b));
  }
  std::vector<PlainEdge> out;
  for (const auto& [a, b] : pairs) out.push_back({a, b, 0.25 * static_cast<double>(1 + random.pick(4))});
  return out;
}

}  // namespace

TEST_CASE("betweenness is Boost's, degrees and cores are counted, ranks sum to one") {
  RandomWorld random(81);
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    const auto count = 3 + random.pick(30);
    const auto edges = random_edges(random, count, random.pick(4 * count));
    const auto measures = measure(count, edges);
    REQUIRE(measures.rows.size() == count);
    CHECK(measures.sampled_sources == 0);

    using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
    Graph graph(count);
    std::vector<std::set<std::uint32_t>> near(count);
    for (const auto& edge : edges) {
      add_edge(edge.a, edge.b, graph);
      near[edge.a].insert(edge.b);
      near[edge.b].insert(edge.a);
    }
    std::vector<double> expected(count, 0.0);
    boost::brandes_betweenness_centrality(
        graph, boost::make_iterator_property_map(expected.begin(), get(boost::vertex_index, graph)));
    const auto pairs = static_cast<double>((count - 1) * (count - 2));
    double ranks = 0;
    for (std::size_t v = 0; v < count; ++v) {
      CHECK(measures.rows[v].degree == near[v].size());
      CHECK(measures.rows[v].betweenness == doctest::Approx(2 * expected[v] / pairs).epsilon(1e-9));
      ranks += measures.rows[v].pagerank;
    }
    CHECK(ranks == doctest::Approx(1.0).epsilon(1e-9));
    // A core of k: peel away everybody with fewer than k links left, and see who stays.
    for (std::uint32_t k = 1; k < 6; ++k) {
      auto left = near;
      for (bool peeled = true; peeled;) {
        peeled = false;
        for (std::size_t v = 0; v < count; ++v) {
          if (left[v].empty() || left[v].size() >= k) continue;
          for (const auto other : left[v]) left[other].erase(static_cast<std::uint32_t>(v));
          left[v].clear();
          peeled = true;
        }
      }
      for (std::size_t v = 0; v < count; ++v) CHECK((measures.rows[v].core >= k) == !left[v].empty());
    }
    // Linked vertices lie in one component, and component 0 is no smaller than any other.
    std::vector<std::size_t> sizes(count, 0);
    for (const auto& row : measures.rows) ++sizes[row.component];
    for (const auto& edge : edges) CHECK(measures.rows[edge.a].component == measures.rows[edge.b].component);
    for (std::size_t i = 1; i < count; ++i) CHECK(sizes[i] <= sizes[i - 1]);
  }
}

TEST_CASE("two cliques that one link joins are two communities, and the bridge is between") {
  std::vector<PlainEdge> edges;
  for (std::uint32_t side = 0; side < 2; ++side) {
    for (std::uint32_t a = 0; a < 5; ++a) {
      for (std::uint32_t b = a + 1; b < 5; ++b) edges.push_back({5 * side + a, 5 * side + b, 1});
    }
  }
  edges.push_back({4, 5, 1});
  const auto measures = measure(10, edges);
  for (std::size_t v = 0; v < 10; ++v) CHECK(measures.rows[v].community == measures.rows[v < 5 ? 0 : 9].community);
  CHECK(measures.rows[0].community != measures.rows[9].community);
  CHECK(measures.modularity == doctest::Approx(20.0 / 21.0 - 0.5).epsilon(1e-9));
  for (std::size_t v = 0; v < 10; ++v) {
    if (v != 4 && v != 5) CHECK(measures.rows[v].betweenness < measures.rows[4].betweenness);
  }
}

TEST_CASE("a dominant vertex ranks first, and one without links gets its share only") {
  std::vector<PlainEdge> star;
  for (std::uint32_t i = 1; i < 8; ++i) star.push_back({0, i, 1});
  const auto measures = measure(9, star);
  for (std::size_t v = 1; v < 9; ++v) CHECK(measures.rows[v].pagerank < measures.rows[0].pagerank);
  CHECK(measures.rows[8].pagerank < measures.rows[1].pagerank);
  CHECK(measures.rows[8].degree == 0);
  CHECK(measures.rows[8].component == 1);
  CHECK(measure(0, {}).rows.empty());
}

TEST_CASE("beyond its limit betweenness is estimated, says so, and still finds the bridge") {
  RandomWorld random(82);
  const std::size_t half = kExactBetweenness / 2 + 100;
  std::vector<PlainEdge> edges;
  for (std::uint32_t side = 0; side < 2; ++side) {
    for (std::uint32_t i = 1; i < half; ++i) {
      edges.push_back({static_cast<std::uint32_t>(side * half + random.pick(i)), static_cast<std::uint32_t>(side * half + i), 1});
    }
  }
  edges.push_back({0, static_cast<std::uint32_t>(half), 1});
  const auto measures = measure(2 * half, edges);
  CHECK(measures.sampled_sources == kBetweennessSources);
  const auto best = std::max_element(measures.rows.begin(), measures.rows.end(),
                                     [](const auto& a, const auto& b) { return a.betweenness < b.betweenness; }) - measures.rows.begin();
  CHECK((best == 0 || best == static_cast<std::ptrdiff_t>(half)));
  CHECK(measures.rows[static_cast<std::size_t>(best)].betweenness == doctest::Approx(0.5).epsilon(0.2));
}
