// SPDX-License-Identifier: Apache-2.0
// The store as a model of Boost.Graph's concepts, so that its algorithms and ours run on it.
//
// ClaimGraph models IncidenceGraph and AdjacencyGraph. A vertex is an entity. An edge is what the claims
// that pass the filter say between two entities by one relation; edges are walked from either end, so out_edges(v) holds the incoming
// ones too (Edge::forward tells). A vertex's rows come from the graph in memory where the snapshot has one, else from the store when a search
// asks for them, once; they look alike (graph/adjacency.h), so the answers do.
// When the budget is spent the graph gives no more edges, so that every search ends by itself; exhausted() says so.
//
// A filter is part of the graph: a search over it cannot step on what the filter forbids.
// References: Siek, Lee, Lumsdaine, "The Boost Graph Library" (2002).
#pragma once

#include <algorithm>
#include <array>
#include <bitset>
#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "graph/adjacency.h"
#include "graph/loaded_graph.h"
#include "graph/snapshot.h"

namespace entente::graph {

// Which way a claim may be walked: from subject to object, the other way, or both. Symmetric relations go both ways.
enum class Direction : std::uint8_t { kAny, kAlong, kAgainst };

// Which claims count, and which entities may be walked through.
struct ClaimFilter {
  std::bitset<256> relations;             // none set = all
  std::optional<std::int32_t> since;      // days since 1970-01-01; claims whose date may reach into [since, until]
  std::optional<std::int32_t> until;
  std::uint16_t min_confidence = 0;       // thousandths
  bool negative = false;                  // beyond positive and actual ones
  bool planned = false;
  bool conditional = false;
  bool possible = false;
  bool requested = false;
  bool undated = false;                   // with since or until: claims without a date too
  Direction direction = Direction::kAny;
  // Only claims of articles whose source (path, feed or URL) contains one of these, letters folded to small ones; empty = all.
  std::vector<std::string> sources;
  // Only claims that one of these says, at any place in the chain of speakers; empty = all, the article's own voice too.
  std::vector<VertexId> speakers;
  // Only claims of articles published on or before this day; articles without a date of publication do not pass.
  std::optional<std::int32_t> published_until;
  // What held or had happened by this day: claims dated later do not pass; those without a date pass when their article was published
  // by then.
  std::optional<std::int32_t> as_of;
  // Entities that may not be walked to or through. The ends of a question always may.
  std::vector<VertexId> avoid;
  // Types that may be walked to and through; none set = all. The ends of a question always may.
  std::bitset<32> types;

  [[nodiscard]] bool needs_article() const { return !sources.empty() || !speakers.empty() || published_until || as_of; }
  [[nodiscard]] bool needs_vertex() const { return !avoid.empty() || types.any(); }
};

// The part of a filter that a row decides, made ready to be asked a million times. Sources, speakers, published_until, and as_of for claims
// without a date, need the article, avoid and types the neighbour: ClaimGraph asks those.
//
// No processor can guess which claims are denied, doubtful or of another day, and a wrong guess costs as much as reading ten rows. So heads are judged
// without a branch; a search for neighbours has those of the rows that pass written one after the other, some at a time, and looks at these only.
class RowFilter {
 public:
  explicit RowFilter(const ClaimFilter& filter);
  [[nodiscard]] bool passes(const RowAt& row) const { return passes_head(row.head()) && (!asks_tail(row.head()) || passes_tail(row.tail())); }
  [[nodiscard]] bool passes(const Row& row) const {
    const RowHead head(row);
    const auto tail = tail_of(row);
    return passes(RowAt(&head, &tail));
  }
  // Calls visit(RowAt) for each row that passes until it returns false; false then. Where little is done with a row, the compiler does without a branch
  // by itself.
  template <class Visit>
  bool each(const Rows& rows, const Visit& visit) const {
    const auto begin = rows.begin();
    const auto size = static_cast<std::ptrdiff_t>(rows.size());
    const auto* const heads = size > 0 ? &begin.head() : nullptr;
    if (!plain_) {
      for (std::ptrdiff_t i = 0; i < size; ++i) {
        if (passes(begin + i) && !visit(begin + i)) return false;
      }
      return true;
    }
    const auto kinds = kinds_;
    if (min_confidence_ == 0) {
      const Kinds judge{kinds};
      for (std::ptrdiff_t i = 0; i < size; ++i) {
        if (judge(heads[i]) && !visit(begin + i)) return false;
      }
      return true;
    }
    const Plain judge{kinds, min_confidence_};
    for (std::ptrdiff_t i = 0; i < size; ++i) {
      if (judge(heads[i]) && !visit(begin + i)) return false;
    }
    return true;
  }
  // Calls visit(std::span<const VertexId>) for the neighbours of the rows that pass, some at a time, until it returns false; false then. Those that
  // follow one another in the list are given once.
  template <class Visit>
  bool neighbours(const Rows& rows, const Visit& visit) const {
    if (plain_ && min_confidence_ == 0) return neighbours_judged(rows, Kinds{kinds_}, visit);
    if (plain_) return neighbours_judged(rows, Plain{kinds_, min_confidence_}, visit);
    return neighbours_judged(rows, Whole{this}, visit);
  }

