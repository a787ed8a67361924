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
#include <utility>
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

// How many look-ups on the disk the snapshots of a store have made for want of an Identity. Any thread may count.
struct LookUps {
  std::atomic<std::uint64_t> made = 0;
  std::atomic<std::uint64_t> records = 0;  // what a scan would read, estimated once
};

// The identity of one state of the store. None at first: snapshots look nodes up on the disk, until the look-ups of all snapshots together
// have cost as much as one scan; the snapshot that finds so scans, and from then on all have the array. Any thread may call.
class LazyIdentity {
 public:
  LazyIdentity(Family family, std::shared_ptr<LookUps> look_ups, std::shared_ptr<const Identity> identity = nullptr)
      : family_(family), look_ups_(std::move(look_ups)), identity_(std::move(identity)), known_(identity_.get()) {}
  // nullptr as long as nobody has read it. Once known it stays, as long as this.
  [[nodiscard]] const Identity* get() const { return known_.load(std::memory_order_acquire); }
  [[nodiscard]] std::shared_ptr<const Identity> share() const;
  // Counts one look-up on the disk; when it is time to scan, scans the state that `view` sees and returns what it read.
  [[nodiscard]] const Identity* look_up(const Rocks& rocks, const Rocks::View* view) const;
  // Reads it now if nobody has.
  const Identity* load(const Rocks& rocks, const Rocks::View* view) const;

 private:
  Family family_;
  std::shared_ptr<LookUps> look_ups_;
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const Identity> identity_;
  mutable std::atomic<const Identity*> known_;
};

}  // namespace entente::graph
