// SPDX-License-Identifier: Apache-2.0
// Which articles carry one text: the write side. Articles with equal prints share a print record; records whose texts are alike
// (graph/text_print.h) are linked; what hangs together by links is one origin, and every one of its articles points to the smallest
// ingest number among them. Likeness is decided by two texts alone, so a group is what its present articles make it.
//
// Limits: adding an article reads the records of its origin, so an origin of n different texts costs n reads an article; equal texts cost
// nothing more.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "graph/identity.h"
#include "graph/layout.h"
#include "graph/rocks.h"
#include "graph/text_print.h"
#include "model/article.h"

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
  explicit OriginChange(const Rocks& rocks) : rocks_(rocks) {}
  void add(IngestId ingest, const Article& article);
  void remove(IngestId ingest, const Article& article);
  // Works out the origins that change, writes them, and says which article stands for which.
  std::vector<IdentityChange> finish(Rocks::Batch& batch);

 private:
  struct Node {
    PrintRecord before;  // no articles when new
    PrintRecord now;
    std::set<IngestId> added;
    std::set<IngestId> removed;
  };
  Node* find(const Id& id);
  Node& know(const Id& id, PrintRecord before, const TextPrint& print);
  void link_alike(const Id& id, Node& node);
  [[nodiscard]] std::set<IngestId> members(const Id& id, const Node* node) const;
  void write(Rocks::Batch& batch) const;

  const Rocks& rocks_;
  std::map<Id, Node> nodes_;
  std::unordered_map<std::string, std::vector<Id>> bands_;  // of the prints that this change found or made
};

}  // namespace entente::graph