 private:
  static constexpr std::size_t kTogether = 32;  // heads judged before any neighbour is given: what is given may end the walk

  // What most questions ask, and with a confidence; all that is compared with stays in registers.
  struct Kinds {
    std::uint16_t kinds;
    [[nodiscard]] bool operator()(const RowHead& head) const { return (static_cast<unsigned>(kinds) >> head.kind() & 1u) != 0; }
    [[nodiscard]] static constexpr bool passes_tail(const RowAt& /*row*/) { return true; }
  };
  struct Plain {
    std::uint16_t kinds;
    std::uint16_t min_confidence;
    [[nodiscard]] bool operator()(const RowHead& head) const {
      return (static_cast<unsigned>(kinds) >> head.kind() & 1u & static_cast<unsigned>(head.confidence() >= min_confidence)) != 0;
    }
    [[nodiscard]] static constexpr bool passes_tail(const RowAt& /*row*/) { return true; }
  };
  struct Whole {
    const RowFilter* filter;
    [[nodiscard]] bool operator()(const RowHead& head) const { return filter->passes_head(head); }
    // Spans of days and days far from now are few, so that the processor guesses this one.
    [[nodiscard]] bool passes_tail(const RowAt& row) const { return !filter->asks_tail(row.head()) || filter->passes_tail(row.tail()); }
  };

  template <class Judge, class Visit>
  static bool neighbours_judged(const Rows& rows, const Judge judge, const Visit& visit) {
    if (rows.empty()) return true;
    const auto begin = rows.begin();
    const auto* const heads = &begin.head();
    const auto size = rows.size();
    std::array<NodeId, kTogether> passing;
    NodeId last = 0;
    for (std::size_t from = 0; from < size; from += kTogether) {
      const auto end = std::min(from + kTogether, size);
      std::size_t count = 0;
      for (auto i = from; i < end; ++i) {
        const auto neighbour = heads[i].neighbour();
        const bool by_tail = judge.passes_tail(begin + static_cast<std::ptrdiff_t>(i));
        const bool passes = (static_cast<unsigned>(judge(heads[i])) & static_cast<unsigned>(by_tail)) != 0;
        passing[count] = neighbour;
        count += static_cast<std::size_t>(passes) & static_cast<std::size_t>(neighbour != last);
        last = passes ? neighbour : last;
      }
      if (!visit(std::span<const NodeId>(passing.data(), count))) return false;
    }
    return true;
  }

