// SPDX-License-Identifier: Apache-2.0
#include "graph/loaded_graph.h"

#include <algorithm>
#include <limits>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "graph/adjacency.h"
#include "graph/coding.h"
#include "graph/parallel.h"
#include "graph/snapshot.h"
#include "model/error.h"

namespace entente::graph {
namespace {

// More rows than this to read again from the store, and building afresh in the background is better.
constexpr std::size_t kMostReread = 50'000;
// Changes that wait for somebody to ask; with more of them the graph is built afresh.
constexpr std::size_t kMostPending = 4096;

// Sorts the blocks of the vertices and puts them into the list, on the cores there are.
void arrange(std::vector<Row>& rows, const std::vector<std::uint32_t, LargePages<std::uint32_t>>& begin, RowList& list) {
  const auto vertices = begin.size() - 1;
  constexpr std::size_t kRowsOfPart = 50'000;
  const auto parts = rows.size() / kRowsOfPart + 1;
  // The first vertex of a part: parts have about as many rows.
  const auto border = [&](std::size_t part) {
    return part == parts ? vertices : static_cast<std::size_t>(std::lower_bound(begin.begin(), begin.end(), rows.size() / parts * part) - begin.begin());
  };
  for_each_in_parallel(parts, [&](std::size_t part) {
    const auto end = border(part + 1);
    for (auto vertex = border(part); vertex < end; ++vertex) {
      arrange_block({rows.data() + begin[vertex], rows.data() + begin[vertex + 1]});
      for (auto at = begin[vertex]; at < begin[vertex + 1]; ++at) list.set(at, rows[at]);
    }
  });
}

// What one scan over some nodes gives: their rows one after the other, normalised, and whose they are.
struct Part {
  struct List {
    VertexId vertex = 0;
    std::uint32_t count = 0;
  };
  std::vector<List> lists;
  std::vector<Row> rows;
};

// Of the nodes [begin, end).
Part read_part(const Snapshot& snapshot, const Identity& identity, NodeId begin, NodeId end) {
  Part part;
  const auto vertex_of = [&](NodeId node) { return identity.representative(node); };
  Rocks::Cursor cursor(snapshot.rocks(), Family::kAdjacency, {}, snapshot.view());
  for (cursor.seek(node_key(begin)); cursor.valid(); cursor.next()) {
    const auto node = read_number(cursor.key());
    if (node >= end) break;
    const auto vertex = vertex_of(node);
    const auto start = part.rows.size();
    append_rows(part.rows, cursor.value());
    auto kept = start;
    for (auto i = start; i < part.rows.size(); ++i) {
      auto row = part.rows[i];
      if (normalise(row, vertex, vertex_of)) part.rows[kept++] = row;
    }
    part.rows.resize(kept);
    const auto count = static_cast<std::uint32_t>(kept - start);
    if (!part.lists.empty() && part.lists.back().vertex == vertex) part.lists.back().count += count;
    else part.lists.push_back({vertex, count});
  }
  return part;
}

// All nodes below `end`, on the cores there are. The nodes that came first have most rows, so there are more parts than cores.
std::vector<Part> read_parts(const Snapshot& snapshot, const Identity& identity, NodeId end) {
  constexpr NodeId kWorthThreads = 20'000;
  constexpr std::size_t kParts = 32;
  const auto count = end < kWorthThreads ? std::size_t{1} : kParts;
  const auto border = [&](std::size_t part) { return static_cast<NodeId>(std::uint64_t{end} * part / count); };
  std::vector<Part> parts(count);
  for_each_in_parallel(count, [&](std::size_t part) { parts[part] = read_part(snapshot, identity, border(part), border(part + 1)); });
  return parts;
}

}  // namespace

std::shared_ptr<const LoadedGraph> LoadedGraph::build(const Snapshot& snapshot) {
  auto out = std::make_shared<LoadedGraph>();
  auto base = std::make_shared<Base>();
  out->version_ = snapshot.version();
  out->end_node_ = snapshot.end_node();
  out->identity_ = snapshot.identity() != nullptr ? snapshot.shared_identity() : Identity::load(snapshot.rocks(), snapshot.view());
  const auto& identity = *out->identity_;

  // One scan of the store, in parts, each into a place of its own, since moving rows in memory costs a tenth of reading them; then each node's
  // rows to its vertex.
  auto parts = read_parts(snapshot, identity, out->end_node_);
  auto& begin = base->begin;
  begin.assign(std::size_t{out->end_node_} + 1, 0);
  std::uint64_t all_rows = 0;
  for (const auto& part : parts) all_rows += part.rows.size();
  if (all_rows > std::numeric_limits<std::uint32_t>::max()) throw Error(ErrorKind::kLimit, "the graph is too large to be kept in memory; the store answers");
  for (const auto& part : parts) {
    for (const auto& list : part.lists) begin.at(std::size_t{list.vertex} + 1) += list.count;
  }
  for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
  std::vector<Row> rows(begin.back());
  auto next = begin;
  for (auto& part : parts) {
    const auto* from = part.rows.data();
    for (const auto& list : part.lists) {
      std::copy(from, from + list.count, rows.data() + next[list.vertex]);
      from += list.count;
      next[list.vertex] += list.count;
    }
    part = {};
  }
  base->rows = RowList(rows.size());
  arrange(rows, begin, base->rows);
  out->base_ = std::move(base);
  return out;
}

std::shared_ptr<const LoadedGraph> LoadedGraph::with(const Snapshot& now, const std::vector<GraphDelta>& deltas) const {
  auto out = std::make_shared<LoadedGraph>(*this);
  out->version_ = now.version();
  out->end_node_ = now.end_node();
  std::unordered_set<NodeId> moved;
  std::unordered_set<IngestId> gone;
  for (const auto& delta : deltas) {
    for (const auto& change : delta.moved) moved.insert(change.node);
    for (const auto& [anchor, ingest] : delta.dropped) gone.insert(ingest);
  }
  out->identity_ = now.shared_identity();
  const auto& before = *identity_;
  const auto& after = *out->identity_;

  // Vertices whose rows, or whose neighbours' numbers, follow from other components than before: they are read again.
  std::set<VertexId> again;
  for (const auto node : moved) {
    const auto old_vertex = before.representative(node);
    const auto new_vertex = after.representative(node);
    if (old_vertex == new_vertex) continue;
    if (node >= end_node_) continue;  // nobody named it before, so it has no rows yet
    const auto old_rows = rows(old_vertex);
    if (old_rows.size() > kMostReread) return nullptr;
    again.insert(old_vertex);
    again.insert(new_vertex);
    for (auto row = old_rows.begin(); row != old_rows.end(); ++row) again.insert(row.neighbour());
  }
  std::set<VertexId> touched;
  std::unordered_map<VertexId, std::vector<Row>> added;
  for (const auto& delta : deltas) {
    for (const auto& [anchor, ingest] : delta.dropped) touched.insert(after.representative(anchor));
    for (const auto& [anchor, stored] : delta.added) {
      if (gone.contains(stored.ingest)) continue;
      const auto vertex = after.representative(anchor);
      touched.insert(vertex);
      auto row = stored;
      if (normalise(row, vertex, [&](NodeId node) { return after.representative(node); })) added[vertex].push_back(row);
    }
  }
  std::size_t reread = 0;
  const auto keep = [&](VertexId vertex, const std::vector<Row>& block) {
    auto& place = out->changed_[vertex];
    if (place) out->changed_rows_ -= place->size();
    out->changed_rows_ += block.size();
    place = std::make_shared<const RowList>(block);
  };
  for (const auto vertex : again) {
    std::vector<Row> block;
    const bool is_vertex = after.representative(vertex) == vertex;
    if (is_vertex && !now.read_block(vertex, kMostReread, block)) return nullptr;
    reread += block.size();
    if (reread > kMostReread) return nullptr;
    keep(vertex, block);
  }
  for (const auto vertex : touched) {
    if (again.contains(vertex)) continue;
    auto& fresh = added[vertex];
    std::sort(fresh.begin(), fresh.end(), before_in_block);
    const auto old = rows(vertex);
    std::vector<Row> block;
    block.reserve(old.size() + fresh.size());
    auto next = fresh.begin();
    for (const auto& row : old) {
      if (gone.contains(row.ingest)) continue;
      for (; next != fresh.end() && before_in_block(*next, row); ++next) block.push_back(*next);
      block.push_back(row);
    }
    block.insert(block.end(), next, fresh.end());
    keep(vertex, block);
  }
  return out;
}

std::size_t LoadedGraph::bytes() const {
  return base_->rows.bytes() + base_->begin.capacity() * sizeof(std::uint32_t) +
         changed_rows_ * sizeof(Row) + changed_.size() * (sizeof(VertexId) + sizeof(Block) + sizeof(RowList));
}

LoadedGraphs::~LoadedGraphs() { wait(); }

void LoadedGraphs::add(GraphDelta delta) {
  const std::lock_guard lock(mutex_);
  if (!graph_ && !building_) return;  // the first build will see it
  if (pending_.size() >= kMostPending) {
    pending_.clear();
    complete_ = false;
  }
  if (complete_ || building_) pending_.push_back(std::move(delta));
}

void LoadedGraphs::start_build(const std::function<std::shared_ptr<const LoadedGraph>()>& build) {
  if (building_) return;
  if (builder_.joinable()) builder_.join();
  building_ = true;
  builder_ = std::thread([this, build] {
    std::shared_ptr<const LoadedGraph> made;
    try {
      made = build();
    } catch (...) {  // the next question tries again, and until then the store answers
    }
    const std::lock_guard lock(mutex_);
    building_ = false;
    if (!made) return;
    // Changes that came while it was built are kept, if none of them was lost.
    const auto first = std::find_if(pending_.begin(), pending_.end(),
                                    [&](const GraphDelta& delta) { return delta.version > made->version(); });
    pending_.erase(pending_.begin(), first);
    std::uint64_t expected = made->version();
    complete_ = std::all_of(pending_.begin(), pending_.end(), [&](const GraphDelta& delta) { return delta.version == ++expected; });
    graph_ = std::move(made);
  });
}

std::shared_ptr<const LoadedGraph> LoadedGraphs::for_snapshot(
    const Snapshot& snapshot, const std::function<std::shared_ptr<const LoadedGraph>()>& build) {
  const auto version = snapshot.version();
  const std::unique_lock lock(mutex_, std::try_to_lock);
  if (!lock) return nullptr;  // another question brings the graph up to date: the store answers this one
  if (graph_ && graph_->version() == version) return graph_;
  if (!graph_ || !complete_) {
    start_build(build);
    return nullptr;
  }
  if (graph_->version() > version) return nullptr;  // an old snapshot
  const auto later_than = [&](std::uint64_t known) {
    return std::find_if(pending_.begin(), pending_.end(), [known](const GraphDelta& delta) { return delta.version > known; });
  };
  const std::vector<GraphDelta> deltas(later_than(graph_->version()), later_than(version));
  if (deltas.size() != version - graph_->version()) {
    start_build(build);
    return nullptr;
  }
  auto next = graph_->with(snapshot, deltas);
  if (!next) {
    start_build(build);
    return nullptr;
  }
  if (!building_) pending_.erase(pending_.begin(), later_than(version));
  graph_ = std::move(next);
  // Too much kept apart: a full build in the background, while this one serves.
  if (graph_->changed_rows() > 10'000 + graph_->row_count() / 4) start_build(build);
  return graph_;
}

void LoadedGraphs::wait() {
  std::thread builder;
  {
    const std::lock_guard lock(mutex_);
    builder = std::move(builder_);
  }
  if (builder.joinable()) builder.join();
}

}  // namespace entente::graph
