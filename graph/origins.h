// SPDX-License-Identifier: Apache-2.0
// Which articles carry one text: the write side. Articles with equal prints share a print record; records whose texts are alike
// (graph/text_print.h) are linked; what hangs together by links is one origin, and every one of its articles points to the smallest
// ingest number among them. Likeness is decided by two texts alone, so a group is what its present articles make it.
//
// Limits: adding an article reads the records of its origin, so an origin of n different texts costs n reads an article; equal texts cost
// nothing more.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "graph/band_filter.h"
#include "graph/identity.h"
#include "graph/layout.h"
#include "graph/rocks.h"
#include "graph/text_print.h"

namespace entente::graph {

struct PrintRecord {
  TextPrint print;
  std::uint32_t articles = 0;
  std::set<Id> links;
};
[[nodiscard]] std::string encode(const PrintRecord& record);
[[nodiscard]] PrintRecord decode_print_record(std::string_view bytes);
// Of the id only kPrintId bytes are not zero, and only they are stored: eighteen rows of a text have one.
[[nodiscard]] Id print_id(const TextPrint& print);
inline constexpr std::size_t kPrintId = 8;
[[nodiscard]] Id read_print_id(std::string_view bytes);  // at the beginning of `bytes`; throws Error kStore

// What one change of the store does to origins.
class OriginChange {
 public:
  // `any_stored`: whether the store may have prints. `stored_bands`: those it may have, and what this change adds; nullptr where they are not known.
  OriginChange(const Rocks& rocks, bool any_stored, BandFilter* stored_bands) : rocks_(rocks), any_stored_(any_stored), stored_bands_(stored_bands) {}
  void add(IngestId ingest, const TextPrint& print);
  void remove(IngestId ingest, const TextPrint& print);
  // Works out the origins that change, writes them, and says which article stands for which.
  std::vector<IdentityChange> finish(Rocks::Batch& batch);
  // Of bands, in the database.
  [[nodiscard]] std::uint64_t look_ups() const { return look_ups_; }
  // Roughly, of memory.
  [[nodiscard]] std::size_t bytes() const { return nodes_.size() * (sizeof(Node) + TextPrint::kBands * 2 * sizeof(InBand)); }

 private:
  struct Node {
    Id id;
    PrintRecord before;  // no articles when new
    PrintRecord now;
    std::vector<IngestId> added;
    std::vector<IngestId> removed;
    // Of one article of this change and like no other text.
    [[nodiscard]] bool new_and_alone() const { return before.articles == 0 && removed.empty() && added.size() == 1 && before.links.empty() && now.links.empty(); }
  };
  // Those of one band, one after the other.
  struct InBand {
    Node* node = nullptr;
    std::uint32_t next = 0;  // in in_bands_, plus one; 0 = the last
  };
  Node* find(const Id& id);
  Node& know(const Id& id, PrintRecord before, const TextPrint& print);
  void link_alike(Node& node);
  [[nodiscard]] std::set<IngestId> members(const Id& id, const Node* node) const;
  void write(Rocks::Batch& batch) const;

  const Rocks& rocks_;
  bool any_stored_;
  BandFilter* stored_bands_;
  std::uint64_t look_ups_ = 0;
  std::deque<Node> nodes_;
  boost::unordered_flat_map<Id, Node*, std::hash<Id>> by_id_;
  std::vector<InBand> in_bands_;  // of the prints that this change found or made
  boost::unordered_flat_map<std::uint32_t, std::uint32_t> bands_;  // band and its slots -> the first in in_bands_, plus one
  std::optional<Rocks::Cursor> cursor_;
};

}  // namespace entente::graph
