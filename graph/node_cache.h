// SPDX-License-Identifier: Apache-2.0
// Nodes that the writer met before, by public id, as they are stored: an article that names known entities then reads nothing of them. They lie in
// the block cache's memory, so `cache_bytes` bounds both together and what is used most stays. For the one who writes alone: not for other threads.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "graph/layout.h"
#include "graph/rocks.h"

namespace entente::graph {

class NodeCache {
 public:
  struct Known {
    Id id;
    NodeId number = 0;
    std::uint64_t generation = 0;
    std::string record;  // as stored: a tenth of the memory of a NodeRecord, and one piece of the heap
  };

  // Keep the Rocks alive.
  explicit NodeCache(const Rocks& rocks) : rocks_(&rocks) {}
  // nullptr when it is not kept, which says nothing of whether it is stored.
  [[nodiscard]] std::shared_ptr<const Known> find(const Id& id) const;
  // After the record was written.
  void keep(const Id& id, NodeId number, std::string record);
  // After it was erased.
  void forget(const Id& id);
  // When what is stored became other in another way, or nobody knows.
  void forget_all() { ++generation_; }

 private:
  const Rocks* rocks_;
  std::uint64_t generation_ = 0;
};

}  // namespace entente::graph
