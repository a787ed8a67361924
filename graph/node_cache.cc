// SPDX-License-Identifier: Apache-2.0
#include "graph/node_cache.h"

#include <cstring>
#include <utility>

namespace entente::graph {
namespace {

std::uint64_t number_of(const Id& id) {
  std::uint64_t out = 0;
  static_assert(sizeof(out) <= Id::kSize);
  std::memcpy(&out, id.bytes.data(), sizeof(out));
  return out;
}

}  // namespace

std::shared_ptr<const NodeCache::Known> NodeCache::find(const Id& id) const {
  auto found = std::static_pointer_cast<const Known>(rocks_->kept(Shelf::kNodes, number_of(id)));
  if (!found || found->generation != generation_ || found->id != id) return nullptr;
  return found;
}

void NodeCache::keep(const Id& id, NodeId number, std::string record) {
  constexpr std::size_t kOverhead = 512;  // of a thing in the cache, with the gaps that small pieces leave in the heap, about
  const auto bytes = kOverhead + sizeof(Known) + record.capacity();
  rocks_->keep(Shelf::kNodes, number_of(id), std::make_shared<const Known>(Known{id, number, generation_, std::move(record)}), bytes);
}

void NodeCache::forget(const Id& id) { rocks_->forget(Shelf::kNodes, number_of(id)); }

}  // namespace entente::graph
