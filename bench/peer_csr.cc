// SPDX-License-Identifier: Apache-2.0
#include "bench/peer_csr.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace entente::bench {
namespace {

// Both kinds of memory of a search: which vertices a side has seen, and whence.
class StampMemory {
 public:
  StampMemory(Marks& marks, std::vector<std::uint32_t>& parents) : marks_(marks), parents_(parents) { marks_.clear(); }
  bool add(std::uint32_t vertex, std::uint32_t parent) {
    if (!marks_.mark(vertex)) return false;
    parents_[vertex] = parent;
    return true;
  }
  [[nodiscard]] bool has(std::uint32_t vertex) const { return marks_.marked(vertex); }
  [[nodiscard]] std::uint32_t parent(std::uint32_t vertex) const { return parents_[vertex]; }

 private:
  Marks& marks_;
  std::vector<std::uint32_t>& parents_;
};

class MapMemory {
 public:
  bool add(std::uint32_t vertex, std::uint32_t parent) { return map_.try_emplace(vertex, parent).second; }
  [[nodiscard]] bool has(std::uint32_t vertex) const { return map_.contains(vertex); }
  [[nodiscard]] std::uint32_t parent(std::uint32_t vertex) const { return map_.at(vertex); }

 private:
  boost::unordered_flat_map<std::uint32_t, std::uint32_t> map_;
};

template <class Memory>
std::size_t steps_to_root(const Memory& memory, std::uint32_t vertex) {
  std::size_t steps = 0;
  for (auto parent = memory.parent(vertex); parent != vertex; parent = memory.parent(vertex)) {
    vertex = parent;
    ++steps;
  }
  return steps;
}

template <class Graph, class Memory>
std::size_t distance(const Graph& graph, std::uint32_t from, std::uint32_t to, const PlainFilter& filter, Memory& forward, Memory& backward) {
  struct Side {
    Memory* memory;
    std::vector<std::uint32_t> level;
    std::size_t work;
  };
  if (from == to) return 0;
  Side one{&forward, {from}, out_degree(from, graph)};
  Side two{&backward, {to}, out_degree(to, graph)};
  forward.add(from, from);
  backward.add(to, to);
  std::vector<std::uint32_t> next;
  for (std::size_t hops = 0; hops < kPathHops; ++hops) {
    auto& side = one.work <= two.work ? one : two;
    auto& other = &side == &one ? two : one;
    next.clear();
    std::size_t work = 0;
    for (const auto vertex : side.level) {
      const auto [begin, end] = out_edges(vertex, graph);
      for (auto it = begin; it != end; ++it) {
        const auto& edge = graph[*it];
        if (!filter.passes(edge.relation, edge.confidence, edge.day, edge.negative)) continue;
        const auto found = static_cast<std::uint32_t>(target(*it, graph));
        if (other.memory->has(found)) return steps_to_root(*side.memory, vertex) + 1 + steps_to_root(*other.memory, found);
        if (side.memory->add(found, vertex)) {
          next.push_back(found);
          work += out_degree(found, graph);
        }
      }
    }
    if (next.empty()) return 0;
    side.level.swap(next);
    side.work = work;
  }
  return 0;
}

}  // namespace

CsrPeer::CsrPeer(const std::vector<HalfEdge>& halves, std::uint32_t end_vertex)
    : forward_(end_vertex), backward_(end_vertex), forward_parent_(end_vertex), backward_parent_(end_vertex) {
  std::vector<const HalfEdge*> sorted;
  sorted.reserve(halves.size());
  for (const auto& half : halves) sorted.push_back(&half);
  std::sort(sorted.begin(), sorted.end(), [](const HalfEdge* a, const HalfEdge* b) {
    return std::tie(a->vertex, a->neighbour, a->relation, a->seq) < std::tie(b->vertex, b->neighbour, b->relation, b->seq);
  });
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
  std::vector<Properties> properties;
  ends.reserve(sorted.size());
  properties.reserve(sorted.size());
  for (const auto* half : sorted) {
    ends.emplace_back(half->vertex, half->neighbour);
    properties.push_back({half->day, half->confidence, half->relation, half->outgoing, half->negative});
  }
  graph_ = Graph(boost::edges_are_sorted, ends.begin(), ends.end(), properties.begin(), end_vertex);
}

std::uint64_t CsrPeer::one_hop(std::uint32_t vertex, const PlainFilter& filter) const {
  std::uint64_t sum = 0;
  const auto [begin, end] = out_edges(vertex, graph_);
  for (auto it = begin; it != end; ++it) {
    const auto& edge = graph_[*it];
    if (filter.passes(edge.relation, edge.confidence, edge.day, edge.negative)) sum += worth(edge.confidence, edge.day);
  }
  return sum;
}

std::uint64_t CsrPeer::two_hops(std::uint32_t vertex, const PlainFilter& filter) const {
  std::uint64_t sum = 0;
  std::uint32_t walked = 0;
  const auto [begin, end] = out_edges(vertex, graph_);
  for (auto it = begin; it != end; ++it) {
    const auto& edge = graph_[*it];
    if (!filter.passes(edge.relation, edge.confidence, edge.day, edge.negative)) continue;
    sum += worth(edge.confidence, edge.day);
    const auto next = static_cast<std::uint32_t>(target(*it, graph_));
    if (next != std::exchange(walked, next)) sum += one_hop(next, filter);  // edges to one neighbour stand together
  }
  return sum;
}

std::size_t CsrPeer::distance_by_stamps(std::uint32_t from, std::uint32_t to, const PlainFilter& filter) {
  StampMemory forward(forward_, forward_parent_);
  StampMemory backward(backward_, backward_parent_);
  return distance(graph_, from, to, filter, forward, backward);
}

std::size_t CsrPeer::distance_by_maps(std::uint32_t from, std::uint32_t to, const PlainFilter& filter) const {
  MapMemory forward;
  MapMemory backward;
  return distance(graph_, from, to, filter, forward, backward);
}

}  // namespace entente::bench