  // All but the days of a claim that only its tail has.
  [[nodiscard]] bool passes_head(const RowHead& head) const {
    const auto code = head.day_code();
    const auto of_days = static_cast<unsigned>(code - first_code_ < code_count_) | static_cast<unsigned>(code == RowHead::kAskTail) |
                         (static_cast<unsigned>(code == RowHead::kUndated) & undated_);
    const auto relation = relations_[head.outgoing() ? 1 : 0] >> static_cast<unsigned>(head.relation()) & 1u;
    return (of_days & static_cast<unsigned>(relation) & static_cast<unsigned>(Plain{kinds_, min_confidence_}(head))) != 0;
  }
  [[nodiscard]] bool asks_tail(const RowHead& head) const { return dates_asked_ && head.day_code() == RowHead::kAskTail; }
  [[nodiscard]] bool passes_tail(const RowTail& tail) const { return tail.first_day <= first_day_until_ && tail.last_day >= since_; }

  std::uint16_t kinds_ = 0;  // bit by modality and polarity
  std::uint16_t min_confidence_ = 0;
  bool plain_ = true;        // nothing but kinds and confidence
  bool dates_asked_ = false;
  unsigned undated_ = 1;     // 0 or 1
  std::uint32_t first_code_ = 1, code_count_ = RowHead::kAskTail;  // day codes that pass
  std::int32_t since_ = 0;
  std::int32_t first_day_until_ = 0;  // the earlier of until and as_of
  std::array<std::uint64_t, 2> relations_{};  // bit by relation: of incoming, of outgoing rows
};

// Limits of one query. All are reported when met.
struct Budget {
  std::size_t rows = 5'000'000;             // claims looked at, each time they are
  std::size_t vertices = 500'000;           // entities whose links were walked, each time they are
  std::chrono::milliseconds time{2000};
  std::size_t skip_degree = 0;              // do not walk through entities with more claims; 0 = never skip
};

struct Explored {
  std::size_t rows = 0;
  std::size_t vertices = 0;
  double milliseconds = 0;
  bool truncated = false;
  std::string stopped_by;  // "rows", "vertices", "time"; empty when the search ended by itself
  bool in_memory = false;  // ran on the loaded graph
  // Together with what another part of the same question explored. The times are not added: parts may run side by side.
  Explored& operator+=(const Explored& other);
};

// An edge descriptor: the rows [first, last) hold all claims of the edge that pass, and others; first passes. Valid as long as the graph.
struct Edge {
  VertexId source = 0;  // where the walk comes from
  VertexId target = 0;
  Relation relation = Relation::kSigned;
  bool forward = true;  // source is the subject of the claims
  RowAt first;
  RowAt last;
  bool operator==(const Edge& other) const { return source == other.source && first == other.first; }
  bool operator!=(const Edge& other) const { return !(*this == other); }
};

// What the claims of an edge weigh together.
struct Support {
  std::uint32_t claims = 0;
  std::uint32_t origins = 0;   // independent ones: articles, reprints and light rewrites of one text counted once
  double confidence = 0;       // that at least one independent origin is right: 1 - product of (1 - c)
};

class ClaimGraph {
 public:
  using vertex_descriptor = VertexId;
  using edge_descriptor = Edge;
  using directed_category = boost::directed_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  struct traversal_category : boost::incidence_graph_tag, boost::adjacency_graph_tag {};
  using degree_size_type = std::size_t;

  class out_edge_iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Edge;
    using difference_type = std::ptrdiff_t;
    using pointer = const Edge*;
    using reference = Edge;
    out_edge_iterator() = default;
    // At the first edge of [at, end) that the graph lets pass.
    out_edge_iterator(const ClaimGraph& graph, VertexId source, RowAt at, RowAt end)
        : graph_(&graph), source_(source), at_(at), run_end_(at), end_(end) {
      find();
    }
    reference operator*() const { return {source_, at_.neighbour(), at_.relation(), at_.outgoing(), at_, run_end_}; }
    out_edge_iterator& operator++() {
      at_ = run_end_;
      find();
      return *this;
    }
    out_edge_iterator operator++(int) {
      auto copy = *this;
      ++*this;
      return copy;
    }
    bool operator==(const out_edge_iterator& other) const { return at_ == other.at_; }
    bool operator!=(const out_edge_iterator& other) const { return at_ != other.at_; }

