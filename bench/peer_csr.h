// SPDX-License-Identifier: Apache-2.0
// boost::compressed_sparse_row_graph with the edges of both directions and their properties: what the library alone can do.
#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <vector>

#include "bench/compare_graph.h"

namespace entente::bench {

struct SeenMark {
  std::uint32_t stamp = 0;
  std::uint32_t parent = 0;
};

class CsrPeer {
 public:
  CsrPeer(const std::vector<HalfEdge>& halves, std::uint32_t end_vertex);

  [[nodiscard]] std::uint64_t one_hop(std::uint32_t vertex, const PlainFilter& filter) const;
  [[nodiscard]] std::uint64_t two_hops(std::uint32_t vertex, const PlainFilter& filter) const;
  // Hops of a shortest path of at most kPathHops; 0 = there is none. The lighter of two balls grows, by the edges that it must walk.
  // Vertices seen are kept as stamps in arrays, or in hash maps.
  [[nodiscard]] std::size_t distance_by_stamps(std::uint32_t from, std::uint32_t to, const PlainFilter& filter);
  [[nodiscard]] std::size_t distance_by_maps(std::uint32_t from, std::uint32_t to, const PlainFilter& filter) const;

 private:
  struct Properties {
    std::int32_t day = 0;
    std::uint16_t confidence = 0;
    std::uint8_t relation = 0;
    bool outgoing = true;
    bool negative = false;
  };
  using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Properties, boost::no_property, std::uint32_t,
                                                   std::uint32_t>;
  Graph graph_;
  std::vector<SeenMark> marks_;
  std::uint32_t last_stamp_ = 0;
};

}  // namespace entente::bench
