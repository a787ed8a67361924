// SPDX-License-Identifier: Apache-2.0
// The whole graph in memory: every vertex's rows, arranged (graph/adjacency.h), one after the other, heads apart from tails. 48 bytes a claim (two rows)
// and 4 a node. A generation never changes; a change of the store makes the next one, which shares the rows of the last full
// build and keeps apart the vertices that changed since. Any thread may read.
//
// LoadedGraphs keeps the newest generation beside a Store. It gives a graph only for the very version of the store that a snapshot
// sees; when it has none (identities of well-linked entities changed, many articles came at once) the query runs on the
// store, and the next full build runs in the background.
#pragma once

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "graph/identity.h"
#include "graph/layout.h"
#include "graph/row_list.h"

namespace entente::graph {

class Snapshot;

// What one change of the store did to the graph.
struct GraphDelta {
  std::uint64_t version = 0;                             // of the store after it
  std::vector<std::pair<NodeId, IngestId>> dropped;      // rows of this ingest at this anchor
  std::vector<std::pair<NodeId, Row>> added;             // a row as stored, at its anchor
  std::vector<IdentityChange> moved;
};

class LoadedGraph {
 public:
  // Reads every row of the snapshot: about a tenth of a second a million rows.
  static std::shared_ptr<const LoadedGraph> build(const Snapshot& snapshot);

  // Arranged; valid while the graph lives.
  [[nodiscard]] Rows rows(VertexId vertex) const {
    if (!changed_.empty()) {
      const auto found = changed_.find(vertex);
      if (found != changed_.end()) return found->second->rows();
    }
    const auto& begin = base_->begin;
    if (std::size_t{vertex} + 1 >= begin.size()) return {};
    return base_->rows.rows(begin[vertex], begin[vertex + 1]);
  }

  // Begins to bring the place where the vertex's rows begin into the processor's cache; before prefetch(), so that that need not wait.
  void prefetch_place(VertexId vertex) const {
    if (std::size_t{vertex} + 1 < base_->begin.size()) __builtin_prefetch(base_->begin.data() + vertex);
  }
  // Begins to bring the vertex's rows into the processor's cache, for whoever will walk them soon: most of a search is waiting for memory.
  void prefetch(VertexId vertex) const {
    const auto& begin = base_->begin;
    if (std::size_t{vertex} + 1 >= begin.size()) return;
    const auto* const first = reinterpret_cast<const char*>(base_->rows.heads() + begin[vertex]);
    constexpr std::size_t kLine = 64;
    constexpr std::size_t kMost = 8 * kLine;  // what follows in a long list the processor guesses by itself
    const auto bytes = std::min<std::size_t>(kMost, (begin[vertex + 1] - begin[vertex]) * sizeof(RowHead));
    for (std::size_t at = 0; at < bytes; at += kLine) __builtin_prefetch(first + at);
  }

  // The graph that `now` sees (it carries its identity), which is this one after `deltas`; nullptr when building afresh is cheaper.
  [[nodiscard]] std::shared_ptr<const LoadedGraph> with(const Snapshot& now, const std::vector<GraphDelta>& deltas) const;

  [[nodiscard]] std::uint64_t version() const { return version_; }
  [[nodiscard]] std::size_t row_count() const { return base_->rows.size(); }  // of the last full build
  [[nodiscard]] std::size_t changed_rows() const { return changed_rows_; }    // kept apart since
  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Base {
    std::vector<std::uint32_t, LargePages<std::uint32_t>> begin;  // by node number, and one past the last; four thousand million rows at most
    RowList rows;
  };
  using Block = std::shared_ptr<const RowList>;
  std::shared_ptr<const Base> base_;
  boost::unordered_flat_map<VertexId, Block> changed_;
  std::size_t changed_rows_ = 0;
  NodeId end_node_ = 0;
  std::uint64_t version_ = 0;
  std::shared_ptr<const Identity> identity_;
};

// The newest graph beside a store. Any thread may call.
class LoadedGraphs {
 public:
  LoadedGraphs() = default;
  ~LoadedGraphs();  // waits for a build that is under way
  LoadedGraphs(const LoadedGraphs&) = delete;
  LoadedGraphs& operator=(const LoadedGraphs&) = delete;

  // After every change of the store, in order.
  void add(GraphDelta delta);
  // The graph of exactly this snapshot, or nullptr; then `build` (which takes a fresh snapshot and builds) is run in the background.
  [[nodiscard]] std::shared_ptr<const LoadedGraph> for_snapshot(const Snapshot& snapshot,
                                                                const std::function<std::shared_ptr<const LoadedGraph>()>& build);
  // Waits until no build is under way.
  void wait();

 private:
  void start_build(const std::function<std::shared_ptr<const LoadedGraph>()>& build);

  std::mutex mutex_;
  std::shared_ptr<const LoadedGraph> graph_;
  std::vector<GraphDelta> pending_;  // changes since graph_; while a build is under way also those before, which it may not have seen
  bool complete_ = true;             // none of them was lost
  bool building_ = false;
  std::thread builder_;
};

}  // namespace entente::graph