   private:
    void find() {
      while (at_ != end_ && !graph_->passes(at_)) ++at_;
      run_end_ = at_;
      if (at_ == end_) return;
      do ++run_end_;
      while (run_end_ != end_ && same_edge(run_end_, at_));
    }
    const ClaimGraph* graph_ = nullptr;
    VertexId source_ = 0;
    RowAt at_;
    RowAt run_end_;
    RowAt end_;
  };
  class adjacency_iterator : public out_edge_iterator {
   public:
    using value_type = VertexId;
    using pointer = const VertexId*;
    using reference = VertexId;
    adjacency_iterator() = default;
    explicit adjacency_iterator(out_edge_iterator at) : out_edge_iterator(at) {}
    reference operator*() const { return out_edge_iterator::operator*().target; }
    adjacency_iterator& operator++() {
      out_edge_iterator::operator++();
      return *this;
    }
    adjacency_iterator operator++(int) {
      auto copy = *this;
      ++*this;
      return copy;
    }
  };
  // Not a vertex list, not an edge list: named so that graph_traits is complete.
  using in_edge_iterator = void;
  using vertex_iterator = void;
  using vertices_size_type = std::size_t;
  using edge_iterator = void;
  using edges_size_type = std::size_t;

  ClaimGraph(const Snapshot& snapshot, ClaimFilter filter, Budget budget);
  ClaimGraph(const ClaimGraph&) = delete;
  ClaimGraph& operator=(const ClaimGraph&) = delete;

  // Every row of the vertex, arranged, whatever the filter; counted against the budget, and empty when that is spent.
  [[nodiscard]] Rows rows(VertexId vertex) const;
  // The same in no particular order: from the store this is cheaper, when only some of a list may be needed or its order does not matter.
  [[nodiscard]] Rows unordered_rows(VertexId vertex) const;
  // How much an entity is talked of: its claims, whatever the filter. What makes it a hub. Not counted against the budget.
  [[nodiscard]] std::size_t claim_count(VertexId vertex) const;
  // Whether it is a hub that the budget's skip_degree forbids to walk through.
  [[nodiscard]] bool closed(VertexId vertex) const { return budget_.skip_degree > 0 && claim_count(vertex) > budget_.skip_degree; }
  // How much work it is to walk the vertex's links, as far as that is known without reading them.
  [[nodiscard]] std::size_t walk_weight(VertexId vertex) const {
    return loaded_ != nullptr ? loaded_->rows(vertex).size() : walk_weight_in_store(vertex);
  }
  // The edges between two vertices only, found by binary search.
  [[nodiscard]] std::pair<out_edge_iterator, out_edge_iterator> edges_between(VertexId from, VertexId to) const;

  // Whether the filter lets a claim and the entity it leads to pass.
  [[nodiscard]] bool passes(const RowAt& row) const {
    const bool passes = row_filter_.passes(row);
    if (!asks_more_) return passes;
    return passes && passes_more(row);
  }
  // Says that the rows of these will be asked for soon, of the second sooner. Most of a search is waiting for memory.
  void prefetch(VertexId later, VertexId sooner) const {
    if (loaded_ == nullptr) return;
    loaded_->prefetch_place(later);
    loaded_->prefetch(sooner);
  }
  // Calls visit(std::span<const VertexId>) for the neighbours that claims that pass lead to, some at a time, each once or more, in no particular order,
  // until it returns false; false then.
  template <class Visit>
  bool neighbours(VertexId vertex, const Visit& visit) const {
    const auto rows = unordered_rows(vertex);
    if (!asks_more_) return row_filter_.neighbours(rows, visit);
    return each_row(rows, [&](const RowAt& row) {
      const auto neighbour = row.neighbour();
      return visit(std::span<const VertexId>(&neighbour, 1));
    });
  }
  // Calls visit(RowAt) for each of the rows that passes until it returns false; false then.
  template <class Visit>
  bool each_row(const Rows& rows, const Visit& visit) const {
    if (!asks_more_) return row_filter_.each(rows, visit);
    return row_filter_.each(rows, [&](const RowAt& row) { return !passes_more(row) || visit(row); });
  }
  // The claims of the edge that pass, best first.
  [[nodiscard]] std::vector<Row> claims(const Edge& edge) const;
  [[nodiscard]] Support support(const Edge& edge) const;
  // Lets these be walked to whatever `avoid` and `types` say: the ends of a question.
  void always_admit(VertexId vertex) { admitted_.insert_or_assign(vertex, true); }
  // The same edges walked the other way round, for searches that begin at the goal.
  void reverse();

