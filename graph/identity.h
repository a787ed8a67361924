// SPDX-License-Identifier: Apache-2.0
// Which node speaks for which: the components of the store as an array, so that a search asks memory and not the disk
// which entity a row leads to. Four bytes a node and a bit. The same for articles and their origins, with ingest numbers for nodes.
//
// An Identity never changes; a change of the store makes the next one, which shares all parts that did not change (copy
// on write). Any thread may read.
#pragma once

#include <array>
#include <atomic>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "graph/layout.h"
#include "graph/rocks.h"

namespace entente::graph {

// What a change of the store did to one node.
struct IdentityChange {
  NodeId node = 0;
  NodeId representative = 0;
  bool grouped = false;  // its component has other members
};

class Identity {
 public:
  // One scan over the components, or over the origins: `family` has representatives by number.
  static std::shared_ptr<const Identity> load(const Rocks& rocks, const Rocks::View* view, Family family = Family::kComponent);

  [[nodiscard]] VertexId representative(NodeId node) const {
    const auto part = node / kPart;
    return part < parts_.size() && parts_[part] ? parts_[part]->representative[node % kPart] : node;
  }
  // Whether the node's component has more members than itself.
  [[nodiscard]] bool grouped(NodeId node) const {
    const auto part = node / kPart;
    return part < parts_.size() && parts_[part] && parts_[part]->grouped[node % kPart];
  }
  [[nodiscard]] std::shared_ptr<const Identity> with(const std::vector<IdentityChange>& changes) const;

 private:
  static constexpr std::size_t kPart = 4096;
  struct Part {
    std::array<NodeId, kPart> representative;
    std::bitset<kPart> grouped;
  };
  void set(const IdentityChange& change, std::vector<bool>& own);
  std::vector<std::shared_ptr<Part>> parts_;  // none = every node stands for itself; shared between generations
};

// The identity of a store's newest state, shared by its snapshots. None at first: a snapshot looks nodes up on the disk, until the look-ups
// of all snapshots together have cost as much as one scan of the components; that snapshot scans, and from then on all have the array. Any
// thread may call.
class SharedIdentity {
 public:
  explicit SharedIdentity(Family family) : family_(family) {}
  [[nodiscard]] Family family() const { return family_; }
  // nullptr as long as nobody has read it.
  [[nodiscard]] std::shared_ptr<const Identity> get() const;
  // Counts one look-up on the disk; true when it is time to scan.
  [[nodiscard]] bool worth_scanning(const Rocks& rocks);
  // What a snapshot of this version read; kept when the store has not changed since.
  void offer(std::shared_ptr<const Identity> identity, std::uint64_t version);
  // All that was known is void.
  void forget();
  // The writer's next state: `next` follows from `seen` by `changes`.
  void advance(const std::shared_ptr<const Identity>& seen, std::shared_ptr<const Identity> next, const std::vector<IdentityChange>& changes,
               std::uint64_t version);

 private:
  Family family_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Identity> identity_;
  std::uint64_t version_ = 0;
  std::atomic<std::uint64_t> looked_up_ = 0;
  std::atomic<std::uint64_t> components_ = 0;  // records, estimated once
};

}  // namespace entente::graph
