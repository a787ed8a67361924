// SPDX-License-Identifier: Apache-2.0
#include "graph/list_cache.h"

#include <algorithm>
#include <utility>

namespace entente::graph {
namespace {

struct Kept {
  std::uint64_t version = 0;  // of the snapshot that read it
  ListCache::List rows;
};

}  // namespace

ListCache::ListCache(const Rocks& rocks) : rocks_(&rocks), touched_(kPlaces), long_(kPlaces) {}

std::uint64_t ListCache::touched(VertexId vertex) const {
  return std::max(touched_[vertex % kPlaces].load(std::memory_order_acquire), all_touched_.load(std::memory_order_acquire));
}

ListCache::List ListCache::find(VertexId vertex, std::uint64_t version) const {
  const auto found = std::static_pointer_cast<const Kept>(rocks_->kept(vertex));
  // Asked after the list was found: what was touched before this snapshot was taken is seen, however late the list was offered.
  if (!found || touched(vertex) > std::min(found->version, version)) return nullptr;
  return found->rows;
}

void ListCache::offer(VertexId vertex, std::uint64_t version, List rows) {
  if (touched(vertex) > version) return;
  auto newest = offered_.load();
  while (newest <= version && !offered_.compare_exchange_weak(newest, version + 1)) {
  }
  if (rows->size() >= kLong) long_[vertex % kPlaces].store(true, std::memory_order_relaxed);
  const auto bytes = size_of(rows->size());
  rocks_->keep(vertex, std::make_shared<const Kept>(Kept{version, std::move(rows)}), bytes);
}

void ListCache::touch(std::span<const VertexId> vertices, std::uint64_t version) {
  for (const auto vertex : vertices) touched_[vertex % kPlaces].store(version, std::memory_order_release);
}

}  // namespace entente::graph