  [[nodiscard]] bool exhausted() const { return explored_.truncated; }
  // Work that is not the reading of rows: counted as one row each. False when the budget is spent.
  bool spend(std::size_t steps) const;
  [[nodiscard]] Explored explored() const;
  [[nodiscard]] const Snapshot& snapshot() const { return *snapshot_; }
  [[nodiscard]] const Budget& budget() const { return budget_; }
  [[nodiscard]] const ClaimFilter& filter() const { return filter_; }
  static vertex_descriptor null_vertex() { return 0; }  // node numbers begin at 1

 private:
  // Rows of the vertex: those that the store keeps, or else own ones.
  struct Block {
    ListCache::List kept;
    RowList list;
    bool arranged = false;  // of `list`
    [[nodiscard]] Rows rows() const { return kept ? kept->rows() : list.rows(); }
  };
  [[nodiscard]] Block& read(VertexId vertex) const;
  [[nodiscard]] Rows block(VertexId vertex) const;
  [[nodiscard]] Rows unordered_block(VertexId vertex) const;
  [[nodiscard]] std::size_t walk_weight_in_store(VertexId vertex) const;
  // The part of the list that the budget allows to be walked.
  [[nodiscard]] Rows walk(Rows rows) const;
  [[nodiscard]] bool may_walk() const;
  [[nodiscard]] bool passes_more(const RowAt& row) const;
  [[nodiscard]] bool article_passes(const RowAt& row) const;
  void stop(const char* reason) const;
  // Looks at the clock once in a while, by the work that was done, in rows.
  void work(std::size_t steps) const;

  const Snapshot* snapshot_;
  const LoadedGraph* loaded_;
  ClaimFilter filter_;
  RowFilter row_filter_;
  bool asks_more_ = false;
  Budget budget_;
  std::chrono::steady_clock::time_point start_;
  mutable boost::unordered_flat_map<VertexId, Block> read_;  // from the store
  mutable boost::unordered_flat_map<VertexId, bool> admitted_;
  struct ArticleFacts {
    bool source_passes = true;
    std::optional<std::int32_t> published;
  };
  [[nodiscard]] const ArticleFacts& facts_of(IngestId ingest) const;
  mutable boost::unordered_flat_map<IngestId, ArticleFacts> article_facts_;
  mutable boost::unordered_flat_map<std::uint64_t, bool> speaker_passes_;
  mutable std::size_t until_clock_ = 0;
  mutable Explored explored_;
};

[[nodiscard]] inline std::pair<ClaimGraph::out_edge_iterator, ClaimGraph::out_edge_iterator> out_edges(
    VertexId vertex, const ClaimGraph& graph) {
  const auto rows = graph.rows(vertex);
  return {ClaimGraph::out_edge_iterator(graph, vertex, rows.begin(), rows.end()), ClaimGraph::out_edge_iterator(graph, vertex, rows.end(), rows.end())};
}
[[nodiscard]] std::size_t out_degree(VertexId vertex, const ClaimGraph& graph);
[[nodiscard]] inline VertexId source(const Edge& edge, const ClaimGraph& /*graph*/) { return edge.source; }
[[nodiscard]] inline VertexId target(const Edge& edge, const ClaimGraph& /*graph*/) { return edge.target; }

[[nodiscard]] inline std::pair<ClaimGraph::adjacency_iterator, ClaimGraph::adjacency_iterator> adjacent_vertices(
    VertexId vertex, const ClaimGraph& graph) {
  const auto [begin, end] = out_edges(vertex, graph);
  return {ClaimGraph::adjacency_iterator(begin), ClaimGraph::adjacency_iterator(end)};
}

}  // namespace entente::graph
