// SPDX-License-Identifier: Apache-2.0
// Lists of entities as a search wants them (graph/adjacency.h), kept after the first reading for other snapshots of the store: reading one from
// RocksDB takes some microseconds, finding it here a tenth of one. They lie in the block cache's memory, so `cache_bytes` bounds both together and
// what is used most stays.
//
// A list belongs to the versions of the store from its reading on until a change touches its entity. The writer says what it touches before
// anybody can see the change; so no snapshot finds a list of another state. A touched list may also hide lists of a few other entities, which costs a
// reading and nothing else. Any thread may find and offer; the writer touches.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "graph/layout.h"
#include "graph/rocks.h"
#include "graph/row_list.h"

namespace entente::graph {

class ListCache {
 public:
  using List = std::shared_ptr<const RowList>;

  // Keep the Rocks alive.
  explicit ListCache(const Rocks& rocks);
  // nullptr when there is none of this version of the store.
  [[nodiscard]] List find(VertexId vertex, std::uint64_t version) const;
  // Whether a list of so many rows would be kept.
  [[nodiscard]] bool keeps(std::size_t rows) const { return rocks_->keeps(size_of(rows)); }
  // What a snapshot of this version read.
  void offer(VertexId vertex, std::uint64_t version, List rows);
  // Whether the entity's list may be a long one, of those that were offered. Costs next to nothing to ask.
  [[nodiscard]] bool may_be_long(VertexId vertex) const { return long_[vertex % kPlaces].load(std::memory_order_relaxed); }
  static constexpr std::size_t kLong = 512;  // rows
  // The writer: from `version` on these, or all, may be other than before.
  void touch(std::span<const VertexId> vertices, std::uint64_t version);
  void touch_all(std::uint64_t version) { all_touched_ = version; }
  // Whether anything was offered since all were touched.
  [[nodiscard]] bool empty() const { return offered_ <= all_touched_; }

 private:
  static constexpr std::size_t kPlaces = std::size_t{1} << 18U;
  static constexpr std::size_t kOverhead = 160;  // of a list in the cache, about
  [[nodiscard]] static std::size_t size_of(std::size_t rows) { return kOverhead + rows * sizeof(Row); }
  [[nodiscard]] std::uint64_t touched(VertexId vertex) const;

  const Rocks* rocks_;
  std::vector<std::atomic<std::uint64_t>> touched_;  // the last version that touched an entity of this place
  std::vector<std::atomic<bool>> long_;              // whether an entity of this place had a long list
  std::atomic<std::uint64_t> all_touched_ = 0;
  std::atomic<std::uint64_t> offered_ = 0;  // one more than the newest version that something was offered of
};

}  // namespace entente::graph
