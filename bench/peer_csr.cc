// SPDX-License-Identifier: Apache-2.0
#include "bench/peer_csr.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace entente::bench {
namespace {

// Both kinds of memory of a search: which vertices were seen, by which side, and whence.
enum class Seen { kNew, kHere, kThere };

class StampMemory {
 public:
  StampMemory(std::vector<SeenMark>& marks, std::uint32_t& last) : marks_(marks), now_(last += 2) {}
  Seen add(std::uint32_t vertex, std::uint32_t parent, std::uint32_t side) {
    auto& mark = marks_[vertex];
    if (mark.stamp < now_) {
      mark = {now_ + side, parent};
      return Seen::kNew;
    }
    return mark.stamp == now_ + side ? Seen::kHere : Seen::kThere;
  }
  [[nodiscard]] std::uint32_t parent(std::uint32_t vertex) const { return marks_[vertex].parent; }

 private:
  std::vector<SeenMark>& marks_;
  std::uint32_t now_;
};

class MapMemory {
 public:
  MapMemory() { map_.reserve(1024); }
  Seen add(std::uint32_t vertex, std::uint32_t parent, std::uint32_t side) {
    const auto known = map_.try_emplace(vertex, std::pair(parent, side));
    if (known.second) return Seen::kNew;
    return known.first->second.second == side ? Seen::kHere : Seen::kThere;
  }
  [[nodiscard]] std::uint32_t parent(std::uint32_t vertex) const { return map_.at(vertex).first; }

 private:
  boost::unordered_flat_map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> map_;
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
std::size_t distance(const Graph& graph, std::uint32_t from, std::uint32_t to, const PlainFilter& filter, Memory& memory) {
  struct Side {
    std::uint32_t number;
    std::vector<std::uint32_t> level;
    std::optional<std::size_t> work;  // reckoned when it is asked for
  };
  if (from == to) return 0;
  Side one{0, {from}, {}};
  Side two{1, {to}, {}};
  const auto work_of = [&](Side& side) {
    if (!side.work) {
      side.work = 0;
      for (const auto vertex : side.level) *side.work += out_degree(vertex, graph);
    }
    return *side.work;
  };
  memory.add(from, from, 0);
  memory.add(to, to, 1);
  std::vector<std::uint32_t> next;
  for (std::size_t hops = 0; hops < kPathHops; ++hops) {
    auto& side = work_of(one) <= work_of(two) ? one : two;
    next.clear();
    for (const auto vertex : side.level) {
      const auto [begin, end] = out_edges(vertex, graph);
      for (auto it = begin; it != end; ++it) {
        const auto& edge = graph[*it];
        if (!filter.passes(edge.relation, edge.confidence, edge.day, edge.negative)) continue;
        const auto found = static_cast<std::uint32_t>(target(*it, graph));
        const auto seen = memory.add(found, vertex, side.number);
        if (seen == Seen::kThere) return steps_to_root(memory, vertex) + 1 + steps_to_root(memory, found);
        if (seen == Seen::kNew) next.push_back(found);
      }
    }
    if (next.empty()) return 0;
    side.level.swap(next);
    side.work.reset();
  }
  return 0;
}

}  // namespace

CsrPeer::CsrPeer(const std::vector<HalfEdge>& halves, std::uint32_t end_vertex)
    : marks_(end_vertex) {
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
  StampMemory memory(marks_, last_stamp_);
  return distance(graph_, from, to, filter, memory);
}

std::size_t CsrPeer::distance_by_maps(std::uint32_t from, std::uint32_t to, const PlainFilter& filter) const {
  MapMemory memory;
  return distance(graph_, from, to, filter, memory);
}

}  // namespace entente::bench
