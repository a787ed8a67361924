// SPDX-License-Identifier: Apache-2.0
// Which node speaks for which: the components of the store as an array, so that a search asks memory and not the disk
// which entity a row leads to. Four bytes a node and a bit.
//
// An Identity never changes; a change of the store makes the next one, which shares all parts that did not change (copy
// on write). Any thread may read.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <memory>
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
  // One scan over the components.
  static std::shared_ptr<const Identity> load(const Rocks& rocks, const Rocks::View* view);

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

}  // namespace entente::graph
